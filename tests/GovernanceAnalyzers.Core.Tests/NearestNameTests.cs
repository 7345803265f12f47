using GovernanceAnalyzers.Core.Text;
using Xunit;

namespace GovernanceAnalyzers.Core.Tests;

public class NearestNameTests
{
    [Theory]
    [InlineData("sevrity", "severity")]
    [InlineData("Severity", "severity")]
    [InlineData("FloatingModelRefrence", "FloatingModelReference")]
    [InlineData("zzzzzz", null)]
    public void Finds_the_name_that_was_meant(string typed, string? expected) =>
        Assert.Equal(expected, NearestName.Find(typed, ["severity", "locked", "FloatingModelReference"]));
}
