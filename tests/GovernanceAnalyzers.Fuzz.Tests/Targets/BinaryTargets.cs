using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Repository.Artefacts;
using GovernanceAnalyzers.Engine.Tests.Repository.Artefacts;
using GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

namespace GovernanceAnalyzers.Fuzz.Tests.Targets;

/// <summary>Model files of every format, by their first bytes and what those lead to.</summary>
internal static class BinaryTargets
{
    public static IEnumerable<Target> List =>
    [
        Format("model-file", "model.bin", () => All),
        Format("model-pickle", "model.pkl", () => [.. ArtefactFiles.Pickles.Select(p => (Seed)Convert.FromBase64String(p)), ArtefactFiles.Gzip(ArtefactFiles.Pickle)]),
        Format("model-zip", "model.pt", () => [ArtefactFiles.PyTorch, ArtefactFiles.TorchScript, ArtefactFiles.MlNet, ArtefactFiles.Keras(true), ArtefactFiles.Keras(false), ArtefactFiles.Zip(("a.npy", ArtefactFiles.Array("|O")), ("b.npy", ArtefactFiles.Array("<f4")))]),
        Format("model-onnx", "model.onnx", () => [ArtefactFiles.Onnx(), ArtefactFiles.Onnx("weights.bin"), .. Sources.Files(".onnx", "tests/GovernanceAnalyzers.Engine.Tests/Golden/repository/models")]),
        Format("model-safetensors", "model.safetensors", () => [ArtefactFiles.Safetensors, .. Sources.Files(".safetensors", "samples/LoanRisk.Governed/models")]),
        new("zip-directory", () => [ArtefactFiles.PyTorch, ArtefactFiles.Keras(true), ArtefactFiles.Zip()], bytes =>
        {
            var directory = ZipDirectory.Read(new MemoryStream(bytes), out var problem);
            return new Reading().With(problem, directory?.Entries.Count).Holds(directory is not null || problem.Length > 0, "An archive is broken without a reason.");
        }) { IsBinary = true },
        new("git-lfs-pointer", () => [ArtefactFiles.Pointer(new string('a', 64)), "version https://git-lfs.github.com/spec/v1\noid sha256:x\n"], bytes => Scratch.Use("model.bin", bytes, file =>
            new Reading().With(GitLfsPointer.Sha256(new RepositoryFile("model.bin", file, bytes.Length, 0))))),
    ];

    private static IReadOnlyList<Seed> All =>
    [
        ArtefactFiles.Pickle, ArtefactFiles.Gguf, ArtefactFiles.Safetensors, ArtefactFiles.TfLite, ArtefactFiles.Array("<f4"), ArtefactFiles.Array("|O"), ArtefactFiles.PyTorch, ArtefactFiles.MlNet, ArtefactFiles.Keras(true),
        ArtefactFiles.Onnx(), ArtefactFiles.SavedModel, ArtefactFiles.Gzip(ArtefactFiles.Pickle), ArtefactFiles.Hdf("lambda"), ArtefactFiles.Pointer(new string('b', 64)),
    ];

    private static Target Format(string name, string file, Func<IEnumerable<Seed>> seeds) => new(name, seeds, bytes => Scratch.Use(file, bytes, full =>
    {
        var read = FormatReader.Read(new RepositoryFile(file, full, bytes.Length, 0), new byte[FormatReader.HeadLength]);
        return new Reading().With(read.Format, read.Detail);
    }))
    { IsBinary = true };
}
