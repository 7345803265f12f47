using System;
using System.Text;

namespace GovernanceAnalyzers.Engine.Repository.Artefacts;

/// <summary>
/// Tells a Python pickle from other bytes by decoding its first instructions; nothing is executed. Of a file that is no pickle the first
/// few bytes seldom decode, and never all that were read.
/// </summary>
internal static class PickleReader
{
    /// <param name="length">How many bytes of the buffer were read.</param>
    /// <param name="fileLength">Of the whole file.</param>
    public static bool IsPickle(byte[] bytes, int length, long fileLength)
    {
        if (length < 2)
        {
            return false;
        }

        var hasProtocol = bytes[0] == 0x80 && bytes[1] is >= 1 and <= 5;
        // The text forms begin with an opcode that most texts begin with, too: only a whole one with a call counts.
        return (hasProtocol || bytes[0] is (byte)'(' or (byte)'c' or (byte)']' or (byte)'}') && Decode(bytes, length, fileLength, hasProtocol);
    }

    private static bool Decode(byte[] bytes, int length, long fileLength, bool hasProtocol)
    {
        var (at, operations, strings) = (0, 0, 0);
        var (names, calls) = (false, false);
        byte opcode = 0;
        while (at < length)
        {
            var before = opcode;
            opcode = bytes[at++];
            operations++;
            switch (opcode)
            {
                case (byte)'.':
                    // A bare protocol and its end say nothing; what follows the end (PyTorch writes several) is not looked at.
                    return hasProtocol ? operations > 2 : names && calls && Rest(bytes, at, length, fileLength);
                case 0x80:
                    if (at < length && bytes[at] > 5)
                    {
                        return false;
                    }

                    at++;
                    break;
                case 0x95:
                    if (!Long(8, out var frame) || frame < 0 || frame > fileLength)
                    {
                        return Ran();
                    }

                    break;
                case (byte)'c':
                case (byte)'i':
                    if (!Name() || !Name())
                    {
                        return at >= length && Ran();
                    }

                    names = true;
                    break;
                case 0x93:
                    names |= strings >= 2;
                    break;
                case (byte)'R':
                    // A call takes a tuple, just made or remembered.
                    calls |= before is (byte)'t' or (byte)')' or 0x85 or 0x86 or 0x87 or 0x94 or (byte)'g' or (byte)'h' or (byte)'j' or (byte)'p' or (byte)'q' or (byte)'r';
                    break;
                case (byte)'b' or (byte)'o' or 0x81 or 0x92:
                    calls = true;
                    break;
                case (byte)'(' or (byte)')' or (byte)'0' or (byte)'1' or (byte)'2' or (byte)'N' or (byte)']' or (byte)'}' or (byte)'a' or (byte)'d' or (byte)'e'
                    or (byte)'l' or (byte)'s' or (byte)'t' or (byte)'u' or (byte)'Q' or 0x85 or 0x86 or 0x87 or 0x88 or 0x89 or 0x8F or 0x90 or 0x91 or 0x94 or 0x97 or 0x98:
                    break;
                case (byte)'I' or (byte)'L' or (byte)'F' or (byte)'S' or (byte)'V' or (byte)'g' or (byte)'p' or (byte)'P':
                    if (!Line())
                    {
                        return at >= length && Ran();
                    }

                    break;
                case (byte)'K' or (byte)'q' or (byte)'h' or 0x82:
                    at++;
                    break;
                case (byte)'M' or 0x83:
                    at += 2;
                    break;
                case (byte)'J' or (byte)'r' or (byte)'j' or 0x84:
                    at += 4;
                    break;
                case (byte)'G':
                    at += 8;
                    break;
                case (byte)'U' or (byte)'C' or 0x8A or 0x8C:
                    if (!Sized(1))
                    {
                        return false;
                    }

                    strings += opcode == 0x8C ? 1 : 0;
                    break;
                case (byte)'T' or (byte)'X' or (byte)'B' or 0x8B:
                    if (!Sized(4))
                    {
                        return false;
                    }

                    strings += opcode == (byte)'X' ? 1 : 0;
                    break;
                case 0x8D or 0x8E or 0x96:
                    if (!Sized(8))
                    {
                        return false;
                    }

                    break;
                default:
                    // joblib writes arrays between the instructions; by then the class of the array has been named.
                    return names && calls;
            }
        }

        return Ran();

        // All that was read decodes. A text form has to be whole, or to have named something and called it.
        bool Ran() => operations > 2 && (hasProtocol || (names && calls));

        bool Line()
        {
            var end = Array.IndexOf(bytes, (byte)'\n', Math.Min(at, length), Math.Max(0, length - at));
            at = end < 0 ? length : end + 1;
            return end >= 0;
        }

        bool Name()
        {
            var start = at;
            if (!Line() || at - start < 2)
            {
                return false;
            }

            for (var i = start; i < at - 1; i++)
            {
                if (!(bytes[i] is (byte)'_' or (byte)'.' or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9')))
                {
                    at = start;
                    return false;
                }
            }

            return true;
        }

        bool Long(int size, out long value)
        {
            value = 0;
            if (at + size > length)
            {
                at = length;
                return false;
            }

            for (var i = size - 1; i >= 0; i--)
            {
                value = (value << 8) | bytes[at + i];
            }

            at += size;
            return true;
        }

        // False for a length that the file does not have; past the end of what was read everything decodes.
        bool Sized(int size)
        {
            if (!Long(size, out var count))
            {
                return true;
            }

            if (count < 0 || count > fileLength - at)
            {
                return false;
            }

            at = count > length - at ? length : at + (int)count;
            return true;
        }
    }

    /// <summary>Whether nothing but white space follows.</summary>
    private static bool Rest(byte[] bytes, int at, int length, long fileLength) =>
        fileLength <= length && string.IsNullOrWhiteSpace(Encoding.ASCII.GetString(bytes, at, length - at));
}
