using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace GovernanceAnalyzers.Engine.Repository.Contamination;

/// <summary>
/// Examples of JSON values. An object with a question, a prompt or messages is an example, wherever it stands in the value; without any, the
/// value is one as a whole.
/// </summary>
internal static class JsonExamples
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>One value in each line.</summary>
    public static IEnumerable<DataExample> Lines(TextReader reader)
    {
        foreach (var line in BoundedLines.Of(reader).Where(l => l.Text.Trim().Length > 0))
        {
            foreach (var example in Parse(line.Text, line.Number))
            {
                yield return example;
            }
        }
    }

    /// <summary>A list of values, read one by one; or a single value.</summary>
    public static IEnumerable<DataExample> Document(TextReader reader)
    {
        int c;
        var line = 1L;
        while ((c = reader.Read()) is ' ' or '\t' or '\r' or '\n')
        {
            line += c == '\n' ? 1 : 0;
        }

        if (c != '[')
        {
            return c < 0 ? [] : Whole(reader, (char)c, line);
        }

        return Elements(reader, line);
    }

    private static IEnumerable<DataExample> Elements(TextReader reader, long line)
    {
        var element = new StringBuilder();
        var start = line;
        var depth = 1;
        var (inString, isEscaped) = (false, false);
        int next;
        while (depth > 0 && (next = reader.Read()) >= 0)
        {
            var c = (char)next;
            line += c == '\n' ? 1 : 0;
            if (inString)
            {
                inString = isEscaped || c != '"';
                isEscaped = !isEscaped && c == '\\';
            }
            else
            {
                inString = c == '"';
                depth += c is '[' or '{' ? 1 : c is ']' or '}' ? -1 : 0;
                if (depth == 0 || (depth == 1 && c == ','))
                {
                    foreach (var example in element.Length == 0 ? [] : Parse(element.ToString(), start))
                    {
                        yield return example;
                    }

                    element.Clear();
                    continue;
                }

                if (element.Length == 0)
                {
                    start = line;
                    if (char.IsWhiteSpace(c))
                    {
                        continue;
                    }
                }
            }

            if (element.Append(c).Length > BoundedLines.MaximumLength)
            {
                throw new UnreadableDataException($"the list's item that begins in line {start} has more than {BoundedLines.MaximumLength} characters");
            }
        }

        if (depth > 0)
        {
            throw new UnreadableDataException($"the list is not closed before the end of the file (line {line}), which makes it no valid JSON");
        }
    }

    private static IEnumerable<DataExample> Whole(TextReader reader, char first, long line)
    {
        // Some write JSON Lines under the name of JSON: then the first line is complete and is not the only one.
        var lines = BoundedLines.Of(reader, first.ToString(), line).Where(l => l.Text.Trim().Length > 0).GetEnumerator();
        if (!lines.MoveNext())
        {
            yield break;
        }

        var head = lines.Current;
        var isComplete = IsComplete(head.Text);
        var text = new StringBuilder(head.Text);
        if (isComplete)
        {
            foreach (var example in Parse(head.Text, head.Number))
            {
                yield return example;
            }
        }

        while (lines.MoveNext())
        {
            if (isComplete)
            {
                foreach (var example in Parse(lines.Current.Text, lines.Current.Number))
                {
                    yield return example;
                }
            }
            else if (text.Append('\n').Append(lines.Current.Text).Length > BoundedLines.MaximumLength)
            {
                throw new UnreadableDataException($"a single JSON value has more than {BoundedLines.MaximumLength} characters. Export it as JSON Lines, one example in each line");
            }
        }

        if (!isComplete)
        {
            foreach (var example in Parse(text.ToString(), line))
            {
                yield return example;
            }
        }
    }

    private static bool IsComplete(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static List<DataExample> Parse(string text, long line)
    {
        var examples = new List<DataExample>();
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            var around = new List<DataField>();
            Search(document.RootElement, FieldRole.Other, around, line, examples);
            if (examples.Count == 0)
            {
                examples.Add(new DataExample(line, around));
            }
            else if (around.Any(f => f.Role != FieldRole.Ignored))
            {
                // What several examples have around them is looked up for all of them.
                examples.Add(new DataExample(line, [.. around.Where(f => f.Role != FieldRole.Ignored).Select(f => new DataField(FieldRole.Context, f.Text))]));
            }
        }
        catch (JsonException e)
        {
            throw new UnreadableDataException($"line {line + (e.LineNumber ?? 0)} is not valid JSON");
        }
        catch (System.InvalidOperationException)
        {
            throw new UnreadableDataException($"a text in line {line} holds half of a surrogate pair, which is no character");
        }

        return examples;
    }

    private static void Search(JsonElement value, FieldRole role, List<DataField> around, long line, List<DataExample> examples)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                around.Add(new DataField(role, value.GetString()!));
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Search(item, role, around, line, examples);
                }

                break;
            case JsonValueKind.Object when value.EnumerateObject().Any(p => FieldRoles.Of(p.Name) == FieldRole.Input || (FieldRoles.IsConversation(p.Name) && p.Value.ValueKind == JsonValueKind.Array)):
                var fields = new List<DataField>();
                Fields(value, FieldRole.Other, fields);
                examples.Add(new DataExample(line, fields));
                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    Search(property.Value, FieldRoles.Of(property.Name), around, line, examples);
                }

                break;
        }
    }

    private static void Fields(JsonElement value, FieldRole role, List<DataField> fields)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                fields.Add(new DataField(role, value.GetString()!));
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Fields(item, role, fields);
                }

                break;
            case JsonValueKind.Object:
                // {"role": "user", "content": ...}, or {"from": "human", "value": ...}.
                if (Speaker(value) is { } speaker)
                {
                    foreach (var property in value.EnumerateObject().Where(p => p.Name is "content" or "value" or "text"))
                    {
                        Texts(property.Value, FieldRoles.OfSpeaker(speaker), fields);
                    }

                    break;
                }

                foreach (var property in value.EnumerateObject())
                {
                    var own = FieldRoles.Of(property.Name);
                    Fields(property.Value, own == FieldRole.Other ? role : own, fields);
                }

                break;
        }
    }

    /// <summary>The content of a message: a text, or parts of which some are texts.</summary>
    private static void Texts(JsonElement content, FieldRole role, List<DataField> fields)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.String:
                fields.Add(new DataField(role, content.GetString()!));
                break;
            case JsonValueKind.Array:
                foreach (var part in content.EnumerateArray())
                {
                    Texts(part, role, fields);
                }

                break;
            case JsonValueKind.Object when content.TryGetProperty("text", out var text):
                Texts(text, role, fields);
                break;
        }
    }

    private static string? Speaker(JsonElement value) =>
        new[] { "role", "from", "speaker" }.Select(k => value.TryGetProperty(k, out var speaker) && speaker.ValueKind == JsonValueKind.String ? speaker.GetString() : null)
            .FirstOrDefault(s => s is not null) is { } found && new[] { "content", "value", "text" }.Any(k => value.TryGetProperty(k, out _))
            ? found
            : null;
}
