using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Core.Sdks;

/// <summary>What the analyzers know about one AI SDK. Read from <c>policies/sdks/*.yml</c> and from a policy's <c>sdks:</c>.</summary>
/// <param name="Id">Stable name of the entry, the YAML file's name.</param>
/// <param name="Provider">Who interprets model references: <c>openai</c>, <c>anthropic</c>; empty when the SDK is an abstraction over providers.</param>
/// <param name="Assemblies">Simple assembly names. The entry is used only where one of them is referenced; empty: everywhere.</param>
public sealed record SdkEntry(string Id, string Provider, IReadOnlyList<string> Assemblies)
{
    public IReadOnlyList<InferenceMethods> Inference { get; init; } = [];

    public IReadOnlyList<ModelSink> Models { get; init; } = [];

    public IReadOnlyList<ModelConstants> Constants { get; init; } = [];

    public IReadOnlyList<LoggingStep> Logging { get; init; } = [];

    public IReadOnlyList<DatasetLoad> Datasets { get; init; } = [];
}

// "Assembly", the last field of every record below: the simple name of the assembly that declares the type; empty in a policy's own
// entries, where any assembly will do. It tells same-named types of two SDKs apart, says which package Versions counts, and keeps a type of
// an optional package (Microsoft.Extensions.AI without its OpenAI adapter) from looking like one that was renamed.

/// <summary>Methods that send something to a model.</summary>
/// <param name="Type">CLR metadata name (nested with <c>+</c>, arity with a backtick); the static class for extension methods.</param>
/// <param name="Kind"><c>chat</c>, <c>embedding</c>, <c>image</c>, <c>predict</c> and so on; shown in messages.</param>
/// <param name="Versions">A <see cref="VersionRange"/>: the package versions where the members are expected. It decides only whether their
/// absence is a finding; a member that exists is matched whatever the range says.</param>
public sealed record InferenceMethods(string Type, IReadOnlyList<string> Methods, string Kind, string Versions = "", string Assembly = "");

/// <summary>A parameter or settable property that takes a model reference. Exactly one of (Member, Parameter) and Property is set.</summary>
/// <param name="Member">Method name, <c>.ctor</c> for constructors, empty for a property.</param>
/// <param name="Kind"><c>model</c>, <c>deployment</c>, <c>model|deployment</c> (depends on how the client was made), <c>path</c>,
/// <c>revision</c> or <c>config-section</c>.</param>
public sealed record ModelSink(
    string Type, string Member, string Parameter, string Property, string Kind, string Versions = "", string Assembly = "");

/// <summary>Constants, static properties or enum members of the SDK that stand for a model id.</summary>
/// <param name="Values">Member name to the id that goes over the wire.</param>
public sealed record ModelConstants(string Type, IReadOnlyDictionary<string, string> Values, string Assembly = "");

/// <summary>Something that makes calls logged.</summary>
public sealed record LoggingStep(LoggingKind Kind, string Type, IReadOnlyList<string> Members, string Versions = "", string Assembly = "")
{
    /// <summary>The inference methods it covers, as <c>Type.Method</c>; empty when it covers all of the SDK.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    public bool Covered(string type, string method) => Covers.Count == 0 || Covers.Contains(type + "." + method);
}

public enum LoggingKind
{
    /// <summary>A builder method (<c>UseLogging</c>): Type is its static class or the builder, Members its names.</summary>
    Step,

    /// <summary>A client type that logs what passes through it; Members is empty.</summary>
    Decorator,

    /// <summary>A settable property that turns logging on when it is set to something other than null or false.</summary>
    Option,

    /// <summary>An AppContext switch: Type is empty, Members holds the switch and then the activity sources it needs a listener for.</summary>
    Switch,

    /// <summary>The SDK starts activities by default: Type is empty, Members holds the activity sources; a listener is needed.</summary>
    Source,
}

/// <summary>A call that reads data for training, evaluation or retrieval.</summary>
/// <param name="Member">Method name or <c>.ctor</c>.</param>
/// <param name="Kind"><c>file</c>, <c>folder</c> or <c>url</c>.</param>
public sealed record DatasetLoad(string Type, string Member, string Parameter, string Kind, string Versions = "", string Assembly = "");
