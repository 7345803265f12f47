using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Engine.Policy.Layers;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>The text of a layer, as it is now.</summary>
/// <param name="Name">As the policy names it.</param>
/// <param name="Sha256">Of the text that the policy was made of.</param>
/// <param name="Path">A name for it beside the other layers: <c>presets/baseline.yml</c>.</param>
/// <param name="Source">In the governed folder; empty for what is not from there.</param>
/// <param name="Bytes">Null where it cannot be read any more, or is another text by now.</param>
internal sealed record PolicyText(string Name, string Version, string Sha256, string Path, string Source, byte[]? Bytes);

/// <summary>Finds the texts that a policy was made of.</summary>
internal static class PolicyTexts
{
    /// <summary>The policy itself first, where there is one, then its layers by name.</summary>
    public static IReadOnlyList<PolicyText> Of(GovernedTree tree, EffectivePolicy policy)
    {
        var texts = new List<PolicyText>();
        if (tree.PolicyFile is not null && policy.PolicyFile.Length > 0)
        {
            texts.Add(Text(new PolicyLayer(policy.PolicyFile, "", policy.Sha256, new Core.Findings.SourcePlace("")), LayerSource.RepositoryFile(tree, tree.PolicyFile), tree));
        }

        texts.AddRange(policy.Layers.Select(l => Text(l, Source(l, tree), tree)));
        return texts;
    }

    private static LayerSource Source(PolicyLayer layer, GovernedTree tree)
    {
        if (layer.Name.StartsWith("preset ", StringComparison.Ordinal))
        {
            return LayerSource.Preset(layer.Name.Substring("preset ".Length));
        }

        var pack = tree.Packs.FirstOrDefault(p => layer.Version == p.Version && layer.Name.StartsWith(p.Id + "/", StringComparison.OrdinalIgnoreCase));
        return pack is null
            ? LayerSource.RepositoryFile(tree, Path.GetFullPath(Path.Combine(tree.Root, layer.Name)))
            : LayerSource.PackFile(pack, Path.GetFullPath(Path.Combine(Path.GetDirectoryName(pack.File)!, layer.Name.Substring(pack.Id.Length + 1))));
    }

    private static PolicyText Text(PolicyLayer layer, LayerSource source, GovernedTree tree)
    {
        var isPack = layer.Version.Length > 0;
        var inTree = source.File is not null && !isPack ? tree.Relative(source.File) : "";
        var path = source.File is null ? $"presets/{layer.Name.Substring("preset ".Length)}.yml"
            : isPack ? $"packages/{layer.Version}/{layer.Name}"
            : "files/" + GovernedTree.RelativePath(tree.RepositoryRoot, source.File);
        var problems = new List<FileProblem>();
        var bytes = source.File is null
            ? Encoding.UTF8.GetBytes(source.Read(problems)!)
            : RegularFile.Read(source.File, source.Display, YamlReader.MaximumBytes, out _);
        var text = bytes is null ? null : YamlReader.Decode(bytes, source.Display, problems);
        // A policy that could not be read has no digest, and is kept as it is.
        var isSame = layer.Sha256.Length == 0 || (text is not null && LayerSource.Digest(text) == layer.Sha256);
        return new PolicyText(layer.Name, layer.Version, layer.Sha256, path, Path.IsPathRooted(inTree) ? "" : inTree, isSame ? bytes : null);
    }
}
