using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using GovernanceAnalyzers.Flow;

namespace GovernanceAnalyzers.Http;

/// <summary>
/// Text of which parts may be unknown: <c>https://{host}/v1/chat/completions</c>. An unknown part is one character of the private use area.
/// </summary>
/// <param name="Text">The text.</param>
/// <param name="Parts">What each stretch of it comes from, in order and without gaps.</param>
internal sealed record TextTemplate(string Text, ImmutableArray<TextPart> Parts)
{
    public const char Hole = '\uE000';

    public static readonly TextTemplate Empty = new("", ImmutableArray<TextPart>.Empty);

    public bool IsKnown => Text.IndexOf(Hole) < 0;

    public static TextTemplate Of(PossibleValue value)
    {
        var text = value.Text ?? Hole.ToString();
        return text.Length == 0 ? Empty : new TextTemplate(text, ImmutableArray.Create(new TextPart(0, text.Length, value)));
    }

    public TextTemplate Append(TextTemplate other) => new(
        Text + other.Text,
        Parts.AddRange(other.Parts.Select(p => p with { Start = p.Start + Text.Length })));

    public TextTemplate Substring(int start, int length) => new(
        Text.Substring(start, length),
        Parts
            .Select(p => (Part: p, From: System.Math.Max(p.Start, start), To: System.Math.Min(p.Start + p.Length, start + length)))
            .Where(p => p.From < p.To)
            .Select(p => p.Part with { Start = p.From - start, Length = p.To - p.From })
            .ToImmutableArray());

    public TextTemplate Substring(int start) => Substring(start, Text.Length - start);

    /// <summary>A stretch of the text as a value: with the origin of its part where it is the whole of one, unknown where it holds a hole.</summary>
    public PossibleValue Value(int start, int length)
    {
        var text = Text.Substring(start, length);
        var parts = Substring(start, length).Parts;
        var first = parts[0].Value;
        if (parts.Length == 1 && first.Text is null or { Length: > 0 } && (first.Text is null || first.Text == text))
        {
            return first;
        }

        return text.IndexOf(Hole) >= 0
            ? new PossibleValue(null, $"text built with {Unknown(parts)}", first.Shown, first.Shown)
            : new PossibleValue(text, parts.Length == 1 ? first.Origin : "", first.Syntax, first.Shown) { File = parts.Length == 1 ? first.File : null };
    }

    private static string Unknown(IEnumerable<TextPart> parts) => parts.First(p => p.Value.Text is null).Value.Origin;
}

/// <param name="Value">What the stretch comes from; a value without text is a hole.</param>
internal sealed record TextPart(int Start, int Length, PossibleValue Value);
