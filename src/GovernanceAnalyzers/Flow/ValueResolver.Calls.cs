using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

// Calls, and the elements of collections.
internal sealed partial class ValueResolver
{
    private static readonly HashSet<string> PassingOn = new(StringComparer.Ordinal)
    {
        "Where", "ToList", "ToArray", "ToHashSet", "ToImmutableArray", "ToImmutableList", "AsEnumerable", "AsReadOnly", "Distinct", "Order",
        "OrderBy", "OrderByDescending", "Reverse", "Skip", "SkipWhile", "Take", "TakeWhile", "Shuffle", "ToFrozenSet",
    };

    private static readonly HashSet<string> Choosing = new(StringComparer.Ordinal)
    {
        "First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "ElementAt", "ElementAtOrDefault", "Max", "Min",
    };

    private void AddInvocation(IInvocationOperation call, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        if (AddConfigurationRead(call, via, frame, depth, values) || AddTextFunction(call, via, frame, depth, values))
        {
            return;
        }

        var method = call.TargetMethod;
        switch (method)
        {
            case { Name: "FromResult" or "FromResultAsync", ContainingType.Name: "Task" or "ValueTask" } when call.Arguments.Length == 1:
                Add(call.Arguments[0].Value, via, frame, depth + 1, values);
                return;
            case { Name: "ConfigureAwait" or "GetResult" or "GetAwaiter" } when call.Instance is { } task:
                Add(task, via, frame, depth + 1, values);
                return;
            case { Name: "GetValueOrDefault" } when OperationTree.Receiver(call) is { } dictionary && IsEnumerable(dictionary.Type):
                var keyed = call.Arguments.Where(a => a.Value != dictionary && a.Parameter?.Name is "key" or "defaultValue").ToArray();
                AddElements(dictionary, keyed.Length > 0 ? Keys(keyed[0].Value, frame, depth) : null, via, frame, depth + 1, values);
                if (keyed.Length > 1)
                {
                    Add(keyed[1].Value, via, frame, depth + 1, values);
                }

                return;
            case { ContainingType.Name: "Enumerable" } when Choosing.Contains(method.Name) && OperationTree.Receiver(call) is { } collection:
                AddElements(collection, null, via, frame, depth + 1, values);
                return;
        }

        AddReturned(call, via, frame, depth, values);
    }

    /// <summary>What a method of this compilation returns; the result of another one cannot be known.</summary>
    private void AddReturned(IInvocationOperation call, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        var name = $"the result of {call.TargetMethod.ContainingType?.Name}.{call.TargetMethod.Name}";
        via = via.Through(name, call);
        var bodies = Bodies(call.TargetMethod);
        if (bodies.Count == 0 || (frame?.Depth ?? 0) >= MaximumCalls || !_path.Add(call.Syntax))
        {
            values.Add(Unknown(call, name, via));
            return;
        }

        foreach (var body in bodies)
        {
            var inner = new CallFrame(body, call.Arguments, frame);
            var returned = body.DeclaringSyntaxReferences.SelectMany(r => sources.Returned(r.GetSyntax(cancellation), cancellation)).ToArray();
            foreach (var value in returned)
            {
                Add(value, via, inner, depth + 1, values);
            }

            if (returned.Length == 0)
            {
                values.Add(Unknown(call, name, via));
            }
        }

        _path.Remove(call.Syntax);
    }

    /// <summary>The methods of this compilation that a call may run.</summary>
    private IReadOnlyList<IMethodSymbol> Bodies(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        method = method.PartialImplementationPart ?? method;
        var bodies = new List<IMethodSymbol>();
        if (method.IsAbstract || method.IsVirtual || method.IsOverride)
        {
            bodies.AddRange(sources.References.Implementations(method, cancellation).OfType<IMethodSymbol>());
        }

        if (!method.IsAbstract && method.DeclaringSyntaxReferences.Length > 0)
        {
            bodies.Add(method);
        }

        return bodies;
    }

    /// <summary>Functions of the framework that make text of text.</summary>
    private bool AddTextFunction(IInvocationOperation call, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        var method = call.TargetMethod;
        switch (method.ContainingType?.Name)
        {
            case "Path" when method.Name is "Combine" or "Join" or "GetFullPath":
                // Where the program runs is not known here, so what is left of such a path is relative.
                var segments = call.Arguments.SelectMany(a => OperationTree.Elements(a.Value) ?? [a.Value]).ToArray();
                AddConcatenation(
                    call, segments.Skip(segments.Length > 1 && IsWorkingFolder(segments[0]) ? 1 : 0), "/", via, frame, depth, values);
                return true;
            case "String" when method.Name == "Concat":
                AddConcatenation(call, call.Arguments.SelectMany(a => OperationTree.Elements(a.Value) ?? [a.Value]), "", via, frame, depth, values);
                return true;
            case "String" when method.Name == "Format" && Pieces(call) is { } pieces:
                AddConcatenation(call, pieces, "", via, frame, depth, values, call.Arguments.First(a => a.Parameter?.Name == "format").Value);
                return true;
            case "String" when call.Instance is { } text && Transformation(method.Name) is { } transform && call.Arguments.Length == 0:
                var before = values.Count;
                Add(text, via, frame, depth + 1, values);
                for (var i = before; i < values.Count; i++)
                {
                    values[i] = values[i] with { Text = values[i].Text is { } known ? transform(known) : null };
                }

                return true;
            default:
                return false;
        }
    }

    private static Func<string, string>? Transformation(string method) => method switch
    {
        "Trim" => t => t.Trim(),
        "TrimStart" => t => t.TrimStart(),
        "TrimEnd" => t => t.TrimEnd(),
        "ToLowerInvariant" or "ToLower" => t => t.ToLowerInvariant(),
        "ToUpperInvariant" or "ToUpper" => t => t.ToUpperInvariant(),
        "ToString" => t => t,
        _ => null,
    };

    /// <summary>The arguments of <c>string.Format</c>, null when the format is not known or has more than plain holes.</summary>
    private static List<IOperation?>? Pieces(IInvocationOperation call)
    {
        if (call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "format") is not { } format || Text(format.Value) is not { } text)
        {
            return null;
        }

        var given = call.Arguments
            .Where(a => a.Parameter?.Name is { } name && name.StartsWith("arg", StringComparison.Ordinal))
            .SelectMany(a => OperationTree.Elements(a.Value) ?? [a.Value])
            .ToArray();
        var pieces = new List<IOperation?>();
        for (var i = 0; i < given.Length; i++)
        {
            if (text.IndexOf("{" + i.ToString(CultureInfo.InvariantCulture) + "}", StringComparison.Ordinal) < 0)
            {
                return null;
            }

            pieces.Add(given[i]);
        }

        return pieces.Count > 0 ? pieces : null;
    }

    /// <summary><see cref="AddConcatenation(IOperation, IEnumerable{IOperation}, string, Via, CallFrame, int, List{PossibleValue})"/> by a format.</summary>
    private void AddConcatenation(
        IOperation whole, IReadOnlyList<IOperation?> arguments, string separator, Via via, CallFrame? frame, int depth, List<PossibleValue> values, IOperation format)
    {
        var texts = new List<string> { Text(format)! };
        for (var i = 0; i < arguments.Count; i++)
        {
            var found = new List<PossibleValue>();
            Add(arguments[i]!, default, frame, depth + 1, found);
            if (found.Count == 0 || found.FirstOrDefault(v => v.Text is null) is not null)
            {
                values.Add(Unknown(whole, $"text built with {found.FirstOrDefault(v => v.Text is null)?.Origin ?? OriginOf(arguments[i]!)}", via));
                return;
            }

            var hole = "{" + i.ToString(CultureInfo.InvariantCulture) + "}";
            texts = texts.SelectMany(t => found.Select(v => t.Replace(hole, v.Text))).Take(MaximumValues).ToList();
        }

        values.AddRange(texts.Select(t => via.Value(t, whole.Syntax)));
    }

    private void AddArrayElement(IArrayElementReferenceOperation element, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        var index = element.Indices.Length == 1 && element.Indices[0].ConstantValue is { HasValue: true, Value: int number }
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;
        AddElements(element.ArrayReference, index is null ? null : [index], via.Through(OriginOf(element), element), frame, depth + 1, values);
    }

    private void AddIndexed(IPropertyReferenceOperation indexer, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        if (indexer.Instance is not { } collection || !IsEnumerable(collection.Type) || indexer.Arguments.Length != 1)
        {
            values.Add(Unknown(indexer, OriginOf(indexer), via));
            return;
        }

        var key = OperationTree.Unwrap(indexer.Arguments[0].Value);
        var keys = key.ConstantValue is { HasValue: true, Value: { } constant }
            ? [Convert.ToString(constant, CultureInfo.InvariantCulture)!]
            : key.Type?.SpecialType == SpecialType.System_String ? Keys(key, frame, depth) : null;
        AddElements(collection, keys, via.Through(OriginOf(indexer), indexer), frame, depth + 1, values);
    }

    /// <summary>The elements of a collection, or the values of a dictionary.</summary>
    /// <param name="keys">The indices or keys asked for; null for all.</param>
    private void AddElements(
        IOperation collection, IReadOnlyList<string>? keys, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        cancellation.ThrowIfCancellationRequested();
        var operation = OperationTree.Unwrap(collection);
        if (depth > MaximumDepth || ++_steps > MaximumSteps)
        {
            values.Add(Unknown(operation, TooInvolved, via));
            return;
        }

        if (OperationTree.Elements(operation) is { } elements)
        {
            AddListed(elements.ToArray(), keys, via, frame, depth, values);
            return;
        }

        switch (operation)
        {
            case IObjectCreationOperation creation:
                AddFilled(creation, keys, via, frame, depth, values);
                return;
            case ICoalesceOperation coalesce:
                AddElements(coalesce.Value, keys, via, frame, depth + 1, values);
                AddElements(coalesce.WhenNull, keys, via, frame, depth + 1, values);
                return;
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                AddElements(conditional.WhenTrue, keys, via, frame, depth + 1, values);
                AddElements(whenFalse, keys, via, frame, depth + 1, values);
                return;
            case ILocalReferenceOperation local:
                AddOfLocal(local, keys, via, frame, depth, values);
                return;
            case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } member:
                AddOfMember(member, keys, via, frame, depth, values);
                return;
            case IParameterReferenceOperation parameter:
                AddOfParameter(parameter, keys, via, frame, depth, values);
                return;
            case IInvocationOperation call:
                AddOfCall(call, keys, via, frame, depth, values);
                return;
            default:
                values.Add(Unknown(operation, $"an element of {Excerpt(operation)}", via));
                return;
        }
    }

    private void AddListed(IReadOnlyList<IOperation> elements, IReadOnlyList<string>? keys, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            var element = elements[i];
            if (element.Kind == Spread)
            {
                foreach (var spread in element.ChildOperations)
                {
                    AddElements(spread, null, via, frame, depth + 1, values);
                }
            }
            else if (keys is null || keys.Contains(i.ToString(CultureInfo.InvariantCulture)) || elements.Any(e => e.Kind == Spread))
            {
                Add(element, via, frame, depth + 1, values);
            }
        }
    }

    /// <summary>Its name is newer than the compiler that we compile against.</summary>
    private const OperationKind Spread = (OperationKind)128;

    /// <summary><c>new List&lt;string&gt; { "a" }</c>, <c>new Dictionary&lt;string, string&gt; { ["fast"] = "a", { "slow", "b" } }</c>.</summary>
    private void AddFilled(IObjectCreationOperation creation, IReadOnlyList<string>? keys, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        foreach (var copied in creation.Arguments.Where(a => IsEnumerable(a.Value.Type)))
        {
            AddElements(copied.Value, keys, via, frame, depth + 1, values);
        }

        var position = 0;
        foreach (var initializer in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            switch (initializer)
            {
                case IInvocationOperation { Arguments: { Length: 1 } single }:
                    if (keys is null || keys.Contains(position.ToString(CultureInfo.InvariantCulture)))
                    {
                        Add(single[0].Value, via, frame, depth + 1, values);
                    }

                    break;
                case IInvocationOperation { Arguments: { Length: 2 } pair } when IsAskedFor(pair[0].Value, keys, frame, depth):
                    Add(pair[1].Value, via, frame, depth + 1, values);
                    break;
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: { Length: 1 } index } } assignment
                    when IsAskedFor(index[0].Value, keys, frame, depth):
                    Add(assignment.Value, via, frame, depth + 1, values);
                    break;
            }

            position++;
        }
    }

    private bool IsAskedFor(IOperation key, IReadOnlyList<string>? keys, CallFrame? frame, int depth)
    {
        if (keys is null)
        {
            return true;
        }

        var operation = OperationTree.Unwrap(key);
        var own = operation.ConstantValue is { HasValue: true, Value: { } constant }
            ? [Convert.ToString(constant, CultureInfo.InvariantCulture)!]
            : operation.Type?.SpecialType == SpecialType.System_String ? Keys(operation, frame, depth) : null;
        return own is null || own.Any(keys.Contains);
    }

    private void AddOfLocal(ILocalReferenceOperation local, IReadOnlyList<string>? keys, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        if (!_path.Add(local.Syntax))
        {
            return;
        }

        via = via.Through($"local {local.Local.Name}", local);
        var count = values.Count;
        foreach (var write in sources.Writes(local))
        {
            if (write.Value is { } value)
            {
                AddElements(value, keys, via, frame, depth + 1, values);
            }
            else
            {
                values.Add(Unknown(local, $"an element of {local.Local.Name}", via));
            }
        }

        foreach (var operation in OperationTree.Body(local, throughLambdas: true).Descendants())
        {
            switch (operation)
            {
                case IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Instance: { } target, Arguments: { Length: 1 or 2 } added }
                    when OperationTree.IsLocal(target, local.Local) && (added.Length == 1 || IsAskedFor(added[0].Value, keys, frame, depth)):
                    Add(added[added.Length - 1].Value, via, frame, depth + 1, values);
                    break;
                case IInvocationOperation { TargetMethod.Name: "AddRange", Instance: { } target, Arguments: { Length: 1 } added } when OperationTree.IsLocal(target, local.Local):
                    AddElements(added[0].Value, null, via, frame, depth + 1, values);
                    break;
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } target, Arguments: { Length: 1 } index } } assignment
                    when OperationTree.IsLocal(target, local.Local) && IsAskedFor(index[0].Value, keys, frame, depth):
                    Add(assignment.Value, via, frame, depth + 1, values);
                    break;
            }
        }

        if (values.Count == count && keys is not null)
        {
            values.Add(Unknown(local, $"{local.Local.Name}[\"{keys[0]}\"]", via));
        }

        _path.Remove(local.Syntax);
    }

    private void AddOfMember(IMemberReferenceOperation reference, IReadOnlyList<string>? keys, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        var member = reference.Member.OriginalDefinition;
        if (member is { Name: "Values", DeclaringSyntaxReferences.Length: 0 } && reference.Instance is { } dictionary && IsEnumerable(dictionary.Type))
        {
            AddElements(dictionary, null, via, frame, depth + 1, values);
            return;
        }

        var name = $"{member.ContainingType?.Name}.{member.Name}";
        if (member.DeclaringSyntaxReferences.Length == 0)
        {
            values.Add(Unknown(reference, $"an element of {name}", via));
            return;
        }

        if (!_path.Add(member))
        {
            return;
        }

        via = via.Through($"{(member is IFieldSymbol ? "field" : "property")} {name}", reference);
        var count = values.Count;
        var origins = new List<IOperation>();
        if (member is IPropertySymbol property && !SourceModels.IsAutomatic(property, cancellation))
        {
            origins.AddRange(sources.Returned(property, cancellation));
        }
        else
        {
            if (member is IPropertySymbol)
            {
                foreach (var section in SectionsOf(member.ContainingType!, 0))
                {
                    AddSectionElements(section is null ? null : Join(section, KeyName(member)), reference, via, values);
                }
            }

            if (sources.Initializer(member, cancellation) is { } initializer)
            {
                origins.Add(initializer);
            }

            origins.AddRange(sources.References.Writes(member, cancellation).Values);
        }

        foreach (var value in origins)
        {
            AddElements(value, keys, via, null, depth + 1, values);
        }

        if (values.Count == count)
        {
            values.Add(Unknown(reference, $"an element of {name}", via));
        }

        _path.Remove(member);
    }

    private void AddOfParameter(IParameterReferenceOperation reference, IReadOnlyList<string>? keys, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        var parameter = reference.Parameter;
        via = via.Through($"parameter {parameter.Name} of {OwnerName(parameter)}", reference);
        for (var f = frame; f is not null; f = f.Caller)
        {
            if (f.Argument(parameter) is { } given)
            {
                AddElements(given.Value, keys, via, f.Caller, depth + 1, values);
                return;
            }
        }

        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } method || !_path.Add(parameter))
        {
            values.Add(Unknown(reference, $"an element of parameter {parameter.Name}", via));
            return;
        }

        var sites = sources.References.Calls(method, cancellation);
        foreach (var site in sites.Calls)
        {
            if (site.Argument(parameter) is { ArgumentKind: not ArgumentKind.DefaultValue } argument)
            {
                AddElements(argument.Value, keys, via.Far(), null, depth + 1, values);
            }
        }

        if (sites.Calls.Count == 0 || !sites.IsComplete)
        {
            values.Add(Unknown(reference, Origin(parameter), via));
        }

        _path.Remove(parameter);
    }

    private void AddOfCall(IInvocationOperation call, IReadOnlyList<string>? keys, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        var method = call.TargetMethod;
        var receiver = OperationTree.Receiver(call);
        if (AddSectionRead(call, via, frame, depth, values))
        {
            return;
        }

        switch (method.Name)
        {
            case "Concat" or "Union" or "Append" or "Prepend" when receiver is not null && method.ContainingType?.Name == "Enumerable":
                AddElements(receiver, null, via, frame, depth + 1, values);
                foreach (var other in call.Arguments.Where(a => a.Value != receiver))
                {
                    if (IsEnumerable(other.Value.Type))
                    {
                        AddElements(other.Value, null, via, frame, depth + 1, values);
                    }
                    else
                    {
                        Add(other.Value, via, frame, depth + 1, values);
                    }
                }

                return;
            case "Select" when method.ContainingType?.Name == "Enumerable" && Lambda(call) is { } selector:
                foreach (var result in selector.Body.Descendants().OfType<IReturnOperation>().Where(r => r.ReturnedValue is not null))
                {
                    Add(result.ReturnedValue!, via, frame, depth + 1, values);
                }

                return;
            case "Split" when call.Instance is { } text && method.ContainingType?.Name == "String":
                AddSplit(call, text, via, frame, depth, values);
                return;
        }

        if (receiver is not null && PassingOn.Contains(method.Name) && method.DeclaringSyntaxReferences.Length == 0)
        {
            AddElements(receiver, method.Name.StartsWith("To", StringComparison.Ordinal) ? keys : null, via, frame, depth + 1, values);
            return;
        }

        var bodies = Bodies(method);
        if (bodies.Count == 0 || (frame?.Depth ?? 0) >= MaximumCalls || !_path.Add(call.Syntax))
        {
            values.Add(Unknown(call, $"the result of {method.ContainingType?.Name}.{method.Name}", via));
            return;
        }

        via = via.Through($"the result of {method.ContainingType?.Name}.{method.Name}", call);
        foreach (var body in bodies)
        {
            var inner = new CallFrame(body, call.Arguments, frame);
            foreach (var declaration in body.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)))
            {
                foreach (var value in sources.Returned(declaration, cancellation))
                {
                    AddElements(value, keys, via, inner, depth + 1, values);
                }

                foreach (var yielded in declaration.DescendantNodes().OfType<YieldStatementSyntax>())
                {
                    if (yielded.Expression is { } element && sources.Operation(element, cancellation) is { } value)
                    {
                        Add(value, via, inner, depth + 1, values);
                    }
                }
            }
        }

        _path.Remove(call.Syntax);
    }

    private void AddSplit(IInvocationOperation call, IOperation text, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        var separator = call.Arguments.Length > 0 ? OperationTree.Unwrap(call.Arguments[0].Value).ConstantValue : default;
        var whole = new List<PossibleValue>();
        Add(text, via, frame, depth + 1, whole);
        foreach (var value in whole)
        {
            if (value.Text is null || separator is not { HasValue: true, Value: char or string })
            {
                values.Add(value.Text is null ? value : Unknown(call, "the result of String.Split", via));
                continue;
            }

            values.AddRange(value.Text
                .Split([separator.Value.ToString()], StringSplitOptions.RemoveEmptyEntries)
                .Select(part => value with { Text = part.Trim() }));
        }
    }

    /// <summary>The collection that a call runs a lambda over, by the names that LINQ and loops of the framework use.</summary>
    private static IOperation? Enumerated(IInvocationOperation call) =>
        call.TargetMethod.DeclaringSyntaxReferences.Length == 0 && OperationTree.Receiver(call) is { } receiver && IsEnumerable(receiver.Type)
            ? receiver
            : call.TargetMethod is { Name: "ForEach" or "ForEachAsync", ContainingType.Name: "Parallel" } && call.Arguments.Length > 0 ? call.Arguments[0].Value : null;

    private static IAnonymousFunctionOperation? Lambda(IInvocationOperation call) => call.Arguments
        .Select(a => OperationTree.Unwrap(a.Value) is IDelegateCreationOperation creation ? creation.Target : OperationTree.Unwrap(a.Value))
        .OfType<IAnonymousFunctionOperation>()
        .FirstOrDefault();

    private static bool IsEnumerable(ITypeSymbol? type) =>
        type is not null && type.SpecialType != SpecialType.System_String
        && (type is IArrayTypeSymbol || type.Name == "IEnumerable" || type.AllInterfaces.Any(i => i.Name == "IEnumerable")
            || type.Name is "ReadOnlySpan" or "Span" or "IAsyncEnumerable");
}
