using System;
using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>
/// What a requirement is asked of: something that satisfies at least one clause. Kept in a normal form (no clause implies another, sorted), so
/// that two which say the same are equal and the union of two has one result.
/// </summary>
public sealed record Applicability
{
    public static readonly Applicability Everything = new() { Clauses = new ValueList<Clause>([new Clause(ValueList<Condition>.Empty)]) };

    private Applicability()
    {
    }

    /// <summary>Never empty; the clause without conditions is satisfied by everything.</summary>
    public ValueList<Clause> Clauses { get; private init; } = ValueList<Clause>.Empty;

    public bool IsEverything => Clauses.Count == 1 && Clauses[0].Conditions.Count == 0;

    public static Applicability Of(IEnumerable<Clause> clauses)
    {
        var all = clauses.Distinct().ToArray();
        var kept = all.Where(c => !all.Any(other => !other.Equals(c) && c.Implies(other)));
        return all.Length == 0
            ? Everything
            : new Applicability { Clauses = new ValueList<Clause>(kept.OrderBy(c => c.ToString(), StringComparer.Ordinal)) };
    }

    /// <summary>Asked of whatever either is asked of.</summary>
    public static Applicability Combine(Applicability a, Applicability b) => Of(a.Clauses.Concat(b.Clauses));

    /// <summary>Whether everything that the other is asked of is in this one, too.</summary>
    public bool Covers(Applicability other) => other.Clauses.SelectMany(c => c.Singles()).All(s => Clauses.Any(s.Implies));

    /// <param name="has">Whether the thing in question has a value for a key: <c>riskTier</c>, <c>high</c>.</param>
    public bool Matches(Func<string, string, bool> has) => Clauses.Any(c => c.Conditions.All(d => d.Values.Any(v => has(d.Key, v))));

    public override string ToString() => string.Join(" or ", Clauses);
}

/// <param name="Conditions">All must hold; sorted by key.</param>
public sealed record Clause(ValueList<Condition> Conditions)
{
    public static Clause Of(IEnumerable<Condition> conditions) =>
        new(new ValueList<Condition>(conditions.OrderBy(c => c.Key, StringComparer.Ordinal)));

    /// <summary>Whether whatever satisfies this satisfies the other.</summary>
    internal bool Implies(Clause other) =>
        other.Conditions.All(theirs => Conditions.Any(mine => mine.Key == theirs.Key && !mine.Values.Except(theirs.Values, StringComparer.Ordinal).Any()));

    /// <summary>The same as clauses in which every key has one value.</summary>
    internal IEnumerable<Clause> Singles()
    {
        IEnumerable<IEnumerable<Condition>> singles = [[]];
        foreach (var condition in Conditions)
        {
            singles = singles.SelectMany(s => condition.Values.Select(v => s.Append(new Condition(condition.Key, new ValueList<string>([v])))));
        }

        return singles.Select(s => new Clause(new ValueList<Condition>(s)));
    }

    public override string ToString() => string.Join(" and ", Conditions);
}

/// <param name="Values">One of them must hold; sorted.</param>
public sealed record Condition(string Key, ValueList<string> Values)
{
    public override string ToString() => $"{Key} {string.Join("/", Values)}";
}
