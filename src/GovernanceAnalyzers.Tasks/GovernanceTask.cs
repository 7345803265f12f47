using System;
using System.IO;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy.Layers;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GovernanceAnalyzers.Tasks;

/// <summary>What our tasks share: finding the governed tree, the evaluation date, and printing findings the way the compiler does.</summary>
public abstract class GovernanceTask : Task
{
    /// <summary>Absolute path of the folder to start looking for a policy from.</summary>
    [Required]
    public string StartFolder { get; set; } = "";

    /// <summary>Absolute path of the project, where errors go that have no better place.</summary>
    public string? ProjectFile { get; set; }

    /// <summary>Property GovernancePolicyFile.</summary>
    public string? PolicyFile { get; set; }

    /// <summary>Property GovernanceRepositoryRoot.</summary>
    public string? RepositoryRoot { get; set; }

    /// <summary>Property GovernanceProfile: the profile of the policy to use.</summary>
    public string? Profile { get; set; }

    /// <summary>Policy packs that the project references: <c>id|version|file</c>, separated by <c>||</c>.</summary>
    public string? PolicyPacks { get; set; }

    /// <summary>Property GovernanceEvaluationDate; today (UTC) when empty. This is the only place where a clock is read.</summary>
    public string? EvaluationDate { get; set; }

    public sealed override bool Execute()
    {
        try
        {
            return Run();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.LogError(null, "GOV0009", null, null, ProjectFile, 0, 0, 0, 0, "{0}", $"The governance check could not read or write a file: {e.Message}");
            return false;
        }
        catch (Exception e)
        {
            // A mistake of ours. MSBuild would print the stack trace into the build; it belongs into the detailed log.
            Log.LogError(null, "GOV0009", null, null, ProjectFile, 0, 0, 0, 0, "{0}", $"The governance check failed by a mistake of its own ({e.GetType().Name}: {e.Message.Split('\n')[0].Trim()}). Please report it with the output of -v:detailed.");
            Log.LogMessage(MessageImportance.Low, "{0}", e.ToString());
            return false;
        }
    }

    protected abstract bool Run();

    protected GovernedTree FindTree() => GovernedTree.Find(StartFolder, NullIfEmpty(PolicyFile), NullIfEmpty(RepositoryRoot)) with
    {
        Packs = RestoredPacks.Parse(PolicyPacks),
        Profile = Profile?.Trim() ?? "",
    };

    /// <summary>What the answer depends on besides files.</summary>
    protected string Request(CalendarDate date) => Record.Format(
        ToolVersion.Text,
        typeof(GovernedTree).Assembly.ManifestModule.ModuleVersionId.ToString("N"),
        date.ToString(),
        PolicyFile ?? "",
        RepositoryRoot ?? "",
        Profile ?? "",
        PolicyPacks ?? "");

    /// <summary>The evaluation date, or false with an error when the property is no date.</summary>
    protected bool TryGetDate(out CalendarDate date)
    {
        if (string.IsNullOrWhiteSpace(EvaluationDate))
        {
            date = CalendarDate.FromUtc(DateTime.UtcNow);
            return true;
        }

        if (CalendarDate.TryParse(EvaluationDate!.Trim(), out date))
        {
            return true;
        }

        Log.LogError(null, "GOV0001", null, null, ProjectFile, 0, 0, 0, 0, "{0}", $"The property GovernanceEvaluationDate is '{EvaluationDate}', which is not a date. Write yyyy-MM-dd.");
        return false;
    }

    /// <summary>Writes reports. Where that is impossible the build fails, but goes on, so that nobody loses the findings themselves.</summary>
    protected bool TryWriteReports(ReportStore store, Action write)
    {
        try
        {
            write();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.LogError(
                null, "GOV0009", null, null, store.Folder, 0, 0, 0, 0, "{0}",
                $"The governance reports cannot be written here, so the result is not on record: {e.Message} Set the property GovernanceOutputPath to a folder that can be written.");
            return false;
        }
    }

    /// <summary>
    /// Prints a finding as <c>path(line,column): error GOVnnnn: message (help)</c>. Neither subcategory nor end are given, because the
    /// patterns by which build servers recognise such lines do not allow for them.
    /// </summary>
    protected void Print(GovernedTree tree, Finding finding, Severity printedAs)
    {
        var rule = RuleCatalogue.Find(finding.RuleId);
        var path = Path.IsPathRooted(finding.Place.Path) ? finding.Place.Path : Path.Combine(tree.Root, finding.Place.Path);
        var text = rule is null ? finding.Message : $"{finding.Message} ({rule.HelpUri})";
        switch (printedAs)
        {
            case Severity.Error:
                Log.LogError(null, finding.RuleId, finding.RuleId, rule?.HelpUri, path, finding.Place.Line, finding.Place.Column, 0, 0, "{0}", text);
                break;
            case Severity.Warning:
                Log.LogWarning(null, finding.RuleId, finding.RuleId, rule?.HelpUri, path, finding.Place.Line, finding.Place.Column, 0, 0, "{0}", text);
                break;
            default:
                Log.LogMessage(null, finding.RuleId, null, path, finding.Place.Line, finding.Place.Column, 0, 0, MessageImportance.Normal, "{0}", text);
                break;
        }
    }

    /// <summary>What fails the build is printed as an error, whatever the policy calls it: MSBuild knows no other way to fail.</summary>
    protected static Severity PrintedAs(Finding finding, Severity failOn) => finding.Severity >= failOn ? Severity.Error : finding.Severity;

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
