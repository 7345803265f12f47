using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Tests.Corpus;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV6001_UntrustedInputInInstructionsTests
{
    private const string Rule = "GOV6001";

    public static IEnumerable<object[]> Programs => CorpusProgram.Names(Rule);

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Program_HasTheFindingsThatAreMarked(string file, string name) => Test(CorpusProgram.Source(Rule, file, name)).RunAsync();

    [Fact]
    public void Corpus_IsLargeEnoughAndHalfOfItIsNegative() => CorpusProgram.AreEnough(Rule, atLeast: 150);

    private const string Endpoint = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.AI;

        public class Endpoint(IChatClient chat)
        {
            public Task Handle(Microsoft.AspNetCore.Http.HttpContext context)
            {
                var topic = context.Request.Query["topic"].ToString();
                var system = Describe(Topics.Find(topic));
                return chat.GetResponseAsync([new ChatMessage(ChatRole.System, {|#0:system|})]);
            }

            private static string Describe(string topic) => "You know " + topic;
        }

        public static class Topics { public static string Find(string name) => name.Trim(); }
        """;

    [Fact]
    public Task The_message_prints_the_way_Triggers()
    {
        var test = Test(Endpoint);
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Rule, DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
            "Text from an HTTP request (HttpRequest.Query) becomes part of the system's instructions (new ChatMessage), so whoever writes it gives the model orders: Test.cs(8) context.Request.Query "
            + "-> Test.cs(8) context.Request.Query[\"topic\"] -> Test.cs(9) topic -> Test.cs(16) name -> ... -> Test.cs(10) system -> Test.cs(10) new ChatMessage. Send it as a message of the user; "
            + $"or check the text against a list of what it may be. [{PresetPlace("UntrustedInputInInstructions")}]"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("validators: [{ type: Topics, members: [Find], kinds: [instructions] }]")]
    [InlineData("validators: [{ members: [Find] }]")]
    [InlineData("validators: [{ type: Topics, members: [\"Fi*\"] }]")]
    public Task A_validator_of_the_policy_DoesNotTrigger(string security) =>
        Test(Endpoint.Replace("{|#0:system|}", "system"), $"schemaVersion: 1\nsecurity:\n  {security}\n").RunAsync();

    [Theory]
    [InlineData("validators: [{ type: Topics, members: [Find], kinds: [sql] }]")]
    [InlineData("validators: [{ type: Topics, members: [Other] }]")]
    [InlineData("sources: [{ type: Topics, members: [Other], kind: message }]")]
    public Task Another_entry_of_the_policy_Triggers(string security) =>
        Test(Endpoint.Replace("{|#0:system|}", "[|system|]"), $"schemaVersion: 1\nsecurity:\n  {security}\n").RunAsync();

    [Theory]
    [InlineData("{ type: Tickets.Ticket, members: [Body], kind: message }", true)]
    [InlineData("{ type: Tickets.Ticket, kind: message }", true)]
    [InlineData("{ type: Tickets.Ticket, members: [Title], kind: message }", false)]
    public Task A_source_of_the_policy_Triggers(string source, bool triggers) => Test(
        $$"""
        using OpenAI.Chat;
        public class Bot(ChatClient chat)
        {
            public Task Answer(Tickets.Ticket ticket) => chat.CompleteChatAsync(new SystemChatMessage({{(triggers ? "[|ticket.Body|]" : "ticket.Body")}}));
        }
        namespace Tickets { public class Ticket { public string Body { get; set; } = ""; public string Title { get; set; } = ""; } }
        """,
        $"schemaVersion: 1\nsecurity:\n  sources:\n    - {source}\n").RunAsync();

    [Fact]
    public Task Severity_of_a_database_is_a_suggestion()
    {
        var test = Test("""
            using OpenAI.Chat;
            public class Bot(ChatClient chat, System.Data.Common.DbDataReader reader)
            {
                public Task Answer() => chat.CompleteChatAsync(new SystemChatMessage({|#0:reader.GetString(0)|}));
            }
            """);
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Rule, DiagnosticSeverity.Info).WithLocation(0));
        return test.RunAsync();
    }

    [Fact]
    public async Task The_way_is_in_the_related_locations_and_in_the_fact_Triggers()
    {
        var test = Test(Endpoint.Replace("{|#0:system|}", "[|system|]"));
        var found = Assert.Single(await test.GetDiagnosticsAsync());
        var lines = found.AdditionalLocations.Select(l => l.GetLineSpan().StartLinePosition.Line + 1).ToArray();
        Assert.Equal((8, 10), (lines[0], lines[^1]));
        Assert.Contains(13, lines);
        Assert.Contains(16, lines);

        var gate = new GovernanceTest { TestCode = Endpoint.Replace("{|#0:system|}", "[|system|]"), ReferenceAssemblies = ReferenceAssemblies.Applications, Rules = [FactIds.UntrustedFlow] };
        gate.TestState.AnalyzerConfigFiles.Add("obj/governance.globalconfig", "is_global = true\ngovernance_gate = true\n");
        var recorded = Assert.Single(await gate.GetDiagnosticsAsync());
        var fact = (UntrustedFlowFact)CodeFact.FromProperties(recorded.Id, recorded.Properties.ToDictionary(p => p.Key, p => p.Value!), new SourcePlace("src/Test.cs", 10))!;
        var steps = FlowStep.Split(fact.Path);
        Assert.Equal(new FlowStep(new SourcePlace("src/Test.cs", 8, 21), "context.Request.Query"), steps[0]);
        Assert.Equal("new ChatMessage", steps[^1].Text);
        Assert.Equal(found.GetMessage(), Assert.Single(CompiledPolicy.Parse(CompiledPolicies.Get(null, new Dictionary<string, string>()).GetText()!.Lines.Select(l => l.ToString()))!
            .Judge(fact), j => j.Rule.Info.Id == Rule).Finding.Message);
    }

    [Fact]
    public async Task A_hostile_program_DoesNotTrigger_and_ends()
    {
        // Every method calls two others and passes on what it is given: 2 to the power of 40 ways.
        var methods = string.Concat(Enumerable.Range(0, 40).Select(i => $"static string M{i}(string a, string b) => M{(i + 1) % 40}(a + b, b) + M{(i + 7) % 40}(b, a + a);\n"));
        var test = Test($$"""
            using OpenAI.Chat;
            public class Bot(ChatClient chat)
            {
                public Task Answer(string text) => chat.CompleteChatAsync(new SystemChatMessage(M0(text, text)));
                {{methods}}
            }
            """);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Empty(await test.GetDiagnosticsAsync());
        Assert.True(watch.Elapsed.TotalSeconds < 60, watch.Elapsed.ToString());
    }

    /// <summary>Code is broken while it is typed. What is found does not matter here; that nothing fails does.</summary>
    [Theory]
    [InlineData("GOV6001")]
    [InlineData("GOV6002")]
    [InlineData("GOV6007")]
    public async Task Half_written_programs_DoesNotTrigger_a_failure(string rule)
    {
        foreach (var (program, number) in CorpusProgram.Of(rule).Select((p, i) => (p, i)).Where(p => p.i % 5 == 0))
        {
            var text = Markup.Parse(program.Source).Text;
            var at = text.Length * (number % 7 + 2) / 9;
            var test = new GovernanceTest { TestCode = text[..at], ReferenceAssemblies = ReferenceAssemblies.Applications, Rules = ["AD0001"], MustCompile = false };
            Assert.Empty(await test.GetDiagnosticsAsync());
            var gap = new GovernanceTest { TestCode = text.Remove(at - 20, 12), ReferenceAssemblies = ReferenceAssemblies.Applications, Rules = ["AD0001"], MustCompile = false };
            Assert.Empty(await gap.GetDiagnosticsAsync());
        }
    }

    private static string PresetPlace(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(RepositoryFolder.Path, "policies", "presets", "baseline.yml"));
        return $"preset baseline({System.Array.FindIndex(lines, l => l.TrimStart().StartsWith(name + ":", System.StringComparison.Ordinal)) + 1})";
    }

    internal static GovernanceTest Test(string source, string? policy = null) => new()
    {
        TestCode = source,
        Rules = [Rule],
        ReferenceAssemblies = ReferenceAssemblies.Applications,
        Policy = policy,
    };

    internal sealed class GovernanceTest : CSharpAnalyzerTest<GovernanceAnalyzer>;
}
