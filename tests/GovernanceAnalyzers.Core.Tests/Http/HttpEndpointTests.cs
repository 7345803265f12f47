using GovernanceAnalyzers.Core.Http;
using Xunit;

namespace GovernanceAnalyzers.Core.Tests.Http;

public class HttpEndpointTests
{
    private static HttpEndpoint Endpoint(string host, string path = "/") => new(host, path, "openai", "chat", HttpEndpoint.InBody);

    [Theory]
    [InlineData("api.openai.com", "api.openai.com", true)]
    [InlineData("api.openai.com", "api.openai.com:443", true)]
    [InlineData("api.openai.com", "api.openai.com.example.com", false)]
    [InlineData("api.openai.com", "xapi.openai.com", false)]
    [InlineData("*.openai.azure.com", "contoso.openai.azure.com", true)]
    [InlineData("*.openai.azure.com", "openai.azure.com", false)]
    [InlineData("localhost:11434", "localhost:11434", true)]
    [InlineData("localhost:11434", "localhost", false)]
    [InlineData("localhost:11434", "localhost:5000", false)]
    [InlineData("*", "", true)]
    public void Host_is_a_glob_with_or_without_port(string host, string authority, bool matches) =>
        Assert.Equal(matches, Endpoint(host).MatchesHost(authority));

    [Theory]
    [InlineData("/v1/chat/completions", "/v1/chat/completions", "")]
    [InlineData("/v1/chat/completions", "/v1/chat/completions/", "")]
    [InlineData("/v1/models/{model}:(generateContent|predict)", "/v1/models/gemini-2.0-flash:predict", "gemini-2.0-flash")]
    [InlineData("/openai/deployments/{model}/(chat/completions|embeddings)", "/openai/deployments/prod/chat/completions", "prod")]
    [InlineData("**/v1/chat/completions", "/gateway/v1/chat/completions", "")]
    [InlineData("**/v1/chat/completions", "/v1/chat/completions", "")]
    [InlineData("/a.b/*/c", "/a.b/x/c", "")]
    public void Path_matches_and_takes_the_model(string pattern, string path, string model)
    {
        var match = Endpoint("*", pattern).MatchPath(path);
        Assert.True(match.Success);
        Assert.Equal(model, match.Groups["model"].Value);
    }

    [Theory]
    [InlineData("/v1/chat/completions", "/v1/chat")]
    [InlineData("/v1/chat/completions", "/x/v1/chat/completions")]
    [InlineData("/v1/models/{model}:predict", "/v1/models/a/b:predict")]
    [InlineData("/a.b", "/aXb")]
    [InlineData("/a/*/c", "/a/x/y/c")]
    public void Other_paths_do_not_match(string pattern, string path) => Assert.False(Endpoint("*", pattern).MatchPath(path).Success);

    [Theory]
    [InlineData("/v1/", true)]
    [InlineData("/v1/chat/", true)]
    [InlineData("/", true)]
    [InlineData("/v2/", false)]
    public void A_path_of_which_the_beginning_is_known_may_match(string start, bool may) =>
        Assert.Equal(may, Endpoint("*", "/v1/chat/completions").MayBeginWith(start));
}
