using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Core.Security;
using Microsoft.CodeAnalysis;

namespace GovernanceAnalyzers.Sdks;

/// <summary>
/// Looks up what the catalogue expects in the packages that the compilation references. A package that renames a method would otherwise be
/// a package whose calls nobody sees any more.
/// </summary>
internal static class CatalogueGaps
{
    /// <summary>One fact per type that is missing, else per member; sorted.</summary>
    /// <param name="security">What the flow rules know by name. Only a policy's own entries are looked up: the shipped ones name frameworks in
    /// all their versions, and a test checks them.</param>
    public static IReadOnlyList<CatalogueGapFact> Find(Compilation compilation, IReadOnlyList<SdkEntry> sdks, IReadOnlyList<SecurityEntry>? security = null)
    {
        var referenced = compilation.SourceModule.ReferencedAssemblySymbols
            .GroupBy(a => a.Identity.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        return sdks
            .SelectMany(sdk => SdkMember.Of(sdk).Select(member => Check(compilation, referenced, sdk, member)))
            .Concat((security ?? []).Where(e => e.Source.Length > 0)
                .SelectMany(e => e.Names().Select(member => Check(compilation, referenced, new SdkEntry("security", "", []) { Source = e.Source }, member))))
            .OfType<CatalogueGapFact>()
            .Distinct()
            .OrderBy(f => f.Source, StringComparer.Ordinal)
            .ThenBy(f => f.Name, StringComparer.Ordinal)
            .ToArray();
    }

    private static CatalogueGapFact? Check(
        Compilation compilation, Dictionary<string, IAssemblySymbol> referenced, SdkEntry sdk, SdkMember member)
    {
        // Of several assemblies one SDK references what it needs; a type of a package that is not here is not missing.
        if (member.Assembly.Length > 0 && !referenced.ContainsKey(member.Assembly))
        {
            return null;
        }

        var types = compilation.GetTypesByMetadataName(member.Type)
            .Where(t => member.Assembly.Length == 0
                || t.ContainingAssembly.Name == member.Assembly
                || sdk.Assemblies.Contains(t.ContainingAssembly.Name))
            .ToArray();
        if (member.Assembly.Length == 0 && types.Length == 0)
        {
            // Without an assembly nobody can tell a wrong name from a project that has nothing to do with it.
            return null;
        }

        if (types.Any(t => Has(t, member)))
        {
            return null;
        }

        var assembly = member.Assembly.Length > 0 ? referenced[member.Assembly] : types[0].ContainingAssembly;
        var version = Version(assembly);
        return VersionRange.Contains(member.Versions, version)
            ? new CatalogueGapFact
            {
                Sdk = sdk.Id,
                Name = types.Length == 0 ? member.Type : member.ToString(),
                Assembly = assembly.Name,
                Version = version,
                Source = sdk.Source.Length > 0 ? sdk.Source : $"policies/sdks/{sdk.Id}.yml",
            }
            : null;
    }

    private static bool Has(INamedTypeSymbol type, SdkMember member) =>
        member.Member.Length == 0
        || type.GetMembers(member.Member).Any(m =>
            member.Parameter.Length == 0 || (m is IMethodSymbol method && method.Parameters.Any(p => p.Name == member.Parameter)));

    /// <summary>The package's version: what the assembly was built as, or its own number.</summary>
    private static string Version(IAssemblySymbol assembly)
    {
        var informational = assembly.GetAttributes()
            .FirstOrDefault(a => a.AttributeClass?.Name == "AssemblyInformationalVersionAttribute")?.ConstructorArguments
            .Select(a => a.Value as string)
            .FirstOrDefault();
        var version = informational ?? assembly.Identity.Version.ToString();
        var build = version.IndexOf('+');
        return build < 0 ? version : version.Substring(0, build);
    }
}
