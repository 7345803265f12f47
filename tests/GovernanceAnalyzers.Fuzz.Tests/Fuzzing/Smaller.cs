using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

/// <summary>Makes an input smaller while it still fails in the same way: first by lines, then by bytes, in ever smaller pieces.</summary>
internal static class Smaller
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static byte[] Of(byte[] input, Func<byte[], bool> fails)
    {
        var clock = Stopwatch.StartNew();
        input = [.. Reduce(Lines(input), l => fails(Join(l)), clock).SelectMany(l => l)];
        return [.. Reduce([.. input], b => fails([.. b]), clock)];
    }

    private static List<T> Reduce<T>(List<T> items, Func<List<T>, bool> fails, Stopwatch clock)
    {
        for (var size = Math.Max(1, items.Count / 2); ; size = Math.Max(1, size / 2))
        {
            var isReduced = false;
            for (var start = 0; start < items.Count && clock.Elapsed < Patience;)
            {
                var rest = items.Take(start).Concat(items.Skip(start + size)).ToList();
                if (rest.Count < items.Count && fails(rest))
                {
                    items = rest;
                    isReduced = true;
                }
                else
                {
                    start += size;
                }
            }

            if (clock.Elapsed >= Patience || (size == 1 && !isReduced) || items.Count == 0)
            {
                return items;
            }
        }
    }

    private static List<byte[]> Lines(byte[] input)
    {
        var lines = new List<byte[]>();
        for (var start = 0; start < input.Length;)
        {
            var end = Array.IndexOf(input, (byte)'\n', start);
            end = end < 0 ? input.Length : end + 1;
            lines.Add(input[start..end]);
            start = end;
        }

        return lines;
    }

    private static byte[] Join(List<byte[]> lines) => [.. lines.SelectMany(l => l)];
}
