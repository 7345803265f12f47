using System;
using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Engine.Repository.Secrets;

/// <summary>A value of a configuration file with the name it has there.</summary>
/// <param name="Name">With the sections around it, joined by <c>:</c>.</param>
/// <param name="At">Where the value begins.</param>
internal readonly record struct ConfigurationEntry(string Name, string Value, int At);

/// <summary>
/// The names and values of a configuration file, read leniently: JSON with comments, YAML, .env, Dockerfile, XML and .http, all in one pass.
/// A file that is not well formed gives what can be made out; the keys of known form are found without any of this.
/// </summary>
internal static class ConfigurationEntries
{
    private const int MaximumDepth = 64;

    /// <summary>Nobody writes a name and a value on a longer line.</summary>
    private const int MaximumLine = 10_000;

    /// <summary>Nobody gives a longer name, sections and all. Of every value one is made, so that a long one of many values costs much.</summary>
    private const int MaximumName = 1000;

    /// <summary>What may stand before a name and is no part of it.</summary>
    private static readonly string[] BeforeName = ["export ", "set ", "@", "$env:"];

    public static IEnumerable<ConfigurationEntry> Of(string path, string text)
    {
        var name = path.Substring(path.LastIndexOf('/') + 1);
        return Has(".json") ? Json(text)
            : Has(".config") || Has(".runsettings") ? Xml(text)
            : Lines(text, isHttp: Has(".http") || Has(".rest"), isDockerfile: name.IndexOf("dockerfile", StringComparison.OrdinalIgnoreCase) >= 0);

        bool Has(string extension) => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<ConfigurationEntry> Json(string text)
    {
        var path = new Stack<string>();
        string? key = null;
        var isValue = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '/' when i + 1 < text.Length && text[i + 1] == '/':
                    i = text.IndexOf('\n', i) is >= 0 and var line ? line : text.Length;
                    break;
                case '/' when i + 1 < text.Length && text[i + 1] == '*':
                    i = text.IndexOf("*/", i + 2, StringComparison.Ordinal) is >= 0 and var close ? close + 1 : text.Length;
                    break;
                case '{' or '[':
                    path.Push(key ?? "");
                    (key, isValue) = (null, false);
                    if (path.Count > MaximumDepth)
                    {
                        yield break;
                    }

                    break;
                case '}' or ']':
                    if (path.Count > 0)
                    {
                        path.Pop();
                    }

                    (key, isValue) = (null, false);
                    break;
                case ':':
                    isValue = key is not null;
                    break;
                case ',':
                    (key, isValue) = (null, false);
                    break;
                case '"':
                    var end = i + 1;
                    while (end < text.Length && text[end] != '"' && text[end] != '\n')
                    {
                        end += text[end] == '\\' ? 2 : 1;
                    }

                    end = Math.Min(end, text.Length);
                    var content = text.Substring(i + 1, end - i - 1);
                    if (isValue)
                    {
                        if (path.Sum(p => p.Length) + key!.Length > MaximumName)
                        {
                            isValue = false;
                            i = end;
                            break;
                        }

                        yield return new ConfigurationEntry(string.Join(":", path.Reverse().Where(p => p.Length > 0).Append(key!)), content.Replace("\\/", "/").Replace("\\u002B", "+"), i + 1);
                        isValue = false;
                    }
                    else
                    {
                        key = content;
                    }

                    i = end;
                    break;
            }
        }
    }

    /// <summary>Attributes beside a <c>key</c> or <c>name</c>, and elements that hold nothing but text.</summary>
    private static IEnumerable<ConfigurationEntry> Xml(string text)
    {
        for (var i = text.IndexOf('<'); i >= 0 && i < text.Length; i = text.IndexOf('<', i + 1))
        {
            // No tag holds another's beginning; to look for the end behind it would take as long for every one of them.
            var end = text.IndexOfAny(['<', '>'], i + 1);
            if (end < 0)
            {
                yield break;
            }

            if (text[end] == '<')
            {
                continue;
            }

            var tag = text.Substring(i + 1, end - i - 1);
            if (tag.Length == 0 || tag[0] is '/' or '!' or '?')
            {
                continue;
            }

            var name = Attribute(tag, "key").Value ?? Attribute(tag, "name").Value;
            foreach (var attribute in new[] { "value", "connectionString" })
            {
                if (name is not null && Attribute(tag, attribute) is { Value: { } value } given)
                {
                    yield return new ConfigurationEntry(name, value, i + 1 + given.At);
                }
            }

            var close = text.IndexOf('<', end);
            if (tag[tag.Length - 1] != '/' && close > end + 1 && close + 1 < text.Length && text[close + 1] == '/')
            {
                var content = text.Substring(end + 1, close - end - 1);
                var trimmed = content.TrimStart();
                yield return new ConfigurationEntry(name ?? tag.Split(' ', '\t', '\r', '\n')[0], trimmed.TrimEnd(), end + 1 + content.Length - trimmed.Length);
            }
        }
    }

    private static (string? Value, int At) Attribute(string tag, string name)
    {
        for (var at = tag.IndexOf(name + "=", StringComparison.OrdinalIgnoreCase); at > 0; at = tag.IndexOf(name + "=", at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var open = at + name.Length + 1;
            if (char.IsWhiteSpace(tag[at - 1]) && open < tag.Length && tag[open] is '"' or '\'' && tag.IndexOf(tag[open], open + 1) is > 0 and var close)
            {
                return (tag.Substring(open + 1, close - open - 1), open + 1);
            }
        }

        return (null, 0);
    }

    /// <summary>One entry a line, below the lines that are indented less: YAML, and everything that is flat.</summary>
    private static IEnumerable<ConfigurationEntry> Lines(string text, bool isHttp, bool isDockerfile)
    {
        var sections = new List<(int Indent, string Name)>();
        string? itemName = null;
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            if (end - start > MaximumLine)
            {
                start = end + 1;
                continue;
            }

            var (lineStart, at) = (start, start);
            start = end + 1;
            while (end > at && text[end - 1] is '\r' or ' ' or '\t')
            {
                end--;
            }

            while (at < end && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == end || text[at] is '#' or ';' || (text[at] == '/' && at + 1 < end && text[at + 1] == '/'))
            {
                continue;
            }

            var content = text.Substring(at, end - at);

            if (isDockerfile)
            {
                foreach (var entry in Docker(content, at))
                {
                    yield return entry;
                }

                continue;
            }

            var isItem = content.StartsWith("- ", StringComparison.Ordinal);
            var indent = at - lineStart;
            while (isItem && content.StartsWith("- ", StringComparison.Ordinal))
            {
                var inner = content.Substring(2).TrimStart();
                at += content.Length - inner.Length;
                content = inner;
                itemName = null;
            }

            if (content.Length == 0)
            {
                continue;
            }

            while (sections.Count > 0 && sections[sections.Count - 1].Indent >= (isItem ? indent + 1 : indent))
            {
                sections.RemoveAt(sections.Count - 1);
            }

            // In a list of names and values, the name stands on the line before.
            foreach (var word in BeforeName)
            {
                if (content.StartsWith(word, StringComparison.Ordinal))
                {
                    at += word.Length;
                    content = content.Substring(word.Length);
                }
            }

            var quoted = content.Length > 0 && content[0] is '"' or '\'' ? content.IndexOf(content[0], 1) : 0;
            if (quoted < 0)
            {
                continue;
            }

            // - "OPENAI_API_KEY=…" in a list of compose.
            if (quoted > 0 && content.IndexOf('=', 1) is > 1 and var inside && inside < quoted)
            {
                yield return new ConfigurationEntry(content.Substring(1, inside - 1), content.Substring(inside + 1, quoted - inside - 1), at + inside + 1);
                continue;
            }

            var divider = content.IndexOfAny(['=', ':'], quoted);
            while (divider > 0 && content[divider] == ':' && divider + 1 < content.Length && content[divider + 1] is not (' ' or '\t') && !isHttp && content.IndexOf('=', divider) < 0)
            {
                divider = content.IndexOf(':', divider + 1);
            }

            if (divider > 0 && content[divider] == ':' && divider + 1 < content.Length && content[divider + 1] is not (' ' or '\t') && content.IndexOf('=', divider) is > 0 and var equals)
            {
                divider = equals;
            }

            if (divider <= 0)
            {
                continue;
            }

            var name = content.Substring(0, divider).Trim().Trim('"', '\'');
            var rest = content.Substring(divider + 1);
            var value = Value(rest, out var offset);
            if (value.Length == 0)
            {
                if (sections.Count < MaximumDepth)
                {
                    sections.Add((indent, name));
                }

                continue;
            }

            if (name == "name" && content[divider] == ':')
            {
                itemName = value;
            }

            name = name == "value" && itemName is not null ? itemName : name;
            yield return new ConfigurationEntry(
                sections.Count == 0 ? name : string.Join(":", sections.Select(s => s.Name).Append(name)), value, at + divider + 1 + offset);
        }
    }

    /// <summary>ENV and ARG: <c>NAME=value NAME2="value"</c> or <c>NAME value</c>.</summary>
    private static IEnumerable<ConfigurationEntry> Docker(string content, int at)
    {
        var word = content.Split(' ', '\t')[0];
        if (!word.Equals("ENV", StringComparison.OrdinalIgnoreCase) && !word.Equals("ARG", StringComparison.OrdinalIgnoreCase))
        {
            // A continued line.
            word = "";
        }

        var i = word.Length;
        while (i < content.Length)
        {
            while (i < content.Length && content[i] is ' ' or '\t')
            {
                i++;
            }

            var nameStart = i;
            while (i < content.Length && content[i] is not (' ' or '\t' or '='))
            {
                i++;
            }

            var name = content.Substring(nameStart, i - nameStart);
            if (i >= content.Length)
            {
                yield break;
            }

            var value = Value(content.Substring(i + 1), out var offset);
            var isPair = content[i] == '=';
            if (isPair && content[Math.Min(i + 1, content.Length - 1)] is not ('"' or '\'') && value.IndexOf(' ') is > 0 and var space)
            {
                value = value.Substring(0, space);
            }

            yield return new ConfigurationEntry(name, value, at + i + 1 + offset);
            i += 1 + offset + value.Length + 1;
            if (!isPair)
            {
                yield break;
            }
        }
    }

    /// <summary>A value without its quotes and without what follows as a comment.</summary>
    private static string Value(string rest, out int offset)
    {
        var value = rest.TrimStart();
        offset = rest.Length - value.Length;
        if (value.Length > 1 && value[0] is '"' or '\'' && value.IndexOf(value[0], 1) is > 0 and var close)
        {
            offset++;
            return value.Substring(1, close - 1);
        }

        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        value = (comment >= 0 ? value.Substring(0, comment) : value).TrimEnd('\r', ' ', '\t', ',', '"', '\'');
        return value is "|" or ">" or "|-" or ">-" ? "" : value;
    }
}
