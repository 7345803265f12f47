using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;
using Record = GovernanceAnalyzers.Core.Text.Record;

namespace GovernanceAnalyzers.Engine.Gate;

/// <summary>
/// What the repository's files gave, as the check of a build leaves it for the gates of its projects: each of them merges the report, and
/// none of them reads the repository again.
/// </summary>
internal static class RepositoryFindings
{
    private const string Always = "always";
    private const string WithCode = "with-code";
    private const string WithoutCode = "without-code";

    public static void Write(string path, PolicyCompiler policy)
    {
        var without = RepositoryChecks.Run(policy);
        var with = RepositoryChecks.Run(policy, codeUsesAi: true);
        var lines = with.Select(f => (When: without.Contains(f) ? Always : WithCode, Finding: f))
            .Concat(without.Except(with).Select(f => (When: WithoutCode, Finding: f)))
            .OrderBy(l => l.Finding)
            .Select(l => Format(l.When, l.Finding));
        AtomicFile.WriteIfChanged(path, string.Join("\n", lines.Prepend(Question(policy))) + "\n");
    }

    /// <summary>Null where nothing is on record, or the answer to another question.</summary>
    public static IReadOnlyList<Finding>? Read(string path, PolicyCompiler policy, bool codeUsesAi)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[0] != Question(policy))
        {
            return null;
        }

        var records = lines.Skip(1).Select(Record.Parse).ToArray();
        return records.Any(r => r.Length != 14)
            ? null
            : records.Where(r => r[0] == Always || r[0] == (codeUsesAi ? WithCode : WithoutCode)).Select(Parse).ToArray();
    }

    private static string Question(PolicyCompiler policy) =>
        Record.Format("1", ToolVersion.Text, policy.Compiled.Digest, policy.Policy.Profile, policy.Today.ToString());

    private static string Format(string when, Finding f) => Record.Format(
        when,
        f.RuleId,
        f.Severity.ToWord(),
        f.Message,
        f.Place.Path,
        Number(f.Place.Line),
        Number(f.Place.Column),
        Number(f.Place.EndLine) + ":" + Number(f.Place.EndColumn),
        f.Subject,
        f.PolicyPlace,
        f.Model,
        f.Symbol,
        f.Dataset,
        f.Requirement);

    private static Finding Parse(string[] r)
    {
        var end = r[7].Split(':');
        return new Finding(
            r[1],
            SeverityText.TryParse(r[2], out var severity) ? severity : Severity.Error,
            r[3],
            new SourcePlace(r[4], Number(r[5]), Number(r[6])) { EndLine = Number(end[0]), EndColumn = Number(end[end.Length - 1]) },
            r[8])
        {
            PolicyPlace = r[9],
            Model = r[10],
            Symbol = r[11],
            Dataset = r[12],
            Requirement = r[13],
        };
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
