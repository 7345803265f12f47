using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Corpus;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV6002_UnvalidatedModelOutputTests
{
    private const string Rule = "GOV6002";

    public static IEnumerable<object[]> Programs => CorpusProgram.Names(Rule);

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Program_HasTheFindingsThatAreMarked(string file, string name) => Test(CorpusProgram.Source(Rule, file, name)).RunAsync();

    [Fact]
    public void Corpus_IsLargeEnoughAndHalfOfItIsNegative() => CorpusProgram.AreEnough(Rule, atLeast: 150);

    private const string Agent = """
        using Microsoft.Extensions.AI;
        public class Agent(IChatClient chat)
        {
            public async Task Run(string task)
            {
                var answer = await chat.GetResponseAsync(task);
                Shell.Run(Checks.Pass(answer.Text));
            }
        }
        public static class Shell { public static void Run(string command) => System.Diagnostics.Process.Start("sh", {|#0:command|}); }
        public static class Checks { public static string Pass(string text) => text; }
        """;

    [Fact]
    public Task The_message_says_what_to_do_Triggers()
    {
        var test = Test(Agent, "schemaVersion: 1\nrules:\n  GOV6002: error\n");
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Rule, DiagnosticSeverity.Error).WithLocation(0).WithMessage(
            "What a model answered (ChatClientExtensions.GetResponseAsync) starts a process or is an argument of one (Process.Start) without a check: Test.cs(6) GetResponseAsync -> Test.cs(7) answer "
            + "-> Test.cs(7) Pass -> Test.cs(11) text -> ... -> Test.cs(10) command -> Test.cs(10) Process.Start. Let the model choose from a list of commands of your own, and look its answer up in that list. [governance.yml(3)]"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("validators: [{ type: Checks, members: [Pass], kinds: [process] }]")]
    [InlineData("validators: [{ members: [Pass] }]")]
    public Task A_validator_of_the_policy_DoesNotTrigger(string security) =>
        Test(Agent.Replace("{|#0:command|}", "command"), $"schemaVersion: 1\nsecurity:\n  {security}\n").RunAsync();

    [Fact]
    public Task A_validator_for_other_sinks_Triggers() =>
        Test(Agent.Replace("{|#0:command|}", "[|command|]"), "schemaVersion: 1\nsecurity:\n  validators: [{ type: Checks, members: [Pass], kinds: [sql, html] }]\n").RunAsync();

    [Fact]
    public Task A_sink_of_the_policy_Triggers() => Test(
        """
        using Microsoft.Extensions.AI;
        public class Agent(IChatClient chat)
        {
            public async Task Run(string task) { var answer = await chat.GetResponseAsync(task); Robot.Move([|answer.Text|], answer.Text); }
        }
        public static class Robot { public static void Move(string path, string reason) { } }
        """,
        "schemaVersion: 1\nsecurity:\n  sinks: [{ type: Robot, members: [Move], parameter: path, kind: file }]\n").RunAsync();

    [Fact]
    public Task One_place_reached_by_two_answers_is_reported_for_each_Triggers() => Test(
        """
        using Microsoft.Extensions.AI;
        public class Agent(IChatClient chat)
        {
            public async Task A(string task) => Shell.Run((await chat.GetResponseAsync(task)).Text);
            public async Task B(string task) => Shell.Run((await chat.GetResponseAsync(task)).Text);
        }
        public static class Shell { public static void Run(string command) => System.Diagnostics.Process.Start("sh", [|[|command|]|]); }
        """).RunAsync();

    private static GOV6001_UntrustedInputInInstructionsTests.GovernanceTest Test(string source, string? policy = null) => new()
    {
        TestCode = source,
        Rules = [Rule],
        ReferenceAssemblies = ReferenceAssemblies.Applications,
        Policy = policy,
    };
}
