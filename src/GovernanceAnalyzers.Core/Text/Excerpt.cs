using System.Globalization;
using System.Linq;
using System.Text;

namespace GovernanceAnalyzers.Core.Text;

/// <summary>Text from a file, made fit for a message: one line, no control characters, not long.</summary>
public static class Excerpt
{
    private const int MaximumMessage = 2000;

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

    /// <summary>
    /// A message that may quote a file, on one line of bounded length: characters that nobody sees (controls, zero width, direction) are
    /// written as <c>\u200B</c>, so that two names that only look alike do not look alike.
    /// </summary>
    public static string Visible(string message)
    {
        if (message.Length > MaximumMessage)
        {
            var (start, end) = (MaximumMessage / 2, message.Length - (MaximumMessage / 2));
            start -= char.IsHighSurrogate(message[start - 1]) ? 1 : 0;
            end += char.IsLowSurrogate(message[end]) ? 1 : 0;
            message = message.Substring(0, start) + "…" + message.Substring(end);
        }

        if (!message.Any(IsInvisible))
        {
            return message;
        }

        var visible = new StringBuilder();
        foreach (var c in message)
        {
            if (IsInvisible(c))
            {
                visible.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                visible.Append(c);
            }
        }

        return visible.ToString();
    }

    private static bool IsInvisible(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
