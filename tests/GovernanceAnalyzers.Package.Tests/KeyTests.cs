using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Package.Tests.Infra;
using GovernanceAnalyzers.StandIns;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>No key of a repository is in anything that a build writes.</summary>
[Collection(Builds.Name)]
public class KeyTests(PackageFixture fixture)
{
    private static readonly string[] Forms = ["openai", "openai-old", "anthropic", "google", "huggingface", "groq", "hex32", "base84", "mistral"];

    [Fact]
    public void Keys_are_found_and_no_piece_of_one_is_written_anywhere()
    {
        var repo = fixture.WithApp(Sources.Console)
            .Write("App/Program.cs", FakeKeys.Fill("""
                using System.ClientModel;
                using System.Net.Http.Json;
                using OpenAI;
                using OpenAI.Chat;

                // {anthropic}
                #if NEVER
                var old = "{huggingface}";
                #endif
                var options = new OpenAIClientOptions { Endpoint = new Uri("https://shop.openai.azure.com/openai/v1?api-key={base84}") };
                var client = new ChatClient("gpt-4o", new ApiKeyCredential("{openai}"), options);
                var other = new ChatClient("gpt-4o", new ApiKeyCredential(Keys.First + Keys.Second), options);
                using var http = new HttpClient();
                http.DefaultRequestHeaders.Add("api-key", "{mistral}");
                await http.PostAsJsonAsync("https://shop.openai.azure.com/openai/deployments/chat/chat/completions", new { model = "gpt-4o" });
                var answer = client.CompleteChat(["Hello {groq}"]);

                static class Keys
                {
                    public const string First = "{hex32}";
                    public const string Second = "x7";
                }

                """))
            .Write("App/appsettings.json", FakeKeys.Fill("{ \"OpenAI\": { \"ApiKey\": \"{openai-old}\", \"{google}\": \"{google}\" } }\n"))
            .Write(".env", FakeKeys.Fill("AZURE_OPENAI_API_KEY={hex32}\nGROQ={groq}\n"))
            .Write("Dockerfile", FakeKeys.Fill("FROM scratch\nENV AZURE_OPENAI_API_KEY={base84}\nENV MISTRAL_API_KEY={mistral}\n"))
            .Write("governance.yml", Sources.Policy("rules: { GOV6003: error }\nendpoints: { allow: [localhost] }\n" + Sources.NothingInWriting));
        var sources = Directory.GetFiles(repo.Folder, "*", SearchOption.AllDirectories);
        var console = repo.Build("App", "-v", "normal");

        // It is no use to write nothing because nothing was seen.
        var found = repo.Reported().Where(f => f.Contains("GOV6003", System.StringComparison.Ordinal)).ToArray();
        foreach (var place in new[] { "App/Program.cs(6,", "App/Program.cs(8,", "App/Program.cs(11,", "App/Program.cs(12,", "App/Program.cs(14,", "App/Program.cs(16,", "App/appsettings.json(1,", ".env(1,", ".env(2,", "Dockerfile(2,", "Dockerfile(3," })
        {
            Assert.True(found.Any(f => f.StartsWith(place, System.StringComparison.Ordinal)), $"Nothing at {place} in {string.Join(" ", found)}\n{console}");
        }

        var leaks = new KeyLeaks(Forms);
        Assert.Equal(["anthropic", "base84", "groq", "hex32", "huggingface", "mistral", "openai"], leaks.In(File.ReadAllBytes(repo.PathOf("App/Program.cs"))).Order());
        Assert.Contains("GOV6003", console.Output, System.StringComparison.Ordinal);
        Assert.Empty(leaks.In(Encoding.UTF8.GetBytes(console.ToString())));

        // The program and its symbols hold what its author wrote; everything else is ours or MSBuild's.
        var written = Directory.GetFiles(repo.Folder, "*", SearchOption.AllDirectories)
            .Except(sources)
            .Where(f => Path.GetExtension(f) is not (".dll" or ".pdb" or ".exe") && Path.GetFileName(f) != "appsettings.json" && Path.GetFileName(f) != "apphost")
            .ToArray();
        Assert.Contains(written, f => f.EndsWith("governance.compiler.sarif", System.StringComparison.Ordinal));
        Assert.Contains(written, f => f.EndsWith("governance.sarif", System.StringComparison.Ordinal));
        Assert.Contains(written, f => f.EndsWith("governance.json", System.StringComparison.Ordinal));
        Assert.All(written, f => Assert.True(leaks.In(File.ReadAllBytes(f)).Count == 0, $"{f} holds a piece of a key: {string.Join(", ", leaks.In(File.ReadAllBytes(f)))}"));
    }
}
