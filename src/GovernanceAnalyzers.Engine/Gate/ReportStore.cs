using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Engine.Gate;

/// <summary>
/// The folder with what builds of this tree found: one file per project and target framework, and the merged report. Several MSBuild
/// nodes and several builds write at once; a lock file orders them, and since merging does not depend on order, whoever comes last
/// leaves the complete report.
/// </summary>
public sealed class ReportStore
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(60);

    private readonly GovernedTree _tree;

    /// <param name="folder">Where reports go; null for the governed folder's own place.</param>
    public ReportStore(GovernedTree tree, string? folder = null)
    {
        _tree = tree;
        Folder = string.IsNullOrEmpty(folder) ? tree.OutputFolder : Path.GetFullPath(Path.Combine(tree.Root, folder));
    }

    /// <summary>Absolute path of the folder.</summary>
    public string Folder { get; }

    public string SarifPath => Path.Combine(Folder, "governance.sarif");

    public string JsonPath => Path.Combine(Folder, "governance.json");

    /// <summary>What the check of the repository left for the projects of the same build.</summary>
    internal string FindingsPath => Path.Combine(Folder, "repository.findings.txt");

    private string Runs => Path.Combine(Folder, "projects");

    private string Sessions => Path.Combine(Folder, "sessions");

    /// <summary>A name for one build, by which its projects agree on what is already printed.</summary>
    public string NewSession()
    {
        Prepare();
        Directory.CreateDirectory(Sessions);
        foreach (var old in new DirectoryInfo(Sessions).GetFiles())
        {
            // A build that runs beside this one still needs its own file; nothing builds for days.
            if (old.LastWriteTimeUtc < DateTime.UtcNow.AddDays(-1))
            {
                TryDelete(old.FullName);
            }
        }

        return Guid.NewGuid().ToString("N");
    }

    /// <summary>Records a run, rewrites the merged report, and returns the results that this session has not printed yet.</summary>
    public IReadOnlyList<Result> Record(ProjectRun run, string session, PolicyCompiler policy)
    {
        Prepare();
        using (Lock())
        {
            AtomicFile.WriteIfChanged(Path.Combine(Runs, ProjectRunFile.FileName(run.Project, run.TargetFramework)), ProjectRunFile.Write(run));
            WriteReport(Merge(policy, ai => RepositoryFindings.Read(FindingsPath, policy, ai) ?? RepositoryChecks.Run(policy, ai)));
            return Claim(run.Results, session);
        }
    }

    /// <summary>Rewrites the merged report from the recorded runs.</summary>
    public Report Update(PolicyCompiler policy)
    {
        Prepare();
        using (Lock())
        {
            RepositoryFindings.Write(FindingsPath, policy);
            if (Folder == _tree.OutputFolder)
            {
                // Where contents are looked up next time; reports may go elsewhere.
                policy.Contents.Save();
            }

            var report = Merge(policy, ai => RepositoryChecks.Run(policy, ai));
            WriteReport(report);
            return report;
        }
    }

    /// <summary>The recorded runs and the repository's own findings as one report. Runs of projects that no longer exist are left out.</summary>
    private Report Merge(PolicyCompiler policy, Func<bool, IReadOnlyList<Finding>> findInFiles)
    {
        var runs = (Directory.Exists(Runs) ? Directory.GetFiles(Runs, "*.json") : [])
            .Select(f => ProjectRunFile.Read(f))
            .OfType<ProjectRun>()
            .Where(r => File.Exists(Path.Combine(_tree.Root, r.Project)))
            .OrderBy(r => r.Project, StringComparer.Ordinal)
            .ThenBy(r => r.TargetFramework, StringComparer.Ordinal)
            .ToArray();
        return new Report(policy.Policy.Name, policy.Policy.PolicyFile, policy.Compiled.Digest, policy.Policy.FailOn, policy.Today)
        {
            PolicySha256 = policy.Policy.Sha256,
            Profile = policy.Policy.Profile,
            Layers = policy.Policy.Layers,
            Projects = runs,
            Results = Results(policy, runs, findInFiles),
        };
    }

    /// <summary>What a policy makes of a repository and of what its compilations showed.</summary>
    public static IReadOnlyList<Result> Results(PolicyCompiler policy, IReadOnlyCollection<ProjectRun> runs) =>
        Results(policy, runs, ai => RepositoryChecks.Run(policy, ai));

    private static IReadOnlyList<Result> Results(PolicyCompiler policy, IReadOnlyCollection<ProjectRun> runs, Func<bool, IReadOnlyList<Finding>> findInFiles)
    {
        var codeUsesAi = Report.DoesUseAi(runs);
        // The recorded results belong to the policy and the day of the build; the facts do not.
        var results = Waived(policy, findInFiles(codeUsesAi)).Concat(ProjectGate.Results(runs, policy.Compiled)).ToList();
        // Before every project has been looked at, a waiver for code may look unused and not be.
        var codeIsKnown = Report.IsCodeKnown(runs);
        if (codeIsKnown)
        {
            results.AddRange(Waived(policy, GOV1007_RegisterEntryUnused.Check(policy, runs.SelectMany(r => r.Facts))));
        }

        results.AddRange(Waived(policy, GOV6005_LoadedModelUnrecorded.Check(policy, runs.SelectMany(r => r.Facts))));
        results.AddRange(UnusedWaivers(policy, results, codeIsKnown));
        results = policy.Baseline.Apply(Report.Merge(results)).ToList();
        results.AddRange(policy.Baseline.Unused(policy.Policy, results, codeIsKnown).Select(f => new Result(f, ResultStatus.Open)));
        return Report.Merge(results);
    }

    /// <summary>The repository's findings with waivers and baseline applied.</summary>
    public static IEnumerable<Result> RepositoryResults(PolicyCompiler policy) => policy.Baseline.Apply(Waived(policy, RepositoryChecks.Run(policy)).ToArray());

    private static IEnumerable<Result> Waived(PolicyCompiler policy, IEnumerable<Finding> findings) =>
        findings.Select(finding =>
            policy.Waivers.FirstOrDefault(w => w.IsActive(policy.Today) && w.Covers(finding)) is { } waiver
                ? new Result(finding, ResultStatus.Waived, waiver.Id, waiver.Reason)
                : new Result(finding, ResultStatus.Open));

    private static IEnumerable<Result> UnusedWaivers(PolicyCompiler policy, IReadOnlyCollection<Result> results, bool codeIsKnown)
    {
        var used = new HashSet<string>(results.Where(r => r.Status == ResultStatus.Waived).Select(r => r.By), StringComparer.Ordinal);
        return policy.Waivers
            .Where(w => w.IsActive(policy.Today) && !used.Contains(w.Id))
            .Where(w => codeIsKnown || RuleCatalogue.Find(w.RuleId) is { Scope: RuleScope.Repository })
            .Select(w => policy.Policy.Finding(
                "GOV0007",
                $"Waiver '{w.Id}' for {w.RuleId} covers nothing. Delete it. [{policy.Policy.Rule("GOV0007").Cited}]",
                w.Place,
                w.Id))
            .OfType<Finding>()
            .Select(f => new Result(f, ResultStatus.Open));
    }

    private void WriteReport(Report report)
    {
        AtomicFile.WriteIfChanged(SarifPath, SarifReport.Write(report));
        AtomicFile.WriteIfChanged(JsonPath, JsonReport.Write(report));
    }

    private IReadOnlyList<Result> Claim(IReadOnlyList<Result> results, string session)
    {
        if (session.Length == 0)
        {
            return results;
        }

        var file = Path.Combine(Sessions, session);
        var claimed = new HashSet<string>((RegularFile.ReadText(file, 1 << 28) ?? "").Split('\n'), StringComparer.Ordinal);
        var fresh = results.Where(r => claimed.Add(Core.Text.Record.Format(r.Key))).ToArray();
        if (fresh.Length > 0)
        {
            Directory.CreateDirectory(Sessions);
            File.AppendAllText(file, string.Concat(fresh.Select(r => Core.Text.Record.Format(r.Key) + "\n")));
        }

        return fresh;
    }

    /// <summary>The folder, hidden from git by itself, so that nobody has to edit .gitignore.</summary>
    private void Prepare()
    {
        Directory.CreateDirectory(Runs);
        var ignore = Path.Combine(Folder, ".gitignore");
        if (!File.Exists(ignore))
        {
            AtomicFile.WriteIfChanged(ignore, "*\n");
        }
    }

    private FileStream Lock()
    {
        var path = Path.Combine(Folder, "lock");
        var giveUp = DateTime.UtcNow + LockPatience;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (IsTaken(e) && DateTime.UtcNow < giveUp)
            {
                Thread.Sleep(20);
            }
        }
    }

    /// <summary>Somebody else holds the lock: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, EAGAIN on Linux and on macOS. Waiting cures nothing else.</summary>
    private static bool IsTaken(IOException e) => (e.HResult & 0xFFFF) is 32 or 33 or 11 or 35;

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left for the next build.
        }
    }
}
