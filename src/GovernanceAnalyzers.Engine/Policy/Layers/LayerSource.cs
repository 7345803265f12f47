using System;
using System.Collections.Generic;
using System.IO;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Policy.Layers;

/// <summary>Where a layer's text comes from, and what its relative paths are relative to.</summary>
/// <param name="Name">As messages and the lock file name it.</param>
/// <param name="File">Absolute path; null for a preset, which travels inside this assembly.</param>
internal sealed record LayerSource(string Name, string? File)
{
    /// <summary>Where findings in this layer are: its name, with the version of a package in front.</summary>
    public string Display { get; init; } = Name;

    /// <summary>Version of the package, or empty.</summary>
    public string Version { get; init; } = "";

    /// <summary>The folder that <c>file:</c> entries must stay in; null for a preset, which has none.</summary>
    public string? Boundary { get; init; }

    /// <summary>The folder that globs and paths are relative to; null for the governed folder, as in presets and packages.</summary>
    public string? PathBase { get; init; }

    /// <summary>The layer belongs to this repository and to no other, so what it names should be there.</summary>
    public bool IsOwn => PathBase is not null;

    public static LayerSource Preset(string name) => new("preset " + name, null);

    public static LayerSource RepositoryFile(GovernedTree tree, string path) => new(tree.Relative(path), path)
    {
        Boundary = tree.RepositoryRoot,
        PathBase = Path.GetDirectoryName(path),
    };

    /// <param name="path">The pack's own policy file, or a file below its folder.</param>
    public static LayerSource PackFile(PolicyPack pack, string path)
    {
        var folder = Path.GetDirectoryName(pack.File)!;
        var relative = GovernedTree.RelativePath(folder, path);
        return new LayerSource($"{pack.Id}/{relative}", path)
        {
            Display = pack.Version.Length == 0 ? $"{pack.Id}/{relative}" : $"{pack.Id} {pack.Version}/{relative}",
            Version = pack.Version,
            Boundary = folder,
        };
    }

    /// <summary>The layer's text, or null with a problem.</summary>
    public string? Read(ICollection<FileProblem> problems) => File is null
        ? ShippedFiles.Text($"policies/presets/{Name.Substring("preset ".Length)}.yml")
        : YamlReader.ReadText(File, Display, YamlReader.MaximumBytes, problems);

    /// <summary>64 hex digits that do not depend on how a checkout ends its lines.</summary>
    public static string Digest(string text) => Sha256Text.Hex(text.TrimStart('\uFEFF').Replace("\r\n", "\n"));
}

/// <summary>A NuGet package that holds a policy, as NuGet restored it.</summary>
/// <param name="File">Absolute path of its policy.</param>
public sealed record PolicyPack(string Id, string Version, string File)
{
    /// <summary>Other versions that projects of the same governed folder reference, with the projects.</summary>
    public IReadOnlyList<string> OtherVersions { get; init; } = [];
}
