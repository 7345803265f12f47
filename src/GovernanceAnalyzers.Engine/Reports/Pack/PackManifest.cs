using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Reports.Pack;

/// <summary>What a file of a pack is.</summary>
public static class PackRole
{
    public const string Report = "report";

    /// <summary>The policy, or a layer that it stands on.</summary>
    public const string Policy = "policy";

    /// <summary>A file of the repository that was read: register, cards, records, evaluations, documents, waivers, baseline, lock file.</summary>
    public const string Evidence = "evidence";

    internal static readonly string[] All = [Evidence, Policy, Report];
}

/// <param name="Path">Within the pack, with forward slashes.</param>
/// <param name="Source">In the governed folder; empty for what is not from there.</param>
/// <param name="Sha256">64 hexadecimal digits, in lower case.</param>
public sealed record PackFile(string Path, string Role, string Source, string Sha256, long Length)
{
    /// <summary>Where the manifest says so.</summary>
    public SourcePlace Place { get; init; } = new(PackManifest.FileName);
}

/// <param name="Name">As the policy names it.</param>
/// <param name="Sha256">Of its text, with line ends as LF and without byte order mark.</param>
/// <param name="Path">Of its text within the pack.</param>
public sealed record PackLayer(string Name, string Version, string Sha256, string Path)
{
    public SourcePlace Place { get; init; } = new(PackManifest.FileName);
}

/// <summary>Evidence that was read and is not in the pack.</summary>
public sealed record PackOmission(string Source, string Sha256, string Reason);

/// <summary>
/// <c>manifest.json</c>: everything in a pack, with digests. It is written last, so a pack whose manifest is complete is complete; who keeps
/// the digest of the manifest elsewhere can tell later that nothing was exchanged.
/// </summary>
public sealed record PackManifest
{
    public const string FileName = "manifest.json";

    public const int MaximumBytes = 64 * 1024 * 1024;

    private const string Format = "governance-pack";

    private const string FormatVersion = "1";

    private static readonly ScalarShape FilePath = new("a path within the pack", PathProblem);

    private static readonly ScalarShape Number = new(
        "a number of bytes",
        t => long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : $"'{Excerpt.Of(t)}' is not a number of bytes");

    private static readonly ObjectShape Complete = new(
        new Property("format", ScalarShape.OneOf(Format), Required: true),
        new Property("formatVersion", ScalarShape.OneOf(FormatVersion), Required: true),
        new Property("tool", new ObjectShape(new Property("name", ScalarShape.Text, Required: true), new Property("version", ScalarShape.Text, Required: true)), Required: true),
        new Property("evaluationDate", ScalarShape.Date, Required: true),
        new Property("repository", ScalarShape.Text, Required: true),
        new Property("commit", ScalarShape.Text),
        new Property(
            "policy",
            new ObjectShape(
                new Property("name", new ScalarShape("text") { MayBeEmpty = true }, Required: true),
                new Property("digest", ScalarShape.Text, Required: true),
                new Property("profile", ScalarShape.Text),
                new Property(
                    "layers",
                    new ListShape(new ObjectShape(
                        new Property("layer", ScalarShape.Text, Required: true),
                        new Property("version", ScalarShape.Text),
                        new Property("sha256", ScalarShape.Sha256, Required: true),
                        new Property("path", FilePath, Required: true))),
                    Required: true)),
            Required: true),
        new Property(
            "files",
            new ListShape(new ObjectShape(
                new Property("path", FilePath, Required: true),
                new Property("role", ScalarShape.OneOf(PackRole.All), Required: true),
                new Property("source", FilePath),
                new Property("sha256", ScalarShape.Sha256, Required: true),
                new Property("length", Number, Required: true))),
            Required: true),
        new Property(
            "notIncluded",
            new ListShape(new ObjectShape(
                new Property("source", ScalarShape.Text, Required: true),
                new Property("sha256", ScalarShape.Text),
                new Property("reason", ScalarShape.Text, Required: true)))));

    private static readonly ObjectShape Interrupted = new(
        new Property("format", ScalarShape.OneOf(Format), Required: true),
        new Property("formatVersion", ScalarShape.OneOf(FormatVersion), Required: true),
        new Property("incomplete", ScalarShape.OneOf("true"), Required: true),
        new Property("paths", new ListShape(FilePath), Required: true));

    public string ToolVersion { get; init; } = Engine.ToolVersion.Text;

    public CalendarDate EvaluationDate { get; init; }

    public string Repository { get; init; } = "";

    public string Commit { get; init; } = "";

    public string PolicyName { get; init; } = "";

    public string PolicyDigest { get; init; } = "";

    public string Profile { get; init; } = "";

    public IReadOnlyList<PackLayer> Layers { get; init; } = [];

    /// <summary>Sorted by path; without the manifest itself.</summary>
    public IReadOnlyList<PackFile> Files { get; init; } = [];

    public IReadOnlyList<PackOmission> NotIncluded { get; init; } = [];

    /// <summary>Writing was interrupted; only <see cref="Paths"/> says anything.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Every path that the pack may have written.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    public string Write() => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("formatVersion", FormatVersion);
        if (IsIncomplete)
        {
            json.WriteBoolean("incomplete", true);
            json.WriteStartArray("paths");
            foreach (var path in Paths)
            {
                json.WriteStringValue(path);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            return;
        }

        json.WriteStartObject("tool");
        json.WriteString("name", "GovernanceAnalyzers");
        json.WriteString("version", ToolVersion);
        json.WriteEndObject();
        json.WriteString("evaluationDate", EvaluationDate.ToString());
        json.WriteString("repository", Repository);
        json.Text("commit", Commit);

        json.WriteStartObject("policy");
        json.WriteString("name", PolicyName);
        json.WriteString("digest", PolicyDigest);
        json.Text("profile", Profile);
        json.WriteStartArray("layers");
        foreach (var layer in Layers)
        {
            json.WriteStartObject();
            json.WriteString("layer", layer.Name);
            json.Text("version", layer.Version);
            json.WriteString("sha256", layer.Sha256);
            json.WriteString("path", layer.Path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();

        json.WriteStartArray("files");
        foreach (var file in Files)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteString("role", file.Role);
            json.Text("source", file.Source);
            json.WriteString("sha256", file.Sha256);
            json.WriteNumber("length", file.Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (NotIncluded.Count > 0)
        {
            json.WriteStartArray("notIncluded");
            foreach (var omission in NotIncluded)
            {
                json.WriteStartObject();
                json.WriteString("source", omission.Source);
                json.Text("sha256", omission.Sha256);
                json.WriteString("reason", omission.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    });

    /// <summary>Null, with problems, where the text is no manifest that can be relied on.</summary>
    public static PackManifest? Read(string text, string displayPath, ICollection<FileProblem> problems)
    {
        var found = new List<FileProblem>();
        var root = JsonReader.ReadText(text, displayPath, found) as YamlMapping;
        if (root is null && found.Count == 0)
        {
            found.Add(new FileProblem(new SourcePlace(displayPath, 1, 1), "This is no manifest of a pack: it must be a JSON object."));
        }

        if (root is not null && found.Count == 0)
        {
            if (root.Text("format") == Format && root.Text("formatVersion") is { } version && version != FormatVersion)
            {
                found.Add(new FileProblem(root.Entry("formatVersion")!.Value.Place, $"The pack has the format {Excerpt.Of(version)}, and this version of the tool knows {FormatVersion}. Use the version that wrote it, or a newer one."));
            }
            else
            {
                (root.Entry("incomplete") is null ? Complete : Interrupted).Check(root, "the manifest", found);
            }
        }

        var manifest = found.Count == 0 ? From(root!, found) : null;
        foreach (var problem in found)
        {
            problems.Add(problem);
        }

        return found.Count == 0 ? manifest : null;
    }

    /// <summary>Why a path cannot be one of a file in a pack, or null. A manifest may come from anywhere, and leads nowhere else.</summary>
    internal static string? PathProblem(string path)
    {
        var shown = Excerpt.Of(path, 120);
        if (path.Length is 0 or > 1000 || path.Any(c => char.IsControl(c) || c is '\\' or ':'))
        {
            return $"'{shown}' is no path within a pack: it is empty or too long, or has a backslash, a colon or a control character";
        }

        return path.Split('/').Any(p => p.Length == 0 || p is "." or ".." || p.EndsWith(" ", StringComparison.Ordinal) || p.EndsWith(".", StringComparison.Ordinal))
            ? $"'{shown}' leads out of the pack, or is written in a way that some systems read as another path"
            : null;
    }

    private static PackManifest From(YamlMapping root, List<FileProblem> problems)
    {
        if (root.Entry("incomplete") is not null)
        {
            return new PackManifest { IsIncomplete = true, Paths = root.Texts("paths") };
        }

        var policy = root.Mapping("policy")!;
        var files = root.List("files").OfType<YamlMapping>()
            .Select(f => new PackFile(f.Text("path")!, f.Text("role")!, f.Text("source") ?? "", f.Text("sha256")!.ToLowerInvariant(), long.Parse(f.Text("length")!, CultureInfo.InvariantCulture)) { Place = f["path"]!.Place })
            .ToArray();
        var seen = new Dictionary<string, SourcePlace>(StringComparer.OrdinalIgnoreCase) { [FileName] = root.Place };
        foreach (var file in files)
        {
            if (seen.TryGetValue(file.Path, out var first))
            {
                problems.Add(new FileProblem(file.Place, $"'{file.Path}' is listed twice (letter case does not tell files apart everywhere), first in line {first.Line}."));
            }
            else
            {
                seen.Add(file.Path, file.Place);
            }
        }

        var layers = policy.List("layers").OfType<YamlMapping>()
            .Select(l => new PackLayer(l.Text("layer")!, l.Text("version") ?? "", l.Text("sha256")!.ToLowerInvariant(), l.Text("path")!) { Place = l["path"]!.Place })
            .ToArray();
        foreach (var layer in layers.Where(l => files.All(f => f.Path != l.Path || f.Role != PackRole.Policy)))
        {
            problems.Add(new FileProblem(layer.Place, $"'{Excerpt.Of(layer.Path)}' is no file of the pack with the role policy, so nobody can read what {Excerpt.Of(layer.Name)} said."));
        }

        return new PackManifest
        {
            ToolVersion = root.Mapping("tool")!.Text("version")!,
            EvaluationDate = CalendarDate.Parse(root.Text("evaluationDate")!),
            Repository = root.Text("repository")!,
            Commit = root.Text("commit") ?? "",
            PolicyName = policy.Text("name") ?? "",
            PolicyDigest = policy.Text("digest")!,
            Profile = policy.Text("profile") ?? "",
            Layers = layers,
            Files = files,
            Paths = files.Select(f => f.Path).ToArray(),
            NotIncluded = root.List("notIncluded").OfType<YamlMapping>().Select(o => new PackOmission(o.Text("source")!, o.Text("sha256") ?? "", o.Text("reason")!)).ToArray(),
        };
    }
}
