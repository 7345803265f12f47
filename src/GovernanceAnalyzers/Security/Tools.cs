using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Core.Security;
using GovernanceAnalyzers.Flow;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Security;

/// <summary>A function that is offered to a model.</summary>
/// <param name="Bodies">What it does, as far as that is in the compilation.</param>
/// <param name="Start">Where that begins.</param>
/// <param name="Place">Where it is offered.</param>
/// <param name="RunBy">The code of one's own that runs it when the model asks; null where that is the SDK.</param>
internal sealed record ToolFunction(
    SdkEntry Sdk, IMethodSymbol Method, IReadOnlyList<IOperation> Bodies, string Name, SyntaxNode Start, SyntaxNode Place, IOperation Offer, string? RunBy = null);

/// <summary>The functions of the compilation that are offered to models, what they change, and what runs them without a question.</summary>
internal sealed class Tools
{
    private readonly SdkIndex _sdks;
    private readonly SourceModels _sources;
    private readonly SecurityIndex _index;
    private readonly ToolEffects _effects;
    private readonly ToolApprovals _approvals;
    private readonly ToolLoops _loops;
    private readonly object _gate = new();
    private IReadOnlyList<(SdkEntry Sdk, string Name)>? _runners;

    public Tools(SdkIndex sdks, SourceModels sources, SecurityIndex index)
    {
        _sdks = sdks;
        _sources = sources;
        _index = index;
        _effects = new ToolEffects(sdks, sources, index);
        _approvals = new ToolApprovals(sources, index, _effects);
        _loops = new ToolLoops(sdks, sources, _effects);
    }

    /// <summary>The tools that a call, or the object that is made, offers.</summary>
    public IEnumerable<ToolFunction> Offered(IOperation offer, CancellationToken cancellation)
    {
        var (target, arguments) = offer switch
        {
            IInvocationOperation call => (call.TargetMethod, call.Arguments),
            IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments),
            _ => default,
        };
        if (target is null || _sdks.Tools(target).FirstOrDefault(t => t.Entry.Kind == "tool") is not { Entry: not null } tool)
        {
            yield break;
        }

        SyntaxNode place = offer.Syntax switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name,
            ObjectCreationExpressionSyntax made => made.Type,
            var other => other,
        };
        foreach (var argument in arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue))
        {
            foreach (var function in Given(argument, cancellation))
            {
                yield return function;
            }
        }

        foreach (var function in target.TypeArguments.OfType<INamedTypeSymbol>().SelectMany(Functions))
        {
            yield return Of(function, place);
        }

        if (DeclaredName(offer, arguments) is { } name)
        {
            foreach (var arm in _loops.Of(name, cancellation))
            {
                yield return new ToolFunction(tool.Sdk, arm.Method, arm.Bodies, $"'{Core.Text.Excerpt.Of(name, 60)}'", arm.Start, place, offer, arm.RunBy);
            }
        }

        ToolFunction Of(IMethodSymbol method, SyntaxNode where) =>
            new(tool.Sdk, method, MethodBodies.Of(method, _sources, cancellation).SelectMany(b => MethodBodies.Operations(b, _sources, cancellation)).ToArray(), Name(method), Header(method, where, cancellation), where, offer);

        IEnumerable<ToolFunction> Given(IArgumentOperation argument, CancellationToken cancellation)
        {
            var value = OperationTree.Unwrap(argument.Value);
            if (value is ILocalReferenceOperation { Type.TypeKind: TypeKind.Delegate } local && _sources.Assignments(local, out var complete) is { Count: 1 } values && complete)
            {
                value = OperationTree.Unwrap(values[0]);
            }

            switch (value)
            {
                case IDelegateCreationOperation { Target: IMethodReferenceOperation reference }:
                    return [Of(reference.Method.OriginalDefinition, argument.Value.Syntax)];
                case IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }:
                    var where = value.Syntax == OperationTree.Unwrap(argument.Value).Syntax ? place : argument.Value.Syntax;
                    return [new ToolFunction(tool.Sdk, lambda.Symbol, [lambda], LambdaName(arguments), where, where, offer)];
                case IInvocationOperation { TargetMethod.Name: "GetMethod", Instance: ITypeOfOperation { TypeOperand: INamedTypeSymbol type } } reflected
                    when reflected.Arguments.FirstOrDefault()?.Value.ConstantValue is { HasValue: true, Value: string method }:
                    return type.GetMembers(method).OfType<IMethodSymbol>().Where(m => m.DeclaringSyntaxReferences.Length > 0).Select(m => Of(m, place));
                case IObjectCreationOperation { Type: INamedTypeSymbol made }:
                    return Functions(made).Select(m => Of(m, place));
                case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IInvocationOperation
                    when argument.Value is { Type: INamedTypeSymbol { SpecialType: SpecialType.System_Object } } && value.Type is INamedTypeSymbol held:
                    return Functions(held).Select(m => Of(m, place));
                default:
                    return [];
            }
        }
    }

    /// <summary>What a tool changes; null where nothing is seen, or the tool asks before it does.</summary>
    public ToolEffect? Effect(ToolFunction tool, CancellationToken cancellation) => _effects.Find(tool, cancellation);

    /// <summary>What runs the tool as soon as the model asks for it; null where nothing in the compilation does, or something asks before.</summary>
    public string? RunBy(ToolFunction tool, CancellationToken cancellation)
    {
        if (tool.RunBy is { } own)
        {
            return own;
        }

        lock (_gate)
        {
            _runners ??= Runners(cancellation).ToArray();
        }

        var isKernel = IsKernel(tool.Sdk);
        var runner = _runners.Concat(_loops.Runners(cancellation)).Where(r => IsKernel(r.Sdk) == isKernel).Select(r => r.Name).FirstOrDefault();
        return runner is null || _approvals.IsForAll(cancellation) || _approvals.IsWrapped(tool.Offer, cancellation) ? null : runner;
    }

    public static string Name(IMethodSymbol method) => method.MethodKind == MethodKind.LocalFunction ? method.Name : $"{method.ContainingType?.Name}.{method.Name}";

    private static bool IsKernel(SdkEntry sdk) => sdk.Id.StartsWith("semantic-kernel", StringComparison.Ordinal);

    private static SyntaxNode Header(IMethodSymbol method, SyntaxNode otherwise, CancellationToken cancellation) =>
        method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) switch
        {
            MethodDeclarationSyntax declared => declared.ReturnType,
            LocalFunctionStatementSyntax function => function.ReturnType,
            { } declaration => declaration,
            null => otherwise,
        };

    /// <summary>What the call says it is called, or a lambda.</summary>
    private static string LambdaName(IEnumerable<IArgumentOperation> arguments) =>
        NameArgument(arguments) is { } name ? $"'{Core.Text.Excerpt.Of(name, 60)}'" : "a lambda";

    private static string? NameArgument(IEnumerable<IArgumentOperation> arguments) =>
        arguments.FirstOrDefault(a => a.Parameter?.Name is "name" or "functionName" && a.Value.ConstantValue is { HasValue: true, Value: string })?.Value.ConstantValue.Value as string;

    /// <summary>The name of a tool that is only described to the model, which somebody else has to run.</summary>
    private static string? DeclaredName(IOperation offer, IReadOnlyCollection<IArgumentOperation> arguments) => offer switch
    {
        IObjectCreationOperation { Initializer: { } initializer } => initializer.Initializers.OfType<ISimpleAssignmentOperation>()
            .Where(a => a.Target is IPropertyReferenceOperation { Property.Name: "Name" })
            .Select(a => OperationTree.Unwrap(a.Value).ConstantValue.Value as string)
            .FirstOrDefault(),
        IInvocationOperation when arguments.All(a => OperationTree.Unwrap(a.Value) is not IDelegateCreationOperation) => NameArgument(arguments),
        _ => null,
    };

    /// <summary>The methods of a plugin, or of what it derives from, that are tools.</summary>
    private IEnumerable<IMethodSymbol> Functions(INamedTypeSymbol type)
    {
        for (var t = type; t is { DeclaringSyntaxReferences.Length: > 0 }; t = t.BaseType)
        {
            foreach (var method in t.GetMembers().OfType<IMethodSymbol>()
                .Where(m => m.GetAttributes().Any(a => a.AttributeClass is { } attribute && _index.FindType(SecuritySection.Sources, attribute).Any(e => e.Via == SecurityVia.MethodAttribute))))
            {
                yield return method;
            }
        }
    }

    private IEnumerable<(SdkEntry Sdk, string Name)> Runners(CancellationToken cancellation)
    {
        foreach (var sdk in _sdks.Sdks)
        {
            foreach (var entry in sdk.Tools.Where(t => t.Kind == "auto-invoke"))
            {
                foreach (var member in entry.Property.Length > 0 ? [entry.Property] : entry.Methods)
                {
                    var simple = entry.Type.Substring(entry.Type.LastIndexOfAny(['.', '+']) + 1);
                    if (_sources.Uses(member == ".ctor" ? simple : member, cancellation).Any(o => o switch
                        {
                            IInvocationOperation call => _sdks.Tools(call.TargetMethod).Any(t => t.Entry == entry) && !IsOff(call),
                            IObjectCreationOperation { Constructor: { } constructor } => member == ".ctor" && _sdks.Tools(constructor).Any(t => t.Entry == entry),
                            IPropertyReferenceOperation property => _sdks.MetadataName(property.Property.ContainingType.OriginalDefinition) == entry.Type,
                            _ => false,
                        }))
                    {
                        yield return (sdk, member == ".ctor" ? simple : entry.Property.Length > 0 || simple == "FunctionChoiceBehavior" ? $"{simple}.{member}" : member);
                    }
                }
            }
        }
    }

    /// <summary><c>FunctionChoiceBehavior.Auto(autoInvoke: false)</c></summary>
    private static bool IsOff(IInvocationOperation call) => call.Arguments.Any(a => a.Parameter?.Name == "autoInvoke" && a.Value.ConstantValue is { HasValue: true, Value: false });
}
