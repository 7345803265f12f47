using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using GovernanceAnalyzers.Core.Licences;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using Xunit;

namespace GovernanceAnalyzers.Fuzz.Tests;

/// <summary>Laws of licence expressions and of what a policy decides about them, over random expressions.</summary>
public class SpdxLawTests
{
    private const int Runs = 200;

    private static readonly string[] Ids = ["MIT", "Apache-2.0", "GPL-3.0-only", "CC-BY-NC-4.0", "MPL-2.0", "LicenseRef-Contoso", "BSD-3-Clause", "CC0-1.0", "AGPL-3.0-or-later", "ISC+"];

    private static readonly SpdxList List = ShippedCatalogue.Instance.Licences.Spdx;

    private static readonly LicencePolicy[] Policies =
    [
        .. new[] { "allow", "review", "deny" }.Select(unlisted => new LicenceLists(["permissive", "LicenseRef-*"], ["MPL-2.0"], ["non-commercial", "GPL-3.0-only"], unlisted, "x").Over(ShippedCatalogue.Instance.Licences.Classes)),
    ];

    private static readonly Gen<string> Expression = Gen.Sized(size => Nested(Math.Min(size / 10, 4)));

    private static readonly Gen<string> AnyText = Gen.Elements("MIT", "GPL-2.0", "AND", "OR", "WITH", "and", "(", ")", "+", " ", "\t", "LicenseRef-", "Classpath-exception-2.0", ":", "\ud83d", "\u0000", "é", "-", ".", "DocumentRef-a", "NONE", "/", "&", "|", ",").ListOf().Select(string.Concat);

    [Fact]
    public void Any_text_is_read_as_missing_valid_or_wrong() => For(AnyText, text =>
    {
        var parse = SpdxExpression.Parse(text, List);
        return new object?[] { parse.IsMissing ? parse : null, parse.Expression, parse.Error }.Count(o => o is not null) == 1;
    });

    [Fact]
    public void What_is_printed_is_read_as_the_same() => For(Expression, text =>
        Read(text).ToString() is var printed && Read(printed!).ToString() == printed && Read(printed!).Licences.Select(l => l.ToString()).SequenceEqual(Read(text).Licences.Select(l => l.ToString())));

    [Fact]
    public void Parentheses_around_all_change_nothing() => For(Expression, text => Read($"(({text}))").ToString() == Read(text).ToString());

    [Fact]
    public void Of_alternatives_the_best_decides_and_of_parts_the_worst() => For(Expression, Expression, (a, b) => Policies.All(p =>
        Decide(p, $"({a}) OR ({b})") == Best(Decide(p, a), Decide(p, b)) && Decide(p, $"({a}) AND ({b})") == Worst(Decide(p, a), Decide(p, b))));

    [Fact]
    public void Order_does_not_matter_for_a_decision() => For(Expression, Expression, (a, b) => Policies.All(p =>
        Decide(p, $"({a}) OR ({b})") == Decide(p, $"({b}) OR ({a})") && Decide(p, $"({a}) AND ({b})") == Decide(p, $"({b}) AND ({a})")));

    private static Gen<string> Nested(int depth) => depth == 0
        ? Gen.Elements(Ids)
        : Gen.OneOf(
            Gen.Elements(Ids),
            from left in Nested(depth - 1)
            from right in Nested(depth - 1)
            from word in Gen.Elements("AND", "OR")
            select $"({left}) {word} ({right})");

    private static SpdxExpression Read(string text) => SpdxExpression.Parse(text, List).Expression ?? throw new InvalidOperationException($"'{text}' is not read: {SpdxExpression.Parse(text, List).Error}");

    private static LicenceDecision Decide(LicencePolicy policy, string text) => policy.Evaluate(Read(text)).Decision;

    private static LicenceDecision Best(LicenceDecision a, LicenceDecision b) => Rank(a) < Rank(b) ? a : b;

    private static LicenceDecision Worst(LicenceDecision a, LicenceDecision b) => Rank(a) > Rank(b) ? a : b;

    private static int Rank(LicenceDecision decision) => decision switch { LicenceDecision.Allow => 0, LicenceDecision.Review => 1, _ => 2 };

    private static void For(Gen<string> texts, Func<string, bool> law) => Check.One(Settings, Prop.ForAll(texts.ToArbitrary(), law));

    private static void For(Gen<string> one, Gen<string> other, Func<string, string, bool> law) => Check.One(Settings, Prop.ForAll(one.ToArbitrary(), other.ToArbitrary(), law));

    private static Config Settings => Config.QuickThrowOnFailure.WithMaxTest(Runs).WithReplay(new Replay(new Rnd(20261121, 1), null));
}
