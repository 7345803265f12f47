using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace GovernanceAnalyzers.Engine.Repository.Artefacts;

/// <summary>
/// Tells what a file is from its first bytes, whatever its name says; the name decides only between formats whose bytes are alike. Of most
/// files the first <see cref="HeadLength"/> bytes are read and nothing else.
/// </summary>
internal static class FormatReader
{
    /// <summary>Raised whenever something is told differently.</summary>
    public const string Version = "formats1";

    public const int HeadLength = 2048;

    private const int MaximumConfiguration = 4 * 1024 * 1024;
    private const int MaximumArrays = 64;
    private const uint MaximumSafetensorsHeader = 100_000_000;

    private static readonly byte[] HdfMagic = [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly byte[] NumPyMagic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];
    private static readonly byte[] LfsMagic = Encoding.ASCII.GetBytes("version https://git-lfs.github.com/spec/");

    /// <summary>Throws what reading a file throws.</summary>
    /// <param name="head">A buffer of <see cref="HeadLength"/> bytes.</param>
    /// <returns>The format, and what else a message needs: the reason why an archive is broken, a pointer's digest.</returns>
    public static (ArtefactFormat Format, string Detail) Read(RepositoryFile file, byte[] head)
    {
        if (file.Length == 0)
        {
            return default;
        }

        var length = FileHead.Read(file.FullPath, head);
        return length < 4 ? default : Tell(file, head, length);
    }

    /// <summary>Looks at a few bytes of most files, so it makes no text of them.</summary>
    private static (ArtefactFormat, string) Tell(RepositoryFile file, byte[] head, int length)
    {
        var path = file.Path;
        switch (U32(head, 0))
        {
            // GGUF, with a version, in either byte order; as a text it would go on with letters.
            case 0x46554747 when length >= 8 && (U32(head, 4) is > 0 and < 1000 || head[4] == 0):
                return (ArtefactFormat.Gguf, "");
            // lmgg, fmgg, tjgg, algg: the older formats of the same program.
            case 0x67676D6C or 0x67676D66 or 0x67676A74 or 0x67676C61 when length >= 8 && head[5] < 0x20:
                return (ArtefactFormat.Ggml, "");
            // PK, and the header of an entry or the end of an archive without one.
            case 0x04034B50 or 0x06054B50:
                return OfZip(file);
        }

        if (length >= 8)
        {
            switch (U32(head, 4))
            {
                // TFL3 and ORTM, behind the offset of a table.
                case 0x334C4654 when head[3] == 0:
                    return (ArtefactFormat.TfLite, "");
                case 0x4D54524F when head[3] == 0:
                    return (ArtefactFormat.Ort, "");
            }

            if (IsSafetensors(head, length, file.Length))
            {
                return (ArtefactFormat.Safetensors, "");
            }
        }

        switch (head[0])
        {
            case 0x93 when StartsWith(head, length, NumPyMagic):
                return (OfArray(head, length), "");
            case 0x89 when StartsWith(head, length, HdfMagic):
                return (OfHdf(file), "");
            case (byte)'v' when StartsWith(head, length, LfsMagic):
                return Pointer(Encoding.ASCII.GetString(head, 0, length));
            case 0x80 or (byte)'(' or (byte)'c' or (byte)']' or (byte)'}':
                return (PickleReader.IsPickle(head, length, file.Length) ? ArtefactFormat.Pickle : ArtefactFormat.None, "");
            case 0x1F or 0x78 or (byte)'B' or 0xFD or 0x04 or 0x28:
                return (Compressed(file, head, length), "");
            case 0x08 or 0x0A:
                return (OnnxReader.Read(file, head, length), "");
            case (byte)'<' when path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && Encoding.ASCII.GetString(head, 0, length) is var xml && xml.Contains("<net ") && xml.Contains("<layers>"):
                return (ArtefactFormat.OpenVino, "");
            default:
                return default;
        }
    }

    private static uint U32(byte[] bytes, int at) => (uint)(bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24));

    private static (ArtefactFormat, string) Pointer(string text)
    {
        var oid = text.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.StartsWith("oid sha256:", StringComparison.Ordinal))?.Substring("oid sha256:".Length) ?? "";
        // Data may be kept in LFS as well, and which it is only the name says; a recorded path is compared either way.
        return (ArtefactFormat.LfsPointer, oid.Length == 64 && oid.All(Uri.IsHexDigit) ? oid.ToLowerInvariant() : "");
    }

    private static bool IsSafetensors(byte[] head, int length, long fileLength) =>
        length > 9 && head[8] == (byte)'{' && head[9] is (byte)'"' or (byte)'}' or (byte)' ' or (byte)'\n'
        && U32(head, 4) == 0 && U32(head, 0) is >= 2 and <= MaximumSafetensorsHeader && U32(head, 0) <= fileLength - 8;

    /// <summary>The header of an array is a Python dictionary that says what it holds.</summary>
    private static ArtefactFormat OfArray(byte[] head, int length)
    {
        var text = Encoding.ASCII.GetString(head, 0, length);
        var end = text.IndexOf('}');
        var header = end < 0 ? text : text.Substring(0, end);
        return header.Contains("'|O") || header.Contains("'O'") || header.Contains("'O8'") || header.Contains("'=O") ? ArtefactFormat.NumPyObjects : ArtefactFormat.NumPy;
    }

    private static (ArtefactFormat, string) OfZip(RepositoryFile file)
    {
        using var stream = RegularFile.Open(file.FullPath);
        if (ZipDirectory.Read(stream, out var problem) is not { } zip)
        {
            return (ArtefactFormat.BrokenZip, problem);
        }

        var names = zip.Entries;
        bool Has(string name) => names.Any(e => e.Name == name || e.Name.EndsWith("/" + name, StringComparison.Ordinal));
        if (names.Any(e => e.Name == "TrainingInfo/Version.txt" || e.Name == "TransformerChain/Model.key" || e.Name.StartsWith("DataLoaderModel/", StringComparison.Ordinal))
            || (Has("Model.key") && Has("Version.txt")))
        {
            return (ArtefactFormat.MlNet, "");
        }

        if (Has("data.pkl"))
        {
            return (Has("constants.pkl") && names.Any(e => e.Name.Contains("/code/")) ? ArtefactFormat.TorchScript : ArtefactFormat.PyTorch, "");
        }

        if (names.FirstOrDefault(e => e.Name == "config.json") is { } configuration && names.Any(e => e.Name is "model.weights.h5" or "metadata.json"))
        {
            return (IsLambda(zip.Beginning(configuration, MaximumConfiguration)) ? ArtefactFormat.KerasLambda : ArtefactFormat.Keras, "");
        }

        if (names.Any(e => e.Name.EndsWith(".npy", StringComparison.Ordinal)) && names.All(e => e.Name.EndsWith(".npy", StringComparison.Ordinal)))
        {
            var isObject = names.Take(MaximumArrays).Select(e => zip.Beginning(e, 512)).Any(b => OfArray(b, b.Length) == ArtefactFormat.NumPyObjects);
            return (isObject ? ArtefactFormat.NumPyObjects : ArtefactFormat.NumPy, "");
        }

        return names.Any(e => e.Name.EndsWith(".pkl", StringComparison.Ordinal)) && ArtefactFormats.IsPickleName(file.Path) ? (ArtefactFormat.PyTorch, "") : default;
    }

    /// <summary>HDF5 holds any kind of data; what Keras writes says so in its attributes.</summary>
    private static ArtefactFormat OfHdf(RepositoryFile file)
    {
        using var stream = RegularFile.Open(file.FullPath);
        var bytes = new byte[(int)Math.Min(stream.Length, 1024 * 1024)];
        stream.Position = 0;
        var length = RegularFile.Fill(stream, bytes);
        var text = Encoding.ASCII.GetString(bytes, 0, length);
        return !text.Contains("keras_version") && !text.Contains("model_config") && !text.Contains("layer_names") ? ArtefactFormat.None
            : IsLambda(bytes) ? ArtefactFormat.KerasLambda
            : ArtefactFormat.Keras;
    }

    private static bool IsLambda(byte[] json)
    {
        var text = Encoding.UTF8.GetString(json);
        for (var at = text.IndexOf("\"class_name\"", StringComparison.Ordinal); at >= 0; at = text.IndexOf("\"class_name\"", at + 1, StringComparison.Ordinal))
        {
            var value = text.Substring(at + 12, Math.Min(24, text.Length - at - 12)).Replace(" ", "").Replace("\n", "");
            if (value.StartsWith(":\"Lambda\"", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A pickle may be compressed as a whole; two compressions are looked into, of others only the name tells.</summary>
    private static ArtefactFormat Compressed(RepositoryFile file, byte[] head, int length)
    {
        var path = file.Path;
        var gzip = length > 2 && head[0] == 0x1F && head[1] == 0x8B;
        var zlib = length > 2 && head[0] == 0x78 && head[1] is 0x01 or 0x5E or 0x9C or 0xDA && ((head[0] << 8) | head[1]) % 31 == 0;
        if (gzip || zlib)
        {
            try
            {
                using var stream = RegularFile.Open(file.FullPath);
                stream.Position = gzip ? 0 : 2;
                using Stream unpacked = gzip
                    ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true)
                    : new DeflateStream(stream, CompressionMode.Decompress, leaveOpen: true);
                var beginning = new byte[HeadLength];
                var count = RegularFile.Fill(unpacked, beginning);
                return PickleReader.IsPickle(beginning, count, count < HeadLength ? count : long.MaxValue) ? ArtefactFormat.Pickle : ArtefactFormat.None;
            }
            catch (InvalidDataException)
            {
                return ArtefactFormat.None;
            }
        }

        var other = (length > 3 && head[0] == (byte)'B' && head[1] == (byte)'Z' && head[2] == (byte)'h')
            || (length > 6 && head[0] == 0xFD && head[1] == (byte)'7' && head[2] == (byte)'z')
            || (length > 4 && head[0] is 0x04 or 0x28 && head[1] is 0x22 or 0xB5 && head[2] is 0x4D or 0x2F && head[3] is 0x18 or 0xFD);
        var name = path.Contains("/") ? path.Substring(path.LastIndexOf('/') + 1) : path;
        return other && name.Split('.').Skip(1).Any(part => ArtefactFormats.IsPickleName("." + part)) ? ArtefactFormat.CompressedPickle : ArtefactFormat.None;
    }

    private static bool StartsWith(byte[] head, int length, byte[] magic)
    {
        for (var i = 0; i < magic.Length; i++)
        {
            if (i >= length || head[i] != magic[i])
            {
                return false;
            }
        }

        return true;
    }
}
