using System;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Policy;

public class PolicyLoaderTests
{
    [Theory]
    [InlineData("name: x\n", 1, 1, "'schemaVersion' is missing")]
    [InlineData("", 1, 1, "empty")]
    [InlineData("# nothing but a comment\n", 1, 1, "empty")]
    [InlineData("- a\n", 1, 1, "must be a mapping")]
    [InlineData("schemaVersion: 2\n", 1, 16, "not one of 1")]
    [InlineData("schemaVersion: 1\nrulez: {}\n", 2, 1, "Did you mean 'rules'?")]
    [InlineData("schemaVersion: 1\nrules:\n  GOV1001: eror\n", 3, 12, "did you mean 'error'?")]
    [InlineData("schemaVersion: 1\nrules:\n  GOV101: error\n", 3, 3, "There is no rule 'GOV101'. Did you mean 'GOV1001'?")]
    [InlineData("schemaVersion: 1\nrules:\n  FloatingModelRefrence: error\n", 3, 3, "Did you mean 'FloatingModelReference'?")]
    [InlineData("schemaVersion: 1\nrules:\n  GOV1001: error\n  FloatingModelReference: none\n", 4, 3, "same rule as 'GOV1001' in line 3")]
    [InlineData("schemaVersion: 1\nrules:\n  GOV1001: { severity: error, lokced: true }\n", 3, 31, "Did you mean 'locked'?")]
    [InlineData("schemaVersion: 1\nrules:\n  GOV1001: { satisfiedBy: [A] }\n", 3, 14, "has no option 'satisfiedBy'")]
    [InlineData("schemaVersion: 1\nrules:\n  GOV1001:\n", 3, 11, "must be one of none, suggestion, warning, error")]
    [InlineData("schemaVersion: 1\nrules: [GOV1001]\n", 2, 8, "'rules' must be a mapping, not a list")]
    [InlineData("schemaVersion: 1\nextends: [ { preset: basline } ]\n", 2, 22, "did you mean 'baseline'?")]
    [InlineData("schemaVersion: 1\nextends: [ { preset: baseline, file: a.yml } ]\n", 2, 12, "either a preset, a package or a file")]
    [InlineData("schemaVersion: 1\nextends: [ { file: missing.yml } ]\n", 2, 20, "'missing.yml' does not exist")]
    [InlineData("schemaVersion: 1\nextends: [ { file: ../../outside.yml } ]\n", 2, 20, "outside the repository")]
    [InlineData("schemaVersion: 1\nextends: [ { file: governance.yml } ]\n", 2, 20, "in a circle")]
    [InlineData("schemaVersion: 1\ndatasets: { records: /etc/*.yml }\n", 2, 22, "not a relative path")]
    [InlineData("schemaVersion: 1\nconfiguration: { files: [/etc/app.env] }\n", 2, 26, "not a relative path")]
    [InlineData("schemaVersion: 1\nconfiguration: { files: [deploy/values.yaml] }\n", 2, 26, "no kind of file that can be read")]
    [InlineData("schemaVersion: 1\nconfiguration: { files: [\"a|b.env\"] }\n", 2, 26, "must not contain |")]
    [InlineData("schemaVersion: 1\nconfiguration: { files: [../x/.env] }\n", 2, 26, "outside the governed folder")]
    [InlineData("schemaVersion: 1\nconfiguration: { file: .env }\n", 2, 18, "Did you mean 'files'?")]
    [InlineData("schemaVersion: 1\ndatasets: { licences: { allow: [MTI] } }\n", 2, 33, "MTI")]
    [InlineData("schemaVersion: 1\nmodels: { allow: [gpt-4o] }\n", 2, 19, "'gpt-4o' is not of the form provider:reference")]
    [InlineData("schemaVersion: 1\nmodels: { allow: [\"openai:\"] }\n", 2, 19, "'openai:' is not of the form provider:reference")]
    [InlineData("schemaVersion: 1\nmodels: { allow: [\":gpt-4o\"] }\n", 2, 19, "':gpt-4o' is not of the form provider:reference")]
    [InlineData("schemaVersion: 1\nmodels:\n  allow:\n    - openai:gpt-*\n    - antropic:claude-*\n", 5, 7, "There is no provider 'antropic'; did you mean 'anthropic'?")]
    [InlineData("schemaVersion: 1\nmodels: { allow: [\"zzz*:x\"] }\n", 2, 19, "There is no provider 'zzz*'; there are anthropic, aws-bedrock,")]
    [InlineData("schemaVersion: 1\nmodels: { allow: [\"openai:gpt 4o\"] }\n", 2, 19, "holds white space")]
    [InlineData("schemaVersion: 1\nmodels: { allow: openai:* }\n", 2, 18, "'allow' must be a list")]
    [InlineData("schemaVersion: 1\nmodels: { alow: [] }\n", 2, 11, "Did you mean 'allow'?")]
    [InlineData("schemaVersion: 1\nmodels: { retirement: { warnDays: soon } }\n", 2, 35, "'soon' is not a whole number of days from 0 to 3650")]
    [InlineData("schemaVersion: 1\nmodels: { retirement: { warnDays: -1 } }\n", 2, 35, "'-1' is not a whole number of days")]
    [InlineData("schemaVersion: 1\nmodels: { retirement: { warnDays: 2000000000 } }\n", 2, 35, "from 0 to 3650")]
    [InlineData("schemaVersion: 1\nmodels: { retirement: { warndays: 30 } }\n", 2, 25, "Did you mean 'warnDays'?")]
    [InlineData("schemaVersion: 1\nrawHttp: everywere\n", 2, 10, "did you mean 'everywhere'?")]
    [InlineData("schemaVersion: 1\nrawHttp: { scope: all }\n", 2, 19, "not one of off, beside-sdks, everywhere")]
    [InlineData("schemaVersion: 1\nrawHttp: { endpoints: [ { host: a.example, path: ask } ] }\n", 2, 50, "'ask' does not begin with / or **/")]
    [InlineData("schemaVersion: 1\nrawHttp: { endpoints: [ { host: a.example, path: \"/a(b\" } ] }\n", 2, 50, "is not a path with {name}")]
    [InlineData("schemaVersion: 1\nrawHttp: { endpoints: [ { host: \"https://a.example\", path: /a } ] }\n", 2, 33, "without scheme and path")]
    [InlineData("schemaVersion: 1\nrawHttp: { endpoints: [ { path: /a } ] }\n", 2, 25, "'host' is missing")]
    [InlineData("schemaVersion: 1\nsdks: [ { type: Contoso.Gateway } ]\n", 2, 9, "'inference' is missing")]
    public void A_mistake_is_located_and_says_the_way_out(string yaml, int line, int column, string part)
    {
        using var repository = new TemporaryRepository().With("governance.yml", yaml);

        var problem = Assert.Single(PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today).Problems);

        Assert.Equal("GOV0001", problem.RuleId);
        Assert.Equal(Severity.Error, problem.Severity);
        Assert.Equal("governance.yml", problem.Place.Path);
        Assert.Equal((line, column), (problem.Place.Line, problem.Place.Column));
        Assert.Contains(part, problem.Message);
    }

    [Theory]
    [InlineData("", "Dockerfile|deploy/*.env")]
    [InlineData("configuration: { files: .env }\n", ".env")]
    [InlineData("configuration: { files: [] }\n", "")]
    public void Configuration_files_are_those_of_both_parents_or_of_the_policy_itself(string own, string expected)
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\nextends: [ { file: org/a.yml }, { file: b.yml } ]\n" + own)
            .With("org/a.yml", "schemaVersion: 1\nconfiguration: { files: ../deploy/*.env }\n")
            .With("b.yml", "schemaVersion: 1\nconfiguration: { files: [Dockerfile, \"deploy/*.env\"] }\n");

        var policy = PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today);

        Assert.Empty(policy.Problems);
        Assert.Equal(expected, string.Join("|", policy.ConfigurationFiles));
    }

    [Fact]
    public void All_mistakes_are_reported_at_once_and_the_rest_stays_in_force()
    {
        using var repository = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\nnmae: x\nrules:\n  GOV2001: error\n  GOV9: none\n");

        var policy = PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today);

        Assert.Equal(2, policy.Problems.Count);
        Assert.Equal(Severity.Error, policy.Rule("GOV2001").Severity);
        Assert.Equal(Severity.Error, policy.Rule("GOV1001").Severity);
    }

    /// <summary>Windows and macOS would read the first; nobody reads the second.</summary>
    [Theory]
    [InlineData("Governance.yml")]
    [InlineData("governance.yaml")]
    public void A_policy_of_a_wrong_name_is_not_passed_over(string name)
    {
        using var repository = new TemporaryRepository().With(name, "schemaVersion: 1\nrules: { GOV1001: error }\n");
        if (File.Exists(Path.Combine(repository.Root, GovernedTree.PolicyFileName)))
        {
            Assert.Empty(repository.Compile().PolicyFindings);
            return;
        }

        var finding = Assert.Single(repository.Compile().PolicyFindings);
        Assert.Equal(("GOV0001", name, 1), (finding.RuleId, finding.Place.Path, finding.Place.Line));
        Assert.StartsWith($"'{name}' is not read: a policy is called 'governance.yml'", finding.Message, StringComparison.Ordinal);
        Assert.True(repository.Compile().IsInvalid);

        repository.With(GovernedTree.PolicyFileName, "schemaVersion: 1\nname: test\n");
        Assert.Empty(repository.Compile().PolicyFindings);
    }

    [Fact]
    public void A_policy_outside_of_the_repository_is_refused()
    {
        using var repository = new TemporaryRepository(withGit: false).With("outside.yml", "schemaVersion: 1\n").With("inside/.git/HEAD", "").With("inside/x", "");

        var problem = Assert.Single(PolicyLoader.Load(repository.Tree("inside", "../outside.yml"), TemporaryRepository.Today).Problems);

        Assert.Equal("GOV0001", problem.RuleId);
        Assert.Contains("outside the repository", problem.Message);
    }

    [Fact]
    public void Every_layer_that_allows_models_keeps_its_list()
    {
        using var repository = new TemporaryRepository()
            .With("root.yml", "schemaVersion: 1\nmodels:\n  allow: [\"*:*\"]\n")
            .With("a.yml", "schemaVersion: 1\nextends: { file: root.yml }\nmodels:\n  allow: [\"openai:*\", \"anthropic:*\"]\n")
            .With("b.yml", "schemaVersion: 1\nextends: { file: root.yml }\nmodels: { retirement: { warnDays: 90 } }\n")
            .With("governance.yml", "schemaVersion: 1\nextends: [ { file: a.yml }, { file: b.yml } ]\nmodels:\n  allow: [\"openai:*\", \"xai:*\"]\n");

        var policy = PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today);

        Assert.Empty(policy.Problems);
        Assert.Equal(["a.yml(4)", "governance.yml(4)", "root.yml(3)"], policy.AllowedModels.Select(l => l.Place).Order(System.StringComparer.Ordinal));
        Assert.Equal(90, policy.RetirementWarnDays);
        Assert.True(policy.AllowedModels.All(l => l.Allows("openai", "gpt-4o")));
        Assert.False(policy.AllowedModels.All(l => l.Allows("anthropic", "claude-opus-4-6")));
        Assert.False(policy.AllowedModels.All(l => l.Allows("xai", "grok-4")));
    }

    [Theory]
    [InlineData("true", 30, 1, 90)]
    [InlineData("true", 120, 0, 120)]
    [InlineData("false", 30, 0, 30)]
    public void The_days_of_a_locked_warning_can_only_grow(string locked, int days, int problems, int inForce)
    {
        using var repository = new TemporaryRepository()
            .With("org.yml", $"schemaVersion: 1\nrules: {{ GOV1005: {{ severity: warning, locked: {locked} }} }}\nmodels: {{ retirement: {{ warnDays: 90 }} }}\n")
            .With("governance.yml", $"schemaVersion: 1\nextends: {{ file: org.yml }}\nmodels: {{ retirement: {{ warnDays: {days} }} }}\n");

        var policy = PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today);

        Assert.Equal(inForce, policy.RetirementWarnDays);
        Assert.Equal(problems, policy.Problems.Count(p => p.RuleId == "GOV0003" && p.Place.Line == 3 && p.Message.Contains("is locked by org.yml(2), so 'models.retirement.warnDays' cannot be '30' here; it is '90' in org.yml(3)")));
        Assert.Equal(problems, policy.Problems.Count);
    }

    [Fact]
    public void A_layer_overrides_its_parent_and_the_place_says_who_won()
    {
        using var repository = new TemporaryRepository()
            .With("org.yml", "schemaVersion: 1\nrules:\n  GOV2001: error\n  GOV1002: warning\n")
            .With("governance.yml", "schemaVersion: 1\nextends: { file: org.yml }\nrules:\n  GOV2001: suggestion\n");

        var policy = PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today);

        Assert.Empty(policy.Problems);
        Assert.Equal((Severity.Suggestion, "governance.yml(4)"), (policy.Rule("GOV2001").Severity, policy.Rule("GOV2001").Place));
        Assert.Equal((Severity.Warning, "org.yml(4)"), (policy.Rule("GOV1002").Severity, policy.Rule("GOV1002").Place));
        Assert.StartsWith("preset baseline(", policy.Rule("GOV1001").Place);
    }

    [Theory]
    [InlineData("GOV2001: suggestion")]
    [InlineData("GOV2001: none")]
    [InlineData("GOV5001: { notVisible: none }")]
    [InlineData("GOV5001: { satisfiedBy: [Other.Thing] }")]
    public void A_locked_rule_is_not_loosened(string setting)
    {
        using var repository = new TemporaryRepository()
            .With("org.yml", "schemaVersion: 1\nrules:\n  GOV2001: { severity: warning, locked: true }\n  GOV5001: { severity: error, locked: true, satisfiedBy: [Org.Client] }\n")
            .With("governance.yml", $"schemaVersion: 1\nextends: {{ file: org.yml }}\nrules:\n  {setting}\n");

        var policy = PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today);

        var problem = Assert.Single(policy.Problems);
        Assert.Equal(("GOV0003", "governance.yml(4,3)"), (problem.RuleId, problem.Place.ToString()));
        Assert.Contains("org.yml(", problem.Message);
        Assert.Equal(Severity.Warning, policy.Rule("GOV2001").Severity);
        Assert.Equal("Org.Client", policy.Rule("GOV5001").Options["satisfiedBy"]);
    }

    [Fact]
    public void A_locked_rule_may_be_tightened_and_stays_locked()
    {
        using var repository = new TemporaryRepository()
            .With("org.yml", "schemaVersion: 1\nrules:\n  GOV2001: { severity: warning, locked: true }\n")
            .With("governance.yml", "schemaVersion: 1\nextends: { file: org.yml }\nrules:\n  GOV2001: error\n");

        var policy = PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today);

        Assert.Empty(policy.Problems);
        Assert.Equal((Severity.Error, true), (policy.Rule("GOV2001").Severity, policy.Rule("GOV2001").Locked));
    }

    [Theory]
    [InlineData("a.yml", "b.yml")]
    [InlineData("b.yml", "a.yml")]
    public void Of_two_parents_the_stricter_counts_in_either_order(string first, string second)
    {
        using var repository = new TemporaryRepository()
            .With("a.yml", "schemaVersion: 1\nfailOn: warning\nrules:\n  GOV2001: error\n  GOV1002: none\ndatasets: { licences: { allow: [MIT, CC0-1.0], deny: [GPL-*] } }\n")
            .With("b.yml", "schemaVersion: 1\nrules:\n  GOV2001: suggestion\n  GOV1002: { severity: warning, locked: true }\ndatasets: { licences: { allow: [MIT], deny: [AGPL-*] } }\n")
            .With("governance.yml", $"schemaVersion: 1\nextends: [ {{ file: {first} }}, {{ file: {second} }} ]\n");

        var policy = PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today);

        Assert.Empty(policy.Problems);
        Assert.Equal(Severity.Error, policy.Rule("GOV2001").Severity);
        Assert.Equal((Severity.Warning, true), (policy.Rule("GOV1002").Severity, policy.Rule("GOV1002").Locked));
        Assert.Equal(Severity.Warning, policy.FailOn);
        Assert.Equal(["a.yml(6)", "b.yml(5)"], policy.Licences.Select(l => l.Place).Order());
    }

    [Fact]
    public void Paths_of_a_layer_are_relative_to_the_layer()
    {
        using var repository = new TemporaryRepository()
            .With("org/policy.yml", "schemaVersion: 1\nmodels: { cards: cards/*.md }\n")
            .With("governance.yml", "schemaVersion: 1\nextends: { file: org/policy.yml }\n");

        Assert.Equal(["org/cards/*.md"], PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today).Cards);
    }

    [Fact]
    public void Every_shipped_preset_is_valid_and_sets_every_rule()
    {
        foreach (var file in ShippedFiles.Below("policies/presets/"))
        {
            var problems = new System.Collections.Generic.List<FileProblem>();
            var root = YamlReader.ReadText(ShippedFiles.Text(file), file, problems)!;
            PolicyShape.Policy.Check(root, file, problems);
            Assert.Empty(problems);
        }

        using var repository = new TemporaryRepository();
        var baseline = PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today);
        Assert.Equal(RuleCatalogue.All.Select(r => r.Id), baseline.Rules.Keys.Order());
    }
}
