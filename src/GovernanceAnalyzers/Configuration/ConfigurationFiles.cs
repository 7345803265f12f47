using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GovernanceAnalyzers.Configuration;

internal sealed class ConfigurationFiles
{
    public static ConfigurationFiles Empty { get; } = new();

    public IReadOnlyList<ConfigurationValue> Find(string key) => [];

    public IReadOnlyList<ConfigurationValue> FindVariable(string name) => [];

    public IReadOnlyList<ConfigurationValue> FindBelow(string section) => [];
}

internal sealed record ConfigurationValue(string Key, string Text, string Path, TextSpan Span, LinePositionSpan Lines)
{
    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
