using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Policy;

/// <summary>A written, dated exception to one rule in one scope.</summary>
public sealed record Waiver(string Id, string RuleId, string Reason, string Owner, CalendarDate Expires)
{
    /// <summary>Glob over repository-relative paths, or empty.</summary>
    public string Path { get; init; } = "";

    /// <summary><c>provider:reference</c> or a bare reference, or empty.</summary>
    public string Model { get; init; } = "";

    public SourcePlace Place { get; init; } = new("");

    /// <summary>The last day on which the waiver counts is the day it expires.</summary>
    public bool IsActive(CalendarDate today) => today <= Expires;

    /// <summary>Whether this waiver, date aside, is about this finding. Every scope that is given must match; one must be given.</summary>
    public bool Covers(Finding finding)
    {
        if (finding.RuleId != RuleId || (Path.Length == 0 && Model.Length == 0))
        {
            return false;
        }

        return (Path.Length == 0 || Glob.IsPathMatch(Path, finding.Place.Path))
            && (Model.Length == 0 || ModelMatches(finding.Model));
    }

    private bool ModelMatches(string model)
    {
        if (model.Length == 0)
        {
            return false;
        }

        return Glob.IsNameMatch(Model, model)
            || (Model.IndexOf(':') < 0 && Glob.IsNameMatch(Model, model.Substring(model.IndexOf(':') + 1)));
    }
}
