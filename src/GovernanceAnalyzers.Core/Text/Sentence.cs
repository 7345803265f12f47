namespace GovernanceAnalyzers.Core.Text;

public static class Sentence
{
    /// <summary>The text with a full stop at its end, unless it ends like a sentence already.</summary>
    public static string Ended(string text) => text.Length > 0 && text[text.Length - 1] is '.' or '?' or '!' ? text : text + ".";
}
