using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace GovernanceAnalyzers.Configuration;

/// <summary>Collects the environment variables of one file, and knows them where later ones refer to them.</summary>
internal sealed class Variables(SourceText text)
{
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Entry>.Builder _entries = ImmutableArray.CreateBuilder<Entry>();

    /// <summary>A variable that the program sees.</summary>
    public void Add(string name, string value, int start, int end)
    {
        if (IsName(name) && Define(name, value) is { } expanded)
        {
            var span = TextSpan.FromBounds(start, end);
            _entries.Add(new Entry(name, expanded, span, text.Lines.GetLinePositionSpan(span), IsVariable: true));
        }
    }

    /// <summary>Remembers a value for references to it; null when it is empty or left open.</summary>
    public string? Define(string name, string value)
    {
        if (Substitution.Expand(value, _known) is not { Length: > 0 } expanded)
        {
            _known.Remove(name);
            return null;
        }

        return _known[name] = expanded;
    }

    public ImmutableArray<Entry> ToImmutable() => _entries.ToImmutable();

    /// <summary>Colons and dots are no part of what shells allow, but .NET takes both.</summary>
    private static bool IsName(string name)
    {
        foreach (var c in name)
        {
            if (!(c is '_' or ':' or '.' or '-' || char.IsLetterOrDigit(c)))
            {
                return false;
            }
        }

        return name.Length > 0;
    }
}
