using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>All that is known about a governed tree at one evaluation date. Everything is sorted; nothing depends on who wrote first.</summary>
public sealed record Report(string PolicyName, string PolicyFile, string PolicyDigest, Severity FailOn, CalendarDate EvaluationDate)
{
    /// <summary>Digest of the policy file; empty when the built-in baseline applies.</summary>
    public string PolicySha256 { get; init; } = "";

    /// <summary>The profile of the policy, or empty.</summary>
    public string Profile { get; init; } = "";

    /// <summary>The layers that the policy stands on.</summary>
    public IReadOnlyList<PolicyLayer> Layers { get; init; } = [];

    public IReadOnlyList<ProjectRun> Projects { get; init; } = [];

    public IReadOnlyList<Result> Results { get; init; } = [];

    /// <summary>Every project that was looked at could be analysed to the end, and there is one.</summary>
    public bool CodeIsKnown => IsCodeKnown(Projects);

    /// <summary>The compiler saw a model named or called.</summary>
    public bool UsesAi => DoesUseAi(Projects);

    internal static bool DoesUseAi(IEnumerable<ProjectRun> runs) => runs.Any(r => r.Facts.Any(f => f is ModelReferenceFact or InferenceCallFact));

    internal static bool IsCodeKnown(IReadOnlyCollection<ProjectRun> runs) => runs.Count > 0 && runs.All(r => r.Completed is not null);

    public IEnumerable<Result> Failing => Results.Where(r => r.Status == ResultStatus.Open && r.Finding.Severity >= FailOn);

    public int Count(Severity severity) => Results.Count(r => r.Status == ResultStatus.Open && r.Finding.Severity == severity);

    public int Count(ResultStatus status) => Results.Count(r => r.Status == status);

    /// <summary>One line for a terminal.</summary>
    public string Summary
    {
        get
        {
            var parts = new[]
            {
                Part(Count(Severity.Error), "error"),
                Part(Count(Severity.Warning), "warning"),
                Part(Count(Severity.Suggestion), "suggestion"),
                Count(ResultStatus.Waived) is > 0 and var waived ? $"{waived} waived" : "",
                Count(ResultStatus.Suppressed) is > 0 and var suppressed ? $"{suppressed} suppressed" : "",
                Count(ResultStatus.Baselined) is > 0 and var baselined ? $"{baselined} in the baseline" : "",
            };
            var counted = string.Join(", ", parts.Where(p => p.Length > 0));
            return $"{(counted.Length == 0 ? "no findings" : counted)} under "
                + (PolicyFile.Length == 0 ? "the built-in baseline (there is no governance.yml)" : $"policy {PolicyName} ({PolicyFile})")
                + $", evaluated on {EvaluationDate}";

            static string Part(int count, string word) => count == 0 ? "" : count == 1 ? "1 " + word : $"{count} {word}s";
        }
    }

    /// <summary>The results of several runs; what two target frameworks both show counts once.</summary>
    public static IReadOnlyList<Result> Merge(IEnumerable<Result> results) =>
        results.GroupBy(r => r.Key, StringComparer.Ordinal).Select(g => g.Min()!).OrderBy(r => r).ToArray();
}
