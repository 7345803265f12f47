using System.Collections.Generic;
using System.Globalization;

namespace GovernanceAnalyzers.Engine.Repository.Contamination;

/// <summary>
/// Text as words, so that two that differ in case, accents, punctuation, white space or width of characters are the same. With tables of its
/// own instead of Unicode normalisation, which depends on how the host of the build treats cultures.
/// </summary>
internal static class Words
{
    /// <summary>Latin letters from U+00C0 on, in lower case and without accents.</summary>
    private const string Latin =
        "aaaaaa\u00e6ceeeeiiii\u00f0nooooo\u00d7\u00f8uuuuy\u00fe\u00dfaaaaaa\u00e6ceeeeiiii\u00f0nooooo\u00f7\u00f8uuuuy\u00fey"
        + "aaaaaaccccccccdd\u0111\u0111eeeeeeeeeegggggggghh\u0127\u0127iiiiiiiii\u0131\u0133\u0133jjkk\u0138llllll\u0140"
        + "\u0140\u0142\u0142nnnnnn\u0149\u014b\u014boooooo\u0153\u0153rrrrrrsssssssstttt\u0167\u0167uuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>Latin letters from U+1E00 on, in lower case and without accents.</summary>
    private const string LatinAdditional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
        + "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
        + "wwwwwwwwwwxxxxyyzzzzzzhtwy\u1e9as\u1e9c\u1e9d\u00df\u1e9faaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
        + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy\u1efb\u1efb\u1efd\u1efd\u1eff\u1eff";

    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>Adds the hash of each word.</summary>
    /// <returns>How many letters and digits there are; a character that is a word by itself counts as two.</returns>
    public static int Add(string text, List<ulong> words)
    {
        var letters = 0;
        var word = Offset;
        foreach (var written in text)
        {
            var c = Fold(written);
            if (c == '\0')
            {
                continue;
            }

            if (IsWord(c))
            {
                End();
                words.Add(Mix((Offset ^ c) * Prime));
                letters += 2;
            }
            else if (char.IsLetterOrDigit(c))
            {
                word = (word ^ c) * Prime;
                letters++;
            }
            else
            {
                End();
            }
        }

        End();
        return letters;

        void End()
        {
            if (word != Offset)
            {
                words.Add(Mix(word));
                word = Offset;
            }
        }
    }

    /// <summary>One number for a sequence of words.</summary>
    public static ulong Hash(List<ulong> words)
    {
        var hash = Offset;
        foreach (var word in words)
        {
            hash = (hash ^ word) * Prime;
        }

        return Mix(hash);
    }

    /// <summary>Spreads what is in some of the bits over all of them.</summary>
    public static ulong Mix(ulong hash)
    {
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccd;
        hash ^= hash >> 33;
        hash *= 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }

    /// <summary>The character that counts for another one; 0 for what does not count at all, not even as an end of a word.</summary>
    private static char Fold(char c)
    {
        if (c < 0x80)
        {
            return c == '\'' ? '\0' : c is >= 'A' and <= 'Z' ? (char)(c + 32) : c;
        }

        return c switch
        {
            >= '\u00c0' and < '\u0180' => Latin[c - 0xc0],
            // Accents on their own, and the apostrophe that editors write.
            >= '\u0300' and <= '\u036f' or '\u2019' or '\u00ad' => '\0',
            >= '\u1e00' and < '\u1f00' => LatinAdditional[c - 0x1e00],
            // Full width.
            >= '\uff01' and <= '\uff5e' => Fold((char)(c - 0xfee0)),
            _ when CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format => '\0',
            _ => char.ToLowerInvariant(c),
        };
    }

    /// <summary>Scripts that do not separate words.</summary>
    private static bool IsWord(char c) => c >= '\u0e00' && c is (>= '\u0e01' and <= '\u0e3a') or (>= '\u0e40' and <= '\u0e4e')
        or (>= '\u3041' and <= '\u3096') or (>= '\u30a1' and <= '\u30fa') or (>= '\u3400' and <= '\u4dbf') or (>= '\u4e00' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff');
}
