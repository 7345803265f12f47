using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Reports;
using Xunit;

namespace GovernanceAnalyzers.Reports.Tests;

public class SarifTests
{
    [Fact]
    public void Rules_say_what_they_find_and_how_to_fix_it_in_text_and_in_markdown()
    {
        var rules = Run(SarifReport.Write(TestPostures.Of()))["tool"]!["driver"]!["rules"]!.AsArray();

        Assert.Equal(RuleCatalogue.All.Select(r => r.Id), rules.Select(r => (string)r!["id"]!));
        foreach (var (rule, info) in rules.Zip(RuleCatalogue.All))
        {
            Assert.Contains(info.Fix, (string)rule!["help"]!["text"]!);
            var markdown = (string)rule["help"]!["markdown"]!;
            Assert.Contains("## How to fix\n\n" + info.Fix, markdown);
            Assert.Contains($"[{info.Id}]({info.HelpUri})", markdown);
            Assert.Contains((string)rule["defaultConfiguration"]!["level"]!, new[] { "error", "warning", "note" });
        }

        // GOV1001 is an error under the baseline preset.
        Assert.Equal("error", (string)rules.Single(r => (string)r!["id"]! == "GOV1001")!["defaultConfiguration"]!["level"]!);
    }

    [Fact]
    public void Fixes_are_short_sentences() =>
        Assert.All(RuleCatalogue.All, r => Assert.True(r.Fix.Length is > 15 and < 260 && r.Fix.EndsWith('.') && char.IsUpper(r.Fix[0]), r.Id + ": " + r.Fix));

    [Fact]
    public void Every_security_rule_has_a_score_and_a_weakness_and_no_other_rule_has()
    {
        Assert.Equal(RuleCatalogue.All.Where(r => r.Category == "Security").Select(r => r.Id), SarifRules.Security.Keys.Order(StringComparer.Ordinal));
        foreach (var rule in Run(SarifReport.WriteForGitHub(TestPostures.Of()))["tool"]!["driver"]!["rules"]!.AsArray())
        {
            var properties = rule!["properties"]!;
            var isSecurity = ((string)rule["id"]!).StartsWith("GOV6", StringComparison.Ordinal);
            var tags = properties["tags"]!.AsArray().Select(t => (string)t!).ToArray();
            Assert.Equal(isSecurity, tags.Contains("security"));
            Assert.Equal(isSecurity, properties["security-severity"] is not null);
            Assert.InRange(tags.Length, 1, GitHubLimits.Tags);
            Assert.InRange(isSecurity ? decimal.Parse((string)properties["security-severity"]!) : 1, 0.1m, 10m);
            Assert.InRange(((string)rule["shortDescription"]!["text"]!).Length, 1, GitHubLimits.Description);
            Assert.InRange(((string)rule["fullDescription"]!["text"]!).Length, 1, GitHubLimits.Description);
            Assert.InRange(((string)rule["name"]!).Length, 1, 255);
        }
    }

    [Fact]
    public void Standards_are_taxonomies_and_rules_are_relevant_for_them_and_no_more()
    {
        var run = Run(SarifReport.Write(TestPostures.Of()));
        var taxonomies = run["taxonomies"]!.AsArray();
        var supported = run["tool"]!["driver"]!["supportedTaxonomies"]!.AsArray();

        Assert.Contains("ISO/IEC 42001:2023", taxonomies.Select(t => (string)t!["name"]!));
        Assert.Equal(taxonomies.Select(t => (string)t!["name"]!), supported.Select(s => (string)s!["name"]!));
        Assert.All(taxonomies, t => Assert.False((bool)t!["isComprehensive"]!));
        var relationships = run["tool"]!["driver"]!["rules"]!.AsArray().SelectMany(r => r!["relationships"]?.AsArray() ?? []).ToArray();
        Assert.True(relationships.Length > 100);
        Assert.All(relationships, r =>
        {
            Assert.Equal(["relevant"], r!["kinds"]!.AsArray().Select(k => (string)k!));
            var target = r["target"]!;
            var taxonomy = taxonomies[(int)target["toolComponent"]!["index"]!]!;
            Assert.Equal((string)taxonomy["name"]!, (string)target["toolComponent"]!["name"]!);
            Assert.Equal((string)taxonomy["taxa"]![(int)target["index"]!]!["id"]!, (string)target["id"]!);
        });
        Assert.DoesNotContain("\"guid\"", SarifReport.Write(TestPostures.Hostile()));
    }

    [Fact]
    public void A_requirement_s_own_controls_stand_at_its_result()
    {
        var posture = TestPostures.Of(TestPostures.Result("GOV2006", "governance/a.md"), TestPostures.Result("GOV1001", "a.cs"));
        string[] clauses = ["EU AI Act Art. 12", "ISO/IEC 42001:2023 A.6.2.5", "Nobody knows 1"];
        posture = posture with
        {
            Findings = posture.Findings.Select(f => f with
            {
                Clauses = clauses,
                Result = f.Result with { Finding = f.Finding with { Requirement = f.Finding.RuleId == "GOV2006" ? "plan" : "" } },
            }).ToArray(),
        };

        var results = Run(SarifReport.Write(posture))["results"]!.AsArray();

        Assert.Equal(["Art. 12", "A.6.2.5"], results[0]!["taxa"]!.AsArray().Select(t => (string)t!["id"]!));
        Assert.Null(results[1]!["taxa"]);
    }

    [Fact]
    public void Suppressions_say_why_and_where()
    {
        var posture = TestPostures.Of(
            TestPostures.Result("GOV1001", "a.cs", 7) with { Status = ResultStatus.Waived, By = "w-1", Reason = "Agreed." },
            TestPostures.Result("GOV1001", "b.cs", 7) with { Status = ResultStatus.Baselined, By = "baseline", Reason = "known since 2026-01-01" },
            TestPostures.Result("GOV1001", "c.cs", 7) with { Status = ResultStatus.Suppressed, By = "by #pragma warning", Reason = "" },
            TestPostures.Result("GOV1001", "d.cs", 7));
        posture = posture with
        {
            BaselineFile = "governance/baseline.json",
            Waivers = [new WaiverEntry(new Waiver("w-1", "GOV1001", "Agreed.", "ann@shop.example", TestPostures.Today) { Place = new SourcePlace("governance/waivers.yml", 12, 3), ApprovedBy = "grace@shop.example" }, true, 0, [1])],
            Report = posture.Report with
            {
                Projects = [new ProjectRun("a.csproj", "net10.0") { Suppressions = [new Suppression("GOV1001", new SourcePlace("c.cs", 7, 5) { EndLine = 7 }, "by #pragma warning", "") { Site = new SourcePlace("c.cs", 3) }] }],
            },
        };

        var suppressions = Run(SarifReport.Write(posture))["results"]!.AsArray().Select(r => r!["suppressions"]!.AsArray()).ToArray();

        Assert.Equal(("external", "accepted", "Waiver w-1: Agreed.", "governance/waivers.yml(12)", "grace@shop.example"), (
            (string)suppressions[0][0]!["kind"]!, (string)suppressions[0][0]!["status"]!, (string)suppressions[0][0]!["justification"]!, Place(suppressions[0][0]!["location"]!),
            (string)suppressions[0][0]!["properties"]!["approvedBy"]!));
        Assert.Equal(("external", "Baseline: known since 2026-01-01", "governance/baseline.json(1)"), (
            (string)suppressions[1][0]!["kind"]!, (string)suppressions[1][0]!["justification"]!, Place(suppressions[1][0]!["location"]!)));
        Assert.Equal(("inSource", "Suppressed by #pragma warning", "c.cs(3)"), (
            (string)suppressions[2][0]!["kind"]!, (string)suppressions[2][0]!["justification"]!, Place(suppressions[2][0]!["location"]!)));
        Assert.Empty(suppressions[3]);
    }

    [Fact]
    public void Evidence_has_its_digest_and_results_point_at_it()
    {
        var posture = TestPostures.Of(TestPostures.Result("GOV2002", "governance/models/a.md")) with
        {
            Evidence = [new EvidenceDigest("governance.yml", new string('b', 64)), new EvidenceDigest("governance/models/a.md", new string('A', 64)), new EvidenceDigest("x.md", "")],
        };

        var run = Run(SarifReport.Write(posture));

        var artifacts = run["artifacts"]!.AsArray();
        Assert.Equal(
            ["governance.yml userSpecifiedConfiguration " + new string('b', 64), "governance/models/a.md analysisTarget,resultFile " + new string('a', 64), "x.md analysisTarget "],
            artifacts.Select(a => $"{a!["location"]!["uri"]} {string.Join(",", a["roles"]!.AsArray().Select(r => (string)r!))} {a["hashes"]?["sha-256"]}"));
        Assert.Equal(1, (int)run["results"]![0]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["index"]!);
    }

    [Fact]
    public void The_run_says_under_which_policy_and_for_which_commit()
    {
        var posture = TestPostures.Of() with { NotKnown = "no build has been recorded here" };
        var run = Run(SarifReport.Write(posture));

        var properties = run["properties"]!;
        Assert.Equal(("contoso-ai", "2026-11-20", "contoso/answers", "0123456789012345678901234567890123456789", "error"), (
            (string)properties["policy"]!, (string)properties["evaluationDate"]!, (string)properties["repository"]!, (string)properties["commit"]!, (string)properties["failOn"]!));
        Assert.Equal("no build has been recorded here", (string)run["invocations"]![0]!["toolExecutionNotifications"]![0]!["message"]!["text"]!);
    }

    [Fact]
    public void GitHub_gets_what_is_open_only_with_places_in_the_repository()
    {
        var hostile = TestPostures.Hostile();
        var posture = hostile with { Identity = hostile.Identity with { Folder = "apps/my shop" } };

        var run = Run(SarifReport.WriteForGitHub(posture));

        var results = run["results"]!.AsArray();
        Assert.Equal(TestPostures.HostilePaths.Count, results.Count);
        Assert.All(results, r => Assert.Null(r!["suppressions"]));
        Assert.Equal("governance/apps/my shop/", (string)run["automationDetails"]!["id"]!);
        var locations = results.Select(r => r!["locations"]![0]!)
            .Concat(results[0]!["codeFlows"]![0]!["threadFlows"]![0]!["locations"]!.AsArray().Select(l => l!["location"]!))
            .ToArray();
        Assert.True(locations.Length > TestPostures.HostilePaths.Count);
        Assert.All(locations, l =>
        {
            var uri = (string)l["physicalLocation"]!["artifactLocation"]!["uri"]!;
            Assert.DoesNotContain("..", uri.Split('/'));
            Assert.False(uri.Contains(':') || uri.Contains('\\') || uri.StartsWith('/'), uri);
            var region = l["physicalLocation"]!["region"]!;
            Assert.All(new[] { "startLine", "startColumn", "endLine", "endColumn" }, name => Assert.True((int)region[name]! >= 1, name));
        });
        Assert.StartsWith("apps/my%20shop/src/with%20blank.cs", (string)locations[0]["physicalLocation"]!["artifactLocation"]!["uri"]!);
        // What lies above the governed folder, but in the repository, is shown where it is.
        Assert.Contains("apps/outside.cs", locations.Select(l => (string)l["physicalLocation"]!["artifactLocation"]!["uri"]!));
        Assert.All(results, r => Assert.Equal((string)r!["partialFingerprints"]!["governanceFinding/v1"]!, (string)r["partialFingerprints"]!["primaryLocationLineHash"]!));
        Assert.DoesNotContain("/home/me", run["results"]!.AsArray().SelectMany(r => r!["locations"]!.AsArray()).Select(l => l!.ToJsonString()));
    }

    [Fact]
    public void GitHub_gets_no_more_than_it_accepts_the_most_severe_first_and_is_told()
    {
        var posture = TestPostures.Big(30_000);

        var run = Run(SarifReport.WriteForGitHub(posture));

        var results = run["results"]!.AsArray();
        Assert.Equal(25_000, results.Count);
        Assert.Equal(10_000, results.Count(r => (string)r!["level"]! == "error"));
        Assert.Equal(10_000, results.Count(r => (string)r!["level"]! == "warning"));
        Assert.StartsWith("5000 of 30000 findings are left out", (string)run["invocations"]![0]!["toolExecutionNotifications"]![0]!["message"]!["text"]!);
        Assert.Equal(30_000, Run(SarifReport.Write(posture))["results"]!.AsArray().Count);
    }

    [Fact]
    public void Two_governed_folders_of_one_repository_do_not_replace_each_other_on_GitHub()
    {
        string Category(string folder) => (string)Run(SarifReport.WriteForGitHub(TestPostures.Of() with { Identity = new RepositoryIdentity("a/b", "") { Folder = folder } }))["automationDetails"]!["id"]!;

        Assert.Equal(["governance/", "governance/a/", "governance/b/c/"], new[] { "", "a", "b/c" }.Select(Category));
    }

    [Fact]
    public void Quoted_text_becomes_no_link()
    {
        var sarif = SarifReport.Write(TestPostures.Hostile());

        Assert.All(Run(sarif)["results"]!.AsArray(), r => Assert.DoesNotContain("](", (string)r!["message"]!["text"]!));
    }

    [Theory]
    [InlineData("src/a b.cs", "src/a%20b.cs")]
    [InlineData("ü.cs", "%C3%BC.cs")]
    [InlineData("c:b/c.cs", "c%3Ab/c.cs")]
    [InlineData("a/../b.cs", "b.cs")]
    [InlineData("../b.cs", "../b.cs")]
    [InlineData("a/../..", "..")]
    [InlineData("", "governance.yml")]
    [InlineData(@"C:\my work\x.cs", "file:///C:/my%20work/x.cs")]
    [InlineData(@"\\server\a b\x.cs", "file://server/a%20b/x.cs")]
    [InlineData("/home/a b.cs", "file:///home/a%20b.cs")]
    [InlineData(@"a\b.cs", "a%5Cb.cs")]
    public void Paths_become_addresses(string path, string uri) =>
        Assert.Equal(uri, (string)Run(SarifReport.Write(TestPostures.Of(TestPostures.Result("GOV1001", path))))["results"]![0]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!);

    [Fact]
    public void The_same_input_gives_the_same_bytes()
    {
        Assert.Equal(SarifReport.Write(TestPostures.Hostile()), SarifReport.Write(TestPostures.Hostile()));
        var (one, two) = (TestPostures.Golden("baseline", broken: true), TestPostures.Golden("baseline", broken: true));
        Assert.Equal(SarifReport.Write(one), SarifReport.Write(two));
        Assert.Equal(SarifReport.WriteForGitHub(one), SarifReport.WriteForGitHub(two));
    }

    [Fact]
    public void A_build_writes_the_rules_that_it_needs_and_no_standards()
    {
        var run = Run(SarifReport.Write(TestPostures.Of(TestPostures.Result("GOV1001", "a.cs"), TestPostures.Result("GOV2006", "b.md")).Report));

        Assert.Equal(["GOV1001", "GOV2006"], run["tool"]!["driver"]!["rules"]!.AsArray().Select(r => (string)r!["id"]!));
        Assert.Null(run["taxonomies"]);
        Assert.Null(run["artifacts"]);
    }

    private static JsonNode Run(string sarif) => JsonNode.Parse(sarif)!["runs"]![0]!;

    private static string Place(JsonNode location) =>
        $"{location["physicalLocation"]!["artifactLocation"]!["uri"]}({location["physicalLocation"]!["region"]!["startLine"]})";
}
