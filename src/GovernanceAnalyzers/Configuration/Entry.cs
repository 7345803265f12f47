using Microsoft.CodeAnalysis.Text;

namespace GovernanceAnalyzers.Configuration;

/// <summary>A value in a file, before it is known which file.</summary>
/// <param name="IsVariable">An environment variable, in whose name <c>__</c> stands for the <c>:</c> of a configuration key.</param>
internal readonly record struct Entry(string Key, string Text, TextSpan Span, LinePositionSpan Lines, bool IsVariable);
