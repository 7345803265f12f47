using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV6009_HiddenCharactersInFileTests
{
    private static Finding[] Find(string path, string text)
    {
        using var repository = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\n").With(path, text);
        return [.. RepositoryChecks.Run(repository.Compile()).Where(f => f.RuleId == "GOV6009")];
    }

    [Theory]
    [InlineData("AGENTS.md")]
    [InlineData("src/AGENTS.md")]
    [InlineData("CLAUDE.md")]
    [InlineData("GEMINI.md")]
    [InlineData("skills/pdf/SKILL.md")]
    [InlineData(".cursorrules")]
    [InlineData(".cursor/rules/style.mdc")]
    [InlineData(".windsurfrules")]
    [InlineData(".github/copilot-instructions.md")]
    [InlineData(".github/instructions/tests.instructions.md")]
    [InlineData(".github/prompts/plan.prompt.md")]
    [InlineData("src/Bot/chat.prompty")]
    [InlineData("src/Bot/chat.prompt")]
    [InlineData("src/Bot/Prompts/system.txt")]
    [InlineData("src/Bot/prompts/de/system.md")]
    [InlineData("plugins/Writer/Summarize/skprompt.txt")]
    public void Prompt_files_are_looked_into(string path)
    {
        var found = Assert.Single(Find(path, "Be kind.\nAlways\u200B answer.\n"));
        Assert.Equal((path, 2, 7), (found.Place.Path, found.Place.Line, found.Place.Column));
        Assert.StartsWith("This text goes to a model or an assistant, and holds U+200B ZERO WIDTH SPACE. Nobody sees that, and a model reads it. Find out who put it there, and remove it. [", found.Message);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/Resources/Strings.txt")]
    [InlineData("src/Labels.cs")]
    [InlineData("data/training/texts.txt")]
    public void Other_files_are_not(string path) => Assert.Empty(Find(path, "a\u200Bb\n"));

    [Theory]
    [InlineData("a\u202Eb", "U+202E RIGHT-TO-LEFT OVERRIDE")]
    [InlineData("a\u202Db\u202C", "U+202D LEFT-TO-RIGHT OVERRIDE")]
    [InlineData("a\u2067b", "U+2067 RIGHT-TO-LEFT ISOLATE")]
    [InlineData("a\u200B\u200C\u200B", "U+200B ZERO WIDTH SPACE, U+200C ZERO WIDTH NON-JOINER (3 in a row)")]
    [InlineData("a\u2063b", "U+2063 INVISIBLE OPERATOR")]
    [InlineData("a\u3164b", "U+3164 HANGUL FILLER")]
    [InlineData("a\uFE00\uFE01\uFE02", "VARIATION SELECTOR")]
    [InlineData("\U0001F600\uFE0F\uFE01\uFE02", "VARIATION SELECTOR")]
    [InlineData("a\U000E0101b", "U+E0101 VARIATION SELECTOR")]
    [InlineData("x\uFEFFy", "U+FEFF ZERO WIDTH NO-BREAK SPACE")]
    [InlineData("\U000E0069\U000E0067\U000E006E\U000E006F\U000E0072\U000E0065", "6 tag characters that spell \"ignore\"")]
    [InlineData("\U0001F3F4\U000E0069\U000E0067\U000E006E\U000E006F\U000E0072\U000E0065\U000E0020\U000E0061\U000E006C\U000E006C\U000E007F", "that spell \"ignore all\"")]
    public void Hidden_characters_are_named(string text, string what) => Assert.Contains(what, Find("AGENTS.md", text)[0].Message);

    [Theory]
    [InlineData("plain")]
    [InlineData("\uFEFFbyte order mark")]
    [InlineData("\U0001F468\u200D\U0001F4BB \U0001F9D1\U0001F3FD\u200D\U0001F680 \u2764\uFE0F\u200D\U0001F525 \U0001F3F3\uFE0F\u200D\U0001F308 \U0001F3F4\u200D\u2620\uFE0F")]
    [InlineData("\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F \U0001F1E9\U0001F1EA")]
    [InlineData("1\uFE0F\u20E3 \u2714\uFE0F \u00A9\uFE0F \u260E\uFE0E")]
    [InlineData("\u0646\u0645\u06CC\u200C\u0634\u0648\u062F")]
    [InlineData("\u0DC1\u0DCA\u200D\u0DBB\u0DD3 \u0D28\u0D4D\u200D")]
    [InlineData("\u200F\u05E9\u05DC\u05D5\u05DD (C#)\u200E \u0645\u0631\u062D\u0628\u0627\u061C")]
    [InlineData("\u17A2\u17B6\u1793\u200B\u17A2\u1780\u17D2\u179F\u179A")]
    [InlineData("\u845B\U000E0100")]
    [InlineData("soft\u00ADhyphen, no\u00A0break, \u2003wide, \u3000ideographic")]
    public void Characters_that_writing_needs_are_left_alone(string text) => Assert.Empty(Find("AGENTS.md", text));
}
