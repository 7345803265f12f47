using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Engine.Repository.Requirements;
using Xunit;
using static GovernanceAnalyzers.Engine.Tests.Requirements.RequirementTest;

namespace GovernanceAnalyzers.Engine.Tests.Requirements;

public class DocumentRequirementTests
{
    private const string Rollback = """
        id: rollback-plan
        kind: document
        title: Rollback plan
        path: governance/operations/rollback.yml
        fields: [target, steps, owner, { field: maxMinutes, atMost: 60m }]
        reviewField: rehearsedOn
        reviewWithin: 180d
        severity: error
        controls: ["ISO/IEC 42001:2023 A.6.2.5", "NIST AI RMF 1.0 MANAGE 2.4"]
        """;

    private const string Plan = """
        target: openai:gpt-4.1-2025-04-14
        steps: [switch the deployment, watch the error rate]
        owner: platform@shop.example
        maxMinutes: 30m
        rehearsedOn: 2026-09-01
        """;

    [Fact]
    public void A_complete_and_fresh_document_is_present()
    {
        using var repository = new TemporaryRepository().With("governance/operations/rollback.yml", Plan);

        var result = Assert.Single(Run(repository, [Rollback]));

        Assert.Equal((EvidenceState.Present, "this repository"), (result.State, result.Subject));
        Assert.Equal(["governance/operations/rollback.yml"], result.Evidence);
    }

    [Fact]
    public void A_missing_document_is_named_with_what_belongs_into_it_and_who_asks()
    {
        using var repository = new TemporaryRepository();

        var finding = Assert.Single(Findings(repository, Rollback));

        Assert.Equal(
            "Rollback plan: governance/operations/rollback.yml does not exist. Add it with maxMinutes, owner, steps, target, rehearsedOn. "
            + "(rollback-plan; relevant for ISO/IEC 42001:2023 A.6.2.5, NIST AI RMF 1.0 MANAGE 2.4) [policy.yml(1)]",
            finding.Message);
        Assert.Equal(("GOV2006", Severity.Error, "rollback-plan", "rollback-plan governance/operations/rollback.yml"), (finding.RuleId, finding.Severity, finding.Requirement, finding.Subject));
        Assert.Equal(["GOV2006 governance/operations/rollback.yml"], Places([finding]));
    }

    /// <summary>One change to a good document, and exactly the finding that follows from it.</summary>
    [Theory]
    [InlineData("target: openai:gpt-4.1-2025-04-14", "", "GOV2007 governance/operations/rollback.yml(2)", "has no 'target'")]
    [InlineData("target: openai:gpt-4.1-2025-04-14", "target: TODO", "GOV2007 governance/operations/rollback.yml(1)", "only a placeholder in 'target'")]
    [InlineData("target: openai:gpt-4.1-2025-04-14", "target: [More Information Needed]", "GOV2007 governance/operations/rollback.yml(1)", "only a placeholder in 'target'")]
    [InlineData("target: openai:gpt-4.1-2025-04-14", "target: \"{{ target }}\"", "GOV2007 governance/operations/rollback.yml(1)", "only a placeholder")]
    [InlineData("steps: [switch the deployment, watch the error rate]", "steps: []", "GOV2007 governance/operations/rollback.yml(2)", "has no 'steps'")]
    [InlineData("steps: [switch the deployment, watch the error rate]", "steps: [tbd, lorem ipsum dolor]", "GOV2007 governance/operations/rollback.yml(2)", "placeholder in 'steps'")]
    [InlineData("owner: platform@shop.example", "owner:", "GOV2009 governance/operations/rollback.yml(3)", "has no 'owner'")]
    [InlineData("maxMinutes: 30m", "maxMinutes: 61m", "GOV2007 governance/operations/rollback.yml(4)", "'maxMinutes' is \"61m\", and at most 1h is accepted")]
    [InlineData("maxMinutes: 30m", "maxMinutes: PT2H", "GOV2007 governance/operations/rollback.yml(4)", "at most 1h")]
    [InlineData("maxMinutes: 30m", "maxMinutes: 30", "GOV2007 governance/operations/rollback.yml(4)", "not a span of time")]
    [InlineData("rehearsedOn: 2026-09-01", "rehearsedOn: 2026-05-23", "GOV2008 governance/operations/rollback.yml(5)", "181 days before the evaluation date 2026-11-20; 180 are accepted")]
    [InlineData("rehearsedOn: 2026-09-01", "rehearsedOn: 2026-11-21", "GOV2008 governance/operations/rollback.yml(5)", "after the evaluation date")]
    [InlineData("rehearsedOn: 2026-09-01", "rehearsedOn: last summer", "GOV2007 governance/operations/rollback.yml(5)", "not a date")]
    [InlineData("rehearsedOn: 2026-09-01", "", "GOV2008 governance/operations/rollback.yml(1)", "has no date under 'rehearsedOn'")]
    [InlineData("owner: platform@shop.example", "owner: \"open", "GOV2007 governance/operations/rollback.yml(3)", "cannot be read")]
    [InlineData("owner: platform@shop.example", "owner: a\nowner: b", "GOV2007 governance/operations/rollback.yml(4)", "already set")]
    public void One_change_gives_one_finding(string written, string instead, string expected, string part)
    {
        Assert.Contains(written, Plan);
        using var repository = new TemporaryRepository().With("governance/operations/rollback.yml", Plan.Replace(written, instead));

        var finding = Assert.Single(Findings(repository, Rollback));

        Assert.Equal([expected], Places([finding]));
        Assert.Contains(part, finding.Message);
    }

    [Theory]
    [InlineData("rehearsedOn: 2026-05-24")] // 180 days
    [InlineData("rehearsedOn: 2026-11-20")]
    public void The_limits_of_a_review_belong_to_it(string date)
    {
        using var repository = new TemporaryRepository().With("governance/operations/rollback.yml", Plan.Replace("rehearsedOn: 2026-09-01", date));

        Assert.Empty(Findings(repository, Rollback));
    }

    [Fact]
    public void Fields_that_are_missing_are_told_together_and_the_owner_apart()
    {
        using var repository = new TemporaryRepository().With("governance/operations/rollback.yml", "maxMinutes: 5m\nrehearsedOn: 2026-11-01\ntarget: TBD\n");

        var findings = Findings(repository, Rollback);

        Assert.Equal(["GOV2007", "GOV2009"], findings.Select(f => f.RuleId).Order());
        Assert.Contains(findings, f => f.Message.Contains("has no 'steps' and has only a placeholder in 'target'"));
    }

    /// <summary>Each condition of a field: a value that satisfies it, and one that does not.</summary>
    [Theory]
    [InlineData("{ field: a, atLeast: 0.8 }", "a: 0.80", "a: 0.79", "at least 0.8")]
    [InlineData("{ field: a, atLeast: 0.8 }", "a: 8e-1", "a: high", "not a number")]
    [InlineData("{ field: a, atMost: 12 }", "a: 12", "a: 12.5", "at most 12")]
    [InlineData("{ field: a, atLeast: P6M }", "a: 180d", "a: 179d", "at least 180d")]
    [InlineData("{ field: a, atLeast: P6M }", "a: P1Y", "a: P5M", "at least 180d")]
    [InlineData("{ field: a, atLeast: P6M }", "a: 26w", "a: 200", "not a span of time")]
    [InlineData("{ field: a, oneOf: [yes, partly] }", "a: partly", "a: no", "accepted is partly or yes")]
    [InlineData("{ field: a, equals: done }", "a: done", "a: Done", "accepted is done")]
    [InlineData("{ field: a, not: [unknown] }", "a: known", "a: unknown", "not accepted")]
    [InlineData("{ field: a, present: false }", "b: 1", "a: 1", "must not be there")]
    [InlineData("{ field: a, file: true }", "a: docs/dpia.md", "a: docs/none.md", "no file of this repository")]
    [InlineData("{ field: a, file: true }", "a: [docs/dpia.md]", "a: [docs/dpia.md, ../../etc/passwd]", "no file of this repository")]
    [InlineData("{ field: a, file: true }", "a: ./docs/dpia.md", "a: https://example.org/dpia.md", "no file of this repository")]
    [InlineData("{ field: a, file: true }", "a: docs/dpia.md", "a: docs/empty.md", "an empty file")]
    [InlineData("{ field: a.b, optional: true, atMost: 1 }", "c: 1", "a: { b: 2 }", "at most 1")]
    [InlineData("a.b", "a: { b: x }", "a: { c: x }", "has no 'a.b'")]
    [InlineData("a.b.c", "a: { b: { c: x } }", "a: x", "has no 'a.b.c'")]
    [InlineData("a[].b", "a: [{ b: x }]", "a: [{ b: x }, { c: x }]", "has no 'a[2].b'")]
    [InlineData("a[].b", "a: { b: x }", "a: []", "has no 'a[].b'")]
    [InlineData("a[]", "a: [x, y]", "a: [x, TODO]", "placeholder in 'a[2]'")]
    [InlineData("a[type=drift].b", "a: [{ type: drift, b: x }, { type: other }]", "a: [{ type: other, b: x }]", "has no 'a[type=drift].b'")]
    [InlineData("a[type=drift].b", "a: [{ type: drift, b: x }]", "a: [{ type: drift, b: x }, { type: drift }]", "has no 'a[type=drift].b'")]
    [InlineData("{ field: \"a[].b\", atMost: 12 }", "a: [{ b: 3 }, { b: 12 }]", "a: [{ b: 3 }, { b: 16 }]", "'a[2].b' is \"16\"")]
    [InlineData("{ field: \"a[s=critical].b\", optional: true, oneOf: [closed] }", "a: [{ s: low, b: open }]", "a: [{ s: critical, b: open }]", "accepted is closed")]
    [InlineData("{ field: \"a[s=critical].b\", optional: true }", "c: 1", "a: [{ s: critical }]", "has no 'a[s=critical].b'")]
    public void A_condition_holds_or_does_not(string field, string good, string bad, string part)
    {
        using var repository = new TemporaryRepository().With("docs/dpia.md", "# DPIA\n").With("docs/empty.md", "");
        var requirement = $"id: r\nkind: document\npath: x.yml\nfields:\n  - {field}\n";

        repository.With("x.yml", good + "\nmore: text\n");
        Assert.Empty(Findings(repository, requirement));

        repository.With("x.yml", bad + "\nmore: text\n");
        Assert.Contains(part, Assert.Single(Findings(repository, requirement)).Message);
    }

    [Theory]
    [InlineData("## Intended use\n\nAnswers tickets.\n\n## Limitations\n\nEnglish only.\n", "")]
    [InlineData("## Intended uses & limitations\n\nAnswers tickets, in English only.\n", "")]
    [InlineData("Intended use\n------------\nAnswers.\n\nLIMITATIONS\n===========\nEnglish.\n", "")]
    [InlineData("## Uses\n\n### Direct use\n\nAnswers.\n\n## Limitations\n\nEnglish.\n", "")]
    [InlineData("## Intended and out-of-scope uses\n\nAnswers.\n\n## Limitations\n\nEnglish.\n", "")]
    [InlineData("## Out-of-scope use\n\nLetters.\n\n## Limitations\n\nEnglish.\n", "has no section 'Intended use'")]
    [InlineData("## Uses that are out of scope\n\nLetters.\n\n## Prohibited uses\n\nSpam.\n\n## Limitations\n\nEnglish.\n", "has no section 'Intended use'")]
    [InlineData("## Uses and out-of-scope uses\n\nAnswers; no letters.\n\n## Limitations\n\nEnglish.\n", "")]
    [InlineData("## What it is not for\n\nLetters.\n", "has none of the sections 'Intended use' and 'Limitations'. Write them")]
    [InlineData("## Limitations\n\nEnglish only.\n", "has no section 'Intended use'")]
    [InlineData("## Direct use\n\nAnswers.\n\n## Limitations\n\n[More Information Needed]\n", "section 'Limitations' of card.md has only a placeholder")]
    [InlineData("## Direct use\n\nAnswers.\n\n## Limitations\n\n<!-- say what it cannot do -->\n", "section 'Limitations' of card.md is empty")]
    [InlineData("## Direct use\n\nAnswers.\n\n## Delimitations\n\nEnglish.\n", "has no section 'Limitations'")]
    public void Sections_must_hold_text(string body, string part)
    {
        using var repository = new TemporaryRepository().With("card.md", "# Title\n\nIntroduction.\n\n" + body);

        var findings = Findings(repository, "id: r\nkind: document\npath: card.md\nsections: [Intended use | Uses | Direct use, Limitations]\n");

        Assert.Equal(part.Length == 0 ? [] : new[] { true }, findings.Select(f => f.Message.Contains(part)));
    }

    [Fact]
    public void Fields_of_Markdown_stand_in_its_front_matter()
    {
        using var repository = new TemporaryRepository().With("policy.md", "---\napprovedBy: board\napprovedOn: 2026-01-31\n---\n# AI policy\n\nWe use AI with care.\n");

        Assert.Empty(Findings(repository, "id: r\nkind: document\npath: policy.md\nfields: [approvedBy]\nreviewField: approvedOn\nreviewWithin: 365d\n"));
        Assert.Equal(
            ["GOV2007 policy.md(2)"],
            Places(Findings(repository, "id: r\nkind: document\npath: policy.md\nfields: [scope]\n")));
    }

    [Fact]
    public void Json_is_read_with_its_lines()
    {
        using var repository = new TemporaryRepository().With("plan.json", "{\n\t\"target\": \"a\",\n\t\"limits\": { \"minutes\": 90 }\n}\n");

        Assert.Equal(
            ["GOV2007 plan.json(3)"],
            Places(Findings(repository, "id: r\nkind: document\npath: plan.json\nfields: [target, { field: limits.minutes, atMost: 60 }]\n")));
    }

    [Theory]
    [InlineData("{ \"a\": 1, }", null)]
    [InlineData("{ \"a\": 1 } trailing", "not valid JSON")]
    [InlineData("{ \"a\": ", "not valid JSON")]
    [InlineData("{ \"a\": 1, \"a\": 2 }", "already set")]
    [InlineData("{ \"a\": \"\\ud800\" }", "not valid JSON")]
    [InlineData("[1]", "must be a mapping")]
    [InlineData("", "holds nothing")]
    public void Bad_json_is_a_finding(string json, string? part)
    {
        using var repository = new TemporaryRepository().With("a.json", json);

        var findings = Findings(repository, "id: r\nkind: document\npath: a.json\nfields: [a]\n");

        Assert.Equal(part is null ? [] : new[] { true }, findings.Select(f => f.Message.Contains(part!)));
    }

    [Theory]
    [InlineData("a.md", "", "holds nothing, or only placeholders")]
    [InlineData("a.md", "# Plan\n\nTODO\n", "holds nothing, or only placeholders")]
    [InlineData("a.md", "# Plan\n\nWe watch it daily.\n", null)]
    [InlineData("a.yml", "a: TODO\nb:\n", "holds nothing, or only placeholders")]
    [InlineData("a.yml", "a: b\n", null)]
    [InlineData("a.pdf", "%PDF", null)]
    [InlineData("a.pdf", "", "holds nothing")]
    public void A_template_is_no_document(string path, string text, string? part)
    {
        using var repository = new TemporaryRepository().With(path, text);

        var findings = Findings(repository, $"id: r\nkind: document\npath: {path}\n");

        Assert.Equal(part is null ? [] : new[] { true }, findings.Select(f => f.Message.Contains(part!)));
    }

    [Fact]
    public void What_cannot_be_looked_into_cannot_have_fields()
    {
        using var repository = new TemporaryRepository().With("a.pdf", "%PDF");

        Assert.Contains("nothing can be looked up", Assert.Single(Findings(repository, "id: r\nkind: document\npath: a.pdf\nfields: [a]\n")).Message);
    }

    [Fact]
    public void A_glob_needs_one_file_and_checks_every_one()
    {
        const string Requirement = "id: r\nkind: document\npath: decisions/*.md\nsections: [Alternatives]\n";
        using var repository = new TemporaryRepository();
        Assert.Equal(["GOV2006 decisions/*.md"], Places(Findings(repository, Requirement)));

        repository.With("decisions/a.md", "# A\n\n## Alternatives\n\nNone was cheaper.\n").With("decisions/b.md", "# B\n\ntext\n");
        Assert.Equal(["GOV2007 decisions/b.md(1)"], Places(Findings(repository, Requirement)));
    }

    [Fact]
    public void Each_path_of_a_list_must_be_there_unless_the_evidence_is_optional()
    {
        using var repository = new TemporaryRepository().With("a.md", "text\n");

        Assert.Equal(["GOV2006 b.md"], Places(Findings(repository, "id: r\nkind: document\npath: [a.md, b.md]\n")));
        Assert.Empty(Findings(repository, "id: r\nkind: document\npath: [a.md, b.md]\noptional: true\n"));
    }

    [Theory]
    [InlineData("notApplicable: { reason: nothing to roll back to, approvedBy: lead, date: 2026-10-01 }", true, EvidenceState.NotApplicable, "")]
    [InlineData("notApplicable: { requirement: r, reason: none, approvedBy: lead, date: 2026-10-01 }", true, EvidenceState.NotApplicable, "")]
    [InlineData("notApplicable: { requirement: other, reason: none, approvedBy: lead, date: 2026-10-01 }", true, EvidenceState.Missing, "has no 'a'")]
    [InlineData("notApplicable: { reason: none, date: 2026-10-01 }", true, EvidenceState.Missing, "needs approvedBy")]
    [InlineData("notApplicable: { reason: TODO, approvedBy: lead, date: 2026-10-01 }", true, EvidenceState.Missing, "needs reason")]
    [InlineData("notApplicable: { reason: none, approvedBy: lead, date: 2026-11-21 }", true, EvidenceState.Missing, "after the evaluation date")]
    [InlineData("notApplicable: { reason: none, approvedBy: lead, date: soon }", true, EvidenceState.Missing, "not of the form")]
    [InlineData("notApplicable: yes", true, EvidenceState.Missing, "needs reason, approvedBy and date")]
    [InlineData("notApplicable: { reason: none, approvedBy: lead, date: 2026-10-01 }", false, EvidenceState.Missing, "does not accept that")]
    public void Evidence_may_say_that_it_does_not_apply(string text, bool accepted, EvidenceState state, string part)
    {
        using var repository = new TemporaryRepository().With("a.yml", "b: c\n" + text + "\n");

        var result = Assert.Single(Run(repository, [$"id: r\nkind: document\npath: a.yml\nfields: [a]\nnotApplicable: {(accepted ? "true" : "false")}\n"]));

        Assert.Equal(state, result.State);
        Assert.Contains(part, string.Concat(result.Findings.Select(f => f.Message)));
        Assert.Equal(state == EvidenceState.NotApplicable, result.NotApplicableReason.Contains("(lead)"));
    }

    [Fact]
    public void The_newest_date_of_a_review_counts()
    {
        const string Requirement = "id: r\nkind: review\npath: monitoring.yml\nreviewWithin: 90d\n";
        using var repository = new TemporaryRepository().With("monitoring.yml", "reviews:\n  - { date: 2026-01-01 }\n  - { date: 2026-10-01 }\n");
        Assert.Empty(Findings(repository, Requirement));

        repository.With("monitoring.yml", "reviews:\n  - { date: 2026-01-01 }\n  - { date: 2026-06-01 }\n");
        Assert.Equal(["GOV2008 monitoring.yml(3)"], Places(Findings(repository, Requirement)));

        repository.With("monitoring.yml", "signals: [a]\n");
        Assert.Equal(["GOV2008 monitoring.yml(1)"], Places(Findings(repository, Requirement)));

        File.Delete(Path.Combine(repository.Root, "monitoring.yml"));
        Assert.Equal(["GOV2006 monitoring.yml"], Places(Findings(repository, Requirement)));
    }

    [Fact]
    public void A_review_may_have_a_file_of_its_own_each_time()
    {
        const string Requirement = "id: audit\nkind: review\npath: audits/*.yml\nreviewField: date\nreviewWithin: 365d\n";
        using var repository = new TemporaryRepository().With("audits/2024.yml", "date: 2024-05-01\n").With("audits/2026.yml", "date: 2026-05-01\n");
        Assert.Empty(Findings(repository, Requirement));

        File.Delete(Path.Combine(repository.Root, "audits/2026.yml"));
        Assert.Equal(["GOV2008 audits/2024.yml(1)"], Places(Findings(repository, Requirement)));
    }

    [Fact]
    public void Incomplete_content_may_be_reported_under_a_rule_of_its_own()
    {
        using var repository = new TemporaryRepository().With("monitoring.yml", "owner: ops\n");

        Assert.Equal(
            ["GOV5007 monitoring.yml(1)"],
            Places(Findings(repository, "id: r\nkind: document\nrule: MonitoringIncomplete\npath: monitoring.yml\nfields: [\"signals[type=drift].threshold\"]\n")));
    }

    [Theory]
    [InlineData("", Severity.Warning)]
    [InlineData("severity: error", Severity.Error)]
    [InlineData("severity: suggestion", Severity.Suggestion)]
    public void Severity_is_the_requirements_or_that_of_the_rule(string severity, Severity expected)
    {
        using var repository = new TemporaryRepository();

        Assert.Equal(expected, Assert.Single(Findings(repository, $"id: r\nkind: document\npath: a.md\n{severity}\n")).Severity);
    }

    [Fact]
    public void None_removes_a_requirement_and_a_rule_that_is_off_only_those_without_a_severity()
    {
        using var repository = new TemporaryRepository();
        Assert.Empty(Run(repository, ["id: r\nkind: document\npath: a.md\nseverity: none\n"]));

        repository.With("governance.yml", "schemaVersion: 1\nrules: { GOV2006: none }\n");
        Assert.Empty(Findings(repository, "id: r\nkind: document\npath: a.md\n"));
        Assert.Single(Findings(repository, "id: r\nkind: document\npath: a.md\nseverity: warning\n"));
    }

    [Fact]
    public void Nothing_is_asked_of_a_repository_without_AI()
    {
        using var repository = new TemporaryRepository();

        Assert.Empty(Run(repository, [Rollback], codeUsesAi: false));
        Assert.NotEmpty(Run(repository, [Rollback], codeUsesAi: true));
        Assert.NotEmpty(Run(repository, [Rollback], "models: [{ id: m }]", codeUsesAi: false));
        Assert.NotEmpty(Run(repository, [Rollback], "systems: [{ id: s }]", codeUsesAi: false));

        repository.With("governance/datasets/a.yml", "id: a\nlicence: MIT\n");
        Assert.NotEmpty(Run(repository, [Rollback], codeUsesAi: false));
    }

    [Fact]
    public void What_was_looked_at_is_an_input()
    {
        using var repository = new TemporaryRepository().With("governance/models/a.md", "---\nmodels: [\"openai:a\"]\n---\n");
        var compiler = repository.Compile();
        RequirementChecks.Run(compiler, [Parse("id: r\nkind: document\npath: plan.md\n")], Engine.Repository.Register.Empty, codeUsesAi: false);
        var state = compiler.Inputs.Format().ToArray();
        Assert.True(Engine.Policy.InputFiles.AreUnchanged(state));

        repository.With("plan.md", "text\n");

        Assert.False(Engine.Policy.InputFiles.AreUnchanged(state));
    }
}
