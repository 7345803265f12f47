using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;

namespace GovernanceAnalyzers.Tests.Flow;

/// <summary>
/// The ways in which a model reference reaches its call in real code. <c>M("…")</c> in the name of a test's case is what is found at
/// <c>Use(…)</c>: the values, sorted, with <c>?</c> for what cannot be known.
/// </summary>
public class ModelReferenceOriginTests
{
    private const string Prelude = """
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Options;
        using OpenAI;
        using OpenAI.Chat;

        """;

    /// <summary>Values of all model references, sorted: <c>gpt-4o</c>, or <c>?origin</c> for one that cannot be known.</summary>
    private static async Task<string> Values(params string[] sources)
    {
        var test = new Verify.Test { TestCode = Prelude + sources[0], Rules = ["GOV1001", "GOV1003"] };
        foreach (var other in sources.Skip(1))
        {
            test.TestState.Sources.Add(Prelude + other);
        }

        return string.Join(", ", (await test.GetDiagnosticsAsync())
            .Select(d => d.Id == "GOV1001"
                ? d.GetMessage().Split('"')[1]
                : "?" + d.GetMessage().Split("it comes from ").Last().Split(". Give")[0])
            .OrderBy(v => v, System.StringComparer.Ordinal));
    }

    private static Task<string> InBot(string members, string callers) => Values($$"""
        class Bot
        {
        {{members}}
        }

        class Caller
        {
            {{callers}}
        }
        """);

    [Theory]
    [InlineData("""object M() => Make("gpt-4o");""", "gpt-4o")]
    [InlineData("""object M() => Make(model: "gpt-4o");""", "gpt-4o")]
    [InlineData("""object M() { Make("gpt-4o"); return Make("gpt-4o-mini"); }""", "gpt-4o, gpt-4o-mini")]
    [InlineData("""object M() { Make("gpt-4o"); return Make("gpt-4o"); }""", "gpt-4o")]
    [InlineData("""object M(bool b) => Make(b ? "gpt-4o" : "gpt-4o-mini");""", "gpt-4o, gpt-4o-mini")]
    [InlineData("""object M(string m) => Make(m);""", "?parameter m of M")]
    [InlineData("""object M(string m) => N(m); object N(string n) => Make(n); object O() => M("gpt-4o");""", "gpt-4o")]
    [InlineData("""object M() => Make(Environment.GetEnvironmentVariable("MODEL") ?? "gpt-4o");""", "?environment variable MODEL, gpt-4o")]
    [InlineData("""object M(string m) => m.Length > 3 ? Make(m) : M(m);""", "?parameter m of M")]
    [InlineData("""Func<string, object> M() => Make;""", "?parameter model of Make")]
    [InlineData("", "?parameter model of Make")]
    public async Task Method_parameter(string callers, string expected) => Assert.Equal(expected, await InBot(
        "", $"static ChatClient Make(string model) => new(model, \"key\"); {callers}"));

    [Theory]
    [InlineData("""model ??= "gpt-4o";""", "", "?parameter model of Make, gpt-4o")]
    [InlineData("""model ??= "gpt-4o";""", "object M() => Make();", "gpt-4o")]
    [InlineData("""model ??= "gpt-4o";""", """object M() => Make("o1");""", "gpt-4o, o1")]
    [InlineData("""model = "gpt-4o";""", """object M() => Make("o1");""", "gpt-4o")]
    [InlineData("""if (model is null) { model = "gpt-4o"; }""", """object M() => Make("o1");""", "gpt-4o, o1")]
    [InlineData("""model = model?.Trim() ?? "gpt-4o";""", """object M() => Make("o1");""", "gpt-4o, o1")]
    public async Task Parameter_that_is_assigned(string statement, string callers, string expected) => Assert.Equal(expected, await InBot(
        "", $"static ChatClient Make(string? model = null) {{ {statement} return new(model, \"key\"); }} {callers}"));

    [Theory]
    [InlineData("""object M() => new Bot("gpt-4o");""", "gpt-4o")]
    [InlineData("""Bot M() => new("gpt-4o");""", "gpt-4o")]
    [InlineData("""Bot _bot = new("gpt-4o");""", "gpt-4o")]
    [InlineData("""void M(Bot b) { } void N() => M(new("gpt-4o"));""", "gpt-4o")]
    [InlineData("""class Fast() : Bot("gpt-4o") { }""", "gpt-4o")]
    [InlineData("""class Fast : Bot { public Fast() : base("gpt-4o") { } }""", "gpt-4o")]
    [InlineData("""object M(IServiceCollection s) => s.AddSingleton(_ => new Bot("gpt-4o"));""", "gpt-4o")]
    [InlineData("", "?parameter model of Bot")]
    public async Task Constructor_parameter_kept_in_a_field(string callers, string expected)
    {
        Assert.Equal(expected, await InBot("""
            private readonly string _model;
            public Bot(string model) { _model = model; }
            public ChatClient Client => new(_model, "key");
            """, callers));
        Assert.Equal(expected, await InBot("""
            public Bot(string model) { Model = model; }
            public string Model { get; }
            public ChatClient Client => new(Model, "key");
            """, callers));
        Assert.Equal(expected, await InBot("""
            private readonly ChatClient _client;
            public Bot(string model) => _client = new ChatClient(model, "key");
            """, callers));
    }

    [Theory]
    [InlineData("""object M() => new Bot("gpt-4o");""", "gpt-4o")]
    [InlineData("""object M() => new Bot();""", "gpt-4o-mini")]
    [InlineData("""object M(IServiceCollection s) => s.AddSingleton<Bot>();""", "gpt-4o-mini")]
    [InlineData("", "?parameter model of Bot, gpt-4o-mini")]
    public async Task Primary_constructor_parameter_with_a_default(string callers, string expected) => Assert.Equal(expected, await Values($$"""
        class Bot(string model = "gpt-4o-mini")
        {
            public ChatClient Client => new(model, "key");
        }

        class Caller
        {
            {{callers}}
        }
        """));

    [Theory]
    [InlineData("""record Options(string Model); class C { ChatClient M(Options o) => new(o.Model, "k"); Options N() => new("gpt-4o"); }""", "gpt-4o")]
    [InlineData("""record Options(string Model = "gpt-4o"); class C { ChatClient M(Options o) => new(o.Model, "k"); Options N() => new(); }""", "gpt-4o")]
    [InlineData("""record Options(string Model); class C { ChatClient M(Options o) => new(o.Model, "k"); Options N(Options o) => o with { Model = "gpt-4o" }; }""", "?parameter Model of Options, gpt-4o")]
    [InlineData("""class Options { public string Model { get; set; } = "gpt-4o"; } class C { ChatClient M(Options o) => new(o.Model, "k"); Options N() => new(); }""", "gpt-4o")]
    [InlineData("""class Options { public required string Model { get; init; } } class C { ChatClient M(Options o) => new(o.Model, "k"); Options N() => new() { Model = "gpt-4o" }; }""", "gpt-4o")]
    [InlineData("""class Options { public string Model { get; init; } = "o1"; } class C { ChatClient M(Options o) => new(o.Model, "k"); Options N() => new() { Model = "gpt-4o" }; }""", "gpt-4o")]
    [InlineData("""class Options { public string? Model; } class C { ChatClient M(Options o) => new(o.Model, "k"); void N(Options o) => o.Model = "gpt-4o"; }""", "gpt-4o")]
    [InlineData("""class Options { public string? Model { get; set; } } class C { ChatClient M(Options o) => new(o.Model ?? "gpt-4o-mini", "k"); void N(Options o) { o.Model ??= "gpt-4o"; } }""", "gpt-4o, gpt-4o-mini")]
    [InlineData("""class Options { public string Model { get; set; } = ""; } class C { ChatClient M(IOptions<Options> o) => new(o.Value.Model, "k"); void N(IServiceCollection s) => s.Configure<Options>(o => o.Model = "gpt-4o"); }""", "gpt-4o")]
    [InlineData("""class Options { public string Model { get; set; } = ""; } class C { ChatClient M(IOptions<Options> o) => new(o.Value.Model, "k"); void N(IServiceCollection s, IConfiguration c) => s.Configure<Options>(c.GetSection("AI")); }""", "?configuration key AI:Model")]
    [InlineData("""class Options { public string Model { get; set; } = "gpt-4o"; } class C { ChatClient M(IOptions<Options> o) => new(o.Value.Model, "k"); void N(IServiceCollection s, IConfiguration c) => s.Configure<Options>(c.GetSection("AI")); }""", "gpt-4o")]
    [InlineData("""class Options { public string Model { get; set; } = "gpt-4o"; } class C { ChatClient M(Options fromTheWeb) => new(fromTheWeb.Model, "k"); }""", "?property Options.Model, which something outside of this code may set, gpt-4o")]
    [InlineData("""record Request(string Model); class Options { public required string Model { get; init; } } class C { ChatClient M(Options o) => new(o.Model, "k"); ChatClient N(Request r) => M(new() { Model = r.Model }); }""", "?parameter Model of Request")]
    [InlineData("""class Options { public string Model { get; set; } = "a"; } class C { ChatClient M() { var o = new Options { Model = "gpt-4o" }; return new(o.Model, "k"); } void N() => new Options { Model = "text-embedding-ada-002" }.ToString(); }""", "gpt-4o")]
    [InlineData("""class Options { public string Model { get; set; } = "a"; } class C { ChatClient M() { var o = new Options(); o.Model = "gpt-4o"; return new(o.Model, "k"); } void N() => new Options { Model = "text-embedding-ada-002" }.ToString(); }""", "gpt-4o")]
    public async Task Property_of_an_options_class(string source, string expected) => Assert.Equal(expected, await Values(source));

    [Theory]
    [InlineData("""interface ISettings { string Model { get; } } class Settings : ISettings { public string Model => "gpt-4o"; } class C(ISettings s) { ChatClient M() => new(s.Model, "k"); }""", "gpt-4o")]
    [InlineData("""interface ISettings { string Model { get; } } class C(ISettings s) { ChatClient M() => new(s.Model, "k"); }""", "?property ISettings.Model")]
    [InlineData("""interface IModels { string For(string task); } class Models : IModels { public string For(string task) => task == "fast" ? "gpt-4o-mini" : "gpt-4o"; } class C(IModels m) { ChatClient M() => new(m.For("fast"), "k"); }""", "gpt-4o, gpt-4o-mini")]
    [InlineData("""abstract class Base { protected abstract string Model { get; } ChatClient M() => new(Model, "k"); } class A : Base { protected override string Model => "gpt-4o"; } class B : Base { protected override string Model => "gpt-4o-mini"; }""", "gpt-4o, gpt-4o-mini")]
    [InlineData("""class Base { protected virtual string Model => "gpt-4o"; ChatClient M() => new(Model, "k"); } class B : Base { protected override string Model { get { return "gpt-4o-mini"; } } }""", "gpt-4o, gpt-4o-mini")]
    public async Task Interface_and_virtual_member(string source, string expected) => Assert.Equal(expected, await Values(source));

    [Theory]
    [InlineData("""static string Or(string name, string other) => Environment.GetEnvironmentVariable(name) ?? other;""", """Or("MODEL", "gpt-4o")""", "?environment variable MODEL, gpt-4o")]
    [InlineData("""static string Or(string? a, string b) => a ?? b;""", """Or(Or(null, "gpt-4o"), "gpt-4o-mini")""", "gpt-4o, gpt-4o-mini")]
    [InlineData("""static string Setting(IConfiguration c, string key) => c["AI:" + key] ?? throw new Exception();""", """Setting(configuration, "Model")""", "?configuration key AI:Model")]
    [InlineData("""static string Pick(bool fast) { if (fast) { return "gpt-4o-mini"; } return "gpt-4o"; }""", "Pick(true)", "gpt-4o, gpt-4o-mini")]
    [InlineData("""static string Pick(int tier) { switch (tier) { case 1: return "gpt-4o-mini"; default: return "gpt-4o"; } }""", "Pick(1)", "gpt-4o, gpt-4o-mini")]
    [InlineData("""static string Loop(string m) => Loop(m);""", """Loop("gpt-4o")""", "?the result of Bot.Loop")]
    [InlineData("""static Task<string> Later() => Task.FromResult("gpt-4o");""", "Later().Result", "?property Task.Result")]
    [InlineData("""static string Map(string n) => n switch { "a" => "gpt-4o", "b" => "gpt-4o-mini", _ => throw new Exception() };""", """Map("a")""", "gpt-4o")]
    [InlineData("""static string Map(string n) => n switch { "a" => "gpt-4o", "b" => "gpt-4o-mini", _ => "o1" };""", """Map(Environment.GetEnvironmentVariable("M") ?? "a")""", "gpt-4o, gpt-4o-mini, o1")]
    [InlineData("""static string Map(string n) => n.ToLowerInvariant() switch { "4o" => "gpt-4o", _ => n };""", """Map(Environment.GetEnvironmentVariable("M") ?? "4o")""", "?environment variable M, gpt-4o")]
    public async Task Result_of_a_helper(string helper, string expression, string expected) => Assert.Equal(expected, await InBot(
        $"{helper} ChatClient Make(IConfiguration configuration) => new({expression}, \"key\");", ""));

    [Theory]
    [InlineData("""new[] { "gpt-4o", "gpt-4o-mini" }[1]""", "gpt-4o-mini")]
    [InlineData("List[0]", "gpt-4o")]
    [InlineData("List.First()", "gpt-4o, gpt-4o-mini")]
    [InlineData("""Map["fast"]""", "gpt-4o-mini")]
    [InlineData("""Map[name]""", "gpt-4o, gpt-4o-mini")]
    [InlineData("""Map.TryGetValue(name, out var m) ? m : "o1" """, "gpt-4o, gpt-4o-mini, o1")]
    [InlineData("""Map.GetValueOrDefault(name, "o1")""", "gpt-4o, gpt-4o-mini, o1")]
    [InlineData("""string.Format("gpt-{0}", "4o")""", "gpt-4o")]
    [InlineData("""string.Concat("gpt-", "4o")""", "gpt-4o")]
    [InlineData(""" " GPT-4o ".Trim().ToLowerInvariant()""", "gpt-4o")]
    [InlineData("""name ?? string.Empty""", "?parameter name of Make")]
    [InlineData("""name.Length > 3 ? "gpt-4o" : "" """, "gpt-4o")]
    [InlineData("""string.IsNullOrEmpty(name) ? "gpt-4o" : name""", "?parameter name of Make, gpt-4o")]
    [InlineData("""name is { Length: > 0 } given ? given : "gpt-4o" """, "?parameter name of Make, gpt-4o")]
    public async Task Collections_and_text(string expression, string expected) => Assert.Equal(expected, await InBot(
        $$"""
        static readonly List<string> List = ["gpt-4o", "gpt-4o-mini"];
        static readonly Dictionary<string, string> Map = new() { ["good"] = "gpt-4o", ["fast"] = "gpt-4o-mini" };
        ChatClient Make(string name) => new({{expression}}, "key");
        """, ""));

    [Theory]
    [InlineData("""foreach (var m in new[] { "gpt-4o", "gpt-4o-mini" }) { Use(m); }""", "gpt-4o, gpt-4o-mini")]
    [InlineData("""var models = new List<string> { "gpt-4o" }; models.Add("gpt-4o-mini"); foreach (var m in models) Use(m);""", "gpt-4o, gpt-4o-mini")]
    [InlineData("""var clients = new[] { "gpt-4o", "gpt-4o-mini" }.Select(m => Use(m)).ToList();""", "gpt-4o, gpt-4o-mini")]
    [InlineData("""foreach (var m in "gpt-4o,gpt-4o-mini".Split(',')) Use(m);""", "gpt-4o, gpt-4o-mini")]
    [InlineData("""Func<string, ChatClient> make = m => new(m, "key"); make("gpt-4o");""", "gpt-4o")]
    [InlineData("""ChatClient Local(string m) => new(m, "key"); Local("gpt-4o");""", "gpt-4o")]
    [InlineData("""foreach (var (name, m) in new[] { ("a", "gpt-4o") }) Use(m);""", "?local m")]
    public async Task Loops_and_lambdas(string statements, string expected) => Assert.Equal(expected, await InBot(
        $$"""
        void M()
        {
            {{statements}}
            {{(statements.Contains("Use(") ? """ChatClient Use(string model) => new(model, "key");""" : "")}}
        }
        """, ""));

    [Fact]
    public async Task Local_of_the_program_in_a_local_function() => Assert.Equal("gpt-4o", await Values("""
        var model = "gpt-4o";
        Make();
        void Make() => _ = new ChatClient(model, "key");
        """));

    [Fact]
    public async Task Caller_in_another_file_is_named()
    {
        var test = new Verify.Test
        {
            TestCode = """
                using OpenAI.Chat;
                class Bot(string model) { ChatClient Make() => new([|model|], "key"); }
                """,
            Rules = ["GOV1001"],
        };
        test.TestState.Sources.Add("src/Program.cs", """

            class Program { object Bot() => new Bot("gpt-4o"); }
            """);
        var found = Assert.Single(await test.GetDiagnosticsAsync());
        Assert.Contains("(from parameter model of Bot, given at Program.cs(2))", found.GetMessage());
        var literal = Assert.Single(found.AdditionalLocations);
        Assert.Equal("\"gpt-4o\"", literal.SourceTree!.GetText().ToString(literal.SourceSpan));
        await test.RunAsync();
    }

    [Fact]
    public async Task All_callers_with_the_same_value_are_one_finding_with_all_places()
    {
        var found = Assert.Single(await new Verify.Test
        {
            TestCode = """
                using OpenAI.Chat;
                class Bot
                {
                    ChatClient Make(string model) => new(model, "key");
                    void A() => Make("gpt-4o");
                    void B() => Make("gpt-4o");
                }
                """,
            Rules = ["GOV1001"],
        }.GetDiagnosticsAsync());
        Assert.Equal(2, found.AdditionalLocations.Count);
    }

    [Fact]
    public async Task Many_callers_end_in_one_unknown_rest()
    {
        var calls = string.Concat(Enumerable.Range(0, 200).Select(i => $"Make(\"contoso-{i}\");"));
        var values = await InBot($$"""ChatClient Make(string model) => new(model, "key"); void M() { {{calls}} }""", "");
        Assert.Contains("?an expression that is too involved to follow", values);
    }

    [Fact]
    public async Task Deep_chains_end_in_an_unknown_value()
    {
        var chain = string.Concat(Enumerable.Range(0, 60).Select(i => $"object M{i}(string m) => M{i + 1}(m); "));
        var values = await InBot($$"""{{chain}} ChatClient M60(string m) => new(m, "key"); void Start() => M0("gpt-4o");""", "");
        Assert.Equal("?an expression that is too involved to follow", values);
    }
}
