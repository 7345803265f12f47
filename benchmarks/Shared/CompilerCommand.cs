using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Benchmarks;

/// <summary>The compiler's command line of a generated project, to be run by itself: without MSBuild around it, cold, without the compiler server.</summary>
internal sealed record CompilerCommand(string Compiler, string ResponseFile, string Folder)
{
    /// <summary>A folder for projects that see nothing but the named feed and the ordinary ones, with a package cache of its own.</summary>
    public static string NewWorkFolder(string name, string feed)
    {
        if (!Directory.Exists(feed) || Directory.GetFiles(feed, "GovernanceAnalyzers.*.nupkg").Length == 0)
        {
            throw new InvalidOperationException($"There is no package in {feed}. Make one: dotnet pack src/GovernanceAnalyzers.Package -c Release -o artifacts/packages");
        }

        var work = Directory.CreateTempSubdirectory(name + "-").FullName;
        // The user's cache may hold an older package of the same version, and NuGet would take that one.
        File.WriteAllText(
            Path.Combine(work, "NuGet.config"),
            $"<configuration><config><add key=\"globalPackagesFolder\" value=\"{Path.Combine(work, "packages")}\" /></config><packageSources><add key=\"packed\" value=\"{feed}\" /></packageSources></configuration>");
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            File.WriteAllText(Path.Combine(work, file), "<Project />");
        }

        return work;
    }

    /// <summary>Builds once, to restore and to learn the command line.</summary>
    /// <param name="write">Writes the sources.</param>
    /// <param name="items">Of the project file.</param>
    public static CompilerCommand Of(string folder, Action<string> write, string items)
    {
        Directory.CreateDirectory(folder);
        write(folder);
        File.WriteAllText(Path.Combine(folder, "Subject.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <UseSharedCompilation>false</UseSharedCompilation>
              </PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
            </Project>
            """);
        var output = Processes.Start("dotnet", ["msbuild", "-restore", "-v:detailed", "-nodeReuse:false", "Subject.csproj"], folder).Output;
        var line = output.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.Contains("/noconfig", StringComparison.Ordinal) && l.Contains("csc", StringComparison.Ordinal))
            ?? throw new InvalidOperationException("The build shows no compiler command line:\n" + output[^Math.Min(output.Length, 4000)..]);
        var start = line.IndexOf("/noconfig", StringComparison.Ordinal);
        var responseFile = Path.Combine(folder, "compiler.rsp");
        File.WriteAllText(responseFile, line[(start + "/noconfig".Length)..]);
        return new CompilerCommand(line[..start].Trim(), responseFile, folder);
    }

    public string Program => Compiler.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];

    public string[] Arguments => [.. Compiler.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1), "/noconfig", "@" + ResponseFile];

    public Run Start(params string[] more) => Processes.Start(Program, [.. Arguments, .. more], Folder);

    /// <summary>A whole build by processes of its own, in which everything is compiled again.</summary>
    public Run Build() => Processes.Start("dotnet", ["build", "Subject.csproj", "--no-restore", "--no-incremental", "-nodeReuse:false", "-v:q"], Folder);

    /// <summary>Whether the compiler is told to load an analyzer of this assembly, or of one whose name goes on after a dot.</summary>
    public bool Loads(string assembly) => File.ReadAllText(ResponseFile).Split(' ')
        .Where(a => a.StartsWith("/analyzer:", StringComparison.Ordinal))
        .Select(a => Path.GetFileNameWithoutExtension(a["/analyzer:".Length..].Trim('"', '\r', '\n')))
        .Any(n => n == assembly || n.StartsWith(assembly + ".", StringComparison.Ordinal));
}
