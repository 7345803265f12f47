using System;
using System.Collections.Generic;

namespace GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

/// <summary>
/// Random numbers from a case's number (SplitMix64), the same on every machine and with every .NET, so that a number is all that a
/// failure needs to be had again.
/// </summary>
internal sealed class Chance
{
    private ulong _state;

    public Chance(string target, long number)
    {
        // FNV-1a, because hash codes of texts differ from run to run.
        _state = 14695981039346656037;
        foreach (var c in target)
        {
            _state = (_state ^ c) * 1099511628211;
        }

        _state ^= (ulong)number * 0x9E3779B97F4A7C15;
    }

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to below <paramref name="end"/>, which is at least 1.</summary>
    public int Below(int end) => (int)(Next() % (ulong)end);

    public bool OneIn(int count) => Below(count) == 0;

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Small numbers more often than large ones.</summary>
    public int Few(int end) => Below(Below(Math.Max(1, end)) + 1);
}
