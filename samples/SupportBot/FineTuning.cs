using OpenAI.Files;

namespace SupportBot;

/// <summary>Uploads what a fine-tuning job reads. Run by hand, once a quarter.</summary>
public static class FineTuning
{
    public static async Task<string> UploadAsync(SupportOptions options)
    {
        var files = new OpenAIFileClient(options.OpenAIKey);
        OpenAIFile answers = await files.UploadFileAsync("data/answered-tickets.jsonl", FileUploadPurpose.FineTune);
        OpenAIFile reviews = await files.UploadFileAsync("data/product-reviews.jsonl", FileUploadPurpose.FineTune);
        return $"{answers.Id} {reviews.Id}";
    }
}
