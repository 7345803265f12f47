using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Reports.Html;
using Xunit;

namespace GovernanceAnalyzers.Reports.Tests;

/// <summary>The page in a real Chromium: <c>tests/validators/html-report.mjs</c> uses it as people do.</summary>
public sealed class HtmlBrowserTests : IDisposable
{
    /// <summary>What a hostile repository would write wherever it may.</summary>
    private const string Hostile = "</script><script>window.pwned=1;alert(1)</script><img src=x onerror=\"window.pwned=1\">\"'><svg onload=alert(1)>"
        + "</title></style><a href=\"javascript:alert(1)\">&lt;\u202E\u2028\uD800{{7*7}} ";

    private readonly string _folder = Directory.CreateTempSubdirectory("governance-html-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [BrowserFact]
    public void Filters_search_sorting_and_addresses_work() => Check("filters", Page(HtmlPostures.Everything()));

    [BrowserFact]
    public void Everything_can_be_done_with_the_keyboard() => Check("keyboard", Page(HtmlPostures.Everything()));

    [BrowserFact]
    public void No_width_makes_the_page_scroll_sideways() =>
        Check("narrow", Page(HtmlPostures.Everything()), Page(HtmlPostures.Everything(t => t + new string('x', 300))), Page(HtmlPostures.Empty()));

    [BrowserFact]
    public void Hostile_texts_become_no_elements_and_run_nothing() =>
        Check("hostile", Page(HtmlPostures.Everything(t => "harmless " + t)), Page(HtmlPostures.Everything(t => Hostile + t)));

    [BrowserFact]
    public void Five_thousand_findings_open_filter_and_sort() => Check("many", Page(HtmlPostures.Everything(findings: 5000)), "5006");

    [BrowserFact]
    public void A_screen_reader_finds_its_way() => Check("accessible", Page(HtmlPostures.Everything()), Page(HtmlPostures.Clean()), Page(HtmlPostures.Empty()));

    [BrowserFact]
    public void All_can_be_read_without_script() => Check("plain", Page(HtmlPostures.Everything()));

    [BrowserFact]
    public void On_paper_all_is_open_and_nothing_is_clipped() => Check("paper", Page(HtmlPostures.Everything()));

    private string Page(RepositoryPosture posture)
    {
        var file = Path.Combine(_folder, $"{Directory.GetFiles(_folder).Length}.html");
        File.WriteAllText(file, HtmlReport.Write(posture), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return file;
    }

    private static void Check(string check, params string[] arguments)
    {
        var (exit, output) = Validators.Node("html-report.mjs", [Browser.Executable, check, .. arguments]);

        Assert.True(exit == 0, output);
    }
}
