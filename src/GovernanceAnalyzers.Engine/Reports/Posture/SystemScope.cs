using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Repository.Requirements;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>Which systems of the register something is about, and who owns it. What no system claims is about all of them.</summary>
internal sealed class SystemScope
{
    private readonly PolicyCompiler _input;
    private readonly Dictionary<Finding, RequirementResult> _askedBy = [];

    public SystemScope(PolicyCompiler input, IReadOnlyList<RequirementResult> requirements)
    {
        _input = input;
        All = input.Register.Systems.Select(s => s.Id.Text).OrderBy(i => i, StringComparer.Ordinal).ToArray();
        foreach (var result in requirements)
        {
            foreach (var finding in result.Findings)
            {
                _askedBy[finding] = result;
            }
        }
    }

    /// <summary>Ids, sorted; empty where the register has no systems.</summary>
    public IReadOnlyList<string> All { get; }

    public IReadOnlyList<string> Of(RequirementResult result) => result.SubjectKind switch
    {
        "system" when All.Contains(result.SubjectName) => [result.SubjectName],
        "model" => OfModel(result.SubjectName),
        "card" => OfCard(result.SubjectPlace.Path),
        _ => All,
    };

    public IReadOnlyList<string> Of(Finding finding) =>
        _askedBy.TryGetValue(finding, out var asked) ? Of(asked)
        : finding.Model.Length > 0 && Registered(finding.Model) is { } model ? OfRegistered(model)
        : _input.Cards.Any(c => c.Path == finding.Place.Path) ? OfCard(finding.Place.Path)
        : Sorted(_input.Compiled.Register.SystemsAt(finding.Place.Path).Select(s => s.Id));

    /// <summary>Who is to act: the most particular owner that somebody has written down; empty where nobody has.</summary>
    public string OwnerOf(Finding finding, IReadOnlyList<string> systems)
    {
        var path = finding.Place.Path;
        var model = finding.Model.Length > 0 ? Registered(finding.Model) : null;
        return new[]
        {
            _input.Waivers.FirstOrDefault(w => w.Place.Path == path && w.Place == finding.Place)?.Owner,
            model?.Owner?.Text,
            _input.Cards.FirstOrDefault(c => c.Path == path || (finding.Model.Length > 0 && c.Models.Any(m => Same($"{m.Provider}:{m.Reference}", finding.Model))))?.Owner?.Text,
            _input.Datasets.FirstOrDefault(d => d.Path == path || (finding.Dataset.Length > 0 && d.Id.Text == finding.Dataset))?.Owner?.Text,
            _input.Register.Models.FirstOrDefault(m => m.Place == finding.Place)?.Owner?.Text,
            // Several systems of one owner need no choice.
            systems.Select(OwnerOfSystem).Distinct(StringComparer.OrdinalIgnoreCase).Count() == 1 ? OwnerOfSystem(systems[0]) : null,
            _input.Policy.Owner,
        }.FirstOrDefault(o => !string.IsNullOrWhiteSpace(o)) ?? "";
    }

    public RegisteredModel? Registered(string model) => _input.Register.Models.FirstOrDefault(m =>
        Same(m.Model, model) || Same(m.Serves, model)
        || m.Deployments.Any(d => model.EndsWith(":" + d.Text, StringComparison.OrdinalIgnoreCase)));

    public IReadOnlyList<string> OfRegistered(RegisteredModel model) =>
        model.UsedBy.Count == 0 ? All : Sorted(model.UsedBy.Select(u => u.Text).Where(All.Contains));

    private IReadOnlyList<string> OfModel(string name) =>
        (Registered(name) ?? _input.Register.Models.FirstOrDefault(m => m.Id.Text == name)) is { } model ? OfRegistered(model) : All;

    private IReadOnlyList<string> OfCard(string path)
    {
        var models = _input.Cards.Where(c => c.Path == path).SelectMany(c => c.Models).Select(m => Registered($"{m.Provider}:{m.Reference}")).OfType<RegisteredModel>().ToArray();
        return models.Length == 0 ? All : Sorted(models.SelectMany(OfRegistered));
    }

    private string OwnerOfSystem(string id) => _input.Register.Systems.First(s => s.Id.Text == id).Owner?.Text ?? "";

    private IReadOnlyList<string> Sorted(IEnumerable<string> ids)
    {
        var sorted = ids.Distinct().OrderBy(i => i, StringComparer.Ordinal).ToArray();
        return sorted.Length == 0 ? All : sorted;
    }

    private static bool Same(string a, string b) => a.Length > 0 && string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
