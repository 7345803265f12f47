using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Gate;

/// <summary>
/// Decides about one compilation. It judges the recorded facts by the same rules as the analyzer, so what code or configuration hides
/// from the compiler's output is still seen here; the compiler's own results only tell what was suppressed, and how.
/// </summary>
public static class ProjectGate
{
    private const string ShippedSdks = "policies/sdks/";
    private const int NamesShown = 5;

    /// <param name="project">Path of the project, relative to the governed folder: where findings without a better place go.</param>
    /// <param name="log">What the compiler logged; null when there is no readable log.</param>
    /// <param name="logProblem">Why there is none.</param>
    /// <param name="baseline">Known findings.</param>
    public static ProjectRun Run(
        string project,
        string targetFramework,
        GovernedTree tree,
        CompiledPolicy policy,
        IReadOnlyList<CompilerResult>? log,
        string logProblem,
        Baseline? baseline = null)
    {
        var run = new ProjectRun(project, targetFramework) { Incomplete = logProblem };
        if (log is null)
        {
            return Judge(run, policy, baseline);
        }

        var listing = new Lazy<RepositoryListing>(() => RepositoryListing.Of(tree, new InputFiles()));
        var all = log
            .Select(r => CodeFact.FromProperties(r.RuleId, r.Properties, Place(r, tree)))
            .OfType<CodeFact>()
            .Where(f => !IsIgnored(f, listing))
            .ToArray();
        var facts = all.Where(f => f is not SuppressionFact).ToArray();
        var completed = log
            .Where(r => r.RuleId == FactIds.AnalysisCompleted)
            .Select(r => AnalysisCompleted.FromProperties(r.Properties))
            .LastOrDefault();
        run = run with { Completed = completed, Facts = facts, Incomplete = WhyIncomplete(log, facts, completed, policy) };
        return Judge(
            completed is null ? run : run with { Suppressions = Suppressions(log, facts, all.OfType<SuppressionFact>(), project, tree, policy) },
            policy,
            baseline);
    }

    /// <summary>A key in a configuration file that git ignores stays on one machine: that is what such files are for.</summary>
    private static bool IsIgnored(CodeFact fact, Lazy<RepositoryListing> listing) =>
        fact is HardCodedCredentialFact && fact.Place.Path.Length > 0 && !fact.Place.Path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)
        && !fact.Place.Path.StartsWith("../", StringComparison.Ordinal) && !Path.IsPathRooted(fact.Place.Path) && listing.Value.IsIgnored(fact.Place.Path);

    /// <summary>
    /// What a policy makes of what a compilation showed. Also used on recorded runs, so that a report speaks of the policy and date it is
    /// made for, whenever the code was compiled.
    /// </summary>
    public static ProjectRun Judge(ProjectRun run, CompiledPolicy policy, Baseline? baseline = null) =>
        run with { Results = (baseline ?? Baseline.Empty).Apply(Results([run], policy)) };

    /// <summary>What a policy makes of several compilations together, before the baseline. A suppression that hides findings of several projects is one.</summary>
    public static IReadOnlyList<Result> Results(IEnumerable<ProjectRun> runs, CompiledPolicy policy)
    {
        var results = new List<Result>();
        var hidden = new List<(Finding Finding, Suppression By)>();
        foreach (var run in runs)
        {
            Add(run, policy, results, hidden);
        }

        results.AddRange(SuppressionFindings.Of(hidden, policy).Select(f => Decide(f, policy)));
        return results.Distinct().OrderBy(r => r).ToArray();
    }

    private static void Add(ProjectRun run, CompiledPolicy policy, List<Result> results, List<(Finding Finding, Suppression By)> hidden)
    {
        if (run.Incomplete.Length > 0)
        {
            Add("GOV0009", $"Nothing can be said about the AI calls of this project: {run.Incomplete}", new SourcePlace(run.Project), run.Project);
        }

        foreach (var gaps in run.Facts.OfType<CatalogueGapFact>().GroupBy(g => (g.Source, g.Assembly, g.Version)))
        {
            var isSecurity = gaps.All(g => g.Sdk == "security");
            var isShipped = !isSecurity && gaps.Key.Source.StartsWith(ShippedSdks, StringComparison.Ordinal);
            var names = gaps.Select(g => g.Name).OrderBy(n => n, StringComparer.Ordinal).ToArray();
            Add(
                "GOV0010",
                $"{gaps.Key.Assembly} {gaps.Key.Version} has no {string.Join(", ", names.Take(NamesShown))}"
                + (names.Length > NamesShown ? $" and {names.Length - NamesShown} more" : "")
                + $", which {(isShipped ? $"the catalogue ({gaps.Key.Source}) names" : "this entry names")}. "
                + (isSecurity ? "The flow rules do not know it. " : "Calls that go through it are not seen. ")
                + (isShipped
                    ? "Describe what the package has now in the policy, under sdks; or use a version that the catalogue knows"
                    : "Correct the name, or give the versions that have it"),
                isShipped ? new SourcePlace(run.Project) : SourcePlace.Parse(gaps.Key.Source),
                gaps.Key.Assembly + " " + names[0]);
        }

        if (policy.Register.State == RegisterState.Missing && run.Facts.Any(f => f is ModelReferenceFact { Kind: not ModelReferenceFact.DatasetKind }))
        {
            // The same in every project, so that a build of several says it once.
            var path = policy.Register.Path;
            Add("GOV1006", GOV1006_ModelNotInRegister.NoRegister(path), new SourcePlace(path), path);
        }

        var suppressions = run.Suppressions.ToLookup(s => (s.RuleId, s.Place));
        foreach (var (_, _, finding) in run.Facts.SelectMany(policy.Judge))
        {
            if (policy.WaiverFor(finding) is { } waiver)
            {
                results.Add(new Result(finding, ResultStatus.Waived, waiver.Id, waiver.Reason));
                continue;
            }

            if (suppressions[(finding.RuleId, finding.Place)].FirstOrDefault() is not { } suppression)
            {
                results.Add(new Result(finding, ResultStatus.Open));
                continue;
            }

            results.Add(policy.Rule(finding.RuleId).Locked
                ? new Result(finding, ResultStatus.Open)
                : new Result(
                    finding,
                    ResultStatus.Suppressed,
                    suppression.How + (suppression.Site.Path.Length == 0 ? "" : $", {suppression.Site}"),
                    suppression.Justification));
            hidden.Add((finding, suppression));
        }

        void Add(string rule, string message, SourcePlace where, string subject)
        {
            var setting = policy.Rule(rule);
            if (setting.Severity != Severity.None)
            {
                results.Add(Decide(
                    new Finding(rule, setting.Severity, $"{Sentence.End(message)} [{setting.Cited}]", where, subject) { PolicyPlace = setting.Place },
                    policy));
            }
        }
    }

    private static Result Decide(Finding finding, CompiledPolicy policy) => policy.WaiverFor(finding) is { } waiver
        ? new Result(finding, ResultStatus.Waived, waiver.Id, waiver.Reason)
        : new Result(finding, ResultStatus.Open);

    private static string WhyIncomplete(
        IReadOnlyList<CompilerResult> log, IReadOnlyCollection<CodeFact> facts, AnalysisCompleted? completed, CompiledPolicy policy)
    {
        if (log.FirstOrDefault(r => r.RuleId == "AD0001" && r.Message.Contains("Governance")) is { } failure)
        {
            return "an analyzer failed: " + FirstLine(failure.Message);
        }

        if (completed is null)
        {
            return "the compiler's log holds no proof that the analyzers ran. Are they switched off (RunAnalyzers, RunAnalyzersDuringBuild)?";
        }

        if (completed.PolicyDigest != policy.Digest)
        {
            return $"the analyzers ran under policy {Short(completed.PolicyDigest)}, and {Short(policy.Digest)} is in force. Rebuild the project";
        }

        return completed.ModelReferences == facts.OfType<ModelReferenceFact>().Count()
            && completed.InferenceCalls == facts.OfType<InferenceCallFact>().Count()
            && completed.DatasetLoads == facts.OfType<DatasetLoadFact>().Count()
                ? ""
                : "the compiler's log does not hold all facts that the analyzers counted. Rebuild the project";
    }

    /// <summary>Findings that the compiler should have shown and did not, or marked as suppressed.</summary>
    private static IReadOnlyList<Suppression> Suppressions(
        IReadOnlyList<CompilerResult> log,
        IReadOnlyCollection<CodeFact> facts,
        IEnumerable<SuppressionFact> sites,
        string project,
        GovernedTree tree,
        CompiledPolicy policy)
    {
        var inSource = sites.ToLookup(s => (s.Rule, s.Place));
        var configuration = new ConfigurationSites(tree, project);
        var reported = log.ToLookup(r => (r.RuleId, Place(r, tree)));
        return facts
            .SelectMany(policy.Judge)
            .Select(j => j.Finding)
            .Where(f => policy.WaiverFor(f) is null)
            .Select(f => (f.RuleId, f.Place))
            .Distinct()
            .Select(key => (Key: key, Results: reported[key].ToArray()))
            .Where(r => r.Results.Length == 0 || r.Results.Any(s => s.IsSuppressed))
            .Select(r => r.Results.FirstOrDefault(s => s.IsSuppressed) is { } result
                ? InSource(r.Key.RuleId, r.Key.Place, result.Justification, inSource[r.Key].FirstOrDefault())
                : configuration.Find(r.Key.RuleId, r.Key.Place))
            .OrderBy(s => s.Place)
            .ThenBy(s => s.RuleId, StringComparer.Ordinal)
            .ToArray();
    }

    private static Suppression InSource(string rule, SourcePlace place, string justification, SuppressionFact? site) => site is null
        ? new Suppression(rule, place, "in the source, by #pragma or [SuppressMessage]", justification)
        : new Suppression(
            rule,
            place,
            site.Kind switch
            {
                SuppressionFact.Attribute => "by [SuppressMessage]",
                SuppressionFact.PragmaForAll => "by a #pragma warning disable that names no rule",
                _ => "by #pragma warning disable",
            },
            justification) { Site = site.Site };

    private static SourcePlace Place(CompilerResult result, GovernedTree tree) =>
        new(result.Path.Length == 0 ? "" : tree.Relative(result.Path), result.Line, result.Column);

    private static string Short(string digest) => digest.Length > 19 ? digest.Substring(0, 19) : digest;

    private static string FirstLine(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        return end < 0 ? text : text.Substring(0, end);
    }
}
