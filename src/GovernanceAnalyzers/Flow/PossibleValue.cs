using System.Collections.Generic;
using GovernanceAnalyzers.Configuration;
using Microsoft.CodeAnalysis;

namespace GovernanceAnalyzers.Flow;

/// <summary>One value an expression may have.</summary>
/// <param name="Text">The string, or null when it cannot be known at build time.</param>
/// <param name="Origin">Where it comes from, as a noun phrase; empty for a literal.</param>
/// <param name="Syntax">The expression that holds the value: the literal, also where it stands in a declaration far away.</param>
/// <param name="Shown">The part of the expression asked about that leads to the value: the literal itself, or the name it is reached by.</param>
internal sealed record PossibleValue(string? Text, string Origin, SyntaxNode Syntax, SyntaxNode Shown)
{
    /// <summary>The configuration file that holds the value, where one does.</summary>
    public ConfigurationValue? File { get; init; }

    /// <summary>What this value came with: the address beside it belongs to it, and not to the other values.</summary>
    public ValueContext Context { get; init; }

    /// <summary>The contexts in which the value occurs; several callers may pass the same text.</summary>
    public IReadOnlyList<ValueContext> Contexts { get; init; } = [];

    /// <summary>All places in code that hold this value, <see cref="Syntax"/> first: several callers may pass the same text.</summary>
    public IReadOnlyList<SyntaxNode> Holders { get; init; } = [];
}

/// <param name="Site">The call that passed it.</param>
/// <param name="Creation">The creation of the object that it was set in.</param>
internal readonly record struct ValueContext(CallFrame? Site, SyntaxNode? Creation);
