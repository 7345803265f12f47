using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

// Fields, properties and parameters: what their writers and callers, anywhere in the compilation, put into them.
internal sealed partial class ValueResolver
{
    private void AddField(IFieldReferenceOperation reference, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        var field = reference.Field.OriginalDefinition;
        var name = $"field {field.ContainingType?.Name}.{field.Name}";
        if (IsEmpty(reference))
        {
            values.Add(via.Value("", reference.Syntax));
            return;
        }

        if (field.DeclaringSyntaxReferences.Length == 0)
        {
            values.Add(Unknown(reference, name, via));
            return;
        }

        AddStorage(reference, field, name, via.Through(name, reference), frame, depth, values);
    }

    private void AddProperty(IPropertyReferenceOperation reference, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        var property = reference.Property.OriginalDefinition;
        if (AddConfigurationRead(reference, via, frame, depth, values))
        {
            return;
        }

        if (property.IsIndexer)
        {
            AddIndexed(reference, via, frame, depth, values);
            return;
        }

        var name = $"property {property.ContainingType?.Name}.{property.Name}";
        via = via.Through(name, reference);
        if (property.DeclaringSyntaxReferences.Length == 0)
        {
            if (!AddFromOwnObject(reference, via, frame, depth, values))
            {
                values.Add(Unknown(reference, name, via));
            }

            return;
        }

        var implementations = property.IsAbstract || property.IsVirtual || property.IsOverride
            ? sources.References.Implementations(property, cancellation)
            : [];
        if (implementations.Count > 0 && _path.Add(property))
        {
            foreach (var implementation in implementations.OfType<IPropertySymbol>())
            {
                AddDeclared(reference, implementation, name, via, frame, depth, values);
            }

            _path.Remove(property);
        }

        if (!property.IsAbstract)
        {
            AddDeclared(reference, property, name, via, frame, depth, values);
        }
        else if (implementations.Count == 0)
        {
            values.Add(Unknown(reference, name, via));
        }
    }

    private void AddDeclared(
        IPropertyReferenceOperation reference, IPropertySymbol property, string name, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        if (SourceModels.IsAutomatic(property, cancellation))
        {
            AddStorage(reference, property, name, via, frame, depth, values);
            return;
        }

        var returned = sources.Returned(property, cancellation);
        if (!_path.Add(property))
        {
            return;
        }

        foreach (var value in returned)
        {
            Add(value, via, null, depth + 1, values);
        }

        if (returned.Count == 0)
        {
            values.Add(Unknown(reference, name, via));
        }

        _path.Remove(property);
    }

    /// <summary>A field or automatic property: what is written to this very object where that can be seen, else to any.</summary>
    private void AddStorage(
        IMemberReferenceOperation reference, ISymbol member, string name, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        if (AddFromOwnObject(reference, via, frame, depth, values) || !_path.Add(member))
        {
            return;
        }

        if (AddFromOwnSection(reference, member, via, frame, depth, values))
        {
            _path.Remove(member);
            return;
        }

        var count = values.Count;
        var writes = sources.References.Writes(member, cancellation);
        var sections = member is IPropertySymbol ? SectionsOf(member.ContainingType, 0) : [];
        var isSetByDeployment = sections.Count > 0 && AddBound(reference, member, sections, via, values);
        foreach (var (value, creation) in WritesWithin(writes.Values))
        {
            var before = values.Count;
            Add(value, via.Far(), null, depth + 1, values);
            for (var i = before; i < values.Count && creation is not null; i++)
            {
                values[i] = values[i] with { Context = values[i].Context with { Creation = creation } };
            }
        }

        var isPositional = AddPositional(reference, member, via, depth, values);

        // A default that every deployment replaces is never used, and an empty one only keeps the compiler quiet.
        var initializer = sources.Initializer(member, cancellation) is { } own && !IsEmpty(own) ? own : null;
        if (initializer is not null && !isSetByDeployment && !(sections.Count == 0 && IsSetByEveryCreation(member)))
        {
            Add(initializer, via, null, depth + 1, values);
        }

        var isKnown = writes.Values.Count > 0 || initializer is not null || isPositional || sections.Count > 0;
        if (!writes.IsComplete || !isKnown)
        {
            values.Add(Unknown(reference, name, via));
        }
        else if (writes.Values.Count == 0 && sections.Count == 0 && !isPositional && IsMadeElsewhere(member))
        {
            values.Add(Unknown(reference, $"{name}, which something outside of this code may set", via));
        }
        else if (values.Count == count && initializer is null)
        {
            // Everything that is written to it is null.
            values.Add(Unknown(reference, name, via));
        }

        _path.Remove(member);
    }

    /// <summary>The writes, each with the object creation it is part of; only those of the creation at hand where there is one.</summary>
    private IEnumerable<(IOperation Value, SyntaxNode? Creation)> WritesWithin(IReadOnlyList<IOperation> writes)
    {
        var all = writes.Select(w => (Value: w, Creation: CreationOf(w))).ToArray();
        var own = Within.Creation is { } creation ? Array.FindAll(all, w => w.Creation == creation) : [];
        return own.Length > 0 ? own : all;

        static SyntaxNode? CreationOf(IOperation value) =>
            value.Parent is ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation made } } ? made.Syntax : null;
    }

    /// <summary>Whether every object of the type that is made here has the property set where it is made.</summary>
    private bool IsSetByEveryCreation(ISymbol member)
    {
        if (member is not IPropertySymbol { IsStatic: false, ContainingType: { } type })
        {
            return false;
        }

        var sites = type.InstanceConstructors.SelectMany(c => sources.References.Calls(c, cancellation).Calls).ToArray();
        return sites.Length > 0
            && Array.TrueForAll(sites, s => s.Operation is IObjectCreationOperation { Initializer.Initializers: var set }
                && set.OfType<ISimpleAssignmentOperation>().Any(a => a.Target is IPropertyReferenceOperation target
                    && SymbolEqualityComparer.Default.Equals(target.Property.OriginalDefinition, member)))
            && !sources.References.IsTypeArgument(type, cancellation);
    }

    private static bool IsEmpty(IOperation value) => OperationTree.Unwrap(value) switch
    {
        { ConstantValue: { HasValue: true, Value: null or "" } } => true,
        IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } } => true,
        _ => false,
    };

    /// <summary>
    /// Whether objects of the type come from outside: a settable property of a type that nothing here creates is filled by a serialiser,
    /// a database or the web framework.
    /// </summary>
    private bool IsMadeElsewhere(ISymbol member) =>
        member is IPropertySymbol { SetMethod: not null, IsStatic: false, ContainingType: { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false } type }
        && !sources.References.IsCreated(type, cancellation)
        && !IsRegistered(type);

    private bool IsRegistered(INamedTypeSymbol type) => sources.References.IsTypeArgument(type, cancellation) && !type.GetMembers().OfType<IMethodSymbol>()
        .Any(m => m is { MethodKind: MethodKind.Constructor, Parameters.Length: 0, IsImplicitlyDeclared: true });

    /// <summary>A property of a record's primary constructor has what the constructor's callers pass.</summary>
    private bool AddPositional(IOperation reference, ISymbol member, Via via, int depth, List<PossibleValue> values)
    {
        if (member is not IPropertySymbol { ContainingType.IsRecord: true } property
            || property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not ParameterSyntax)
        {
            return false;
        }

        var parameter = property.ContainingType.InstanceConstructors
            .SelectMany(c => c.Parameters)
            .FirstOrDefault(p => p.Name == property.Name && p.DeclaringSyntaxReferences.FirstOrDefault()?.Span == property.DeclaringSyntaxReferences[0].Span);
        if (parameter is null)
        {
            return false;
        }

        AddCallers(reference, parameter, via, depth, values);
        return true;
    }

    /// <summary>
    /// The member of an object that the same method makes: <c>new Options { Model = "a" }</c>, then <c>options.Model</c>. What other code
    /// writes to other objects of the class does not matter then.
    /// </summary>
    private bool AddFromOwnObject(IMemberReferenceOperation reference, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        if (reference.Instance is not { } instance || OperationTree.Unwrap(instance) is not ILocalReferenceOperation local)
        {
            return false;
        }

        var writes = sources.Writes(local).ToArray();
        if (writes.Length != 1 || writes[0].Value is not { } value)
        {
            return false;
        }

        var created = OperationTree.Unwrap(value);
        var initializer = created switch
        {
            IObjectCreationOperation creation => creation.Initializer,
            IWithOperation with => with.Initializer,
            _ => null,
        };
        if (created is not (IObjectCreationOperation or IWithOperation))
        {
            return false;
        }

        var own = new List<IOperation>();
        own.AddRange(initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Where(a => IsMember(a.Target, reference.Member)).Select(a => a.Value) ?? []);
        own.AddRange(OperationTree.Body(reference, throughLambdas: true).Descendants()
            .OfType<IAssignmentOperation>()
            .Where(a => a.Target is IMemberReferenceOperation { Instance: { } target } && OperationTree.IsLocal(target, local.Local) && IsMember(a.Target, reference.Member))
            .Select(a => a.Value));
        if (own.Count == 0 || !_path.Add(reference.Syntax))
        {
            return false;
        }

        foreach (var assigned in own)
        {
            Add(assigned, via, frame, depth + 1, values);
        }

        _path.Remove(reference.Syntax);
        return true;

        static bool IsMember(IOperation target, ISymbol member) =>
            target is IMemberReferenceOperation found && SymbolEqualityComparer.Default.Equals(found.Member.OriginalDefinition, member.OriginalDefinition);
    }

    private void AddParameter(IParameterReferenceOperation reference, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        var parameter = reference.Parameter;
        if (AddOwnWrites(reference, via, frame, depth, values))
        {
            return;
        }

        for (var f = frame; f is not null; f = f.Caller)
        {
            if (f.Argument(parameter) is not { } argument)
            {
                continue;
            }

            if (argument.ArgumentKind == ArgumentKind.DefaultValue)
            {
                AddDefault(reference, parameter, via, values);
            }
            else
            {
                Add(argument.Value, via, f.Caller, depth + 1, values);
            }

            return;
        }

        if (Within.Site?.Argument(parameter) is { ArgumentKind: not ArgumentKind.DefaultValue } passed && _path.Add(parameter))
        {
            Add(passed.Value, via, null, depth + 1, values);
            _path.Remove(parameter);
            return;
        }

        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda)
        {
            AddLambdaParameter(reference, lambda, via, frame, depth, values);
            return;
        }

        AddCallers(reference, parameter, via.Through($"parameter {parameter.Name} of {OwnerName(parameter)}", reference), depth, values);
    }

    /// <summary><c>model ??= "gpt-4o";</c> at the start of a method. True when the value that was passed is replaced for certain.</summary>
    private bool AddOwnWrites(IParameterReferenceOperation reference, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        var isReplaced = false;
        foreach (var write in sources.Writes(reference))
        {
            if (!_path.Add(write.Syntax))
            {
                continue;
            }

            Add(write.Value, via.Through($"parameter {reference.Parameter.Name}", reference), frame, depth + 1, values);
            isReplaced |= write is ISimpleAssignmentOperation && OperationTree.IsCertainBefore(write, reference);
            _path.Remove(write.Syntax);
        }

        return isReplaced;
    }

    /// <summary>What the callers in this compilation pass for a parameter; those outside are not known.</summary>
    private void AddCallers(IOperation reference, IParameterSymbol parameter, Via via, int depth, List<PossibleValue> values)
    {
        parameter = parameter.OriginalDefinition;
        if (parameter.ContainingSymbol is not IMethodSymbol method || !_path.Add(parameter))
        {
            return;
        }

        var count = values.Count;
        var givesNull = false;
        var sites = sources.References.Calls(method, cancellation);
        foreach (var site in sites.Calls)
        {
            var argument = site.Argument(parameter);
            if (argument is null)
            {
                continue;
            }

            var before = values.Count;
            givesNull |= OperationTree.Unwrap(argument.Value).ConstantValue is { HasValue: true, Value: null };
            if (argument.ArgumentKind == ArgumentKind.DefaultValue)
            {
                AddDefault(reference, parameter, via, values);
            }
            else
            {
                Add(argument.Value, via.Far(), null, depth + 1, values);
            }

            // The call nearest to the sink is the one whose other arguments are used with it.
            for (var i = before; i < values.Count; i++)
            {
                values[i] = values[i] with { Context = values[i].Context with { Site = new CallFrame(method, site.Arguments, null) } };
            }
        }

        if (sites.Calls.Count == 0)
        {
            var hasDefault = AddDefault(reference, parameter, via, values);

            // A container that makes the object has no string to give, so the default is used.
            var isMadeByContainer = hasDefault && method.MethodKind == MethodKind.Constructor && sources.References.IsTypeArgument(method.ContainingType, cancellation);
            if (!isMadeByContainer)
            {
                values.Add(Unknown(reference, Origin(parameter), via));
            }
        }
        else if (!sites.IsComplete || (values.Count == count && !givesNull))
        {
            // Also when the only caller is the method itself.
            values.Add(Unknown(reference, Origin(parameter), via));
        }

        _path.Remove(parameter);
    }

    private bool AddDefault(IOperation reference, IParameterSymbol parameter, Via via, List<PossibleValue> values)
    {
        if (!parameter.HasExplicitDefaultValue)
        {
            return false;
        }

        if (parameter.ExplicitDefaultValue is string text)
        {
            var declaration = parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as ParameterSyntax;
            values.Add((via with { Origin = $"the default of parameter {parameter.Name} of {OwnerName(parameter)}", Shown = via.Shown ?? reference.Syntax })
                .Value(text, declaration?.Default?.Value ?? reference.Syntax));
        }

        return true;
    }

    private static string Origin(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { Name: "Main" or "<Main>$" }
            ? "the command line"
            : $"parameter {parameter.Name} of {OwnerName(parameter)}";

    private static string OwnerName(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            ? constructor.ContainingType.Name
            : parameter.ContainingSymbol.Name is { Length: > 0 } method ? method : "a lambda";

    /// <summary>The parameter of a lambda: an element of what a LINQ call or a loop runs over, or what calls of the delegate pass.</summary>
    private void AddLambdaParameter(
        IParameterReferenceOperation reference, IMethodSymbol lambda, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        var parameter = reference.Parameter;
        via = via.Through($"parameter {parameter.Name} of a lambda", reference);
        IOperation? current = reference;
        while (current is not null && !(current is IAnonymousFunctionOperation function && SymbolEqualityComparer.Default.Equals(function.Symbol, lambda)))
        {
            current = current.Parent;
        }

        while (current?.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
        {
            current = current.Parent;
        }

        switch (current?.Parent)
        {
            case IArgumentOperation { Parent: IInvocationOperation call } when parameter.Ordinal == 0 && Enumerated(call) is { } collection:
                AddElements(collection, null, via, frame, depth + 1, values);
                return;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                var calls = OperationTree.Body(declarator, throughLambdas: true).Descendants()
                    .OfType<IInvocationOperation>()
                    .Where(c => c is { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } target } && OperationTree.IsLocal(target, declarator.Symbol))
                    .ToArray();
                foreach (var call in calls)
                {
                    if (call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == parameter.Ordinal) is { } argument)
                    {
                        Add(argument.Value, via, frame, depth + 1, values);
                    }
                }

                if (calls.Length > 0)
                {
                    return;
                }

                break;
        }

        values.Add(Unknown(reference, $"parameter {parameter.Name} of a lambda", via));
    }
}
