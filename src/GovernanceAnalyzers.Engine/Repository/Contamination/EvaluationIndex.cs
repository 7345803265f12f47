using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Repository.Contamination;

/// <summary>What an example of an evaluation file is, for a message.</summary>
internal sealed class IndexedExample(int file, long line, string excerpt)
{
    public int File { get; } = file;

    public long Line { get; } = line;

    public string Excerpt { get; } = excerpt;

    /// <summary>Of this and its equals in the same file.</summary>
    public int Count { get; set; } = 1;
}

/// <summary>An evaluation file, as far as its examples could be indexed.</summary>
internal sealed class IndexedFile
{
    /// <summary>Every example.</summary>
    public int Total { get; set; }

    /// <summary>Those with too few words to say that another text is the same.</summary>
    public int TooShort { get; set; }

    /// <summary>Why it could not be read; empty when it could.</summary>
    public string Problem { get; set; } = "";
}

/// <summary>
/// The examples of all evaluation files, found by their words. The other side is streamed against it, so its size is the memory that a
/// comparison takes: at most <see cref="MaximumGrams"/> sequences of words. Of larger evaluation files, a sample that depends on nothing but
/// the examples is compared.
/// </summary>
internal sealed class EvaluationIndex
{
    /// <summary>Sequences of words that are kept, of all evaluation files together. Sixteen bytes each.</summary>
    public const int MaximumGrams = 2_000_000;

    public const int MaximumExamples = 200_000;

    /// <summary>Fewer words or letters are said by chance.</summary>
    public const int MinimumWords = 3;

    public const int MinimumLetters = 16;

    /// <summary>A text of fewer words is found when it is the same, and not when it is nearly so.</summary>
    public const int MinimumNear = 8;

    /// <summary>
    /// Words of a sequence, by the words of the text: as many as leave more than 80 % of its sequences when one word in it is changed. Longer
    /// ones are rarer in text that has nothing to do with it.
    /// </summary>
    public static readonly IReadOnlyList<int> Lengths = [5, 8, 13];

    private const ulong Multiplier = 0x9e3779b97f4a7c15;

    private readonly Dictionary<ulong, List<int>> _exact = [];
    private readonly List<Unit> _units = [];
    private readonly HashSet<int> _lengths = [];
    private readonly List<ulong> _sequences = [];
    private readonly ulong[] _filter = new ulong[(1 << 25) / 64];
    private ulong[] _grams = [];
    private int[] _gramUnits = [];

    private EvaluationIndex(int files) => Files = [.. Enumerable.Range(0, files).Select(_ => new IndexedFile())];

    public IndexedFile[] Files { get; }

    public List<IndexedExample> Examples { get; } = [];

    /// <summary>One example in this many is compared; 1 for all.</summary>
    public int SampledOneIn { get; private set; } = 1;

    /// <summary>A text that is looked for: what is asked in an example, or all of it.</summary>
    internal sealed class Unit(int example, bool isInput, bool exampleHasInput, int words)
    {
        public int Example { get; } = example;

        public bool IsInput { get; } = isInput;

        /// <summary>Where data is looked up, answers and context are meant to be found; what is asked is not.</summary>
        public bool CountsInRetrieval { get; } = isInput || !exampleHasInput;

        public int Words { get; } = words;

        /// <summary>Sequences of words by which it is found when it is not quite the same; 0 for never.</summary>
        public int Grams { get; set; }
    }

    /// <param name="files">The examples of each file, read twice.</param>
    public static EvaluationIndex Build(IReadOnlyList<Func<IEnumerable<DataExample>>> files, int maximumGrams = MaximumGrams)
    {
        var index = new EvaluationIndex(files.Count);
        var text = new ExampleText();
        long grams = 0, examples = 0;
        for (var f = 0; f < files.Count; f++)
        {
            index.ReadFile(f, files[f], example =>
            {
                index.Files[f].Total++;
                text.Take(example);
                examples++;
                grams += text.Input.Count + text.Whole.Count;
            });
        }

        while (grams / index.SampledOneIn > maximumGrams || examples / index.SampledOneIn > MaximumExamples)
        {
            index.SampledOneIn *= 2;
        }

        var pairs = new List<KeyValuePair<ulong, int>>();
        for (var f = 0; f < files.Count; f++)
        {
            var known = new Dictionary<ulong, IndexedExample>();
            index.ReadFile(f, files[f], example => index.Add(f, example, text, known, pairs));
        }

        index.Complete(pairs);
        return index;
    }

    /// <summary>Numbers of the units that are exactly this text.</summary>
    public IReadOnlyList<int> Same(ulong hash) => _exact.TryGetValue(hash, out var units) ? units : [];

    public Unit this[int unit] => _units[unit];

    /// <summary>Whether any unit is found by sequences of this length.</summary>
    public bool Uses(int length) => _lengths.Contains(length);

    private static int LengthFor(int words) => words >= 100 ? 13 : words >= 48 ? 8 : 5;

    /// <summary>The units that have a sequence of words, as a range of <see cref="UnitAt"/>.</summary>
    public (int From, int To) With(ulong gram)
    {
        if ((_filter[(int)(gram >> 45)] & (1UL << (int)((gram >> 39) & 63))) == 0)
        {
            return (0, 0);
        }

        var at = Array.BinarySearch(_grams, gram);
        if (at < 0)
        {
            return (0, 0);
        }

        var (from, to) = (at, at + 1);
        while (from > 0 && _grams[from - 1] == gram)
        {
            from--;
        }

        while (to < _grams.Length && _grams[to] == gram)
        {
            to++;
        }

        return (from, to);
    }

    public int UnitAt(int position) => _gramUnits[position];

    /// <summary>Each sequence of words of a length, as a number.</summary>
    /// <param name="grams">Receives them instead of what it holds.</param>
    public static void GramsOf(List<ulong> words, int length, List<ulong> grams)
    {
        grams.Clear();
        if (words.Count < length)
        {
            return;
        }

        var (hash, leaving) = (0UL, 1UL);
        for (var i = 0; i < length; i++)
        {
            hash = (hash * Multiplier) + words[i];
            leaving *= i > 0 ? Multiplier : 1;
        }

        grams.Add(Words.Mix(hash + (ulong)length));
        for (var i = length; i < words.Count; i++)
        {
            hash = ((hash - (words[i - length] * leaving)) * Multiplier) + words[i];
            grams.Add(Words.Mix(hash + (ulong)length));
        }
    }

    private void ReadFile(int file, Func<IEnumerable<DataExample>> examples, Action<DataExample> take)
    {
        if (Files[file].Problem.Length > 0)
        {
            return;
        }

        try
        {
            foreach (var example in examples())
            {
                // What several questions have around them is no example of its own.
                if (example.Fields.Count > 0 && !example.Fields.All(f => f.Role is FieldRole.Context or FieldRole.Ignored))
                {
                    take(example);
                }
            }
        }
        catch (Exception e) when (e is UnreadableDataException or System.IO.IOException or UnauthorizedAccessException)
        {
            Files[file].Problem = e.Message;
        }
    }

    private void Add(int file, DataExample example, ExampleText text, Dictionary<ulong, IndexedExample> known, List<KeyValuePair<ulong, int>> pairs)
    {
        text.Take(example);
        var whole = Words.Hash(text.All);
        if (SampledOneIn > 1 && whole % (ulong)SampledOneIn != 0)
        {
            return;
        }

        var inputCounts = Counts(text.Input, text.InputLetters);
        var wholeCounts = Counts(text.Whole, text.WholeLetters);
        if (!inputCounts && !wholeCounts)
        {
            Files[file].TooShort++;
            return;
        }

        if (known.TryGetValue(whole, out var same))
        {
            same.Count++;
            return;
        }

        var shown = example.Fields.FirstOrDefault(f => f.Role == FieldRole.Input).Text ?? example.Fields.First(f => f.Role != FieldRole.Ignored).Text;
        var indexed = new IndexedExample(file, example.Line, Core.Text.Excerpt.Of(Core.Text.Excerpt.Visible(shown.Length > 200 ? shown.Substring(0, 200) : shown), 60));
        known.Add(whole, indexed);
        Examples.Add(indexed);
        var hasInput = text.Input.Count > 0;
        if (inputCounts)
        {
            AddUnit(isInput: true, text.Input);
        }

        if (wholeCounts && !(inputCounts && text.Whole.Count == text.Input.Count))
        {
            AddUnit(isInput: false, text.Whole);
        }

        void AddUnit(bool isInput, List<ulong> words)
        {
            var number = _units.Count;
            var unit = new Unit(Examples.Count - 1, isInput, hasInput, words.Count);
            _units.Add(unit);
            var hash = Words.Hash(words);
            if (!_exact.TryGetValue(hash, out var units))
            {
                _exact.Add(hash, units = []);
            }

            units.Add(number);
            if (!text.IsRow && words.Count >= MinimumNear)
            {
                GramsOf(words, LengthFor(words.Count), _sequences);
                var grams = new HashSet<ulong>(_sequences);
                unit.Grams = grams.Count;
                pairs.AddRange(grams.Select(g => new KeyValuePair<ulong, int>(g, number)));
            }
        }
    }

    private static bool Counts(List<ulong> words, int letters) => words.Count >= MinimumWords && letters >= MinimumLetters;

    /// <summary>
    /// Leaves out what many examples of a file have in common: the header of a form, an instruction before every question. It says nothing
    /// about one of them.
    /// </summary>
    private void Complete(List<KeyValuePair<ulong, int>> pairs)
    {
        var most = Examples.GroupBy(e => e.File).ToDictionary(g => g.Key, g => Math.Max(1, Math.Max(Math.Min(10, g.Count() / 2), g.Count() / 100)));
        foreach (var shared in _exact.Values.Where(u => u.Count > 1))
        {
            foreach (var file in shared.GroupBy(FileOf).Where(g => g.Count() > most[g.Key]).ToArray())
            {
                shared.RemoveAll(u => FileOf(u) == file.Key);
            }
        }

        var grams = pairs.Select(p => p.Key).ToArray();
        var units = pairs.Select(p => p.Value).ToArray();
        pairs.Clear();
        Array.Sort(grams, units);
        var all = _units.Select(u => u.Grams).ToArray();
        var kept = 0;
        for (int from = 0, to; from < grams.Length; from = to)
        {
            for (to = from + 1; to < grams.Length && grams[to] == grams[from]; to++)
            {
            }

            HashSet<int>? left = null;
            if (to - from > 1)
            {
                left = [.. Enumerable.Range(from, to - from).GroupBy(i => FileOf(units[i]))
                    .Where(g => g.Select(i => _units[units[i]].Example).Distinct().Count() > most[g.Key])
                    .Select(g => g.Key)];
            }

            for (var i = from; i < to; i++)
            {
                if (left is not null && left.Contains(FileOf(units[i])))
                {
                    _units[units[i]].Grams--;
                    continue;
                }

                (grams[kept], units[kept]) = (grams[i], units[i]);
                kept++;
            }
        }

        // The few sequences that a form leaves of an example would stand for all of it.
        for (var u = 0; u < _units.Count; u++)
        {
            _units[u].Grams = _units[u].Grams == all[u] || _units[u].Grams >= 5 ? _units[u].Grams : 0;
            if (_units[u].Grams > 0)
            {
                _lengths.Add(LengthFor(_units[u].Words));
            }
        }

        Array.Resize(ref grams, kept);
        Array.Resize(ref units, kept);
        (_grams, _gramUnits) = (grams, units);
        foreach (var gram in grams)
        {
            _filter[(int)(gram >> 45)] |= 1UL << (int)((gram >> 39) & 63);
        }
    }

    private int FileOf(int unit) => Examples[_units[unit].Example].File;
}
