using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Rules;

namespace Benchmarks;

/// <summary>Code in which one rule finds one thing per site, and what it takes to be found.</summary>
/// <param name="Site">The text of one file; <c>%%</c> stands for its number.</param>
internal sealed record RuleSample(string Site)
{
    /// <summary>Further keys of governance.yml.</summary>
    public string Policy { get; init; } = "";

    /// <summary>Further files of the repository, by path.</summary>
    public IReadOnlyDictionary<string, string> Repository { get; init; } = new Dictionary<string, string>();

    /// <summary>One more line per site in the entry point of the program; without it the code is a library.</summary>
    public string EntryPoint { get; init; } = "";

    /// <summary>A policy in which only this rule about code is on; null: none is.</summary>
    public string PolicyText(string? rule) => "schemaVersion: 1\nname: cost\nowner: cost@example.com\n" + Policy + "rules:\n"
        + string.Concat(RuleCatalogue.CodeRules.Select(r => $"  {r.Info.Id}: {(r.Info.Id == rule ? "warning" : "none")}\n"));

    /// <summary>Path and text of one file per site, and what they need besides.</summary>
    public IEnumerable<(string Path, string Text)> Files(int sites)
    {
        const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;\n";
        yield return ("Usings.cs", Usings);
        for (var i = 0; i < sites; i++)
        {
            yield return ($"Site{i}.cs", Site.Replace("%%", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        if (EntryPoint.Length > 0)
        {
            yield return ("Program.cs", string.Concat(Enumerable.Range(0, sites).Select(i => EntryPoint.Replace("%%", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal) + "\n")));
        }
    }
}
