using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// Which strings an expression may be, as a set: each arm of a conditional, switch or <c>??</c> is a value of its own. Follows literals,
/// constants, SDK constants, interpolation and concatenation, locals, read-only fields and property initialisers. What it cannot follow
/// becomes a value without text that names its origin; nothing is dropped.
/// </summary>
/// <remarks>Caps: <see cref="MaximumDepth"/> hops and <see cref="MaximumValues"/> values; beyond them the rest is one unknown value.</remarks>
internal sealed class ValueResolver(SdkIndex sdks, SourceModels sources, CancellationToken cancellation)
{
    public const int MaximumDepth = 8;
    public const int MaximumValues = 16;

    public IReadOnlyList<PossibleValue> Resolve(IOperation expression)
    {
        var values = new List<PossibleValue>();
        Add(expression, default, 0, values);
        return values
            .GroupBy(v => (v.Text, v.Origin))
            .Select(g => g.First())
            .Take(MaximumValues + 1)
            .ToArray();
    }

    private void Add(IOperation expression, Via via, int depth, List<PossibleValue> values)
    {
        cancellation.ThrowIfCancellationRequested();
        var operation = OperationTree.Unwrap(expression);
        if (depth > MaximumDepth || values.Count >= MaximumValues)
        {
            values.Add(Unknown(operation, "an expression that is too involved to follow", via));
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
                Add(coalesce.Value, via, depth + 1, values);
                Add(coalesce.WhenNull, via, depth + 1, values);
                break;
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                Add(conditional.WhenTrue, via, depth + 1, values);
                Add(whenFalse, via, depth + 1, values);
                break;
            case ISwitchExpressionOperation switchExpression:
                foreach (var arm in switchExpression.Arms)
                {
                    Add(arm.Value, via, depth + 1, values);
                }

                break;
            case IThrowOperation or IDefaultValueOperation:
                break;
            case IInterpolatedStringOperation interpolated:
                AddConcatenation(interpolated, interpolated.Parts.Select(Part), "", via, depth, values);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                AddConcatenation(sum, [sum.LeftOperand, sum.RightOperand], "", via, depth, values);
                break;
            case IInvocationOperation { TargetMethod: { Name: "Combine" or "Join" or "GetFullPath", ContainingType.Name: "Path" } } path:
                // Where the program runs is not known here, so what is left of such a path is relative.
                var segments = path.Arguments.SelectMany(a => OperationTree.Elements(a.Value) ?? [a.Value]).ToArray();
                AddConcatenation(path, segments.Skip(segments.Length > 1 && IsWorkingFolder(segments[0]) ? 1 : 0), "/", via, depth, values);
                break;
            case ISimpleAssignmentOperation assignment:
                Add(assignment.Value, via, depth + 1, values);
                break;
            case ILocalReferenceOperation local:
                AddLocal(local, via, depth, values);
                break;
            case IFieldReferenceOperation field:
                AddField(field, via, depth, values);
                break;
            case IPropertyReferenceOperation property:
                AddProperty(property, via, depth, values);
                break;
            case IParameterReferenceOperation parameter:
                AddParameter(parameter, via, values);
                break;
            default:
                values.Add(Unknown(operation, OriginOf(operation), via));
                break;
        }
    }

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
        IOperation whole, IEnumerable<IOperation?> parts, string separator, Via via, int depth, List<PossibleValue> values)
    {
        var combined = new List<string> { "" };
        foreach (var part in parts)
        {
            var partValues = new List<PossibleValue>();
            if (part is not null)
            {
                Add(part, default, depth + 1, partValues);
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

    private void AddLocal(ILocalReferenceOperation reference, Via via, int depth, List<PossibleValue> values)
    {
        var assigned = sources.Assignments(reference, out var complete);
        var origin = via.Through($"local {reference.Local.Name}", reference);
        foreach (var value in assigned)
        {
            Add(value, origin, depth + 1, values);
        }

        if (!complete || assigned.Count == 0)
        {
            values.Add(Unknown(reference, $"local {reference.Local.Name}", via));
        }
    }

    private void AddField(IFieldReferenceOperation reference, Via via, int depth, List<PossibleValue> values)
    {
        var field = reference.Field;
        var name = $"{field.ContainingType?.Name}.{field.Name}";
        if (field.IsReadOnly && sources.Initializer(field, cancellation) is { } initializer && !IsAssignedInConstructor(field))
        {
            Add(initializer, via.Through($"field {name}", reference), depth + 1, values);
        }
        else
        {
            values.Add(Unknown(reference, $"field {name}", via));
        }
    }

    private void AddProperty(IPropertyReferenceOperation reference, Via via, int depth, List<PossibleValue> values)
    {
        var property = reference.Property;
        if (property.IsIndexer)
        {
            values.Add(Unknown(reference, OriginOf(reference), via));
            return;
        }

        var name = $"{property.ContainingType?.Name}.{property.Name}";
        var value = property.SetMethod is null && !property.IsVirtual && !property.IsAbstract && !property.IsOverride ? sources.Initializer(property, cancellation) : null;
        if (value is null)
        {
            values.Add(Unknown(reference, $"property {name}", via));
        }
        else
        {
            Add(value, via.Through($"property {name}", reference), depth + 1, values);
        }
    }

    private void AddParameter(IParameterReferenceOperation reference, Via via, List<PossibleValue> values)
    {
        var parameter = reference.Parameter;
        var owner = parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            ? constructor.ContainingType.Name
            : parameter.ContainingSymbol.Name is { Length: > 0 } method ? method : "a lambda";
        if (parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: string text })
        {
            var declaration = parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as ParameterSyntax;
            values.Add(via.Through($"the default of parameter {parameter.Name} of {owner}", reference)
                .Value(text, declaration?.Default?.Value ?? reference.Syntax));
        }

        values.Add(Unknown(reference, $"parameter {parameter.Name} of {owner}", via));
    }

    /// <summary>Syntactic and by name, which may see an assignment too many but never misses one.</summary>
    private bool IsAssignedInConstructor(IFieldSymbol field) =>
        field.ContainingType.DeclaringSyntaxReferences
            .SelectMany(r => r.GetSyntax(cancellation).DescendantNodes())
            .OfType<ConstructorDeclarationSyntax>()
            .SelectMany(c => c.DescendantNodes().OfType<AssignmentExpressionSyntax>())
            .Any(a => a.Left is IdentifierNameSyntax name ? name.Identifier.ValueText == field.Name
                : a.Left is MemberAccessExpressionSyntax access && access.Name.Identifier.ValueText == field.Name);

    private static PossibleValue Unknown(IOperation operation, string origin, Via via) =>
        new(null, origin, operation.Syntax, via.Shown ?? operation.Syntax);

    private string OriginOf(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation { TargetMethod: { Name: "GetEnvironmentVariable" }, Arguments: { Length: > 0 } names }
                when Text(names[0].Value) is { } variable:
                return $"environment variable {variable}";
            case IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } keys } indexer when Text(keys[0].Value) is { } name:
                return IsConfiguration(indexer.Property.ContainingType) ? $"configuration key {name}" : $"{indexer.Property.ContainingType.Name}[\"{name}\"]";
            case IInvocationOperation { TargetMethod: { Name: "GetValue" or "GetConnectionString" or "GetSection" } method } call
                when call.Arguments.Select(a => Text(a.Value)).FirstOrDefault(t => t is not null) is { } key
                    && method.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.Extensions.Configuration", StringComparison.Ordinal):
                return $"configuration key {key}";
            case IInvocationOperation call:
                return $"the result of {call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}";
            case IPropertyReferenceOperation property:
                return $"property {property.Property.ContainingType.Name}.{property.Property.Name}";
            case IArrayElementReferenceOperation:
                return "an array element";
            default:
                var text = operation.Syntax.ToString();
                return $"the expression {(text.Length > 60 ? text.Substring(0, 60) + "…" : text).Replace('\r', ' ').Replace('\n', ' ')}";
        }
    }

    private static string? Text(IOperation operation) => OperationTree.Unwrap(operation).ConstantValue is { HasValue: true, Value: string text } ? text : null;

    private static bool IsConfiguration(ITypeSymbol type) =>
        type.Name.StartsWith("IConfiguration", StringComparison.Ordinal) || type.Name.StartsWith("Configuration", StringComparison.Ordinal);

    /// <summary>The named thing through which a value is reached, and where the expression asked about names it.</summary>
    private readonly record struct Via(string? Origin, SyntaxNode? Shown)
    {
        /// <summary>The outermost named thing is what a reader looks for, so it wins over what lies behind it.</summary>
        public Via Through(string origin, IOperation reference) => Shown is null ? new Via(origin, reference.Syntax) : this;

        public PossibleValue Value(string text, SyntaxNode syntax) => new(text, Origin ?? "", syntax, Shown ?? syntax);
    }
}
