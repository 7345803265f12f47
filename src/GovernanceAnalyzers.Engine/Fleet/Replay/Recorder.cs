using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Configuration;
using GovernanceAnalyzers.Core.Secrets;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Layers;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Repository.Secrets;

namespace GovernanceAnalyzers.Engine.Fleet;

/// <summary>Makes a <see cref="Recording"/> of what a run of the checks looked at.</summary>
public static class Recorder
{
    /// <summary>No document of governance is longer.</summary>
    private const long MaximumBytes = 1 << 20;

    private const string GovernanceFolder = "governance/";

    /// <summary>Rules whose facts the compiler looks for only where they are on.</summary>
    private static readonly string[] LookedForWhenOn = ["GOV6003", "GOV6009"];

    /// <summary>Project files and infrastructure, of which checks read the text wherever they stand.</summary>
    private static readonly string[] Extensions = [".md", ".csproj", ".fsproj", ".vbproj", ".props", ".targets", ".bicep", ".tf"];

    private static readonly string[] Names =
        ["packages.config", "CODEOWNERS", "OWNERS", "OWNERS.yml", "OWNERS.yaml", ".gitignore", ".gitlab-ci.yml", "azure-pipelines.yml", "azure-pipelines.yaml", "Jenkinsfile", "bitbucket-pipelines.yml"];

    /// <summary>A name that says what its value is, in any notation.</summary>
    private static readonly Regex Named = new(
        """(?<name>[A-Za-z0-9_.-]*(?:key|secret|token|password|passwd|pwd|credential|connectionstring)[A-Za-z0-9_.-]*)["']?\s*[:=>]\s*["']?(?<value>[^\s"',;}<]+)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(2));

    /// <param name="input">After <see cref="ReportStore.Update"/>, which keeps what contents gave.</param>
    public static Recording Record(PolicyCompiler input, RepositoryPosture posture)
    {
        var tree = input.Tree;
        var evidence = new HashSet<string>(posture.Evidence.Select(e => e.Path), StringComparer.Ordinal);
        var configuration = new HashSet<string>(input.ConfigurationFiles.Select(tree.Relative), StringComparer.Ordinal);
        var findings = new HashSet<string>(posture.Report.Results.Where(r => r.Finding.RuleId == "GOV6003").Select(r => r.Finding.Place.Path), StringComparer.Ordinal);
        var globs = input.Policy.Cards.Concat(input.Policy.DatasetRecords).Concat(input.Policy.EvaluationFiles).ToArray();
        var exclude = GitFile.ExcludeFile(tree.RepositoryRoot);
        var withheld = new List<string>();
        var files = new SortedDictionary<string, RecordedFile>(StringComparer.Ordinal);
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in input.Listing.Files)
        {
            Add(file.Path, file.FullPath);
        }

        foreach (var full in input.Inputs.Paths.Where(p => GovernedTree.IsBelow(p, tree.RepositoryRoot)).ToArray())
        {
            var path = GovernedTree.RelativePath(tree.Root, full);
            if (path.Length == 0 || files.ContainsKey(path) || RegularFile.IsLink(full) || (full != exclude && path.Split('/').Any(RepositoryFiles.IsSkipped)))
            {
                continue;
            }

            if (Directory.Exists(full))
            {
                folders.Add(path);
            }
            else if (File.Exists(full))
            {
                Add(path, full);
            }
        }

        return new Recording("")
        {
            Identity = posture.Identity,
            EvaluationDate = input.Today,
            Folder = tree.Root.Length > tree.RepositoryRoot.Length ? GovernedTree.RelativePath(tree.RepositoryRoot, tree.Root) : "",
            PolicyFile = tree.PolicyFile is null ? "" : GovernedTree.RelativePath(tree.Root, tree.PolicyFile),
            Profile = tree.Profile,
            FailOn = input.Policy.FailOn,
            Packs = [.. tree.Packs.Select(Pack)],
            Files = [.. files.Values],
            Folders = [.. folders.Where(f => f.Trim('.', '/').Length > 0)],
            Links = input.Listing.Links,
            Withheld = [.. withheld.OrderBy(p => p, StringComparer.Ordinal)],
            Contents = RegularFile.ReadText(Path.Combine(tree.OutputFolder, "contents.txt"), 1 << 28) ?? "",
            Projects = posture.Report.Projects,
            Results = posture.Report.Results,
            FactSettings = FactSettings(input.Policy),
        };

        void Add(string path, string full)
        {
            var info = new FileInfo(full);
            byte[]? bytes = null;
            if (info.Length > 0 && info.Length <= MaximumBytes && MayBeText(path, full) && RegularFile.Read(full, path, (int)MaximumBytes, out _) is { } read)
            {
                if (findings.Contains(path) || HoldsSecret(path, Encoding.UTF8.GetString(read)))
                {
                    withheld.Add(path);
                }
                else
                {
                    bytes = read;
                }
            }

            files[path] = new RecordedFile(path, bytes?.Length ?? info.Length, info.LastWriteTimeUtc.Ticks, info.Length == 0 ? [] : bytes);
        }

        bool MayBeText(string path, string full)
        {
            var name = path.Substring(path.LastIndexOf('/') + 1);
            if (configuration.Contains(path) || ConfigurationFileKinds.Of(path, isListed: false) != ConfigurationFileKind.None
                || name.EndsWith(".parameters.json", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".settings.json", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }

            return evidence.Contains(path)
                || path == (tree.PolicyFile is null ? "" : GovernedTree.RelativePath(tree.Root, tree.PolicyFile))
                || full == exclude
                || path.StartsWith(GovernanceFolder, StringComparison.Ordinal)
                || name.StartsWith("governance.", StringComparison.Ordinal)
                || Names.Contains(name, StringComparer.Ordinal)
                || Extensions.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase))
                || ((name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".yaml", StringComparison.Ordinal))
                    && path.Split('/').Any(p => p is ".github" or ".azuredevops" or ".gitlab" or ".circleci"))
                || globs.Any(g => Glob.IsPathMatch(g, path))
                || (name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && IsTemplate(full));
        }
    }

    /// <summary>What decides which facts there are, by name: where another policy says something else, facts are missing that a build would find.</summary>
    internal static IReadOnlyDictionary<string, string> FactSettings(EffectivePolicy policy)
    {
        var settings = policy.Settings
            .Where(s => s.Name is PolicySettings.Sdks or PolicySettings.Security or PolicySettings.HttpScopeName or PolicySettings.ConfigurationFiles
                || s.Name.StartsWith(PolicySettings.HttpEndpoints, StringComparison.Ordinal)
                || s.Name.EndsWith(PolicySettings.SatisfiedBy, StringComparison.Ordinal))
            .ToDictionary(s => s.Name, s => Sha256Text.Hex(s.Value, bytes: 8), StringComparer.Ordinal);
        foreach (var rule in LookedForWhenOn)
        {
            settings["rules." + rule] = policy.MayReport(rule) ? "on" : "off";
        }

        return settings;
    }

    /// <summary>Whether anything in a text looks like a key or a password. Rather one text too many is left out.</summary>
    internal static bool HoldsSecret(string path, string text)
    {
        try
        {
            return KeyText.Find(text).Count > 0
                || text.IndexOf("PRIVATE KEY-----", StringComparison.Ordinal) >= 0
                || Named.Matches(text).Cast<Match>().Any(m => IsSecret(m.Groups["name"].Value, m.Groups["value"].Value))
                || ConfigurationEntries.Of(path, text).Any(e => Named.IsMatch(e.Name + "=x") && IsSecret(e.Name, e.Value));
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static bool IsSecret(string name, string value) =>
        // Of a signature, made to be published.
        (KeyText.IsKey(value) && name.IndexOf("PublicKey", StringComparison.OrdinalIgnoreCase) < 0)
        // People choose passwords that no measure of randomness tells from a word.
        || (new[] { "password", "passwd", "pwd", "connectionstring" }.Any(w => name.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0)
            && value.Length >= 6 && value[0] is not ('$' or '{' or '<' or '%' or '@' or '[' or '(') && !KeyText.IsPlaceholder(value) && value is not ("string" or "secureString" or "securestring"));

    private static bool IsTemplate(string full)
    {
        try
        {
            var head = new byte[2048];
            using var stream = RegularFile.Open(full);
            return Encoding.UTF8.GetString(head, 0, RegularFile.Fill(stream, head)).IndexOf("eploymentTemplate.json", StringComparison.Ordinal) >= 0;
        }
        catch (Exception e) when (RegularFile.IsExpected(e))
        {
            return false;
        }
    }

    private static RecordedPack Pack(PolicyPack pack)
    {
        var folder = Path.GetDirectoryName(pack.File)!;
        var files = new List<RecordedFile>();
        if (Directory.Exists(folder))
        {
            foreach (var full in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).OrderBy(f => f, StringComparer.Ordinal))
            {
                var path = GovernedTree.RelativePath(folder, full);
                if ((path.EndsWith(".yml", StringComparison.Ordinal) || path.EndsWith(".yaml", StringComparison.Ordinal))
                    && RegularFile.Read(full, path, (int)MaximumBytes, out _) is { } bytes && !HoldsSecret(path, Encoding.UTF8.GetString(bytes)))
                {
                    files.Add(new RecordedFile(path, bytes.Length, File.GetLastWriteTimeUtc(full).Ticks, bytes));
                }
            }
        }

        return new RecordedPack(pack.Id, pack.Version, Path.GetFileName(pack.File), pack.OtherVersions, files);
    }
}
