using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Engine.Policy;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Requirements;

/// <summary>What lets several parents of a policy be merged in any order.</summary>
public class RequirementLawTests
{
    private static readonly string[] Keys = ["riskTier", "origin"];

    private static readonly Gen<ValueList<string>> Texts = Gen.Elements("a", "b", "c").ListOf().Select(l => ValueList.Set(l));

    private static readonly Gen<Quantity?> Amount = Gen.Elements<Quantity?>(null, new Quantity(1, false), new Quantity(2, false), new Quantity(1, true));

    private static readonly Gen<int?> Days = Gen.Elements<int?>(null, 10, 20, 30);

    private static readonly Gen<bool> Flag = Gen.Elements(true, false);

    private static readonly Gen<string> Word = Gen.Elements("", "x", "y");

    private static readonly Gen<ValueList<string>?> Accepted = Gen.OneOf(Texts.Select(t => (ValueList<string>?)t), Gen.Constant<ValueList<string>?>(null));

    private static readonly Gen<FieldCondition> Field =
        from path in Gen.Elements("f", "g")
        from low in Amount
        from high in Amount
        from oneOf in Accepted
        from not in Texts
        from absent in Flag
        from file in Flag
        from optional in Flag
        select new FieldCondition(path) { AtLeast = low, AtMost = high, OneOf = oneOf, Not = not, Absent = absent, File = file, Optional = optional };

    private static readonly Gen<MetricCondition?> Metric = Gen.OneOf(
        Gen.Constant<MetricCondition?>(null),
        from names in Texts
        from low in Amount
        from high in Amount
        from samples in Days
        from age in Days
        from interval in Flag
        from declared in Flag
        from environment in Accepted
        select (MetricCondition?)new MetricCondition
        {
            Names = names, AtLeast = low, AtMost = high, MinSamples = samples, MaxAge = age, Interval = interval, Declared = declared, Environment = environment,
        });

    private static readonly Gen<Applicability> Applies = (
        from keys in Gen.SubListOf(Keys)
        from values in Gen.Elements("a", "b", "c").NonEmptyListOf()
        select Clause.Of(keys.Select(k => new Condition(k, ValueList.Set(values))))).ListOf().Select(c => Applicability.Of(c));

    private static readonly Gen<Requirement> Plain =
        from kind in Gen.Elements("document", "record")
        from title in Word
        from paths in Texts
        from fields in Field.ListOf()
        from sections in Texts
        from within in Days
        from applies in Applies
        from metric in Metric
        from flags in Flag.ArrayOf(4)
        from severity in Gen.Elements<Severity?>(null, Severity.None, Severity.Warning, Severity.Error)
        from place in Gen.Elements("p(1)", "q(2)")
        select new Requirement
        {
            Id = "r",
            Kind = kind,
            Title = title,
            Paths = paths,
            Fields = FieldCondition.Combine([], fields),
            Sections = sections,
            ReviewWithin = within,
            AppliesTo = applies,
            Metric = metric,
            MayBeNotApplicable = flags[0],
            Optional = flags[1],
            FollowsRule = flags[2],
            Locked = flags[3],
            Severity = severity,
            Places = new ValueList<string>([place]),
        };

    private static readonly Gen<Requirement> Any =
        from plain in Plain
        from tiers in Gen.SubListOf(RiskTier.Limited, RiskTier.High)
        from variants in Plain.ArrayOf(2)
        select plain.With(tiers.Order().Select((t, i) => new TierVariant(t, variants[i])));

    private static readonly Arbitrary<Requirement> Requirements = Any.ToArbitrary();

    [Fact]
    public void Order_makes_no_difference() => Prop
        .ForAll(Requirements, Requirements, (a, b) => Requirement.Combine(a, b).Equals(Requirement.Combine(b, a)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Grouping_makes_no_difference() => Prop
        .ForAll(Requirements, Requirements, Requirements, (a, b, c) =>
            Requirement.Combine(Requirement.Combine(a, b), c).Equals(Requirement.Combine(a, Requirement.Combine(b, c))))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_parent_twice_is_the_parent() => Prop
        .ForAll(Requirements, a => Requirement.Combine(a, a).Equals(a))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void The_result_is_looser_than_neither()
    {
        // Kinds and fields that must be absent do not compare, so that generator leaves them alone.
        var comparable = Any.Select(r => Fixed(r) with { Tiers = new ValueList<TierVariant>(r.Tiers.Select(t => new TierVariant(t.Tier, Fixed(t.Requirement)))) }).ToArbitrary();
        Prop.ForAll(comparable, comparable, (a, b) => !Requirement.Combine(a, b).IsLooserThan(a)).QuickCheckThrowOnFailure();

        static Requirement Fixed(Requirement r) => r with
        {
            Kind = "document",
            Fields = FieldCondition.Combine([], r.Fields.Select(f => f with { Absent = false })),
            Metric = r.Metric is null ? null : r.Metric with { Names = ValueList.Set(["a"]) },
        };
    }

    [Fact]
    public void What_differs_is_not_equal() => Prop
        .ForAll(Requirements, a => !a.Equals(a with { Title = a.Title + "!" }) && a.Equals(a with { Fields = new ValueList<FieldCondition>(a.Fields) }))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Everything_covers_everything()
    {
        var applies = Applies.ToArbitrary();
        Prop.ForAll(applies, applies, (a, b) => Applicability.Combine(a, b).Covers(a) && Applicability.Everything.Covers(a)
            && Applicability.Combine(a, Applicability.Everything).Equals(Applicability.Everything)).QuickCheckThrowOnFailure();
    }
}
