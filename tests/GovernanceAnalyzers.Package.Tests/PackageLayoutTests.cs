using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Xml.Linq;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

[Collection(Builds.Name)]
public class PackageLayoutTests(PackageFixture fixture)
{
    private static readonly string[] Analyzers = ["GovernanceAnalyzers.Core.dll", "GovernanceAnalyzers.CodeFixes.dll", "GovernanceAnalyzers.dll"];

    [Fact]
    public void The_package_holds_these_files_and_no_others() => Holds(
        "GovernanceAnalyzers",
        ["LICENSE", "README.md", "THIRD-PARTY-NOTICES.md", .. Layout]);

    /// <summary>The tool carries the package's files, for projects that do not reference it.</summary>
    [Fact]
    public void The_tool_holds_these_files_and_no_others() => Holds(
        "GovernanceAnalyzers.Tool",
        [
            "LICENSE",
            "README.md",
            "THIRD-PARTY-NOTICES.md",
            "tools/net8.0/any/CsvHelper.dll",
            "tools/net8.0/any/DotnetToolSettings.xml",
            "tools/net8.0/any/GovernanceAnalyzers.Core.dll",
            "tools/net8.0/any/GovernanceAnalyzers.Engine.dll",
            "tools/net8.0/any/System.CommandLine.dll",
            "tools/net8.0/any/YamlDotNet.dll",
            "tools/net8.0/any/governance.deps.json",
            "tools/net8.0/any/governance.dll",
            "tools/net8.0/any/governance.runtimeconfig.json",
            "tools/net8.0/any/inject/GovernanceAnalyzers.Inject.targets",
            .. Layout.Select(f => "tools/net8.0/any/package/" + f),
        ]);

    /// <summary>What the page of a package shows, and what NuGet has to know of it.</summary>
    [Fact]
    public void Every_package_says_what_it_is()
    {
        foreach (var name in PackageFixture.Packages)
        {
            var metadata = Metadata(name);
            string Of(string element) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == element)?.Value ?? "";
            Assert.Equal((name, PackageFixture.Version, "MIT", "README.md"), (Of("id"), Of("version"), Of("license"), Of("readme")));
            Assert.All(new[] { "authors", "description", "copyright", "tags", "projectUrl" }, e => Assert.True(Of(e).Length > 0, $"{name} has no {e}."));
            var repository = metadata.Elements().Single(e => e.Name.LocalName == "repository");
            Assert.Equal(("git", "https://github.com/GovernanceAnalyzers/GovernanceAnalyzers"), ((string?)repository.Attribute("type"), (string?)repository.Attribute("url")));
            Assert.Equal(
                name switch { "GovernanceAnalyzers.Templates" => "Template", "GovernanceAnalyzers.Tool" => "DotnetTool", _ => null },
                (string?)metadata.Descendants().SingleOrDefault(e => e.Name.LocalName == "packageType")?.Attribute("name"));
            Assert.DoesNotContain(metadata.Descendants(), e => e.Name.LocalName == "dependency");
        }

        Assert.Equal("true", Metadata("GovernanceAnalyzers").Elements().Single(e => e.Name.LocalName == "developmentDependency").Value);
    }

    /// <summary>A third-party DLL there would displace another analyzer package's copy (docs/decisions/0001-no-third-party-code-in-the-compiler.md).</summary>
    [Fact]
    public void Only_our_own_assemblies_reach_the_compiler()
    {
        using var package = ZipFile.OpenRead(fixture.Package);

        Assert.All(
            package.Entries.Where(e => e.FullName.StartsWith("analyzers/", StringComparison.Ordinal) || e.FullName.StartsWith("native/", StringComparison.Ordinal)),
            e => Assert.Contains(e.Name, Analyzers));
    }

    private static string[] Layout
    {
        get
        {
            // What is data may grow without anybody editing a test: it is compared with the folder it comes from.
            var policies = Path.Combine(PackageFixture.Repository, "policies");
            return
            [
                .. Directory.GetFiles(policies, "*.yml", SearchOption.AllDirectories).Select(f => "policies/" + Path.GetRelativePath(policies, f).Replace('\\', '/')),
                .. Directory.GetFiles(Path.Combine(policies, "schema")).Select(f => "schema/" + Path.GetFileName(f)),
                .. Analyzers.Select(a => "analyzers/dotnet/cs/" + a),
                "build/GovernanceAnalyzers.Repository.proj",
                "build/GovernanceAnalyzers.props",
                "build/GovernanceAnalyzers.targets",
                "build/config/gate.globalconfig",
                "build/config/suggestions-sdk-10.0.globalconfig",
                "native/linux-x64/GovernanceAnalyzers.Core.dll",
                "native/linux-x64/GovernanceAnalyzers.dll",
                "tasks/linux-x64/CsvHelper.dll",
                "tasks/linux-x64/GovernanceAnalyzers.Core.dll",
                "tasks/linux-x64/GovernanceAnalyzers.Engine.dll",
                "tasks/linux-x64/GovernanceAnalyzers.Tasks.dll",
                "tasks/linux-x64/YamlDotNet.dll",
                "tasks/netstandard2.0/CsvHelper.dll",
                "tasks/netstandard2.0/GovernanceAnalyzers.Core.dll",
                "tasks/netstandard2.0/GovernanceAnalyzers.Engine.dll",
                "tasks/netstandard2.0/GovernanceAnalyzers.Tasks.deps.json",
                "tasks/netstandard2.0/GovernanceAnalyzers.Tasks.dll",
                "tasks/netstandard2.0/Microsoft.Bcl.AsyncInterfaces.dll",
                "tasks/netstandard2.0/Microsoft.Bcl.HashCode.dll",
                "tasks/netstandard2.0/Microsoft.CSharp.dll",
                "tasks/netstandard2.0/System.Buffers.dll",
                "tasks/netstandard2.0/System.Memory.dll",
                "tasks/netstandard2.0/System.Numerics.Vectors.dll",
                "tasks/netstandard2.0/System.Runtime.CompilerServices.Unsafe.dll",
                "tasks/netstandard2.0/System.Text.Encodings.Web.dll",
                "tasks/netstandard2.0/System.Text.Json.dll",
                "tasks/netstandard2.0/System.Threading.Tasks.Extensions.dll",
                "tasks/netstandard2.0/YamlDotNet.dll",
            ];
        }
    }

    /// <summary>Beside what every package has. The template's files are in <see cref="PolicyDayTests"/>.</summary>
    private void Holds(string name, string[] expected)
    {
        using var package = ZipFile.OpenRead(fixture.Packed(name));
        var entries = package.Entries.Select(e => e.FullName.EndsWith(".psmdcp", StringComparison.Ordinal) ? "package/services/metadata/core-properties/*.psmdcp" : e.FullName);
        string[] all = [.. expected, name + ".nuspec", "[Content_Types].xml", "_rels/.rels", "package/services/metadata/core-properties/*.psmdcp"];

        Assert.Equal(all.OrderBy(e => e, StringComparer.Ordinal), entries.OrderBy(e => e, StringComparer.Ordinal));
    }

    private XElement Metadata(string name)
    {
        using var package = ZipFile.OpenRead(fixture.Packed(name));
        using var stream = package.GetEntry(name + ".nuspec")!.Open();
        return XDocument.Load(stream).Root!.Elements().Single(e => e.Name.LocalName == "metadata");
    }
}
