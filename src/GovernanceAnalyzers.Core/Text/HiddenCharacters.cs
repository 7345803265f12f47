using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace GovernanceAnalyzers.Core.Text;

/// <summary>
/// Characters that nobody sees and a model reads: those that turn the direction of text around, have no width, or are tags. Where writing
/// needs them they are left alone: joiners in emoji and in the scripts that use them, direction marks beside right-to-left text, the tags of
/// flags, variation selectors behind a symbol, a byte order mark at the beginning.
/// </summary>
public static class HiddenCharacters
{
    private const int MaximumRuns = 50;

    /// <summary>Whether a text can hold one. One pass, without a look at what stands around.</summary>
    public static bool MayHold(string text)
    {
        foreach (var c in text)
        {
            if (c >= '\u00AD' && IsCandidate(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The hidden characters of a text in runs, in order.</summary>
    public static IReadOnlyList<HiddenRun> Find(string text)
    {
        var runs = new List<HiddenRun>();
        if (!MayHold(text))
        {
            return runs;
        }

        for (var i = 0; i < text.Length && runs.Count < MaximumRuns;)
        {
            var start = i;
            while (i < text.Length && Hidden(text, i) is > 0 and var length)
            {
                i += length;
            }

            if (i > start)
            {
                runs.Add(new HiddenRun(start, i - start, text.Substring(start, i - start)));
            }
            else
            {
                i += IsFlag(text, i) is > 0 and var flag ? flag : 1;
            }
        }

        return runs;
    }

    /// <summary>How many UTF-16 units a hidden character at a place takes; 0 when there is none.</summary>
    private static int Hidden(string text, int at)
    {
        var c = text[at];
        if (c < '\u00AD')
        {
            return 0;
        }

        if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            var code = char.ConvertToUtf32(c, text[at + 1]);
            return code is >= 0xE0000 and <= 0xE007F
                || (code is >= 0xE0100 and <= 0xE01EF && !IsLetterBefore(text, at))
                || code is >= 0x1D173 and <= 0x1D17A
                    ? 2
                    : 0;
        }

        return c switch
        {
            // Embeddings, overrides and isolates: the classic way to show a reader another text than the machine gets.
            >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' => 1,
            '\u200B' or '\u2060' or >= '\u2061' and <= '\u2064' or >= '\u206A' and <= '\u206F' or '\u180E' or '\u3164' or '\uFFA0' or '\u115F' or '\u1160' =>
                c is '\u200B' && IsBetweenUnspaced(text, at) || c is '\u180E' && IsIn(text, at, 0x1800, 0x18AF)
                || c is '\u115F' or '\u1160' && IsIn(text, at, 0x1100, 0x11FF) ? 0 : 1,
            '\uFEFF' => at == 0 ? 0 : 1,
            '\u200E' or '\u200F' or '\u061C' => IsNearRightToLeft(text, at) ? 0 : 1,
            '\u200C' => JoinsLetters(text, at) ? 0 : 1,
            '\u200D' => JoinsLetters(text, at) || JoinsSymbols(text, at) ? 0 : 1,
            >= '\uFE00' and <= '\uFE0F' => FollowsVisible(text, at) ? 0 : 1,
            _ => 0,
        };
    }

    private static bool IsCandidate(char c) => c is >= '\u200B' and <= '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2060' and <= '\u206F'
        or '\u061C' or '\u180E' or '\u3164' or '\uFFA0' or '\u115F' or '\u1160' or '\uFEFF' or >= '\uFE00' and <= '\uFE0F' or '\uDB40' or '\uD834';

    /// <summary>The black flag and the tags behind it, up to the one that ends them: the flags of Scotland, Texas and so on.</summary>
    private static int IsFlag(string text, int at)
    {
        if (at + 2 >= text.Length || text[at] != '\uD83C' || text[at + 1] != '\uDFF4')
        {
            return 0;
        }

        // Three to six letters and digits, as the names of countries' parts are; anything longer is a message.
        var i = at + 2;
        var letters = 0;
        for (; i + 1 < text.Length && text[i] == '\uDB40' && Tag(text, i) is (>= 'a' and <= 'z') or (>= '0' and <= '9'); i += 2)
        {
            letters++;
        }

        return letters is >= 3 and <= 6 && i + 1 < text.Length && text[i] == '\uDB40' && text[i + 1] == '\uDC7F' ? i + 2 - at : 0;
    }

    private static char Tag(string text, int at) => (char)(char.ConvertToUtf32(text[at], text[at + 1]) - 0xE0000);

    private static int Before(string text, int at)
    {
        var i = at - 1;
        while (i >= 0 && (text[i] is >= '\uFE00' and <= '\uFE0F' || text[i] is '\u200C' or '\u200D'))
        {
            i--;
        }

        return i < 0 ? -1 : char.IsLowSurrogate(text[i]) && i > 0 && char.IsHighSurrogate(text[i - 1]) ? char.ConvertToUtf32(text[i - 1], text[i]) : text[i];
    }

    private static int After(string text, int at) => at + 1 >= text.Length ? -1
        : char.IsHighSurrogate(text[at + 1]) && at + 2 < text.Length && char.IsLowSurrogate(text[at + 2]) ? char.ConvertToUtf32(text[at + 1], text[at + 2])
        : text[at + 1];

    /// <summary>A joiner or non-joiner in Arabic and its relatives, or in a script of India and its neighbours, where it shapes letters.</summary>
    private static bool JoinsLetters(string text, int at) => IsJoining(Before(text, at)) && text[at - 1] is not ('\u200C' or '\u200D');

    private static bool IsJoining(int code) => code is (>= 0x0600 and <= 0x08FF) or (>= 0x0900 and <= 0x0DFF) or (>= 0x0F00 and <= 0x109F)
        or (>= 0x1780 and <= 0x17FF) or (>= 0x1800 and <= 0x18AF) or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE) or (>= 0x11000 and <= 0x11FFF) or (>= 0x1E900 and <= 0x1E95F);

    /// <summary>Between two symbols it makes one of them: a family, a profession, a flag.</summary>
    private static bool JoinsSymbols(string text, int at) => IsSymbol(Before(text, at)) && IsSymbol(After(text, at)) && text[at - 1] is not ('\u200C' or '\u200D');

    private static bool IsSymbol(int code) => code is (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2190 and <= 0x2BFF) or 0x3030 or 0x303D or 0x3297 or 0x3299 or 0x00A9 or 0x00AE;

    /// <summary>A variation selector chooses how the one character before it looks; several in a row, or one after nothing, carry data.</summary>
    private static bool FollowsVisible(string text, int at) =>
        at > 0 && text[at - 1] is not (>= '\uFE00' and <= '\uFE0F') && text[at - 1] > ' ' && !IsCandidateAlone(text[at - 1])
        && (text[at] == '\uFE0F' || text[at] == '\uFE0E' ? text[at - 1] is >= '\u00A9' or (>= '0' and <= '9') or '#' or '*' : text[at - 1] > '\x7f');

    private static bool IsCandidateAlone(char c) => c is >= '\u200B' and <= '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2060' and <= '\u206F';

    /// <summary>Variants of Chinese characters.</summary>
    private static bool IsLetterBefore(string text, int at) => at > 0
        && (text[at - 1] is (>= '\u2E80' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF')
            || (at > 1 && char.IsLowSurrogate(text[at - 1]) && char.IsHighSurrogate(text[at - 2]) && char.ConvertToUtf32(text[at - 2], text[at - 1]) is >= 0x20000 and <= 0x3FFFF));

    /// <summary>Thai, Lao, Khmer and Burmese have no spaces between words, and a space without width is where a line may end.</summary>
    private static bool IsBetweenUnspaced(string text, int at) =>
        Before(text, at) is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x0F00 and <= 0x0FFF);

    private static bool IsIn(string text, int at, int first, int last) => Before(text, at) is var before && before >= first && before <= last;

    /// <summary>Hebrew, Arabic and their relatives within a few words on the same line.</summary>
    private static bool IsNearRightToLeft(string text, int at)
    {
        const int reach = 80;
        for (var i = at; i >= 0 && at - i < reach && text[i] is not ('\n' or '\r'); i--)
        {
            if (IsRightToLeft(text[i]))
            {
                return true;
            }
        }

        for (var i = at; i < text.Length && i - at < reach && text[i] is not ('\n' or '\r'); i++)
        {
            if (IsRightToLeft(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRightToLeft(char c) => c is (>= '\u0590' and <= '\u08FF' and not '\u061C') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFE') or '\uD83A' or '\uD802';
}

/// <summary>Hidden characters without anything visible between them.</summary>
public sealed record HiddenRun(int Start, int Length, string Text)
{
    private const int MaximumNames = 3;

    /// <summary>The code points and their names: <c>U+202E RIGHT-TO-LEFT OVERRIDE</c>.</summary>
    public string Describe()
    {
        var codes = CodePoints().ToArray();
        if (Hidden.Length > 0)
        {
            return $"{codes.Length.ToString(CultureInfo.InvariantCulture)} tag characters that spell \"{Excerpt.Of(Hidden, 80)}\"";
        }

        var names = codes.Distinct().Take(MaximumNames).Select(c => $"U+{c.ToString("X4", CultureInfo.InvariantCulture)} {Name(c)}").ToArray();
        var rest = codes.Distinct().Count() - names.Length;
        return string.Join(", ", names)
            + (rest > 0 ? $" and {rest.ToString(CultureInfo.InvariantCulture)} more" : "")
            + (codes.Length > codes.Distinct().Count() ? $" ({codes.Length.ToString(CultureInfo.InvariantCulture)} in a row)" : "");
    }

    /// <summary>What tag characters spell; empty where there are none that can be read.</summary>
    public string Hidden
    {
        get
        {
            var text = new StringBuilder();
            foreach (var code in CodePoints())
            {
                if (code is >= 0xE0020 and <= 0xE007E)
                {
                    text.Append((char)(code - 0xE0000));
                }
            }

            return text.ToString();
        }
    }

    /// <summary>The characters as escapes of C#.</summary>
    public string Escaped() => string.Concat(CodePoints().Select(c => c > 0xFFFF
        ? "\\U" + c.ToString("X8", CultureInfo.InvariantCulture)
        : "\\u" + c.ToString("X4", CultureInfo.InvariantCulture)));

    private IEnumerable<int> CodePoints()
    {
        for (var i = 0; i < Text.Length; i++)
        {
            var isPair = char.IsHighSurrogate(Text[i]) && i + 1 < Text.Length && char.IsLowSurrogate(Text[i + 1]);
            yield return isPair ? char.ConvertToUtf32(Text[i], Text[i + 1]) : Text[i];
            i += isPair ? 1 : 0;
        }
    }

    private static string Name(int code) => code switch
    {
        0x061C => "ARABIC LETTER MARK",
        0x115F => "HANGUL CHOSEONG FILLER",
        0x1160 => "HANGUL JUNGSEONG FILLER",
        0x180E => "MONGOLIAN VOWEL SEPARATOR",
        0x200B => "ZERO WIDTH SPACE",
        0x200C => "ZERO WIDTH NON-JOINER",
        0x200D => "ZERO WIDTH JOINER",
        0x200E => "LEFT-TO-RIGHT MARK",
        0x200F => "RIGHT-TO-LEFT MARK",
        0x202A => "LEFT-TO-RIGHT EMBEDDING",
        0x202B => "RIGHT-TO-LEFT EMBEDDING",
        0x202C => "POP DIRECTIONAL FORMATTING",
        0x202D => "LEFT-TO-RIGHT OVERRIDE",
        0x202E => "RIGHT-TO-LEFT OVERRIDE",
        0x2060 => "WORD JOINER",
        >= 0x2061 and <= 0x2064 => "INVISIBLE OPERATOR",
        0x2066 => "LEFT-TO-RIGHT ISOLATE",
        0x2067 => "RIGHT-TO-LEFT ISOLATE",
        0x2068 => "FIRST STRONG ISOLATE",
        0x2069 => "POP DIRECTIONAL ISOLATE",
        >= 0x206A and <= 0x206F => "DEPRECATED FORMAT CHARACTER",
        0x3164 or 0xFFA0 => "HANGUL FILLER",
        0xFEFF => "ZERO WIDTH NO-BREAK SPACE",
        (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) => "VARIATION SELECTOR",
        >= 0xE0000 and <= 0xE007F => "TAG CHARACTER",
        _ => "FORMAT CHARACTER",
    };
}
