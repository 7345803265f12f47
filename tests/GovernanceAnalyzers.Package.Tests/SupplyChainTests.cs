using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>What somebody asks who is to let a package into a build.</summary>
[Collection(Builds.Name)]
public class SupplyChainTests(PackageFixture fixture)
{
    /// <summary>No process of a build speaks to anybody: it runs in a network without any address but its own.</summary>
    [Fact]
    public void A_build_needs_no_network()
    {
        var repo = fixture.WithApp(Sources.Console).Write("App/Program.cs", Sources.FloatingAndSilent);
        if (!OperatingSystem.IsLinux() || repo.Run("unshare", "-rn", "true").ExitCode != 0)
        {
            // Elsewhere a proxy that nobody listens at stands for the missing network.
            repo.Variables["HTTP_PROXY"] = repo.Variables["HTTPS_PROXY"] = repo.Variables["ALL_PROXY"] = "http://127.0.0.1:9";
            Check(repo.BuildRestored("App"));
            return;
        }

        Check(repo.Run("unshare", "-rn", "dotnet", "build", "App", "--no-restore", "-nologo"));

        static void Check(CommandResult build) => build.Exits(1).IsPlain()
            .Finds("App/Program.cs(3,29): error GOV1001", "App/Program.cs(3,29): warning GOV2001", "App/Program.cs(4,21): error GOV5001");
    }

    /// <summary>Packed twice from sources in different folders, the same bytes come out.</summary>
    [Fact]
    public void Two_packs_of_the_same_sources_are_the_same()
    {
        var first = Content(Pack("first"));
        var second = Content(Pack("second"));

        Assert.Equal(first.Keys, second.Keys);
        Assert.All(first, f => Assert.True(f.Value.SequenceEqual(second[f.Key]), $"{f.Key} differs."));
    }

    private string Pack(string name)
    {
        var sandbox = fixture.Empty("pack-" + name);
        foreach (var part in new[] { "src", "policies", "docs", "eng" })
        {
            CopySources(Path.Combine(PackageFixture.Repository, part), sandbox.PathOf(part));
        }

        foreach (var file in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json", "README.md", "LICENSE" })
        {
            File.Copy(Path.Combine(PackageFixture.Repository, file), sandbox.PathOf(file));
        }

        sandbox.Dotnet("pack", "src/GovernanceAnalyzers.Package", "-c", "Release", "-nologo", "-p:ContinuousIntegrationBuild=true", "-o", "out").Exits(0);
        return sandbox.PathOf($"out/GovernanceAnalyzers.{PackageFixture.Version}.nupkg");
    }

    private static void CopySources(string from, string to)
    {
        if (!Directory.Exists(from) || Path.GetFileName(from) is "bin" or "obj")
        {
            return;
        }

        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.GetDirectories(from))
        {
            CopySources(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }

    private static SortedDictionary<string, byte[]> Content(string package)
    {
        var content = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        using var archive = ZipFile.OpenRead(package);
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            content.Add(entry.FullName, bytes.ToArray());
        }

        return content;
    }
}
