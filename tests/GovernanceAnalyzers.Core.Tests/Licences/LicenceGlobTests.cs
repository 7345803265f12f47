using GovernanceAnalyzers.Core.Licences;
using Xunit;

namespace GovernanceAnalyzers.Core.Tests.Licences;

public class LicenceGlobTests
{
    [Theory]
    [InlineData("MIT", "mit", true)]
    [InlineData("MIT", "MIT-0", false)]
    [InlineData("*", "", true)]
    [InlineData("*-NC-*", "CC-BY-NC-4.0", true)]
    [InlineData("*-nc-*", "CC-BY-NC-SA-4.0", true)]
    [InlineData("*-NC-*", "NCSA", false)]
    [InlineData("CC-BY-?.?", "CC-BY-4.0", true)]
    [InlineData("CC-BY-?.?", "CC-BY-NC-4.0", false)]
    [InlineData("CC-BY-*", "CC-BY-NC-4.0", true)]
    [InlineData("*4.0", "CC-BY-4.0", true)]
    [InlineData("*4.0*4.0", "CC-BY-4.0", false)]
    [InlineData("?", "", false)]
    [InlineData("", "", true)]
    [InlineData("", "MIT", false)]
    [InlineData("**a**", "bab", true)]
    [InlineData("i*", "İ", false)]
    public void Matches(string pattern, string text, bool expected) => Assert.Equal(expected, LicenceGlob.IsMatch(pattern, text));

    [Fact]
    public void Many_stars_do_not_explode() =>
        Assert.False(LicenceGlob.IsMatch(string.Concat(System.Linq.Enumerable.Repeat("a*", 200)) + "b", new string('a', 4096)));
}
