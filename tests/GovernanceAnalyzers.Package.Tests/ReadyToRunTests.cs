using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.PortableExecutable;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>Tasks and analyzers are shipped with native code for one platform, and without for all others (docs/decisions/0021).</summary>
[Collection(Builds.Name)]
public class ReadyToRunTests(PackageFixture fixture)
{
    [Fact]
    public void Native_code_is_in_what_is_for_its_platform_and_nowhere_else()
    {
        using var package = ZipFile.OpenRead(fixture.Package);
        foreach (var entry in package.Entries.Where(e => e.Name.EndsWith(".dll", StringComparison.Ordinal)))
        {
            var isNative = HasNativeCode(entry);
            Assert.True(isNative == entry.FullName.Contains("/linux-x64/", StringComparison.Ordinal), $"{entry.FullName}: {isNative}");
            if (isNative)
            {
                var other = package.GetEntry((entry.FullName.StartsWith("native/", StringComparison.Ordinal) ? "analyzers/dotnet/cs/" : "tasks/netstandard2.0/") + entry.Name)!;
                // Methods that use an assembly which was not at hand are left out without a word.
                Assert.True(entry.Length > 1.5 * other.Length, $"{entry.FullName} has little native code in it.");
            }
        }
    }

    [Fact]
    public void Both_kinds_of_tasks_and_analyzers_write_the_same()
    {
        var repo = fixture.WithApp(Sources.Console)
            .Write("App/Program.cs", Sources.FloatingAndSilent)
            .Write("governance/datasets/a.yml", "id: a\nlicence: CC-BY-NC-4.0\nfiles: [a.csv]\n")
            .Write("governance/models/m.json", """{ "bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{ "type": "machine-learning-model", "name": "m" }] }""");

        var own = Build(repo, Path.Combine("tasks", "linux-x64"), Path.Combine("native", "linux-x64"));
        var others = Build(repo, Path.Combine("tasks", "netstandard2.0"), Path.Combine("analyzers", "dotnet", "cs"), LoadedAnalyzersTests.WithoutNativeCode);

        Assert.Equal(own, others);
    }

    private (string Findings, string Json, string Sarif, string Policy) Build(Sandbox repo, string tasks, string analyzers, params string[] more)
    {
        repo.DeleteOutputs();
        var build = repo.BuildRestored(["App", "-v:d", "-p:GovernanceEvaluationDate=2026-11-20", .. more]).Exits(1);
        if (OperatingSystem.IsLinux() && System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64)
        {
            build.Says(Path.Combine(tasks, "GovernanceAnalyzers.Tasks.dll")).Says("/analyzer:" + Path.Combine(fixture.PackageCache, "governanceanalyzers", PackageFixture.Version, analyzers, "GovernanceAnalyzers.dll"));
        }

        return (
            string.Join("\n", build.Findings),
            repo.Read(".governance/governance.json"),
            repo.Read(".governance/governance.sarif"),
            repo.Read("App/obj/Debug/net10.0/governance.policy.txt"));
    }

    private static bool HasNativeCode(ZipArchiveEntry entry)
    {
        using var bytes = new MemoryStream();
        using (var stream = entry.Open())
        {
            stream.CopyTo(bytes);
        }

        bytes.Position = 0;
        using var reader = new PEReader(bytes);
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
