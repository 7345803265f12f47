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
    public Task Other_spellings_of_a_literal_are_pinned() => Fix(
        "using OpenAI.Chat;\nvar a = new ChatClient([|@\"gpt-4o\"|], \"key\");\nvar b = new ChatClient([|\"\"\"gpt-4o\"\"\"|], \"key\");\n",
        "using OpenAI.Chat;\nvar a = new ChatClient(\"gpt-4o-2024-11-20\", \"key\");\nvar b = new ChatClient(\"gpt-4o-2024-11-20\", \"key\");\n").RunAsync();

    [Fact]
    public async Task Nothing_is_offered_for_text_that_is_put_together()
    {
        const string Source = """
            using OpenAI.Chat;

            class Bot
            {
                const string Family = "gpt-4o";
                ChatClient A() => new([|Family + "-mini"|], "key");
                ChatClient B() => new([|$"{Family}"|], "key");
                ChatClient C() => new([|"gpt-" + "4o"|], "key");
            }
            """;
        await Fix(Source, Source.Replace("[|", "").Replace("|]", "")).RunAsync();
    }

    [Fact]
    public async Task Nothing_is_offered_for_constants_of_an_SDK()
    {
        const string Source = """
            using Anthropic.Models.Messages;
            class Bot { MessageCreateParams Make() => new() { MaxTokens = 1024, Messages = [], Model = [|Model.ClaudeSonnet4_5|] }; }
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
