using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>
/// Our own format: one evaluation of one model. With <c>results</c> it stands beside the result files of a tool and says what those cannot.
/// </summary>
internal static class OwnEvaluationFormat
{
    public const string Results = "results";
    public const string PredictionsKey = "predictions";

    private static readonly ScalarShape Number = new(
        "a number", text => Quantity.TryParse(text) is { IsDuration: false } ? null : $"'{text}' is not a number; write it with a point, like 0.85")
    {
        Pattern = Quantity.NumberPattern,
    };

    private static readonly ScalarShape ModelName = new("provider:reference", text =>
        text.IndexOf(':') is > 0 and var colon && colon < text.Length - 1 ? null : $"'{text}' is not of the form provider:reference, like openai:gpt-4o-2024-08-06")
    {
        Pattern = @"^[^:]+:[\s\S]",
    };

    private static readonly ObjectShape NotApplicableShape = new(
        new Property("metric", ScalarShape.Text, Description: "The metric that does not apply."),
        new Property("requirement", ScalarShape.Text, Description: "The requirement that does not apply."),
        new Property("reason", ScalarShape.Text, Required: true, "Why it does not apply."),
        new Property("approvedBy", ScalarShape.Text, Required: true, "Who agreed."),
        new Property("date", ScalarShape.Date, Required: true, "When."));

    private static readonly Property[] Common =
    [
        new Property("toolVersion", ScalarShape.Text, Description: "The version of that tool."),
        new Property("commit", ScalarShape.Text, Description: "The revision of the code that was evaluated."),
        new Property("run", ScalarShape.Text, Description: "Address or number of the run."),
        new Property("promptHash", ScalarShape.Text, Description: "Digest of the prompts."),
        new Property("dataset", new ObjectShape(
            new Property("id", ScalarShape.Text, Required: true, "The id of a dataset record."),
            new Property("role", ScalarShape.OneOf("test", DatasetRoles.Ood, DatasetRoles.Attack), Description: "test; ood: of another distribution than in use; attack: made to break it."),
            new Property("kind", ScalarShape.OneOf("own", "public"), Description: "own: made for this task; public: a benchmark."),
            new Property("version", ScalarShape.Text, Description: "The version of the data, as its record says."),
            new Property("sha256", ScalarShape.Sha256, Description: "The digest of the data.")), Description: "What it was measured with."),
        new Property("environment", ScalarShape.Text, Description: "test, ci, staging, pilot or production."),
        new Property("metrics", new ListShape(new ObjectShape(
            new Property("name", ScalarShape.Text, Required: true, "The metric: accuracy, groundedness."),
            new Property("value", Number, Required: true, "What was measured, as a number with a point."),
            new Property("samples", ScalarShape.Count, Description: "How many samples the value rests on."),
            new Property("interval", new ListShape(Number), Description: "Lower and upper end, usually of 95 %."),
            new Property("slice", ScalarShape.Text, Description: "The group or part of the data that the value is for."))), Description: "What was measured."),
        new Property(PredictionsKey, Predictions.Shape, Description: "A file with one row for every example, from which metrics are calculated."),
        new Property("notApplicable", new ListShape(NotApplicableShape, orSingle: true), Description: "Metrics or requirements that do not apply, and who says so."),
        new Property("signedBy", ScalarShape.Text, Description: "Who stands for the result."),
        new Property("reviewedBy", ScalarShape.Text, Description: "Who looked at it independently."),
        new Property("notes", ScalarShape.Text, Description: "Anything else."),
    ];

    /// <summary>What stands alone has to say what was evaluated, when and with what; beside result files, only what those do not say.</summary>
    public static readonly KeyedShape Shape = new(Results, Kind(areResultsElsewhere: true), Kind(areResultsElsewhere: false));

    public static OwnEvaluation? Read(YamlMapping root, string displayPath, CalendarDate today, ICollection<FileProblem> problems)
    {
        var before = problems.Count;
        Shape.Check(root, "the evaluation", problems);
        if (CalendarDate.TryParse(root.Text("date"), out var date) && date > today)
        {
            problems.Add(new FileProblem(root["date"]!.Place, $"The evaluation is dated {date}, after the evaluation date {today}. Correct the date."));
        }

        var role = root.Mapping("dataset")?.Text("role") ?? "";
        var metrics = root.List("metrics").OfType<YamlMapping>().Select(m => Metric(m, problems)).OfType<MetricResult>().ToArray();
        AddRepeated(metrics, problems);
        foreach (var statement in root.List("notApplicable").OfType<YamlMapping>().Where(n => n["metric"] is null && n["requirement"] is null))
        {
            problems.Add(new FileProblem(statement.Place, "'notApplicable' needs a 'metric' or a 'requirement' that it is about."));
        }

        if (root["metrics"] is null && root["notApplicable"] is null && root[Results] is null && root[PredictionsKey] is null)
        {
            problems.Add(new FileProblem(root.Place, "The evaluation has no 'metrics'. Write what was measured."));
        }

        // An evaluation of which a part cannot be trusted is not evidence.
        if (problems.Count > before || (root["model"] is null && root[Results] is null))
        {
            return null;
        }

        var model = root["model"] as YamlScalar;
        var dataset = root.Mapping("dataset");
        return new OwnEvaluation(
            new Evaluation(displayPath, new LocatedText(model?.Text ?? "", (model ?? (YamlValue)root).Place), date)
            {
                DatePlace = (root["date"] ?? root).Place,
                Tool = root.Text("tool") ?? "",
                Environment = root.Text("environment") ?? "",
                DatasetId = dataset?.Text("id") ?? "",
                DatasetPlace = dataset?["id"]?.Place,
                DatasetVersion = dataset?.Text("version") ?? "",
                DatasetSha256 = (dataset?.Text("sha256") ?? "").ToLowerInvariant(),
                DatasetKind = dataset?.Text("kind") ?? "",
                DatasetRole = role,
                SignedBy = Answer.IsGiven(root["signedBy"]) ? root.Text("signedBy") ?? "" : "",
                ReviewedBy = Answer.IsGiven(root["reviewedBy"]) ? root.Text("reviewedBy") ?? "" : "",
                Metrics = metrics,
                NotApplicable = NotApplicable.In(root, today),
            })
        {
            HasDate = root["date"] is not null,
            Results = root.Scalars(Results),
            Predictions = root.Mapping(PredictionsKey) is { } predictions ? Predictions.From(predictions) : null,
        };
    }

    /// <summary>Values that contradict each other, or the same value twice.</summary>
    public static bool AddRepeated(IEnumerable<MetricResult> metrics, ICollection<FileProblem> problems)
    {
        var repeated = metrics.GroupBy(m => (m.Name, m.Slice)).FirstOrDefault(g => g.Count() > 1);
        if (repeated is null)
        {
            return false;
        }

        problems.Add(new FileProblem(
            repeated.Last().Place,
            $"'{repeated.Key.Name}' is there twice{(repeated.Key.Slice.Length == 0 ? "" : $" for slice '{Excerpt.Of(repeated.Key.Slice)}'")}. Keep one, or give each a slice."));
        return true;
    }

    private static ObjectShape Kind(bool areResultsElsewhere) => new(
    [
        new Property("model", ModelName, Required: !areResultsElsewhere, "What was evaluated, as code and register name it: provider:reference."),
        new Property("date", ScalarShape.Date, Required: !areResultsElsewhere, "The day it was made."),
        new Property("tool", ScalarShape.Text, Required: !areResultsElsewhere, "What measured it."),
        .. areResultsElsewhere
            ? new[] { new Property(Results, new ListShape(ScalarShape.Text, orSingle: true), Required: true, "Files of the tool that this is about, relative to this file; * and ** may stand in them.") }
            : [],
        .. Common,
    ]);

    private static MetricResult? Metric(YamlMapping m, ICollection<FileProblem> problems)
    {
        if (m.Text("name") is not { } name || Quantity.TryParse(m.Text("value") ?? "") is not { } value)
        {
            return null;
        }

        (decimal Low, decimal High)? interval = null;
        if (m["interval"] is YamlSequence written)
        {
            var ends = written.Items.Select(i => Quantity.TryParse((i as YamlScalar)?.Text ?? "")?.Value).ToArray();
            if (ends.Length == 2 && ends[0] is { } low && ends[1] is { } high && low <= value.Value && value.Value <= high)
            {
                interval = (low, high);
            }
            else
            {
                problems.Add(new FileProblem(
                    written.Place, $"The interval of '{Excerpt.Of(name)}' must be two numbers with the value between them: [0.81, 0.89]."));
            }
        }

        return new MetricResult(ShippedMetrics.Instance.Canonical(name), value, m.Place)
        {
            Slice = m.Text("slice") ?? "",
            Samples = long.TryParse(m.Text("samples"), NumberStyles.None, CultureInfo.InvariantCulture, out var samples) ? samples : null,
            Interval = interval,
        };
    }
}

/// <summary>A file in our own format, before what it points to has been read.</summary>
/// <param name="Stated">What it says itself; without model or date where it leaves them to the result files.</param>
internal sealed record OwnEvaluation(Evaluation Stated)
{
    public bool HasDate { get; init; }

    /// <summary>Files of a tool, or patterns for them.</summary>
    public IReadOnlyList<YamlScalar> Results { get; init; } = [];

    public Predictions? Predictions { get; init; }
}
