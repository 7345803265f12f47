using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace Benchmarks;

/// <summary>What a benchmark prints, as Markdown, and writes between its own marks of a page: <c>&lt;!-- begin peer-cost --&gt;</c>.</summary>
/// <param name="name">Of the marks.</param>
internal sealed class Section(string name, Arguments arguments)
{
    private readonly StringBuilder _text = new();
    // Before the first measurement: the load of the machine should be somebody else's.
    private readonly string _machine = Machine.Describe();

    public void Line(string text = "")
    {
        Console.WriteLine(text);
        _text.Append(text).Append('\n');
    }

    /// <summary>Names the columns of a table.</summary>
    public void Table(params string[] columns)
    {
        Line();
        Row(columns);
        Line(string.Concat(new StringBuilder().Insert(0, "|---", columns.Length)) + "|");
    }

    public void Row(params string[] cells) => Line($"| {string.Join(" | ", cells)} |");

    /// <summary>Nothing without <c>--page</c>. The rest of the page stays as it is.</summary>
    public void Save()
    {
        if (arguments.Page is not { } path)
        {
            return;
        }

        var page = File.ReadAllText(path);
        var (begin, end) = ($"<!-- begin {name} -->\n", $"<!-- end {name} -->");
        var start = page.IndexOf(begin, StringComparison.Ordinal);
        var stop = start < 0 ? -1 : page.IndexOf(end, start, StringComparison.Ordinal);
        if (stop < 0)
        {
            throw new InvalidOperationException($"{path} has no lines '{begin.TrimEnd()}' and '{end}', so the figures above are not written to it.");
        }

        // In UTC, as the build's date is.
        var measured = string.Create(CultureInfo.InvariantCulture, $"Measured on {DateTime.UtcNow:yyyy-MM-dd} with `{arguments}`: {_machine}.\n");
        File.WriteAllText(path, page[..(start + begin.Length)] + "\n" + measured + "\n" + _text.ToString().Trim('\n') + "\n\n" + page[stop..]);
    }
}
