namespace GovernanceAnalyzers.Configuration;

/// <summary>Takes the value out of the rest of a line, as <c>.env</c> files and YAML agree on it.</summary>
internal static class LineValue
{
    /// <summary>
    /// Reads from <paramref name="at"/> on: text in quotes, or up to a comment or the end of the line. <paramref name="at"/> and
    /// <paramref name="end"/> then frame the value. Null when a quote is not closed on this line.
    /// </summary>
    public static string? Read(string line, ref int at, out int end)
    {
        while (at < line.Length && line[at] is ' ' or '\t')
        {
            at++;
        }

        end = line.Length;
        if (at < line.Length && line[at] is '"' or '\'')
        {
            var close = line.IndexOf(line[at], at + 1);
            end = close + 1;
            return close < 0 ? null : line.Substring(at + 1, close - at - 1);
        }

        for (var i = at; i < line.Length; i++)
        {
            if (line[i] == '#' && (i == at || line[i - 1] is ' ' or '\t'))
            {
                end = i;
                break;
            }
        }

        while (end > at && line[end - 1] is ' ' or '\t')
        {
            end--;
        }

        return line.Substring(at, end - at);
    }
}
