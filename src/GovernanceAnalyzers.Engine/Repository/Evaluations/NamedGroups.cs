using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Requirements;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>A group of people that a document names.</summary>
/// <param name="Column">What tells it from others, where the document says it: <c>gender</c>; else empty.</param>
/// <param name="Name">The group, or empty for all groups of the column.</param>
internal sealed record NamedGroup(string Column, string Name, SourcePlace Place)
{
    /// <summary>The system that the document is about; empty for all.</summary>
    public string System { get; init; } = "";

    public string Text => Column.Length == 0 ? Name : Name.Length == 0 ? Column : $"{Column}={Name}";

    /// <summary>Groups under a key: a list (<c>[female, "gender=male"]</c>) or lists by column (<c>{ gender: [female, male] }</c>).</summary>
    public static IEnumerable<NamedGroup> In(YamlValue? groups) => groups switch
    {
        YamlSequence list => list.Items.SelectMany(i => i is YamlMapping m ? m["name"] is YamlScalar name ? One(name) : In(m) : i is YamlScalar s ? One(s) : []),
        YamlMapping columns => columns.Entries.SelectMany(c =>
            (c.Value is YamlSequence values ? values.Items.OfType<YamlScalar>() : c.Value is YamlScalar { IsNull: false } value ? [value] : [])
                .Where(Answer.IsGiven)
                .Select(v => new NamedGroup(c.Key.Text.Trim(), v.Text.Trim(), v.Place))
                .DefaultIfEmpty(new NamedGroup(c.Key.Text.Trim(), "", c.Key.Place))),
        _ => [],
    };

    /// <summary>
    /// Whether a slice is of this group: <c>gender=female</c>, <c>gender: female</c> and <c>female</c> are one; a column names all its slices.
    /// </summary>
    public bool Covers(string slice)
    {
        var (column, value) = Split(slice);
        return Name.Length == 0 ? Same(column.Length == 0 ? value : column, Column)
            : Column.Length > 0 ? Same(value, Name) && (column.Length == 0 || Same(column, Column))
            : Same(value, Name) || Same(column, Name);
    }

    private static IEnumerable<NamedGroup> One(YamlScalar scalar)
    {
        if (Answer.IsGiven(scalar))
        {
            var (column, value) = Split(scalar.Text);
            yield return new NamedGroup(column, value, scalar.Place);
        }
    }

    private static (string Column, string Value) Split(string text)
    {
        var at = text.IndexOfAny(['=', ':']);
        return at <= 0 || at == text.Length - 1 ? ("", text.Trim()) : (text.Substring(0, at).Trim(), text.Substring(at + 1).Trim());
    }

    private static bool Same(string a, string b) => string.Equals(Plain(a), Plain(b), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string text) => text.Replace('-', '_').Replace(' ', '_');
}

/// <summary>Documents that requirements of the presets ask for, found by the id of the requirement.</summary>
internal static class RequiredDocuments
{
    /// <param name="requirement">Its id.</param>
    /// <param name="usual">Where the document is when the policy asks for none.</param>
    public static IEnumerable<EvidenceFile> Of(PolicyCompiler input, string requirement, string usual)
    {
        var asked = input.Policy.Requirements.Where(r => r.Id == requirement).SelectMany(r => r.Paths).ToArray();
        return (asked.Length > 0 ? asked : [usual])
            .SelectMany(p => p.Contains("{system}") ? input.Register.Systems.Select(s => p.Replace("{system}", Subject.SlugOf(s.Id.Text))) : [p])
            .SelectMany(p => RepositoryFiles.Match(input.Tree, p, input.Inputs))
            .Distinct(StringComparer.Ordinal)
            .Select(input.Evidence);
    }
}
