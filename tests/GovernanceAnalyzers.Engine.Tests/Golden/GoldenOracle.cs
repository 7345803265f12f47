using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Tests.Golden;

/// <summary>A finding as far as it can be foretold. The requirement is empty for a finding of a built-in check.</summary>
internal readonly record struct Expectation(string Rule, string Requirement) : IComparable<Expectation>
{
    public int CompareTo(Expectation other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => Requirement.Length == 0 ? Rule : $"{Rule} {Requirement}";
}

/// <summary>
/// Foretells findings from the data of the requirements: a second, plain reading of the policy language, which shares no code with the
/// checks beyond who a requirement is asked of. Whatever the two disagree about fails a test.
/// </summary>
internal static class GoldenOracle
{
    /// <summary>What a changed world has to give beyond the golden one, which has to give nothing.</summary>
    public static SortedSet<Expectation> Expect(GoldenWorld world) => Expect(world, world.Asked.Where(a => world.MayDiffer(a.Asked, a.Of)));

    public static SortedSet<Expectation> Expect(GoldenWorld world, IEnumerable<(Requirement, GoldenSubject)> all)
    {
        var expected = new SortedSet<Expectation>();
        foreach (var (asked, of) in all)
        {
            foreach (var rule in Broken(world, asked, of).Where(r => asked.SeverityUnder(world.Policy.Rule(r).Severity) != Severity.None))
            {
                expected.Add(new Expectation(rule, asked.Id));
            }
        }

        return expected;
    }

    /// <summary>What the strict reading of a changed file says by itself, whatever requirements ask for: a form that a value does not fit.</summary>
    public static IEnumerable<Expectation> ExpectOfForms(GoldenWorld world, Edits edits)
    {
        foreach (var (path, text) in edits.Where(e => e.Value is not null).Select(e => (e.Key, GoldenTree.Text(e.Value!))))
        {
            var problems = new List<FileProblem>();
            if (path == GoldenTree.Register)
            {
                RegisterShape.Under(world.Policy.Requirements, isInline: false).Check(YamlReader.ReadText(text, path, problems)!, "the register", problems);
                if (problems.Count > 0)
                {
                    yield return new Expectation("GOV0001", "");
                }
            }
            else if (world.Datasets.Any(d => d.Path == path))
            {
                DatasetRecordReader.Read(text, path, problems, Requirement.KeysAskedOf(RequirementShape.InDataset, world.Policy.Requirements));
                if (problems.Count > 0)
                {
                    yield return new Expectation("GOV3005", "");
                }
            }
            else if (world.Cards.Any(c => c.Path == path))
            {
                ModelCardReader.Read(text, path, problems);
                if (problems.Count > 0)
                {
                    yield return new Expectation("GOV2004", "");
                }
            }
        }
    }

    /// <summary>The rules under which findings about a requirement are due.</summary>
    public static IEnumerable<string> Broken(GoldenWorld world, Requirement asked, GoldenSubject of) => asked.Kind switch
    {
        RequirementShape.Metric => MetricOracle.Broken(world, asked, of),
        RequirementShape.Record => world.Document(of.Path) is { } document ? Record(world, asked, of.Fields(document), document) : [],
        _ => Documents(world, asked, of),
    };

    public static string Incomplete(Requirement asked) => asked.Rule.Length > 0 ? asked.Rule : (asked.Kind, asked.In) switch
    {
        (RequirementShape.Record, RequirementShape.InCard) => "GOV2002",
        (RequirementShape.Record, RequirementShape.InDataset) => "GOV3005",
        _ => "GOV2007",
    };

    public static string ReviewField(Requirement asked) => asked.ReviewField.Length > 0 ? asked.ReviewField
        : asked.Kind == RequirementShape.Review ? "reviews[].date" : "reviewedOn";

    public static bool IsGiven(JsonNode? node) => node switch
    {
        null => false,
        JsonObject mapping => mapping.Any(e => IsGiven(e.Value)),
        JsonArray list => list.Any(IsGiven),
        _ => node.ToString() is var text && text.Any(char.IsLetterOrDigit) && !text.StartsWith("TODO", StringComparison.Ordinal),
    };

    /// <summary>Whether a heading speaks of one of the alternatives: their words in a row, singular or plural. What is out of scope is not what is in it.</summary>
    public static bool SpeaksOf(string title, string alternatives)
    {
        var have = (" " + string.Join(" ", Words(title)) + " ").Replace(" out of scope use ", " out-of-scope-use ");
        return alternatives.Split('|').Any(a => have.Contains((" " + string.Join(" ", Words(a)) + " ").Replace(" out of scope use ", " out-of-scope-use "), StringComparison.Ordinal));

        // Dropping the plural's s from both sides is the same as allowing it on either.
        static IEnumerable<string> Words(string text) => new string([.. text.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(w => w.EndsWith('s') ? w[..^1] : w);
    }

    private static IEnumerable<string> Record(GoldenWorld world, Requirement asked, JsonObject fields, GoldenDocument document)
    {
        if (SetAside(asked, fields) is { } aside)
        {
            return aside;
        }

        return
        [
            .. Fields(world, asked, fields),
            .. asked.In == RequirementShape.InCard ? Sections(asked, document) : [],
            .. asked.ReviewWithin is null ? [] : Review(asked, [fields]),
        ];
    }

    private static IEnumerable<string> Documents(GoldenWorld world, Requirement asked, GoldenSubject of)
    {
        var dated = new List<JsonObject>();
        foreach (var pattern in asked.Paths.Select(p => p.Replace("{" + asked.Per + "}", of.Subject.Slug)))
        {
            var paths = world.Matching(pattern);
            if (paths.Count == 0 && !asked.Optional)
            {
                yield return "GOV2006";
            }

            foreach (var path in paths)
            {
                if (world.IsSpoilt(path))
                {
                    yield return Incomplete(asked);
                    continue;
                }

                var document = world.Document(path)!;
                if (SetAside(asked, document.Fields) is { } aside)
                {
                    foreach (var rule in aside)
                    {
                        yield return rule;
                    }

                    continue;
                }

                foreach (var rule in Fields(world, asked, document.Fields).Concat(document.Body is null && asked.Sections.Count > 0 ? [Incomplete(asked)] : Sections(asked, document)))
                {
                    yield return rule;
                }

                dated.Add(document.Fields);
            }
        }

        if (asked.ReviewWithin is not null && dated.Count > 0)
        {
            foreach (var rule in asked.Kind == RequirementShape.Review ? Review(asked, dated) : dated.SelectMany(d => Review(asked, [d])))
            {
                yield return rule;
            }
        }
    }

    /// <summary>Null where nothing sets the requirement aside; else what is wrong with that.</summary>
    private static IEnumerable<string>? SetAside(Requirement asked, JsonObject fields)
    {
        var statements = fields["notApplicable"] as JsonArray ?? [];
        var statement = statements.OfType<JsonObject>().FirstOrDefault(s => s["requirement"] is null || s["requirement"]!.ToString() == asked.Id);
        return statement is null ? null
            : !asked.MayBeNotApplicable || !IsGiven(statement["reason"]) || !IsGiven(statement["approvedBy"]) || !IsGiven(statement["date"]) ? [Incomplete(asked)]
            : [];
    }

    private static IEnumerable<string> Fields(GoldenWorld world, Requirement asked, JsonObject root)
    {
        foreach (var condition in asked.Fields.Where(c => asked.ReviewWithin is null || c.Path != ReviewField(asked)))
        {
            foreach (var place in GoldenField.In(root, condition.Path))
            {
                if (condition.Absent)
                {
                    if (IsGiven(place.Value))
                    {
                        yield return Incomplete(asked);
                    }
                }
                else if (!IsGiven(place.Value))
                {
                    if (place.Value is not null || !condition.Optional || !place.IsMissingItem)
                    {
                        yield return GoldenField.LastKey(condition.Path) == "owner" ? "GOV2009" : Incomplete(asked);
                    }
                }
                else if ((place.Value is JsonArray list ? list.ToArray() : [place.Value]).Any(v => !Fits(world, condition, v)))
                {
                    yield return Incomplete(asked);
                }
            }
        }
    }

    private static bool Fits(GoldenWorld world, FieldCondition condition, JsonNode? value)
    {
        if (condition is { AtLeast: null, AtMost: null, OneOf: null, Not.Count: 0, File: false })
        {
            return true;
        }

        if (value is not JsonValue)
        {
            return false;
        }

        var text = value.ToString();
        var quantity = Quantity.TryParse(text);
        return (condition.AtLeast is not { } low || (quantity?.IsDuration == low.IsDuration && quantity.Value >= low.Value))
            && (condition.AtMost is not { } high || (quantity?.IsDuration == high.IsDuration && quantity.Value <= high.Value))
            && (condition.OneOf?.Contains(text) ?? true)
            && !condition.Not.Contains(text)
            && (!condition.File || world.Exists(text));
    }

    private static IEnumerable<string> Sections(Requirement asked, GoldenDocument document)
    {
        var sections = document.Body is null ? [] : document.Sections();
        foreach (var wanted in asked.Sections)
        {
            if (!sections.Where(s => SpeaksOf(s.Title, wanted)).Any(s => document.Body!.Take(s.End).Skip(s.Start + 1).Any(HasText)))
            {
                yield return Incomplete(asked);
            }
        }

        static bool HasText(string line) => !line.StartsWith('#') && !line.StartsWith("TODO", StringComparison.Ordinal) && line.Any(char.IsLetterOrDigit);
    }

    private static IEnumerable<string> Review(Requirement asked, IEnumerable<JsonObject> roots)
    {
        var given = roots.SelectMany(r => GoldenField.In(r, ReviewField(asked))).Where(p => IsGiven(p.Value)).Select(p => p.Value!.ToString()).ToArray();
        var dates = given.Where(g => CalendarDate.TryParse(g, out _)).Select(CalendarDate.Parse).ToArray();
        if (dates.Length < given.Length)
        {
            yield return Incomplete(asked);
        }

        var past = dates.Where(d => d <= GoldenFolder.Today).ToArray();
        if (past.Length < dates.Length || given.Length == 0 || (past.Length > 0 && GoldenFolder.Today.DaysSince(past.Max()) > asked.ReviewWithin))
        {
            yield return "GOV2008";
        }
    }
}

/// <summary>The same for metrics.</summary>
internal static class MetricOracle
{
    public static IEnumerable<string> Broken(GoldenWorld world, Requirement asked, GoldenSubject model)
    {
        var metric = asked.Metric ?? new MetricCondition();
        var all = EvaluationsOf(world, model);
        if (IsSetAside(asked, all))
        {
            return asked.MayBeNotApplicable ? [] : ["GOV4005"];
        }

        var known = all
            .Where(e => metric.Environment?.Contains(Text(e, "environment")) ?? true)
            .Where(e => metric.DatasetKind?.Contains(Text(e["dataset"] as JsonObject, "kind")) ?? true)
            .ToArray();
        if (known.Length == 0)
        {
            return asked.Optional || (all.Count == 0 && IsSaidByAnother(world, asked, model)) ? [] : ["GOV4001"];
        }

        var newest = known.Max(Date);
        return OfNewest(world, asked, metric, model, [.. known.Where(e => Date(e) == newest)], newest);
    }

    /// <summary>Whether the evidence says that the requirement does not apply to the model.</summary>
    public static bool IsSetAside(Requirement asked, IEnumerable<JsonObject> evaluations) => evaluations
        .SelectMany(e => e["notApplicable"] as JsonArray ?? [])
        .OfType<JsonObject>()
        .Any(n => Text(n, "requirement") == asked.Id || (asked.Metric?.Names.Contains(Text(n, "metric")) ?? false));

    public static IReadOnlyList<JsonObject> EvaluationsOf(GoldenWorld world, GoldenSubject model) =>
        [.. world.Evaluations.Select(world.Document).OfType<GoldenDocument>().Select(d => d.Fields).Where(f => Text(f, "model") == model.Subject.Model)];

    /// <summary>The measurements that limits are about: those of everything, where there are such, and else the slices.</summary>
    public static IEnumerable<JsonObject> Values(IEnumerable<JsonObject> evaluations, MetricCondition metric) => evaluations
        .SelectMany(e => (JsonArray)e["metrics"]!)
        .OfType<JsonObject>()
        .Where(m => metric.Names.Count == 0 || metric.Names.Contains(Text(m, "name")))
        .GroupBy(m => Text(m, "name"))
        .SelectMany(g => g.Any(m => m["slice"] is null) ? g.Where(m => m["slice"] is null) : g);

    public static JsonObject? Threshold(GoldenWorld world, GoldenSubject model, string metric) =>
        (model.Fields(world.Document(GoldenTree.Register)!)["thresholds"] as JsonObject)?[metric] as JsonObject;

    public static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static IEnumerable<string> OfNewest(
        GoldenWorld world, Requirement asked, MetricCondition metric, GoldenSubject model, IReadOnlyList<JsonObject> newest, CalendarDate day)
    {
        if ((metric.MaxAge ?? asked.ReviewWithin) is { } age && GoldenFolder.Today.DaysSince(day) > age)
        {
            yield return "GOV4004";
        }

        foreach (var evaluation in newest)
        {
            var signer = GoldenOracle.IsGiven(evaluation["signedBy"]) ? Text(evaluation, "signedBy") : "";
            if (metric.Signed && signer.Length == 0)
            {
                yield return "GOV4005";
            }

            if (metric.Reviewed && (!GoldenOracle.IsGiven(evaluation["reviewedBy"]) || model.Subject.Owners.Append(signer).Contains(Text(evaluation, "reviewedBy"))))
            {
                yield return "GOV4005";
            }
        }

        var values = Values(newest, metric).ToArray();
        if (values.Length == 0 && metric.Names.Count > 0 && !asked.Optional)
        {
            yield return "GOV4005";
        }

        foreach (var value in values)
        {
            var declared = Threshold(world, model, Text(value, "name"));
            var judged = metric.Names.Count > 0 || metric.Declared || (asked.Metric is null && !world.Asked.Any(o => o.Of == model && (o.Asked.Metric?.Names.Contains(Text(value, "name")) ?? false)))
                ? declared
                : null;
            var number = Number(Text(value, "value"));
            if ((metric.Declared && declared is null)
                || (metric.AtLeast is { } low && number < low.Value)
                || (metric.AtMost is { } high && number > high.Value)
                || (judged?["atLeast"] is { } least && number < Number(least.ToString()))
                || (judged?["atMost"] is { } most && number > Number(most.ToString()))
                || (metric.MinSamples is { } samples && (value["samples"] is null || Number(Text(value, "samples")) < samples))
                || (metric.Interval && value["interval"] is null))
            {
                yield return "GOV4006";
            }
        }
    }

    /// <summary>One absence is one finding: that of the requirement for an evaluation as such, where it matters as much.</summary>
    private static bool IsSaidByAnother(GoldenWorld world, Requirement asked, GoldenSubject model) => asked.Metric is not null
        && world.Asked.Any(o => o.Of == model && o.Asked.Kind == RequirementShape.Metric && o.Asked is { Metric: null, Optional: false }
            && o.Asked.SeverityUnder(world.Policy.Rule("GOV4001").Severity) >= asked.SeverityUnder(world.Policy.Rule("GOV4001").Severity));

    private static CalendarDate Date(JsonObject evaluation) => CalendarDate.Parse(Text(evaluation, "date"));

    private static string Text(JsonObject? mapping, string key) => mapping?[key]?.ToString() ?? "";
}

/// <summary>
/// What built-in checks say about evidence that a mutation of a requirement spoils with it: values that are worse than in the baseline, and
/// groups without a value. Nothing else that a requirement asks for is judged by another rule as well.
/// </summary>
internal static class EvidenceOracle
{
    private const string Baseline = "governance/metrics-baseline.yml";
    private const string Assessment = "governance/risk/impact-assessment.md";

    public static IEnumerable<Expectation> Expect(GoldenWorld world) =>
        new[] { ("GOV4007", IsWorse(world)), ("GOV4008", LacksGroup(world)) }
            .Where(r => r.Item2 && world.Policy.MayReport(r.Item1))
            .Select(r => new Expectation(r.Item1, ""));

    private static bool IsWorse(GoldenWorld world)
    {
        foreach (var (model, newest) in Evaluated(world))
        {
            var id = model.Fields(world.Document(GoldenTree.Register)!)["id"]!.ToString();
            var measured = newest.SelectMany(Metrics).ToArray();
            foreach (var old in Items(world.Document(Baseline)!.Fields, "models").Where(m => Text(m, "id") == id).SelectMany(Metrics))
            {
                var now = measured.Where(m => Text(m, "name") == Text(old, "name") && m["slice"] is null).ToArray();
                var (name, before) = (Text(old, "name"), MetricOracle.Number(Text(old, "value")));
                if (now.Length == 0
                    ? !IsMissedByRequirement(world, model, name, measured)
                    : now.Select(m => MetricOracle.Number(Text(m, "value"))).Select(v => name.EndsWith("_ms") ? v - before : before - v).Max() > Math.Max(before, 0.1m) * world.Policy.MaxRelativeDrop)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>One absence is one finding: that of the requirement for the metric, where it matters as much.</summary>
    private static bool IsMissedByRequirement(GoldenWorld world, GoldenSubject model, string name, JsonObject[] measured) => world.Asked.Any(a =>
        a.Of == model
        && a.Asked is { Optional: false, Metric: { Environment: null, DatasetKind: null } metric }
        && metric.Names.Contains(name)
        && !measured.Any(m => metric.Names.Contains(Text(m, "name")))
        && a.Asked.SeverityUnder(world.Policy.Rule("GOV4005").Severity) >= world.Policy.Rule("GOV4007").Severity);

    private static bool LacksGroup(GoldenWorld world)
    {
        if (world.Document(Assessment) is not { } assessment)
        {
            return false;
        }

        var register = world.Document(GoldenTree.Register)!;
        var system = Text(assessment.Fields, "system");
        var isKnown = Items(register.Fields, "systems").Any(s => Text(s, "id") == system);
        return Evaluated(world)
            .Where(m => !isKnown || m.Model.Fields(register)["usedBy"] is not { } users || users.ToString() == system)
            .Any(m => Texts(assessment.Fields["groups"]).Any(g => !m.Newest.SelectMany(Metrics).Any(v => Text(v, "slice") == g)));
    }

    /// <summary>All golden evaluations of a model are of one day.</summary>
    private static IEnumerable<(GoldenSubject Model, IReadOnlyList<JsonObject> Newest)> Evaluated(GoldenWorld world) =>
        world.Models.Select(m => (m, MetricOracle.EvaluationsOf(world, m))).Where(m => m.Item2.Count > 0);

    private static IEnumerable<JsonObject> Metrics(JsonObject holder) => Items(holder, "metrics");

    private static IEnumerable<JsonObject> Items(JsonObject holder, string key) => (holder[key] as JsonArray ?? []).OfType<JsonObject>();

    private static IEnumerable<string> Texts(JsonNode? node) => (node as JsonArray ?? []).Select(i => i!.ToString());

    private static string Text(JsonObject holder, string key) => holder[key]?.ToString() ?? "";
}
