using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Security;
using GovernanceAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Security;

/// <summary>What asks before a tool runs: around all tools of the project, or around one of them, wherever in the compilation that is put.</summary>
internal sealed class ToolApprovals(SourceModels sources, SecurityIndex index, ToolEffects effects)
{
    /// <summary>What stands in front of a function derives from one of these, and runs it in this method.</summary>
    private static readonly string[] FunctionTypes = ["Microsoft.Extensions.AI.AIFunction", "Microsoft.Extensions.AI.DelegatingAIFunction"];
    private const string Invoke = "InvokeCoreAsync";

    private readonly object _gate = new();
    private bool? _isForAll;
    private IReadOnlyList<IObjectCreationOperation>? _wrappers;

    /// <summary>Whether something asks before any tool runs.</summary>
    public bool IsForAll(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _isForAll ??= HasStep(cancellation) || HasFilter(cancellation);
        }
    }

    /// <summary>
    /// Whether the tool is handed to something that asks: directly, by what holds it, by what goes over a list of tools, or by a method of
    /// the project that puts the question around it.
    /// </summary>
    public bool IsWrapped(IOperation offer, CancellationToken cancellation)
    {
        IReadOnlyList<IObjectCreationOperation> wrappers;
        lock (_gate)
        {
            wrappers = _wrappers ??= Wrappers(cancellation).ToArray();
        }

        if (wrappers.Count == 0)
        {
            return false;
        }

        var root = OperationTree.Root(offer).Syntax;
        var (holders, passed) = Holders(offer, cancellation);
        return wrappers.SelectMany(w => w.Arguments).Select(a => OperationTree.Unwrap(a.Value)).Any(a =>
            a.Syntax == offer.Syntax
            || a switch
            {
                ILocalReferenceOperation local => holders.Contains(local.Local) || Listed(local) is { } list && (IsIn(local, root) || Mentions(list, holders)),
                IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } } element =>
                    IsIn(element, root) || Sequence(element) is { } sequence && Mentions(sequence, holders),
                IParameterReferenceOperation parameter => passed.Contains(parameter.Parameter.OriginalDefinition),
                IMemberReferenceOperation member => holders.Contains(member.Member.OriginalDefinition),
                IInvocationOperation call => holders.Contains(call.TargetMethod.OriginalDefinition),
                _ => false,
            });
    }

    private static bool IsIn(IOperation operation, SyntaxNode root) => operation.Syntax.SyntaxTree == root.SyntaxTree && root.FullSpan.Contains(operation.Syntax.Span);

    /// <summary>What a loop goes over, for the local that stands for each element.</summary>
    private IOperation? Listed(ILocalReferenceOperation local) =>
        local.Local.DeclaringSyntaxReferences.Select(d => d.GetSyntax()).OfType<ForEachStatementSyntax>().FirstOrDefault() is { } loop ? sources.Operation(loop.Expression, default) : null;

    /// <summary>What a query goes over, for the parameter of the lambda that stands for each element.</summary>
    private static IOperation? Sequence(IOperation element)
    {
        for (var current = element.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation { Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation call } } })
            {
                return OperationTree.Receiver(call);
            }
        }

        return null;
    }

    private static bool Mentions(IOperation list, HashSet<ISymbol> holders) => list.DescendantsAndSelf().Any(o => o switch
    {
        ILocalReferenceOperation local => holders.Contains(local.Local),
        IMemberReferenceOperation member => holders.Contains(member.Member.OriginalDefinition),
        IInvocationOperation call => holders.Contains(call.TargetMethod.OriginalDefinition),
        _ => false,
    });

    /// <summary>Where an offered tool is kept or given back, and the parameters of the project's methods that it is passed to.</summary>
    private (HashSet<ISymbol> Holders, HashSet<ISymbol> Passed) Holders(IOperation offer, CancellationToken cancellation)
    {
        var holders = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var passed = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var current = offer; current.Parent is { } parent; current = parent)
        {
            switch (parent)
            {
                case IVariableDeclaratorOperation declarator:
                    holders.Add(declarator.Symbol);
                    break;
                case IVariableInitializerOperation { Parent: IVariableDeclarationOperation declaration }:
                    holders.UnionWith(declaration.Declarators.Select(d => d.Symbol));
                    break;
                case IFieldInitializerOperation field:
                    holders.UnionWith(field.InitializedFields);
                    break;
                case IPropertyInitializerOperation property:
                    holders.UnionWith(property.InitializedProperties);
                    break;
                case ISimpleAssignmentOperation { Target: var target }:
                    AddTo(target);
                    break;
                case IArgumentOperation { Parent: IInvocationOperation call, Parameter: { } parameter }:
                    if (call.TargetMethod.DeclaringSyntaxReferences.Length > 0 || call.TargetMethod.ReducedFrom is { DeclaringSyntaxReferences.Length: > 0 })
                    {
                        passed.Add(parameter.OriginalDefinition);
                    }
                    else if (call.Instance is { } list)
                    {
                        AddTo(list); // tools.Add(…)
                    }

                    break;
                case IReturnOperation when sources.Enclosing(offer.Syntax, cancellation) is { } member:
                    holders.Add(member.OriginalDefinition);
                    if (member is IMethodSymbol { AssociatedSymbol: { } property2 })
                    {
                        holders.Add(property2.OriginalDefinition);
                    }

                    break;
                case IAnonymousFunctionOperation:
                    return (holders, passed);
            }
        }

        return (holders, passed);

        void AddTo(IOperation target)
        {
            switch (OperationTree.Unwrap(target))
            {
                case ILocalReferenceOperation local:
                    holders.Add(local.Local);
                    break;
                case IMemberReferenceOperation member:
                    holders.Add(member.Member.OriginalDefinition);
                    break;
            }
        }
    }

    /// <summary>All that is put around a tool in the compilation and asks.</summary>
    private IEnumerable<IObjectCreationOperation> Wrappers(CancellationToken cancellation)
    {
        var own = OwnWrappers(cancellation);
        var types = index.Entries
            .Where(e => e.Section == SecuritySection.Approvals && e.Via == SecurityVia.Wrapper)
            .SelectMany(e => sources.Compilation.GetTypesByMetadataName(e.Type))
            .Concat(own)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var type in types)
        {
            foreach (var constructor in type.InstanceConstructors.Where(c => own.Contains(type, SymbolEqualityComparer.Default) || index.Find(SecuritySection.Approvals, c).Any(e => e.Via == SecurityVia.Wrapper)))
            {
                foreach (var call in sources.References.Calls(constructor, cancellation).Calls)
                {
                    if (call.Operation is IObjectCreationOperation creation)
                    {
                        yield return creation;
                    }
                }
            }
        }
    }

    /// <summary>Types of the project that stand in front of a function and do not always run it.</summary>
    private IReadOnlyList<INamedTypeSymbol> OwnWrappers(CancellationToken cancellation) => FunctionTypes
        .SelectMany(t => sources.Compilation.GetTypesByMetadataName(t))
        .SelectMany(t => t.GetMembers(Invoke).OfType<IMethodSymbol>())
        .SelectMany(m => sources.References.Implementations(m, cancellation).OfType<IMethodSymbol>())
        .Where(m => MethodBodies.Operations(m, sources, cancellation).Any(b =>
        {
            var runs = b.Descendants().OfType<IInvocationOperation>().Where(i => i.TargetMethod.Name is Invoke or "InvokeAsync").ToArray();
            return runs.Length > 0 && (MayRefuse(b, runs) || Asks(b));
        }))
        .Select(m => m.ContainingType)
        .ToArray();

    private bool Asks(IOperation body) => body.Descendants().OfType<IInvocationOperation>().Any(i => effects.Asks(i.TargetMethod));

    private bool HasStep(CancellationToken cancellation) => index.Entries
        .Where(e => e.Section == SecuritySection.Approvals && e.Via == SecurityVia.Step)
        .Any(e => e.Members.Any(m => sources.Uses(m, cancellation).Any(o => o switch
        {
            IInvocationOperation call => index.Find(SecuritySection.Approvals, call.TargetMethod).Any(f => f == e),
            IPropertyReferenceOperation property => index.Find(SecuritySection.Approvals, property.Property).Any(f => f == e),
            _ => false,
        })));

    private bool HasFilter(CancellationToken cancellation) => index.Entries
        .Where(e => e.Section == SecuritySection.Approvals && e.Via == SecurityVia.Filter)
        .SelectMany(e => sources.Compilation.GetTypesByMetadataName(e.Type))
        .SelectMany(t => t.GetMembers().OfType<IMethodSymbol>())
        .SelectMany(m => sources.References.Implementations(m, cancellation).OfType<IMethodSymbol>())
        .Any(m => MethodBodies.Operations(m, sources, cancellation).Any(b => MayRefuse(m, b)));

    /// <summary>A filter that always goes on writes a log, perhaps; it asks nobody.</summary>
    private static bool MayRefuse(IMethodSymbol filter, IOperation body)
    {
        if (filter.Parameters.LastOrDefault(p => p.Type.TypeKind == TypeKind.Delegate) is not { } next)
        {
            return false;
        }

        return MayRefuse(body, body.Descendants().OfType<IInvocationOperation>().Where(i => i.Instance is IParameterReferenceOperation r && SymbolEqualityComparer.Default.Equals(r.Parameter, next)).ToArray());
    }

    private static bool MayRefuse(IOperation body, IReadOnlyList<IInvocationOperation> goesOn)
    {
        return goesOn.Count == 0 || goesOn.Any(IsConditional)
            || body.Descendants().OfType<IConditionalOperation>().Any(c => c.Syntax.SpanStart < goesOn[0].Syntax.SpanStart && c.WhenTrue.DescendantsAndSelf().Any(o => o is IReturnOperation or IThrowOperation));

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
}
