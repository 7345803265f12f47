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
    public void The_package_holds_these_files_and_no_others()
    {
        using var package = ZipFile.OpenRead(fixture.Package);

        // What is data may grow without anybody editing a test: it is compared with the folder it comes from.
        var policies = Path.Combine(PackageFixture.Repository, "policies");
        var data = Directory.GetFiles(policies, "*.yml", SearchOption.AllDirectories)
            .Select(f => "policies/" + Path.GetRelativePath(policies, f).Replace('\\', '/'))
            .Concat(Directory.GetFiles(Path.Combine(policies, "schema")).Select(f => "schema/" + Path.GetFileName(f)));
        string[] expected =
        [
            "GovernanceAnalyzers.nuspec",
            "LICENSE",
            "README.md",
            "[Content_Types].xml",
            "_rels/.rels",
            .. Analyzers.Select(a => "analyzers/dotnet/cs/" + a),
            "build/GovernanceAnalyzers.Repository.proj",
            "build/GovernanceAnalyzers.props",
            "build/GovernanceAnalyzers.targets",
            "build/config/gate.globalconfig",
            "build/config/suggestions-sdk-10.0.globalconfig",
            "package/services/metadata/core-properties/*.psmdcp",
            .. data,
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
        var entries = package.Entries.Select(e => e.FullName.EndsWith(".psmdcp", StringComparison.Ordinal) ? "package/services/metadata/core-properties/*.psmdcp" : e.FullName);
        Assert.Equal(expected.OrderBy(e => e, StringComparer.Ordinal), entries.OrderBy(e => e, StringComparer.Ordinal));
    }

    /// <summary>A third-party DLL there would displace another analyzer package's copy (docs/decisions/0001-no-third-party-code-in-the-compiler.md).</summary>
    [Fact]
    public void Only_our_own_assemblies_reach_the_compiler()
    {
        using var package = ZipFile.OpenRead(fixture.Package);

        Assert.All(
            package.Entries.Where(e => e.FullName.StartsWith("analyzers/", StringComparison.Ordinal)),
            e => Assert.Contains(e.Name, Analyzers));
    }

    [Fact]
    public void Projects_that_install_it_pass_nothing_on()
    {
        using var package = ZipFile.OpenRead(fixture.Package);
        using var stream = package.GetEntry("GovernanceAnalyzers.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single(e => e.Name.LocalName == "metadata");

        Assert.Equal("true", metadata.Elements().Single(e => e.Name.LocalName == "developmentDependency").Value);
        Assert.DoesNotContain(metadata.Descendants(), e => e.Name.LocalName == "dependency");
    }
}
