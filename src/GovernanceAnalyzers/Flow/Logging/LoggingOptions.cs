using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>Finds the SDK options that turn logging on where a client is made.</summary>
internal sealed class LoggingOptions(SdkIndex sdks, SourceModels sources)
{
    public string? SetBy(IObjectCreationOperation creation, CancellationToken cancellation) =>
        SetIn(creation.Arguments, cancellation) ?? (creation.Initializer is { } initializer ? FindOption(initializer) : null);

    public string? SetBy(IInvocationOperation call, CancellationToken cancellation) => SetIn(call.Arguments, cancellation);

    /// <summary>The argument with options that come from where they cannot be seen, as it is written; null when there is none.</summary>
    public string? Unseen(IObjectCreationOperation creation, CancellationToken cancellation) =>
        creation.Arguments.FirstOrDefault(a => IsFromElsewhere(a.Value, cancellation) && HasLoggingOptions(a.Value.Type))?.Value.Syntax.ToString();

    private string? SetIn(ImmutableArray<IArgumentOperation> arguments, CancellationToken cancellation) =>
        arguments.Select(a => TurnsLoggingOn(a.Value, 0, cancellation)).FirstOrDefault(o => o is not null);

    private bool IsFromElsewhere(IOperation options, CancellationToken cancellation) => OperationTree.Unwrap(options) switch
    {
        IParameterReferenceOperation or IInvocationOperation => true,
        IMemberReferenceOperation member => sources.Initializer(member.Member, cancellation) is null,
        ILocalReferenceOperation local => sources.Assignments(local, out _).Any(v => IsFromElsewhere(v, cancellation)),
        _ => false,
    };

    /// <summary>
    /// The option that turns logging on in an options expression: in its initialiser, set later on its local, or in what a local, a field
    /// or a method of this compilation contributes to it.
    /// </summary>
    private string? TurnsLoggingOn(IOperation options, int depth, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var value = OperationTree.Unwrap(options);
        if (depth > 3 || value is IAnonymousFunctionOperation or IDelegateCreationOperation)
        {
            return null;
        }

        if (FindOption(value) is { } direct)
        {
            return direct;
        }

        var parts = value switch
        {
            IMemberReferenceOperation member => sources.Initializer(member.Member, cancellation) is { } initializer ? [initializer] : [],
            IInvocationOperation call when call.TargetMethod.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is { } declaration =>
                sources.Returned(declaration, cancellation),
            IObjectCreationOperation { Initializer: { } initializer } =>
                initializer.Initializers.OfType<ISimpleAssignmentOperation>().Select(a => a.Value).Where(v => HasLoggingOptions(v.Type)),
            ILocalReferenceOperation local => sources.Assignments(local, out _).Concat(SetOn(local)),
            _ => [],
        };
        return parts.Select(p => TurnsLoggingOn(p, depth + 1, cancellation)).FirstOrDefault(o => o is not null);
    }

    /// <summary>The assignments to members of a local, as in <c>options.ClientLoggingOptions.LoggerFactory = factory</c>.</summary>
    private static IEnumerable<IOperation> SetOn(ILocalReferenceOperation local) => OperationTree.Body(local, throughLambdas: true)
        .Descendants()
        .OfType<ISimpleAssignmentOperation>()
        .Where(a => a.Target is IMemberReferenceOperation
            && RootLocal(a.Target) is { } root && SymbolEqualityComparer.Default.Equals(root, local.Local));

    private static ILocalSymbol? RootLocal(IOperation target)
    {
        while (target is IMemberReferenceOperation { Instance: { } instance })
        {
            target = OperationTree.Unwrap(instance);
        }

        return (target as ILocalReferenceOperation)?.Local;
    }

    private string? FindOption(IOperation operation) =>
        operation.DescendantsAndSelf().OfType<ISimpleAssignmentOperation>().Select(OptionName).FirstOrDefault(n => n is not null);

    /// <summary>The name of a logging option that the assignment sets to something other than null or false.</summary>
    private string? OptionName(ISimpleAssignmentOperation assignment) =>
        assignment.Target is IPropertyReferenceOperation { Property: var property }
        && sdks.IsLoggingOption(property)
        && OperationTree.Unwrap(assignment.Value).ConstantValue is not { HasValue: true, Value: null or false }
            ? $"{property.ContainingType.Name}.{property.Name}"
            : null;

    private bool HasLoggingOptions(ITypeSymbol? type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.GetMembers().OfType<IPropertySymbol>().Any(p => sdks.IsLoggingOption(p) || HasOption(p.Type)))
            {
                return true;
            }
        }

        return false;

        bool HasOption(ITypeSymbol options) => options.GetMembers().OfType<IPropertySymbol>().Any(sdks.IsLoggingOption);
    }
}
