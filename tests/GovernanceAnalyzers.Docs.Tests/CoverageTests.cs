using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Docs.Tests;

/// <summary>The tables of docs/coverage.md are generated, so that they cannot promise what the catalogue does not hold. UPDATE_DOCS=1 writes them.</summary>
public class CoverageTests
{
    private const string Page = "docs/coverage.md";

    public static TheoryData<string> Tables => ["sdks", "rules"];

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_is_the_generated_one(string name)
    {
        var (start, end) = ($"<!-- {name} -->\n", $"<!-- /{name} -->");
        var page = Repository.Text(Page);
        var from = page.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var to = page.IndexOf(end, StringComparison.Ordinal);
        var expected = name == "sdks" ? Sdks() : Rules();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, Page), page[..from] + expected + page[to..]);
            return;
        }

        Assert.True(page[from..to] == expected, $"Between the markers of {name} in {Page} should stand (UPDATE_DOCS=1 writes it):\n{expected}");
    }

    private static string Sdks() =>
        "| SDK | packages | names checked against | calls | model places | constants | logging | data | instructions | settings |\n"
        + "|---|---|---|---:|---:|---:|---:|---:|---:|---:|\n"
        + string.Concat(ShippedSdks.Files.Zip(ShippedSdks.Load(), Row).Order(StringComparer.OrdinalIgnoreCase));

    private static string Row(string file, SdkEntry sdk)
    {
        var root = (YamlMapping)YamlReader.ReadText(ShippedFiles.Text(file), file, [])!;
        int[] counts =
        [
            sdk.Inference.Sum(i => i.Methods.Count), sdk.Models.Count, sdk.Constants.Sum(c => c.Values.Count), sdk.Logging.Count, sdk.Datasets.Count,
            sdk.Instructions.Count, sdk.Settings.Count,
        ];
        return $"| [{root.Text("name")}](../{file}) | {string.Join(", ", root.Texts("packages"))} | {Checked(root.Texts("verified"))} | "
            + string.Join(" | ", counts.Select(c => c == 0 ? "–" : c.ToString(System.Globalization.CultureInfo.InvariantCulture))) + " |\n";
    }

    /// <summary>"assembly A 1.0" and "stand-in B 1.0", grouped: most SDKs have one version in many assemblies.</summary>
    private static string Checked(IEnumerable<string> verified) => string.Join("; ", verified
        .Select(v => v.Split(' '))
        .GroupBy(v => (Kind: v[0] == "assembly" ? "assembly" : "declarations", Version: v[2] == "0.0.0-main" ? "of the main branch" : v[2]))
        .Select(g => $"{g.Key.Kind} {g.Key.Version}"));

    private static string Rules() =>
        "| rule | decided from | not seen |\n|---|---|---|\n"
        + string.Concat(RuleCatalogue.All.Select(r =>
            $"| {r.Id} {r.Name} | {From(r.Scope)} | [{r.Id}](rules/{r.Id}.md#what-it-cannot-see) |\n"));

    private static string From(RuleScope scope) => scope switch
    {
        RuleScope.Code => "code, while typing and in the build",
        RuleScope.Repository => "files of the repository",
        _ => "code and files together, after compilation",
    };
}
