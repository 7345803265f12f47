using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace GovernanceAnalyzers.Engine.Repository.Artefacts;

/// <param name="Name">With forward slashes; it may say anything and names no file here.</param>
/// <param name="Offset">Of its own header in the archive.</param>
internal sealed record ZipEntry(string Name, int Method, long PackedLength, long Offset);

/// <summary>
/// The list of entries at the end of a zip archive. Nothing is unpacked but the first bytes of an entry that somebody asks for, so the sizes
/// that an archive claims cost nothing.
/// </summary>
internal sealed class ZipDirectory
{
    private const int MaximumEntries = 100_000;
    private const int MaximumBytes = 16 * 1024 * 1024;
    private const int EndLength = 22;

    private readonly Stream _stream;

    private ZipDirectory(Stream stream, IReadOnlyList<ZipEntry> entries)
    {
        _stream = stream;
        Entries = entries;
    }

    public IReadOnlyList<ZipEntry> Entries { get; }

    /// <summary>Null, with the reason as a clause, when there is no list that can be read.</summary>
    public static ZipDirectory? Read(Stream stream, out string problem)
    {
        var tail = new byte[(int)Math.Min(stream.Length, EndLength + ushort.MaxValue)];
        stream.Position = stream.Length - tail.Length;
        var length = RegularFile.Fill(stream, tail);
        var end = length - EndLength;
        while (end >= 0 && U32(tail, end) != 0x06054B50)
        {
            end--;
        }

        if (end < 0)
        {
            problem = "the list of its entries is missing, so it is cut off or no archive";
            return null;
        }

        long count = U16(tail, end + 10);
        long size = U32(tail, end + 12);
        long offset = U32(tail, end + 16);
        if ((count == 0xFFFF || size == 0xFFFFFFFF || offset == 0xFFFFFFFF) && end >= 20 && U32(tail, end - 20) == 0x07064B50)
        {
            var record = new byte[56];
            var at = (long)U64(tail, end - 12);
            if (at < 0 || at > stream.Length - record.Length)
            {
                problem = "the list of its entries lies outside of the file";
                return null;
            }

            stream.Position = at;
            RegularFile.Fill(stream, record);
            if (U32(record, 0) != 0x06064B50)
            {
                problem = "the list of its entries is not where the file says";
                return null;
            }

            (count, size, offset) = ((long)U64(record, 32), (long)U64(record, 40), (long)U64(record, 48));
        }

        if (count is < 0 or > MaximumEntries || size is < 0 or > MaximumBytes)
        {
            problem = $"it claims {count} entries in a list of {size} bytes, and at most {MaximumEntries} in {MaximumBytes} are read";
            return null;
        }

        if (offset < 0 || offset > stream.Length - size)
        {
            problem = "the list of its entries lies outside of the file";
            return null;
        }

        var list = new byte[size];
        stream.Position = offset;
        RegularFile.Fill(stream, list);
        var entries = new List<ZipEntry>();
        var p = 0;
        for (long i = 0; i < count; i++)
        {
            if (p + 46 > list.Length || U32(list, p) != 0x02014B50)
            {
                problem = $"the list of its entries ends after {i} of {count}";
                return null;
            }

            var (name, extra, comment) = (U16(list, p + 28), U16(list, p + 30), U16(list, p + 32));
            if (p + 46 + name + extra + comment > list.Length)
            {
                problem = $"the list of its entries ends after {i} of {count}";
                return null;
            }

            long packed = U32(list, p + 20);
            long header = U32(list, p + 42);
            if (packed == 0xFFFFFFFF || header == 0xFFFFFFFF)
            {
                Zip64(list, p + 46 + name, extra, U32(list, p + 24) == 0xFFFFFFFF, ref packed, ref header);
            }

            entries.Add(new ZipEntry(Encoding.UTF8.GetString(list, p + 46, name).Replace('\\', '/'), U16(list, p + 10), packed, header));
            p += 46 + name + extra + comment;
        }

        problem = "";
        return new ZipDirectory(stream, entries);
    }

    /// <summary>The first bytes of an entry, unpacked; fewer when there are no more, none when they cannot be read.</summary>
    public byte[] Beginning(ZipEntry entry, int maximumBytes)
    {
        try
        {
            var header = new byte[30];
            if (entry.Method is not (0 or 8) || entry.Offset < 0 || entry.Offset > _stream.Length - header.Length)
            {
                return [];
            }

            _stream.Position = entry.Offset;
            RegularFile.Fill(_stream, header);
            var start = entry.Offset + header.Length + U16(header, 26) + U16(header, 28);
            if (U32(header, 0) != 0x04034B50 || start > _stream.Length)
            {
                return [];
            }

            _stream.Position = start;
            var bytes = new byte[entry.Method == 0 ? (int)Math.Min(maximumBytes, Math.Max(0, Math.Min(entry.PackedLength, _stream.Length - start))) : maximumBytes];
            int count;
            if (entry.Method == 0)
            {
                count = RegularFile.Fill(_stream, bytes);
            }
            else
            {
                using var unpacked = new DeflateStream(_stream, CompressionMode.Decompress, leaveOpen: true);
                count = RegularFile.Fill(unpacked, bytes);
            }

            Array.Resize(ref bytes, count);
            return bytes;
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    private static void Zip64(byte[] list, int at, int length, bool hasSize, ref long packed, ref long header)
    {
        for (var end = at + length; at + 4 <= end;)
        {
            var (kind, size) = (U16(list, at), U16(list, at + 2));
            var value = at + 4 + (hasSize ? 8 : 0);
            if (kind == 1)
            {
                if (packed == 0xFFFFFFFF && value + 8 <= end)
                {
                    packed = (long)U64(list, value);
                    value += 8;
                }

                if (header == 0xFFFFFFFF && value + 8 <= end)
                {
                    header = (long)U64(list, value);
                }

                return;
            }

            at += 4 + size;
        }
    }

    private static int U16(byte[] bytes, int at) => bytes[at] | (bytes[at + 1] << 8);

    private static uint U32(byte[] bytes, int at) => (uint)(U16(bytes, at) | (U16(bytes, at + 2) << 16));

    private static ulong U64(byte[] bytes, int at) => U32(bytes, at) | ((ulong)U32(bytes, at + 4) << 32);
}
