using GovernanceAnalyzers.Core.Http;
using Xunit;

namespace GovernanceAnalyzers.Core.Tests;

public class EndpointPatternTests
{
    [Theory]
    [InlineData("*.openai.azure.com", "https://a.openai.azure.com", true)]
    [InlineData("*.OpenAI.azure.com.", "https://A.openai.AZURE.com./x", true)]
    [InlineData("*.openai.azure.com", "a.openai.azure.com", true)]
    [InlineData("*.openai.azure.com", "wss://a.openai.azure.com/realtime", true)]
    [InlineData("*.openai.azure.com", "https://openai.azure.com", false)]
    [InlineData("*.openai.azure.com", "https://aopenai.azure.com", false)]
    [InlineData("*.openai.azure.com", "https://a.openai.azure.com.x.net", false)]
    [InlineData("*.openai.azure.com", "http://a.openai.azure.com", false)]
    [InlineData("http://*.internal", "http://a.internal", true)]
    [InlineData("http://*.internal", "https://a.internal", false)]
    [InlineData("bedrock-runtime.*.amazonaws.com", "https://bedrock-runtime.eu-west-1.amazonaws.com", true)]
    [InlineData("bedrock-runtime.eu-*.amazonaws.com", "https://bedrock-runtime.us-east-1.amazonaws.com", false)]
    [InlineData("bedrock-runtime.*.amazonaws.com", "https://bedrock-runtime.a.b.amazonaws.com", false)]
    [InlineData("*-aiplatform.googleapis.com", "https://europe-west4-aiplatform.googleapis.com", true)]
    [InlineData("localhost", "http://localhost:5000", true)]
    [InlineData("localhost", "http://127.0.0.1:11434", true)]
    [InlineData("localhost", "http://[::1]", true)]
    [InlineData("localhost", "http://2130706433/", false)]
    [InlineData("localhost", "http://127.1/", false)]
    [InlineData("localhost", "http://0x7f000001/", false)]
    [InlineData("localhost:11434", "http://localhost:11434", true)]
    [InlineData("localhost:11434", "http://localhost:5000", false)]
    [InlineData("a.com:8443", "https://a.com:8443", true)]
    [InlineData("a.com:8443", "https://a.com", false)]
    [InlineData("a.com:*", "https://a.com:8443", true)]
    [InlineData("a.com/v1", "https://a.com/v1/chat", true)]
    [InlineData("a.com/v1", "https://a.com/v10", false)]
    [InlineData("a.com/v1/*", "https://a.com/v1/../admin", false)]
    [InlineData("a.com/v1/*", "https://a.com/v1/%2e%2e/admin", false)]
    [InlineData("a.com/*/llm/*", "https://a.com/team/llm/v1", true)]
    [InlineData("b\u00FCcher.de", "https://xn--bcher-kva.de", true)]
    [InlineData("xn--bcher-kva.de", "https://B\u00DCCHER.de", true)]
    [InlineData("a.com", "https://\u0430.com", false)]
    [InlineData("a.com", "https://a.com@b.com", false)]
    [InlineData("a.com", "https://b.com\\@a.com", false)]
    [InlineData("a.com", "https://a.com%2eb.com", false)]
    [InlineData("10.0.0.1", "https://10.0.0.1", true)]
    [InlineData("*", "https://anything.example", true)]
    [InlineData("[2001:db8::1]", "https://[2001:DB8:0:0:0:0:0:1]", true)]
    public void Hosts_are_compared_label_by_label(string pattern, string address, bool isMatch) =>
        Assert.Equal(isMatch, EndpointAddress.Parse(address) is { } parsed && EndpointPattern.Parse(pattern)!.Matches(parsed));

    [Theory]
    [InlineData("")]
    [InlineData("ftp://a.com")]
    [InlineData("a b.com")]
    [InlineData("a.com?x")]
    [InlineData("user@a.com")]
    [InlineData("a..com")]
    [InlineData("a.com:99999")]
    [InlineData("openai.*")]
    public void Other_text_is_no_pattern(string text) => Assert.NotNull(EndpointPattern.ProblemOf(text));

    [Theory]
    [InlineData("")]
    [InlineData("not an address")]
    [InlineData("file:///etc/passwd")]
    [InlineData("shop")]
    [InlineData("https://")]
    [InlineData("https://a..b")]
    [InlineData("https://a.com:port")]
    [InlineData("https://a\n.com")]
    public void Other_text_is_no_address(string text) => Assert.Null(EndpointAddress.Parse(text));
}
