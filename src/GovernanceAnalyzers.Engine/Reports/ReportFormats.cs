using System;
using System.Collections.Generic;
using GovernanceAnalyzers.Engine.Reports.Html;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>A form in which a report can be written.</summary>
/// <param name="Name">As on the command line: <c>sarif</c>.</param>
/// <param name="FileName">Of the file, in the folder of the reports.</param>
/// <param name="Description">Who it is for, as help shows it, without a full stop.</param>
/// <param name="Write">The whole text; the same for the same input.</param>
public sealed record ReportFormat(string Name, string FileName, string Description, Func<RepositoryPosture, string> Write);

/// <summary>Every form that <c>governance report</c> can write, in the order of help.</summary>
public static class ReportFormats
{
    public static IReadOnlyList<ReportFormat> All { get; } =
    [
        new("json", "governance.json", "JSON, for programs and for 'governance fleet'", JsonReport.Write),
        new("sarif", "governance.sarif", "SARIF 2.1.0, for tools that show findings", SarifReport.Write),
        new("sarif-github", "governance.github.sarif", "SARIF for GitHub code scanning, without what is waived or known", SarifReport.WriteForGitHub),
        new("html", "governance.html", "one HTML page, for people", HtmlReport.Write),
        new("markdown", "governance.md", "a summary for pull requests and the pages of builds", MarkdownReport.Write),
        new("junit", "governance.junit.xml", "JUnit XML, for the test pages of build servers", JUnitReport.Write),
        new("bom", "governance.cdx.json", "CycloneDX 1.6 ML-BOM: models, datasets, licences, and where code uses them", Bom.CycloneDxBom.Write),
    ];
}
