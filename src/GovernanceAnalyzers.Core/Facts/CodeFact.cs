using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Secrets;

namespace GovernanceAnalyzers.Core.Facts;

/// <summary>
/// Something the compiler saw in code. Facts hold no judgement that depends on the policy's severities, so a changed policy can be
/// replayed over recorded facts. They travel through the compiler's log as string properties.
/// </summary>
public abstract record CodeFact
{
    public SourcePlace Place { get; init; } = new("");

    /// <summary>The containing member, as Roslyn displays it: <c>SupportBot.Chat.AnswerAsync(string)</c>.</summary>
    public string Symbol { get; init; } = "";

    /// <summary>Id of the catalogue entry that recognised the call.</summary>
    public string Sdk { get; init; } = "";

    /// <summary>The diagnostic id that carries this kind of fact.</summary>
    public abstract string DiagnosticId { get; }

    protected abstract void WriteTo(IDictionary<string, string> properties);

    public IReadOnlyDictionary<string, string> ToProperties()
    {
        var properties = new Dictionary<string, string> { ["symbol"] = Symbol, ["sdk"] = Sdk };
        WriteTo(properties);

        // Whatever a fact is about: a key that stands in its way goes no further.
        foreach (var name in properties.Keys.Where(k => KeyText.MayHold(properties[k])).ToArray())
        {
            properties[name] = KeyText.Mask(properties[name]);
        }

        return properties;
    }

    /// <summary>Rebuilds a fact from its diagnostic id and properties; null when the id carries no fact.</summary>
    public static CodeFact? FromProperties(string diagnosticId, IReadOnlyDictionary<string, string> p, SourcePlace place)
    {
        string Get(string key) => p.TryGetValue(key, out var value) ? value : "";

        CodeFact? fact = diagnosticId switch
        {
            FactIds.ModelReference => new ModelReferenceFact
            {
                Provider = Get("provider"),
                Kind = Get("kind"),
                Value = p.TryGetValue("value", out var value) ? value : null,
                Origin = Get("origin"),
                Sink = Get("sink"),
            },
            FactIds.InferenceCall => new InferenceCallFact
            {
                Method = Get("method"),
                Kind = Get("kind"),
                Logged = LoggedText.Parse(Get("logged")),
                Evidence = Get("evidence"),
                Output = CallAspect.Read(p, "output"),
                LimitType = Get("limitType"),
                LimitProperty = Get("limitProperty"),
                Cancellation = CallAspect.Read(p, "cancellation"),
                Fallback = CallAspect.Read(p, "fallback"),
                Lifetime = CallAspect.Read(p, "lifetime"),
            },
            FactIds.ContentExposure => new ContentExposureFact
            {
                Kind = Get("kind"),
                What = Get("what"),
                IsCertain = Get("certain") == "yes",
            },
            FactIds.UntrustedFlow => new UntrustedFlowFact
            {
                Kind = Get("kind"),
                SourceKind = Get("sourceKind"),
                Origin = Get("origin"),
                SinkKind = Get("sinkKind"),
                Sink = Get("sink"),
                Path = Get("path"),
            },
            FactIds.ToolSideEffect => new ToolSideEffectFact
            {
                Tool = Get("tool"),
                EffectKind = Get("effectKind"),
                Effect = Get("effect"),
                RunBy = Get("runBy"),
                Path = Get("path"),
            },
            FactIds.DatasetLoad => new DatasetLoadFact
            {
                Method = Get("method"),
                Kind = Get("kind"),
                Value = p.TryGetValue("value", out var value) ? value : null,
                Origin = Get("origin"),
            },
            FactIds.DataLeakage => new DataLeakageFact
            {
                Kind = Get("kind"),
                Method = Get("method"),
                What = Get("what"),
            },
            FactIds.HardCodedCredential => new HardCodedCredentialFact
            {
                Kind = Get("kind"),
                Sink = Get("sink"),
                Provider = Get("provider"),
                Format = Get("format"),
                Length = int.TryParse(Get("length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : 0,
                Origin = Get("origin"),
                Variable = Get("variable"),
            },
            FactIds.HiddenCharacters => new HiddenCharactersFact { What = Get("what") },
            FactIds.Endpoint => new EndpointFact
            {
                Kind = Get("kind"),
                Value = p.TryGetValue("value", out var address) ? address : null,
                Pattern = Get("pattern"),
                Sink = Get("sink"),
                Provider = Get("provider"),
                Origin = Get("origin"),
            },
            FactIds.CatalogueGap => new CatalogueGapFact
            {
                Name = Get("name"),
                Assembly = Get("assembly"),
                Version = Get("version"),
                Source = Get("source"),
            },
            FactIds.Suppression => new SuppressionFact
            {
                Rule = Get("rule"),
                Kind = Get("kind"),
                Site = SourcePlace.Parse(Get("site")),
            },
            _ => null,
        };
        return fact is null ? null : fact with { Place = place, Symbol = Get("symbol"), Sdk = Get("sdk") };
    }
}

/// <summary>Diagnostic ids that carry facts through the compiler's log. They are never shown to anyone.</summary>
public static class FactIds
{
    public const string AnalysisCompleted = "GOV9000";
    public const string ModelReference = "GOV9001";
    public const string InferenceCall = "GOV9002";
    public const string DatasetLoad = "GOV9003";
    public const string ContentExposure = "GOV9004";
    public const string CatalogueGap = "GOV9005";
    public const string Suppression = "GOV9006";
    public const string DataLeakage = "GOV9007";
    public const string UntrustedFlow = "GOV9008";
    public const string ToolSideEffect = "GOV9009";
    public const string HardCodedCredential = "GOV9010";
    public const string HiddenCharacters = "GOV9011";
    public const string Endpoint = "GOV9012";
}

/// <summary>One model reference that may reach one call. A call with <c>a ?? "gpt-4o"</c> gives two.</summary>
public sealed record ModelReferenceFact : CodeFact
{
    /// <summary>Who interprets the reference: <c>openai</c>; empty when it is not known.</summary>
    public string Provider { get; init; } = "";

    /// <summary>The kind of a dataset's reference: its revision can move like a model's, and nothing else said about models is about it.</summary>
    public const string DatasetKind = "dataset";

    /// <summary><c>model</c>, <c>deployment</c>, <c>path</c>, <c>revision</c> or <see cref="DatasetKind"/>.</summary>
    public string Kind { get; init; } = "model";

    /// <summary>The reference, or null when it cannot be known at build time.</summary>
    public string? Value { get; init; }

    /// <summary>Where the reference comes from, as a noun phrase: <c>environment variable OPENAI_MODEL</c>; empty for a literal at the call.</summary>
    public string Origin { get; init; } = "";

    /// <summary>What takes the reference: <c>OpenAI.Chat.ChatClient(model)</c>.</summary>
    public string Sink { get; init; } = "";

    public override string DiagnosticId => FactIds.ModelReference;

    /// <summary><c>provider:reference</c>, the form that cards, register and waivers use.</summary>
    public string Model => Value is null ? "" : (Provider.Length == 0 ? "" : Provider + ":") + Value;

    protected override void WriteTo(IDictionary<string, string> properties)
    {
        properties["provider"] = Provider;
        properties["kind"] = Kind;
        if (Value is not null)
        {
            properties["value"] = Value;
        }

        properties["origin"] = Origin;
        properties["sink"] = Sink;
    }
}

/// <summary>A call that sends something to a model.</summary>
public sealed record InferenceCallFact : CodeFact
{
    /// <summary>Type and method as people write them: <c>ChatClient.CompleteChatAsync</c>.</summary>
    public string Method { get; init; } = "";

    public string Kind { get; init; } = "";

    public Logged Logged { get; init; }

    /// <summary>What makes it logged, or what was looked for and where.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>Whether the length of the answer is limited.</summary>
    public CallAspect Output { get; init; } = CallAspect.NotAsked;

    /// <summary>Metadata name of the options type that has the limit, where the call has none; else empty.</summary>
    public string LimitType { get; init; } = "";

    public string LimitProperty { get; init; } = "";

    /// <summary>Whether the call ends when nobody waits for it any more.</summary>
    public CallAspect Cancellation { get; init; } = CallAspect.NotAsked;

    /// <summary>Whether there is something to do when the call fails.</summary>
    public CallAspect Fallback { get; init; } = CallAspect.NotAsked;

    /// <summary>Whether the client lives longer than the call.</summary>
    public CallAspect Lifetime { get; init; } = CallAspect.NotAsked;

    public override string DiagnosticId => FactIds.InferenceCall;

    protected override void WriteTo(IDictionary<string, string> properties)
    {
        properties["method"] = Method;
        properties["kind"] = Kind;
        properties["logged"] = LoggedText.ToText(Logged);
        properties["evidence"] = Evidence;
        Output.WriteTo(properties, "output");
        if (LimitProperty.Length > 0)
        {
            properties["limitType"] = LimitType;
            properties["limitProperty"] = LimitProperty;
        }

        Cancellation.WriteTo(properties, "cancellation");
        Fallback.WriteTo(properties, "fallback");
        Lifetime.WriteTo(properties, "lifetime");
    }
}

/// <summary>A place where prompts or answers get into logs or traces.</summary>
public sealed record ContentExposureFact : CodeFact
{
    public const string Capture = "capture";
    public const string Prompt = "prompt";
    public const string Answer = "answer";

    /// <summary><see cref="Capture"/>, a switch that makes an SDK record them; or what a log statement is given: <see cref="Prompt"/> or <see cref="Answer"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The switch, or the log statement and the value it is given.</summary>
    public string What { get; init; } = "";

    /// <summary>False where the value of the switch is not known at build time.</summary>
    public bool IsCertain { get; init; }

    public override string DiagnosticId => FactIds.ContentExposure;

    protected override void WriteTo(IDictionary<string, string> properties)
    {
        properties["kind"] = Kind;
        properties["what"] = What;
        properties["certain"] = IsCertain ? "yes" : "no";
    }
}

public enum Logged
{
    /// <summary>The call goes through nothing that logs.</summary>
    No,

    Yes,

    /// <summary>The client comes from outside the analysed code, so its pipeline cannot be seen here.</summary>
    NotVisible,
}

public static class LoggedText
{
    public static string ToText(Logged logged) => logged switch { Logged.Yes => "yes", Logged.No => "no", _ => "not-visible" };

    public static Logged Parse(string text) => text switch { "yes" => Logged.Yes, "no" => Logged.No, _ => Logged.NotVisible };
}

/// <summary>A call that reads data for training, evaluation or retrieval.</summary>
public sealed record DatasetLoadFact : CodeFact
{
    public string Method { get; init; } = "";

    public string Kind { get; init; } = "file";

    /// <summary>The path or URL, or null when it cannot be known at build time.</summary>
    public string? Value { get; init; }

    public string Origin { get; init; } = "";

    public override string DiagnosticId => FactIds.DatasetLoad;

    protected override void WriteTo(IDictionary<string, string> properties)
    {
        properties["method"] = Method;
        properties["kind"] = Kind;
        if (Value is not null)
        {
            properties["value"] = Value;
        }

        properties["origin"] = Origin;
    }
}

/// <summary>A step of an ML.NET pipeline that lets a model know what it is evaluated on.</summary>
public sealed record DataLeakageFact : CodeFact
{
    public const string FitBeforeSplit = "fit-before-split";
    public const string EvaluatedOnTrainingData = "evaluated-on-training-data";
    public const string LabelAsFeature = "label-as-feature";

    /// <summary>One of the three constants.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The call it is seen at: <c>DataOperationsCatalog.TrainTestSplit</c>.</summary>
    public string Method { get; init; } = "";

    /// <summary>The transform that learnt, the data, or the column.</summary>
    public string What { get; init; } = "";

    public override string DiagnosticId => FactIds.DataLeakage;

    protected override void WriteTo(IDictionary<string, string> properties)
    {
        properties["kind"] = Kind;
        properties["method"] = Method;
        properties["what"] = What;
    }
}

/// <summary>A name that the catalogue, or a policy's <c>sdks:</c>, expects in a referenced package, and that is not there.</summary>
public sealed record CatalogueGapFact : CodeFact
{
    /// <summary><c>OpenAI.Chat.ChatClient.CompleteChat</c>, <c>OpenAI.Chat.ChatClient..ctor(model)</c> or a type alone.</summary>
    public string Name { get; init; } = "";

    /// <summary>Simple name of the assembly that was looked at.</summary>
    public string Assembly { get; init; } = "";

    public string Version { get; init; } = "";

    /// <summary>Where the name is written: <c>policies/sdks/openai.yml</c>, or <c>governance.yml(12,5)</c>.</summary>
    public string Source { get; init; } = "";

    public override string DiagnosticId => FactIds.CatalogueGap;

    protected override void WriteTo(IDictionary<string, string> properties)
    {
        properties["name"] = Name;
        properties["assembly"] = Assembly;
        properties["version"] = Version;
        properties["source"] = Source;
    }
}

/// <summary>
/// What in the source hides one finding, whose place is the fact's. It is a possibility: whether the finding is hidden, the compiler's log
/// says.
/// </summary>
public sealed record SuppressionFact : CodeFact
{
    public const string Pragma = "pragma";
    public const string PragmaForAll = "pragma-all";
    public const string Attribute = "attribute";

    /// <summary>Id of the rule.</summary>
    public string Rule { get; init; } = "";

    /// <summary><see cref="Pragma"/>, <see cref="PragmaForAll"/> for one without ids, or <see cref="Attribute"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Where the directive or the attribute is.</summary>
    public SourcePlace Site { get; init; } = new("");

    public override string DiagnosticId => FactIds.Suppression;

    protected override void WriteTo(IDictionary<string, string> properties)
    {
        properties["rule"] = Rule;
        properties["kind"] = Kind;
        properties["site"] = Site.ToString();
    }
}

/// <summary>The sentinel: proof that the analysis of one compilation ran to its end, under which policy, and what it counted.</summary>
public sealed record AnalysisCompleted(string Assembly, string PolicyDigest, int ModelReferences, int InferenceCalls, int DatasetLoads)
{
    public IReadOnlyDictionary<string, string> ToProperties() => new Dictionary<string, string>
    {
        ["assembly"] = Assembly,
        ["policyDigest"] = PolicyDigest,
        ["modelReferences"] = ModelReferences.ToString(CultureInfo.InvariantCulture),
        ["inferenceCalls"] = InferenceCalls.ToString(CultureInfo.InvariantCulture),
        ["datasetLoads"] = DatasetLoads.ToString(CultureInfo.InvariantCulture),
    };

    public static AnalysisCompleted FromProperties(IReadOnlyDictionary<string, string> p)
    {
        int Number(string key) =>
            p.TryGetValue(key, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1;

        return new AnalysisCompleted(
            p.TryGetValue("assembly", out var assembly) ? assembly : "",
            p.TryGetValue("policyDigest", out var digest) ? digest : "",
            Number("modelReferences"),
            Number("inferenceCalls"),
            Number("datasetLoads"));
    }
}
