using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.StandIns;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV6003_HardCodedCredentialTests
{
    private const string Usings = """
        using System.ClientModel;
        using System.Net.Http.Headers;
        using System.Net.Http.Json;
        using Microsoft.Extensions.Configuration;
        using OpenAI;
        using OpenAI.Chat;

        """;

    private const string Ask = """await http.PostAsJsonAsync("https://api.anthropic.com/v1/messages", new { model = "m" });""";

    private static Verify.Test Test(string source, ReferenceAssemblies? references = null) => new()
    {
        TestCode = FakeKeys.Fill(source),
        Rules = ["GOV6003"],
        ReferenceAssemblies = references ?? ReferenceAssemblies.OpenAI,
    };

    /// <summary>What is said, after it was made sure that no key, nor the better part of one, is in anything that leaves the analyzer.</summary>
    private static async Task<Diagnostic[]> Find(Verify.Test test, bool gate = false)
    {
        if (gate)
        {
            test = new Verify.Test { TestCode = test.TestState.Sources[0].Text, ReferenceAssemblies = test.ReferenceAssemblies };
            test.TestState.AnalyzerConfigFiles.Add("obj/gate.globalconfig", "is_global = true\ngovernance_gate = true\n");
        }

        var found = await test.GetDiagnosticsAsync();
        foreach (var form in FakeKeys.Forms)
        {
            var part = FakeKeys.Of(form).Substring(FakeKeys.Of(form).Length / 2);
            Assert.All(found, d => Assert.DoesNotContain(part, d + d.GetMessage() + d.Descriptor.Description + string.Join("\n", d.Properties.Select(p => p.Value)), StringComparison.Ordinal));
        }

        return [.. found.Where(d => d.Id == "GOV6003")];
    }

    public static TheoryData<string> Sinks =>
    [
        "var c = new ChatClient(\"gpt-4.1-2025-04-14\", \"{openai}\");",
        "var c = new ChatClient(\"gpt-4.1-2025-04-14\", \"{hex32}\");",
        "var c = new ChatClient(\"gpt-4.1-2025-04-14\", \"{base84}\");",
        "var c = new ChatClient(\"gpt-4.1-2025-04-14\", \"{guid}\");",
        "var c = new OpenAIClient(\"{mistral}\");",
        "var c = new OpenAIClient(new ApiKeyCredential(\"{hex32}\"));",
        "var k = new ApiKeyCredential(\"{base84}\");",
        "ApiKeyCredential k = new(\"{mistral}\");",
        "var k = new ApiKeyCredential(key: \"{hex32}\");",
        "var k = new ApiKeyCredential(@\"{hex32}\");",
        "var k = new ApiKeyCredential(\"\"\"{hex32}\"\"\");",
        "var k = new ApiKeyCredential(\" {hex32} \".Trim());",
        "const string Key = \"{hex32}\"; var k = new ApiKeyCredential(Key);",
        "var key = \"{hex32}\"; var k = new ApiKeyCredential(key);",
        "var k = new ApiKeyCredential(Environment.GetEnvironmentVariable(\"KEY\") ?? \"{hex32}\");",
        "var k = new ApiKeyCredential(args.Length > 0 ? args[0] : \"{hex32}\");",
        "var k = new ApiKeyCredential(\"sk-\" + \"{mistral}\" + \"{hex32}\");",
        "var k = new ApiKeyCredential(Settings.Key); class Settings { public const string Key = \"{hex32}\"; }",
        "var k = new ApiKeyCredential(Settings.Key); class Settings { public static readonly string Key = \"{hex32}\"; }",
        "var k = new ApiKeyCredential(Settings.Key); class Settings { public static string Key => \"{hex32}\"; }",
        "var k = new ApiKeyCredential(new Settings().Key); class Settings { public string Key { get; set; } = \"{hex32}\"; }",
        "var k = Make(\"{hex32}\"); static ApiKeyCredential Make(string key) => new(key);",
        "var k = new ApiKeyCredential(\"x\"); k.Update(\"{hex32}\");",
        "var c = new OpenAI.Embeddings.EmbeddingClient(\"text-embedding-3-small\", \"{hex32}\");",
        "var c = new OpenAI.Images.ImageClient(\"dall-e-3\", \"{hex32}\");",
        "var c = new OpenAI.Audio.AudioClient(\"whisper-1\", \"{hex32}\");",
    ];

    [Theory]
    [MemberData(nameof(Sinks))]
    public async Task Key_in_a_credential_parameter_Triggers(string source)
    {
        Assert.Single(await Find(Test(Usings + source)));
        Assert.Single(await Find(Test(Usings + source), gate: true));
    }

    public static TheoryData<string> KnownForms =>
        [.. FakeKeys.Forms.Except(["aws-name", "aws-secret", "hex32", "base84", "mistral", "guid", "base64"])];

    [Theory]
    [MemberData(nameof(KnownForms))]
    public async Task Known_form_is_found_anywhere_Triggers(string form)
    {
        Assert.Single(await Find(Test($"class Data {{ public string Value = \"{{{form}}}\"; }}")));
        Assert.Single(await Find(Test($"class Data {{ string Of(int i) => $\"Bearer {{{form}}} {{i}}\"; }}")));
        Assert.Single(await Find(Test($"class Data; // {{{form}}}")));
    }

    [Theory]
    [InlineData("var a = new { Name = \"{aws-name}\", Secret = \"{aws-secret}\" };")]
    [InlineData("var a = \"AWS_ACCESS_KEY_ID={aws-name}\\nAWS_SECRET_ACCESS_KEY={aws-secret}\";")]
    [InlineData("#if NEVER\nvar a = \"{openai}\";\n#endif")]
    [InlineData("var a = \"curl -H 'Authorization: Bearer {openai}' https://api.openai.com/v1/models\";")]
    [InlineData("var a = \"https://generativelanguage.googleapis.com/v1beta/models?key={google}\";")]
    [InlineData("var a = new[] { \"{anthropic}\" };")]
    [InlineData("/* {anthropic} */ class A;")]
    [InlineData("/// <summary>{anthropic}</summary>\nclass A;")]
    [InlineData("var a = @\"\n{openai}\n\";")]
    [InlineData("var a = \"{openai}\"u8.ToArray();")]
    public async Task Known_form_in_other_text_Triggers(string source) => Assert.Single(await Find(Test(source)));

    [Theory]
    [InlineData("""http.DefaultRequestHeaders.Add("x-api-key", "{hex32}");""")]
    [InlineData("""http.DefaultRequestHeaders.Add("api-key", "{base84}");""")]
    [InlineData("""http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer {mistral}");""")]
    [InlineData("""http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "{hex32}");""")]
    [InlineData("""http.DefaultRequestHeaders.Authorization = new("Bearer", "{hex32}");""")]
    [InlineData("""var m = new HttpRequestMessage(); m.Headers.Add("x-api-key", "{hex32}");""")]
    [InlineData("""const string ApiKeyHeader = "x-api-key"; http.DefaultRequestHeaders.Add(ApiKeyHeader, "{hex32}");""")]
    [InlineData("""http.DefaultRequestHeaders.Add("Ocp-Apim-Subscription-Key", Key);""")]
    public async Task Key_in_a_header_Triggers(string statement) => Assert.Single(await Find(Test(Usings
        + "class Bot { const string Key = \"{hex32}\"; async Task Run(HttpClient http) { " + statement + Ask + " } }")));

    [Theory]
    [InlineData("""http.DefaultRequestHeaders.Add("x-api-key", "{hex32}");""", "")]
    [InlineData("""http.DefaultRequestHeaders.Add("x-request-id", "{hex32}");""", Ask)]
    [InlineData("""http.DefaultRequestHeaders.Add("x-api-key", Environment.GetEnvironmentVariable("KEY"));""", Ask)]
    [InlineData("""http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "your-token-here-1234");""", Ask)]
    [InlineData("""new Dictionary<string, string>().Add("key", "{hex32}");""", Ask)]
    [InlineData("""http.DefaultRequestHeaders.Add("x-api-key", $"{Environment.GetEnvironmentVariable("KEY")}");""", Ask)]
    public async Task Other_headers_and_requests_NotTriggers(string statement, string ask) => Assert.Empty(await Find(Test(Usings
        + "class Bot { async Task Run(HttpClient http) { await Task.Yield(); " + statement + ask + " } }")));

    public static TheoryData<string> Clean =>
    [
        "var k = new ApiKeyCredential(\"key\");",
        "var k = new ApiKeyCredential(\"test\");",
        "var k = new ApiKeyCredential(\"fake-key\");",
        "var k = new ApiKeyCredential(\"your-api-key\");",
        "var k = new ApiKeyCredential(\"YOUR_OPENAI_API_KEY\");",
        "var k = new ApiKeyCredential(\"<your api key>\");",
        "var k = new ApiKeyCredential(\"<OPENAI_API_KEY>\");",
        "var k = new ApiKeyCredential(\"${OPENAI_API_KEY}\");",
        "var k = new ApiKeyCredential(\"#{OpenAiKey}#\");",
        "var k = new ApiKeyCredential(\"__OPENAI_KEY__\");",
        "var k = new ApiKeyCredential(\"%OPENAI_API_KEY%\");",
        "var k = new ApiKeyCredential(\"sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\");",
        "var k = new ApiKeyCredential(\"sk-proj-1234567890abcdefghijklmnopqrstuvwxyz\");",
        "var k = new ApiKeyCredential(\"sk-...\");",
        "var k = new ApiKeyCredential(\"sk-no-key-required\");",
        "var k = new ApiKeyCredential(\"sk-1234\");",
        "var k = new ApiKeyCredential(\"ollama\");",
        "var k = new ApiKeyCredential(\"not-needed\");",
        "var k = new ApiKeyCredential(\"lm-studio\");",
        "var k = new ApiKeyCredential(\"EMPTY\");",
        "var k = new ApiKeyCredential(\"dummy-key-for-local-server-2024\");",
        "var k = new ApiKeyCredential(\"00000000000000000000000000000000\");",
        "var k = new ApiKeyCredential(\"00000000-0000-0000-0000-000000000000\");",
        "var k = new ApiKeyCredential(\"0123456789abcdef0123456789abcdef\");",
        "var k = new ApiKeyCredential(\"deadbeefdeadbeefdeadbeefdeadbeef\");",
        "var k = new ApiKeyCredential(\"@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/k)\");",
        "var k = new ApiKeyCredential(\"https://contoso.vault.azure.net/secrets/openai2024key1a2b3c\");",
        "var k = new ApiKeyCredential(Environment.GetEnvironmentVariable(\"OPENAI_API_KEY\")!);",
        "var k = new ApiKeyCredential(Environment.GetEnvironmentVariable(\"OPENAI_API_KEY\") ?? throw new Exception());",
        "var k = new ApiKeyCredential(Environment.GetEnvironmentVariable(\"OPENAI_API_KEY\") ?? \"\");",
        "var k = new ApiKeyCredential(args[0]);",
        "var k = new ApiKeyCredential(File.ReadAllText(\"key.txt\"));",
        "var k = Make(null!); static ApiKeyCredential Make(IConfiguration c) => new(c[\"OpenAI:ApiKey\"]!);",
        "var id = \"{hex32}\";",
        "var id = new Guid(\"{guid}\");",
        "var hash = \"{base84}\";",
        "var sha = \"{hex32}{hex32}\";",
        "var name = \"{aws-name}\";",
        "var css = \"sk-loading-indicator-primary-button-with-a-long-name-2024\";",
        "var t = \"task-{hex32}\";",
        "var t = \"disk-{hex32}{hex32}\";",
        "var prefix = \"sk-proj-\"; var isKey = args[0].StartsWith(\"sk-ant-\");",
        "var e = \"AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\";",
        "var e = \"hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\";",
        "var e = \"AIzaSyXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX\";",
        "var c = new Mine.ApiKeyCredential(\"{hex32}\"); namespace Mine { class ApiKeyCredential(string key) { string K = key; } }",
        "var c = new ChatClient(\"ft:gpt-4o-2024-08-06:contoso:support:9aB3xY7z2024\", \"key\");",
    ];

    [Theory]
    [MemberData(nameof(Clean))]
    public async Task Placeholders_and_references_NotTriggers(string source)
    {
        Assert.Empty(await Find(Test(Usings + source)));
        Assert.Empty(await Find(Test(Usings + source), gate: true));
    }

    [Fact]
    public async Task Properties_of_a_client_Triggers()
    {
        var found = await Find(Test("var c = new Anthropic.AnthropicClient { ApiKey = \"{hex32}\" };", ReferenceAssemblies.Anthropic));
        Assert.StartsWith(
            "What looks like a key (32 characters) is written in code: AnthropicClient.ApiKey gets it. It is in the history of the repository, so have it revoked "
            + "and a new one issued; then read it from the environment (ANTHROPIC_API_KEY), from user secrets or from a key vault. [", Assert.Single(found).GetMessage());
        Assert.Equal(DiagnosticSeverity.Error, found[0].Severity);
        Assert.Single(await Find(Test("var c = new Anthropic.AnthropicClient { AuthToken = \"{mistral}\" };", ReferenceAssemblies.Anthropic)));
        Assert.Single(await Find(Test("var c = new Azure.AzureKeyCredential(\"{hex32}\");", ReferenceAssemblies.AzureOpenAI)));
        Assert.Single(await Find(Test("var c = new Azure.AI.OpenAI.OpenAIClient(\"{mistral}\");", ReferenceAssemblies.AzureOpenAI)));
        Assert.Empty(await Find(Test("var c = new Anthropic.AnthropicClient { ApiKey = \"my-anthropic-api-key\" };", ReferenceAssemblies.Anthropic)));
    }

    [Theory]
    [InlineData("builder.AddOpenAIChatCompletion(\"gpt-4.1-2025-04-14\", \"{hex32}\");")]
    [InlineData("builder.AddAzureOpenAIChatCompletion(\"chat\", \"https://a.openai.azure.com\", \"{base84}\");")]
    [InlineData("builder.AddGoogleAIGeminiChatCompletion(\"gemini-2.5-flash\", \"{mistral}\");")]
    public async Task Registrations_Triggers(string call) => Assert.Single(await Find(Test(
        "using Microsoft.SemanticKernel;\nvar builder = Kernel.CreateBuilder();\n" + call, ReferenceAssemblies.SemanticKernel)));

    [Fact]
    public async Task Without_an_AI_package_NotTriggers() =>
        Assert.Empty(await Find(Test("var k = \"{openai}\";", ReferenceAssemblies.Default)));

    /// <summary>The file's own check, which knows what git ignores, says what the name or the form gives away; the code knows the rest.</summary>
    [Theory]
    [InlineData("{ \"Bot\": { \"Value\": \"{hex32}\" } }", "Bot:Value", true)]
    [InlineData("{ \"OpenAI\": { \"ApiKey\": \"{hex32}\" } }", "OpenAI:ApiKey", false)]
    [InlineData("{ \"Bot\": { \"Value\": \"{openai}\" } }", "Bot:Value", false)]
    [InlineData("{ \"Bot\": { \"Value\": \"\" } }", "Bot:Value", false)]
    [InlineData("{ \"Bot\": { \"Value\": \"<set in user secrets>\" } }", "Bot:Value", false)]
    public async Task Value_of_a_configuration_file_is_said_once(string json, string key, bool isSaid)
    {
        var test = Test(Usings + $"class Bot {{ ApiKeyCredential Make(IConfiguration c) => new(c[\"{key}\"]!); }}");
        test.TestState.AdditionalFiles.Add("src/appsettings.json", FakeKeys.Fill(json));
        var found = await Find(test);
        Assert.Equal(isSaid ? 1 : 0, found.Length);
        Assert.All(found, d => Assert.EndsWith("appsettings.json", d.Location.GetLineSpan().Path));
    }

    [Fact]
    public async Task Message_of_a_known_form_says_whose_it_is()
    {
        var found = Assert.Single(await Find(Test("class A { string K = \"{openai}\"; }")));
        Assert.StartsWith(
            "A key of OpenAI (it begins with sk-proj-, 164 characters) is written in a string in code. It is in the history of the repository, so have it revoked and a new "
            + "one issued; then read it from the environment (OPENAI_API_KEY), from user secrets or from a key vault. [", found.GetMessage());
    }
}
