using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Tests.Repository.Artefacts;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Hostile;

/// <summary>What a repository may hold by accident or malice: every answer comes in time, says where, and nothing outside is read.</summary>
public class HostileRepositoryTests
{
    private const string Canary = "canary-7f3a";

    /// <summary>Every file that we read by its name.</summary>
    public static readonly string[] Inputs =
    [
        "governance.yml", "governance/register.yml", "governance/models/card.md", "governance/datasets/data.yml", "governance/evaluations/run.yml",
        "governance/evaluations/run.json", "governance/waivers.yml", "governance/baseline.json", "governance/artefacts.yml", "governance/operations/rollback.yml",
        "governance/operations/incident-response.md", "governance/metrics-baseline.yml", "governance/assets.pdf", ".gitignore", "data/train.csv", "model.onnx",
    ];

    public static TheoryData<string> Paths => [.. Inputs];

    [Theory]
    [MemberData(nameof(Paths))]
    public void APipeInPlaceOfAFileDoesNotHang(string path)
    {
        using var repository = Ordinary();
        Replace(repository, path, full => Run("mkfifo", full));

        Check(repository);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void ALinkToADeviceOrOutOfTheRepositoryIsNotFollowed(string path)
    {
        using var outside = new TemporaryRepository(withGit: false).With("secret", $"schemaVersion: 1\nid: {Canary}\n{Canary}: 1\n");
        foreach (var target in new[] { "/dev/zero", Path.Combine(outside.Root, "secret"), "/nowhere/at/all", "." })
        {
            using var repository = Ordinary();
            Replace(repository, path, full => File.CreateSymbolicLink(full, target));

            Check(repository);
        }
    }

    [Theory]
    [InlineData("governance.yml", "GOV0001")]
    [InlineData("governance/register.yml", "GOV0001")]
    [InlineData("governance/models/card.md", "GOV2004")]
    [InlineData("governance/datasets/data.yml", "GOV3005")]
    [InlineData("governance/waivers.yml", "GOV0001")]
    [InlineData("governance/artefacts.yml", "GOV0001")]
    [InlineData("governance/evaluations/run.yml", "GOV4002")]
    public void ALinkIsSaidWhereItIs(string path, string rule)
    {
        using var repository = Ordinary();
        Replace(repository, path, full => File.CreateSymbolicLink(full, "/dev/zero"));

        Assert.Contains(Check(repository), f => f.RuleId == rule && f.Place.Path == path && f.Message.Contains("symbolic link"));
    }

    [Theory]
    [InlineData("governance")]
    [InlineData("governance/models")]
    [InlineData("governance/datasets")]
    [InlineData("data")]
    public void AFolderThatIsALinkIsNotFollowed(string folder)
    {
        using var outside = Ordinary();
        foreach (var file in Directory.GetFiles(outside.Root, "*", SearchOption.AllDirectories))
        {
            File.AppendAllText(file, $"\n# {Canary}\n{Canary}: 1\n");
        }

        using var repository = Ordinary();
        Directory.Delete(Path.Combine(repository.Root, folder), recursive: true);
        Directory.CreateSymbolicLink(Path.Combine(repository.Root, folder), Path.Combine(outside.Root, folder));

        Check(repository);
    }

    [Fact]
    public void LoopsOfLinksEnd()
    {
        using var repository = Ordinary();
        foreach (var folder in new[] { ".", "governance", "governance/models", "governance/datasets", "data" })
        {
            Directory.CreateSymbolicLink(Path.Combine(repository.Root, folder, "loop"), repository.Root);
            File.CreateSymbolicLink(Path.Combine(repository.Root, folder, "self"), Path.Combine(repository.Root, folder, "self"));
        }

        Check(repository);
    }

    [Fact]
    public void PathsThatLeaveTheRepositoryReadNothing()
    {
        using var outside = new TemporaryRepository(withGit: false).With("x.md", Canary).With("x.onnx", ArtefactFiles.Pickle);
        var up = "../" + Path.GetFileName(outside.Root);
        using var repository = Ordinary()
            .With("governance.yml", $"""
                schemaVersion: 1
                extends: [{"{"} file: {up}/x.md {"}"}]
                register: {up}/x.md
                models: {"{"} cards: "{up}/*.md" {"}"}
                datasets: {"{"} records: ["{up}/**", "{outside.Root}/*"] {"}"}
                artefacts: {"{"} manifest: {up}/x.md {"}"}
                waivers: {"{"} file: {up}/x.md {"}"}
                requirements:
                  - {"{"} id: rollback-plan, kind: document, path: "{up}/x.md" {"}"}
                """)
            .With("governance/datasets/data.yml", $"id: d\nlicence: MIT\nfiles: ['{up}/x.md', '/etc/passwd']\n")
            .With("governance/artefacts.yml", $"schemaVersion: 1\nartefacts:\n  - path: {up}/x.onnx\n    sha256: {new string('a', 64)}\n")
            .With("evil.zip", ArtefactFiles.Zip(($"../../{Path.GetFileName(outside.Root)}/written", [1]), ("/tmp/written", [1])));

        Check(repository);
        Assert.False(File.Exists(Path.Combine(outside.Root, "written")));
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("model.pt")]
    [InlineData("governance/models/card.md")]
    [InlineData("governance/evaluations/run.yml")]
    [InlineData("governance/register.yml")]
    [InlineData("governance.yml")]
    [InlineData(".gitignore")]
    public void AGigabyteOfNothingIsBounded(string path)
    {
        using var repository = Ordinary();
        Replace(repository, path, full =>
        {
            using var file = File.Create(full);
            file.SetLength(1L << 30);
        });

        var before = GC.GetTotalAllocatedBytes();
        Check(repository);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 300L << 20, "too much memory");
    }

    [Fact]
    public void OneLineOfAHundredMegabytes()
    {
        using var repository = Ordinary();
        foreach (var path in new[] { "governance/models/card.md", "governance/evaluations/run.json", "docs.txt", "x.json" })
        {
            Replace(repository, path, full =>
            {
                using var file = File.CreateText(full);
                var part = new string('x', 1 << 20);
                for (var i = 0; i < 100; i++)
                {
                    file.Write(part);
                }
            });
        }

        Assert.Contains(Check(repository), f => f.Place.Path == "governance/models/card.md" && f.Message.Contains("bytes"));
    }

    [Fact]
    public void ZipBombsAreNotUnpacked()
    {
        var zeros = new byte[50 << 20];
        var many = new (string, byte[])[20_000];
        for (var i = 0; i < many.Length; i++)
        {
            many[i] = ($"e{i}.npy", []);
        }

        var claims = ArtefactFiles.PyTorch;
        // The number of entries, and then the size of their list.
        Array.Fill(claims, (byte)0xFE, claims.Length - 12, 6);
        using var repository = Ordinary()
            .With("bomb.npz", ArtefactFiles.Zip(("a.npy", zeros), ("b.npy", zeros)))
            .With("bomb.keras", ArtefactFiles.Zip(("config.json", zeros), ("metadata.json", zeros), ("model.weights.h5", zeros)))
            .With("many.zip", ArtefactFiles.Zip(many))
            .With("claims.pt", claims)
            .With("bomb.pkl.gz", ArtefactFiles.Gzip(zeros));

        var before = GC.GetTotalAllocatedBytes();
        var findings = Check(repository);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 200L << 20, "too much memory");
        Assert.Contains(findings, f => f.RuleId == "GOV6004" && f.Place.Path == "claims.pt" && f.Message.Contains("cannot be told"));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void BytesThatAreNoText(string path)
    {
        foreach (var bytes in new byte[][]
        {
            [0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61], [0xEF, 0xBB, 0xBF], [0xC3, 0x28, 0xA0], [0x00], [0x80], [.. Encoding.UTF32.GetPreamble(), 1, 0, 0, 0],
            [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 7))],
        })
        {
            using var repository = Ordinary();
            Replace(repository, path, full => File.WriteAllBytes(full, bytes));

            Check(repository);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void NestingBombs(string path)
    {
        foreach (var text in new[]
        {
            new string('[', 100_000), string.Concat(Enumerable.Repeat("{\"a\":", 100_000)), string.Concat(Enumerable.Repeat("- ", 100_000)) + "x",
            string.Concat(Enumerable.Range(0, 2000).Select(i => new string(' ', i) + "a:\n")),
            "a: &a [x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n", "---\n" + new string('{', 50_000) + "\n---\n",
        })
        {
            using var repository = Ordinary();
            Replace(repository, path, full => File.WriteAllText(full, text));

            Check(repository);
        }
    }

    [Fact]
    public void NamesThatNobodyShouldGive()
    {
        using var repository = Ordinary();
        foreach (var name in new[] { "new\nline.onnx", "tab\t.pkl", "bell\a.gguf", "quote\".pt", "back\\slash.onnx", "pipe|.onnx", " ", "~", "-rf", "%2e%2e", "\u202Etxt.onnx", new string('x', 250) + ".pt" })
        {
            repository.With("names/" + name, ArtefactFiles.Pickle);
        }

        Run("sh", "-c", $"printf x > \"{repository.Root}/names/$(printf 'bad\\377name.onnx')\"; mkdir \"{repository.Root}/names/$(printf 'dir\\377')\"");
        var findings = Check(repository);

        Assert.Equal(12, findings.Count(f => f.RuleId == "GOV6004" && f.Place.Path.StartsWith("names/", StringComparison.Ordinal)));
        Assert.Contains(findings, f => f.RuleId == "GOV6005" && f.Message.Contains("not valid UTF-8"));
        Assert.All(findings, f => Assert.DoesNotContain('\n', f.Message));
        // .NET cannot delete what it cannot name.
        Run("rm", "-r", Path.Combine(repository.Root, "names"));
    }

    [Fact]
    public void AFileThatDisappearsWasNeverThere()
    {
        using var repository = Ordinary().With("gone.pkl", ArtefactFiles.Pickle).With("there.pkl", ArtefactFiles.Pickle);
        var compiled = repository.Compile();
        Assert.NotNull(compiled.Listing.Find("gone.pkl"));
        File.Delete(Path.Combine(repository.Root, "gone.pkl"));

        Assert.Equal(["there.pkl"], RepositoryChecks.Run(compiled).Where(f => f.RuleId == "GOV6004").Select(f => f.Place.Path));
    }

    [Theory]
    [InlineData(".governance/contents.txt")]
    [InlineData(".governance/repository.state.txt")]
    public void OurOwnMemoryMayBeATrap(string path)
    {
        using var repository = Ordinary();
        repository.With(path, "");
        File.Delete(Path.Combine(repository.Root, path));
        File.CreateSymbolicLink(Path.Combine(repository.Root, path), "/dev/zero");
        Check(repository);
        File.Delete(Path.Combine(repository.Root, path));
        Run("mkfifo", Path.Combine(repository.Root, path));
        Check(repository);
    }

    /// <summary>One of everything that is read.</summary>
    private static TemporaryRepository Ordinary() => new TemporaryRepository()
        .With("governance.yml", "schemaVersion: 1\nname: x\nextends: [{ preset: iso-42001 }]\n")
        .With("governance/register.yml", "schemaVersion: 1\nsystems:\n  - { id: app, riskTier: high }\nmodels:\n  - { id: chat, reference: 'openai:gpt-4.1-2025-04-14' }\n")
        .With("governance/models/card.md", "---\nmodel: openai:gpt-4.1-2025-04-14\n---\n# Card\n\n## Intended use\n\nAnswers.\n")
        .With("governance/datasets/data.yml", "id: data\nfiles: data/train.csv\nlicence: MIT\n")
        .With("governance/evaluations/run.yml", "model: openai:gpt-4.1-2025-04-14\ndate: 2026-11-01\ntool: t\nmetrics:\n  - { name: accuracy, value: 0.9 }\n")
        .With("governance/evaluations/run.json", "{}")
        .With("governance/waivers.yml", "schemaVersion: 1\nwaivers: []\n")
        .With("governance/artefacts.yml", "schemaVersion: 1\n")
        .With("governance/operations/rollback.yml", "target: v1\n")
        .With("governance/operations/incident-response.md", "# Plan\n")
        .With("data/train.csv", "a,b\n1,2\n");

    private static void Replace(TemporaryRepository repository, string path, Action<string> make)
    {
        repository.With(path, "");
        var full = Path.Combine(repository.Root, path);
        File.Delete(full);
        make(full);
    }

    /// <summary>All checks, in bounded time and without an exception; nothing of the canary appears anywhere.</summary>
    private static IReadOnlyList<Finding> Check(TemporaryRepository repository)
    {
        var work = Task.Run(() =>
        {
            var policy = repository.Compile();
            var findings = RepositoryChecks.Run(policy, codeUsesAi: true);
            new RepositoryMemory(new ReportStore(repository.Tree()), "q").NothingToSay();
            return (Findings: findings, Text: policy.Text("."));
        });
        Assert.True(work.Wait(TimeSpan.FromSeconds(60)), "no end in sight");
        var (found, text) = work.Result;
        Assert.DoesNotContain(Canary, text);
        Assert.All(found, f => Assert.DoesNotContain(Canary, f.Message + f.Subject));
        return found;
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
