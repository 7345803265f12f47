using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Core.Security;
using GovernanceAnalyzers.Flow;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Security;

/// <summary>
/// What reaches the model, and what the model reaches. It starts from places that the SDK catalogue knows: where instructions go
/// (backwards, to where the text comes from), where answers come back (forwards, to what acts on them), and where tools are offered.
/// </summary>
internal sealed class SecurityAnalysis
{
    /// <summary>What stands for an SDK where an attribute offers a method.</summary>
    private const string ToolAttribute = "tool-attribute";

    /// <summary>The kinds of inference whose answer is text that somebody may act on.</summary>
    private static readonly HashSet<string> Writing =
        new(StringComparer.Ordinal) { "agent-run", "chat", "chat-tool-loop", "completion", "prompt", "rag-answer", "responses" };

    private readonly SdkIndex _sdks;
    private readonly SourceModels _sources;
    private readonly Lazy<Parts> _parts;

    /// <summary>Attributes that offer a method by themselves, with and without the end of their name.</summary>
    private readonly Lazy<HashSet<string>> _offers;
    private readonly bool _instructions;
    private readonly bool _answers;
    private readonly bool _effects;

    /// <param name="gate">Records facts whatever the policy's severities, so that another policy can be replayed over them.</param>
    public SecurityAnalysis(SdkIndex sdks, CompiledPolicy policy, SourceModels sources, bool gate)
    {
        _sdks = sdks;
        _sources = sources;
        _instructions = gate || policy.MayReport("GOV6001");
        _answers = gate || policy.MayReport("GOV6002");
        _effects = gate || policy.MayReport("GOV6007");
        _offers = new Lazy<HashSet<string>>(
            () => new HashSet<string>(
                policy.Security
                    .Where(e => e.Section == SecuritySection.Sources && e.Via == SecurityVia.MethodAttribute && !IsOfSdk(e.Type))
                    .Select(e => e.Type.Substring(e.Type.LastIndexOfAny(['.', '+']) + 1))
                    .SelectMany(n => new[] { n, n.EndsWith("Attribute", StringComparison.Ordinal) ? n.Substring(0, n.Length - "Attribute".Length) : n }),
                StringComparer.Ordinal),
            LazyThreadSafetyMode.ExecutionAndPublication);
        _parts = new Lazy<Parts>(
            () =>
            {
                var index = new SecurityIndex(sdks, policy);
                var flow = new TextFlow(sdks);
                var checks = new TextChecks(index, sources);
                return new Parts(
                    index,
                    new SettingIndex(sdks),
                    new UntrustedInputs(sdks, sources, new TextSources(index, sources), flow, checks),
                    new ModelOutputs(sdks, sources, index, flow, checks),
                    new Tools(sdks, sources, index));
            },
            LazyThreadSafetyMode.ExecutionAndPublication);
    }

    /// <summary>Whether a member by this name, or the construction of a type of this name, may be of interest.</summary>
    public bool IsInteresting(string name, bool isType = false) => (_instructions && _sdks.IsInstruction(name, isType)) || ((_answers || _effects) && _sdks.IsTool(name, isType));

    /// <summary>
    /// Whether an attribute by this name may offer a method to models by itself. Those of the catalogue's SDKs do not: a call registers the
    /// class, and the way begins there.
    /// </summary>
    public bool IsOffer(string attribute) => _answers && _offers.Value.Contains(attribute);

    /// <summary>Facts about the arguments of a method that an attribute offers.</summary>
    public IEnumerable<(CodeFact Fact, SyntaxNode Place, Trail Path)> Offered(IMethodSymbol method, CancellationToken cancellation)
    {
        var parts = _parts.Value;
        if (!method.GetAttributes().Any(a => a.AttributeClass is { } type && parts.Index.OfType(SecuritySection.Sources, type).Any(e => e.Via == SecurityVia.MethodAttribute && !IsOfSdk(e.Type))))
        {
            yield break;
        }

        foreach (var sink in MethodBodies.Operations(method, _sources, cancellation).SelectMany(b => parts.Outputs.Find(method, b, cancellation)))
        {
            yield return Output(ToolAttribute, sink, "tool-argument", $"an argument that a model chose ({method.ContainingType.Name}.{method.Name})");
        }
    }

    /// <summary>Facts about what is done with the answer to a request that is made without an SDK.</summary>
    public IEnumerable<(CodeFact Fact, SyntaxNode Place, Trail Path)> Answers(IInvocationOperation request, InferenceCallFact asked, CancellationToken cancellation) =>
        _answers && Writing.Contains(asked.Kind)
            ? _parts.Value.Outputs.Find(request, cancellation).Select(sink => Output(asked.Sdk, sink, "model-output", $"what a model answered ({asked.Method})"))
            : [];

    /// <summary>Facts about an assignment to a property that takes instructions.</summary>
    public IEnumerable<(CodeFact Fact, SyntaxNode Place, Trail Path)> Instructions(IAssignmentOperation assignment, CancellationToken cancellation)
    {
        if (_instructions && assignment.Target is IPropertyReferenceOperation { Property: var property } && _sdks.Sink<InstructionSink>(property) is var (sdk, sink))
        {
            return Instruction(sdk, sink, assignment.Value, $"{property.ContainingType.Name}.{property.Name}", cancellation);
        }

        return [];
    }

    /// <summary>Facts about a call or the construction of an object.</summary>
    public IEnumerable<(CodeFact Fact, SyntaxNode Place, Trail Path)> Calls(IOperation operation, CancellationToken cancellation)
    {
        var (method, arguments) = operation switch
        {
            IInvocationOperation call => (call.TargetMethod, call.Arguments),
            IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments),
            _ => default,
        };
        if (method is null)
        {
            yield break;
        }

        if (operation is IInvocationOperation invocation)
        {
            foreach (var found in Answers(invocation, cancellation).Concat(NotEncoded(invocation, cancellation)))
            {
                yield return found;
            }
        }

        foreach (var found in Offered(operation, cancellation))
        {
            yield return found;
        }

        if (_instructions)
        {
            foreach (var (sdk, sink) in _sdks.Sinks<InstructionSink>(method))
            {
                if (sink.Kind == "user" || arguments.FirstOrDefault(a => a.Parameter?.Name == sink.Parameter && a.ArgumentKind != ArgumentKind.DefaultValue) is not { } text)
                {
                    continue;
                }

                var role = sink.Kind == "conversation" ? arguments.Where(a => a != text).Select(a => Role(a.Value)).FirstOrDefault(r => r is not null) : sink.Kind;
                if (role is null)
                {
                    continue;
                }

                var name = method.MethodKind == MethodKind.Constructor ? $"new {method.ContainingType.Name}" : $"{(method.ReducedFrom ?? method).ContainingType.Name}.{method.Name}";
                foreach (var found in Instruction(sdk, sink with { Kind = role }, text.Value, name, cancellation))
                {
                    yield return found;
                }
            }
        }
    }

    private IEnumerable<(CodeFact Fact, SyntaxNode Place, Trail Path)> Answers(IInvocationOperation call, CancellationToken cancellation)
    {
        if (!_answers || _sdks.Inference(call.TargetMethod) is not var (sdk, inference) || call.TargetMethod.DeclaringSyntaxReferences.Length > 0
            || !(inference.Kind == "kernel-function" ? IsPrompt(call, cancellation) : Writing.Contains(inference.Kind)))
        {
            yield break;
        }

        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        foreach (var sink in _parts.Value.Outputs.Find(call, cancellation))
        {
            yield return Output(sdk.Id, sink, "model-output", $"what a model answered ({method.ContainingType.Name}.{method.Name})");
        }
    }

    /// <summary>Whether the function that is run was made of a prompt, in this member or where the field that holds it is set.</summary>
    private bool IsPrompt(IInvocationOperation call, CancellationToken cancellation) => Made(call, cancellation).Any(m => _sdks.Sinks<InstructionSink>(m.TargetMethod).Any(s => s.Entry.Kind == "template"));

    /// <summary>The calls that make the function that a kernel runs.</summary>
    private IEnumerable<IInvocationOperation> Made(IInvocationOperation call, CancellationToken cancellation) =>
        (call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "function")?.Value ?? (call.TargetMethod.ContainingType.Name == "Kernel" ? null : call.Instance)) is { } function
            ? Values(function, cancellation).OfType<IInvocationOperation>()
            : [];

    /// <summary>What an expression is, or what the local, field or property was set to that it reads.</summary>
    private IEnumerable<IOperation> Values(IOperation expression, CancellationToken cancellation) => (OperationTree.Unwrap(expression) switch
    {
        ILocalReferenceOperation local => _sources.Assignments(local, out _),
        IMemberReferenceOperation { Member: { DeclaringSyntaxReferences.Length: > 0 } member } => new[] { _sources.Initializer(member, cancellation) }.OfType<IOperation>()
            .Concat(_sources.References.Writes(member, cancellation).Values),
        var other => [other],
    }).Select(OperationTree.Unwrap);

    /// <summary>Facts about the arguments of a prompt whose encoding is switched off: a text with tags in it makes messages of any role.</summary>
    private IEnumerable<(CodeFact Fact, SyntaxNode Place, Trail Path)> NotEncoded(IInvocationOperation call, CancellationToken cancellation)
    {
        if (!_instructions || _sdks.Inference(call.TargetMethod) is not ({ } sdk, { Kind: "kernel-function" })
            || call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "arguments" && a.ArgumentKind != ArgumentKind.DefaultValue) is not { } arguments)
        {
            yield break;
        }

        var off = Made(call, cancellation)
            .SelectMany(m => m.Arguments)
            .SelectMany(a => Values(a.Value, cancellation))
            .SelectMany(v => v.DescendantsAndSelf())
            .Where(o => _parts.Value.Settings.Assignment(o, "injection-guard-off") is { Value.ConstantValue: { HasValue: true, Value: true } })
            .ToArray();
        if (off.Length == 0)
        {
            yield break;
        }

        var names = off.Select(Variable).ToArray();
        var texts = Array.IndexOf(names, null) >= 0 ? [arguments.Value] : Values(arguments.Value, cancellation).SelectMany(v => Entries(v, names!));
        foreach (var text in texts)
        {
            foreach (var found in Instruction(sdk, new InstructionSink("", "", "", "", "raw-template"), text, $"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}", cancellation))
            {
                yield return found;
            }
        }
    }

    /// <summary>The name of the one variable that a switch is for; null where it is for all of them.</summary>
    private static string? Variable(IOperation assignment) => assignment is { Parent: IObjectOrCollectionInitializerOperation { Parent.Type.Name: "InputVariable" } initializer }
        ? initializer.Initializers.OfType<ISimpleAssignmentOperation>().FirstOrDefault(a => a.Target is IPropertyReferenceOperation { Property.Name: "Name" })?.Value.ConstantValue.Value as string
        : null;

    /// <summary>The values of a dictionary that is made with these keys.</summary>
    private static IEnumerable<IOperation> Entries(IOperation made, string[] names) => (made as IObjectCreationOperation)?.Initializer?.Initializers
        .OfType<ISimpleAssignmentOperation>()
        .Where(a => a.Target is IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } key } && key[0].Value.ConstantValue is { HasValue: true, Value: string name } && Array.IndexOf(names, name) >= 0)
        .Select(a => a.Value) ?? [];

    private IEnumerable<(CodeFact Fact, SyntaxNode Place, Trail Path)> Offered(IOperation offer, CancellationToken cancellation)
    {
        if (!_answers && !_effects)
        {
            yield break;
        }

        foreach (var tool in _parts.Value.Tools.Offered(offer, cancellation))
        {
            foreach (var sink in _answers && tool.RunBy is null ? tool.Bodies.SelectMany(b => _parts.Value.Outputs.Find(tool.Method, b, cancellation)) : [])
            {
                yield return Output(tool.Sdk.Id, sink, "tool-argument", $"an argument that a model chose ({tool.Name})");
            }

            if (_effects && _parts.Value.Tools.Effect(tool, cancellation) is { } effect && _parts.Value.Tools.RunBy(tool, cancellation) is { } runner)
            {
                yield return (
                    new ToolSideEffectFact { Sdk = tool.Sdk.Id, Tool = tool.Name, EffectKind = effect.Kind, Effect = effect.Name, RunBy = runner }, tool.Place, effect.Path);
            }
        }
    }

    private static (CodeFact Fact, SyntaxNode Place, Trail Path) Output(string sdk, OutputSink sink, string kind, string origin) => (
        new UntrustedFlowFact
        {
            Kind = UntrustedFlowFact.Output,
            Sdk = sdk,
            SourceKind = kind,
            Origin = origin,
            SinkKind = sink.Entry.Kind,
            Sink = sink.Name,
        },
        sink.Argument.Syntax,
        sink.Path);

    /// <summary>The role that an argument names, where it is one that instructs; null for the user's, and for one that is decided elsewhere.</summary>
    private static string? Role(IOperation argument)
    {
        var name = OperationTree.Unwrap(argument) switch
        {
            IMemberReferenceOperation { Member: { IsStatic: true, Name: var member } } => member,
            { ConstantValue: { HasValue: true, Value: string text } } => text,
            IObjectCreationOperation { Arguments: { Length: 1 } arguments } when arguments[0].Value.ConstantValue is { HasValue: true, Value: string text } => text,
            _ => "",
        };
        return name.ToLowerInvariant() switch { "system" => "system", "developer" => "developer", _ => null };
    }

    private IEnumerable<(CodeFact Fact, SyntaxNode Place, Trail Path)> Instruction(SdkEntry sdk, InstructionSink sink, IOperation text, string name, CancellationToken cancellation)
    {
        if (sink.Kind is "user" or "conversation" || text.ConstantValue.HasValue || _parts.Value.Inputs.Find(text, cancellation) is not var (source, path))
        {
            yield break;
        }

        var fact = new UntrustedFlowFact
        {
            Kind = UntrustedFlowFact.Instructions,
            Sdk = sdk.Id,
            SourceKind = source.Kind,
            Origin = source.Origin,
            SinkKind = sink.Kind,
            Sink = name,
        };
        yield return (fact, PlaceIn(text.Syntax, path), End(path, text.Syntax, name));
    }

    /// <summary>Whether a type is in a namespace that assemblies of the catalogue are called after.</summary>
    private bool IsOfSdk(string type)
    {
        var space = type.Substring(0, Math.Max(0, type.LastIndexOf('.')));
        return space.Length > 0 && _sdks.Sdks.Any(s => s.Assemblies.Any(a => a == space || a.StartsWith(space + ".", StringComparison.Ordinal)));
    }

    /// <summary>Made for the first call that asks: a project without one does not read the lists.</summary>
    private sealed record Parts(SecurityIndex Index, SettingIndex Settings, UntrustedInputs Inputs, ModelOutputs Outputs, Tools Tools);

    /// <summary>The part of an argument that the way leads through: the hole of an interpolation rather than all of the text.</summary>
    private static SyntaxNode PlaceIn(SyntaxNode argument, Trail path) =>
        path.Steps().LastOrDefault(s => s.Node.SyntaxTree == argument.SyntaxTree && argument.FullSpan.Contains(s.Node.Span))?.Node ?? argument;

    /// <summary>The way with the sink at its end.</summary>
    private static Trail End(Trail path, SyntaxNode sink, string name)
    {
        Trail? end = new Trail(sink, name, null);
        foreach (var step in path.Steps().Reverse())
        {
            end = step with { Rest = end };
        }

        return end;
    }
}
