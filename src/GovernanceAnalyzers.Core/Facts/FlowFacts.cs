using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;

namespace GovernanceAnalyzers.Core.Facts;

/// <summary>Text that goes where it should not go without a look at it.</summary>
public sealed record UntrustedFlowFact : CodeFact
{
    /// <summary>Text that anybody may have written, in what instructs a model.</summary>
    public const string Instructions = "instructions";

    /// <summary>What a model wrote, in something that acts on it.</summary>
    public const string Output = "output";

    /// <summary><see cref="Instructions"/> or <see cref="Output"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The kind of the source.</summary>
    public string SourceKind { get; init; } = "";

    /// <summary>What the text comes from, as a noun phrase.</summary>
    public string Origin { get; init; } = "";

    /// <summary>The role (<c>system</c>, <c>template</c>) or the kind of the sink (<c>sql</c>, <c>process</c>).</summary>
    public string SinkKind { get; init; } = "";

    /// <summary>What takes the text: <c>new SystemChatMessage</c>, <c>ChatOptions.Instructions</c>, <c>Process.Start</c>.</summary>
    public string Sink { get; init; } = "";

    /// <summary>From the source to the sink, see <see cref="FlowStep.Join"/>.</summary>
    public string Path { get; init; } = "";

    public override string DiagnosticId => FactIds.UntrustedFlow;

    protected override void WriteTo(IDictionary<string, string> properties)
    {
        properties["kind"] = Kind;
        properties["sourceKind"] = SourceKind;
        properties["origin"] = Origin;
        properties["sinkKind"] = SinkKind;
        properties["sink"] = Sink;
        properties["path"] = Path;
    }
}

/// <summary>A tool that a model may run without a question, and that changes something outside of the program.</summary>
public sealed record ToolSideEffectFact : CodeFact
{
    /// <summary>The method that is the tool: <c>Orders.CancelAsync</c>.</summary>
    public string Tool { get; init; } = "";

    /// <summary><c>delete</c>, <c>write</c>, <c>send</c>, <c>pay</c> or <c>execute</c>.</summary>
    public string EffectKind { get; init; } = "";

    /// <summary>The call that does it: <c>File.Delete</c>.</summary>
    public string Effect { get; init; } = "";

    /// <summary>What runs tools by itself: <c>UseFunctionInvocation</c>.</summary>
    public string RunBy { get; init; } = "";

    /// <summary>From the tool to its effect, see <see cref="FlowStep.Join"/>.</summary>
    public string Path { get; init; } = "";

    public override string DiagnosticId => FactIds.ToolSideEffect;

    protected override void WriteTo(IDictionary<string, string> properties)
    {
        properties["tool"] = Tool;
        properties["effectKind"] = EffectKind;
        properties["effect"] = Effect;
        properties["runBy"] = RunBy;
        properties["path"] = Path;
    }
}

/// <summary>A path in a message: no more places than fit on a line.</summary>
internal static class FlowText
{
    private const int Shown = 6;

    public static string Of(string path)
    {
        var steps = FlowStep.Split(path);
        var shown = steps.Count <= Shown ? steps : steps.Take(Shown - 2).Concat(steps.Skip(steps.Count - 2)).ToArray();
        return string.Join(" -> ", shown.Select((s, i) => (steps.Count > Shown && i == Shown - 2 ? "... -> " : "") + $"{Short(s.Place)} {s.Text}"));
    }

    /// <summary>The file's name and line; the whole path is in the report.</summary>
    private static string Short(SourcePlace place) => $"{place.Path.Substring(place.Path.LastIndexOf('/') + 1)}({place.Line})";
}
