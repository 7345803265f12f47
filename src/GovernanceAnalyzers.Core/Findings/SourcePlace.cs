using System;
using System.Globalization;
using System.Linq;

namespace GovernanceAnalyzers.Core.Findings;

/// <summary>A place in a file. Line and column count from 1; 0 means "the file as a whole".</summary>
/// <param name="Path">Repository-relative with forward slashes where the file is inside the repository, absolute otherwise.</param>
public sealed record SourcePlace(string Path, int Line = 0, int Column = 0) : IComparable<SourcePlace>
{
    public int EndLine { get; init; }

    public int EndColumn { get; init; }

    public int CompareTo(SourcePlace? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = string.CompareOrdinal(Path, other.Path);
        order = order != 0 ? order : Line.CompareTo(other.Line);
        return order != 0 ? order : Column.CompareTo(other.Column);
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static SourcePlace Parse(string text)
    {
        var open = text.EndsWith(")", StringComparison.Ordinal) ? text.LastIndexOf('(') : -1;
        var numbers = open < 0 ? [] : text.Substring(open + 1, text.Length - open - 2).Split(',');
        return numbers.Length is 1 or 2 && numbers.All(n => n.Length is > 0 and < 10 && n.All(c => c is >= '0' and <= '9'))
            ? new SourcePlace(
                text.Substring(0, open),
                int.Parse(numbers[0], CultureInfo.InvariantCulture),
                numbers.Length == 2 ? int.Parse(numbers[1], CultureInfo.InvariantCulture) : 0)
            : new SourcePlace(text);
    }

    /// <summary><c>path(line,column)</c>, the form that terminals and editors turn into a link.</summary>
    public override string ToString() =>
        Line == 0 ? Path : Column == 0 ? $"{Path}({Line})" : $"{Path}({Line},{Column})";
}
