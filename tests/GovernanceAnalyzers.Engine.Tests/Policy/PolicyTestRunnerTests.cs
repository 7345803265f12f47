using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy.Testing;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Policy;

public class PolicyTestRunnerTests
{
    private const string Head = "schemaVersion: 1\nevaluationDate: 2026-11-20\nonly: [FloatingModelReference, RetiredModel]\n";

    private const string Alias = "code:\n  - { model: \"openai:gpt-4o\", path: src/Bot.cs, line: 12 }\n";

    [Theory]
    [InlineData("expect:\n  - { rule: GOV1001, path: src/Bot.cs, line: 12, severity: error, message: gpt-4o }\n", "", "")]
    [InlineData("expect: []\n", "", "GOV1001 src/Bot.cs(12,1)")]
    [InlineData("expect:\n  - { rule: GOV1001, line: 13 }\n", "GOV1001", "GOV1001 src/Bot.cs(12,1)")]
    [InlineData("expect:\n  - { rule: GOV1001 }\n  - { rule: GOV1004, path: src/Bot.cs }\n", "src/Bot.cs: GOV1004", "")]
    [InlineData("expect:\n  - { rule: GOV1001, status: waived }\n", "GOV1001 (waived)", "GOV1001 src/Bot.cs(12,1)")]
    public void What_is_missing_and_what_nobody_expects(string expect, string missing, string unexpected)
    {
        using var pack = Pack().With("tests/a/case.yml", Head + Alias + expect);

        var result = Run(pack);

        Assert.Equal(missing, string.Join(", ", result.Missing));
        Assert.Equal(unexpected, string.Join(", ", result.Unexpected.Select(u => $"{u.Finding.RuleId} {u.Finding.Place}")));
        Assert.Equal(missing.Length + unexpected.Length == 0, result.Passes);
    }

    [Fact]
    public void A_vague_line_does_not_take_the_finding_of_an_exact_one()
    {
        using var pack = Pack().With("tests/a/case.yml", Head
            + "code:\n  - { model: \"openai:gpt-4o\", path: a.cs }\n  - { model: \"openai:gpt-4o\", path: b.cs }\n"
            + "expect:\n  - { rule: GOV1001 }\n  - { rule: GOV1001, path: a.cs }\n");

        Assert.True(Run(pack).Passes);
    }

    [Fact]
    public void Recorded_runs_are_judged_by_the_policy_under_test()
    {
        var run = new ProjectRun("App/App.csproj", "net10.0")
        {
            Facts = [new ModelReferenceFact { Provider = "openai", Value = "gpt-4o", Origin = "a literal", Sink = "x", Place = new SourcePlace("App/Program.cs", 3, 29) }],
            Completed = new AnalysisCompleted("App", "sha256:other", 1, 0, 0),
        };
        using var pack = Pack()
            .With("tests/a/facts/app.json", ProjectRunFile.Write(run))
            .With("tests/a/case.yml", Head + "expect:\n  - { rule: FloatingModelReference, path: App/Program.cs, line: 3 }\n");

        Assert.True(Run(pack).Passes);
    }

    [Theory]
    [InlineData("a/facts/app.json", "{}", "a/facts/app.json", "no run that this version recorded")]
    [InlineData("b/repository/x.yml", "", "b/case.yml", "no case.yml")]
    [InlineData("b/case.yml", "schemaVersion: 1\nexpect: []\n", "b/case.yml", "'evaluationDate' is missing")]
    [InlineData("b/case.yml", "schemaVersion: 1\nevaluationDate: 2026-11-20\nexpect: [ { rule: GOV9 } ]\n", "b/case.yml", "There is no rule 'GOV9'")]
    [InlineData("b/case.yml", "schemaVersion: 1\nevaluationDate: 2026-11-20\ncode: [ { model: gpt-4o, path: a.cs } ]\nexpect: []\n", "b/case.yml", "provider:reference")]
    public void What_cannot_be_read_is_no_test_that_passes(string file, string text, string place, string message)
    {
        using var pack = Pack().With("tests/a/case.yml", Head + "expect: []\n").With("tests/" + file, text);
        var problems = new List<FileProblem>();

        PolicyTestCase.Below(Path.Combine(pack.Root, "tests"), problems);

        var problem = Assert.Single(problems);
        Assert.Equal(place, problem.Place.Path);
        Assert.Contains(message, problem.Message);
    }

    private static TemporaryRepository Pack() => new TemporaryRepository().With("governance.yml", "schemaVersion: 1\nname: org\n");

    private static PolicyTestResult Run(TemporaryRepository pack)
    {
        var problems = new List<FileProblem>();
        var test = Assert.Single(PolicyTestCase.Below(Path.Combine(pack.Root, "tests"), problems));
        Assert.Empty(problems);
        return PolicyTestRunner.Run(test, Path.Combine(pack.Root, "governance.yml"), "Org.Policy");
    }
}
