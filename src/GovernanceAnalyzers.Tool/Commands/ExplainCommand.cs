using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Tool.Commands;

/// <param name="About">A rule, a requirement or a finding; a rule beside the place of a finding chooses among several.</param>
internal sealed record ExplainOptions(IReadOnlyList<string> About, string Path, string? Profile, string? EvaluationDate, bool Json);

/// <summary>
/// <c>governance explain</c>: what a rule finds and who says how much it matters; what a requirement asks for; why a finding is there and
/// what clears it. Goes by the files and by what builds recorded. Builds nothing, asks nobody.
/// </summary>
internal static class ExplainCommand
{
    /// <summary>Findings at one place that are explained at once.</summary>
    private const int AtOnce = 10;

    public static int Run(ExplainOptions options)
    {
        if (!Dates.TryGet(options.EvaluationDate, out var date))
        {
            return ExitCodes.BadInput;
        }

        var tree = PolicySource.At(options.Path, profile: options.Profile);
        var policy = PolicyLoader.Load(tree, date);
        var rule = options.About.Select(RuleNamed).FirstOrDefault(r => r is not null);
        var others = options.About.Where(a => RuleNamed(a) is null).ToArray();
        if (others.Length > 1 || options.About.Count - others.Length > 1)
        {
            return Bad("name one rule, one requirement or one finding, or a finding's place and its rule.");
        }

        if (others.Length == 0)
        {
            Write(options.Json, json => Json(json, RuleExplanation.Of(rule!, policy)), () => Print(RuleExplanation.Of(rule!, policy), isWhole: true));
            Problems(policy);
            return ExitCodes.Clean;
        }

        var about = others[0];
        var compiled = PolicyCompiler.Run(tree, policy, date);
        var posture = RepositoryPostures.Of(compiled, new ReportStore(tree).Update(compiled));
        if (rule is null && policy.Requirements.FirstOrDefault(r => string.Equals(r.Id, about, StringComparison.OrdinalIgnoreCase)) is { } requirement)
        {
            var explained = RequirementExplanation.Of(requirement, posture.Requirements);
            Write(options.Json, json => Json(json, explained), () => Print(explained, isWhole: true));
            Problems(policy);
            return ExitCodes.Clean;
        }

        var search = FindingSearch.By(about, rule?.Id ?? "", posture, path => tree.Relative(System.IO.Path.GetFullPath(path)));
        if (search.Found.Count == 0)
        {
            return Bad(search.Problem + (posture.Report.CodeIsKnown || posture.NotKnown.Length == 0 ? "" : $" What code shows is not known: {posture.NotKnown}."));
        }

        var findings = search.Found.Take(AtOnce).Select(f => FindingExplanation.Of(f, posture, policy)).ToArray();
        Write(
            options.Json,
            json =>
            {
                json.WriteStartArray("findings");
                foreach (var finding in findings)
                {
                    json.WriteStartObject();
                    Json(json, finding);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            },
            () =>
            {
                foreach (var (finding, index) in findings.Select((f, i) => (f, i)))
                {
                    Console.Write(index == 0 ? "" : "\n" + new string('-', 40) + "\n\n");
                    Print(finding);
                }
            });
        if (search.Found.Count > AtOnce)
        {
            Console.Error.WriteLine($"governance: {search.Found.Count - AtOnce} more findings are there. Name the line or the rule.");
        }

        Problems(policy);
        return ExitCodes.Clean;
    }

    private static RuleInfo? RuleNamed(string name) => RuleCatalogue.All.FirstOrDefault(r =>
        string.Equals(r.Id, name, StringComparison.OrdinalIgnoreCase) || string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <param name="isWhole">It is the rule that was asked about.</param>
    /// <param name="requirement">What decides how much a finding matters in place of the rule, or null.</param>
    private static void Print(RuleExplanation explained, bool isWhole, Requirement? requirement = null)
    {
        var (rule, setting) = (explained.Rule, explained.Setting);
        Console.WriteLine($"{rule.Id} {rule.Name}: {rule.Title}");
        Console.WriteLine();
        Console.WriteLine(rule.Description);
        if (isWhole)
        {
            Console.WriteLine();
            Console.WriteLine("What clears a finding: " + rule.Fix);
        }

        Console.WriteLine();
        Console.WriteLine($"{(requirement is null ? "Severity here" : $"What the requirement '{requirement.Id}' says counts here. The rule by itself")}: {setting.Severity.ToWord()}{(setting.Locked ? ", locked" : "")}, set by {setting.Cited}");
        foreach (var other in explained.Overrides)
        {
            Console.WriteLine($"Override: {other.Severity.ToWord()}{Where(other.Paths, other.Tiers.Select(t => t.ToWord()))}, set by {other.Place}");
        }

        foreach (var option in setting.Options.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"Option {option.Key}: {option.Value.Replace("|", ", ")}");
        }

        if (isWhole && rule.Options.Count > 0)
        {
            Console.WriteLine($"Options it knows: {string.Join(", ", rule.Options)}");
        }

        Controls(explained.Controls.Select(c => $"{c.Id} {c.Title}"), explained.Clauses);
        if (isWhole)
        {
            Console.WriteLine(rule.Scope switch
            {
                RuleScope.Code => "Seen in code, while typing and in builds.",
                RuleScope.Repository => "Seen in the repository's files, once per build.",
                _ => "Decided after compilation, when code and files are both known.",
            });
        }

        Console.WriteLine($"More: {rule.HelpUri}");
    }

    private static void Print(RequirementExplanation explained, bool isWhole)
    {
        var requirement = explained.Requirement;
        Console.WriteLine($"Requirement {requirement.Id}: {(requirement.Title.Length == 0 ? requirement.Id : requirement.Title)}");
        Console.WriteLine($"  asked for by {requirement.Place}{(requirement.Locked ? ", locked" : "")}");
        Console.WriteLine($"  severity: {(requirement.Severity is { } severity ? severity.ToWord() + (requirement.FollowsRule && severity != Severity.None ? ", or that of the rule where it is higher" : "") : "that of the rule")}");
        Console.WriteLine($"  {requirement.Kind}");
        foreach (var (name, value) in explained.Asked)
        {
            Console.WriteLine($"  {name}: {value}");
        }

        foreach (var result in explained.Results)
        {
            Console.WriteLine($"  asked of {Excerpt.Visible(result.Subject)}: {Evidence(result)}");
            foreach (var file in result.Evidence.Take(AtOnce))
            {
                Console.WriteLine($"    looked at {Excerpt.Visible(file)}");
            }

            if (result.Evidence.Count > AtOnce)
            {
                Console.WriteLine($"    and {result.Evidence.Count - AtOnce} more");
            }

            if (result.Evidence.Count == 0 && result.State != Assessment.NotApplicable)
            {
                Console.WriteLine("    no file of that kind was found");
            }
        }

        if (explained.Results.Count == 0)
        {
            Console.WriteLine("  asked of nothing here");
        }

        if (isWhole)
        {
            Controls(explained.Controls.Select(c => $"{c.Id} {c.Title}"), explained.Clauses);
        }
    }

    private static void Print(FindingExplanation explained)
    {
        var (entry, finding, result) = (explained.Entry, explained.Entry.Finding, explained.Entry.Result);
        Console.WriteLine($"{Excerpt.Visible(finding.Place.ToString())}: {finding.Severity.ToWord()} {finding.RuleId}: {finding.Message}");
        Console.WriteLine();
        Console.WriteLine($"What clears it: {Excerpt.Visible(explained.Change)}");
        Console.WriteLine($"State: {State(explained)}");
        Console.WriteLine($"Fingerprint: {entry.Fingerprint}");
        if (entry.Owner.Length > 0)
        {
            Console.WriteLine($"Owner: {Excerpt.Visible(entry.Owner)}");
        }

        if (explained.Systems.Count > 0)
        {
            Console.WriteLine($"About: {(explained.Systems.Count == 1 ? "system" : "systems")} {Excerpt.Visible(string.Join(", ", explained.Systems))}");
        }

        if (result.Status == ResultStatus.Open && explained.Waive.Length > 0)
        {
            Console.WriteLine($"Where it has to stay for now: {explained.Waive}");
        }

        if (explained.Flow.Count > 0)
        {
            Console.WriteLine();
            Console.WriteLine("The way:");
            foreach (var step in explained.Flow)
            {
                Console.WriteLine($"  {Excerpt.Visible(step.Place.ToString())}: {Excerpt.Visible(step.Text)}");
            }
        }

        Console.WriteLine();
        if (explained.Requirement is { } requirement)
        {
            Print(requirement, isWhole: false);
            Console.WriteLine();
        }

        Print(explained.Rule, isWhole: false, explained.Requirement?.Requirement);
    }

    private static string State(FindingExplanation explained)
    {
        var result = explained.Entry.Result;
        var place = explained.SettledAt.Path.Length == 0 ? "" : $" [{Excerpt.Visible(explained.SettledAt.ToString())}]";
        return result.Status switch
        {
            ResultStatus.Open => explained.Entry.Blocks ? "open, and it blocks" : "open, and it does not block",
            ResultStatus.Waived => $"waived by '{result.By}'{(explained.Waiver is { } waiver ? $" until {waiver.Expires}, owner {Excerpt.Visible(waiver.Owner)}" : "")}: {Excerpt.Visible(result.Reason)}{place}",
            ResultStatus.Baselined => $"in the baseline, {Excerpt.Visible(result.Reason)}{place}",
            _ => $"suppressed {Excerpt.Visible(result.By)}{(result.Reason.Length == 0 ? "" : ": " + Excerpt.Visible(result.Reason))}{place}",
        };
    }

    private static string Evidence(RequirementEntry result) => result.State switch
    {
        Assessment.Pass => "evidence present",
        Assessment.Fail => "evidence missing",
        Assessment.NotApplicable => "does not apply" + (result.NotApplicableReason.Length == 0 ? "" : ": " + Excerpt.Visible(result.NotApplicableReason)),
        Assessment.Waived => "evidence missing, waived",
        Assessment.Baselined => "evidence missing, in the baseline",
        _ => result.Findings.Count > 0 ? "evidence missing, and only suggested" : "not assessed",
    };

    private static void Controls(IEnumerable<string> controls, IReadOnlyCollection<string> clauses)
    {
        foreach (var control in controls)
        {
            Console.WriteLine($"Evidence for: {control}");
        }

        if (clauses.Count > 0)
        {
            Console.WriteLine($"Relevant for: {string.Join(", ", clauses)}");
        }
    }

    private static string Where(IReadOnlyCollection<string> paths, IEnumerable<string> tiers) =>
        (paths.Count == 0 ? "" : $" in {string.Join(", ", paths)}") + (string.Join(", ", tiers) is { Length: > 0 } names ? $" for risk {names}" : "");

    private static void Write(bool asJson, Action<Utf8JsonWriter> members, Action print)
    {
        if (!asJson)
        {
            print();
            return;
        }

        Console.Write(JsonText.Write(json =>
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }));
    }

    private static void Json(Utf8JsonWriter json, RuleExplanation explained)
    {
        var (rule, setting) = (explained.Rule, explained.Setting);
        json.WriteString("id", rule.Id);
        json.WriteString("name", rule.Name);
        json.WriteString("title", rule.Title);
        json.WriteString("description", rule.Description);
        json.WriteString("fix", rule.Fix);
        json.WriteString("scope", rule.Scope.ToString().ToLowerInvariant());
        json.WriteString("severity", setting.Severity.ToWord());
        json.WriteBoolean("locked", setting.Locked);
        json.WriteString("setBy", setting.Place);
        if (setting.ErrorFrom is { } day)
        {
            json.WriteString("errorFrom", day.ToString());
        }

        json.WriteStartArray("overrides");
        foreach (var other in explained.Overrides)
        {
            json.WriteStartObject();
            Texts(json, "paths", other.Paths);
            Texts(json, "riskTier", other.Tiers.Select(t => t.ToWord()));
            json.WriteString("severity", other.Severity.ToWord());
            json.WriteString("setBy", other.Place);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("options");
        foreach (var option in setting.Options.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            json.WriteString(option.Key, option.Value);
        }

        json.WriteEndObject();
        Json(json, explained.Controls, explained.Clauses);
        json.WriteString("help", rule.HelpUri);
    }

    private static void Json(Utf8JsonWriter json, RequirementExplanation explained)
    {
        var requirement = explained.Requirement;
        json.WriteString("id", requirement.Id);
        json.WriteString("title", requirement.Title);
        json.WriteString("kind", requirement.Kind);
        json.WriteString("setBy", requirement.Place);
        json.WriteBoolean("locked", requirement.Locked);
        json.WriteStartObject("asked");
        foreach (var (name, value) in explained.Asked)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteStartArray("askedOf");
        foreach (var result in explained.Results)
        {
            json.WriteStartObject();
            json.WriteString("subject", result.Subject);
            json.WriteString("state", result.State.ToWord());
            json.Text("notApplicable", result.NotApplicableReason);
            Texts(json, "lookedAt", result.Evidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Json(json, explained.Controls, explained.Clauses);
    }

    private static void Json(Utf8JsonWriter json, FindingExplanation explained)
    {
        ProjectRunFile.WriteResult(json, explained.Entry.Result);
        json.WriteString("fingerprint", explained.Entry.Fingerprint);
        json.WriteBoolean("blocks", explained.Entry.Blocks);
        json.Text("owner", explained.Entry.Owner);
        Texts(json, "systems", explained.Entry.Systems);
        json.WriteString("change", explained.Change);
        json.Text("waive", explained.Waive);
        json.Text("settledAt", explained.SettledAt.Path.Length == 0 ? "" : explained.SettledAt.ToString());
        json.Text("waivedUntil", explained.Waiver?.Expires.ToString() ?? "");
        if (explained.Requirement is { } requirement)
        {
            json.WriteStartObject("requirementAsked");
            Json(json, requirement);
            json.WriteEndObject();
        }

        json.WriteStartObject("ruleInForce");
        Json(json, explained.Rule);
        json.WriteEndObject();
    }

    private static void Json(Utf8JsonWriter json, IEnumerable<Engine.Catalogue.GovernanceControl> controls, IEnumerable<string> clauses)
    {
        json.WriteStartArray("controls");
        foreach (var control in controls)
        {
            json.WriteStartObject();
            json.WriteString("id", control.Id);
            json.WriteString("title", control.Title);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Texts(json, "relevantFor", clauses);
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Problems(EffectivePolicy policy)
    {
        if (policy.Problems.Count > 0)
        {
            Console.Error.WriteLine($"governance: the policy has {policy.Problems.Count} problem{(policy.Problems.Count == 1 ? "" : "s")}; what is shown is what applies all the same. See 'governance policy validate'.");
        }
    }

    private static int Bad(string message)
    {
        Console.Error.WriteLine("governance: " + message);
        return ExitCodes.BadInput;
    }
}
