using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace SupportBot;

/// <summary>
/// Writes one line per call: which model answered, how long it took, how many tokens. The policy names this class, so a call through it
/// counts as logged wherever it is made.
/// </summary>
public sealed class AuditedChatClient(IChatClient inner, ILogger<AuditedChatClient> logger) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var started = TimeProvider.System.GetTimestamp();
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        logger.LogInformation(
            "{Model} answered in {Elapsed}: {Tokens} tokens",
            response.ModelId,
            TimeProvider.System.GetElapsedTime(started),
            response.Usage?.TotalTokenCount);
        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var updates = 0;
        logger.LogInformation("Streaming an answer");
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            updates++;
            yield return update;
        }

        logger.LogInformation("Streamed {Updates} updates", updates);
    }
}
