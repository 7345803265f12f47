using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Rules;

/// <summary>How values from code and files appear in messages.</summary>
public static class Quote
{
    public static string Text(string value) => "\"" + Excerpt.Of(value, 120) + "\"";

    /// <summary>" (from constant Settings.Model)", or nothing for a literal at the call.</summary>
    public static string From(string origin) => origin.Length == 0 ? "" : $" (from {Excerpt.Of(origin, 120)})";
}
