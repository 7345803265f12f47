using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Repository.Requirements;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Requirements;

/// <summary>Reads requirements and registers from YAML and holds a repository against them.</summary>
internal static class RequirementTest
{
    public const string Today = "2026-11-20";

    public static Requirement Parse(string yaml, Requirement? below = null)
    {
        var problems = new List<FileProblem>();
        var root = (YamlMapping)YamlReader.ReadText(yaml, "policy.yml", problems)!;
        RequirementShape.Requirement.Check(root, "requirement", problems);
        var requirement = Requirement.Override(below, root, "policy.yml", problems);
        Assert.Empty(problems.Select(p => $"{p.Place} {p.Message}"));
        return requirement!;
    }

    public static IReadOnlyList<FileProblem> Problems(string yaml, Requirement? below = null)
    {
        var problems = new List<FileProblem>();
        var root = YamlReader.ReadText(yaml, "policy.yml", problems)!;
        RequirementShape.Requirement.Check(root, "requirement", problems);
        Requirement.Override(below, (YamlMapping)root, "policy.yml", problems);
        return problems;
    }

    /// <summary>A register from YAML, as far as requirements need it.</summary>
    public static Register Register(string yaml)
    {
        var root = (YamlMapping)YamlReader.ReadText(yaml, "governance/register.yml", [])!;
        static LocatedText Id(YamlMapping m) => new(m.Text("id")!, m["id"]!.Place);
        static LocatedText? Owner(YamlMapping m) => m["owner"] is YamlScalar owner ? new LocatedText(owner.Text, owner.Place) : null;
        return new Register(
            [.. root.List("systems").OfType<YamlMapping>().Select(m => new RegisteredSystem(Id(m), m)
            {
                Tier = RiskTierText.TryParse(m.Text("riskTier"), out var tier) ? tier : RiskTier.Unknown,
                DataClasses = m.Texts("dataClasses"),
                Owner = Owner(m),
            })],
            [.. root.List("models").OfType<YamlMapping>().Select(m => new RegisteredModel(Id(m), m)
            {
                Provider = m.Text("provider") ?? "",
                Reference = m.Text("reference") ?? "",
                Origin = m.Text("origin") ?? "hosted",
                Deployments = [.. m.Scalars("deployments").Select(s => new LocatedText(s.Text, s.Place))],
                UsedBy = [.. m.Scalars("usedBy").Select(s => new LocatedText(s.Text, s.Place))],
                Owner = Owner(m),
            })],
            [.. root.List("suppliers").OfType<YamlMapping>().Select(m => new RegisteredSupplier(Id(m), m))])
        {
            Exists = true,
            Path = "governance/register.yml",
        };
    }

    public static IReadOnlyList<RequirementResult> Run(
        TemporaryRepository repository, IEnumerable<string> requirements, string? register = null, bool codeUsesAi = true, string today = Today) =>
        RequirementChecks.Run(
            repository.Compile(today),
            requirements.Select(r => Parse(r)).ToArray(),
            register is null ? Engine.Repository.Register.Empty : Register(register),
            codeUsesAi);

    public static IReadOnlyList<Finding> Findings(
        TemporaryRepository repository, string requirement, string? register = null, bool codeUsesAi = true, string today = Today) =>
        Run(repository, [requirement], register, codeUsesAi, today).SelectMany(r => r.Findings).ToArray();

    /// <summary><c>GOV2007 governance/a.yml(3)</c>.</summary>
    public static string[] Places(IEnumerable<Finding> findings) => findings.Select(f => $"{f.RuleId} {f.Place with { Column = 0 }}").ToArray();
}
