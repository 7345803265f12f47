using OpenAI.Chat;

namespace Contoso.Ai;

public sealed class Classifier(Clients clients)
{
    private static readonly string[] Labels = ["invoice", "contract", "letter", "other"];

    private readonly ChatClient _chat = clients.Chat();

    public async Task<string> ClassifyAsync(string text, CancellationToken cancellation = default)
    {
        ChatCompletion completion = await _chat.CompleteChatAsync(
            [
                new SystemChatMessage("Answer with one word: " + string.Join(", ", Labels)),
                new UserChatMessage(text),
            ],
            new ChatCompletionOptions { MaxOutputTokenCount = 5, Temperature = 0 },
            cancellation);
        var label = completion.Content[0].Text.Trim().ToLowerInvariant();
        return Labels.Contains(label) ? label : "other";
    }
}
