using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Tests.Repository.Artefacts;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV6004_UnsafeModelFormatTests
{
    [Fact]
    public void APickleThatCallsItselfOnnx_Triggers()
    {
        using var repository = new TemporaryRepository().With("models/intent.onnx", ArtefactFiles.Pickle);

        var finding = Assert.Single(Run(repository));

        Assert.Equal(("GOV6004", "models/intent.onnx", "models/intent.onnx"), (finding.RuleId, finding.Place.Path, finding.Subject));
        Assert.Equal(
            "\"models/intent.onnx\" is a Python pickle, although its name ends in \".onnx\". Loading it can run any code. Convert it to safetensors or ONNX, or record "
            + "the scan of this very file in the register (digest and scan). [preset baseline(",
            finding.Message.Split("baseline(")[0] + "baseline(");
    }

    [Theory]
    [InlineData("a.pt")]
    [InlineData("b.npy")]
    [InlineData("c.keras")]
    [InlineData("d.onnx")]
    [InlineData("e.zip")]
    public void UnsafeFormats_Trigger(string name)
    {
        using var repository = new TemporaryRepository().With("models/" + name, Unsafe(name));

        Assert.Equal("models/" + name, Assert.Single(Run(repository)).Place.Path);
    }

    [Fact]
    public void SafeFormats_DoNotTrigger()
    {
        using var repository = new TemporaryRepository()
            .With("a.onnx", ArtefactFiles.Onnx()).With("b.safetensors", ArtefactFiles.Safetensors).With("c.gguf", ArtefactFiles.Gguf).With("d.tflite", ArtefactFiles.TfLite)
            .With("e.npy", ArtefactFiles.Array("<f4")).With("f.keras", ArtefactFiles.Keras(withLambda: false)).With("g.pt", ArtefactFiles.TorchScript)
            .With("h/saved_model.pb", ArtefactFiles.SavedModel);

        Assert.Empty(Run(repository));
    }

    [Fact]
    public void AnMlNetModelOfKnownSource_DoesNotTrigger()
    {
        using var repository = new TemporaryRepository().With("models/sentiment.zip", ArtefactFiles.MlNet);
        Assert.Contains("nothing on record says where it is from", Assert.Single(Run(repository)).Message);

        repository.With("governance/artefacts.yml", $"schemaVersion: 1\nartefacts:\n  - path: models/sentiment.zip\n    sha256: {new string('a', 64)}\n    source: trained by build 4711\n");

        Assert.Empty(Run(repository));
    }

    [Fact]
    public void AScanOfThisVeryFile_DoesNotTrigger()
    {
        using var repository = new TemporaryRepository().With("models/x.pkl", ArtefactFiles.Pickle);
        var digest = System.Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(ArtefactFiles.Pickle));
        Register(digest);
        Assert.Empty(Run(repository));

        Register(new string('a', 64));
        Assert.Single(Run(repository));

        void Register(string value) => repository.With("governance/register.yml", $$"""
            schemaVersion: 1
            models:
              - id: x
                reference: local-artifact:models/x.pkl
                digest: { value: {{value}} }
                scan: { tool: picklescan 0.0.21, date: 2026-11-01, result: nothing found }
            """);
    }

    [Fact]
    public void WhatIsNotHereOrDamagedIsSaid()
    {
        using var repository = new TemporaryRepository()
            .With("a.pkl", ArtefactFiles.Pointer(new string('a', 64)))
            .With("b.onnx", ArtefactFiles.Pointer(new string('a', 64)))
            .With("c.pt", ArtefactFiles.PyTorch[..80])
            .With("notes.zip.txt", "PK");

        var findings = Run(repository);

        Assert.Equal(["a.pkl", "c.pt"], findings.Select(f => f.Place.Path));
        Assert.Contains("cannot be told", findings[0].Message);
        Assert.Contains("The list of its entries is missing", findings[1].Message);
    }

    private static byte[] Unsafe(string name) => name[0] switch
    {
        'a' => ArtefactFiles.PyTorch,
        'b' => ArtefactFiles.Array("|O"),
        'c' => ArtefactFiles.Keras(withLambda: true),
        'd' => ArtefactFiles.Onnx("../weights"),
        _ => ArtefactFiles.PyTorch,
    };

    private static Finding[] Run(TemporaryRepository repository) => RepositoryChecks.Run(repository.Compile()).Where(f => f.RuleId == "GOV6004").ToArray();
}
