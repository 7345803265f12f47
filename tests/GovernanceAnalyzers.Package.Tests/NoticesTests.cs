using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>What others wrote and we ship: under which licence, and whether somebody knows a hole in it.</summary>
[Collection(Builds.Name)]
public partial class NoticesTests(PackageFixture fixture)
{
    private static readonly string File = Path.Combine(PackageFixture.Repository, "THIRD-PARTY-NOTICES.md");

    /// <summary>The table is what NuGet resolved, and every assembly of others in our packages is in it.</summary>
    [Fact]
    public void Every_shipped_assembly_of_others_is_listed_with_its_licence()
    {
        var shipped = PackageFixture.Packages.SelectMany(p => Assemblies(fixture.Packed(p)))
            .Where(a => !a.StartsWith("GovernanceAnalyzers", StringComparison.Ordinal) && a != "governance.dll")
            .ToHashSet(StringComparer.Ordinal);
        var resolved = new[] { "GovernanceAnalyzers.Tasks", "GovernanceAnalyzers.Tool" }.SelectMany(p => Resolved(p, shipped))
            .DistinctBy(p => p.Row)
            .OrderBy(p => p.Row, StringComparer.Ordinal)
            .ToArray();
        Assert.Empty(shipped.Except(resolved.SelectMany(p => p.Assemblies)));

        var text = System.IO.File.ReadAllText(File).ReplaceLineEndings("\n");
        var expected = Table().Replace(text, m => m.Groups[1].Value + string.Concat(resolved.Select(p => p.Row + "\n")) + m.Groups[3].Value);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") is not null)
        {
            System.IO.File.WriteAllText(File, expected);
        }

        Assert.Equal(expected, text);
        Assert.All(resolved, p => Assert.Contains(p.Licence, new[] { "MIT", "Apache-2.0", "MS-PL OR Apache-2.0" }));
        Assert.Contains("\n## MIT\n", text, StringComparison.Ordinal);
        Assert.Contains("\n## Apache-2.0\n", text, StringComparison.Ordinal);
    }

    /// <summary>Asks the package source, so only on demand. A source that knows of no hole at all has not assessed ours.</summary>
    [AuditFact]
    public void No_shipped_package_has_a_known_vulnerability()
    {
        var control = fixture.Empty("control").Write("Old.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.3" /></ItemGroup>
            </Project>
            """);
        control.Dotnet("restore").Exits(0);
        Assert.True(Listed(control, "Old.csproj").Contains("GHSA-", StringComparison.Ordinal), "Not assessed: the package source does not know that Newtonsoft.Json 12.0.3 is vulnerable, so it has no such data.");

        foreach (var project in new[] { "GovernanceAnalyzers.Tasks", "GovernanceAnalyzers.Tool" })
        {
            Assert.Contains("has no vulnerable packages", Listed(control, Path.Combine(PackageFixture.Repository, "src", project, project + ".csproj")), StringComparison.Ordinal);
        }

        static string Listed(Sandbox sandbox, string project) => sandbox.Dotnet("list", project, "package", "--vulnerable", "--include-transitive").Exits(0).Output;
    }

    private static IEnumerable<string> Assemblies(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        return archive.Entries.Select(e => e.Name).Where(n => n.EndsWith(".dll", StringComparison.Ordinal)).ToArray();
    }

    private static IEnumerable<(string Row, string Licence, HashSet<string> Assemblies)> Resolved(string project, HashSet<string> shipped)
    {
        var assets = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(PackageFixture.Repository, "src", project, "obj", "project.assets.json")))!;
        var folders = assets["packageFolders"]!.AsObject().Select(f => f.Key).ToArray();
        foreach (var (name, library) in assets["targets"]!.AsObject().SelectMany(t => t.Value!.AsObject()))
        {
            HashSet<string> assemblies = library!["runtime"] is JsonObject runtime ? [.. runtime.Select(f => Path.GetFileName(f.Key))] : [];
            if ((string)library["type"]! != "package" || !assemblies.Overlaps(shipped))
            {
                continue;
            }

            var folder = folders.Select(f => Path.Combine(f, (string)assets["libraries"]![name]!["path"]!)).First(Directory.Exists);
            var metadata = XDocument.Load(Directory.GetFiles(folder, "*.nuspec").Single()).Root!.Elements().Single(e => e.Name.LocalName == "metadata");
            var licence = metadata.Elements().SingleOrDefault(e => e.Name.LocalName == "license")?.Value ?? OfText(folder);
            var copyright = Space().Replace(metadata.Elements().Single(e => e.Name.LocalName == "copyright").Value, " ");
            yield return ($"| {name.Replace("/", " | ", StringComparison.Ordinal)} | {licence} | {copyright} |", licence, assemblies);
        }
    }

    /// <summary>Old packages have their licence as a file alone.</summary>
    private static string OfText(string folder)
    {
        var text = System.IO.File.ReadAllText(Path.Combine(folder, "LICENSE.TXT"));
        Assert.StartsWith("The MIT License (MIT)", text, StringComparison.Ordinal);
        return "MIT";
    }

    [GeneratedRegex(@"(<!-- generated[^\n]*\n[^\n]*\n[^\n]*\n)(.*?)(<!-- end -->)", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    private sealed class AuditFactAttribute : FactAttribute
    {
        public AuditFactAttribute()
        {
            if (Environment.GetEnvironmentVariable("GOVERNANCE_AUDIT") is null)
            {
                Skip = "asks the package source: set GOVERNANCE_AUDIT=1";
            }
        }
    }
}
