namespace Contoso.Shared;

/// <summary>Text helpers that several services use. References no AI package, so nothing of it is analysed.</summary>
public static class Text
{
    public static string Excerpt(string text, int length) =>
        text.Length <= length ? text : string.Concat(text.AsSpan(0, length), "…");

    /// <summary>Cuts at blank lines, so that no part is longer than the limit unless one paragraph is.</summary>
    public static IEnumerable<string> Parts(string text, int limit)
    {
        var part = "";
        foreach (var paragraph in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Length > 0 && part.Length + paragraph.Length > limit)
            {
                yield return part;
                part = "";
            }

            part += (part.Length == 0 ? "" : "\n\n") + paragraph;
        }

        if (part.Length > 0)
        {
            yield return part;
        }
    }
}
