using System.Text;
using Microsoft.Extensions.Logging;
using OpenAI;
using OpenAI.Chat;

namespace SupportBot;

/// <summary>Answers a ticket with OpenAI, word by word, and decides first whether a person should.</summary>
public sealed class ChatAnswerer(SupportOptions options, ILogger<ChatAnswerer> logger)
{
    private readonly OpenAIClient _openAI = new(options.OpenAIKey);

    public async Task<string> AnswerAsync(Ticket ticket, IReadOnlyList<FaqEntry> faq, TextWriter output, CancellationToken cancellation)
    {
        var chat = _openAI.GetChatClient(ticket.Tier switch
        {
            CustomerTier.Premium => "gpt-4.1-2025-04-14",
            CustomerTier.Standard => SupportOptions.ChatModel,
            _ => "gpt-4o-mini",
        });

        logger.LogInformation("Answering ticket {Ticket} of tier {Tier} with {Count} FAQ entries", ticket.Id, ticket.Tier, faq.Count);
        var answer = new StringBuilder();
        await foreach (var update in chat.CompleteChatStreamingAsync(PromptBuilder.For(ticket, faq), cancellationToken: cancellation))
        {
            foreach (var part in update.ContentUpdate)
            {
                await output.WriteAsync(part.Text);
                answer.Append(part.Text);
            }
        }

        return answer.ToString();
    }

    public async Task<bool> NeedsPersonAsync(Ticket ticket, CancellationToken cancellation)
    {
        var model = Environment.GetEnvironmentVariable("SUPPORT_TRIAGE_MODEL") ?? "gpt-4.1-nano";
        var triage = new ChatClient(model, options.OpenAIKey);
        ChatCompletion completion = await triage.CompleteChatAsync(
            [
                new SystemChatMessage("Reply with YES if the customer is angry, mentions a lawyer or reports an injury, else with NO."),
                new UserChatMessage(ticket.Question),
            ],
            new ChatCompletionOptions { MaxOutputTokenCount = 3, Temperature = 0 },
            cancellation);
        return completion.Content[0].Text.StartsWith("YES", StringComparison.OrdinalIgnoreCase);
    }
}
