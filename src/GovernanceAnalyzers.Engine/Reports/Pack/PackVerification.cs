using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy.Layers;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Reports.Pack;

/// <summary>What a pack is not.</summary>
public enum PackProblemKind
{
    /// <summary>The pack cannot be checked at all: there is no manifest, or none that can be relied on.</summary>
    Unreadable,

    /// <summary>The manifest is not the one whose digest was noted.</summary>
    OtherManifest,

    Missing,

    Changed,

    Added,

    /// <summary>Reports, policy texts and manifest do not tell of the same policy.</summary>
    OtherPolicy,

    /// <summary>The pack is whole; the repository has gone on.</summary>
    ChangedSince,
}

/// <param name="Place">A path within the pack; one in the repository for <see cref="PackProblemKind.ChangedSince"/>.</param>
public sealed record PackProblem(PackProblemKind Kind, SourcePlace Place, string Message);

/// <param name="Manifest">Null where it cannot be relied on.</param>
/// <param name="ManifestSha256">Empty where there is none.</param>
public sealed record PackCheck(PackManifest? Manifest, string ManifestSha256, IReadOnlyList<PackProblem> Problems)
{
    /// <summary>Files of the repository that were compared with the pack.</summary>
    public int Compared { get; init; }

    public bool IsUnreadable => Problems.Any(p => p.Kind == PackProblemKind.Unreadable);
}

/// <summary>Checks a pack with nothing but itself: that everything is there, that nothing is changed or added, and that its parts tell of one policy.</summary>
public static class PackVerification
{
    private const int MaximumReportBytes = 512 * 1024 * 1024;

    /// <param name="folder">Absolute path.</param>
    /// <param name="manifestSha256">The digest of the manifest as it was noted elsewhere; empty where nobody did.</param>
    /// <param name="against">The governed folder to compare the evidence with; null to leave that.</param>
    public static PackCheck Run(string folder, string manifestSha256 = "", GovernedTree? against = null)
    {
        var problems = new List<PackProblem>();
        if (Manifest(folder, problems, out var digest) is not { } manifest)
        {
            return new PackCheck(null, digest, problems);
        }

        if (manifestSha256.Length > 0 && !string.Equals(manifestSha256, digest, StringComparison.OrdinalIgnoreCase))
        {
            Add(PackProblemKind.OtherManifest, PackManifest.FileName, $"The manifest is another one than was noted: its digest is {digest}, and not {manifestSha256.ToLowerInvariant()}. Ask who gave you the pack.");
        }

        foreach (var file in manifest.Files)
        {
            File(folder, file, problems);
        }

        var expected = new HashSet<string>(manifest.Paths, StringComparer.Ordinal) { PackManifest.FileName };
        foreach (var (path, _) in PackFolder.Entries(folder).Where(e => !expected.Contains(e.Path)))
        {
            Add(PackProblemKind.Added, path, AtomicFile.IsLeftOver(path) ? "A write that was interrupted left this file. Delete it." : "The manifest does not list this file: it was added later. Take it out.");
        }

        Policies(folder, manifest, problems);
        var compared = against is null ? 0 : Since(manifest, against, problems);
        return new PackCheck(manifest, digest, problems) { Compared = compared };

        void Add(PackProblemKind kind, string path, string message) => problems.Add(new PackProblem(kind, new SourcePlace(path), message));
    }

    private static PackManifest? Manifest(string folder, List<PackProblem> problems, out string digest)
    {
        digest = "";
        if (!Directory.Exists(folder))
        {
            return Unreadable("There is no such folder.");
        }

        var file = Path.Combine(folder, PackManifest.FileName);
        if (RegularFile.Read(file, PackManifest.FileName, PackManifest.MaximumBytes, out var problem) is not { } bytes)
        {
            return Unreadable(System.IO.File.Exists(file) || RegularFile.IsLink(file) ? problem : "There is no manifest, so this is no pack, or writing it was interrupted at its beginning.");
        }

        digest = AuditPack.Sha256(bytes);
        var found = new List<FileProblem>();
        var manifest = YamlReader.Decode(bytes, PackManifest.FileName, found) is { } text ? PackManifest.Read(text, PackManifest.FileName, found) : null;
        problems.AddRange(found.Select(f => new PackProblem(PackProblemKind.Unreadable, f.Place, f.Message)));
        return manifest is { IsIncomplete: true } ? Unreadable("Writing this pack was interrupted, so it is not complete. Write it again.") : manifest;

        PackManifest? Unreadable(string message)
        {
            problems.Add(new PackProblem(PackProblemKind.Unreadable, new SourcePlace(PackManifest.FileName), message));
            return null;
        }
    }

    private static void File(string folder, PackFile file, List<PackProblem> problems)
    {
        if (RegularFile.LinkBelow(folder, file.Path) is { } link)
        {
            Add(PackProblemKind.Changed, link == file.Path ? "This is a symbolic link, and no file of a pack is one." : $"The folder {link} is a symbolic link, and what it leads to is not of the pack.");
            return;
        }

        var full = Path.Combine(folder, file.Path);
        var info = new FileInfo(full);
        if (!info.Exists)
        {
            Add(PackProblemKind.Missing, Directory.Exists(full) ? "There is a folder where this file was." : "The file is not there any more.");
            return;
        }

        try
        {
            if (info.Length != file.Length)
            {
                Add(PackProblemKind.Changed, $"The file has {info.Length} bytes, and had {file.Length}.");
            }
            else if (Digest(full, info.Length) is var digest && digest != file.Sha256)
            {
                Add(PackProblemKind.Changed, $"The file has the SHA-256 {digest}, and had {file.Sha256}.");
            }
        }
        catch (Exception e) when (RegularFile.IsExpected(e))
        {
            Add(PackProblemKind.Changed, $"The file cannot be read: {e.Message}");
        }

        void Add(PackProblemKind kind, string message) => problems.Add(new PackProblem(kind, new SourcePlace(file.Path), message));
    }

    private static string Digest(string full, long length)
    {
        using var sha = SHA256.Create();
        if (length == 0)
        {
            // What has no length may be a pipe, which never ends.
            return Sha256Text.Hex(sha.ComputeHash([]));
        }

        using var stream = RegularFile.Open(full);
        return Sha256Text.Hex(sha.ComputeHash(stream));
    }

    /// <summary>The texts are those that the manifest cites, and every report that names its policy names this one.</summary>
    private static void Policies(string folder, PackManifest manifest, List<PackProblem> problems)
    {
        var broken = new HashSet<string>(problems.Select(p => p.Place.Path), StringComparer.Ordinal);
        foreach (var layer in manifest.Layers.Where(l => !broken.Contains(l.Path)))
        {
            var ignored = new List<FileProblem>();
            var text = YamlReader.ReadText(Path.Combine(folder, layer.Path), layer.Path, YamlReader.MaximumBytes, ignored);
            if (text is null || LayerSource.Digest(text) != layer.Sha256)
            {
                Add(layer.Path, $"This is not the text of {Excerpt.Of(layer.Name)} that the report was made under: the manifest cites the SHA-256 {layer.Sha256} for it.");
            }
        }

        foreach (var report in manifest.Files.Where(f => f.Role == PackRole.Report && !broken.Contains(f.Path)))
        {
            if (Cited(folder, report.Path) is not { } cited)
            {
                continue;
            }

            if (cited.Problem.Length > 0)
            {
                Add(report.Path, cited.Problem);
                continue;
            }

            if (cited.Policy != manifest.PolicyDigest)
            {
                Add(report.Path, $"The report was made under the policy {Excerpt.Of(cited.Policy)}, and the manifest cites {Excerpt.Of(manifest.PolicyDigest)}.");
            }

            foreach (var (name, sha256) in cited.Layers.Where(c => !manifest.Layers.Any(l => l.Name == c.Name && l.Sha256 == c.Sha256)))
            {
                Add(report.Path, $"The report was made under {Excerpt.Of(name)} with the SHA-256 {Excerpt.Of(sha256)}, and no text in the pack is that.");
            }
        }

        void Add(string path, string message) => problems.Add(new PackProblem(PackProblemKind.OtherPolicy, new SourcePlace(path), message));
    }

    /// <summary>What a report says about its policy; null for forms that do not say.</summary>
    private static (string Policy, IReadOnlyList<(string Name, string Sha256)> Layers, string Problem)? Cited(string folder, string path)
    {
        var kind = new[] { "governance.json", ".sarif", ".cdx.json" }.FirstOrDefault(e => path.EndsWith(e, StringComparison.Ordinal));
        if (kind is null)
        {
            return null;
        }

        var found = new List<FileProblem>();
        var text = YamlReader.ReadText(Path.Combine(folder, path), path, MaximumReportBytes, found);
        if (text is null || JsonReader.ReadText(text, path, found) is not YamlMapping root)
        {
            return ("", [], found.Count > 0 ? found[0].Message : "This is no report of ours.");
        }

        if (kind == "governance.json")
        {
            var policy = root.Mapping("policy");
            var own = policy?.Text("file") is { } file && policy.Text("sha256") is { } sha256 ? new[] { (file, sha256) } : [];
            return Of(policy?.Text("digest"), [.. own, .. (policy?.List("layers") ?? []).OfType<YamlMapping>().Select(l => (l.Text("layer") ?? "", l.Text("sha256") ?? ""))]);
        }

        return kind == ".sarif"
            ? Of(root.List("runs").OfType<YamlMapping>().Select(r => r.Mapping("properties")?.Text("policyDigest")).FirstOrDefault(), [])
            : Of(root.Mapping("metadata")?.List("properties").OfType<YamlMapping>().FirstOrDefault(p => p.Text("name") == "governance:policyDigest")?.Text("value"), []);

        static (string, IReadOnlyList<(string, string)>, string)? Of(string? digest, IReadOnlyList<(string, string)> layers) =>
            digest is null ? ("", [], "The report does not say which policy it was made under.") : (digest, layers, "");
    }

    private static int Since(PackManifest manifest, GovernedTree tree, List<PackProblem> problems)
    {
        var sources = manifest.Files.Where(f => f.Source.Length > 0).Select(f => (f.Source, f.Sha256))
            .Concat(manifest.NotIncluded.Where(o => o.Sha256.Length > 0 && PackManifest.PathProblem(o.Source) is null).Select(o => (o.Source, o.Sha256)))
            .OrderBy(s => s.Source, StringComparer.Ordinal)
            .ToArray();
        foreach (var (source, sha256) in sources)
        {
            var full = Path.Combine(tree.Root, source);
            var info = new FileInfo(full);
            if (RegularFile.LinkBelow(tree.Root, source) is not null)
            {
                Add("The file is a symbolic link by now.");
            }
            else if (!info.Exists)
            {
                Add("The file has been taken away since.");
            }
            else
            {
                try
                {
                    if (Digest(full, info.Length) is var digest && digest != sha256)
                    {
                        Add($"The file has changed since: its SHA-256 is {digest}, and was {sha256}.");
                    }
                }
                catch (Exception e) when (RegularFile.IsExpected(e))
                {
                    Add($"The file cannot be read: {e.Message}");
                }
            }

            void Add(string message) => problems.Add(new PackProblem(PackProblemKind.ChangedSince, new SourcePlace(source), message));
        }

        return sources.Length;
    }
}
