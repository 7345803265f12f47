using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Golden;

/// <summary>One mutation for every condition of every requirement of every preset, generated from the preset, and exactly the findings of the requirements that ask for it.</summary>
public class RequirementMutationTests
{
    /// <summary>Conditions that no evidence can break, as <c>requirement: aspect</c>, each with the reason.</summary>
    private static readonly Dictionary<string, string> Exceptions = [];

    public static TheoryData<string> Presets => [.. ShippedPresets.Names];

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_mutation_gives_exactly_the_findings_of_the_requirements_that_ask_for_what_it_breaks(string preset)
    {
        var wrong = GoldenRuns.Of(preset).Results
            .Where(r => !r.Found.SetEquals(r.Mutation.Expected))
            .Select(r => $"{r.Mutation}\n  expected {string.Join(", ", r.Mutation.Expected.Order())}\n  found    {string.Join(", ", r.Found.Order())}")
            .ToArray();

        Assert.True(wrong.Length == 0, $"{wrong.Length} mutations:\n{string.Join("\n", wrong.Take(40))}");
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Every_condition_has_a_mutation(string preset)
    {
        var gaps = GoldenRuns.Of(preset).Gaps;

        Assert.Equal("", string.Join("\n", gaps.Where(g => !Exceptions.Keys.Any(e => g.EndsWith(": " + e, StringComparison.Ordinal)))));
        Assert.Equal(
            ShippedPresets.Requirements(preset).Keys.Order(StringComparer.Ordinal),
            GoldenRuns.Of(preset).Results.Select(r => r.Mutation.Requirement).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>A new word of the policy language needs a mutation, too.</summary>
    [Theory]
    [InlineData(typeof(FieldCondition), "Absent AtLeast AtMost File Not OneOf Optional Path")]
    [InlineData(typeof(MetricCondition), "AtLeast AtMost DatasetKind Declared Environment Interval MaxAge MinSamples Names Reviewed Signed")]
    [InlineData(typeof(Requirement), "AppliesTo Controls Fields FollowsRule Id In Kind Locked MayBeNotApplicable Message Metric Optional Paths Per Place Places ReviewField ReviewWithin Rule Sections Severity Tiers Title")]
    public void Nothing_that_a_requirement_can_say_is_unknown_to_the_generator(Type type, string known) =>
        Assert.Equal(known.Split(' '), type.GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance).Select(p => p.Name).Order(StringComparer.Ordinal));
}
