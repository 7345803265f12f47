using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Policy;

public class WaiverReaderTests
{
    private const string Good = "id: W1, rule: GOV1001, scope: { path: src/ }, reason: r, owner: ada";

    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["waivers.maxDays"] = "governance.yml(10)",
        ["waivers.maxActive"] = "governance.yml(11)",
        ["waivers.unwaivable"] = "governance.yml(12)",
        ["waivers.secondPerson"] = "governance.yml(13)",
        ["waivers.warnDays"] = "governance.yml(14)",
        ["waivers.baseBranch"] = "governance.yml(15)",
    };

    internal static EffectivePolicy Policy(WaiverRules rules) => new()
    {
        Name = "test",
        Rules = new[] { "GOV0001", "GOV0005", "GOV0006", "GOV0007", "GOV0012" }
            .ToDictionary(r => r, r => new RuleSetting(Severity.Error, false, "governance.yml(5)"), StringComparer.Ordinal),
        WaiverFiles = [new WaiverSource("waivers.yml", true)],
        WaiverRules = rules,
        Settings = Places.Select(p => new EffectiveSetting(p.Key, "", p.Value, "")).ToArray(),
    };

    private static (IReadOnlyList<Waiver> Waivers, IReadOnlyList<Finding> Findings) Read(WaiverRules rules, params string[] waivers)
    {
        using var repository = new TemporaryRepository().With("waivers.yml", File(waivers));
        return Read(repository, rules);
    }

    private static (IReadOnlyList<Waiver> Waivers, IReadOnlyList<Finding> Findings) Read(TemporaryRepository repository, WaiverRules rules, string date = "2026-11-20")
    {
        var findings = new List<Finding>();
        return (WaiverReader.Read(repository.Tree(), Policy(rules), CalendarDate.Parse(date), findings), findings);
    }

    private static string File(params string[] waivers) => "schemaVersion: 1\nwaivers:\n" + string.Concat(waivers.Select(w => $"  - {{ {w} }}\n"));

    [Fact]
    public void A_second_person_who_is_not_the_owner_has_to_approve_where_the_policy_says_so()
    {
        var rules = new WaiverRules { SecondPerson = true };

        Assert.Single(Read(rules, Good + ", expires: 2027-01-01, approvedBy: grace").Waivers);
        Assert.Single(Read(new WaiverRules(), Good + ", expires: 2027-01-01").Waivers);

        var (none, missing) = Read(rules, Good + ", expires: 2027-01-01");
        Assert.Empty(none);
        Assert.Equal(
            "Nobody has approved the waiver 'W1', and the policy wants a second person. Add 'approvedBy', with the name of somebody other than its owner. Until then it waives nothing. [governance.yml(13)]",
            Assert.Single(missing).Message);

        var (nobody, self) = Read(rules, Good + ", expires: 2027-01-01, approvedBy: \" ADA \"");
        Assert.Empty(nobody);
        Assert.Contains("approved by its own owner", Assert.Single(self).Message);
    }

    [Theory]
    [InlineData("expires: 2027-02-18", null)] // 90 days from the evaluation date
    [InlineData("expires: 2027-02-19", "is to last 91 days, from today to 2027-02-19, and the policy allows 90. Choose 2027-02-18 or an earlier day. Until then it waives nothing. [governance.yml(10)]")]
    [InlineData("approvedOn: 2026-11-01, expires: 2027-01-30", null)]
    [InlineData("approvedOn: 2026-11-01, expires: 2027-01-31", "is to last 91 days, from its approval on 2026-11-01 to 2027-01-31")]
    [InlineData("approvedOn: 2026-11-20, expires: 2027-02-18", null)]
    [InlineData("approvedOn: 2026-11-21, expires: 2027-01-01", "approved on 2026-11-21, which is after the evaluation date, 2026-11-20")]
    [InlineData("approvedOn: 9999-12-31, expires: 9999-12-31", "after the evaluation date")]
    [InlineData("approvedOn: yesterday, expires: 2027-01-01", "not a date")]
    [InlineData("expires: 2020-01-01", null)]
    public void A_waiver_lasts_no_longer_than_the_policy_allows(string dates, string? part)
    {
        var (waivers, findings) = Read(new WaiverRules { MaxDays = 90 }, Good + ", " + dates);

        Assert.Equal(part is null, waivers.Count == 1);
        if (part is null)
        {
            Assert.Empty(findings);
        }
        else
        {
            var finding = Assert.Single(findings);
            Assert.Equal(("GOV0005", 3), (finding.RuleId, finding.Place.Line));
            Assert.Contains(part, finding.Message);
        }
    }

    [Fact]
    public void Waivers_beyond_the_allowed_number_waive_nothing()
    {
        var all = new[] { "A", "B", "C", "D" }.Select(id => $"id: {id}, rule: GOV1001, scope: {{ path: {id}/ }}, reason: r, owner: o, expires: {(id == "A" ? "2026-11-19" : "2026-12-31")}").ToArray();

        var (waivers, findings) = Read(new WaiverRules { MaxActive = 2 }, all);

        // A has expired, so it does not count as active; and is not forgotten.
        Assert.Equal(["A", "B", "C"], waivers.Select(w => w.Id));
        Assert.Equal(
            ("waivers.yml", 6, "The waiver 'D' is one too many: 3 are active, and the policy allows 2. Fix what one of them covers, and delete that one. Until then it waives nothing. [governance.yml(11)]"),
            Assert.Single(findings.Select(f => (f.Place.Path, f.Place.Line, f.Message))));
        Assert.Equal(4, Read(new WaiverRules { MaxActive = 3 }, all).Waivers.Count);
        Assert.Equal(["A"], Read(new WaiverRules { MaxActive = 0 }, all).Waivers.Select(w => w.Id));
    }

    [Theory]
    [InlineData("GOV5001", "rule: InferenceCallNotLogged, scope: { path: src/ }", "The policy does not let anybody waive GOV5001 InferenceCallNotLogged")]
    [InlineData("InferenceCallNotLogged", "rule: GOV5001, scope: { path: src/ }", "The policy does not let anybody waive GOV5001 InferenceCallNotLogged")]
    [InlineData("rollback-plan", "rule: GOV1001, scope: { requirement: rollback-plan }", "The policy does not let anybody waive the requirement 'rollback-plan'")]
    [InlineData("GOV5001", "rule: GOV0014, scope: { path: a }", "GOV0014 BaselineInvalid cannot be waived")]
    public void What_the_policy_calls_unwaivable_is_not_waived(string unwaivable, string waiver, string part)
    {
        var (waivers, findings) = Read(new WaiverRules { Unwaivable = [unwaivable] }, $"id: W1, {waiver}, reason: r, owner: o, expires: 2026-12-31");

        Assert.Empty(waivers);
        Assert.Contains(part, Assert.Single(findings).Message);
    }

    [Fact]
    public void A_waiver_for_a_folder_does_not_reach_an_unwaivable_requirement()
    {
        var waiver = Assert.Single(Read(new WaiverRules { Unwaivable = ["rollback-plan"] }, Good + ", expires: 2026-12-31").Waivers);
        var finding = new Finding("GOV1001", Severity.Error, "m", new SourcePlace("src/a.yml"), "s");

        Assert.True(waiver.Covers(finding with { Requirement = "owner" }));
        Assert.False(waiver.Covers(finding with { Requirement = "rollback-plan" }));
        // And the same after the way through the compiled policy.
        using var repository = new TemporaryRepository().With("waivers.yml", File(Good + ", expires: 2026-12-31"));
        var compiled = PolicyCompiler.Run(repository.Tree(), Policy(new WaiverRules { Unwaivable = ["rollback-plan"] }), CalendarDate.Parse("2026-11-20")).Compiled;
        Assert.NotNull(compiled.WaiverFor(finding with { Requirement = "owner" }));
        Assert.Null(compiled.WaiverFor(finding with { Requirement = "rollback-plan" }));
    }

    [Theory]
    [InlineData("symbol: Shop.Bot.Ask", true)]
    [InlineData("symbol: \"M:Shop.Bot.Ask(System.String)\"", true)]
    [InlineData("symbol: \"Shop.*\", path: src/", true)]
    [InlineData("symbol: \"Shop.*\", path: test/", false)]
    [InlineData("symbol: Shop.Bot", false)]
    [InlineData("dataset: reviews", true)]
    [InlineData("dataset: \"rev*\"", true)]
    [InlineData("dataset: other", false)]
    [InlineData("requirement: licence-review", true)]
    [InlineData("requirement: licence-review, dataset: other", false)]
    [InlineData("requirement: other", false)]
    public void Every_scope_that_is_given_must_match(string scope, bool covers)
    {
        using var repository = new TemporaryRepository()
            .With("waivers.yml", File($"id: W1, rule: GOV3004, scope: {{ {scope} }}, reason: r, owner: o, expires: 2026-12-31"));
        var compiled = PolicyCompiler.Run(repository.Tree(), Policy(new WaiverRules()), CalendarDate.Parse("2026-11-20")).Compiled;
        var finding = new Finding("GOV3004", Severity.Error, "m", new SourcePlace("src/a.yml"), "s")
        {
            Symbol = "Shop.Bot.Ask(string)",
            Dataset = "reviews",
            Requirement = "licence-review",
        };

        Assert.Equal(covers, compiled.WaiverFor(finding) is not null);
        Assert.Null(compiled.WaiverFor(finding with { Symbol = "", Dataset = "", Requirement = "" }));
    }

    [Fact]
    public void A_dataset_is_waived_by_the_id_of_its_record()
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\n")
            .With("governance/datasets/a.yml", "id: reviews\nfiles: [a.csv]\n")
            .With("governance/datasets/b.yml", "id: other\nfiles: [b.csv]\n")
            .With("governance/waivers.yml", "schemaVersion: 1\nwaivers:\n  - { id: W1, rule: GOV3002, scope: { dataset: reviews }, reason: r, owner: o, expires: 2026-12-31 }\n");

        var results = ReportStore.RepositoryResults(repository.Compile()).Where(r => r.Finding.RuleId == "GOV3002");

        Assert.Equal([("reviews", ResultStatus.Waived), ("other", ResultStatus.Open)], results.Select(r => (r.Finding.Dataset, r.Status)));
    }

    [Theory]
    [InlineData("2026-12-16", null)]
    [InlineData("2026-12-17", "in 14 days")]
    [InlineData("2026-12-30", "which is tomorrow")]
    [InlineData("2026-12-31", "which is today")]
    [InlineData("2027-01-01", null)]
    public void A_waiver_is_announced_to_expire(string today, string? left)
    {
        using var repository = new TemporaryRepository().With("waivers.yml", File(Good + ", expires: 2026-12-31"));
        var compiler = PolicyCompiler.Run(repository.Tree(), Policy(new WaiverRules { WarnDays = 14 }), CalendarDate.Parse(today));

        var found = RepositoryChecks.Run(compiler).Where(f => f.RuleId == "GOV0012").ToArray();

        if (left is null)
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.Equal(
                $"Waiver 'W1' for GOV1001 expires on 2026-12-31, {left}; after that what it covers counts again. Fix it, or have the waiver renewed in time. Owner: ada. [governance.yml(14)]",
                Assert.Single(found).Message);
        }

        Assert.Equal(today == "2027-01-01", RepositoryChecks.Run(compiler).Any(f => f.RuleId == "GOV0006"));
        Assert.DoesNotContain(
            RepositoryChecks.Run(PolicyCompiler.Run(repository.Tree(), Policy(new WaiverRules()), CalendarDate.Parse(today))),
            f => f.RuleId == "GOV0012");
    }

    [GitFact]
    public void Only_waivers_of_the_base_branch_count()
    {
        using var repository = new TemporaryRepository(withGit: false)
            .With("waivers.yml", File(Good + ", expires: 2026-12-31", Good.Replace("W1", "W2") + ", expires: 2026-12-31"))
            .Committed()
            .Git("checkout", "--quiet", "-b", "feature")
            .With("waivers.yml", "# reordered, quoted and moved\n" + File(
                "expires: \"2026-12-31\", " + Good,
                Good.Replace("W1", "W2") + ", expires: 2027-12-31",
                Good.Replace("W1", "W3") + ", expires: 2026-12-31"))
            .Commit();

        var (waivers, findings) = Read(repository, new WaiverRules { BaseBranch = "main" });

        Assert.Equal(["W1"], waivers.Select(w => w.Id));
        Assert.Equal(
            [
                (5, "The waiver 'W2' says something else in main, and the policy accepts only what is in that branch. Merge the change there first. Until then it waives nothing. [governance.yml(15)]"),
                (6, "The waiver 'W3' is not in main, and the policy accepts only waivers that are in that branch. Merge it there first. Until then it waives nothing. [governance.yml(15)]"),
            ],
            findings.Select(f => (f.Place.Line, f.Message)));

        // Merged, they count at once: nothing of the earlier answer is remembered.
        repository.Git("branch", "--force", "main", "feature");
        Assert.Equal(3, Read(repository, new WaiverRules { BaseBranch = "main" }).Waivers.Count);
    }

    [GitFact]
    public void Where_the_base_branch_cannot_be_read_no_waiver_counts()
    {
        using var repository = new TemporaryRepository(withGit: false).With("other.yml", "").Committed().With("waivers.yml", File(Good + ", expires: 2026-12-31"));

        Check("main", "the file is not in main. Merge it there first.");
        Check("origin/main", "the branch origin/main is not known here. Fetch it; with actions/checkout, set fetch-depth: 0.");
        Check("--upload-pack=x", "'--upload-pack=x' is not the name of a branch. Write it as git does, for example origin/main.");
        Check("main:waivers.yml", "is not the name of a branch");
        repository.With("waivers.yml", "- [").Commit().With("waivers.yml", File(Good + ", expires: 2026-12-31"));
        Check("main", "the version in main cannot be read. Correct it there.");

        void Check(string branch, string part)
        {
            var (waivers, findings) = Read(repository, new WaiverRules { BaseBranch = branch });
            Assert.Empty(waivers);
            var finding = Assert.Single(findings);
            Assert.Equal(("GOV0005", "waivers.yml"), (finding.RuleId, finding.Place.Path));
            Assert.StartsWith("The waiver in this file does not count.", finding.Message);
            Assert.Contains(part, finding.Message);
            Assert.EndsWith(" [governance.yml(15)]", finding.Message);
        }
    }

    [Fact]
    public void Without_a_repository_no_waiver_of_a_base_branch_counts()
    {
        using var repository = new TemporaryRepository().With("waivers.yml", File(Good + ", expires: 2026-12-31"));

        var (waivers, findings) = Read(repository, new WaiverRules { BaseBranch = "main" });

        Assert.Empty(waivers);
        Assert.Matches("git (says|cannot be started)", Assert.Single(findings).Message);
    }

    [GitFact]
    public void A_moved_branch_is_noticed_by_the_next_build()
    {
        using var repository = new TemporaryRepository(withGit: false).With("waivers.yml", File(Good + ", expires: 2026-12-31")).Committed();
        var policy = Policy(new WaiverRules { BaseBranch = "main" });
        WaiverReader.Read(repository.Tree(), policy, CalendarDate.Parse("2026-11-20"), []);
        var lines = policy.Inputs.Format().ToArray();
        Assert.True(InputFiles.AreUnchanged(lines));

        repository.With("more.txt", "x").Commit();
        Assert.False(InputFiles.AreUnchanged(lines));
    }

    [GitFact]
    public void A_linked_work_tree_looks_where_the_branches_are()
    {
        using var repository = new TemporaryRepository(withGit: false).With("main/waivers.yml", File(Good + ", expires: 2026-12-31"));
        using var inner = new TemporaryRepository(withGit: false).With("waivers.yml", File(Good + ", expires: 2026-12-31")).Committed();
        var linked = System.IO.Path.Combine(repository.Root, "linked");
        inner.Git("worktree", "add", "--quiet", linked, "-b", "feature");
        var policy = Policy(new WaiverRules { BaseBranch = "main" });
        var findings = new List<Finding>();

        Assert.Single(WaiverReader.Read(GovernedTree.Find(linked), policy, CalendarDate.Parse("2026-11-20"), findings));
        Assert.Empty(findings);
        var lines = policy.Inputs.Format().ToArray();
        inner.With("more.txt", "x").Commit();
        Assert.False(InputFiles.AreUnchanged(lines));
    }
}
