using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Benchmarks;
using Xunit;

namespace GovernanceAnalyzers.Docs.Tests;

/// <summary>The page of figures and the benchmarks that write it. The benchmarks themselves take too long to be run by tests; they are built with the solution.</summary>
public partial class PerformancePageTests
{
    private const string Page = "docs/performance.md";

    private static string[] Names => [.. Directory.GetFiles(Path.Combine(Repository.Root, "benchmarks"), "*.csproj", SearchOption.AllDirectories)
        .Select(p => Path.GetFileNameWithoutExtension(p))
        .Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_benchmark_has_a_section_with_a_date_and_a_table()
    {
        var sections = Sections().Matches(Repository.Text(Page)).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["text"].Value);

        Assert.Equal(Names.Select(Kebab).Order(StringComparer.Ordinal), sections.Keys.Order(StringComparer.Ordinal));
        Assert.All(sections, s => Assert.Matches("\nMeasured on 20[0-9]{2}-[0-9]{2}-[0-9]{2} with `--[a-z0-9 -]+`: [0-9]+ cores .+\\.\n", s.Value));
        Assert.All(sections, s => Assert.Contains("\n|---|", s.Value));
    }

    [Fact]
    public void Every_benchmark_has_its_command_and_the_script_runs_all()
    {
        string[] all = ["eng/benchmarks.sh"];

        Assert.Equal(all.Concat(Names.Select(n => $"dotnet run -c Release --project benchmarks/{n} -- --page {Page}")).Order(StringComparer.Ordinal), Commands(Page).Order(StringComparer.Ordinal));
        Assert.Equal(all, Commands("benchmarks/README.md"));
        Assert.True(File.Exists(Path.Combine(Repository.Root, all[0])));
    }

    [Fact]
    public void The_list_of_benchmarks_is_complete() =>
        Assert.Equal(Names, Row().Matches(Repository.Text("benchmarks/README.md")).Select(m => m.Groups["name"].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Each_benchmark_writes_the_section_that_the_page_has_for_it() =>
        Assert.All(Names, n => Assert.Contains($"new Section(\"{Kebab(n)}\", ", File.ReadAllText(Path.Combine(Repository.Root, "benchmarks", n, "Program.cs"))));

    [Fact]
    public void A_benchmark_replaces_its_own_section_only()
    {
        using var folder = new TemporaryFolder();
        folder.Write("page.md", "# Page\n<!-- begin a -->\nold\n<!-- end a -->\ntext\n<!-- begin ab -->\nother\n<!-- end ab -->\n");
        var path = Path.Combine(folder.Path, "page.md");
        var section = new Section("a", new Arguments(["--page", path, "--rounds", "2"], new Number("rounds", 7, 1), new Number("files", 100, 1)));
        section.Table("x", "y");
        section.Row("1", "2");
        section.Save();

        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.StartsWith("# Page\n<!-- begin a -->\n\nMeasured on 20", text);
        Assert.Contains("with `--rounds 2 --files 100`: ", text);
        Assert.EndsWith("\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n<!-- end a -->\ntext\n<!-- begin ab -->\nother\n<!-- end ab -->\n", text);
        Assert.DoesNotContain("old", text);
    }

    [Fact]
    public void A_page_without_the_section_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("page.md", "<!-- begin b -->\n<!-- end b -->\n");
        var path = Path.Combine(folder.Path, "page.md");

        Assert.Throws<InvalidOperationException>(new Section("a", new Arguments(["--page", path])).Save);
        Assert.Equal("<!-- begin b -->\n<!-- end b -->\n", File.ReadAllText(path));
    }

    [Theory]
    [InlineData(new[] { 1.00, 1.01, 1.02 }, "1.04: holds")]
    [InlineData(new[] { 1.04, 1.04, 1.04 }, "1.04: holds")]
    [InlineData(new[] { 1.05, 1.06, 1.07 }, "1.04: does not hold")]
    [InlineData(new[] { 1.00, 1.01, 1.07 }, "1.04: within the noise, median holds")]
    [InlineData(new[] { 1.00, 1.06, 1.07 }, "1.04: within the noise, median does not hold")]
    [InlineData(new[] { 0.90, 0.90 }, "1.04: too few rounds to say")]
    public void A_budget_holds_where_all_rounds_keep_it(double[] ratios, string verdict) => Assert.Equal(verdict, Statistics.Verdict(ratios, 1.04));

    private static string[] Commands(string page) =>
        [.. FencedBlock.In(page).Where(b => b.Language == "sh").SelectMany(b => b.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    private static string Kebab(string name) => Hump().Replace(name, "-").ToLowerInvariant();

    [GeneratedRegex("<!-- begin (?<name>[a-z-]+) -->(?<text>.*?)<!-- end \\k<name> -->", RegexOptions.Singleline)]
    private static partial Regex Sections();

    [GeneratedRegex("^\\| (?<name>[A-Z]\\w+) \\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Hump();
}
