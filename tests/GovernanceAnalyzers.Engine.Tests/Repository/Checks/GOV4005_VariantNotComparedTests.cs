using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV4005_VariantNotComparedTests
{
    [Theory]
    [InlineData("accuracy", "", "no evaluation of that model says how good it was before")]
    [InlineData("accuracy", "toxicity", "have no metric in common")]
    [InlineData("accuracy", "accuracy", null)]
    [InlineData("", "accuracy", null)]
    public void BeforeAndAfterAreTheSameMetrics(string after, string before, string? part)
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\nextends: [{ preset: iso-42001 }]\n")
            .With("governance/register.yml", "schemaVersion: 1\nmodels:\n  - { id: base, reference: 'huggingface:a/b@x' }\n  - { id: small, reference: 'local-artifact:small.gguf', variantOf: base }\n");
        Evaluate("local-artifact:small.gguf", after);
        Evaluate("huggingface:a/b@x", before);

        var findings = RepositoryChecks.Run(repository.Compile()).Where(f => f.RuleId == "GOV4005" && f.Message.Contains("was made from")).ToArray();

        Assert.Equal(part is null ? 0 : 1, findings.Length);
        Assert.All(findings, f => Assert.Contains(part!, f.Message));

        void Evaluate(string model, string metric)
        {
            if (metric.Length > 0)
            {
                repository.With($"governance/evaluations/{model[0]}.yml", $"model: {model}\ndate: 2026-11-01\ntool: t\nmetrics: [{{ name: {metric}, value: 0.9 }}]\n");
            }
        }
    }
}
