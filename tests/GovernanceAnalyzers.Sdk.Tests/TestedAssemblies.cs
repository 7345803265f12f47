using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GovernanceAnalyzers.Sdk.Tests;

/// <summary>The assemblies next to this one, real and stand-in, as the compiler sees them.</summary>
internal static class TestedAssemblies
{
    public static CSharpCompilation Compilation { get; } = Create();

    public static IReadOnlyDictionary<string, IAssemblySymbol> ByName { get; } = Compilation.SourceModule.ReferencedAssemblySymbols
        .GroupBy(a => a.Identity.Name)
        .ToDictionary(g => g.Key, g => g.First());

    /// <summary>What the <c>verified:</c> lines of the shipped files promise: assembly name to whether it is real, and its version.</summary>
    public static IReadOnlyDictionary<string, (bool IsReal, string Version)> Verified { get; } = ReadVerified();

    /// <summary>The package version that an assembly was built as: its informational version without build metadata.</summary>
    public static string InformationalVersion(IAssemblySymbol assembly) =>
        (assembly.GetAttributes().Single(a => a.AttributeClass?.Name == "AssemblyInformationalVersionAttribute").ConstructorArguments[0].Value as string)!
            .Split('+')[0];

    /// <summary>The version that the entries of an assembly are checked against.</summary>
    public static string VersionOf(string assembly) =>
        Verified.TryGetValue(assembly, out var verified) ? verified.Version : InformationalVersion(ByName[assembly]);

    private static CSharpCompilation Create()
    {
        var local = Directory.GetFiles(AppContext.BaseDirectory, "*.dll");
        var names = local.Select(Path.GetFileName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p => !names.Contains(Path.GetFileName(p)));
        return CSharpCompilation.Create(
            "Consumer",
            references: local.Concat(framework).Select(p => MetadataReference.CreateFromFile(p)),
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }

    private static Dictionary<string, (bool IsReal, string Version)> ReadVerified()
    {
        var all = new Dictionary<string, (bool IsReal, string Version)>();
        foreach (var file in ShippedSdks.Files)
        {
            var root = (YamlMapping)YamlReader.ReadText(ShippedFiles.Text(file), file, [])!;
            foreach (var words in root.Texts("verified").Select(line => line.Split(' ')))
            {
                all.Add(words[1], (words[0] == "assembly", words[2]));
            }
        }

        return all;
    }
}
