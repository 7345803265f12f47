using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Repository.Contamination;

/// <summary>How much of an evaluation file is in another file.</summary>
internal sealed record OverlapResult(int Total, int TooShort, int SampledOneIn)
{
    public IReadOnlyList<OverlapLine> Lines { get; init; } = [];
}

/// <param name="Line">In the evaluation file.</param>
/// <param name="OtherLine">In the other file.</param>
/// <param name="Copies">How many equal examples of the evaluation file this one stands for.</param>
internal sealed record OverlapLine(long Line, long OtherLine, bool IsExact, int Percent, int Copies, string Excerpt);

/// <summary>Compares files, and remembers what that gave as long as neither of them changes.</summary>
internal sealed class OverlapResults
{
    /// <summary>Raised whenever the same files could give another result.</summary>
    private const string Method = "1";

    /// <summary>Excerpts that are kept of one pair of files: as many as a message shows.</summary>
    private const int Excerpts = 3;

    private readonly IReadOnlyList<RepositoryFile> _evaluations;
    private readonly ContentMemory _contents;
    private readonly decimal _nearDuplicate;
    private readonly string _state;
    private readonly Lazy<EvaluationIndex> _index;

    public OverlapResults(IReadOnlyList<RepositoryFile> evaluations, ContentMemory contents, decimal nearDuplicate)
    {
        _evaluations = evaluations;
        _contents = contents;
        _nearDuplicate = nearDuplicate;
        _state = Sha256Text.Hex(
            string.Join("\n", evaluations.Select(e => Record.Format(e.Path, e.Length.ToString(CultureInfo.InvariantCulture), e.Modified.ToString(CultureInfo.InvariantCulture)))
                .Append(nearDuplicate.ToString(CultureInfo.InvariantCulture))
                .Append(Method)),
            16);
        _index = new(() => EvaluationIndex.Build(_evaluations.Select<RepositoryFile, Func<IEnumerable<DataExample>>>(e => () => ExampleReader.Read(e, isEvaluation: true)).ToArray()));
    }

    /// <summary>One result for each evaluation file, in their order, or the reason why there is none.</summary>
    public (IReadOnlyList<OverlapResult?> Results, string Problem) Of(RepositoryFile file, bool isRetrieval)
    {
        try
        {
            return (Read(_contents.Get($"overlap {(isRetrieval ? "retrieval" : "training")} {_state}", file, f => Write(Compare(f, isRetrieval)))), "");
        }
        catch (Exception e) when (e is UnreadableDataException or IOException or UnauthorizedAccessException)
        {
            return ([], e.Message);
        }
    }

    /// <summary>Why an evaluation file could not be compared; empty when it could. Asked after results only.</summary>
    public string ProblemOf(int evaluation) => _contents.Get($"overlap problem {_state}", _evaluations[evaluation], _ => _index.Value.Files[evaluation].Problem);

    private IEnumerable<OverlapResult> Compare(RepositoryFile file, bool isRetrieval)
    {
        var index = _index.Value;
        var scan = new OverlapScan(index, _nearDuplicate, isRetrieval);
        scan.Run(ExampleReader.Read(file, isEvaluation: false));
        var found = scan.Found.ToLookup(o => index.Examples[o.Example].File);
        return Enumerable.Range(0, _evaluations.Count).Select(f => new OverlapResult(index.Files[f].Total, index.Files[f].TooShort, index.SampledOneIn)
        {
            Lines =
            [
                .. found[f]
                    .OrderBy(o => index.Examples[o.Example].Line)
                    .Select((o, i) => new OverlapLine(index.Examples[o.Example].Line, o.Line, o.IsExact, o.Percent, index.Examples[o.Example].Count, i < Excerpts ? index.Examples[o.Example].Excerpt : "")),
            ],
        });
    }

    private static string Write(IEnumerable<OverlapResult> results) => string.Join("\n", results.SelectMany(r => r.Lines
        .Select(l => Record.Format(Number(l.Line), Number(l.OtherLine), l.IsExact ? "=" : "~", Number(l.Percent), Number(l.Copies), l.Excerpt))
        .Prepend(Record.Format(Number(r.Total), Number(r.TooShort), Number(r.SampledOneIn)))));

    private static IReadOnlyList<OverlapResult> Read(string text)
    {
        var results = new List<OverlapResult>();
        var lines = new List<OverlapLine>();
        foreach (var fields in text.Split('\n').Select(Record.Parse))
        {
            if (fields.Length == 3)
            {
                Complete();
                results.Add(new OverlapResult((int)Number(fields[0]), (int)Number(fields[1]), (int)Number(fields[2])));
            }
            else if (fields.Length == 6)
            {
                lines.Add(new OverlapLine(Number(fields[0]), Number(fields[1]), fields[2] == "=", (int)Number(fields[3]), (int)Number(fields[4]), fields[5]));
            }
        }

        Complete();
        return results;

        void Complete()
        {
            if (results.Count > 0)
            {
                results[results.Count - 1] = results[results.Count - 1] with { Lines = lines };
                lines = [];
            }
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
