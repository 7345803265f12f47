using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Gate;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Gate;

public class RepositoryFindingsTests
{
    /// <summary>What a build found in the files is what its projects report, whether or not they look themselves.</summary>
    [Fact]
    public void Projects_report_what_the_check_of_the_repository_found()
    {
        using var repository = Repository();
        var policy = repository.Compile();
        var store = new ReportStore(policy.Tree);
        var checkedReport = store.Update(policy);

        // Gone since, so a gate that reads it again finds less.
        File.Delete(Path.Combine(repository.Root, "governance", "models", "broken.md"));
        store.Record(Run(), "a-session", repository.Compile());

        var report = File.ReadAllText(store.JsonPath);
        Assert.Contains(checkedReport.Results, r => r.Finding.RuleId == "GOV2004");
        Assert.Contains("GOV2004", report);
    }

    [Fact]
    public void What_code_brings_about_is_asked_once_it_is_there()
    {
        using var repository = Repository();
        var policy = repository.Compile();
        var store = new ReportStore(policy.Tree);
        store.Update(policy);

        store.Record(Run(), "a-session", repository.Compile());

        // The register has no entry, so only code can ask for evidence of a model.
        Assert.Equal(Expected(true), Requirements(store));
        Assert.NotEqual(Expected(false), Requirements(store));

        int Expected(bool codeUsesAi) => RepositoryChecks.Run(repository.Compile(), codeUsesAi).Count(f => f.Requirement.Length > 0);
    }

    [Fact]
    public void Another_day_or_policy_asks_again()
    {
        using var repository = Repository();
        var policy = repository.Compile();
        var store = new ReportStore(policy.Tree);
        store.Update(policy);

        Assert.NotNull(RepositoryFindings.Read(store.FindingsPath, repository.Compile(), codeUsesAi: false));
        Assert.Null(RepositoryFindings.Read(store.FindingsPath, repository.Compile("2026-11-21"), codeUsesAi: false));
        repository.With("governance.yml", "schemaVersion: 1\nrules: { EvaluationInvalid: error }\n");
        Assert.Null(RepositoryFindings.Read(store.FindingsPath, repository.Compile(), codeUsesAi: false));
    }

    /// <summary>Every property, with the characters that a line-based file could trip over.</summary>
    [Fact]
    public void Findings_survive_the_file()
    {
        using var repository = Repository();
        var policy = repository.Compile();
        policy.FileFindings =
        [
            new Finding("GOV3001", Severity.Suggestion, "a\tb\\n \"c\" | d", new SourcePlace("data/ä b|c.csv", 3, 4) { EndLine = 3, EndColumn = 9 }, "data\\x\ty")
            {
                PolicyPlace = "governance.yml(12)", Model = "openai:gpt-4o|x", Symbol = "A.B(int, string)", Dataset = "d", Requirement = "r",
            },
        ];
        var path = Path.Combine(repository.Root, ".governance", "f.txt");

        RepositoryFindings.Write(path, policy);

        Assert.Equal(RepositoryChecks.Run(policy), RepositoryFindings.Read(path, policy, codeUsesAi: false));
        Assert.Equal(RepositoryChecks.Run(policy, codeUsesAi: true), RepositoryFindings.Read(path, policy, codeUsesAi: true));
    }

    private static int Requirements(ReportStore store) =>
        System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(store.JsonPath))!["findings"]!.AsArray().Count(f => (string?)f!["requirement"] is { Length: > 0 });

    private static TemporaryRepository Repository() => new TemporaryRepository()
        .With("App/App.csproj", "<Project />")
        .With("governance.yml", "schemaVersion: 1\nextends: [{ preset: iso-42001 }]\n")
        .With("governance/models/broken.md", "no front matter\n");

    private static ProjectRun Run() => new("App/App.csproj", "net10.0")
    {
        Completed = new AnalysisCompleted("App", "", 1, 0, 0),
        Facts = [new ModelReferenceFact { Provider = "openai", Value = "gpt-4o-2024-11-20", Place = new SourcePlace("App/A.cs", 1, 1) }],
    };
}
