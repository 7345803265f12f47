using System;
using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Core.Licences;

/// <summary>
/// An SPDX licence expression, as in the annex "SPDX license expressions" of SPDX 3.0.1. <see cref="object.ToString"/> gives the
/// canonical spelling: ids as on the list, upper-case operators, no needless parentheses.
/// </summary>
public abstract class SpdxExpression
{
    private protected SpdxExpression()
    {
    }

    /// <summary>Every licence that the expression names, from left to right.</summary>
    public abstract IEnumerable<SpdxLicence> Licences { get; }

    /// <summary>Never throws, whatever the text is.</summary>
    public static SpdxParse Parse(string? text, SpdxList list) => SpdxParser.Parse(text, list);
}

/// <summary>One licence of an expression, with its exception.</summary>
public sealed class SpdxLicence : SpdxExpression
{
    /// <summary>The id in the spelling of the list, or a <c>LicenseRef-</c> as written.</summary>
    public required string Id { get; init; }

    /// <summary>Written with <c>+</c>: this version or a later one.</summary>
    public bool OrLater { get; init; }

    /// <summary>What follows WITH; empty without.</summary>
    public string Exception { get; init; } = "";

    /// <summary>What SPDX now writes instead of a deprecated id, as an expression; empty when there is nothing to replace.</summary>
    public string Replacement { get; init; } = "";

    /// <summary>Where the id begins in the text, counted from 0.</summary>
    public int Start { get; init; }

    /// <summary>Length of the id as written, <c>+</c> included, exception not.</summary>
    public int Length { get; init; }

    public override IEnumerable<SpdxLicence> Licences => [this];

    public override string ToString() => (OrLater ? Id + "+" : Id) + (Exception.Length == 0 ? "" : " WITH " + Exception);
}

/// <summary>Operands joined by one operator; flat, so that a long list of licences is not a deep tree.</summary>
public sealed class SpdxCompound(bool isAnd, IReadOnlyList<SpdxExpression> operands) : SpdxExpression
{
    /// <summary>True: all of them apply (AND). False: one may be chosen (OR).</summary>
    public bool IsAnd { get; } = isAnd;

    public IReadOnlyList<SpdxExpression> Operands { get; } = operands;

    public override IEnumerable<SpdxLicence> Licences => Operands.SelectMany(o => o.Licences);

    public override string ToString() => string.Join(
        IsAnd ? " AND " : " OR ",
        Operands.Select(o => IsAnd && o is SpdxCompound { IsAnd: false } ? $"({o})" : o.ToString()));
}

/// <summary>What parsing gave: nothing to parse (<see cref="IsMissing"/>), an expression, or an error. Exactly one of the three.</summary>
public sealed class SpdxParse
{
    public static readonly SpdxParse Missing = new() { IsMissing = true };

    public bool IsMissing { get; private init; }

    public SpdxExpression? Expression { get; private init; }

    public SpdxError? Error { get; private init; }

    /// <summary>Valid, but worth saying: deprecated ids, ids that are often written for something else.</summary>
    public IReadOnlyList<SpdxRemark> Remarks { get; private init; } = [];

    public static SpdxParse Of(SpdxExpression expression, IReadOnlyList<SpdxRemark> remarks) =>
        new() { Expression = expression, Remarks = remarks };

    public static SpdxParse Of(SpdxError error) => new() { Error = error };
}

/// <param name="Offset">Of the offending part, from 0.</param>
/// <param name="Length">Of the offending part; 0 when something is missing there.</param>
/// <param name="Message">Plain words, one clause, no full stop.</param>
/// <param name="Suggestion">What to write, ready to paste; null when there is no good guess.</param>
/// <param name="ReplacesAll">True when the suggestion stands for the whole text, false when it stands for the offending part.</param>
public sealed record SpdxError(int Offset, int Length, string Message, string? Suggestion = null, bool ReplacesAll = false);

/// <param name="Suggestion">What to write instead, or null.</param>
public sealed record SpdxRemark(int Offset, int Length, string Message, string? Suggestion);
