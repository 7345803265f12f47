using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;
using Microsoft.Build.Framework;

namespace GovernanceAnalyzers.Tasks;

/// <summary>Runs after compilation of a project that references an AI SDK: decides, prints, records and reports.</summary>
[MSBuildMultiThreadableTask]
public sealed class GovernanceGate : GovernanceTask
{
    public string TargetFramework { get; set; } = "";

    [Required]
    public string CompiledPolicyPath { get; set; } = "";

    /// <summary>Absolute path of the compiler's log.</summary>
    [Required]
    public string CompilerLog { get; set; } = "";

    /// <summary>From <see cref="CheckRepository"/>.</summary>
    public string Session { get; set; } = "";

    public string? OutputFolder { get; set; }

    public bool TreatWarningsAsErrors { get; set; }

    public string WarningsAsErrors { get; set; } = "";

    public string WarningsNotAsErrors { get; set; } = "";

    public string NoWarn { get; set; } = "";

    /// <summary>Written when nothing fails, so that an unchanged project is not looked at again; a failing one is, every time.</summary>
    [Required]
    public string StampFile { get; set; } = "";

    protected override bool Run()
    {
        if (!TryGetDate(out var date))
        {
            return false;
        }

        var tree = FindTree();
        if (!File.Exists(CompiledPolicyPath) || CompiledPolicy.ParseIntact(File.ReadAllLines(CompiledPolicyPath)) is not { } compiled)
        {
            Log.LogError(null, "GOV0009", null, null, ProjectFile, 0, 0, 0, 0, "{0}", $"The compiled policy {CompiledPolicyPath} is missing, was changed since it was written, or is from another version. Rebuild the project.");
            return true;
        }

        var log = Engine.Gate.CompilerLog.Read(CompilerLog, out var problem);
        var policy = PolicyCompiler.Run(tree, date);
        var run = ProjectGate.Run(tree.Relative(ProjectFile!), TargetFramework, tree, compiled, log, problem, policy.Baseline);
        var store = new ReportStore(tree, OutputFolder);
        var fresh = run.Results;
        var isRecorded = Session != CheckRepository.NoReports && TryWriteReports(store, () => fresh = store.Record(run, Session, policy));
        foreach (var result in fresh.Where(r => r.Status == ResultStatus.Open))
        {
            Print(tree, result.Finding, Raise(result.Finding, compiled.FailOn));
        }

        if (isRecorded && fresh.Any(r => r.Status == ResultStatus.Open && r.Finding.Severity >= Severity.Warning))
        {
            Log.LogMessage(MessageImportance.High, "{0}", $"  governance -> {store.JsonPath}");
        }

        var fails = run.Results.Any(r => r.Status == ResultStatus.Open && Raise(r.Finding, compiled.FailOn) == Severity.Error);
        if (isRecorded && !fails)
        {
            AtomicFile.WriteIfChanged(StampFile, compiled.Digest + "\n");
            File.SetLastWriteTimeUtc(StampFile, DateTime.UtcNow);
        }
        else if (File.Exists(StampFile))
        {
            File.Delete(StampFile);
        }

        // Errors were logged, so the build fails; returning true lets dependent projects compile and show their findings in the same build.
        return true;
    }

    /// <summary>The compiler's own warnings obey these properties, so ours do as well.</summary>
    private Severity Raise(Finding finding, Severity failOn)
    {
        var severity = PrintedAs(finding, failOn);
        if (severity != Severity.Warning || Names(NoWarn).Contains(finding.RuleId))
        {
            return severity;
        }

        return (TreatWarningsAsErrors && !Names(WarningsNotAsErrors).Contains(finding.RuleId)) || Names(WarningsAsErrors).Contains(finding.RuleId)
            ? Severity.Error
            : severity;
    }

    private static IEnumerable<string> Names(string list) => list.Split([';', ','], StringSplitOptions.RemoveEmptyEntries).Select(n => n.Trim());
}
