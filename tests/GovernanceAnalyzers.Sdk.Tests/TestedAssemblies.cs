using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;
using GovernanceAnalyzers.StandIns;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GovernanceAnalyzers.Sdk.Tests;

/// <summary>The assemblies that one SDK file is checked against, real and stand-in, as the compiler sees them.</summary>
internal sealed class TestedAssemblies
{
    private static readonly ConcurrentDictionary<string, MetadataReference> Files = new();
    private static readonly ConcurrentDictionary<string, TestedAssemblies> BySdk = new();
    private static readonly Lazy<TestedAssemblies> Local = new(() => new TestedAssemblies(new Dictionary<string, (bool IsReal, string Version)>(), []));

    private readonly Dictionary<string, IAssemblySymbol> _byName;

    private TestedAssemblies(IReadOnlyDictionary<string, (bool IsReal, string Version)> verified, IReadOnlyCollection<string> standIns)
    {
        Verified = verified;
        Compilation = Create(standIns);
        _byName = Compilation.SourceModule.ReferencedAssemblySymbols.GroupBy(a => a.Identity.Name).ToDictionary(g => g.Key, g => g.First());
    }

    /// <summary>What lies next to the tests: the real packages and the stand-ins that are projects.</summary>
    public static TestedAssemblies NextToTests => Local.Value;

    public CSharpCompilation Compilation { get; }

    /// <summary>What the <c>verified:</c> lines of the file promise: assembly name to whether it is real, and its version.</summary>
    public IReadOnlyDictionary<string, (bool IsReal, string Version)> Verified { get; }

    public static TestedAssemblies Of(string sdk) => BySdk.GetOrAdd(sdk, static id =>
    {
        var file = $"policies/sdks/{id}.yml";
        var root = (YamlMapping)YamlReader.ReadText(ShippedFiles.Text(file), file, [])!;
        var verified = root.Texts("verified").Select(line => line.Split(' ')).ToDictionary(words => words[1], words => (words[0] == "assembly", words[2]));
        var standIns = verified.Where(v => !v.Value.Item1 && StandInSource.Has(v.Key)).SelectMany(v => StandInSource.WithReferences(v.Key)).Distinct().ToArray();
        return new TestedAssemblies(verified, standIns);
    });

    public IAssemblySymbol? Assembly(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The package version that an assembly was built as: its informational version without build metadata.</summary>
    public static string InformationalVersion(IAssemblySymbol assembly) =>
        (assembly.GetAttributes().Single(a => a.AttributeClass?.Name == "AssemblyInformationalVersionAttribute").ConstructorArguments[0].Value as string)!
            .Split('+')[0];

    /// <summary>The version that the entries of an assembly are checked against.</summary>
    public string VersionOf(string assembly) =>
        Verified.TryGetValue(assembly, out var verified) ? verified.Version : InformationalVersion(_byName[assembly]);

    public byte[] Image(string assembly) => StandInSource.Has(assembly) && Verified.TryGetValue(assembly, out var verified) && !verified.IsReal
        ? StandInSource.Image(assembly)
        : File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));

    /// <summary>A stand-in takes the place of an assembly of its name: Azure.AI.OpenAI 2.x that of the 1.0 beta.</summary>
    private static CSharpCompilation Create(IReadOnlyCollection<string> standIns)
    {
        var sources = standIns.Where(StandInSource.Has).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var local = Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Where(p => !sources.Contains(Path.GetFileNameWithoutExtension(p))).ToArray();
        var names = local.Select(Path.GetFileName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p => !names.Contains(Path.GetFileName(p)) && !sources.Contains(Path.GetFileNameWithoutExtension(p)));
        return CSharpCompilation.Create(
            "Consumer",
            references: local.Concat(framework).Select(p => Files.GetOrAdd(p, path => MetadataReference.CreateFromFile(path))).Concat(sources.Select(StandInSource.Reference)),
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }
}
