using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Http;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Security;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Catalogue;

/// <summary>
/// The short lists beside the catalogue: what writes a log, who answers at an address, what records content, where requests without an SDK go.
/// </summary>
public static class ShippedLists
{
    private static readonly Shape SinksShape = new ObjectShape(new Property(
        "sinks",
        new ListShape(new ObjectShape(
            new Property("type", ScalarShape.Text, Required: true),
            new Property("methods", new ListShape(ScalarShape.Text), Required: true))),
        Required: true));

    private static readonly Shape EndpointsShape = new ObjectShape(new Property(
        "endpoints",
        new ListShape(new ObjectShape(
            new Property("host", ScalarShape.Text, Required: true),
            new Property("provider", ScalarShape.Text, Required: true),
            new Property("default", ScalarShape.Boolean),
            new Property("variable", ScalarShape.Text))),
        Required: true));

    private static readonly Shape SwitchesShape = new ObjectShape(new Property("switches", new ListShape(ScalarShape.Text), Required: true));
    private static readonly Shape HttpEndpointsShape =
        new ObjectShape(new Property("endpoints", new ListShape(HttpEndpointReader.Shape), Required: true));

    public static IReadOnlyList<string> Records() =>
    [
        PolicyRecords.FormatContentSwitches(Root("policies/content-switches.yml", SwitchesShape).Texts("switches")),
        .. Items("policies/log-sinks.yml", SinksShape, "sinks")
            .Select(m => PolicyRecords.FormatLogSink(m.Text("type")!, m.Texts("methods"))),
        .. Items("policies/endpoints.yml", EndpointsShape, "endpoints")
            .Select(m => PolicyRecords.FormatEndpoint(m.Text("host")!, m.Text("provider")!, m.Text("default") == "true", m.Text("variable") ?? "")),
        .. Security().Select(s => s.Write()),
    ];

    /// <summary>What the flow rules know by name.</summary>
    public static IReadOnlyList<SecurityEntry> Security() => SecurityReader.Read(Root("policies/security.yml", SecurityReader.Shape)).Select(e => e.Entry).ToArray();

    /// <summary>Addresses at which models are reached without an SDK.</summary>
    public static IReadOnlyList<HttpEndpoint> HttpEndpoints() =>
        Items("policies/raw-http.yml", HttpEndpointsShape, "endpoints").Select(HttpEndpointReader.Read).ToArray();

    private static readonly Shape FilesShape = new ObjectShape(new Property("files", new ListShape(ScalarShape.Text), Required: true));

    private static readonly Lazy<IReadOnlyList<string>> Credentials = new(() => Root("policies/credential-files.yml", FilesShape).Texts("files"));

    private static readonly Lazy<IReadOnlyList<string>> Prompts = new(() => Root("policies/prompt-files.yml", FilesShape).Texts("files"));

    /// <summary>Globs of the configuration files in which keys are looked for.</summary>
    public static IReadOnlyList<string> CredentialFiles => Credentials.Value;

    /// <summary>Globs of the files whose text goes to a model or an assistant.</summary>
    public static IReadOnlyList<string> PromptFiles => Prompts.Value;

    private static IEnumerable<YamlMapping> Items(string file, Shape shape, string key) => Root(file, shape).List(key).OfType<YamlMapping>();

    /// <exception cref="InvalidOperationException">A shipped file is wrong. The tests read every file, so this does not reach users.</exception>
    internal static YamlMapping Root(string file, Shape shape)
    {
        var problems = new List<FileProblem>();
        var root = YamlReader.ReadText(ShippedFiles.Text(file), file, problems);
        if (root is not null)
        {
            shape.Check(root, file, problems);
        }

        return problems.Count == 0
            ? (YamlMapping)root!
            : throw new InvalidOperationException($"{problems[0].Place}: {problems[0].Message}");
    }
}
