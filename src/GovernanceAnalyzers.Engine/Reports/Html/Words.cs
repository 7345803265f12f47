using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Gate;

namespace GovernanceAnalyzers.Engine.Reports.Html;

/// <summary>How the report says things.</summary>
internal static class Words
{
    /// <summary>In the order in which a reader wants them.</summary>
    public static readonly Assessment[] States =
    [
        Assessment.Fail, Assessment.Waived, Assessment.Baselined, Assessment.NotAssessed, Assessment.Pass, Assessment.NotApplicable,
    ];

    /// <summary>Days within which an end is soon.</summary>
    public const int Soon = 30;

    public const string Nobody = "nobody named";

    public static string Say(this Assessment state) => state.ToWord().Replace('-', ' ');

    public static string Meaning(this Assessment state) => state switch
    {
        Assessment.Fail => "a finding is open: evidence is missing, or not as the policy asks",
        Assessment.Waived => "there are findings; a waiver with an owner and an end covers them",
        Assessment.Baselined => "there are findings that were known when the baseline was drawn",
        Assessment.NotAssessed => "the policy does not ask or only suggests, no check exists, or the code was not analysed; never a pass",
        Assessment.Pass => "it was looked for, the evidence is present, nothing to object to",
        _ => "there is nothing here that it is about",
    };

    public static string Count(int number, string one, string? many = null) =>
        string.Format(CultureInfo.InvariantCulture, "{0:#,0} {1}", number, number == 1 ? one : many ?? one + "s");

    public static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    public static string InDays(int days) => days switch
    {
        0 => "today",
        1 => "tomorrow",
        -1 => "yesterday",
        > 0 => $"in {Count(days, "day")}",
        _ => $"{Count(-days, "day")} ago",
    };

    public static string Owner(string owner) => owner.Length == 0 ? Nobody : owner;

    /// <summary><c>Model card missing</c> of <c>ModelCardMissing</c>.</summary>
    public static string Apart(string name)
    {
        var apart = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var begins = i > 0 && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            var isWord = begins && i + 1 < name.Length && char.IsLower(name[i + 1]);
            apart.Append(begins ? " " : "").Append(isWord ? char.ToLowerInvariant(name[i]) : name[i]);
        }

        return apart.ToString();
    }

    public static string Rule(string id) => RuleCatalogue.Find(id) is { } rule ? Apart(rule.Name) : "";

    /// <summary>The first sentence of a message, and what follows it.</summary>
    public static (string First, string More) Split(string message)
    {
        for (var i = 1; i + 2 < message.Length; i++)
        {
            if (message[i] is '.' or '?' or '!' && message[i + 1] == ' ' && (char.IsUpper(message[i + 2]) || message[i + 2] == '"'))
            {
                return (message.Substring(0, i + 1), message.Substring(i + 2));
            }
        }

        return (message, "");
    }

    /// <summary>A message without what the report shows beside it: the requirement and the policy's place, which come last in it.</summary>
    public static (string Message, string PolicyPlace) Message(Finding finding)
    {
        var (message, place) = (finding.Message, finding.PolicyPlace);
        var open = message.EndsWith("]", StringComparison.Ordinal) ? message.LastIndexOf(" [", StringComparison.Ordinal) : -1;
        if (open > 0 && place.Length > 0 && string.CompareOrdinal(message, open + 2, place, 0, place.Length) == 0)
        {
            place = message.Substring(open + 2, message.Length - open - 3);
            message = message.Substring(0, open);
        }

        var requirement = $" ({finding.Requirement})";
        return (message.EndsWith(requirement, StringComparison.Ordinal) ? message.Substring(0, message.Length - requirement.Length) : message, place);
    }

    /// <summary>What a reader wants to know about a finding first: whether it counts.</summary>
    public static string Status(FindingEntry finding) =>
        finding.Blocks ? "blocks" : finding.Result.Status switch
        {
            ResultStatus.Open => "open",
            ResultStatus.Waived => "waived",
            ResultStatus.Baselined => "baselined",
            _ => "suppressed",
        };

    /// <summary>A text with the digest that a model's name can hold cut short.</summary>
    public static string Short(string text)
    {
        const string before = "sha256=";
        var digest = text.IndexOf(before, StringComparison.Ordinal);
        return digest < 0 || text.Length < digest + before.Length + 64
            ? text
            : text.Substring(0, digest + before.Length + 12) + "…" + text.Substring(digest + before.Length + 64);
    }

    public static string Digest(string sha256)
    {
        var hex = sha256.StartsWith("sha256:", StringComparison.Ordinal) ? sha256.Substring(7) : sha256;
        return hex.Length > 12 ? hex.Substring(0, 12) : hex;
    }

    /// <summary>Ids of clauses with the name of each standard said once.</summary>
    public static string Clauses(IEnumerable<string> clauses, IEnumerable<string> standards)
    {
        var names = standards.ToArray();
        return string.Join("; ", clauses
            .Select(c => (Clause: c, Standard: names.FirstOrDefault(n => c.StartsWith(n + " ", StringComparison.Ordinal)) ?? ""))
            .GroupBy(c => c.Standard, StringComparer.Ordinal)
            .Select(g => g.Key.Length == 0
                ? string.Join(", ", g.Select(c => c.Clause))
                : g.Key + " " + string.Join(", ", g.Select(c => c.Clause.Substring(g.Key.Length + 1)))));
    }
}
