using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>
/// Evidence that a policy asks a repository for. Data: presets and policies of organisations write them, and
/// <see cref="Repository.Requirements.RequirementChecks"/> looks for the evidence. Two with the same content are equal.
/// </summary>
public sealed record Requirement
{
    public required string Id { get; init; }

    /// <summary>One of <see cref="RequirementShape.Kinds"/>.</summary>
    public required string Kind { get; init; }

    public string Title { get; init; } = "";

    /// <summary>Said in place of the title where the evidence is missing; empty for none.</summary>
    public string Message { get; init; } = "";

    /// <summary>Paths and globs relative to the governed folder; each must be there. May hold {system}, {model} or {dataset}.</summary>
    public ValueList<string> Paths { get; init; } = ValueList<string>.Empty;

    /// <summary>For records: one of <see cref="RequirementShape.Sources"/>; else empty.</summary>
    public string In { get; init; } = "";

    public ValueList<FieldCondition> Fields { get; init; } = ValueList<FieldCondition>.Empty;

    /// <summary>Headings that must hold text. Alternatives are separated by <c>|</c>.</summary>
    public ValueList<string> Sections { get; init; } = ValueList<string>.Empty;

    /// <summary>Days; null for no limit.</summary>
    public int? ReviewWithin { get; init; }

    public string ReviewField { get; init; } = "";

    /// <summary>One of <see cref="RequirementShape.Scopes"/>.</summary>
    public string Per { get; init; } = RequirementShape.PerRepository;

    public Applicability AppliesTo { get; init; } = Applicability.Everything;

    /// <summary>For metrics; null means that an evaluation of the model is enough.</summary>
    public MetricCondition? Metric { get; init; }

    /// <summary>Whether evidence may state that it does not apply.</summary>
    public bool MayBeNotApplicable { get; init; } = true;

    /// <summary>The evidence need not exist; where it does, it has to be right.</summary>
    public bool Optional { get; init; }

    /// <summary>Null where no layer states one.</summary>
    public Severity? Severity { get; init; }

    /// <summary>The severity is at least that of the rule under which a finding is reported.</summary>
    public bool FollowsRule { get; init; } = true;

    /// <summary>The id of the rule for content that is incomplete, or empty for the one that fits the kind.</summary>
    public string Rule { get; init; } = "";

    /// <summary>As <c>ISO/IEC 42001:2023 A.6.2.5</c>, sorted.</summary>
    public ValueList<string> Controls { get; init; } = ValueList<string>.Empty;

    public bool Locked { get; init; }

    /// <summary>What is asked of systems of one risk tier instead, and of what belongs to them. No variant has variants.</summary>
    public ValueList<TierVariant> Tiers { get; init; } = ValueList<TierVariant>.Empty;

    /// <summary>Layers and lines that wrote it, sorted.</summary>
    public ValueList<string> Places { get; init; } = ValueList<string>.Empty;

    /// <summary>The layers and lines that won, for messages: <c>governance.yml(31)</c>.</summary>
    public string Place => string.Join(" and ", Places);

    /// <summary>What is asked of something of that tier.</summary>
    public Requirement For(RiskTier tier) => Tiers.FirstOrDefault(t => t.Tier == tier)?.Requirement ?? this with { Tiers = ValueList<TierVariant>.Empty };

    /// <summary>The severity of a finding under a rule whose severity in force is given. None: there is nothing to report.</summary>
    public Severity SeverityUnder(Severity rule) => FollowsRule && rule > (Severity ?? Core.Severity.None) ? rule : Severity ?? Core.Severity.None;

    /// <summary>A definition or, over the one of a parent, the change that a layer writes: what is not written stays.</summary>
    /// <param name="written">Matches <see cref="RequirementShape.Requirement"/>; what does not is left out.</param>
    /// <param name="display">How the layer is named in places: <c>governance.yml</c>.</param>
    /// <param name="problems">Receives what a shape cannot tell, such as a requirement without a kind.</param>
    /// <returns>Null where nothing can be made of it.</returns>
    public static Requirement? Override(Requirement? below, YamlMapping written, string display, ICollection<FileProblem>? problems = null) =>
        new RequirementReader(display, problems ?? []).Read(below, written);

    /// <summary>
    /// What two parents of a policy ask for under one id, together: whatever satisfies the result satisfies both, wherever the two can be
    /// compared at all. Commutative, associative and idempotent.
    /// </summary>
    public static Requirement Combine(Requirement a, Requirement b)
    {
        var both = Plain(a.For(RiskTier.Unknown), b.For(RiskTier.Unknown));
        var tiers = a.Tiers.Concat(b.Tiers).Select(t => t.Tier).Distinct().OrderBy(t => t);
        return both.With(tiers.Select(t => new TierVariant(t, Plain(a.For(t), b.For(t)))));
    }

    /// <summary>Whether something that this accepts would not satisfy what a layer below asks for, as far as can be told from the texts.</summary>
    public bool IsLooserThan(Requirement below) =>
        new[] { RiskTier.Unknown }.Concat(Tiers.Concat(below.Tiers).Select(t => t.Tier)).Any(t => For(t).IsPlainlyLooserThan(below.For(t)));

    /// <summary>The keys at the top of a record that requirements ask for, so that a strict reader of such records accepts them.</summary>
    /// <param name="source">One of <see cref="RequirementShape.Sources"/>.</param>
    public static IReadOnlyCollection<string> KeysAskedOf(string source, IEnumerable<Requirement> requirements) => new HashSet<string>(
        requirements
            .SelectMany(r => r.Tiers.Select(t => t.Requirement).Prepend(r))
            .Where(r => r.Kind == RequirementShape.Record && r.In == source)
            .SelectMany(r => r.Fields.Select(f => f.Path).Append(r.ReviewField))
            .Select(p => FieldPath.Parse(p).Path?.FirstKey)
            .OfType<string>(),
        StringComparer.Ordinal);

    /// <summary>The variants, without those that say the same as the requirement itself.</summary>
    internal Requirement With(IEnumerable<TierVariant> tiers)
    {
        var plain = this with { Tiers = ValueList<TierVariant>.Empty };
        return plain with { Tiers = new ValueList<TierVariant>(tiers.Where(t => !t.Requirement.Equals(plain))) };
    }

    private static Requirement Plain(Requirement a, Requirement b) => new()
    {
        Id = First(a.Id, b.Id),
        Kind = First(a.Kind, b.Kind),
        Title = First(a.Title, b.Title),
        Message = First(a.Message, b.Message),
        Paths = ValueList.Set(a.Paths.Concat(b.Paths)),
        In = First(a.In, b.In),
        Fields = FieldCondition.Combine(a.Fields, b.Fields),
        Sections = ValueList.Set(a.Sections.Concat(b.Sections)),
        ReviewWithin = Least(a.ReviewWithin, b.ReviewWithin),
        ReviewField = First(a.ReviewField, b.ReviewField),
        Per = First(a.Per, b.Per),
        AppliesTo = Applicability.Combine(a.AppliesTo, b.AppliesTo),
        Metric = a.Metric is null ? b.Metric : b.Metric is null ? a.Metric : MetricCondition.Combine(a.Metric, b.Metric),
        MayBeNotApplicable = a.MayBeNotApplicable && b.MayBeNotApplicable,
        Optional = a.Optional && b.Optional,
        Severity = a.Severity is null ? b.Severity : b.Severity is null || a.Severity >= b.Severity ? a.Severity : b.Severity,
        FollowsRule = a.FollowsRule || b.FollowsRule,
        Rule = First(a.Rule, b.Rule),
        Controls = ValueList.Set(a.Controls.Concat(b.Controls)),
        Locked = a.Locked || b.Locked,
        Places = ValueList.Set(a.Places.Concat(b.Places)),
    };

    private bool IsPlainlyLooserThan(Requirement below)
    {
        // "none" asks for nothing, so only that matters about it; and nothing is looser than what asks for nothing.
        if (!below.FollowsRule && below.Severity == Core.Severity.None)
        {
            return false;
        }

        return (Severity ?? Core.Severity.None) < (below.Severity ?? Core.Severity.None)
            || (below.FollowsRule && !FollowsRule && Severity != Core.Severity.Error)
            || Kind != below.Kind
            || In != below.In
            || Per != below.Per
            || Rule != below.Rule
            || (below.ReviewField.Length > 0 && ReviewField != below.ReviewField)
            || below.Paths.Except(Paths, StringComparer.Ordinal).Any()
            || below.Sections.Except(Sections, StringComparer.Ordinal).Any()
            || below.Controls.Except(Controls, StringComparer.Ordinal).Any()
            || below.Fields.Any(f => Fields.FirstOrDefault(m => m.Path == f.Path) is not { } mine || mine.IsLooserThan(f))
            || (below.ReviewWithin is not null && (ReviewWithin is null || ReviewWithin > below.ReviewWithin))
            || !AppliesTo.Covers(below.AppliesTo)
            || (below.Metric is not null && (Metric is null || Metric.IsLooserThan(below.Metric)))
            || (MayBeNotApplicable && !below.MayBeNotApplicable)
            || (Optional && !below.Optional)
            || (below.Locked && !Locked);
    }

    /// <summary>Of two texts that are neither stricter: the one that sorts first, but a text before none.</summary>
    private static string First(string a, string b) =>
        a.Length == 0 ? b : b.Length == 0 || string.CompareOrdinal(a, b) <= 0 ? a : b;

    private static int? Least(int? a, int? b) => a is null ? b : b is null || a <= b ? a : b;
}

public sealed record TierVariant(RiskTier Tier, Requirement Requirement);

/// <summary>A field that must hold an answer, and what the answer has to be.</summary>
/// <param name="Path">As <see cref="FieldPath"/> reads it.</param>
public sealed record FieldCondition(string Path)
{
    public Quantity? AtLeast { get; init; }

    public Quantity? AtMost { get; init; }

    /// <summary>Answers that are accepted; null accepts any.</summary>
    public ValueList<string>? OneOf { get; init; }

    public ValueList<string> Not { get; init; } = ValueList<string>.Empty;

    /// <summary>The field must not be there.</summary>
    public bool Absent { get; init; }

    /// <summary>The answer names a file of this repository, which exists and is not empty.</summary>
    public bool File { get; init; }

    /// <summary>The field, or the whole list it is in, need not be there.</summary>
    public bool Optional { get; init; }

    internal static ValueList<FieldCondition> Combine(IEnumerable<FieldCondition> a, IEnumerable<FieldCondition> b) => new(a.Concat(b)
        .GroupBy(f => f.Path, StringComparer.Ordinal)
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => g.Aggregate(Combine)));

    internal bool IsLooserThan(FieldCondition below) =>
        (below.AtLeast is not null && (AtLeast is null || AtLeast.CompareTo(below.AtLeast) < 0))
        || (below.AtMost is not null && (AtMost is null || AtMost.CompareTo(below.AtMost) > 0))
        || (below.OneOf is not null && (OneOf is null || OneOf.Except(below.OneOf, StringComparer.Ordinal).Any()))
        || below.Not.Except(Not, StringComparer.Ordinal).Any()
        || Absent != below.Absent
        || (below.File && !File)
        || (Optional && !below.Optional);

    private static FieldCondition Combine(FieldCondition a, FieldCondition b) => new(a.Path)
    {
        AtLeast = Quantity.Larger(a.AtLeast, b.AtLeast),
        AtMost = Quantity.Smaller(a.AtMost, b.AtMost),
        OneOf = ValueList.Both(a.OneOf, b.OneOf),
        Not = ValueList.Set(a.Not.Concat(b.Not)),
        Absent = a.Absent || b.Absent,
        File = a.File || b.File,
        Optional = a.Optional && b.Optional,
    };
}

/// <summary>What an evaluation has to show.</summary>
public sealed record MetricCondition
{
    /// <summary>Canonical names, one of which must be there. Empty: no metric in particular, and limits hold for every metric reported.</summary>
    public ValueList<string> Names { get; init; } = ValueList<string>.Empty;

    public Quantity? AtLeast { get; init; }

    public Quantity? AtMost { get; init; }

    public int? MinSamples { get; init; }

    /// <summary>Each value comes with an interval.</summary>
    public bool Interval { get; init; }

    /// <summary>Days; null for no limit.</summary>
    public int? MaxAge { get; init; }

    /// <summary>The register states a threshold for the metric, which then counts as well.</summary>
    public bool Declared { get; init; }

    /// <summary>Where the evaluation took place; null for anywhere.</summary>
    public ValueList<string>? Environment { get; init; }

    /// <summary>What it was made with, <c>own</c> or <c>public</c> data; null for either.</summary>
    public ValueList<string>? DatasetKind { get; init; }

    /// <summary>Somebody signed it.</summary>
    public bool Signed { get; init; }

    /// <summary>Somebody other than the model's owner and whoever signed it reviewed it.</summary>
    public bool Reviewed { get; init; }

    internal static MetricCondition Combine(MetricCondition a, MetricCondition b) => new()
    {
        Names = Names_(a, b),
        AtLeast = Quantity.Larger(a.AtLeast, b.AtLeast),
        AtMost = Quantity.Smaller(a.AtMost, b.AtMost),
        MinSamples = a.MinSamples is null ? b.MinSamples : b.MinSamples is null || a.MinSamples >= b.MinSamples ? a.MinSamples : b.MinSamples,
        Interval = a.Interval || b.Interval,
        MaxAge = a.MaxAge is null ? b.MaxAge : b.MaxAge is null || a.MaxAge <= b.MaxAge ? a.MaxAge : b.MaxAge,
        Declared = a.Declared || b.Declared,
        Environment = ValueList.Both(a.Environment, b.Environment),
        DatasetKind = ValueList.Both(a.DatasetKind, b.DatasetKind),
        Signed = a.Signed || b.Signed,
        Reviewed = a.Reviewed || b.Reviewed,
    };

    internal bool IsLooserThan(MetricCondition below) =>
        (below.Names.Count > 0 && (Names.Count == 0 || Names.Except(below.Names, StringComparer.Ordinal).Any()))
        || (below.AtLeast is not null && (AtLeast is null || AtLeast.CompareTo(below.AtLeast) < 0))
        || (below.AtMost is not null && (AtMost is null || AtMost.CompareTo(below.AtMost) > 0))
        || (below.MinSamples is not null && (MinSamples is null || MinSamples < below.MinSamples))
        || (below.Interval && !Interval)
        || (below.MaxAge is not null && (MaxAge is null || MaxAge > below.MaxAge))
        || (below.Declared && !Declared)
        || (below.Environment is not null && (Environment is null || Environment.Except(below.Environment, StringComparer.Ordinal).Any()))
        || (below.DatasetKind is not null && (DatasetKind is null || DatasetKind.Except(below.DatasetKind, StringComparer.Ordinal).Any()))
        || (below.Signed && !Signed)
        || (below.Reviewed && !Reviewed);

    /// <summary>Neither of two lists of alternatives is stricter than the other; the one that sorts first counts, but one before none.</summary>
    private static ValueList<string> Names_(MetricCondition a, MetricCondition b) =>
        a.Names.Count == 0 ? b.Names
        : b.Names.Count == 0 || string.CompareOrdinal(string.Join("|", a.Names), string.Join("|", b.Names)) <= 0 ? a.Names : b.Names;
}
