using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// Whether a call ends when nobody waits for it any more. SDKs have timeouts of their own, so a call without a token is fine by itself.
/// It is not when a token is in scope and is left out, as CA2016 has it, or when the timeout of the client has been switched off and no
/// token takes its place. An explicit <c>CancellationToken.None</c> is somebody's decision.
/// </summary>
internal sealed class CancellationTokens(SettingIndex settings, SourceModels sources)
{
    private readonly INamedTypeSymbol? _token = sources.Compilation.GetTypeByMetadataName("System.Threading.CancellationToken");

    public CallAspect Decide(IInvocationOperation call, CancellationToken cancellation)
    {
        var passed = Passed(call);
        if (passed == Token.Passed || IsWaitedFor(call) || CarriesToken(call))
        {
            return new CallAspect(AspectState.Met, "a cancellation token is passed");
        }

        if (passed == Token.None && Accepts(call.TargetMethod) && !IsCleaningUp(call) && InScope(call, cancellation) is { } name)
        {
            return new CallAspect(AspectState.Missing, $"the token {name} is at hand and is not passed");
        }

        return SwitchedOff(call, cancellation) is { } timeout
            ? new CallAspect(AspectState.Missing, $"{timeout}, and no token is passed")
            : CallAspect.NotAsked;
    }

    private enum Token
    {
        None,
        Declined,
        Passed,
    }

    private bool IsToken(ITypeSymbol? type) => _token is not null && SymbolEqualityComparer.Default.Equals(type, _token);

    private Token Passed(IInvocationOperation call)
    {
        var argument = call.Arguments.FirstOrDefault(a => a.ArgumentKind != ArgumentKind.DefaultValue && IsToken(a.Parameter?.Type));
        return argument is null ? Token.None
            : OperationTree.Unwrap(argument.Value) is IDefaultValueOperation or IPropertyReferenceOperation { Property: { Name: "None", IsStatic: true } } or ILiteralOperation
                ? Token.Declined
                : Token.Passed;
    }

    /// <summary>Whether the method takes a token, or an overload that can be given the same arguments does.</summary>
    private bool Accepts(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return method.Parameters.Any(p => IsToken(p.Type))
            || method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other => other.Arity == method.Arity && IsSameWithToken(method, other));
    }

    /// <summary>The same parameters and then a token; what stands between is optional. "params" may have become a sequence.</summary>
    private bool IsSameWithToken(IMethodSymbol method, IMethodSymbol other)
    {
        var count = method.Parameters.Length;
        return other.Parameters.Length > count
            && other.Parameters.Skip(count).All(p => p.IsOptional || IsToken(p.Type))
            && other.Parameters.Skip(count).Any(p => IsToken(p.Type))
            && method.Parameters.Zip(other.Parameters, IsSame).All(same => same);

        static bool IsSame(IParameterSymbol mine, IParameterSymbol theirs) =>
            SymbolEqualityComparer.Default.Equals(mine.Type, theirs.Type)
            || (mine is { IsParams: true, Type: IArrayTypeSymbol { ElementType: var element } }
                && theirs.Type is INamedTypeSymbol { Name: "IEnumerable", TypeArguments: { Length: 1 } arguments }
                && SymbolEqualityComparer.Default.Equals(arguments[0], element));
    }

    /// <summary>Whether what comes back is awaited with a token or a time: <c>WithCancellation(token)</c>, <c>WaitAsync(timeout)</c>.</summary>
    private static bool IsWaitedFor(IInvocationOperation call)
    {
        IOperation current = call;
        while (current.Parent is { } parent)
        {
            switch (parent)
            {
                case IArgumentOperation or IConversionOperation or IParenthesizedOperation or IAwaitOperation:
                    current = parent;
                    continue;
                case IInvocationOperation outer:
                    if (IsWait(outer))
                    {
                        return true;
                    }

                    current = outer;
                    continue;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return OperationTree.Body(call, throughLambdas: true).Descendants().OfType<IInvocationOperation>()
                        .Any(i => IsWait(i) && (i.Instance ?? i.Arguments.FirstOrDefault()?.Value) is { } on && OperationTree.IsLocal(on, declarator.Symbol));
                default:
                    return false;
            }
        }

        return false;

        static bool IsWait(IInvocationOperation invocation) => invocation.TargetMethod.Name is "WithCancellation" or "WaitAsync";
    }

    /// <summary>Whether an options object has a token: <c>new RequestOptions { CancellationToken = token }</c>. One that could have, and is not made here, counts too.</summary>
    private bool CarriesToken(IInvocationOperation call) => call.Arguments.Any(a =>
        a.ArgumentKind != ArgumentKind.DefaultValue
        && a.Value.Type is INamedTypeSymbol type && a.Parameter is { } p && HasToken(p.Type)
        && (OperationTree.Unwrap(a.Value) is not IObjectCreationOperation creation
            ? OperationTree.Unwrap(a.Value).ConstantValue is not { HasValue: true, Value: null }
            : creation.Descendants().OfType<ISimpleAssignmentOperation>().Any(s => s.Target is IPropertyReferenceOperation target && IsToken(target.Type))));

    private bool HasToken(ITypeSymbol type)
    {
        for (var t = type; t is { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct }; t = t.BaseType)
        {
            if (!IsToken(t) && t.GetMembers().OfType<IPropertySymbol>().Any(p => p.SetMethod is not null && IsToken(p.Type)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>In "finally", and where a cancellation is handled, the token has done its work.</summary>
    private static bool IsCleaningUp(IOperation call)
    {
        for (IOperation inner = call, outer = call.Parent!; outer is not null; inner = outer, outer = outer.Parent!)
        {
            if (outer is ICatchClauseOperation || (outer is ITryOperation { Finally: { } last } && last == inner))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The nearest token that the call could be given: a parameter of a method or lambda around it, or a local above it.</summary>
    private string? InScope(IInvocationOperation call, CancellationToken cancellation)
    {
        if (call.SemanticModel is not { } model)
        {
            return null;
        }

        var position = call.Syntax.SpanStart;
        var owners = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var symbol = model.GetEnclosingSymbol(position, cancellation); symbol is IMethodSymbol method; symbol = symbol.ContainingSymbol)
        {
            owners.Add(method);
            if (method.Parameters.FirstOrDefault(p => IsToken(p.Type) && p.RefKind is RefKind.None or RefKind.In && p.Name != "_" && !p.IsDiscard) is { } parameter)
            {
                return parameter.Name;
            }

            // A static function sees nothing of what is around it, and the token of a start-up method is not meant for a timer that it sets.
            if (method.MethodKind is not (MethodKind.AnonymousFunction or MethodKind.LocalFunction) || method.IsStatic || RunsLater(call, method))
            {
                break;
            }
        }

        return LocalsAround(call)
            .Where(l => IsToken(l.Type) && owners.Contains(l.ContainingSymbol) && l.Locations[0].SourceSpan.End <= position && l.Name != "_")
            .OrderByDescending(l => l.Locations[0].SourceSpan.Start)
            .FirstOrDefault()?.Name;
    }

    /// <summary>
    /// What the blocks and statements around a call declare, also after it. <see cref="SemanticModel.LookupSymbols"/> would name them as well, and with
    /// them every type and every extension method that is in sight.
    /// </summary>
    private static IEnumerable<ILocalSymbol> LocalsAround(IOperation call)
    {
        for (var outer = call.Parent; outer is not null; outer = outer.Parent)
        {
            foreach (var local in outer switch
            {
                IBlockOperation block => block.Locals,
                ILoopOperation loop => loop.Locals,
                ISwitchOperation cases => cases.Locals,
                ISwitchCaseOperation section => section.Locals,
                ISwitchExpressionArmOperation arm => arm.Locals,
                ICatchClauseOperation handler => handler.Locals,
                IUsingOperation resource => resource.Locals,
                ISymbolInitializerOperation initializer => initializer.Locals,
                IConstructorBodyOperation constructor => constructor.Locals,
                _ => ImmutableArray<ILocalSymbol>.Empty,
            })
            {
                yield return local;
            }
        }
    }

    /// <summary>
    /// Whether a lambda may run when the method around it is long over: it is not handed to a call that is awaited or returned, or to one that runs over
    /// a collection.
    /// </summary>
    private static bool RunsLater(IOperation inside, IMethodSymbol function)
    {
        var current = inside.Parent;
        while (current is not null && !(current is IAnonymousFunctionOperation lambda && SymbolEqualityComparer.Default.Equals(lambda.Symbol, function)))
        {
            current = current.Parent;
        }

        while (current?.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
        {
            current = current.Parent;
        }

        return current is not null && !(current.Parent is IArgumentOperation { Parent: IInvocationOperation call }
            && (call.Parent is IAwaitOperation or IReturnOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" }
                || call.TargetMethod.ContainingType?.Name is "Enumerable" or "ParallelEnumerable" or "Parallel" or "List" or "Array"));
    }

    /// <summary>Where the client is made without a timeout, as a clause; null when that is not so, or not seen.</summary>
    private string? SwitchedOff(IInvocationOperation call, CancellationToken cancellation)
    {
        var client = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        for (var hop = 0; client is not null && hop < 6; hop++)
        {
            var operation = OperationTree.Unwrap(client);
            if (Infinite(operation) is { } found)
            {
                return found;
            }

            client = operation switch
            {
                ILocalReferenceOperation local => sources.Assignments(local, out var complete) is { Count: 1 } values && complete ? values[0] : null,
                IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member => Sole(member.Member, cancellation),
                IInvocationOperation inner => OperationTree.Receiver(inner),
                IObjectCreationOperation creation => creation.Arguments.FirstOrDefault(a => a.Value.Type?.Name.EndsWith("Client", StringComparison.Ordinal) == true)?.Value,
                _ => null,
            };
        }

        return null;
    }

    private IOperation? Sole(ISymbol member, CancellationToken cancellation)
    {
        var values = sources.Initializer(member, cancellation) is { } initializer ? new List<IOperation> { initializer } : [];
        if (member.DeclaringSyntaxReferences.Length > 0)
        {
            values.AddRange(sources.References.Writes(member, cancellation).Values);
        }

        return values.Count == 1 ? values[0] : null;
    }

    private string? Infinite(IOperation made)
    {
        var options = made is IObjectCreationOperation creation
            ? creation.Arguments.Select(a => OperationTree.Unwrap(a.Value)).OfType<ILocalReferenceOperation>().ToArray()
            : [];
        var assignments = made.DescendantsAndSelf().Concat(options.Length == 0
            ? []
            : OperationTree.Body(made, throughLambdas: true).Descendants().Where(o =>
                o is IObjectCreationOperation or IAssignmentOperation { Target: IPropertyReferenceOperation { Instance: ILocalReferenceOperation } }
                && options.Any(l => IsAbout(o, l))));
        foreach (var operation in assignments.SelectMany(a => a.DescendantsAndSelf()))
        {
            if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target, Value: var value }
                && (settings.Property(target.Property, SettingIndex.Timeout) is not null || target.Property is { Name: "Timeout", ContainingType.Name: "HttpClient" })
                && IsInfinite(value))
            {
                var line = operation.Syntax.GetLocation().GetLineSpan();
                return $"{target.Property.ContainingType.Name}.{target.Property.Name} is switched off at {Path.GetFileName(line.Path)}({line.StartLinePosition.Line + 1})";
            }
        }

        return null;
    }

    private static bool IsAbout(IOperation operation, ILocalReferenceOperation local) => operation switch
    {
        IAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } instance } } => OperationTree.IsLocal(instance, local.Local),
        _ => operation.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }
            && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local),
    };

    private static bool IsInfinite(IOperation value) => OperationTree.Unwrap(value) switch
    {
        IFieldReferenceOperation field => field.Field is { Name: "InfiniteTimeSpan", ContainingType.Name: "Timeout" } or { Name: "MaxValue", ContainingType.Name: "TimeSpan" },
        IInvocationOperation { TargetMethod: { Name: "FromMilliseconds", ContainingType.Name: "TimeSpan" } } call =>
            OperationTree.Unwrap(call.Arguments[0].Value).ConstantValue is { HasValue: true, Value: { } number } && Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture) == -1,
        _ => false,
    };
}
