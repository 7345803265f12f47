using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Security;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;

namespace GovernanceAnalyzers.Security;

/// <summary>The policy's sources, sinks, validators, approvals and effects by the name of the member.</summary>
internal sealed class SecurityIndex
{
    private readonly SdkIndex _sdks;
    private readonly Dictionary<(SecuritySection, string), List<SecurityEntry>> _byName = [];
    private readonly Dictionary<SecuritySection, List<(string Pattern, SecurityEntry Entry)>> _patterns = [];
    private readonly Dictionary<(SecuritySection, string), List<SecurityEntry>> _byType = [];

    public SecurityIndex(SdkIndex sdks, CompiledPolicy policy)
    {
        _sdks = sdks;
        Entries = policy.Security;
        foreach (var entry in Entries)
        {
            if (entry.Type.Length > 0 && (entry.Members.Count == 0 || entry.Via is SecurityVia.Attribute or SecurityVia.BaseType or SecurityVia.MethodAttribute or SecurityVia.Implementation or SecurityVia.Filter))
            {
                AddTo(_byType, (entry.Section, entry.Type), entry);
                continue;
            }

            foreach (var member in entry.Members)
            {
                if (Glob.HasWildcard(member))
                {
                    if (!_patterns.TryGetValue(entry.Section, out var patterns))
                    {
                        _patterns.Add(entry.Section, patterns = []);
                    }

                    patterns.Add((member, entry));
                }
                else
                {
                    AddTo(_byName, (entry.Section, member), entry);
                }
            }
        }
    }

    public IReadOnlyList<SecurityEntry> Entries { get; }

    /// <summary>The entries for a member, or for what it overrides or implements.</summary>
    public IEnumerable<SecurityEntry> Find(SecuritySection section, ISymbol member)
    {
        member = ((member as IMethodSymbol)?.ReducedFrom ?? member).OriginalDefinition;
        var name = member switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor } => ".ctor",
            IPropertySymbol { IsIndexer: true } => "this",
            _ => member.Name,
        };
        var found = (_byName.TryGetValue((section, name), out var exact) ? exact : Enumerable.Empty<SecurityEntry>())
            .Concat(_patterns.TryGetValue(section, out var patterns) ? patterns.Where(p => Glob.IsNameMatch(p.Pattern, name)).Select(p => p.Entry) : [])
            .ToArray();
        return found.Length == 0 ? [] : found.Where(e => e.Type.Length == 0 || IsDeclaredBy(member, e));
    }

    /// <summary>The entries for a type, by any of its base types and interfaces.</summary>
    public IEnumerable<SecurityEntry> FindType(SecuritySection section, ITypeSymbol type)
    {
        for (var t = type as INamedTypeSymbol; t is not null; t = t.BaseType)
        {
            foreach (var entry in OfType(section, t))
            {
                yield return entry;
            }
        }

        foreach (var contract in type.AllInterfaces)
        {
            foreach (var entry in OfType(section, contract))
            {
                yield return entry;
            }
        }
    }

    /// <summary>The entries that name exactly this type.</summary>
    public IEnumerable<SecurityEntry> OfType(SecuritySection section, INamedTypeSymbol type) =>
        _byType.TryGetValue((section, _sdks.MetadataName(type.OriginalDefinition)), out var entries) ? entries.Where(e => IsFrom(e, type)) : [];

    private static void AddTo<TKey>(Dictionary<TKey, List<SecurityEntry>> index, TKey key, SecurityEntry entry)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var list))
        {
            index.Add(key, list = []);
        }

        list.Add(entry);
    }

    private static bool IsFrom(SecurityEntry entry, INamedTypeSymbol type) => entry.Assembly.Length == 0 || type.ContainingAssembly?.Name == entry.Assembly;

    private bool IsDeclaredBy(ISymbol member, SecurityEntry entry)
    {
        for (var m = member; m is not null; m = (m as IMethodSymbol)?.OverriddenMethod ?? (ISymbol?)(m as IPropertySymbol)?.OverriddenProperty)
        {
            if (Is(m.ContainingType, entry))
            {
                return true;
            }
        }

        return member.ContainingType is { } type && member is not IMethodSymbol { MethodKind: MethodKind.Constructor } && !member.IsStatic
            && type.AllInterfaces.Any(i => Is(i, entry) && i.GetMembers(member.Name).Any(c =>
                SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(c)?.OriginalDefinition, member)));
    }

    private bool Is(INamedTypeSymbol? type, SecurityEntry entry) =>
        type is not null && _sdks.MetadataName(type.OriginalDefinition) == entry.Type && IsFrom(entry, type);
}
