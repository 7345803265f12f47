using GovernanceAnalyzers.Core.Text;
using Xunit;

namespace GovernanceAnalyzers.Core.Tests.Text;

public class SentenceTests
{
    [Theory]
    [InlineData("Delete it", "Delete it.")]
    [InlineData("Delete it.", "Delete it.")]
    [InlineData("Did you mean 'CC-BY-4.0'?", "Did you mean 'CC-BY-4.0'?")]
    [InlineData("", ".")]
    public void Ends_in_one_mark(string text, string expected) => Assert.Equal(expected, Sentence.End(text));
}
