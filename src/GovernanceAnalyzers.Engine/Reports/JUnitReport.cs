using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Gate;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>
/// The report as JUnit XML, as Jenkins, GitLab and Azure Pipelines read it: a case for every rule and for every requirement. A case passes
/// only where something was looked for and there is nothing to object to; what blocks fails; everything else is skipped, with the reason.
/// </summary>
public static class JUnitReport
{
    /// <summary>Findings that one case spells out.</summary>
    private const int Shown = 50;

    public static string Write(RepositoryPosture posture)
    {
        var suites = Suites(posture);
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.None }))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "governance");
            Counts(xml, suites.SelectMany(s => s.Cases).ToArray());
            foreach (var (name, cases) in suites)
            {
                xml.WriteStartElement("testsuite");
                xml.WriteAttributeString("name", "governance." + name);
                Counts(xml, cases);
                foreach (var test in cases)
                {
                    Write(xml, "governance." + name, test, posture.Identity.Folder);
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static IReadOnlyList<(string Name, IReadOnlyList<Case> Cases)> Suites(RepositoryPosture posture)
    {
        var numbers = posture.Findings.ToDictionary(f => f.Number);
        var listed = new HashSet<int>(posture.Rules.SelectMany(r => r.Findings).Concat(posture.Requirements.SelectMany(r => r.Findings)));
        var suites = posture.Rules
            .GroupBy(r => r.Rule.Category)
            .Select(g => (g.Key, (IReadOnlyList<Case>)g.Select(r => Of($"{r.Rule.Id} {r.Rule.Name}", r.State, r.Note, Find(r.Findings))).ToArray()))
            .ToList();
        if (posture.Requirements.Count > 0)
        {
            suites.Add(("Requirements", posture.Requirements
                .Select(r => Of(
                    $"{r.Id}: {r.Subject}",
                    r.State,
                    r.NotApplicableReason.Length > 0 ? r.NotApplicableReason : r.State == Assessment.Fail ? "evidence missing; another finding says why" : "",
                    Find(r.Findings)))
                .ToArray()));
        }

        var others = posture.Findings.Where(f => !listed.Contains(f.Number)).ToArray();
        if (others.Length > 0)
        {
            // Not of any rule or requirement that is listed: as nothing may be left out, each rule has a case here.
            suites.Add(("Findings", others.GroupBy(f => f.Finding.RuleId, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => Of(g.Key, Assessment.Fail, "", g.ToArray()))
                .ToArray()));
        }

        if (posture.NotKnown.Length > 0)
        {
            suites.Insert(0, ("Analysis", [new Case("everything is known", Outcome.Error, posture.NotKnown, posture.NotKnown, null)]));
        }

        // GitLab takes the first of several cases with one name.
        return suites.Select(s => (s.Item1, (IReadOnlyList<Case>)Distinct(s.Item2))).ToArray();

        IReadOnlyList<FindingEntry> Find(IEnumerable<int> found) =>
            found.Select(n => numbers.TryGetValue(n, out var entry) ? entry : null).OfType<FindingEntry>().ToArray();
    }

    private static Case Of(string name, Assessment state, string note, IReadOnlyList<FindingEntry> findings)
    {
        if (findings.FirstOrDefault(f => f.Blocks) is { } first)
        {
            var blocking = findings.Count(f => f.Blocks);
            return new Case(name, Outcome.Failure, blocking == 1 ? first.Finding.Message : $"{blocking} findings block: {first.Finding.Message}", Text(findings), first.Finding.Place)
            {
                Type = first.Finding.RuleId,
            };
        }

        if (findings.Count > 0)
        {
            return new Case(name, Outcome.Skipped, string.Join(", ", findings.GroupBy(Reason).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}")), Text(findings), findings[0].Finding.Place);
        }

        return state switch
        {
            Assessment.Pass => new Case(name, Outcome.Passed, "", "", null),
            Assessment.Fail => new Case(name, Outcome.Skipped, note, note, null),
            _ => new Case(name, Outcome.Skipped, state.ToWord().Replace('-', ' ') + (note.Length == 0 ? "" : ": " + note), "", null),
        };
    }

    private static string Reason(FindingEntry finding) => finding.Result.Status switch
    {
        ResultStatus.Open => finding.Finding.Severity.ToWord() + (finding.Finding.Severity == Severity.Suggestion ? "" : ", which does not block"),
        ResultStatus.Waived => "waived",
        ResultStatus.Baselined => "in the baseline",
        _ => "suppressed",
    };

    /// <summary>Each finding on lines of its own, what blocks first.</summary>
    private static string Text(IReadOnlyList<FindingEntry> findings)
    {
        var text = new StringBuilder();
        foreach (var entry in findings.OrderByDescending(f => f.Blocks).ThenBy(f => f.Number).Take(Shown))
        {
            var finding = entry.Finding;
            text.Append(Excerpt.Visible(finding.Place.ToString())).Append(": ").Append(finding.Severity.ToWord()).Append(' ').Append(finding.RuleId).Append(": ").Append(finding.Message).Append('\n');
            if (entry.Owner.Length > 0)
            {
                text.Append("  owner: ").Append(Excerpt.Visible(entry.Owner)).Append('\n');
            }

            if (entry.Result.Status != ResultStatus.Open)
            {
                text.Append("  ").Append(Reason(entry)).Append(entry.Result.Status == ResultStatus.Baselined ? "" : " " + Excerpt.Visible(entry.Result.By)).Append(": ").Append(Excerpt.Visible(entry.Result.Reason)).Append('\n');
            }
        }

        return findings.Count > Shown ? text.Append("and ").Append(findings.Count - Shown).Append(" more\n").ToString() : text.ToString();
    }

    private static IReadOnlyList<Case> Distinct(IReadOnlyList<Case> cases)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return cases.Select(c =>
        {
            seen.TryGetValue(c.Name, out var count);
            seen[c.Name] = count + 1;
            return count == 0 ? c : c with { Name = $"{c.Name} ({count + 1})" };
        }).ToArray();
    }

    private static void Counts(XmlWriter xml, IReadOnlyCollection<Case> cases)
    {
        xml.WriteAttributeString("tests", Number(cases.Count));
        xml.WriteAttributeString("failures", Number(cases.Count(c => c.Outcome == Outcome.Failure)));
        xml.WriteAttributeString("errors", Number(cases.Count(c => c.Outcome == Outcome.Error)));
        xml.WriteAttributeString("skipped", Number(cases.Count(c => c.Outcome == Outcome.Skipped)));
        // A report has no clock; readers add up what is here.
        xml.WriteAttributeString("time", "0");
    }

    private static void Write(XmlWriter xml, string suite, Case test, string folder)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", suite);
        xml.WriteAttributeString("name", Legal(Excerpt.Visible(test.Name)));
        xml.WriteAttributeString("time", "0");
        // From the root of the repository, as GitLab makes links of it.
        if (test.Place is { Path.Length: > 0 } place && !SarifPaths.IsAbsolute(place.Path))
        {
            xml.WriteAttributeString("file", Legal(Excerpt.Visible(folder.Length == 0 ? place.Path : $"{folder}/{place.Path}")));
            xml.WriteAttributeString("line", Number(Math.Max(1, place.Line)));
        }

        if (test.Outcome != Outcome.Passed)
        {
            xml.WriteStartElement(test.Outcome switch { Outcome.Failure => "failure", Outcome.Error => "error", _ => "skipped" });
            xml.WriteAttributeString("message", Legal(Excerpt.Visible(test.Message)));
            if (test.Outcome is Outcome.Failure or Outcome.Error)
            {
                xml.WriteAttributeString("type", test.Type);
            }

            // GitLab shows the content, Jenkins the message.
            xml.WriteString(Legal(test.Text.Length > 0 ? test.Text : test.Message));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Without what XML 1.0 has no way to write.</summary>
    private static string Legal(string text)
    {
        var legal = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]) && text[i] != '\r')
            {
                legal.Append(text[i]);
            }
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                legal.Append(text[i]).Append(text[++i]);
            }
        }

        return legal.ToString();
    }

    private enum Outcome
    {
        Passed,
        Failure,
        Error,
        Skipped,
    }

    private sealed record Case(string Name, Outcome Outcome, string Message, string Text, SourcePlace? Place)
    {
        public string Type { get; init; } = "governance";
    }
}
