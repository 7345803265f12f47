using System;
using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Tests.Mutation;

/// <summary>Programs of any size, in the directions in which programs that no person writes grow: made ones, and those of somebody who means harm.</summary>
internal static class LargePrograms
{
    private const string Opening = """
        using System.Diagnostics;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.AI;
        using OpenAI.Chat;
        using AiMessage = Microsoft.Extensions.AI.ChatMessage;

        """;

    /// <summary>The size at which a program is large, and the program of a size.</summary>
    public static readonly IReadOnlyDictionary<string, (int Large, Func<int, string> Make)> All = new SortedDictionary<string, (int, Func<int, string>)>(StringComparer.Ordinal)
    {
        ["constants added"] = (3000, n => Model(Join(n, " + ", i => $"\"{i}\""))),
        ["texts added"] = (2000, n => Ask(Join(n, " + ", i => i % 7 == 0 ? "r.Query[\"a\"]" : "\"a\""))),
        ["parentheses"] = (1000, n => Ask(Nest(n, "(", "r.Path.Value", ")"))),
        ["calls inside of calls"] = (600, n => Ask(Nest(n, "F(", "r.Path.Value!", ")"), "static string F(string s) => s + F(s);")),
        ["calls of a library inside of calls"] = (600, n => Ask(Nest(n, "string.Concat(\"a\", ", "r.Path.Value", ")"))),
        ["creations inside of creations"] = (400, n => Ask(Nest(n, "new Box(", "r.Path.Value!", ").S!"), "class Box(string s) { public string S { get; set; } = s; }")),
        ["calls one after the other"] = (2000, n => Ask("r.Path.Value!" + Join(n, "", _ => ".Trim()"))),
        ["calls with ?."] = (1000, n => Ask("r.Path.Value" + Join(n, "", _ => "?.Trim()"))),
        ["conditions"] = (800, n => Ask(Join(n, "", i => $"n == {i} ? r.Query[\"{i}\"].ToString() : ") + "\"\"")),
        ["coalescing"] = (800, n => Ask(Join(n, " ?? ", i => $"r.Query[\"{i}\"]") + " ?? \"\"")),
        ["switch arms"] = (1500, n => Ask($"n switch {{ {Join(n, ", ", i => $"{i} => r.Query[\"{i}\"].ToString()")}, _ => \"\" }}")),
        ["interpolations"] = (2000, n => Ask($"$\"{Join(n, "", _ => "{r.Path} ")}\"")),
        // The compiler itself takes twice as long for each two levels more, from about 18 on.
        ["interpolations inside of interpolations"] = (14, n => Ask(Nest(n, "$\"a{", "r.Path", "}\""))),
        ["lambdas inside of lambdas"] = (14, n => Body($"Func<string, string> f0 = s => s; " + Nest(n, "Run(s => { ", "chat.CompleteChat(new SystemChatMessage(r.Path));", " });"), "static void Run(Action<string> a) { }")),
        ["blocks inside of blocks"] = (400, n => Body(Nest(n, "if (n > 1) { ", "chat.CompleteChat(new SystemChatMessage(r.Path));", " }"))),
        ["loops inside of loops"] = (150, n => Body("var s = \"\"; " + Nest(n, "while (n > 1) { s += r.Path; ", "chat.CompleteChat(new SystemChatMessage(s));", " }"))),
        ["local functions inside of local functions"] = (80, n => Body(string.Concat(Enumerable.Range(0, n).Select(i => $"void L{i}(string s{i}) {{ ")) + "chat.CompleteChat(new SystemChatMessage(s0));" + string.Concat(Enumerable.Range(0, n).Reverse().Select(i => $"}} L{i}(r.Path);")))),
        ["locals in a row"] = (1500, n => Body("var m0 = r.Path.Value!;\n" + Join(n, "\n", i => $"var m{i + 1} = m{i} + \"a\";") + $"chat.CompleteChat(new SystemChatMessage(m{n}));")),
        ["clients made of locals in a row"] = (400, n => Body("var m0 = \"gpt-4o\";\n" + Join(n, "\n", i => $"var m{i + 1} = m{i}; new ChatClient(m{i + 1}, \"key\");"))),
        ["writes to one local"] = (800, n => Body("var m = \"gpt-4o\";\n" + Join(n, "\n", i => $"if (n == {i}) m = \"gpt-{i}\";") + "new ChatClient(m, \"key\").CompleteChat(m);")),
        ["reads and writes of one local"] = (150, n => Body("var m = \"gpt-4o\";\n" + Join(n, "\n", i => $"if (n == {i}) m = m + r.Path; chat.CompleteChat(new SystemChatMessage(m));"))),
        ["appends to one builder"] = (800, n => Body("var b = new System.Text.StringBuilder();\n" + Join(n, "\n", _ => "b.Append(\"a\").Append(n);") + "b.Append(r.Path); chat.CompleteChat(new SystemChatMessage(b.ToString()));")),
        ["calls of a model in one method"] = (150, n => Body(Join(n, "\n", i => $"var a{i} = chat.CompleteChat(new SystemChatMessage(\"x\" + r.Path)).Value.Content[0].Text; Process.Start(a{i});"))),
        ["answers that go into the next question"] = (120, n => Body("var a0 = \"\";\n" + Join(n, "\n", i => $"var a{i + 1} = chat.CompleteChat(a{i}).Value.Content[0].Text;") + $"Process.Start(a{n});")),
        ["messages in one list"] = (1500, n => Body($"chat.CompleteChat([{Join(n, ", ", i => i % 2 == 0 ? "new SystemChatMessage(r.Path)" : "new UserChatMessage(\"a\")")}]);")),
        ["methods that pass on"] = (600, n => Body("M0(r.Path);", Join(n, "\n", i => $"static string M{i}(string s) => M{i + 1}(s + \"a\");") + $"static string M{n}(string s) {{ new ChatClient(s, \"k\").CompleteChat(new SystemChatMessage(s)); return s; }}")),
        ["methods that are called by two"] = (300, n => Body("M0(r.Path, \"\");", Join(n, "\n", i => $"static string M{i}(string a, string b) => M{i + 1}(a, b) + M{(i + 2) % (n + 1)}(b, a);") + $"static string M{n}(string a, string b) {{ new ChatClient(a, \"k\").CompleteChat(new SystemChatMessage(b)); return a; }}")),
        ["methods that all call each other"] = (40, n => Body("M0(r.Path);", Join(n, "\n", i => $"static string M{i}(string s) => {Join(n, " + ", j => $"M{j}(s)")};") + "void Go(string s) => chat.CompleteChat(new SystemChatMessage(M0(s)));")),
        ["callers of one method"] = (800, n => Body("Send(r.Path);", "void Send(string s) => chat.CompleteChat(new SystemChatMessage(s));" + Join(n, "\n", i => $"public void C{i}(HttpRequest r) => Send(r.Query[\"{i}\"]);"))),
        ["callers of a method that makes clients"] = (300, n => Body("Make(\"gpt-4o\");", "ChatClient Make(string s) => new(s, \"key\");" + Join(n, "\n", i => $"public void C{i}() => Make(\"gpt-{i}\").CompleteChat(\"a\");"))),
        ["fields"] = (800, n => Body("chat.CompleteChat(new SystemChatMessage(_f0));", Join(n, "\n", i => $"private readonly string _f{i} = \"a\" + _f{(i + 1) % n}; object C{i}() => new ChatClient(_f{i}, \"key\");"))),
        ["properties that compute"] = (600, n => Body("chat.CompleteChat(new SystemChatMessage(P0));", Join(n, "\n", i => $"public string P{i} => P{(i + 1) % n} + P{(i + 7) % n};"))),
        ["assignments of one property"] = (800, n => Body("chat.CompleteChat(new SystemChatMessage(P));", "public string P { get; set; } = \"\";" + Join(n, "\n", i => $"public void S{i}(HttpRequest r) {{ P = r.Query[\"{i}\"]; new ChatClient(P, \"key\"); }}"))),
        ["clients in fields"] = (150, n => Body("", Join(n, "\n", i => $"private readonly ChatClient _c{i} = new(\"gpt-4o\", \"key\"); public object A{i}(HttpRequest r) => _c{i}.CompleteChat(new SystemChatMessage(r.Path));"))),
        ["implementations of one interface"] = (100, n => Body("", "") + "public interface IAsk { string Ask(string s); }\n" + Join(n, "\n", i => $"public class Ask{i}(ChatClient c, IAsk next) : IAsk {{ public string Ask(string s) {{ c.CompleteChat(new SystemChatMessage(s)); return next.Ask(s); }} }}")),
        ["overrides"] = (60, n => "public class B0(ChatClient c) { public virtual string Ask(string s) => s; protected ChatClient C => c; }\n" + Join(n, "\n", i => $"public class B{i + 1}(ChatClient c) : B{i}(c) {{ public override string Ask(string s) {{ C.CompleteChat(new SystemChatMessage(base.Ask(s))); return Ask(s); }} }}")),
        ["tools"] = (100, n => Body($"var o = new ChatOptions {{ Tools = [{Join(n, ", ", i => $"AIFunctionFactory.Create(T{i})")}] }};", "public IChatClient Client(IChatClient c) => c.AsBuilder().UseFunctionInvocation().Build();" + Join(n, "\n", i => $"void T{i}(string s) {{ T{(i + 1) % n}(s); T{(i + 3) % n}(s); if (s == \"a\") System.IO.File.Delete(s); }}"))),
        ["steps of one pipeline"] = (600, n => Body("", $"public IChatClient Client(IChatClient c) => c.AsBuilder(){Join(n, "", i => i % 9 == 0 ? ".UseFunctionInvocation()" : ".Use(x => x)")}.Build(); public void Go(IChatClient c) => Client(c).GetResponseAsync(\"a\");")),
        ["options set one after the other"] = (200, n => Body($"var o = new ChatOptions(); {Join(n, "\n", i => $"o.Instructions = o.Instructions + r.Path; o.ModelId = \"gpt-{i}\";")}", "")),
        ["collections inside of collections"] = (200, n => Body($"chat.CompleteChat(new SystemChatMessage(string.Concat({Nest(n, "[.. (string[])", "[r.Path]", "]")})));")),
        ["tuples inside of tuples"] = (14, n => Body($"var t = {Nest(n, "(", "r.Path.Value", ", \"a\")")}; chat.CompleteChat(new SystemChatMessage(t{string.Concat(Enumerable.Repeat(".Item1", n))}));")),
        ["classes inside of classes"] = (100, n => Join(n, "", i => $"public class C{i}(ChatClient c{i}) {{ ") + "public void Ask(HttpRequest r) => new ChatClient(\"gpt-4o\", \"key\").CompleteChat(new SystemChatMessage(r.Path));" + new string('}', n)),
        ["classes that inherit"] = (300, n => "public class B0 { public string M = \"gpt-4o\"; }\n" + Join(n, "\n", i => $"public class B{i + 1} : B{i} {{ object C => new ChatClient(M, \"key\"); }}")),
        ["type arguments"] = (60, n => Body("", $"object F({Nest(n, "List<", "string", ">")} x) => new ChatClient(x{string.Concat(Enumerable.Repeat("[0]", n))}, \"key\").CompleteChat(new SystemChatMessage(x{string.Concat(Enumerable.Repeat("[0]", n))}));")),
        ["one long text"] = (400_000, n => Ask($"\"{new string('a', n)}\" + r.Path")),
        ["one long text with signs"] = (100_000, n => Ask($"\"{string.Concat(Enumerable.Repeat("sk-a1/+", n / 7))}\" + r.Path")),
        ["texts"] = (3000, n => Body(Join(n, "\n", i => $"Console.WriteLine(\"text {i} \u200B of key {i * 7919}\");"))),
        ["strings with keys"] = (800, n => Body(Join(n, "\n", i => $"Console.WriteLine(\"sk-ant-api03-{i:D40}\");"))),
        ["suppressions"] = (400, n => Body(Join(n, "\n", i => $"#pragma warning disable GOV1001\nnew ChatClient(\"gpt-4o\", \"{i}\");\n#pragma warning restore GOV1001"))),
        ["attributes"] = (800, n => Join(n, "\n", i => $"[System.Diagnostics.CodeAnalysis.SuppressMessage(\"a\", \"GOV1001\", Justification = \"{i}\")]") + "public class C { object M() => new ChatClient(\"gpt-4o\", \"key\"); }"),
        ["open brackets"] = (1000, n => Body("chat.CompleteChat(new SystemChatMessage(" + new string('(', n))),
        ["query clauses"] = (100, n => Body($"var q = from a in r.Query {Join(n, "\n", i => $"let x{i} = {(i == 0 ? "a.Value.ToString()" : $"x{i - 1}")} ")} select chat.CompleteChat(new SystemChatMessage(x{n - 1}));")),
        ["raw requests"] = (200, n => Body(Join(n, "\n", i => $"new HttpClient().PostAsync(\"https://api.openai.com/v1/chat/completions\", new StringContent($\"{{{{\\\"model\\\":\\\"gpt-{i}\\\",\\\"a\\\":\\\"{{r.Path}}\\\"}}}}\"));"))),
        ["objects inside of objects"] = (60, n => Body($"System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(new HttpClient(), \"https://api.openai.com/v1/chat/completions\", {Nest(n, "new { model = \"gpt-4o\", messages = new object[] { ", "new { role = \"system\", content = r.Path.Value }", " } }")});")),
    };

    private static string Ask(string text, string members = "") => Body($"chat.CompleteChat(new SystemChatMessage({text}));", members);

    private static string Model(string text) => Body($"new ChatClient({text}, \"key\");");

    private static string Body(string statements, string members = "") =>
        $"{Opening}public class Bot(ChatClient chat)\n{{\n    public void Ask(HttpRequest r, int n)\n    {{\n{statements}\n    }}\n\n{members}\n}}\n";

    private static string Join(int count, string between, Func<int, string> part) => string.Join(between, Enumerable.Range(0, count).Select(part));

    private static string Nest(int depth, string open, string middle, string close) =>
        string.Concat(Enumerable.Repeat(open, depth)) + middle + string.Concat(Enumerable.Repeat(close, depth));
}
