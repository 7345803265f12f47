using System.Collections.Generic;
using System.IO;

namespace GovernanceAnalyzers.Engine.Repository.Contamination;

/// <summary>Plain text and Markdown.</summary>
internal static class TextExamples
{
    /// <summary>A paragraph that is longer is taken as several.</summary>
    private const int MaximumParagraph = 64 * 1024;

    /// <summary>One example in each line, as lists of questions are written.</summary>
    public static IEnumerable<DataExample> Lines(TextReader reader)
    {
        foreach (var line in BoundedLines.Of(reader))
        {
            if (line.Text.Trim().Length > 0)
            {
                yield return new DataExample(line.Number, [new DataField(FieldRole.Other, line.Text)]);
            }
        }
    }

    /// <summary>Paragraphs, each line of which is a field: as documents are written.</summary>
    public static IEnumerable<DataExample> Paragraphs(TextReader reader)
    {
        var fields = new List<DataField>();
        var (start, length) = (1L, 0);
        foreach (var line in BoundedLines.Of(reader))
        {
            if (line.Text.Trim().Length == 0 || length > MaximumParagraph)
            {
                if (fields.Count > 0)
                {
                    yield return new DataExample(start, fields);
                    fields = [];
                    length = 0;
                }

                if (line.Text.Trim().Length == 0)
                {
                    continue;
                }
            }

            start = fields.Count == 0 ? line.Number : start;
            fields.Add(new DataField(FieldRole.Other, line.Text));
            length += line.Text.Length;
        }

        if (fields.Count > 0)
        {
            yield return new DataExample(start, fields);
        }
    }
}
