using System;
using System.IO;

namespace GovernanceAnalyzers.Engine.Repository.Artefacts;

/// <summary>Walks the fields of a protobuf message in a stream, skipping what nobody asks for. Bounded by the message, whatever it claims.</summary>
internal sealed class ProtobufReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[512];
    private long _start;
    private int _count;
    private int _at;

    public long Position => _start + _at;

    public int Field { get; private set; }

    public int WireType { get; private set; }

    /// <summary>The value of a number, or the length of what has one.</summary>
    public long Value { get; private set; }

    public void Seek(long position)
    {
        if (position >= _start && position <= _start + _count)
        {
            _at = (int)(position - _start);
            return;
        }

        stream.Position = _start = position;
        _count = _at = 0;
    }

    /// <summary>Reads the next field's tag and value, or length; false at the end and where the bytes are no message.</summary>
    public bool Next(long end)
    {
        if (Position >= end || !Varint(out var tag) || tag <= 0 || tag > int.MaxValue)
        {
            return false;
        }

        (Field, WireType) = ((int)(tag >> 3), (int)(tag & 7));
        switch (WireType)
        {
            case 0:
                var isNumber = Varint(out var number);
                Value = number;
                return isNumber && Position <= end;
            case 1 or 5:
                Value = 0;
                Seek(Position + (WireType == 1 ? 8 : 4));
                return Position <= end;
            case 2:
                var hasLength = Varint(out var length);
                Value = length;
                return hasLength && length >= 0 && length <= end - Position;
            default:
                return false;
        }
    }

    /// <summary>Passes over what the last field holds.</summary>
    public void Skip()
    {
        if (WireType == 2)
        {
            Seek(Position + Value);
        }
    }

    /// <summary>The last field's bytes as UTF-8; nothing where they are many.</summary>
    public string Text(int maximum)
    {
        if (WireType != 2 || Value > maximum)
        {
            Skip();
            return "";
        }

        var bytes = new byte[Value];
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = Byte();
            if (b < 0)
            {
                return "";
            }

            bytes[i] = (byte)b;
        }

        return System.Text.Encoding.UTF8.GetString(bytes);
    }

    private bool Varint(out long value)
    {
        value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Byte();
            if (b < 0)
            {
                return false;
            }

            value |= (long)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return true;
            }
        }

        return false;
    }

    private int Byte()
    {
        if (_at == _count)
        {
            _start += _count;
            stream.Position = _start;
            (_at, _count) = (0, stream.Read(_buffer, 0, _buffer.Length));
            if (_count == 0)
            {
                return -1;
            }
        }

        return _buffer[_at++];
    }
}
