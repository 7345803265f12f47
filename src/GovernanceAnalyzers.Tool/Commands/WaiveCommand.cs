using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Starting;

namespace GovernanceAnalyzers.Tool.Commands;

internal sealed record WaiveOptions(string About, IReadOnlyList<(string Key, string Value)> Scope)
{
    public string? Reason { get; init; }

    public string? Owner { get; init; }

    public string? ApprovedBy { get; init; }

    public string? ApprovedOn { get; init; }

    public string? Expires { get; init; }

    public string? Ticket { get; init; }

    public string? Id { get; init; }

    public string? EvaluationDate { get; init; }

    public bool Json { get; init; }
}

/// <summary><c>governance waive</c>: adds one waiver, if the policy accepts it, and says what it covers.</summary>
internal static class WaiveCommand
{
    public static int Run(WaiveOptions options)
    {
        if (!Dates.TryGet(options.EvaluationDate, out var today))
        {
            return ExitCodes.BadInput;
        }

        if (!TryExpiry(options.Expires, today, out var expires, out var problem))
        {
            return CardCommands.Bad(problem);
        }

        if (options.ApprovedOn is { } approved && !CalendarDate.TryParse(approved, out _))
        {
            return CardCommands.Bad($"'{approved}' is not a date. Write yyyy-MM-dd.");
        }

        using var progress = Progress.Start(options.Json);
        var input = CardCommands.Compile(".", today);
        if (input is null)
        {
            return ExitCodes.BadInput;
        }

        // What is known now: the files as they are, and the code as it was last built.
        progress.Phase("Looking for what it covers", () => input.Inputs.Count);
        var report = new ReportStore(input.Tree).Update(input);
        progress.Dispose();
        var scope = options.Scope.ToList();
        if (Rule(options.About, input, report, scope, out problem) is not { } rule)
        {
            return CardCommands.Bad(problem);
        }

        var draft = new NewWaiver(rule, scope, options.Id?.Trim() ?? "")
        {
            Reason = options.Reason ?? "",
            Owner = options.Owner ?? "",
            ApprovedBy = options.ApprovedBy ?? "",
            ApprovedOn = options.ApprovedOn ?? "",
            Ticket = options.Ticket ?? "",
            Expires = expires.ToString(),
        }.Draft(input);
        if (draft.Waiver is not { } waiver)
        {
            foreach (var reason in draft.Problems)
            {
                Console.Error.WriteLine("governance: " + reason);
            }

            return CardCommands.Bad("nothing is written.");
        }

        AtomicFile.WriteIfChanged(Path.GetFullPath(Path.Combine(input.Tree.Root, draft.File)), draft.Text);
        var covered = report.Results.Where(r => r.Status != ResultStatus.Waived && waiver.Covers(r.Finding)).ToArray();
        if (options.Json)
        {
            Console.Write(JsonText.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("schemaVersion", "1");
                json.WriteString("file", draft.File);
                json.WriteString("id", waiver.Id);
                json.WriteString("rule", waiver.RuleId);
                json.WriteString("expires", waiver.Expires.ToString());
                json.WriteBoolean("codeIsKnown", report.CodeIsKnown);
                json.WriteStartArray("covers");
                foreach (var result in covered)
                {
                    json.WriteStartObject();
                    ProjectRunFile.WriteResult(json, result);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }));
            return ExitCodes.Clean;
        }

        Console.WriteLine($"Wrote {draft.File}: waiver '{waiver.Id}' for {waiver.RuleId} until {waiver.Expires}.");
        if (input.Policy.WaiverRules.BaseBranch is { Length: > 0 } branch)
        {
            Console.WriteLine($"It counts once it is in {branch}: merge it there first.");
        }

        Console.WriteLine(covered.Length switch
        {
            0 => "It covers no finding that is known now"
                + (report.CodeIsKnown || RuleCatalogue.Find(waiver.RuleId)?.Scope == RuleScope.Repository
                    ? ", so the next check reports it as unused (GOV0007). Look at its scope."
                    : "; the code has not been built here, so 'governance check' has to tell."),
            1 => "It covers 1 finding:",
            _ => $"It covers {covered.Length} findings:",
        });
        foreach (var finding in covered.Select(r => r.Finding))
        {
            Console.WriteLine($"  {finding.Place}: {finding.Severity.ToWord()} {finding.RuleId}: {finding.Message}");
        }

        return ExitCodes.Clean;
    }

    /// <summary>The rule that is meant. A requirement goes into the scope, and the rule is the one under which it is reported.</summary>
    private static string? Rule(string about, PolicyCompiler input, Report report, List<(string Key, string Value)> scope, out string problem)
    {
        problem = "";
        if (RuleCatalogue.Find(about) is { } rule)
        {
            return rule.Id;
        }

        if (input.Policy.Requirements.All(r => r.Id != about))
        {
            var near = NearestName.Find(about, RuleCatalogue.All.SelectMany(r => new[] { r.Id, r.Name }).Concat(input.Policy.Requirements.Select(r => r.Id)));
            problem = $"there is no rule or requirement '{about}'. {(near is null ? "governance policy show lists them." : $"Did you mean '{near}'?")}";
            return null;
        }

        var rules = report.Results.Where(r => r.Finding.Requirement == about).Select(r => r.Finding.RuleId).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (rules.Length != 1)
        {
            problem = rules.Length == 0
                ? $"nothing is reported for the requirement '{about}', so there is nothing to waive."
                : $"the requirement '{about}' is reported under {string.Join(" and ", rules)}. Say which: governance waive {rules[0]} --requirement {about} …";
            return null;
        }

        scope.Insert(0, ("requirement", about));
        return rules[0];
    }

    /// <summary>A day, or a number of days from today: 2027-01-31, 90d.</summary>
    private static bool TryExpiry(string? text, CalendarDate today, out CalendarDate expires, out string problem)
    {
        problem = "";
        expires = today;
        if (text is null)
        {
            problem = "--expires is missing: the last day on which the waiver counts, as 2027-01-31 or 90d.";
            return false;
        }

        if (text.EndsWith('d') && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 36_500)
        {
            expires = today.AddDays(days);
            return true;
        }

        if (!CalendarDate.TryParse(text, out expires))
        {
            problem = $"'{text}' is neither a date nor a number of days. Write 2027-01-31 or 90d.";
            return false;
        }

        problem = $"{expires} is over. Choose a later day.";
        return expires >= today;
    }
}
