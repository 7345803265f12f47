using System;
using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Engine.Policy.Layers;

/// <summary>
/// What values of one setting mean to each other. <see cref="Stricter"/> has to be commutative, associative and idempotent: then two
/// parents combine to the same policy whatever their order and however often one of them is inherited. Looser is what is not at least
/// as strict.
/// </summary>
public abstract class SettingKind
{
    /// <summary>The least value that is at least as strict as both.</summary>
    public abstract object Stricter(object a, object b);

    /// <summary>Two values with one text are the same value.</summary>
    public abstract string Text(object value);

    /// <summary>What no value counts as; null where that cannot be loosened.</summary>
    public object? Unset { get; init; }

    /// <summary>A layer adds to what its parents say and cannot take it back.</summary>
    public bool Accumulates { get; init; }

    public virtual bool IsLooser(object now, object? before)
    {
        before ??= Unset;
        return before is not null && Text(Stricter(now, before)) != Text(now);
    }
}

public sealed class SettingKind<T>(Func<T, T, T> stricter, Func<T, string> text) : SettingKind
    where T : notnull
{
    /// <summary>Replaces the comparison where the combination of two values is stricter than either has to be.</summary>
    public Func<T, T, bool>? LooserThan { get; init; }

    public override object Stricter(object a, object b) => stricter((T)a, (T)b);

    public override string Text(object value) => text((T)value);

    public override bool IsLooser(object now, object? before)
    {
        before ??= Unset;
        return LooserThan is null ? base.IsLooser(now, before) : before is not null && LooserThan((T)now, (T)before);
    }
}

/// <summary>Kinds that several settings share.</summary>
internal static class SettingKinds
{
    public static readonly SettingKind<IReadOnlyList<string>> Union = new((a, b) => Sorted(a.Concat(b)), Join) { Unset = Array.Empty<string>() };

    /// <summary>Every name more is one thing more that is accepted.</summary>
    public static readonly SettingKind<IReadOnlyList<string>> Intersection = new((a, b) => Sorted(a.Intersect(b, StringComparer.Ordinal)), Join)
    {
        Unset = Array.Empty<string>(),
    };

    /// <summary>Where something is. Of two parents both places count; where it is locked it stays what it is.</summary>
    public static readonly SettingKind<IReadOnlyList<string>> Paths = new((a, b) => Sorted(a.Concat(b)), Join)
    {
        LooserThan = (now, before) => !now.SequenceEqual(before, StringComparer.Ordinal),
    };

    public static readonly SettingKind<int> AtLeast = new(Math.Max, Number) { Unset = 0 };

    public static readonly SettingKind<int> AtMost = new(Math.Min, Number) { Unset = int.MaxValue };

    public static readonly SettingKind<decimal> FractionAtMost = new(Math.Min, f => f.ToString("0.#########", System.Globalization.CultureInfo.InvariantCulture)) { Unset = 1m };

    /// <summary>What is allowed has to be on every list.</summary>
    public static readonly SettingKind<IReadOnlyList<AllowList>> AllowLists = new(
        (a, b) => a.Concat(b).GroupBy(l => l.ToString(), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.First()).ToArray(),
        l => string.Join("; ", l))
    {
        Accumulates = true,
    };

    public static readonly SettingKind<bool> Demanded = new((a, b) => a || b, b => b ? "true" : "false") { Unset = false };

    public static IReadOnlyList<string> Sorted(IEnumerable<string> items) =>
        items.Distinct(StringComparer.Ordinal).OrderBy(i => i, StringComparer.Ordinal).ToArray();

    private static string Join(IReadOnlyList<string> items) => string.Join(", ", items);

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
