using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;
using Microsoft.Build.Framework;

namespace GovernanceAnalyzers.Tasks;

/// <summary>
/// Runs in every project before compilation, also in design-time builds: decides whether the project references an AI SDK and, if so,
/// writes the compiled policy. When nothing it depends on has changed it only looks at file times; for a project without AI its target does that.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PrepareGovernance : GovernanceTask
{
    private const string StateVersion = "7";

    /// <summary>Absolute path of the folder for the compiled policy and for this task's memory.</summary>
    [Required]
    public string IntermediateFolder { get; set; } = "";

    /// <summary>File names, without folder and extension, of what the compiler references; separated by semicolons.</summary>
    public string ReferenceNames { get; set; } = "";

    /// <summary>All that the answer depends on besides files, as the target writes it.</summary>
    [Required]
    public string Question { get; set; } = "";

    [Output]
    public bool ReferencesAi { get; set; }

    /// <summary>The policy cannot be relied on.</summary>
    [Output]
    public bool PolicyIsInvalid { get; set; }

    [Output]
    public string CompiledPolicyPath { get; set; } = "";

    [Output]
    public string GovernedRoot { get; set; } = "";

    /// <summary>Absolute paths of the configuration files that the policy lists; <see cref="SelectConfigurationFiles"/> takes them.</summary>
    [Output]
    public string[] ListedConfigurationFiles { get; set; } = [];

    private string StatePath => Path.Combine(IntermediateFolder, "governance.state.txt");

    /// <summary>What counts as known. The gate's input and not the compiler's, so that another baseline does not compile anything again.</summary>
    private string BaselinePath => Path.Combine(IntermediateFolder, "governance.baseline.txt");

    protected override bool Run()
    {
        if (!TryGetDate(out var date))
        {
            return false;
        }

        var path = Path.Combine(IntermediateFolder, Core.Policy.CompiledPolicy.FileName);
        var question = Record.Format(StateVersion, Request(date), Hash(ReferenceNames));
        if (!Remember(question, path))
        {
            Prepare(question, path, date);
        }

        CompiledPolicyPath = ReferencesAi ? path : "";
        return true;
    }

    private void Prepare(string question, string path, CalendarDate date)
    {
        var policy = SharedPolicy.Of(BuildEngine4, FindTree(), Request(date), date);
        var references = new HashSet<string>(ReferenceNames.Split(';').Select(r => r.Trim()), StringComparer.OrdinalIgnoreCase);
        ReferencesAi = policy.ConcernsReferences(references);
        PolicyIsInvalid = policy.IsInvalid;
        GovernedRoot = policy.Root;
        ListedConfigurationFiles = policy.ConfigurationFiles;
        if (!ReferencesAi)
        {
            LeaveNote(policy.InputsOfValidity(StartFolder));
            return;
        }

        AtomicFile.WriteIfChanged(path, policy.Text(GovernedTree.RelativePath(IntermediateFolder, policy.Root)));
        AtomicFile.WriteIfChanged(BaselinePath, policy.BaselineText);
        var answer = Record.Format(PolicyIsInvalid.ToString(CultureInfo.InvariantCulture), GovernedRoot);
        AtomicFile.WriteIfChanged(StatePath, string.Join("\n", [question, answer, Record.Format([.. ListedConfigurationFiles]), .. policy.Inputs(StartFolder).Format()]) + "\n");
    }

    /// <summary>
    /// For the target, which compares this without a task: the files, and <see cref="Question"/> with their times as MSBuild's metadata
    /// <c>ModifiedTime</c> gives them, and those that exist, since folders have no such time. Where it cannot compare them there is no note,
    /// or one that never equals, and the task runs.
    /// </summary>
    private void LeaveNote(InputFiles inputs)
    {
        string[] paths = [.. inputs.Paths];
        if (PolicyIsInvalid || paths.Any(p => p.IndexOf('|') >= 0))
        {
            return;
        }

        var note = string.Join("|", [Question, .. paths.Select(p => $"{p}={ModifiedTime(p)}"), .. paths.Where(p => File.Exists(p) || Directory.Exists(p)).DefaultIfEmpty("")]);
        // The policy may have been read a while ago, for another project of this build, and what was edited since has another answer.
        if (InputFiles.AreUnchanged(inputs.Format()))
        {
            AtomicFile.WriteIfChanged(Path.Combine(IntermediateFolder, "governance.inputs.txt"), string.Join("|", paths));
            AtomicFile.WriteIfChanged(Path.Combine(IntermediateFolder, "governance.nothing.txt"), note);
        }
    }

    private static string ModifiedTime(string path)
    {
        var file = new FileInfo(path);
        // In local time and with the culture of the build, as MSBuild does it.
        return file.Exists ? file.LastWriteTime.ToString("yyyy'-'MM'-'dd HH':'mm':'ss'.'fffffff", CultureInfo.CurrentCulture) : "";
    }

    /// <summary>Takes the last answer when it was that the project references AI, and question and inputs are the same as then.</summary>
    private bool Remember(string question, string path)
    {
        if (!File.Exists(StatePath))
        {
            return false;
        }

        var lines = File.ReadAllLines(StatePath);
        if (lines.Length < 3 || lines[0] != question || Record.Parse(lines[1]) is not { Length: 2 } answer)
        {
            return false;
        }

        ReferencesAi = true;
        PolicyIsInvalid = answer[0] == bool.TrueString;
        GovernedRoot = answer[1];
        ListedConfigurationFiles = lines[2].Length == 0 ? [] : Record.Parse(lines[2]);
        return File.Exists(path) && File.Exists(BaselinePath) && InputFiles.AreUnchanged(lines.Skip(3));
    }

    /// <summary>FNV-1a, 64 bits: short to store, and a collision costs no more than one stale answer to a changed reference list.</summary>
    private static string Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
