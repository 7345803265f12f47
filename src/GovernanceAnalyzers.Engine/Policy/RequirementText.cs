using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>A requirement in words: whole, for <c>governance policy show</c>, and as the difference of two.</summary>
internal static class RequirementText
{
    /// <summary>Everything a requirement says, its places aside; two that say the same have one text.</summary>
    public static string Of(Requirement requirement) =>
        string.Join("; ", Parts(requirement).Select(p => p.Name.Length == 0 ? p.Value : $"{p.Name} {p.Value}"));

    /// <summary>How much it matters, what it is and its title.</summary>
    public static string Summary(Requirement requirement) =>
        string.Join(", ", requirement.Tiers.Select(t => $"{Severity(t.Requirement)} for tier {t.Tier.ToWord()}").Prepend(Severity(requirement)))
        + $": {requirement.Kind}, {(requirement.Title.Length == 0 ? requirement.Id : requirement.Title)}";

    /// <summary>What is different, part by part: "severity 'warning' becomes 'error', fields 'a' becomes 'a, b'".</summary>
    public static string Change(Requirement before, Requirement after)
    {
        var old = Parts(before).ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        var now = Parts(after).ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        var changes = old.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Where(k => Get(old, k) != Get(now, k))
            .Select(k => (Name: k.Length == 0 ? "kind" : k, Before: Get(old, k), After: Get(now, k)))
            .Select(c => c.Before.Length == 0 ? $"{c.Name} '{c.After}' is added"
                : c.After.Length == 0 ? $"{c.Name} '{c.Before}' is dropped"
                : $"{c.Name} '{c.Before}' becomes '{c.After}'");
        return string.Join(", ", changes);
    }

    private static string Get(Dictionary<string, string> parts, string name) => parts.TryGetValue(name, out var value) ? value : "";

    private static IEnumerable<(string Name, string Value)> Parts(Requirement r)
    {
        yield return ("", r.Kind);
        if (r.Title.Length > 0)
        {
            yield return ("title", r.Title);
        }

        if (r.Message.Length > 0)
        {
            yield return ("message", r.Message);
        }

        foreach (var part in Asked(r))
        {
            yield return part;
        }

        if (r.Locked)
        {
            yield return ("locked", "true");
        }

        foreach (var tier in r.Tiers)
        {
            yield return ($"for tier {tier.Tier.ToWord()}", string.Join(", ", Asked(tier.Requirement).Select(p => $"{p.Name} {p.Value}")));
        }
    }

    internal static IEnumerable<(string Name, string Value)> Asked(Requirement r)
    {
        yield return ("severity", Severity(r));
        if (r.Paths.Count > 0)
        {
            yield return ("path", r.Paths.ToString());
        }

        if (r.In.Length > 0)
        {
            yield return ("in", r.In);
        }

        if (r.Fields.Count > 0)
        {
            yield return ("fields", string.Join(", ", r.Fields.Select(Field)));
        }

        if (r.Sections.Count > 0)
        {
            yield return ("sections", r.Sections.ToString());
        }

        if (r.ReviewWithin is { } days)
        {
            yield return ("reviewWithin", Days(days));
        }

        if (r.ReviewField.Length > 0)
        {
            yield return ("reviewField", r.ReviewField);
        }

        if (r.Per != RequirementShape.PerRepository)
        {
            yield return ("per", r.Per);
        }

        if (!r.AppliesTo.IsEverything)
        {
            yield return ("appliesTo", r.AppliesTo.ToString());
        }

        if (r.Metric is { } metric)
        {
            yield return ("metric", Metric(metric));
        }

        if (!r.MayBeNotApplicable)
        {
            yield return ("notApplicable", "false");
        }

        if (r.Optional)
        {
            yield return ("optional", "true");
        }

        if (r.Rule.Length > 0)
        {
            yield return ("rule", r.Rule);
        }

        if (r.Controls.Count > 0)
        {
            yield return ("controls", r.Controls.ToString());
        }
    }

    private static string Severity(Requirement r) =>
        r.Severity is not { } severity ? "that of the rule" : severity.ToWord() + (r.FollowsRule && severity != Core.Severity.None ? " or that of the rule" : "");

    private static string Field(FieldCondition field) => field.Path
        + (field.AtLeast is null ? "" : $" at least {field.AtLeast}")
        + (field.AtMost is null ? "" : $" at most {field.AtMost}")
        + (field.OneOf is null ? "" : $" one of [{field.OneOf}]")
        + (field.Not.Count == 0 ? "" : $" not [{field.Not}]")
        + (field.Absent ? " absent" : "")
        + (field.File ? " a file" : "")
        + (field.Optional ? " (optional)" : "");

    private static string Metric(MetricCondition m) => string.Join(", ", new[]
    {
        m.Names.Count == 0 ? "any" : string.Join(" or ", m.Names),
        m.AtLeast is null ? "" : $"at least {m.AtLeast}",
        m.AtMost is null ? "" : $"at most {m.AtMost}",
        m.MinSamples is { } samples ? $"{samples.ToString(CultureInfo.InvariantCulture)} samples" : "",
        m.Interval ? "an interval" : "",
        m.MaxAge is { } age ? $"at most {Days(age)} old" : "",
        m.Declared ? "a declared threshold" : "",
        m.Environment is null ? "" : $"in {m.Environment}",
        m.DatasetKind is null ? "" : $"on {m.DatasetKind} data",
        m.Signed ? "signed" : "",
        m.Reviewed ? "reviewed" : "",
    }.Where(p => p.Length > 0));

    private static string Days(int days) => days.ToString(CultureInfo.InvariantCulture) + "d";
}
