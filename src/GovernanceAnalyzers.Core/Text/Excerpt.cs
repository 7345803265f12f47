using System.Text;

namespace GovernanceAnalyzers.Core.Text;

/// <summary>Text from a file, made fit for a message: one line, no control characters, not long.</summary>
public static class Excerpt
{
    public static string Of(string text, int maximumLength = 80)
    {
        var shown = new StringBuilder();
        foreach (var c in text.Trim())
        {
            if (shown.Length == maximumLength)
            {
                // A surrogate without its other half is not text.
                shown.Length -= char.IsHighSurrogate(shown[shown.Length - 1]) ? 1 : 0;
                return shown.Append('…').ToString();
            }

            shown.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c);
        }

        return shown.ToString();
    }
}
