using Anthropic;
using Anthropic.Models.Messages;
using Microsoft.Extensions.Logging;

namespace SupportBot;

/// <summary>Summarises a conversation for the colleague who takes over.</summary>
public sealed class TicketSummariser(SupportOptions options, ILogger<TicketSummariser> logger)
{
    private readonly AnthropicClient _anthropic = new() { ApiKey = options.AnthropicKey };

    public async Task<string> SummariseAsync(Ticket ticket, string answer, CancellationToken cancellation)
    {
        var message = await _anthropic.Messages.Create(
            new MessageCreateParams
            {
                Model = Model.ClaudeSonnet4_5,
                MaxTokens = 400,
                System = "Summarise the ticket in three sentences. Leave names and addresses out.",
                Messages = [new UserMessageParam { Content = $"Customer: {ticket.Question}\n\nBot: {answer}" }],
            },
            cancellation);
        logger.LogInformation(
            "Summarised ticket {Ticket} with {Model}: {Tokens} tokens", ticket.Id, message.Model, message.Usage.OutputTokens);
        return TextOf(message);
    }

    public async Task<string> TitleAsync(string summary, CancellationToken cancellation)
    {
        var message = await _anthropic.Messages.Create(
            new MessageCreateParams
            {
                Model = Model.ClaudeHaiku4_5_20251001,
                MaxTokens = 30,
                Messages = [new UserMessageParam { Content = "Give this summary a title of at most six words:\n" + summary }],
            },
            cancellation);
        return TextOf(message);
    }

    private static string TextOf(Message message)
    {
        foreach (var block in message.Content)
        {
            if (block.TryPickText(out var text))
            {
                return text.Text;
            }
        }

        return "";
    }
}
