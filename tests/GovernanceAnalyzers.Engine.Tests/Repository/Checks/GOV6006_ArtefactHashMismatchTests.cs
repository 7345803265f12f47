using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Tests.Repository.Artefacts;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV6006_ArtefactHashMismatchTests
{
    private static readonly string Other = new('a', 64);

    private static string Right => Convert.ToHexString(SHA256.HashData(ArtefactFiles.Onnx())).ToLowerInvariant();

    [Fact]
    public void AnotherFile_Triggers()
    {
        using var repository = new TemporaryRepository().With("m/x.onnx", ArtefactFiles.Onnx()).With("governance/artefacts.yml", Manifest("m/x.onnx", Other));

        var finding = Assert.Single(Run(repository));

        Assert.Equal(("governance/artefacts.yml", 4, Severity: Core.Severity.Error), (finding.Place.Path, finding.Place.Line, finding.Severity));
        Assert.Equal(
            $"\"m/x.onnx\" has the sha256 {Right}, and {Other} is on record: it is not the file that was evaluated. Put the recorded file back, or evaluate the new one "
            + "and record its digest. [preset baseline(",
            finding.Message.Split("baseline(")[0] + "baseline(");
    }

    [Fact]
    public void TheRecordedFile_DoesNotTrigger()
    {
        using var repository = new TemporaryRepository()
            .With("m/x.onnx", ArtefactFiles.Onnx()).With("governance/artefacts.yml", Manifest("m/x.onnx", Right.ToUpperInvariant()))
            .With("m/y.onnx", ArtefactFiles.Onnx())
            .With("governance/register.yml", $"schemaVersion: 1\nmodels:\n  - {{ id: y, reference: 'local-artifact:m/y.onnx', digest: {{ alg: sha512, value: {Convert.ToHexString(SHA512.HashData(ArtefactFiles.Onnx()))} }} }}\n");

        Assert.Empty(Run(repository));
    }

    [Fact]
    public void AMissingFile_TriggersUnlessGitIgnoresIt()
    {
        using var repository = new TemporaryRepository().With("governance/artefacts.yml", Manifest("weights/x.onnx", Right));
        Assert.Contains("there is no such file", Assert.Single(Run(repository)).Message);

        repository.With(".gitignore", "/weights/\n");
        Assert.Empty(Run(repository));

        // Fetched, and then compared.
        repository.With("weights/x.onnx", ArtefactFiles.Gguf);
        Assert.Contains("it is not the file that was evaluated", Assert.Single(Run(repository)).Message);
    }

    [Fact]
    public void AnLfsPointerIsCompared()
    {
        using var repository = new TemporaryRepository().With("x.onnx", ArtefactFiles.Pointer(Right)).With("governance/artefacts.yml", Manifest("x.onnx", Right));
        Assert.Empty(Run(repository));

        repository.With("x.onnx", ArtefactFiles.Pointer(Other));
        Assert.Contains($"pointer to sha256 {Other}, and {Right} is on record (the file itself is not here)", Assert.Single(Run(repository)).Message);
    }

    [Theory]
    [InlineData("abc", "64 hexadecimal digits, not 3")]
    [InlineData("zz", "hexadecimal digits only")]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e", "an MD5")]
    public void AMalformedDigestIsAProblemOfTheManifest(string digest, string part)
    {
        using var repository = new TemporaryRepository().With("x.onnx", ArtefactFiles.Onnx()).With("governance/artefacts.yml", Manifest("x.onnx", digest));

        var finding = Assert.Single(RepositoryChecks.Run(repository.Compile()), f => f.RuleId == "GOV0001");

        Assert.Contains(part, finding.Message);
        Assert.Equal(("governance/artefacts.yml", 4), (finding.Place.Path, finding.Place.Line));
    }

    [Theory]
    [InlineData("path: ../outside.onnx", "leaves the governed folder")]
    [InlineData("path: /etc/passwd", "leaves the governed folder")]
    [InlineData("path: x.onnx\n    digest: 1", "Unknown key 'digest'")]
    public void AMistakeInTheManifestIsAProblem(string entry, string part)
    {
        using var repository = new TemporaryRepository().With("governance/artefacts.yml", $"schemaVersion: 1\nartefacts:\n  - {entry}\n    sha256: {Other}\n");

        Assert.Contains(RepositoryChecks.Run(repository.Compile()), f => f.RuleId == "GOV0001" && f.Message.Contains(part));
    }

    [Fact]
    public void ALinkIsNotFollowed()
    {
        using var outside = new TemporaryRepository(withGit: false).With("x.onnx", ArtefactFiles.Onnx());
        using var repository = new TemporaryRepository().With("governance/artefacts.yml", Manifest("m/x.onnx", Right));
        Directory.CreateSymbolicLink(Path.Combine(repository.Root, "m"), outside.Root);

        Assert.Contains("behind the symbolic link \"m\"", Assert.Single(Run(repository)).Message);
    }

    private static string Manifest(string path, string digest) => $"schemaVersion: 1\nartefacts:\n  - path: {path}\n    sha256: {digest}\n";

    private static Finding[] Run(TemporaryRepository repository) => RepositoryChecks.Run(repository.Compile()).Where(f => f.RuleId == "GOV6006").ToArray();
}
