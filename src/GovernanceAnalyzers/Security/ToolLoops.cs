using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Flow;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Security;

/// <summary>What code of the project's own does for a tool that a model asks for: the case of a switch over the tool's name, or the branch of an <c>if</c>.</summary>
/// <param name="Start">The case or the condition.</param>
/// <param name="RunBy">Where that is.</param>
internal sealed record ToolArm(SyntaxNode Start, IMethodSymbol Method, IReadOnlyList<IOperation> Bodies, string RunBy);

/// <summary>
/// Loops written by hand that run what a model asks for, found from the properties that hold the name of the tool it asked for (kind
/// <c>tool-call</c> of the SDK catalogue). What is looked up in a dictionary of handlers is not followed.
/// </summary>
internal sealed class ToolLoops(SdkIndex sdks, SourceModels sources, ToolEffects effects)
{
    private readonly object _gate = new();
    private IReadOnlyList<(string Tool, ToolArm Arm, IOperation Decision)>? _arms;
    private IReadOnlyList<(SdkEntry Sdk, string Name)>? _runners;

    /// <summary>What is done for a tool without a question.</summary>
    public IEnumerable<ToolArm> Of(string tool, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _arms ??= Arms(cancellation).ToArray();
        }

        return _arms.Where(a => a.Tool == tool && !IsAsked(a.Decision, a.Arm.Method, cancellation)).Select(a => a.Arm);
    }

    /// <summary>The methods that invoke tool objects (kind <c>invoke</c>) because a model asked, and ask nobody.</summary>
    public IReadOnlyList<(SdkEntry Sdk, string Name)> Runners(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _runners ??= (
                from sdk in sdks.Sdks
                from entry in sdk.Tools
                where entry.Kind == "invoke"
                from member in entry.Methods
                from call in sources.Uses(member, cancellation).OfType<IInvocationOperation>()
                where sdks.Tools(call.TargetMethod).Any(t => t.Entry == entry) && OperationTree.Root(call).Descendants().Any(IsToolCall)
                let method = Enclosing(call, cancellation)
                where method is not null && !IsAsked(call, method, cancellation)
                select (sdk, Name(method))).ToArray();
        }
    }

    private static string Name(IMethodSymbol method) => method.Name == "<Main>$" ? "the program" : Tools.Name(method);

    private bool IsToolCall(IOperation operation) => operation is IPropertyReferenceOperation property && sdks.Tool(property.Property) is { Entry.Kind: "tool-call" };

    private IMethodSymbol? Enclosing(IOperation operation, CancellationToken cancellation)
    {
        var symbol = sources.Enclosing(operation.Syntax, cancellation);
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction })
        {
            symbol = symbol.ContainingSymbol;
        }

        return symbol as IMethodSymbol;
    }

    private IEnumerable<(string Tool, ToolArm Arm, IOperation Decision)> Arms(CancellationToken cancellation)
    {
        var seen = new HashSet<SyntaxNode>();
        foreach (var member in sdks.Sdks.SelectMany(s => s.Tools).Where(t => t.Kind == "tool-call").Select(t => t.Property).Distinct().OrderBy(p => p, StringComparer.Ordinal))
        {
            var places = sources.References.Occurrences(member, cancellation).Where(MayDecide).Take(SourceReferences.MaximumPlaces);
            foreach (var name in places.Select(t => sources.Operation(Access(t), cancellation)).OfType<IPropertyReferenceOperation>().Where(IsToolCall))
            {
                var root = OperationTree.Root(name);
                if (!seen.Add(root.Syntax))
                {
                    continue;
                }

                foreach (var operation in root.Descendants())
                {
                    if (Enclosing(operation, cancellation) is not { } method)
                    {
                        continue;
                    }

                    foreach (var (tool, start, body) in Decisions(operation))
                    {
                        yield return (tool, new ToolArm(start, method, body, Name(method)), operation);
                    }
                }
            }
        }
    }

    /// <summary>What an operation does for which name.</summary>
    private IEnumerable<(string Tool, SyntaxNode Start, IReadOnlyList<IOperation> Body)> Decisions(IOperation operation)
    {
        switch (operation)
        {
            case ISwitchOperation choice when IsName(choice.Value):
                foreach (var section in choice.Cases)
                {
                    foreach (var clause in section.Clauses)
                    {
                        foreach (var tool in clause switch
                        {
                            ISingleValueCaseClauseOperation { Value.ConstantValue: { HasValue: true, Value: string one } } => [one],
                            IPatternCaseClauseOperation pattern => Constants(pattern.Pattern),
                            _ => [],
                        })
                        {
                            yield return (tool, clause.Syntax, section.Body);
                        }
                    }
                }

                break;
            case ISwitchExpressionOperation choice when IsName(choice.Value):
                foreach (var arm in choice.Arms)
                {
                    foreach (var tool in Constants(arm.Pattern))
                    {
                        yield return (tool, arm.Pattern.Syntax, [arm.Value]);
                    }
                }

                break;
            case IConditionalOperation conditional:
                foreach (var tool in Asserted(conditional.Condition))
                {
                    yield return (tool, conditional.Condition.Syntax, [conditional.WhenTrue]);
                }

                break;
        }
    }

    private static IEnumerable<string> Constants(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: string text } } => [text],
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => Constants(either.LeftPattern).Concat(Constants(either.RightPattern)),
        _ => [],
    };

    /// <summary>The names that a condition, being so, says that the tool has.</summary>
    private IEnumerable<string> Asserted(IOperation condition)
    {
        condition = OperationTree.Unwrap(condition);
        switch (condition)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both:
                return Asserted(both.LeftOperand).Concat(Asserted(both.RightOperand));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equals:
                return IsName(equals.LeftOperand) ? Constant(equals.RightOperand) : IsName(equals.RightOperand) ? Constant(equals.LeftOperand) : [];
            case IIsPatternOperation test when IsName(test.Value):
                return Constants(test.Pattern);
            case IInvocationOperation { TargetMethod: { Name: "Equals", ContainingType.SpecialType: SpecialType.System_String } } call:
                IOperation[] compared = [.. call.Instance is { } self ? new[] { self } : [], .. call.Arguments.Select(a => a.Value)];
                return compared.Any(IsName) ? compared.SelectMany(Constant) : [];
            default:
                return [];
        }

        static IEnumerable<string> Constant(IOperation operation) => OperationTree.Unwrap(operation).ConstantValue is { HasValue: true, Value: string text } ? [text] : [];
    }

    /// <summary>Whether a value is the name of the tool that a model asks for.</summary>
    private bool IsName(IOperation value)
    {
        value = OperationTree.Unwrap(value);
        return IsToolCall(value)
            || value is ILocalReferenceOperation local && sources.Assignments(local, out var complete) is { Count: 1 } values && complete && IsToolCall(OperationTree.Unwrap(values[0]));
    }

    /// <summary>Whether somebody is asked on the way: before it in the same round of the loop, or before the method is called.</summary>
    private bool IsAsked(IOperation decision, IMethodSymbol method, CancellationToken cancellation) => IsAskedBefore(decision)
        || sources.References.Calls(method, cancellation).Calls is { Count: > 0 } calls && calls.All(c => IsAskedBefore(c.Operation));

    private bool IsAskedBefore(IOperation operation)
    {
        var scope = operation;
        while (scope.Parent is { } parent && scope is not (ILoopOperation or ILocalFunctionOperation))
        {
            scope = parent;
        }

        return scope.Descendants().OfType<IInvocationOperation>().Any(i => i.Syntax.SpanStart < operation.Syntax.SpanStart && effects.Asks(i.TargetMethod))
            || operation is IInvocationOperation or IConditionalOperation && operation.Descendants().OfType<IInvocationOperation>().Where(i => operation is not IConditionalOperation c || c.Condition.Syntax.Span.Contains(i.Syntax.Span)).Any(i => effects.Asks(i.TargetMethod));
    }

    private static ExpressionSyntax Access(SyntaxToken name) =>
        name.Parent?.Parent is MemberAccessExpressionSyntax access && access.Name == name.Parent ? access : (ExpressionSyntax)name.Parent!;

    /// <summary>Whether something is decided by a property, or it is put into a variable: the only places that are worth binding.</summary>
    private static bool MayDecide(SyntaxToken name) => name.Parent is IdentifierNameSyntax && Access(name).Parent switch
    {
        SwitchStatementSyntax or SwitchExpressionSyntax or IsPatternExpressionSyntax or EqualsValueClauseSyntax => true,
        BinaryExpressionSyntax binary => binary.IsKind(SyntaxKind.EqualsExpression),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals" } => true,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals" } } } => true,
        _ => false,
    };
}
