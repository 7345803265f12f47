using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Reports.Pack;

namespace GovernanceAnalyzers.Tool.Commands;

internal sealed record ReportOptions(string Path, IReadOnlyList<string> Formats, string? Out, string? Profile, string? EvaluationDate, string? Pack = null);

/// <summary><c>governance report</c>: writes what files and earlier builds show, for people and for programs. Builds nothing.</summary>
internal static class ReportCommand
{
    /// <summary>Below the folder of facts and caches.</summary>
    private const string DefaultFolder = "report";

    public static int Run(ReportOptions options)
    {
        var target = Path.GetFullPath(options.Path);
        if (!Directory.Exists(target))
        {
            return Bad($"there is no folder '{options.Path}'.");
        }

        if (!Dates.TryGet(options.EvaluationDate, out var date))
        {
            return ExitCodes.BadInput;
        }

        var names = options.Formats.SelectMany(f => f.Split(',')).Select(f => f.Trim()).Where(f => f.Length > 0).ToArray();
        if (names.FirstOrDefault(n => ReportFormats.All.All(f => f.Name != n)) is { } unknown)
        {
            var nearest = NearestName.Find(unknown, ReportFormats.All.Select(f => f.Name));
            return Bad($"there is no format '{unknown}'" + (nearest is null ? "" : $"; did you mean '{nearest}'?") + $" There are {string.Join(", ", ReportFormats.All.Select(f => f.Name))}.");
        }

        if (options.Pack is not null && (names.Length > 0 || options.Out is not null))
        {
            return Bad("--pack writes every format into the pack, so it cannot be used with --format or --out.");
        }

        var tree = PolicySource.At(target, profile: options.Profile);
        var policy = PolicyCompiler.Run(tree, PolicyLoader.Load(tree, date), date);
        var report = new ReportStore(tree).Update(policy);
        var posture = RepositoryPostures.Of(policy, report);
        if (options.Pack is not null)
        {
            return WritePack(options.Pack, policy, posture);
        }

        var folder = options.Out is null ? Path.Combine(tree.OutputFolder, DefaultFolder) : Path.GetFullPath(options.Out);
        foreach (var format in ReportFormats.All.Where(f => names.Length == 0 || names.Contains(f.Name)))
        {
            var file = Path.Combine(folder, format.FileName);
            AtomicFile.WriteIfChanged(file, format.Write(posture));
            Console.WriteLine(Path.GetRelativePath(Environment.CurrentDirectory, file));
        }

        return ExitCodes.Clean;
    }

    private static int WritePack(string folder, PolicyCompiler policy, RepositoryPosture posture)
    {
        var problems = new List<string>();
        var remarks = new List<string>();
        var full = Path.GetFullPath(folder);
        var display = folder.TrimEnd('/', '\\');
        var pack = AuditPack.Of(policy, posture, problems);
        var digest = pack is null ? null : PackFolder.Write(pack, full, display, problems, remarks);
        foreach (var text in problems.Concat(remarks))
        {
            Console.Error.WriteLine("governance: " + text);
        }

        if (digest is null)
        {
            return ExitCodes.BadInput;
        }

        foreach (var omission in pack!.Manifest.NotIncluded)
        {
            Console.Error.WriteLine($"governance: {omission.Source} is named in the pack and not copied: {omission.Reason}");
        }

        Console.WriteLine($"{pack.Manifest.Files.Count} files in {display}. Keep this elsewhere, or sign it: {PackManifest.FileName} has the SHA-256");
        Console.WriteLine(digest);
        return ExitCodes.Clean;
    }

    private static int Bad(string message)
    {
        Console.Error.WriteLine("governance: " + message);
        return ExitCodes.BadInput;
    }
}
