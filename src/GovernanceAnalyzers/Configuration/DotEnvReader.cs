using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace GovernanceAnalyzers.Configuration;

/// <summary>Reads <c>NAME=value</c>, one per line, also behind <c>export</c>.</summary>
internal static class DotEnvReader
{
    public static ImmutableArray<Entry> Read(SourceText text)
    {
        var variables = new Variables(text);
        foreach (var line in text.Lines)
        {
            var content = line.ToString();
            var equals = content.IndexOf('=');
            var name = equals < 0 ? "" : content.Substring(0, equals).Trim(' ', '\t', '\uFEFF');
            if (name.StartsWith("export ", StringComparison.Ordinal))
            {
                name = name.Substring("export ".Length).Trim();
            }

            var at = equals + 1;
            if (name.Length > 0 && name[0] != '#' && LineValue.Read(content, ref at, out var end) is { } value)
            {
                variables.Add(name, value, line.Start + at, line.Start + end);
            }
        }

        return variables.ToImmutable();
    }
}
