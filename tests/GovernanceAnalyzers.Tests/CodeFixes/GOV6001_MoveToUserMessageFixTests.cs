using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;
using VerifyFix = GovernanceAnalyzers.Tests.Harness.CSharpCodeFixVerifier<
    GovernanceAnalyzers.GovernanceAnalyzer, GovernanceAnalyzers.CodeFixes.GOV6001_MoveToUserMessageFix>;

namespace GovernanceAnalyzers.Tests.CodeFixes;

public class GOV6001_MoveToUserMessageFixTests
{
    [Theory]
    [InlineData("""new SystemChatMessage($"Answer this: {[|text|]}")""", """new SystemChatMessage("Answer this:"), new UserChatMessage(text)""")]
    [InlineData("""new SystemChatMessage($"Answer this:\n'{[|text|]}'.")""", """new SystemChatMessage("Answer this:"), new UserChatMessage(text)""")]
    [InlineData("""new SystemChatMessage($"Answer this: \"{[|text|]}\"")""", """new SystemChatMessage("Answer this:"), new UserChatMessage(text)""")]
    [InlineData("""new SystemChatMessage($"You are {Name}. Answer this: {[|text|]}")""", """new SystemChatMessage($"You are {Name}. Answer this:"), new UserChatMessage(text)""")]
    [InlineData("""new SystemChatMessage($"Return {{}}. Answer this: {[|text|]}")""", """new SystemChatMessage($"Return {{}}. Answer this:"), new UserChatMessage(text)""")]
    [InlineData("""new SystemChatMessage($"Answer this: {[|text|]}, {more}")""", """new SystemChatMessage("Answer this:"), new UserChatMessage($"{text}, {more}")""")]
    [InlineData("""new SystemChatMessage($"Answer this: {[|text|],20}")""", """new SystemChatMessage("Answer this:"), new UserChatMessage($"{text,20}")""")]
    [InlineData("""new SystemChatMessage($"Answer this: {[|optional|]}")""", """new SystemChatMessage("Answer this:"), new UserChatMessage($"{optional}")""")]
    [InlineData("""new SystemChatMessage("Answer this: " + [|text|])""", """new SystemChatMessage("Answer this:"), new UserChatMessage(text)""")]
    [InlineData("""new SystemChatMessage("Answer this: " + [|text|].Trim())""", """new SystemChatMessage("Answer this:"), new UserChatMessage(text.Trim())""")]
    [InlineData("""new SystemChatMessage($@"Answer ""this"": {[|text|]}")""", "new SystemChatMessage(@\"Answer \"\"this\"\":\"), new UserChatMessage(text)")]
    [InlineData("new SystemChatMessage($\"\"\"Answer this: {[|text|]}\"\"\")", "new SystemChatMessage(\"\"\"Answer this:\"\"\"), new UserChatMessage(text)")]
    [InlineData("""new DeveloperChatMessage($"Answer this: {[|text|]}")""", """new DeveloperChatMessage("Answer this:"), new UserChatMessage(text)""")]
    [InlineData("""new OpenAI.Chat.SystemChatMessage($"Answer this: {[|text|]}")""", """new OpenAI.Chat.SystemChatMessage("Answer this:"), new OpenAI.Chat.UserChatMessage(text)""")]
    [InlineData("""ChatMessage.CreateSystemMessage($"Answer this: {[|text|]}")""", """ChatMessage.CreateSystemMessage("Answer this:"), ChatMessage.CreateUserMessage(text)""")]
    [InlineData("""new SystemChatMessage($"Answer this: {[|text|]}"), new UserChatMessage(text)""", """new SystemChatMessage("Answer this:"), new UserChatMessage(text)""")]
    [InlineData("""new SystemChatMessage($"Know this: {[|text|]}"), new SystemChatMessage($"Answer this: {[|more|]}")""",
        """new SystemChatMessage("Know this:"), new UserChatMessage(text), new SystemChatMessage("Answer this:"), new UserChatMessage(more)""")]
    public Task The_text_follows_as_a_message_of_the_user(string before, string after) =>
        Fix(OpenAI($"chat.CompleteChatAsync([{before}])"), OpenAI($"chat.CompleteChatAsync([{after}])"));

    [Theory]
    [InlineData("")]
    [InlineData("new ChatMessage[] { ", " }")]
    [InlineData("new List<ChatMessage> { ", " }")]
    public Task Messages_are_listed_in_many_ways(string opening, string closing = "") => Fix(
        OpenAI($$"""chat.CompleteChatAsync({{opening}}new SystemChatMessage($"Answer this: {[|text|]}"){{closing}})"""),
        OpenAI($"""chat.CompleteChatAsync({opening}new SystemChatMessage("Answer this:"), new UserChatMessage(text){closing})"""));

    [Theory]
    [InlineData("""new(ChatRole.System, $"Answer this: {[|text|]}"), new(ChatRole.User, more)""", """new(ChatRole.System, "Answer this:"), new(ChatRole.User, text), new(ChatRole.User, more)""")]
    [InlineData("""new ChatMessage(ChatRole.System, "Answer this: " + [|text|])""", """new ChatMessage(ChatRole.System, "Answer this:"), new ChatMessage(ChatRole.User, text)""")]
    public Task A_role_is_named_beside_the_text(string before, string after) => Fix(ExtensionsAI($"chat.GetResponseAsync([{before}])"), ExtensionsAI($"chat.GetResponseAsync([{after}])"));

    [Fact]
    public Task Messages_on_lines_of_their_own_stay_there() => Fix(
        OpenAI("""
            chat.CompleteChatAsync(
                    [
                        new SystemChatMessage($"Answer this: {[|text|]}"),
                        new UserChatMessage(more),
                    ])
            """),
        OpenAI("""
            chat.CompleteChatAsync(
                    [
                        new SystemChatMessage("Answer this:"),
                        new UserChatMessage(text),
                        new UserChatMessage(more),
                    ])
            """));

    [Fact]
    public Task A_message_that_is_added_to_a_list_is_followed_by_another_that_is() => Fix(
        """
        using OpenAI.Chat;

        public class Bot(ChatClient chat)
        {
            public Task Ask(HttpRequest request)
            {
                string text = request.Query;
                var messages = new List<ChatMessage>();
                messages.Add(new SystemChatMessage($"Answer this: {[|text|]}"));
                return chat.CompleteChatAsync(messages);
            }
        }

        """ + Source,
        """
        using OpenAI.Chat;

        public class Bot(ChatClient chat)
        {
            public Task Ask(HttpRequest request)
            {
                string text = request.Query;
                var messages = new List<ChatMessage>();
                messages.Add(new SystemChatMessage("Answer this:"));
                messages.Add(new UserChatMessage(text));
                return chat.CompleteChatAsync(messages);
            }
        }

        """ + Source);

    [Theory]
    // In the middle of a sentence, or the end of one.
    [InlineData("""new SystemChatMessage($"You help {[|text|]} with questions: ")""")]
    [InlineData("""new SystemChatMessage($"You are an expert in {[|text|]}")""")]
    [InlineData("""new SystemChatMessage($"Age: {[|text|]}, background: {more}")""")]
    [InlineData("""new SystemChatMessage($"Answer this: {[|text|]} in two sentences.")""")]
    [InlineData("""new SystemChatMessage($"Document: <doc>{[|text|]}</doc>")""")]
    [InlineData("""new SystemChatMessage($"{[|text|]}")""")]
    [InlineData("""new SystemChatMessage($"{Name}{[|text|]}")""")]
    [InlineData("new SystemChatMessage([|text|])")]
    [InlineData("""new SystemChatMessage(string.Format("Answer this: {0}", [|text|]))""")]
    [InlineData("""new SystemChatMessage("Answer " + "this: " + [|text|])""")]
    [InlineData("""Pick(new SystemChatMessage($"Answer this: {[|text|]}"))""")]
    [InlineData("""more.Length > 3 ? new SystemChatMessage($"Answer this: {[|text|]}") : new SystemChatMessage("")""")]
    public Task Nothing_is_offered_where_half_a_sentence_would_stay_or_no_list_is_there(string message)
    {
        var source = OpenAI($"chat.CompleteChatAsync([{message}])");
        return Fix(source, Markup.Parse(source).Text);
    }

    private const string Source = """
        public class HttpRequest { public string Query { get; set; } = ""; public string? Optional { get; set; } }
        """;

    private static Task Fix(string before, string after) => new VerifyFix.Test
    {
        TestCode = before,
        FixedCode = after,
        Rules = ["GOV6001"],
        ReferenceAssemblies = before.Contains("IChatClient") ? ReferenceAssemblies.ExtensionsAI : ReferenceAssemblies.OpenAI,
        Policy = "schemaVersion: 1\nsecurity:\n  sources:\n    - { type: HttpRequest, members: [Query, Optional], kind: http }\n",
    }.RunAsync();

    private static string OpenAI(string call) => $$"""
        using OpenAI.Chat;

        public class Bot(ChatClient chat)
        {
            private const string Name = "Bo";

            public Task Ask(HttpRequest request)
            {
                string text = request.Query, more = request.Query;
                string? optional = request.Optional;
                return {{call}};
            }

            private static SystemChatMessage Pick(SystemChatMessage message) => message;
        }

        """ + Source;

    private static string ExtensionsAI(string call) => OpenAI(call).Replace("using OpenAI.Chat;", "using Microsoft.Extensions.AI;").Replace("(ChatClient chat)", "(IChatClient chat)")
        .Replace("    private static SystemChatMessage Pick(SystemChatMessage message) => message;\n", "");
}
