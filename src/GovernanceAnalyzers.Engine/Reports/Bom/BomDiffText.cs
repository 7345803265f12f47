using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GovernanceAnalyzers.Engine.Reports.Bom;

/// <summary>Changes as text that people and programs read.</summary>
public static class BomDiffText
{
    /// <summary>For a pull request.</summary>
    public static string Markdown(IReadOnlyList<BomChange> changes)
    {
        var text = new StringBuilder("### AI use\n\n").Append(BomDiff.Summary(changes)).Append(".\n");
        Section("New", changes.Where(c => c.IsNew).ToArray());
        Section("Changed", changes.Where(c => !c.IsNew).ToArray());
        return text.ToString();

        void Section(string title, IReadOnlyCollection<BomChange> listed)
        {
            if (listed.Count == 0)
            {
                return;
            }

            text.Append("\n| ").Append(title).Append(" | | |\n|---|---|---|\n");
            foreach (var change in listed)
            {
                text.Append("| ").Append(change.IsDataset ? "dataset" : "model").Append(' ').Append(Code(change.Part)).Append(" | ").Append(Words(change)).Append(" | ").Append(Code(change.Place)).Append(" |\n");
            }
        }
    }

    public static string Json(IReadOnlyList<BomChange> changes) => JsonText.Write(json =>
    {
        json.WriteStartArray();
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("change", Word(change.Kind));
            json.WriteString("part", change.IsDataset ? "dataset" : "model");
            json.WriteString("name", change.Part);
            json.WriteBoolean("new", change.IsNew);
            json.Text("before", change.Before);
            json.Text("after", change.After);
            json.Text("place", change.Place);
            json.WriteString("text", change.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>What happened, where the part is named beside it.</summary>
    private static string Words(BomChange change) => change.Kind switch
    {
        BomChangeKind.Added => change.After.Length > 0 ? $"is new, {Code(change.After)}" : "is new",
        BomChangeKind.Removed => "is gone",
        BomChangeKind.UsedElsewhere => "is used here as well",
        BomChangeKind.NoLongerUsed => "is no longer used here",
        BomChangeKind.Content => "has other files under the same name and version",
        _ => $"{Word(change.Kind)}: {Value(change.Before)} → {Value(change.After)}",
    };

    private static string Word(BomChangeKind kind) => kind switch
    {
        BomChangeKind.Added => "added",
        BomChangeKind.Removed => "removed",
        BomChangeKind.UsedElsewhere => "used elsewhere",
        BomChangeKind.NoLongerUsed => "no longer used",
        BomChangeKind.Version => "version",
        BomChangeKind.Licence => "licence",
        BomChangeKind.Verdict => "verdict",
        BomChangeKind.Classification => "personal data",
        _ => "content",
    };

    private static string Value(string text) => text.Length == 0 ? "none" : Code(text);

    /// <summary>
    /// A code span of a cell, with a fence longer than any run of backticks. Tables take a backslash before a bar away, and know no way to write
    /// both, so then the bar becomes another.
    /// </summary>
    private static string Code(string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        var longest = 0;
        for (int i = 0, run = 0; i < text.Length; i++)
        {
            run = text[i] == '`' ? run + 1 : 0;
            longest = run > longest ? run : longest;
        }

        var fence = new string('`', longest + 1);
        var pad = text[0] == '`' || text[text.Length - 1] == '`' ? " " : "";
        return fence + pad + (text.Contains("\\|") ? text.Replace('|', '¦') : text.Replace("|", "\\|")) + pad + fence;
    }
}
