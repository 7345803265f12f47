using System;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>A value from a file, with its place.</summary>
public sealed record LocatedText(string Text, SourcePlace Place)
{
    /// <summary>
    /// Column of the text's first character; past the quote of a quoted value. 0 where the text does not stand in one piece at
    /// its place (folded, escaped), so that a part of it has no column.
    /// </summary>
    public int TextColumn { get; init; }

    /// <summary>The place of a part of the text; the place of the whole where parts cannot be located.</summary>
    public SourcePlace Part(int offset, int length) => TextColumn == 0
        ? Place
        : Place with
        {
            Column = TextColumn + offset,
            EndLine = Place.Line,
            EndColumn = TextColumn + offset + length,
        };

    public override string ToString() => Text;

    /// <param name="lines">The file the scalar was read from.</param>
    public static LocatedText From(YamlScalar scalar, FileLines lines)
    {
        var start = scalar.Place.Column + (scalar.IsPlain ? 0 : 1);
        return new LocatedText(scalar.Text, scalar.Place) { TextColumn = lines.Has(scalar.Text, scalar.Place.Line, start) ? start : 0 };
    }
}

/// <summary>The lines of a text, whatever its line ends: LF, CR LF, or CR alone, as YAML counts them.</summary>
public sealed class FileLines(string text)
{
    private static readonly string[] LineEnds = ["\r\n", "\n", "\r"];

    private readonly string[] _lines = text.Split(LineEnds, StringSplitOptions.None);

    public int Count => _lines.Length;

    /// <summary>Line <paramref name="number"/>, counted from 1, without its line end.</summary>
    public string this[int number] => _lines[number - 1];

    /// <summary>Whether the text stands at that place, so that offsets into it are columns.</summary>
    public bool Has(string text, int line, int column) =>
        // JSON counts LF alone, so a column may lie behind the end of what is a line here.
        line >= 1 && line <= Count && column >= 1 && column <= this[line].Length && text.Length > 0
        && string.CompareOrdinal(this[line], column - 1, text, 0, text.Length) == 0;
}
