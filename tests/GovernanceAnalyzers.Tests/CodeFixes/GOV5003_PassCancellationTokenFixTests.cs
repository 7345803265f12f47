using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;
using VerifyFix = GovernanceAnalyzers.Tests.Harness.CSharpCodeFixVerifier<
    GovernanceAnalyzers.Tests.CodeFixes.CallsWithoutToken, GovernanceAnalyzers.CodeFixes.GOV5003_PassCancellationTokenFix>;

namespace GovernanceAnalyzers.Tests.CodeFixes;

public class GOV5003_PassCancellationTokenFixTests
{
    private static VerifyFix.Test Fix(string body, string fixedBody, int choice = 0, params string[] titles) => new()
    {
        TestCode = Class(body),
        FixedCode = Class(fixedBody.Replace("[|", "").Replace("|]", "")),
        Rules = ["GOV5003"],
        ReferenceAssemblies = ReferenceAssemblies.ExtensionsAI,
        CodeActionIndex = choice,
        Titles = titles.Length == 0 ? null : titles,
    };

    private static string Class(string body) => $$"""
        using Microsoft.Extensions.AI;
        using OpenAI.Chat;
        using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

        class Bot(IChatClient chat, ChatClient openAI)
        {
        {{body}}
        }
        """;

    [Fact]
    public Task Token_is_passed_by_name_where_arguments_are_left_out() => Fix(
        "    Task Ask(string q, CancellationToken stop) => chat.[|GetResponseAsync|](q /* question */);",
        "    Task Ask(string q, CancellationToken stop) => chat.GetResponseAsync(q /* question */, cancellationToken: stop);",
        titles: "Pass 'stop'").RunAsync();

    [Fact]
    public Task Token_is_passed_by_position_where_it_is_next() => Fix(
        "    Task Ask(string q, CancellationToken stop) => chat.[|GetResponseAsync|](q, new ChatOptions());",
        "    Task Ask(string q, CancellationToken stop) => chat.GetResponseAsync(q, new ChatOptions(), stop);").RunAsync();

    [Fact]
    public Task Argument_gets_a_line_where_the_others_have_one() => Fix(
        """
            Task Ask(string q, CancellationToken stop) => chat.[|GetResponseAsync|](
                q,
                new ChatOptions());
        """,
        """
            Task Ask(string q, CancellationToken stop) => chat.GetResponseAsync(
                q,
                new ChatOptions(),
                stop);
        """).RunAsync();

    [Theory]
    [InlineData("CancellationToken.None")]
    [InlineData("default")]
    [InlineData("default(CancellationToken)")]
    public Task Token_that_never_cancels_is_replaced(string never) => Fix(
        $"    Task Ask(string q, CancellationToken stop) => chat.[|GetResponseAsync|](q, cancellationToken: {never});",
        "    Task Ask(string q, CancellationToken stop) => chat.GetResponseAsync(q, cancellationToken: stop);").RunAsync();

    [Fact]
    public Task Overload_that_takes_a_token_is_called() => Fix(
        "    Task Ask(string q, CancellationToken stop) => openAI.[|CompleteChatAsync|](new SystemChatMessage(\"x\"), q);",
        "    Task Ask(string q, CancellationToken stop) => openAI.CompleteChatAsync([new SystemChatMessage(\"x\"), q], cancellationToken: stop);").RunAsync();

    [Theory]
    [InlineData(0, "local")]
    [InlineData(1, "parameter")]
    [InlineData(2, "_field")]
    public Task Closest_token_comes_first(int choice, string token) => Fix(
        """
            private readonly CancellationToken _field;
            Task Ask(string q, CancellationToken parameter)
            {
                CancellationToken local = default;
                var task = chat.[|GetResponseAsync|](q);
                CancellationToken later = default;
                return task;
            }
        """,
        $$"""
            private readonly CancellationToken _field;
            Task Ask(string q, CancellationToken parameter)
            {
                CancellationToken local = default;
                var task = chat.GetResponseAsync(q, cancellationToken: {{token}});
                CancellationToken later = default;
                return task;
            }
        """,
        choice,
        "Pass 'local'", "Pass 'parameter'", "Pass '_field'").RunAsync();

    [Fact]
    public Task Each_method_passes_its_own_token() => Fix(
        """
            Task A(string q, CancellationToken a) => chat.[|GetResponseAsync|](q);
            Task B(string q, CancellationToken b) => Task.Run(() => chat.[|GetResponseAsync|](q));
            Task C(string q) => Task.Run(async () => await chat.[|GetResponseAsync|](q));
        """,
        """
            Task A(string q, CancellationToken a) => chat.GetResponseAsync(q, cancellationToken: a);
            Task B(string q, CancellationToken b) => Task.Run(() => chat.GetResponseAsync(q, cancellationToken: b));
            Task C(string q) => Task.Run(async () => await chat.[|GetResponseAsync|](q));
        """).RunAsync();

    [Theory]
    [InlineData("static Task Ask(IChatClient c, string q) => c.[|GetResponseAsync|](q); private readonly CancellationToken _field;")]
    [InlineData("void Ask(string q, CancellationToken stop) { var f = static (IChatClient c) => c.[|GetResponseAsync|](\"\"); }")]
    [InlineData("Task Ask(string q, CancellationToken stop) => chat.[|GetResponseAsync|](q, null, new CancellationTokenSource().Token);")]
    public Task Nothing_is_offered_that_would_not_compile_or_overrule(string member)
    {
        var test = Fix("    " + member, "    " + member);
        test = new VerifyFix.Test
        {
            TestCode = test.TestState.Sources[0].Text,
            FixedCode = test.FixedState[0].Text,
            Rules = ["GOV5003"],
            ReferenceAssemblies = ReferenceAssemblies.ExtensionsAI,
            Titles = [],
        };
        return test.RunAsync();
    }
}
