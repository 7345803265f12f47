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
/// <param name="Place">Where it is offered.</param>
internal sealed record ToolFunction(SdkEntry Sdk, IMethodSymbol Method, IReadOnlyList<IOperation> Bodies, string Name, SyntaxNode Place, IInvocationOperation Offer);

/// <summary>What a tool does that cannot be taken back.</summary>
internal sealed record ToolEffect(string Kind, string Name, Trail Path);

/// <summary>
/// The functions of the compilation that are offered to models, what they change, what runs them without a question, and what asks one.
/// Calls are entered <see cref="MaximumDepth"/> deep.
/// </summary>
internal sealed class Tools
{
    public const int MaximumDepth = 3;

    private readonly SdkIndex _sdks;
    private readonly SourceModels _sources;
    private readonly SecurityIndex _index;
    private readonly object _gate = new();
    private IReadOnlyList<(SdkEntry Sdk, string Name)>? _runners;
    private bool? _isApproved;

    public Tools(SdkIndex sdks, SourceModels sources, SecurityIndex index)
    {
        _sdks = sdks;
        _sources = sources;
        _index = index;
    }

    /// <summary>The tools that a call offers.</summary>
    public IEnumerable<ToolFunction> Offered(IInvocationOperation call, CancellationToken cancellation)
    {
        if (_sdks.Tools(call.TargetMethod).FirstOrDefault(t => t.Entry.Kind == "tool") is not { Entry: not null } tool)
        {
            yield break;
        }

        var place = call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? access.Name : call.Syntax;
        foreach (var argument in call.Arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue))
        {
            switch (OperationTree.Unwrap(argument.Value))
            {
                case IDelegateCreationOperation { Target: IMethodReferenceOperation reference }:
                    var method = reference.Method.OriginalDefinition;
                    yield return new ToolFunction(tool.Sdk, method, Operations(method, cancellation), Name(method), argument.Value.Syntax, call);
                    break;
                case IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }:
                    yield return new ToolFunction(tool.Sdk, lambda.Symbol, [lambda], LambdaName(call), place, call);
                    break;
                case IObjectCreationOperation { Type: INamedTypeSymbol made }:
                    foreach (var function in Functions(made))
                    {
                        yield return new ToolFunction(tool.Sdk, function, Operations(function, cancellation), Name(function), place, call);
                    }

                    break;
                case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation when argument.Value is { Type: INamedTypeSymbol { SpecialType: SpecialType.System_Object } }
                    && OperationTree.Unwrap(argument.Value).Type is INamedTypeSymbol held:
                    foreach (var function in Functions(held))
                    {
                        yield return new ToolFunction(tool.Sdk, function, Operations(function, cancellation), Name(function), place, call);
                    }

                    break;
            }
        }

        foreach (var type in call.TargetMethod.TypeArguments.OfType<INamedTypeSymbol>())
        {
            foreach (var function in Functions(type))
            {
                yield return new ToolFunction(tool.Sdk, function, Operations(function, cancellation), Name(function), place, call);
            }
        }
    }

    /// <summary>What a tool changes; null where nothing is seen, or the tool asks before it does.</summary>
    public ToolEffect? Effect(ToolFunction tool, CancellationToken cancellation)
    {
        if (tool.Method.GetAttributes().Any(a => a.AttributeClass is { } type && _index.FindType(SecuritySection.Approvals, type).Any(e => e.Via == SecurityVia.Attribute)))
        {
            return null;
        }

        ToolEffect? found = null;
        var asked = false;
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { tool.Method };
        var start = tool.Method.MethodKind == MethodKind.AnonymousFunction ? tool.Place : tool.Method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) ?? tool.Place;
        Look(tool.Bodies, new Trail(Header(start), tool.Name, null), 0);
        return asked ? null : found;

        void Look(IEnumerable<IOperation> bodies, Trail path, int depth)
        {
            foreach (var call in bodies.SelectMany(b => b.Descendants()).OfType<IInvocationOperation>())
            {
                cancellation.ThrowIfCancellationRequested();
                var method = call.TargetMethod;
                if (Asks(method))
                {
                    asked = true;
                    return;
                }

                var inner = MethodBodies.Of(method, _sources, cancellation);
                if (found is null && Kind(method, inner.Count > 0) is { } kind)
                {
                    var name = $"{(method.ReducedFrom ?? method).ContainingType.Name}.{method.Name}";
                    Trail? reversed = new(call.Syntax, name, null);
                    foreach (var step in path.Steps())
                    {
                        reversed = step with { Rest = reversed };
                    }

                    found = new ToolEffect(kind, name, reversed);
                    continue;
                }

                if (depth < MaximumDepth)
                {
                    foreach (var body in inner.Where(seen.Add))
                    {
                        Look(Operations(body, cancellation), Trail.Add(path, call.Syntax, Name(body)), depth + 1);
                    }
                }
            }
        }
    }

    /// <summary>What runs tools of an SDK as soon as the model asks for them; null where nothing in the compilation does.</summary>
    public string? RunBy(SdkEntry sdk, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _runners ??= Runners(cancellation).ToArray();
        }

        var isKernel = IsKernel(sdk);
        return _runners.Where(r => IsKernel(r.Sdk) == isKernel).Select(r => r.Name).FirstOrDefault();
    }

    /// <summary>Whether something asks before the tool runs: around it, or around all tools.</summary>
    public bool IsApproved(ToolFunction tool, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _isApproved ??= HasStep(cancellation) || HasFilter(cancellation);
        }

        return _isApproved.Value || IsWrapped(tool.Offer);
    }

    private static bool IsKernel(SdkEntry sdk) => sdk.Id.StartsWith("semantic-kernel", StringComparison.Ordinal);

    private static SyntaxNode Header(SyntaxNode declaration) => declaration switch
    {
        MethodDeclarationSyntax method => method.ReturnType,
        LocalFunctionStatementSyntax function => function.ReturnType,
        _ => declaration,
    };

    private static string Name(IMethodSymbol method) => method.MethodKind == MethodKind.LocalFunction ? method.Name : $"{method.ContainingType?.Name}.{method.Name}";

    /// <summary>What the call says it is called, or a lambda.</summary>
    private static string LambdaName(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(a => a.Parameter?.Name is "name" or "functionName" && a.Value.ConstantValue is { HasValue: true, Value: string })?.Value.ConstantValue.Value as string is { } name
            ? $"'{Core.Text.Excerpt.Of(name, 60)}'" : "a lambda";

    private IReadOnlyList<IOperation> Operations(IMethodSymbol method, CancellationToken cancellation)
    {
        var bodies = MethodBodies.Of(method, _sources, cancellation);
        return bodies.SelectMany(b => MethodBodies.Operations(b, _sources, cancellation)).ToArray();
    }

    /// <summary>The methods of a plugin that are tools.</summary>
    private IEnumerable<IMethodSymbol> Functions(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Length == 0 ? [] : type.GetMembers()
        .OfType<IMethodSymbol>()
        .Where(m => m.GetAttributes().Any(a => a.AttributeClass is { } attribute && _index.FindType(SecuritySection.Sources, attribute).Any(e => e.Via == SecurityVia.MethodAttribute)));

    private string? Kind(IMethodSymbol method, bool hasBody)
    {
        foreach (var effect in _index.Find(SecuritySection.Effects, method))
        {
            if (effect.Type.Length > 0)
            {
                return effect.Kind;
            }

            var space = method.ContainingNamespace?.ToDisplayString() ?? "";
            if (!hasBody && method.MethodKind == MethodKind.Ordinary && !space.StartsWith("System", StringComparison.Ordinal) && !space.StartsWith("Microsoft.Extensions", StringComparison.Ordinal))
            {
                return effect.Kind;
            }
        }

        return null;
    }

    private bool Asks(IMethodSymbol method) => _index.Find(SecuritySection.Approvals, method).Any(e => e.Via == SecurityVia.Call);

    /// <summary>Whether the tool is handed to something that asks: directly, by the local that holds it, or by what goes over a list of tools.</summary>
    private bool IsWrapped(IInvocationOperation offer)
    {
        var wrappers = OperationTree.Root(offer).Descendants()
            .OfType<IObjectCreationOperation>()
            .Where(c => c.Constructor is { } constructor && _index.Find(SecuritySection.Approvals, constructor).Any(e => e.Via == SecurityVia.Wrapper))
            .ToArray();
        if (wrappers.Length == 0)
        {
            return false;
        }

        var local = offer.Parent;
        while (local is IConversionOperation or IVariableInitializerOperation)
        {
            local = local.Parent;
        }

        var held = (local as IVariableDeclaratorOperation)?.Symbol;
        return wrappers.SelectMany(w => w.Arguments).Select(a => OperationTree.Unwrap(a.Value)).Any(a => a.Syntax == offer.Syntax
            || (a is ILocalReferenceOperation reference && (SymbolEqualityComparer.Default.Equals(reference.Local, held) || reference.Local.DeclaringSyntaxReferences.Any(d => d.GetSyntax() is ForEachStatementSyntax)))
            || a is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } });
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
                    if (Uses(member == ".ctor" ? simple : member, cancellation).Any(o => o switch
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

    private bool HasStep(CancellationToken cancellation) => _index.Entries
        .Where(e => e.Section == SecuritySection.Approvals && e.Via == SecurityVia.Step)
        .Any(e => e.Members.Any(m => Uses(m, cancellation).Any(o => o switch
        {
            IInvocationOperation call => _index.Find(SecuritySection.Approvals, call.TargetMethod).Any(f => f == e),
            IPropertyReferenceOperation property => _index.Find(SecuritySection.Approvals, property.Property).Any(f => f == e),
            _ => false,
        })));

    private bool HasFilter(CancellationToken cancellation) => _index.Entries
        .Where(e => e.Section == SecuritySection.Approvals && e.Via == SecurityVia.Filter)
        .SelectMany(e => _sources.Compilation.GetTypesByMetadataName(e.Type))
        .SelectMany(t => t.GetMembers().OfType<IMethodSymbol>())
        .SelectMany(m => _sources.References.Implementations(m, cancellation).OfType<IMethodSymbol>())
        .Any(m => MethodBodies.Operations(m, _sources, cancellation).Any(b => MayRefuse(m, b)));

    /// <summary>A filter that always goes on writes a log, perhaps; it asks nobody.</summary>
    private static bool MayRefuse(IMethodSymbol filter, IOperation body)
    {
        if (filter.Parameters.LastOrDefault(p => p.Type.TypeKind == TypeKind.Delegate) is not { } next)
        {
            return false;
        }

        var calls = body.Descendants().OfType<IInvocationOperation>().Where(i => i.Instance is IParameterReferenceOperation r && SymbolEqualityComparer.Default.Equals(r.Parameter, next)).ToArray();
        return calls.Length == 0 || calls.Any(IsConditional)
            || body.Descendants().OfType<IConditionalOperation>().Any(c => c.Syntax.SpanStart < calls[0].Syntax.SpanStart && c.WhenTrue.DescendantsAndSelf().Any(o => o is IReturnOperation or IThrowOperation));

        static bool IsConditional(IOperation call)
        {
            for (var (child, parent) = (call, call.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
            {
                if (parent is IConditionalOperation conditional && conditional.Condition != child || parent is ISwitchCaseOperation or ISwitchExpressionArmOperation)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>What stands at the places where a name is used.</summary>
    private IEnumerable<IOperation> Uses(string name, CancellationToken cancellation)
    {
        foreach (var token in _sources.References.Occurrences(name, cancellation).Take(SourceReferences.MaximumPlaces))
        {
            var expression = token.Parent?.Parent is MemberAccessExpressionSyntax access && access.Name == token.Parent ? access
                : token.Parent?.Parent is MemberBindingExpressionSyntax binding ? binding
                : token.Parent;
            var node = expression?.Parent is InvocationExpressionSyntax invocation && invocation.Expression == expression ? invocation
                : SourceReferences.QualifiedName(token)?.Parent is ObjectCreationExpressionSyntax creation ? creation
                : expression;
            if (node is ExpressionSyntax && _sources.Operation(node, cancellation) is { } operation)
            {
                yield return operation;
            }
        }
    }
}
