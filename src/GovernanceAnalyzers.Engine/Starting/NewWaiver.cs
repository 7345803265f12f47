using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Starting;

/// <summary>A waiver to be added to the end of a file, whose other lines stay as they are.</summary>
/// <param name="Rule">Id or name.</param>
/// <param name="Scope">Keys of <see cref="WaiverShape.Scopes"/> with their values.</param>
/// <param name="Id">Empty for one that is made of rule and scope.</param>
public sealed record NewWaiver(string Rule, IReadOnlyList<(string Key, string Value)> Scope, string Id = "")
{
    public string Reason { get; init; } = "";

    public string Owner { get; init; } = "";

    public string ApprovedBy { get; init; } = "";

    public string ApprovedOn { get; init; } = "";

    public string Ticket { get; init; } = "";

    /// <summary>yyyy-MM-dd.</summary>
    public string Expires { get; init; } = "";

    /// <summary>What the file would be, and what keeps the waiver from being added to it.</summary>
    public WaiverDraft Draft(PolicyCompiler input)
    {
        if (input.Policy.WaiverFiles.LastOrDefault() is not { } source)
        {
            return WaiverDraft.Refused("", "The policy names no file for waivers (waivers.file).");
        }

        var path = Path.GetFullPath(Path.Combine(input.Tree.Root, source.File));
        if (!input.Tree.IsInRepository(path))
        {
            return WaiverDraft.Refused(source.File, $"{source.File} lies outside the repository.");
        }

        var problems = new List<FileProblem>();
        var text = File.Exists(path) ? YamlReader.ReadText(path, source.File, YamlReader.MaximumBytes, problems) : "";
        var root = text is null ? null : YamlReader.ReadText(text, source.File, problems);
        if (text is null || root is null || problems.Count > 0)
        {
            return WaiverDraft.Refused(source.File, [.. problems.Select(p => $"{p.Place}: {p.Message}")]);
        }

        var taken = new HashSet<string>(
            input.Waivers.Select(w => w.Id).Concat((root as YamlMapping)?.List("waivers").OfType<YamlMapping>().Select(w => w.Text("id")).OfType<string>() ?? []),
            StringComparer.OrdinalIgnoreCase);
        var id = Id.Length > 0 ? Id : FreeId(taken);
        if (Append(text, root as YamlMapping, Lines(id)) is not { } draft)
        {
            return WaiverDraft.Refused(
                source.File,
                $"The waivers in {source.File} are written between brackets, where nothing can be added without rewriting them. Write them as a list with one '-' per waiver.");
        }

        var before = new List<Finding>();
        WaiverReader.Read(input.Tree, input.Policy, input.Today, before);
        var after = new List<Finding>();
        var waivers = WaiverReader.ReadDraft(input.Tree, input.Policy, input.Today, source.File, draft, after);
        var known = new HashSet<string>(before.Select(f => f.Message), StringComparer.Ordinal);
        var reasons = after.Where(f => !known.Contains(f.Message)).Select(f => f.Message.Replace(" Until then it waives nothing.", "")).Distinct(StringComparer.Ordinal).ToArray();
        var added = waivers.FirstOrDefault(w => w.Id == id);
        return reasons.Length > 0 ? WaiverDraft.Refused(source.File, reasons)
            : added is null ? WaiverDraft.Refused(source.File, $"{source.File} cannot be read as it is. Correct it first: {string.Join(" ", after.Select(f => f.Message))}")
            : new WaiverDraft(source.File, draft, added, []);
    }

    /// <summary>The file with another waiver at the end of its list; null where the list is not one of lines.</summary>
    internal static string? Append(string text, YamlMapping? root, IReadOnlyList<string> waiver)
    {
        var end = text.Contains("\r\n") ? "\r\n" : "\n";
        if (root is null || root.Entries.Count == 0)
        {
            var header = text.Trim().Length > 0 ? text.TrimEnd('\r', '\n') + end : $"# yaml-language-server: $schema={RuleInfo.SchemaRoot}waivers.schema.json{end}";
            return header + $"schemaVersion: 1{end}waivers:{end}" + Joined(waiver, 2, end);
        }

        var lines = text.Split('\n').Select(l => l.TrimEnd('\r')).ToList();
        var entry = root.Entry("waivers");
        if (entry is null)
        {
            return text.TrimEnd('\r', '\n') + end + "waivers:" + end + Joined(waiver, 2, end);
        }

        if (entry.Value is YamlScalar { IsNull: true } or YamlSequence { Items.Count: 0 })
        {
            var key = entry.Key.Place.Line - 1;
            var after = lines[key].Substring(lines[key].IndexOf(':') + 1);
            var comment = after.IndexOf('#');
            if ((comment < 0 ? after : after.Substring(0, comment)).Trim() is not ("" or "[]" or "~" or "null"))
            {
                return null;
            }

            lines[key] = "waivers:" + (comment < 0 ? "" : " " + after.Substring(comment));
            return Insert(key + 1, 2);
        }

        if (entry.Value is not YamlSequence list || list.Items.Count == 0)
        {
            return null;
        }

        var last = list.Items[list.Items.Count - 1].Place;
        var dash = lines[last.Line - 1].Take(last.Column - 1).ToList().FindLastIndex(c => c == '-');
        if (dash < 0 || lines[last.Line - 1].Substring(0, dash).Trim().Length > 0)
        {
            return null;
        }

        var until = last.Line - 1;
        for (var i = until + 1; i < lines.Count; i++)
        {
            if (lines[i].Trim().Length > 0)
            {
                if (lines[i].Length - lines[i].TrimStart().Length <= dash)
                {
                    break;
                }

                until = i;
            }
        }

        return Insert(until + 1, dash);

        string Insert(int line, int indent)
        {
            var whole = lines.Take(line).Concat(Joined(waiver, indent, "\n").TrimEnd('\n').Split('\n')).Concat(lines.Skip(line)).ToList();
            if (whole[whole.Count - 1].Length > 0)
            {
                whole.Add("");
            }

            return string.Join(end, whole);
        }
    }

    private static string Joined(IReadOnlyList<string> waiver, int indent, string end) =>
        string.Concat(waiver.Select((l, i) => new string(' ', indent) + (i == 0 ? "- " : "  ") + l + end));

    private IReadOnlyList<string> Lines(string id) =>
    [
        $"id: {StubText.Yaml(id)}",
        $"rule: {StubText.Yaml(RuleCatalogue.Find(Rule)?.Name ?? Rule)}",
        $"scope: {{ {string.Join(", ", Scope.Select(s => $"{s.Key}: {StubText.Quoted(s.Value)}"))} }}",
        $"reason: {StubText.Quoted(Reason)}",
        $"owner: {StubText.Yaml(Owner)}",
        .. ApprovedBy.Length > 0 ? new[] { $"approvedBy: {StubText.Yaml(ApprovedBy)}" } : [],
        .. ApprovedOn.Length > 0 ? new[] { $"approvedOn: {ApprovedOn}" } : [],
        .. Ticket.Length > 0 ? new[] { $"ticket: {StubText.Quoted(Ticket)}" } : [],
        $"expires: {Expires}",
    ];

    private string FreeId(ICollection<string> taken)
    {
        var name = (RuleCatalogue.Find(Rule)?.Id ?? Rule).ToLowerInvariant() + "-" + StubText.Slug(string.Join("-", Scope.Select(s => s.Value.Trim('*', '/', '.')))).ToLowerInvariant();
        return Enumerable.Range(1, 10_000).Select(n => n == 1 ? name : name + "-" + n.ToString(System.Globalization.CultureInfo.InvariantCulture)).First(i => !taken.Contains(i));
    }
}

/// <param name="File">Relative to the governed folder.</param>
/// <param name="Text">All of the file.</param>
/// <param name="Waiver">Null where it is refused.</param>
public sealed record WaiverDraft(string File, string Text, Waiver? Waiver, IReadOnlyList<string> Problems)
{
    internal static WaiverDraft Refused(string file, params string[] problems) => new(file, "", null, problems);
}
