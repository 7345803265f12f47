using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

/// <summary>Telemetry of SDKs: it has to be on, and somebody has to listen.</summary>
public class GOV5001_TelemetryTests
{
    private const string Call = """
        using OpenAI.Chat;

        class Bot
        {
            void Ask(string q) => new ChatClient("o1", "key").CompleteChat(q);
        }
        """;

    private static Verify.Test OpenAI(string statements)
    {
        var test = new Verify.Test { TestCode = Call, Rules = ["GOV5001"], ReferenceAssemblies = ReferenceAssemblies.OpenAI };
        test.TestState.Sources.Add($$"""
            namespace OpenTelemetry.Trace
            {
                public abstract class TracerProviderBuilder
                {
                    public abstract TracerProviderBuilder AddSource(params string[] names);
                }
            }

            static class Startup
            {
                private const string Name = "OpenAI.ChatClient";
                private static readonly string[] Names = ["OpenAI.*"];

                static void Configure(OpenTelemetry.Trace.TracerProviderBuilder builder)
                {
                    {{statements}}
                }
            }
            """);
        return test;
    }

    [Theory]
    [InlineData("src/Properties/launchSettings.json", """{ "profiles": { "http": { "environmentVariables": { "OPENAI_EXPERIMENTAL_ENABLE_OPEN_TELEMETRY": "true" } } } }""", true)]
    [InlineData("src/Dockerfile", "FROM x\nENV OPENAI_EXPERIMENTAL_ENABLE_OPEN_TELEMETRY=1\n", true)]
    [InlineData("src/compose.yml", "services:\n  bot:\n    environment:\n      - OPENAI_EXPERIMENTAL_ENABLE_OPEN_TELEMETRY=True\n", true)]
    [InlineData("src/.env", "OPENAI_EXPERIMENTAL_ENABLE_OPEN_TELEMETRY=false\n", false)]
    [InlineData("src/.env", "OPENAI_EXPERIMENTAL_ENABLE_TELEMETRY=true\n", false)]
    [InlineData("src/.env", "OTHER=true\n", false)]
    public async Task A_variable_in_a_file_is_a_switch(string path, string text, bool logged)
    {
        var test = OpenAI("builder.AddSource(Name);");
        test.TestState.AdditionalFiles.Add(path, text);
        Assert.Equal(logged ? 0 : 1, (await test.GetDiagnosticsAsync()).Length);
    }

    [Fact]
    public async Task A_variable_without_a_listener_records_nothing()
    {
        var test = OpenAI("");
        test.TestState.AdditionalFiles.Add("src/.env", "OPENAI_EXPERIMENTAL_ENABLE_OPEN_TELEMETRY=true");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await test.GetDiagnosticsAsync()).Severity);
    }

    [Theory]
    [InlineData("builder.AddSource(\"Contoso\").AddSource(\"OpenAI.ChatClient\");", true)]
    [InlineData("builder.AddSource(\"Contoso\", Name);", true)]
    [InlineData("builder.AddSource(new[] { \"OpenAI.*\" });", true)]
    [InlineData("builder.AddSource([\"OpenAI.*\"]);", true)]
    [InlineData("builder.AddSource(\"OpenAI\");", false)]
    public async Task Listening_takes_many_forms(string listen, bool logged)
    {
        var test = OpenAI("AppContext.SetSwitch(\"OpenAI.Experimental.EnableOpenTelemetry\", true); " + listen);
        Assert.Equal(logged ? 0 : 1, (await test.GetDiagnosticsAsync()).Length);
    }

    [Fact]
    public async Task Defaults_of_this_project_are_looked_into()
    {
        var test = OpenAI("AppContext.SetSwitch(\"OpenAI.Experimental.EnableOpenTelemetry\", true); builder.AddServiceDefaults();");
        test.TestState.Sources.Add("""
            static class Extensions
            {
                public static void AddServiceDefaults(this OpenTelemetry.Trace.TracerProviderBuilder builder) => builder.AddSource("Contoso");
            }
            """);
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await test.GetDiagnosticsAsync()).Severity);
    }
}
