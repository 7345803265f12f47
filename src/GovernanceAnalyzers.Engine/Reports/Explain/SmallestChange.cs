using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Rules;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>
/// What clears a finding. Messages end with what to do, in the words of the place; where one does not, the rule says it in general.
/// </summary>
public static class SmallestChange
{
    /// <summary>How our messages begin an instruction.</summary>
    private static readonly HashSet<string> Verbs = new(
        ("add agree ask check choose complete convert correct delete deploy do evaluate fill fix give go handle have improve keep let lock log look make measure move name parse pass pin "
            + "put read record reference remove rename renew restore run say set sign split state supply switch undo update use write").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The policy's place in brackets, and before it the requirement with its controls.</summary>
    private static readonly Regex Sources = new(@"( \([^()]*(\([^()]*\)[^()]*)*\))?( \[[^\[\]]*(\[[^\[\]]*\][^\[\]]*)*\])$", RegexOptions.CultureInvariant);

    private static readonly Regex Place = new(@" \[[^\[\]]*(\[[^\[\]]*\][^\[\]]*)*\]$", RegexOptions.CultureInvariant);

    /// <summary>An instruction that needs the sentence before it: "Fill it in."</summary>
    private static readonly Regex Pronoun = new(@"^\w+ (it|them|one|this|these|that|such|there)\b", RegexOptions.CultureInvariant);

    /// <summary>One or two sentences.</summary>
    public static string Of(Finding finding)
    {
        var message = (finding.Requirement.Length > 0 ? Sources : Place).Replace(finding.Message, "");
        var instruction = Instruction(message);
        var text = instruction.Length > 0 ? instruction : RuleCatalogue.Find(finding.RuleId)?.Fix ?? "";
        // What is to be added stands elsewhere, and the message says where.
        return finding.Place.Path.Length == 0 || finding.Place.Line == 0 || text.StartsWith("Add ", StringComparison.Ordinal)
            ? text
            : $"{finding.Place.Path}, line {finding.Place.Line}: {text}";
    }

    /// <summary>From the last sentence, or else clause, that begins with a verb, to the end; empty where none does.</summary>
    internal static string Instruction(string message)
    {
        foreach (var mark in new[] { ". ", ": ", "; " })
        {
            for (var at = message.LastIndexOf(mark, StringComparison.Ordinal); at >= 0; at = at == 0 ? -1 : message.LastIndexOf(mark, at - 1, StringComparison.Ordinal))
            {
                var rest = message.Substring(at + mark.Length);
                var word = new string(rest.TakeWhile(char.IsLetter).ToArray());
                if ((Verbs.Contains(word) && !IsQuoted(message, at)) || rest.StartsWith("Did you mean ", StringComparison.Ordinal))
                {
                    return (Pronoun.IsMatch(rest) ? Sentence(message.Substring(0, at)) + ". " : "") + char.ToUpperInvariant(rest[0]) + rest.Substring(1);
                }
            }
        }

        return "";
    }

    /// <summary>The last one, without the title of a requirement before it.</summary>
    private static string Sentence(string text)
    {
        var start = text.LastIndexOf(". ", StringComparison.Ordinal) is >= 0 and var at ? at + 2 : 0;
        var sentence = text.Substring(start);
        var colon = sentence.IndexOf(": ", StringComparison.Ordinal);
        sentence = colon > 0 && !IsQuoted(sentence, colon) ? sentence.Substring(colon + 2) : sentence;
        return char.ToUpperInvariant(sentence[0]) + sentence.Substring(1);
    }

    /// <summary>What a message quotes is somebody else's text.</summary>
    private static bool IsQuoted(string message, int at) => message.Take(at).Count(c => c == '"') % 2 == 1;
}
