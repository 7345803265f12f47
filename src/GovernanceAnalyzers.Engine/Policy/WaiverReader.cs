using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>Reads the waiver file. A waiver that is not complete waives nothing and is a finding (GOV0005).</summary>
public static class WaiverReader
{
    private static readonly string[] Unwaivable = ["GOV0001", "GOV0003", "GOV0005", "GOV0006", "GOV0009"];

    public static IReadOnlyList<Waiver> Read(GovernedTree tree, EffectivePolicy policy, ICollection<Finding> findings)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        return policy.WaiverFiles.SelectMany(f => Read(f, tree, policy, ids, findings)).ToArray();
    }

    private static IReadOnlyList<Waiver> Read(
        WaiverSource source, GovernedTree tree, EffectivePolicy policy, Dictionary<string, string> ids, ICollection<Finding> findings)
    {
        var path = Path.GetFullPath(Path.Combine(tree.Root, source.File));
        policy.Inputs.Add(path);
        if (!File.Exists(path) && !source.IsRequired)
        {
            return [];
        }

        var display = tree.Relative(path);
        var problems = new List<FileProblem>();
        if (!tree.IsInRepository(path))
        {
            problems.Add(new FileProblem(new SourcePlace(display), "The waiver file lies outside the repository. Keep it where its history is."));
        }

        var file = problems.Count == 0 ? YamlReader.ReadFile(path, display, problems) : null;
        if (file is not null)
        {
            PolicyShape.Waivers.Check(file, "the waiver file", problems);
        }

        var root = file as YamlMapping;

        Report(problems, "GOV0001");
        var waivers = new List<Waiver>();
        foreach (var item in root?.List("waivers") ?? [])
        {
            if (One(item, ids) is { } waiver)
            {
                waivers.Add(waiver);
            }
        }

        return waivers;

        Waiver? One(YamlValue item, Dictionary<string, string> known)
        {
            var wrong = new List<FileProblem>();
            PolicyShape.Waiver.Check(item, "the waiver", wrong);
            var waiver = item as YamlMapping;
            var scope = waiver?.Mapping("scope");
            if (wrong.Count == 0 && scope!.Text("path") is null && scope.Text("model") is null)
            {
                wrong.Add(new FileProblem(scope.Place, "A waiver needs a scope: a path, a model, or both."));
            }

            var rule = RuleCatalogue.Find(waiver?.Text("rule") ?? "");
            if (wrong.Count == 0 && Unwaivable.Contains(rule!.Id))
            {
                wrong.Add(new FileProblem(waiver!.Entry("rule")!.Value.Place, $"{rule.Id} {rule.Name} cannot be waived."));
            }

            if (wrong.Count == 0 && known.TryGetValue(waiver!.Text("id")!, out var first))
            {
                wrong.Add(new FileProblem(waiver.Place, $"The waiver '{waiver.Text("id")}' is already in {first}. Give each waiver an id of its own."));
            }

            if (wrong.Count > 0)
            {
                Report(wrong, "GOV0005");
                return null;
            }

            known.Add(waiver!.Text("id")!, $"{waiver.Place.Path}({waiver.Place.Line})");
            return new Waiver(
                waiver.Text("id")!, rule!.Id, waiver.Text("reason")!, waiver.Text("owner")!, CalendarDate.Parse(waiver.Text("expires")!))
            {
                Path = scope!.Text("path") ?? "",
                Model = scope.Text("model") ?? "",
                Place = waiver.Place,
            };
        }

        void Report(IEnumerable<FileProblem> found, string rule)
        {
            foreach (var problem in found)
            {
                var message = problem.Message + (rule == "GOV0005" ? " Until then it waives nothing." : "");
                if (policy.Finding(rule, message, problem.Place, problem.Message) is { } finding)
                {
                    findings.Add(finding);
                }
            }
        }
    }
}
