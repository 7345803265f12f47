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
            CustomerTier.Premium => SupportOptions.PremiumModel,
            CustomerTier.Standard => SupportOptions.ChatModel,
            _ => SupportOptions.SmallModel,
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
        var triage = _openAI.GetChatClient(SupportOptions.SmallModel);
        ChatCompletion completion = await triage.CompleteChatAsync(
            [
                new SystemChatMessage("Reply with YES if the customer is angry, mentions a lawyer or reports an injury, else with NO."),
                new UserChatMessage(ticket.Question),
            ],
            new ChatCompletionOptions { MaxOutputTokenCount = 3, Temperature = 0 },
            cancellation);
        logger.LogInformation(
            "Triaged ticket {Ticket} with {Model}: {Tokens} tokens", ticket.Id, completion.Model, completion.Usage.TotalTokenCount);
        return completion.Content[0].Text.StartsWith("YES", StringComparison.OrdinalIgnoreCase);
    }
}
