using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;
using VerifyFix = GovernanceAnalyzers.Tests.Harness.CSharpCodeFixVerifier<
    GovernanceAnalyzers.GovernanceAnalyzer, GovernanceAnalyzers.CodeFixes.GOV6007_RequireApprovalFix>;

namespace GovernanceAnalyzers.Tests.CodeFixes;

public class GOV6007_RequireApprovalFixTests
{
    [Theory]
    [InlineData("[AIFunctionFactory.Create([|Delete|])]", "[new ApprovalRequiredAIFunction(AIFunctionFactory.Create(Delete))]")]
    [InlineData(
        """[AIFunctionFactory.[|Create|]((string p) => File.Delete(p), "delete"), AIFunctionFactory.Create(() => 1, "one")]""",
        """[new ApprovalRequiredAIFunction(AIFunctionFactory.Create((string p) => File.Delete(p), "delete")), AIFunctionFactory.Create(() => 1, "one")]""")]
    [InlineData("[AIFunctionFactory.Create([|Delete|]), AIFunctionFactory.Create([|Move|])]",
        "[new ApprovalRequiredAIFunction(AIFunctionFactory.Create(Delete)), new ApprovalRequiredAIFunction(AIFunctionFactory.Create(Move))]")]
    public Task A_tool_gets_an_approval(string before, string after) => Fix(Bot(before), Bot(after));

    private static Task Fix(string before, string after) => new VerifyFix.Test
    {
        TestCode = before,
        FixedCode = after,
        Rules = ["GOV6007"],
        ReferenceAssemblies = ReferenceAssemblies.ExtensionsAI,
    }.RunAsync();

    private static string Bot(string tools) => $$"""
        using Microsoft.Extensions.AI;

        public class Bot(IChatClient inner)
        {
            public IChatClient Client => inner.AsBuilder().UseFunctionInvocation().Build();
            public IList<AITool> Tools => {{tools}};
            private static void Delete(string path) => File.Delete(path);
            private static void Move(string from, string to) => File.Move(from, to);
        }
        """;
}
