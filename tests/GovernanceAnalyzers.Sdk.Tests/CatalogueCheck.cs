using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Sdks;
using Microsoft.CodeAnalysis;

namespace GovernanceAnalyzers.Sdk.Tests;

/// <summary>One name of the catalogue, and what became of it in the assembly that is to declare it.</summary>
/// <param name="Expected">Whether the entry's range contains the tested version.</param>
internal sealed record CheckedName(string Sdk, string Assembly, string Name, bool Expected, bool Exists)
{
    public override string ToString() => $"{Sdk}: {Name}";
}

/// <summary>Looks every name of an SDK entry up in the tested assemblies.</summary>
internal sealed class CatalogueCheck(SdkEntry sdk)
{
    private readonly TestedAssemblies _tested = TestedAssemblies.Of(sdk.Id);

    public static IEnumerable<CheckedName> Check(SdkEntry sdk) => new CatalogueCheck(sdk).Check();

    public IEnumerable<CheckedName> Check()
    {
        CheckedName Result(string assembly, string versions, string name, bool exists) =>
            new(sdk.Id, assembly, name, VersionRange.Contains(versions, _tested.VersionOf(assembly)), exists);

        foreach (var i in sdk.Inference)
        {
            foreach (var method in i.Methods)
            {
                yield return Result(i.Assembly, i.Versions, $"{i.Type}.{method}", Methods(i.Assembly, i.Type, method).Any());
            }
        }

        foreach (var m in Enumerable.Empty<SdkSink>()
            .Concat(sdk.Models).Concat(sdk.Settings).Concat(sdk.Instructions).Concat(sdk.Artefacts).Concat(sdk.Credentials))
        {
            yield return m.Property.Length > 0
                ? Result(m.Assembly, m.Versions, $"{m.Type}.{m.Property}", HasSettableProperty(m.Assembly, m.Type, m.Property))
                : Result(
                    m.Assembly, m.Versions, $"{m.Type}.{m.Member}({m.Parameter})", HasParameter(m.Assembly, m.Type, m.Member, m.Parameter));
        }

        foreach (var c in sdk.Constants)
        {
            foreach (var value in c.Values.Keys)
            {
                yield return Result(c.Assembly, "", $"{c.Type}.{value}", Members(c.Assembly, c.Type, value).Any(m => m is IFieldSymbol or IPropertySymbol));
            }
        }

        foreach (var l in sdk.Logging)
        {
            foreach (var (name, exists) in Logging(l))
            {
                yield return Result(l.Assembly, l.Versions, name, exists);
            }
        }

        foreach (var d in sdk.Datasets)
        {
            yield return Result(
                d.Assembly, d.Versions, $"{d.Type}.{d.Member}({d.Parameter})", HasParameter(d.Assembly, d.Type, d.Member, d.Parameter));
            foreach (var member in d.WhenMembers)
            {
                yield return Result(
                    d.Assembly,
                    d.Versions,
                    $"{d.Type}.{d.Member}({d.WhenParameter} is {member})",
                    Methods(d.Assembly, d.Type, d.Member).SelectMany(m => m.Parameters).Any(p => p.Name == d.WhenParameter && p.Type.GetMembers(member).Length > 0));
            }
        }

        foreach (var t in sdk.Tools)
        {
            foreach (var member in t.Methods)
            {
                yield return Result(t.Assembly, t.Versions, $"{t.Type}.{member}", Methods(t.Assembly, t.Type, member).Any());
            }

            if (t.Property.Length > 0)
            {
                yield return Result(t.Assembly, t.Versions, $"{t.Type}.{t.Property}", Members(t.Assembly, t.Type, t.Property).OfType<IPropertySymbol>().Any());
            }
        }

        foreach (var c in sdk.Clients)
        {
            if (c.Methods.Count == 0)
            {
                yield return Result(c.Assembly, c.Versions, c.Type, Type(c.Assembly, c.Type) is not null);
            }

            foreach (var method in c.Methods)
            {
                yield return Result(c.Assembly, c.Versions, $"{c.Type}.{method}", Methods(c.Assembly, c.Type, method).Any());
                if (c.Key.Length > 0)
                {
                    yield return Result(c.Assembly, c.Versions, $"{c.Type}.{method}({c.Key})", HasParameter(c.Assembly, c.Type, method, c.Key));
                }
            }

            foreach (var service in c.Services)
            {
                yield return Result(c.Assembly, c.Versions, $"{c.Type} service {service}", !_tested.Compilation.GetTypesByMetadataName(service).IsEmpty);
            }
        }
    }

    public INamedTypeSymbol? Type(string assembly, string type) =>
        _tested.Assembly(assembly) is { } symbol
        && symbol.GetTypeByMetadataName(type) is { DeclaredAccessibility: Accessibility.Public } found
            ? found
            : null;

    /// <summary>The types of the parameters, or of the property, that take the model; none where the tested version has no such member.</summary>
    public IEnumerable<ITypeSymbol> SinkTypes(ModelSink sink) => sink.Property.Length > 0
        ? Members(sink.Assembly, sink.Type, sink.Property).OfType<IPropertySymbol>().Select(p => p.Type)
        : Methods(sink.Assembly, sink.Type, sink.Member).SelectMany(m => m.Parameters).Where(p => p.Name == sink.Parameter).Select(p => p.Type);

    private IEnumerable<(string Name, bool Exists)> Logging(LoggingStep step)
    {
        var covered = step.Covers.Select(c =>
        {
            var dot = c.LastIndexOf('.');
            return ("covers " + c, Methods(step.Assembly, c.Substring(0, dot), c.Substring(dot + 1)).Any());
        });
        return step.Kind switch
        {
            LoggingKind.Step => step.Members.Select(m => ($"{step.Type}.{m}", Methods(step.Assembly, step.Type, m).Any())).Concat(covered),
            LoggingKind.Decorator => covered.Prepend((step.Type, Type(step.Assembly, step.Type) is not null)),
            LoggingKind.Option => covered.Prepend(
                ($"{step.Type}.{step.Members[0]}", HasSettableProperty(step.Assembly, step.Type, step.Members[0]))),

            // Strings, not symbols. A pattern (Azure.*) is no name of a source.
            _ => step.Members.Where(m => !m.EndsWith('*')).Select(m => ($"\"{m}\"", HasLiteral(step.Assembly, m))).Concat(covered),
        };
    }

    /// <summary>Declared members, not inherited ones: the catalogue names the type that declares the member.</summary>
    private ImmutableArray<ISymbol> Members(string assembly, string type, string name) =>
        Type(assembly, type)?.GetMembers(name).Where(m => m.DeclaredAccessibility == Accessibility.Public).ToImmutableArray() ?? [];

    private IEnumerable<IMethodSymbol> Methods(string assembly, string type, string name) => Members(assembly, type, name).OfType<IMethodSymbol>();

    private bool HasParameter(string assembly, string type, string method, string parameter) =>
        Methods(assembly, type, method).Any(m => m.Parameters.Any(p => p.Name == parameter));

    private bool HasSettableProperty(string assembly, string type, string property) =>
        Members(assembly, type, property).OfType<IPropertySymbol>().Any(p => p.SetMethod is { DeclaredAccessibility: Accessibility.Public });

    private bool HasLiteral(string assembly, string text) => _tested.Image(assembly).AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;
}
