using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Layers;
using GovernanceAnalyzers.Engine.Repository.Contamination;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>Evaluation examples that are among the data for training, fine-tuning, retrieval or prompts.</summary>
public static class GOV3007_TrainTestOverlap
{
    public const string Id = "GOV3007";

    private const int Shown = 3;

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        var roles = DataRoles.Of(input);
        var evaluations = Distinct(roles.Files.Where(f => f.IsEvaluation));
        var learned = Distinct(roles.Files.Where(f => f.Learned.Count > 0));
        foreach (var finding in Unsaid(roles, evaluations.Count > 0 || roles.Absent.Any(a => a.IsEvaluation), learned.Count > 0 || roles.Absent.Any(a => !a.IsEvaluation)))
        {
            yield return finding;
        }

        if (evaluations.Count == 0 || learned.Count == 0)
        {
            yield break;
        }

        foreach (var file in evaluations.Concat(learned))
        {
            input.Inputs.Add(file.File.FullPath);
        }

        var notAssessed = new Dictionary<string, RepositoryFinding>(StringComparer.Ordinal);
        var readable = evaluations.Where(f => IsComparable(f, notAssessed)).ToArray();
        var sources = learned.Where(f => IsComparable(f, notAssessed)).ToArray();
        foreach (var finding in Identical(input, evaluations, learned))
        {
            yield return finding;
        }

        foreach (var finding in Measured(input, readable.Where(f => ExampleReader.CanRead(f.File.Path)).ToArray(), sources.Where(f => ExampleReader.CanRead(f.File.Path)).ToArray(), notAssessed))
        {
            yield return finding;
        }

        foreach (var finding in notAssessed.OrderBy(n => n.Key, StringComparer.Ordinal))
        {
            yield return finding.Value;
        }
    }

    /// <summary>Each file once, with every use that a record gives it.</summary>
    private static IReadOnlyList<DataFile> Distinct(IEnumerable<DataFile> files) =>
    [
        .. files.GroupBy(f => f.File.Path, StringComparer.Ordinal)
            .Select(g => g.First() with { Uses = [.. g.SelectMany(f => f.Uses).Distinct().OrderBy(u => u, StringComparer.Ordinal)] })
            .OrderBy(f => f.File.Path, StringComparer.Ordinal),
    ];

    /// <summary>Files that are the same as a whole: the one file for both, or two with the same content.</summary>
    private static IEnumerable<RepositoryFinding> Identical(PolicyCompiler input, IReadOnlyList<DataFile> evaluations, IReadOnlyList<DataFile> learned)
    {
        var byPath = learned.ToDictionary(f => f.File.Path, StringComparer.Ordinal);
        var byLength = learned.Where(f => f.File.Length > 0).ToLookup(f => f.File.Length);
        foreach (var evaluation in evaluations)
        {
            if (byPath.TryGetValue(evaluation.File.Path, out var same))
            {
                yield return Finding(
                    evaluation,
                    $"The file '{Excerpt.Of(evaluation.File.Path)}' is declared for evaluation (dataset '{Excerpt.Of(evaluation.Record.Id.Text)}') and for {string.Join(" and ", same.Learned)} (dataset '{Excerpt.Of(same.Record.Id.Text)}'), so the evaluation measures memory: "
                    + "evaluate with data of its own, or correct the 'use' of the records.",
                    evaluation.Entry.Path.Place);
                continue;
            }

            // Examples of files that can be read are compared one by one, which says more.
            var isWhole = !ExampleReader.CanRead(evaluation.File.Path);
            foreach (var other in byLength[evaluation.File.Length].Where(o => isWhole || IsPointer(evaluation.File)))
            {
                if (Digest(input, evaluation.File) is { } digest && digest == Digest(input, other.File))
                {
                    yield return Finding(
                        evaluation,
                        $"The evaluation file '{Excerpt.Of(evaluation.File.Path)}' is the same as '{Excerpt.Of(other.File.Path)}', which is for {string.Join(" and ", other.Learned)} (sha256 {digest.Substring(0, 12)}…), so the evaluation measures memory: remove it from one of the two.",
                        evaluation.Entry.Path.Place);
                    break;
                }
            }
        }
    }

    private static IEnumerable<RepositoryFinding> Measured(PolicyCompiler input, DataFile[] evaluations, DataFile[] sources, Dictionary<string, RepositoryFinding> notAssessed)
    {
        if (evaluations.Length == 0 || sources.Length == 0)
        {
            yield break;
        }

        var results = new OverlapResults([.. evaluations.Select(e => e.File)], input.Contents, input.Policy.NearDuplicate);
        var pairs = evaluations.Select(_ => new List<(DataFile Source, OverlapResult Result)>()).ToArray();
        foreach (var source in sources)
        {
            var (of, problem) = results.Of(source.File, source.Learned.All(u => u == "retrieval"));
            if (problem.Length > 0)
            {
                NotAssessed(source, problem + ". Correct it, or export the data as JSON Lines", notAssessed);
                continue;
            }

            for (var e = 0; e < Math.Min(of.Count, evaluations.Length); e++)
            {
                if (of[e] is { } result && evaluations[e].File.Path != source.File.Path)
                {
                    pairs[e].Add((source, result));
                }
            }
        }

        for (var e = 0; e < evaluations.Length; e++)
        {
            if (pairs[e].Count == 0)
            {
                continue;
            }

            if (results.ProblemOf(e) is { Length: > 0 } problem)
            {
                NotAssessed(evaluations[e], problem + ". Correct it, or export the data as JSON Lines", notAssessed);
                continue;
            }

            if (Overlapping(input.Policy, evaluations[e], pairs[e]) is { } finding)
            {
                yield return finding;
            }
        }
    }

    private static RepositoryFinding? Overlapping(EffectivePolicy policy, DataFile evaluation, List<(DataFile Source, OverlapResult Result)> pairs)
    {
        var first = pairs[0].Result;
        var compared = Math.Max(0, (first.Total / first.SampledOneIn) - first.TooShort);
        var notes = new List<string>();
        if (first.SampledOneIn > 1)
        {
            notes.Add($"The file is too large to be held in memory, so one example in {first.SampledOneIn} was compared, chosen by a hash.");
        }

        if (first.TooShort > 0)
        {
            notes.Add($"{first.TooShort} of its examples {(first.TooShort == 1 ? "has" : "have")} too few words to be compared.");
        }

        // An example that is in several files is one example.
        var overlapping = pairs.SelectMany(p => p.Result.Lines).GroupBy(l => l.Line).Sum(g => g.Max(l => l.Copies));
        var share = overlapping / (decimal)Math.Max(1, Math.Max(compared, overlapping));
        var limit = policy.MaxOverlap;
        var place = policy.PlaceOf(PolicySettings.MaxOverlap);
        var name = $"'{Excerpt.Of(evaluation.File.Path)}'";
        if (overlapping == 0 || share <= limit)
        {
            var isBlind = compared == 0 && first.Total > 0;
            return notes.Count == 0 || (!isBlind && first.SampledOneIn == 1)
                ? null
                : Finding(
                    evaluation,
                    $"The examples of the evaluation file {name} were not all compared with other data, so whether models know them is not fully assessed: {string.Join(" ", notes)}",
                    evaluation.Entry.Path.Place) with { AtMost = Severity.Suggestion };
        }

        var with = pairs.Where(p => p.Result.Lines.Count > 0)
            .Select(p => $"{Counts(p.Result.Lines)} in '{Excerpt.Of(p.Source.File.Path)}' ({string.Join(", ", p.Source.Learned)})");
        var examples = pairs.SelectMany(p => p.Result.Lines.Where(l => l.Excerpt.Length > 0).Select(l => (p.Source, Line: l)))
            .OrderBy(p => p.Line.Line)
            .ThenBy(p => p.Source.File.Path, StringComparer.Ordinal)
            .GroupBy(p => p.Line.Line)
            .Select(g => g.First())
            .Take(Shown)
            .ToArray();
        var shown = string.Join("; ", examples.Select(p =>
            $"line {p.Line.Line} \"{p.Line.Excerpt}\" {(p.Line.IsExact ? "is" : $"is to {p.Line.Percent} % in")} line {p.Line.OtherLine} of '{Excerpt.Of(p.Source.File.Path)}'"));
        return Finding(
            evaluation,
            $"{overlapping} of {compared} examples ({Percent(share)}) of the evaluation file {name} are also in data that a model was made from or looks into, and the policy accepts {Percent(limit)} (contamination.maxOverlap, {place}), because an evaluation with them measures memory: "
            + $"{string.Join("; ", with)}. For example, {shown}. Remove them from one of the two, and evaluate again.{string.Concat(notes.Select(n => " " + n))}",
            new SourcePlace(evaluation.File.Path, (int)Math.Min(int.MaxValue, examples.Select(p => p.Line.Line).DefaultIfEmpty(1).First()), 1));
    }

    private static string Counts(IReadOnlyList<OverlapLine> lines)
    {
        var (same, near) = (lines.Where(l => l.IsExact).Sum(l => l.Copies), lines.Where(l => !l.IsExact).Sum(l => l.Copies));
        return (same, near) switch
        {
            (_, 0) => $"{same} the same",
            (0, _) => $"{near} nearly the same",
            _ => $"{same} the same and {near} nearly the same",
        };
    }

    private static string Percent(decimal share) => (share * 100).ToString(share is > 0 and < 0.1m ? "0.##" : "0.#", CultureInfo.InvariantCulture) + " %";

    /// <summary>Whether examples or the file as a whole can be compared; says why not.</summary>
    private static bool IsComparable(DataFile file, Dictionary<string, RepositoryFinding> notAssessed)
    {
        if (IsPointer(file.File))
        {
            return NotAssessed(file, "it is a Git LFS pointer. Run 'git lfs pull' before the check", notAssessed);
        }

        if (ExampleReader.IsOpaque(file.File.Path))
        {
            return NotAssessed(file, $"{Excerpt.Of(Path.GetExtension(file.File.Path))} is not a format that is read. Export the examples as JSON Lines or CSV beside it and declare that file", notAssessed);
        }

        return file.File.Length > 0 || NotAssessed(file, "it is empty", notAssessed);
    }

    private static bool NotAssessed(DataFile file, string why, Dictionary<string, RepositoryFinding> notAssessed)
    {
        notAssessed[file.File.Path] = Finding(
            file,
            $"Whether evaluation examples are among other data is not assessed for '{Excerpt.Of(file.File.Path)}' ({string.Join(", ", file.Uses)}): {Sentence.End(why)}",
            file.Entry.Path.Place) with { AtMost = Severity.Warning };
        return false;
    }

    /// <summary>What records do not say and the comparison would need.</summary>
    private static IEnumerable<RepositoryFinding> Unsaid(DataRoles roles, bool evaluates, bool learns)
    {
        foreach (var (record, entry) in roles.Unknown)
        {
            yield return new RepositoryFinding(
                Id,
                $"Dataset '{Excerpt.Of(record.Id.Text)}' is for {string.Join(" and ", record.Use.Select(u => u.Text))}, and nothing says for which of them '{Excerpt.Of(entry.Path.Text)}' is, so an overlap of the two is not assessed: give each file a 'use'; data that is split when it is loaded is not seen here.",
                entry.Path.Place,
                $"{record.Id.Text}: {entry.Path.Text}") { Dataset = record.Id.Text, AtMost = Severity.Suggestion };
        }

        foreach (var (record, entry, _) in evaluates && learns ? roles.Absent : [])
        {
            yield return new RepositoryFinding(
                Id,
                $"Dataset '{Excerpt.Of(record.Id.Text)}': '{Excerpt.Of(entry.Path.Text)}' is no file of this repository, so whether evaluation examples are among other data is not assessed for it.",
                entry.Path.Place,
                $"{record.Id.Text}: {entry.Path.Text}") { Dataset = record.Id.Text, AtMost = Severity.Suggestion };
        }
    }

    private static bool IsPointer(RepositoryFile file)
    {
        try
        {
            return GitLfsPointer.Sha256(file) is not null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it next says so.
            return false;
        }
    }

    private static string? Digest(PolicyCompiler input, RepositoryFile file)
    {
        try
        {
            return GitLfsPointer.Sha256(file) ?? input.Contents.Sha256(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static RepositoryFinding Finding(DataFile file, string message, SourcePlace place) =>
        new(Id, message, place, file.File.Path) { Dataset = file.Record.Id.Text };
}
