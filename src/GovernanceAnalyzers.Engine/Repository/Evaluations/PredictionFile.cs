using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>Reads predictions row by row, CSV (RFC 4180, comma, semicolon or tab) or JSON Lines, so that only one row is in memory.</summary>
internal static class PredictionFile
{
    private const long MaximumBytes = 256L * 1024 * 1024;
    private const int MaximumRows = 5_000_000;

    /// <summary>Longest row, in characters.</summary>
    private const int MaximumRow = 1024 * 1024;

    /// <param name="row">Takes a row: its line, label, prediction, score and groups; a column that was not asked for is empty. False to stop.</param>
    public static void Read(string fullPath, string path, Predictions columns, ICollection<FileProblem> problems, Func<PredictionRow, bool> row)
    {
        var file = new FileInfo(fullPath);
        var top = new SourcePlace(path, 1, 1);
        if ((file.Attributes & FileAttributes.ReparsePoint) != 0)
        {
            problems.Add(new FileProblem(top, "The predictions are a link, and links are not followed. Put the file itself there."));
            return;
        }

        if (file.Length is 0 or > MaximumBytes)
        {
            problems.Add(new FileProblem(
                top, file.Length == 0 ? "The file of predictions is empty. Write one row for every example." : $"The file of predictions has {file.Length} bytes; at most {MaximumBytes} are read. Leave out the columns that nobody names."));
            return;
        }

        using var stream = new FileStream(fullPath, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        var lines = new LineCount();
        try
        {
            // A byte order mark, which the decoder leaves in place.
            if (reader.Peek() == '\uFEFF')
            {
                reader.Read();
            }

            switch (Path.GetExtension(path).ToLowerInvariant())
            {
                case ".csv" or ".tsv":
                    Csv(reader, path, columns, problems, row, lines);
                    break;
                case ".jsonl" or ".ndjson":
                    JsonLines(reader, path, columns, problems, row, lines);
                    break;
                default:
                    problems.Add(new FileProblem(top, "Predictions are read from .csv and .jsonl, and this is another kind of file. Write them in one of those."));
                    break;
            }
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new FileProblem(new SourcePlace(path, lines.Line, 1), "The file of predictions is not UTF-8, at this line or a little after it. Save it as UTF-8."));
        }
    }

    private static void Csv(StreamReader reader, string path, Predictions columns, ICollection<FileProblem> problems, Func<PredictionRow, bool> row, LineCount lines)
    {
        var header = Fields(reader, ',', lines, out var isTooLong);
        if (header is { Count: 1 })
        {
            // One field: another separator, or one column, which cannot be enough.
            var other = header[0].IndexOf(';') >= 0 ? ';' : '\t';
            header = header[0].Split(other).Select(h => h.Trim('"')).ToList();
            Rows(other);
        }
        else
        {
            Rows(',');
        }

        void Rows(char separator)
        {
            if (header is null || isTooLong)
            {
                problems.Add(new FileProblem(new SourcePlace(path, 1, 1), "The file of predictions has no header that can be read. Write the names of the columns into the first line."));
                return;
            }

            var names = header.Select(h => h.Trim()).ToList();
            var wanted = Wanted(columns).ToArray();
            foreach (var column in wanted.Where(w => w.Length > 0 && names.IndexOf(w) < 0).Distinct())
            {
                problems.Add(new FileProblem(
                    new SourcePlace(path, 1, 1),
                    $"There is no column '{Excerpt.Of(column)}', which 'predictions' names; there are {Excerpt.Of(string.Join(", ", names), 200)}.{(NearestName.Find(column, names) is { } nearest ? $" Did you mean '{Excerpt.Of(nearest)}'?" : " Correct the name.")}"));
            }

            if (wanted.Any(w => w.Length > 0 && names.IndexOf(w) < 0))
            {
                return;
            }

            var indexes = wanted.Select(w => w.Length == 0 ? -1 : names.IndexOf(w)).ToArray();
            for (var number = 0; ; number++)
            {
                var line = lines.Line;
                var fields = Fields(reader, separator, lines, out isTooLong);
                if (fields is null)
                {
                    return;
                }

                if (fields.Count == 1 && fields[0].Length == 0)
                {
                    continue;
                }

                if (isTooLong || fields.Count != names.Count || number >= MaximumRows)
                {
                    problems.Add(new FileProblem(new SourcePlace(path, line, 1), isTooLong ? TooLong
                        : number >= MaximumRows ? TooMany
                        : $"The row has {fields.Count} fields and the header {names.Count}. Correct it; a field with the separator in it needs quotes."));
                    return;
                }

                if (!row(Row(line, indexes.Select(i => i < 0 ? "" : fields[i]).ToArray())))
                {
                    return;
                }
            }
        }
    }

    private static void JsonLines(StreamReader reader, string path, Predictions columns, ICollection<FileProblem> problems, Func<PredictionRow, bool> row, LineCount lines)
    {
        var wanted = Wanted(columns).ToArray();
        for (var number = 0; Line(reader, lines, out var isTooLong) is { } text; number++)
        {
            var place = new SourcePlace(path, lines.Line - 1, 1);
            if (text.Trim().Length == 0)
            {
                continue;
            }

            if (isTooLong || number >= MaximumRows)
            {
                problems.Add(new FileProblem(place, isTooLong ? TooLong : TooMany));
                return;
            }

            string[] values;
            try
            {
                using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = YamlReader.MaximumDepth });
                if (document.RootElement.ValueKind != JsonValueKind.Object)
                {
                    problems.Add(new FileProblem(place, "A row of predictions must be a JSON object on one line. Write one object for every example."));
                    return;
                }

                var missing = wanted.FirstOrDefault(w => w.Length > 0 && !document.RootElement.TryGetProperty(w, out _));
                if (missing is not null)
                {
                    problems.Add(new FileProblem(place, $"The row has no '{Excerpt.Of(missing)}', which 'predictions' names. Add it to every row, or correct the name."));
                    return;
                }

                values = wanted.Select(w => w.Length == 0 ? "" : Text(document.RootElement.GetProperty(w))).ToArray();
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                problems.Add(new FileProblem(place, "The line is not valid JSON. Write one object for every example, each on one line."));
                return;
            }

            if (!row(Row((int)place.Line, values)))
            {
                return;
            }
        }
    }

    private const string TooLong = "The row is longer than a million characters. Leave out the columns that nobody names.";

    private static string TooMany => $"There are more than {MaximumRows} rows. Take a sample.";

    private static IEnumerable<string> Wanted(Predictions columns) => new[] { columns.Label, columns.Prediction, columns.Score }.Concat(columns.Groups.Select(g => g.Text));

    private static PredictionRow Row(int line, string[] values) => new(line, values[0], values[1], values[2], [.. values.Skip(3).Select(v => v.Trim())]);

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    private static string? Line(StreamReader reader, LineCount lines, out bool isTooLong)
    {
        isTooLong = false;
        var text = new StringBuilder();
        int c;
        while ((c = reader.Read()) >= 0 && c != '\n')
        {
            if (text.Length < MaximumRow)
            {
                text.Append((char)c);
            }
            else
            {
                isTooLong = true;
            }
        }

        if (c < 0 && text.Length == 0)
        {
            return null;
        }

        lines.Line++;
        return text.ToString();
    }

    /// <summary>The fields of the next record, or null at the end.</summary>
    private static List<string>? Fields(StreamReader reader, char separator, LineCount lines, out bool isTooLong)
    {
        isTooLong = false;
        var fields = new List<string>();
        var field = new StringBuilder();
        var length = 0;
        var isQuoted = false;
        var any = false;
        for (int c; (c = reader.Read()) >= 0;)
        {
            any = true;
            if (++length > MaximumRow)
            {
                isTooLong = true;
                if (c == '\n')
                {
                    lines.Line++;
                    fields.Add(field.ToString());
                    return fields;
                }

                continue;
            }

            lines.Line += c == '\n' ? 1 : 0;
            if (isQuoted)
            {
                if (c == '"' && reader.Peek() == '"')
                {
                    field.Append((char)reader.Read());
                }
                else if (c == '"')
                {
                    isQuoted = false;
                }
                else
                {
                    field.Append((char)c);
                }
            }
            else if (c == '"' && field.ToString().Trim().Length == 0)
            {
                field.Clear();
                isQuoted = true;
            }
            else if (c == separator)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else if (c == '\n')
            {
                fields.Add(field.ToString().TrimEnd('\r'));
                return fields;
            }
            else
            {
                field.Append((char)c);
            }
        }

        if (!any)
        {
            return null;
        }

        fields.Add(field.ToString().TrimEnd('\r'));
        return fields;
    }

    private sealed class LineCount
    {
        /// <summary>The line on which the next character stands.</summary>
        public int Line { get; set; } = 1;
    }
}

/// <summary>One example.</summary>
internal readonly record struct PredictionRow(int Line, string Label, string Prediction, string Score, IReadOnlyList<string> Groups);
