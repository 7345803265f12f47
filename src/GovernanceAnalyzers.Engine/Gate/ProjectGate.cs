using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Gate;

/// <summary>
/// Decides about one compilation. It judges the recorded facts by the same rules as the analyzer, so what code or configuration hides
/// from the compiler's output is still seen here; the compiler's own results only tell what was suppressed, and how.
/// </summary>
public static class ProjectGate
{
    /// <param name="project">Path of the project, relative to the governed folder: where findings without a better place go.</param>
    /// <param name="log">What the compiler logged; null when there is no readable log.</param>
    /// <param name="logProblem">Why there is none.</param>
    public static ProjectRun Run(
        string project,
        string targetFramework,
        GovernedTree tree,
        CompiledPolicy policy,
        IReadOnlyList<CompilerResult>? log,
        string logProblem)
    {
        var results = new List<Result>();
        var place = new SourcePlace(project);
        if (log is null)
        {
            Incomplete(logProblem);
            return new ProjectRun(project, targetFramework) { Results = results };
        }

        var facts = log
            .Select(r => CodeFact.FromProperties(r.RuleId, r.Properties, Place(r, tree)))
            .OfType<CodeFact>()
            .ToArray();
        var completed = log
            .Where(r => r.RuleId == FactIds.AnalysisCompleted)
            .Select(r => AnalysisCompleted.FromProperties(r.Properties))
            .LastOrDefault();
        if (log.FirstOrDefault(r => r.RuleId == "AD0001" && r.Message.Contains("Governance")) is { } failure)
        {
            Incomplete("an analyzer failed: " + FirstLine(failure.Message));
        }
        else if (completed is null)
        {
            Incomplete("the compiler's log holds no proof that the analyzers ran. Are they switched off (RunAnalyzers, RunAnalyzersDuringBuild)?");
        }
        else if (completed.PolicyDigest != policy.Digest)
        {
            Incomplete($"the analyzers ran under policy {Short(completed.PolicyDigest)}, and {Short(policy.Digest)} is in force. Rebuild the project");
        }
        else if (completed.ModelReferences != facts.OfType<ModelReferenceFact>().Count()
            || completed.InferenceCalls != facts.OfType<InferenceCallFact>().Count()
            || completed.DatasetLoads != facts.OfType<DatasetLoadFact>().Count())
        {
            Incomplete("the compiler's log does not hold all facts that the analyzers counted. Rebuild the project");
        }

        var reported = new HashSet<(string, SourcePlace)>();
        var suppressed = new Dictionary<(string, SourcePlace), CompilerResult>();
        foreach (var result in log)
        {
            var key = (result.RuleId, Place(result, tree));
            reported.Add(key);
            if (result.IsSuppressed)
            {
                suppressed[key] = result;
            }
        }

        foreach (var (_, _, finding) in facts.SelectMany(policy.Judge))
        {
            if (policy.WaiverFor(finding) is { } waiver)
            {
                results.Add(new Result(finding, ResultStatus.Waived, waiver.Id, waiver.Reason));
                continue;
            }

            var key = (finding.RuleId, finding.Place);
            var how = suppressed.TryGetValue(key, out var hidden) ? "in the source, by #pragma or [SuppressMessage]"
                : !reported.Contains(key) ? "in configuration, by NoWarn, .editorconfig or a global analyzer config"
                : null;
            if (how is null || completed is null)
            {
                results.Add(new Result(finding, ResultStatus.Open));
                continue;
            }

            var locked = policy.Rule(finding.RuleId).Locked;
            results.Add(locked
                ? new Result(finding, ResultStatus.Open)
                : new Result(finding, ResultStatus.Suppressed, how, hidden?.Justification ?? ""));
            Add(
                "GOV0008",
                $"{finding.RuleId} is suppressed here {how}, and no waiver covers it"
                + (locked ? "; the rule is locked, so it counts all the same" : "")
                + ". Use a waiver, which has an owner, a reason and an end",
                finding.Place,
                finding.RuleId + " " + finding.Subject,
                finding.Model);
        }

        return new ProjectRun(project, targetFramework)
        {
            Completed = completed,
            Facts = facts,
            Results = results.Distinct().OrderBy(r => r).ToArray(),
        };

        void Incomplete(string why) =>
            Add("GOV0009", $"Nothing can be said about the AI calls of this project: {why}", place, project, "");

        void Add(string rule, string message, SourcePlace where, string subject, string model)
        {
            var setting = policy.Rule(rule);
            if (setting.Severity == Severity.None)
            {
                return;
            }

            var finding = new Finding(rule, setting.Severity, $"{Sentence.End(message)} [{setting.Place}]", where, subject)
            {
                PolicyPlace = setting.Place,
                Model = model,
            };
            results.Add(policy.WaiverFor(finding) is { } waiver
                ? new Result(finding, ResultStatus.Waived, waiver.Id, waiver.Reason)
                : new Result(finding, ResultStatus.Open));
        }
    }

    private static SourcePlace Place(CompilerResult result, GovernedTree tree) =>
        new(result.Path.Length == 0 ? "" : tree.Relative(result.Path), result.Line, result.Column);

    private static string Short(string digest) => digest.Length > 19 ? digest.Substring(0, 19) : digest;

    private static string FirstLine(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        return end < 0 ? text : text.Substring(0, end);
    }
}
