using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV6009_HiddenCharactersInPromptTests
{
    private static Verify.Test Test(string source, ReferenceAssemblies? references = null) => new()
    {
        TestCode = source,
        Rules = ["GOV6009"],
        ReferenceAssemblies = references ?? ReferenceAssemblies.OpenAI,
    };

    private static async Task<string[]> Find(string source, ReferenceAssemblies? references = null) =>
        [.. (await Test(source, references).GetDiagnosticsAsync()).Select(d => d.GetMessage())];

    private static string Ask(string text) => $"var m = new OpenAI.Chat.SystemChatMessage(\"{text}\"); var c = new OpenAI.Chat.ChatClient(\"gpt-4.1-2025-04-14\", \"key\");";

    [Theory]
    [InlineData("Help\u200B the user", "U+200B ZERO WIDTH SPACE")]
    [InlineData("Help \u202Ethe user", "U+202E RIGHT-TO-LEFT OVERRIDE")]
    [InlineData("Help\u2060", "U+2060 WORD JOINER")]
    [InlineData("a\uFEFFb", "U+FEFF ZERO WIDTH NO-BREAK SPACE")]
    [InlineData("a\u200Cb", "U+200C ZERO WIDTH NON-JOINER")]
    [InlineData("a\u200Db", "U+200D ZERO WIDTH JOINER")]
    [InlineData("a\u2066b\u2069", "U+2066 LEFT-TO-RIGHT ISOLATE")]
    [InlineData("hello \u200Fworld", "U+200F RIGHT-TO-LEFT MARK")]
    [InlineData("\U000E0068\U000E0069", "2 tag characters that spell \"hi\"")]
    public async Task Hidden_character_in_a_string_Triggers(string text, string what)
    {
        Assert.Contains("holds " + what, (await Find(Ask(text)))[0]);
        Assert.NotEmpty(await Find($"class Texts {{ const string SystemPrompt = @\"{text}\"; }}"));
    }

    [Theory]
    [InlineData("plain text")]
    [InlineData("\U0001F468\u200D\U0001F469\u200D\U0001F467")]
    [InlineData("\u2764\uFE0F")]
    [InlineData("\u2764\uFE0F\u200D\U0001F525")]
    [InlineData("1\uFE0F\u20E3")]
    [InlineData("\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F")]
    [InlineData("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645")]
    [InlineData("\u0915\u094D\u200D\u0937")]
    [InlineData("\u05E9\u05DC\u05D5\u05DD\u200F!")]
    [InlineData("\u0E2A\u0E27\u0E31\u0E2A\u200B\u0E14\u0E35")]
    [InlineData("caf\u00E9 \u2013 \u201Cquoted\u201D \u00A0 soft\u00ADhyphen")]
    [InlineData("\\u200B\\u202E")]
    public async Task Characters_that_writing_needs_NotTriggers(string text) => Assert.Empty(await Find(Ask(text)));

    [Theory]
    [InlineData("class Label { const string Text = \"a\u200Bb\"; }")]
    [InlineData("// a\u200Bb\nvar c = new OpenAI.Chat.ChatClient(\"gpt-4.1-2025-04-14\", \"key\");")]
    public async Task Other_code_NotTriggers(string source) => Assert.Empty(await Find(source));

    [Fact]
    public async Task Without_an_AI_package_NotTriggers() => Assert.Empty(await Find("class T { const string Prompt = \"a\u200Bb\"; }", ReferenceAssemblies.Default));

    [Fact]
    public Task Place_is_the_character() => Test("class T { const string Prompt = \"a[|\u200B\u200B|]b\"; }").RunAsync();
}
