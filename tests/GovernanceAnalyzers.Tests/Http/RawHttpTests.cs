using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;

namespace GovernanceAnalyzers.Tests.Http;

public class RawHttpTests
{
    /// <summary>What Microsoft.Extensions.Http declares, by name and shape.</summary>
    private const string FactoryStandIn = """
        namespace System.Net.Http
        {
            public interface IHttpClientFactory { HttpClient CreateClient(string name); }
        }

        namespace Microsoft.Extensions.DependencyInjection
        {
            public interface IHttpClientBuilder;

            public static class HttpClientFactoryServiceCollectionExtensions
            {
                public static IHttpClientBuilder AddHttpClient(this IServiceCollection services, string name, System.Action<System.Net.Http.HttpClient> configureClient) => null!;
                public static IHttpClientBuilder AddHttpClient<TClient>(this IServiceCollection services) => null!;
                public static IHttpClientBuilder ConfigureHttpClient(this IHttpClientBuilder builder, System.Action<System.Net.Http.HttpClient> configureClient) => null!;
                public static IHttpClientBuilder RemoveAllLoggers(this IHttpClientBuilder builder) => null!;
            }
        }
        """;

    private const string Usings = """
        using System.Net.Http.Json;
        using System.Text;
        using System.Text.Json;
        using System.Text.Json.Nodes;
        using System.Text.Json.Serialization;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Logging;
        """;

    private const string ChatUrl = "https://api.openai.com/v1/chat/completions";

    private static Verify.Test Test(string source, string? policy = null, ReferenceAssemblies? references = null)
    {
        var test = new Verify.Test { TestCode = Usings + "\n" + source, Policy = policy, ReferenceAssemblies = references ?? ReferenceAssemblies.OpenAI };
        if (source.Contains("AddHttpClient", StringComparison.Ordinal) || source.Contains("IHttpClientFactory", StringComparison.Ordinal))
        {
            test.TestState.Sources.Add("src/Factory.cs", FactoryStandIn);
        }

        test.TestState.AnalyzerConfigFiles.Add("obj/gate.globalconfig", "is_global = true\ngovernance_gate = true\n");
        return test;
    }

    /// <summary>The facts, each as one line: what is referenced, called and loaded.</summary>
    private static async Task<string[]> Facts(string source, string? policy = null, ReferenceAssemblies? references = null)
    {
        var found = new List<string>();
        foreach (var d in await Test(source, policy, references).GetDiagnosticsAsync())
        {
            var properties = d.Properties.ToDictionary(p => p.Key, p => p.Value ?? "");
            found.Add(CodeFact.FromProperties(d.Id, properties, new("")) switch
            {
                ModelReferenceFact { Sdk: "raw-http" } r => $"{r.Kind} {r.Provider}:{r.Value ?? $"? ({r.Origin})"}",
                InferenceCallFact { Sdk: "raw-http" } c => $"{c.Method} {c.Kind} {LoggedText.ToText(c.Logged)}",
                DatasetLoadFact { Sdk: "raw-http" } l => $"load {l.Value ?? $"? ({l.Origin})"}",
                _ => "",
            });
        }

        return [.. found.Where(f => f.Length > 0).Order(StringComparer.Ordinal)];
    }

    /// <summary>The models of a POST whose body an expression makes, in a method with the parameters http and model.</summary>
    private static async Task<string[]> Models(string statements, string members = "") =>
        [.. (await Facts($$"""
            class Bot
            {
                async Task Ask(HttpClient http, string question)
                {
                    {{statements}}
                }
                {{members}}
            }
            """)).Where(f => !f.StartsWith("HttpClient", StringComparison.Ordinal))];

    [Theory]
    [InlineData("""http.PostAsJsonAsync("https://api.openai.com/v1/chat/completions", new { model = "gpt-4o" });""", "model openai:gpt-4o", "PostAsJsonAsync chat")]
    [InlineData("""http.PostAsync("https://api.anthropic.com/v1/messages", new StringContent("{ \"model\": \"claude-sonnet-4-5\" }"));""", "model anthropic:claude-sonnet-4-5", "PostAsync chat")]
    [InlineData("""http.PostAsync("https://contoso.openai.azure.com/openai/deployments/chat-prod/chat/completions?api-version=2024-10-21", null);""", "deployment azure-openai:chat-prod", "PostAsync chat")]
    [InlineData("""http.PostAsJsonAsync("https://generativelanguage.googleapis.com/v1beta/models/gemini-flash-latest:generateContent?key=k", new { });""", "model google-gemini:gemini-flash-latest", "PostAsJsonAsync chat")]
    [InlineData("""http.PostAsJsonAsync("https://europe-west4-aiplatform.googleapis.com/v1/projects/p/locations/l/publishers/google/models/gemini-2.0-flash:streamGenerateContent", new { });""", "model google-vertex:gemini-2.0-flash", "PostAsJsonAsync chat")]
    [InlineData("""http.PostAsJsonAsync("https://bedrock-runtime.eu-west-1.amazonaws.com/model/anthropic.claude-v2/converse", new { });""", "model aws-bedrock:anthropic.claude-v2", "PostAsJsonAsync chat")]
    [InlineData("""http.PostAsJsonAsync("http://localhost:11434/api/chat", new { model = "llama3.2" });""", "model ollama:llama3.2", "PostAsJsonAsync chat")]
    [InlineData("""http.PostAsJsonAsync("https://api.mistral.ai/v1/embeddings", new { model = "mistral-embed" });""", "model mistral:mistral-embed", "PostAsJsonAsync embedding")]
    [InlineData("""http.PostAsJsonAsync("https://openrouter.ai/api/v1/chat/completions", new { model = "openai/gpt-4o" });""", "model gateway:openai/gpt-4o", "PostAsJsonAsync chat")]
    [InlineData("""http.PostAsJsonAsync("https://ai.contoso.example/v1/chat/completions", new { model = "gpt-4o" });""", "model :gpt-4o", "PostAsJsonAsync chat")]
    public async Task Endpoints_are_known(string call, string model, string what) => Assert.Equal(
        [$"HttpClient.{what} not-visible", model],
        await Facts($"class Bot {{ Task Ask(HttpClient http) => {call} }}"));

    [Theory]
    [InlineData("""logger.LogInformation("See https://api.openai.com/v1/chat/completions");""")]
    [InlineData("""await http.GetAsync("https://api.openai.com/");""")]
    [InlineData("""await http.GetAsync("https://api.openai.com/v1/chat/completions");""")]
    [InlineData("""await http.GetStringAsync("https://api.openai.com/v1/models");""")]
    [InlineData("""await http.PostAsync("https://api.openai.com/v1/files", null);""")]
    [InlineData("""await http.PostAsJsonAsync("https://example.com/?next=https://api.openai.com/v1/chat/completions", new { model = "gpt-4o" });""")]
    [InlineData("""await http.PostAsJsonAsync("https://api.openai.com.example.com/v1/embeddings", new { model = "gpt-4o" });""")]
    [InlineData("""await http.PostAsJsonAsync("/api/cars", new { model = "Model T" });""")]
    [InlineData("""await http.PostAsJsonAsync("chat/completions", new { model = "Model T" });""")]
    [InlineData("""await http.GetStringAsync("https://huggingface.co/docs/hub");""")]
    [InlineData("""await http.GetStringAsync(question);""")]
    [InlineData("""await http.PostAsync(question, null);""")]
    [InlineData("""await new Mailer().PostAsync("https://api.openai.com/v1/chat/completions", "gpt-4o");""")]
    public async Task Other_requests_and_texts_are_none(string statement) => Assert.Empty(await Facts($$"""
        class Bot { async Task Ask(HttpClient http, string question, ILogger logger) { await Task.Yield(); {{statement}} } }
        class Mailer { public Task PostAsync(string url, string body) => Task.CompletedTask; }
        """));

    [Theory]
    [InlineData("new StringContent(JsonSerializer.Serialize(new { model = \"gpt-4o\" }), Encoding.UTF8, \"application/json\")")]
    [InlineData("JsonContent.Create(new { messages = question, model = \"gpt-4o\" })")]
    [InlineData("JsonContent.Create(new Dictionary<string, object> { [\"model\"] = \"gpt-4o\", [\"n\"] = 1 })")]
    [InlineData("JsonContent.Create(new Dictionary<string, object> { { \"n\", 1 }, { \"model\", \"gpt-4o\" } })")]
    [InlineData("JsonContent.Create(new JsonObject { [\"model\"] = \"gpt-4o\" })")]
    [InlineData("new StringContent(new JsonObject { [\"model\"] = JsonValue.Create(\"gpt-4o\") }.ToJsonString())")]
    [InlineData("JsonContent.Create(new Request { Name = \"gpt-4o\" })")]
    [InlineData("JsonContent.Create(new Plain { Model = \"gpt-4o\" })")]
    [InlineData("JsonContent.Create(new Plain())", "gpt-3.5-turbo")]
    [InlineData("JsonContent.Create(new Positional(\"gpt-4o\", 1))")]
    [InlineData("new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new { model = \"gpt-4o\" }))")]
    [InlineData("new ByteArrayContent(Encoding.UTF8.GetBytes(\"{ \\\"model\\\" : \\\"gpt-4o\\\" }\"))")]
    [InlineData("new ByteArrayContent(\"{\\\"model\\\":\\\"gpt-4o\\\"}\"u8.ToArray())")]
    [InlineData("new StringContent($$$\"\"\"{ \"model\": \"gpt-4o\", \"prompt\": \"{{{question}}}\" }\"\"\")")]
    [InlineData("new StringContent($$$\"\"\"{ \"model\": \"{{{Chosen}}}\", \"prompt\": \"{{{question}}}\" }\"\"\")")]
    [InlineData("new StringContent(\"{\\\"model\\\":\\\"\" + Chosen + \"\\\",\\\"prompt\\\":\\\"\" + question + \"\\\"}\")")]
    [InlineData("new StringContent(string.Format(\"{{\\\"model\\\":\\\"{0}\\\",\\\"prompt\\\":\\\"{1}\\\"}}\", Chosen, question))")]
    public async Task Model_is_read_from_the_body(string content, string model = "gpt-4o") => Assert.Equal(
        [$"model openai:{model}"],
        await Models($"await http.PostAsync(\"{ChatUrl}\", {content});", """
            const string Chosen = "gpt-4o";
            class Request { [JsonPropertyName("model")] public string? Name { get; set; } public string Model { get; set; } = "T"; }
            class Plain { public string Model { get; set; } = "gpt-3.5-turbo"; }
            record Positional(string Model, int N);
            """));

    [Fact]
    public async Task Body_and_request_may_be_some_statements_away()
    {
        Assert.Equal(["model openai:gpt-4o"], await Models($$"""
            var payload = new Dictionary<string, object>();
            payload["model"] = "gpt-4o";
            payload.Add("prompt", question);
            var json = JsonSerializer.Serialize(payload);
            using var request = new HttpRequestMessage(HttpMethod.Post, "{{ChatUrl}}");
            request.Headers.Add("Authorization", "Bearer key");
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
            using var response = await http.SendAsync(request);
            """));
        Assert.Equal(["model openai:gpt-4o"], await Models($$"""
            var message = new HttpRequestMessage
            {
                Method = HttpMethod.Post,
                RequestUri = new Uri("{{ChatUrl}}"),
                Content = JsonContent.Create(Body("gpt-4o")),
            };
            await http.SendAsync(message);
            """, "static object Body(string model) => new { model, messages = new[] { new { role = \"user\" } } };"));
        Assert.Equal(["model openai:gpt-4o"], await Models($$"""
            await Send(http, new HttpRequestMessage(HttpMethod.Post, "{{ChatUrl}}") { Content = JsonContent.Create(new { model = "gpt-4o" }) });
            await Send(http, new HttpRequestMessage(HttpMethod.Get, "https://example.com/"));
            """, "static Task Send(HttpClient http, HttpRequestMessage request) => http.SendAsync(request);"));
        Assert.Empty(await Models($"await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, \"{ChatUrl}\"));"));
    }

    [Fact]
    public async Task Unknown_model_is_said_to_be_unknown_with_its_origin()
    {
        Assert.Equal(
            ["model openai:? (environment variable MODEL)"],
            await Models($"await http.PostAsJsonAsync(\"{ChatUrl}\", new {{ model = Environment.GetEnvironmentVariable(\"MODEL\") }});"));
        Assert.Equal(
            ["model openai:? (the body of the request, which does not show it here)"],
            await Models($"await http.PostAsync(\"{ChatUrl}\", new StringContent(question));"));
        Assert.Equal(
            ["model google-gemini:? (environment variable MODEL)"],
            await Models("await http.PostAsync($\"https://generativelanguage.googleapis.com/v1/models/{Environment.GetEnvironmentVariable(\"MODEL\")}:generateContent\", null);"));
    }

    [Theory]
    [InlineData("$\"{Base}/chat/completions\"", "static readonly string Base = \"https://api.openai.com/v1\";")]
    [InlineData("Base + \"/chat/completions\"", "const string Base = \"https://api.openai.com/v1\";")]
    [InlineData("new Uri(\"https://api.openai.com/v1/chat/completions\")")]
    [InlineData("new Uri(new Uri(\"https://api.openai.com/v1/\"), \"chat/completions\")")]
    [InlineData("new Uri(Root, \"/v1/chat/completions\")", "static readonly Uri Root = new(\"https://api.openai.com\");")]
    [InlineData("$\"https://api.openai.com/v1/chat/completions?user={question}\"")]
    [InlineData("string.Format(\"https://api.openai.com/{0}/chat/completions\", \"v1\")")]
    [InlineData("Base.TrimEnd('/') + \"/v1/chat/completions\"", "const string Base = \"https://api.openai.com/\";")]
    [InlineData("$\"https://api.openai.com/v1/{question}\"")]
    public async Task Address_may_be_put_together(string address, string members = "") => Assert.Equal(
        ["model openai:gpt-4o"], await Models($"await http.PostAsJsonAsync({address}, new {{ model = \"gpt-4o\" }});", members));

    [Fact]
    public async Task Host_may_be_unknown_where_the_path_says_it_all()
    {
        Assert.Equal(
            ["deployment azure-openai:chat"],
            await Models("await http.PostAsync($\"{Environment.GetEnvironmentVariable(\"ENDPOINT\")}/openai/deployments/chat/chat/completions?api-version=1\", null);"));
        Assert.Equal(
            ["deployment azure-openai:chat"],
            await Models("await http.PostAsync($\"https://{question}.openai.azure.com/openai/deployments/chat/chat/completions\", null);"));
        Assert.Equal(["model :gpt-4o"], await Models("await http.PostAsJsonAsync(\"v1/chat/completions\", new { model = \"gpt-4o\" });"));
    }

    [Theory]
    [InlineData("private readonly HttpClient _http = new() { BaseAddress = new Uri(\"https://api.openai.com/v1/\") };", "chat/completions", "no")]
    [InlineData("private readonly HttpClient _http; public Bot() { _http = new HttpClient(); _http.BaseAddress = new Uri(\"https://api.openai.com\"); }", "/v1/chat/completions", "no")]
    [InlineData("private readonly HttpClient _http; public Bot(HttpClient http) { http.BaseAddress = new Uri(\"https://api.openai.com/v1/\"); _http = http; }", "chat/completions", "not-visible")]
    [InlineData("private readonly HttpClient _http; public Bot(IHttpClientFactory f) { _http = f.CreateClient(\"openai\"); } static void Register(IServiceCollection s) => s.AddHttpClient(\"openai\", c => c.BaseAddress = new Uri(\"https://api.openai.com/v1/\"));", "chat/completions", "yes")]
    [InlineData("private readonly HttpClient _http; public Bot(HttpClient http) => _http = http; static void Register(IServiceCollection s) => s.AddHttpClient<Bot>().ConfigureHttpClient(c => c.BaseAddress = new Uri(\"https://api.openai.com/v1/\"));", "chat/completions", "yes")]
    [InlineData("private readonly HttpClient _http; public Bot(HttpClient http) => _http = http; static void Register(IServiceCollection s) => s.AddHttpClient<Bot>().RemoveAllLoggers().ConfigureHttpClient(c => c.BaseAddress = new Uri(\"https://api.openai.com/v1/\"));", "chat/completions", "not-visible")]
    public async Task Base_address_counts(string members, string address, string logged) => Assert.Equal(
        [$"HttpClient.PostAsJsonAsync chat {logged}", "model openai:gpt-4o"],
        await Facts($$"""
            class Bot
            {
                {{members}}
                public Task Ask() => _http.PostAsJsonAsync("{{address}}", new { model = "gpt-4o" });
            }
            """));

    [Theory]
    [InlineData("", "no")]
    [InlineData("logger.LogInformation(\"Asking\");", "yes")]
    public async Task Logging_is_judged_as_for_SDKs(string statement, string logged) => Assert.Equal(
        [$"HttpClient.PostAsJsonAsync chat {logged}", "model openai:gpt-4o"],
        await Facts($$"""
            class Bot(ILogger<Bot> logger)
            {
                private static readonly HttpClient Http = new();
                public async Task Ask() { {{statement}} await Http.PostAsJsonAsync("{{ChatUrl}}", new { model = "gpt-4o" }); _ = logger; }
            }
            """));

    [Theory]
    [InlineData("main")]
    [InlineData("0123456789abcdef0123456789abcdef01234567")]
    public async Task Downloads_name_repository_and_revision(string revision)
    {
        Assert.Equal(
            [$"dataset huggingface:datasets/contoso/faq@{revision}", $"load https://huggingface.co/datasets/contoso/faq/resolve/{revision}/train.csv"],
            await Models($"await http.GetStreamAsync(\"https://huggingface.co/datasets/contoso/faq/resolve/{revision}/train.csv\");"));
        Assert.Equal(
            [$"model huggingface:contoso/classifier@{revision}"],
            await Models($"await http.GetByteArrayAsync(\"https://huggingface.co/contoso/classifier/resolve/{revision}/model.onnx\");"));
    }

    [Fact]
    public async Task Rules_point_at_the_value()
    {
        var test = new Verify.Test
        {
            TestCode = """
                using System.Net.Http.Json;
                class Bot(HttpClient http)
                {
                    private const string Model = "gpt-4o-mini";
                    Task A() => http.PostAsJsonAsync("https://api.openai.com/v1/chat/completions", new { model = {|GOV1001:"gpt-4o"|} });
                    Task B() => http.PostAsJsonAsync("https://api.openai.com/v1/chat/completions", new { model = {|GOV1001:Model|} });
                    Task C() => http.GetStreamAsync({|GOV1001:{|GOV3001:"https://huggingface.co/datasets/contoso/faq/resolve/main/train.csv"|}|});
                    Task D() => http.GetStreamAsync({|GOV3001:"https://huggingface.co/datasets/contoso/faq/resolve/0123456789abcdef0123456789abcdef01234567/train.csv"|});
                    Task E(string m) => http.PostAsJsonAsync("https://api.openai.com/v1/chat/completions", new { model = {|GOV1003:m|} });
                    Task F() => new HttpClient().{|GOV5001:PostAsJsonAsync|}("https://api.openai.com/v1/moderations", new { model = {|GOV1001:"omni-moderation-latest"|} });
                }
                """,
            Rules = ["GOV1001", "GOV1003", "GOV3001", "GOV5001"],
            Policy = "schemaVersion: 1\nname: test\nrules: { GOV5001: { severity: error, notVisible: none } }\n",
        };
        await test.RunAsync();
    }

    private const string Call = "class Bot { Task Ask(HttpClient http) => http.PostAsJsonAsync(\"https://api.openai.com/v1/chat/completions\", new { model = \"gpt-4o\" }); }";

    [Theory]
    [InlineData("off", true, false)]
    [InlineData("off", false, false)]
    [InlineData("beside-sdks", true, true)]
    [InlineData("beside-sdks", false, false)]
    [InlineData("everywhere", true, true)]
    [InlineData("everywhere", false, true)]
    public async Task Policy_says_where_requests_are_looked_for(string scope, bool besideSdk, bool found)
    {
        var references = besideSdk ? ReferenceAssemblies.OpenAI : ReferenceAssemblies.Default;
        var facts = await Facts(Call, $"schemaVersion: 1\nname: test\nrawHttp: {scope}\n", references);
        Assert.Equal(found, facts.Contains("model openai:gpt-4o"));
        facts = await Facts(Call, $"schemaVersion: 1\nname: test\nrawHttp: {{ scope: {scope} }}\n", references);
        Assert.Equal(found, facts.Contains("model openai:gpt-4o"));
    }

    [Fact]
    public async Task Policy_adds_addresses() => Assert.Equal(
        ["HttpClient.PostAsJsonAsync chat not-visible", "model openai:gpt-4o"],
        await Facts(
            "class Bot { Task Ask(HttpClient http) => http.PostAsJsonAsync(\"https://ai.contoso.example/ask/support\", new { model = \"gpt-4o\" }); }",
            """
            schemaVersion: 1
            name: test
            rawHttp:
              endpoints:
                - { host: ai.contoso.example, path: "/ask/*", provider: openai, kind: chat }
            """));
}
