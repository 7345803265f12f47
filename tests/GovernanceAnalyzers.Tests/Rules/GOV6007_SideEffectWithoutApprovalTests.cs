using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Corpus;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV6007_SideEffectWithoutApprovalTests
{
    private const string Rule = "GOV6007";

    public static IEnumerable<object[]> Programs => CorpusProgram.Names(Rule);

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Program_HasTheFindingsThatAreMarked(string file, string name) => Test(CorpusProgram.Source(Rule, file, name)).RunAsync();

    [Fact]
    public void Corpus_IsLargeEnoughAndHalfOfItIsNegative() => CorpusProgram.AreEnough(Rule, atLeast: 150);

    private const string Bot = """
        using Microsoft.Extensions.AI;
        public class Bot(IChatClient inner)
        {
            public IChatClient Client => inner.AsBuilder().UseFunctionInvocation().Build();
            public AITool Tool => %%;

            [AskFirst] private static void Delete(string path) => Store.Drop(path);
        }
        public sealed class AskFirstAttribute : System.Attribute;
        public static class FourEyes { public static AITool Of(AIFunction function) => function; }
        public sealed class FourEyesFunction(AIFunction inner) : DelegatingAIFunction(inner);
        public static class Store { public static void Drop(string path) => System.IO.File.Delete(path); }
        """;

    [Fact]
    public Task The_message_names_tool_and_effect_Triggers()
    {
        var test = Test(Bot.Replace("%%", "AIFunctionFactory.Create({|#0:Delete|})"), "schemaVersion: 1\nrules:\n  GOV6007: error\n");
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Rule, DiagnosticSeverity.Error).WithLocation(0).WithMessage(
            "A model may run Bot.Delete, which deletes something (File.Delete), and UseFunctionInvocation runs it without a question: Test.cs(7) Bot.Delete -> Test.cs(7) Store.Drop -> Test.cs(12) File.Delete. "
            + "Put an approval before it, such as ApprovalRequiredAIFunction or a filter that asks, or name yours under security.approvals. [governance.yml(3)]"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("AIFunctionFactory.Create(Delete)", "{ type: AskFirstAttribute, via: attribute }")]
    [InlineData("new FourEyesFunction(AIFunctionFactory.Create(Delete))", "{ type: FourEyesFunction, members: [.ctor], via: wrapper }")]
    [InlineData("FourEyes.Of(AIFunctionFactory.Create(Delete))", "{ type: FourEyes, members: [Of], via: step }")]
    [InlineData("AIFunctionFactory.Create(Delete)", "{ type: Store, members: [Drop], via: call }")]
    public Task An_approval_of_the_policy_DoesNotTrigger(string tool, string approval) =>
        Test(Bot.Replace("%%", tool), $"schemaVersion: 1\nsecurity:\n  approvals:\n    - {approval}\n").RunAsync();

    [Theory]
    [InlineData("new FourEyesFunction(AIFunctionFactory.Create([|Delete|]))", "{ type: AskFirstlyAttribute, via: attribute }")]
    [InlineData("AIFunctionFactory.Create([|Delete|])", "{ type: FourEyesFunction, members: [.ctor], via: wrapper }")]
    public Task Another_approval_of_the_policy_Triggers(string tool, string approval) =>
        Test(Bot.Replace("%%", tool), $"schemaVersion: 1\nsecurity:\n  approvals:\n    - {approval}\n").RunAsync();

    [Fact]
    public Task An_effect_of_the_policy_Triggers() => Test(
        """
        using Microsoft.Extensions.AI;
        public class Bot(IChatClient inner)
        {
            public IChatClient Client => inner.AsBuilder().UseFunctionInvocation().Build();
            public AITool Tool => AIFunctionFactory.Create([|Open|]);
            private static void Open() => Valve.Open();
        }
        public static class Valve { public static void Open() { } }
        """,
        "schemaVersion: 1\nsecurity:\n  effects: [{ type: Valve, members: [Open], kind: execute }]\n").RunAsync();

    private static GOV6001_UntrustedInputInInstructionsTests.GovernanceTest Test(string source, string? policy = null) => new()
    {
        TestCode = source,
        Rules = [Rule],
        ReferenceAssemblies = ReferenceAssemblies.Applications,
        Policy = policy,
    };
}
