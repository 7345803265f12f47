using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Catalogue;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Golden;

/// <summary>What every message of every mutation has to be. All of them are written to <c>golden-messages-*.txt</c> beside the tests, to be read aloud.</summary>
public class MessageTests
{
    /// <summary>Marks of a text that was put together wrongly.</summary>
    private static readonly (string What, Regex Pattern)[] Slips =
    [
        ("punctuation twice", new Regex(@"(?<!\.)\.\.(?![./])|[,;:!?][,;:.!?]|\.[,;:]|\(\s|\s\)|\s[,;!?](?!\w)|''|""""|\[\]\s", RegexOptions.CultureInvariant)),
        ("two blanks", new Regex("  ", RegexOptions.CultureInvariant)),
        ("an unfilled place", new Regex(@"\{[0-9]|\{\w+\}|System\.|GovernanceAnalyzers\.Engine|\bnull\b", RegexOptions.CultureInvariant)),
        ("an absolute path", new Regex(@"(?<![\w.:/*-])/(tmp|var|home|Users|work)/|[A-Z]:\\", RegexOptions.CultureInvariant)),
        ("nothing between two marks", new Regex(@"\(\)|\(;|of model ''|: \.", RegexOptions.CultureInvariant)),
    ];

    /// <summary>How a message says what to do: a verb at the beginning of a sentence or clause, or what is right in place of what is there.</summary>
    private static readonly Regex WayOut = new(
        @"(^|[.;:,] |\b(and|or|to|then|must|not) )(add|fill|write|measure|evaluate|improve|correct|keep|name|use|set|have|do|make|pass|log|handle|renew|fix|supply|choose|pin|update|delete|remove|ask|give|lock|restore|agree|switch|rename|deploy|split|did you mean|it is required|say|state|sign|record|read|revoke|put|send|let|check)\b|\bmust (be|have|come)\b|\bneeds \w|\bneither true nor false\b|\bis not one of\b|\bhas hexadecimal digits only\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    public static TheoryData<string> Presets => [.. ShippedPresets.Names];

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_message_is_one_line_that_says_what_where_why_and_what_to_do(string preset)
    {
        var findings = GoldenRuns.Of(preset).Results.SelectMany(r => r.Findings)
            .Concat(RuleMutationTests.RunsOf(preset).SelectMany(r => r.Findings))
            .DistinctBy(GoldenTests.Line)
            .OrderBy(f => f.RuleId, StringComparer.Ordinal)
            .ThenBy(f => f)
            .ToArray();
        File.WriteAllLines(Path.Combine(AppContext.BaseDirectory, $"golden-messages-{preset}.txt"), findings.Select(GoldenTests.Line));

        var slips = findings.SelectMany(f => Problems(f).Select(p => $"{p}: {GoldenTests.Line(f)}")).ToArray();

        Assert.True(slips.Length == 0, $"{slips.Length} messages:\n{string.Join("\n", slips.Take(60))}");
    }

    private static IEnumerable<string> Problems(Finding finding)
    {
        var message = finding.Message;
        // What the message quotes is somebody else's text.
        var own = Regex.Replace(message, "\"[^\"]*\"|'[^']*'", "'x'");
        if (message.Any(char.IsControl))
        {
            yield return "more than a line";
        }

        if (message.Length < 40)
        {
            yield return "too short";
        }

        if (finding.Place.Path.Length == 0 || Path.IsPathRooted(finding.Place.Path) || finding.Place.Path.Contains('\\'))
        {
            yield return "no file";
        }

        // What is wrong with the policy, or the form of a file, is not the policy's choice.
        if (finding.RuleId is not ("GOV0001" or "GOV0003" or "GOV0004" or "GOV0005") && (!Regex.IsMatch(message, @" \[[^\[\]]+\]$") || finding.PolicyPlace.Length == 0))
        {
            yield return "no place in the policy at the end";
        }

        if (!char.IsUpper(message[0]) && !char.IsDigit(message[0]) && message[0] is not ('\'' or '"') && !message.Split(' ')[0].Contains('.'))
        {
            yield return "no beginning";
        }

        if (!WayOut.IsMatch(message))
        {
            yield return "nothing to do";
        }

        foreach (var slip in Slips.Where(s => s.Pattern.IsMatch(own)))
        {
            yield return $"{slip.What} ({slip.Pattern.Match(own).Value})";
        }
    }
}
