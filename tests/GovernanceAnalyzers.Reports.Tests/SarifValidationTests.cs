using System;
using System.IO;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;
using Xunit;

namespace GovernanceAnalyzers.Reports.Tests;

/// <summary>Microsoft's validator reads our SARIF.</summary>
public class SarifValidationTests
{
    [Fact]
    public void An_empty_repository_gives_valid_sarif()
    {
        var folder = Path.Combine(Path.GetTempPath(), "governance-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            var tree = GovernedTree.Find(folder, root: folder);
            var policy = PolicyCompiler.Run(tree, CalendarDate.Parse("2026-11-20"));
            var report = new ReportStore(tree).Update(policy);
            var file = Path.Combine(folder, "report.sarif");
            File.WriteAllText(file, SarifReport.Write(report));

            var (exit, output) = Validators.Run("sarif-multitool", "validate", file);

            Assert.True(exit == 0, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
