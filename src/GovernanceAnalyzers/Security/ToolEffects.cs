using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using GovernanceAnalyzers.Core.Security;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Flow;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Security;

/// <summary>What a tool does that cannot be taken back.</summary>
internal sealed record ToolEffect(string Kind, string Name, Trail Path);

/// <summary>What tools change outside of the program, and whether they ask somebody first. Calls are entered <see cref="MaximumDepth"/> deep.</summary>
internal sealed class ToolEffects(SdkIndex sdks, SourceModels sources, SecurityIndex index)
{
    public const int MaximumDepth = 3;

    /// <summary>How many values of one call are looked at, and how far each is followed.</summary>
    private const int MaximumTexts = 64;
    private const int MaximumSteps = 6;

    /// <summary>Stands for what is not constant in a text.</summary>
    private const string Hole = "\u2026";

    /// <summary>What a tool changes; null where nothing is seen, or the tool asks before it does.</summary>
    public ToolEffect? Find(ToolFunction tool, CancellationToken cancellation)
    {
        if (tool.Method.GetAttributes().Any(a => a.AttributeClass is { } type && index.FindType(SecuritySection.Approvals, type).Any(e => e.Via == SecurityVia.Attribute)))
        {
            return null;
        }

        ToolEffect? found = null;
        var asked = false;
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { tool.Method };
        Look(tool.Bodies, new Trail(tool.Start, tool.Name, null), 0);
        return asked ? null : found;

        void Look(IEnumerable<IOperation> bodies, Trail path, int depth)
        {
            foreach (var operation in bodies.SelectMany(b => b.DescendantsAndSelf()))
            {
                cancellation.ThrowIfCancellationRequested();
                if (Called(operation) is not { } method)
                {
                    continue;
                }

                if (Asks(method))
                {
                    asked = true;
                    return;
                }

                // What an object does while it is made is looked at where its type is known, and no further.
                var inner = method.MethodKind == MethodKind.Constructor ? [] : MethodBodies.Of(method, sources, cancellation);
                if (found is null && Kind(method, operation, inner.Count > 0) is { } kind)
                {
                    var name = method.MethodKind == MethodKind.Constructor ? $"new {method.ContainingType.Name}" : $"{(method.ReducedFrom ?? method).ContainingType.Name}.{method.Name}";
                    Trail? reversed = new(operation.Syntax, name, null);
                    foreach (var step in path.Steps())
                    {
                        reversed = step with { Rest = reversed };
                    }

                    found = new ToolEffect(kind, name, reversed);
                    continue;
                }

                if (depth < MaximumDepth)
                {
                    foreach (var body in inner.Where(seen.Add))
                    {
                        Look(MethodBodies.Operations(body, sources, cancellation), Trail.Add(path, operation.Syntax, Tools.Name(body)), depth + 1);
                    }
                }
            }
        }
    }

    /// <summary>Whether a method puts a question to somebody.</summary>
    public bool Asks(IMethodSymbol method) => index.Find(SecuritySection.Approvals, method).Any(e => e.Via == SecurityVia.Call);

    /// <summary>What runs at an operation: a method, a constructor, or a method that is handed on (<c>files.ForEach(File.Delete)</c>).</summary>
    private IMethodSymbol? Called(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod,
        IObjectCreationOperation { Constructor: { } constructor } => constructor,
        IMethodReferenceOperation { Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parent: var to } } } handed
            when to is not IInvocationOperation offer || !sdks.Tools(offer.TargetMethod).Any() => handed.Method,
        _ => null,
    };

    private string? Kind(IMethodSymbol method, IOperation operation, bool hasBody)
    {
        foreach (var effect in index.Find(SecuritySection.Effects, method))
        {
            if (effect.Type.Length > 0)
            {
                if (IsMeant(effect, method, operation))
                {
                    return effect.Kind;
                }

                continue;
            }

            var space = method.ContainingNamespace?.ToDisplayString() ?? "";
            if (!hasBody && method.MethodKind == MethodKind.Ordinary && !space.StartsWith("System", StringComparison.Ordinal) && !space.StartsWith("Microsoft.Extensions", StringComparison.Ordinal)
                && effect.Members.Any(m => Glob.IsNameMatch(m, method.Name) && EndsWord(m, method.Name)))
            {
                return effect.Kind;
            }
        }

        return null;
    }

    /// <summary><c>Delete*Async</c> is DeleteOrderAsync, and not DeletedOrdersAsync.</summary>
    private static bool EndsWord(string pattern, string name)
    {
        var star = pattern.IndexOf('*');
        return star <= 0 || star >= name.Length || !char.IsLower(name[star]);
    }

    private bool IsMeant(SecurityEntry effect, IMethodSymbol method, IOperation operation)
    {
        if (effect.Parameter.Length > 0 && !method.Parameters.Any(p => p.Name == effect.Parameter))
        {
            return false;
        }

        if (effect.WhenValues.Count == 0 && effect.Unless.Count == 0)
        {
            return true;
        }

        var given = new List<string>();
        switch (operation)
        {
            case IInvocationOperation call:
                Add(call.Instance);
                AddAll(call.Arguments);
                break;
            case IObjectCreationOperation creation:
                AddAll(creation.Arguments);
                break;
        }

        return (effect.WhenValues.Count == 0 || given.Any(g => effect.WhenValues.Any(w => Glob.IsNameMatch(w, g, ignoreCase: true))))
            && !given.Any(g => effect.Unless.Any(u => Glob.IsNameMatch(u, g, ignoreCase: true)));

        void AddAll(IEnumerable<IArgumentOperation> arguments)
        {
            foreach (var argument in arguments)
            {
                Add(argument.Value);
            }
        }

        void Add(IOperation? value) => AddTexts(value, given, MaximumSteps);
    }

    /// <summary>The constant texts that a value is made of, and the names of the members that give it.</summary>
    private void AddTexts(IOperation? value, List<string> texts, int steps)
    {
        if (value is null || steps == 0 || texts.Count >= MaximumTexts)
        {
            return;
        }

        value = OperationTree.Unwrap(value);
        if (Text(value) is { Length: > 0 } text)
        {
            texts.Add(text.Trim());
            return;
        }

        switch (value)
        {
            case IMemberReferenceOperation { Member: { IsStatic: true } member }:
                texts.Add(member.Name);
                AddTexts(member.DeclaringSyntaxReferences.Length > 0 ? sources.Initializer(member, default) : null, texts, steps - 1);
                break;
            case IFieldReferenceOperation { Field: { IsReadOnly: true, DeclaringSyntaxReferences.Length: > 0 } field }:
                AddTexts(sources.Initializer(field, default), texts, steps - 1);
                break;
            case ILocalReferenceOperation local:
                foreach (var assigned in sources.Assignments(local, out _))
                {
                    AddTexts(assigned, texts, steps - 1);
                }

                break;
            case IObjectCreationOperation creation:
                foreach (var inner in creation.Arguments.Select(a => a.Value).Concat(creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Select(a => a.Value) ?? []))
                {
                    AddTexts(inner, texts, steps - 1);
                }

                break;
            case IInvocationOperation call:
                texts.Add(call.TargetMethod.Name);
                AddTexts(call.Instance, texts, steps - 1);
                foreach (var argument in call.Arguments)
                {
                    AddTexts(argument.Value, texts, steps - 1);
                }

                break;
            case IPropertyReferenceOperation { Instance: { } instance }:
                AddTexts(instance, texts, steps - 1);
                break;
            case IBinaryOperation binary:
                AddTexts(binary.LeftOperand, texts, steps - 1);
                AddTexts(binary.RightOperand, texts, steps - 1);
                break;
            case IInterpolatedStringOperation interpolated:
                foreach (var hole in interpolated.Parts.OfType<IInterpolationOperation>())
                {
                    AddTexts(hole.Expression, texts, steps - 1);
                }

                break;
        }
    }

    /// <summary>A constant text, or one that is put together, with its unknown parts left open; null where nothing of it is known.</summary>
    private static string? Text(IOperation value)
    {
        value = OperationTree.Unwrap(value);
        switch (value)
        {
            case { ConstantValue: { HasValue: true, Value: string constant } }:
                return constant;
            case IInterpolatedStringOperation interpolated when interpolated.Parts.OfType<IInterpolatedStringTextOperation>().Any():
                var text = new StringBuilder();
                foreach (var part in interpolated.Parts)
                {
                    text.Append(part switch
                    {
                        IInterpolatedStringTextOperation { Text: var literal } => literal.ConstantValue.Value as string,
                        IInterpolationOperation hole => Text(hole.Expression) ?? Hole,
                        _ => Hole,
                    });
                }

                return text.ToString();
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                var (left, right) = (Text(sum.LeftOperand), Text(sum.RightOperand));
                return left is null && right is null ? null : (left ?? Hole) + (right ?? Hole);
            default:
                return null;
        }
    }
}
