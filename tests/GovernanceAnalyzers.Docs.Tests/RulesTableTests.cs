using System;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Rules;
using Xunit;

namespace GovernanceAnalyzers.Docs.Tests;

/// <summary>The README's table of rules is generated. UPDATE_DOCS=1 writes it.</summary>
public class RulesTableTests
{
    private const string Start = "<!-- rules -->\n";
    private const string End = "<!-- /rules -->";

    [Fact]
    public void The_table_in_the_readme_is_the_generated_one()
    {
        var readme = Repository.Text("README.md");
        var from = readme.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        var to = readme.IndexOf(End, StringComparison.Ordinal);
        var expected = Table();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, "README.md"), readme[..from] + expected + readme[to..]);
            return;
        }

        Assert.True(readme[from..to] == expected, $"Between the markers in README.md should stand (UPDATE_DOCS=1 writes it):\n{expected}");
    }

    private static string Table() =>
        "| id | name | |\n|---|---|---|\n"
        + string.Concat(RuleCatalogue.All.Select(r => $"| [{r.Id}](docs/rules/{r.Id}.md) | {r.Name} | {r.Title} |\n"));
}
