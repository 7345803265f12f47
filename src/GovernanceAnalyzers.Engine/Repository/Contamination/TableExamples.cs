using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CsvHelper;
using CsvHelper.Configuration;

namespace GovernanceAnalyzers.Engine.Repository.Contamination;

/// <summary>Rows of a table of text: RFC 4180, with line breaks in quotes, and tabs or semicolons where those separate.</summary>
internal static class TableExamples
{
    /// <summary>Words of a field that make it text where no header says so: categories such as "30 to 60" have fewer.</summary>
    private const int WordsOfText = 4;

    public static IEnumerable<DataExample> Read(TextReader reader, string delimiter)
    {
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            Mode = CsvMode.RFC4180,
            BadDataFound = null,
            MaxFieldSize = BoundedLines.MaximumLength,
            IgnoreBlankLines = true,
        });
        FieldRole[]? roles = null;
        string[] names = [];
        bool[]? isText = null;
        var isFirst = true;
        while (Next(parser) is { } row)
        {
            if (isFirst)
            {
                isFirst = false;
                if (IsHeader(row.Values))
                {
                    roles = [.. row.Values.Select(FieldRoles.Of)];
                    names = row.Values;
                    isText = [.. row.Values.Select(FieldRoles.IsText)];
                    continue;
                }
            }

            yield return new DataExample(row.Line, Fields(row.Values, roles, isText, names));
        }
    }

    private static (string[] Values, long Line)? Next(CsvParser parser)
    {
        try
        {
            var line = parser.RawRow + 1;
            return parser.Read() ? (parser.Record ?? [], line) : null;
        }
        catch (CsvHelperException)
        {
            throw new UnreadableDataException($"a field near line {parser.RawRow} has more than {BoundedLines.MaximumLength} characters, as if a quote was never closed");
        }
    }

    /// <summary>Names of columns are short, different, and no numbers; a question has a mark.</summary>
    private static bool IsHeader(string[] values) =>
        values.Any(FieldRoles.IsKnown)
        || (values.Length > 1
            && values.Distinct(StringComparer.Ordinal).Count() == values.Length
            && values.All(v => v.Trim().Length is > 0 and <= 40 && !IsNumber(v) && v.Trim().Split(' ').Length <= 3 && v.IndexOfAny(['?', '!', ',', '"']) < 0));

    private static List<DataField> Fields(string[] values, FieldRole[]? roles, bool[]? isText, string[] names)
    {
        var hasText = false;
        var fields = new List<DataField>(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (!IsNumber(values[i]))
            {
                var field = new DataField(roles is not null && i < roles.Length ? roles[i] : FieldRole.Other, values[i]);
                fields.Add(field);
                var words = field.Text.Trim().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
                hasText |= field.Role != FieldRole.Ignored && field.Text.Any(char.IsLetter) && words >= (isText is not null && i < isText.Length && isText[i] ? 2 : WordsOfText);
            }
        }

        // A table of numbers and categories: a row is the same as another one when all of its values are, whatever number it has in its file.
        return hasText ? fields : [new DataField(FieldRole.Row, string.Join(" ", values.Where((_, i) => i >= names.Length || !FieldRoles.IsIdentity(names[i]))))];
    }

    private static bool IsNumber(string text) =>
        text.Trim().Length == 0 || double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _);
}
