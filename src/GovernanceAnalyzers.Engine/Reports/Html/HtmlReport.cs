using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using static GovernanceAnalyzers.Engine.Reports.Html.Markup;

namespace GovernanceAnalyzers.Engine.Reports.Html;

/// <summary>
/// The report as one page for people: no file beside it, no network, readable without script. A content policy with digests keeps anything
/// out that is not the report's own.
/// </summary>
public static class HtmlReport
{
    private const string FirstScript = "document.documentElement.className='scripted'";

    private static readonly string Style = Resource("report.css");
    private static readonly string Script = Resource("report.js");

    public static string Write(RepositoryPosture posture)
    {
        var view = new ReportView(posture);
        var report = posture.Report;
        var page = Of(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{$"default-src 'none'; style-src 'sha256-{Digest(Style)}'; script-src 'sha256-{Digest(FirstScript)}' 'sha256-{Digest(Script)}'; base-uri 'none'; form-action 'none'"}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta name="generator" content="GovernanceAnalyzers {ToolVersion.Text}">
            <title>{VerdictSection.Verdict(view)}: {VerdictSection.Name(view)}, AI governance report of {report.EvaluationDate}</title>
            <style>{Own(Style)}</style>
            <script>{Own(FirstScript)}</script>
            </head>
            <body{Attribute("class", view.HasMany ? "many" : "")}>
            <a class="skip" href="#main">Skip to the report</a>
            {Parts.Shapes}
            <header class="topbar"><nav aria-label="Sections"><ul>
            <li><a href="#main">Verdict</a></li>
            <li><a href="#posture">Controls</a></li>
            <li><a href="#findings">Findings <span class="soft">{Words.Number(posture.Findings.Count)}</span></a></li>
            <li><a href="#models">Models <span class="soft">{Words.Number(posture.Models.Count)}</span></a></li>
            <li><a href="#waivers">Waivers <span class="soft">{Words.Number(posture.Waivers.Count)}</span></a></li>
            <li><a href="#evidence">Evidence</a></li>
            <li><a href="#policy">Policy</a></li>
            </ul></nav></header>
            <main id="main" tabindex="-1">
            {VerdictSection.Write(view)}
            {PostureSection.Write(view)}
            {FindingsSection.Write(view)}
            {ModelsSection.Write(view)}
            {WaiversSection.Write(view)}
            {EvidenceSection.Write(view)}
            {PolicySection.Write(view)}
            </main>
            <footer><p>GovernanceAnalyzers {ToolVersion.Text}, evaluated on {report.EvaluationDate}. It says which evidence is present or missing, and for which clauses that is relevant. It does not say that a law or a standard is met.</p></footer>
            <script>{Own(Script)}</script>
            </body>
            </html>

            """);
        return page.ToString();
    }

    /// <summary>As the content policy names an element's text.</summary>
    private static string Digest(string text)
    {
        using var sha256 = SHA256.Create();
        return Convert.ToBase64String(sha256.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("reports/" + name)
            ?? throw new InvalidOperationException($"'{name}' is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
