using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Artefacts;

/// <summary>What is on record about one model file, in a manifest or in the register.</summary>
/// <param name="Path">Relative to the governed folder.</param>
/// <param name="Place">Of the digest, or of the entry where it has none.</param>
public sealed record ArtefactRecord(string Path, SourcePlace Place)
{
    /// <summary><c>sha256</c>, <c>sha384</c> or <c>sha512</c>.</summary>
    public string Algorithm { get; init; } = "sha256";

    /// <summary>In lower-case hexadecimal digits; empty when none is recorded.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Says where the file is from: an address or a name, or that it was trained here.</summary>
    public bool HasSource { get; init; }

    /// <summary>Says which tool scanned the file, when, and with which result.</summary>
    public bool IsScanned { get; init; }

    /// <summary>The model it is, as <c>provider:reference</c> or an id of the register; empty when it does not say.</summary>
    public string Model { get; init; } = "";
}

/// <summary>
/// Reads <c>governance/artefacts.yml</c>, strictly, and what the register says about model files. An entry with a mistake is left out: a
/// digest that cannot be one proves nothing.
/// </summary>
public static class ArtefactManifest
{
    public const string Setting = "artefacts.manifest";

    private static readonly ScalarShape FilePath = new("a path", RegisterShape.PathProblem) { Pattern = @"^(?!/)(?!.:)(?!(.*/)?\.\.(/|$))(?=.*\S)[^\\|\p{Cc}]+$" };

    private static readonly ScalarShape Sha256 = new("a sha256", Sha256Problem) { Pattern = "^[0-9a-fA-F]{64}$" };

    private static readonly string[] NoPath = ["nuget:", "models:", "runs:", "mlflow-artifacts:", "azureml:"];

    private static readonly ObjectShape Entry = new(
        new Property("path", FilePath, Required: true, "The model file, relative to the governed folder."),
        new Property("sha256", Sha256, Required: true, "The SHA-256 of the file that was evaluated."),
        new Property("model", ScalarShape.Text, Description: "The model it is: an id of the register, or provider:reference."),
        new Property("format", ScalarShape.Text, Description: "What kind of file it is, for people."),
        new Property("source", ScalarShape.Text, Description: "Where it was had from: an address, or the run that trained it."),
        new Property("licence", ScalarShape.Text, Description: "The licence of the weights."));

    public static readonly ObjectShape Shape = new(
        new Property("schemaVersion", ScalarShape.OneOf("1"), Required: true, "Version of this format: 1."),
        new Property("artefacts", new ListShape(Entry), Description: "The model files, each with its digest."));

    /// <summary>The records of all manifests of the policy and of the register.</summary>
    /// <param name="problems">Receives what is wrong with the manifests.</param>
    public static IReadOnlyList<ArtefactRecord> Read(GovernedTree tree, EffectivePolicy policy, Register register, ICollection<FileProblem> problems)
    {
        var records = new List<ArtefactRecord>();
        foreach (var manifest in policy.ArtefactManifests.Distinct(StringComparer.Ordinal))
        {
            var path = Path.GetFullPath(Path.Combine(tree.Root, manifest));
            var display = tree.Relative(path);
            policy.Inputs.Add(path);
            if (!tree.IsInRepository(path))
            {
                problems.Add(new FileProblem(new SourcePlace(display), $"The manifest of model files lies outside the repository. Keep it where its history is. [{policy.PlaceOf(Setting)}]"));
            }
            else if (File.Exists(path) || Directory.Exists(path) || RegularFile.IsLink(path))
            {
                records.AddRange(Read(YamlReader.ReadFile(path, display, problems), problems));
            }
        }

        records.AddRange(register.Models.Where(m => m.Provider == "local-artifact").Select(OfRegister).OfType<ArtefactRecord>());
        return records;
    }

    /// <summary>The entries of one manifest that have nothing wrong.</summary>
    public static IReadOnlyList<ArtefactRecord> Read(YamlValue? root, ICollection<FileProblem> problems)
    {
        if (root is not YamlMapping mapping)
        {
            if (root is not null)
            {
                problems.Add(new FileProblem(root.Place, $"A manifest of model files must be a mapping with schemaVersion and artefacts, not {root.Kind}."));
            }

            return [];
        }

        Shape.Check(mapping, "the manifest of model files", problems);
        var known = new Dictionary<string, SourcePlace>(StringComparer.Ordinal);
        var records = new List<ArtefactRecord>();
        foreach (var entry in mapping.List("artefacts").OfType<YamlMapping>())
        {
            if (entry["path"] is not YamlScalar path || !FilePath.Accepts(path.Text) || entry["sha256"] is not YamlScalar digest || !Sha256.Accepts(digest.Text))
            {
                continue;
            }

            var name = Normal(path.Text);
            if (known.TryGetValue(name, out var first))
            {
                problems.Add(new FileProblem(path.Place, $"'{Excerpt.Of(name)}' is already in line {first.Line}. Keep one entry for each file."));
                continue;
            }

            known.Add(name, path.Place);
            records.Add(new ArtefactRecord(name, digest.Place)
            {
                Digest = digest.Text.ToLowerInvariant(),
                HasSource = Evaluations.Answer.IsGiven(entry["source"]),
                Model = entry.Text("model") ?? "",
            });
        }

        return records;
    }

    /// <summary>An entry of the register whose reference is the path of a file; null for a package or a registered version.</summary>
    private static ArtefactRecord? OfRegister(RegisteredModel model)
    {
        if (NoPath.Any(p => model.Reference.StartsWith(p, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var (path, algorithm, digest) = Split(model.Reference);
        var place = model.Place;
        if (model.Fields.Mapping("digest") is { } written && written["value"] is YamlScalar value && value.Text.All(Uri.IsHexDigit) && value.Text.Length is 64 or 96 or 128)
        {
            algorithm = written.Text("alg") ?? "sha256";
            digest = value.Text;
            place = value.Place;
        }

        var scan = model.Fields.Mapping("scan");
        return path.Length == 0 || RegisterShape.PathProblem(path) is not null
            ? null
            : new ArtefactRecord(path, place)
            {
                Algorithm = algorithm,
                Digest = digest.ToLowerInvariant(),
                HasSource = model.Origin is "trained" or "fine-tuned" || Evaluations.Answer.IsGiven(model.Fields["source"]),
                IsScanned = scan is not null && new[] { "tool", "date", "result" }.All(k => Evaluations.Answer.IsGiven(scan[k])),
                Model = model.Model,
            };
    }

    /// <summary><c>models/x.onnx;sha256=...</c> in its parts.</summary>
    internal static (string Path, string Algorithm, string Digest) Split(string reference)
    {
        foreach (var (algorithm, digits) in new[] { ("sha256", 64), ("sha384", 96), ("sha512", 128) })
        {
            var at = reference.LastIndexOf(algorithm, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && reference.Length - at - algorithm.Length - 1 == digits && reference[at + algorithm.Length] is '=' or ':' or '-'
                && reference.Skip(at + algorithm.Length + 1).All(Uri.IsHexDigit))
            {
                var path = at == 0 ? "" : reference.Substring(0, at).TrimEnd(';', '#', '@', ' ');
                return (Normal(path), algorithm, reference.Substring(at + algorithm.Length + 1));
            }
        }

        return (Normal(reference), "sha256", "");
    }

    private static string Normal(string path)
    {
        path = path.Replace('\\', '/');
        return path.StartsWith("./", StringComparison.Ordinal) ? path.Substring(2) : path;
    }

    private static string? Sha256Problem(string text)
    {
        var isHex = text.All(Uri.IsHexDigit);
        return (isHex, text.Length) switch
        {
            (true, 64) => null,
            (true, 32) => "32 hexadecimal digits are an MD5, which proves nothing; a sha256 has 64",
            (true, 40) => "40 hexadecimal digits are a SHA-1, which proves nothing; a sha256 has 64",
            (true, _) => $"a sha256 has 64 hexadecimal digits, not {text.Length}",
            _ => "a sha256 has hexadecimal digits only",
        };
    }
}
