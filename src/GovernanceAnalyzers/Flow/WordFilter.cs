using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// Tells in which files of a compilation a name can occur. One pass over the text of all files, a kilobyte of memory for each; after that
/// a question costs one look per file, so that a thousand AI calls do not read two thousand files a thousand times.
/// </summary>
internal sealed class WordFilter
{
    /// <summary>A file of ordinary size has some hundred different words; with 8192 bits, about one answer in thirty is a false "maybe".</summary>
    private const int Bits = 8192;

    private readonly ImmutableArray<(SyntaxTree Tree, ulong[] Words)> _files;

    public WordFilter(Compilation compilation, CancellationToken cancellation)
    {
        var files = ImmutableArray.CreateBuilder<(SyntaxTree, ulong[])>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            files.Add((tree, Words(tree.GetText(cancellation).ToString())));
        }

        _files = files.ToImmutable();
    }

    /// <summary>The files that may hold the word, in the order of the compilation.</summary>
    public IEnumerable<SyntaxTree> MayHold(string word)
    {
        var bit = Bit(word, 0, word.Length);
        foreach (var (tree, words) in _files)
        {
            if ((words[bit >> 6] & (1UL << (bit & 63))) != 0)
            {
                yield return tree;
            }
        }
    }

    public static bool IsWordCharacter(char c) => c == '_' || char.IsLetterOrDigit(c);

    private static ulong[] Words(string text)
    {
        var words = new ulong[Bits / 64];
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && IsWordCharacter(text[i]))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                var bit = Bit(text, start, i);
                words[bit >> 6] |= 1UL << (bit & 63);
                start = -1;
            }
        }

        return words;
    }

    private static int Bit(string text, int start, int end)
    {
        var hash = 2166136261U;
        for (var i = start; i < end; i++)
        {
            hash = (hash ^ text[i]) * 16777619U;
        }

        return (int)((hash ^ (hash >> 15)) % Bits);
    }
}
