using Anthropic;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace SupportBot;

/// <summary>Answers when OpenAI does not.</summary>
public sealed class FallbackAnswerer(AuditedChatClient client)
{
    public static AuditedChatClient CreateClient(SupportOptions options, ILogger<AuditedChatClient> logger) =>
        new(new AnthropicClient { ApiKey = options.AnthropicKey }.AsIChatClient(SupportOptions.FallbackModel), logger);

    public async Task<string> AnswerAsync(Ticket ticket, IReadOnlyList<FaqEntry> faq, CancellationToken cancellation)
    {
        var response = await client.GetResponseAsync(
            [
                new ChatMessage(ChatRole.System, "Answer in two sentences, from these entries only:\n" + string.Join("\n", faq)),
                new ChatMessage(ChatRole.User, ticket.Question),
            ],
            new ChatOptions { MaxOutputTokens = 300 },
            cancellation);
        return response.Text;
    }
}
