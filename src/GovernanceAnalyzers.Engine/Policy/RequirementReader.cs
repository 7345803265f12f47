using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>Reads an item of <c>requirements</c> over what the layers below say. Values that the shape refuses are left out here.</summary>
internal sealed class RequirementReader(string display, ICollection<FileProblem> problems)
{
    public Requirement? Read(Requirement? below, YamlMapping written)
    {
        if (written.Text("id") is not { Length: > 0 } id)
        {
            return null;
        }

        if (below is null && Array.IndexOf(RequirementShape.Kinds, written.Text("kind")) < 0)
        {
            if (written["kind"] is null)
            {
                problems.Add(new FileProblem(
                    written.Place, $"No layer below has a requirement '{id}', so it needs a 'kind': {string.Join(", ", RequirementShape.Kinds)}."));
            }

            return null;
        }

        var place = $"{display}({(written.Entry("id")?.Key.Place ?? written.Place).Line})";
        var start = below ?? new Requirement { Id = id, Kind = written.Text("kind")! };
        var plain = Change(start.For(RiskTier.Unknown), written, place);
        var forTier = written.Mapping("forTier");
        var tiers = start.Tiers.Select(t => t.Tier).ToList();
        tiers.AddRange((forTier?.Entries ?? []).Select(e => RiskTierText.TryParse(e.Key.Text, out var tier) ? tier : RiskTier.Unknown));
        var result = plain.With(tiers.Where(t => t != RiskTier.Unknown).Distinct().OrderBy(t => t).Select(t =>
        {
            var variant = Change(start.For(t), written, place);
            return new TierVariant(t, forTier?.Mapping(t.ToWord()) is { } more ? Change(variant, more, place) : variant);
        }));
        return IsComplete(result, written) ? result : null;
    }

    private bool IsComplete(Requirement r, YamlMapping written)
    {
        var before = problems.Count;
        void Missing(string key, string kind) =>
            problems.Add(new FileProblem(written.Place, $"The requirement '{r.Id}' is a {kind} and needs '{key}'."));

        if (r.Kind is RequirementShape.Document or RequirementShape.Review && r.Paths.Count == 0)
        {
            Missing("path", r.Kind);
        }

        if (r.Kind == RequirementShape.Record && r.In.Length == 0)
        {
            Missing("in", r.Kind);
        }

        if (r.Kind == RequirementShape.Review && r.ReviewWithin is null)
        {
            Missing("reviewWithin", r.Kind);
        }

        if (r.Kind == RequirementShape.Record && r.Fields.Count == 0 && r.Sections.Count == 0)
        {
            Missing("fields' or 'sections", r.Kind);
        }

        if (r.Sections.Count > 0 && (r.Kind == RequirementShape.Metric || (r.Kind == RequirementShape.Record && r.In != RequirementShape.InCard)))
        {
            Wrong("sections", "Only documents and cards have sections.");
        }

        if (r.Kind != RequirementShape.Metric && r.Metric is not null)
        {
            Wrong("metric", $"A requirement of kind {r.Kind} has no metric.");
        }

        if (r.Kind == RequirementShape.Metric && r.Per != RequirementShape.PerModel)
        {
            Wrong("per", "Metrics belong to models: write 'per: model', or leave it out.");
        }

        var others = RequirementShape.Scopes.Where(s => s != r.Per).Select(s => "{" + s + "}");
        var unknown = r.Paths.FirstOrDefault(p => others.Any(o => p.IndexOf(o, StringComparison.Ordinal) >= 0));
        if (unknown is not null)
        {
            Wrong("path", $"'{unknown}' has a name to fill in that 'per: {r.Per}' does not give.");
        }

        if (r.Metric is { } metric && metric.Names.Count > 0)
        {
            var lower = metric.Names.All(n => ShippedMetrics.Instance.IsLowerBetter(n) == true);
            var higher = metric.Names.All(n => ShippedMetrics.Instance.IsLowerBetter(n) == false);
            if ((lower && metric.AtLeast is not null && metric.AtMost is null) || (higher && metric.AtMost is not null && metric.AtLeast is null))
            {
                var (wrong, right) = lower ? ("atLeast", "atMost") : ("atMost", "atLeast");
                Wrong("metric", $"Of {string.Join(", ", metric.Names)} the {(lower ? "lower" : "higher")} value is the better one: write '{right}' in place of '{wrong}'.");
            }
        }

        return problems.Count == before;

        void Wrong(string key, string message) => problems.Add(new FileProblem((written.Entry(key)?.Key ?? (YamlValue)written).Place, message));
    }

    private static Requirement Change(Requirement r, YamlMapping w, string place)
    {
        var kind = Word(w, "kind", RequirementShape.Kinds) ?? r.Kind;
        var severity = SeverityText.TryParse(w.Text("severity"), out var own) ? own : (Severity?)null;
        var source = Word(w, "in", RequirementShape.Sources) ?? r.In;
        return r with
        {
            Kind = kind,
            Title = w.Text("title") ?? r.Title,
            Message = w.Text("message") ?? r.Message,
            Paths = w["path"] is null ? r.Paths : ValueList.Set(w.Texts("path").Select(p => p.Replace('\\', '/'))),
            In = source,
            Fields = w["fields"] is null ? r.Fields : FieldCondition.Combine([], w.List("fields").Select(Field).OfType<FieldCondition>()),
            Sections = w["sections"] is null ? r.Sections : ValueList.Set(w.Texts("sections").Select(Section)),
            ReviewWithin = RequirementShape.Days(w.Text("reviewWithin")) ?? r.ReviewWithin,
            ReviewField = w.Text("reviewField") ?? r.ReviewField,
            Per = kind == RequirementShape.Metric ? Word(w, "per", RequirementShape.Scopes) ?? RequirementShape.PerModel : Word(w, "per", RequirementShape.Scopes) ?? r.Per,
            AppliesTo = w["appliesTo"] is null ? r.AppliesTo : AppliesTo(w.List("appliesTo")),
            Metric = w.Mapping("metric") is { } metric ? Metric(r.Metric ?? new MetricCondition(), metric) : r.Metric,
            MayBeNotApplicable = Flag(w, "notApplicable") ?? r.MayBeNotApplicable,
            Optional = Flag(w, "optional") ?? r.Optional,
            Severity = severity ?? r.Severity,
            FollowsRule = severity is null && r.FollowsRule,
            Rule = RuleCatalogue.Find(w.Text("rule") ?? "")?.Id ?? r.Rule,
            Controls = w["controls"] is null ? r.Controls : ValueList.Set(w.Texts("controls")),
            Locked = Flag(w, "locked") ?? r.Locked,
            Places = new ValueList<string>([place]),
        };
    }

    private static FieldCondition? Field(YamlValue value)
    {
        var mapping = value as YamlMapping;
        if ((mapping is null ? (value as YamlScalar)?.Text : mapping.Text("field")) is not { } path || FieldPath.Parse(path).Path is null)
        {
            return null;
        }

        if (mapping is null)
        {
            return new FieldCondition(path);
        }

        var accepted = mapping.Texts("oneOf").Concat(mapping.Texts("equals")).ToArray();
        return new FieldCondition(path)
        {
            AtLeast = Amount(mapping, "atLeast"),
            AtMost = Amount(mapping, "atMost"),
            OneOf = accepted.Length == 0 ? null : ValueList.Set(accepted),
            Not = ValueList.Set(mapping.Texts("not")),
            Absent = mapping.Text("present") == "false",
            File = mapping.Text("file") == "true",
            Optional = mapping.Text("optional") == "true",
        };
    }

    private static MetricCondition Metric(MetricCondition below, YamlMapping w) => below with
    {
        Names = w["name"] is null ? below.Names : ValueList.Set(w.Texts("name").Select(ShippedMetrics.Instance.Canonical)),
        AtLeast = Amount(w, "atLeast") ?? below.AtLeast,
        AtMost = Amount(w, "atMost") ?? below.AtMost,
        MinSamples = int.TryParse(w.Text("minSamples"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var samples)
            ? samples
            : below.MinSamples,
        Interval = Flag(w, "interval") ?? below.Interval,
        MaxAge = RequirementShape.Days(w.Text("maxAge")) ?? below.MaxAge,
        Declared = Flag(w, "declared") ?? below.Declared,
        Environment = w["environment"] is null ? below.Environment : ValueList.Set(w.Texts("environment")),
        DatasetKind = w["datasetKind"] is null ? below.DatasetKind : ValueList.Set(w.Texts("datasetKind")),
        Signed = Flag(w, "signed") ?? below.Signed,
        Reviewed = Flag(w, "reviewed") ?? below.Reviewed,
    };

    private static Applicability AppliesTo(IEnumerable<YamlValue> items) => Applicability.Of(items.OfType<YamlMapping>().Select(m => Clause.Of(
        m.Entries.Where(e => m.Texts(e.Key.Text).Count > 0).Select(e => new Condition(e.Key.Text, ValueList.Set(m.Texts(e.Key.Text)))))));

    /// <summary>Alternatives in one order and spacing, so that the same ones are equal.</summary>
    private static string Section(string text) => string.Join(" | ", text.Split('|').Select(t => t.Trim()));

    private static Quantity? Amount(YamlMapping mapping, string key) => mapping.Text(key) is { } text ? Quantity.TryParse(text) : null;

    private static bool? Flag(YamlMapping mapping, string key) => mapping.Text(key) switch { "true" => true, "false" => false, _ => null };

    private static string? Word(YamlMapping mapping, string key, string[] words) => mapping.Text(key) is { } text && Array.IndexOf(words, text) >= 0 ? text : null;
}
