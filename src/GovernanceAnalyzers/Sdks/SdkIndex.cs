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
    private readonly Dictionary<string, List<(SdkEntry Sdk, SdkSink Entry)>> _methodSinks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(SdkEntry Sdk, SdkSink Entry)>> _propertySinks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(SdkEntry Sdk, DatasetLoad Entry)>> _datasets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(SdkEntry Sdk, ClientMembers Entry)>> _clientMethods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ClientMembers> _clientTypes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _behindOtherTypes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _referenced;
    private readonly Dictionary<string, List<(SdkEntry Sdk, ToolMembers Entry)>> _tools = new(StringComparer.Ordinal);
    private readonly HashSet<string> _interestingMethods = new(StringComparer.Ordinal);
    private readonly HashSet<string> _interestingProperties = new(StringComparer.Ordinal);
    private readonly HashSet<string> _instructionMembers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _toolMembers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, string>> _constants = new(StringComparer.Ordinal);
    private readonly HashSet<string> _loggingTypes = new(StringComparer.Ordinal);
    private readonly HashSet<(string Type, string Member)> _loggingSteps = [];
    private readonly HashSet<(string Type, string Property)> _loggingOptions = [];

    private readonly bool _needsAddresses;
    private readonly bool _needsKeys;

    private SdkIndex(IReadOnlyList<SdkEntry> sdks, ICollection<string> referenced, bool needsKeys, bool needsAddresses)
    {
        Sdks = sdks;
        (_needsKeys, _needsAddresses) = (needsKeys, needsAddresses);
        _referenced = new HashSet<string>(referenced, StringComparer.Ordinal);
        foreach (var sdk in sdks)
        {
            Add(sdk);
        }

        SoleProvider = Sole(sdks);
    }

    public IReadOnlyList<SdkEntry> Sdks { get; }

    /// <summary>The provider that all referenced clients have in common; empty when there are several, or none.</summary>
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

        return new SdkIndex(
            policy.SdksFor(referenced),
            referenced,
            policy.MayReport("GOV6003"),
            policy.AllowedEndpoints.Count > 0 || policy.AllowedRegions.Count > 0);
    }

    /// <summary>Whether a call by this method name, or the construction of a type of this simple name, can be of interest.</summary>
    public bool IsInterestingMethod(string name) => _interestingMethods.Contains(name);

    public bool IsInterestingType(string simpleName) => IsInterestingMethod(ConstructorKey(simpleName));

    public bool IsInterestingProperty(string name) => _interestingProperties.Contains(name);

    /// <summary>Whether a method or property by this name may take what instructs a model; for constructors by the name of the type.</summary>
    public bool IsInstruction(string name, bool isType = false) => _instructionMembers.Contains(isType ? ConstructorKey(name) : name);

    /// <summary>Whether a method by this name, or the construction of a type of this name, may offer tools to a model.</summary>
    public bool IsTool(string name, bool isType = false) => _toolMembers.Contains(isType ? ConstructorKey(name) : name);

    public (SdkEntry Sdk, InferenceMethods Entry)? Inference(IMethodSymbol method) => FindAll(_inference, method, e => e.Type)
        .Select(f => ((SdkEntry, InferenceMethods)?)(f.Sdk, f.Entry))
        .FirstOrDefault();

    public IEnumerable<(SdkEntry Sdk, ModelSink Entry)> ModelSinks(IMethodSymbol method) => Sinks<ModelSink>(method);

    public (SdkEntry Sdk, ModelSink Entry)? ModelSink(IPropertySymbol property) => Sink<ModelSink>(property);

    public IEnumerable<(SdkEntry Sdk, DatasetLoad Entry)> DatasetLoads(IMethodSymbol method) => FindAll(_datasets, method, e => e.Type)
        .Select(f => (f.Sdk, f.Entry with { Parameter = ParameterIn(method, f.Declaration, f.Entry.Parameter) }));

    public IEnumerable<(SdkEntry Sdk, ClientMembers Entry)> Clients(IMethodSymbol method) =>
        FindAll(_clientMethods, method, e => e.Type).Select(f => (f.Sdk, f.Entry));

    public IEnumerable<(SdkEntry Sdk, ToolMembers Entry)> Tools(IMethodSymbol method) =>
        FindAll(_tools, method, e => e.Type).Where(f => f.Entry.Property.Length == 0).Select(f => (f.Sdk, f.Entry));

    public (SdkEntry Sdk, ToolMembers Entry)? Tool(IPropertySymbol property) => FindProperty(_tools, property, e => e.Type, e => e.Property.Length > 0);

    /// <summary>The settings, instructions, credentials and so on that a method's parameters take. Parameter is the name in this method.</summary>
    public IEnumerable<(SdkEntry Sdk, T Entry)> Sinks<T>(IMethodSymbol method)
        where T : SdkSink =>
        FindAll(_methodSinks, method, e => e.Type, static e => e is T)
            .Select(f => (f.Sdk, (T)(f.Entry with { Parameter = ParameterIn(method, f.Declaration, f.Entry.Parameter) })));

    /// <summary>The setting, instruction, credential and so on that a property takes.</summary>
    public (SdkEntry Sdk, T Entry)? Sink<T>(IPropertySymbol property)
        where T : SdkSink =>
        FindProperty(_propertySinks, property, e => e.Type, static e => e is T) is var (sdk, entry) ? (sdk, (T)entry) : null;

    /// <summary>Whether the catalogue knows clients that decide who interprets model references.</summary>
    public bool HasClientProviders { get; private set; }

    /// <summary>Whether a client of another provider may stand behind this static type, since its package is referenced.</summary>
    public bool MayBeOtherClient(ITypeSymbol? type) =>
        _behindOtherTypes.Count > 0 && type is INamedTypeSymbol named && _behindOtherTypes.Contains(MetadataName(named.OriginalDefinition));

    /// <summary>Whether a package is referenced whose clients take the SDK's parameters to another provider.</summary>
    public bool HasOtherClients(SdkEntry sdk) => sdk.Clients.Any(c =>
        c.Methods.Count == 0 && c.Provider.Length > 0 && c.Provider != sdk.Provider && !sdk.Assemblies.Contains(c.Assembly) && IsReferenced(c.Assembly));

    /// <summary>What the catalogue says about clients of this type or of its nearest base type that it knows.</summary>
    public ClientMembers? ClientType(ITypeSymbol? type)
    {
        if (_clientTypes.Count == 0)
        {
            return null;
        }

        for (var t = type as INamedTypeSymbol; t is not null; t = t.BaseType)
        {
            if (_clientTypes.TryGetValue(MetadataName(t.OriginalDefinition), out var client))
            {
                return client;
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

    /// <summary>The provider of the SDK that declares the type; empty for an abstraction or a type of another library.</summary>
    public string ProviderOf(INamedTypeSymbol type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            var assembly = t.ContainingAssembly?.Name ?? "";
            if (Sdks.FirstOrDefault(s => s.Provider.Length > 0 && s.Assemblies.Contains(assembly)) is { } sdk)
            {
                return sdk.Provider;
            }
        }

        return "";
    }

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
    private static bool IsFrom(SdkEntry sdk, object? entry, IAssemblySymbol? assembly) =>
        sdk.Assemblies.Count == 0
        || (assembly is not null && (sdk.Assemblies.Contains(assembly.Name) || (entry is CredentialSink { Assembly: { Length: > 0 } own } && own == assembly.Name)));

    private void Add(SdkEntry sdk)
    {
        foreach (var entry in sdk.Inference)
        {
            foreach (var method in entry.Methods)
            {
                AddTo(_inference, MemberKey(entry.Type, method), sdk, entry);
            }
        }

        foreach (var entry in Enumerable.Empty<SdkSink>()
            .Concat(sdk.Models).Concat(sdk.Settings).Concat(sdk.Instructions).Concat(sdk.Artefacts).Concat(sdk.Credentials))
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

        // Only what makes facts is worth binding whenever its name comes up. The rest is looked up from there.
        _interestingMethods.UnionWith(sdk.Inference.SelectMany(i => i.Methods.Select(m => MemberKey(i.Type, m))));
        _interestingMethods.UnionWith(sdk.Models.Where(m => m.Member.Length > 0).Select(m => MemberKey(m.Type, m.Member)));
        _interestingMethods.UnionWith(sdk.Datasets.Select(d => MemberKey(d.Type, d.Member)));
        _interestingProperties.UnionWith(sdk.Models.Where(m => m.Property.Length > 0).Select(m => m.Property));

        _instructionMembers.UnionWith(sdk.Instructions.Where(i => i.Kind != "user").Select(i => i.Property.Length > 0 ? i.Property : MemberKey(i.Type, i.Member)));
        _toolMembers.UnionWith(sdk.Tools.Where(t => t.Kind == "tool" && t.Property.Length == 0).SelectMany(t => t.Methods.Select(m => MemberKey(t.Type, m))));
        foreach (var credential in sdk.Credentials.Where(c => c.Kind is "endpoint" or "region" ? _needsAddresses : _needsKeys || _needsAddresses))
        {
            if (credential.Property.Length > 0)
            {
                _interestingProperties.Add(credential.Property);
            }
            else
            {
                _interestingMethods.Add(MemberKey(credential.Type, credential.Member));
            }
        }

        if (_needsAddresses)
        {
            _interestingMethods.UnionWith(sdk.Clients.Where(c => c.Methods.Count == 0).Select(c => MemberKey(c.Type, ".ctor")));
        }

        foreach (var entry in sdk.Clients)
        {
            HasClientProviders |= entry.Provider.Length > 0;
            if (entry.Methods.Count == 0)
            {
                _clientTypes[entry.Type] = entry;
                if (IsReferenced(entry.Assembly))
                {
                    _behindOtherTypes.UnionWith(entry.Services);
                }
            }

            foreach (var method in entry.Methods)
            {
                AddTo(_clientMethods, MemberKey(entry.Type, method), sdk, entry);
            }
        }

        foreach (var entry in sdk.Tools)
        {
            foreach (var member in entry.Property.Length > 0 ? [entry.Property] : entry.Methods)
            {
                AddTo(_tools, MemberKey(entry.Type, member), sdk, entry);
            }
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

    private bool IsReferenced(string assembly) => assembly.Length == 0 || _referenced.Contains(assembly);

    private string Sole(IReadOnlyList<SdkEntry> sdks)
    {
        // A file that holds a model is no answer to who interprets a model id.
        var providers = sdks
            .SelectMany(s => s.Models
                .Where(m => m.Kind is "model" or "deployment" or "model|deployment" && IsReferenced(m.Assembly))
                .Select(m => m.Provider.Length > 0 ? m.Provider : s.Provider)
                .Concat(s.Clients.Where(c => IsReferenced(c.Assembly)).Select(c => c.Provider)))
            .Where(p => p.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Take(2)
            .ToArray();
        return providers.Length == 1 ? providers[0] : "";
    }

    /// <summary>The name, in an override or implementation, of the parameter that the catalogue knows by the declaration's name.</summary>
    private static string ParameterIn(IMethodSymbol method, IMethodSymbol? declaration, string parameter)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (declaration is null || SymbolEqualityComparer.Default.Equals(declaration, method))
        {
            return parameter;
        }

        var declared = declaration.Parameters.FirstOrDefault(p => p.Name == parameter);
        return declared is not null && declared.Ordinal < method.Parameters.Length ? method.Parameters[declared.Ordinal].Name : parameter;
    }

    private (SdkEntry Sdk, T Entry)? FindProperty<T>(
        Dictionary<string, List<(SdkEntry Sdk, T Entry)>> index, IPropertySymbol property, Func<T, string> typeOf, Func<T, bool> isWanted)
    {
        if (!index.TryGetValue(property.Name, out var candidates))
        {
            return null;
        }

        for (var p = property; p is not null; p = p.OverriddenProperty)
        {
            var type = MetadataName(p.ContainingType.OriginalDefinition);
            foreach (var candidate in candidates)
            {
                if (isWanted(candidate.Entry) && typeOf(candidate.Entry) == type && IsFrom(candidate.Sdk, candidate.Entry, p.ContainingAssembly))
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Entries for the method itself or, for an SDK's own override or implementation, for what it overrides or implements: that is the
    /// Declaration, whose parameters have the names that the entry uses. It is null where the method only has the name in common.
    /// </summary>
    private IEnumerable<(SdkEntry Sdk, T Entry, IMethodSymbol? Declaration)> FindAll<T>(
        Dictionary<string, List<(SdkEntry Sdk, T Entry)>> index, IMethodSymbol method, Func<T, string> typeOf, Func<T, bool>? isWanted = null)
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
                if (typeOf(candidate.Entry) == type && isWanted?.Invoke(candidate.Entry) != false && IsFrom(candidate.Sdk, candidate.Entry, m.ContainingAssembly))
                {
                    any = true;
                    yield return (candidate.Sdk, candidate.Entry, m);
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
            var any = false;
            foreach (var candidate in candidates)
            {
                if (typeOf(candidate.Entry) == type && isWanted?.Invoke(candidate.Entry) != false && IsFrom(candidate.Sdk, candidate.Entry, contract.ContainingAssembly))
                {
                    any = true;
                    yield return (candidate.Sdk, candidate.Entry, Implemented(method, contract));
                }
            }

            if (any)
            {
                yield break;
            }
        }
    }

    private static IMethodSymbol? Implemented(IMethodSymbol method, INamedTypeSymbol contract) => contract.GetMembers(method.Name)
        .OfType<IMethodSymbol>()
        .FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(
            method.ContainingType.FindImplementationForInterfaceMember(m)?.OriginalDefinition, method));
}
