using GovernanceAnalyzers.Core.Http;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Catalogue;

/// <summary>An address of <c>policies/raw-http.yml</c>, or of a policy's <c>rawHttp</c>.</summary>
internal static class HttpEndpointReader
{
    public static readonly ObjectShape Shape = new(
        new Property("host", new ScalarShape("a host", HostProblem) { Pattern = @"^[^/\p{Lu}\p{Lt}]+$" }, Required: true, "Lower-case host or host:port, with * as wildcard."),
        new Property("path", new ScalarShape("a path", HttpEndpoint.ProblemOf) { Pattern = @"^(/|\*\*/)" }, Required: true, "Path with {model}, {deployment}, *, ** and (a|b)."),
        new Property("provider", ScalarShape.Text, Description: "Who interprets the model reference."),
        new Property("kind", ScalarShape.Text, Description: "chat, embedding and so on; artefact or dataset for downloads."),
        new Property("model", ScalarShape.OneOf(HttpEndpoint.InBody, HttpEndpoint.InPath, ""), Description: "Where the reference stands."));

    public static HttpEndpoint Read(YamlMapping mapping) => new(
        mapping.Text("host")!,
        mapping.Text("path")!,
        mapping.Text("provider") ?? "",
        mapping.Text("kind") ?? "chat",
        mapping.Text("model") ?? HttpEndpoint.InBody);

    private static string? HostProblem(string host) =>
        host.Length == 0 || host.IndexOf('/') >= 0 || host != host.ToLowerInvariant() ? $"'{host}' is not a host in lower case, without scheme and path" : null;
}
