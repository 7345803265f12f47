using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using Xunit;
using static GovernanceAnalyzers.Engine.Tests.Requirements.RequirementTest;

namespace GovernanceAnalyzers.Engine.Tests.Requirements;

public class RequirementReaderTests
{
    [Theory]
    [InlineData("id: r", 1, "needs a 'kind'")]
    [InlineData("kind: document\npath: a", 1, "'id' is missing")]
    [InlineData("id: Rollback Plan\nkind: document\npath: a", 1, "small letters, digits and hyphens")]
    [InlineData("id: r\nkind: documents\npath: a", 2, "did you mean 'document'?")]
    [InlineData("id: r\nkind: document", 1, "needs 'path'")]
    [InlineData("id: r\nkind: review\npath: a", 1, "needs 'reviewWithin'")]
    [InlineData("id: r\nkind: record\nfields: [a]", 1, "needs 'in'")]
    [InlineData("id: r\nkind: record\nin: model", 1, "needs 'fields' or 'sections'")]
    [InlineData("id: r\nkind: record\nin: model\nfields: [a]\nsections: [b]", 5, "Only documents and cards")]
    [InlineData("id: r\nkind: document\npath: a\nmetric: { name: f1 }", 4, "has no metric")]
    [InlineData("id: r\nkind: metric\nper: system", 3, "Metrics belong to models")]
    [InlineData("id: r\nkind: metric\nmetric: { name: ece, atLeast: 0.1 }", 3, "write 'atMost' in place of 'atLeast'")]
    [InlineData("id: r\nkind: metric\nmetric: { name: f1-score, atMost: 0.1 }", 3, "write 'atLeast' in place of 'atMost'")]
    [InlineData("id: r\nkind: document\npath: \"a/{system}.md\"", 3, "does not give")]
    [InlineData("id: r\nkind: document\npath: \"a/{name}.md\"", 3, "only {system}, {model} and {dataset}")]
    [InlineData("id: r\nkind: document\npath: ../a", 3, "not a path below the governed folder")]
    [InlineData("id: r\nkind: document\npath: /a", 3, "not a path below the governed folder")]
    [InlineData("id: r\nkind: document\npath: a\nreviewWithin: 180", 4, "write 180d for days")]
    [InlineData("id: r\nkind: document\npath: a\nreviewWithin: 6m", 4, "not a span of whole days")]
    [InlineData("id: r\nkind: document\npath: a\nreviewWithin: 0d", 4, "not between 1 and 3650 days")]
    [InlineData("id: r\nkind: document\npath: a\nreviewWithin: P11Y", 4, "not between 1 and 3650 days")]
    [InlineData("id: r\nkind: document\npath: a\nfields: [a b]", 4, "is not a field")]
    [InlineData("id: r\nkind: document\npath: a\nfields: [\"a[b\"]", 4, "is not a field")]
    [InlineData("id: r\nkind: document\npath: a\nfields: [\"a[=c]\"]", 4, "is not a field")]
    [InlineData("id: r\nkind: document\npath: a\nfields: [{ field: a, atleast: 3 }]", 4, "Did you mean 'atLeast'?")]
    [InlineData("id: r\nkind: document\npath: a\nfields: [{ field: a, atLeast: many }]", 4, "neither a number nor a span of time")]
    [InlineData("id: r\nkind: document\npath: a\nappliesTo: { riskTier: extreme }", 4, "'extreme' is not one of")]
    [InlineData("id: r\nkind: document\npath: a\nappliesTo: { tier: high }", 4, "Unknown key 'tier'")]
    [InlineData("id: r\nkind: document\npath: a\nforTier: { hihg: { severity: error } }", 4, "Did you mean 'high'?")]
    [InlineData("id: r\nkind: document\npath: a\nforTier: { high: { sevrity: error } }", 4, "Did you mean 'severity'?")]
    [InlineData("id: r\nkind: document\npath: a\nrule: GOV1001", 4, "not a rule for incomplete content")]
    [InlineData("id: r\nkind: document\npath: a\nseverity: fatal", 4, "'fatal' is not one of")]
    [InlineData("id: r\nkind: document\npath: a\ncontrols: [\"ISO/IEC 42001:2023 A.6.2.9\"]", 4, "has no 'A.6.2.9'; did you mean 'ISO/IEC 42001:2023 A.6.2.2'?")]
    [InlineData("id: r\nkind: document\npath: a\ncontrols: [\"ISO 42001 A.6.2.5\"]", 4, "does not begin with a known standard")]
    [InlineData("id: r\nkind: document\npath: a\ncontrols: [\"OWASP LLM Top 10 LLM01\"]", 4, "does not begin with a known standard")]
    public void What_is_wrong_is_said_at_its_line(string yaml, int line, string part)
    {
        var problem = Assert.Single(Problems(yaml));

        Assert.Contains(part, problem.Message);
        Assert.Equal(line, problem.Place.Line);
    }

    [Theory]
    [InlineData("ISO/IEC 42001:2023 A.6.2.5")]
    [InlineData("NIST AI RMF 1.0 MANAGE 2.4")]
    [InlineData("EU AI Act Art. 12(2)(a)")]
    [InlineData("EU AI Act Annex IV 2(g)")]
    [InlineData("OWASP LLM Top 10 2025 LLM03")]
    [InlineData("OWASP LLM Top 10 2026 LLM03")]
    [InlineData("OECD AI Principles 2024 1.4")]
    public void Controls_of_every_standard_are_known(string id) => Assert.Null(ShippedStandards.Instance.Problem(id));

    [Fact]
    public void A_layer_writes_only_what_it_changes()
    {
        var below = Parse("id: r\nkind: document\ntitle: Plan\npath: a.md\nfields: [x]\nreviewWithin: 365d\nseverity: warning\n");

        var changed = Parse("id: r\nreviewWithin: 90d\nseverity: error\n", below);

        Assert.Equal(("Plan", 90, Severity.Error), (changed.Title, changed.ReviewWithin, changed.Severity));
        Assert.Equal(below.Fields, changed.Fields);
        Assert.Equal(below.Paths, changed.Paths);
        Assert.False(changed.IsLooserThan(below));
        Assert.True(below.IsLooserThan(changed));
    }

    [Fact]
    public void A_tier_keeps_what_a_layer_below_says_about_it()
    {
        var below = Parse("id: r\nkind: document\npath: a.md\nseverity: suggestion\nforTier: { high: { severity: error, reviewWithin: 90d } }\n");

        var changed = Parse("id: r\nfields: [owner]\nforTier: { limited: { severity: warning } }\n", below);

        Assert.Equal((Severity.Error, 90, 1), (changed.For(RiskTier.High).Severity, changed.For(RiskTier.High).ReviewWithin, changed.For(RiskTier.High).Fields.Count));
        Assert.Equal(Severity.Warning, changed.For(RiskTier.Limited).Severity);
        Assert.Equal(Severity.Suggestion, changed.For(RiskTier.Minimal).Severity);
    }

    /// <summary>Each way in which a layer can ask for less than a layer below.</summary>
    [Theory]
    [InlineData("severity: suggestion")]
    [InlineData("severity: none")]
    [InlineData("path: b.md")]
    [InlineData("fields: [x]")]
    [InlineData("fields: [y, { field: x, atLeast: 1, atMost: 6, oneOf: [1, 2], not: [3], file: true }]")]
    [InlineData("fields: [y, { field: x, atMost: 5, oneOf: [1, 2], not: [3], file: true }]")]
    [InlineData("fields: [y, { field: x, atLeast: 1, atMost: 5, oneOf: [1, 2, 4], not: [3], file: true }]")]
    [InlineData("fields: [y, { field: x, atLeast: 1, atMost: 5, oneOf: [1, 2], file: true }]")]
    [InlineData("fields: [y, { field: x, atLeast: 1, atMost: 5, oneOf: [1, 2], not: [3] }]")]
    [InlineData("fields: [y, { field: x, atLeast: 1, atMost: 5, oneOf: [1, 2], not: [3], file: true, optional: true }]")]
    [InlineData("sections: [A]")]
    [InlineData("reviewWithin: 91d")]
    [InlineData("reviewField: z")]
    [InlineData("appliesTo: { riskTier: high }")]
    [InlineData("appliesTo: { riskTier: [high, limited], origin: trained }")]
    [InlineData("notApplicable: true")]
    [InlineData("optional: true")]
    [InlineData("controls: []")]
    [InlineData("per: system")]
    [InlineData("rule: GOV5007")]
    [InlineData("locked: false")]
    [InlineData("forTier: { high: { severity: suggestion } }")]
    public void Asking_for_less_is_looser(string change)
    {
        var below = Parse("""
            id: r
            kind: document
            path: a.md
            fields: [y, { field: x, atLeast: 1, atMost: 5, oneOf: [1, 2], not: [3], file: true }]
            sections: [A, B]
            reviewWithin: 90d
            reviewField: d
            appliesTo: { riskTier: [high, limited] }
            notApplicable: false
            severity: warning
            controls: ["ISO/IEC 42001:2023 A.6.2.5"]
            locked: true
            """);

        var changed = Parse("id: r\n" + change + "\n", below);

        Assert.True(changed.IsLooserThan(below));
        Assert.False(below.IsLooserThan(below));
    }

    [Theory]
    [InlineData("severity: error")]
    [InlineData("path: [a.md, b.md]")]
    [InlineData("fields: [x, y, z]")]
    [InlineData("reviewWithin: 30d")]
    [InlineData("appliesTo: [{ riskTier: high }, { riskTier: limited }, { riskTier: minimal }]")]
    [InlineData("forTier: { high: { severity: error } }")]
    [InlineData("title: Another")]
    public void Asking_for_more_is_not(string change)
    {
        var below = Parse("id: r\nkind: document\npath: a.md\nfields: [x, y]\nreviewWithin: 90d\nappliesTo: { riskTier: [high, limited] }\nseverity: warning\n");

        Assert.False(Parse("id: r\n" + change + "\n", below).IsLooserThan(below));
    }

    [Theory]
    [InlineData("name: [accuracy, f1, recall]", true)]
    [InlineData("name: accuracy", false)]
    [InlineData("atLeast: 0.7", true)]
    [InlineData("atLeast: 0.9", false)]
    [InlineData("minSamples: 99", true)]
    [InlineData("minSamples: 101", false)]
    [InlineData("interval: false", true)]
    [InlineData("maxAge: 181d", true)]
    [InlineData("maxAge: 179d", false)]
    [InlineData("environment: [ci, production]", true)]
    [InlineData("signed: false", true)]
    [InlineData("reviewed: true", false)]
    public void Limits_of_metrics_can_be_tightened(string change, bool looser)
    {
        var below = Parse("id: r\nkind: metric\nmetric: { name: [accuracy, f1], atLeast: 0.8, minSamples: 100, interval: true, maxAge: 180d, environment: production, signed: true }\n");

        Assert.Equal(looser, Parse("id: r\nmetric: { " + change + " }\n", below).IsLooserThan(below));
    }

    [Theory]
    [InlineData("0.85", "0.85")]
    [InlineData("1e-3", "0.001")]
    [InlineData("-4", "-4")]
    [InlineData("P6M", "180d")]
    [InlineData("P1Y", "365d")]
    [InlineData("P2W", "14d")]
    [InlineData("PT90M", "90m")]
    [InlineData("90 m", "90m")]
    [InlineData("24h", "1d")]
    [InlineData("30s", "30s")]
    [InlineData("P", null)]
    [InlineData("PT", null)]
    [InlineData("P1.5D", null)]
    [InlineData("1,5", null)]
    [InlineData("NaN", null)]
    [InlineData("1e99", null)]
    [InlineData("6 months", null)]
    public void Quantities(string text, string? expected) => Assert.Equal(expected, Quantity.TryParse(text)?.ToString());

    [Theory]
    [InlineData("F1-Score", "f1")]
    [InlineData("Expected calibration error", "ece")]
    [InlineData("ASR", "prompt_injection_success_rate")]
    [InlineData("our_metric", "our_metric")]
    public void A_metric_has_one_name(string written, string canonical) => Assert.Equal(canonical, ShippedMetrics.Instance.Canonical(written));
}
