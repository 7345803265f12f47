using Anthropic;
using Microsoft.Extensions.AI;

namespace SupportBot;

/// <summary>Answers when OpenAI does not.</summary>
public sealed class FallbackAnswerer(IChatClient client)
{
    public static IChatClient CreateClient(SupportOptions options, string? model = null) =>
        new AnthropicClient { ApiKey = options.AnthropicKey }.AsIChatClient(model ?? "claude-3-5-haiku-latest");

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
