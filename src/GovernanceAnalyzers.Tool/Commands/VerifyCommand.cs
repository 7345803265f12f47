using System;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Reports.Pack;

namespace GovernanceAnalyzers.Tool.Commands;

internal sealed record VerifyOptions(string Pack, string? Against, string? ManifestSha256, bool Json);

/// <summary><c>governance verify</c>: whether a pack is what it was, offline.</summary>
internal static class VerifyCommand
{
    public static int Run(VerifyOptions options)
    {
        if (options.Against is not null && !Directory.Exists(options.Against))
        {
            Console.Error.WriteLine($"governance: there is no folder '{options.Against}'.");
            return ExitCodes.BadInput;
        }

        var noted = (options.ManifestSha256 ?? "").Trim();
        noted = noted.StartsWith("sha256:", StringComparison.OrdinalIgnoreCase) ? noted["sha256:".Length..] : noted;
        if (noted.Length > 0 && (noted.Length != 64 || !noted.All(Uri.IsHexDigit)))
        {
            Console.Error.WriteLine($"governance: '{Excerpt.Of(noted)}' is no SHA-256: it has 64 hexadecimal digits. 'governance report --pack' printed it.");
            return ExitCodes.BadInput;
        }

        var check = PackVerification.Run(Path.GetFullPath(options.Pack), noted, options.Against is null ? null : PolicySource.At(options.Against));
        var code = check.IsUnreadable ? ExitCodes.BadInput : check.Problems.Count > 0 ? ExitCodes.Findings : ExitCodes.Clean;
        if (options.Json)
        {
            Console.Write(Json(check));
            return code;
        }

        foreach (var problem in check.Problems)
        {
            var line = $"{(problem.Kind == PackProblemKind.ChangedSince ? options.Against : options.Pack)!.TrimEnd('/', '\\')}/{problem.Place}: {Word(problem.Kind)}: {problem.Message}";
            (problem.Kind == PackProblemKind.Unreadable ? Console.Error : Console.Out).WriteLine(line);
        }

        if (check.Manifest is { } manifest)
        {
            var broken = check.Problems.Count(p => p.Kind != PackProblemKind.ChangedSince);
            Console.WriteLine($"{manifest.Repository}{(manifest.Commit.Length > 0 ? " at " + manifest.Commit : "")}, evaluated on {manifest.EvaluationDate}, policy {manifest.PolicyName} ({manifest.PolicyDigest}).");
            Console.WriteLine($"{PackManifest.FileName} has the SHA-256 {check.ManifestSha256}{(noted.Length > 0 && broken == 0 ? ", as noted" : "")}.");
            Console.WriteLine(broken == 0 ? $"The pack is whole: {Text(manifest.Files.Count, "file")}, none changed, none added." : $"The pack is not what it was: {Text(broken, "problem")}.");
            foreach (var omission in manifest.NotIncluded)
            {
                Console.WriteLine($"Not in the pack: {Excerpt.Of(omission.Source)}: {Excerpt.Of(omission.Reason, 200)}");
            }

            if (options.Against is not null)
            {
                var since = check.Problems.Count - broken;
                Console.WriteLine($"{Text(check.Compared, "file")} compared with {options.Against}: {(since == 0 ? "all as they were" : since + " changed since")}.");
            }
        }

        return code;
    }

    private static string Json(PackCheck check) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("intact", check.Manifest is not null && check.Problems.All(p => p.Kind == PackProblemKind.ChangedSince));
        json.Text("manifestSha256", check.ManifestSha256);
        if (check.Manifest is { } manifest)
        {
            json.WriteString("repository", manifest.Repository);
            json.Text("commit", manifest.Commit);
            json.WriteString("evaluationDate", manifest.EvaluationDate.ToString());
            json.WriteString("policyDigest", manifest.PolicyDigest);
            json.WriteNumber("files", manifest.Files.Count);
            json.WriteNumber("compared", check.Compared);
        }

        json.WriteStartArray("problems");
        foreach (var problem in check.Problems)
        {
            json.WriteStartObject();
            json.WriteString("kind", Word(problem.Kind));
            json.WriteString("path", problem.Place.Path);
            if (problem.Place.Line > 0)
            {
                json.WriteNumber("line", problem.Place.Line);
                json.WriteNumber("column", problem.Place.Column);
            }

            json.WriteString("message", problem.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static string Word(PackProblemKind kind) => kind switch
    {
        PackProblemKind.Unreadable => "unreadable",
        PackProblemKind.OtherManifest => "other manifest",
        PackProblemKind.Missing => "missing",
        PackProblemKind.Changed => "changed",
        PackProblemKind.Added => "added",
        PackProblemKind.OtherPolicy => "other policy",
        _ => "changed since",
    };

    private static string Text(int count, string what) => count == 1 ? "1 " + what : $"{count} {what}s";
}
