using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// Places where prompts and answers get into logs: switches that make an SDK record them, and log statements that are given the very value
/// that goes to the model or comes back. What runs in development only, and what is logged as debug or trace, is left alone.
/// </summary>
internal sealed class ContentExposures(SdkIndex sdks, SettingIndex settings, CompiledPolicy policy, SourceModels sources)
{
    private static readonly HashSet<string> Generating =
        new(StringComparer.Ordinal) { "chat", "chat-tool-loop", "completion", "responses", "agent-run", "prompt", "rag-answer" };

    /// <summary>Members that lead from an answer to its text.</summary>
    private static readonly HashSet<string> Text = new(StringComparer.Ordinal)
    {
        "Choices", "Completion", "Completions", "Content", "Contents", "ContentUpdate", "Delta", "Message", "Messages", "Output", "OutputText", "Response", "Result",
        "Text", "Update", "Value",
    };

    private static readonly HashSet<string> Keeps = new(StringComparer.Ordinal)
    {
        "AsTask", "Concat", "ConfigureAwait", "First", "FirstOrDefault", "GetAwaiter", "GetOutputText", "GetResult", "Join", "Last", "LastOrDefault", "Serialize", "Single",
        "SingleOrDefault", "ToArray", "ToList", "ToString", "Trim", "TrimEnd", "TrimStart", "WithCancellation",
    };

    /// <summary>Parts of the names of parameters that take something else than text for the model.</summary>
    private static readonly string[] NoPrompt =
    [
        "config", "deployment", "detail", "file", "format", "id", "kernel", "key", "mime", "model", "name", "option", "path", "role", "session", "setting", "thread", "token",
        "type", "uri", "url",
    ];

    private static readonly HashSet<string> Quiet = new(StringComparer.Ordinal) { "LogTrace", "LogDebug", "Verbose", "Debug", "Trace", "DebugFormat", "StartActivity", "CreateActivity", "Start" };

    private readonly ConcurrentDictionary<IOperation, Body> _bodies = new();

    /// <summary>The symbols that hold what a call sends and gives back. Not changed once they are here.</summary>
    private readonly ConcurrentDictionary<IOperation, HashSet<ISymbol>> _texts = new();

    private readonly HashSet<string> _captures = new(settings.OfKind(SettingIndex.ContentCapture).Select(s => s.Property), StringComparer.Ordinal);

    /// <summary>Whether a call by this name may be one of the switches.</summary>
    public static bool IsSwitch(string method) => method is "SetSwitch" or "SetEnvironmentVariable";

    public bool IsCapture(string property) => _captures.Contains(property);

    /// <summary>The fact about an assignment, when it switches the recording of content on.</summary>
    public ContentExposureFact? Capture(IOperation operation)
    {
        if (settings.Assignment(operation, SettingIndex.ContentCapture) is not var (target, value) || DevelopmentOnly.Is(operation) || DevelopmentOnly.Value(value))
        {
            return null;
        }

        var given = OperationTree.Unwrap(value);
        var name = $"{target.Property.ContainingType.Name}.{target.Property.Name}";
        return given switch
        {
            { ConstantValue: { HasValue: true, Value: null or false } } => null,
            // ContentMode.MetadataOnly and the like.
            IFieldReferenceOperation { Field: { IsConst: true, ContainingType.TypeKind: TypeKind.Enum } member } when member.Name.IndexOf("Metadata", StringComparison.Ordinal) >= 0 || member.Name is "None" or "Off" or "Disabled" => null,
            IPropertyReferenceOperation { Property: { IsStatic: true, Name: "MetadataOnly" } } => null,
            { ConstantValue.HasValue: true } => new ContentExposureFact { Kind = ContentExposureFact.Capture, What = name, IsCertain = true },
            IFieldReferenceOperation { Field.IsStatic: true } or IPropertyReferenceOperation { Property.IsStatic: true } =>
                new ContentExposureFact { Kind = ContentExposureFact.Capture, What = name, IsCertain = given.Type?.SpecialType != SpecialType.System_Boolean },
            _ => new ContentExposureFact { Kind = ContentExposureFact.Capture, What = name },
        };
    }

    /// <summary>The fact about a call, when it sets one of the known switches or environment variables.</summary>
    public ContentExposureFact? Switch(IInvocationOperation call)
    {
        if (call.TargetMethod is not ({ Name: "SetSwitch", ContainingType.Name: "AppContext" } or { Name: "SetEnvironmentVariable", ContainingType.Name: "Environment" })
            || call.Arguments.Length < 2
            || OperationTree.Unwrap(call.Arguments[0].Value).ConstantValue is not { HasValue: true, Value: string name }
            || !policy.ContentSwitches.Contains(name)
            || DevelopmentOnly.Is(call) || DevelopmentOnly.Value(call.Arguments[1].Value))
        {
            return null;
        }

        return OperationTree.Unwrap(call.Arguments[1].Value).ConstantValue switch
        {
            { HasValue: true, Value: true or "1" } => new ContentExposureFact { Kind = ContentExposureFact.Capture, What = name, IsCertain = true },
            { HasValue: true, Value: string text } when string.Equals(text, "true", StringComparison.OrdinalIgnoreCase) =>
                new ContentExposureFact { Kind = ContentExposureFact.Capture, What = name, IsCertain = true },
            { HasValue: true } => null,
            _ => new ContentExposureFact { Kind = ContentExposureFact.Capture, What = name },
        };
    }

    /// <summary>The log statements around an inference call that are given its prompt or its answer.</summary>
    public IEnumerable<(ContentExposureFact Fact, SyntaxNode Place)> Logged(IInvocationOperation call, string kind, CancellationToken cancellation)
    {
        if (!Generating.Contains(kind))
        {
            yield break;
        }

        var body = OperationTree.Body(call, throughLambdas: true);
        var (statements, calls, writes) = _bodies.GetOrAdd(body, Look);
        if (statements.Count == 0)
        {
            yield break;
        }

        var answers = Answers(call, writes);
        var prompts = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        Prompts(call, prompts, cancellation);
        foreach (var earlier in calls.TakeWhile(_ => prompts.Count > 0).Where(c => c.Syntax.SpanStart < call.Syntax.SpanStart))
        {
            // One log statement is one finding, however many calls send the same text.
            if (!_texts.TryGetValue(earlier, out var others))
            {
                others = Answers(earlier, writes);
                Prompts(earlier, others, cancellation);
                others = _texts.GetOrAdd(earlier, others);
            }

            prompts.ExceptWith(others);
        }

        prompts.ExceptWith(answers);
        foreach (var statement in statements.Where(s => !DevelopmentOnly.Is(s)))
        {
            foreach (var argument in statement.Arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue).SelectMany(a => OperationTree.Elements(a.Value) ?? [a.Value]))
            {
                if (Roots(argument, 0).FirstOrDefault(r => IsOf(r, answers) || r.Syntax == call.Syntax) is { } answer && IsContent(argument))
                {
                    yield return (Fact(statement, ContentExposureFact.Answer, answer), argument.Syntax);
                }
                else if (Roots(argument, 0).FirstOrDefault(r => IsOf(r, prompts)) is { } prompt && IsContent(argument))
                {
                    yield return (Fact(statement, ContentExposureFact.Prompt, prompt), argument.Syntax);
                }
            }
        }
    }

    /// <summary>What every call of a body asks about: its log statements, its calls of models and what writes to locals, in order.</summary>
    private sealed record Body(IReadOnlyList<IInvocationOperation> Statements, IReadOnlyList<IInvocationOperation> Calls, IReadOnlyList<IOperation> Writes);

    private Body Look(IOperation body)
    {
        var invocations = body.Descendants().OfType<IInvocationOperation>().ToArray();
        var statements = invocations.Where(IsSink).ToArray();
        return statements.Length == 0
            ? new Body([], [], [])
            : new Body(
                statements,
                invocations.Where(c => sdks.Inference(c.TargetMethod) is not null).ToArray(),
                body.Descendants().Where(o => o is IVariableDeclaratorOperation or ISimpleAssignmentOperation or IForEachLoopOperation).ToArray());
    }

    private static ContentExposureFact Fact(IInvocationOperation statement, string kind, IOperation root) => new()
    {
        Kind = kind,
        What = $"{statement.TargetMethod.Name} is given {(root is IInvocationOperation call ? "the result of " + call.TargetMethod.Name : "\"" + Excerpt.Of(root.Syntax.ToString(), 60) + "\"")}",
        IsCertain = true,
    };

    private static bool IsOf(IOperation root, HashSet<ISymbol> symbols) => Symbol(root) is { } symbol && symbols.Contains(symbol);

    private static ISymbol? Symbol(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>A number of tokens or the name of a model is no content.</summary>
    private static bool IsContent(IOperation argument) => OperationTree.Unwrap(argument).Type is { IsValueType: false } or { SpecialType: SpecialType.System_Char } or null;

    /// <summary>The locals, parameters and calls whose text an expression is, on the way through members that keep it.</summary>
    private static IEnumerable<IOperation> Roots(IOperation expression, int depth)
    {
        var operation = OperationTree.Unwrap(expression);
        if (depth > 8)
        {
            return [];
        }

        switch (operation)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation:
                return [operation];
            case IPropertyReferenceOperation { Instance: { } instance } property when property.Property.IsIndexer || Text.Contains(property.Property.Name):
                return Roots(instance, depth + 1);
            case IArrayElementReferenceOperation element:
                return Roots(element.ArrayReference, depth + 1);
            case IInvocationOperation call when Keeps.Contains(call.TargetMethod.Name):
                return call.Instance is { } on ? Roots(on, depth + 1) : call.Arguments.SelectMany(a => Roots(a.Value, depth + 1));
            case IInvocationOperation:
                return [operation];
            case IConditionalAccessOperation access when access.WhenNotNull.DescendantsAndSelf().OfType<IPropertyReferenceOperation>().All(p => p.Property.IsIndexer || Text.Contains(p.Property.Name))
                && access.WhenNotNull.DescendantsAndSelf().OfType<IInvocationOperation>().All(i => Keeps.Contains(i.TargetMethod.Name)):
                return Roots(access.Operation, depth + 1);
            case ICoalesceOperation coalesce:
                return Roots(coalesce.Value, depth + 1);
            case IInterpolatedStringOperation text:
                return text.Parts.OfType<IInterpolationOperation>().SelectMany(p => IsContent(p.Expression) ? Roots(p.Expression, depth + 1) : []);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return Roots(sum.LeftOperand, depth + 1).Concat(Roots(sum.RightOperand, depth + 1));
            default:
                return [];
        }
    }

    /// <summary>The locals that hold what the call gives back, or its text.</summary>
    private static HashSet<ISymbol> Answers(IInvocationOperation call, IReadOnlyList<IOperation> writes)
    {
        var answers = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        // In order of the text, so that a local made from another one is found in the same pass.
        foreach (var operation in writes)
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator when IsFrom(value):
                    answers.Add(declarator.Symbol);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when IsFrom(assignment.Value):
                    answers.Add(target.Local);
                    break;
                case IForEachLoopOperation loop when IsFrom(loop.Collection):
                    answers.UnionWith(loop.Locals);
                    break;
            }
        }

        return answers;

        // Text that is only put together with an answer is another text.
        bool IsFrom(IOperation value) => OperationTree.Unwrap(value) is not (IInterpolatedStringOperation or IBinaryOperation)
            && IsContent(value)
            && Roots(value, 0).Any(r => r.Syntax == call.Syntax || IsOf(r, answers));
    }

    /// <summary>The locals and parameters that are passed to the call, or put into the messages that are.</summary>
    private void Prompts(IInvocationOperation call, HashSet<ISymbol> prompts, CancellationToken cancellation)
    {
        var sinks = new HashSet<string>(sdks.ModelSinks(call.TargetMethod).Select(s => s.Entry.Parameter), StringComparer.Ordinal);
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Parameter is not { } parameter || sinks.Contains(parameter.Name)
                || (call.TargetMethod.IsExtensionMethod && call.Instance is null && parameter.Ordinal == 0)
                || !MayBePrompt(parameter))
            {
                continue;
            }

            Collect(argument.Value, 0);
        }

        void Collect(IOperation expression, int depth)
        {
            cancellation.ThrowIfCancellationRequested();
            var operation = OperationTree.Unwrap(expression);
            if (depth > 5)
            {
                return;
            }

            switch (operation)
            {
                case IParameterReferenceOperation parameter when !parameter.Type!.IsValueType:
                    prompts.Add(parameter.Parameter);
                    break;
                case ILocalReferenceOperation { Local.IsConst: false } local when !local.Type!.IsValueType:
                    var values = sources.Assignments(local, out var complete);
                    if (complete && values.Count > 0 && values.All(v => OperationTree.Unwrap(v).ConstantValue.HasValue))
                    {
                        break;
                    }

                    if (!prompts.Add(local.Local) || local.Type!.SpecialType == SpecialType.System_String)
                    {
                        break;
                    }

                    foreach (var value in values)
                    {
                        Collect(value, depth + 1);
                    }

                    // messages.Add(new UserChatMessage(question))
                    foreach (var added in OperationTree.Body(local, throughLambdas: true).Descendants().OfType<IInvocationOperation>()
                        .Where(i => i.Instance is { } on && OperationTree.IsLocal(on, local.Local) && i.TargetMethod.Name.StartsWith("Add", StringComparison.Ordinal)))
                    {
                        foreach (var message in added.Arguments)
                        {
                            Collect(message.Value, depth + 1);
                        }
                    }

                    break;
                case IObjectCreationOperation creation:
                    foreach (var part in creation.Arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue && a.Parameter is { } p && MayBePrompt(p)).Select(a => a.Value)
                        .Concat(creation.Initializer?.Initializers.Select(i => i switch
                        {
                            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Content" or "Contents" or "Input" or "Messages" or "Parts" or "Prompt" or "Text" }, Value: var value } => value,
                            IInvocationOperation { TargetMethod.Name: "Add" } add => add.Arguments.LastOrDefault()?.Value,
                            _ => null,
                        }).OfType<IOperation>() ?? []))
                    {
                        Collect(part, depth + 1);
                    }

                    break;
                case IInvocationOperation { TargetMethod: { IsStatic: true, DeclaringSyntaxReferences.Length: 0 } factory } made when factory.Name.StartsWith("Create", StringComparison.Ordinal):
                    foreach (var part in made.Arguments.Where(a => a.Parameter is { } p && MayBePrompt(p)))
                    {
                        Collect(part.Value, depth + 1);
                    }

                    break;
                default:
                    foreach (var element in OperationTree.Elements(operation) ?? [])
                    {
                        Collect(element, depth + 1);
                    }

                    break;
            }
        }
    }

    private static bool MayBePrompt(IParameterSymbol parameter) => !NoPrompt.Any(n =>
        parameter.Name.EndsWith(n, StringComparison.OrdinalIgnoreCase) || parameter.Name.StartsWith(n, StringComparison.OrdinalIgnoreCase));

    private bool IsSink(IInvocationOperation call)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (Quiet.Contains(method.Name))
        {
            return false;
        }

        if (policy.LogSinks.TryGetValue(sdks.MetadataName(method.ContainingType), out var members))
        {
            return members.Any(m => Glob.IsNameMatch(m, method.Name)) && !call.Arguments.Any(IsQuietLevel);
        }

        return method.GetAttributes().FirstOrDefault(a => a.AttributeClass is { Name: "LoggerMessageAttribute" }) is { } generated
            && !generated.ConstructorArguments.Concat(generated.NamedArguments.Select(n => n.Value))
                .Any(v => v is { Kind: TypedConstantKind.Enum, Type.Name: "LogLevel", Value: 0 or 1 or 6 });
    }

    /// <summary>LogLevel.Trace, LogLevel.Debug, and their names with others.</summary>
    private static bool IsQuietLevel(IArgumentOperation argument) =>
        OperationTree.Unwrap(argument.Value) is IFieldReferenceOperation { Field: { Name: "Trace" or "Debug" or "Verbose" or "None", ContainingType.Name: "LogLevel" or "LogEventLevel" or "TraceEventType" } };
}
