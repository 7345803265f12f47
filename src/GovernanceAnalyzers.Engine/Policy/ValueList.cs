using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>A list that equals another by its items, so that a record which holds one has value equality.</summary>
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    public static readonly ValueList<T> Empty = new([]);

    private readonly T[] _items;

    public ValueList(IEnumerable<T> items) => _items = items.ToArray();

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    public bool Equals(ValueList<T>? other) => other is not null && _items.SequenceEqual(other._items);

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode() => _items.Aggregate(_items.Length, (hash, item) => (hash * 31) + (item?.GetHashCode() ?? 0));

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(", ", _items);
}

internal static class ValueList
{
    /// <summary>Each text once, sorted: the form in which sets are compared.</summary>
    public static ValueList<string> Set(IEnumerable<string> items) =>
        new(items.Distinct(StringComparer.Ordinal).OrderBy(i => i, StringComparer.Ordinal));

    /// <summary>What both accept. Null accepts everything.</summary>
    public static ValueList<string>? Both(ValueList<string>? a, ValueList<string>? b) =>
        a is null ? b : b is null ? a : Set(a.Intersect(b, StringComparer.Ordinal));
}
