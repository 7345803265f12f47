using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests.Infra;

/// <summary>
/// Packs package and tool once and offers folders to build in. Everything lives below one temporary folder: a feed with our packages
/// beside the sources this machine has configured, a package cache that starts empty, and empty files that end MSBuild's search for
/// settings further up.
/// </summary>
public sealed class PackageFixture : IDisposable
{
    public const string Version = "0.1.0";

#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private readonly Lazy<string> _tool;
    private readonly Dictionary<string, Sandbox> _restored = [];
    private int _count;

    public PackageFixture()
    {
        Root = Directory.CreateTempSubdirectory("governance-e2e-").FullName;
        Directory.CreateDirectory(Feed);
        File.WriteAllText(Path.Combine(Root, "NuGet.config"), $"""
            <configuration>
              <packageSources>
                <add key="governance-local" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
        foreach (var name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            File.WriteAllText(Path.Combine(Root, name), "<Project />\n");
        }

        // The compiler's socket is a file of this name beside the folder, so the two must differ.
        Servers = new BuildServers(Path.GetFileName(Root) + "-server");
        Pack("GovernanceAnalyzers.Package");
        _tool = new Lazy<string>(InstallTool, LazyThreadSafetyMode.ExecutionAndPublication);
    }

    public string Root { get; }

    public BuildServers Servers { get; }

    public string Feed => Path.Combine(Root, "feed");

    public string PackageCache => Path.Combine(Root, "packages");

    public string Package => Path.Combine(Feed, $"GovernanceAnalyzers.{Version}.nupkg");

    /// <summary>The installed command "governance".</summary>
    public string Tool => _tool.Value;

    /// <summary>What we ship, sorted.</summary>
    public static readonly string[] Packages = ["GovernanceAnalyzers", "GovernanceAnalyzers.Templates", "GovernanceAnalyzers.Tool"];

    /// <summary>A package in the feed, packed now unless it is there.</summary>
    public string Packed(string package)
    {
        var file = Path.Combine(Feed, $"{package}.{Version}.nupkg");
        if (!File.Exists(file))
        {
            Pack(package);
        }

        return file;
    }

    public static string Repository { get; } = FindRepository();

    /// <summary>A folder that looks like a repository, with a register of the models that the programs of <see cref="Sources"/> use.</summary>
    public Sandbox Empty(string name = "repo")
    {
        var folder = Path.Combine(Root, "tests", (++_count).ToString("000", System.Globalization.CultureInfo.InvariantCulture), name);
        Directory.CreateDirectory(folder);
        var sandbox = new Sandbox(this, folder);
        sandbox.Write(".git/HEAD", "ref: refs/heads/main\n");
        sandbox.Write("governance/register.yml", Sources.Register);
        return sandbox;
    }

    /// <summary>
    /// A repository with one project App/App.csproj that is restored already. Restoring takes as long as building, and what it leaves
    /// does not depend on the folder.
    /// </summary>
    public Sandbox WithApp(string project)
    {
        if (!_restored.TryGetValue(project, out var template))
        {
            template = Empty("template").Write("App/App.csproj", project);
            template.Dotnet("restore", "App/App.csproj").Exits(0);
            _restored.Add(project, template);
        }

        var sandbox = Empty();
        template.CopyTo(sandbox);
        return sandbox;
    }

    /// <summary>Adds a restored project to a folder, as <paramref name="name"/>/App.csproj.</summary>
    public void AddApp(Sandbox sandbox, string name, string project) =>
        Sandbox.Copy(Path.Combine(WithApp(project).Folder, "App"), Path.Combine(sandbox.Folder, name));

    /// <summary>Takes a package out of the cache: NuGet never unpacks a version twice, and tests make several of the same.</summary>
    public void Forget(string package)
    {
        var cached = Path.Combine(PackageCache, package.ToLowerInvariant());
        if (Directory.Exists(cached))
        {
            Directory.Delete(cached, recursive: true);
        }
    }

    public void Dispose()
    {
        Servers.Stop(new Sandbox(this, Root));
        if (Environment.GetEnvironmentVariable("GOVERNANCE_KEEP_E2E") is null)
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GovernanceAnalyzers.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run from the repository.");
        }

        return folder;
    }

    /// <summary>Packs a project of this repository into the feed.</summary>
    public void Pack(string project) =>
        new Sandbox(this, Root).Dotnet("pack", Path.Combine(Repository, "src", project), "--no-build", "-c", Configuration, "-o", Feed, "-nologo").Exits(0);

    private string InstallTool()
    {
        Pack("GovernanceAnalyzers.Tool");
        var folder = Path.Combine(Root, "tool");
        new Sandbox(this, Root)
            .Dotnet("tool", "install", "GovernanceAnalyzers.Tool", "--tool-path", folder, "--version", Version)
            .Exits(0);
        return Path.Combine(folder, OperatingSystem.IsWindows() ? "governance.exe" : "governance");
    }
}

/// <summary>One collection, so that no two builds of ours run at the same time.</summary>
[CollectionDefinition(Name)]
public sealed class Builds : ICollectionFixture<PackageFixture>
{
    public const string Name = "builds";
}
