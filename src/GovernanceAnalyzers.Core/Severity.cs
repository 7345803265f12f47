using System;

namespace GovernanceAnalyzers.Core;

/// <summary>How much a finding matters. The order is the order of strictness: a policy layer tightens by going up.</summary>
public enum Severity
{
    None = 0,
    Suggestion = 1,
    Warning = 2,
    Error = 3,
}

public static class SeverityText
{
    /// <summary>The four words a policy may use, weakest first.</summary>
    public static readonly string[] Words = ["none", "suggestion", "warning", "error"];

    public static string ToWord(this Severity severity) => Words[(int)severity];

    public static bool TryParse(string? word, out Severity severity)
    {
        var index = Array.IndexOf(Words, word);
        severity = index < 0 ? Severity.None : (Severity)index;
        return index >= 0;
    }
}
