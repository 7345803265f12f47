using System.Threading.Tasks;
using GovernanceAnalyzers.CodeFixes;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace GovernanceAnalyzers.Tests.CodeFixes;

/// <summary>Rule and fix together: the finding is at the place, and says what, the fix needs, and is gone afterwards.</summary>
public class OperationFixTests
{
    private static Task Fix<TFix>(string rule, string member, string fixedMember)
        where TFix : CodeFixProvider, new()
    {
        static string Class(string member) => $$"""
            using OpenAI.Chat;

            class Bot
            {
                private readonly ChatClient _chat = new("gpt-4o-2024-11-20", "key");
                {{member}}
            }
            """;
        return new CSharpCodeFixVerifier<GovernanceAnalyzer, TFix>.Test
        {
            TestCode = Class(member),
            FixedCode = Class(fixedMember),
            Rules = [rule],
            Policy = $"schemaVersion: 1\nname: test\nrules: {{ {rule}: warning }}\n",
        }.RunAsync();
    }

    [Fact]
    public Task Token_at_hand_is_passed() => Fix<GOV5003_PassCancellationTokenFix>(
        "GOV5003",
        "public async Task Ask(string q, CancellationToken stop) => await _chat.[|CompleteChatAsync|]([q], new ChatCompletionOptions());",
        "public async Task Ask(string q, CancellationToken stop) => await _chat.CompleteChatAsync([q], new ChatCompletionOptions(), stop);");

    [Fact]
    public Task Output_is_limited() => Fix<GOV5002_LimitOutputFix>(
        "GOV5002",
        "public void Ask(string q) => _chat.[|CompleteChat|]([q], new ChatCompletionOptions { Temperature = 0 });",
        "public void Ask(string q) => _chat.CompleteChat([q], new ChatCompletionOptions { Temperature = 0, MaxOutputTokenCount = 1024 });");
}
