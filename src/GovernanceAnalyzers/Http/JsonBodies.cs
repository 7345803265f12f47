using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using GovernanceAnalyzers.Flow;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Http;

/// <summary>
/// The value of "model" in what a request sends: in an anonymous object, a dictionary, an object of one's own, a JsonObject, or JSON as text.
/// </summary>
internal sealed class JsonBodies(SdkIndex sdks, SourceModels sources, CancellationToken cancellation)
{
    private const int MaximumDepth = 8;
    private const string Key = "model";

    private static readonly Regex InText = new(
        @"""model""\s*:\s*""(?<value>[^""\\]*)""", RegexOptions.CultureInvariant, Core.Models.ModelPattern.Timeout);

    /// <summary>Methods that turn their first argument, or what they are called on, into what is sent.</summary>
    private static readonly string[] Wrappers =
    [
        "Create", "Serialize", "SerializeToUtf8Bytes", "SerializeToNode", "SerializeToElement", "SerializeObject", "GetBytes", "Parse", "ToJsonString", "ToString",
        "ToArray", "FromString", "FromObjectAsJson", "FromBytes",
    ];

    /// <summary>The possible references; empty when the body does not show one.</summary>
    public IReadOnlyList<PossibleValue> Models(IOperation body) => Find(body, 0).ToArray();

    private IEnumerable<PossibleValue> Find(IOperation expression, int depth)
    {
        cancellation.ThrowIfCancellationRequested();
        var operation = OperationTree.Unwrap(expression);
        if (depth > MaximumDepth)
        {
            return [];
        }

        switch (operation)
        {
            case IUtf8StringOperation utf8:
                return InJson([TextTemplate.Of(new PossibleValue(utf8.Value, "", utf8.Syntax, utf8.Syntax))]);
            case IAnonymousObjectCreationOperation anonymous:
                return anonymous.Initializers.OfType<ISimpleAssignmentOperation>()
                    .Where(a => a.Target is IPropertyReferenceOperation { Property.Name: Key })
                    .SelectMany(a => Resolve(a.Value));
            case IObjectCreationOperation { Arguments: { Length: > 0 } arguments } content when IsContent(content.Type):
                return Find(arguments[0].Value, depth + 1);
            case IObjectCreationOperation creation:
                return Created(creation);
            case IInvocationOperation call when call.TargetMethod.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is { } declaration:
                return sources.Returned(declaration, cancellation).SelectMany(r => Find(r, depth + 1));
            case IInvocationOperation call when Wrappers.Contains(call.TargetMethod.Name):
                var inner = call.Instance is { } instance && !IsEncoding(instance.Type) ? instance : call.Arguments.FirstOrDefault()?.Value;
                return inner is null ? [] : Find(inner, depth + 1);
            case ILocalReferenceOperation local when operation.Type?.SpecialType != SpecialType.System_String:
                var written = Later(local).ToArray();
                return written.Length > 0 ? written : sources.Assignments(local, out _).SelectMany(v => Find(v, depth + 1));
            case ILocalReferenceOperation local when sources.Assignments(local, out var complete) is { Count: > 0 } values && complete:
                return values.SelectMany(v => Find(v, depth + 1));
            case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member when operation.Type?.SpecialType != SpecialType.System_String:
                var all = sources.References.Writes(member.Member, cancellation).Values.ToList();
                if (sources.Initializer(member.Member, cancellation) is { } initializer)
                {
                    all.Add(initializer);
                }

                return all.SelectMany(v => Find(v, depth + 1));
            case IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter } when operation.Type?.SpecialType != SpecialType.System_String:
                return sources.References.Calls(method, cancellation).Calls
                    .SelectMany(c => c.Arguments.Where(a => a.Parameter?.Name == parameter.Name && a.ArgumentKind != ArgumentKind.DefaultValue))
                    .SelectMany(a => Find(a.Value, depth + 1));
            default:
                return operation.Type?.SpecialType == SpecialType.System_String
                    ? InJson(new TextTemplates(sdks, sources, cancellation).Resolve(operation))
                    : [];
        }
    }

    private static IEnumerable<PossibleValue> InJson(IEnumerable<TextTemplate> texts) => texts
        .Select(t => (Template: t, Match: InText.Match(t.Text)))
        .Where(t => t.Match.Success && t.Match.Groups["value"].Length > 0)
        .Select(t => t.Template.Value(t.Match.Groups["value"].Index, t.Match.Groups["value"].Length));

    /// <summary>A dictionary, a JsonObject, or an object of a type of one's own.</summary>
    private IEnumerable<PossibleValue> Created(IObjectCreationOperation creation)
    {
        if (creation.Initializer is { } settings && settings.Initializers.Select(Setting).FirstOrDefault(v => v is not null) is { } set)
        {
            return Resolve(set);
        }

        if (creation.Type is not INamedTypeSymbol type || Property(type) is not { } property)
        {
            return [];
        }

        // A positional record has a parameter for its property; else the property's own initialiser counts.
        var argument = creation.Arguments.FirstOrDefault(a => string.Equals(a.Parameter?.Name, property.Name, StringComparison.OrdinalIgnoreCase));
        return argument is not null ? Resolve(argument.Value)
            : sources.Initializer(property, cancellation) is { } initializer ? Resolve(initializer)
            : [];
    }

    /// <summary>The value that an element of an initialiser, or a statement, gives to "model"; null when it sets something else.</summary>
    private static IOperation? Setting(IOperation element) => element switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { IsIndexer: true }, Arguments: { Length: 1 } keys } } assignment =>
            IsKey(keys[0].Value) ? assignment.Value : null,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment => IsModel(target.Property) ? assignment.Value : null,
        IInvocationOperation { TargetMethod.Name: "Add", Arguments: { Length: 2 } pair } => IsKey(pair[0].Value) ? pair[1].Value : null,
        _ => null,
    };

    /// <summary>What statements set on a local that holds the body.</summary>
    private IEnumerable<PossibleValue> Later(ILocalReferenceOperation local) => OperationTree.Body(local, throughLambdas: true)
        .Descendants()
        .Where(o => o switch
        {
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } instance } } => OperationTree.IsLocal(instance, local.Local),
            IInvocationOperation { Instance: { } instance } => OperationTree.IsLocal(instance, local.Local),
            _ => false,
        })
        .Select(Setting)
        .OfType<IOperation>()
        .SelectMany(Resolve);

    private IReadOnlyList<PossibleValue> Resolve(IOperation value)
    {
        // JsonValue.Create("gpt-4o") and implicit conversions to JsonNode hold a text.
        var text = OperationTree.Unwrap(value) is IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "JsonValue" }, Arguments: { Length: > 0 } created }
            ? created[0].Value
            : value;
        return new ValueResolver(sdks, sources, cancellation).Resolve(text);
    }

    private static IPropertySymbol? Property(INamedTypeSymbol type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(IsModel) is { } property)
            {
                return property;
            }
        }

        return null;
    }

    /// <summary>By the name it has on the wire: [JsonPropertyName("model")] wins over what it is called.</summary>
    private static bool IsModel(IPropertySymbol property)
    {
        var named = property.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name is "JsonPropertyNameAttribute" or "JsonPropertyAttribute" or "DataMemberAttribute");
        var name = named?.ConstructorArguments.FirstOrDefault().Value as string
            ?? named?.NamedArguments.FirstOrDefault(a => a.Key is "Name" or "PropertyName").Value.Value as string;
        return name is null ? string.Equals(property.Name, Key, StringComparison.OrdinalIgnoreCase) : name == Key;
    }

    private static bool IsKey(IOperation operation) => OperationTree.Unwrap(operation).ConstantValue is { HasValue: true, Value: Key };

    private static bool IsContent(ITypeSymbol? type) => type is { Name: "StringContent" or "ByteArrayContent" or "ReadOnlyMemoryContent" or "BinaryData" };

    private static bool IsEncoding(ITypeSymbol? type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.Name == "Encoding")
            {
                return true;
            }
        }

        return false;
    }
}
