using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Tests.Analyzer;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Live;

/// <summary>What a developer sees while typing.</summary>
public class TypingTests
{
    private static readonly string OnlyPinning = Only("GOV1001", "GOV1003");

    /// <summary>A policy in which only these rules about code are on.</summary>
    private static string Only(params string[] rules) => "schemaVersion: 1\nname: test\nrules:\n"
        + string.Concat(RuleCatalogue.CodeRules.Select(r => $"  {r.Info.Id}: {(rules.Contains(r.Info.Id) ? "error" : "none")}\n"));

    private static string Bot(string model) =>
        $$"""class Bot { object Make() => new OpenAI.Chat.ChatClient({{model}}, "key"); }""";

    [Fact]
    public async Task Findings_follow_each_keystroke()
    {
        using var editor = new Editor(OnlyPinning);
        const string Goal = "class Bot { object Make() => new OpenAI.Chat.ChatClient(\"gpt-4o-2024-11-20\", \"key\"); }";
        var seen = new List<string>();
        for (var length = Goal.IndexOf("gpt", StringComparison.Ordinal); length <= Goal.Length; length++)
        {
            // As editors do it: the closing quote and brackets are there before they are typed.
            var typed = Goal[..length];
            editor.Write("Bot.cs", typed + (length < Goal.IndexOf("\", \"key", StringComparison.Ordinal) ? "\", \"key\"); }" : ""));
            seen.AddRange((await editor.UnderlinedAsync("Bot.cs")).Except(seen));
        }

        Assert.Contains("GOV1001 \"gpt-4o\"", seen);
        Assert.Empty(await editor.UnderlinedAsync("Bot.cs"));

        editor.Write("Bot.cs", Bot("\"gpt-4o\""));
        Assert.Equal(["GOV1001 \"gpt-4o\""], await editor.UnderlinedAsync("Bot.cs"));
    }

    [Fact]
    public async Task A_document_shows_its_own_findings_only()
    {
        using var editor = new Editor(OnlyPinning);
        editor.Write("A.cs", Bot("\"gpt-4o\"").Replace("Bot", "A")).Write("B.cs", Bot("\"gpt-4o-mini\"").Replace("Bot", "B")).Write("C.cs", "class C { }");

        Assert.Equal(["GOV1001 \"gpt-4o\""], await editor.UnderlinedAsync("A.cs"));
        Assert.Equal(["GOV1001 \"gpt-4o-mini\""], await editor.UnderlinedAsync("B.cs"));
        Assert.Empty(await editor.UnderlinedAsync("C.cs"));
    }

    [Fact]
    public async Task A_part_of_a_document_shows_the_findings_of_that_part()
    {
        using var editor = new Editor(OnlyPinning);
        const string Line = "new OpenAI.Chat.ChatClient(\"gpt-4o-mini\", \"key\");";
        editor.Write("A.cs", $"class A {{ object B() => new OpenAI.Chat.ChatClient(\"gpt-4o\", \"key\"); object C() => {Line} }}");

        Assert.Equal(["GOV1001 \"gpt-4o-mini\""], await editor.UnderlinedAsync("A.cs", Line));
    }

    [Theory]
    [InlineData("public const string Chat")]
    [InlineData("public static readonly string Chat")]
    [InlineData("public static string Chat { get; }")]
    public async Task A_value_in_another_document_counts_as_soon_as_it_is_edited(string declaration)
    {
        using var editor = new Editor(OnlyPinning);
        editor.Write("Bot.cs", Bot("Models.Chat"));
        foreach (var (model, finding) in new[] { ("gpt-4o", "GOV1001 Models.Chat"), ("gpt-4o-2024-11-20", ""), ("gpt-4o-mini", "GOV1001 Models.Chat") })
        {
            editor.Write("Models.cs", $"static class Models {{ {declaration} = \"{model}\"; }}");
            Assert.Equal(finding, string.Join(";", await editor.UnderlinedAsync("Bot.cs")));
            Assert.Empty(await editor.UnderlinedAsync("Models.cs"));
        }
    }

    [Fact]
    public async Task A_client_in_another_document_counts_as_soon_as_it_is_edited()
    {
        using var editor = new Editor(Only("GOV5001"), ReferenceAssemblies.ExtensionsAI);
        editor.Write("Bot.cs", """
            using Microsoft.Extensions.AI;
            class Bot { System.Threading.Tasks.Task Ask(string q) => Clients.Create().GetResponseAsync(q); }
            """);
        editor.Write("Clients.cs", Clients(""));
        Assert.Equal(["GOV5001 GetResponseAsync"], await editor.UnderlinedAsync("Bot.cs"));

        editor.Write("Clients.cs", Clients(".AsBuilder().UseOpenTelemetry().Build()"));
        Assert.Empty(await editor.UnderlinedAsync("Bot.cs"));

        editor.Write("Clients.cs", Clients(".AsBuilder().Build()"));
        Assert.Equal(["GOV5001 GetResponseAsync"], await editor.UnderlinedAsync("Bot.cs"));

        static string Clients(string steps) => $$"""
            using Microsoft.Extensions.AI;
            static class Clients
            {
                public static IChatClient Create() =>
                    new OpenAI.OpenAIClient("key").GetChatClient("gpt-4o-2024-11-20").AsIChatClient(){{steps}};
            }
            """;
    }

    [Fact]
    public async Task An_edited_policy_counts_at_once()
    {
        using var editor = new Editor(OnlyPinning);
        editor.Write("Bot.cs", Bot("\"gpt-4o\""));
        Assert.Equal(["GOV1001 \"gpt-4o\""], await editor.UnderlinedAsync("Bot.cs"));

        editor.WritePolicy(Only());
        Assert.Empty(await editor.UnderlinedAsync("Bot.cs"));

        editor.WritePolicy(Only("GOV2001"));
        Assert.Equal(["GOV2001 \"gpt-4o\""], await editor.UnderlinedAsync("Bot.cs"));
    }

    [Fact]
    public async Task A_policy_that_is_half_written_silences_and_a_whole_one_brings_the_findings_back()
    {
        using var editor = new Editor(OnlyPinning);
        editor.Write("Bot.cs", Bot("\"gpt-4o\""));
        var whole = editor.CompiledPolicy();
        editor.WriteAdditional(PolicyPath, whole[..(whole.Length / 2)]);
        Assert.Empty(await editor.UnderlinedAsync("Bot.cs"));

        editor.WriteAdditional(PolicyPath, whole);
        Assert.Equal(["GOV1001 \"gpt-4o\""], await editor.UnderlinedAsync("Bot.cs"));
    }

    [Fact]
    public async Task An_edited_configuration_file_counts_at_once()
    {
        using var editor = new Editor(OnlyPinning);
        editor.Write("Bot.cs", """
            using Microsoft.Extensions.Configuration;
            class Bot(IConfiguration configuration) { object Make() => new OpenAI.Chat.ChatClient(configuration["AI:Model"]!, "key"); }
            """);
        Assert.Equal(["GOV1003 configuration[\"AI:Model\"]"], await editor.UnderlinedAsync("Bot.cs"));

        foreach (var (model, finding) in new[] { ("gpt-4o", "GOV1001 (0,19)"), ("gpt-4o-2024-11-20", ""), ("gpt-4o-mini", "GOV1001 (0,19)") })
        {
            editor.WriteAdditional(Settings, $$"""{ "AI": { "Model": "{{model}}" } }""");
            Assert.Equal(finding, string.Join(";", await editor.FoundInFilesAsync()));
        }

        // Half typed, as long as the closing brackets are missing: nothing is known about the model, and that is said where it is used.
        editor.WriteAdditional(Settings, "{ \"AI\": { \"Mod");
        Assert.Equal(["GOV1003 configuration[\"AI:Model\"]"], await editor.UnderlinedAsync("Bot.cs"));
    }

    private static string Settings => $"{CompiledPolicies.Root}/appsettings.json";

    private static string PolicyPath => $"{CompiledPolicies.Root}/obj/{Core.Policy.CompiledPolicy.FileName}";

    /// <summary>
    /// Editors do not run compilation-end actions. So none is registered, and what a build finds in code is what the documents show, one by
    /// one.
    /// </summary>
    [Fact]
    public async Task Everything_that_a_build_finds_in_code_is_shown_while_typing()
    {
        using var editor = new Editor(references: ReferenceAssemblies.All);
        string[] usings = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"];
        editor.Write("Usings.cs", string.Concat(usings.Select(u => $"global using {u};\n")));
        foreach (var (path, text) in Samples.All(copies: 1).TestState.Sources)
        {
            editor.Write(path.Replace(CompiledPolicies.Root + "/", ""), text);
        }

        var driver = await editor.DriverAsync();
        var build = await driver.GetAnalyzerDiagnosticsAsync();
        var telemetry = await driver.GetAnalyzerTelemetryInfoAsync(driver.Analyzers.Single(), default);
        Assert.Equal(0, telemetry.CompilationEndActionsCount);

        var shown = new List<Diagnostic>();
        foreach (var tree in driver.Compilation.SyntaxTrees)
        {
            var fresh = await editor.DriverAsync();
            shown.AddRange(await fresh.GetAnalyzerSyntaxDiagnosticsAsync(tree, default));
            shown.AddRange(await fresh.GetAnalyzerSemanticDiagnosticsAsync(fresh.Compilation.GetSemanticModel(tree), null, default));
        }

        Assert.Equal(Sorted(build), Sorted(shown));
        Assert.Superset(new HashSet<string> { "GOV1001", "GOV1003", "GOV2001", "GOV3001", "GOV5001" }, build.Select(d => d.Id).ToHashSet());

        static string[] Sorted(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.Select(d => d.ToString()).Order(StringComparer.Ordinal)];
    }

    public static TheoryData<string> CodeRules => [.. RuleCatalogue.CodeRules.Select(r => r.Info.Id)];

    [Theory]
    [MemberData(nameof(CodeRules))]
    public void No_rule_about_code_waits_for_the_end_of_the_compilation(string id) => Assert.All(
        new[] { Descriptors.Rule(id, locked: false), Descriptors.Rule(id, locked: true) },
        d => Assert.DoesNotContain(WellKnownDiagnosticTags.CompilationEnd, d.CustomTags));

    [Fact]
    public async Task No_edit_keeps_the_compilation_before_it_alive()
    {
        using var editor = new Editor();
        var old = new List<WeakReference>();
        for (var i = 0; i < 6; i++)
        {
            old.Add(await EditAsync(editor, i));
        }

        // The last one is what the workspace shows; the analyzer holds none of the others.
        await EditAsync(editor, 6);
        for (var i = 0; i < 20 && old.Any(c => c.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(20);
        }

        Assert.DoesNotContain(old, c => c.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static async Task<WeakReference> EditAsync(Editor editor, int i)
        {
            editor.Write("Bot.cs", Bot("Models.Chat"));
            editor.Write("Models.cs", $"static class Models {{ public static readonly string Chat = \"gpt-4o\" + \"{(i % 2 == 0 ? "" : "-mini")}\"; }}");
            Assert.NotEmpty(await editor.UnderlinedAsync("Bot.cs"));
            return new WeakReference(await editor.CompilationAsync());
        }
    }
}
