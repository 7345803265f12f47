using System.Collections.Generic;

namespace GovernanceAnalyzers.Engine.Repository.Contamination;

/// <summary>An example of an evaluation file that is in another file as well.</summary>
/// <param name="Example">Its number in the index.</param>
/// <param name="Line">Where it is in the other file.</param>
/// <param name="Percent">The share of its sequences of words that are there; 100 and <paramref name="IsExact"/> for the same text.</param>
internal sealed record Overlap(int Example, long Line, bool IsExact, int Percent);

/// <summary>Streams data against the index of evaluation examples.</summary>
internal sealed class OverlapScan(EvaluationIndex index, decimal nearDuplicate, bool isRetrieval)
{
    private readonly SortedDictionary<int, Overlap> _found = [];
    private readonly ExampleText _text = new();
    private readonly Dictionary<int, int> _hits = [];
    private readonly HashSet<ulong> _seen = [];
    private readonly List<ulong> _sequences = [];

    public IReadOnlyCollection<Overlap> Found => _found.Values;

    public void Run(IEnumerable<DataExample> examples)
    {
        foreach (var example in examples)
        {
            _text.Take(example);
            foreach (var hash in _text.Exact)
            {
                foreach (var unit in index.Same(hash))
                {
                    Keep(unit, example.Line, isExact: true, 100);
                }
            }

            if (!_text.IsRow)
            {
                Near(example.Line);
            }
        }
    }

    private void Near(long line)
    {
        _hits.Clear();
        _seen.Clear();
        foreach (var length in EvaluationIndex.Lengths)
        {
            Count(length);
        }

        foreach (var hit in _hits)
        {
            var unit = index[hit.Key];
            // Without rounding: 0.8 of five is four.
            if (unit.Grams > 0 && hit.Value >= nearDuplicate * unit.Grams)
            {
                Keep(hit.Key, line, isExact: false, hit.Value * 100 / unit.Grams);
            }
        }
    }

    private void Count(int length)
    {
        if (!index.Uses(length))
        {
            return;
        }

        EvaluationIndex.GramsOf(_text.All, length, _sequences);
        foreach (var gram in _sequences)
        {
            var (from, to) = index.With(gram);
            if (from == to || !_seen.Add(gram))
            {
                continue;
            }

            for (var i = from; i < to; i++)
            {
                var unit = index.UnitAt(i);
                _hits[unit] = (_hits.TryGetValue(unit, out var count) ? count : 0) + 1;
            }
        }
    }

    private void Keep(int unit, long line, bool isExact, int percent)
    {
        if (isRetrieval && !index[unit].CountsInRetrieval)
        {
            return;
        }

        var example = index[unit].Example;
        if (!_found.TryGetValue(example, out var before) || (isExact, percent).CompareTo((before.IsExact, before.Percent)) > 0)
        {
            _found[example] = new Overlap(example, line, isExact, percent);
        }
    }
}
