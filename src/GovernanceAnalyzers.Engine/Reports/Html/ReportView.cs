using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Reports.Html;

/// <summary>A posture with what its sections look up.</summary>
internal sealed class ReportView
{
    private readonly Dictionary<int, FindingEntry> _findings;

    public ReportView(RepositoryPosture posture)
    {
        Posture = posture;
        _findings = posture.Findings.GroupBy(f => f.Number).ToDictionary(g => g.Key, g => g.First());
        Blockers = [.. posture.Blockers.Select(Find).OfType<FindingEntry>()];
        StandardNames = [.. posture.Standards.Select(s => s.Standard.Name)];
        Systems = posture.Systems.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var scopes = new List<Scope> { new("", posture.Systems.Count == 1 && posture.Systems[0].Id.Length > 0 ? Title(posture.Systems[0]) : "Repository", posture.Controls, posture.Standards) };
        if (posture.Systems.Count > 1)
        {
            scopes.AddRange(posture.Systems.Select(s => new Scope(s.Id, Title(s), s.Controls, s.Standards)));
        }

        Scopes = scopes;
    }

    public RepositoryPosture Posture { get; }

    public CalendarDate Today => Posture.Report.EvaluationDate;

    public IReadOnlyList<FindingEntry> Blockers { get; }

    public IReadOnlyList<string> StandardNames { get; }

    public IReadOnlyDictionary<string, SystemPosture> Systems { get; }

    /// <summary>The repository, and its systems where there are several.</summary>
    public IReadOnlyList<Scope> Scopes { get; }

    /// <summary>So many that paper shows them in brief.</summary>
    public bool HasMany => Posture.Findings.Count > 300;

    public FindingEntry? Find(int number) => _findings.TryGetValue(number, out var finding) ? finding : null;

    public string SystemTitle(string id) => Systems.TryGetValue(id, out var system) ? Title(system) : id.Length == 0 ? "the repository" : id;

    public static string Title(SystemPosture system) => system.Title.Length > 0 ? system.Title : system.Id.Length > 0 ? system.Id : "The repository";

    /// <summary>What a posture is shown of.</summary>
    internal sealed class Scope(string id, string title, IReadOnlyList<ControlPosture> controls, IReadOnlyList<StandardPosture> standards)
    {
        private readonly Dictionary<string, ControlPosture> _controls =
            controls.GroupBy(c => c.Control.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

        private readonly Dictionary<(string, string), ClausePosture> _clauses = standards
            .SelectMany(s => s.Clauses.Select(c => (Key: (s.Standard.Id, c.Clause.Id), Clause: c)))
            .GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.First().Clause);

        public string Id => id;

        public string Title => title;

        public ControlPosture? Control(string controlId) => _controls.TryGetValue(controlId, out var control) ? control : null;

        public ClausePosture? Clause(string standardId, string clauseId) => _clauses.TryGetValue((standardId, clauseId), out var clause) ? clause : null;
    }
}
