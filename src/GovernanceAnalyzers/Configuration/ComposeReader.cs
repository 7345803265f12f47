using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace GovernanceAnalyzers.Configuration;

/// <summary>
/// Reads <c>environment:</c> of the services in a compose file, as a mapping and as a list of <c>NAME=value</c>. It goes by indentation
/// and knows no more of YAML than that: values over several lines, aliases and braces are left out.
/// </summary>
internal static class ComposeReader
{
    private const string Key = "environment:";

    public static ImmutableArray<Entry> Read(SourceText text)
    {
        var variables = new Variables(text);
        var section = -1;
        foreach (var line in text.Lines)
        {
            var content = line.ToString();
            var indent = Indent(content, 0);
            if (indent == content.Length || content[indent] == '#')
            {
                continue;
            }

            // A list may stand at the same column as the key that it belongs to.
            var isItem = content[indent] == '-' && indent + 1 < content.Length && content[indent + 1] == ' ';
            if (section >= 0 && (indent > section || (indent == section && isItem)))
            {
                Variable(content, isItem ? Indent(content, indent + 1) : indent, isItem, line.Start, variables);
                continue;
            }

            section = IsEnvironment(content, indent) ? indent : -1;
        }

        return variables.ToImmutable();
    }

    /// <summary>The key alone on its line, below something; an anchor may stand behind it.</summary>
    private static bool IsEnvironment(string content, int indent)
    {
        if (indent == 0 || string.CompareOrdinal(content, indent, Key, 0, Key.Length) != 0)
        {
            return false;
        }

        var rest = content.Substring(indent + Key.Length).Trim();
        return rest.Length == 0 || rest[0] is '#' or '&';
    }

    private static void Variable(string content, int at, bool isItem, int lineStart, Variables variables)
    {
        var quote = isItem && at < content.Length && content[at] is '"' or '\'' ? content[at] : '\0';
        var from = quote == '\0' ? at : at + 1;
        var separator = content.IndexOf(isItem ? '=' : ':', from);
        if (separator < 0 || (!isItem && separator + 1 < content.Length && content[separator + 1] is not (' ' or '\t')))
        {
            return;
        }

        var name = content.Substring(from, separator - from).Trim().Trim('"', '\'');
        var valueAt = separator + 1;
        if (quote != '\0')
        {
            var close = content.IndexOf(quote, valueAt);
            if (close >= 0)
            {
                variables.Add(name, content.Substring(valueAt, close - valueAt), lineStart + valueAt, lineStart + close);
            }
        }
        else if (LineValue.Read(content, ref valueAt, out var end) is { } value
            && !value.StartsWith("*", StringComparison.Ordinal)
            && !value.StartsWith("|", StringComparison.Ordinal)
            && !value.StartsWith(">", StringComparison.Ordinal))
        {
            variables.Add(name, value, lineStart + valueAt, lineStart + end);
        }
    }

    private static int Indent(string content, int from)
    {
        while (from < content.Length && content[from] == ' ')
        {
            from++;
        }

        return from;
    }
}
