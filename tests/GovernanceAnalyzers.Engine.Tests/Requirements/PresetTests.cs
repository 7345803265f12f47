using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Repository.Requirements;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;
using static GovernanceAnalyzers.Engine.Tests.Requirements.RequirementTest;

namespace GovernanceAnalyzers.Engine.Tests.Requirements;

public class PresetTests
{
    /// <summary>Where a preset differs from the matrix on purpose.</summary>
    private static readonly Dictionary<(string Check, string Preset), Severity> Deviations = new()
    {
        // Said in every build of everybody who has just installed the package; a suggestion is enough.
        [("PolicyFileMissing", "baseline")] = Severity.Suggestion,
        // Most calls have no fallback, and a small team decides that once.
        [("NoFallbackForAiCall", "baseline")] = Severity.None,
        // Nothing is said until a policy lists packages, and who lists them wants it said.
        [("UnapprovedAiPackage", "baseline")] = Severity.Warning,
        // One rule with MetricRegression, and asked of high-risk systems only.
        [("BaselineMissing", "baseline")] = Severity.Warning,
        [("BaselineMissing", "nist-ai-rmf")] = Severity.Error,
        // One rule with what a plan lacks; that there is a plan is asked for by a requirement, at the severity of the matrix.
        [("MonitoredMetricMissing", "baseline")] = Severity.Warning,
        [("MonitoredMetricMissing", "iso-42001")] = Severity.Warning,
        [("MonitoredMetricMissing", "nist-ai-rmf")] = Severity.Warning,
        [("MonitoredMetricMissing", "eu-ai-act-high-risk")] = Severity.Warning,
        // A control id with an unknown standard or edition is an invalid policy.
        [("UnknownFrameworkEdition", "baseline")] = Severity.Error,
        [("UnknownFrameworkEdition", "iso-42001")] = Severity.Error,
        [("UnknownFrameworkEdition", "nist-ai-rmf")] = Severity.Error,
        [("UnknownFrameworkEdition", "eu-ai-act-high-risk")] = Severity.Error,
        // One heuristic about the flow of data finds all three mistakes with data leakage; it fails no build by itself.
        [("EvaluatedOnTrainingData", "baseline")] = Severity.Warning,
        [("EvaluatedOnTrainingData", "iso-42001")] = Severity.Warning,
        [("EvaluatedOnTrainingData", "nist-ai-rmf")] = Severity.Warning,
        [("EvaluatedOnTrainingData", "eu-ai-act-high-risk")] = Severity.Warning,
        // Silent until somebody writes a list of regions or packages; who does means it.
        [("DataRegionNotAllowed", "baseline")] = Severity.Error,
        [("DataRegionNotAllowed", "iso-42001")] = Severity.Error,
        [("DataRegionNotAllowed", "nist-ai-rmf")] = Severity.Error,
        [("DataRegionNotAllowed", "eu-ai-act-high-risk")] = Severity.Error,
        [("UnapprovedAiPackage", "baseline")] = Severity.Warning,
    };

    public static TheoryData<string> Presets => [.. ShippedPresets.Names];

    /// <summary>What a preset applies its severities to: the one for high-risk systems means those.</summary>
    private static RiskTier TierOf(string preset) => preset == "eu-ai-act-high-risk" ? RiskTier.High : RiskTier.Unknown;

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_preset_reads_without_problems(string preset)
    {
        var problems = new List<FileProblem>();

        Assert.NotEmpty(ShippedPresets.Requirements(preset, problems));

        Assert.Empty(problems.Select(p => $"{p.Place} {p.Message}"));
        Assert.All(ShippedPresets.Chain(preset), l => Assert.Equal(l.Name, l.Root.Text("name")));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Every_severity_is_that_of_the_matrix(string preset)
    {
        var column = ShippedPresets.Names.ToList().IndexOf(preset) + 2;
        var requirements = ShippedPresets.Requirements(preset);
        var checks = ShippedControls.Load().SelectMany(c => c.Checks).ToDictionary(c => c.Name);
        var wrong = new List<string>();
        foreach (var row in Vectors.Read("severities.csv"))
        {
            var check = checks[row[0]];
            var expected = Deviations.TryGetValue((row[0], preset), out var other) ? other : Parse(row[column]);
            if (check.Rule.Length > 0 && RuleCatalogue.Find(check.Rule) is { } rule)
            {
                Compare($"{row[0]} ({rule.Id})", expected, ShippedPresets.SeverityOf(preset, rule.Id, TierOf(preset)));
            }

            foreach (var id in check.Requirements)
            {
                Compare($"{row[0]} ({id})", expected, requirements.TryGetValue(id, out var r) ? r.For(TierOf(preset)).Severity : Severity.None);
            }
        }

        Assert.Empty(wrong);

        void Compare(string what, Severity expected, Severity? actual)
        {
            if (actual != expected)
            {
                wrong.Add($"{what}: {actual?.ToWord() ?? "not set"}, and the matrix says {expected.ToWord()}");
            }
        }
    }

    [Fact]
    public void The_preset_for_high_risk_asks_other_systems_for_what_iso_asks()
    {
        var iso = ShippedPresets.Requirements("iso-42001");

        Assert.All(
            ShippedPresets.Requirements("eu-ai-act-high-risk").Values.Where(r => iso.ContainsKey(r.Id)),
            r => Assert.Equal(Comparable(iso[r.Id]), Comparable(r.For(RiskTier.Limited))));

        static Engine.Policy.Requirement Comparable(Engine.Policy.Requirement r) => r.For(RiskTier.Unknown) with
        {
            Places = Engine.Policy.ValueList<string>.Empty, Controls = Engine.Policy.ValueList<string>.Empty,
        };
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void No_preset_asks_for_less_than_the_baseline(string preset)
    {
        var requirements = ShippedPresets.Requirements(preset);

        Assert.All(ShippedPresets.Requirements("baseline"), b => Assert.False(requirements[b.Key].IsLooserThan(b.Value), b.Key));
        Assert.All(RuleCatalogue.All, r => Assert.True(ShippedPresets.SeverityOf(preset, r.Id) >= ShippedPresets.SeverityOf("baseline", r.Id), r.Id));
        Assert.All(RuleCatalogue.All, r => Assert.True(ShippedPresets.SeverityOf(preset, r.Id, RiskTier.High) >= ShippedPresets.SeverityOf("baseline", r.Id), r.Id));
    }

    [Fact]
    public void The_preset_for_high_risk_asks_for_no_less_than_iso()
    {
        var eu = ShippedPresets.Requirements("eu-ai-act-high-risk");

        Assert.All(ShippedPresets.Requirements("iso-42001"), i => Assert.False(eu[i.Key].IsLooserThan(i.Value), i.Key));
    }

    /// <summary>Numbers of the presets that are not severities, at the value proposed for each.</summary>
    [Theory]
    [InlineData("evaluation-fresh", "maxAge", "365 180 120 90")]
    [InlineData("metric-context", "minSamples", "- 100 200 300")]
    [InlineData("robustness-limit", "atMost", "- 0.15 0.1 0.1")]
    [InlineData("calibration-limit", "atMost", "- 0.1 0.08 0.05")]
    [InlineData("out-of-distribution-detection", "atLeast", "- 0.7 0.75 0.8")]
    [InlineData("out-of-distribution-drop", "atMost", "- 0.25 0.2 0.2")]
    [InlineData("fairness-impact", "atLeast", "- 0.8 0.8 0.8")]
    [InlineData("fairness-parity", "atMost", "- 0.1 0.1 0.1")]
    [InlineData("prompt-injection", "atMost", "- 0.05 0.02 0.01")]
    [InlineData("prompt-injection", "minSamples", "- 60 150 300")]
    [InlineData("rollback-rehearsal", "reviewWithin", "- 365 180 180")]
    [InlineData("incident-exercise", "reviewWithin", "365 365 365 180")]
    [InlineData("operational-review", "reviewWithin", "- 180 90 90")]
    [InlineData("risk-review", "reviewWithin", "- 365 180 180")]
    [InlineData("impact-assessment", "reviewWithin", "- 365 365 365")]
    [InlineData("ai-policy", "reviewWithin", "- 365 365 365")]
    [InlineData("audit", "reviewWithin", "- 365 365 365")]
    [InlineData("risk-entries", "risks[].residual", "- 12 9 8")]
    [InlineData("log-retention", "retention", "- 180d 180d 180d")]
    [InlineData("data-quality", "quality.completeness", "- 0.95 0.95 0.98")]
    [InlineData("data-quality", "quality.duplicateRate", "- 0.02 0.02 0.01")]
    public void Thresholds_are_the_proposed_ones(string id, string key, string expected)
    {
        var actual = ShippedPresets.Names.Select(preset =>
        {
            if (!ShippedPresets.Requirements(preset).TryGetValue(id, out var requirement))
            {
                return "-";
            }

            var r = requirement.For(TierOf(preset));
            var field = r.Fields.FirstOrDefault(f => f.Path == key);
            return key switch
            {
                "maxAge" => Text(r.Metric!.MaxAge),
                "minSamples" => Text(r.Metric!.MinSamples),
                "atMost" => r.Metric!.AtMost!.ToString(),
                "atLeast" => r.Metric!.AtLeast!.ToString(),
                "reviewWithin" => Text(r.ReviewWithin),
                _ => (field!.AtLeast ?? field.AtMost)!.ToString(),
            };
        });

        Assert.Equal(expected, string.Join(" ", actual));

        static string Text(int? number) => number!.Value.ToString(CultureInfo.InvariantCulture);
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_repository_without_AI_is_asked_for_nothing(string preset)
    {
        using var repository = new TemporaryRepository().With("README.md", "# A library\n").With("src/A.cs", "class A;\n");

        Assert.Empty(RequirementChecks.Run(repository.Compile(), [.. ShippedPresets.Requirements(preset).Values], Engine.Repository.Register.Empty, codeUsesAi: false));
    }

    /// <summary>What a first build says: two cards and a dataset record, as small teams write them, and nothing that fails.</summary>
    [Fact]
    public void The_baseline_fails_no_build_for_missing_documents()
    {
        using var repository = new TemporaryRepository()
            .With("governance/models/a.md", "---\nmodels: [\"openai:gpt-4o-2024-11-20\"]\n---\n# A\n")
            .With("governance/datasets/a.yml", "id: a\nlicence: MIT\n");

        var findings = RequirementChecks.Run(repository.Compile(), [.. ShippedPresets.Requirements("baseline").Values], Engine.Repository.Register.Empty, codeUsesAi: true)
            .SelectMany(r => r.Findings).ToArray();

        Assert.DoesNotContain(findings, f => f.Severity == Severity.Error);
        Assert.Equal(
            ["card-owner", "dataset-origin", "dataset-owner", "model-card-sections", "personal-data"],
            findings.Where(f => f.Severity == Severity.Warning).Select(f => f.Requirement).Order());
    }

    [Fact]
    public void The_one_error_of_the_baseline_is_a_prohibited_practice()
    {
        using var repository = new TemporaryRepository();
        var requirement = ShippedPresets.Requirements("baseline")["prohibited-practice"];

        string[] Ids(string system) =>
            [.. RequirementChecks.Run(repository.Compile(), [requirement], Register($"systems:\n  - {system}\n"), codeUsesAi: false).SelectMany(r => r.Findings).Select(f => f.Severity.ToWord())];

        Assert.Equal(["error"], Ids("{ id: s, regulatory: { prohibitedPractice: true } }"));
        Assert.Equal(["error"], Ids("{ id: s, regulatory: { prohibitedPractice: social scoring } }"));
        Assert.Empty(Ids("{ id: s, regulatory: { prohibitedPractice: false } }"));
        Assert.Empty(Ids("{ id: s }"));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void All_the_evidence_that_a_preset_asks_for_can_be_given(string preset)
    {
        using var repository = GoldenRepository.Create();
        var compiler = repository.Compile();

        var results = RequirementChecks.Run(compiler, [.. ShippedPresets.Requirements(preset).Values], Register(GoldenRepository.Register), codeUsesAi: true);

        Assert.Empty(results.SelectMany(r => r.Findings).Select(f => f.Message));
        Assert.Empty(compiler.DatasetProblems.Concat(compiler.CardProblems).Select(p => p.Message));
        // Everything was asked of something, save what is for models that somebody trained from nothing.
        Assert.Equal(ShippedPresets.Requirements(preset).Keys.Except(["ablation"]), results.Select(r => r.Requirement.Id).Distinct());
    }

    public static TheoryData<string> GoldenFiles => [.. GoldenRepository.Files.Keys.Where(f => f is not "governance/evaluations/ablation.md")];

    [Theory]
    [MemberData(nameof(GoldenFiles))]
    public void Each_missing_file_is_noticed(string file)
    {
        using var repository = GoldenRepository.Create();
        System.IO.File.Delete(System.IO.Path.Combine(repository.Root, file));

        // A card and a dataset that nobody declares are missed by rules about code, which sees them in use; the requirements are about those there are.
        Assert.Equal(
            file is "governance/models/letters.md" or "governance/datasets/applications.yml" ? 0 : 1,
            Math.Min(1, EuFindings(repository, GoldenRepository.Register).Count));
    }

    /// <summary>Every answer in the register, taken away one by one.</summary>
    [Theory]
    [InlineData("owner: people-platform@shop.example", "system-owner")]
    [InlineData(", role: recruiter", "human-oversight")]
    [InlineData(", region: westeurope", "deployment-decision")]
    [InlineData(", decidedBy: legal", "regulatory-classification")]
    [InlineData("purpose: drafts letters", "model-purpose")]
    [InlineData("acceptableUseReviewed: 2026-02-01", "acceptable-use")]
    [InlineData("publisher: base", "model-scan")]
    [InlineData("optimisation: { method: int8, tool: onnxruntime }", "quantisation")]
    [InlineData("accuracy: { atLeast: 0.85 }, ", "quality")]
    [InlineData(", latency_p95_ms: { atMost: 1500 }", "latency")]
    [InlineData(", subprocessors: reviewed", "supplier-record")]
    public void Each_missing_answer_of_the_register_is_noticed(string answer, string requirement)
    {
        using var repository = GoldenRepository.Create();
        Assert.Contains(answer, GoldenRepository.Register);

        Assert.Equal([requirement], EuFindings(repository, GoldenRepository.Register.Replace(answer, "")).Select(f => f.Requirement).Distinct());
    }

    private static IReadOnlyList<Core.Findings.Finding> EuFindings(TemporaryRepository repository, string register) =>
        [.. RequirementChecks.Run(repository.Compile(), [.. ShippedPresets.Requirements("eu-ai-act-high-risk").Values], Register(register), codeUsesAi: true).SelectMany(r => r.Findings)];

    private static Severity Parse(string word) => SeverityText.TryParse(word, out var severity) ? severity : throw new FormatException(word);
}
