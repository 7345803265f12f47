using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Security;
using GovernanceAnalyzers.Flow;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Security;

/// <summary>
/// Follows what instructs a model backwards, to text that anybody may have written: through interpolation and concatenation, builders,
/// collections, records and objects field by field, locals, fields, parameters to their call sites and methods to what they return. It
/// answers only where the way is unbroken; what it cannot follow is clean.
/// </summary>
/// <remarks>
/// Caps: <see cref="MaximumCallers"/> callers upwards, <see cref="MaximumCalls"/> calls entered inside each other, <see cref="MaximumDepth"/>
/// hops and <see cref="MaximumSteps"/> steps for one question.
/// </remarks>
internal sealed class UntrustedInputs(SdkIndex sdks, SourceModels sources, TextSources origins, TextFlow flow, TextChecks checks)
{
    public const int MaximumCallers = 4;
    public const int MaximumCalls = 4;
    public const int MaximumDepth = 48;
    public const int MaximumSteps = 3000;

    /// <summary>The kind of source that is a suggestion at most.</summary>
    private const string Quiet = "database";

    private readonly ConcurrentDictionary<IOperation, ILookup<ISymbol?, IOperation>> _changes = new();

    /// <summary>What untrusted text an expression is made of, with the way from there to the expression; null where there is none to be seen.</summary>
    /// <remarks>Rows of a database are the answer only where nothing worse goes in beside them: then a second search passes them over.</remarks>
    public (TextSource Source, Trail Path)? Find(IOperation expression, CancellationToken cancellation)
    {
        var found = new Search(this, false, cancellation).Find(expression, null, null, 0, 0, null);
        return found is ({ Kind: Quiet }, _) ? new Search(this, true, cancellation).Find(expression, null, null, 0, 0, null) ?? found : found;
    }

    /// <summary>What is done to the objects that locals hold, in one body: calls of their methods, and assignments to their properties.</summary>
    private IEnumerable<IOperation> Changes(ILocalReferenceOperation reference) => _changes.GetOrAdd(
        OperationTree.Root(reference),
        static body => body.DescendantsAndSelf()
            .Select(o => (Operation: o, Local: Changed(o)))
            .Where(c => c.Local is not null)
            .ToLookup(c => (ISymbol?)c.Local, c => c.Operation, SymbolEqualityComparer.Default))[reference.Local];

    private static ILocalSymbol? Changed(IOperation operation) => operation switch
    {
        IInvocationOperation { Instance: { } instance } call when TextFlow.Collected(call).Any() => Root(instance),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } instance } } => Root(instance),
        ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation element } => Root(element.ArrayReference),
        _ => null,
    };

    /// <summary>The local that a chain of calls on itself begins with: <c>builder.Append(a).Append(b)</c>.</summary>
    private static ILocalSymbol? Root(IOperation operation)
    {
        while (true)
        {
            switch (OperationTree.Unwrap(operation))
            {
                case ILocalReferenceOperation local:
                    return local.Local;
                case IInvocationOperation { Instance: { } instance } call when TextFlow.Collected(call).Any():
                    operation = instance;
                    break;
                default:
                    return null;
            }
        }
    }

    private sealed class Search(UntrustedInputs owner, bool loudOnly, CancellationToken cancellation)
    {
        private readonly HashSet<(SyntaxNode, ISymbol?, CallFrame?)> _seen = [];
        private int _steps;

        /// <param name="member">The member of the value that is asked about; null for the value itself.</param>
        /// <param name="callers">How many callers it has gone up.</param>
        public (TextSource, Trail)? Find(IOperation expression, ISymbol? member, CallFrame? frame, int callers, int depth, Trail? trail)
        {
            cancellation.ThrowIfCancellationRequested();
            var operation = OperationTree.Unwrap(expression);
            if (depth > MaximumDepth || ++_steps > MaximumSteps || operation.ConstantValue.HasValue || (member is null && !TextTypes.Carries(operation.Type)))
            {
                return null;
            }

            if (operation is ILocalReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation or IFieldReferenceOperation && owner.IsChecked(operation))
            {
                return null;
            }

            if (owner.Source(operation, frame, cancellation) is { } source)
            {
                return loudOnly && source.Kind == Quiet ? null : (source, Trail.Add(trail, operation.Syntax));
            }

            (TextSource, Trail)? Into(IOperation inner, Trail? way = null) => Find(inner, member, frame, callers, depth + 1, way ?? trail);

            (TextSource, Trail)? First(IEnumerable<IOperation> parts)
            {
                foreach (var part in parts)
                {
                    if (Into(part) is { } found)
                    {
                        return found;
                    }
                }

                return null;
            }

            switch (operation)
            {
                case IInterpolatedStringOperation text:
                    return First(text.Parts.OfType<IInterpolationOperation>().Select(p => p.Expression));
                case IInterpolatedStringHandlerCreationOperation handler:
                    return First(handler.Content.DescendantsAndSelf().OfType<IInterpolationOperation>().Select(p => p.Expression)
                        .Concat(handler.Content.DescendantsAndSelf().OfType<IInterpolatedStringAppendOperation>()
                            .SelectMany(a => a.AppendCall is IInvocationOperation append ? append.Arguments.Take(1).Select(x => x.Value) : [])));
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                    return First([sum.LeftOperand, sum.RightOperand]);
                case ICoalesceOperation coalesce:
                    return First([coalesce.Value, coalesce.WhenNull]);
                case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                    return First([conditional.WhenTrue, whenFalse]);
                case ISwitchExpressionOperation choice:
                    return First(choice.Arms.Select(a => a.Value));
                case IConditionalAccessOperation access:
                    return Into(access.WhenNotNull);
                case IConditionalAccessInstanceOperation instance:
                    return OperationTree.Accessed(instance) is { } accessed ? Into(accessed) : null;
                case ISimpleAssignmentOperation assignment:
                    return Into(assignment.Value);
                case ICoalesceAssignmentOperation assignment:
                    return First([assignment.Target, assignment.Value]);
                case ICompoundAssignmentOperation assignment:
                    return First([assignment.Value, assignment.Target]);
                case ITupleOperation tuple:
                    return First(Element(tuple, member) is { } part ? new[] { part } : tuple.Elements.AsEnumerable());
                case IAnonymousObjectCreationOperation anonymous:
                    return First(anonymous.Initializers.OfType<ISimpleAssignmentOperation>()
                        .Where(a => member is null || (a.Target as IPropertyReferenceOperation)?.Property.Name == member.Name).Select(a => a.Value));
                case IArrayElementReferenceOperation element:
                    return Into(element.ArrayReference, Trail.Add(trail, operation.Syntax));
                case IImplicitIndexerReferenceOperation slice:
                    return Into(slice.Instance);
                case IWithOperation with:
                    return Initialized(with.Initializer, member) is { } changed ? Find(changed, null, frame, callers, depth + 1, trail) : First(member is null ? TextFlow.Initialized(with.Initializer).Append(with.Operand) : [with.Operand]);
                case ILocalReferenceOperation local:
                    return Local(local, member, frame, callers, depth, trail);
                case IParameterReferenceOperation parameter:
                    return Parameter(parameter, member, frame, callers, depth, trail);
                case IPropertyReferenceOperation property:
                    return Property(property, member, frame, callers, depth, trail);
                case IFieldReferenceOperation field:
                    return field.Instance is null or IInstanceReferenceOperation
                        ? Written(field.Field, member, callers, depth, Trail.Add(trail, field.Syntax))
                        : field.Instance.Type?.IsTupleType == true ? Find(field.Instance, field.Field, frame, callers, depth + 1, trail) : Into(field.Instance);
                case IInvocationOperation call:
                    return Call(call, member, frame, callers, depth, trail);
                case IObjectCreationOperation creation:
                    return Creation(creation, member, frame, callers, depth, trail);
                case { Kind: TextFlow.Spread }:
                    return First(operation.ChildOperations);
                case IDelegateCreationOperation or IAnonymousFunctionOperation:
                    return null;
                default:
                    return OperationTree.Elements(operation) is { } elements ? First(elements) : null;
            }
        }

        private static IOperation? Element(ITupleOperation tuple, ISymbol? member)
        {
            if (member is not IFieldSymbol field || tuple.Type is not INamedTypeSymbol type)
            {
                return null;
            }

            // Names may differ between what is made and what it is kept as; places do not.
            var place = (field.CorrespondingTupleField ?? field).Name;
            var at = type.TupleElements.ToList().FindIndex(e => e.Name == field.Name || (e.CorrespondingTupleField ?? e).Name == place);
            return at >= 0 && at < tuple.Elements.Length ? tuple.Elements[at] : null;
        }

        private static IOperation? Initialized(IObjectOrCollectionInitializerOperation? initializer, ISymbol? member) => member is null ? null : initializer?.Initializers
            .OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(a => (a.Target as IMemberReferenceOperation)?.Member.Name == member.Name)?.Value;

        private (TextSource, Trail)? Local(ILocalReferenceOperation reference, ISymbol? member, CallFrame? frame, int callers, int depth, Trail? trail)
        {
            if (!_seen.Add((reference.Syntax, member, frame)))
            {
                return null;
            }

            var way = Trail.Add(trail, reference.Syntax, reference.Local.Name);
            foreach (var write in owner.Writes(reference))
            {
                var found = write switch
                {
                    { Operation: ICompoundAssignmentOperation compound } => Find(compound, member, frame, callers, depth + 1, way),
                    { Value: { } value } => Find(value, member, frame, callers, depth + 1, way),
                    { Operation: IVariableDeclaratorOperation { Parent: IForEachLoopOperation loop } } => Find(loop.Collection, member, frame, callers, depth + 1, way),
                    { Operation: IDeconstructionAssignmentOperation deconstruction } => Deconstructed(deconstruction, reference.Local, frame, callers, depth, way),
                    // dictionary.TryGetValue(key, out var value): the value is the dictionary's
                    { Operation: IArgumentOperation { Parent: IInvocationOperation { Instance: { } instance } call } } => call.TargetMethod.Name.StartsWith("Try", StringComparison.Ordinal)
                        ? Find(instance, member, frame, callers, depth + 1, way) : null,
                    // Uri.TryCreate(text, UriKind.Absolute, out var uri)
                    { Operation: IArgumentOperation { Parent: IInvocationOperation { Instance: null, TargetMethod: { Name: "TryCreate" or "TryParse" } } parsed } } when parsed.Arguments.Length > 0 =>
                        Find(parsed.Arguments[0].Value, null, frame, callers, depth + 1, way),
                    { Operation: IPatternOperation pattern } => Matched(pattern, frame, callers, depth, way),
                    _ => null,
                };
                if (found is not null)
                {
                    return found;
                }
            }

            // A text does not change; what holds text does.
            if (reference.Local.Type.SpecialType == SpecialType.System_String)
            {
                return null;
            }

            foreach (var change in owner.Changes(reference).Where(c => c.Syntax.SpanStart < reference.Syntax.SpanStart || IsInLoop(reference)))
            {
                var parts = change switch
                {
                    IInvocationOperation call when member is null || TextTypes.Carries(call.Instance!.Type) => TextFlow.Collected(call).Select(p => (p, member)),
                    ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } } assignment => [(assignment.Value, member)],
                    ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation } assignment => [(assignment.Value, member)],
                    ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment when member is null || target.Property.Name == member.Name => [(assignment.Value, (ISymbol?)null)],
                    _ => Enumerable.Empty<(IOperation, ISymbol?)>(),
                };
                foreach (var (part, of) in parts)
                {
                    if (Find(part, of, frame, callers, depth + 1, Trail.Add(way, change.Syntax)) is { } found)
                    {
                        return found;
                    }
                }
            }

            return null;
        }

        /// <summary>A local that a pattern takes out of a value: <c>update.Message is { Text: { } text }</c>.</summary>
        private (TextSource, Trail)? Matched(IPatternOperation pattern, CallFrame? frame, int callers, int depth, Trail? way)
        {
            ISymbol? member = null;
            for (IOperation? child = pattern, parent = pattern.Parent; parent is not null; child = parent, parent = parent.Parent)
            {
                switch (parent)
                {
                    case IPropertySubpatternOperation { Member: IMemberReferenceOperation taken }:
                        if (taken is IPropertyReferenceOperation && owner.Source(taken, frame, cancellation) is { } source)
                        {
                            return loudOnly && source.Kind == Quiet ? null : (source, Trail.Add(way, taken.Syntax));
                        }

                        member = taken.Member;
                        break;
                    case IPatternOperation or IPatternCaseClauseOperation:
                        break;
                    case IIsPatternOperation test:
                        return Find(test.Value, member, frame, callers, depth + 1, way);
                    case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } arm when arm.Pattern == child:
                        return Find(choice.Value, member, frame, callers, depth + 1, way);
                    case ISwitchCaseOperation { Parent: ISwitchOperation choice }:
                        return Find(choice.Value, member, frame, callers, depth + 1, way);
                    default:
                        return null;
                }
            }

            return null;
        }

        private static bool IsInLoop(IOperation operation)
        {
            for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
            {
                if (parent is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)
                {
                    return true;
                }
            }

            return false;
        }

        private (TextSource, Trail)? Deconstructed(IDeconstructionAssignmentOperation deconstruction, ILocalSymbol local, CallFrame? frame, int callers, int depth, Trail? way)
        {
            var targets = OperationTree.Unwrap(deconstruction.Target);
            targets = targets is IDeclarationExpressionOperation declaration ? OperationTree.Unwrap(declaration.Expression) : targets;
            if (targets is not ITupleOperation left)
            {
                return null;
            }

            var at = left.Elements.ToList().FindIndex(e => OperationTree.IsLocal(e is IDeclarationExpressionOperation single ? single.Expression : e, local));
            var value = OperationTree.Unwrap(deconstruction.Value);
            if (at >= 0 && value is ITupleOperation right && at < right.Elements.Length)
            {
                return Find(right.Elements[at], null, frame, callers, depth + 1, way);
            }

            var field = value.Type is INamedTypeSymbol { IsTupleType: true } type && at >= 0 && at < type.TupleElements.Length ? type.TupleElements[at] : null;
            return Find(value, field, frame, callers, depth + 1, way);
        }

        private (TextSource, Trail)? Parameter(IParameterReferenceOperation reference, ISymbol? member, CallFrame? frame, int callers, int depth, Trail? trail)
        {
            var parameter = reference.Parameter;
            var way = Trail.Add(trail, reference.Syntax, parameter.Name);
            foreach (var write in owner.ParameterWrites(reference))
            {
                if (!_seen.Add((write.Syntax, member, frame)))
                {
                    continue;
                }

                if (Find(write.Value, member, frame, callers, depth + 1, way) is { } found)
                {
                    return found;
                }

                if (write is ISimpleAssignmentOperation && OperationTree.IsCertainBefore(write, reference))
                {
                    return null;
                }
            }

            if (parameter.ContainingSymbol is not IMethodSymbol method)
            {
                return null;
            }

            if (method.MethodKind == MethodKind.AnonymousFunction)
            {
                return Lambda(reference, member, frame, callers, depth, way);
            }

            if (frame is not null)
            {
                for (var f = frame; f is not null; f = f.Caller)
                {
                    if (f.Argument(parameter) is { } argument)
                    {
                        return Find(argument.Value, member, f.Caller, callers, depth + 1, way);
                    }
                }
            }

            if (callers >= MaximumCallers || !_seen.Add((parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) ?? reference.Syntax, member, null)))
            {
                return null;
            }

            foreach (var site in owner.Calls(method, cancellation))
            {
                if (site.Argument(parameter) is { ArgumentKind: not ArgumentKind.DefaultValue } argument
                    && Find(argument.Value, member, null, callers + 1, depth + 1, Trail.Add(way, site.Operation.Syntax, Name(method))) is { } found)
                {
                    return found;
                }
            }

            return null;
        }

        /// <summary>The parameter of a lambda that a library calls with the elements of a collection.</summary>
        private (TextSource, Trail)? Lambda(IParameterReferenceOperation reference, ISymbol? member, CallFrame? frame, int callers, int depth, Trail? way)
        {
            for (var current = reference.Parent; current is not null; current = current.Parent)
            {
                if (current is not IAnonymousFunctionOperation lambda || !SymbolEqualityComparer.Default.Equals(lambda.Symbol, reference.Parameter.ContainingSymbol))
                {
                    continue;
                }

                var holder = lambda.Parent;
                while (holder is IDelegateCreationOperation or IConversionOperation or IArgumentOperation)
                {
                    holder = holder.Parent;
                }

                return holder is IInvocationOperation call && call.TargetMethod.DeclaringSyntaxReferences.Length == 0 && OperationTree.Receiver(call) is { } collection
                    ? Find(collection, member, frame, callers, depth + 1, way)
                    : null;
            }

            return null;
        }

        private (TextSource, Trail)? Property(IPropertyReferenceOperation reference, ISymbol? member, CallFrame? frame, int callers, int depth, Trail? trail)
        {
            var property = reference.Property;
            var way = Trail.Add(trail, reference.Syntax);
            switch (OperationTree.Unwrap(reference.Instance ?? reference))
            {
                case IPropertyReferenceOperation self when self == reference:
                case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                    return Written(property, member, callers, depth, way);
                case var instance when property.IsIndexer:
                    return Find(instance, null, frame, callers, depth + 1, way);
                case var instance:
                    if (property.DeclaringSyntaxReferences.Length > 0 && !property.ContainingType.IsAnonymousType && !SourceModels.IsAutomatic(property, cancellation))
                    {
                        // A property that is computed: what it returns, of the whole object.
                        return Find(instance, null, frame, callers, depth + 1, way);
                    }

                    return Find(instance, property, frame, callers, depth + 1, way);
            }
        }

        /// <summary>Everything that is written to a field or property of this object, or a static one, anywhere in the compilation.</summary>
        /// <param name="of">The member of what it holds that is asked about; null for all of it.</param>
        private (TextSource, Trail)? Written(ISymbol member, ISymbol? of, int callers, int depth, Trail? way)
        {
            member = member.OriginalDefinition;
            if (member.DeclaringSyntaxReferences.Length == 0 || !_seen.Add((member.DeclaringSyntaxReferences[0].GetSyntax(cancellation), of, null)))
            {
                return null;
            }

            if (member is IPropertySymbol property && !SourceModels.IsAutomatic(property, cancellation))
            {
                foreach (var returned in owner.Returned(property, cancellation))
                {
                    if (Find(returned, of, null, callers, depth + 1, way) is { } found)
                    {
                        return found;
                    }
                }

                return null;
            }

            foreach (var value in owner.MemberWrites(member, cancellation))
            {
                if (Find(value, of, null, callers, depth + 1, way) is { } found)
                {
                    return found;
                }
            }

            foreach (var (change, part) in owner.MemberChanges(member, cancellation))
            {
                if (Find(part, of, null, callers, depth + 1, Trail.Add(way, change.Syntax)) is { } found)
                {
                    return found;
                }
            }

            // A property that a record's parameter makes.
            if (member.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is ParameterSyntax && member.ContainingType.InstanceConstructors.FirstOrDefault(c => c.Parameters.Any(p => p.Name == member.Name)) is { } constructor)
            {
                foreach (var site in callers < MaximumCallers ? owner.Calls(constructor, cancellation) : [])
                {
                    if (site.Argument(constructor.Parameters.First(p => p.Name == member.Name)) is { } argument && Find(argument.Value, of, null, callers + 1, depth + 1, way) is { } found)
                    {
                        return found;
                    }
                }
            }

            return null;
        }

        private (TextSource, Trail)? Call(IInvocationOperation call, ISymbol? member, CallFrame? frame, int callers, int depth, Trail? trail)
        {
            if (owner.Cleans(call))
            {
                return null;
            }

            var method = call.TargetMethod;
            if (method.Name is "ConfigureAwait" or "GetAwaiter" or "GetResult" or "AsTask" && call.Instance is { } task)
            {
                return Find(task, member, frame, callers, depth + 1, trail);
            }

            var bodies = owner.Bodies(method, cancellation);
            if (bodies.Count > 0)
            {
                if ((frame?.Depth ?? 0) >= MaximumCalls)
                {
                    return null;
                }

                foreach (var body in bodies)
                {
                    var inner = new CallFrame(body, call.Arguments, frame);
                    foreach (var returned in owner.Returned(body, cancellation))
                    {
                        if (Find(returned, member, inner, callers, depth + 1, Trail.Add(trail, call.Syntax, Name(method))) is { } found)
                        {
                            return found;
                        }
                    }
                }

                return null;
            }

            if (owner.IsInference(method))
            {
                return null;
            }

            foreach (var input in owner.Inputs(call))
            {
                if (Find(input, Keeps(method) ? member : null, frame, callers, depth + 1, trail) is { } found)
                {
                    return found;
                }
            }

            return call.Instance is { } instance && OperationTree.Unwrap(instance) is not IInvocationOperation
                ? null
                : First(TextFlow.Collected(call));

            (TextSource, Trail)? First(IEnumerable<IOperation> parts)
            {
                foreach (var part in parts)
                {
                    if (Find(part, null, frame, callers, depth + 1, trail) is { } found)
                    {
                        return found;
                    }
                }

                return null;
            }
        }

        /// <summary>Whether what a call gives back is what is in the collection it is called on.</summary>
        private static bool Keeps(IMethodSymbol method) => method.ContainingType.Name is "Enumerable" or "Queryable" or "List" or "Dictionary" or "Queue" or "Stack" or "Task" or "AsyncEnumerable" or "EntityFrameworkQueryableExtensions";

        private (TextSource, Trail)? Creation(IObjectCreationOperation creation, ISymbol? member, CallFrame? frame, int callers, int depth, Trail? trail)
        {
            if (member is null || TextTypes.IsCollection(creation.Type))
            {
                foreach (var input in owner.Inputs(creation))
                {
                    if (Find(input, member, frame, callers, depth + 1, trail) is { } found)
                    {
                        return found;
                    }
                }

                return null;
            }

            if (Initialized(creation.Initializer, member) is { } value)
            {
                return Find(value, null, frame, callers, depth + 1, trail);
            }

            // A record's parameter, or a constructor's that is called like the property it sets.
            return creation.Arguments.FirstOrDefault(a => string.Equals(a.Parameter?.Name, member.Name, StringComparison.OrdinalIgnoreCase)) is { ArgumentKind: not ArgumentKind.DefaultValue } argument
                ? Find(argument.Value, null, frame, callers, depth + 1, trail)
                : null;
        }

        private static string Name(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor ? $"new {method.ContainingType.Name}" : $"{method.ContainingType?.Name}.{method.Name}";
    }

    private bool IsChecked(IOperation reference) => checks.IsChecked(reference, SecurityKinds.Instructions);

    private bool Cleans(IInvocationOperation call) => checks.Cleans(call, SecurityKinds.Instructions);

    /// <summary>A parameter that is a source is none where the call through which the method was entered says what it is.</summary>
    private TextSource? Source(IOperation operation, CallFrame? frame, CancellationToken cancellation)
    {
        if (operation is IParameterReferenceOperation parameter)
        {
            if (sources.Writes(parameter).Any(w => w is ISimpleAssignmentOperation && OperationTree.IsCertainBefore(w, parameter)))
            {
                return null;
            }

            for (var f = frame; f is not null; f = f.Caller)
            {
                if (f.Argument(parameter.Parameter) is not null)
                {
                    return null;
                }
            }
        }

        return origins.Of(operation, cancellation);
    }

    private IEnumerable<LocalWrite> Writes(ILocalReferenceOperation reference) => sources.Writes(reference);

    private IEnumerable<IAssignmentOperation> ParameterWrites(IParameterReferenceOperation reference) => sources.Writes(reference).Reverse();

    private IEnumerable<CallSite> Calls(IMethodSymbol method, CancellationToken cancellation) => sources.References.Calls(method, cancellation).Calls;

    private IEnumerable<IOperation> MemberWrites(ISymbol member, CancellationToken cancellation) =>
        new[] { sources.Initializer(member, cancellation) }.OfType<IOperation>().Concat(sources.References.Writes(member, cancellation).Values);

    /// <summary>What is put into the object that a field or property holds, anywhere in the compilation: <c>_rules.Add(rule)</c>, <c>_rules[name] = rule</c>.</summary>
    private IEnumerable<(IOperation Change, IOperation Part)> MemberChanges(ISymbol member, CancellationToken cancellation)
    {
        if ((member as IFieldSymbol)?.Type.SpecialType == SpecialType.System_String || (member as IPropertySymbol)?.Type.SpecialType == SpecialType.System_String)
        {
            yield break;
        }

        foreach (var token in sources.References.Occurrences(member.Name, cancellation).Take(SourceReferences.MaximumPlaces))
        {
            SyntaxNode? name = token.Parent?.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } self ? self : token.Parent;
            var place = name?.Parent switch
            {
                MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == name => call,
                ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } element when assignment.Left == element => assignment,
                _ => (SyntaxNode?)null,
            };
            if (place is null)
            {
                continue;
            }

            switch (sources.Operation(place, cancellation))
            {
                case IInvocationOperation { Instance: { } instance } call when Is(instance):
                    foreach (var part in TextFlow.Collected(call))
                    {
                        yield return (call, part);
                    }

                    break;
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } instance } } assignment when Is(instance):
                    yield return (assignment, assignment.Value);
                    break;
                case ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation { ArrayReference: { } array } } assignment when Is(array):
                    yield return (assignment, assignment.Value);
                    break;
            }
        }

        bool Is(IOperation holder) => holder is IMemberReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Member.OriginalDefinition, member);
    }

    private IEnumerable<IOperation> Returned(IPropertySymbol property, CancellationToken cancellation) => sources.Returned(property, cancellation);

    private IEnumerable<IOperation> Returned(IMethodSymbol method, CancellationToken cancellation) => method.DeclaringSyntaxReferences
        .Select(r => r.GetSyntax(cancellation))
        .SelectMany(d => sources.Returned(d, cancellation)
            .Concat(d.DescendantNodes(n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) || n == d).OfType<YieldStatementSyntax>()
                .Where(y => y.Expression is not null).Select(y => sources.Operation(y.Expression!, cancellation)).OfType<IOperation>()));

    private bool IsInference(IMethodSymbol method) => sdks.Inference(method) is not null;

    private IEnumerable<IOperation> Inputs(IInvocationOperation call) => flow.Inputs(call);

    private IEnumerable<IOperation> Inputs(IObjectCreationOperation creation) => flow.Inputs(creation);

    /// <summary>The methods of this compilation that a call may run.</summary>
    private IReadOnlyList<IMethodSymbol> Bodies(IMethodSymbol method, CancellationToken cancellation) => MethodBodies.Of(method, sources, cancellation);
}
