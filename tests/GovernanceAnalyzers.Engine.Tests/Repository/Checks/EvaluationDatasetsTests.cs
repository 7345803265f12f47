using System.Linq;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class EvaluationDatasetsTests
{
    private const string Digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static string[] Messages(string dataset, string older = "2026-10-01")
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\n")
            .With("governance/register.yml", Evaluations.ResultFiles.Register)
            .With("governance/datasets/tickets.yml", $"id: tickets\nfiles: [{{ path: data/t.csv, sha256: {Digest} }}]\nlicence: MIT\nuse: [evaluation]\nversion: 2026-Q4\n")
            .With("governance/evaluations/new.yml", $"model: openai:gpt-4o-2024-08-06\ndate: 2026-11-01\ntool: x\ndataset: {dataset}\nmetrics: [{{ name: f1, value: 1 }}]\n")
            .With("governance/evaluations/old.yml", $"model: openai:gpt-4o-2024-08-06\ndate: {older}\ntool: x\ndataset: {{ id: tickets, version: 2025-Q1 }}\nmetrics: [{{ name: f1, value: 1 }}]\n");
        return [.. RepositoryChecks.Run(repository.Compile()).Where(f => f.Requirement.Length == 0 && f.RuleId is "GOV4002" or "GOV4004").Select(f => $"{f.RuleId} {f.Place} {f.Message}")];
    }

    [Theory]
    [InlineData("{ id: ticket, kind: own }", "GOV4002 governance/evaluations/new.yml(4,16) The evaluation was made with the dataset 'ticket', and no dataset record has that id, so nothing is known about it; there is 'tickets'.")]
    [InlineData("{ id: tickets, version: 2026-Q3 }", "GOV4004 governance/evaluations/new.yml(4,16) The newest evaluation of 'openai:gpt-4o-2024-08-06' was made with version 2026-Q3 of the dataset 'tickets', and its record has version 2026-Q4 (governance/datasets/tickets.yml(5)). Evaluate again")]
    [InlineData("{ id: tickets, sha256: \"0000000000000000000000000000000000000000000000000000000000000000\" }", "with the digest 000000000000…, and its record governance/datasets/tickets.yml has no file with that digest")]
    public void Data_that_its_record_does_not_know_is_found(string dataset, string expected) => Assert.Contains(expected, Assert.Single(Messages(dataset)));

    [Theory]
    [InlineData("{ id: tickets, kind: own }")]
    [InlineData("{ id: Tickets, kind: own, version: 2026-q4, sha256: 9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08 }")]
    [InlineData("{ id: mmlu, kind: public }")]
    [InlineData("{ id: mmlu }")]
    public void Data_that_fits_its_record_is_accepted(string dataset) => Assert.Empty(Messages(dataset));
}
