using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;
using VerifyFix = GovernanceAnalyzers.Tests.Harness.CSharpCodeFixVerifier<
    GovernanceAnalyzers.Tests.CodeFixes.CallsWithoutLimit, GovernanceAnalyzers.CodeFixes.GOV5002_LimitOutputFix>;

namespace GovernanceAnalyzers.Tests.CodeFixes;

public class GOV5002_LimitOutputFixTests
{
    private static VerifyFix.Test Fix(string body, string fixedBody) => new()
    {
        TestCode = Class(body),
        FixedCode = Class(fixedBody.Replace("[|", "").Replace("|]", "")),
        Rules = ["GOV5002"],
        ReferenceAssemblies = ReferenceAssemblies.ExtensionsAI,
    };

    private static string Class(string body) => $$"""
        using OpenAI.Chat;

        class Bot(ChatClient chat)
        {
        {{body}}
        }
        """;

    [Fact]
    public Task Title_says_that_the_number_is_a_placeholder() => new VerifyFix.Test
    {
        TestCode = Class("    void Ask(string q) => chat.[|CompleteChat|]([q], new ChatCompletionOptions());"),
        FixedCode = Class("    void Ask(string q) => chat.CompleteChat([q], new ChatCompletionOptions { MaxOutputTokenCount = 1024 });"),
        Rules = ["GOV5002"],
        Titles = ["Set MaxOutputTokenCount to 1024 (a placeholder: choose what the longest good answer needs)"],
    }.RunAsync();

    [Theory]
    [InlineData("chat.[|CompleteChat|]([q]);", "chat.CompleteChat([q], options: new ChatCompletionOptions { MaxOutputTokenCount = 1024 });")]
    [InlineData("chat.[|CompleteChat|]([q], null);", "chat.CompleteChat([q], new ChatCompletionOptions { MaxOutputTokenCount = 1024 });")]
    [InlineData("chat.[|CompleteChat|](q);", "chat.CompleteChat([q], options: new ChatCompletionOptions { MaxOutputTokenCount = 1024 });")]
    [InlineData("chat.[|CompleteChat|]([q], cancellationToken: default);", "chat.CompleteChat([q], cancellationToken: default, options: new ChatCompletionOptions { MaxOutputTokenCount = 1024 });")]
    [InlineData("chat.[|CompleteChat|]([q], new() { });", "chat.CompleteChat([q], new() { MaxOutputTokenCount = 1024 });")]
    [InlineData("chat.[|CompleteChat|]([q], new());", "chat.CompleteChat([q], new() { MaxOutputTokenCount = 1024 });")]
    [InlineData("chat.[|CompleteChat|]([q], new() { Temperature = 0 });", "chat.CompleteChat([q], new() { Temperature = 0, MaxOutputTokenCount = 1024 });")]
    [InlineData("ChatCompletionOptions o = new() { Temperature = 0 }; chat.[|CompleteChat|]([q], o);", "ChatCompletionOptions o = new() { Temperature = 0, MaxOutputTokenCount = 1024 }; chat.CompleteChat([q], o);")]
    [InlineData("var o = new ChatCompletionOptions(); chat.[|CompleteChat|]([q], o);", "var o = new ChatCompletionOptions { MaxOutputTokenCount = 1024 }; chat.CompleteChat([q], o);")]
    public Task Limit_is_set(string statement, string expected) =>
        Fix($"    void Ask(string q) {{ {statement} }}", $"    void Ask(string q) {{ {expected} }}").RunAsync();

    [Theory]
    [InlineData(",", "")]
    [InlineData("", "")]
    [InlineData(", // cold", " // cold")]
    public Task Layout_is_kept(string end, string comment) => Fix(
        $$"""
            private readonly ChatCompletionOptions _options = new()
            {
                TopP = 1,
                Temperature = 0{{end}}
            };

            void Ask(string q) => chat.[|CompleteChat|]([q], _options);
        """,
        $$"""
            private readonly ChatCompletionOptions _options = new()
            {
                TopP = 1,
                Temperature = 0,{{comment}}
                MaxOutputTokenCount = 1024{{(end.Length > 0 ? "," : "")}}
            };

            void Ask(string q) => chat.CompleteChat([q], _options);
        """).RunAsync();

    [Theory]
    [InlineData("void Ask(string q, ChatCompletionOptions options) => chat.[|CompleteChat|]([q], options);")]
    [InlineData("void Ask(string q) => chat.[|CompleteChat|]([q], Make()); ChatCompletionOptions Make() => new();")]
    [InlineData("void Ask(string q) => chat.[|CompleteChat|]([q], new ChatCompletionOptions { MaxOutputTokenCount = null });")]
    public async Task Nothing_is_offered_where_the_options_are_made_elsewhere(string member) => await new VerifyFix.Test
    {
        TestCode = Class("    " + member),
        FixedCode = Class("    " + member.Replace("[|", "").Replace("|]", "")),
        Rules = ["GOV5002"],
        Titles = [],
    }.RunAsync();
}
