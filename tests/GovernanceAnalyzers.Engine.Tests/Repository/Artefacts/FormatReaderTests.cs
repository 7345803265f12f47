using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Artefacts;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Artefacts;

public class FormatReaderTests
{
    public static TheoryData<string, byte[], ArtefactFormat> Formats => new()
    {
        { "a.bin", ArtefactFiles.Onnx(), ArtefactFormat.Onnx },
        { "b.onnx", ArtefactFiles.Onnx("weights.bin"), ArtefactFormat.Onnx },
        { "c.onnx", ArtefactFiles.Onnx("../../etc/passwd"), ArtefactFormat.OnnxReachingOut },
        { "d.onnx", ArtefactFiles.Onnx("/etc/passwd"), ArtefactFormat.OnnxReachingOut },
        { "e", ArtefactFiles.Gguf, ArtefactFormat.Gguf },
        { "f.txt", ArtefactFiles.Safetensors, ArtefactFormat.Safetensors },
        { "g.dat", ArtefactFiles.TfLite, ArtefactFormat.TfLite },
        { "h.zip", ArtefactFiles.MlNet, ArtefactFormat.MlNet },
        { "i.onnx", ArtefactFiles.PyTorch, ArtefactFormat.PyTorch },
        { "j.pt", ArtefactFiles.TorchScript, ArtefactFormat.TorchScript },
        { "k.keras", ArtefactFiles.Keras(withLambda: false), ArtefactFormat.Keras },
        { "l.keras", ArtefactFiles.Keras(withLambda: true), ArtefactFormat.KerasLambda },
        { "m.npy", ArtefactFiles.Array("<f4"), ArtefactFormat.NumPy },
        { "n.npy", ArtefactFiles.Array("|O"), ArtefactFormat.NumPyObjects },
        { "o.npz", ArtefactFiles.Zip(("a.npy", ArtefactFiles.Array("<f4")), ("b.npy", ArtefactFiles.Array("<i8"))), ArtefactFormat.NumPy },
        { "p.npz", ArtefactFiles.Zip(("a.npy", ArtefactFiles.Array("<f4")), ("b.npy", ArtefactFiles.Array("|O"))), ArtefactFormat.NumPyObjects },
        { "q.h5", ArtefactFiles.Hdf("keras_version model_config {\"class_name\": \"Dense\"}"), ArtefactFormat.Keras },
        { "r.h5", ArtefactFiles.Hdf("keras_version model_config {\"class_name\": \"Lambda\"}"), ArtefactFormat.KerasLambda },
        { "s/saved_model.pb", ArtefactFiles.SavedModel, ArtefactFormat.SavedModel },
        { "t.png", Convert.FromBase64String(ArtefactFiles.Pickles[0]), ArtefactFormat.Pickle },
        { "u", Convert.FromBase64String(ArtefactFiles.Pickles[1]), ArtefactFormat.Pickle },
        { "v.onnx", Convert.FromBase64String(ArtefactFiles.Pickles[2]), ArtefactFormat.Pickle },
        { "w.cs", Convert.FromBase64String(ArtefactFiles.Pickles[3]), ArtefactFormat.Pickle },
        { "x.json", Convert.FromBase64String(ArtefactFiles.Pickles[4]), ArtefactFormat.Pickle },
        { "y.pkl.gz", ArtefactFiles.Gzip(ArtefactFiles.Pickle), ArtefactFormat.Pickle },
        { "z.joblib.bz2", [.. "BZh9"u8, 1, 2, 3, 4, 5], ArtefactFormat.CompressedPickle },
        { "evil", "cos\nsystem\n(S'echo'\ntR."u8.ToArray(), ArtefactFormat.Pickle },
        { "cut.pt", ArtefactFiles.PyTorch[..60], ArtefactFormat.BrokenZip },
        { "model.xml", "<?xml version=\"1.0\"?>\n<net name=\"m\" version=\"11\">\n<layers>\n"u8.ToArray(), ArtefactFormat.OpenVino },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void TellsAFormatByItsContent(string name, byte[] content, ArtefactFormat format)
    {
        using var repository = new TemporaryRepository().With(name, content);

        Assert.Equal(format, Assert.Single(Found(repository)).Format);
    }

    public static TheoryData<string, byte[]> NoModels => new()
    {
        { "a.docx", ArtefactFiles.Zip(("word/document.xml", "x"u8.ToArray()), ("[Content_Types].xml", "x"u8.ToArray())) },
        { "a.nupkg", ArtefactFiles.Zip(("lib/net8.0/a.dll", [1, 2])) },
        { "config.zip", ArtefactFiles.Zip(("config.json", "{}"u8.ToArray())) },
        { "a.gz", ArtefactFiles.Gzip("text"u8.ToArray()) },
        { "data.bz2", [.. "BZh9"u8, 1, 2, 3, 4, 5] },
        { "a.h5", ArtefactFiles.Hdf("temperature") },
        { "c.cs", "class C\n{\n}\n"u8.ToArray() },
        { "d.txt", "cat\ndog\n(R.\n"u8.ToArray() },
        { "e.md", "(see below)\n\n."u8.ToArray() },
        { "f.json", "{\"GGUF\": 1}"u8.ToArray() },
        { "GGUF.md", "GGUF is a format.\n"u8.ToArray() },
        { "g.bin", [0x80, 2, 0x2E] },
        { "h.bin", [0x80, 4, 1, 2, 3, 4, 5] },
        { "i.bin", [0x08, 1, 0x12, 4, 1, 2, 3, 4] },
        { "j.bin", [0x08, 0x96, 0x01] },
        { "k.pb", "syntax = \"proto3\";\n"u8.ToArray() },
        { "l.xml", "<?xml version=\"1.0\"?><network/>"u8.ToArray() },
        { "utf16.txt", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("hello")).ToArray() },
        { "png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] },
    };

    [Theory]
    [MemberData(nameof(NoModels))]
    public void WhatIsNoModelIsNone(string name, byte[] content)
    {
        using var repository = new TemporaryRepository().With(name, content);

        Assert.Empty(Found(repository));
    }

    [Fact]
    public void RandomBytesAndTheBeginningsOfEveryFormatAreNoExceptionAndNoPickle()
    {
        var random = new Random(20261121);
        using var repository = new TemporaryRepository();
        for (var i = 0; i < 400; i++)
        {
            var bytes = new byte[random.Next(1, 3000)];
            random.NextBytes(bytes);
            bytes[0] = i % 2 == 0 ? (byte)0x80 : bytes[0];
            bytes[Math.Min(1, bytes.Length - 1)] = i % 2 == 0 ? (byte)(2 + (i % 4)) : bytes[^1];
            repository.With($"r/{i}.bin", bytes);
        }

        Assert.DoesNotContain(Found(repository), a => a.Path.StartsWith("r/", StringComparison.Ordinal));
        foreach (var row in Formats)
        {
            var content = (byte[])row[1];
            for (var cut = 1; cut < content.Length; cut += Math.Max(1, content.Length / 40))
            {
                repository.With($"c/{row[0]}-{cut}.bin", content[..cut]);
                var mutated = content.ToArray();
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
                repository.With($"m/{row[0]}-{cut}.bin", mutated);
            }
        }

        Assert.Empty(RepositoryArtefacts.Of(RepositoryListing.Of(repository.Tree(), new InputFiles()), new ContentMemory(null), new InputFiles()).Problems);
    }

    [Fact]
    public void NoFileOfThisRepositoryIsTakenForAModel()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "GovernanceAnalyzers.sln")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        var listing = RepositoryListing.Of(new GovernedTree(root, root, null), new InputFiles());

        Assert.True(listing.Files.Count > 300);
        // The golden repository and the samples keep models of a few bytes.
        Assert.DoesNotContain(RepositoryArtefacts.Of(listing, new ContentMemory(null), new InputFiles()).Found, a => !a.Path.Contains("/Golden/repository/models/") && !a.Path.StartsWith("samples/", StringComparison.Ordinal));
    }

    [Fact]
    public void ASecondRunReadsNothing()
    {
        using var repository = new TemporaryRepository().With("a/x.bin", ArtefactFiles.Gguf).With("a/y.txt", "text").With("b/z.txt", "text");
        foreach (var file in new[] { "a/x.bin", "a/y.txt", "b/z.txt" })
        {
            File.SetLastWriteTimeUtc(Path.Combine(repository.Root, file), new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        var memory = Path.Combine(repository.Root, ".governance", "contents.txt");
        Assert.Equal(["a/x.bin"], Run(memory));
        // Other contents, the same look: whoever reads again would notice.
        foreach (var file in new[] { "a/x.bin", "a/y.txt" })
        {
            var full = Path.Combine(repository.Root, file);
            File.WriteAllBytes(full, new byte[new FileInfo(full).Length]);
            File.SetLastWriteTimeUtc(full, new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        Assert.Equal(["a/x.bin"], Run(memory));
        File.SetLastWriteTimeUtc(Path.Combine(repository.Root, "a/y.txt"), new DateTime(2026, 11, 2, 0, 0, 0, DateTimeKind.Utc));
        Assert.Empty(Run(memory));

        string[] Run(string path)
        {
            var contents = new ContentMemory(path);
            var found = RepositoryArtefacts.Of(RepositoryListing.Of(repository.Tree(), new InputFiles()), contents, new InputFiles()).Found;
            contents.Save();
            return found.Select(f => f.Path).ToArray();
        }
    }

    private static IReadOnlyList<Artefact> Found(TemporaryRepository repository) =>
        RepositoryArtefacts.Of(RepositoryListing.Of(repository.Tree(), new InputFiles()), new ContentMemory(null), new InputFiles()).Found;
}
