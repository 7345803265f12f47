using System;
using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Engine.Catalogue;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Responses;
using Xunit;

namespace GovernanceAnalyzers.Sdk.Tests;

/// <summary>
/// A switch that is set does not mean that every call is traced. This runs the calls, with a transport that refuses everything, and compares
/// what starts an activity with what the catalogue says.
/// </summary>
public class TelemetryTests
{
    private const string Chat = "OpenAI.Chat.ChatClient";
    private const string Responses = "OpenAI.Responses.ResponsesClient";

    private static readonly Dictionary<string, Func<OpenAIClient, Task>> Calls = new()
    {
        [$"{Chat}.CompleteChat"] = c => Task.Run(() => c.GetChatClient("m").CompleteChat("hello")),
        [$"{Chat}.CompleteChatAsync"] = c => c.GetChatClient("m").CompleteChatAsync("hello"),
        [$"{Chat}.CompleteChatStreaming"] = c => Task.Run(() => c.GetChatClient("m").CompleteChatStreaming("hello").Count()),
        [$"{Chat}.CompleteChatStreamingAsync"] = c => Drain(c.GetChatClient("m").CompleteChatStreamingAsync("hello")),
        [$"{Responses}.CreateResponse"] = c => Task.Run(() => c.GetResponsesClient().CreateResponse("m", "hello")),
        [$"{Responses}.CreateResponseAsync"] = c => c.GetResponsesClient().CreateResponseAsync("m", "hello"),
        [$"{Responses}.CreateResponseStreamingAsync"] = async c => await c.GetResponsesClient().CreateResponseStreamingAsync("m", "hello"),
        ["OpenAI.Embeddings.EmbeddingClient.GenerateEmbeddingAsync"] = c => c.GetEmbeddingClient("m").GenerateEmbeddingAsync("hello"),
        ["OpenAI.Images.ImageClient.GenerateImageAsync"] = c => c.GetImageClient("m").GenerateImageAsync("hello"),
        ["OpenAI.Audio.AudioClient.GenerateSpeechAsync"] =
            c => c.GetAudioClient("m").GenerateSpeechAsync("hello", OpenAI.Audio.GeneratedSpeechVoice.Alloy),
        ["OpenAI.Moderations.ModerationClient.ClassifyTextAsync"] = c => c.GetModerationClient("m").ClassifyTextAsync("hello"),
    };

    [Fact]
    public async Task The_OpenAI_switch_covers_what_the_catalogue_says()
    {
        var step = ShippedSdks.Load().Single(s => s.Id == "openai").Logging.Single(l => l.Kind == LoggingKind.Switch);
        AppContext.SetSwitch(step.Members[0], true);
        var sources = new HashSet<string>();
        var started = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("OpenAI", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = activity =>
            {
                started++;
                sources.Add(activity.Source.Name);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var http = new HttpClient(new Refusing());
        var client = new OpenAIClient(
            new ApiKeyCredential("none"), new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(http) });

        var traced = new List<string>();
        foreach (var (name, call) in Calls)
        {
            var before = started;
            await Assert.ThrowsAsync<ClientResultException>(() => call(client));
            if (started > before)
            {
                traced.Add(name);
            }
        }

        Assert.Equal(step.Covers.Order(), traced.Order());
        Assert.Equal(step.Members.Skip(1).Order(), sources.Order());
    }

    private static async Task Drain<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var _ in items)
        {
        }
    }

    /// <summary>Answers 400, which no client retries.</summary>
    private sealed class Refusing : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            new(HttpStatusCode.BadRequest) { RequestMessage = request, Content = new StringContent("{}") };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));
    }
}
