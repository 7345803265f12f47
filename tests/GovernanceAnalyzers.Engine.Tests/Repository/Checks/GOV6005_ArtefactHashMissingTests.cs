using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Tests.Repository.Artefacts;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV6005_ArtefactHashMissingTests
{
    private static readonly string Sha = new('a', 64);

    [Fact]
    public void AModelFileWithoutRecord_Triggers()
    {
        using var repository = new TemporaryRepository().With("src/App/models/phi.bin", ArtefactFiles.Onnx());

        var finding = Assert.Single(Run(repository));

        Assert.Equal("src/App/models/phi.bin", finding.Place.Path);
        Assert.Equal(
            "\"src/App/models/phi.bin\" is an ONNX model, and no digest of it is on record, so nobody can tell whether it is the file that was evaluated. Add the path to "
            + "governance/artefacts.yml with its sha256 (as sha256sum prints it). [preset baseline(",
            finding.Message.Split("baseline(")[0] + "baseline(");
    }

    [Fact]
    public void ARecordInManifestOrRegister_DoesNotTrigger()
    {
        using var repository = new TemporaryRepository()
            .With("a.onnx", ArtefactFiles.Onnx()).With("b.gguf", ArtefactFiles.Gguf).With("c.onnx", ArtefactFiles.Onnx())
            .With("governance/artefacts.yml", $"schemaVersion: 1\nartefacts:\n  - {{ path: ./a.onnx, sha256: {Sha} }}\n")
            .With("governance/register.yml", $"schemaVersion: 1\nmodels:\n  - {{ id: b, reference: 'local-artifact:b.gguf', digest: {{ value: {Sha} }} }}\n  - {{ id: c, reference: 'local-artifact:c.onnx;sha256={Sha}' }}\n");

        Assert.Empty(Run(repository));
    }

    [Fact]
    public void WhatGitIgnoresAndWhatIsData_DoesNotTrigger()
    {
        using var repository = new TemporaryRepository()
            .With(".gitignore", "models/\n").With("models/a.onnx", ArtefactFiles.Onnx())
            .With("bin/b.onnx", ArtefactFiles.Onnx())
            .With("data/train.npy", ArtefactFiles.Array("<f4"))
            .With("governance/datasets/d.yml", "id: d\nfiles: data/*.npy\nlicence: MIT\n");

        Assert.Empty(Run(repository));
    }

    [Fact]
    public void ARegisterEntryWithoutDigest_Triggers()
    {
        using var repository = new TemporaryRepository().With(
            "governance/register.yml",
            "schemaVersion: 1\nmodels:\n  - id: x\n    reference: local-artifact:models/x.onnx\n  - { id: y, reference: 'local-artifact:nuget:Contoso.Model/1.0.0' }\n");

        var finding = Assert.Single(Run(repository));

        Assert.Equal(("governance/register.yml", 3), (finding.Place.Path, finding.Place.Line));
        Assert.Contains("names the model file \"models/x.onnx\"", finding.Message);
    }

    [Fact]
    public void ALinkAndAnLfsPointer_Trigger()
    {
        using var repository = new TemporaryRepository().With("a.onnx", ArtefactFiles.Pointer(Sha)).With("data.csv", ArtefactFiles.Pointer(Sha));
        File.CreateSymbolicLink(Path.Combine(repository.Root, "b.onnx"), "/nowhere");

        var findings = Run(repository);

        Assert.Equal(["a.onnx", "b.onnx"], findings.Select(f => f.Place.Path));
        Assert.Contains($"which is {Sha} by the pointer", findings[0].Message);
    }

    [Theory]
    [InlineData("models/phi.onnx", true)]
    [InlineData("./models\\phi.onnx", true)]
    [InlineData("C:\\models\\phi.onnx", true)]
    [InlineData("../data/known.onnx", false)]
    [InlineData("known.onnx", false)]
    [InlineData("here.onnx", false)]
    [InlineData("https://example.org/phi.onnx", false)]
    [InlineData("models/{name}.onnx", false)]
    [InlineData("models/phi", false)]
    [InlineData("model", false)]
    public void ALoadOfAnUnknownFile(string value, bool triggers)
    {
        using var repository = new TemporaryRepository()
            .With("src/App/assets/here.onnx", ArtefactFiles.Onnx())
            .With("governance/artefacts.yml", $"schemaVersion: 1\nartefacts:\n  - {{ path: src/data/known.onnx, sha256: {Sha} }}\n");
        var fact = new ModelReferenceFact { Provider = "local-artifact", Kind = "path", Value = value, Place = new SourcePlace("src/App/Program.cs", 7, 9) };

        var findings = GOV6005_LoadedModelUnrecorded.Check(repository.Compile(), [fact]).ToArray();

        Assert.Equal(triggers, findings.Length == 1);
        Assert.All(findings, f => Assert.Equal(("GOV6005", 7), (f.RuleId, f.Place.Line)));
    }

    private static Finding[] Run(TemporaryRepository repository) => RepositoryChecks.Run(repository.Compile()).Where(f => f.RuleId == "GOV6005").ToArray();
}
