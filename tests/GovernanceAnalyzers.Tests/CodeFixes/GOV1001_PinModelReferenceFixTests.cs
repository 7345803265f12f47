using System.Threading.Tasks;
using GovernanceAnalyzers.CodeFixes;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;
using VerifyFix = GovernanceAnalyzers.Tests.Harness.CSharpCodeFixVerifier<
    GovernanceAnalyzers.GovernanceAnalyzer, GovernanceAnalyzers.CodeFixes.GOV1001_PinModelReferenceFix>;

namespace GovernanceAnalyzers.Tests.CodeFixes;

public class GOV1001_PinModelReferenceFixTests
{
    private static VerifyFix.Test Fix(string source, string fixedSource, int choice = 0, string[]? titles = null) => new()
    {
        TestCode = source,
        FixedCode = fixedSource,
        Rules = ["GOV1001"],
        CodeActionIndex = choice,
        Titles = titles,
    };

    [Theory]
    [InlineData(0, "gpt-4o-2024-11-20")]
    [InlineData(1, "gpt-4o-2024-08-06")]
    public Task Literal_at_the_call_is_pinned(int choice, string pinned) => Fix(
        """
        using OpenAI.Chat;
        // Keeps what stands around it.
        var client = new ChatClient(/* model */ [|"gpt-4o"|] /* for chat */, "key");
        """,
        $"""
        using OpenAI.Chat;
        // Keeps what stands around it.
        var client = new ChatClient(/* model */ "{pinned}" /* for chat */, "key");
        """,
        choice,
        ["Pin to \"gpt-4o-2024-11-20\"", "Pin to \"gpt-4o-2024-08-06\""]).RunAsync();

    [Fact]
    public Task Declarations_are_pinned() => Fix(
        """
        using OpenAI.Chat;

        class Bot
        {
            private const string Model = "gpt-4o";
            private static readonly string Small = "gpt-4o-mini";
            private string Property => "gpt-4o";

            ChatClient A() => new([|Model|], "key");
            ChatClient B() => new([|Small|], "key");
            ChatClient C() => new([|Property|], "key");

            ChatClient D(string model = "gpt-4o")
            {
                var local = "gpt-4o-mini";
                _ = new ChatClient([|local|], "key");
                return new([|model|], "key");
            }

            ChatClient E() => new(Environment.GetEnvironmentVariable("MODEL") ?? [|Model|], "key");
        }
        """,
        """
        using OpenAI.Chat;

        class Bot
        {
            private const string Model = "gpt-4o-2024-11-20";
            private static readonly string Small = "gpt-4o-mini-2024-07-18";
            private string Property => "gpt-4o-2024-11-20";

            ChatClient A() => new(Model, "key");
            ChatClient B() => new(Small, "key");
            ChatClient C() => new(Property, "key");

            ChatClient D(string model = "gpt-4o-2024-11-20")
            {
                var local = "gpt-4o-mini-2024-07-18";
                _ = new ChatClient(local, "key");
                return new(model, "key");
            }

            ChatClient E() => new(Environment.GetEnvironmentVariable("MODEL") ?? Model, "key");
        }
        """).RunAsync();

    [Fact]
    public Task Declaration_in_another_file_is_pinned()
    {
        var test = Fix(
            """
            using OpenAI.Chat;
            class A { ChatClient Make() => new([|Models.Chat|], "key"); }
            """,
            """
            using OpenAI.Chat;
            class A { ChatClient Make() => new(Models.Chat, "key"); }
            """);
        test.TestState.Sources.Add("src/B.cs", """
            using OpenAI.Chat;
            class B
            {
                ChatClient A() => new([|Models.Chat|], "key");
                ChatClient C() => new([|"gpt-4o-mini"|], "key");
            }
            """);
        test.TestState.Sources.Add("src/Models.cs", """static class Models { public const string Chat = "gpt-4o"; }""");
        test.FixedState.Add("src/B.cs", """
            using OpenAI.Chat;
            class B
            {
                ChatClient A() => new(Models.Chat, "key");
                ChatClient C() => new("gpt-4o-mini-2024-07-18", "key");
            }
            """);
        test.FixedState.Add("src/Models.cs", """static class Models { public const string Chat = "gpt-4o-2024-11-20"; }""");
        return test.RunAsync();
    }

    [Fact]
    public Task All_callers_that_pass_the_text_are_changed()
    {
        var test = Fix(
            """
            using OpenAI.Chat;
            static class Clients
            {
                public static ChatClient Make(string model) => new([|model|], "key");
                static ChatClient A() => Make("gpt-4o");
            }
            """,
            """
            using OpenAI.Chat;
            static class Clients
            {
                public static ChatClient Make(string model) => new(model, "key");
                static ChatClient A() => Make("gpt-4o-2024-11-20");
            }
            """);
        test.TestState.Sources.Add("src/B.cs", """class B { object Make() => Clients.Make(@"gpt-4o"); }""");
        test.FixedState.Add("src/B.cs", """class B { object Make() => Clients.Make(@"gpt-4o-2024-11-20"); }""");
        return test.RunAsync();
    }

    [Fact]
    public Task All_arms_are_pinned() => Fix(
        """
        using OpenAI.Chat;
        var client = new ChatClient(args.Length > 0 ? [|"gpt-4o"|] : [|"gpt-4o-mini"|], "key");
        """,
        """
        using OpenAI.Chat;
        var client = new ChatClient(args.Length > 0 ? "gpt-4o-2024-11-20" : "gpt-4o-mini-2024-07-18", "key");
        """).RunAsync();

    [Fact]
    public Task Literals_keep_their_spelling() => Fix(
        """"
        using OpenAI.Chat;
        var a = new ChatClient([|@"gpt-4o"|], "key");
        var b = new ChatClient([|"""gpt-4o"""|], "key");
        var c = new ChatClient([|"""
            gpt-4o
            """|], "key");
        var d = new ChatClient([|"gpt\u002d4o"|], "key");
        """",
        """"
        using OpenAI.Chat;
        var a = new ChatClient(@"gpt-4o-2024-11-20", "key");
        var b = new ChatClient("""gpt-4o-2024-11-20""", "key");
        var c = new ChatClient("""
            gpt-4o-2024-11-20
            """, "key");
        var d = new ChatClient("gpt-4o-2024-11-20", "key");
        """").RunAsync();

    [Fact]
    public Task Text_that_is_put_together_is_pinned_at_its_end() => Fix(
        """"
        using OpenAI.Chat;

        class Bot
        {
            const string Family = "gpt-4o";
            const string Mini = "-mini";
            const string Small = Family + "-mini";
            ChatClient A() => new([|Family + "-mini"|], "key");
            ChatClient B() => new([|$"{Family}"|], "key"); // B
            ChatClient C() => new([|"gpt-" + @"4o"|], "key");
            ChatClient D() => new([|$"""{Family}-mini"""|], "key");
            ChatClient E() => new([|Family + Mini|], "key");
            ChatClient F() => new([|Small|], "key");
        }
        """",
        """"
        using OpenAI.Chat;

        class Bot
        {
            const string Family = "gpt-4o";
            const string Mini = "-mini";
            const string Small = Family + "-mini-2024-07-18";
            ChatClient A() => new(Family + "-mini-2024-07-18", "key");
            ChatClient B() => new($"{Family}-2024-11-20", "key"); // B
            ChatClient C() => new("gpt-" + @"4o-2024-11-20", "key");
            ChatClient D() => new($"""{Family}-mini-2024-07-18""", "key");
            ChatClient E() => new("gpt-4o-mini-2024-07-18", "key");
            ChatClient F() => new(Small, "key");
        }
        """").RunAsync();

    [Fact]
    public async Task Nothing_is_offered_for_text_whose_parts_are_not_constant()
    {
        const string Source = """
            using OpenAI.Chat;

            class Bot
            {
                static readonly string Family = "gpt-4o";
                ChatClient A() => new([|Family + "-mini"|], "key");
                ChatClient B(bool small) => new({|GOV1001:{|GOV1001:$"gpt-4o{(small ? "-mini" : "")}"|}|}, "key");
            }
            """;
        await Fix(Source, Source.Replace("[|", "").Replace("|]", "").Replace("{|GOV1001:", "").Replace("|}", "")).RunAsync();
    }

    [Fact]
    public Task Constant_of_an_SDK_becomes_the_dated_one() => new VerifyFix.Test
    {
        TestCode = """
            using Anthropic.Models.Messages;
            using static Anthropic.Models.Messages.Model;

            class Bot
            {
                const Model Default = Model.ClaudeHaiku4_5;
                MessageCreateParams A() => new() { MaxTokens = 1, Messages = [], Model = [|Model.ClaudeSonnet4_5|] /* chat */ };
                MessageCreateParams B() => new() { MaxTokens = 1, Messages = [], Model = [|Anthropic.Models.Messages.Model.ClaudeOpus4_5|] };
                MessageCreateParams C() => new() { MaxTokens = 1, Messages = [], Model = [|ClaudeOpus4_5|] };
                MessageCreateParams E() => new() { MaxTokens = 1, Messages = [], Model = [|"claude-haiku-4-5"|] };
            }
            """,
        FixedCode = """
            using Anthropic.Models.Messages;
            using static Anthropic.Models.Messages.Model;

            class Bot
            {
                const Model Default = Model.ClaudeHaiku4_5;
                MessageCreateParams A() => new() { MaxTokens = 1, Messages = [], Model = Model.ClaudeSonnet4_5_20250929 /* chat */ };
                MessageCreateParams B() => new() { MaxTokens = 1, Messages = [], Model = Anthropic.Models.Messages.Model.ClaudeOpus4_5_20251101 };
                MessageCreateParams C() => new() { MaxTokens = 1, Messages = [], Model = ClaudeOpus4_5_20251101 };
                MessageCreateParams E() => new() { MaxTokens = 1, Messages = [], Model = "claude-haiku-4-5-20251001" };
            }
            """,
        Rules = ["GOV1001"],
        Titles = ["Pin to Model.ClaudeSonnet4_5_20250929"],
        ReferenceAssemblies = ReferenceAssemblies.Anthropic,
    }.RunAsync();

    [Fact]
    public async Task Nothing_is_offered_where_the_type_has_no_dated_constant()
    {
        // An older version of the SDK's type; source wins over the referenced one.
        const string Source = """
            using Anthropic.Models.Messages;

            class Bot
            {
                MessageCreateParams Make() => new() { MaxTokens = 1, Messages = [], Model = [|Model.ClaudeSonnet4_5|] };
            }

            namespace Anthropic.Models.Messages
            {
                public static class Model { public static string ClaudeSonnet4_5 => Environment.MachineName; }
            }
            """;
        await new VerifyFix.Test
        {
            TestCode = Source,
            FixedCode = Source.Replace("[|", "").Replace("|]", ""),
            Rules = ["GOV1001"],
            ReferenceAssemblies = ReferenceAssemblies.Anthropic,
        }.RunAsync();
    }

    [Fact]
    public async Task Nothing_is_offered_where_no_pinned_form_lives()
    {
        const string Source = """
            using OpenAI.Chat;
            var client = new ChatClient([|"gpt-4-32k"|], "key");
            """;
        await Fix(Source, Source.Replace("[|", "").Replace("|]", "")).RunAsync();
    }
}
