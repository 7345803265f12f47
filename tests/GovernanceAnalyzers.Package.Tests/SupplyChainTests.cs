using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>What somebody asks who is to let a package into a build.</summary>
[Collection(Builds.Name)]
public class SupplyChainTests(PackageFixture fixture)
{
    /// <summary>No process of a build speaks to anybody: it runs in a network without any address but its own.</summary>
    [NamespaceFact]
    public void Build_and_check_need_no_network()
    {
        // Processes that run already would do the work with the network that they have.
        var repo = fixture.WithApp(Sources.Console).Write("App/Program.cs", Sources.FloatingAndSilent).Cold();
        Assert.NotEqual(0, repo.Run("unshare", "-rn", "bash", "-c", "exec 3<>/dev/tcp/1.1.1.1/53").ExitCode);

        repo.Run("unshare", "-rn", "dotnet", "build", "App", "--no-restore", "-nologo").Exits(1).IsPlain()
            .Finds("App/Program.cs(3,29): error GOV1001", "App/Program.cs(3,29): warning GOV2001", "App/Program.cs(4,21): error GOV5001");
        // The check restores by itself: what is restored needs nobody.
        repo.Run("unshare", "-rn", fixture.Tool, "check").Exits(1).IsPlain()
            .Says("App/Program.cs(3,29): error GOV1001").Says("App/Program.cs(4,21): error GOV5001");
    }

    /// <summary>Elsewhere a proxy that nobody listens at stands for the missing network.</summary>
    [Fact]
    public void A_build_asks_no_proxy()
    {
        var repo = fixture.WithApp(Sources.Console).Write("App/Program.cs", Sources.FloatingAndSilent).Cold();
        repo.Variables["HTTP_PROXY"] = repo.Variables["HTTPS_PROXY"] = repo.Variables["ALL_PROXY"] = "http://127.0.0.1:9";

        repo.BuildRestored("App").Exits(1).IsPlain()
            .Finds("App/Program.cs(3,29): error GOV1001", "App/Program.cs(3,29): warning GOV2001", "App/Program.cs(4,21): error GOV5001");
    }

    /// <summary>Built and packed twice from sources in different folders, the same bytes come out, and none tells where that was.</summary>
    [Fact]
    public void Two_packs_of_the_same_sources_are_the_same()
    {
        var first = Pack("first");
        var second = Pack("second");

        Assert.Equal(PackageFixture.Packages.Select(p => $"{p}.{PackageFixture.Version}.nupkg"), Directory.GetFiles(first).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var package in Directory.GetFiles(first))
        {
            var name = Path.GetFileName(package);
            var content = Content(package);
            var again = Content(Path.Combine(second, name));
            Assert.Equal(content.Keys, again.Keys);
            Assert.All(content, f => Assert.True(f.Value.SequenceEqual(again[f.Key]), $"{f.Key} of {name} differs."));
            Assert.True(File.ReadAllBytes(package).SequenceEqual(File.ReadAllBytes(Path.Combine(second, name))), $"{name} differs, and no file in it does.");
            var folder = Encoding.UTF8.GetBytes(fixture.Root);
            var wide = Encoding.Unicode.GetBytes(fixture.Root);
            Assert.All(content, f => Assert.True(f.Value.AsSpan().IndexOf(folder) < 0 && f.Value.AsSpan().IndexOf(wide) < 0, $"{f.Key} of {name} tells where it was built."));
            // The package of templates holds none.
            Assert.All(content.Where(f => f.Key.EndsWith(".dll", StringComparison.Ordinal) && f.Key.Contains("overnance", StringComparison.Ordinal)), f => HasSymbols(name + "/" + f.Key, f.Value));
        }
    }

    /// <summary>The symbols are in the assembly: whoever debugs a build needs no symbol server. Their paths are those of the repository.</summary>
    private static void HasSymbols(string name, byte[] assembly)
    {
        using var file = new PEReader([.. assembly]);
        var entries = file.ReadDebugDirectory();
        Assert.True(entries.Any(e => e.Type == DebugDirectoryEntryType.Reproducible), $"{name} is not deterministic.");
        var embedded = entries.SingleOrDefault(e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        Assert.True(embedded.Type == DebugDirectoryEntryType.EmbeddedPortablePdb, $"{name} has no symbols.");
        using var symbols = file.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
        var reader = symbols.GetMetadataReader();
        Assert.All(reader.Documents.Select(d => reader.GetString(reader.GetDocument(d).Name)), d => Assert.StartsWith("/_/", d, StringComparison.Ordinal));
    }

    private string Pack(string name)
    {
        var sandbox = fixture.Empty("pack-" + name);
        foreach (var part in new[] { "src", "policies", "docs", "eng" })
        {
            CopySources(Path.Combine(PackageFixture.Repository, part), sandbox.PathOf(part));
        }

        foreach (var file in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json", "README.md", "LICENSE", "THIRD-PARTY-NOTICES.md" })
        {
            File.Copy(Path.Combine(PackageFixture.Repository, file), sandbox.PathOf(file));
        }

        sandbox.Write("Packages.slnx", "<Solution>\n  <Project Path=\"src/GovernanceAnalyzers.Package/GovernanceAnalyzers.Package.csproj\" />\n  <Project Path=\"src/GovernanceAnalyzers.Templates/GovernanceAnalyzers.Templates.csproj\" />\n  <Project Path=\"src/GovernanceAnalyzers.Tool/GovernanceAnalyzers.Tool.csproj\" />\n</Solution>\n");
        // What other analyzers say has no part in what is packed.
        sandbox.Dotnet("pack", "Packages.slnx", "-c", "Release", "-nologo", "-p:ContinuousIntegrationBuild=true", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:ShouldUnsetParentConfigurationAndPlatform=false", "-p:PackageOutputPath=" + sandbox.PathOf("out")).Exits(0);
        return sandbox.PathOf("out");
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
