using System;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Tool.Commands;

/// <summary><c>governance policy validate</c>: whether a policy, its layers and the files it names can be relied on.</summary>
internal static class PolicyValidateCommand
{
    public static int Run(string path, string? profile, string? evaluationDate, bool asJson)
    {
        if (!Dates.TryGet(evaluationDate, out var date))
        {
            return ExitCodes.BadInput;
        }

        var tree = PolicySource.Named(path, profile, out var temporary, out var problem);
        try
        {
            if (tree is null)
            {
                Console.Error.WriteLine("governance: " + problem);
                return ExitCodes.BadInput;
            }

            var policy = PolicyCompiler.Run(tree, date);
            var findings = policy.PolicyFindings;
            if (asJson)
            {
                Console.Write(JsonText.Write(json =>
                {
                    json.WriteStartArray();
                    foreach (var finding in findings)
                    {
                        json.WriteStartObject();
                        json.WriteString("rule", finding.RuleId);
                        json.WriteString("severity", finding.Severity.ToWord());
                        json.WriteString("path", finding.Place.Path);
                        json.WriteNumber("line", finding.Place.Line);
                        json.WriteNumber("column", finding.Place.Column);
                        json.WriteString("message", finding.Message);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                }));
            }
            else
            {
                foreach (var finding in findings)
                {
                    Console.WriteLine($"{Place(tree, finding.Place)}: {finding.Severity.ToWord()} {finding.RuleId}: {finding.Message}");
                }

                if (!findings.Any(f => f.Severity == Severity.Error))
                {
                    var rules = policy.Policy.Rules.Values.Count(r => r.Severity != Severity.None);
                    Console.WriteLine(
                        $"The policy is valid: {policy.Policy.Layers.Count} layer{(policy.Policy.Layers.Count == 1 ? "" : "s")} below it, {rules} rules on, {policy.Policy.Settings.Count(s => s.Name.StartsWith("requirements.", StringComparison.Ordinal))} requirements.");
                }
            }

            return findings.Any(f => f.Severity == Severity.Error) ? ExitCodes.Findings : ExitCodes.Clean;
        }
        finally
        {
            if (temporary is not null)
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    /// <summary>As a terminal can open it, where the file is one of this disk.</summary>
    internal static SourcePlace Place(GovernedTree tree, SourcePlace place)
    {
        var full = Path.Combine(tree.Root, place.Path);
        return File.Exists(full) ? place with { Path = Path.GetRelativePath(Environment.CurrentDirectory, full) } : place;
    }
}
