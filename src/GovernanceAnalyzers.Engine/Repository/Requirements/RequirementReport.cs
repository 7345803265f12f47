using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Evaluations;

namespace GovernanceAnalyzers.Engine.Repository.Requirements;

/// <summary>Collects what becomes of one requirement for one subject.</summary>
internal sealed class RequirementReport(EffectivePolicy policy, Requirement asked, Subject subject)
{
    /// <summary>A message names that many controls; the documentation has all of them.</summary>
    private const int ControlsInMessage = 3;

    private readonly List<Finding> _findings = [];
    private readonly SortedSet<string> _evidence = new(StringComparer.Ordinal);
    private readonly List<JudgedMetric> _metrics = [];
    private string _reason = "";
    private bool _isSaidElsewhere;

    public bool IsOff => !asked.FollowsRule && asked.Severity == Severity.None;

    public void Saw(string path) => _evidence.Add(path);

    public void Judged(JudgedMetric metric) => _metrics.Add(metric);

    /// <param name="what">What is wrong and what to do, without a full stop.</param>
    /// <param name="about">Distinguishes this from other findings of the requirement; no line numbers.</param>
    public void Add(string rule, string what, SourcePlace place, string about)
    {
        var severity = asked.SeverityUnder(policy.Rule(rule).Severity);
        if (severity == Severity.None)
        {
            return;
        }

        var lead = asked.Message.Length > 0 ? asked.Message.TrimEnd('.', ' ') : asked.Title.Length > 0 ? asked.Title : asked.Id;
        var controls = string.Join(", ", asked.Controls.Take(ControlsInMessage))
            + (asked.Controls.Count > ControlsInMessage ? $" and {asked.Controls.Count - ControlsInMessage} more" : "");
        var source = asked.Id + (controls.Length == 0 ? "" : "; relevant for " + controls);
        _findings.Add(new Finding(rule, severity, $"{Excerpt.Of(lead, 200)}: {Sentence.End(what)} ({source}) [{asked.Place}]", place, $"{asked.Id} {about}")
        {
            PolicyPlace = asked.Place,
            Model = subject.Model,
            Requirement = asked.Id,
        });
    }

    /// <summary>The evidence is missing, and a finding of another rule says why.</summary>
    public void SaidElsewhere() => _isSaidElsewhere = true;

    /// <summary>Takes a statement that the requirement does not apply. Always true: either it counts, or it is the finding.</summary>
    public bool SetAside(NotApplicable statement, string rule)
    {
        if (!asked.MayBeNotApplicable)
        {
            Add(rule, "the evidence says that this does not apply, and the policy does not accept that here. Supply the evidence", statement.Place, statement.Place.Path);
        }
        else if (statement.Problem is { } problem)
        {
            Add(rule, $"the statement that this does not apply {problem}", statement.Place, statement.Place.Path);
        }
        else
        {
            _reason = $"{Excerpt.Of(statement.Reason, 200)} ({Excerpt.Of(statement.ApprovedBy)})";
        }

        return true;
    }

    public RequirementResult Result() => new(asked, subject.Name.Length > 0 ? $"{subject.Kind} {subject.Name}" : "this repository", State)
    {
        Evidence = _evidence.ToArray(),
        NotApplicableReason = _reason,
        Findings = _findings.Distinct().OrderBy(f => f).ToArray(),
        Metrics = _metrics,
        SubjectPlace = subject.Place,
        SubjectKind = subject.Kind,
        SubjectName = subject.Name,
    };

    private EvidenceState State =>
        _findings.Count > 0 || _isSaidElsewhere ? EvidenceState.Missing : _reason.Length > 0 ? EvidenceState.NotApplicable : EvidenceState.Present;
}
