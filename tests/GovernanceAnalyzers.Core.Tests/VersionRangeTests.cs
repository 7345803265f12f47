using GovernanceAnalyzers.Core.Sdks;
using Xunit;

namespace GovernanceAnalyzers.Core.Tests;

public class VersionRangeTests
{
    [Theory]
    [InlineData("", "anything", true)]
    [InlineData("2.8.0..2.15.0", "2.8.0", true)]
    [InlineData("2.8.0..2.15.0", "2.15.0", true)]
    [InlineData("2.8.0..2.15.0", "2.9", true)]
    [InlineData("2.8.0..2.15.0", "2.15.0.0", true)]
    [InlineData("2.8.0..2.15.0", "2.15.0+1a2b3c", true)]
    [InlineData("2.8.0..2.15.0", "2.15.1", false)]
    [InlineData("2.8.0..2.15.0", "2.7.9", false)]
    [InlineData("2.8.0..2.15.0", "2.8.0-beta.1", false)]
    [InlineData("2.8.0..2.15.0", "2.15.0-beta.1", true)]
    [InlineData("2.8.0..", "10.0.0", true)]
    [InlineData("..2.13.0", "2.2.0-beta.4", true)]
    [InlineData("..2.13.0", "2.15.0", false)]
    [InlineData("9.3.0-preview..", "9.3.0-preview.1.25114.11", true)]
    [InlineData("9.3.0-preview..", "9.3.0", true)]
    [InlineData("9.3.0-preview..", "9.1.0-preview.1.25064.3", false)]
    [InlineData("..1.0.0-beta.8", "1.0.0-beta.6", true)]
    [InlineData("..1.0.0-beta.8", "1.0.0-beta.10", false)]
    [InlineData("..1.0.0-beta.8", "1.0.0", false)]
    [InlineData("beta.1..beta.8", "1.0.0-beta.6", true)]
    [InlineData("beta.1..beta.8", "1.0.0-BETA.8", true)]
    [InlineData("beta.1..beta.8", "1.0.0-beta.10", false)]
    [InlineData("beta.1..beta.8", "1.0.0", false)]
    [InlineData("beta.9..", "1.0.0-beta.17", true)]
    [InlineData("2.8.0..2.15.0", "", false)]
    [InlineData("2.8.0..2.15.0", "two", false)]
    [InlineData("2.8.0..2.15.0", "2..8", false)]
    public void Contains(string range, string version, bool expected) => Assert.Equal(expected, VersionRange.Contains(range, version));

    [Theory]
    [InlineData("2.8.0")]
    [InlineData("..")]
    [InlineData("2.8.0...2.9.0")]
    [InlineData("2.x..3.0")]
    [InlineData("2.9.0..2.8.0")]
    [InlineData("beta.1..2.0.0")]
    [InlineData("beta.9..beta.8")]
    [InlineData("1.0.0-..2.0.0")]
    [InlineData(" 1.0.0..2.0.0")]
    public void A_range_that_says_nothing_is_refused(string range)
    {
        Assert.NotNull(VersionRange.Problem(range));
        Assert.Equal(range is "2.9.0..2.8.0" or "beta.9..beta.8", VersionRange.Problem(range)!.Contains("ends before"));
    }
}
