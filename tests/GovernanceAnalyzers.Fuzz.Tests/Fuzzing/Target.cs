using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

/// <summary>One reader, and what it reads.</summary>
/// <param name="Name">Also the name of its folder in the corpus.</param>
/// <param name="Read">Reads one input. Whatever it throws is a bug of the reader.</param>
internal sealed record Target(string Name, Func<IEnumerable<Seed>> MakeSeeds, Func<byte[], Reading> Read)
{
    private readonly Lazy<IReadOnlyList<Seed>> _seeds = new(() => MakeSeeds().ToArray());

    public IReadOnlyList<Seed> Seeds => _seeds.Value;

    /// <summary>How many cases of a cheap reader one of this takes.</summary>
    public int Cost { get; init; } = 1;

    /// <summary>Words that mean something to the reader, to be put anywhere.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>No text: changes are made to bytes only.</summary>
    public bool IsBinary { get; init; }

    /// <summary>The largest input, in bytes; files beyond the limits of readers have tests of their own.</summary>
    public int MaximumLength { get; init; } = 64 * 1024;

    /// <summary>A reader of text that fills a list of problems.</summary>
    public static Target OfText(string name, Func<IEnumerable<Seed>> seeds, string path, Func<string, ICollection<FileProblem>, object?> read) => new(name, seeds, bytes =>
    {
        var reading = new Reading();
        if (YamlReader.Decode(bytes, path, reading.Problems) is { } text)
        {
            reading.With(read(text, reading.Problems));
        }

        return reading;
    });

    public override string ToString() => Name;
}
