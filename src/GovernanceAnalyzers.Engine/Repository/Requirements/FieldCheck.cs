using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Requirements;

/// <summary>What is wrong with one field. Absent ones are told together, so they have no sentence of their own.</summary>
/// <param name="Sentence">Empty for a field that is missing or a placeholder.</param>
internal sealed record FieldProblem(string Path, SourcePlace Place, string Sentence, bool IsPlaceholder, bool IsOwner)
{
    /// <summary>The field as a message names it, with the key that somebody wrote instead.</summary>
    public string Named => $"'{Path}'" + (Near.Length == 0 ? "" : $" (there is '{Near}')");

    public string Near { get; init; } = "";
}

/// <summary>Holds the fields of a mapping against conditions.</summary>
internal sealed class FieldCheck(GovernedTree tree, InputFiles inputs)
{
    public IEnumerable<FieldProblem> Run(YamlMapping root, IEnumerable<FieldCondition> conditions) =>
        conditions.SelectMany(c => FieldPath.Parse(c.Path).Path is { } path ? path.In(root).SelectMany(m => Match(path, m, c)) : []);

    private IEnumerable<FieldProblem> Match(FieldPath path, FieldMatch match, FieldCondition c)
    {
        var problem = new FieldProblem(match.Path, match.Place, "", false, path.IsOwner) { Near = match.Near };
        if (c.Absent)
        {
            if (Answer.IsGiven(match.Value))
            {
                yield return problem with { Sentence = $"'{match.Path}' is set to {Quote(match.Value!)} and must not be there" };
            }
        }
        else if (match.Value is null)
        {
            if (!(c.Optional && match.IsMissingItem))
            {
                yield return problem;
            }
        }
        else if (!Answer.IsGiven(match.Value))
        {
            yield return problem with { IsPlaceholder = Answer.IsPlaceholder(match.Value) };
        }
        else
        {
            foreach (var sentence in Values(match.Value).Select(v => Wrong(v, match.Path, c)).OfType<(SourcePlace Place, string Text)>())
            {
                yield return problem with { Place = sentence.Place, Sentence = sentence.Text };
            }
        }
    }

    private (SourcePlace Place, string Text)? Wrong(YamlValue value, string path, FieldCondition c)
    {
        var hasCondition = c.AtLeast is not null || c.AtMost is not null || c.OneOf is not null || c.Not.Count > 0 || c.File;
        if (!hasCondition)
        {
            return null;
        }

        if (value is not YamlScalar scalar)
        {
            return (value.Place, $"'{path}' is {value.Kind}, and a single value is asked for");
        }

        var text = scalar.Text.Trim();
        string? wrong = null;
        if ((c.AtLeast ?? c.AtMost) is { } limit)
        {
            var quantity = Quantity.TryParse(text);
            wrong = quantity is null || quantity.IsDuration != limit.IsDuration
                ? $"which is not {(limit.IsDuration ? "a span of time like 180d or P6M" : "a number")}"
                : c.AtLeast is { } low && quantity.CompareTo(low) < 0 ? $"and at least {low} is asked for"
                : c.AtMost is { } high && quantity.CompareTo(high) > 0 ? $"and at most {high} is accepted"
                : null;
        }

        wrong ??= c.OneOf is { } oneOf && !oneOf.Contains(text, StringComparer.Ordinal)
            ? oneOf.Count == 0 ? "and no answer is accepted, because two layers accept different ones" : $"and accepted is {string.Join(" or ", oneOf)}"
            : c.Not.Contains(text, StringComparer.Ordinal) ? "which is not accepted"
            : c.File ? FileProblem(text)
            : null;
        return wrong is null ? null : (scalar.Place, $"'{path}' is \"{Excerpt.Of(text)}\", {wrong}. Correct the answer, or change what it is about");
    }

    private string? FileProblem(string text)
    {
        const string NoFile = "which is no file of this repository";
        if (text.Any(char.IsControl) || text.Contains("://"))
        {
            return NoFile;
        }

        try
        {
            var full = Path.GetFullPath(Path.Combine(tree.Root, text));
            if (!tree.IsInRepository(full))
            {
                return NoFile;
            }

            inputs.Add(full);
            if (RegularFile.LinkBelow(tree.Root, tree.Relative(full)) is not null)
            {
                return "which is or lies behind a symbolic link, and links are not followed";
            }

            var file = new FileInfo(full);
            return !file.Exists ? NoFile : file.Length == 0 ? "which is an empty file" : null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            return NoFile;
        }
    }

    private static IEnumerable<YamlValue> Values(YamlValue value) => value is YamlSequence sequence ? sequence.Items : [value];

    private static string Quote(YamlValue value) => value is YamlScalar scalar ? $"\"{Excerpt.Of(scalar.Text)}\"" : value.Kind;
}
