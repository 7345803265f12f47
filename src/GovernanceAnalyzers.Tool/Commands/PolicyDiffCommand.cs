using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Tool.Commands;

/// <summary><c>governance policy diff</c>: what a change of a policy means, in words.</summary>
internal static class PolicyDiffCommand
{
    public static int Run(string before, string after, string? profile, string? evaluationDate, bool failOnLooser, bool asJson)
    {
        if (!Dates.TryGet(evaluationDate, out var date))
        {
            return ExitCodes.BadInput;
        }

        if (Load(before, profile, date) is not { } old || Load(after, profile, date) is not { } now)
        {
            return ExitCodes.BadInput;
        }

        var changes = PolicyDiff.Compare(old, now);
        if (asJson)
        {
            Console.Write(JsonText.Write(json =>
            {
                json.WriteStartArray();
                foreach (var change in changes)
                {
                    json.WriteStartObject();
                    json.WriteString("setting", change.Setting);
                    json.WriteString("change", change.Kind.ToString().ToLowerInvariant());
                    json.WriteString("text", change.Text);
                    json.WriteString("setBy", change.Place);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }));
        }
        else
        {
            foreach (var change in changes)
            {
                var mark = change.Kind switch { PolicyChangeKind.Stricter => "+", PolicyChangeKind.Looser => "-", _ => " " };
                Console.WriteLine($"{mark} {change.Text}.{(change.Place.Length == 0 ? "" : $" [{change.Place}]")}");
            }

            Console.WriteLine(PolicyDiff.Summary(changes) + ".");
        }

        return failOnLooser && changes.Any(c => c.Kind == PolicyChangeKind.Looser) ? ExitCodes.Findings : ExitCodes.Clean;
    }

    private static EffectivePolicy? Load(string path, string? profile, CalendarDate date)
    {
        var tree = PolicySource.Named(path, profile, out var temporary, out var problem, packed: true);
        try
        {
            if (tree is null)
            {
                Console.Error.WriteLine("governance: " + problem);
                return null;
            }

            var policy = PolicyLoader.Load(tree, date);
            foreach (var finding in policy.Problems)
            {
                Console.Error.WriteLine($"{PolicyValidateCommand.Place(tree, finding.Place)}: {finding.RuleId}: {finding.Message}");
            }

            // A diff of half a policy would lie.
            return policy.Problems.Count == 0 ? policy : null;
        }
        finally
        {
            if (temporary is not null)
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }
}
