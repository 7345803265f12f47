using Microsoft.Extensions.Logging;
using OpenAI.Chat;

namespace LoanRisk;

/// <summary>Drafts the letter that tells an applicant why a loan was not granted. A clerk reads every draft before it is sent.</summary>
public sealed class LetterWriter(string apiKey, ILogger<LetterWriter> logger)
{
    private readonly ChatClient _chat = new("gpt-5.4-2026-03-05", apiKey);

    public async Task<string> DraftAsync(LoanApplication application, double probability, CancellationToken cancellation)
    {
        ChatCompletion letter = await _chat.CompleteChatAsync(
            [
                new SystemChatMessage("Write a short, polite letter to a loan applicant. Name the reasons given, invent none, and say that a person decides on an objection."),
                new UserChatMessage(Reasons(application)),
            ],
            new ChatCompletionOptions { MaxOutputTokenCount = 600 },
            cancellation);
        logger.LogInformation(
            "Drafted a letter for {Application} at {Probability:F2} with {Model}: {Tokens} tokens",
            application.Id,
            probability,
            letter.Model,
            letter.Usage.TotalTokenCount);
        return letter.Content[0].Text;
    }

    /// <summary>What weighed against the loan, without anything that identifies the applicant.</summary>
    private static string Reasons(LoanApplication application)
    {
        var reasons = new List<string>();
        if (application.Amount > application.Income)
        {
            reasons.Add("The amount is more than a year's income.");
        }

        if (application.Debt > 0.35)
        {
            reasons.Add("More than a third of the income goes into other loans.");
        }

        if (application.MissedPayments > 0)
        {
            reasons.Add("Payments were missed in the last two years.");
        }

        return reasons.Count == 0 ? "The overall picture did not suffice." : string.Join(' ', reasons);
    }
}
