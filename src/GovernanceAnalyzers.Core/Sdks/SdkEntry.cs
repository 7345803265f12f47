using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Core.Sdks;

/// <summary>What the analyzers know about one AI SDK. Read from <c>policies/sdks/*.yml</c> and from a policy's <c>sdks:</c>.</summary>
/// <param name="Id">Stable name of the entry, the YAML file's name.</param>
/// <param name="Provider">Who interprets model references: <c>openai</c>, <c>anthropic</c>; empty when the SDK is an abstraction over providers.</param>
/// <param name="Assemblies">Simple assembly names. The entry is used only where one of them is referenced; empty: everywhere.</param>
public sealed record SdkEntry(string Id, string Provider, IReadOnlyList<string> Assemblies)
{
    /// <summary>NuGet ids of the packages that bring the SDK. For the engine: the compiled policy does not have them.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    public IReadOnlyList<InferenceMethods> Inference { get; init; } = [];

    public IReadOnlyList<ModelSink> Models { get; init; } = [];

    public IReadOnlyList<ModelConstants> Constants { get; init; } = [];

    public IReadOnlyList<LoggingStep> Logging { get; init; } = [];

    public IReadOnlyList<DatasetLoad> Datasets { get; init; } = [];

    public IReadOnlyList<SdkSetting> Settings { get; init; } = [];

    public IReadOnlyList<InstructionSink> Instructions { get; init; } = [];

    public IReadOnlyList<ArtefactLoad> Artefacts { get; init; } = [];

    public IReadOnlyList<CredentialSink> Credentials { get; init; } = [];

    public IReadOnlyList<ToolMembers> Tools { get; init; } = [];

    public IReadOnlyList<ClientMembers> Clients { get; init; } = [];

    /// <summary>Where the entry is written, when a policy's <c>sdks:</c> holds it: <c>governance.yml(12,5)</c>; empty for a shipped one.</summary>
    public string Source { get; init; } = "";
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

/// <summary>A parameter or settable property of an SDK. Exactly one of (Member, Parameter) and Property is set.</summary>
/// <param name="Member">Method name, <c>.ctor</c> for constructors, empty for a property.</param>
/// <param name="Kind">What goes in there; the words differ from section to section.</param>
public abstract record SdkSink(string Type, string Member, string Parameter, string Property, string Kind, string Versions, string Assembly);

/// <summary>Where a model reference goes.</summary>
/// <param name="Kind"><c>model</c>, <c>deployment</c>, <c>model|deployment</c> (depends on how the client was made), <c>path</c>,
/// <c>revision</c> or <c>config-section</c>.</param>
/// <param name="Provider">Who interprets this reference, where that is not the SDK's provider; else empty.</param>
public sealed record ModelSink(
    string Type, string Member, string Parameter, string Property, string Kind, string Versions = "", string Assembly = "", string Provider = "")
    : SdkSink(Type, Member, Parameter, Property, Kind, Versions, Assembly);

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
public sealed record DatasetLoad(string Type, string Member, string Parameter, string Kind, string Versions = "", string Assembly = "")
{
    /// <summary>The parameter that decides whether it is a data set at all, as the purpose of an upload does; empty when it always is.</summary>
    public string WhenParameter { get; init; } = "";

    /// <summary>Names of the members of the SDK that the argument for <see cref="WhenParameter"/> must be one of.</summary>
    public IReadOnlyList<string> WhenMembers { get; init; } = [];
}

/// <summary>A setting that rules ask for: a limit, a timeout, or what ends up in logs.</summary>
/// <param name="Kind"><c>output-limit</c>, <c>timeout</c>, <c>content-capture</c> (prompt text in logs or traces) and so on.</param>
public sealed record SdkSetting(
    string Type, string Member, string Parameter, string Property, string Kind, string Versions = "", string Assembly = "")
    : SdkSink(Type, Member, Parameter, Property, Kind, Versions, Assembly);

/// <summary>Where text that instructs a model goes.</summary>
/// <param name="Kind">The role: <c>system</c>, <c>developer</c>, <c>template</c>, <c>tool</c> (its description), <c>user</c> or
/// <c>conversation</c>.</param>
public sealed record InstructionSink(
    string Type, string Member, string Parameter, string Property, string Kind, string Versions = "", string Assembly = "")
    : SdkSink(Type, Member, Parameter, Property, Kind, Versions, Assembly);

/// <summary>A model file, or weights, that the SDK loads or downloads.</summary>
/// <param name="Kind">The format: <c>onnx</c>, <c>gguf</c>, <c>model-download</c> and so on.</param>
public sealed record ArtefactLoad(
    string Type, string Member, string Parameter, string Property, string Kind, string Versions = "", string Assembly = "")
    : SdkSink(Type, Member, Parameter, Property, Kind, Versions, Assembly);

/// <summary>Where a secret, or the address that it is sent to, goes.</summary>
/// <param name="Kind"><c>api-key</c>, <c>token</c>, <c>endpoint</c>, <c>connection-string</c> and so on.</param>
public sealed record CredentialSink(
    string Type, string Member, string Parameter, string Property, string Kind, string Versions = "", string Assembly = "")
    : SdkSink(Type, Member, Parameter, Property, Kind, Versions, Assembly);

/// <summary>What gives a model tools to call: methods, or a settable property when Property is set.</summary>
/// <param name="Kind"><c>tool</c>, <c>auto-invoke</c> (the SDK runs what the model asks for) and so on.</param>
public sealed record ToolMembers(
    string Type, IReadOnlyList<string> Methods, string Property, string Kind, string Versions = "", string Assembly = "");

/// <summary>Clients: types that are one, and methods that make, adapt or register one.</summary>
/// <param name="Methods">Method names, <c>.ctor</c> for constructors; empty when the type itself is the client.</param>
/// <param name="Kind"><c>client</c>, <c>factory</c>, <c>adapter</c>, <c>builder</c> or <c>registration</c>.</param>
public sealed record ClientMembers(string Type, IReadOnlyList<string> Methods, string Kind, string Versions = "", string Assembly = "")
{
    /// <summary>Metadata names: for a registration, of the services that it adds; for a client, of the types that it may stand behind.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>For a registration: the parameter that takes the service key; empty when there is none.</summary>
    public string Key { get; init; } = "";

    /// <summary>Who interprets the model references of such a client, where that is not the SDK's provider; else empty.</summary>
    public string Provider { get; init; } = "";

    /// <summary>What those references are, where the client decides it: <c>model</c> or <c>deployment</c>; else empty.</summary>
    public string ModelKind { get; init; } = "";
}
