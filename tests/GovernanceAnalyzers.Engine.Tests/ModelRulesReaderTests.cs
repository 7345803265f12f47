using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests;

public class ModelRulesReaderTests
{
    private const string Header = """
        provider: acme
        name: Acme
        asOf: 2026-11-20
        otherwise: { verdict: floating, assurance: D, reason: nothing is known }

        """;

    private const string PinnedRule = """
        rules:
          - { match: '^.+-v(?<major>\d+)$', atLeast: '2.0', verdict: pinned, assurance: A, reason: it has a version }

        """;

    [Fact]
    public void Reads_what_it_needs()
    {
        var provider = Read(Header + PinnedRule + "families:\n  - { names: one, snapshots: one-v2 }\n", out var problems);

        Assert.Empty(problems);
        var catalogue = ModelCatalogue.From([provider!]);
        Assert.Equal(PinVerdict.Pinned, catalogue.Classify("acme", "one-v2").Verdict);
        Assert.Equal(PinVerdict.Floating, catalogue.Classify("acme", "one-v1").Verdict);
        Assert.Equal(["one-v2"], catalogue.Classify("acme", "one").PinnedForms);
    }

    [Theory]
    [InlineData("- 1", 1, 1, "must be a mapping")]
    [InlineData("provider: Acme AI", 1, 11, "'Acme AI' is not a provider id")]
    [InlineData("asOf: 2026-13-20", 1, 7, "is not a date")]
    [InlineData("nmae: Acme", 1, 1, "Did you mean 'name'?")]
    [InlineData("allowsSpaces: yes", 1, 15, "neither true nor false")]
    [InlineData("provider: acme", 1, 1, "'rules' is missing")]
    [InlineData("strip: 'models/'", 1, 8, "must start with '^'")]
    [InlineData("rules: [{ match: '^(', verdict: pinned, assurance: A, reason: x }]", 1, 18, "not a regular expression")]
    [InlineData("rules: [{ match: '^a', verdict: pined, assurance: A, reason: x }]", 1, 33, "did you mean 'pinned'?")]
    [InlineData("rules: [{ match: '^a', verdict: pinned, assurance: E, reason: x }]", 1, 52, "is not one of A, B, C, D")]
    [InlineData("rules: [{ match: '^a', verdict: pinned, assurance: A, reason: It is. }]", 1, 63, "without a full stop")]
    [InlineData("rules: [{ match: '^a', verdict: pinned, assurance: A }]", 1, 9, "'reason' is missing")]
    [InlineData("rules: [{ match: '^(?<date>.+)', date: YYYY, verdict: pinned, assurance: A, reason: x }]", 1, 40, "not a format made of")]
    [InlineData("rules: [{ match: '^(?<major>.+)', atLeast: '4', verdict: pinned, assurance: A, reason: x }]", 1, 44, "not of the form major.minor")]
    [InlineData("rules: [{ ids: ['a|b'], verdict: pinned, assurance: A, reason: x }]", 1, 17, "must not hold '|'")]
    [InlineData("retirements: [{ models: a, on: 2026-01-01, after: explodes, source: x }]", 1, 51, "'explodes' is not one of")]
    public void Refuses_a_wrong_form(string yaml, int line, int column, string part)
    {
        var provider = Read(yaml, out var problems);

        Assert.Null(provider);
        var problem = Assert.Single(problems, p => p.Message.Contains(part));
        Assert.Equal((line, column), (problem.Place.Line, problem.Place.Column));
    }

    [Theory]
    [InlineData("rules: [{ verdict: pinned, assurance: A, reason: x }]", 5, 9, "exactly one of 'match', 'ids' and 'hasSnapshots'")]
    [InlineData("rules: [{ match: '^a', ids: [a], verdict: pinned, assurance: A, reason: x }]", 5, 9, "exactly one of")]
    [InlineData("rules: [{ match: '^a', date: yyMM, verdict: pinned, assurance: A, reason: x }]", 5, 24, "'date' needs a 'match' with the group '(?<date>...)'")]
    [InlineData("rules: [{ ids: [a], atLeast: '1.0', verdict: pinned, assurance: A, reason: x }]", 5, 21, "'atLeast' needs")]
    [InlineData(PinnedRule + "families: [{ names: one, snapshots: one-v2 }, { names: ONE, snapshots: one-v3 }]", 7, 56, "already has its pinned forms in line 7")]
    [InlineData(PinnedRule + "families: [{ names: one, snapshots: one-v1 }]", 7, 37, "'one-v1' is offered as a pinned form, but")]
    [InlineData(PinnedRule + "families: [{ names: one-v3, snapshots: one-v2 }]", 7, 21, "they would never be offered")]
    [InlineData(PinnedRule + "retirements: [{ models: a, after: fails, source: x }]", 7, 15, "exactly one of 'on' and 'notBefore'")]
    [InlineData(PinnedRule + "retirements: [{ models: a, on: 2026-01-01, after: redirects, source: x }]", 7, 15, "'replacement' must name the model")]
    [InlineData(PinnedRule + "retirements: [{ models: [a, A], on: 2026-01-01, after: fails, source: x }]", 7, 29, "'A' already retires in line 7")]
    public void Refuses_a_wrong_meaning(string yaml, int line, int column, string part)
    {
        var provider = Read(Header + yaml, out var problems);

        Assert.Null(provider);
        var problem = Assert.Single(problems);
        Assert.Contains(part, problem.Message);
        Assert.Equal((line, column), (problem.Place.Line, problem.Place.Column));
    }

    [Fact]
    public void Says_everything_that_is_wrong_at_once()
    {
        Read("provider: acme\nnmae: x\nasOf: soon\n", out var problems);

        Assert.Contains(problems, p => p.Message.Contains("nmae"));
        Assert.Contains(problems, p => p.Message.Contains("soon"));
        Assert.Contains(problems, p => p.Message.Contains("'otherwise' is missing"));
        Assert.All(problems, p => Assert.Equal("acme.yml", p.Place.Path));
    }

    private static ProviderModels? Read(string yaml, out List<FileProblem> problems)
    {
        problems = [];
        var root = YamlReader.ReadText(yaml, "acme.yml", problems);
        return root is null ? null : ModelRulesReader.Read(root, problems);
    }
}
