using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV6008_EndpointNotAllowedTests
{
    private const string Usings = """
        using System.ClientModel;
        using System.Net.Http.Json;
        using Microsoft.Extensions.Configuration;
        using OpenAI;
        using OpenAI.Chat;

        """;

    private static Verify.Test Test(string source, string allow = "[\"*.openai.azure.com\", \"https://gateway.contoso.com/llm/*\", localhost]", ReferenceAssemblies? references = null, string key = "endpoints: { allow: ") => new()
    {
        TestCode = source,
        Policy = $"schemaVersion: 1\n{key}{allow} }}\nrules: {{ GOV6008: error }}\n",
        Rules = ["GOV6008"],
        ReferenceAssemblies = references ?? ReferenceAssemblies.OpenAI,
    };

    private static async Task<string> Severity(Verify.Test test)
    {
        var found = await test.GetDiagnosticsAsync();
        return string.Join(",", found.Select(d => d.Severity));
    }

    private static string WithOptions(string address) =>
        Usings + $"var c = new ChatClient(\"gpt-4.1-2025-04-14\", new ApiKeyCredential(\"key\"), new OpenAIClientOptions {{ Endpoint = {address} }});";

    [Theory]
    [InlineData("https://shop.openai.azure.com/openai/v1")]
    [InlineData("https://SHOP.OpenAI.Azure.COM/openai/v1")]
    [InlineData("https://shop.openai.azure.com./openai/v1")]
    [InlineData("https://shop.openai.azure.com:443/")]
    [InlineData("https://a.b.openai.azure.com")]
    [InlineData("https://user:password@shop.openai.azure.com/")]
    [InlineData("https://gateway.contoso.com/llm/v1")]
    [InlineData("https://gateway.contoso.com/llm/")]
    [InlineData("http://localhost:11434/v1")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://[::1]:8080")]
    public async Task Address_on_the_list_NotTriggers(string address) => Assert.Empty(await Severity(Test(WithOptions($"new Uri(\"{address}\")"))));

    [Theory]
    [InlineData("https://evil-openai.azure.com.attacker.net/")]
    [InlineData("https://shop.openai.azure.com.attacker.net/")]
    [InlineData("https://openai.azure.com/")]
    [InlineData("https://shopopenai.azure.com/")]
    [InlineData("https://shop.openai.azure.com@attacker.net/")]
    [InlineData("https://shop.openai.azure.com:443@attacker.net/")]
    [InlineData("https://attacker.net/shop.openai.azure.com")]
    [InlineData("https://attacker.net/?x=.openai.azure.com")]
    [InlineData("https://attacker.net#.openai.azure.com")]
    [InlineData("https://shop.openai.azure.com:8443/")]
    [InlineData("http://shop.openai.azure.com/")]
    [InlineData("https://shop.\u043Epenai.azure.com/")]
    [InlineData("https://gateway.contoso.com/other/v1")]
    [InlineData("https://gateway.contoso.com/llmx")]
    [InlineData("https://gateway.contoso.com:8443/llm/v1")]
    [InlineData("https://api.openai.com/v1")]
    [InlineData("https://api.deepseek.com")]
    [InlineData("http://localhost.attacker.net:11434")]
    [InlineData("http://127.0.0.1.attacker.net")]
    [InlineData("http://10.0.0.1:11434")]
    [InlineData("http://ollama:11434")]
    public async Task Other_address_Triggers(string address) => Assert.Equal("Error", await Severity(Test(WithOptions($"new Uri(\"{address}\")"))));

    [Theory]
    [InlineData("new Uri(Environment.GetEnvironmentVariable(\"ENDPOINT\")!)", "Info")]
    [InlineData("new Uri(args[0])", "Info")]
    [InlineData("new Uri($\"https://{args[0]}.openai.azure.com\")", "")]
    [InlineData("new Uri($\"https://{args[0]}.openai.azure.com/openai/deployments/{args[1]}?v={args[2]}\")", "")]
    [InlineData("new Uri($\"https://{args[0]}-llm.openai.azure.com/\")", "")]
    [InlineData("new Uri(\"https://\" + args[0] + \".openai.azure.com\")", "")]
    [InlineData("new Uri(string.Format(\"https://{0}.openai.azure.com\", args[0]))", "")]
    [InlineData("new Uri($\"https://{args[0]}.deepseek.com\")", "Info")]
    [InlineData("new Uri($\"https://{args[0]}.openai.azure.com.{args[1]}\")", "Info")]
    [InlineData("new Uri($\"https://{args[0]}.openai.azure.com@{args[1]}\")", "Info")]
    [InlineData("new Uri($\"https://{args[0]}/.openai.azure.com\")", "Info")]
    [InlineData("new Uri($\"https://{args[0]}openai.azure.com\")", "Info")]
    [InlineData("new Uri($\"{args[0]}://shop.openai.azure.com\")", "Info")]
    [InlineData("new Uri($\"{args[0]}.openai.azure.com\")", "Info")]
    [InlineData("new Uri($\"https://gateway.contoso.com/{args[0]}/v1\")", "Info")]
    [InlineData("new Uri($\"https://gateway.contoso.com/llm/{args[0]}\")", "")]
    [InlineData("new Uri($\"https://{Names.Resource}.openai.azure.com\")); static class Names { public const string Resource = \"shop\"; } //", "")]
    [InlineData("new Uri($\"https://{Names.Resource}.deepseek.com\")); static class Names { public const string Resource = \"api\"; } //", "Error")]
    [InlineData("new Uri(Environment.GetEnvironmentVariable(\"ENDPOINT\") ?? \"https://api.deepseek.com\")", "Info,Error")]
    [InlineData("args.Length > 0 ? new Uri(\"https://shop.openai.azure.com\") : new Uri(\"https://api.deepseek.com\")", "Error")]
    [InlineData("new Uri(\"<your-endpoint>\", UriKind.Relative)", "")]
    [InlineData("new Uri(\"https://\" + \"api.deepseek.com\")", "Error")]
    [InlineData("Settings.Address); class Settings { public static readonly Uri Address = new(\"https://api.deepseek.com\"); } //", "Error")]
    public async Task What_is_not_known_is_said(string address, string severities)
    {
        var source = address.Contains("class Names", System.StringComparison.Ordinal)
            ? Usings + $"var o = new OpenAIClientOptions(); o.Endpoint = ({address}"
            : address.Contains("class Settings", System.StringComparison.Ordinal)
            ? Usings + "var o = new OpenAIClientOptions(); o.Endpoint = (Settings.Address); class Settings { public static readonly Uri Address = new(\"https://api.deepseek.com\"); }"
            : WithOptions(address);
        Assert.Equal(severities.Split(',').Order(), (await Severity(Test(source))).Split(',').Order());
    }

    [Theory]
    [InlineData("new ChatClient(\"gpt-4.1-2025-04-14\", \"key\")", "Error")]
    [InlineData("new OpenAIClient(\"key\")", "Error")]
    [InlineData("new OpenAIClient(new ApiKeyCredential(\"key\"), new OpenAIClientOptions())", "Error")]
    [InlineData("new OpenAIClient(new ApiKeyCredential(\"key\"), Options())", "")]
    [InlineData("new OpenAIClient(new ApiKeyCredential(\"key\"), Given.Value)", "Info")]
    [InlineData("new ApiKeyCredential(\"key\")", "")]
    public async Task The_address_of_the_SDK_counts_where_none_is_given(string creation, string severities) => Assert.Equal(severities, await Severity(Test(
        Usings + $"var c = {creation}; static OpenAIClientOptions Options() => new() {{ Endpoint = new Uri(\"https://shop.openai.azure.com\") }}; "
        + "class Given { public static OpenAIClientOptions Value => Load<OpenAIClientOptions>(); static T Load<T>() => throw new Exception(); }")));

    [Fact]
    public async Task Default_of_other_SDKs_Triggers()
    {
        Assert.Equal("Error", await Severity(Test("var c = new Anthropic.AnthropicClient();", references: ReferenceAssemblies.Anthropic)));
        Assert.Equal("Error", await Severity(Test("Anthropic.AnthropicClient c = new();", references: ReferenceAssemblies.Anthropic)));
        Assert.Equal("", await Severity(Test("var c = new Anthropic.AnthropicClient();", "[api.anthropic.com]", ReferenceAssemblies.Anthropic)));
        Assert.Equal("Error", await Severity(Test("var c = new Anthropic.AnthropicClient { BaseUrl = \"https://proxy.example.com\" };", references: ReferenceAssemblies.Anthropic)));
        Assert.Equal("", await Severity(Test("var c = new Anthropic.AnthropicClient { BaseUrl = \"https://gateway.contoso.com/llm/anthropic\" };", references: ReferenceAssemblies.Anthropic)));
        Assert.Equal("", await Severity(Test("var c = new OllamaSharp.OllamaApiClient(\"http://localhost:11434\");", references: ReferenceAssemblies.Ollama)));
        Assert.Equal("Error", await Severity(Test("var c = new OllamaSharp.OllamaApiClient(\"http://gpu-box.lan:11434\");", references: ReferenceAssemblies.Ollama)));
    }

    [Theory]
    [InlineData("AddAzureOpenAIChatCompletion(\"chat\", \"https://shop.openai.azure.com\", \"key\")", "")]
    [InlineData("AddAzureOpenAIChatCompletion(\"chat\", \"https://shop.cognitiveservices.azure.com\", \"key\")", "Error")]
    [InlineData("AddOllamaChatCompletion(\"llama3.2:3b\", new Uri(\"http://localhost:11434\"))", "")]
    [InlineData("AddOllamaChatCompletion(\"llama3.2:3b\", new Uri(\"https://ollama.example.com\"))", "Error")]
    [InlineData("AddOpenAIChatCompletion(\"gpt-4.1-2025-04-14\", \"key\")", "Error")]
    public async Task Registrations(string call, string severities) => Assert.Equal(severities, await Severity(Test(
        $"using Microsoft.SemanticKernel;\nKernel.CreateBuilder().{call};", references: ReferenceAssemblies.SemanticKernel)));

    [Theory]
    [InlineData("https://api.openai.com/v1/chat/completions", "Error")]
    [InlineData("https://shop.openai.azure.com/openai/deployments/chat/chat/completions", "")]
    [InlineData("https://gateway.contoso.com/llm/v1/chat/completions", "")]
    [InlineData("https://gateway.contoso.com/v1/chat/completions", "Error")]
    [InlineData("http://localhost:11434/api/chat", "")]
    [InlineData("https://example.com/cars", "")]
    public async Task Requests_without_an_SDK(string address, string severities) => Assert.Equal(severities, await Severity(Test(
        Usings + $"class Bot {{ Task Ask(HttpClient http) => http.PostAsJsonAsync(\"{address}\", new {{ model = \"m\" }}); }}")));

    [Theory]
    [InlineData("https://shop.openai.azure.com/", 0)]
    [InlineData("https://api.deepseek.com", 1)]
    public async Task Configured_address_is_judged_at_its_line(string address, int count)
    {
        var test = Test(Usings + "class Bot { OpenAIClientOptions Make(IConfiguration c) => new() { Endpoint = new Uri(c[\"AI:Endpoint\"]!) }; }");
        test.TestState.AdditionalFiles.Add("src/appsettings.json", $"{{ \"AI\": {{ \"Endpoint\": \"{address}\" }} }}");
        var found = await test.GetDiagnosticsAsync();
        Assert.Equal(count, found.Length);
        Assert.All(found, d => Assert.EndsWith("appsettings.json", d.Location.GetLineSpan().Path));
    }

    /// <summary>AnthropicClient looks there by itself; launch settings count for developers only, so the SDK's own address stays possible.</summary>
    [Theory]
    [InlineData("src/Dockerfile", "FROM x\nENV ANTHROPIC_BASE_URL=https://proxy.example.com\n", "Dockerfile:1")]
    [InlineData("src/Dockerfile", "FROM x\nENV ANTHROPIC_BASE_URL=https://gateway.contoso.com/llm/anthropic\n", "")]
    [InlineData("src/.env", "ANTHROPIC_BASE_URL=https://proxy.example.com\n", ".env:0")]
    [InlineData("docker-compose.yml", "services:\n  web:\n    environment:\n      ANTHROPIC_BASE_URL: https://proxy.example.com\n", "docker-compose.yml:3")]
    [InlineData("src/Properties/launchSettings.json", "{ \"profiles\": { \"a\": { \"environmentVariables\": {\n\"ANTHROPIC_BASE_URL\": \"http://localhost:8080\" } } } }", "Test.cs:0")]
    [InlineData("src/Properties/launchSettings.json", "{ \"profiles\": { \"a\": { \"environmentVariables\": {\n\"ANTHROPIC_BASE_URL\": \"https://proxy.example.com\" } } } }", "Test.cs:0 launchSettings.json:1")]
    [InlineData("src/.env", "OPENAI_BASE_URL=https://proxy.example.com\n", "Test.cs:0")]
    [InlineData("src/.env", "ANTHROPIC_BASE_URL=\n", "Test.cs:0")]
    [InlineData("src/Dockerfile", "FROM x\nENV ANTHROPIC_BASE_URL=\"\"\n", "Test.cs:0")]
    public async Task A_variable_that_the_SDK_reads_by_itself_is_judged_at_its_line(string path, string text, string places)
    {
        var test = Test("var c = new Anthropic.AnthropicClient();", references: ReferenceAssemblies.Anthropic);
        test.TestState.AdditionalFiles.Add(path, text);
        var found = (await test.GetDiagnosticsAsync()).Select(d => d.Location.GetLineSpan()).Select(s => $"{System.IO.Path.GetFileName(s.Path)}:{s.StartLinePosition.Line}");
        Assert.Equal(places, string.Join(" ", found.Order(System.StringComparer.Ordinal)));
    }

    [Fact]
    public async Task An_address_in_code_comes_before_the_variable()
    {
        var test = Test("var c = new Anthropic.AnthropicClient { BaseUrl = \"https://gateway.contoso.com/llm/a\" };", references: ReferenceAssemblies.Anthropic);
        test.TestState.AdditionalFiles.Add("src/.env", "ANTHROPIC_BASE_URL=https://proxy.example.com\n");
        Assert.Empty(await test.GetDiagnosticsAsync());
    }

    [Theory]
    [InlineData("new AmazonBedrockRuntimeClient(Amazon.RegionEndpoint.EUWest1)", "")]
    [InlineData("new AmazonBedrockRuntimeClient(Amazon.RegionEndpoint.EUCentral1)", "")]
    [InlineData("new AmazonBedrockRuntimeClient(Amazon.RegionEndpoint.USEast1)", "Error")]
    [InlineData("new AmazonBedrockRuntimeClient(Amazon.RegionEndpoint.USGovCloudWest1)", "Error")]
    [InlineData("new AmazonBedrockRuntimeClient(Amazon.RegionEndpoint.GetBySystemName(\"eu-west-1\"))", "")]
    [InlineData("new AmazonBedrockRuntimeClient(Amazon.RegionEndpoint.GetBySystemName(\"us-east-1\"))", "Error")]
    [InlineData("new AmazonBedrockRuntimeClient(Amazon.RegionEndpoint.GetBySystemName(args[0]))", "Info")]
    [InlineData("new Amazon.BedrockRuntime.Model.ConverseRequest { ModelId = \"eu.anthropic.claude-sonnet-4-5-20250929-v1:0\" }", "")]
    [InlineData("new Amazon.BedrockRuntime.Model.ConverseRequest { ModelId = \"us.anthropic.claude-sonnet-4-5-20250929-v1:0\" }", "Error")]
    [InlineData("new Amazon.BedrockRuntime.Model.ConverseRequest { ModelId = \"global.anthropic.claude-sonnet-4-5-20250929-v1:0\" }", "Error")]
    [InlineData("new Amazon.BedrockRuntime.Model.ConverseRequest { ModelId = \"anthropic.claude-sonnet-4-5-20250929-v1:0\" }", "")]
    public async Task Regions_and_inference_profiles(string creation, string severities) => Assert.Equal(severities, await Severity(Test(
        $"using Amazon.BedrockRuntime;\nvar c = {creation};", "[\"eu-*\"]", ReferenceAssemblies.Bedrock, "models: { regions: ")));

    [Fact]
    public async Task Without_a_list_NotTriggers() => Assert.Empty(await new Verify.Test
    {
        TestCode = WithOptions("new Uri(\"https://api.deepseek.com\")"),
        Rules = ["GOV6008"],
    }.GetDiagnosticsAsync());

    [Fact]
    public async Task Message_names_address_and_list_but_no_password()
    {
        var found = Assert.Single(await Test(WithOptions("new Uri(\"https://me:hunter2@api.deepseek.com/v1?key=hunter3\")")).GetDiagnosticsAsync());
        Assert.Equal(
            "Prompts go to \"https://api.deepseek.com/v1\" through OpenAIClientOptions.Endpoint, and that is not allowed: governance.yml(2) allows *.openai.azure.com, "
            + "https://gateway.contoso.com/llm/*, localhost. Use an address that is listed, or have this one added to the list. [governance.yml(3)]", found.GetMessage());
        var none = Assert.Single(await Test(Usings + "var c = new OpenAIClient(\"key\");").GetDiagnosticsAsync());
        Assert.StartsWith("Prompts go to https://api.openai.com, because new OpenAIClient is given no address, and that is not allowed: governance.yml(2) allows ", none.GetMessage());
    }
}
