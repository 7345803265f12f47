using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Models;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Repository.Requirements;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>Derives a <see cref="RepositoryPosture"/> from what the policy compiler read and what was found.</summary>
public static class RepositoryPostures
{
    public static RepositoryPosture Of(PolicyCompiler input, Report report) => new Builder(input, report).Build();

    private sealed class Builder
    {
        private readonly PolicyCompiler _input;
        private readonly Report _report;
        private readonly IReadOnlyList<RequirementResult> _requirements;
        private readonly SystemScope _scope;
        private readonly IReadOnlyList<FindingEntry> _findings;

        public Builder(PolicyCompiler input, Report report)
        {
            _input = input;
            _report = report;
            _requirements = RequirementChecks.Run(input, report.UsesAi);
            _scope = new SystemScope(input, _requirements);
            _findings = FindingsOf();
        }

        public RepositoryPosture Build()
        {
            var requirements = RequirementsOf();
            var assessments = new ControlAssessments(_input, _report, HasCode, _findings, requirements);
            var controls = assessments.Controls(null);
            var models = ModelsOf();
            var blockers = _findings.Where(f => f.Blocks).Select(f => f.Number).ToArray();
            var unknown = NotKnown();
            var notKnown = blockers.Length > 0 ? "" : unknown;
            return new RepositoryPosture(_report)
            {
                Identity = GitIdentity.Of(_input.Tree),
                Findings = _findings,
                Systems = SystemsOf(assessments, models, unknown.Length == 0),
                Controls = controls,
                Rules = assessments.Rules(),
                Standards = assessments.Standards(null, controls),
                Models = models,
                Datasets = DatasetsOf(),
                Evaluations = EvaluationsOf(),
                Requirements = requirements,
                Waivers = WaiversOf(),
                BaselineFile = _input.Policy.Baseline.File,
                Evidence = EvidenceOf(),
                Blockers = blockers,
                MayShip = blockers.Length == 0 && notKnown.Length == 0,
                NotKnown = notKnown,
            };
        }

        private IReadOnlyList<FindingEntry> FindingsOf()
        {
            var own = _requirements.SelectMany(r => r.Findings.Select(f => (f, r))).GroupBy(p => p.f).ToDictionary(g => g.Key, g => g.First().r);
            return _report.Results
                .Zip(Fingerprints.Of(_report.Results), (result, fingerprint) => (result, fingerprint))
                .Select((r, i) =>
                {
                    var finding = r.result.Finding;
                    var systems = _scope.Of(finding);
                    var controls = ControlAssessments.ControlsOf(finding.RuleId, finding.Requirement);
                    return new FindingEntry(i + 1, r.result, r.fingerprint)
                    {
                        Blocks = r.result.Status == ResultStatus.Open && finding.Severity >= _report.FailOn,
                        Systems = systems,
                        Owner = _scope.OwnerOf(finding, systems),
                        Controls = controls,
                        Clauses = ControlAssessments.ClausesOf(controls, own.TryGetValue(finding, out var asked) ? asked.Requirement.Controls : []),
                    };
                })
                .ToArray();
        }

        private bool HasCode => _report.Projects.Count > 0 || _input.Listing.Files.Any(f => f.Path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase));

        /// <summary>Why nobody can say that nothing blocks, or empty.</summary>
        private string NotKnown() =>
            _report.Projects.Where(p => p.Completed is null).Select(p => p.Project).Distinct().ToArray() is { Length: > 0 } incomplete
                ? $"the code of {string.Join(", ", incomplete.Take(3))}{(incomplete.Length > 3 ? $" and {incomplete.Length - 3} more" : "")} could not be analysed"
            : _report.Projects.Count == 0 && HasCode
                ? "no build has been recorded here, so nothing is known about the code"
            : "";

        private IReadOnlyList<SystemPosture> SystemsOf(ControlAssessments assessments, IReadOnlyList<ModelEntry> models, bool isKnown)
        {
            if (_scope.All.Count == 0)
            {
                return [One(new SystemPosture("", Assessment.NotAssessed) { Title = "This repository", Owner = _input.Policy.Owner, Models = models.Select(m => m.Name).ToArray() }, null)];
            }

            return _input.Register.Systems
                .OrderBy(s => s.Id.Text, StringComparer.Ordinal)
                .Select(s => One(
                    new SystemPosture(s.Id.Text, Assessment.NotAssessed)
                    {
                        Title = s.Fields.Text("name") ?? s.Id.Text,
                        Tier = s.Tier,
                        Owner = s.Owner?.Text ?? "",
                        Place = s.Place,
                        // A folder is kept with and without the slash that says so.
                        Paths = s.Paths.Where(p => !p.EndsWith("/", StringComparison.Ordinal) || !s.Paths.Contains(p.Substring(0, p.Length - 1))).ToArray(),
                        Models = models.Where(m => m.Systems.Contains(s.Id.Text)).Select(m => m.Name).ToArray(),
                    },
                    s.Id.Text))
                .ToArray();

            SystemPosture One(SystemPosture system, string? id)
            {
                var about = _findings.Where(f => id is null || f.Systems.Contains(id)).ToArray();
                var controls = assessments.Controls(id);
                var blockers = about.Where(f => f.Blocks).Select(f => f.Number).ToArray();
                var assessed = controls.Where(c => c.State is not Assessment.NotAssessed and not Assessment.NotApplicable).Select(c => c.State).ToArray();
                return system with
                {
                    State = assessed.Length == 0 ? Assessment.NotAssessed : assessed.Max(),
                    Findings = about.Select(f => f.Number).ToArray(),
                    Blockers = blockers,
                    MayShip = blockers.Length == 0 && isKnown,
                    Controls = controls,
                    Standards = assessments.Standards(id, controls),
                };
            }
        }

        private IReadOnlyList<RequirementEntry> RequirementsOf()
        {
            var numbers = _findings.ToLookup(f => f.Finding);
            return _requirements
                .Select(r =>
                {
                    var found = r.Findings.SelectMany(f => numbers[f]).ToArray();
                    return new RequirementEntry(r.Requirement.Id, r.Subject, r.State switch
                    {
                        EvidenceState.NotApplicable => Assessment.NotApplicable,
                        // Nothing to object to where nothing was looked at, because another requirement says that it is missing.
                        EvidenceState.Present => r.Evidence.Count == 0 ? Assessment.NotAssessed : Assessment.Pass,
                        _ when found.Length == 0 => Assessment.Fail,
                        _ => ControlAssessments.StateOf(found.Select(f => f.Result)),
                    })
                    {
                        Title = r.Requirement.Title,
                        Place = r.Requirement.Place,
                        Systems = _scope.Of(r),
                        Clauses = ControlAssessments.ClausesOf(ControlAssessments.ControlsOf("", r.Requirement.Id), r.Requirement.Controls),
                        Evidence = r.Evidence,
                        NotApplicableReason = r.NotApplicableReason,
                        Findings = found.Select(f => f.Number).OrderBy(n => n).ToArray(),
                    };
                })
                .OrderBy(r => r.Id, StringComparer.Ordinal)
                .ThenBy(r => r.Subject, StringComparer.Ordinal)
                .ToArray();
        }

        private IReadOnlyList<ModelEntry> ModelsOf()
        {
            var uses = _report.Projects
                .SelectMany(p => p.Facts.OfType<ModelReferenceFact>()
                    .Where(f => f.Kind != ModelReferenceFact.DatasetKind && f.Value is not null)
                    .Select(f => (f.Model, Use: new ModelUse(f.Place, f.Symbol, f.Sink, f.Sdk, p.Project))))
                .ToLookup(u => u.Model, u => u.Use, StringComparer.OrdinalIgnoreCase);
            var catalogue = ModelCatalogue.From(ShippedCatalogue.Instance.Models);
            var registered = _input.Register.Models.Select(m => (Name: m.Model.Length > 0 ? m.Model : m.Id.Text, Entry: m)).ToArray();
            return registered.Select(r => r.Name)
                .Concat(_input.Cards.SelectMany(c => c.Models.Select(m => $"{m.Provider}:{m.Reference}")))
                .Concat(uses.Select(u => u.Key))
                .Where(n => n.Length > 0)
                // Code names a deployment; the register says which model that is.
                .GroupBy(n => _scope.Registered(n) is { } entry ? (entry.Model.Length > 0 ? entry.Model : entry.Id.Text) : n, StringComparer.OrdinalIgnoreCase)
                .Select(g => Model(g.Key, g.ToArray()))
                .OrderBy(m => m.Name, StringComparer.Ordinal)
                .ToArray();

            ModelEntry Model(string name, IReadOnlyCollection<string> names)
            {
                var entry = registered.FirstOrDefault(r => Same(r.Name, name)).Entry;
                var card = _input.Cards.FirstOrDefault(c => c.Models.Any(m => names.Any(n => Same($"{m.Provider}:{m.Reference}", n)))
                    || (entry is not null && c.Deployments.Any(d => entry.Deployments.Any(e => e.Text == d.Text))));
                var colon = name.IndexOf(':');
                var served = entry is { Serves.Length: > 0 } ? entry.Serves : name;
                var check = ModelCheck.Run(name, catalogue, _report.EvaluationDate);
                var end = ModelCheck.Run(served, catalogue, _report.EvaluationDate);
                var places = names.SelectMany(n => uses[n]).Distinct()
                    .OrderBy(u => u.Place).ThenBy(u => u.Project, StringComparer.Ordinal).ThenBy(u => u.Sink, StringComparer.Ordinal).ToArray();
                var systems = entry is not null ? _scope.OfRegistered(entry)
                    : places.SelectMany(u => _input.Compiled.Register.SystemsAt(u.Place.Path)).Select(s => s.Id).Distinct().OrderBy(s => s, StringComparer.Ordinal).ToArray();
                return new ModelEntry(name)
                {
                    Provider = colon < 0 ? "" : name.Substring(0, colon),
                    Reference = colon < 0 ? name : name.Substring(colon + 1),
                    RegisterId = entry?.Id.Text ?? "",
                    RegisterPlace = entry?.Place,
                    Owner = _scope.OwnerOf(entry, card, systems),
                    Origin = entry?.Origin ?? "",
                    Systems = systems,
                    Deployments = entry?.Deployments.Select(d => d.Text).ToArray() ?? [],
                    Serves = entry is null || Same(entry.Serves, name) ? "" : entry.Serves,
                    Card = card?.Path ?? "",
                    Licence = card?.License?.Text ?? entry?.Fields.Text("license") ?? "",
                    Verdict = check.Classification?.Verdict.ToString().ToLowerInvariant() ?? "",
                    VerdictReason = check.Classification?.Reason ?? "",
                    Retires = end.Retirement?.Date,
                    IsRetired = end.IsRetired,
                    Replacement = end.Retirement?.Replacement ?? "",
                    GuaranteedUntil = end.NotBefore,
                    Uses = places,
                    Artefacts = _input.ArtefactRecords
                        .Where(a => a.Algorithm == "sha256" && (Same(a.Model, name) || (entry is not null && a.Model == entry.Id.Text)))
                        .Select(a => new EvidenceDigest(a.Path, a.Digest))
                        .Distinct().OrderBy(a => a.Path, StringComparer.Ordinal).ToArray(),
                    Findings = _findings.Where(f => names.Append(name).Any(n => Same(f.Finding.Model, n))).Select(f => f.Number).ToArray(),
                };
            }
        }

        private IReadOnlyList<DatasetEntry> DatasetsOf()
        {
            var loads = _report.Projects
                .SelectMany(p => p.Facts.OfType<DatasetLoadFact>().Where(f => f.Value is not null)
                    .Select(f => (Value: f.Value!, Use: new ModelUse(f.Place, f.Symbol, f.Method, f.Sdk, p.Project))))
                .ToArray();
            return _input.Datasets
                .OrderBy(d => d.Id.Text, StringComparer.Ordinal).ThenBy(d => d.Path, StringComparer.Ordinal)
                .Select(d => new DatasetEntry(d.Id.Text, d.Path)
                {
                    Title = d.Title?.Text ?? "",
                    Licences = d.Licences.Select(l => l.Written.Text).ToArray(),
                    SpdxLicences = d.Licences.Where(l => l.Expression.Length > 0 && l.Problem.Length == 0 && !l.IsMissing).Select(l => l.Expression).ToArray(),
                    Owner = d.Owner?.Text ?? "",
                    Version = d.Version?.Text ?? "",
                    Origin = d.Origin?.Text ?? "",
                    PersonalData = d.PersonalData?.Text ?? "",
                    Use = d.Use.Select(u => u.Text).ToArray(),
                    Urls = d.Urls.Select(u => u.Text).ToArray(),
                    Files = d.Files.Select(f => new EvidenceDigest(f.Path.Text, f.Sha256?.Text.ToLowerInvariant() ?? "")).ToArray(),
                    Uses = loads
                        .Where(l => d.Urls.Any(u => Same(u.Text, l.Value)) || d.Files.Any(f => f.Path.Text.Length > 0 && Glob.IsPathMatch(f.Path.Text, l.Value.Replace('\\', '/'))))
                        .Select(l => l.Use).Distinct().OrderBy(u => u.Place).ThenBy(u => u.Project, StringComparer.Ordinal).ToArray(),
                    Findings = _findings.Where(f => f.Finding.Dataset == d.Id.Text || f.Finding.Place.Path == d.Path).Select(f => f.Number).ToArray(),
                })
                .ToArray();
        }

        private IReadOnlyList<EvaluationEntry> EvaluationsOf()
        {
            var judged = _requirements.SelectMany(r => r.Metrics.Select(m => (r.Requirement.Id, Metric: m))).ToArray();
            var newest = _input.Evaluations.GroupBy(e => e.Model.Text, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Max(e => e.Date), StringComparer.OrdinalIgnoreCase);
            return _input.Evaluations
                .Select(e => new EvaluationEntry(e.Path, e.Model.Text, e.Date)
                {
                    Tool = e.Tool,
                    Environment = e.Environment,
                    Dataset = e.DatasetId,
                    SignedBy = e.SignedBy,
                    ReviewedBy = e.ReviewedBy,
                    IsNewest = e.Date == newest[e.Model.Text],
                    Metrics = e.Metrics.Select(m => Metric(m, judged.Where(j => ReferenceEquals(j.Metric.Value, m)).ToArray())).ToArray(),
                })
                .OrderBy(e => e.Model, StringComparer.Ordinal)
                .ThenByDescending(e => e.Date)
                .ThenBy(e => e.Path, StringComparer.Ordinal)
                .ToArray();
        }

        private static MetricEntry Metric(MetricResult metric, IReadOnlyCollection<(string Id, JudgedMetric Metric)> judged)
        {
            Quantity? low = null;
            Quantity? high = null;
            foreach (var (_, limits) in judged)
            {
                low = Quantity.Larger(low, limits.AtLeast);
                high = Quantity.Smaller(high, limits.AtMost);
            }

            return new MetricEntry(metric.Name, metric.Value.ToString(), metric.Value.Value, metric.Place)
            {
                IsDuration = metric.Value.IsDuration,
                Slice = metric.Slice,
                Samples = metric.Samples,
                Low = metric.Interval?.Low,
                High = metric.Interval?.High,
                IsComputed = metric.IsComputed,
                IsLowerBetter = metric.IsLowerBetter ?? ShippedMetrics.Instance.IsLowerBetter(metric.Name),
                AtLeast = low?.Value,
                AtMost = high?.Value,
                Requirements = judged.Select(j => j.Id).Distinct().OrderBy(i => i, StringComparer.Ordinal).ToArray(),
                State = judged.Count == 0 ? Assessment.NotAssessed
                    : metric.Value.CompareTo(low ?? metric.Value) < 0 || metric.Value.CompareTo(high ?? metric.Value) > 0 ? Assessment.Fail
                    : Assessment.Pass,
            };
        }

        private IReadOnlyList<WaiverEntry> WaiversOf() => _input.Waivers
            .OrderBy(w => w.Expires).ThenBy(w => w.Id, StringComparer.Ordinal)
            .Select(w => new WaiverEntry(
                w,
                w.IsActive(_report.EvaluationDate),
                w.Expires.DaysSince(_report.EvaluationDate),
                _findings.Where(f => f.Result.Status == ResultStatus.Waived && f.Result.By == w.Id).Select(f => f.Number).ToArray()))
            .ToArray();

        /// <summary>What was read, with digests of what it holds. Files that may hold keys are not evidence of anything.</summary>
        private IReadOnlyList<EvidenceDigest> EvidenceOf() =>
            new[] { _report.PolicyFile, _input.Policy.Baseline.File, "governance.lock.yml", _input.Register.Path }
                .Concat(_input.Policy.WaiverFiles.Select(w => w.File))
                .Concat(_input.Policy.ArtefactManifests)
                .Concat(_input.Policy.MetricBaselines)
                .Concat(_input.Cards.Select(c => c.Path))
                .Concat(_input.Datasets.Select(d => d.Path))
                .Concat(_input.Evaluations.SelectMany(e => e.Files))
                .Concat(_requirements.SelectMany(r => r.Evidence))
                .Where(p => p.Length > 0)
                .Distinct(StringComparer.Ordinal)
                .OrderBy(p => p, StringComparer.Ordinal)
                .Select(p => (Path: p, Digest: Digest(p)))
                .Where(p => p.Digest is not null)
                .Select(p => new EvidenceDigest(p.Path, p.Digest!))
                .ToArray();

        private string? Digest(string path)
        {
            try
            {
                var full = Path.GetFullPath(Path.Combine(_input.Tree.Root, path));
                var file = new FileInfo(full);
                return !_input.Tree.IsInRepository(full) || !file.Exists
                    ? null
                    : _input.Contents.Sha256(new RepositoryFile(path, full, file.Length, file.LastWriteTimeUtc.Ticks));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                return null;
            }
        }

        private static bool Same(string a, string b) => a.Length > 0 && string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
    }
}
