using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Rules;
using Xunit;
using LimitOutput = GovernanceAnalyzers.Tests.Harness.CSharpCodeFixVerifier<
    GovernanceAnalyzers.GovernanceAnalyzer, GovernanceAnalyzers.CodeFixes.GOV5002_LimitOutputFix>;
using PassToken = GovernanceAnalyzers.Tests.Harness.CSharpCodeFixVerifier<
    GovernanceAnalyzers.GovernanceAnalyzer, GovernanceAnalyzers.CodeFixes.GOV5003_PassCancellationTokenFix>;

namespace GovernanceAnalyzers.Tests.CodeFixes;

/// <summary>The fixes behind the rules themselves: what a rule reports, its fix clears.</summary>
public class OperationFixTests
{
    [Theory]
    [InlineData("chat.[|CompleteChatAsync|](m);", "chat.CompleteChatAsync(m, new ChatCompletionOptions { MaxOutputTokenCount = 1024 });")]
    [InlineData("chat.[|CompleteChatAsync|](m, new() { Temperature = 0 });", "chat.CompleteChatAsync(m, new() { Temperature = 0, MaxOutputTokenCount = 1024 });")]
    public Task An_output_without_a_limit_gets_one(string before, string after) => new LimitOutput.Test
    {
        TestCode = Bot($"public Task A(List<ChatMessage> m) => {before}"),
        FixedCode = Bot($"public Task A(List<ChatMessage> m) => {after}"),
        Rules = ["GOV5002"],
        Policy = OperationPolicy.For("GOV5002"),
    }.RunAsync();

    [Theory]
    [InlineData("chat.[|CompleteChatAsync|](m);", "chat.CompleteChatAsync(m, cancellationToken: stop);")]
    [InlineData("chat.[|CompleteChatAsync|](m, null);", "chat.CompleteChatAsync(m, null, stop);")]
    public Task A_token_at_hand_is_passed(string before, string after) => new PassToken.Test
    {
        TestCode = Bot($"public Task A(List<ChatMessage> m, CancellationToken stop) => {before}"),
        FixedCode = Bot($"public Task A(List<ChatMessage> m, CancellationToken stop) => {after}"),
        Rules = ["GOV5003"],
        Policy = OperationPolicy.For("GOV5003"),
    }.RunAsync();

    private static string Bot(string member) => $$"""
        using OpenAI.Chat;

        public class Bot(ChatClient chat)
        {
            {{member}}
        }
        """;
}
