using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GovernanceAnalyzers.Configuration;

/// <summary>A value that a configuration file states.</summary>
/// <param name="Key">As the file writes it, joined by <c>:</c>; of values below a section, relative to it.</param>
/// <param name="Text">What the program reads.</param>
/// <param name="Span">The value as it is written, with its quotes in JSON.</param>
internal sealed record ConfigurationValue(string Key, string Text, string Path, TextSpan Span, LinePositionSpan Lines)
{
    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
