using System;
using System.Linq;
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

    /// <summary>The documented meaning, tried out in every way: slow, and plain enough to be believed.</summary>
    [Fact]
    public void Any_pattern_means_what_its_parts_mean()
    {
        var random = new Random(1);
        var matches = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var pattern = Text(random, "aab./***?", 8);
            var path = Text(random, "aab./", 8);
            // These have meanings of their own, tested above.
            if (pattern.StartsWith("./", StringComparison.Ordinal) || path.StartsWith("./", StringComparison.Ordinal) || pattern.EndsWith('/'))
            {
                continue;
            }

            var expected = Means(pattern, path);
            matches += expected ? 1 : 0;
            Assert.True(expected == Glob.IsPathMatch(pattern, path), $"{pattern} and {path}: {expected}");
        }

        Assert.True(matches > 5000);
    }

    private static string Text(Random random, string letters, int longest) =>
        string.Concat(Enumerable.Range(0, random.Next(longest + 1)).Select(_ => letters[random.Next(letters.Length)]));

    private static bool Means(string pattern, string path)
    {
        if (pattern.Length == 0)
        {
            return path.Length == 0;
        }

        if (pattern.StartsWith("**/", StringComparison.Ordinal))
        {
            return Means(pattern[3..], path) || Enumerable.Range(0, path.Length).Any(i => path[i] == '/' && Means(pattern[3..], path[(i + 1)..]));
        }

        if (pattern.StartsWith("**", StringComparison.Ordinal))
        {
            return Enumerable.Range(0, path.Length + 1).Any(i => Means(pattern[2..], path[i..]));
        }

        return pattern[0] switch
        {
            '*' => Enumerable.Range(0, path.Length + 1).TakeWhile(i => i == 0 || path[i - 1] != '/').Any(i => Means(pattern[1..], path[i..])),
            '?' => path.Length > 0 && path[0] != '/' && Means(pattern[1..], path[1..]),
            var c => path.Length > 0 && path[0] == c && Means(pattern[1..], path[1..]),
        };
    }
}
