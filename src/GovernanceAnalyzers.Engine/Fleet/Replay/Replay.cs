using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Layers;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Engine.Fleet;

/// <summary>What a policy makes of a recording.</summary>
/// <param name="Results">Without those that cannot be relied on.</param>
/// <param name="NotAssessed">What is not known, each in a sentence; sorted.</param>
public sealed record ReplayResult(EffectivePolicy Policy, IReadOnlyList<Result> Results, IReadOnlyList<string> NotAssessed)
{
    public IEnumerable<Result> Failing => Results.Where(r => r.Status == ResultStatus.Open && r.Finding.Severity >= Policy.FailOn);
}

/// <summary>
/// A recording as a tree of files again, on which the ordinary checks run: so a replay says what a build would say. Files whose text was
/// not recorded are there with their length and time, and what the checks knew of their contents is remembered; what would have to be read
/// of them is said not to be assessed.
/// </summary>
public sealed class Replay : IDisposable
{
    /// <summary>Rules that rest on names, lengths and what is remembered of contents, so that a file without its text is as good as one with it.</summary>
    private static readonly HashSet<string> NeedNoText = new(["GOV3001", "GOV6003", "GOV6004", "GOV6005", "GOV6006", "GOV6009"], StringComparer.Ordinal);

    private readonly Recording _recording;
    private readonly string _folder;
    private readonly string _repository;
    private readonly string _root;
    private readonly HashSet<string> _hollow;

    private Replay(Recording recording, string folder)
    {
        _recording = recording;
        _folder = folder;
        _repository = Path.Combine(folder, "repository");
        _root = recording.Folder.Length == 0 ? _repository : Path.Combine([_repository, .. recording.Folder.Split('/')]);
        _hollow = new HashSet<string>(recording.Files.Where(f => f.Bytes is null).Select(f => f.Path).Concat(recording.Links), StringComparer.Ordinal);
    }

    /// <summary>Writes the files. Throws what writing throws.</summary>
    /// <param name="folder">An empty folder for it; the caller deletes it.</param>
    public static Replay Of(Recording recording, string folder)
    {
        var replay = new Replay(recording, folder);
        Directory.CreateDirectory(replay._root);
        foreach (var path in recording.Folders)
        {
            Directory.CreateDirectory(replay.Full(path));
        }

        foreach (var file in recording.Files)
        {
            Write(replay.Full(file.Path), file);
        }

        foreach (var pack in recording.Packs)
        {
            foreach (var file in pack.Files)
            {
                Write(Path.Combine([replay.PackFolder(pack), .. file.Path.Split('/')]), file);
            }
        }

        var output = Path.Combine(replay._root, ".governance");
        Directory.CreateDirectory(output);
        File.WriteAllText(Path.Combine(output, "contents.txt"), recording.Contents);
        return replay;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left to the system, as other temporary files.
        }
    }

    /// <summary>What the repository's own policy makes of it, as it was recorded or with other packs.</summary>
    /// <param name="packs">Take the place of those of the same id.</param>
    public ReplayResult Run(CalendarDate today, IReadOnlyList<PolicyPack>? packs = null)
    {
        var tree = Tree(_recording.PolicyFile.Length == 0 ? null : Full(_recording.PolicyFile), packs ?? []);
        return Run(tree, PolicyLoader.Load(tree, today), today);
    }

    /// <summary>What another policy makes of it, put in the place of the repository's own. The files of the replay are changed by that.</summary>
    /// <param name="policy">Where it is, and where its layers are found: packs, and files beside and below it.</param>
    public ReplayResult Run(GovernedTree policy, CalendarDate today)
    {
        var name = _recording.PolicyFile.Length > 0 && _recording.PolicyFile.IndexOf("..", StringComparison.Ordinal) < 0 ? _recording.PolicyFile : GovernedTree.PolicyFileName;
        var below = name.LastIndexOf('/') is >= 0 and var slash ? name.Substring(0, slash + 1) : "";
        var folder = Path.GetDirectoryName(policy.PolicyFile!)!;
        var layers = PolicyLoader.Load(policy with { Root = folder }, today).Layers
            .Select(l => l.Name)
            .Where(l => l.Split('/').All(p => p is not (".." or "")) && File.Exists(Path.Combine(folder, l)));
        var replaced = new Dictionary<string, RepositoryFile?>(StringComparer.Ordinal);
        var recorded = _recording.Files.ToDictionary(f => f.Path, StringComparer.Ordinal);
        foreach (var (from, to) in layers.Select(l => (Path.Combine(folder, l), below + l)).Append((policy.PolicyFile!, name)))
        {
            var full = Full(to);
            replaced[to] = recorded.TryGetValue(to, out var before) ? new RepositoryFile(to, full, before.Length, before.Modified) : null;
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.Copy(from, full, overwrite: true);
            _hollow.Remove(to);
        }

        var tree = Tree(Full(name), policy.Packs) with { Replaced = replaced };
        return Run(tree, PolicyLoader.Load(tree, today), today);
    }

    private ReplayResult Run(GovernedTree tree, EffectivePolicy policy, CalendarDate today)
    {
        var input = PolicyCompiler.Run(tree, policy, today);
        var runs = _recording.Projects.Where(p => File.Exists(Full(p.Project))).ToArray();
        var all = ReportStore.Results(input, runs);
        var fromCode = new HashSet<string>(ProjectGate.Results(runs, input.Compiled).Select(r => r.Key), StringComparer.Ordinal);
        var known = new HashSet<string>(_recording.Results.Select(r => r.Key), StringComparer.Ordinal);
        var missed = new HashSet<string>(input.Contents.Missed, StringComparer.Ordinal);
        var (results, notAssessed) = (new List<Result>(), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var result in all)
        {
            if (fromCode.Contains(result.Key) || known.Contains(result.Key) || Unknown(result.Finding) is not { } path)
            {
                results.Add(result);
            }
            else
            {
                notAssessed.Add($"{result.Finding.RuleId} for {path}: its text is not in the recording.");
            }
        }

        if (missed.Count > 0)
        {
            const int Shown = 3;
            var some = string.Join(", ", missed.OrderBy(m => m, StringComparer.Ordinal).Take(Shown)) + (missed.Count > Shown ? $" and {missed.Count - Shown} more" : "");
            notAssessed.Add($"The contents of {some}: the policy asks for something that was not looked for when they were recorded.");
        }

        var settings = Recorder.FactSettings(policy);
        foreach (var name in settings.Keys.Concat(_recording.FactSettings.Keys).Distinct(StringComparer.Ordinal))
        {
            var (before, after) = (Value(_recording.FactSettings, name), Value(settings, name));
            if (before != after && after != "off")
            {
                notAssessed.Add($"'{name}' changes what the compiler looks for, and what it would find takes a build.");
            }
        }

        foreach (var setting in policy.Settings.Where(s => s.Name is PolicySettings.WaiverBaseBranch or PolicySettings.BaselineBaseBranch && s.Value.Length > 0))
        {
            notAssessed.Add($"'{setting.Name}' compares with a branch, and branches are not in the recording.");
        }

        return new ReplayResult(policy, results, [.. notAssessed]);

        string? Unknown(Finding finding) =>
            _hollow.Contains(finding.Place.Path) && (!NeedNoText.Contains(finding.RuleId) || missed.Contains(finding.Place.Path))
                ? finding.Place.Path
                : missed.FirstOrDefault(m => finding.Subject == m || finding.Message.IndexOf(m, StringComparison.Ordinal) >= 0);

        static string Value(IReadOnlyDictionary<string, string> settings, string name) => settings.TryGetValue(name, out var value) ? value : "";
    }

    private GovernedTree Tree(string? policyFile, IReadOnlyList<PolicyPack> packs) => new(_root, _repository, policyFile)
    {
        Packs = [.. _recording.Packs
            .Where(p => packs.All(o => !string.Equals(o.Id, p.Id, StringComparison.OrdinalIgnoreCase)))
            .Select(p => new PolicyPack(p.Id, p.Version, Path.Combine(PackFolder(p), p.File)) { OtherVersions = p.OtherVersions })
            .Concat(packs)
            .OrderBy(p => p.Id, StringComparer.OrdinalIgnoreCase)],
        Profile = _recording.Profile,
        Hollow = _hollow,
    };

    private string PackFolder(RecordedPack pack) => Path.Combine(_folder, "packs", pack.Id, "policy");

    private string Full(string path) => Path.GetFullPath(Path.Combine([_root, .. path.Split('/')]));

    private static void Write(string full, RecordedFile file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        if (file.Bytes is { } bytes)
        {
            File.WriteAllBytes(full, bytes);
        }
        else
        {
            // Takes no room where the system knows files with holes.
            using var stream = new FileStream(full, FileMode.Create, FileAccess.Write);
            stream.SetLength(file.Length);
        }

        File.SetLastWriteTimeUtc(full, new DateTime(file.Modified, DateTimeKind.Utc));
    }
}
