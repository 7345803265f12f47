using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>
/// <c>governance.lock.yml</c>: the digest of every layer below the policy, as somebody last agreed to them. The policy itself is not in it:
/// it is in the repository, where every change has an author. Without the file nothing is compared.
/// </summary>
public static class PolicyLock
{
    public const string FileName = "governance.lock.yml";

    /// <summary>For loading a policy where no decision depends on the day.</summary>
    public static readonly CalendarDate AnyDay = CalendarDate.Parse("2000-01-01");

    public static readonly ObjectShape Shape = new(
        new Property("schemaVersion", ScalarShape.OneOf("1"), Required: true, "Version of this format: 1."),
        new Property(
            "layers",
            new ListShape(new ObjectShape(
                new Property("layer", ScalarShape.Text, Required: true, "A preset, a file, or a file of a package."),
                new Property("version", ScalarShape.Text, Description: "Version of the package."),
                new Property("sha256", ScalarShape.Sha256, Required: true, "Digest of the layer's text, with line ends as LF."))),
            Required: true,
            "Every layer below the policy."));

    /// <summary>Where the lock of a policy is: beside it.</summary>
    public static string PathFor(GovernedTree tree) =>
        Path.Combine(tree.PolicyFile is null ? tree.Root : Path.GetDirectoryName(tree.PolicyFile)!, FileName);

    /// <summary>The text of the lock file.</summary>
    public static string Write(IEnumerable<PolicyLayer> layers)
    {
        var text = new StringBuilder("# Written by 'governance policy lock': the layers that the policy stands on, as agreed. Commit it.\nschemaVersion: 1\nlayers:\n");
        foreach (var layer in layers.OrderBy(l => l.Name, StringComparer.Ordinal))
        {
            text.Append("  - layer: ").Append(Quote(layer.Name)).Append('\n');
            if (layer.Version.Length > 0)
            {
                text.Append("    version: ").Append(Quote(layer.Version)).Append('\n');
            }

            text.Append("    sha256: ").Append(layer.Sha256).Append('\n');
        }

        return layers.Any() ? text.ToString() : text.ToString().Replace("layers:\n", "layers: []\n");
    }

    /// <summary>Compares the layers in use with the lock file, if there is one.</summary>
    internal static IReadOnlyList<Finding> Check(GovernedTree tree, IReadOnlyList<PolicyLayer> layers, InputFiles inputs)
    {
        var path = PathFor(tree);
        inputs.Add(path);
        if (!File.Exists(path))
        {
            return [];
        }

        var findings = new List<Finding>();
        var display = tree.Relative(path);
        var problems = new List<FileProblem>();
        var root = YamlReader.ReadFile(path, display, problems);
        if (root is not null)
        {
            Shape.Check(root, "the lock file", problems);
        }

        if (problems.Count > 0 || root is not YamlMapping mapping)
        {
            return problems.Select(p => new Finding("GOV0001", Severity.Error, p.Message, p.Place, p.Message)).ToArray();
        }

        var locked = new Dictionary<string, YamlMapping>(StringComparer.Ordinal);
        foreach (var entry in mapping.List("layers").OfType<YamlMapping>())
        {
            if (locked.ContainsKey(entry.Text("layer")!))
            {
                Add(entry.Place, $"{entry.Text("layer")} is in the lock file twice");
                continue;
            }

            locked.Add(entry.Text("layer")!, entry);
            if (layers.All(l => l.Name != entry.Text("layer")))
            {
                Add(entry.Place, $"{entry.Text("layer")} is locked here, and the policy does not stand on it any more");
            }
        }

        foreach (var layer in layers)
        {
            if (!locked.TryGetValue(layer.Name, out var entry))
            {
                Add(layer.Place.Path.Length == 0 ? new SourcePlace(display, 1, 1) : layer.Place, $"{layer.Name} is not in {display}: the policy stands on a layer that nobody agreed to");
            }
            else if (!string.Equals(entry.Text("sha256"), layer.Sha256, StringComparison.OrdinalIgnoreCase))
            {
                var versions = layer.Version.Length > 0 && entry.Text("version") is { } before && before != layer.Version ? $" (version {before} then, {layer.Version} now)" : "";
                Add(
                    entry.Entry("sha256")!.Value.Place,
                    $"{layer.Name} is not what it was when it was locked{versions}: its digest is {layer.Sha256}. See 'governance policy show' for what applies now");
            }
        }

        return findings;

        void Add(SourcePlace place, string message) => findings.Add(new Finding(
            "GOV0004", Severity.Error, message + ". If that is wanted, run 'governance policy lock' and commit the file.", place, message));
    }

    private static string Quote(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '.' or '/' or '-' or '_' or ' ') && text.Any(char.IsLetter)
        ? text
        : "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}
