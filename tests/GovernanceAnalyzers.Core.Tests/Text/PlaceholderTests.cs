using GovernanceAnalyzers.Core.Text;
using Xunit;

namespace GovernanceAnalyzers.Core.Tests.Text;

public class PlaceholderTests
{
    [Theory]
    [InlineData("[More Information Needed]", true)]
    [InlineData("[more information needed].", true)]
    [InlineData("{{ model_id }} {{x}}", true)]
    [InlineData("TODO", true)]
    [InlineData("todo", true)]
    [InlineData("<TBD>", true)]
    [InlineData("TODO: ask legal", true)]
    [InlineData("???", true)]
    [InlineData("...", true)]
    [InlineData("", false)]
    [InlineData("Todo lists of users", false)]
    [InlineData("TODOs are tracked elsewhere", false)]
    [InlineData("English {{ more }}", false)]
    [InlineData("{{ never closed", false)]
    [InlineData("See [More Information Needed] below", false)]
    public void Tells_an_answer_from_a_template(string text, bool expected) => Assert.Equal(expected, Placeholder.IsOnly(text));
}
