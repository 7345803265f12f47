using System;
using System.Collections.Generic;

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
        new("sarif", "governance.sarif", "SARIF 2.1.0, for tools that show findings", posture => SarifReport.Write(posture.Report)),
    ];
}
