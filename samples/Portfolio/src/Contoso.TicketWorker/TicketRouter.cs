using Anthropic;
using Anthropic.Models.Messages;
using Contoso.Shared;
using Microsoft.Extensions.Logging;

namespace Contoso.TicketWorker;

/// <summary>Decides which team a ticket goes to; long tickets are condensed first.</summary>
public sealed class TicketRouter(IAnthropicClient client, ILogger<TicketRouter> logger)
{
    private static readonly string[] Teams = ["billing", "delivery", "returns"];

    public async Task<string> TeamForAsync(string ticket)
    {
        var text = ticket.Length > 4000 ? await CondenseAsync(ticket) : ticket;
        var message = await client.Messages.Create(new MessageCreateParams
        {
            Model = Model.ClaudeOpus4_8,
            MaxTokens = 10,
            Messages = [new UserMessageParam { Content = $"Which team: {string.Join(", ", Teams)}? One word.\n\n{text}" }],
        });
        var team = TextOf(message).Trim().ToLowerInvariant();
        logger.LogInformation("{Model} chose {Team}", message.Model, team);
        return Teams.Contains(team) ? team : "unsorted";
    }

    private async Task<string> CondenseAsync(string ticket)
    {
        var parts = new List<string>();
        foreach (var part in Text.Parts(ticket, 8000))
        {
            var message = await client.Messages.Create(new()
            {
                Model = "claude-haiku-4-5",
                MaxTokens = 200,
                Messages = [new UserMessageParam { Content = "Condense this to its requests:\n\n" + part }],
            });
            parts.Add(TextOf(message));
        }

        return string.Join('\n', parts);
    }

    private static string TextOf(Message message) =>
        string.Concat(message.Content.Select(block => block.TryPickText(out var text) ? text.Text : ""));
}
