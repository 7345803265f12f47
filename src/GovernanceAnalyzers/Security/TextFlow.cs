using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Flow;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Security;

/// <summary>
/// What the code of libraries does with text, as far as it is known: which arguments a result is made of. Forward and backward flow ask
/// the same question, so they agree.
/// </summary>
internal sealed class TextFlow(SdkIndex sdks)
{
    internal const OperationKind Spread = (OperationKind)128;

    /// <summary>Types whose methods make text of all the text they are given.</summary>
    private static readonly HashSet<string> Making = new(StringComparer.Ordinal)
    {
        "ASCIIEncoding", "AsyncEnumerable", "Base64UrlTextEncoder", "BinaryData", "CompositeFormat", "Convert", "Encoding", "Enumerable", "HttpUtility", "ImmutableArray", "ImmutableList",
        "JArray", "JObject", "JToken", "JsonConvert", "JsonDocument", "JsonNode", "JsonSerializer", "KeyValuePair", "Markdown", "MemoryExtensions", "ParallelEnumerable", "Path", "Queryable",
        "Regex", "String", "StringExtensions", "Task", "TextEncoder", "TextEncoderExtensions", "Tuple", "UTF8Encoding", "Uri", "ValueTask", "ValueTuple", "WebUtility", "XDocument", "XElement",
    };

    /// <summary>What reads a file gives back what whoever names the file wants.</summary>
    private static readonly HashSet<string> Reading = new(StringComparer.Ordinal) { "File", "FileInfo", "FileStream" };

    /// <summary>Those of <see cref="Enumerable"/> whose result is what their function returns.</summary>
    private static readonly HashSet<string> Mapping = new(StringComparer.Ordinal) { "ConvertAll", "Select", "SelectAwait", "SelectMany", "ToDictionary", "ToLookup", "Zip" };

    private static readonly HashSet<string> Collecting = new(StringComparer.Ordinal)
    {
        "Add", "AddAfter", "AddBefore", "AddFirst", "AddLast", "AddRange", "Append", "AppendFormat", "AppendJoin", "AppendLine", "Enqueue", "Insert", "InsertRange", "Push", "Replace", "TryAdd",
        "TryEnqueue", "TryPush", "TryWrite", "Write", "WriteAsync", "WriteLine", "WriteLineAsync", "UnionWith",
    };

    private static readonly HashSet<string> Wrapping = new(StringComparer.Ordinal)
    {
        "ArraySegment", "BinaryReader", "BufferedStream", "Dictionary", "HashSet", "ImmutableArray", "KeyValuePair", "Lazy", "LinkedList", "List", "Memory", "MemoryStream", "Queue",
        "ReadOnlyCollection", "ReadOnlyMemory", "ReadOnlySpan", "SortedDictionary", "SortedSet", "Stack", "StreamReader", "String", "StringBuilder", "StringReader", "StringWriter", "Tuple",
        "Uri", "UriBuilder", "ValueTuple",
    };

    /// <summary>Members of answers that hold no text of the model.</summary>
    private static readonly HashSet<string> Metadata = new(StringComparer.OrdinalIgnoreCase)
    {
        "AgentId", "AuthorName", "CallId", "ConversationId", "CreatedAt", "FinishReason", "Headers", "Id", "ItemId", "Length", "Count", "MessageId", "Model", "ModelId", "Object", "ResponseId", "Role",
        "RoleName", "ServiceTier", "Status", "StopReason", "SystemFingerprint", "Usage",
    };

    /// <summary>The operations that the result of a call into a library is made of.</summary>
    public IEnumerable<IOperation> Inputs(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!TextTypes.Carries(method.ReturnType))
        {
            return [];
        }

        var type = method.ContainingType?.Name ?? "";
        if (call.Instance is { } instance)
        {
            // What a list or a text builder gives back is what it holds, not what it is asked for.
            var takes = Making.Contains(type) || type == "StringBuilder" || Base(method.ContainingType, "Encoding") || Base(method.ContainingType, "TextEncoder");
            return takes || Mapping.Contains(method.Name) ? Arguments(call).Concat(type is "Regex" ? [] : [instance]) : [instance];
        }

        if (Reading.Contains(type))
        {
            return call.Arguments.Where(a => a.Parameter?.Name is "path" or "fileName").Select(a => a.Value);
        }

        if (type is "Enumerable" or "Queryable" or "AsyncEnumerable" or "EntityFrameworkQueryableExtensions" or "ParallelEnumerable")
        {
            var mapped = Mapping.Contains(method.Name) && call.Arguments.Any(a => Lambda(a.Value) is not null);
            return call.Arguments.Where((a, i) => mapped ? Lambda(a.Value) is not null : i == 0 || Lambda(a.Value) is null || method.Name == "Aggregate").SelectMany(a => Parts(a.Value));
        }

        if (Making.Contains(type) || IsSdkFactory(method))
        {
            return Arguments(call);
        }

        return method.IsExtensionMethod ? call.Arguments.Take(1).Select(a => a.Value) : [];
    }

    /// <summary>The arguments that a call puts into what it is called on, as <c>builder.Append(text)</c> does.</summary>
    public static IEnumerable<IOperation> Collected(IInvocationOperation call) =>
        call.Instance is { Type: { } type } && Collecting.Contains(call.TargetMethod.Name) && type.SpecialType != SpecialType.System_String && call.TargetMethod.DeclaringSyntaxReferences.Length == 0
            ? call.Arguments.Where(a => a.Parameter?.Name != "oldValue").SelectMany(a => Parts(a.Value))
            : [];

    /// <summary>The operations that a new object of a library is made of.</summary>
    public IEnumerable<IOperation> Inputs(IObjectCreationOperation creation)
    {
        var isKnown = creation.Type is { } type && (Wrapping.Contains(type.Name) || type.IsAnonymousType || type.DeclaringSyntaxReferences.Length > 0 || IsSdk(type));
        return (isKnown ? creation.Arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue).Select(a => a.Value) : [])
            .Concat(creation.Initializer is { } initializer ? Initialized(initializer) : []);
    }

    public static IEnumerable<IOperation> Initialized(IObjectOrCollectionInitializerOperation initializer) => initializer.Initializers.SelectMany(i => i switch
    {
        ISimpleAssignmentOperation assignment => [assignment.Value],
        IInvocationOperation add => add.Arguments.Select(a => a.Value),
        IMemberInitializerOperation member => Initialized(member.Initializer),
        _ => [],
    });

    /// <summary>Whether a member of an answer, or of structured output, can hold text of the model.</summary>
    public static bool HoldsText(IPropertySymbol property) => TextTypes.Carries(property.Type) && !(Metadata.Contains(property.Name) && property.DeclaringSyntaxReferences.Length == 0);

    /// <summary>The elements of an array, and what a lambda returns; else the operation itself.</summary>
    private static IEnumerable<IOperation> Parts(IOperation argument) =>
        Lambda(argument) is { } lambda ? Returned(lambda) : OperationTree.Elements(argument) is { } elements ? elements : [argument];

    private static IEnumerable<IOperation> Arguments(IInvocationOperation call) => call.Arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue).SelectMany(a => Parts(a.Value));

    public static IAnonymousFunctionOperation? Lambda(IOperation operation) => OperationTree.Unwrap(operation) switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda,
        IAnonymousFunctionOperation lambda => lambda,
        _ => null,
    };

    public static IEnumerable<IOperation> Returned(IAnonymousFunctionOperation lambda) => lambda.Body.Descendants()
        .OfType<IReturnOperation>()
        .Where(r => r.ReturnedValue is not null && Enclosing(r) == lambda)
        .Select(r => r.ReturnedValue!);

    /// <summary>The innermost lambda or local function around an operation.</summary>
    public static IOperation? Enclosing(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return parent;
            }
        }

        return null;
    }

    private bool IsSdkFactory(IMethodSymbol method) => method.IsStatic && !method.IsExtensionMethod && IsSdk(method.ContainingType);

    private bool IsSdk(ITypeSymbol type) => type.ContainingAssembly?.Name is { } assembly && sdks.Sdks.Any(s => s.Assemblies.Contains(assembly));

    private static bool Base(INamedTypeSymbol? type, string name)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.Name == name)
            {
                return true;
            }
        }

        return false;
    }
}
