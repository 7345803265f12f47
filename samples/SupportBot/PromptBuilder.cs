using OpenAI.Chat;

namespace SupportBot;

/// <summary>Everything the model is told before it sees the customer's words.</summary>
public static class PromptBuilder
{
    private const string Instructions =
        """
        You answer questions of customers of the Northwind shop.
        Use only the FAQ entries below. If they do not answer the question, say that a colleague will write.
        Never promise refunds, dates or prices.
        """;

    public static IReadOnlyList<ChatMessage> For(Ticket ticket, IEnumerable<FaqEntry> entries)
    {
        var faq = string.Join("\n\n", entries.Select(e => $"Q: {e.Question}\nA: {e.Answer}"));
        return
        [
            new SystemChatMessage($"{Instructions}\n\n{faq}"),
            new UserChatMessage(ticket.Question),
        ];
    }
}
