using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Catalogue;

/// <summary>What an SDK file, and an item of a policy's <c>sdks:</c>, may hold.</summary>
public static class SdkShapes
{
    /// <summary>Kinds of inference. A word outside of the list is more often a slip than a new kind; add new ones here.</summary>
    public static readonly string[] InferenceKinds =
    [
        "agent-run", "assistants-run", "audio", "batch", "chain-run", "chat", "chat-tool-loop", "completion", "decision", "embedding", "evaluation", "grader",
        "image", "image-to-text", "inference", "kernel-function", "managed-agent-run", "moderation", "predict", "prompt", "rag-answer", "realtime",
        "realtime-session", "rerank", "responses", "speech-to-text", "text-analysis", "text-to-speech", "video", "workflow-run",
    ];

    public static readonly string[] ModelKinds = ["model", "deployment", "model|deployment", "path", "revision", "config-section"];

    public static readonly string[] DatasetKinds = ["file", "folder", "url"];

    public static readonly string[] SettingKinds =
    [
        "content-capture", "context-limit", "injection-guard-off", "loop-limit", "output-limit", "retries", "seed", "telemetry-off", "temperature",
        "timeout",
    ];

    public static readonly string[] Roles = ["conversation", "developer", "system", "template", "tool", "user"];

    public static readonly string[] ArtefactFormats =
    [
        "gguf", "lora", "ml-net-zip", "model-download", "model-folder", "onnx", "safetensors", "saved-model", "state-dict", "tensorflow", "torchscript",
    ];

    public static readonly string[] CredentialKinds = ["api-key", "client", "connection-string", "endpoint", "region", "token"];

    public static readonly string[] ToolKinds = ["approval", "auto-invoke", "invoke", "server-tool", "tool", "tool-call", "tool-choice"];

    public static readonly string[] ClientKinds = ["adapter", "builder", "client", "factory", "registration"];

    /// <summary>Those whose model rules are shipped.</summary>
    public static readonly IReadOnlyList<string> Providers =
        ShippedModels.Files().Select(f => f.Substring(f.LastIndexOf('/') + 1).Replace(".yml", "")).ToArray();

    private const string Name = @"[\p{L}_][\p{L}\p{Nd}_]*";
    private const string Words = Name + @"(\." + Name + ")*";
    private static readonly Regex IdPattern = Pattern("[a-z0-9]+(-[a-z0-9]+)*");
    private static readonly Regex TypePattern = Pattern(Words + @"(`[1-9]\d*)?(\+" + Name + @"(`[1-9]\d*)?)*");
    private static readonly Regex MethodPattern = Pattern(Name);
    private static readonly Regex MemberPattern = Pattern(@"\.ctor|" + Name);
    private static readonly Regex AssemblyPattern = Pattern(Name + @"([.-][\p{L}\p{Nd}_]+)*");
    private static readonly Regex VerifiedPattern = Pattern(@"(assembly|stand-in) \S+ \d\S*");
    private static readonly Regex TypeAndMethodPattern = Pattern(Words + @"(`[1-9]\d*)?(\+" + Name + @"(`[1-9]\d*)?)*\." + Name);

    public static readonly ScalarShape Type = ScalarShape.Matching(
        "a type name as the compiler writes it in metadata (Namespace.Outer+Nested`1)", TypePattern);

    private static readonly ScalarShape Id = ScalarShape.Matching("an id of lower-case words joined by '-'", IdPattern);
    private static readonly ScalarShape Method = ScalarShape.Matching("a method name", MethodPattern);
    private static readonly ScalarShape Member = ScalarShape.Matching("a method name or .ctor", MemberPattern);
    private static readonly ScalarShape Identifier = ScalarShape.Matching("a name", MethodPattern);
    private static readonly ScalarShape Assembly = ScalarShape.Matching("a simple assembly name without '.dll'", AssemblyPattern);
    private static readonly ScalarShape TypeAndMethod = ScalarShape.Matching("a type name and a method, joined by '.'", TypeAndMethodPattern);

    private static readonly Shape Members = new ListShape(Member, orSingle: true);
    private static readonly Shape Identifiers = new ListShape(Identifier, orSingle: true);
    private static readonly ScalarShape NamedProvider = ScalarShape.OneOf([.. Providers]);

    private static readonly ScalarShape Provider = new(
        "a provider, or '' for an abstraction over providers",
        text => text.Length == 0 || Providers.Contains(text, StringComparer.Ordinal)
            ? null
            : $"'{text}' is not one of {string.Join(", ", Providers)} or ''")
    {
        Words = ["", .. Providers],
    };

    private static readonly ScalarShape Versions = new("a version range", VersionRange.Problem) { Pattern = @"^$|\.\." };

    /// <summary>List items are joined with '|' in the compiled policy.</summary>
    private static readonly ScalarShape Item = new(
        "text", text => text.Length == 0 ? "it is empty" : text.IndexOf('|') >= 0 ? $"'{text}' holds '|', which is not accepted in a list" : null)
    {
        Pattern = "^[^|]+$",
    };

    private static readonly Shape Methods = new ListShape(Method, orSingle: true);

    private static readonly Property TypeProperty = new(
        "type", Type, Required: true, Description: "The type that declares the member; the static class for extension methods.");
    private static readonly Property VersionsProperty = new(
        "versions", Versions, Description: "Package versions that have it, first..last; either end may be open.");
    private static readonly Property AssemblyProperty = new(
        "assembly", Assembly, Description: "The assembly that declares the type; the first of 'assemblies' when left out.");

    private static readonly ObjectShape Inference = new(
        TypeProperty,
        new Property("methods", Methods, Required: true, Description: "All overloads of these methods send something to a model."),
        new Property("kind", ScalarShape.OneOf(InferenceKinds), Required: true, Description: "What kind of inference it is."),
        VersionsProperty,
        AssemblyProperty);

    private static readonly ObjectShape Model = Sink(
        new Property("kind", ScalarShape.OneOf(ModelKinds), Required: true, Description: "What the value names."),
        new Property("provider", NamedProvider, Description: "Who interprets it, where that is not the SDK's provider."));

    private static readonly ObjectShape Setting = Sink(
        new Property("kind", ScalarShape.OneOf(SettingKinds), Required: true, Description: "What it sets."));

    private static readonly ObjectShape Instruction = Sink(
        new Property("role", ScalarShape.OneOf(Roles), Required: true, Description: "Who speaks in the text, as the model sees it."));

    private static readonly ObjectShape Artefact = Sink(
        new Property("format", ScalarShape.OneOf(ArtefactFormats), Required: true, Description: "What is loaded."));

    private static readonly ObjectShape Credential = Sink(
        new Property("kind", ScalarShape.OneOf(CredentialKinds), Required: true, Description: "What it is."));

    private static readonly ObjectShape Tool = new(
        TypeProperty,
        new Property("methods", Members, Description: "All overloads of these methods; .ctor for constructors."),
        new Property("property", Identifiers, Description: "The property; instead of methods."),
        new Property("kind", ScalarShape.OneOf(ToolKinds), Required: true, Description: "What it does with tools."),
        VersionsProperty,
        AssemblyProperty);

    private static readonly ObjectShape Client = new(
        TypeProperty,
        new Property("methods", new ListShape(Member, orSingle: true), Description: "Methods, or .ctor; left out when the type itself is the client."),
        new Property("kind", ScalarShape.OneOf(ClientKinds), Required: true, Description: "What it is, or what the methods do."),
        new Property("service", new ListShape(Type, orSingle: true), Description: "For a registration: the service types that it adds; for a client: the types it may stand behind."),
        new Property("key", Identifier, Description: "For a registration: the parameter that takes the service key."),
        new Property("provider", NamedProvider, Description: "Who interprets the model references of such a client, where that is not the SDK's provider."),
        new Property("models", ScalarShape.OneOf("model", "deployment"), Description: "What those references are, where the client decides it."),
        VersionsProperty,
        AssemblyProperty);

    private static readonly ObjectShape Constants = new(
        TypeProperty,
        new Property(
            "values",
            new MapShape(key => MethodPattern.IsMatch(key) ? null : $"'{key}' is not a member name.", Item) { KeyPattern = $"^(?:{Name})$" },
            Required: true,
            Description: "Member name: the id that goes over the wire."),
        AssemblyProperty);

    private static readonly Property CoversProperty = new(
        "covers", new ListShape(TypeAndMethod), Description: "The calls it covers, where that is not all of the SDK: Type.Method.");

    private static readonly ObjectShape Logging = new(
        new Property(
            "steps",
            new ListShape(new ObjectShape(
                TypeProperty,
                new Property("methods", Methods, Required: true, Description: "Builder methods that add logging."),
                VersionsProperty, AssemblyProperty, CoversProperty)),
            Description: "Builder methods that put logging into a pipeline."),
        new Property(
            "decorators",
            new ListShape(new ObjectShape(TypeProperty, VersionsProperty, AssemblyProperty, CoversProperty)),
            Description: "Client types that log what passes through them."),
        new Property(
            "options",
            new ListShape(new ObjectShape(
                TypeProperty,
                new Property("property", Identifier, Required: true, Description: "The property that turns logging on."),
                VersionsProperty, AssemblyProperty, CoversProperty)),
            Description: "Properties that turn logging on."),
        new Property(
            "switches",
            new ListShape(new ObjectShape(
                new Property("name", Item, Required: true, Description: "The AppContext switch."),
                new Property(
                    "sources", new ListShape(Item, orSingle: true), Required: true,
                    Description: "Activity sources that need a listener."),
                VersionsProperty, AssemblyProperty, CoversProperty)),
            Description: "AppContext switches that make the SDK start activities."),
        new Property(
            "sources",
            new ListShape(new ObjectShape(
                new Property(
                    "sources", new ListShape(Item, orSingle: true), Required: true,
                    Description: "Activity sources that need a listener."),
                VersionsProperty, AssemblyProperty, CoversProperty)),
            Description: "Activity sources that are on by default."));

    private static readonly ObjectShape Dataset = new(
        TypeProperty,
        new Property("member", Members, Required: true, Description: "The method, or .ctor, that reads data; several with the same parameter may share an item."),
        new Property("parameter", Identifier, Required: true, Description: "The parameter that names the data."),
        new Property("kind", ScalarShape.OneOf(DatasetKinds), Required: true, Description: "What the value names."),
        new Property(
            "onlyWhen",
            new ObjectShape(
                new Property("parameter", Identifier, Required: true, Description: "Another parameter of the method."),
                new Property("is", Identifiers, Required: true, Description: "Members of the SDK; the argument must be one of them.")),
            Description: "What decides whether it is a data set at all."),
        VersionsProperty,
        AssemblyProperty);

    private static readonly Property[] Sections =
    [
        new("inference", new ListShape(Inference), Description: "Calls that send something to a model."),
        new("models", new ListShape(Model), Description: "Where a model is named."),
        new("constants", new ListShape(Constants), Description: "Members of the SDK that stand for a model id."),
        new("logging", Logging, Description: "What makes calls logged."),
        new("datasets", new ListShape(Dataset), Description: "Calls that read data."),
        new("settings", new ListShape(Setting), Description: "Limits, timeouts, and what ends up in logs."),
        new("instructions", new ListShape(Instruction), Description: "Where text that instructs a model goes."),
        new("artefacts", new ListShape(Artefact), Description: "Model files and weights that are loaded or downloaded."),
        new("credentials", new ListShape(Credential), Description: "Where secrets, and the addresses they are sent to, go."),
        new("tools", new ListShape(Tool), Description: "What gives a model tools to call."),
        new("clients", new ListShape(Client), Description: "Client types, and methods that make, adapt or register clients."),
    ];

    /// <summary>A file of <c>policies/sdks</c>.</summary>
    public static readonly ObjectShape File = new(
    [
        new("sdk", Id, Required: true, Description: "Stable name; the name of the file."),
        new("name", ScalarShape.Text, Required: true, Description: "The name that people know."),
        new("packages", new ListShape(Item, orSingle: true), Required: true, Description: "NuGet packages."),
        new("assemblies", new ListShape(Assembly, orSingle: true), Required: true,
            Description: "The SDK is looked for where one of them is referenced."),
        new("provider", Provider, Required: true, Description: "Who interprets model references."),
        new(
            "verified",
            new ListShape(ScalarShape.Matching("'assembly NAME VERSION' or 'stand-in NAME VERSION'", VerifiedPattern), orSingle: true),
            Required: true,
            Description: "What the tests check the names against."),
        .. Sections,
    ]);

    /// <summary>An item of a policy's <c>sdks:</c> with all sections: a file without what only shipped files need.</summary>
    public static readonly ObjectShape PolicyFull = new(
    [
        new("sdk", Id, Required: true, Description: "Stable name."),
        new("name", ScalarShape.Text, Description: "The name that people know."),
        new("assemblies", new ListShape(Assembly, orSingle: true), Description: "Where it is looked for; everywhere when left out."),
        new("provider", Provider, Description: "Who interprets model references."),
        .. Sections,
    ]);

    /// <summary>An item of a policy's <c>sdks:</c> for one type: <c>{ type: T, inference: [M], model: { method: M, parameter: p } }</c>.</summary>
    public static readonly ObjectShape PolicyShort = new(
        TypeProperty,
        new Property("inference", Methods, Required: true, Description: "Methods that send something to a model."),
        new Property("kind", ScalarShape.OneOf(InferenceKinds), Description: "What kind of inference it is; 'inference' when left out."),
        new Property("provider", Provider, Description: "Who interprets model references."),
        new Property("assembly", Assembly, Description: "The assembly that declares the type; any when left out."),
        new Property(
            "model",
            new ObjectShape(
                new Property("method", Member, Description: "The method, or .ctor, whose parameter takes the model."),
                new Property("parameter", Identifier, Description: "The parameter that takes the model."),
                new Property("property", Identifier,
                    Description: "The settable property that takes the model; instead of method and parameter."),
                new Property("kind", ScalarShape.OneOf(ModelKinds), Description: "What the value names; 'model' when left out.")),
            Description: "Where the model is named."),
        new Property("logged", ScalarShape.Boolean, Description: "true when the type logs what passes through it."));

    /// <summary>An item of a policy's <c>sdks:</c>.</summary>
    public static readonly KeyedShape PolicyItem = new("sdk", PolicyFull, PolicyShort);

    /// <summary>A parameter or a settable property. Several members with the same parameter, or several properties, may share an item.</summary>
    private static ObjectShape Sink(params Property[] more) => new(
    [
        TypeProperty,
        new Property("member", Members, Description: "The method, or .ctor, whose parameter takes it."),
        new Property("parameter", Identifier, Description: "The parameter that takes it."),
        new Property("property", Identifiers, Description: "The settable property that takes it; instead of member and parameter."),
        .. more,
        VersionsProperty,
        AssemblyProperty,
    ]);

    private static Regex Pattern(string pattern) => new(@"\A(?:" + pattern + @")\z", RegexOptions.CultureInvariant);
}
