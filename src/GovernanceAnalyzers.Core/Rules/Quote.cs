namespace GovernanceAnalyzers.Core.Rules;

/// <summary>How values from code and files appear in messages: quoted, on one line, bounded.</summary>
public static class Quote
{
    private const int Longest = 120;

    public static string Text(string value)
    {
        var line = value.Replace('\r', ' ').Replace('\n', ' ').Replace('\t', ' ');
        return "\"" + (line.Length > Longest ? line.Substring(0, Longest) + "…" : line) + "\"";
    }

    /// <summary>" (from constant Settings.Model)", or nothing for a literal at the call.</summary>
    public static string From(string origin) => origin.Length == 0 ? "" : $" (from {origin})";
}
