using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV5004_NoFallbackTests
{
    [Theory]
    [InlineData("""
        using OpenAI.Chat;
        var chat = new ChatClient("m", "key");
        await chat.[|CompleteChatAsync|]("hi");
        """)]
    [InlineData("""
        using OpenAI.Chat;
        var bot = new Bot();
        await bot.AskAsync("hi");
        internal class Bot
        {
            private readonly ChatClient _chat = new("m", "key");
            public async Task<string> AskAsync(string q) => (await InnerAsync(q)).Content[0].Text;
            private async Task<ChatCompletion> InnerAsync(string q) => await _chat.[|CompleteChatAsync|](q);
        }
        """)]
    [InlineData("""
        using OpenAI.Chat;
        var chat = new ChatClient("m", "key");
        try { await chat.[|CompleteChatAsync|]("hi"); } catch (Exception e) { Console.Error.WriteLine(e.Message); throw; }
        """)]
    [InlineData("""
        using OpenAI.Chat;
        var chat = new ChatClient("m", "key");
        try { await chat.[|CompleteChatAsync|]("hi"); } finally { Console.WriteLine("done"); }
        """)]
    public Task Failure_that_ends_the_program_Triggers(string code) => Test(code);

    [Theory]
    [InlineData("""
        using OpenAI.Chat;
        var chat = new ChatClient("m", "key");
        try { await chat.CompleteChatAsync("hi"); } catch (Exception) { Console.WriteLine("Please try again later."); }
        """)]
    [InlineData("""
        using System.ClientModel;
        using OpenAI.Chat;
        var chat = new ChatClient("m", "key");
        string answer;
        try { answer = (await chat.CompleteChatAsync("hi")).Value.Content[0].Text; }
        catch (ClientResultException e) when (e.Status == 429) { answer = "busy"; }
        """)]
    [InlineData("""
        using OpenAI.Chat;
        try { await new Bot().AskAsync("hi"); } catch (Exception) { Console.WriteLine("later"); }
        internal class Bot
        {
            private readonly ChatClient _chat = new("m", "key");
            public Task AskAsync(string q) => _chat.CompleteChatAsync(q);
        }
        """)]
    [InlineData("""
        using OpenAI.Chat;
        public class Bot(ChatClient chat)
        {
            public Task AskAsync(string q) => chat.CompleteChatAsync(q);
        }
        """)]
    [InlineData("""
        using OpenAI.Chat;
        var chat = new ChatClient("m", "key");
        await Retry(() => chat.CompleteChatAsync("hi"));
        static Task Retry(Func<Task> action) => action();
        """)]
    [InlineData("""
        using OpenAI.Chat;
        var chat = new ChatClient("m", "key");
        var pipeline = new ResiliencePipelineBuilder();
        await chat.CompleteChatAsync("hi");
        internal class ResiliencePipelineBuilder;
        """)]
    public Task Failure_that_is_handled_or_may_be_NotTriggers(string code) => Test(code);

    [Fact]
    public async Task It_is_off_unless_the_policy_turns_it_on()
    {
        var test = new Verify.Test { TestCode = "await new OpenAI.Chat.ChatClient(\"m\", \"key\").CompleteChatAsync(\"hi\");", Rules = ["GOV5004"] };
        Assert.Empty(await test.GetDiagnosticsAsync());
    }

    private static Task Test(string code) => new Verify.Test { TestCode = code, Rules = ["GOV5004"], Policy = OperationPolicy.For("GOV5004") }.RunAsync();
}
