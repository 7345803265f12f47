namespace GovernanceAnalyzers.Core.Text;

public static class Sentence
{
    /// <summary>The text with a capital letter at its beginning.</summary>
    public static string Begin(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text.Substring(1);

    /// <summary>The text with a full stop, unless it ends in a mark of its own.</summary>
    public static string End(string text) => text.Length > 0 && text[text.Length - 1] is '.' or '?' or '!' ? text : text + ".";
}
