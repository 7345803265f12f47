using System.Collections.Generic;
using System.IO;
using System.Text;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests;

public class YamlReaderTests
{
    [Theory]
    [InlineData("a: 1\na: 2\n", 2, 1, "'a' is already set in line 1")]
    [InlineData("a: &x 1\nb: *x\n", 1, 4, "anchors")]
    [InlineData("a: !!int 1\n", 1, 4, "tags")]
    [InlineData("a: 1\n---\nb: 2\n", 2, 1, "second YAML document")]
    [InlineData("a:\n\t- x\n", 2, 1, "tab indents")]
    [InlineData("x: 1\na:\n  b: 1\n\tc: 2\n", 4, 1, "tab indents")]
    [InlineData("a: [1\n", 2, 1, "not valid YAML")]
    [InlineData("a: [1", 1, 6, "not valid YAML")]
    [InlineData("a: 1\n<<<<<<< HEAD\nb: 2\n", 2, 1, "merge conflict")]
    [InlineData("? {a: 1}\n: 2\n", 1, 3, "A key must be a single value")]
    [InlineData("a: 1\r\n# fine \u2028b: 2\n", 2, 8, "U+2028")]
    [InlineData("a: 1\rb: \u0085\n", 2, 4, "U+0085")]
    [InlineData("a: \"x\u202Ey\"\n", 1, 6, "direction of text (U+202E)")]
    [InlineData("a: 1\n\0b: 2\n", 2, 1, "NUL")]
    [InlineData("a: 1\n\uFEFFb: 2\n", 2, 1, "byte order mark")]
    [InlineData("a: 1\nb: \"\\UFFFFFFFF\"\n", 2, 2, "not valid YAML")]
    public void Refuses_with_a_place(string yaml, int line, int column, string part)
    {
        var problems = new List<FileProblem>();
        YamlReader.ReadText(yaml, "governance.yml", problems);

        var problem = Assert.Single(problems);
        Assert.Equal((line, column), (problem.Place.Line, problem.Place.Column));
        Assert.Contains(part, problem.Message);
    }

    [Fact]
    public void Names_the_place_of_the_first_byte_that_is_not_utf8()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, [.. Encoding.UTF8.GetBytes("name: é\nowner: "), 0xE9, (byte)'\n']);
            var problems = new List<FileProblem>();
            Assert.Null(YamlReader.ReadFile(file, "governance.yml", problems));

            var problem = Assert.Single(problems);
            Assert.Equal((2, 8), (problem.Place.Line, problem.Place.Column));
            Assert.Contains("not UTF-8", problem.Message);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Nesting_is_bounded()
    {
        var problems = new List<FileProblem>();
        YamlReader.ReadText(new string('[', 5000), "governance.yml", problems);

        Assert.Contains("Nested deeper", Assert.Single(problems).Message);
    }

    [Fact]
    public void Words_never_change_type()
    {
        var root = (YamlMapping)YamlReader.ReadText("a: no\nb: 1.10\nc: 2027-01-01\n", "x.yml", [])!;

        Assert.Equal(("no", "1.10", "2027-01-01"), (root.Text("a"), root.Text("b"), root.Text("c")));
    }
}
