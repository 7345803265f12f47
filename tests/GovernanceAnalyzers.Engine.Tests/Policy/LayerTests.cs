using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Layers;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Policy;

/// <summary>Overrides, profiles, announced severities, locks of settings, digests and packs.</summary>
public class LayerTests
{
    private static EffectivePolicy Load(TemporaryRepository repository, string date = "2026-11-20", string profile = "", params PolicyPack[] packs) =>
        PolicyLoader.Load(repository.Tree() with { Profile = profile, Packs = packs }, CalendarDate.Parse(date));

    private static Finding Problem(EffectivePolicy policy) => Assert.Single(policy.Problems);

    [Theory]
    [InlineData("{ severity: error, errorFrom: 2027-01-01 }", "2026-12-31", Severity.Warning, "governance.yml(3), an error from 2027-01-01")]
    [InlineData("{ severity: error, errorFrom: 2027-01-01 }", "2027-01-01", Severity.Error, "governance.yml(3)")]
    [InlineData("{ severity: suggestion, errorFrom: 2027-01-01 }", "2026-12-31", Severity.Suggestion, "governance.yml(3), an error from 2027-01-01")]
    [InlineData("{ errorFrom: 2027-01-01 }", "2026-12-31", Severity.Warning, "governance.yml(3), an error from 2027-01-01")]
    [InlineData("{ errorFrom: 2027-01-01 }", "2028-01-01", Severity.Error, "governance.yml(3)")]
    public void An_announced_error_bites_on_its_day(string setting, string date, Severity expected, string cited)
    {
        using var repository = new TemporaryRepository().With("governance.yml", $"schemaVersion: 1\nrules:\n  GOV5003: {setting}\n");

        var rule = Load(repository, date).Rule("GOV5003");

        Assert.Equal((expected, cited), (rule.Severity, rule.Cited));
    }

    [Theory]
    [InlineData("error", "2027-06-01", "2027-03-01", 0)]
    [InlineData("error", "2027-03-01", "2027-06-01", 1)]
    [InlineData("suggestion", "2027-03-01", "2027-03-01", 1)]
    public void A_locked_announcement_may_come_sooner_but_not_later(string own, string parent, string day, int problems)
    {
        using var repository = new TemporaryRepository()
            .With("org.yml", $"schemaVersion: 1\nrules: {{ GOV5003: {{ severity: error, errorFrom: {parent}, locked: true }} }}\n")
            .With("governance.yml", $"schemaVersion: 1\nextends: {{ file: org.yml }}\nrules: {{ GOV5003: {{ severity: {own}, errorFrom: {day} }} }}\n");

        var policy = Load(repository);

        Assert.Equal(problems, policy.Problems.Count);
        Assert.All(policy.Problems, p => Assert.Contains($"is locked at warning, error from {parent} by org.yml(2)", p.Message));
    }

    [Theory]
    [InlineData("src/Bot.cs", Severity.Error, "preset baseline")]
    [InlineData("samples/a/Bot.cs", Severity.None, "governance.yml(4)")]
    [InlineData("samples/b/Bot.cs", Severity.Warning, "governance.yml(5)")]
    [InlineData("governance/datasets/x.yml", Severity.Error, "preset baseline")]
    public void The_last_override_that_applies_to_a_file_counts(string path, Severity expected, string place)
    {
        using var repository = new TemporaryRepository()
            .With("samples/a/Bot.cs", "")
            .With("samples/b/Bot.cs", "")
            .With("governance.yml", "schemaVersion: 1\noverrides:\n  - paths: [samples/**]\n    rules: { GOV5001: none }\n  - { paths: samples/b/**, rules: { InferenceCallNotLogged: warning } }\n");

        var compiled = repository.Compile().Compiled;
        var rule = compiled.Rule("GOV5001", path);

        Assert.Equal(expected, rule.Severity);
        Assert.StartsWith(place, rule.Place);
        Assert.Equal(rule.Severity, repository.Compile().Policy.Rule("GOV5001", path).Severity);
    }

    [Theory]
    [InlineData("src/Loans/Score.cs", Severity.Error)]
    [InlineData("src/Search/Index.cs", Severity.Suggestion)]
    [InlineData("tools/Run.cs", Severity.None)]
    public void An_override_by_risk_tier_follows_the_register(string path, Severity expected)
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\noverrides:\n  - { riskTier: [minimal, limited], rules: { NoFallback: suggestion } }\n  - { riskTier: high, rules: { NoFallback: error } }\n")
            .With("governance/register.yml", """
                schemaVersion: 1
                systems:
                  - { id: loans, riskTier: high, paths: [src/Loans/**], owner: a@b.example, purpose: x }
                  - { id: search, riskTier: minimal, paths: [src/**], owner: a@b.example, purpose: x }
                """);
        var compiler = repository.Compile();

        Assert.Empty(compiler.PolicyFindings);
        Assert.Equal(expected, compiler.Compiled.Rule("GOV5004", path).Severity);
        Assert.Equal(expected, compiler.Policy.Rule("GOV5004", path).Severity);
    }

    [Fact]
    public void Of_two_parents_the_one_that_does_not_loosen_a_file_counts()
    {
        using var repository = new TemporaryRepository()
            .With("samples/x.cs", "")
            .With("a.yml", "schemaVersion: 1\noverrides: [ { paths: [samples/**], rules: { GOV5001: none } } ]\n")
            .With("b.yml", "schemaVersion: 1\n")
            .With("governance.yml", "schemaVersion: 1\nextends: [ { file: a.yml }, { file: b.yml } ]\n");

        Assert.Equal(Severity.Error, repository.Compile().Compiled.Rule("GOV5001", "samples/x.cs").Severity);
    }

    [Fact]
    public void An_override_cannot_loosen_what_a_parent_locked()
    {
        using var repository = new TemporaryRepository()
            .With("samples/x.cs", "")
            .With("org.yml", "schemaVersion: 1\nrules: { GOV5001: { severity: warning, locked: true } }\n")
            .With("governance.yml", "schemaVersion: 1\nextends: { file: org.yml }\noverrides:\n  - paths: [samples/**]\n    rules:\n      GOV5001: none\n      GOV2001: none\n");

        var policy = Load(repository);

        var problem = Problem(policy);
        Assert.Equal(("GOV0003", "governance.yml(6,7)"), (problem.RuleId, problem.Place.ToString()));
        Assert.Contains("is locked at warning by org.yml(2) and cannot be none in some files", problem.Message);
        Assert.Equal(Severity.Warning, policy.Rule("GOV5001", "samples/x.cs").Severity);
        Assert.Equal(Severity.None, policy.Rule("GOV2001", "samples/x.cs").Severity);
    }

    [Theory]
    [InlineData("overrides: [ { paths: [smaples/**], rules: { GOV2001: none } } ]\n", 2, 24, "'smaples/**' matches no file")]
    [InlineData("overrides: [ { rules: { GOV2001: none } } ]\n", 2, 14, "needs 'paths', 'riskTier' or both")]
    [InlineData("overrides: [ { riskTier: [hihg], rules: { GOV2001: none } } ]\n", 2, 27, "did you mean 'high'?")]
    [InlineData("overrides: [ { paths: [samples/**], rules: { GOV2001: { severity: none } } } ]\n", 2, 55, "must be one of none, suggestion, warning, error")]
    [InlineData("overrides: [ { paths: [samples/**] } ]\n", 2, 14, "'rules' is missing")]
    [InlineData("locked: [waivers.maxDay]\n", 2, 10, "did you mean 'waivers.maxDays'?")]
    [InlineData("locked: [name]\n", 2, 10, "not one of")]
    [InlineData("rules: { GOV1001: { errorFrom: 2027-02-30 } }\n", 2, 32, "not a date")]
    [InlineData("rules: { GOV1001: { errorfrom: 2027-02-28 } }\n", 2, 21, "Did you mean 'errorFrom'?")]
    [InlineData("waivers: { maxDays: many }\n", 2, 21, "'many' is not a whole number of days")]
    [InlineData("waivers: { secondPerson: yes }\n", 2, 26, "neither true nor false")]
    [InlineData("extends: [ { preset: baseline, sha256: abc } ]\n", 2, 40, "64 hexadecimal digits")]
    [InlineData("extends: [ { package: \"a b\" } ]\n", 2, 23, "is not the id of a NuGet package")]
    [InlineData("register: /etc/register.yml\n", 2, 11, "not a relative path")]
    [InlineData("profiles: { ci: { rulez: {} } }\n", 2, 19, "Did you mean 'rules'?")]
    [InlineData("catalogue: { maxAge: 3 }\n", 2, 14, "Did you mean 'maxAgeDays'?")]
    public void A_mistake_is_located_and_says_the_way_out(string yaml, int line, int column, string part)
    {
        using var repository = new TemporaryRepository().With("samples/x.cs", "").With("governance.yml", "schemaVersion: 1\n" + yaml);

        var problem = Problem(Load(repository));

        Assert.Equal(("GOV0001", "governance.yml", line, column), (problem.RuleId, problem.Place.Path, problem.Place.Line, problem.Place.Column));
        Assert.Contains(part, problem.Message);
    }

    [Theory]
    [InlineData("", Severity.Error)]
    [InlineData("nightly", Severity.Warning)]
    public void A_profile_counts_where_it_is_asked_for(string profile, Severity failOn)
    {
        using var repository = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\nprofiles: { nightly: { failOn: warning } }\n");

        var policy = Load(repository, profile: profile);

        Assert.Empty(policy.Problems);
        Assert.Equal(failOn, policy.FailOn);
    }

    [Fact]
    public void A_profile_that_nobody_defines_is_an_error()
    {
        using var repository = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\nprofiles: { nightly: { failOn: warning } }\n");

        var problem = Problem(Load(repository, profile: "nigthly"));

        Assert.Equal("GOV0001", problem.RuleId);
        Assert.Contains("There is no profile 'nigthly'", problem.Message);
        Assert.Contains("There is nightly", problem.Message);
    }

    [Fact]
    public void A_profile_cannot_loosen_what_a_parent_locked()
    {
        using var repository = new TemporaryRepository()
            .With("org.yml", "schemaVersion: 1\nlocked: [failOn]\nfailOn: warning\n")
            .With("governance.yml", "schemaVersion: 1\nextends: { file: org.yml }\nprofiles: { local: { failOn: error } }\n");

        var policy = Load(repository, profile: "local");

        Assert.Equal("GOV0003", Problem(policy).RuleId);
        Assert.Equal(Severity.Warning, policy.FailOn);
    }

    [Theory]
    [InlineData("failOn: error", "'failOn' is locked by org.yml(2) and cannot be 'error' here; it is 'warning' in org.yml(3)")]
    [InlineData("waivers: { maxDays: 91 }", "'waivers.maxDays' is locked by org.yml(2) and cannot be '91' here; it is '90' in org.yml(4)")]
    [InlineData("waivers: { secondPerson: false }", "'waivers.secondPerson' is locked")]
    [InlineData("waivers: { unwaivable: [GOV1004] }", "'waivers.unwaivable' is locked")]
    [InlineData("waivers: { file: other.yml }", "'waivers.file' is locked")]
    [InlineData("datasets: { licences: { allow: [MIT, Apache-2.0] } }", "'datasets.licences' is locked")]
    [InlineData("datasets: { licences: { deny: [] } }", "'datasets.licences' is locked")]
    [InlineData("datasets: { licences: { unlisted: allow } }", "'datasets.licences' is locked")]
    [InlineData("datasets: { licences: { allow: [], deny: [non-commercial, share-alike] } }", "")]
    [InlineData("failOn: suggestion", "")]
    [InlineData("waivers: { maxDays: 30, secondPerson: true, unwaivable: [GOV1001, GOV1004] }", "")]
    [InlineData("models: { retirement: { warnDays: 10 } }", "")]
    public void A_locked_setting_can_only_be_tightened(string own, string message)
    {
        using var repository = new TemporaryRepository()
            .With("org.yml", """
                schemaVersion: 1
                locked: [failOn, waivers, datasets.licences]
                failOn: warning
                waivers: { maxDays: 90, secondPerson: true, unwaivable: [GOV1001] }
                datasets: { licences: { allow: [MIT], deny: [non-commercial] } }
                """)
            .With("governance.yml", $"schemaVersion: 1\nextends: {{ file: org.yml }}\n{own}\n");

        var policy = Load(repository);

        if (message.Length == 0)
        {
            Assert.DoesNotContain(policy.Problems, p => p.RuleId == "GOV0003");
        }
        else
        {
            Assert.Equal(("GOV0003", 3), (Problem(policy).RuleId, Problem(policy).Place.Line));
            Assert.Contains(message, Problem(policy).Message);
            Assert.Equal((Severity.Warning, 90, true), (policy.FailOn, policy.WaiverRules.MaxDays, policy.WaiverRules.SecondPerson));
        }
    }

    [Fact]
    public void More_cannot_count_as_logging_where_that_is_locked()
    {
        using var repository = new TemporaryRepository()
            .With("org.yml", "schemaVersion: 1\nrules: { GOV5001: { severity: error, locked: true } }\n")
            .With("governance.yml", "schemaVersion: 1\nextends: { file: org.yml }\nsdks:\n  - { type: A.Gateway, inference: [AskAsync] }\n  - { type: B.Gateway, inference: [AskAsync], logged: true }\n");

        var policy = Load(repository);

        Assert.Equal(("GOV0003", 5), (Problem(policy).RuleId, Problem(policy).Place.Line));
        Assert.Single(policy.Sdks);
    }

    [Fact]
    public void A_pinned_layer_that_changed_fails_closed()
    {
        const string text = "schemaVersion: 1\nfailOn: warning\n";
        using var repository = new TemporaryRepository()
            .With("org.yml", text.Replace("\n", "\r\n", System.StringComparison.Ordinal))
            .With("governance.yml", $"schemaVersion: 1\nextends: [ {{ file: org.yml, sha256: {LayerSource.Digest(text)} }} ]\n");

        Assert.Empty(Load(repository).Problems);

        repository.With("org.yml", text + "# more\n");
        var compiler = repository.Compile();
        var problem = Assert.Single(compiler.PolicyFindings);
        Assert.Equal(("GOV0004", 2, 37), (problem.RuleId, problem.Place.Line, problem.Place.Column));
        Assert.True(compiler.IsInvalid);
    }

    [Fact]
    public void A_lock_file_states_every_layer()
    {
        using var repository = new TemporaryRepository()
            .With("org.yml", "schemaVersion: 1\nextends: { file: base/b.yml }\n")
            .With("base/b.yml", "schemaVersion: 1\n")
            .With("governance.yml", "schemaVersion: 1\nextends:\n  - file: org.yml\n");
        repository.With("governance.lock.yml", PolicyLock.Write(Load(repository).Layers));

        Assert.Equal(["base/b.yml", "org.yml", "preset baseline"], Load(repository).Layers.Select(l => l.Name));
        Assert.Empty(Load(repository).Problems);

        repository.With("base/b.yml", "schemaVersion: 1\nfailOn: warning\n");
        var changed = Problem(Load(repository));
        Assert.Equal(("GOV0004", "governance.lock.yml", 5), (changed.RuleId, changed.Place.Path, changed.Place.Line));
        Assert.Contains("base/b.yml is not what it was when it was locked", changed.Message);
        Assert.Contains("governance policy lock", changed.Message);

        repository.With("org.yml", "schemaVersion: 1\nextends: { file: base/c.yml }\n").With("base/c.yml", "schemaVersion: 1\n");
        Assert.Equal(
            ["base/b.yml is locked here, and the policy does not stand on it any more", "base/c.yml is not in governance.lock.yml", "org.yml is not what it was"],
            Load(repository).Problems.Select(p => p.Message).Order(System.StringComparer.Ordinal).Zip(
                ["base/b.yml is locked here, and the policy does not stand on it any more", "base/c.yml is not in governance.lock.yml", "org.yml is not what it was"],
                (message, part) => message.StartsWith(part, System.StringComparison.Ordinal) ? part : message));
    }

    [Fact]
    public void A_report_says_which_layers_were_in_force()
    {
        const string own = "schemaVersion: 1\nextends:\n  - file: org.yml\nprofiles: { nightly: { failOn: warning } }\n";
        using var repository = new TemporaryRepository().With("org.yml", "schemaVersion: 1\n").With("governance.yml", own);
        var tree = repository.Tree() with { Profile = "nightly" };

        var json = Engine.Reports.JsonReport.Write(new Engine.Gate.ReportStore(tree).Update(PolicyCompiler.Run(tree, TemporaryRepository.Today)));

        var policy = System.Text.Json.Nodes.JsonNode.Parse(json)!["policy"]!;
        Assert.Equal(("nightly", LayerSource.Digest(own)), ((string)policy["profile"]!, (string)policy["sha256"]!));
        Assert.Equal(
            ["org.yml " + LayerSource.Digest("schemaVersion: 1\n"), "preset baseline " + LayerSource.Digest(Engine.Catalogue.ShippedFiles.Text("policies/presets/baseline.yml"))],
            policy["layers"]!.AsArray().Select(l => $"{l!["layer"]} {l["sha256"]}"));
    }

    [Theory]
    [InlineData("schemaVersion: 1\nlayers:\n  - layer: preset baseline\n", "GOV0001", 3)]
    [InlineData("schemaVersion: 1\nlayer: []\n", "GOV0001", 2)]
    [InlineData("schemaVersion: 1\nlayers: []\n", "GOV0004", 1)]
    [InlineData("schemaVersion: 1\nlayers:\n\t- x\n", "GOV0001", 3)]
    public void A_malformed_lock_file_is_a_finding(string text, string rule, int line)
    {
        using var repository = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\n").With("governance.lock.yml", text);

        var problems = Load(repository).Problems;

        Assert.Contains(problems, p => p.RuleId == rule && p.Place.Line == line && p.Place.Path == "governance.lock.yml");
    }

    [Fact]
    public void A_pack_is_a_layer_whose_paths_are_those_of_the_repository()
    {
        using var packs = new TemporaryRepository()
            .With("policy/governance.yml", "schemaVersion: 1\nname: org\nextends: { file: parts/rules.yml }\nmodels: { cards: cards/*.md }\n")
            .With("policy/parts/rules.yml", "schemaVersion: 1\nrules:\n  GOV2001: { severity: error, locked: true }\n");
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\nextends:\n  - package: contoso.aipolicy\nrules:\n  GOV2001: none\n");

        var policy = Load(repository, packs: new PolicyPack("Contoso.AiPolicy", "1.2.0", Path.Combine(packs.Root, "policy", "governance.yml")));

        var problem = Problem(policy);
        Assert.Equal("GOV0003", problem.RuleId);
        Assert.Contains("GOV2001 ModelCardMissing is locked at error by Contoso.AiPolicy 1.2.0/parts/rules.yml(3) and cannot be none here", problem.Message);
        Assert.Equal(["cards/*.md"], policy.Cards);
        Assert.Equal(["Contoso.AiPolicy/governance.yml 1.2.0", "Contoso.AiPolicy/parts/rules.yml 1.2.0", "preset baseline "], policy.Layers.Select(l => $"{l.Name} {l.Version}"));
    }

    /// <summary>Read path by path, this would be a million layers.</summary>
    [Fact]
    public void Layers_that_share_their_parents_are_merged_once()
    {
        using var repository = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\nextends: [ { file: a0.yml }, { file: b0.yml } ]\n");
        for (var i = 0; i < 20; i++)
        {
            var extends = i == 19 ? "{ preset: baseline }" : $"[ {{ file: a{i + 1}.yml }}, {{ file: b{i + 1}.yml }} ]";
            repository.With($"a{i}.yml", $"schemaVersion: 1\nextends: {extends}\n").With($"b{i}.yml", $"schemaVersion: 1\nextends: {extends}\nwaivers: {{ maxDays: {100 - i} }}\n");
        }

        var policy = Load(repository);

        Assert.Empty(policy.Problems);
        Assert.Equal((81, 41), (policy.WaiverRules.MaxDays, policy.Layers.Count));
    }

    [Fact]
    public void A_pack_cannot_reach_outside_of_itself()
    {
        using var packs = new TemporaryRepository()
            .With("policy/governance.yml", "schemaVersion: 1\nextends: { file: ../secret.yml }\n")
            .With("secret.yml", "schemaVersion: 1\n");
        using var repository = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\nextends:\n  - package: P\n");

        var problem = Problem(Load(repository, packs: new PolicyPack("P", "1.0.0", Path.Combine(packs.Root, "policy", "governance.yml"))));

        Assert.Equal(("GOV0001", "P 1.0.0/governance.yml(2,18)"), (problem.RuleId, problem.Place.ToString()));
        Assert.Contains("outside the policy pack", problem.Message);
    }

    public static IEnumerable<object[]> Unsettled() =>
    [
        ["schemaVersion: 1\nextends:\n  - package: Contoso.AiPolicy\n", false, "is not restored here"],
        ["schemaVersion: 1\n", true, "is installed, and this policy does not extend it"],
    ];

    [Theory]
    [MemberData(nameof(Unsettled))]
    public void A_pack_has_to_be_there_and_in_use(string policy, bool installed, string message)
    {
        using var packs = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\n");
        using var repository = new TemporaryRepository().With("governance.yml", policy);

        var problem = Problem(Load(repository, packs: installed ? [new PolicyPack("Contoso.AiPolicy", "1.0.0", Path.Combine(packs.Root, "governance.yml"))] : []));

        Assert.Equal("GOV0004", problem.RuleId);
        Assert.Contains(message, problem.Message);
    }

    [Fact]
    public void Without_a_policy_of_its_own_a_repository_is_under_the_packs_it_installed()
    {
        using var packs = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\nname: org\nfailOn: suggestion\n");
        using var repository = new TemporaryRepository();
        var tree = repository.Tree() with { Packs = [new PolicyPack("P", "1.0.0", Path.Combine(packs.Root, "governance.yml"))] };

        var compiler = PolicyCompiler.Run(tree, TemporaryRepository.Today);

        Assert.Equal(Severity.Suggestion, compiler.Policy.FailOn);
        Assert.Empty(RepositoryChecks.Run(compiler));
    }

    [Theory]
    [InlineData("2027-05-19", false)]
    [InlineData("2027-05-20", true)]
    public void An_old_catalogue_is_said(string date, bool expected)
    {
        using var repository = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\n");

        Assert.Equal(expected, RepositoryChecks.Run(repository.Compile(date)).Any(f => f.RuleId == "GOV0011" && f.Message.Contains("of 2026-11-20")));
    }
}
