using System;
using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Engine.Policy.Layers;

/// <summary>What one layer says about a setting, and where.</summary>
/// <param name="Place">Layer and line.</param>
public sealed record Contribution(object Value, string Text, string Place);

/// <summary>
/// A setting as the layers below a point see it. All contributions that are still in force are kept, so that the result does not depend on
/// the order in which they came together.
/// </summary>
public sealed class Setting
{
    private readonly SettingKind _kind;

    public Setting(SettingKind kind, IEnumerable<Contribution> contributions)
    {
        _kind = kind;
        Contributions = contributions
            .GroupBy(c => (c.Text, c.Place))
            .Select(g => g.First())
            .OrderBy(c => c.Text, StringComparer.Ordinal)
            .ThenBy(c => c.Place, StringComparer.Ordinal)
            .ToArray();
        Value = Contributions.Select(c => c.Value).Aggregate(kind.Stricter);
        Text = kind.Text(Value);
        // Who said what is in force; where nobody did alone, everybody.
        var winners = Contributions.Where(c => c.Text == Text).ToArray();
        Place = string.Join(" and ", (winners.Length > 0 ? winners : Contributions).Select(c => c.Place).Distinct(StringComparer.Ordinal).OrderBy(p => p, StringComparer.Ordinal));
    }

    public IReadOnlyList<Contribution> Contributions { get; }

    public object Value { get; }

    public string Text { get; }

    public string Place { get; }

    public Setting With(Setting other) => new(_kind, Contributions.Concat(other.Contributions));
}

/// <param name="Name">What was locked: the setting, its group, or a rule that goes by it.</param>
/// <param name="Place">The layers and lines that locked it.</param>
public sealed record SettingLock(string Name, string Place);

/// <summary>The settings of a policy with everything below it merged in. Two parents combine to the stricter, whatever their order.</summary>
public sealed class Layer
{
    /// <summary>By name, see <see cref="PolicySettings"/>.</summary>
    public SortedDictionary<string, Setting> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>What is locked, and the layers and lines that locked it.</summary>
    public SortedDictionary<string, IReadOnlyList<string>> Locks { get; } = new(StringComparer.Ordinal);

    public static Layer Combine(Layer a, Layer b)
    {
        var both = new Layer();
        foreach (var setting in a.Settings.Concat(b.Settings))
        {
            both.Settings[setting.Key] = both.Settings.TryGetValue(setting.Key, out var other) ? other.With(setting.Value) : setting.Value;
        }

        foreach (var locked in a.Locks.Concat(b.Locks))
        {
            foreach (var place in locked.Value)
            {
                both.Lock(locked.Key, place);
            }
        }

        return both;
    }

    public void Lock(string name, string place) =>
        Locks[name] = SettingKinds.Sorted((Locks.TryGetValue(name, out var places) ? places : []).Append(place));

    /// <summary>Where a setting was locked: by itself, with its group, or with the rule that goes by it. Null when it is free.</summary>
    public SettingLock? LockOf(string name) => PolicySettings.LocksOf(name)
        .Select(n => Locks.TryGetValue(n, out var places) ? new SettingLock(n, string.Join(" and ", places)) : null)
        .FirstOrDefault(l => l is not null);

    public T Get<T>(string name, T otherwise) => Settings.TryGetValue(name, out var setting) ? (T)setting.Value : otherwise;
}
