using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

/// <summary>Makes the input of a case: a seed, broken in a few ways. The same case is the same input, always.</summary>
internal sealed class Mutator(Target target, long number)
{
    /// <summary>Latin-1 keeps every byte through changes of text.</summary>
    private static readonly Encoding Latin1 = Encoding.Latin1;

    private static readonly byte[][] HostileBytes =
    [
        [0], [0xFF], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0x1B, (byte)'['], [0x0D], [0x0B], [0x7F],
        [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xAE], [0xE2, 0x80, 0x8B], [0xC2, 0x85], [0xC2, 0xA0], [0xEE, 0x80, 0x80], [0xF0, 0x9F, 0x98, 0x80], [0xF3, 0xA0, 0x80, 0x81], [0xCC, 0x81], [0x09], [0x0A], [0x0D, 0x0A],
    ];

    private static readonly string[] Marks =
        ["{", "}", "[", "]", ":", ",", "\"", "'", "|", ">", "#", "&a ", "*a", "!!str ", "<<: ", "%", "@", "`", "?", "-", "---\n", "...\n", "\\", "/", "(", ")", "<", "</", "<!--", "]]>", "&lt;", "$", "${", "=", "+", "*", "**", "~", "..", ";", "\t", "  ", "\\u0000", "\\ud800", "<<<<<<< x\n"];

    private static readonly string[] HostileValues =
    [
        "null", "~", "[]", "{}", "[[]]", "[{}]", "\"\"", "\" \"", "true", "0", "-1", "-0", "1", "0.1", "1.5", "100%", "-0.000001", "1e400", "1e-400", "NaN", ".nan", ".inf", "-Infinity", "0x1F", "1_000", "٣",
        "2147483647", "2147483648", "-2147483649", "9223372036854775808", "79228162514264337593543950336", "0.00000000000000000000000000000001", "99999999999999999999999999999999999999", "1e28", "7.9e28",
        "2026-02-30", "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "-2026-01-01", "2026-11-20T25:00:00Z", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "365d", "99999999999d",
        "\"../../../etc/passwd\"", "\"/\"", "\"C:\\\\x\"", "\"**/*\"", "\"[a-\"", "\"(((((\"", "\"(a+)+$\"", "\"a|b\"", "\"http://[::1\"", "\"https://x:99999/\"", "\"file:///dev/zero\"", "\"\\u0000\"", "\"\\ud83d\"", "\"\\u202e\"", "\"\\u2028\"", "\"\\n\\r\\n\"", "\"\\u001b[31m\"",
        "&a [*a]", "*a", "&a x", "!!binary \"////\"", "!<tag:x> y", "? x", "| \n  x", "\"", "'", "{\"a\":1,\"a\":2}", "{<<: {a: b}}", "[1, [2, [3, {\"a\": [4]}]]]", "\"TODO\"", "\"{{x}}\"", "\"$(x)\"", "\"ſ\"", "\"İ\"", "\"ß\"", "\"\\ue000\"", "\"😀\"",
    ];

    private readonly Chance _chance = new(target.Name, number);

    public byte[] Input()
    {
        var bytes = _chance.Of(target.Seeds).Content;
        for (var changes = _chance.OneIn(50) ? 0 : 1 + _chance.Few(6); changes > 0; changes--)
        {
            bytes = target.IsBinary ? OfBytes(bytes) : _chance.Below(10) switch
            {
                < 2 => OfBytes(bytes),
                < 5 => OfText(bytes),
                _ => OfTree(bytes) ?? OfText(bytes),
            };
            bytes = bytes.Length > target.MaximumLength ? bytes[..target.MaximumLength] : bytes;
        }

        return bytes;
    }

    private byte[] OfBytes(byte[] bytes)
    {
        var at = _chance.Below(bytes.Length + 1);
        var length = _chance.Few(bytes.Length - at);
        switch (_chance.Below(10))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 2:
                return [.. bytes[..at], .. bytes[at..(at + length)], .. bytes[at..]];
            case 3:
                return [.. bytes[..at], .. _chance.Of(HostileBytes), .. bytes[at..]];
            case 4:
                var other = _chance.Of(target.Seeds).Content;
                return [.. bytes[..at], .. other[_chance.Below(other.Length + 1)..]];
            case 5 when at + 4 <= bytes.Length:
                // What may be a length or an offset, in either byte order.
                bytes = [.. bytes];
                var value = _chance.Of<uint>([0, 1, 0x7F, 0x80, 0xFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, (uint)bytes.Length, (uint)at]);
                BitConverter.GetBytes(_chance.OneIn(2) ? value : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(value)).CopyTo(bytes, at);
                return bytes;
            case 6 when length > 0:
                bytes = [.. bytes];
                Array.Fill(bytes, _chance.Of<byte>([0, 0xFF, (byte)' ', (byte)'[', (byte)'9']), at, length);
                return bytes;
            default:
                if (bytes.Length == 0)
                {
                    return _chance.Of(HostileBytes);
                }

                bytes = [.. bytes];
                for (var i = 1 + _chance.Few(4); i > 0; i--)
                {
                    // The beginning of a binary file decides most.
                    var place = target.IsBinary && _chance.OneIn(2) ? _chance.Below(Math.Min(32, bytes.Length)) : _chance.Below(bytes.Length);
                    bytes[place] = _chance.OneIn(2) ? (byte)_chance.Next() : (byte)(bytes[place] ^ (1 << _chance.Below(8)));
                }

                return bytes;
        }
    }

    private byte[] OfText(byte[] bytes)
    {
        var text = Latin1.GetString(bytes);
        var lines = text.Split('\n').ToList();
        var line = _chance.Below(lines.Count);
        switch (_chance.Below(14))
        {
            case 0:
                lines.RemoveAt(line);
                break;
            case 1:
                lines.Insert(_chance.Below(lines.Count + 1), lines[line]);
                break;
            case 2:
                var other = _chance.Below(lines.Count);
                (lines[line], lines[other]) = (lines[other], lines[line]);
                break;
            case 3:
                lines.Insert(line, _chance.Of(Latin1.GetString(_chance.Of(target.Seeds).Content).Split('\n')));
                break;
            case 4:
                lines[line] = new string(' ', _chance.Below(9)) + lines[line].TrimStart();
                break;
            case 5:
                lines[line] = string.Concat(Enumerable.Repeat(lines[line], 2 + _chance.Few(40)));
                break;
            case 6:
                return Latin1.GetBytes(text.Replace("\n", _chance.Of(["\r\n", "\r", "\n\n", "", "\u0085"])));
            case 7:
                return Insert(text, Repeated());
            case 8 when target.Words.Count > 0:
                return Insert(text, Bytes(_chance.Of(target.Words)));
            case 9:
                return Insert(text, Bytes(_chance.Of(HostileValues)));
            case 10:
                return Words(text, (words, i) => words[i] = Bytes(target.Words.Count > 0 && _chance.OneIn(2) ? _chance.Of(target.Words) : _chance.Of(HostileValues)));
            case 11:
                return Words(text, (words, i) => words.RemoveAt(i));
            case 12:
                return Words(text, (words, i) => words.Insert(_chance.Below(words.Count + 1), words[i]));
            default:
                return Insert(text, Bytes(_chance.Of(Marks)));
        }

        return Latin1.GetBytes(string.Join("\n", lines));
    }

    private byte[]? OfTree(byte[] bytes)
    {
        // Most seeds are small; parsing a large one again for each change would cost more than reading it.
        if (bytes.Length > 16 * 1024 || Tree.Of(Encoding.UTF8.GetString(bytes)) is not { } tree)
        {
            return null;
        }

        var nodes = tree.Nodes;
        var node = _chance.Of(nodes);
        var parents = nodes.Where(n => n.Raw is null && n.Items.Count > 0).ToArray();
        var parent = parents.Length == 0 ? node : _chance.Of(parents);
        var item = parent.Items.Count == 0 ? -1 : _chance.Below(parent.Items.Count);
        switch (_chance.Below(12))
        {
            case 0 when item >= 0:
                parent.Items.RemoveAt(item);
                break;
            case 1 when item >= 0:
                parent.Items.Insert(_chance.Below(parent.Items.Count + 1), parent.Items[item]);
                break;
            case 2 when item >= 0:
                // The same node below another key.
                parent.Items[item] = (_chance.Of(parents).Items.FirstOrDefault().Key is { Length: > 0 } key ? key : "\"x\"", parent.Items[item].Value);
                break;
            case 3 when item >= 0:
                parent.Items[item] = (_chance.Of(HostileValues), parent.Items[item].Value);
                break;
            case 4:
                parent.Items.Add((parent.Items.FirstOrDefault().Key is { Length: > 0 } twice ? twice : "\"x\"", new Tree.Node { Raw = _chance.Of(HostileValues) }));
                break;
            case 5:
                node.Raw = Deep();
                break;
            case 6:
                node.Raw = "\"" + new string('x', 1 << _chance.Below(15)) + "\"";
                break;
            case 7:
                parent.IsMapping = !parent.IsMapping;
                break;
            case 8:
                // Not a node above or below, which would make a ring.
                node.Raw = nodes.Where(n => n.Raw is not null).ToArray() is { Length: > 0 } leaves ? _chance.Of(leaves).Raw : "x";
                break;
            case 9 when target.Words.Count > 0:
                node.Raw = System.Text.Json.JsonSerializer.Serialize(_chance.Of(target.Words));
                break;
            case 10 when item >= 0:
                var (name, value) = parent.Items[item];
                parent.Items.AddRange(Enumerable.Range(0, 1 << _chance.Below(8)).Select(i => ($"{name.TrimEnd('"')}{i}{(name.EndsWith('"') ? "\"" : "")}", value)));
                break;
            default:
                node.Raw = _chance.Of(HostileValues);
                break;
        }

        return Encoding.UTF8.GetBytes(tree.Write(asBlock: _chance.OneIn(2)));
    }

    private string Deep()
    {
        var depth = _chance.Of([2, 20, 39, 40, 41, 64, 65, 500, 5000]);
        var (open, close) = _chance.Of<(string, string)>([("[", "]"), ("{\"a\":", "}"), ("[{\"b\":", "}]")]);
        return string.Concat(Enumerable.Repeat(open, depth)) + "1" + (_chance.OneIn(3) ? "" : string.Concat(Enumerable.Repeat(close, depth)));
    }

    private string Repeated() => string.Concat(Enumerable.Repeat(Bytes(_chance.Of(Marks)), 1 << _chance.Below(12)));

    private byte[] Insert(string text, string part) => Latin1.GetBytes(text.Insert(_chance.Below(text.Length + 1), part));

    private byte[] Words(string text, Action<List<string>, int> change)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= text.Length; i++)
        {
            if (i == text.Length || char.IsLetterOrDigit(text[i]) != char.IsLetterOrDigit(text[i - 1]))
            {
                words.Add(text[start..i]);
                start = i;
            }
        }

        if (words.Count > 0)
        {
            change(words, _chance.Below(words.Count));
        }

        return Latin1.GetBytes(string.Concat(words));
    }

    /// <summary>UTF-8, one character for each byte.</summary>
    private static string Bytes(string text) => Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
