using System;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

/// <summary>What has to hold for every reader and every input.</summary>
internal static class Trial
{
    private const long MaximumAllocation = 200_000_000;

    /// <summary>What does not hold, or null.</summary>
    /// <param name="twice">Reads it a second time, and compares.</param>
    public static Failure? Run(Target target, byte[] input, bool twice)
    {
        try
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var reading = target.Read(input);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            return allocated > MaximumAllocation ? new Failure("memory", $"It took {allocated} bytes of memory.")
                : reading.Broken is { } law ? new Failure("law: " + law.Split('\n')[0], law)
                : Places(reading, input) ?? Messages(reading)
                ?? (twice && target.Read(input).Text is var second && second != reading.Text ? Different(reading.Text, second) : null);
        }
        catch (Exception e)
        {
            return Failure.Of(e);
        }
    }

    private static Failure? Places(Reading reading, byte[] input)
    {
        var lines = Lines(input);
        return reading.Problems.FirstOrDefault(p => p.Place.Path.Length == 0 || p.Place.Line < 1 || p.Place.Line > lines || p.Place.Column < 0) is { } nowhere
            ? new Failure("place", $"A complaint without a place in the file, which has {lines} lines: {nowhere.Place}: {nowhere.Message}")
            : null;
    }

    /// <summary>However its lines may be counted.</summary>
    private static int Lines(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        return 1 + text.Count(c => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029');
    }

    private static Failure? Messages(Reading reading) =>
        reading.Problems.Select(p => p.Message).Concat(reading.Messages).FirstOrDefault(m => m.Trim().Length == 0 || m.Any(IsUnfit)) is { } unfit
            ? new Failure("message", "A message that is not fit to be shown: " + Excerpt.Visible(unfit))
            : null;

    private static bool IsUnfit(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static Failure Different(string one, string other)
    {
        var at = one.Zip(other).TakeWhile(p => p.First == p.Second).Count();
        return new Failure("determinism", $"Read twice, it gives two answers, from here on:\n{Part(one)}\n{Part(other)}");

        string Part(string text) => Excerpt.Visible(text.Substring(Math.Min(at, text.Length), Math.Min(200, text.Length - Math.Min(at, text.Length))));
    }
}
