using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Artefacts;

/// <summary>Small files of every format, as the tools write them.</summary>
internal static class ArtefactFiles
{
    /// <summary><c>{'w': [1.0], 'o': OrderedDict(a=1)}</c>, by CPython 3.11.</summary>
    public static readonly string[] Pickles =
    [
        "KGRwMApWdwpwMQoobHAyCkYxLjAKYUYxLjAKYUYxLjAKYUYxLjAKYUYxLjAKYXNWbwpwMwpjY29sbGVjdGlvbnMKT3JkZXJlZERpY3QKcDQKKHRScDUKVmEKcDYKSTEKc3Mu",
        "fXEAKFgBAAAAd3EBXXECKEc/8AAAAAAAAEc/8AAAAAAAAEc/8AAAAAAAAEc/8AAAAAAAAEc/8AAAAAAAAGVYAQAAAG9xA2Njb2xsZWN0aW9ucwpPcmRlcmVkRGljdApxBClScQVYAQAAAGFxBksBc3Uu",
        "gAJ9cQAoWAEAAAB3cQFdcQIoRz/wAAAAAAAARz/wAAAAAAAARz/wAAAAAAAARz/wAAAAAAAARz/wAAAAAAAAZVgBAAAAb3EDY2NvbGxlY3Rpb25zCk9yZGVyZWREaWN0CnEEKVJxBVgBAAAAYXEGSwFzdS4=",
        "gANDAF2USwFhLg==",
        "gASVZgAAAAAAAAB9lCiMAXeUXZQoRz/wAAAAAAAARz/wAAAAAAAARz/wAAAAAAAARz/wAAAAAAAARz/wAAAAAAAAZYwBb5SMC2NvbGxlY3Rpb25zlIwLT3JkZXJlZERpY3SUk5QpUpSMAWGUSwFzdS4=",
    ];

    public static byte[] Pickle => Convert.FromBase64String(Pickles[2]);

    public static byte[] Gguf => [.. "GGUF"u8, 3, 0, 0, 0, .. new byte[32]];

    public static byte[] Safetensors
    {
        get
        {
            var header = """{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"""u8.ToArray();
            return [.. BitConverter.GetBytes((long)header.Length), .. header, 0, 0, 128, 63];
        }
    }

    public static byte[] TfLite => [0x1C, 0, 0, 0, .. "TFL3"u8, .. new byte[24]];

    public static byte[] Array(string descr) => Array(descr, "\x93NUMPY");

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static byte[] PyTorch => Zip(("archive/data.pkl", Pickle), ("archive/version", "3\n"u8.ToArray()), ("archive/data/0", new byte[4]));

    public static byte[] TorchScript => Zip(("m/data.pkl", Pickle), ("m/constants.pkl", Pickle), ("m/code/__torch__.py", "x"u8.ToArray()));

    public static byte[] MlNet => Zip(("TrainingInfo/Version.txt", "4.0"u8.ToArray()), ("TransformerChain/Model.key", new byte[16]), ("Schema", new byte[16]));

    public static byte[] Keras(bool withLambda) => Zip(
        ("metadata.json", "{}"u8.ToArray()),
        ("config.json", Encoding.UTF8.GetBytes("{\"config\":{\"layers\":[{\"class_name\": \"" + (withLambda ? "Lambda" : "Dense") + "\"}]}}")),
        ("model.weights.h5", new byte[8]));

    /// <param name="location">Of external data; empty for none.</param>
    public static byte[] Onnx(string location = "")
    {
        byte[] tensor = [.. Field(8, "w"u8), .. location.Length == 0 ? Field(9, new byte[4]) : Field(13, [.. Field(1, "location"u8), .. Field(2, Encoding.UTF8.GetBytes(location))])];
        byte[] graph = [.. Field(1, [.. Field(1, "x"u8), .. Field(2, "y"u8), .. Field(4, "Relu"u8)]), .. Field(2, "g"u8), .. Field(5, tensor), .. Field(11, Field(1, "x"u8))];
        return [0x08, 8, .. Field(2, "pytorch"u8), .. Field(3, "2.1.0"u8), .. Field(7, graph), .. Field(8, [0x10, 17])];
    }

    public static byte[] SavedModel => [0x08, 1, .. Field(2, Field(1, Field(4, "serve"u8)))];

    public static byte[] Gzip(byte[] content)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }

    public static byte[] Hdf(string text) => [0x89, .. "HDF\r\n"u8, 0x1A, 0x0A, .. new byte[64], .. Encoding.ASCII.GetBytes(text)];

    public static string Pointer(string oid) => $"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize 12345\n";

    public static TemporaryRepository With(this TemporaryRepository repository, string path, byte[] content)
    {
        repository.With(path, "");
        File.WriteAllBytes(Path.Combine(repository.Root, path), content);
        return repository;
    }

    private static byte[] Array(string descr, string magic)
    {
        var header = Encoding.ASCII.GetBytes("{'descr': '" + descr + "', 'fortran_order': False, 'shape': (1,), }".PadRight(70) + "\n");
        return [.. magic.Select(c => (byte)c), 1, 0, (byte)header.Length, 0, .. header, 0, 0, 0, 0];
    }

    private static byte[] Field(int number, ReadOnlySpan<byte> content)
    {
        var field = new List<byte> { (byte)((number << 3) | 2) };
        var length = content.Length;
        for (; length > 0x7F; length >>= 7)
        {
            field.Add((byte)(length | 0x80));
        }

        field.Add((byte)length);
        field.AddRange(content.ToArray());
        return [.. field];
    }
}
