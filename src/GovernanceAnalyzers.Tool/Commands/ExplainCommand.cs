using System;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Tool.Commands;

/// <summary><c>governance explain</c>: what a rule finds and who says how much it matters. Works offline.</summary>
internal static class ExplainCommand
{
    public static int Run(string name, string path, string? profile, bool asJson)
    {
        var rule = RuleCatalogue.Find(name)
            ?? RuleCatalogue.All.FirstOrDefault(r => string.Equals(r.Id, name, StringComparison.OrdinalIgnoreCase)
                || string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));
        if (rule is null)
        {
            var nearest = NearestName.Find(name, RuleCatalogue.All.SelectMany(r => new[] { r.Name, r.Id }));
            Console.Error.WriteLine($"governance: there is no rule '{name}'." + (nearest is null ? "" : $" Did you mean '{nearest}'?"));
            return ExitCodes.BadInput;
        }

        var policy = PolicyLoader.Load(PolicySource.At(path, profile: profile), CalendarDate.FromUtc(DateTime.UtcNow));
        var setting = policy.Rule(rule.Id);
        if (asJson)
        {
            Console.Write(JsonText.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("id", rule.Id);
                json.WriteString("name", rule.Name);
                json.WriteString("title", rule.Title);
                json.WriteString("description", rule.Description);
                json.WriteString("scope", rule.Scope.ToString().ToLowerInvariant());
                json.WriteString("severity", setting.Severity.ToWord());
                json.WriteBoolean("locked", setting.Locked);
                json.WriteString("setBy", setting.Place);
                json.WriteString("help", rule.HelpUri);
                json.WriteEndObject();
            }));
            return ExitCodes.Clean;
        }

        Console.WriteLine($"{rule.Id} {rule.Name}: {rule.Title}");
        Console.WriteLine();
        Console.WriteLine(rule.Description);
        Console.WriteLine();
        Console.WriteLine($"Severity here: {setting.Severity.ToWord()}{(setting.Locked ? ", locked" : "")}, set by {setting.Cited}");
        foreach (var option in setting.Options.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"Option {option.Key}: {option.Value.Replace("|", ", ")}");
        }

        if (rule.Options.Count > 0)
        {
            Console.WriteLine($"Options it knows: {string.Join(", ", rule.Options)}");
        }

        Console.WriteLine(rule.Scope switch
        {
            RuleScope.Code => "Seen in code, while typing and in builds.",
            RuleScope.Repository => "Seen in the repository's files, once per build.",
            _ => "Decided after compilation, when code and files are both known.",
        });
        Console.WriteLine($"More: {rule.HelpUri}");
        if (policy.Problems.Count > 0)
        {
            Console.Error.WriteLine($"governance: the policy has {policy.Problems.Count} problem{(policy.Problems.Count == 1 ? "" : "s")}; the severity is what applies all the same. See 'governance policy validate'.");
        }

        return ExitCodes.Clean;
    }
}
