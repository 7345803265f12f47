using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Fleet;

/// <summary>A fleet as one HTML file: no script from elsewhere, nothing fetched; a filter over all tables is all that moves.</summary>
public static class FleetHtml
{
    private const string Script = """
        const box = document.getElementById('filter');
        box.addEventListener('input', () => {
          const words = box.value.toLowerCase().split(/\s+/).filter(w => w);
          for (const row of document.querySelectorAll('tbody tr')) {
            const text = row.textContent.toLowerCase();
            row.hidden = !words.every(w => text.includes(w));
          }
          for (const count of document.querySelectorAll('[data-count]')) {
            count.textContent = count.closest('section').querySelectorAll('tbody tr:not([hidden])').length;
          }
        });
        """;

    private const string Style = """
        :root { color-scheme: light dark; --line: #8884; --bad: #b3261e; --good: #1a6b2f; }
        @media (prefers-color-scheme: dark) { :root { --bad: #ff8a80; --good: #7bd88f; } }
        body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 90rem; padding: 1rem; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
        th { white-space: nowrap; overflow-wrap: normal; }
        .n { text-align: right; font-variant-numeric: tabular-nums; }
        .bad { color: var(--bad); font-weight: 600; }
        .good { color: var(--good); font-weight: 600; }
        input { font: inherit; padding: .3rem .5rem; width: min(30rem, 100%); box-sizing: border-box; }
        .lead { font-size: 1.2rem; }
        @media print { .filter { display: none; } .scroll { overflow: visible; } thead { display: table-header-group; } tr { break-inside: avoid; } }
        """;

    public static string Write(FleetReport fleet)
    {
        var text = new StringBuilder();
        text.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n")
            .Append("<title>AI governance of the fleet</title>\n<style>\n").Append(Lines(Style)).Append("\n</style>\n</head>\n<body>\n<main>\n<h1>AI governance of the fleet</h1>\n<p class=\"lead\">")
            .Append(Escape(fleet.Summary)).Append("</p>\n")
            .Append("<p class=\"filter\"><label for=\"filter\">Show rows with all of these words</label><br><input id=\"filter\" type=\"search\" autocomplete=\"off\"></p>\n");
        foreach (var table in FleetTable.Of(fleet))
        {
            text.Append("<section>\n<h2>").Append(Escape(table.Title));
            if (table.Rows.Count == 0)
            {
                text.Append("</h2>\n<p>").Append(Escape(table.None)).Append("</p>\n</section>\n");
                continue;
            }

            text.Append(" (<span data-count>").Append(FleetTable.Number(table.Rows.Count)).Append("</span>)</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .Append(Escape(table.Title)).Append("\">\n<table>\n<thead><tr>");
            foreach (var column in table.Columns)
            {
                text.Append("<th scope=\"col\"").Append(column[0] == '#' ? " class=\"n\">" : ">").Append(Escape(column.TrimStart('#'))).Append("</th>");
            }

            text.Append("</tr></thead>\n<tbody>\n");
            foreach (var row in table.Rows)
            {
                text.Append("<tr>");
                foreach (var (cell, column) in row.Zip(table.Columns, (c, h) => (c, h)))
                {
                    var kind = column[0] == '#' ? "n" : column == "May ship" ? cell == "yes" ? "good" : "bad" : "";
                    text.Append(kind.Length > 0 ? $"<td class=\"{kind}\">" : "<td>").Append(Escape(cell)).Append("</td>");
                }

                text.Append("</tr>\n");
            }

            text.Append("</tbody>\n</table>\n</div>\n</section>\n");
        }

        return text.Append("</main>\n<script>\n").Append(Lines(Script)).Append("\n</script>\n</body>\n</html>\n").ToString();
    }

    private static string Lines(string text) => text.Replace("\r\n", "\n");

    private static string Escape(string text) =>
        Excerpt.Visible(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").Replace("'", "&#39;");
}
