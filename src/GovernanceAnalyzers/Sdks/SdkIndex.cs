using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Sdks;
using Microsoft.CodeAnalysis;

namespace GovernanceAnalyzers.Sdks;

/// <summary>
/// The catalogue entries that matter in one compilation, by member name. Every look-up starts from a name in the syntax, so code that
/// has nothing to do with AI costs one hash look-up per call and is never bound.
/// </summary>
internal sealed class SdkIndex
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, string> _metadataNames = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, List<(SdkEntry Sdk, InferenceMethods Entry)>> _inference = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(SdkEntry Sdk, ModelSink Entry)>> _methodSinks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(SdkEntry Sdk, ModelSink Entry)>> _propertySinks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(SdkEntry Sdk, DatasetLoad Entry)>> _datasets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, string>> _constants = new(StringComparer.Ordinal);
    private readonly HashSet<string> _loggingTypes = new(StringComparer.Ordinal);
    private readonly HashSet<(string Type, string Member)> _loggingSteps = [];
    private readonly HashSet<(string Type, string Property)> _loggingOptions = [];

    private SdkIndex(IReadOnlyList<SdkEntry> sdks)
    {
        Sdks = sdks;
        foreach (var sdk in sdks)
        {
            Add(sdk);
        }

        var providers = sdks.Select(s => s.Provider).Where(p => p.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        SoleProvider = providers.Length == 1 ? providers[0] : "";
    }

    public IReadOnlyList<SdkEntry> Sdks { get; }

    /// <summary>The provider of all referenced SDKs that have one, when that is a single one; else empty.</summary>
    public string SoleProvider { get; }

    /// <summary>The index of the SDKs that the compilation references, or null when it references none.</summary>
    public static SdkIndex? Create(Compilation compilation, CompiledPolicy policy)
    {
        var referenced = new HashSet<string>(StringComparer.Ordinal);
        foreach (var assembly in compilation.ReferencedAssemblyNames)
        {
            referenced.Add(assembly.Name);
        }

        if (!policy.HasSdkForAnyAssembly && !policy.Assemblies.Any(referenced.Contains))
        {
            return null;
        }

        var sdks = policy.Sdks
            .Where(s => s.Assemblies.Count == 0 || s.Assemblies.Any(referenced.Contains))
            .ToArray();
        return new SdkIndex(sdks);
    }

    /// <summary>Whether a call by this method name, or the construction of a type of this simple name, can be of interest.</summary>
    public bool IsInterestingMethod(string name) =>
        _inference.ContainsKey(name) || _methodSinks.ContainsKey(name) || _datasets.ContainsKey(name);

    public bool IsInterestingType(string simpleName) => IsInterestingMethod(ConstructorKey(simpleName));

    public bool IsInterestingProperty(string name) => _propertySinks.ContainsKey(name);

    public (SdkEntry Sdk, InferenceMethods Entry)? Inference(IMethodSymbol method) => Find(_inference, method, e => e.Type);

    public IEnumerable<(SdkEntry Sdk, ModelSink Entry)> ModelSinks(IMethodSymbol method) => FindAll(_methodSinks, method, e => e.Type);

    public IEnumerable<(SdkEntry Sdk, DatasetLoad Entry)> DatasetLoads(IMethodSymbol method) => FindAll(_datasets, method, e => e.Type);

    public (SdkEntry Sdk, ModelSink Entry)? ModelSink(IPropertySymbol property)
    {
        if (!_propertySinks.TryGetValue(property.Name, out var candidates))
        {
            return null;
        }

        for (var p = property; p is not null; p = p.OverriddenProperty)
        {
            var type = MetadataName(p.ContainingType.OriginalDefinition);
            foreach (var candidate in candidates)
            {
                if (candidate.Entry.Type == type && IsFrom(candidate.Sdk, p.ContainingAssembly))
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    /// <summary>The model id that an SDK constant stands for, or null.</summary>
    public string? Constant(ISymbol member) =>
        member.ContainingType is { } type
        && _constants.TryGetValue(MetadataName(type.OriginalDefinition), out var values)
        && values.TryGetValue(member.Name, out var value)
            ? value
            : null;

    /// <summary>The SDK constants that stand for a model id, as <c>Namespace.Type.Member</c>.</summary>
    public IEnumerable<string> ConstantsFor(string model) => _constants
        .SelectMany(t => t.Value.Where(c => c.Value == model).Select(c => $"{t.Key.Replace('+', '.')}.{c.Key}"))
        .OrderBy(m => m, StringComparer.Ordinal);

    public bool IsLoggingStep(IMethodSymbol method) =>
        _loggingSteps.Contains((MetadataName(method.ContainingType.OriginalDefinition), method.Name));

    public bool IsLoggingOption(IPropertySymbol property)
    {
        for (var p = property; p is not null; p = p.OverriddenProperty)
        {
            if (_loggingOptions.Contains((MetadataName(p.ContainingType.OriginalDefinition), p.Name)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the type, or a base type of it, logs what passes through it.</summary>
    public bool IsLoggingDecorator(ITypeSymbol? type)
    {
        for (var t = type as INamedTypeSymbol; t is not null; t = t.BaseType)
        {
            if (_loggingTypes.Contains(MetadataName(t.OriginalDefinition)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>CLR metadata name: namespaces, then nested types with <c>+</c>, each with its arity.</summary>
    public string MetadataName(INamedTypeSymbol type) => _metadataNames.GetOrAdd(type, static t =>
    {
        var name = t.MetadataName;
        for (var outer = t.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = outer.MetadataName + "+" + name;
        }

        for (var ns = t.ContainingNamespace; ns is { IsGlobalNamespace: false }; ns = ns.ContainingNamespace)
        {
            name = ns.Name + "." + name;
        }

        return name;
    });

    private static string ConstructorKey(string simpleTypeName) => ".ctor " + simpleTypeName;

    private static string MemberKey(string type, string member)
    {
        if (member != ".ctor")
        {
            return member;
        }

        var simple = type.Substring(type.LastIndexOfAny(['.', '+']) + 1);
        var arity = simple.IndexOf('`');
        return ConstructorKey(arity < 0 ? simple : simple.Substring(0, arity));
    }

    private static void AddTo<T>(Dictionary<string, List<(SdkEntry, T)>> index, string key, SdkEntry sdk, T entry)
    {
        if (!index.TryGetValue(key, out var list))
        {
            index.Add(key, list = []);
        }

        list.Add((sdk, entry));
    }

    /// <summary>A same-named type of one's own is another type: the assembly decides.</summary>
    private static bool IsFrom(SdkEntry sdk, IAssemblySymbol? assembly) =>
        sdk.Assemblies.Count == 0 || (assembly is not null && sdk.Assemblies.Contains(assembly.Name));

    private void Add(SdkEntry sdk)
    {
        foreach (var entry in sdk.Inference)
        {
            foreach (var method in entry.Methods)
            {
                AddTo(_inference, MemberKey(entry.Type, method), sdk, entry);
            }
        }

        foreach (var entry in sdk.Models)
        {
            if (entry.Property.Length > 0)
            {
                AddTo(_propertySinks, entry.Property, sdk, entry);
            }
            else
            {
                AddTo(_methodSinks, MemberKey(entry.Type, entry.Member), sdk, entry);
            }
        }

        foreach (var entry in sdk.Datasets)
        {
            AddTo(_datasets, MemberKey(entry.Type, entry.Member), sdk, entry);
        }

        foreach (var constants in sdk.Constants)
        {
            _constants[constants.Type] = constants.Values.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        }

        foreach (var step in sdk.Logging)
        {
            switch (step.Kind)
            {
                case LoggingKind.Step:
                    _loggingSteps.UnionWith(step.Members.Select(m => (step.Type, m)));
                    break;
                case LoggingKind.Decorator:
                    _loggingTypes.Add(step.Type);
                    break;
                case LoggingKind.Option:
                    _loggingOptions.UnionWith(step.Members.Select(m => (step.Type, m)));
                    break;
            }
        }
    }

    private (SdkEntry Sdk, T Entry)? Find<T>(
        Dictionary<string, List<(SdkEntry Sdk, T Entry)>> index, IMethodSymbol method, Func<T, string> typeOf)
    {
        foreach (var found in FindAll(index, method, typeOf))
        {
            return found;
        }

        return null;
    }

    /// <summary>Entries for the method itself or, for an SDK's own override or implementation, for what it overrides or implements.</summary>
    private IEnumerable<(SdkEntry Sdk, T Entry)> FindAll<T>(
        Dictionary<string, List<(SdkEntry Sdk, T Entry)>> index, IMethodSymbol method, Func<T, string> typeOf)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        var key = method.MethodKind == MethodKind.Constructor ? ConstructorKey(method.ContainingType.Name) : method.Name;
        if (!index.TryGetValue(key, out var candidates))
        {
            yield break;
        }

        for (var m = method; m is not null; m = m.OverriddenMethod?.OriginalDefinition)
        {
            var type = MetadataName(m.ContainingType.OriginalDefinition);
            var any = false;
            foreach (var candidate in candidates)
            {
                if (typeOf(candidate.Entry) == type && IsFrom(candidate.Sdk, m.ContainingAssembly))
                {
                    any = true;
                    yield return candidate;
                }
            }

            if (any)
            {
                yield break;
            }
        }

        if (method.MethodKind == MethodKind.Constructor)
        {
            yield break;
        }

        foreach (var contract in method.ContainingType.AllInterfaces)
        {
            var type = MetadataName(contract.OriginalDefinition);
            foreach (var candidate in candidates)
            {
                if (typeOf(candidate.Entry) == type && IsFrom(candidate.Sdk, contract.ContainingAssembly))
                {
                    yield return candidate;
                    yield break;
                }
            }
        }
    }
}
