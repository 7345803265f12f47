using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using GovernanceAnalyzers.Flow;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Http;

/// <summary>
/// Which texts an expression may be when parts of it are unknown. <see cref="ValueResolver"/> answers for whole values; of an address it is
/// enough to know the host and the path, and of a JSON text the part behind "model".
/// </summary>
internal sealed class TextTemplates(SdkIndex sdks, SourceModels sources, CancellationToken cancellation)
{
    private const int MaximumDepth = 12;
    private const int MaximumTemplates = 8;

    private static readonly string[] Encoders = ["EscapeDataString", "EscapeUriString", "UrlEncode", "UrlPathEncode", "Trim", "TrimEnd", "TrimStart", "ToString"];

    public IReadOnlyList<TextTemplate> Resolve(IOperation expression) => Add(expression, 0);

    private IReadOnlyList<TextTemplate> Add(IOperation expression, int depth)
    {
        cancellation.ThrowIfCancellationRequested();
        var operation = OperationTree.Unwrap(expression);
        if (depth > MaximumDepth)
        {
            return Leaf(operation);
        }

        switch (operation)
        {
            case { ConstantValue: { HasValue: true, Value: string } }:
                return Leaf(operation);
            case IInterpolatedStringOperation interpolated:
                return Concatenate(interpolated.Parts.Select(Part), depth);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return Concatenate([sum.LeftOperand, sum.RightOperand], depth);
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                return Either(conditional.WhenTrue, whenFalse, depth);
            case ICoalesceOperation coalesce:
                return Either(coalesce.Value, coalesce.WhenNull, depth);
            case IObjectCreationOperation { Type.Name: "Uri", Arguments: { Length: > 0 } arguments }:
                return arguments.Length > 1 && arguments[0].Parameter?.Type.Name == "Uri"
                    ? HttpAddress.Combine(Add(arguments[0].Value, depth + 1), Add(arguments[1].Value, depth + 1)).Take(MaximumTemplates).ToArray()
                    : Add(arguments[0].Value, depth + 1);
            case IInvocationOperation { TargetMethod: { Name: "Format", ContainingType.SpecialType: SpecialType.System_String } } format:
                return Format(format, depth) ?? Leaf(operation);
            case IInvocationOperation { TargetMethod: { Name: "Concat", ContainingType.SpecialType: SpecialType.System_String } } concat:
                return Concatenate(concat.Arguments.SelectMany(a => OperationTree.Elements(a.Value) ?? [a.Value]), depth);
            case IInvocationOperation call when Encoders.Contains(call.TargetMethod.Name) && IsText(call.Instance ?? call.Arguments.FirstOrDefault()?.Value):
                var texts = Add((call.Instance ?? call.Arguments[0].Value)!, depth + 1);
                return call.TargetMethod.Name == "TrimEnd" ? texts.Select(WithoutSlash).ToArray() : texts;
            case ILocalReferenceOperation local:
                var values = sources.Assignments(local, out var complete);
                return complete && values.Count > 0 ? Several(values, depth) : Leaf(operation);
            case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } member:
                return Member(member, depth);
            default:
                return Leaf(operation);
        }
    }

    /// <summary>A whole value where there is one; else what the member is initialised and assigned with, so that its known parts count.</summary>
    private IReadOnlyList<TextTemplate> Member(IMemberReferenceOperation member, int depth)
    {
        var whole = member.Type?.SpecialType == SpecialType.System_String ? Leaf(member) : [];
        if (whole.Count > 0 && whole.All(t => t.IsKnown))
        {
            return whole;
        }

        var writes = sources.References.Writes(member.Member, cancellation);
        var values = writes.Values.ToList();
        if (sources.Initializer(member.Member, cancellation) is { } initializer)
        {
            values.Add(initializer);
        }

        return writes.IsComplete && values.Count > 0 ? Several(values, depth) : whole.Count > 0 ? whole : Leaf(member);
    }

    private IReadOnlyList<TextTemplate> Several(IEnumerable<IOperation> values, int depth) =>
        values.SelectMany(v => Add(v, depth + 1)).Take(MaximumTemplates).ToArray();

    private IReadOnlyList<TextTemplate> Either(IOperation one, IOperation other, int depth) =>
        Several(new[] { one, other }.Where(o => OperationTree.Unwrap(o) is not IThrowOperation), depth);

    private IReadOnlyList<TextTemplate> Concatenate(IEnumerable<IOperation?> parts, int depth)
    {
        IReadOnlyList<TextTemplate> all = [TextTemplate.Empty];
        foreach (var part in parts)
        {
            if (part is not null)
            {
                var next = Add(part, depth + 1);
                all = all.SelectMany(a => next.Select(a.Append)).Take(MaximumTemplates).ToArray();
            }
        }

        return all;
    }

    private IReadOnlyList<TextTemplate>? Format(IInvocationOperation call, int depth)
    {
        var format = call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "format")?.Value;
        if (format is null || OperationTree.Unwrap(format).ConstantValue is not { HasValue: true, Value: string text })
        {
            return null;
        }

        var values = call.Arguments
            .Where(a => a.Parameter?.Name.StartsWith("arg", StringComparison.Ordinal) == true)
            .SelectMany(a => OperationTree.Elements(a.Value) ?? [a.Value])
            .ToArray();
        IReadOnlyList<TextTemplate> all = [TextTemplate.Empty];
        var from = 0;
        var holder = new PossibleValue(text, "", format.Syntax, format.Syntax);
        foreach (Match hole in Regex.Matches(text, @"\{(\d)[^{}]*\}", RegexOptions.CultureInvariant))
        {
            var index = hole.Groups[1].Value[0] - '0';
            if (index >= values.Length)
            {
                return null;
            }

            var before = TextTemplate.Of(holder with { Text = text.Substring(from, hole.Index - from) });
            var next = Add(values[index], depth + 1);
            all = all.SelectMany(a => next.Select(n => a.Append(before).Append(n))).Take(MaximumTemplates).ToArray();
            from = hole.Index + hole.Length;
        }

        return all.Select(a => a.Append(TextTemplate.Of(holder with { Text = text.Substring(from) }))).ToArray();
    }

    private IReadOnlyList<TextTemplate> Leaf(IOperation operation)
    {
        if (operation.Type?.SpecialType != SpecialType.System_String)
        {
            return [TextTemplate.Of(new PossibleValue(null, $"the expression {operation.Syntax}", operation.Syntax, operation.Syntax))];
        }

        var values = new ValueResolver(sdks, sources, cancellation).Resolve(operation);
        return values.Count == 0
            ? [TextTemplate.Of(new PossibleValue(null, $"the expression {operation.Syntax}", operation.Syntax, operation.Syntax))]
            : values.Take(MaximumTemplates).Select(TextTemplate.Of).ToArray();
    }

    private static TextTemplate WithoutSlash(TextTemplate template)
    {
        var length = template.Text.TrimEnd('/').Length;
        return length == template.Text.Length ? template : template.Substring(0, length);
    }

    private static bool IsText(IOperation? operation) => operation?.Type is { SpecialType: SpecialType.System_String } or { Name: "Uri" };

    private static IOperation? Part(IInterpolatedStringContentOperation part) => part switch
    {
        IInterpolatedStringTextOperation text => text.Text,
        IInterpolationOperation hole => hole.Expression,
        _ => null,
    };
}
