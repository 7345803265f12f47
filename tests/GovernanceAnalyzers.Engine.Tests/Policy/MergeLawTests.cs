using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Layers;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Policy;

/// <summary>
/// How layers combine, as laws over random policies: parents may be named in any order, grouped in any way and named twice, and the result
/// is at least as strict as each of them; what a parent locked is never looser above it.
/// </summary>
public class MergeLawTests
{
    private const int Runs = 60;

    private static readonly Gen<string> Severity = Gen.Elements("none", "suggestion", "warning", "error");

    private static readonly Gen<string> Rule = Gen.OneOf(
        from id in Gen.Elements("GOV1001", "ModelRetiringSoon", "GOV2001", "GOV3004", "GOV5001", "GOV1008")
        from severity in Severity
        from locked in Gen.Elements("", ", locked: true")
        select $"{id}: {{ severity: {severity}{locked} }}",
        from severity in Severity
        from month in Gen.Choose(1, 12)
        select $"GOV5002: {{ severity: {severity}, errorFrom: 2027-{month:00}-01 }}",
        from types in Gen.SubListOf("A.Client", "B.Client", "C.Client")
        from visible in Severity
        select $"GOV5005: {{ notVisible: {visible} }}",
        from types in Gen.SubListOf("A.Client", "B.Client", "C.Client")
        select $"GOV5001: {{ satisfiedBy: [{string.Join(", ", types)}] }}");

    private static readonly Gen<string> Section = Gen.OneOf(
        from rules in Rule.ListOf()
        select rules.Count == 0 ? "" : "rules:\n" + string.Concat(rules.GroupBy(r => Core.Rules.RuleCatalogue.Find(r.Split(':')[0])!.Id).Select(g => $"  {g.First()}\n")),
        from word in Gen.Elements("suggestion", "warning", "error")
        select $"failOn: {word}\n",
        from days in Gen.Choose(0, 400)
        from active in Gen.Choose(0, 20)
        from second in Gen.Elements("true", "false")
        from rules in Gen.SubListOf("GOV6001", "GOV1001", "rollback-plan")
        select $"waivers: {{ maxDays: {days}, maxActive: {active}, secondPerson: {second}, unwaivable: [{string.Join(", ", rules.Where(r => r != "GOV6001"))}] }}\n",
        from allow in Gen.SubListOf("MIT", "CC0-1.0", "permissive")
        from deny in Gen.SubListOf("non-commercial", "no-derivatives", "use-restricted")
        from unlisted in Gen.Elements("allow", "review", "deny")
        select $"datasets: {{ licences: {{ allow: [{string.Join(", ", allow)}], deny: [{string.Join(", ", deny)}], unlisted: {unlisted} }} }}\n",
        from patterns in Gen.SubListOf("\"openai:*\"", "\"anthropic:*\"", "\"*:*\"")
        from days in Gen.Choose(0, 365)
        select $"models: {{ allow: [{string.Join(", ", patterns)}], retirement: {{ warnDays: {days} }} }}\n",
        from scope in Gen.Elements("off", "beside-sdks", "everywhere")
        from host in Gen.Elements("a.example", "\"*.example\"", "b.example")
        select $"rawHttp: {{ scope: {scope}, endpoints: [ {{ host: {host}, path: /ask }} ] }}\n",
        from severity in Severity
        from tier in Gen.Elements("minimal", "limited", "high")
        from id in Gen.Elements("GOV1001", "GOV2001", "GOV5001")
        select $"overrides: [ {{ riskTier: [{tier}], rules: {{ {id}: {severity} }} }}, {{ paths: [src/**], rules: {{ {id}: warning }} }} ]\n",
        from files in Gen.SubListOf("deploy/a.env", "deploy/b.env", "Dockerfile")
        select $"configuration: {{ files: [{string.Join(", ", files)}] }}\n",
        from names in Gen.SubListOf("failOn", "waivers", "waivers.maxDays", "datasets.licences", "rawHttp", "overrides")
        select $"locked: [{string.Join(", ", names)}]\n",
        from type in Gen.Elements("A.Gateway", "B.Gateway")
        from method in Gen.Elements("Ask", "Tell")
        select $"sdks: [ {{ type: {type}, inference: [{method}] }} ]\n",
        from days in Gen.Choose(1, 400)
        select $"catalogue: {{ maxAgeDays: {days} }}\n");

    private static readonly Gen<string> Layer =
        from sections in Section.ListOf()
        from name in Gen.Elements("org", "team", "unit")
        select $"schemaVersion: 1\nname: {name}\n" + string.Concat(sections.GroupBy(s => s.Split(':')[0]).Select(g => g.First()));

    [Fact]
    public void The_order_of_parents_does_not_matter() => ForThree((a, b, c) =>
        Same(Load(a, b, c, "a b c"), Load(a, b, c, "b a c")) && Same(Load(a, b, c, "a b c"), Load(a, b, c, "c b a")));

    [Fact]
    public void The_grouping_of_parents_does_not_matter() => ForThree((a, b, c) =>
        Same(Load(a, b, c, "a b c"), Load(a, b, c, "ab c")) && Same(Load(a, b, c, "a b c"), Load(a, b, c, "a bc")));

    [Fact]
    public void Naming_a_parent_twice_changes_nothing() => ForThree((a, b, c) =>
        Same(Load(a, b, c, "a b"), Load(a, b, c, "a b a ab")));

    [Fact]
    public void Of_two_parents_nothing_is_looser_than_in_either() => ForThree((a, b, c) =>
    {
        var both = Load(a, b, c, "a b").Policy;
        return new[] { "a", "b" }.All(one => Load(a, b, c, one).Policy.Settings.All(s => IsAtLeastAsStrict(s, both.Settings.Single(n => n.Name == s.Name))));
    });

    [Fact]
    public void What_a_parent_locked_is_never_looser_above_it() => ForThree((a, b, _) =>
    {
        var parent = Load(a, b, "", "a").Policy;
        var child = Load(a, b.Replace("schemaVersion: 1\n", "schemaVersion: 1\nextends: { file: a.yml }\n", StringComparison.Ordinal), "", "b").Policy;
        return parent.Settings.Where(s => s.LockedBy.Length > 0).All(s => IsAtLeastAsStrict(s, child.Settings.Single(n => n.Name == s.Name)));
    });

    /// <summary>Overrides apart: a parent that loosens a rule in some files and one that does not combine to the stricter per file.</summary>
    private static bool IsAtLeastAsStrict(EffectiveSetting before, EffectiveSetting now) =>
        before.Name is "overrides" or "name" || !PolicySettings.KindOf(before.Name).IsLooser(now.Raw!, before.Raw);

    private static void ForThree(Func<string, string, string, bool> law) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Runs).WithReplay(new Replay(new Rnd(20261121, 1), null)),
        Prop.ForAll(Layer.ToArbitrary(), Layer.ToArbitrary(), Layer.ToArbitrary(), (a, b, c) => law(a, b, c)));

    private static PolicyCompiler Load(string a, string b, string c, string parents)
    {
        using var repository = new TemporaryRepository()
            .With("a.yml", a)
            .With("b.yml", b)
            .With("c.yml", c.Length == 0 ? "schemaVersion: 1\n" : c)
            .With("ab.yml", "schemaVersion: 1\nextends: [ { file: a.yml }, { file: b.yml } ]\n")
            .With("bc.yml", "schemaVersion: 1\nextends: [ { file: b.yml }, { file: c.yml } ]\n")
            .With("src/x.cs", "")
            .With("governance.yml", $"schemaVersion: 1\nextends: [ {string.Join(", ", parents.Split(' ').Select(p => $"{{ file: {p}.yml }}"))} ]\n");
        var policy = repository.Compile();
        Assert.DoesNotContain(policy.PolicyFindings, p => p.RuleId == "GOV0001");
        return policy;
    }

    /// <summary>Byte for byte.</summary>
    private static bool Same(PolicyCompiler one, PolicyCompiler other) =>
        one.Text(".") == other.Text(".")
        && one.Policy.Settings.Select(s => s.ToString()).SequenceEqual(other.Policy.Settings.Select(s => s.ToString()));
}
