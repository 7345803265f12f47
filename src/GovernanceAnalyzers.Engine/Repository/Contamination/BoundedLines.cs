using System.Collections.Generic;
using System.IO;
using System.Text;

namespace GovernanceAnalyzers.Engine.Repository.Contamination;

internal readonly struct TextLine(long number, string text)
{
    public long Number { get; } = number;

    public string Text { get; } = text;
}

/// <summary>The lines of a text, none of which may take more memory than an example reasonably needs.</summary>
internal static class BoundedLines
{
    /// <summary>In characters.</summary>
    public const int MaximumLength = 8 * 1024 * 1024;

    /// <param name="start">What was read of the first line already.</param>
    public static IEnumerable<TextLine> Of(TextReader reader, string start = "", long number = 1)
    {
        var buffer = new char[1 << 15];
        var line = new StringBuilder(start);
        int read;
        while ((read = reader.Read(buffer, 0, buffer.Length)) > 0)
        {
            var from = 0;
            for (var i = 0; i < read; i++)
            {
                if (buffer[i] != '\n')
                {
                    continue;
                }

                line.Append(buffer, from, i - from);
                from = i + 1;
                yield return new TextLine(number++, Text());
                line.Clear();
            }

            line.Append(buffer, from, read - from);
            if (line.Length > MaximumLength)
            {
                throw new UnreadableDataException($"line {number} has more than {MaximumLength} characters");
            }
        }

        if (line.Length > 0)
        {
            yield return new TextLine(number, Text());
        }

        string Text()
        {
            var length = line.Length > 0 && line[line.Length - 1] == '\r' ? line.Length - 1 : line.Length;
            return line.ToString(0, length);
        }
    }
}
