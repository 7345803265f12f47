using System.IO;
using GovernanceAnalyzers.Engine.Policy;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Policy;

public sealed class LayerPathTests
{
    [Theory]
    [InlineData("../governance/models/**/*.md", "governance/models/**/*.md")]
    [InlineData("./cards/*.md", "policy/cards/*.md")]
    [InlineData("cards/../*.md", "policy/*.md")]
    public void Paths_of_a_layer_are_relative_to_its_own_folder(string written, string expected)
    {
        var root = Directory.CreateTempSubdirectory("governance-layers-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(root, "policy"));
            File.WriteAllText(Path.Combine(root, "governance.yml"), "schemaVersion: 1\nextends:\n  - file: policy/company.yml\n");
            File.WriteAllText(Path.Combine(root, "policy", "company.yml"), $"schemaVersion: 1\nmodels:\n  cards: {written}\n");

            var policy = PolicyLoader.Load(GovernedTree.Find(root), TemporaryRepository.Today);

            Assert.Empty(policy.Problems);
            Assert.Equal([expected], policy.Cards);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
