using GovernanceAnalyzers.Core.Text;
using Xunit;

namespace GovernanceAnalyzers.Core.Tests;

public class GlobTests
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
    [InlineData("a*b", "a\0b", true)]
    public void Names_match_whatever_their_case(string pattern, string text, bool expected) => Assert.Equal(expected, Glob.IsNameMatch(pattern, text, ignoreCase: true));

    [Fact]
    public void Many_stars_do_not_explode() =>
        Assert.False(Glob.IsNameMatch(string.Concat(System.Linq.Enumerable.Repeat("a*", 200)) + "b", new string('a', 4096)));

    [Theory]
    [InlineData("governance/models/**/*.md", "governance/models/a.md", true)]
    [InlineData("governance/models/**/*.md", "governance/models/x/y/a.md", true)]
    [InlineData("governance/models/*.md", "governance/models/x/a.md", false)]
    [InlineData("src/**", "src/a/b.cs", true)]
    [InlineData("src/", "src/a/b.cs", true)]
    [InlineData("src/", "srcs/a.cs", false)]
    [InlineData("**/Program.cs", "Program.cs", true)]
    [InlineData("**/Program.cs", "a/b/Program.cs", true)]
    [InlineData("**/Program.cs", "a/MyProgram.cs", false)]
    [InlineData("./a/*.csv", "a\\b.csv", true)]
    [InlineData("a/?.csv", "a/b.csv", true)]
    [InlineData("a?b", "a/b", false)]
    [InlineData("*", "a/b", false)]
    [InlineData("**", "a/b", true)]
    [InlineData("A/b", "a/b", false)]
    public void Paths_match_segment_by_segment(string pattern, string path, bool expected) =>
        Assert.Equal(expected, Glob.IsPathMatch(pattern, path));
}
