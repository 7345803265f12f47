using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Configuration;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// Which strings an expression may be, as a set: each arm of a conditional, switch or <c>??</c> is a value of its own. Follows literals,
/// constants, SDK constants, text built of them, locals, fields and properties with everything that writes them, parameters to their call
/// sites, methods to what they return, collections to their elements, options classes to what binds them, and configuration keys and
/// environment variables to the files that set them. What it cannot follow becomes a value without text that names its origin; nothing
/// is dropped.
/// </summary>
/// <remarks>
/// Caps: <see cref="MaximumDepth"/> hops, <see cref="MaximumCalls"/> calls entered inside each other, <see cref="MaximumValues"/> values,
/// <see cref="MaximumSteps"/> steps for one question and <see cref="SourceReferences.MaximumPlaces"/> places for one symbol. Beyond a cap
/// the rest is one unknown value. One object answers one question after the other, not several at once.
/// </remarks>
internal sealed partial class ValueResolver(SdkIndex sdks, SourceModels sources, CancellationToken cancellation)
{
    public const int MaximumDepth = 24;
    public const int MaximumCalls = 5;
    public const int MaximumValues = 16;
    public const int MaximumSteps = 1000;

    /// <summary>What is being followed at the moment: a parameter that is passed on to itself ends there.</summary>
    private readonly HashSet<object> _path = [];

    private int _steps;

    /// <summary>Where another value was found, when the one asked about belongs to it.</summary>
    public ValueContext Within { get; init; }

    public IReadOnlyList<PossibleValue> Resolve(IOperation expression)
    {
        _steps = 0;
        _path.Clear();
        var values = new List<PossibleValue>();
        Add(expression, default, null, 0, values);
        return Merge(values);
    }

    /// <summary>The elements of a collection, such as the paths given to a loader.</summary>
    public IReadOnlyList<PossibleValue> ResolveElements(IOperation collection)
    {
        _steps = 0;
        _path.Clear();
        var values = new List<PossibleValue>();
        AddElements(collection, null, default, null, 0, values);
        return Merge(values);
    }

    /// <summary>The values of a configuration key, for SDK methods that are given the name of a section.</summary>
    public IReadOnlyList<PossibleValue> ResolveKeyBelow(IOperation section, string key)
    {
        var values = new List<PossibleValue>();
        foreach (var name in Resolve(section))
        {
            if (name.Text is null)
            {
                values.Add(name with { Origin = $"a configuration section named by {name.Origin}" });
            }
            else
            {
                AddKey(name.Text + ":" + key, section, default, values);
            }
        }

        return Merge(values);
    }

    /// <summary>
    /// One value per text and place, one unknown per origin and place. A default in code that repeats what a configuration file says is
    /// the file's.
    /// </summary>
    private static PossibleValue[] Merge(List<PossibleValue> values) => values
        .Where(v => v.Text is null || v.File is not null || !values.Exists(o => o.File is not null && o.Text == v.Text))

        // "?? string.Empty" only keeps the compiler quiet.
        .Where(v => v.Text is not { Length: 0 } || !values.Exists(o => o.Text is not { Length: 0 }))
        .GroupBy(v => (v.Text, Origin: v.Text is null ? v.Origin : "", v.Shown, v.File))
        .Select(g => g.First() with { Holders = g.Select(v => v.Syntax).Distinct().ToArray(), Contexts = g.Select(v => v.Context).Distinct().ToArray() })
        .Take(MaximumValues + 1)
        .ToArray();

    private void Add(IOperation expression, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        cancellation.ThrowIfCancellationRequested();
        var operation = OperationTree.Unwrap(expression);
        if (depth > MaximumDepth || values.Count >= MaximumValues || ++_steps > MaximumSteps)
        {
            if (values.Count == 0 || values[values.Count - 1].Origin != TooInvolved)
            {
                values.Add(Unknown(operation, TooInvolved, via));
            }

            return;
        }

        if (operation is IMemberReferenceOperation member && sdks.Constant(member.Member) is { } id)
        {
            values.Add(via.Through($"{member.Member.ContainingType.Name}.{member.Member.Name}", operation).Value(id, operation.Syntax));
            return;
        }

        if (operation.ConstantValue is { HasValue: true } constant)
        {
            AddConstant(operation, constant.Value, via, values);
            return;
        }

        switch (operation)
        {
            case ICoalesceOperation coalesce:
                Add(coalesce.Value, via, frame, depth + 1, values);
                Add(coalesce.WhenNull, via, frame, depth + 1, values);
                break;
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                Add(conditional.WhenTrue, via, frame, depth + 1, values);
                Add(whenFalse, via, frame, depth + 1, values);
                break;
            case IConditionalAccessOperation access:
                // "x?.Model": null means that the value is not given.
                Add(access.WhenNotNull, via, frame, depth + 1, values);
                break;
            case IConditionalAccessInstanceOperation instance when OperationTree.Accessed(instance) is { } accessed:
                Add(accessed, via, frame, depth + 1, values);
                break;
            case ISwitchExpressionOperation choice:
                AddChoice(choice, via, frame, depth, values);
                break;
            case IThrowOperation or IDefaultValueOperation:
                break;
            case IInterpolatedStringOperation interpolated:
                AddConcatenation(interpolated, interpolated.Parts.Select(Part), "", via, frame, depth, values);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                AddConcatenation(sum, [sum.LeftOperand, sum.RightOperand], "", via, frame, depth, values);
                break;
            case ISimpleAssignmentOperation assignment:
                Add(assignment.Value, via, frame, depth + 1, values);
                break;
            case ICoalesceAssignmentOperation assignment:
                Add(assignment.Target, via, frame, depth + 1, values);
                Add(assignment.Value, via, frame, depth + 1, values);
                break;
            case ILocalReferenceOperation local:
                AddLocal(local, via, frame, depth, values);
                break;
            case IFieldReferenceOperation field:
                AddField(field, via, frame, depth, values);
                break;
            case IPropertyReferenceOperation property:
                AddProperty(property, via, frame, depth, values);
                break;
            case IParameterReferenceOperation parameter:
                AddParameter(parameter, via, frame, depth, values);
                break;
            case IArrayElementReferenceOperation element:
                AddArrayElement(element, via, frame, depth, values);
                break;
            case IInvocationOperation call:
                AddInvocation(call, via, frame, depth, values);
                break;
            case IObjectCreationOperation { Type.Name: "Uri", Arguments: { Length: > 0 } uri }:
                // What a URI is made of is its text; a relative one is joined by whoever knows its base.
                Add(uri[uri.Length - 1].Value, via, frame, depth + 1, values);
                break;
            default:
                values.Add(Unknown(operation, OriginOf(operation), via));
                break;
        }
    }

    private const string TooInvolved = "an expression that is too involved to follow";

    /// <summary>The arms of a switch expression that can be taken, as far as what is switched over is known.</summary>
    private void AddChoice(ISwitchExpressionOperation choice, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        var given = new List<PossibleValue>();
        if (choice.Value.Type?.SpecialType == SpecialType.System_String)
        {
            Add(choice.Value, default, frame, depth + 1, given);
        }

        var named = choice.Arms.SelectMany(a => Constants(a.Pattern)).ToArray();
        var isKnown = given.Count > 0 && given.TrueForAll(v => v.Text is not null);
        foreach (var arm in choice.Arms)
        {
            var constants = Constants(arm.Pattern).ToArray();
            if (isKnown && constants.Length > 0 && arm.Pattern is IConstantPatternOperation or IBinaryPatternOperation && !given.Exists(v => constants.Contains(v.Text)))
            {
                continue;
            }

            if (isKnown && arm is { Guard: null, Pattern: IDiscardPatternOperation } && given.TrueForAll(v => named.Contains(v.Text)))
            {
                continue;
            }

            if (values.Count >= MaximumValues)
            {
                values.Add(Unknown(choice, TooInvolved, via));
                break;
            }

            var found = new List<PossibleValue>();
            Add(arm.Value, via, frame, depth + 1, found);

            // "_ => name": what another arm is named for does not come here.
            values.AddRange(found.Where(v => constants.Length > 0 || v.Text is null || !named.Contains(v.Text) || arm.Syntax.Contains(v.Syntax)));
        }
    }

    private static IEnumerable<string?> Constants(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: string text } } => [text],
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => Constants(either.LeftPattern).Concat(Constants(either.RightPattern)),
        _ => [],
    };

    private void AddConstant(IOperation operation, object? value, Via via, List<PossibleValue> values)
    {
        // null means "not given"; the other operand of ?? or the SDK's default applies.
        if (value is not string text)
        {
            return;
        }

        via = operation switch
        {
            IFieldReferenceOperation field => via.Through($"constant {field.Field.ContainingType.Name}.{field.Field.Name}", operation),
            ILocalReferenceOperation local => via.Through($"constant {local.Local.Name}", operation),
            _ => via,
        };
        values.Add(via.Value(text, Holder(operation)));
    }

    /// <summary>The expression that a constant gets its value from, where it is in source; a constant may stand for another one.</summary>
    private SyntaxNode Holder(IOperation operation)
    {
        for (var hop = 0; hop < MaximumDepth; hop++)
        {
            ISymbol? constant = operation switch
            {
                IFieldReferenceOperation field => field.Field,
                ILocalReferenceOperation local => local.Local,
                _ => null,
            };
            if (constant is null || sources.Initializer(constant, cancellation) is not { } initializer)
            {
                break;
            }

            operation = OperationTree.Unwrap(initializer);
        }

        return operation.Syntax;
    }

    /// <summary>All combinations of the parts' values; one unknown part makes the whole unknown.</summary>
    private void AddConcatenation(
        IOperation whole, IEnumerable<IOperation?> parts, string separator, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        var combined = new List<string> { "" };
        foreach (var part in parts)
        {
            var partValues = new List<PossibleValue>();
            if (part is not null)
            {
                Add(part, default, frame, depth + 1, partValues);
            }

            var unknown = partValues.FirstOrDefault(v => v.Text is null);
            if (unknown is not null || partValues.Count == 0)
            {
                var inner = unknown?.Origin ?? OriginOf(part ?? whole);
                values.Add(Unknown(whole, $"{(separator == "/" ? "a path" : "text")} built with {inner}", via));
                return;
            }

            combined = combined
                .SelectMany(c => partValues.Select(v => c.Length == 0 || c.EndsWith("/", StringComparison.Ordinal) ? c + v.Text : c + separator + v.Text))
                .Take(MaximumValues)
                .ToList();
        }

        foreach (var text in combined)
        {
            values.Add(via.Value(text, whole.Syntax));
        }
    }

    /// <summary>AppContext.BaseDirectory and its like.</summary>
    private static bool IsWorkingFolder(IOperation operation) => OperationTree.Unwrap(operation) switch
    {
        IPropertyReferenceOperation property => property.Property is
            { Name: "BaseDirectory", ContainingType.Name: "AppContext" or "AppDomain" } or { Name: "CurrentDirectory", ContainingType.Name: "Environment" },
        IInvocationOperation call => call.TargetMethod is { Name: "GetCurrentDirectory", ContainingType.Name: "Directory" },
        _ => false,
    };

    private static IOperation? Part(IInterpolatedStringContentOperation part) => part switch
    {
        IInterpolatedStringTextOperation text => text.Text,
        IInterpolationOperation { FormatString: null } hole => hole.Expression,
        _ => null,
    };

    private void AddLocal(ILocalReferenceOperation reference, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        var origin = via.Through($"local {reference.Local.Name}", reference);
        if (!_path.Add(reference.Syntax))
        {
            return;
        }

        var count = values.Count;
        var isComplete = true;
        foreach (var write in sources.Writes(reference))
        {
            switch (write)
            {
                case { Value: { } value }:
                    Add(value, origin, frame, depth + 1, values);
                    break;
                case { Operation: IVariableDeclaratorOperation { Parent: IForEachLoopOperation loop } }:
                    AddElements(loop.Collection, null, origin, frame, depth + 1, values);
                    break;
                case { Operation: IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "TryGetValue", Instance: { } dictionary } lookup } }:
                    AddElements(dictionary, Keys(lookup.Arguments[0].Value, frame, depth), origin, frame, depth + 1, values);
                    break;
                case { Operation: IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "TryCreate", ContainingType.Name: "Uri" } } parsed } }:
                    Add(parsed.Arguments[0].Value, origin, frame, depth + 1, values);
                    break;
                case { Operation: IDeconstructionAssignmentOperation deconstruction } when Component(deconstruction, reference.Local) is { } component:
                    Add(component, origin, frame, depth + 1, values);
                    break;
                default:
                    isComplete = false;
                    break;
            }
        }

        if (!isComplete || (values.Count == count && !sources.Writes(reference).Any()))
        {
            values.Add(Unknown(reference, $"local {reference.Local.Name}", via));
        }

        _path.Remove(reference.Syntax);
    }

    /// <summary>The part of a tuple on the right that goes into a local on the left.</summary>
    private static IOperation? Component(IDeconstructionAssignmentOperation deconstruction, ILocalSymbol local)
    {
        var left = OperationTree.Unwrap(deconstruction.Target);
        if (left is IDeclarationExpressionOperation declaration)
        {
            left = OperationTree.Unwrap(declaration.Expression);
        }

        if (left is ITupleOperation targets && OperationTree.Unwrap(deconstruction.Value) is ITupleOperation parts && parts.Elements.Length == targets.Elements.Length)
        {
            for (var i = 0; i < targets.Elements.Length; i++)
            {
                var target = targets.Elements[i] is IDeclarationExpressionOperation single ? single.Expression : targets.Elements[i];
                if (OperationTree.IsLocal(target, local))
                {
                    return parts.Elements[i];
                }
            }
        }

        return null;
    }

    private PossibleValue Unknown(IOperation operation, string origin, Via via) =>
        new(null, origin, operation.Syntax, via.Shown ?? operation.Syntax);

    private static string OriginOf(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                return $"the result of {call.TargetMethod.ContainingType?.Name}.{call.TargetMethod.Name}";
            case IPropertyReferenceOperation { Property.IsIndexer: true } indexer:
                return Text(indexer.Arguments[0].Value) is { } key
                    ? $"{indexer.Property.ContainingType.Name}[\"{key}\"]"
                    : $"an element of {Excerpt(indexer.Instance ?? indexer)}";
            case IPropertyReferenceOperation property:
                return $"property {property.Property.ContainingType.Name}.{property.Property.Name}";
            case IArrayElementReferenceOperation element:
                return $"an element of {Excerpt(element.ArrayReference)}";
            default:
                return $"the expression {Excerpt(operation)}";
        }
    }

    private static string Excerpt(IOperation operation)
    {
        var text = operation.Syntax.ToString();
        return (text.Length > 60 ? text.Substring(0, 60) + "…" : text).Replace('\r', ' ').Replace('\n', ' ');
    }

    private static string? Text(IOperation operation) => OperationTree.Unwrap(operation).ConstantValue is { HasValue: true, Value: string text } ? text : null;

    /// <summary>The texts that keys may have, or null when one of them cannot be known.</summary>
    private IReadOnlyList<string>? Keys(IOperation key, CallFrame? frame, int depth)
    {
        var found = new List<PossibleValue>();
        Add(key, default, frame, depth + 1, found);
        return found.Count == 0 || found.Any(v => v.Text is null) ? null : found.Select(v => v.Text!).Distinct(StringComparer.Ordinal).ToArray();
    }

    /// <summary>The named thing through which a value is reached, and where the expression asked about names it.</summary>
    /// <param name="IsFar">Whether the way leads through a caller or a write elsewhere, so that a reader needs to be told where.</param>
    private readonly record struct Via(string? Origin, SyntaxNode? Shown, bool IsFar)
    {
        /// <summary>The outermost named thing is what a reader looks for, so it wins over what lies behind it.</summary>
        public Via Through(string origin, IOperation reference) => Shown is null ? new Via(origin, reference.Syntax, IsFar) : this;

        public Via Far() => this with { IsFar = true };

        public PossibleValue Value(string text, SyntaxNode syntax) =>
            new(text, IsFar && Origin is not null ? $"{Origin}, given at {Place(syntax)}" : Origin ?? "", syntax, Shown ?? syntax);

        private static string Place(SyntaxNode syntax)
        {
            var line = syntax.GetLocation().GetMappedLineSpan();
            return $"{Path.GetFileName(line.Path)}({line.StartLinePosition.Line + 1})";
        }
    }
}
