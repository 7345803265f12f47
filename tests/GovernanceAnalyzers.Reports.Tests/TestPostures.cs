using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Reports.Tests;

/// <summary>What reports are written of in tests: made by hand, where the content matters, and of real repositories, where its shape does.</summary>
internal static class TestPostures
{
    public static readonly CalendarDate Today = CalendarDate.Parse("2026-11-20");

    /// <summary>Names that somebody can give a file, or that a tool reports for one.</summary>
    public static readonly IReadOnlyList<string> HostilePaths =
    [
        "src/with blank.cs",
        "src/größe-模型-🤖.cs",
        "100%.md",
        "a#b?c=d&e.md",
        "two\nlines.md",
        "tab\tand\u0001control.md",
        "../outside.cs",
        "src/../../../far.cs",
        "src/./a/../b.cs",
        @"C:\work\my repo\x y.cs",
        "C:/work/z.cs",
        @"\\server\share\f.cs",
        "/home/me/x y.cs",
        "",
        "c:b/c.cs",
        "<script>alert(1)</script>.cs",
        "a|b`c`*d*_e_[f](g).md",
        "@team/x.md",
        "\ud800half.md",
        "\u202Eevil.md",
        "]]>.cs",
        "-dash",
        "..",
        new string('n', 3000) + ".md",
    ];

    /// <summary>Words that must stay words.</summary>
    public const string HostileText =
        "</script><img src=x onerror=alert(1)> [click](https://evil.example) ![p](https://evil.example/p.png) | `code` ``` @contoso/security #12 GH-34 "
        + "https://evil.example/?a=b&c www.evil.example user@evil.example ]]> --> &lt; <!-- \u202E\u200B \u0000\u0008\uFFFE {0} {1} # * _ ~ \\ $x$ ::warning:: \r\n# heading";

    public static RepositoryPosture Of(params Result[] results) => Of((IReadOnlyList<Result>)results);

    public static RepositoryPosture Of(IReadOnlyList<Result> results)
    {
        var report = new Report("contoso-ai", "governance.yml", "0123456789abcdef", Severity.Error, Today) { Results = results };
        var findings = results.Zip(Fingerprints.Of(results)).Select((r, i) => new FindingEntry(i + 1, r.First, r.Second)
        {
            Blocks = r.First.Status == ResultStatus.Open && r.First.Finding.Severity == Severity.Error,
        }).ToArray();
        var blockers = findings.Where(f => f.Blocks).Select(f => f.Number).ToArray();
        return new RepositoryPosture(report)
        {
            Identity = new RepositoryIdentity("contoso/answers", "0123456789012345678901234567890123456789"),
            Findings = findings,
            Blockers = blockers,
            MayShip = blockers.Length == 0,
        };
    }

    public static Result Result(string rule, string path, int line = 1, Severity severity = Severity.Error, string message = "Something is wrong. Put it right. [governance.yml(3)]") =>
        new(new Finding(rule, severity, message, new SourcePlace(path, line, line == 0 ? 0 : 5), path), ResultStatus.Open);

    /// <summary>Every status, a flow, and names and texts that try to be something else.</summary>
    public static RepositoryPosture Hostile()
    {
        var results = HostilePaths
            .SelectMany((path, i) => new[]
            {
                Result("GOV6001", path, i, Severity.Error, $"In {path}: {HostileText}"),
                Result("GOV2006", path, 0, Severity.Warning, HostileText) with { Status = ResultStatus.Waived, By = "w-" + i, Reason = HostileText },
                Result("GOV1001", path, i + 1, Severity.Suggestion) with { Status = ResultStatus.Baselined, By = Baseline.By, Reason = "known since 2026-01-01" },
                Result("GOV5001", path, i + 1) with { Status = ResultStatus.Suppressed, By = "by #pragma warning", Reason = HostileText },
            })
            .ToArray();
        var flow = FlowStep.Join(HostilePaths.Select((p, i) => new FlowStep(new SourcePlace(p, i + 1, 1), HostileText)));
        results[0] = results[0] with { Finding = results[0].Finding with { Path = flow, Requirement = "req|uire`ment", Model = "openai:<gpt>", PolicyPlace = "governance.yml(3)" } };
        var posture = Of(results);
        return posture with
        {
            Report = posture.Report with
            {
                PolicyName = HostileText,
                Projects = HostilePaths.Select(p => new ProjectRun(p, "net10.0")
                {
                    Suppressions = HostilePaths.Select((q, i) => new Suppression("GOV5001", new SourcePlace(q, i + 1, 5), "by #pragma warning", HostileText) { Site = new SourcePlace(p, 2) }).ToArray(),
                }).ToArray(),
            },
            Identity = new RepositoryIdentity(HostileText, ""),
            BaselineFile = "governance/base line.json",
            Findings = posture.Findings.Select(f => f with { Owner = "@contoso/team " + HostileText, Systems = ["sys|tem", HostileText] }).ToArray(),
            Systems = [new SystemPosture("sys|tem", Assessment.Fail) { Title = HostileText, Owner = "@contoso/team", Blockers = [1], Findings = [1, 2] }],
            Models = [new ModelEntry("openai:<b>|`x`") { Owner = HostileText, Retires = Today.AddDays(40), Replacement = HostileText, Systems = [HostileText], Uses = [new ModelUse(new SourcePlace(HostilePaths[0], 3, 1), HostileText, "s", "s", "p")] }],
            Requirements = [new RequirementEntry(HostileText, HostileText, Assessment.Fail) { Title = HostileText, Place = "governance.yml(9)", Evidence = HostilePaths, Findings = [1] }],
            Waivers = HostilePaths.Select((p, i) => new WaiverEntry(
                new Waiver("w-" + i, "GOV2006", HostileText, "@contoso/team", Today.AddDays(i)) { Place = new SourcePlace("governance/waivers.yml", i + 1), ApprovedBy = HostileText, Ticket = "https://evil.example/|" }, true, i, [2])).ToArray(),
            Evidence = HostilePaths.Select(p => new EvidenceDigest(p, new string('a', 64))).Append(new EvidenceDigest("no-digest.md", "")).ToArray(),
            NotKnown = HostileText,
            MayShip = false,
        };
    }

    /// <summary>A repository in which as much is wrong as one asks for.</summary>
    public static RepositoryPosture Big(int findings)
    {
        string[] rules = ["GOV1001", "GOV2006", "GOV4006", "GOV5001", "GOV6001"];
        return Of(Enumerable.Range(0, findings)
            .Select(i => Result(rules[i % rules.Length], $"src/Area{i % 97}/File{i}.cs", i % 500, i % 3 == 0 ? Severity.Error : i % 3 == 1 ? Severity.Warning : Severity.Suggestion))
            .ToArray());
    }

    /// <summary>The root of this repository.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    public static IReadOnlyList<string> Samples { get; } =
        Directory.GetDirectories(Path.Combine(Root, "samples")).Where(d => Directory.Exists(Path.Combine(d, "governance"))).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal).ToArray();

    /// <summary>A sample as its files show it; no build is recorded in the copy.</summary>
    public static RepositoryPosture Sample(string name) => OfCopy(Path.Combine(Root, "samples", name), null);

    /// <summary>The golden repository under a preset, with some of it missing so that there is something to report.</summary>
    public static RepositoryPosture Golden(string preset, bool broken) => OfCopy(
        Path.Combine(Root, "tests", "GovernanceAnalyzers.Engine.Tests", "Golden", "repository"),
        copy =>
        {
            File.Copy(Path.Combine(Root, "tests", "GovernanceAnalyzers.Engine.Tests", "Golden", "policies", preset + ".yml"), Path.Combine(copy, "governance.yml"));
            foreach (var file in broken ? Directory.GetFiles(Path.Combine(copy, "governance"), "*", SearchOption.AllDirectories) : [])
            {
                File.WriteAllText(file, File.ReadAllText(file).Replace("owner: ", "keeper: ").Replace("2026-09", "2024-09"));
            }
        });

    private static RepositoryPosture OfCopy(string source, Action<string>? change)
    {
        var temporary = Directory.CreateTempSubdirectory("governance-test-").FullName;
        // A repository without an address is called after its folder.
        var copy = Path.Combine(temporary, "repository");
        try
        {
            foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
            {
                var relative = Path.GetRelativePath(source, file);
                if (!relative.Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj" or ".governance"))
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy, relative))!);
                    File.Copy(file, Path.Combine(copy, relative));
                }
            }

            change?.Invoke(copy);
            var tree = GovernedTree.Find(copy, root: copy);
            var policy = PolicyCompiler.Run(tree, Today);
            return RepositoryPostures.Of(policy, new ReportStore(tree).Update(policy));
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "GovernanceAnalyzers.sln")) ? folder : Above(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}
