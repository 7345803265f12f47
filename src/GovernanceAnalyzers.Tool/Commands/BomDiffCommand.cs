using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Engine.Reports.Bom;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Tool.Commands;

internal sealed record BomDiffOptions(string Before, string After, bool FailOnNew, bool Json, bool Markdown);

/// <summary><c>governance bom diff</c>: which AI use is new between two bills of materials.</summary>
internal static class BomDiffCommand
{
    private const string FileName = "governance.cdx.json";

    public static int Run(BomDiffOptions options)
    {
        if (options.Json && options.Markdown)
        {
            return Bad("--json and --markdown are two forms; choose one.");
        }

        if (Load(options.Before) is not { } before || Load(options.After) is not { } after)
        {
            return ExitCodes.BadInput;
        }

        var changes = BomDiff.Compare(before, after);
        if (options.Json)
        {
            Console.Write(BomDiffText.Json(changes));
        }
        else if (options.Markdown)
        {
            Console.Write(BomDiffText.Markdown(changes));
        }
        else
        {
            foreach (var change in changes)
            {
                Console.WriteLine($"{(change.IsNew ? "+" : change.Kind is BomChangeKind.Removed or BomChangeKind.NoLongerUsed ? "-" : " ")} {change.Text}.");
            }

            Console.WriteLine(BomDiff.Summary(changes) + ".");
        }

        return options.FailOnNew && changes.Any(c => c.IsNew) ? ExitCodes.Findings : ExitCodes.Clean;
    }

    private static BomContent? Load(string path)
    {
        if (Find(path) is not { } file)
        {
            return null;
        }

        var problems = new List<FileProblem>();
        var display = Path.GetRelativePath(Environment.CurrentDirectory, file).Replace('\\', '/');
        var text = YamlReader.ReadText(file, display, BomContent.MaximumBytes, problems);
        var content = text is null ? null : BomContent.Read(text, display, problems);
        foreach (var problem in problems)
        {
            Console.Error.WriteLine($"{problem.Place}: {problem.Message}");
        }

        return content;
    }

    /// <summary>A file, or what the folder of a repository, of its reports or of an artifact holds.</summary>
    private static string? Find(string path)
    {
        if (File.Exists(path))
        {
            return Path.GetFullPath(path);
        }

        if (!Directory.Exists(path))
        {
            Bad($"'{path}' does not exist.");
            return null;
        }

        var found = new[] { FileName, Path.Combine(".governance", "report", FileName), Path.Combine("reports", FileName) }
            .Select(p => Path.Combine(path, p))
            .FirstOrDefault(File.Exists);
        if (found is not null)
        {
            return Path.GetFullPath(found);
        }

        var others = Directory.GetFiles(path, "*.cdx.json").Concat(Directory.GetFiles(path, "bom.json")).Order(StringComparer.Ordinal).ToArray();
        if (others.Length == 1)
        {
            return Path.GetFullPath(others[0]);
        }

        Bad(others.Length == 0
            ? $"there is no bill of materials in '{path}': neither {FileName} nor .governance/report/{FileName}. 'governance report --format bom' writes one."
            : $"there are {others.Length} bills of materials in '{path}'. Name the file.");
        return null;
    }

    private static int Bad(string message)
    {
        Console.Error.WriteLine("governance: " + message);
        return ExitCodes.BadInput;
    }
}
