using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>How many examples there are of each kind.</summary>
internal sealed class GroupCounts
{
    public long Rows { get; private set; }

    /// <summary>The prediction is the label.</summary>
    public long Correct { get; private set; }

    /// <summary>The prediction is positive.</summary>
    public long Selected { get; private set; }

    /// <summary>The label is positive.</summary>
    public long Positives { get; private set; }

    public long Negatives => Rows - Positives;

    public long TruePositives { get; private set; }

    public long FalsePositives => Selected - TruePositives;

    public void Add(bool isCorrect, bool isSelected, bool isPositive)
    {
        Rows++;
        Correct += isCorrect ? 1 : 0;
        Selected += isSelected ? 1 : 0;
        Positives += isPositive ? 1 : 0;
        TruePositives += isSelected && isPositive ? 1 : 0;
    }
}

/// <summary>Counts a file of predictions, row by row.</summary>
/// <param name="bins">Bins of the calibration error.</param>
internal sealed class PredictionCounts(Predictions predictions, string path, int bins = PredictionCounts.DefaultBins)
{
    public const int DefaultBins = 10;

    /// <summary>More values in one column are no groups of people.</summary>
    private const int MaximumGroups = 200;

    /// <summary>Of rows that are wrong, so many are told.</summary>
    private const int MaximumWrong = 5;

    private readonly string _positive = Plain(predictions.Positive?.Text ?? "");
    private readonly List<FileProblem> _wrong = [];
    private readonly SortedSet<string> _labels = new(StringComparer.Ordinal);
    private bool _isStopped;

    public string Path => path;

    public bool HasPositive => predictions.Positive is not null;

    public GroupCounts All { get; } = new();

    /// <summary>By column, in the order of the evaluation, and value.</summary>
    public IReadOnlyList<SortedDictionary<string, GroupCounts>> Groups { get; } =
        [.. predictions.Groups.Select(_ => new SortedDictionary<string, GroupCounts>(StringComparer.Ordinal))];

    /// <summary>Rows without a value, by column.</summary>
    public long[] WithoutGroup { get; } = new long[predictions.Groups.Count];

    /// <summary>Sum of (score - outcome)².</summary>
    public double SquaredError { get; private set; }

    public long[] InBin { get; } = new long[bins];

    public double[] ConfidenceInBin { get; } = new double[bins];

    public long[] CorrectInBin { get; } = new long[bins];

    /// <summary>Counts a row; false when nothing more needs to be read.</summary>
    public bool Add(PredictionRow row)
    {
        var label = Plain(row.Label);
        if (label.Length == 0)
        {
            return Wrong(row, $"has no value in '{Excerpt.Of(predictions.Label)}'");
        }

        var score = 0.0;
        if (predictions.Score.Length > 0
            && (!double.TryParse(row.Score.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out score) || !(score >= 0 && score <= 1)))
        {
            return Wrong(row, $"has \"{Excerpt.Of(row.Score)}\" in '{Excerpt.Of(predictions.Score)}', which is not a probability from 0 to 1");
        }

        var isPositive = HasPositive && label == _positive;
        var predicted = Plain(row.Prediction);
        if (predictions.Prediction.Length > 0 && predicted.Length == 0)
        {
            return Wrong(row, $"has no value in '{Excerpt.Of(predictions.Prediction)}'");
        }

        var isSelected = predictions.Prediction.Length > 0 ? HasPositive && predicted == _positive : score >= 0.5;
        var isCorrect = predictions.Prediction.Length > 0 ? predicted == label : isSelected == isPositive;
        if (_labels.Count < MaximumWrong)
        {
            _labels.Add(label);
        }

        All.Add(isCorrect, isSelected, isPositive);
        for (var i = 0; i < Groups.Count; i++)
        {
            if (row.Groups[i].Length == 0)
            {
                WithoutGroup[i]++;
                continue;
            }

            if (!Groups[i].TryGetValue(row.Groups[i], out var counts))
            {
                if (Groups[i].Count == MaximumGroups)
                {
                    _wrong.Add(new FileProblem(
                        predictions.Groups[i].Place, $"Column '{Excerpt.Of(predictions.Groups[i].Text)}' has more than {MaximumGroups} values, so it does not name groups. Sum it up: an age as a band, a place as a region."));
                    _isStopped = true;
                    return false;
                }

                Groups[i].Add(row.Groups[i], counts = new GroupCounts());
            }

            counts.Add(isCorrect, isSelected, isPositive);
        }

        if (predictions.Score.Length > 0)
        {
            SquaredError += HasPositive ? Math.Pow(score - (isPositive ? 1 : 0), 2) : 0;
            var confidence = HasPositive && !isSelected ? 1 - score : score;
            // Bins are open below and closed above; 0 belongs to the first.
            var bin = Math.Min(bins - 1, Math.Max(0, (int)Math.Ceiling(confidence * bins) - 1));
            InBin[bin]++;
            ConfidenceInBin[bin] += confidence;
            CorrectInBin[bin] += isCorrect ? 1 : 0;
        }

        return true;
    }

    public void AddProblems(ICollection<FileProblem> problems)
    {
        foreach (var problem in _wrong)
        {
            problems.Add(problem);
        }

        if (_wrong.Count > 0 || _isStopped || problems.Any(p => p.Place.Path == path))
        {
            return;
        }

        if (All.Rows == 0)
        {
            problems.Add(new FileProblem(new SourcePlace(path, 1, 1), "The file of predictions has no rows, so nothing was measured. Write one row for every example."));
        }
        else if (HasPositive && (All.Positives == 0 || All.Negatives == 0))
        {
            problems.Add(new FileProblem(
                predictions.Positive!.Place,
                All.Positives == 0
                    ? $"No row of {path} has the label '{Excerpt.Of(predictions.Positive.Text)}', which 'positive' names; it has {Excerpt.Of(string.Join(", ", _labels), 200)}. Correct it."
                    : $"Every row of {path} has the label '{Excerpt.Of(predictions.Positive.Text)}', so nothing can be told about the other one. Evaluate on data with both."));
        }
        else
        {
            for (var i = 0; i < Groups.Count; i++)
            {
                if (Groups[i].Count < 2)
                {
                    problems.Add(new FileProblem(
                        predictions.Groups[i].Place,
                        $"Column '{Excerpt.Of(predictions.Groups[i].Text)}' of {path} has {(Groups[i].Count == 0 ? "no value" : $"only the value '{Excerpt.Of(Groups[i].Keys.First())}'")}, so no groups can be compared. Evaluate on data with at least two, or leave the column out."));
                }
            }
        }
    }

    private bool Wrong(PredictionRow row, string what)
    {
        _wrong.Add(new FileProblem(new SourcePlace(path, row.Line, 1), $"The row {what}. Correct it, or take the row out.{(_wrong.Count == MaximumWrong - 1 ? " What follows was not looked at." : "")}"));
        return _wrong.Count < MaximumWrong;
    }

    /// <summary>Label and prediction often come from columns of different types: 1, 1.0 and "1" are one label.</summary>
    private static string Plain(string label)
    {
        label = label.Trim();
        return label.Length is > 0 and < 20 && decimal.TryParse(label, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.####################", CultureInfo.InvariantCulture)
            : label;
    }
}
