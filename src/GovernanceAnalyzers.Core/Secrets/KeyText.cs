using System;
using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Core.Secrets;

/// <summary>
/// Tells keys from other text, by their form and by how random they look. The limits are documented in docs/rules/GOV6003.md: keys are found
/// by a known beginning, or, where something else says that a key stands there, by 16 characters or more with letters and digits mixed.
/// </summary>
public static class KeyText
{
    /// <summary>No provider's keys are shorter.</summary>
    public const int LeastLength = 16;

    /// <summary>Bits per character. Random hexadecimal digits have about 3.5 in 32 characters, words with a number about as much: so this is not enough alone.</summary>
    public const double LeastEntropy = 3.0;

    private const int AwsSecretLength = 40;

    /// <summary>How far the parts of an access key of AWS stand from each other, in characters.</summary>
    private const int AwsReach = 400;

    /// <summary>What people write where a key belongs. Four letters and more: in a random key each occurs once in some ten thousand.</summary>
    private static readonly string[] Words =
    [
        "your", "example", "placeholder", "dummy", "fake", "test", "sample", "change", "replace", "insert", "todo", "redacted", "secret", "xxxx", "....",
        "****", "____", "----", "demo", "mock", "notreal", "not-real", "notneeded", "no-key", "apikey", "api-key", "api_key", "goes-here", "goeshere", "invalid",
        "default", "ollama", "local",
    ];

    /// <summary>The published keys of emulators, by how they begin.</summary>
    private static readonly string[] Published = ["Eby8vdM02xNOcqFl", "C2y6yDjf5/R+ob0N"];

    private static readonly string[] Ascending = ["0123456789", "abcdefghijklmnopqrstuvwxyz", "9876543210", "zyxwvutsrqponmlkjihgfedcba", "qwertyuiop"];

    /// <summary>Whether any known key can be in a text. Most texts have none of the beginnings.</summary>
    public static bool MayHold(string text)
    {
        foreach (var format in KeyFormat.All)
        {
            // "sk-" covers the formats that begin with it.
            if ((format.Prefix.Length <= 5 || !format.Prefix.StartsWith("sk-", StringComparison.Ordinal)) && text.IndexOf(format.Prefix, StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return text.IndexOf("AKIA", StringComparison.Ordinal) >= 0 || text.IndexOf("ASIA", StringComparison.Ordinal) >= 0;
    }

    /// <summary>The keys of known form in a text, in order, without those that stand in for one.</summary>
    public static IReadOnlyList<FoundKey> Find(string text)
    {
        if (text.Length < LeastLength || !MayHold(text))
        {
            return [];
        }

        var found = new List<FoundKey>();
        var end = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('s' or 'A' or 'h' or 'g' or 'x' or 'r' or 'p' or 'n') || i < end || (i > 0 && IsPart(text, i - 1)))
            {
                continue;
            }

            if (KnownAt(text, i) is { } key)
            {
                found.Add(key);
                end = key.Start + key.Length;
            }
            else if (AwsSecretNear(text, i) is { } secret && !found.Exists(f => f.Start == secret.Start))
            {
                found.Add(secret);
            }
        }

        return found.OrderBy(f => f.Start).ToArray();
    }

    /// <summary>The text with all keys of known form taken out but for how they begin.</summary>
    public static string Mask(string text)
    {
        foreach (var key in Find(text).Reverse())
        {
            text = text.Substring(0, key.Start) + (key.Format == KeyFormat.Aws ? "" : key.Format.Prefix) + "…" + text.Substring(key.Start + key.Length);
        }

        return text;
    }

    /// <summary>Whether a text that stands where a key belongs is one: of a known form, or random enough and no placeholder.</summary>
    public static bool IsKey(string value)
    {
        value = value.Trim();
        if (Find(value) is { Count: > 0 })
        {
            return true;
        }

        if (value.Length < LeastLength || value.Any(c => c <= ' ' || c > '~') || IsReference(value) || IsPlaceholder(value))
        {
            return false;
        }

        // A GUID is a key where a key belongs; names with dashes are not.
        var solid = Guid.TryParseExact(value, "D", out _) ? value.Replace("-", "") : value;
        return Runs(solid).Any(IsRandom);
    }

    /// <summary>
    /// Text that stands in for a key. Words count where they are a part of their own in a long text, since a long random one holds any four
    /// letters sooner or later.
    /// </summary>
    public static bool IsPlaceholder(string value) =>
        value.Length == 0
        || value.Distinct().Count() < 6
        || Published.Any(p => value.StartsWith(p, StringComparison.Ordinal))
        || Words.Any(w => value.IndexOf(w, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && (value.Length < 64 || IsWholeWord(value, at, w.Length)))
        || HasRepetition(value)
        || HasSequence(value);

    /// <summary>Text that says where the key is: a variable, a secret store, an encrypted value.</summary>
    public static bool IsReference(string value) =>
        value.Length > 1
        && (value[0] is '$' or '%' or '<' or '{' or '[' or '#' or '@' || value.StartsWith("__", StringComparison.Ordinal)
            || value.IndexOf("${", StringComparison.Ordinal) >= 0 || value.IndexOf("$(", StringComparison.Ordinal) >= 0 || value.IndexOf("{{", StringComparison.Ordinal) >= 0
            || value.IndexOf("://", StringComparison.Ordinal) > 0
            || value.StartsWith("ENC[", StringComparison.Ordinal) || value.StartsWith("vault:", StringComparison.Ordinal) || value.StartsWith("!", StringComparison.Ordinal));

    /// <summary>Shannon entropy of the characters, in bits for each.</summary>
    public static double Entropy(string text)
    {
        var sum = 0.0;
        foreach (var group in text.GroupBy(c => c))
        {
            var share = (double)group.Count() / text.Length;
            sum -= share * Math.Log(share, 2);
        }

        return sum;
    }

    private static FoundKey? KnownAt(string text, int start)
    {
        foreach (var format in KeyFormat.All)
        {
            if (string.CompareOrdinal(text, start, format.Prefix, 0, format.Prefix.Length) != 0)
            {
                continue;
            }

            var body = start + format.Prefix.Length;
            var end = body;
            while (end < text.Length && (IsLetterOrDigit(text[end]) || (format.HasDashes && text[end] is '-' or '_')))
            {
                end++;
            }

            var key = text.Substring(body, end - body);
            return key.Length >= format.Least && key.Length <= 512 && (key.Any(char.IsDigit) || (key.Any(char.IsLower) && key.Any(char.IsUpper))) && Entropy(key) >= LeastEntropy && !IsPlaceholder(key)
                ? new FoundKey(start, end - start, format)
                : null;
        }

        return null;
    }

    /// <summary>AKIA or ASIA and sixteen characters, with forty random ones near by that end at no other character of base 64.</summary>
    private static FoundKey? AwsSecretNear(string text, int start)
    {
        if (text[start] != 'A' || start + 20 > text.Length || (string.CompareOrdinal(text, start, "AKIA", 0, 4) != 0 && string.CompareOrdinal(text, start, "ASIA", 0, 4) != 0))
        {
            return null;
        }

        for (var i = start + 4; i < start + 20; i++)
        {
            if (text[i] is not ((>= 'A' and <= 'Z') or (>= '2' and <= '7')))
            {
                return null;
            }
        }

        if ((start + 20 < text.Length && IsLetterOrDigit(text[start + 20])) || text.IndexOf("EXAMPLE", start, 20, StringComparison.Ordinal) >= 0)
        {
            return null;
        }

        var last = Math.Min(text.Length, start + AwsReach);
        for (var i = Math.Max(0, start - AwsReach); i + AwsSecretLength <= last; i++)
        {
            if (IsOfSecret(text[i]) && (i == 0 || !IsOfSecret(text[i - 1])))
            {
                var end = i;
                while (end < text.Length && IsOfSecret(text[end]))
                {
                    end++;
                }

                var value = text.Substring(i, end - i);
                if (value.Length == AwsSecretLength && value.Any(char.IsLower) && value.Any(char.IsUpper) && value.Any(char.IsDigit) && Entropy(value) >= 4 && !IsPlaceholder(value))
                {
                    return new FoundKey(i, AwsSecretLength, KeyFormat.Aws);
                }

                i = end;
            }
        }

        return null;
    }

    /// <summary>Parts of letters and digits, with what base 64 has besides them; <c>-</c>, <c>_</c> and <c>.</c> divide words.</summary>
    private static IEnumerable<string> Runs(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && IsBase64(text[i]))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                if (i - start >= LeastLength)
                {
                    yield return text.Substring(start, i - start);
                }

                start = -1;
            }
        }
    }

    /// <summary>Letters and digits that change places: "gpt4turbo128kcontext" has few changes, a random text has one every few characters.</summary>
    private static bool IsRandom(string run)
    {
        if (Entropy(run) < LeastEntropy || !run.Any(char.IsDigit) || !run.Any(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')))
        {
            return false;
        }

        var changes = 0;
        for (var i = 1; i < run.Length; i++)
        {
            changes += Class(run[i]) != Class(run[i - 1]) ? 1 : 0;
        }

        return changes * 4 >= run.Length && run.Count(char.IsDigit) >= 2;
    }

    private static int Class(char c) => c is >= '0' and <= '9' ? 0 : c is >= 'a' and <= 'z' ? 1 : c is >= 'A' and <= 'Z' ? 2 : 3;

    private static bool IsWholeWord(string value, int at, int length) =>
        (at == 0 || !IsLetterOrDigit(value[at - 1])) && (at + length == value.Length || !IsLetterOrDigit(value[at + length]));

    /// <summary>Five times one character, or one half that is the other.</summary>
    private static bool HasRepetition(string value)
    {
        var same = 1;
        for (var i = 1; i < value.Length; i++)
        {
            same = value[i] == value[i - 1] ? same + 1 : 1;
            if (same == 5)
            {
                return true;
            }
        }

        for (var period = 2; period <= 10 && period * 2 < value.Length; period++)
        {
            if (Enumerable.Range(0, value.Length - period).All(i => value[i] == value[i + period]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasSequence(string value)
    {
        const int length = 6;
        for (var i = 0; i + length <= value.Length; i++)
        {
            var part = value.Substring(i, length).ToLowerInvariant();
            if (Ascending.Any(a => a.IndexOf(part, StringComparison.Ordinal) >= 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether what stands before belongs to a longer word: "task-" holds "sk-". An escape like \n does not.</summary>
    private static bool IsPart(string text, int before) =>
        (IsLetterOrDigit(text[before]) || text[before] is '-' or '_') && !(before > 0 && text[before - 1] == '\\' && text[before] is 'n' or 't' or 'r');

    /// <summary>Base 64 without what fills it up: before a secret, <c>=</c> ends a name.</summary>
    private static bool IsOfSecret(char c) => IsLetterOrDigit(c) || c is '+' or '/';

    private static bool IsBase64(char c) => IsLetterOrDigit(c) || c is '+' or '/' or '=';

    private static bool IsLetterOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}

/// <summary>Where a key is in a text. What it is is nobody's business.</summary>
public readonly record struct FoundKey(int Start, int Length, KeyFormat Format);
