using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>
/// A file with one row for every example, as an evaluation names it: <c>predictions: { file: predictions.csv, label: actual, prediction:
/// predicted, positive: approve, groups: [gender] }</c>.
/// </summary>
internal sealed record Predictions(YamlScalar File, string Label, string Prediction, string Score, IReadOnlyList<YamlScalar> Groups, YamlScalar? Positive, SourcePlace Place)
{
    public static readonly ObjectShape Shape = new(
        new Property("file", ScalarShape.Text, Required: true, "A .csv or .jsonl file, relative to this one."),
        new Property("label", ScalarShape.Text, Required: true, "The column with what is true."),
        new Property("prediction", ScalarShape.Text, Description: "The column with what the model said. Without it, a score of at least 0.5 is the positive label."),
        new Property("score", ScalarShape.Text, Description: "The column with the probability of the positive label, from 0 to 1; without 'positive', that of the prediction."),
        new Property("groups", new ListShape(ScalarShape.Text, orSingle: true), Description: "Columns by which people are told apart."),
        new Property("positive", ScalarShape.Text, Description: "The label that is the favourable or sought one: approve, 1."));

    public static Predictions From(YamlMapping mapping) => new(
        (YamlScalar)mapping["file"]!,
        mapping.Text("label") ?? "",
        mapping.Text("prediction") ?? "",
        mapping.Text("score") ?? "",
        mapping.Scalars("groups"),
        mapping["positive"] as YamlScalar,
        mapping.Place);

    /// <summary>The path of the file, as findings name it, for an evaluation at a path.</summary>
    public string PathFrom(string evaluation) =>
        (evaluation.LastIndexOf('/') is >= 0 and var slash ? evaluation.Substring(0, slash + 1) : "") + (File.Text.StartsWith("./", StringComparison.Ordinal) ? File.Text.Substring(2) : File.Text);

    /// <summary>The evaluation with what its predictions give, or null with a problem.</summary>
    public static Evaluation? Add(Evaluation evaluation, Predictions? predictions, GovernedTree tree, InputFiles inputs, ICollection<FileProblem> problems)
    {
        if (predictions is null)
        {
            return evaluation;
        }

        var before = problems.Count;
        if (predictions.Prediction.Length == 0 && (predictions.Score.Length == 0 || predictions.Positive is null))
        {
            problems.Add(new FileProblem(predictions.Place, "'predictions' needs the column 'prediction', or 'score' and 'positive' from which it follows. Add what is missing."));
            return null;
        }

        var file = EvaluationReader.Match(tree, inputs, evaluation.Path, predictions.File, problems).FirstOrDefault();
        if (file is null || Counted(predictions, file, tree.Relative(file), problems) is not { } counts)
        {
            return null;
        }

        var (computed, gaps) = PredictionMetrics.Of(counts, predictions, problems);
        foreach (var stated in evaluation.Metrics)
        {
            var same = computed.Where(c => c.Name == stated.Name && c.Slice == stated.Slice).ToArray();
            // "demographic_parity_difference" without a slice means the only column there is.
            same = same.Length > 0 || stated.Slice.Length > 0 ? same : [.. computed.Where(c => c.Name == stated.Name && predictions.Groups.Count == 1 && c.Slice == predictions.Groups[0].Text)];
            if (same.Length == 1 && Differs(stated.Value.Value, same[0].Value.Value))
            {
                problems.Add(new FileProblem(
                    stated.Place,
                    $"'{stated.Name}'{(stated.Slice.Length == 0 ? "" : $" of '{Excerpt.Of(stated.Slice)}'")} is stated as {stated.Value}, and the predictions in {tree.Relative(file)} give {same[0].Value}. Correct the value, or remove it: it is calculated."));
            }
            else if (same.Length == 1 && same[0].Slice != stated.Slice)
            {
                computed = [.. computed.Where(c => c != same[0])];
            }
        }

        return problems.Count > before
            ? null
            : evaluation with
            {
                Files = [.. evaluation.Files.Append(tree.Relative(file)).Distinct().OrderBy(f => f, StringComparer.Ordinal)],
                Metrics = [.. evaluation.Metrics.Select(m => computed.FirstOrDefault(c => c.Name == m.Name && c.Slice == m.Slice) ?? m), .. computed.Where(c => evaluation.Metrics.All(m => m.Name != c.Name || m.Slice != c.Slice))],
                Gaps = gaps,
            };
    }

    /// <summary>Whether a stated value is not the calculated one, rounded to as many places as are stated.</summary>
    private static bool Differs(decimal stated, decimal computed)
    {
        var places = (decimal.GetBits(stated)[3] >> 16) & 0xFF;
        var half = 0.5m;
        for (var i = 0; i < (places == 0 ? 2 : Math.Min(places, Statistics.Decimals - 1)); i++)
        {
            half /= 10;
        }

        return Math.Abs(stated - computed) > half + 0.000000001m;
    }

    private static PredictionCounts? Counted(Predictions predictions, string fullPath, string path, ICollection<FileProblem> problems)
    {
        var before = problems.Count;
        var counts = new PredictionCounts(predictions, path);
        try
        {
            PredictionFile.Read(fullPath, path, predictions, problems, counts.Add);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new FileProblem(new SourcePlace(path), $"The predictions cannot be read ({e.GetType().Name}). Make the file readable."));
        }

        counts.AddProblems(problems);
        return problems.Count > before ? null : counts;
    }
}
