using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Policy.Layers;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>What a change of a policy means for those under it.</summary>
public enum PolicyChangeKind
{
    /// <summary>More is a finding, or it counts for more.</summary>
    Stricter,

    /// <summary>Less is a finding, or it counts for less.</summary>
    Looser,

    /// <summary>Neither can be said: a path, a name, or a mixture.</summary>
    Other,
}

/// <param name="Setting">As <c>governance policy show</c> names it.</param>
/// <param name="Text">One sentence without a full stop.</param>
/// <param name="Place">The layer and line that is new; of the old policy where something was taken away.</param>
public sealed record PolicyChange(string Setting, PolicyChangeKind Kind, string Text, string Place);

/// <summary>Explains in words how two policies differ in what they mean, whatever layers say it.</summary>
public static class PolicyDiff
{
    public static IReadOnlyList<PolicyChange> Compare(EffectivePolicy before, EffectivePolicy after)
    {
        var old = before.Settings.ToDictionary(s => s.Name, StringComparer.Ordinal);
        var now = after.Settings.ToDictionary(s => s.Name, StringComparer.Ordinal);
        var changes = new List<PolicyChange>();
        foreach (var name in old.Keys.Union(now.Keys, StringComparer.Ordinal).OrderBy(n => n, StringComparer.Ordinal))
        {
            old.TryGetValue(name, out var a);
            now.TryGetValue(name, out var b);
            if (a?.Value != b?.Value)
            {
                changes.Add(new PolicyChange(name, KindOf(name, a, b), Text(name, a, b), (b ?? a)!.Place));
            }

            if (b is not null && a?.LockedBy.Length > 0 != b.LockedBy.Length > 0 && !IsOptionOfRule(name))
            {
                changes.Add(new PolicyChange(
                    name,
                    b.LockedBy.Length > 0 ? PolicyChangeKind.Stricter : PolicyChangeKind.Looser,
                    $"{Name(name)} is {(b.LockedBy.Length > 0 ? "locked now: layers above can only tighten it" : "no longer locked")}",
                    b.LockedBy.Length > 0 ? b.LockedBy : b.Place));
            }
        }

        changes.AddRange(Layers(before, after));
        return changes;
    }

    /// <summary>One line: "3 changes: 2 stricter, 1 looser".</summary>
    public static string Summary(IReadOnlyCollection<PolicyChange> changes)
    {
        if (changes.Count == 0)
        {
            return "No change in what the policy means";
        }

        var parts = new[] { PolicyChangeKind.Stricter, PolicyChangeKind.Looser, PolicyChangeKind.Other }
            .Select(k => (Kind: k, Count: changes.Count(c => c.Kind == k)))
            .Where(p => p.Count > 0)
            .Select(p => $"{p.Count} {(p.Kind == PolicyChangeKind.Other ? "neither" : p.Kind.ToString().ToLowerInvariant())}");
        return $"{changes.Count} change{(changes.Count == 1 ? "" : "s")}: {string.Join(", ", parts)}";
    }

    private static PolicyChangeKind KindOf(string name, EffectiveSetting? before, EffectiveSetting? after)
    {
        var kind = PolicySettings.KindOf(name);
        if (before?.Raw is { } a && after?.Raw is { } b)
        {
            return (kind.IsLooser(b, a), kind.IsLooser(a, b)) switch
            {
                (false, true) => PolicyChangeKind.Stricter,
                (true, false) => PolicyChangeKind.Looser,
                _ => PolicyChangeKind.Other,
            };
        }

        if (name.StartsWith(PolicySettings.Requirements, StringComparison.Ordinal) || name.EndsWith(PolicySettings.Severity, StringComparison.Ordinal) || name == PolicySettings.AllowedModels)
        {
            return after is null ? PolicyChangeKind.Looser : PolicyChangeKind.Stricter;
        }

        if (kind.Unset is null)
        {
            return PolicyChangeKind.Other;
        }

        return after?.Raw is { } added
            ? kind.IsLooser(added, kind.Unset) ? PolicyChangeKind.Looser : PolicyChangeKind.Stricter
            : kind.IsLooser(before!.Raw!, kind.Unset) ? PolicyChangeKind.Stricter : PolicyChangeKind.Looser;
    }

    private static string Text(string name, EffectiveSetting? before, EffectiveSetting? after)
    {
        if (name.StartsWith(PolicySettings.Rules, StringComparison.Ordinal) && name.EndsWith(PolicySettings.Severity, StringComparison.Ordinal))
        {
            return Severities(Name(name), before?.Raw as RuleSeverity, after?.Raw as RuleSeverity);
        }

        if (name.StartsWith(PolicySettings.Requirements, StringComparison.Ordinal))
        {
            return before?.Raw is not Requirement was ? $"{Name(name)} is added: {after!.Value}"
                : after?.Raw is not Requirement now ? $"{Name(name)} is removed"
                : $"{Name(name)}: {RequirementText.Change(was, now)}";
        }

        return before is null ? $"{Name(name)} is set to '{after!.Value}'"
            : after is null ? $"{Name(name)} is no longer set; it was '{before.Value}'"
            : $"{Name(name)} changes from '{before.Value}' to '{after.Value}'";
    }

    private static string Severities(string rule, RuleSeverity? before, RuleSeverity? after)
    {
        var was = before?.Until ?? Severity.None;
        var becomes = after?.Until ?? Severity.None;
        var text = was == becomes ? rule
            : becomes == Severity.None ? $"{rule} is switched off (was {was.ToWord()})"
            : was == Severity.None ? $"{rule} is switched on as {Article(becomes)}"
            : $"{rule} becomes {Article(becomes)} (was {was.ToWord()})";
        if (before?.ErrorFrom == after?.ErrorFrom)
        {
            return text;
        }

        var announced = after?.ErrorFrom is { } day ? $"becomes an error on {day}" : $"is no longer announced to become an error on {before!.ErrorFrom}";
        return was == becomes ? $"{rule} {announced}" : becomes == Severity.Error ? text : $"{text} and {announced}";
    }

    private static IEnumerable<PolicyChange> Layers(EffectivePolicy before, EffectivePolicy after)
    {
        foreach (var layer in after.Layers)
        {
            var old = before.Layers.FirstOrDefault(l => l.Name == layer.Name);
            if (old is null)
            {
                yield return new PolicyChange("extends", PolicyChangeKind.Other, $"The policy stands on {layer.Name} now", layer.Place.ToString());
            }
            else if (old.Version != layer.Version)
            {
                yield return new PolicyChange("extends", PolicyChangeKind.Other, $"{layer.Name} is of version {layer.Version} (was {old.Version})", layer.Place.ToString());
            }
        }

        foreach (var layer in before.Layers.Where(l => after.Layers.All(n => n.Name != l.Name)))
        {
            yield return new PolicyChange("extends", PolicyChangeKind.Other, $"The policy does not stand on {layer.Name} any more", layer.Place.ToString());
        }
    }

    /// <summary>A lock of a rule is told once, with its severity.</summary>
    private static bool IsOptionOfRule(string name) =>
        name.StartsWith(PolicySettings.Rules, StringComparison.Ordinal) && !name.EndsWith(PolicySettings.Severity, StringComparison.Ordinal);

    private static string Name(string setting)
    {
        if (setting.StartsWith(PolicySettings.Requirements, StringComparison.Ordinal))
        {
            return $"Requirement {setting.Substring(PolicySettings.Requirements.Length)}";
        }

        var parts = setting.Split('.');
        return parts.Length == 3 && parts[0] == "rules" && RuleCatalogue.Find(parts[1]) is { } rule
            ? $"{rule.Id} {rule.Name}" + (parts[2] == "severity" ? "" : $", {parts[2]},")
            : setting;
    }

    private static string Article(Severity severity) => severity == Severity.Error ? "an error" : "a " + severity.ToWord();
}
