using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace GovernanceAnalyzers.Engine.Repository.Contamination;

/// <summary>Reads the examples of a data file one by one, so that its size does not matter.</summary>
internal static class ExampleReader
{
    /// <summary>Formats that hold examples and are not read.</summary>
    private static readonly string[] Opaque =
        [".parquet", ".arrow", ".feather", ".avro", ".orc", ".xlsx", ".xls", ".ods", ".zip", ".tar", ".tgz", ".7z", ".bz2", ".xz", ".zst", ".db", ".sqlite", ".sqlite3", ".pkl", ".pickle", ".npy", ".npz", ".h5", ".hdf5", ".tfrecord", ".mdb", ".pdf", ".docx"];

    private static readonly string[] Textual = [".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".json", ".txt", ".text", ".md", ".markdown"];

    /// <summary>Whether examples can be told apart in such a file.</summary>
    public static bool CanRead(string path) => Textual.Contains(Extension(path));

    /// <summary>Whether there are examples in such a file that nobody here can tell apart. Any other file, such as an image, is an example itself.</summary>
    public static bool IsOpaque(string path) => Opaque.Contains(Extension(path)) || Opaque.Contains(Path.GetExtension(path).ToLowerInvariant());

    /// <summary>Throws <see cref="UnreadableDataException"/>, and what reading a file throws, while it is enumerated.</summary>
    /// <param name="isEvaluation">A text file is then a list of questions, else a document.</param>
    public static IEnumerable<DataExample> Read(RepositoryFile file, bool isEvaluation)
    {
        using var stream = new FileStream(file.FullPath, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        using var content = IsGzip(file.Path) ? new BoundedStream(new GZipStream(stream, CompressionMode.Decompress), file.Length) : (Stream)stream;
        using var reader = new StreamReader(content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
        foreach (var example in Read(reader, Extension(file.Path), isEvaluation))
        {
            yield return example;
        }
    }

    internal static IEnumerable<DataExample> Read(TextReader reader, string extension, bool isEvaluation) => extension switch
    {
        ".jsonl" or ".ndjson" => JsonExamples.Lines(reader),
        ".json" => JsonExamples.Document(reader),
        ".tsv" or ".tab" => TableExamples.Read(reader, "\t"),
        ".csv" => Csv(reader),
        ".txt" or ".text" when isEvaluation => TextExamples.Lines(reader),
        _ => TextExamples.Paragraphs(reader),
    };

    private static IEnumerable<DataExample> Csv(TextReader reader)
    {
        // Where a comma is the decimal sign, spreadsheets write semicolons under the same name.
        var first = new char[4096];
        var read = reader.ReadBlock(first, 0, first.Length);
        var start = new string(first, 0, read);
        var line = start.Split('\n')[0];
        return TableExamples.Read(new JoinedReader(start, reader), line.IndexOf(';') >= 0 && line.IndexOf(',') < 0 ? ";" : ",");
    }

    private static bool IsGzip(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private static string Extension(string path) => Path.GetExtension(IsGzip(path) ? path.Substring(0, path.Length - 3) : path).ToLowerInvariant();

    /// <summary>Text that was read already, and what follows it.</summary>
    private sealed class JoinedReader(string start, TextReader rest) : TextReader
    {
        private int _position;

        public override int Read() => _position < start.Length ? start[_position++] : rest.Read();

        public override int Peek() => _position < start.Length ? start[_position] : rest.Peek();

        public override int Read(char[] buffer, int index, int count)
        {
            var have = Math.Min(count, start.Length - _position);
            if (have > 0)
            {
                start.CopyTo(_position, buffer, index, have);
                _position += have;
                return have;
            }

            return rest.Read(buffer, index, count);
        }
    }

    /// <summary>Stops what unpacks to far more than data does.</summary>
    private sealed class BoundedStream(Stream inner, long packedLength) : Stream
    {
        private readonly long _most = (64L << 20) + (packedLength * 100);
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read;
            try
            {
                read = inner.Read(buffer, offset, count);
            }
            catch (InvalidDataException)
            {
                throw new UnreadableDataException("it is not valid gzip");
            }

            _read += read;
            return _read <= _most ? read : throw new UnreadableDataException("it unpacks to more than a hundred times its size");
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
