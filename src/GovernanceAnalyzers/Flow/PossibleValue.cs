using Microsoft.CodeAnalysis;

namespace GovernanceAnalyzers.Flow;

/// <summary>One value an expression may have.</summary>
/// <param name="Text">The string, or null when it cannot be known at build time.</param>
/// <param name="Origin">Where it comes from, as a noun phrase; empty for a literal.</param>
/// <param name="Syntax">The expression that holds the value: the literal, also where it stands in a declaration far away.</param>
/// <param name="Shown">The part of the expression asked about that leads to the value: the literal itself, or the name it is reached by.</param>
internal sealed record PossibleValue(string? Text, string Origin, SyntaxNode Syntax, SyntaxNode Shown);
