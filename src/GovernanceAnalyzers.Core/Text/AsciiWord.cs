using System;

namespace GovernanceAnalyzers.Core.Text;

/// <summary>
/// A word of ASCII characters to look for in very many texts, whatever the case of its letters. What .NET offers for that compares character by
/// character where it runs without cultures; here its rarest character is looked for in both cases, which takes many characters at once.
/// </summary>
public sealed class AsciiWord
{
    /// <summary>Lower-case letters and signs as they occur in code and configuration, the rare ones first.</summary>
    private const string ByRarity = "=zqxjkwvybhgpfmudclsrnoiate";

    private readonly string _word;

    /// <summary>Where the rarest character of the word is.</summary>
    private readonly int _rare;

    /// <param name="word">Not empty; ASCII only.</param>
    public AsciiWord(string word)
    {
        _word = word.ToLowerInvariant();
        for (var i = 0; i < _word.Length; i++)
        {
            if (_word[i] > '\x7f')
            {
                throw new ArgumentException("Not a word of ASCII characters.", nameof(word));
            }

            if (Rank(_word[i]) < Rank(_word[_rare]))
            {
                _rare = i;
            }
        }
    }

    public bool IsIn(string text)
    {
        var lower = _word[_rare];
        var upper = char.ToUpperInvariant(lower);
        return IsIn(text, lower) || (upper != lower && IsIn(text, upper));
    }

    private static int Rank(char c) => ByRarity.IndexOf(c) is >= 0 and var rank ? rank : ByRarity.Length;

    private bool IsIn(string text, char rare)
    {
        for (var at = text.IndexOf(rare); at >= 0; at = text.IndexOf(rare, at + 1))
        {
            if (at >= _rare && at - _rare + _word.Length <= text.Length && IsAt(text, at - _rare))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAt(string text, int start)
    {
        for (var i = 0; i < _word.Length; i++)
        {
            var c = text[start + i];
            if ((c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c) != _word[i])
            {
                return false;
            }
        }

        return true;
    }
}
