using System;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using Xunit;

namespace GovernanceAnalyzers.Core.Tests;

public class AsciiWordTests
{
    [Theory]
    [InlineData("key", "ApiKey", true)]
    [InlineData("key", "KEY", true)]
    [InlineData("key", "k", false)]
    [InlineData("key", "kkkeykk", true)]
    [InlineData("key", "monkeY", true)]
    [InlineData("key", "ke", false)]
    [InlineData("key", "", false)]
    [InlineData("Endpoint=", "a;endPOINT=b", true)]
    [InlineData("Endpoint=", "endpoint", false)]
    [InlineData("token", "to\u212Aen", false)]
    [InlineData("a", "{A[", true)]
    [InlineData("{", "[", false)]
    public void A_word_is_found_whatever_its_case(string word, string text, bool isIn) => Assert.Equal(isIn, new AsciiWord(word).IsIn(text));

    [Fact]
    public void It_finds_what_a_comparison_of_characters_finds()
    {
        var random = new Random(7);
        string[] words = ["key", "token", "secret", "ss", "endpoint=", "xyz"];
        for (var i = 0; i < 5000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 30)).Select(_ => "kKeEyYtToOnNsScCrRxXzZ=pPdDiI-"[random.Next(30)]));
            foreach (var word in words)
            {
                Assert.Equal(text.Contains(word, StringComparison.OrdinalIgnoreCase), new AsciiWord(word).IsIn(text));
            }
        }
    }

    [Fact]
    public void A_word_of_other_letters_is_refused() => Assert.Throws<ArgumentException>(() => new AsciiWord("clé"));
}
