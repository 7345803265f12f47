using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Security;

/// <summary>
/// One thing that the flow rules (GOV6001, GOV6002, GOV6007) know by name: where untrusted text comes from, where text does harm, what
/// checks it, what asks a person. Read from <c>policies/security.yml</c> and from a policy's <c>security:</c>.
/// </summary>
/// <param name="Type">CLR metadata name; empty for methods of the compilation itself, which go by their name alone.</param>
/// <param name="Members">Names, which may hold <c>*</c>; <c>.ctor</c> for constructors. Empty: the type is what counts.</param>
public sealed record SecurityEntry(SecuritySection Section, string Type, IReadOnlyList<string> Members)
{
    private const string RecordType = "security";

    /// <summary>A source's or sink's kind; for sinks one of <see cref="SecurityKinds.Sinks"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What makes it count, see <see cref="SecurityVia"/>; empty: a use of the member.</summary>
    public string Via { get; init; } = "";

    /// <summary>For a sink: the parameter that takes the text; empty when the member is a property. For an effect: a parameter that its overloads have.</summary>
    public string Parameter { get; init; } = "";

    /// <summary>For a validator: the kinds of sinks that it makes the text fit for; empty: all of them.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>For a sink: the parameter that decides whether it is one; empty when it always is.</summary>
    public string WhenParameter { get; init; } = "";

    /// <summary>
    /// What that argument must be or name: the text it starts with, or the member that it is. For an effect, patterns of which one must match
    /// a text or a member that the call is given.
    /// </summary>
    public IReadOnlyList<string> WhenValues { get; init; } = [];

    /// <summary>For an effect: patterns of texts and members; a call that is given one of them changes nothing that matters.</summary>
    public IReadOnlyList<string> Unless { get; init; } = [];

    /// <summary>What to call it in a message; empty: a phrase for the kind.</summary>
    public string Description { get; init; } = "";

    /// <summary>Simple name of the assembly that declares the type; empty: any.</summary>
    public string Assembly { get; init; } = "";

    /// <summary>Where a policy writes it: <c>governance.yml(12,5)</c>; empty for a shipped one.</summary>
    public string Source { get; init; } = "";

    public static bool IsRecord(string type) => type == RecordType;

    public string Write() => Record.Format(
        RecordType, SecurityKinds.Word(Section), Type, Record.JoinList(Members), Kind, Via, Parameter, Record.JoinList(Kinds), WhenParameter, Record.JoinList(WhenValues),
        Description, Assembly, Source, Record.JoinList(Unless));

    public static SecurityEntry Read(string[] r) => new(SecurityKinds.Section(r[1]), r[2], Record.SplitList(r[3]))
    {
        Kind = r[4],
        Via = r[5],
        Parameter = r[6],
        Kinds = Record.SplitList(r[7]),
        WhenParameter = r[8],
        WhenValues = Record.SplitList(r[9]),
        Description = r[10],
        Assembly = r[11],
        Source = r[12],
        Unless = Record.SplitList(r[13]),
    };

    /// <summary>The names that it expects to exist; patterns and methods of the compilation itself promise none.</summary>
    public IEnumerable<SdkMember> Names()
    {
        if (Type.Length == 0)
        {
            return [];
        }

        // An indexer has no name of its own in metadata.
        var exact = Via.Length > 0 && Via is not (SecurityVia.Handler or SecurityVia.Step or SecurityVia.Wrapper) ? [] : Members.Where(m => !Glob.HasWildcard(m) && m != "this").ToArray();
        return exact.Length == 0
            ? [new SdkMember(Type, "", "", "", Assembly)]
            : exact.Select(m => new SdkMember(Type, m, Parameter, "", Assembly))
                .Concat(WhenParameter.Length == 0 ? [] : exact.Select(m => new SdkMember(Type, m, WhenParameter, "", Assembly)));
    }
}

public enum SecuritySection
{
    /// <summary>Where text comes from that anybody may have written.</summary>
    Sources,

    /// <summary>Where text does harm when nobody has checked it.</summary>
    Sinks,

    /// <summary>What checks or cleans text.</summary>
    Validators,

    /// <summary>What asks a person before a tool runs.</summary>
    Approvals,

    /// <summary>What changes the world outside of the program.</summary>
    Effects,
}

/// <summary>What makes an entry count, where it is not simply the use of a member.</summary>
public static class SecurityVia
{
    /// <summary>Parameters, or properties, that have the attribute.</summary>
    public const string Attribute = "attribute";

    /// <summary>Parameters of public methods of the classes that derive from the type.</summary>
    public const string BaseType = "base-type";

    /// <summary>Parameters of methods that have the attribute.</summary>
    public const string MethodAttribute = "method-attribute";

    /// <summary>Parameters of a method or lambda that is handed to the member.</summary>
    public const string Handler = "handler";

    /// <summary>Parameters of the methods that implement or override the member.</summary>
    public const string Implementation = "implementation";

    /// <summary>An approval: the constructor wraps the tool.</summary>
    public const string Wrapper = "wrapper";

    /// <summary>An approval: a call of the method, anywhere in the project, puts a question before every tool.</summary>
    public const string Step = "step";

    /// <summary>An approval: a class of the project implements the interface, and does not always go on.</summary>
    public const string Filter = "filter";

    /// <summary>An approval: the tool itself calls such a method before it acts.</summary>
    public const string Call = "call";

    public static readonly string[] ForSources = [Attribute, BaseType, Handler, Implementation, MethodAttribute];

    public static readonly string[] ForApprovals = [Attribute, Call, Filter, Step, Wrapper];
}

public static class SecurityKinds
{
    /// <summary>Instructions, in the kinds of a validator: what GOV6001 asks about.</summary>
    public const string Instructions = "instructions";

    /// <summary>The source of this kind is quieter than the others: a team's own database is half trusted.</summary>
    public const string Database = "database";

    public static readonly string[] Sources =
    [
        "command-line", "console", Database, "document", "grpc", "http", "http-response", "message", "retrieved", "signalr", "tool-argument", "tool-result", "upload",
    ];

    public static readonly string[] Sinks = ["code", "deserialize", "file", "html", "process", "regex", "sql", "url"];

    public static readonly string[] Effects = ["delete", "execute", "pay", "send", "write"];

    private static readonly string[] Words = ["source", "sink", "validator", "approval", "effect"];

    public static string Word(SecuritySection section) => Words[(int)section];

    public static SecuritySection Section(string word) => (SecuritySection)System.Array.IndexOf(Words, word);

    /// <summary>What a source of this kind is, as a noun phrase.</summary>
    public static string Describe(string kind) => kind switch
    {
        "command-line" => "the command line",
        "console" => "what somebody types into the console",
        Database => "what a database holds",
        "document" => "the text of a document",
        "grpc" => "a gRPC request",
        "http" => "an HTTP request",
        "http-response" => "the answer of another server",
        "message" => "a message from a queue or a chat",
        "retrieved" => "a passage that was looked up",
        "signalr" => "a SignalR call",
        "tool-argument" => "an argument that a model chose",
        "tool-result" => "the result of a tool",
        "upload" => "an uploaded file",
        _ => kind,
    };
}
