using OpenAI.Chat;

namespace LoanRisk;

/// <summary>Writes the letter that tells an applicant why a loan was not granted.</summary>
public sealed class LetterWriter(string apiKey)
{
    private readonly ChatClient _chat = new("gpt-4o", apiKey);

    public async Task<string> WriteAsync(LoanApplication application)
    {
        ChatCompletion letter = await _chat.CompleteChatAsync(
            new SystemChatMessage("Write a short, polite letter to a loan applicant whose loan was not granted."),
            new UserChatMessage($"{application}"));
        return letter.Content[0].Text;
    }
}
