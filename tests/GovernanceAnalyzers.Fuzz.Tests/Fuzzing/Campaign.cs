using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

/// <summary>Many cases of one target. Reading happens on a thread of its own, so that an input without end is told by its number.</summary>
internal sealed class Campaign(Target target)
{
    /// <summary>A guard against endless work, no measure of speed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(Setting("GOVERNANCE_FUZZ_PATIENCE", 30));

    private const int MostFailures = 5;

    private readonly Dictionary<string, string> _failures = new(StringComparer.Ordinal);
    private long _case;
    private long _started;

    /// <summary>Cases of a cheap reader.</summary>
    private static long Cases => Setting("GOVERNANCE_FUZZ_CASES", 80);

    private static long First => Setting("GOVERNANCE_FUZZ_FIRST", 0);

    /// <summary>How long to go on with a target, in seconds, instead of a number of cases; 0 for a number of cases.</summary>
    private static long Seconds => Setting("GOVERNANCE_FUZZ_SECONDS", 0);

    /// <summary>How many cases were run.</summary>
    public long Count { get; private set; }

    /// <summary>What failed, for people; empty when nothing did.</summary>
    public string Run() => Seconds > 0 ? Run(First, long.MaxValue - First, TimeSpan.FromSeconds(Seconds)) : Run(First, Math.Max(4, Cases / target.Cost), TimeSpan.MaxValue);

    public string Run(long first, long count, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var work = Task.Factory.StartNew(
            () =>
            {
                for (_case = first; _case < first + count && clock.Elapsed < time && _failures.Count < MostFailures; _case++, Count++)
                {
                    Volatile.Write(ref _started, Stopwatch.GetTimestamp());
                    var input = new Mutator(target, _case).Input();
                    if (Trial.Run(target, input, twice: _case % 8 == 0) is { } failure && !_failures.ContainsKey(failure.Kind))
                    {
                        Volatile.Write(ref _started, 0);
                        var small = Smaller.Of(input, i => Trial.Run(target, i, twice: failure.Kind == "determinism")?.Kind == failure.Kind);
                        _failures.Add(failure.Kind, Told(_case.ToString(CultureInfo.InvariantCulture), failure, small));
                    }
                }

                Volatile.Write(ref _started, 0);
            },
            TaskCreationOptions.LongRunning);
        while (!work.Wait(TimeSpan.FromMilliseconds(200)))
        {
            if (Volatile.Read(ref _started) is > 0 and var started && Stopwatch.GetElapsedTime(started) > Patience)
            {
                return Told(_case.ToString(CultureInfo.InvariantCulture), new Failure("time", $"It was not read within {Patience.TotalSeconds} s."), new Mutator(target, _case).Input());
            }
        }

        return string.Join("\n", _failures.Values);
    }

    /// <summary>What fails about one input, for people; empty when nothing does.</summary>
    public string Replay(string name, byte[] input)
    {
        var work = Task.Factory.StartNew(() => Trial.Run(target, input, twice: true), TaskCreationOptions.LongRunning);
        return !work.Wait(Patience) ? Told(name, new Failure("time", $"It was not read within {Patience.TotalSeconds} s."), input)
            : work.Result is { } failure ? Told(name, failure, input)
            : "";
    }

    private string Told(string number, Failure failure, byte[] input)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "failures", target.Name)).FullName;
        var file = Path.Combine(folder, Sha256Text.Hex(Convert.ToBase64String(input), bytes: 4));
        File.WriteAllBytes(file, input);
        return new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"{target.Name}, case {number}: {failure.Words}")
            .AppendLine(CultureInfo.InvariantCulture, $"Input, {input.Length} bytes: {Failure.Show(input)}")
            .Append(CultureInfo.InvariantCulture, $"Kept as {file}; copy it to Corpus/{target.Name}/.")
            .ToString();
    }

    private static long Setting(string name, long otherwise) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
