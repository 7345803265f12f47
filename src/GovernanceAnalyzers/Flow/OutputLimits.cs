using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// Whether a call limits the length of the answer: in its options, or in what its client adds to every call. "Missing" is only said of
/// options that are seen from their creation on; whatever comes from elsewhere, or may be changed elsewhere, is "not visible".
/// </summary>
internal sealed class OutputLimits(SdkIndex sdks, SettingIndex settings, SourceModels sources)
{
    private const int MaximumDepth = 8;

    // Agents and assistants may have their limits on the server; embeddings, speech and images have none.
    private static readonly HashSet<string> Generating =
        new(StringComparer.Ordinal) { "chat", "chat-tool-loop", "completion", "responses", "assistants-run", "agent-run", "prompt" };

    /// <summary>Members through which a request gets settings that the SDK has no property for.</summary>
    private static readonly HashSet<string> Escapes =
        new(StringComparer.Ordinal) { "AdditionalProperties", "ExtensionData", "RawRepresentationFactory", "Patch", "AdditionalRawData", "ModelParameters" };

    private readonly ConcurrentDictionary<ITypeSymbol, IPropertySymbol?> _limits = new(SymbolEqualityComparer.Default);
    private ILookup<ISymbol?, INamedTypeSymbol>? _derived;

    /// <summary>
    /// A wrapper that hands on the options it was given, in its own implementation of the method that it calls: they are its callers', and
    /// are looked at there.
    /// </summary>
    private static bool PassesOn(IInvocationOperation call) =>
        call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart) is IMethodSymbol { ContainingType.AllInterfaces: { Length: > 0 } } caller
        && caller.Name == call.TargetMethod.Name
        && call.Arguments.Any(a => OperationTree.Unwrap(a.Value) is IParameterReferenceOperation { Parameter: var parameter }
            && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, caller)
            && parameter.Name == a.Parameter?.Name
            && parameter.Type.Name.EndsWith("Options", StringComparison.Ordinal));

    private sealed record Answer(AspectState State, string Evidence);

    /// <returns>The answer, and the property that would set the limit where it is missing.</returns>
    public (CallAspect Aspect, IPropertySymbol? Limit) Decide(IInvocationOperation call, SdkEntry sdk, InferenceMethods inference, CancellationToken cancellation)
    {
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        if (!Generating.Contains(inference.Kind))
        {
            return (CallAspect.NotAsked, null);
        }

        var limit = method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
            .SelectMany(m => m.Parameters.Skip(m.IsExtensionMethod ? 1 : 0))
            .Select(p => LimitOf(p.Type))
            .FirstOrDefault(l => l is not null);
        if (limit is null)
        {
            // The catalogue does not say how this SDK limits an answer, or it cannot.
            return (CallAspect.NotAsked, null);
        }

        if (limit.IsRequired)
        {
            return (new CallAspect(AspectState.Met, $"{Name(limit)} is required"), null);
        }

        if (PassesOn(call))
        {
            return (CallAspect.NotAsked, null);
        }

        var walk = new Walk(this, limit, cancellation);
        var given = call.Arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue && a.Parameter is { } p && !IsReceiver(a, method) && LimitOf(p.Type) is not null).ToArray();
        var answer = given.Length == 0
            ? new Answer(AspectState.Missing, "it is given no options")
            : Strongest(given.Select(a => walk.Options(a.Value, 0)));
        if (answer.State == AspectState.Missing && sdk.Provider.Length == 0)
        {
            // An abstraction over providers: the client may add options to every call.
            var client = call.Instance ?? call.Arguments.FirstOrDefault(a => IsReceiver(a, method))?.Value;
            var pipeline = client is null ? new Answer(AspectState.NotVisible, "its client cannot be identified") : walk.Client(client, 0);
            answer = pipeline.State == AspectState.Missing ? answer : pipeline;
        }

        // A model run by somebody else's configuration: what is not said here may be said there.
        if (answer.State == AspectState.Missing && (inference.Kind is "agent-run" or "assistants-run"))
        {
            answer = new Answer(AspectState.NotVisible, answer.Evidence + ", and the agent may have a limit of its own");
        }

        return (new CallAspect(answer.State, answer.Evidence), answer.State == AspectState.Missing ? limit : null);
    }

    private static bool IsReceiver(IArgumentOperation argument, IMethodSymbol method) => method.IsExtensionMethod && argument.Parameter?.Ordinal == 0;

    /// <summary>The limit among the properties of a type, of a type derived from it, or of what one of its properties holds.</summary>
    private IPropertySymbol? LimitOf(ITypeSymbol type) => _limits.GetOrAdd(type, t => Find(t, 0));

    private IPropertySymbol? Find(ITypeSymbol type, int depth)
    {
        if (type is INamedTypeSymbol { TypeArguments.Length: > 0 } generic && depth < 2)
        {
            foreach (var argument in generic.TypeArguments)
            {
                if (Find(argument, depth + 1) is { } inside)
                {
                    return inside;
                }
            }
        }

        if (type is not INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct } named
            || named.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
        {
            return null;
        }

        if (Own(named) is { } own)
        {
            return own;
        }

        _derived ??= Derived();
        foreach (var derived in _derived[named.OriginalDefinition])
        {
            if (Own(derived) is { } theirs)
            {
                return theirs;
            }
        }

        return depth >= 2 || named.DeclaringSyntaxReferences.Length > 0
            ? null
            : named.GetMembers().OfType<IPropertySymbol>().Where(p => !p.IsStatic).Select(p => Find(p.Type, depth + 1)).FirstOrDefault(p => p is not null);
    }

    private IPropertySymbol? Own(INamedTypeSymbol type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(p => settings.Property(p, SettingIndex.OutputLimit) is not null) is { } limit)
            {
                return limit;
            }
        }

        return null;
    }

    /// <summary>For each base type, the types with a limit below it: settings of one provider are passed as settings of any.</summary>
    private ILookup<ISymbol?, INamedTypeSymbol> Derived() => settings.OfKind(SettingIndex.OutputLimit)
        .Select(s => sources.Compilation.GetTypeByMetadataName(s.Type))
        .OfType<INamedTypeSymbol>()
        .SelectMany(t => Bases(t).Select(b => (Base: b, Type: t)))
        .ToLookup(p => (ISymbol?)p.Base, p => p.Type, SymbolEqualityComparer.Default);

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var b = type.BaseType; b is { SpecialType: SpecialType.None }; b = b.BaseType)
        {
            yield return b.OriginalDefinition;
        }
    }

    private static string Name(IPropertySymbol property) => $"{property.ContainingType.Name}.{property.Name}";

    private static string Where(SyntaxNode syntax)
    {
        var line = syntax.GetLocation().GetLineSpan();
        return $"at {Path.GetFileName(line.Path)}({line.StartLinePosition.Line + 1})";
    }

    /// <summary>Of several values that are all used, one limit is enough.</summary>
    private static Answer Strongest(IEnumerable<Answer> answers)
    {
        var all = answers.ToArray();
        return all.FirstOrDefault(a => a.State == AspectState.Met) ?? all.FirstOrDefault(a => a.State == AspectState.NotVisible) ?? all[0];
    }

    /// <summary>Of several values of which one is used: what is not seen may well be limited, so "missing" is only said when all are seen.</summary>
    private static Answer Weakest(IEnumerable<Answer> answers)
    {
        var all = answers.ToArray();
        return all.FirstOrDefault(a => a.State == AspectState.NotVisible) ?? all.FirstOrDefault(a => a.State == AspectState.Missing) ?? all[0];
    }

    private sealed class Walk(OutputLimits owner, IPropertySymbol limit, CancellationToken cancellation)
    {
        private readonly SourceModels _sources = owner.SourcesOf();

        public Answer Options(IOperation expression, int depth)
        {
            cancellation.ThrowIfCancellationRequested();
            var operation = OperationTree.Unwrap(expression);
            if (depth > MaximumDepth)
            {
                return Unseen("its options pass through too many steps to follow");
            }

            if (operation.ConstantValue is { HasValue: true, Value: null } || operation is IDefaultValueOperation)
            {
                return new Answer(AspectState.Missing, "it is given no options");
            }

            switch (operation)
            {
                case IObjectCreationOperation creation:
                    return Created(creation, depth);
                case IWithOperation copy:
                    return SetsLimit(copy.Initializer) is { } member ? Limited(member) : Options(copy.Operand, depth + 1);
                case ICoalesceOperation coalesce:
                    return Weakest([Options(coalesce.Value, depth + 1), Options(coalesce.WhenNull, depth + 1)]);
                case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                    return Weakest([Options(conditional.WhenTrue, depth + 1), Options(whenFalse, depth + 1)]);
                case ISwitchExpressionOperation choice when choice.Arms.Length > 0:
                    return Weakest(choice.Arms.Select(a => Options(a.Value, depth + 1)));
                case ISimpleAssignmentOperation assignment:
                    return Options(assignment.Value, depth + 1);
                case IAssignmentOperation assignment:
                    return Unseen($"its options are set at {assignment.Syntax}");
                case ILocalReferenceOperation local:
                    return Local(local, depth);
                case IParameterReferenceOperation parameter:
                    return Parameter(parameter, depth);
                case IFieldReferenceOperation { Field.DeclaringSyntaxReferences.Length: > 0 } field:
                    return Member(field.Field, depth);
                case IPropertyReferenceOperation { Property.DeclaringSyntaxReferences.Length: > 0 } property:
                    return Member(property.Property, depth);
                case IInvocationOperation { TargetMethod.DeclaringSyntaxReferences: { Length: > 0 } declarations } call:
                    var returned = _sources.Returned(declarations[0].GetSyntax(cancellation), cancellation);
                    return returned.Count > 0 && call.TargetMethod is { IsAbstract: false, IsVirtual: false, IsOverride: false }
                        ? Weakest(returned.Select(r => Options(r, depth + 1)))
                        : Unseen($"its options come from {call.TargetMethod.Name}");
                case IInvocationOperation { Instance: { } original } clone when SymbolEqualityComparer.Default.Equals(original.Type, clone.Type):
                    return Options(original, depth + 1);
                default:
                    return OperationTree.Elements(operation)?.ToArray() is { Length: > 0 } elements
                        ? Strongest(elements.Select(e => Options(e, depth + 1)))
                        : Unseen($"its options come from {Shorten(operation.Syntax)}");
            }
        }

        /// <summary>Follows a client or builder to where it is made, looking for a limit on the way.</summary>
        public Answer Client(IOperation expression, int depth)
        {
            cancellation.ThrowIfCancellationRequested();
            var operation = OperationTree.Unwrap(expression);
            if (depth > MaximumDepth)
            {
                return Unseen("its client passes through too many steps to follow");
            }

            switch (operation)
            {
                case ILocalReferenceOperation local:
                    if (StatementsOn(local.Local, OperationTree.Body(local, throughLambdas: true)).Select(SetsLimit).FirstOrDefault(m => m is not null) is { } member)
                    {
                        return Limited(member);
                    }

                    var values = _sources.Assignments(local, out var complete);
                    return complete && values.Count > 0 ? Weakest(values.Select(v => Client(v, depth + 1))) : Unseen($"its client, {local.Local.Name}, may have one");
                case IFieldReferenceOperation or IPropertyReferenceOperation when ((IMemberReferenceOperation)operation).Member is { DeclaringSyntaxReferences.Length: > 0 } field:
                    var written = Values(field, out var isComplete);
                    return isComplete && written.Count > 0 ? Weakest(written.Select(v => Client(v, depth + 1))) : Unseen($"its client, {field.Name}, comes from elsewhere and may have one");
                case IParameterReferenceOperation parameter:
                    return Unseen($"its client comes in through parameter {parameter.Parameter.Name} and may have one");
                case IObjectCreationOperation creation:
                    if (SetsLimit(creation) is { } own)
                    {
                        return Limited(own);
                    }

                    return creation.Arguments.FirstOrDefault(a => IsClientLike(a.Value.Type)) is { } inner
                        ? Client(inner.Value, depth + 1)
                        : creation.Type is { DeclaringSyntaxReferences.Length: > 0 }
                            ? Unseen($"its client, {creation.Type.Name}, is made here and may have one")
                            : new Answer(AspectState.Missing, "its client has none");
                case IInvocationOperation call:
                    if (SetsLimit(call) is { } set)
                    {
                        return Limited(set);
                    }

                    if (owner.HasLimitParameter(call.TargetMethod))
                    {
                        return new Answer(AspectState.Met, $"{call.TargetMethod.Name} gives its client one");
                    }

                    if (call.TargetMethod.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is { } declaration)
                    {
                        var returned = _sources.Returned(declaration, cancellation);
                        return returned.Count > 0 ? Weakest(returned.Select(r => Client(r, depth + 1))) : Unseen($"its client comes from {call.TargetMethod.Name}");
                    }

                    var source = OperationTree.Receiver(call);
                    return source is not null && IsClientLike(source.Type) ? Client(source, depth + 1) : Unseen($"its client comes from {call.TargetMethod.Name} and may have one");
                default:
                    return Unseen("where its client is made cannot be followed");
            }
        }

        private Answer Created(IObjectCreationOperation creation, int depth)
        {
            if (SetsLimit(creation) is { } member)
            {
                return Limited(member);
            }

            if (creation.Constructor is { } constructor && owner.HasLimitParameter(constructor))
            {
                return new Answer(AspectState.Met, $"{constructor.ContainingType.Name} is made with one");
            }

            // Copies, and settings wrapped into arguments.
            var parts = creation.Arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue && a.Parameter is { } p && owner.LimitOf(p.Type) is not null).Select(a => a.Value)
                .Concat(creation.Initializer is { } initializer
                    ? initializer.Initializers.OfType<ISimpleAssignmentOperation>()
                        .Where(a => a.Target is IPropertyReferenceOperation target && owner.LimitOf(target.Property.Type) is not null)
                        .Select(a => a.Value)
                    : [])
                .ToArray();
            if (parts.Length > 0)
            {
                return Strongest(parts.Select(p => Options(p, depth + 1)));
            }

            if (creation.Initializer is { } members && members.Descendants().OfType<IPropertyReferenceOperation>().FirstOrDefault(p => Escapes.Contains(p.Property.Name)) is { } escape)
            {
                return Unseen($"{escape.Property.Name} may set one");
            }

            return creation.Type is { DeclaringSyntaxReferences.Length: > 0 } own
                ? Unseen($"{own.Name} may set one")
                : new Answer(AspectState.Missing, $"its options, made {Where(creation.Syntax)}, leave {limit.Name} unset");
        }

        private Answer Local(ILocalReferenceOperation reference, int depth)
        {
            var body = OperationTree.Body(reference, throughLambdas: true);
            var values = _sources.Assignments(reference, out var complete);
            if (!complete || values.Count == 0)
            {
                return Unseen($"its options, {reference.Local.Name}, are set in a way that cannot be followed");
            }

            return Changed(body, o => OperationTree.IsLocal(o, reference.Local), reference) ?? Weakest(values.Select(v => Options(v, depth + 1)));
        }

        private Answer Parameter(IParameterReferenceOperation reference, int depth)
        {
            var parameter = reference.Parameter;
            var body = OperationTree.Body(reference, throughLambdas: true);
            if (Changed(body, o => OperationTree.Unwrap(o) is IParameterReferenceOperation p && SymbolEqualityComparer.Default.Equals(p.Parameter, parameter), reference) is { } changed)
            {
                return changed;
            }

            if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method
                && (method.DeclaredAccessibility == Accessibility.Private || method.MethodKind == MethodKind.LocalFunction)
                && _sources.References.Calls(method, cancellation) is { IsComplete: true, Calls.Count: > 0 } sites)
            {
                var arguments = sites.Calls.Select(s => s.Argument(parameter)?.Value).ToArray();
                if (Array.TrueForAll(arguments, a => a is not null))
                {
                    return Weakest(arguments.Select(a => Options(a!, depth + 1)));
                }
            }

            return Unseen($"its options come in through parameter {parameter.Name}");
        }

        private Answer Member(ISymbol member, int depth)
        {
            var values = Values(member, out var complete);
            if (!complete || values.Count == 0)
            {
                return Unseen($"its options, {member.Name}, come from elsewhere");
            }

            // Anybody may set the limit on the shared object later.
            var isSetLater = _sources.References.Occurrences(limit.Name, cancellation).Any(t => t.Parent is SimpleNameSyntax
            {
                Parent: MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } access,
            } && assignment.Left == access);
            return isSetLater ? Unseen($"its options, {member.Name}, may be given one later") : Weakest(values.Select(v => Options(v, depth + 1)));
        }

        private List<IOperation> Values(ISymbol member, out bool complete)
        {
            var values = new List<IOperation>();
            if (_sources.Initializer(member, cancellation) is { } initializer)
            {
                values.Add(initializer);
            }

            var writes = _sources.References.Writes(member, cancellation);
            complete = writes.IsComplete && member is not IPropertySymbol { IsAbstract: true } and not IPropertySymbol { IsVirtual: true };
            values.AddRange(writes.Values);
            return values;
        }

        /// <summary>What the body does to the options object beside making it; null when nothing matters.</summary>
        private Answer? Changed(IOperation body, Func<IOperation, bool> isIt, IOperation reference)
        {
            Answer? unseen = null;
            foreach (var operation in body.Descendants())
            {
                switch (operation)
                {
                    case IAssignmentOperation { Target: IMemberReferenceOperation target } assignment when Root(target) is { } root && isIt(root):
                        if (owner.Assigns(assignment) is { } set)
                        {
                            return Limited(set);
                        }

                        unseen ??= Escapes.Contains(target.Member.Name) ? Unseen($"{target.Member.Name} may set one") : null;
                        break;
                    case IPropertyReferenceOperation { Property.Name: var name, Instance: { } instance } when Escapes.Contains(name) && isIt(instance):
                        unseen ??= Unseen($"{name} may set one");
                        break;
                    case IArgumentOperation { Parent: IInvocationOperation call } argument when argument != Enclosing(reference) && isIt(argument.Value):
                        if (SetsIn(call.TargetMethod, argument.Parameter) is { } helper)
                        {
                            return Limited(helper);
                        }

                        if (call.TargetMethod.DeclaringSyntaxReferences.Length == 0 && !owner.IsInference(call.TargetMethod))
                        {
                            unseen ??= Unseen($"its options are passed to {call.TargetMethod.Name}, which may set one");
                        }

                        break;
                }
            }

            return unseen;
        }

        /// <summary>The limit that a method of this compilation sets on a parameter.</summary>
        private string? SetsIn(IMethodSymbol method, IParameterSymbol? parameter)
        {
            if (parameter is null || method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not { } declaration
                || _sources.Operation(declaration, cancellation) is not { } body)
            {
                return null;
            }

            return body.Descendants()
                .OfType<IAssignmentOperation>()
                .Where(a => a.Target is IMemberReferenceOperation target
                    && Root(target) is { } root && OperationTree.Unwrap(root) is IParameterReferenceOperation p && p.Parameter.Ordinal == parameter.Ordinal)
                .Select(owner.Assigns)
                .FirstOrDefault(m => m is not null);
        }

        private string? SetsLimit(IOperation operation) => operation.DescendantsAndSelf().Select(owner.Assigns).FirstOrDefault(m => m is not null);

        private static IEnumerable<IOperation> StatementsOn(ILocalSymbol local, IOperation body) => body.Descendants()
            .OfType<IInvocationOperation>()
            .Where(c => Receiver(c) is { } root && OperationTree.IsLocal(root, local));

        private static IOperation? Receiver(IOperation? operation)
        {
            while (operation is not null && OperationTree.Unwrap(operation) is IInvocationOperation call)
            {
                operation = OperationTree.Receiver(call);
            }

            return operation;
        }

        /// <summary>The object that a chain of members starts from: options in options.Options.NumPredict.</summary>
        private static IOperation? Root(IOperation target)
        {
            var current = target;
            while (current is IMemberReferenceOperation { Instance: { } instance })
            {
                current = OperationTree.Unwrap(instance);
            }

            return current == target ? null : current;
        }

        private static IArgumentOperation? Enclosing(IOperation reference)
        {
            for (var parent = reference.Parent; parent is not null; parent = parent.Parent)
            {
                if (parent is IArgumentOperation argument)
                {
                    return argument;
                }
            }

            return null;
        }

        private static bool IsClientLike(ITypeSymbol? type) =>
            type is { Name: var name } && (name.EndsWith("Client", StringComparison.Ordinal) || name.EndsWith("Builder", StringComparison.Ordinal)) && name is not "HttpClient";

        private static string Shorten(SyntaxNode syntax)
        {
            var text = string.Join(" ", syntax.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return text.Length > 60 ? text.Substring(0, 60) + "…" : text;
        }

        private static Answer Limited(string member) => new(AspectState.Met, $"{member} is set");

        private static Answer Unseen(string evidence) => new(AspectState.NotVisible, evidence);
    }

    private SourceModels SourcesOf() => sources;

    private bool IsInference(IMethodSymbol method) => sdks.Inference(method) is not null;

    private bool HasLimitParameter(IMethodSymbol method) => settings.HasParameter(method, SettingIndex.OutputLimit);

    /// <summary>The limit that an operation sets to something other than null.</summary>
    private string? Assigns(IOperation operation) =>
        settings.Assignment(operation, SettingIndex.OutputLimit) is var (target, value)
        && OperationTree.Unwrap(value).ConstantValue is not { HasValue: true, Value: null }
            ? Name(target.Property)
            : null;
}
