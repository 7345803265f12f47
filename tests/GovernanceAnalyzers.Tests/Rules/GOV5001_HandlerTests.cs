using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

/// <summary>Logging below the client: policies of the SDK's pipeline and HTTP handlers.</summary>
public class GOV5001_HandlerTests
{
    private const string Handlers = """
        using System.ClientModel.Primitives;
        using Microsoft.Extensions.Logging;

        class LoggingPolicy(ILogger logger) : PipelinePolicy
        {
            public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int index)
            {
                ProcessNext(message, pipeline, index);
                logger.LogInformation("Sent");
            }

            public override async ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int index)
            {
                await ProcessNextAsync(message, pipeline, index);
                logger.LogInformation("Sent");
            }
        }

        class SilentPolicy : PipelinePolicy
        {
            public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int index) =>
                ProcessNext(message, pipeline, index);

            public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int index) =>
                ProcessNextAsync(message, pipeline, index);
        }

        class LoggingHandler(ILogger logger) : DelegatingHandler(new HttpClientHandler())
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                logger.LogInformation("Sending");
                return base.SendAsync(request, cancellationToken);
            }
        }

        class SilentHandler() : DelegatingHandler(new HttpClientHandler());
        """;

    [Theory]
    [InlineData("logged", "var options = new OpenAIClientOptions(); options.AddPolicy(new LoggingPolicy(logger), PipelinePosition.PerCall);")]
    [InlineData("logged", "var options = new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(new HttpClient(new LoggingHandler(logger))) };")]
    [InlineData("logged", "var http = new HttpClient(new LoggingHandler(logger)); var options = new OpenAIClientOptions(); options.Transport = new HttpClientPipelineTransport(http);")]
    [InlineData("bare", "var options = new OpenAIClientOptions(); options.AddPolicy(new SilentPolicy(), PipelinePosition.PerCall);")]
    [InlineData("bare", "var options = new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(new HttpClient(new SilentHandler())) };")]
    [InlineData("bare", "var options = new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(new HttpClient()) };")]
    [InlineData("bare", "var options = new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(new HttpClient(new SocketsHttpHandler())) };")]
    [InlineData("bare", "var options = new OpenAIClientOptions { Endpoint = new Uri(\"https://a.example\") };")]
    [InlineData("unseen", "var options = new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(http) };")]
    [InlineData("unseen", "var options = new OpenAIClientOptions(); options.AddPolicy(policy, PipelinePosition.PerCall);")]
    [InlineData("unseen", "var options = new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(factory()) };")]
    public async Task What_the_client_sends_through_counts(string verdict, string statements)
    {
        var parameters = statements.Contains("var http") ? "" : "HttpClient http, ";
        var test = new Verify.Test
        {
            TestCode = $$"""
                using System.ClientModel;
                using System.ClientModel.Primitives;
                using Microsoft.Extensions.Logging;
                using OpenAI;
                using OpenAI.Chat;

                class Bot
                {
                    void Ask({{parameters}}ILogger logger, PipelinePolicy policy, Func<HttpClient> factory, string q)
                    {
                        {{statements}}
                        new ChatClient("o1", new ApiKeyCredential("key"), options).CompleteChat(q);
                    }
                }
                """,
            Rules = ["GOV5001"],
            ReferenceAssemblies = ReferenceAssemblies.OpenAI,
        };
        test.TestState.Sources.Add(Handlers);
        var found = await test.GetDiagnosticsAsync();
        if (verdict == "logged")
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.Equal(verdict == "bare" ? DiagnosticSeverity.Error : DiagnosticSeverity.Info, Assert.Single(found).Severity);
        }
    }
}
