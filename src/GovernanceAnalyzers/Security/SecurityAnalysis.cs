using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Sdks;
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
    private readonly SdkIndex _sdks;
    /// <summary>The kinds of inference whose answer is text that somebody may act on.</summary>
    private static readonly HashSet<string> Writing =
        new(StringComparer.Ordinal) { "agent-run", "chat", "chat-tool-loop", "completion", "prompt", "rag-answer", "responses" };

    private readonly Lazy<Parts> _parts;
    private readonly bool _instructions;
    private readonly bool _answers;
    private readonly bool _effects;

    /// <param name="gate">Records facts whatever the policy's severities, so that another policy can be replayed over them.</param>
    public SecurityAnalysis(SdkIndex sdks, CompiledPolicy policy, SourceModels sources, bool gate)
    {
        _sdks = sdks;
        _instructions = gate || policy.MayReport("GOV6001");
        _answers = gate || policy.MayReport("GOV6002");
        _effects = gate || policy.MayReport("GOV6007");
        _parts = new Lazy<Parts>(
            () =>
            {
                var index = new SecurityIndex(sdks, policy);
                var flow = new TextFlow(sdks);
                var checks = new TextChecks(index, sources);
                return new Parts(
                    new UntrustedInputs(sdks, sources, new TextSources(index, sources), flow, checks),
                    new ModelOutputs(sdks, sources, index, flow, checks),
                    new Tools(sdks, sources, index));
            },
            LazyThreadSafetyMode.ExecutionAndPublication);
    }

    /// <summary>Whether a member by this name, or the construction of a type of this name, may be of interest.</summary>
    public bool IsInteresting(string name, bool isType = false) => (_instructions && _sdks.IsInstruction(name, isType)) || ((_answers || _effects) && _sdks.IsTool(name, isType));

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
            foreach (var found in Answers(invocation, cancellation))
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
        if (!_answers || _sdks.Inference(call.TargetMethod) is not var (sdk, inference) || !Writing.Contains(inference.Kind) || call.TargetMethod.DeclaringSyntaxReferences.Length > 0)
        {
            yield break;
        }

        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        foreach (var sink in _parts.Value.Outputs.Find(call, cancellation))
        {
            yield return Output(sdk, sink, "model-output", $"what a model answered ({method.ContainingType.Name}.{method.Name})");
        }
    }

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
                yield return Output(tool.Sdk, sink, "tool-argument", $"an argument that a model chose ({tool.Name})");
            }

            if (_effects && _parts.Value.Tools.Effect(tool, cancellation) is { } effect && _parts.Value.Tools.RunBy(tool, cancellation) is { } runner)
            {
                yield return (
                    new ToolSideEffectFact { Sdk = tool.Sdk.Id, Tool = tool.Name, EffectKind = effect.Kind, Effect = effect.Name, RunBy = runner }, tool.Place, effect.Path);
            }
        }
    }

    private static (CodeFact Fact, SyntaxNode Place, Trail Path) Output(SdkEntry sdk, OutputSink sink, string kind, string origin) => (
        new UntrustedFlowFact
        {
            Kind = UntrustedFlowFact.Output,
            Sdk = sdk.Id,
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

    /// <summary>Made for the first call that asks: a project without one does not read the lists.</summary>
    private sealed record Parts(UntrustedInputs Inputs, ModelOutputs Outputs, Tools Tools);

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
