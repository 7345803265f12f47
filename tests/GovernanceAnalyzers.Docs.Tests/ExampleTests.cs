using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Layers;
using GovernanceAnalyzers.Engine.Policy.Testing;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Repository.Artefacts;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Docs.Tests;

/// <summary>A block with a title is a complete file, and has to be one that the product reads without a word.</summary>
public class ExampleTests
{
    private static readonly FencedBlock[] Titled =
        [.. Repository.Pages.SelectMany(FencedBlock.In).Where(b => b.Title.Length > 0)];

    private static readonly CalendarDate Today = CalendarDate.Parse("2026-11-20");

    public static TheoryData<string> Examples => [.. Titled.Select(b => b.ToString())];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_reads_without_problems(string example)
    {
        var block = Titled.Single(b => b.ToString() == example);

        Assert.Empty(Problems(block));
    }

    [Fact]
    public void The_examples_of_the_readme_agree_with_each_other()
    {
        using var folder = new TemporaryFolder();
        foreach (var block in FencedBlock.In("README.md").Where(b => b.Title.Length > 0))
        {
            folder.Write(block.Title, block.Text);
        }

        Assert.True(CalendarDate.TryParse("2026-11-20", out var date));
        // Suggestions, such as a risk register, go further than a first page.
        Assert.DoesNotContain(RepositoryChecks.Run(PolicyCompiler.Run(GovernedTree.Find(folder.Path), date)), f => f.Severity > Core.Severity.Suggestion);
    }

    private static IEnumerable<string> Problems(FencedBlock block)
    {
        using var folder = new TemporaryFolder();
        var problems = new List<FileProblem>();
        if (block.Needs.Length > 0)
        {
            folder.Write(block.Needs, "");
        }

        switch (block.Title.Split('/'))
        {
            case ["governance.yml"] or [_, "governance.yml"]:
                folder.Write("governance.yml", block.Text);
                var governed = GovernedTree.Find(folder.Path) with
                {
                    Packs = [.. Packs(block.Page, folder).Where(p => block.Text.Contains($"package: {p.Id}\n", StringComparison.Ordinal))],
                };
                return [.. PolicyLoader.Load(governed, Today).Problems.Select(p => p.Message)];
            case [var pack, "policy", "governance.yml"]:
                var packed = new GovernedTree(folder.Path, folder.Path, null) { Packs = [.. Packs(block.Page, folder).Where(p => p.Id == pack)] };
                Assert.Single(packed.Packs);
                return [.. PolicyLoader.Load(packed, Today).Problems.Select(p => p.Message)];
            case [var tested, "tests", _, PolicyTestCase.FileName]:
                folder.Write(block.Title, block.Text);
                var cases = PolicyTestCase.Below(Path.Combine(folder.Path, tested, "tests"), problems);
                return [.. problems.Select(p => p.Message), .. cases.SelectMany(c => Differences(PolicyTestRunner.Run(c, Packs(block.Page, folder).Single(p => p.Id == tested).File, tested)))];
            case [.., "Directory.Build.props"]:
                var references = XDocument.Parse(block.Text).Descendants("PackageReference").ToArray();
                return references.Length > 0 && references.All(r => r.Attribute("Version") is not null && r.Attribute("PrivateAssets")?.Value == "all")
                    ? []
                    : ["It references no package, or one without a version, or one that others would inherit."];
            case ["governance", "waivers.yml"] or [_, "governance", "waivers.yml"]:
                folder.Write("governance.yml", "schemaVersion: 1\n");
                folder.Write("governance/waivers.yml", block.Text);
                var tree = GovernedTree.Find(folder.Path);
                var findings = new List<Finding>();
                var waivers = WaiverReader.Read(tree, PolicyLoader.Load(tree, Today), Today, findings);
                return [.. findings.Select(f => f.Message), .. waivers.Count == 0 ? ["There is no waiver in it."] : Array.Empty<string>()];
            case ["governance", "register.yml"]:
                RegisterReader.Read(block.Text, block.Title, problems);
                return problems.Select(p => p.Message);
            case ["governance", "artefacts.yml"]:
                var records = ArtefactManifest.Read(YamlReader.ReadText(block.Text, block.Title, problems), problems);
                return [.. problems.Select(p => p.Message), .. records.Count == 0 ? ["There is no artefact in it."] : Array.Empty<string>()];
            case ["governance", "datasets", _]:
                DatasetRecordReader.Read(block.Text, block.Title, problems);
                return problems.Select(p => p.Message);
            case ["governance", "models", _]:
                var cards = ModelCardReader.ReadText(block.Text, block.Title, problems);
                return problems.Concat(cards.Select(c => c.Untied).OfType<FileProblem>()).Select(p => p.Message);
            case ["governance", "evaluations", _]:
                var evaluations = EvaluationReader.Read(block.Text, block.Title, CalendarDate.Parse("2026-11-20"), problems);
                return [.. problems.Select(p => p.Message), .. evaluations.Count == 0 ? ["There is no evaluation in it."] : Array.Empty<string>()];
            case [".github", "workflows", _] or ["azure-pipelines.yml"] or [".gitlab-ci.yml"]:
                return NotInCi(block.Title, block.Text, problems);
            case [".pre-commit-config.yaml"]:
                YamlReader.ReadText(block.Text, block.Title, problems);
                return problems.Select(p => p.Message);
            case [".githooks", _]:
                return block.Text.StartsWith("#!/bin/sh\n", StringComparison.Ordinal) ? [] : ["The first line must name the shell."];
            default:
                throw new InvalidDataException($"{block}: no reader is known for this file. Add one here, or drop the title.");
        }
    }

    /// <summary>What GOV0015 says about a file of a build server; and it has to say something once the check is taken out.</summary>
    private static IEnumerable<string> NotInCi(string path, string text, List<FileProblem> problems)
    {
        YamlReader.ReadText(text, path, problems);
        // Steps that could be anything keep the rule quiet whatever else there is.
        string[] plain = [.. text.Split('\n').Where(l => !new[] { "governance report", "governance bom", "curl ", "gh run ", "run=$(" }.Any(o => l.Contains(o, StringComparison.Ordinal)))];
        return [.. problems.Select(p => p.Message), .. Found(plain), .. Found([.. plain.Where(l => !l.Contains("governance check", StringComparison.Ordinal))]).Any() ? [] : new[] { "Without the check nothing is reported." }];

        IEnumerable<string> Found(string[] lines)
        {
            using var folder = new TemporaryFolder();
            folder.Write("governance.yml", "schemaVersion: 1\nname: test\nrules: { GovernanceCheckNotInCi: error }\n");
            folder.Write("App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
            folder.Write(path, string.Join("\n", lines));
            return [.. RepositoryChecks.Run(PolicyCompiler.Run(GovernedTree.Find(folder.Path), Today)).Where(f => f.RuleId == "GOV0015").Select(f => f.Message)];
        }
    }

    /// <summary>The policy packs that a page makes: blocks with the title <c>id/policy/governance.yml</c>.</summary>
    private static PolicyPack[] Packs(string page, TemporaryFolder folder) =>
        [.. FencedBlock.In(page)
            .Where(b => b.Title.EndsWith("/" + RestoredPacks.PolicyPath, StringComparison.Ordinal))
            .Select(b => new PolicyPack(b.Title.Split('/')[0], "1.0.0", folder.Write("packs/" + b.Title, b.Text)))];

    private static IEnumerable<string> Differences(PolicyTestResult result) =>
        [.. result.Missing.Select(m => $"missing: {m}"), .. result.Unexpected.Select(u => $"unexpected: {u.Finding.RuleId} {u.Finding.Message}")];
}
