using System;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Secrets;
using GovernanceAnalyzers.StandIns;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV6003_KeyInConfigurationTests
{
    /// <summary>What is said of one file, after it was made sure that no key is in it nor in anything that is kept.</summary>
    private static Finding[] Find(string path, string text, string? ignore = null)
    {
        using var repository = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\n").With(path, FakeKeys.Fill(text));
        if (ignore is not null)
        {
            repository.With(".gitignore", ignore);
        }

        File.SetLastWriteTimeUtc(Path.Combine(repository.Root, path), DateTime.UtcNow.AddHours(-1));
        var first = repository.Compile();
        var found = RepositoryChecks.Run(first).Where(f => f.RuleId == "GOV6003").ToArray();
        var again = RepositoryChecks.Run(repository.Compile()).Where(f => f.RuleId == "GOV6003").ToArray();
        Assert.Equal(found, again);
        var written = string.Join("\n", Directory.EnumerateFiles(repository.Root, "*", SearchOption.AllDirectories)
            .Where(f => f.Replace('\\', '/').EndsWith("/" + path, StringComparison.Ordinal) is false)
            .Select(File.ReadAllText)) + first.Text("..") + string.Join("\n", found.Select(f => f.ToString()));
        foreach (var form in FakeKeys.Forms)
        {
            var key = FakeKeys.Of(form);
            Assert.DoesNotContain(key.Substring(key.Length / 2), written, StringComparison.Ordinal);
        }

        return found;
    }

    [Theory]
    [InlineData("src/appsettings.json", "{ \"OpenAI\": { \"ApiKey\": \"{openai}\" } }", 1, 26)]
    [InlineData("src/appsettings.json", "{\n  // key\n  \"AzureOpenAI\": {\n    \"Key\": \"{hex32}\"\n  }\n}", 4, 13)]
    [InlineData("src/appsettings.Development.json", "{ \"AzureOpenAI:ApiKey\": \"{base84}\" }", 1, 26)]
    [InlineData("src/appsettings.json", "{ \"AI\": { \"Models\": [ { \"ApiKey\": \"{mistral}\" } ] } }", 1, 36)]
    [InlineData("src/appsettings.json", "{ \"Anything\": \"{anthropic}\" }", 1, 16)]
    [InlineData("src/appsettings.json", "{ \"Note\": \"Bearer {groq}\" }", 1, 19)]
    [InlineData("src/appsettings.json", "{ not json {huggingface}", 1, 12)]
    [InlineData("src/appsettings.json", "{ \"ConnectionStrings\": { \"chat\": \"Endpoint=https://shop.openai.azure.com/;Key={hex32}\" } }", 1, 35)]
    [InlineData("src/Properties/launchSettings.json", "{ \"profiles\": { \"a\": { \"environmentVariables\": { \"AZURE_OPENAI_API_KEY\": \"{hex32}\" } } } }", 1, 75)]
    [InlineData("src/local.settings.json", "{ \"Values\": { \"ANTHROPIC_API_KEY\": \"{anthropic}\" } }", 1, 37)]
    [InlineData(".vscode/settings.json", "{ \"env\": { \"MISTRAL_API_KEY\": \"{mistral}\" } }", 1, 32)]
    [InlineData(".mcp.json", "{ \"env\": { \"X\": \"{nvidia}\" } }", 1, 18)]
    [InlineData(".env", "OPENAI_API_KEY={openai-old}\n", 1, 16)]
    [InlineData(".env", "# local\nexport AZURE_OPENAI_API_KEY=\"{hex32}\"\n", 2, 30)]
    [InlineData("deploy/prod.env", "LLM_API_KEY='{mistral}' # prod\n", 1, 14)]
    [InlineData(".env.production", "COHERE_API_KEY = {mistral}\n", 1, 18)]
    [InlineData(".env", "HF_TOKEN={huggingface}", 1, 10)]
    [InlineData(".env", "AWS_ACCESS_KEY_ID={aws-name}\nAWS_SECRET_ACCESS_KEY={aws-secret}\n", 2, 23)]
    [InlineData("docker-compose.yml", "services:\n  web:\n    environment:\n      OPENAI_API_KEY: {openai}\n", 4, 23)]
    [InlineData("docker-compose.yml", "services:\n  web:\n    environment:\n      - AZURE_OPENAI_API_KEY={hex32}\n", 4, 30)]
    [InlineData("compose.override.yaml", "services:\n  web:\n    environment:\n      - \"AZURE_OPENAI_API_KEY={hex32}\"\n", 4, 31)]
    [InlineData("Dockerfile", "FROM x\nENV AZURE_OPENAI_API_KEY={hex32}\n", 2, 26)]
    [InlineData("src/web/Dockerfile", "ENV A=b AZURE_OPENAI_API_KEY=\"{hex32}\" C=d\n", 1, 31)]
    [InlineData("Dockerfile", "ARG OPENAI_KEY {mistral}\n", 1, 16)]
    [InlineData("build.dockerfile", "RUN curl -H 'Authorization: Bearer {openai}' https://api.openai.com\n", 1, 36)]
    [InlineData("web.config", "<configuration><appSettings><add key=\"OpenAI:ApiKey\" value=\"{hex32}\" /></appSettings></configuration>", 1, 61)]
    [InlineData("App.config", "<a>\n<OpenAIKey>{mistral}</OpenAIKey>\n</a>", 2, 12)]
    [InlineData("test.runsettings", "<R><EnvironmentVariables><GEMINI_API_KEY>{google}</GEMINI_API_KEY></EnvironmentVariables></R>", 1, 42)]
    [InlineData(".github/workflows/ci.yml", "env:\n  OPENAI_API_KEY: {openai}\n", 2, 19)]
    [InlineData("azure-pipelines.yml", "variables:\n- name: OPENAI_API_KEY\n  value: {mistral}\n", 3, 10)]
    [InlineData("k8s/secret.yaml", "kind: Secret\ndata:\n  OPENAI_API_KEY: {base64}\n", 3, 19)]
    [InlineData("k8s/deployment.yaml", "env:\n  - name: AZURE_OPENAI_KEY\n    value: \"{hex32}\"\n", 3, 13)]
    [InlineData("k8s/values.yaml", "openai:\n  apiKey: {hex32}\n", 2, 11)]
    [InlineData("k8s/values.yaml", "azureOpenAI:\n  nested:\n    # key\n    token: {guid}\n", 4, 12)]
    [InlineData("requests.http", "POST https://shop.openai.azure.com/openai/deployments/chat/chat/completions\napi-key: {hex32}\n", 2, 10)]
    [InlineData("requests.http", "@openai_key = {mistral}\n", 1, 15)]
    [InlineData("requests.http", "POST https://api.mistral.ai/v1/chat/completions\nAuthorization: Bearer {mistral}\n", 2, 16)]
    [InlineData("infra/main.tfvars", "openai_api_key = \"{hex32}\"\n", 1, 19)]
    [InlineData("infra/main.parameters.json", "{ \"parameters\": { \"openAIKey\": { \"value\": \"{openai}\" } } }", 1, 44)]
    [InlineData("config.toml", "[openai]\nkey = \"{openrouter}\"\n", 2, 8)]
    [InlineData("a.ini", "x={xai}\n", 1, 3)]
    [InlineData("a.yml", "a: {replicate}\n", 1, 4)]
    [InlineData("a.yml", "a: {perplexity}\n", 1, 4)]
    [InlineData("a.yml", "a: {deepseek}\n", 1, 4)]
    public void A_key_is_found_where_it_stands(string path, string text, int line, int column)
    {
        var found = Assert.Single(Find(path, text));
        Assert.Equal((path, line, column), (found.Place.Path, found.Place.Line, found.Place.Column));
        Assert.Contains("have it revoked", found.Message);
    }

    [Theory]
    [InlineData("src/appsettings.json", "{ \"OpenAI\": { \"ApiKey\": \"\" } }")]
    [InlineData("src/appsettings.json", "{ \"OpenAI\": { \"ApiKey\": \"your-api-key\" } }")]
    [InlineData("src/appsettings.json", "{ \"OpenAI\": { \"ApiKey\": \"<your-openai-api-key-here>\" } }")]
    [InlineData("src/appsettings.json", "{ \"OpenAI\": { \"ApiKey\": \"${OPENAI_API_KEY}\" } }")]
    [InlineData("src/appsettings.json", "{ \"OpenAI\": { \"ApiKey\": \"#{OpenAI.ApiKey.Prod2024}#\" } }")]
    [InlineData("src/appsettings.json", "{ \"OpenAI\": { \"ApiKey\": \"sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\" } }")]
    [InlineData("src/appsettings.json", "{ \"OpenAI\": { \"ApiKey\": \"sk-1234567890abcdef1234567890abcdef\" } }")]
    [InlineData("src/appsettings.json", "{ \"OpenAI\": { \"ApiKey\": \"@Microsoft.KeyVault(VaultName=v;SecretName=openai2024)\" } }")]
    [InlineData("src/appsettings.json", "{ \"OpenAI\": { \"ApiKey\": \"https://v.vault.azure.net/secrets/k1/0a1b2c3d4e5f60718293a4b5c6d7e8f9\" } }")]
    [InlineData("src/appsettings.json", "{ \"OpenAI\": { \"ApiKey\": \"set-by-user-secrets-or-environment\" } }")]
    [InlineData("src/appsettings.json", "{ \"OpenAI\": { \"ApiKey\": \"00000000-0000-0000-0000-000000000000\" } }")]
    [InlineData("src/appsettings.json", "{ \"OpenAI\": { \"ApiKey\": \"ollama\" } }")]
    [InlineData("src/appsettings.json", "{ \"OpenAI\": { \"Endpoint\": \"https://shop.openai.azure.com/\", \"Deployment\": \"gpt-4o-2024-08-06\" } }")]
    [InlineData("src/appsettings.json", "{ \"OpenAI\": { \"Model\": \"{hex32}\" } }")]
    [InlineData("src/appsettings.json", "{ \"Storage\": { \"Key\": \"{base84}\" } }")]
    [InlineData("src/appsettings.json", "{ \"InstrumentationKey\": \"{guid}\" }")]
    [InlineData("src/appsettings.json", "{ \"OpenAI\": { \"ApiKeyHeader\": \"{hex32}\" } }")]
    [InlineData("src/appsettings.json", "{ \"OpenAI\": { \"MaxTokens\": 4096, \"TokenLimit\": \"4096\" } }")]
    [InlineData("src/appsettings.json", "{ \"ConnectionStrings\": { \"db\": \"Server=tcp:a;Password={hex32}\" } }")]
    [InlineData("src/appsettings.json", "{ \"ConnectionStrings\": { \"chat\": \"Endpoint=https://shop.openai.azure.com/\" } }")]
    [InlineData("src/appsettings.json", "{ \"Commit\": \"{hex32}{hex32}\" }")]
    [InlineData("src/appsettings.json", "{ \"Domain\": { \"Key\": \"{hex32}\" } }")]
    [InlineData("src/appsettings.json", "{ \"Email\": { \"Key\": \"{hex32}\" } }")]
    [InlineData("global.json", "{ \"OpenAI\": { \"ApiKey\": \"{hex32}\" } }")]
    [InlineData("docs/readme.md", "OPENAI_API_KEY={hex32}\n")]
    [InlineData(".env", "OPENAI_API_KEY=\n")]
    [InlineData(".env.example", "OPENAI_API_KEY=sk-your-key-here\nANTHROPIC_API_KEY=sk-ant-api03-...\n")]
    [InlineData(".env.template", "AZURE_OPENAI_API_KEY=replace-with-your-key-123456\n")]
    [InlineData(".env", "#OPENAI_API_KEY={hex32}\n")]
    [InlineData(".env", "GITHUB_SHA={hex32}\n")]
    [InlineData(".env", "AWS_ACCESS_KEY_ID={aws-name}\n")]
    [InlineData(".env", "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n")]
    [InlineData("docker-compose.yml", "services:\n  web:\n    environment:\n      OPENAI_API_KEY: ${OPENAI_API_KEY:?missing}\n")]
    [InlineData("docker-compose.yml", "services:\n  web:\n    environment:\n      - OPENAI_API_KEY\n")]
    [InlineData("docker-compose.yml", "services:\n  web:\n    image: contoso/ai@sha256:{hex32}{hex32}\n")]
    [InlineData("Dockerfile", "ARG OPENAI_API_KEY\nENV OPENAI_API_KEY=$OPENAI_API_KEY\n")]
    [InlineData("Dockerfile", "ENV AI_VERSION={hex32}\n")]
    [InlineData("web.config", "<configuration><appSettings><add key=\"OpenAI:ApiKey\" value=\"\" /></appSettings></configuration>")]
    [InlineData("web.config", "<configuration><machineKey validationKey=\"{base84}\" /></configuration>")]
    [InlineData("nuget.config", "<configuration><packageSources><add key=\"ai\" value=\"https://pkgs.example.com/index.json\" /></packageSources></configuration>")]
    [InlineData(".github/workflows/ci.yml", "env:\n  OPENAI_API_KEY: ${{ secrets.OPENAI_API_KEY }}\n")]
    [InlineData(".github/workflows/ci.yml", "steps:\n  - uses: contoso/ai@{hex32}\n  - run: test\n")]
    [InlineData("azure-pipelines.yml", "env:\n  OPENAI_API_KEY: $(OpenAiKey)\n")]
    [InlineData("k8s/deployment.yaml", "env:\n  - name: OPENAI_API_KEY\n    valueFrom:\n      secretKeyRef:\n        name: openai\n        key: api-key\n")]
    [InlineData("k8s/sealed.yaml", "kind: SealedSecret\nspec:\n  encryptedData:\n    OPENAI_API_KEY: {base64}\n")]
    [InlineData("k8s/secret.enc.yaml", "OPENAI_API_KEY: ENC[AES256_GCM,data:{hex32},type:str]\n")]
    [InlineData("k8s/values.yaml", "openai:\n  apiKey: \"{{ .Values.key }}\"\n")]
    [InlineData("requests.http", "POST https://shop.openai.azure.com/openai/deployments/chat/chat/completions\napi-key: {{apiKey}}\n")]
    [InlineData("requests.http", "GET https://api.contoso.com/cars\nauthorization: Bearer {hex32}\n")]
    [InlineData("a.yml", "css: sk-loading-indicator-primary-large-blue-2024-primary\nrisk-{hex32}: x\n")]
    [InlineData("a.yml", "")]
    [InlineData("a.yml", ":\n-\n- - -\n\"\n'\n= =\n")]
    [InlineData("src/appsettings.json", "{{{{[[[[\"\"\"\"::::,,,,")]
    [InlineData("web.config", "<<<<>>>< a=\"")]
    public void Placeholders_references_and_other_values_are_none(string path, string text) => Assert.Empty(Find(path, text));

    [Fact]
    public void What_git_ignores_is_no_part_of_the_repository()
    {
        Assert.Empty(Find(".env", "OPENAI_API_KEY={openai}\n", ".env\n"));
        Assert.Single(Find(".env", "OPENAI_API_KEY={openai}\n", "*.log\n"));
    }

    [Fact]
    public void Message_says_what_where_and_what_to_do()
    {
        var found = Assert.Single(Find("src/appsettings.json", "{ \"OpenAI\": { \"ApiKey\": \"{openai}\" } }"));
        Assert.Equal(
            "\"OpenAI:ApiKey\" holds a key of OpenAI (it begins with sk-proj-, 164 characters), and whoever can read the repository can use it. It is in the history of the "
            + "repository, so have it revoked and a new one issued; then keep it in the environment (OPENAI_API_KEY), in user secrets or in a key vault, and leave the value here "
            + "empty. [" + found.PolicyPlace + "]", found.Message);
    }

    [Fact]
    public void A_key_as_a_name_is_not_shown() => Assert.NotEmpty(Find("src/appsettings.json", "{ \"{openai}\": \"{anthropic}\" }"));

    [Fact]
    public void A_file_that_is_too_large_is_said_not_to_be_read() =>
        Assert.Contains("larger than 4 MB", Assert.Single(Find("big.yml", new string('a', 5_000_000))).Message);

    [Fact]
    public void Hostile_text_takes_no_time()
    {
        var text = string.Concat(Enumerable.Repeat("sk-ant-AIza hf_ AKIAAAAAAAAAAAAAAAAA \"a\":\"", 40_000));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Empty(Find("big.yml", text));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void Masking_leaves_only_how_a_key_begins()
    {
        var key = FakeKeys.Of("openai");
        Assert.Equal("the key sk-proj-… is", KeyText.Mask($"the key {key} is"));
        Assert.Equal("nothing here", KeyText.Mask("nothing here"));
    }
}
