using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GovernanceAnalyzers.Tests.Mutation;

/// <summary>A program that nobody would write, made of one that somebody did. The same number gives the same program.</summary>
/// <param name="How">The seed and what was done to it, in order.</param>
internal sealed record MutatedProgram(string How, string Text, ReferenceAssemblies References)
{
    private const int MaximumLength = 60_000;

    /// <summary>The newest language, and symbols for the mutations that insert directives.</summary>
    public static CSharpParseOptions ParseOptions { get; } =
        new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Parse).WithPreprocessorSymbols("DEBUG", "NET");

    private delegate string? Mutation(string text, SyntaxNode root, Random random);

    private static readonly string[] Types =
    [
        "dynamic", "var", "Unknown", "Unknown<{0}>", "List<{0}>", "List<Unknown>", "{0}?", "{0}[]", "{0}[,]", "{0}*", "ref {0}", "({0} A, {0})", "T", "global::Unknown.X", "void", "object",
        "Func<{0}, {0}>", "delegate*<{0}, void>", "IAsyncEnumerable<{0}>", "Span<{0}>", "Nullable<{0}>", "Task<{0}>", "Lazy<{0}>", "string", "scoped {0}", "A::{0}", "Dictionary<string, {0}>", "<>", "nint", "IEnumerable<{0}>",
    ];

    private static readonly string[] Wrappers =
    [
        "(() => {0})()", "((Func<object>)(() => {0}))()", "(Unknown){0}", "(dynamic)({0})", "(string)({0})", "await {0}", "checked({0})", "(true ? {0} : {0})", "(args.Length > 1 ? {0} : default)", "({0} switch {{ null => {0}, var s => s }})",
        "({0})?.ToString()", "({0})[0]", "({0})[^1..]", "({0} with {{ }})", "({0} with {{ Text = {0} }})", "({0})!", "({0}, {0}).Item1", "new[] {{ {0} }}[0]", "[{0}, .. {0}]", "$\"{{{0}}}\"", "$\"a {{({0}),3:x}} b\"", "nameof({0})", "typeof({0})", "({0} is {{ }} y ? y : {0})",
        "({0} is var (a, b))", "throw {0}", "ref {0}", "out {0}", "out var z", "stackalloc[] {{ {0} }}", "({0} as string)", "default({0})", "({0} ?? {0})", "({0} + {0})", "(from q in {0} select q)", "delegate {{ return {0}; }}", "(x => {0})", "async () => await {0}", "string.Join(\", \", {0})", "string.Concat({0}, {0})", "new {{ A = {0} }}.A",
        "(k = {0})", "(k ??= {0})", "(k += {0})", "new({0})", "Task.FromResult({0}).Result", "(await Task.FromResult({0}))", "Unknown({0})", "this.Unknown({0})", "new Unknown({0})", "-{0}", "!{0}", "&{0}", "*{0}", "{0}++", "({0} is [var h, .. var rest] ? h + rest : {0})", "new Lazy<object>(() => {0}).Value", "({0})({0})", "{0}->A", "__makeref({0})", "field",
        "new List<object> {{ {0} }}.Select(e => e).First()", "(({0}))", "{0} is not null and {{ Length: > 1 }}", "({0} == {0})", "new object[] {{ {0} }}", "new Dictionary<string, object> {{ [\"a\"] = {0} }}[\"a\"]", "(string q = \"\", params object[] p) => {0}", "static () => {0}", "{0}.Text", "{0}?.Text?[0]", "JsonSerializer.Serialize({0})", "new StringBuilder().Append({0}).ToString()",
    ];

    private static readonly string[] StatementWrappers =
    [
        "{{ {0} }}", "if (true) {0} else {0}", "while (true) {{ {0} }}", "for (;;) {0}", "foreach (var q in new[] {{ 1 }}) {{ {0} }}", "await foreach (var (q, w) in e) {{ {0} }}", "try {{ {0} }} catch (Exception e) when (e is {{ }}) {{ {0} }} finally {{ {0} }}", "lock (this) {0}", "unsafe {{ {0} }}", "fixed (char* p = \"a\") {{ {0} }}",
        "switch (1) {{ case 1: {0} break; case var n when n > 1: {0} goto case 1; default: {0} break; }}", "using (var d = null as IDisposable) {{ {0} }}", "label: {0} goto label;", "yield return {0}", "void Local() {{ {0} Local(); }} Local();", "Action a = () => {{ {0} }}; a();", "Task.Run(async () => {{ {0} }});", "static async Task Inner(string s) {{ {0} await Inner(s); }}", "{0}\n{0}", "return; {0}", "checked {{ {0} }}", "do {0} while (false);", "await using (x) {0}", "IEnumerable<string> Many() {{ {0} yield break; }}", "{0} }} {{", "do {{ {0} continue; }} while (Again()); bool Again() => true;",
    ];

    private static readonly string[] Locals =
    [
        "var ({0}, other) = ({1}, {1});", "(var {0}, _) = {1};", "if ({1} is {{ }} {0}) {{ }}", "if ({1} is not string {0}) return;", "Unknown(out var {0});", "using var {0} = {1};", "await using var {0} = {1};", "ref var {0} = ref {1};", "const string {0} = {1};", "var {0} = {0};", "string {0}; {0} = {1};", "var {0} = {1}, {0} = {1};", "var [{0}] = {1};", "dynamic {0} = {1};", "foreach (var {0} in {1}) {{ }}",
        "string {0}() => {1};", "Func<string> {0} = () => {1};", "{0} ??= {1};", "object {0} = null; {0} += {1};", "scoped ref readonly var {0} = ref {1};", "var {0} = {1} switch {{ var {0} => {0} }};", "string? {0} = null; while ({0} is null) {{ {0} = {1}; }}", "string {0}; try {{ {0} = {1}; }} catch {{ {0} = \"\"; throw; }}", "if (!Unknown.TryGetValue(\"a\", out string {0})) {0} = {1};", "var {0} = new[] {{ {1} }}; {0}[0] = {1};", "({0}, var b) = (b, {1});", "fixed (char* {0} = {1}) {{ }}", "static {0};", "var {0} = await {1}; {0}.Append({0});",
    ];

    private static readonly string[] Directives =
    [
        "#if NEVER", "#if DEBUG", "#endif", "#else", "#elif NET && !DEBUG", "#line 5 \"other.cs\"", "#line hidden", "#line default", "#line (1, 1) - (2, 200) 5 \"../Page.razor\"", "#line 0", "#line 16707566 \"\"", "#line (9,9)-(1,1) \"x\"", "#nullable disable", "#nullable enable warnings", "#pragma warning disable GOV1001, GOV6001, GOV6002",
        "#pragma warning restore", "#pragma warning disable", "#region a", "#endregion", "#error no", "#warning no", "#define LATE", "#undef DEBUG", "#:package OpenAI@*", "#!/usr/bin/env dotnet", "#r \"x.dll\"", "#load \"x.cs\"", "#", "#pragma checksum \"a\" \"{0}\" \"\"", "/*", "*/", "/// <see cref=\"ChatClient(", "\"\"\"",
    ];

    private static readonly string[] Modifiers =
    [
        "static", "async", "partial", "unsafe", "extern", "abstract", "virtual", "override", "sealed", "new", "required", "file", "readonly", "ref", "const", "volatile", "public", "private protected", "static partial", "implicit", "delegate", "event", "fixed", "[KernelFunction, Description]", "[Unknown(]", "[return: X]", "global using X = ", "extension(string s) {", "}", "namespace N;", "enum E { A } ;", "~",
    ];

    private static readonly string[] TypeKeywords = ["class", "struct", "interface", "record", "record struct", "ref struct", "enum", "extension", "static class", "file class", "delegate", "namespace", "readonly ref partial struct"];

    private static readonly string[] Literals =
    [
        "\"\"\"{0}\"\"\"", "$\"{0}\"", "@{0}", "{0}u8", "$@{0}", "'\\uD800'", "\"\\uD800\\uDC00\\x1\"", "$$\"\"\"{{{{{0}}}}} {{0}}\"\"\"", "null", "default", "({0}, {0})", "{0}[0]", "{0} + null", "1e999", "0x", "0b2", "99999999999999999999", "\"", "\"\u202E\u200B\"", "{0}.Length", "(char)0", "-{0}", "nameof(Unknown)", "({0})!", "$\"{{{0}:{{{0}}}}}\"", "\"sk-ant-api03-\"",
    ];

    private static readonly string[] Punctuation = ["(", ")", "{", "}", "[", "]", ";", ",", ".", "?.", "??", "??=", "=>", "->", "::", "..", "=", "==", "+=", "+", "-", "*", "&", "&&", "|", "<", ">", ">>>", "!", "~", "^", ":", "?", "++", "@", "$", "\\", "is", "as", "in", "and", "with", "switch", "when"];

    private static readonly string[] Characters = ["\0", "\u200B", "\u202E", "\uD800", "\uDC00x", "\uFEFF", "\r", "\u2028", "\u0085", "\\u0061", "\\U0010FFFF", "é", "\t\f\v", "\u001A", "@", "$", "\"", "'", "`", "/*", "//", "<!--", "\u0301", "０"];

    private static readonly string[] Surroundings =
    [
        "namespace A.B.C {{ {0} }}", "namespace A.B;\n{0}", "class Around {{ {0} }}", "class Around<T> {{ void M() {{ {0} }} }}", "{0}\nclass After {{ }}", "static class Around {{ extension(string s) {{ {0} }} }}", "unsafe {{ {0} }}", "#if DEBUG\n{0}\n#endif", "#if NEVER\n#else\n{0}", "using static Unknown; extern alias X; {0}", "var early = 1;\n{0}", "enum E {{ {0} }}", "interface I {{ {0} }}", "#line 3 \"a.cs\"\n{0}", "[assembly: {0}]", "$\"{{ {0} }}\";", "#nullable disable\n{0}",
    ];

    private static readonly string[] Keywords = ["class", "@class", "await", "field", "value", "var", "dynamic", "record", "async", "yield", "this", "base", "null", "_", "__arglist", "nameof", "where", "scoped", "file", "required", "extension", "args", "\\u0061\\u0062", "模型", "@int", "global::X", "x\u200D", "default", "string", "Unknown", "Create", "CompleteChat", "Text", "SystemChatMessage", "ChatClient", "<Main>$", "Result", "Add", "Append", "Start", "Program", "Main"];

    private static readonly SyntaxKind[] ExpressionKinds =
    [
        SyntaxKind.InvocationExpression, SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression, SyntaxKind.SimpleMemberAccessExpression, SyntaxKind.IdentifierName, SyntaxKind.InterpolatedStringExpression, SyntaxKind.CollectionExpression,
        SyntaxKind.SimpleLambdaExpression, SyntaxKind.ParenthesizedLambdaExpression, SyntaxKind.AwaitExpression, SyntaxKind.ConditionalAccessExpression, SyntaxKind.CoalesceExpression, SyntaxKind.ConditionalExpression, SyntaxKind.SwitchExpression, SyntaxKind.StringLiteralExpression,
        SyntaxKind.ElementAccessExpression, SyntaxKind.AddExpression, SyntaxKind.AnonymousObjectCreationExpression, SyntaxKind.ArrayCreationExpression, SyntaxKind.ImplicitArrayCreationExpression, SyntaxKind.TupleExpression, SyntaxKind.SimpleAssignmentExpression, SyntaxKind.CastExpression, SyntaxKind.IsPatternExpression,
        SyntaxKind.WithExpression, SyntaxKind.QueryExpression, SyntaxKind.ThrowExpression, SyntaxKind.RangeExpression, SyntaxKind.RefExpression, SyntaxKind.AnonymousMethodExpression, SyntaxKind.DefaultLiteralExpression, SyntaxKind.FieldExpression, SyntaxKind.StackAllocArrayCreationExpression, SyntaxKind.DeclarationExpression,
    ];

    private static readonly SyntaxKind[] MemberKinds =
    [
        SyntaxKind.MethodDeclaration, SyntaxKind.PropertyDeclaration, SyntaxKind.FieldDeclaration, SyntaxKind.ConstructorDeclaration, SyntaxKind.ClassDeclaration, SyntaxKind.RecordDeclaration, SyntaxKind.IndexerDeclaration, SyntaxKind.OperatorDeclaration, SyntaxKind.ConversionOperatorDeclaration, SyntaxKind.EventDeclaration,
        SyntaxKind.InterfaceDeclaration, SyntaxKind.StructDeclaration, SyntaxKind.EnumDeclaration, SyntaxKind.DelegateDeclaration, SyntaxKind.DestructorDeclaration, SyntaxKind.ExtensionBlockDeclaration, SyntaxKind.GlobalStatement,
    ];

    private static readonly SyntaxKind[] StatementKinds =
    [
        SyntaxKind.LocalDeclarationStatement, SyntaxKind.ExpressionStatement, SyntaxKind.ReturnStatement, SyntaxKind.IfStatement, SyntaxKind.ForEachStatement, SyntaxKind.ForStatement, SyntaxKind.TryStatement, SyntaxKind.LocalFunctionStatement, SyntaxKind.SwitchStatement, SyntaxKind.GotoStatement, SyntaxKind.LabeledStatement,
        SyntaxKind.YieldReturnStatement, SyntaxKind.ThrowStatement, SyntaxKind.WhileStatement, SyntaxKind.UsingStatement, SyntaxKind.LockStatement, SyntaxKind.ForEachVariableStatement, SyntaxKind.FixedStatement,
    ];

    private static readonly (string Name, Mutation Mutate)[] Mutations =
    [
        ("delete a token", (t, r, x) => Any(r.DescendantTokens(), x) is { } k ? Replace(t, k.Span, "") : null),
        ("duplicate a token", (t, r, x) => Any(r.DescendantTokens(), x) is { } k ? Replace(t, k.Span, k + " " + k) : null),
        ("swap tokens", (t, r, x) => Swap(t, Any(r.DescendantTokens(), x)?.Span, Any(r.DescendantTokens(), x)?.Span)),
        ("swap nodes of a kind", SwapNodes),
        ("delete a node", (t, r, x) => Any(r.DescendantNodes(), x) is { } n ? Replace(t, n.Span, "") : null),
        ("duplicate a node", (t, r, x) => Any(r.DescendantNodes(), x) is { } n ? Replace(t, n.Span, $"{n}\n{n}") : null),
        ("repeat a node", (t, r, x) => Any(r.DescendantNodes().Where(n => n.Span.Length < 200), x) is { } n ? Replace(t, n.Span, string.Concat(Enumerable.Repeat(n + (x.Next(2) == 0 ? ", " : " "), x.Next(3, 30)))) : null),
        ("replace a node by one of a seed", (t, r, x) => Any(r.DescendantNodes(), x) is { } n && SeedPrograms.Donor(n.Kind(), x) is { } other ? Replace(t, n.Span, other) : null),
        ("replace an expression by one of a seed", (t, r, x) => Any(Expressions(r), x) is { } n && SeedPrograms.Donor(ExpressionKinds[x.Next(ExpressionKinds.Length)], x) is { } other ? Replace(t, n.Span, other) : null),
        ("replace a node by one of its own", (t, r, x) => Any(r.DescendantNodes(), x) is { } n && Any(n.DescendantNodes(), x) is { } inner ? Replace(t, n.Span, inner.ToString()) : null),
        ("replace a node by one around it", (t, r, x) => Any(r.DescendantNodes(), x) is { Parent: { Span.Length: < 2000 } around } n ? Replace(t, n.Span, around.ToString()) : null),
        ("replace a name", (t, r, x) => Any(Names(r), x) is { } k ? Replace(t, k.Span, Name(r, x)) : null),
        ("rename everywhere", RenameAll),
        ("drop closing brackets", (t, r, x) => t.TrimEnd().TrimEnd('}', ')', ';', ']')[..^x.Next(3)]),
        ("cut", (t, _, x) => t[..x.Next(t.Length)]),
        ("cut out", (t, _, x) => x.Next(t.Length) is var at ? t.Remove(at, Math.Min(t.Length - at, x.Next(1, 80))) : null),
        ("splice", (t, _, x) => t[..x.Next(t.Length)] + (Seed(x) is var (_, other) ? other[x.Next(other.Length)..] : "")),
        ("append a program", (t, _, x) => t + "\n" + Seed(x).Text),
        ("insert a member", (t, r, x) => Any(r.DescendantNodes().OfType<MemberDeclarationSyntax>(), x) is { } m && SeedPrograms.Donor(MemberKinds[x.Next(MemberKinds.Length)], x) is { } other ? t.Insert(m.SpanStart, other + "\n") : null),
        ("insert a statement", (t, r, x) => Any(r.DescendantNodes().OfType<StatementSyntax>(), x) is { } s && SeedPrograms.Donor(StatementKinds[x.Next(StatementKinds.Length)], x) is { } other ? t.Insert(s.SpanStart, other + "\n") : null),
        ("change a type", (t, r, x) => Any(r.DescendantNodes().OfType<TypeSyntax>(), x) is { } n ? Replace(t, n.Span, string.Format(Types[x.Next(Types.Length)], n)) : null),
        ("wrap an expression", WrapExpression),
        ("wrap an expression again", WrapExpression),
        ("wrap an expression deeply", (t, r, x) => Any(Expressions(r), x) is { } n && Wrappers[x.Next(Wrappers.Length)] is var w && n.Span.Length < 100 ? Replace(t, n.Span, Enumerable.Range(0, x.Next(2, 8)).Aggregate(n.ToString(), (s, _) => s.Length < 3000 ? string.Format(w, s) : s)) : null),
        ("wrap a statement", (t, r, x) => Any(r.DescendantNodes().OfType<StatementSyntax>(), x) is { } s ? Replace(t, s.Span, string.Format(StatementWrappers[x.Next(StatementWrappers.Length)], s)) : null),
        ("change a local", (t, r, x) => Any(r.DescendantNodes().OfType<LocalDeclarationStatementSyntax>(), x) is { Declaration: { Variables: [{ Initializer.Value: { } value } v, ..] } } s ? Replace(t, s.Span, string.Format(Locals[x.Next(Locals.Length)], v.Identifier, value)) : null),
        ("insert a directive", (t, _, x) => InsertLine(t, Directives[x.Next(Directives.Length)], x)),
        ("insert two directives", (t, _, x) => InsertLine(InsertLine(t, Directives[x.Next(Directives.Length)], x), Directives[x.Next(Directives.Length)], x)),
        ("remove a using", (t, r, x) => Any(r.DescendantNodes().OfType<UsingDirectiveSyntax>(), x) is { } u ? Replace(t, u.Span, "") : null),
        ("remove the usings", (t, r, _) => r.DescendantNodes().OfType<UsingDirectiveSyntax>().Reverse().Aggregate(t, (s, u) => Replace(s, u.Span, ""))),
        ("inherit", (t, r, x) => Any(r.DescendantNodes().OfType<TypeDeclarationSyntax>(), x) is { } d && Any(r.DescendantNodes().OfType<TypeDeclarationSyntax>(), x) is { } b ? t.Insert(d.BaseList?.Types[0].SpanStart ?? (d.ParameterList?.Span.End ?? d.TypeParameterList?.Span.End ?? d.Identifier.Span.End), $"{(d.BaseList is null ? " : " : "")}{b.Identifier}{b.TypeParameterList}{(d.BaseList is null ? "" : ", ")}") : null),
        ("add modifiers", (t, r, x) => Any(r.DescendantNodes().OfType<MemberDeclarationSyntax>(), x) is { } m ? t.Insert(m.SpanStart, Modifiers[x.Next(Modifiers.Length)] + " ") : null),
        ("remove modifiers", (t, r, x) => Any(r.DescendantTokens().Where(k => k.Parent is MemberDeclarationSyntax && SyntaxFacts.IsKeywordKind(k.Kind())), x) is { } k ? Replace(t, k.Span, "") : null),
        ("change a body", ChangeBody),
        ("change the kind of a type", (t, r, x) => Any(r.DescendantNodes().OfType<TypeDeclarationSyntax>(), x) is { } d ? Replace(t, d.Keyword.Span, TypeKeywords[x.Next(TypeKeywords.Length)]) : null),
        ("change a literal", (t, r, x) => Any(r.DescendantTokens().Where(k => k.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.NumericLiteralToken), x) is { } k ? Replace(t, k.Span, string.Format(Literals[x.Next(Literals.Length)], k)) : null),
        ("change arguments", ChangeArguments),
        ("change an operator", (t, r, x) => Any(r.DescendantTokens().Where(k => SyntaxFacts.IsPunctuation(k.Kind())), x) is { } k ? Replace(t, k.Span, Punctuation[x.Next(Punctuation.Length)]) : null),
        ("call itself", (t, r, x) => Any(r.DescendantNodes().OfType<MethodDeclarationSyntax>(), x) is { } m && Any(Expressions(m), x) is { } e ? Replace(t, e.Span, $"{m.Identifier}({string.Join(", ", m.ParameterList.Parameters.Select(p => p.Identifier))})") : null),
        ("refer to itself", (t, r, x) => Any(r.DescendantNodes().OfType<VariableDeclaratorSyntax>().Where(v => v.Initializer is not null), x) is { } v && Any(Expressions(v), x) is { } e ? Replace(t, e.Span, v.Identifier.ToString()) : null),
        ("put characters in", (t, _, x) => t.Insert(x.Next(t.Length), Characters[x.Next(Characters.Length)])),
        ("wrap everything", (t, r, x) => string.Format(Surroundings[x.Next(Surroundings.Length)], t)),
    ];

    public static MutatedProgram Create(int number)
    {
        var random = new Random(number * 7919 + 20261121);

        // One in three begins with the unusual, which is a tenth of the seeds.
        var unusual = SeedPrograms.All.Count(s => s.Name.StartsWith("Unusual/", StringComparison.Ordinal));
        var (how, text) = SeedPrograms.All[random.Next(3) == 0 ? random.Next(unusual) : random.Next(SeedPrograms.All.Count)];
        for (var n = 1 + random.Next(5) * random.Next(1, 3); n > 0; n--)
        {
            var (name, mutate) = Mutations[random.Next(Mutations.Length)];
            if (text.Length > 0 && mutate(text, CSharpSyntaxTree.ParseText(text, ParseOptions).GetRoot(), random) is { Length: < MaximumLength } changed)
            {
                how += ", " + name;
                text = changed;
            }
        }

        // Without an SDK that the program uses, its symbols are errors; with none at all nothing is analysed.
        var references = random.Next(12) switch
        {
            0 => ReferenceAssemblies.OpenAI,
            1 => ReferenceAssemblies.ExtensionsAI,
            2 or 3 => ReferenceAssemblies.All,
            _ => ReferenceAssemblies.Applications,
        };
        return new MutatedProgram(how, text, references);
    }

    private static (string Name, string Text) Seed(Random random) => SeedPrograms.All[random.Next(SeedPrograms.All.Count)];

    private static string Replace(string text, TextSpan span, string by) => text[..span.Start] + by + text[span.End..];

    private static IEnumerable<ExpressionSyntax> Expressions(SyntaxNode root) => root.DescendantNodes().OfType<ExpressionSyntax>().Where(e => e is not TypeSyntax or IdentifierNameSyntax);

    private static IEnumerable<SyntaxToken> Names(SyntaxNode root) => root.DescendantTokens().Where(k => k.IsKind(SyntaxKind.IdentifierToken) && k.Span.Length > 0);

    private static string Name(SyntaxNode root, Random random) => random.Next(2) == 0 ? Keywords[random.Next(Keywords.Length)] : Any(Names(root), random)?.Text ?? "";

    private static T? Any<T>(IEnumerable<T> from, Random random)
        where T : SyntaxNode => from.ToArray() is { Length: > 0 } all ? all[random.Next(all.Length)] : null;

    private static SyntaxToken? Any(IEnumerable<SyntaxToken> from, Random random) => from.ToArray() is { Length: > 0 } all ? all[random.Next(all.Length)] : null;

    private static string? Swap(string text, TextSpan? one, TextSpan? other)
    {
        if (one is not { } a || other is not { } b || a.OverlapsWith(b))
        {
            return null;
        }

        (a, b) = a.Start < b.Start ? (a, b) : (b, a);
        return text[..a.Start] + text[b.Start..b.End] + text[a.End..b.Start] + text[a.Start..a.End] + text[b.End..];
    }

    private static string? SwapNodes(string text, SyntaxNode root, Random random)
    {
        var node = Any(root.DescendantNodes(), random);
        return node is null ? null : Swap(text, node.Span, Any(root.DescendantNodes().Where(n => n.RawKind == node.RawKind), random)?.Span);
    }

    private static string? RenameAll(string text, SyntaxNode root, Random random)
    {
        if (Any(Names(root), random) is not { } name)
        {
            return null;
        }

        var by = Name(root, random);
        return Names(root).Where(n => n.Text == name.Text).Reverse().Aggregate(text, (t, n) => Replace(t, n.Span, by));
    }

    private static string? WrapExpression(string text, SyntaxNode root, Random random) =>
        Any(Expressions(root).Where(e => e.Span.Length < 1000), random) is { } e ? Replace(text, e.Span, string.Format(Wrappers[random.Next(Wrappers.Length)], e)) : null;

    private static string? ChangeBody(string text, SyntaxNode root, Random random)
    {
        var body = Any(root.DescendantNodes().Where(n => n is BlockSyntax or ArrowExpressionClauseSyntax or AccessorListSyntax or ParameterListSyntax or ArgumentListSyntax or BaseListSyntax), random);
        string[] bodies = [";", "=> throw null!;", "{ }", "", "=> this;", "{ get; set; }", "{ get => field; set => field = value; }", "()", "(params string[] all)", "(this string s, ref int i)", "=> default", "{ return; }", "=> x => y => z => new ChatClient(z, y)"];
        return body is null ? null : Replace(text, body.Span, bodies[random.Next(bodies.Length)]);
    }

    private static string? ChangeArguments(string text, SyntaxNode root, Random random)
    {
        if (Any(root.DescendantNodes().OfType<ArgumentListSyntax>().Where(l => l.Arguments.Count > 0), random) is not { } list)
        {
            return null;
        }

        var arguments = list.Arguments.Select(a => a.ToString()).ToList();
        var at = random.Next(arguments.Count);
        switch (random.Next(7))
        {
            case 0: arguments.Reverse(); break;
            case 1: arguments.RemoveAt(at); break;
            case 2: arguments[at] = "unknown: " + arguments[at]; break;
            case 3: arguments[at] = "ref " + arguments[at]; break;
            case 4: arguments.Insert(at, "out var made"); break;
            case 5: arguments.AddRange(arguments.ToArray()); break;
            default: arguments[at] = ""; break;
        }

        return Replace(text, list.Span, $"({string.Join(", ", arguments)})");
    }

    private static string InsertLine(string text, string line, Random random)
    {
        var lines = text.Split('\n').ToList();
        lines.Insert(random.Next(lines.Count + 1), line);
        return string.Join('\n', lines);
    }
}
