using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Evaluations;

public class PredictionTests
{
    private const string Head = "model: openai:gpt-4o-2024-08-06\ndate: 2026-11-01\ntool: shop-eval\n";

    /// <summary>The data of Fairlearn's user guide, "Performing a Fairness Assessment", where the results below are printed.</summary>
    private static readonly int[] Labels = [0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1];
    private static readonly int[] Predicted = [0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0];
    private static readonly string[] Groups = ["b", "b", "a", "b", "b", "c", "c", "c", "a", "a", "c", "a", "b", "c", "c", "b", "c", "c"];

    private static string Csv(IEnumerable<string> rows) => "label,predicted,score,group\n" + string.Concat(rows.Select(r => r + "\n"));

    private static string FairlearnCsv => Csv(Labels.Select((l, i) => $"{l},{Predicted[i]},,{Groups[i]}"));

    private static TemporaryRepository Repository(string predictions, string csv, string file = "predictions.csv") => new TemporaryRepository()
        .With("governance.yml", "schemaVersion: 1\n")
        .With("governance/register.yml", ResultFiles.Register)
        .With("governance/evaluations/e.yml", Head + predictions)
        .With("governance/evaluations/" + file, csv);

    private static Dictionary<string, decimal> Metrics(string predictions, string csv, string file = "predictions.csv")
    {
        using var repository = Repository(predictions, csv, file);
        var compiler = repository.Compile();
        Assert.Empty(compiler.EvaluationProblems.Select(p => $"{p.Place} {p.Message}"));
        return Assert.Single(compiler.Evaluations).Metrics.ToDictionary(m => m.Slice.Length == 0 ? m.Name : $"{m.Name}[{m.Slice}]", m => m.Value.Value);
    }

    [Fact]
    public void Fairness_is_that_of_the_guide_of_Fairlearn()
    {
        var metrics = Metrics("predictions: { file: predictions.csv, label: label, prediction: predicted, groups: group, positive: 1 }\n", FairlearnCsv);

        Assert.Equal(0.25m, metrics["demographic_parity_difference[group]"]);
        Assert.Equal(0.6667m, decimal.Round(metrics["disparate_impact[group]"], 4));
        Assert.Equal(1.0m, metrics["equalized_odds_difference[group]"]);
        // There as the difference in recall.
        Assert.Equal(0.2m, metrics["equal_opportunity_difference[group]"]);
        Assert.Equal((0.5m, 0.6m, 0.4m), (metrics["recall[group=a]"], metrics["recall[group=b]"], metrics["recall[group=c]"]));
        // By hand: 8 of 18 are right.
        Assert.Equal(0.4444444444m, metrics["accuracy"]);
        Assert.Equal(0.25m, metrics["accuracy[group=a]"]);
        Assert.Equal(0.75m, metrics["selection_rate[group=a]"]);
    }

    [Fact]
    public void Groups_have_samples_and_an_interval()
    {
        using var repository = Repository("predictions: { file: predictions.csv, label: label, prediction: predicted, groups: group, positive: 1 }\n", FairlearnCsv);

        var evaluation = Assert.Single(repository.Compile().Evaluations);
        var accuracy = evaluation.Metrics.Single(m => m.Name == "accuracy" && m.Slice == "group=a");

        Assert.True(accuracy.IsComputed);
        Assert.Equal((4L, Statistics.Wilson(1, 4)), (accuracy.Samples, accuracy.Interval));
        Assert.Equal(2, evaluation.Metrics.Single(m => m.Name == "recall" && m.Slice == "group=a").Samples);
        Assert.Equal(["governance/evaluations/e.yml", "governance/evaluations/predictions.csv"], evaluation.Files);
    }

    /// <summary>scikit-learn, <c>brier_score_loss</c>: y_true = [0, 1, 1, 0], y_prob = [0.1, 0.9, 0.8, 0.3] gives 0.037 (0.0375).</summary>
    [Fact]
    public void Brier_is_that_of_scikit_learn() =>
        Assert.Equal(0.0375m, Metrics("predictions: { file: predictions.csv, label: label, score: score, positive: 1 }\n", Csv(["0,,0.1,", "1,,0.9,", "1,,0.8,", "0,,0.3,"]))["brier"]);

    /// <summary>
    /// TorchMetrics, <c>MulticlassCalibrationError(num_classes=3, n_bins=3, norm='l1')</c>: confidences 0.55, 0.55, 0.60, 0.90, of which the last two
    /// predictions are right, give 0.2000.
    /// </summary>
    [Fact]
    public void The_calibration_error_is_that_of_TorchMetrics()
    {
        var place = new Core.Findings.SourcePlace("e.yml", 1, 1);
        var predictions = new Predictions(new YamlScalar("p.csv", true, place), "label", "predicted", "score", [], null, place);
        var counts = new PredictionCounts(predictions, "p.csv", bins: 3);
        foreach (var (label, predicted, score) in new[] { ("0", "2", "0.55"), ("1", "0", "0.55"), ("2", "2", "0.60"), ("0", "0", "0.90") })
        {
            counts.Add(new PredictionRow(2, label, predicted, score, []));
        }

        Assert.Equal(0.2m, PredictionMetrics.ExpectedCalibrationError(counts));
    }

    [Fact]
    public void The_calibration_error_has_ten_bins_closed_above()
    {
        // By hand: 0.8 and 0.75 share the bin (0.7, 0.8]: |1 - 1.55|; 0.85 is alone: |1 - 0.85|; together 0.7 of 3 rows.
        var metrics = Metrics("predictions: { file: predictions.csv, label: label, prediction: predicted, score: score }\n", Csv(["a,a,0.8,", "a,b,0.75,", "c,c,0.85,"]));

        Assert.Equal(0.2333333333m, metrics["ece"]);
        Assert.False(metrics.ContainsKey("brier"));
    }

    /// <summary>The confidence in a negative prediction is what the positive one lacks.</summary>
    [Fact]
    public void The_confidence_is_that_of_the_prediction() => Assert.Equal(
        0.15m, Metrics("predictions: { file: predictions.csv, label: label, prediction: predicted, score: score, positive: yes }\n", Csv(["yes,yes,0.9,", "no,no,0.2,"]))["ece"]);

    [Fact]
    public void JSON_lines_are_read()
    {
        const string Lines = """
            {"label": 1, "predicted": 1.0, "group": "a", "text": "x"}
            {"label": 0, "predicted": 1.0, "group": "a"}

            {"label": 1, "predicted": 0.0, "group": "b"}
            {"label": 0, "predicted": 0, "group": "b"}
            """;
        var metrics = Metrics("predictions: { file: p.jsonl, label: label, prediction: predicted, groups: [group], positive: 1 }\n", Lines, "p.jsonl");

        Assert.Equal((0.5m, 1m, 0m), (metrics["accuracy"], metrics["demographic_parity_difference[group]"], metrics["disparate_impact[group]"]));
    }

    [Theory]
    [InlineData("label;predicted;score;group\n1;1;;a\n0;0;;b\n")]
    [InlineData("label\tpredicted\tscore\tgroup\n1\t1\t\ta\n0\t0\t\tb\n")]
    [InlineData("\uFEFF\"label\",\"predicted\",score,group\r\n1,\"1\",,\"a\"\r\n0,0,,\"b\"\r\n\r\n")]
    [InlineData("label,predicted,score,group\n1,1,\"one, \"\"two\"\"\nthree\",a\n0,0,,b")]
    public void Tables_are_read_as_programs_write_them(string csv) =>
        Assert.Equal(1m, Metrics("predictions: { file: predictions.csv, label: label, prediction: predicted, groups: group }\n", csv)["accuracy"]);

    [Theory]
    [InlineData("metrics: [{ name: accuracy, value: 0.44 }]", "")]
    [InlineData("metrics: [{ name: accuracy, value: 0.4 }]", "")]
    [InlineData("metrics: [{ name: accuracy, value: 0.45 }]", "'accuracy' is stated as 0.45, and the predictions in governance/evaluations/predictions.csv give 0.4444444444. Correct the value")]
    [InlineData("metrics: [{ name: accuracy, value: 1 }]", "'accuracy' is stated as 1, and")]
    [InlineData("metrics: [{ name: dpd, value: 0.25 }]", "")]
    [InlineData("metrics: [{ name: dpd, value: 0.05 }]", "'demographic_parity_difference' is stated as 0.05, and the predictions in governance/evaluations/predictions.csv give 0.25")]
    [InlineData("metrics: [{ name: recall, slice: group=c, value: 0.6 }]", "'recall' of 'group=c' is stated as 0.6, and")]
    [InlineData("metrics: [{ name: groundedness, value: 0.1 }]", "")]
    public void What_is_stated_is_what_is_calculated(string metrics, string expected)
    {
        using var repository = Repository(metrics + "\npredictions: { file: predictions.csv, label: label, prediction: predicted, groups: group, positive: 1 }\n", FairlearnCsv);
        var compiler = repository.Compile();

        if (expected.Length == 0)
        {
            Assert.Empty(compiler.EvaluationProblems.Select(p => p.Message));
            Assert.Single(compiler.Evaluations);
        }
        else
        {
            var problem = Assert.Single(compiler.EvaluationProblems);
            Assert.Contains(expected, problem.Message);
            Assert.Equal(("governance/evaluations/e.yml", 4), (problem.Place.Path, problem.Place.Line));
            Assert.Empty(compiler.Evaluations);
        }
    }

    [Theory]
    [InlineData("label: label, prediction: predicted", "", "predictions.csv(1,1) The file of predictions is empty")]
    [InlineData("label: label, prediction: predicted", "label,predicted\n", "predictions.csv(1,1) The file of predictions has no rows")]
    [InlineData("label: actual, prediction: predicted", "label,predicted\n1,1\n", "predictions.csv(1,1) There is no column 'actual', which 'predictions' names; there are label, predicted.")]
    [InlineData("label: label, prediction: predictd", "label,predicted\n1,1\n", "Did you mean 'predicted'?")]
    [InlineData("label: label, prediction: predicted", "label,predicted\n1,1\n1,2,3\n", "predictions.csv(3,1) The row has 3 fields and the header 2")]
    [InlineData("label: label, prediction: predicted", "label,predicted\n1,1\n,1\n", "predictions.csv(3,1) The row has no value in 'label'")]
    [InlineData("label: label, prediction: predicted", "label,predicted\n1,\n", "predictions.csv(2,1) The row has no value in 'predicted'")]
    [InlineData("label: label, score: s, positive: 1", "label,s\n1,0.5\n0,NaN\n", "predictions.csv(3,1) The row has \"NaN\" in 's', which is not a probability from 0 to 1")]
    [InlineData("label: label, score: s, positive: 1", "label,s\n1,1.5\n", "has \"1.5\" in 's'")]
    [InlineData("label: label, score: s, positive: 1", "label,s\n1,\"0,5\"\n", "has \"0,5\" in 's'")]
    [InlineData("label: label, score: s", "label,s\n1,0.5\n", "e.yml(4,14) 'predictions' needs the column 'prediction', or 'score' and 'positive'")]
    [InlineData("label: label, prediction: p, positive: yes", "label,p\n1,1\n0,1\n", "No row of governance/evaluations/predictions.csv has the label 'yes', which 'positive' names; it has 0, 1")]
    [InlineData("label: label, prediction: p, positive: 1", "label,p\n1,1\n1,0\n", "Every row of governance/evaluations/predictions.csv has the label '1'")]
    [InlineData("label: label, prediction: p, groups: g", "label,p,g\n1,1,a\n0,1,a\n", "Column 'g' of governance/evaluations/predictions.csv has only the value 'a', so no groups can be compared")]
    [InlineData("label: label, prediction: p, groups: g", "label,p,g\n1,1,\n", "has no value, so no groups can be compared")]
    public void What_cannot_be_calculated_is_told_at_its_place(string columns, string csv, string expected)
    {
        using var repository = Repository($"predictions: {{ file: predictions.csv, {columns} }}\n", csv);
        var compiler = repository.Compile();

        Assert.Empty(compiler.Evaluations);
        Assert.Contains(compiler.EvaluationProblems, p => $"{p.Place} {p.Message}".Contains(expected));
    }

    [Theory]
    [InlineData("p.jsonl", "{\"label\": 1, \"predicted\": 1}\n{\"label\": 1,\n", "p.jsonl(2,1) The line is not valid JSON")]
    [InlineData("p.jsonl", "[1]\n", "must be a JSON object on one line")]
    [InlineData("p.jsonl", "{\"label\": 1}\n", "p.jsonl(1,1) The row has no 'predicted'")]
    [InlineData("p.jsonl", "{\"label\": \"\\ud800\", \"predicted\": 1}\n", "The line is not valid JSON")]
    [InlineData("p.parquet", "PAR1", "Predictions are read from .csv and .jsonl")]
    [InlineData("other.csv", "label,predicted\n", "No file matches 'p.jsonl'")]
    public void Files_that_cannot_be_read_are_told(string file, string text, string expected)
    {
        using var repository = Repository($"predictions: {{ file: {(file == "other.csv" ? "p.jsonl" : file)}, label: label, prediction: predicted }}\n", text, file);
        var compiler = repository.Compile();

        Assert.Empty(compiler.Evaluations);
        Assert.Contains(compiler.EvaluationProblems, p => $"{p.Place} {p.Message}".Contains(expected));
    }

    [Fact]
    public void A_column_of_names_is_no_group()
    {
        using var repository = Repository("predictions: { file: predictions.csv, label: label, prediction: predicted, groups: group }\n", Csv(Enumerable.Range(0, 500).Select(i => $"1,1,,person {i}")));

        Assert.Contains("has more than 200 values", Assert.Single(repository.Compile().EvaluationProblems).Message);
    }

    [Fact]
    public void Wrong_rows_are_told_a_few_times()
    {
        using var repository = Repository("predictions: { file: predictions.csv, label: label, prediction: predicted }\n", Csv(Enumerable.Repeat(",1,,a", 5000)));

        var problems = repository.Compile().EvaluationProblems;
        Assert.Equal(5, problems.Count);
        Assert.EndsWith("What follows was not looked at.", problems[4].Message);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_told()
    {
        using var repository = Repository("predictions: { file: predictions.csv, label: label, prediction: predicted }\n", "x");
        System.IO.File.WriteAllBytes(System.IO.Path.Combine(repository.Root, "governance/evaluations/predictions.csv"), [.. "label,predicted\n1,"u8, 0xC3, 0x28, 0x0A]);

        Assert.Contains("is not UTF-8", Assert.Single(repository.Compile().EvaluationProblems).Message);
    }

    /// <summary>Laws that hold for any predictions, whatever the groups are called and in whatever order the rows stand.</summary>
    [Fact]
    public void Metrics_keep_their_laws()
    {
        var row = from label in Gen.Elements(true, false) from predicted in Gen.Elements(true, false) from of in Gen.Elements<byte>(0, 1, 2) select (label, predicted, of);
        Check.QuickThrowOnFailure(Prop.ForAll(row.ListOf().ToArbitrary(), rows => Laws([.. rows, (true, true, 0), (false, false, 1)])));
    }

    private static void Laws((bool Label, bool Predicted, byte Group)[] rows)
    {
        var place = new Core.Findings.SourcePlace("e.yml", 1, 1);
        PredictionCounts Count(IEnumerable<(bool Label, bool Predicted, byte Group)> all, Func<byte, string> name)
        {
            var predictions = new Predictions(new YamlScalar("p.csv", true, place), "l", "p", "s", [new YamlScalar("g", true, place)], new YamlScalar("1", true, place), place);
            var counts = new PredictionCounts(predictions, "p.csv");
            foreach (var (label, predicted, group) in all)
            {
                var score = (predicted ? 0.5 : 0.25).ToString(CultureInfo.InvariantCulture);
                Assert.True(counts.Add(new PredictionRow(2, label ? "1" : "0", predicted ? "1" : "0", score, [name(group)])));
            }

            return counts;
        }

        var counts = Count(rows, g => (g % 3).ToString(CultureInfo.InvariantCulture));
        var groups = counts.Groups[0].Values.ToArray();
        var difference = PredictionMetrics.DemographicParityDifference(groups);
        var impact = PredictionMetrics.DisparateImpact(groups);

        // All groups together are everybody.
        Assert.Equal((counts.All.Rows, counts.All.Correct, counts.All.Selected), (groups.Sum(g => g.Rows), groups.Sum(g => g.Correct), groups.Sum(g => g.Selected)));
        Assert.InRange(difference, 0, 1);
        Assert.True(impact is null or (>= 0 and <= 1));
        // Parity in one is parity in the other.
        Assert.Equal(difference == 0, impact is null or 1);
        Assert.InRange(PredictionMetrics.ExpectedCalibrationError(counts), 0, 1);
        Assert.InRange(PredictionMetrics.Brier(counts), 0, 1);
        Assert.True(PredictionMetrics.EqualizedOddsDifference(groups) is not { } odds || odds >= PredictionMetrics.EqualOpportunityDifference(groups));

        var other = Count(Enumerable.Reverse(rows), g => "x" + (2 - (g % 3)));
        Assert.Equal(
            (difference, impact, PredictionMetrics.EqualizedOddsDifference(groups), PredictionMetrics.Brier(counts), PredictionMetrics.ExpectedCalibrationError(counts)),
            (PredictionMetrics.DemographicParityDifference([.. other.Groups[0].Values]), PredictionMetrics.DisparateImpact([.. other.Groups[0].Values]), PredictionMetrics.EqualizedOddsDifference([.. other.Groups[0].Values]), PredictionMetrics.Brier(other), PredictionMetrics.ExpectedCalibrationError(other)));
    }
}
