using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Fleet;

/// <summary>A column of a Parquet file.</summary>
public abstract class ParquetColumn<T>(string name, bool isOptional)
{
    private readonly List<bool> _isThere = [];

    public string Name => name;

    public bool IsOptional => isOptional;

    /// <summary>A physical type of parquet.thrift.</summary>
    internal abstract int Type { get; }

    /// <summary>A converted type of parquet.thrift and the member of LogicalType that says the same; null where the physical type says it all.</summary>
    internal virtual (int Converted, int Logical)? Meaning => null;

    internal long Size => Values.Length + (_isThere.Count / 8);

    protected MemoryStream Values { get; } = new();

    internal void Add(T row)
    {
        var isThere = Append(row);
        if (isOptional)
        {
            _isThere.Add(isThere);
        }
    }

    /// <summary>One page: which values are there, then the values, plain; the column is empty afterwards.</summary>
    internal byte[] TakePage()
    {
        var page = new MemoryStream();
        if (isOptional)
        {
            // One bit-packed run of the hybrid encoding, eight to a byte, the first in the lowest bit.
            var levels = new MemoryStream();
            Thrift.Varint(levels, (uint)((_isThere.Count + 7) / 8 * 2) + 1);
            WriteBits(levels, _isThere);
            Little(page, (int)levels.Length, 4);
            levels.WriteTo(page);
        }

        Finish();
        Values.WriteTo(page);
        Values.SetLength(0);
        _isThere.Clear();
        return page.ToArray();
    }

    /// <summary>Adds the value of a row; false where it has none.</summary>
    protected abstract bool Append(T row);

    /// <summary>Before the values are taken.</summary>
    protected virtual void Finish()
    {
    }

    protected static void Little(Stream stream, long value, int bytes)
    {
        for (var i = 0; i < bytes; i++)
        {
            stream.WriteByte((byte)(value >> (8 * i)));
        }
    }

    protected static void WriteBits(Stream stream, IReadOnlyList<bool> bits)
    {
        for (var start = 0; start < bits.Count; start += 8)
        {
            var packed = 0;
            for (var i = start; i < Math.Min(start + 8, bits.Count); i++)
            {
                packed |= bits[i] ? 1 << (i - start) : 0;
            }

            stream.WriteByte((byte)packed);
        }
    }
}

/// <summary>Text as UTF-8. Where the column may be empty, the empty text is what nobody says.</summary>
public sealed class ParquetText<T>(string name, Func<T, string> get, bool isOptional = true) : ParquetColumn<T>(name, isOptional)
{
    internal override int Type => 6;

    internal override (int Converted, int Logical)? Meaning => (0, 1);

    protected override bool Append(T row)
    {
        var text = get(row);
        if (IsOptional && text.Length == 0)
        {
            return false;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        Little(Values, bytes.Length, 4);
        Values.Write(bytes, 0, bytes.Length);
        return true;
    }
}

/// <summary>Whole numbers of 64 bits.</summary>
public sealed class ParquetNumber<T>(string name, Func<T, long> get) : ParquetColumn<T>(name, isOptional: false)
{
    internal override int Type => 2;

    protected override bool Append(T row)
    {
        Little(Values, get(row), 8);
        return true;
    }
}

/// <summary>Days.</summary>
public sealed class ParquetDate<T>(string name, Func<T, CalendarDate?> get) : ParquetColumn<T>(name, isOptional: true)
{
    private static readonly CalendarDate First = CalendarDate.Parse("1970-01-01");

    internal override int Type => 1;

    internal override (int Converted, int Logical)? Meaning => (6, 6);

    protected override bool Append(T row)
    {
        if (get(row) is not { } date)
        {
            return false;
        }

        Little(Values, date.DaysSince(First), 4);
        return true;
    }
}

/// <summary>Yes or no.</summary>
public sealed class ParquetFlag<T>(string name, Func<T, bool> get) : ParquetColumn<T>(name, isOptional: false)
{
    private readonly List<bool> _flags = [];

    internal override int Type => 0;

    protected override bool Append(T row)
    {
        _flags.Add(get(row));
        return true;
    }

    protected override void Finish()
    {
        WriteBits(Values, _flags);
        _flags.Clear();
    }
}

/// <summary>
/// Writes one table as a Parquet file (https://parquet.apache.org/docs/file-format/): plain encoding, gzip, one page per column and row
/// group, no statistics. As few parts of the format as there can be, so that every reader has them; docs/decisions/0017 says why it is our own.
/// </summary>
public sealed class ParquetWriter<T>(Stream stream, IReadOnlyList<ParquetColumn<T>> columns)
{
    private const int MaximumRows = 100_000;

    /// <summary>Of values in memory. A page counts its bytes in 32 bits.</summary>
    private const long MaximumBytes = 1 << 22;

    private const int Gzip = 2;

    private const int PlainEncoding = 0;

    private const int RleEncoding = 3;

    private static readonly byte[] Magic = Encoding.ASCII.GetBytes("PAR1");

    private readonly List<(long Rows, long Bytes, List<Chunk> Chunks)> _groups = [];
    private long _position;
    private int _rows;

    public void Add(T row)
    {
        foreach (var column in columns)
        {
            column.Add(row);
        }

        _rows++;
        if (_rows == MaximumRows || columns.Sum(c => c.Size) > MaximumBytes)
        {
            Flush();
        }
    }

    /// <summary>Writes what is left and the footer. The stream stays open.</summary>
    public void Complete()
    {
        if (_rows > 0)
        {
            Flush();
        }

        Begin();
        var footer = new MemoryStream();
        var thrift = new Thrift(footer);
        thrift.Number(1, 1);
        thrift.List(2, Thrift.StructType, columns.Count + 1);
        thrift.Element(e =>
        {
            e.Text(4, "table");
            e.Number(5, columns.Count);
        });
        foreach (var column in columns)
        {
            thrift.Element(e =>
            {
                e.Number(1, column.Type);
                e.Number(3, column.IsOptional ? 1 : 0);
                e.Text(4, column.Name);
                if (column.Meaning is { } meaning)
                {
                    e.Number(6, meaning.Converted);
                    e.Struct(10, l => l.Struct(meaning.Logical, _ => { }));
                }
            });
        }

        thrift.Long(3, _groups.Sum(g => g.Rows));
        thrift.List(4, Thrift.StructType, _groups.Count);
        foreach (var group in _groups)
        {
            thrift.Element(g =>
            {
                g.List(1, Thrift.StructType, group.Chunks.Count);
                foreach (var (chunk, column) in group.Chunks.Zip(columns, (c, d) => (c, d)))
                {
                    g.Element(c =>
                    {
                        c.Long(2, chunk.Offset);
                        c.Struct(3, m =>
                        {
                            m.Number(1, column.Type);
                            m.List(2, Thrift.NumberType, 2);
                            m.NumberElement(PlainEncoding);
                            m.NumberElement(RleEncoding);
                            m.List(3, Thrift.TextType, 1);
                            m.TextElement(column.Name);
                            m.Number(4, Gzip);
                            m.Long(5, group.Rows);
                            m.Long(6, chunk.Bytes);
                            m.Long(7, chunk.Compressed);
                            m.Long(9, chunk.Offset);
                        });
                    });
                }

                g.Long(2, group.Bytes);
                g.Long(3, group.Rows);
            });
        }

        thrift.Text(6, "GovernanceAnalyzers version " + ToolVersion.Text);
        thrift.End();
        var length = (int)footer.Length;
        Write(footer.ToArray());
        Write([(byte)length, (byte)(length >> 8), (byte)(length >> 16), (byte)(length >> 24)]);
        Write(Magic);
    }

    private void Flush()
    {
        Begin();
        var chunks = columns.Select(c => WritePage(c.TakePage())).ToList();
        _groups.Add((_rows, chunks.Sum(c => c.Bytes), chunks));
        _rows = 0;
    }

    private Chunk WritePage(byte[] page)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(page, 0, page.Length);
        }

        var header = new MemoryStream();
        var thrift = new Thrift(header);
        thrift.Number(1, 0);
        thrift.Number(2, page.Length);
        thrift.Number(3, (int)compressed.Length);
        thrift.Struct(5, d =>
        {
            d.Number(1, _rows);
            d.Number(2, PlainEncoding);
            d.Number(3, RleEncoding);
            d.Number(4, RleEncoding);
        });
        thrift.End();

        var offset = _position;
        Write(header.ToArray());
        Write(compressed.ToArray());
        return new Chunk(offset, header.Length + page.Length, header.Length + compressed.Length);
    }

    private void Begin()
    {
        if (_position == 0)
        {
            Write(Magic);
        }
    }

    private void Write(byte[] bytes)
    {
        stream.Write(bytes, 0, bytes.Length);
        _position += bytes.Length;
    }

    private sealed record Chunk(long Offset, long Bytes, long Compressed);
}

/// <summary>Thrift's compact protocol, as far as Parquet's metadata needs it.</summary>
internal sealed class Thrift(Stream stream)
{
    public const int NumberType = 5;

    public const int TextType = 8;

    public const int StructType = 12;

    private const int LongType = 6;

    private const int ListType = 9;

    private int _last;

    public static void Varint(Stream stream, ulong value)
    {
        for (; value > 0x7F; value >>= 7)
        {
            stream.WriteByte((byte)(value | 0x80));
        }

        stream.WriteByte((byte)value);
    }

    public void Number(int field, int value)
    {
        Field(field, NumberType);
        NumberElement(value);
    }

    public void Long(int field, long value)
    {
        Field(field, LongType);
        ZigZag(value);
    }

    public void Text(int field, string value)
    {
        Field(field, TextType);
        TextElement(value);
    }

    public void Struct(int field, Action<Thrift> content)
    {
        Field(field, StructType);
        Element(content);
    }

    public void List(int field, int type, int count)
    {
        Field(field, ListType);
        if (count < 15)
        {
            stream.WriteByte((byte)((count << 4) | type));
        }
        else
        {
            stream.WriteByte((byte)(0xF0 | type));
            Varint(stream, (ulong)count);
        }
    }

    public void NumberElement(int value) => ZigZag(value);

    public void TextElement(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        Varint(stream, (ulong)bytes.Length);
        stream.Write(bytes, 0, bytes.Length);
    }

    public void Element(Action<Thrift> content)
    {
        var inner = new Thrift(stream);
        content(inner);
        inner.End();
    }

    public void End() => stream.WriteByte(0);

    /// <summary>Fields come in rising order, at most 15 apart.</summary>
    private void Field(int field, int type)
    {
        stream.WriteByte((byte)(((field - _last) << 4) | type));
        _last = field;
    }

    private void ZigZag(long value) => Varint(stream, (ulong)((value << 1) ^ (value >> 63)));
}
