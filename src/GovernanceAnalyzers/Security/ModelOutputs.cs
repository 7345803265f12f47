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

/// <summary>A place where the text of a model is acted on.</summary>
/// <param name="Name">What acts on it: <c>Process.Start</c>.</param>
/// <param name="Argument">What it is given.</param>
internal sealed record OutputSink(SecurityEntry Entry, string Name, IOperation Argument, Trail Path);

/// <summary>
/// Follows what a model wrote forwards, from the call that asked it, or from the parameters of a tool, to what acts on it: through the
/// members of the answer, streams of updates, structured output, locals, builders, collections, objects field by field, the methods of the
/// compilation that are given it, and those that get it back.
/// </summary>
/// <remarks>
/// Caps: <see cref="MaximumCallers"/> callers that get the text back, <see cref="MaximumCalls"/> calls entered inside each other and
/// <see cref="MaximumSteps"/> steps for one answer.
/// </remarks>
internal sealed class ModelOutputs(SdkIndex sdks, SourceModels sources, SecurityIndex index, TextFlow flow, TextChecks checks)
{
    public const int MaximumCallers = 3;
    public const int MaximumCalls = 4;
    public const int MaximumSteps = 3000;

    private readonly ConcurrentDictionary<IOperation, ILookup<ISymbol?, IOperation>> _references = new();

    /// <summary>What acts on the result of a call.</summary>
    public IReadOnlyList<OutputSink> Find(IOperation answer, CancellationToken cancellation)
    {
        var search = new Search(this, cancellation);
        search.Start(answer, Trail.Add(null, Shown(answer.Syntax)));
        return search.Run();
    }

    /// <summary>What acts on the parameters of a method that a model calls.</summary>
    public IReadOnlyList<OutputSink> Find(IMethodSymbol tool, IOperation body, CancellationToken cancellation)
    {
        var search = new Search(this, cancellation);
        foreach (var parameter in tool.Parameters.Where(p => TextTypes.IsData(p.Type)))
        {
            foreach (var reference in References(body, parameter))
            {
                search.Start(reference, Trail.Add(null, reference.Syntax, parameter.Name));
            }
        }

        return search.Run();
    }

    /// <summary>The name of the method that is called, rather than a long chain before it.</summary>
    private static SyntaxNode Shown(SyntaxNode call) => call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? access.Name : call;

    /// <summary>Where locals and parameters are read in one member.</summary>
    private IEnumerable<IOperation> References(IOperation body, ISymbol symbol) => _references.GetOrAdd(
        OperationTree.Root(body),
        static root => root.DescendantsAndSelf()
            .Where(o => o is ILocalReferenceOperation or IParameterReferenceOperation)
            .ToLookup(o => o is ILocalReferenceOperation local ? (ISymbol?)local.Local : ((IParameterReferenceOperation)o).Parameter, SymbolEqualityComparer.Default))[symbol];

    /// <param name="Member">Where only one member of the value holds the text.</param>
    /// <param name="Clean">Kinds of sinks that it is fit for by now.</param>
    /// <param name="Names">Locals, parameters and members that it went through: a check of any of them counts.</param>
    private sealed record Value(IOperation Operation, ISymbol? Member, Entered? Frame, int Callers, IReadOnlyCollection<string> Clean, Names? Names, Trail Path);

    private sealed record Names(IOperation Reference, Names? Rest);

    /// <summary>The call through which a method was entered: what it returns goes back there.</summary>
    private sealed record Entered(IMethodSymbol Method, IOperation Call, Entered? Caller)
    {
        public int Depth { get; } = Caller is null ? 1 : Caller.Depth + 1;
    }

    private sealed class Search(ModelOutputs owner, CancellationToken cancellation)
    {
        private readonly Queue<Value> _open = new();
        private readonly HashSet<(SyntaxNode, OperationKind, ISymbol?, Entered?)> _seen = [];
        private readonly List<OutputSink> _found = [];
        private readonly HashSet<(SyntaxNode, string)> _reported = [];

        public void Start(IOperation value, Trail path) => _open.Enqueue(new Value(value, null, null, 0, [], value is IParameterReferenceOperation ? new Names(value, null) : null, path));

        public IReadOnlyList<OutputSink> Run()
        {
            for (var steps = 0; _open.Count > 0 && steps < MaximumSteps; steps++)
            {
                cancellation.ThrowIfCancellationRequested();
                Follow(_open.Dequeue());
            }

            return _found;
        }

        private void Go(Value source, IOperation to, ISymbol? member = null, bool named = false)
        {
            if ((member is null && to.Type is not null && !TextTypes.Carries(to.Type)) || !_seen.Add((to.Syntax, to.Kind, member, source.Frame)))
            {
                return;
            }

            var isName = to is ILocalReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation or IFieldReferenceOperation;
            _open.Enqueue(source with
            {
                Operation = to,
                Member = member,
                Names = isName ? new Names(to, source.Names) : source.Names,
                Path = named ? Trail.Add(source.Path, to.Syntax) : source.Path,
            });
        }

        private void Follow(Value value)
        {
            var operation = value.Operation;
            switch (operation.Parent)
            {
                case IConversionOperation conversion:
                    if (conversion.OperatorMethod is { } converting)
                    {
                        Sink(value, converting, converting.Parameters.FirstOrDefault()?.Name ?? "", operation, []);
                    }

                    Go(value, conversion, value.Member);
                    break;
                case IParenthesizedOperation or IAwaitOperation or ICoalesceOperation or ITupleOperation:
                    Go(value, operation.Parent, value.Member);
                    break;
                case { Kind: OperationTree.CollectionExpression or TextFlow.Spread }:
                    Go(value, operation.Parent, value.Member);
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                    Go(sum.RightOperand == operation && Leading(sum.LeftOperand) is { } before && TextChecks.FixesHost(before) ? Cleaned(value, "url") : value, sum);
                    break;
                case IConditionalOperation conditional when conditional.Condition != operation:
                    Go(value, conditional, value.Member);
                    break;
                case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } arm when arm.Value == operation:
                    Go(value, choice, value.Member);
                    break;
                case ISwitchExpressionOperation choice when choice.Value == operation:
                    Patterns(value, choice.Arms.Select(a => a.Pattern));
                    break;
                case IIsPatternOperation test when test.Value == operation:
                    Patterns(value, [test.Pattern]);
                    break;
                case ISwitchOperation choice when choice.Value == operation:
                    Patterns(value, choice.Cases.SelectMany(c => c.Clauses).OfType<IPatternCaseClauseOperation>().Select(c => c.Pattern));
                    break;
                case IConditionalAccessOperation access when access.Operation == operation:
                    foreach (var instance in access.WhenNotNull.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>().Where(i => OperationTree.Accessed(i) == operation))
                    {
                        Go(value, instance, value.Member);
                    }

                    break;
                case IConditionalAccessOperation access:
                    Go(value, access, value.Member);
                    break;
                case IPropertyReferenceOperation property when property.Instance == operation:
                    if (property.Property.IsIndexer)
                    {
                        Go(value, property, value.Member);
                    }
                    else if (value.Member is null ? TextFlow.HoldsText(property.Property) : value.Member.Name == property.Property.Name)
                    {
                        Go(value, property);
                    }

                    break;
                case IFieldReferenceOperation field when field.Instance == operation && (value.Member is null || value.Member.Name == field.Field.Name):
                    Go(value, field);
                    break;
                case IArrayElementReferenceOperation element when element.ArrayReference == operation:
                    Go(value, element, value.Member);
                    break;
                case IImplicitIndexerReferenceOperation slice when slice.Instance == operation:
                    Go(value, slice);
                    break;
                case IInterpolationOperation { Parent: IInterpolatedStringOperation text } hole:
                    Go(Fixed(value, text, hole), text);
                    break;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    Written(value, declarator.Symbol, declarator);
                    break;
                case IVariableInitializerOperation { Parent: IVariableDeclarationOperation { Declarators: { Length: 1 } declarators } }:
                    Written(value, declarators[0].Symbol, declarators[0]);
                    break;
                case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation variable } loop when loop.Collection == operation:
                    Written(value, variable.Symbol, variable);
                    break;
                case IAssignmentOperation assignment when assignment.Value == operation:
                    Assigned(value, assignment);
                    break;
                case IArrayInitializerOperation { Parent: IArrayCreationOperation array }:
                    Go(value, array, value.Member);
                    break;
                case IReturnOperation returned:
                    Returned(value, returned);
                    break;
                case IArgumentOperation { Parent: IInvocationOperation call } argument:
                    Passed(value, call, argument);
                    break;
                case IArgumentOperation { Parent: IObjectCreationOperation creation } argument:
                    Constructed(value, creation, argument);
                    break;
                case IInvocationOperation call when call.Instance == operation:
                    Called(value, call);
                    break;
                case IWithOperation with when with.Operand == operation:
                    Go(value, with, value.Member);
                    break;
            }
        }

        private static Value Cleaned(Value value, params string[] kinds) => value with { Clean = [.. value.Clean, .. kinds] };

        /// <summary>Text that stands before the hole may say to which server an address leads.</summary>
        private static Value Fixed(Value value, IInterpolatedStringOperation text, IInterpolationOperation hole)
        {
            var before = text.Parts.TakeWhile(p => p != hole).ToArray();
            var leading = before.Length == 0 ? "" : before[0] is IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string constant } } ? constant : null;
            return before.Length > 0 && (leading is null || TextChecks.FixesHost(leading)) ? Cleaned(value, "url") : value;
        }

        private static string? Leading(IOperation left) => OperationTree.Unwrap(left) switch
        {
            { ConstantValue: { HasValue: true, Value: string text } } => text,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Leading(sum.LeftOperand),
            // An address of one's own, from configuration or a constant elsewhere.
            IMemberReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation => "x",
            _ => null,
        };

        private void Patterns(Value value, IEnumerable<IPatternOperation> patterns)
        {
            foreach (var pattern in patterns.SelectMany(p => p.DescendantsAndSelf()))
            {
                var declared = pattern switch
                {
                    IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                    IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                    _ => null,
                };
                if (declared is ILocalSymbol local)
                {
                    foreach (var reference in owner.References(pattern, local).OfType<ILocalReferenceOperation>())
                    {
                        Go(value, reference, value.Member, named: true);
                    }
                }
            }
        }

        /// <summary>The reads of a local that this write reaches.</summary>
        private void Written(Value value, ILocalSymbol local, IOperation write)
        {
            foreach (var reference in owner.References(write, local).OfType<ILocalReferenceOperation>())
            {
                if (reference.Parent is IAssignmentOperation assignment && assignment.Target == reference)
                {
                    continue;
                }

                if (owner.Reaches(reference, write))
                {
                    Go(value, reference, value.Member, named: true);
                }
            }
        }

        /// <summary>The reads of a local whose object was changed.</summary>
        private void Changed(Value value, IOperation holder, IOperation change, ISymbol? member)
        {
            switch (OperationTree.Unwrap(holder))
            {
                case ILocalReferenceOperation local:
                    foreach (var reference in owner.References(change, local.Local).Where(r => r.Syntax.SpanStart > change.Syntax.SpanStart || IsInLoop(change)))
                    {
                        Go(value, reference, member, named: true);
                    }

                    break;
                case IParameterReferenceOperation parameter:
                    foreach (var reference in owner.References(change, parameter.Parameter).Where(r => r.Syntax.SpanStart > change.Syntax.SpanStart))
                    {
                        Go(value, reference, member, named: true);
                    }

                    break;
                case IInvocationOperation { Instance: { } instance } call when TextFlow.Collected(call).Any():
                    Changed(value, instance, change, member);
                    break;
                case IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } field:
                    Members(value, field.Member);
                    break;
            }
        }

        private static bool IsInLoop(IOperation operation)
        {
            for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
            {
                if (parent is ILoopOperation)
                {
                    return true;
                }
            }

            return false;
        }

        private void Assigned(Value value, IAssignmentOperation assignment)
        {
            if (assignment is ICompoundAssignmentOperation { OperatorKind: not BinaryOperatorKind.Add })
            {
                return;
            }

            switch (OperationTree.Unwrap(assignment.Target))
            {
                case ILocalReferenceOperation local:
                    Written(value, local.Local, assignment);
                    break;
                case IParameterReferenceOperation parameter:
                    foreach (var reference in owner.References(assignment, parameter.Parameter).Where(r => r.Syntax.SpanStart > assignment.Syntax.SpanStart))
                    {
                        Go(value, reference, value.Member, named: true);
                    }

                    break;
                case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } container }:
                    Changed(value, container, assignment, value.Member);
                    break;
                case IArrayElementReferenceOperation element:
                    Changed(value, element.ArrayReference, assignment, value.Member);
                    break;
                case IPropertyReferenceOperation property:
                    Sink(value, property.Property, "", assignment.Value, []);
                    switch (property.Instance)
                    {
                        case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }:
                            for (IOperation? around = assignment.Parent; around is not null; around = around.Parent)
                            {
                                if (around is IObjectCreationOperation or IAnonymousObjectCreationOperation or IWithOperation)
                                {
                                    Go(value, around, property.Property);
                                    break;
                                }
                            }

                            break;
                        case null or IInstanceReferenceOperation:
                            Members(value, property.Property);
                            break;
                        case { } holder:
                            Changed(value, holder, assignment, property.Property);
                            break;
                    }

                    break;
                case IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field:
                    Members(value, field.Field);
                    break;
            }

            if (assignment.Parent is not IExpressionStatementOperation)
            {
                Go(value, assignment, value.Member);
            }
        }

        /// <summary>The reads of a field or property of this compilation, anywhere.</summary>
        private void Members(Value value, ISymbol member)
        {
            if (member.DeclaringSyntaxReferences.Length == 0 || value.Callers >= MaximumCallers)
            {
                return;
            }

            foreach (var reference in owner.Reads(member, cancellation))
            {
                Go(value with { Callers = value.Callers + 1, Frame = null }, reference, value.Member, named: true);
            }
        }

        private void Returned(Value value, IReturnOperation returned)
        {
            if (TextFlow.Enclosing(returned) is IAnonymousFunctionOperation lambda)
            {
                var holder = lambda.Parent;
                while (holder is IDelegateCreationOperation or IConversionOperation or IArgumentOperation)
                {
                    holder = holder.Parent;
                }

                if (holder is IInvocationOperation call && call.TargetMethod.DeclaringSyntaxReferences.Length == 0 && owner.Inputs(call).Any(i => i == returned.ReturnedValue))
                {
                    Go(value, call, value.Member);
                }

                return;
            }

            if (owner.Enclosing(returned, cancellation) is not { } method)
            {
                return;
            }

            if (value.Frame is { } frame)
            {
                Go(value with { Frame = frame.Caller }, frame.Call, value.Member);
                return;
            }

            if (value.Callers < MaximumCallers)
            {
                foreach (var site in owner.Calls(method, cancellation))
                {
                    Go(value with { Callers = value.Callers + 1, Path = Trail.Add(value.Path, Shown(site.Operation.Syntax)) }, site.Operation, value.Member);
                }
            }
        }

        private void Passed(Value value, IInvocationOperation call, IArgumentOperation argument)
        {
            if (call.Parent is IInterpolatedStringAppendOperation)
            {
                for (var around = call.Parent; around is not null; around = around.Parent)
                {
                    if (around is IInterpolatedStringHandlerCreationOperation handler)
                    {
                        Go(value, handler);
                        return;
                    }
                }
            }

            var method = call.TargetMethod;
            var parameter = argument.Parameter;
            if (parameter is null || owner.IsInference(method))
            {
                return;
            }

            Sink(value, method, parameter.Name, argument.Value, call.Arguments);
            var bodies = owner.Bodies(method, cancellation);
            if (bodies.Count > 0)
            {
                if (Cleaned(value, call) is { } cleaned)
                {
                    Enter(cleaned, call, parameter.Ordinal, bodies);
                }

                return;
            }

            if (Cleaned(value, call) is not { } passed)
            {
                return;
            }

            if (owner.Inputs(call).Any(i => i == value.Operation))
            {
                Go(passed, call, KeepsMembers(method) ? value.Member : null);
            }

            Lambdas(passed, call, argument);
            if (method.Name is "TryCreate" or "TryParse")
            {
                // Uri.TryCreate(text, UriKind.Absolute, out var uri)
                foreach (var output in call.Arguments.Where(a => a.Parameter is { RefKind: RefKind.Out } p && TextTypes.Carries(p.Type)))
                {
                    if (OperationTree.Unwrap(output.Value is IDeclarationExpressionOperation declared ? declared.Expression : output.Value) is ILocalReferenceOperation { Local: var made })
                    {
                        Written(passed, made, output);
                    }
                }
            }


            if (TextFlow.Collected(call).Any(i => i == value.Operation))
            {
                Changed(passed, call.Instance!, call, value.Member);
                Go(passed, call, value.Member);
            }
        }

        /// <summary>The value with what a validator makes of it; null when it is clean for everything.</summary>
        private Value? Cleaned(Value value, IInvocationOperation call)
        {
            var kinds = SecurityKinds.Sinks.Where(k => !value.Clean.Contains(k) && owner.Cleans(call, k)).ToArray();
            return kinds.Length == 0 ? value : value.Clean.Count + kinds.Length >= SecurityKinds.Sinks.Length ? null : Cleaned(value, kinds);
        }

        private static bool KeepsMembers(IMethodSymbol method) => method.ContainingType.Name is "Enumerable" or "Queryable" or "List" or "Task" or "AsyncEnumerable";

        /// <summary>The parameters of lambdas that are called with the elements of the value.</summary>
        private void Lambdas(Value value, IInvocationOperation call, IArgumentOperation? from)
        {
            if (from is not null && OperationTree.Receiver(call) != from.Value)
            {
                return;
            }

            foreach (var lambda in call.Arguments.Select(a => TextFlow.Lambda(a.Value)).OfType<IAnonymousFunctionOperation>())
            {
                foreach (var reference in lambda.Symbol.Parameters.Where(p => TextTypes.Carries(p.Type)).SelectMany(p => owner.References(lambda, p)))
                {
                    Go(value, reference, value.Member, named: true);
                }
            }
        }

        private void Enter(Value value, IInvocationOperation call, int ordinal, IReadOnlyList<IMethodSymbol> bodies)
        {
            if ((value.Frame?.Depth ?? 0) >= MaximumCalls)
            {
                return;
            }

            foreach (var body in bodies.Where(b => ordinal < b.Parameters.Length))
            {
                var parameter = body.Parameters[ordinal];
                var frame = new Entered(body, call, value.Frame);
                foreach (var root in owner.Operations(body, cancellation))
                {
                    foreach (var reference in owner.References(root, parameter))
                    {
                        Go(value with { Frame = frame, Path = Trail.Add(value.Path, Shown(call.Syntax)) }, reference, value.Member, named: true);
                    }
                }
            }
        }

        private void Constructed(Value value, IObjectCreationOperation creation, IArgumentOperation argument)
        {
            if (creation.Constructor is not { } constructor || argument.Parameter is not { } parameter)
            {
                return;
            }

            Sink(value, constructor, parameter.Name, argument.Value, creation.Arguments);
            if (creation.Type is INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 0 } type)
            {
                var property = type.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(p => string.Equals(p.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
                Go(value, creation, property);
            }
            else if (owner.Inputs(creation).Any(i => i == value.Operation))
            {
                Go(value, creation, value.Member);
            }
        }

        /// <summary>A method of the value itself.</summary>
        private void Called(Value value, IInvocationOperation call)
        {
            var method = call.TargetMethod;
            if (owner.IsInference(method))
            {
                return;
            }

            if (owner.Bodies(method, cancellation).Count > 0)
            {
                // A method of a record that a model filled: what it returns is made of that.
                if (value.Member is null && TextTypes.Carries(method.ReturnType) && Cleaned(value, call) is { } own)
                {
                    Go(own, call);
                }

                return;
            }

            if (Cleaned(value, call) is { } cleaned && owner.Inputs(call).Any(i => i == value.Operation))
            {
                Go(cleaned, call, value.Member);
                Lambdas(cleaned, call, null);
            }
            else if (call.Arguments.Any(a => TextFlow.Lambda(a.Value) is not null) && TextTypes.IsCollection(call.Instance?.Type))
            {
                Lambdas(value, call, null);
            }
        }

        private void Sink(Value value, ISymbol member, string parameter, IOperation argument, IReadOnlyCollection<IArgumentOperation> arguments)
        {
            if (value.Member is not null && argument.Type?.SpecialType != SpecialType.System_Object)
            {
                return;
            }

            foreach (var entry in owner.Sinks(member))
            {
                if (entry.Parameter != parameter || value.Clean.Contains(entry.Kind) || !When(entry, arguments)
                    || (entry.Kind == "regex" && arguments.Any(a => a.Parameter?.Name == "matchTimeout" && a.ArgumentKind != ArgumentKind.DefaultValue))
                    || IsChecked(value, entry.Kind) || !_reported.Add((argument.Syntax, entry.Kind)))
                {
                    continue;
                }

                var name = member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? $"new {member.ContainingType.Name}"
                    : member is IMethodSymbol { MethodKind: MethodKind.Conversion } ? $"({member.ContainingType.Name})"
                    : $"{((member as IMethodSymbol)?.ReducedFrom ?? member).ContainingType.Name}.{member.Name}";
                Trail path = new(argument.Syntax, name, null);
                foreach (var step in value.Path.Steps())
                {
                    path = step with { Rest = path };
                }

                _found.Add(new OutputSink(entry, name, argument, path));
            }
        }

        private static bool When(SecurityEntry entry, IReadOnlyCollection<IArgumentOperation> arguments)
        {
            if (entry.WhenParameter.Length == 0)
            {
                return true;
            }

            if (arguments.FirstOrDefault(a => a.Parameter?.Name == entry.WhenParameter && a.ArgumentKind != ArgumentKind.DefaultValue) is not { } deciding)
            {
                return false;
            }

            var value = OperationTree.Unwrap(deciding.Value);
            if (value.ConstantValue is { HasValue: true, Value: string text })
            {
                return entry.WhenValues.Any(v => text.StartsWith(v, StringComparison.OrdinalIgnoreCase));
            }

            // Settings that are made here or in the same member.
            var made = value is ILocalReferenceOperation local
                ? OperationTree.Root(local).Descendants().Where(o => o is IVariableDeclaratorOperation d && SymbolEqualityComparer.Default.Equals(d.Symbol, local.Local))
                : [value];
            return made.SelectMany(m => m.DescendantsAndSelf()).OfType<IFieldReferenceOperation>().Any(f => entry.WhenValues.Contains(f.Field.Name));
        }

        private bool IsChecked(Value value, string kind)
        {
            for (var name = value.Names; name is not null; name = name.Rest)
            {
                if (owner.IsChecked(name.Reference, kind))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private bool Reaches(ILocalReferenceOperation reference, IOperation write) => sources.Writes(reference).Any(w => w.Operation == write);

    private IEnumerable<IOperation> Inputs(IInvocationOperation call) => flow.Inputs(call);

    private IEnumerable<IOperation> Inputs(IObjectCreationOperation creation) => flow.Inputs(creation);

    private bool IsInference(IMethodSymbol method) => sdks.Inference(method) is not null;

    private bool IsChecked(IOperation reference, string kind) => checks.IsChecked(reference, kind);

    private bool Cleans(IInvocationOperation call, string kind) => checks.Cleans(call, kind);

    private IEnumerable<SecurityEntry> Sinks(ISymbol member) => index.Find(SecuritySection.Sinks, member);

    private IReadOnlyList<IMethodSymbol> Bodies(IMethodSymbol method, CancellationToken cancellation) => MethodBodies.Of(method, sources, cancellation);

    private IEnumerable<CallSite> Calls(IMethodSymbol method, CancellationToken cancellation) => sources.References.Calls(method, cancellation).Calls;

    private IEnumerable<IOperation> Operations(IMethodSymbol method, CancellationToken cancellation) => MethodBodies.Operations(method, sources, cancellation);

    private IMethodSymbol? Enclosing(IOperation operation, CancellationToken cancellation) => MethodBodies.Enclosing(operation, sources, cancellation);

    /// <summary>The expressions that read a member, in order of files and positions.</summary>
    private IEnumerable<IOperation> Reads(ISymbol member, CancellationToken cancellation)
    {
        foreach (var token in sources.References.Occurrences(member.Name, cancellation).Take(SourceReferences.MaximumPlaces))
        {
            var name = token.Parent;
            var expression = name?.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
            if (expression is not ExpressionSyntax || (expression.Parent is AssignmentExpressionSyntax assignment && assignment.Left == expression))
            {
                continue;
            }

            if (sources.Operation(expression, cancellation) is IMemberReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Member.OriginalDefinition, member.OriginalDefinition))
            {
                yield return reference;
            }
        }
    }
}
