using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Engine.Fleet;

/// <summary>
/// What a repository showed, so that another policy can be asked about it elsewhere: facts of the compiler, the texts that governance is
/// written in, which other files there are, and what their contents gave. Not the code, and no configuration: those may hold secrets.
/// </summary>
/// <param name="File">Where it was read from; empty before it is written.</param>
public sealed record Recording(string File)
{
    public RepositoryIdentity Identity { get; init; } = new("", "");

    public CalendarDate EvaluationDate { get; init; }

    /// <summary>The governed folder, relative to the root of the repository; empty where they are one.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The policy, relative to the governed folder; empty where there is none.</summary>
    public string PolicyFile { get; init; } = "";

    public string Profile { get; init; } = "";

    public Severity FailOn { get; init; }

    public IReadOnlyList<RecordedPack> Packs { get; init; } = [];

    /// <summary>Sorted by path.</summary>
    public IReadOnlyList<RecordedFile> Files { get; init; } = [];

    /// <summary>Folders that matter without a file in them.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Symbolic links, which are not followed.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Texts that were left out because something in them looks like a key or a password.</summary>
    public IReadOnlyList<string> Withheld { get; init; } = [];

    /// <summary><see cref="ContentMemory"/>'s file.</summary>
    public string Contents { get; init; } = "";

    public IReadOnlyList<ProjectRun> Projects { get; init; } = [];

    /// <summary>What the policy of the day made of it.</summary>
    public IReadOnlyList<Result> Results { get; init; } = [];

    /// <summary>What decided which facts the compiler looked for: by name, as text.</summary>
    public IReadOnlyDictionary<string, string> FactSettings { get; init; } = new Dictionary<string, string>();
}

/// <param name="Path">Relative to the governed folder; <c>../</c> leads up to the root of the repository, no further.</param>
/// <param name="Modified">Ticks, UTC.</param>
/// <param name="Bytes">Null where only its existence is recorded.</param>
public sealed record RecordedFile(string Path, long Length, long Modified, byte[]? Bytes);

/// <param name="File">Of the policy in its folder.</param>
/// <param name="Files">Everything below that folder that is YAML.</param>
public sealed record RecordedPack(string Id, string Version, string File, IReadOnlyList<string> OtherVersions, IReadOnlyList<RecordedFile> Files);

/// <summary>Recordings as files: JSON, compressed with gzip. The same recording gives the same bytes.</summary>
public static class RecordingFile
{
    public const string Name = "governance.replay.json.gz";

    private const string SchemaVersion = "1";

    /// <summary>A few bytes of gzip can hold any number of zeros.</summary>
    private const int MaximumBytes = 1 << 29;

    public static void Write(Recording recording, Stream stream)
    {
        using var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        using var json = new Utf8JsonWriter(gzip);
        json.WriteStartObject();
        json.WriteString("schemaVersion", SchemaVersion);
        json.WriteString("toolVersion", ToolVersion.Text);
        json.WriteString("repository", recording.Identity.Name);
        json.WriteString("commit", recording.Identity.Commit);
        json.WriteString("evaluationDate", recording.EvaluationDate.ToString());
        json.WriteString("folder", recording.Folder);
        json.WriteString("policyFile", recording.PolicyFile);
        json.WriteString("profile", recording.Profile);
        json.WriteString("failOn", recording.FailOn.ToWord());
        json.WriteStartArray("packs");
        foreach (var pack in recording.Packs)
        {
            json.WriteStartObject();
            json.WriteString("id", pack.Id);
            json.WriteString("version", pack.Version);
            json.WriteString("file", pack.File);
            Texts(json, "otherVersions", pack.OtherVersions);
            WriteFiles(json, pack.Files);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteFiles(json, recording.Files);
        Texts(json, "folders", recording.Folders);
        Texts(json, "links", recording.Links);
        Texts(json, "withheld", recording.Withheld);
        json.WriteString("contents", recording.Contents);
        json.WriteStartObject("factSettings");
        foreach (var setting in recording.FactSettings.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            json.WriteString(setting.Key, setting.Value);
        }

        json.WriteEndObject();
        // As the store has them, so that there is one format of runs.
        Texts(json, "projects", [.. recording.Projects.Select(p => ProjectRunFile.Write(p with { Results = [] }))]);
        Texts(json, "results", [ProjectRunFile.Write(new ProjectRun("", "") { Results = recording.Results })]);
        json.WriteEndObject();
    }

    /// <summary>Null, with the reason, when it cannot be relied on.</summary>
    public static Recording? Read(string file, out RecordedProblem? problem)
    {
        problem = null;
        try
        {
            if (RegularFile.Read(file, file, MaximumBytes, out var why) is not { } compressed)
            {
                problem = new RecordedProblem(new SourcePlace(file), why);
                return null;
            }

            using var document = JsonDocument.Parse(Decompress(compressed));
            var root = document.RootElement;
            var version = root.GetProperty("schemaVersion").GetString();
            if (version != SchemaVersion)
            {
                problem = new RecordedProblem(
                    new SourcePlace(file), $"The recording has the schema version '{Excerpt.Of(version ?? "")}', and this version of governance reads '{SchemaVersion}'. Record it again with this version.");
                return null;
            }

            var recording = new Recording(file)
            {
                Identity = new RepositoryIdentity(Text(root, "repository"), Text(root, "commit")),
                EvaluationDate = CalendarDate.Parse(Text(root, "evaluationDate")),
                Folder = Text(root, "folder"),
                PolicyFile = Text(root, "policyFile"),
                Profile = Text(root, "profile"),
                FailOn = SeverityText.TryParse(Text(root, "failOn"), out var failOn) ? failOn : Severity.Error,
                Packs = [.. root.GetProperty("packs").EnumerateArray().Select(p => new RecordedPack(
                    Text(p, "id"), Text(p, "version"), Text(p, "file"), TextsOf(p, "otherVersions"), FilesOf(p)))],
                Files = FilesOf(root),
                Folders = TextsOf(root, "folders"),
                Links = TextsOf(root, "links"),
                Withheld = TextsOf(root, "withheld"),
                Contents = Text(root, "contents"),
                FactSettings = root.GetProperty("factSettings").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? "", StringComparer.Ordinal),
                Projects = [.. TextsOf(root, "projects").Select(Run)],
                Results = Run(TextsOf(root, "results").Single()).Results,
            };
            problem = Problem(recording) is { } wrong ? new RecordedProblem(new SourcePlace(file), wrong) : null;
            return problem is null ? recording : null;
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            problem = new RecordedProblem(new SourcePlace(file), $"This is not a recording that can be relied on ({Excerpt.Of(e.Message)}). Let 'governance record' write it again.");
            return null;
        }
    }

    /// <summary>Everything is written below one folder again, so no name may lead out of it.</summary>
    private static string? Problem(Recording recording)
    {
        var depth = recording.Folder.Length == 0 ? 0 : recording.Folder.Split('/').Length;
        var paths = recording.Files.Select(f => f.Path).Concat(recording.Folders).Concat(recording.Links).Append(recording.PolicyFile.Length == 0 ? "x" : recording.PolicyFile)
            .Concat(recording.Projects.Select(p => p.Project));
        return recording.Identity.Name.Trim().Length == 0 ? "The recording names no repository."
            : (recording.Folder.Length > 0 && !IsInside(recording.Folder, 0) ? recording.Folder : null) is { } folder ? Outside(folder)
            : paths.FirstOrDefault(p => !IsInside(p, depth)) is { } path ? Outside(path)
            : recording.Packs.SelectMany(p => p.Files.Select(f => f.Path).Append(p.File)).FirstOrDefault(p => !IsInside(p, 0)) is { } ofPack ? Outside(ofPack)
            : recording.Packs.FirstOrDefault(p => p.Id.Length == 0 || p.Id.Any(c => !char.IsLetterOrDigit(c) && c is not ('.' or '-' or '_')) || p.Id.Trim('.').Length == 0) is { } pack ? $"'{Excerpt.Of(pack.Id)}' is no name of a policy pack."
            : recording.Files.Concat(recording.Packs.SelectMany(p => p.Files)).Any(f => f.Length < 0 || f.Modified < 0 || f.Modified > DateTime.MaxValue.Ticks || (f.Bytes is { } bytes && bytes.Length != f.Length)) ? "A file of the recording has another length than its text."
            : null;

        static string Outside(string path) => $"The recording holds the path '{Excerpt.Of(path)}', which leads out of its repository, so nothing of it is used.";
    }

    private static bool IsInside(string path, int depth)
    {
        var level = depth;
        foreach (var part in path.Split('/'))
        {
            if (part.Length == 0 || part == "." || part.IndexOfAny(['\\', '\0', ':']) >= 0 || (part == ".." && --level < 0))
            {
                return false;
            }

            level += part == ".." ? 0 : 1;
        }

        return level > 0;
    }

    private static byte[] Decompress(byte[] compressed)
    {
        using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        var whole = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (gzip.Read(buffer, 0, buffer.Length) is > 0 and var count)
        {
            whole.Write(buffer, 0, count);
            if (whole.Length > MaximumBytes)
            {
                throw new InvalidDataException($"it unpacks to more than {MaximumBytes} bytes");
            }
        }

        return whole.ToArray();
    }

    private static ProjectRun Run(string text) => ProjectRunFile.Parse(text) ?? throw new InvalidDataException("a run of another version");

    private static void WriteFiles(Utf8JsonWriter json, IReadOnlyList<RecordedFile> files)
    {
        json.WriteStartArray("files");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteNumber("length", file.Length);
            json.WriteNumber("modified", file.Modified);
            if (file.Bytes is { } bytes)
            {
                var text = System.Text.Encoding.UTF8.GetString(bytes);
                if (System.Text.Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(bytes))
                {
                    json.WriteString("text", text);
                }
                else
                {
                    json.WriteBase64String("bytes", bytes);
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static IReadOnlyList<RecordedFile> FilesOf(JsonElement element) =>
        [.. element.GetProperty("files").EnumerateArray().Select(f => new RecordedFile(
            Text(f, "path"),
            f.GetProperty("length").GetInt64(),
            f.GetProperty("modified").GetInt64(),
            f.TryGetProperty("text", out var text) ? System.Text.Encoding.UTF8.GetBytes(text.GetString()!) : f.TryGetProperty("bytes", out var bytes) ? bytes.GetBytesFromBase64() : null))];

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private static IReadOnlyList<string> TextsOf(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(t => t.GetString() ?? "")];
}
