using System.Collections.Generic;
using System.Globalization;

namespace GovernanceAnalyzers.Core.Facts;

/// <summary>A key that is written in code, or in a configuration file that code reads it from. The key itself is no part of the fact.</summary>
public sealed record HardCodedCredentialFact : CodeFact
{
    /// <summary>A parameter or property of an SDK.</summary>
    public const string Argument = "argument";

    /// <summary>A header of a request.</summary>
    public const string Header = "header";

    /// <summary>Text of a known form, wherever it stands.</summary>
    public const string Text = "text";

    /// <summary>One of the three constants.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What takes the key: <c>new ApiKeyCredential</c>, <c>the header x-api-key</c>; for text, what kind of text it is.</summary>
    public string Sink { get; init; } = "";

    /// <summary>Whose key it is, as the catalogue says it; empty when it is not known.</summary>
    public string Provider { get; init; } = "";

    /// <summary>The public beginning of keys of this form; empty when the form is not known.</summary>
    public string Format { get; init; } = "";

    /// <summary>In characters.</summary>
    public int Length { get; init; }

    public string Origin { get; init; } = "";

    /// <summary>The environment variable in which such a key is kept by convention.</summary>
    public string Variable { get; init; } = "";

    public override string DiagnosticId => FactIds.HardCodedCredential;

    protected override void WriteTo(IDictionary<string, string> properties)
    {
        properties["kind"] = Kind;
        properties["sink"] = Sink;
        properties["provider"] = Provider;
        properties["format"] = Format;
        properties["length"] = Length.ToString(CultureInfo.InvariantCulture);
        properties["origin"] = Origin;
        properties["variable"] = Variable;
    }
}

/// <summary>Characters in a text of code that nobody sees and a model reads.</summary>
public sealed record HiddenCharactersFact : CodeFact
{
    /// <summary>Which: <c>U+202E RIGHT-TO-LEFT OVERRIDE</c>.</summary>
    public string What { get; init; } = "";

    public override string DiagnosticId => FactIds.HiddenCharacters;

    protected override void WriteTo(IDictionary<string, string> properties) => properties["what"] = What;
}

/// <summary>Where requests to a model go. Only recorded where the policy lists what is allowed.</summary>
public sealed record EndpointFact : CodeFact
{
    public const string Address = "address";

    /// <summary>No address is given, so the SDK's own applies.</summary>
    public const string Default = "default";

    public const string Region = "region";

    /// <summary>One of the three constants.</summary>
    public string Kind { get; init; } = Address;

    /// <summary>The address without anything secret, or the region; null when it is not known at build time.</summary>
    public string? Value { get; init; }

    /// <summary>What is known of an address of which a part is not, with <see cref="Hole"/> for that part: <c>https://*.openai.azure.com</c>; else empty.</summary>
    public string Pattern { get; init; } = "";

    public const char Hole = '*';

    public string Sink { get; init; } = "";

    public string Provider { get; init; } = "";

    public string Origin { get; init; } = "";

    public override string DiagnosticId => FactIds.Endpoint;

    protected override void WriteTo(IDictionary<string, string> properties)
    {
        properties["kind"] = Kind;
        if (Value is not null)
        {
            properties["value"] = Value;
        }

        if (Pattern.Length > 0)
        {
            properties["pattern"] = Pattern;
        }

        properties["sink"] = Sink;
        properties["provider"] = Provider;
        properties["origin"] = Origin;
    }
}
