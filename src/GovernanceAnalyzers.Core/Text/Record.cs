using System;
using System.Collections.Generic;
using System.Text;

namespace GovernanceAnalyzers.Core.Text;

/// <summary>
/// One line of the compiled policy: fields separated by tabs, the first names the kind of record. Tab, line breaks and backslash are
/// escaped, so every value survives and every record is exactly one line.
/// </summary>
public static class Record
{
    public static string Format(params string[] fields) => Format((IReadOnlyList<string>)fields);

    public static string Format(IReadOnlyList<string> fields)
    {
        var line = new StringBuilder();
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0)
            {
                line.Append('\t');
            }

            AppendEscaped(line, fields[i]);
        }

        return line.ToString();
    }

    public static string[] Parse(string line)
    {
        var fields = line.Split('\t');
        if (line.IndexOf('\\') >= 0)
        {
            for (var i = 0; i < fields.Length; i++)
            {
                fields[i] = Unescape(fields[i]);
            }
        }

        return fields;
    }

    /// <summary>Joins list items into one field. Items must not contain <c>|</c>; policy validation refuses such names.</summary>
    public static string JoinList(IEnumerable<string> items) => string.Join("|", items);

    public static string[] SplitList(string field) => field.Length == 0 ? [] : field.Split('|');

    private static void AppendEscaped(StringBuilder line, string value)
    {
        foreach (var c in value)
        {
            switch (c)
            {
                case '\\': line.Append(@"\\"); break;
                case '\t': line.Append(@"\t"); break;
                case '\n': line.Append(@"\n"); break;
                case '\r': line.Append(@"\r"); break;
                default: line.Append(c); break;
            }
        }
    }

    private static string Unescape(string value)
    {
        if (value.IndexOf('\\') < 0)
        {
            return value;
        }

        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '\\' || i + 1 == value.Length)
            {
                text.Append(value[i]);
                continue;
            }

            i++;
            text.Append(value[i] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', var other => other });
        }

        return text.ToString();
    }
}
