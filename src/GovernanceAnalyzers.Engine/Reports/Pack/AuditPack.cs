using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Reports.Pack;

/// <summary>
/// Everything that an auditor needs to follow a report, to be written into one folder: the reports, the policy with the text of every
/// layer, and the evidence that was read.
/// </summary>
public sealed record AuditPack(PackManifest Manifest, IReadOnlyDictionary<string, byte[]> Contents)
{
    /// <summary>Larger evidence is named with its digest, and not copied.</summary>
    private const int MaximumBytes = 64 * 1024 * 1024;

    /// <summary>
    /// Names of files that programs keep keys in. Evidence is what a policy names as a document, and a policy may name anything.
    /// </summary>
    private static readonly string[] MayHoldKeys =
    [
        "appsettings*.json", "local.settings.json", "secrets.json", "launchSettings.json", ".env", ".env.*", "*.env", "*.config", "*.tfvars", "*.tfvars.json", "*.tfstate", "*.pfx", "*.p12", "*.pem", "*.key", "*.snk",
        "*.kubeconfig", "id_rsa*", "id_ed25519*", ".npmrc", ".netrc", "credentials*",
    ];

    /// <param name="problems">Receives, in words, why there is no pack.</param>
    public static AuditPack? Of(PolicyCompiler input, RepositoryPosture posture, ICollection<string> problems)
    {
        var files = new List<PackFile>();
        var contents = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var omitted = new List<PackOmission>();
        foreach (var format in ReportFormats.All)
        {
            Add("reports/" + format.FileName, PackRole.Report, "", Encoding.UTF8.GetBytes(format.Write(posture)));
        }

        var layers = new List<PackLayer>();
        foreach (var text in PolicyTexts.Of(input.Tree, input.Policy))
        {
            var path = "policy/" + text.Path;
            if (text.Bytes is null)
            {
                problems.Add($"{text.Name} cannot be read, or was changed since the policy was read. Run the command again.");
            }
            else if (PackManifest.PathProblem(path) is { } problem)
            {
                problems.Add($"{text.Name} cannot be copied: {problem}. Give the file another name.");
            }
            else
            {
                Add(path, PackRole.Policy, text.Source, text.Bytes);
                if (text.Sha256.Length > 0)
                {
                    layers.Add(new PackLayer(text.Name, text.Version, text.Sha256, path));
                }
            }
        }

        var configuration = new HashSet<string>(input.ConfigurationFiles.Select(input.Tree.Relative), StringComparer.Ordinal);
        foreach (var evidence in posture.Evidence.Where(e => files.All(f => f.Source != e.Path)))
        {
            var path = "evidence/" + evidence.Path;
            if (configuration.Contains(evidence.Path) || MayHoldKeys.Any(p => Glob.IsNameMatch(p, Path.GetFileName(evidence.Path), ignoreCase: true)))
            {
                Omit("a file of this name may hold keys");
            }
            else if (PackManifest.PathProblem(path) is not null)
            {
                Omit("its path cannot be one of every system");
            }
            else if (RegularFile.Read(Path.Combine(input.Tree.Root, evidence.Path), evidence.Path, MaximumBytes, out var problem) is not { } bytes)
            {
                Omit(problem);
            }
            else if (Sha256(bytes) != evidence.Sha256)
            {
                problems.Add($"{evidence.Path} was changed while the report was made. Run the command again.");
            }
            else
            {
                Add(path, PackRole.Evidence, evidence.Path, bytes);
            }

            void Omit(string reason) => omitted.Add(new PackOmission(evidence.Path, evidence.Sha256, reason));
        }

        foreach (var group in files.GroupBy(f => f.Path, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            problems.Add($"{string.Join(" and ", group.Select(f => f.Source.Length > 0 ? f.Source : f.Path))} differ in letter case only, and cannot lie in one folder on every system. Rename one.");
        }

        return problems.Count > 0 ? null : new AuditPack(
            new PackManifest
            {
                EvaluationDate = posture.Report.EvaluationDate,
                Repository = posture.Identity.Name.Length > 0 ? posture.Identity.Name : "unknown",
                Commit = posture.Identity.Commit,
                PolicyName = posture.Report.PolicyName,
                PolicyDigest = posture.Report.PolicyDigest,
                Profile = posture.Report.Profile,
                Layers = layers,
                Files = files.OrderBy(f => f.Path, StringComparer.Ordinal).ToArray(),
                NotIncluded = omitted,
            },
            contents);

        void Add(string path, string role, string source, byte[] bytes)
        {
            files.Add(new PackFile(path, role, source, Sha256(bytes), bytes.Length));
            contents[path] = bytes;
        }
    }

    internal static string Sha256(byte[] bytes)
    {
        using var sha = SHA256.Create();
        return Sha256Text.Hex(sha.ComputeHash(bytes));
    }
}
