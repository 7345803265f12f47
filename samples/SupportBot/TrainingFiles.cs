using OpenAI.Files;

namespace SupportBot;

/// <summary>Uploads what a fine-tuning job reads. Run by hand, once a quarter.</summary>
public static class TrainingFiles
{
    public static async Task<string> UploadAllAsync(SupportOptions options)
    {
        var files = new OpenAIFileClient(options.OpenAIKey);
        var answers = await UploadAsync(files, "data/answered-tickets.jsonl");
        var reviews = await UploadAsync(files, "data/product-reviews.jsonl");
        return $"{answers.Id} {reviews.Id}";
    }

    /// <summary>The policy names this method, so every path that is passed to it needs a dataset record.</summary>
    private static async Task<OpenAIFile> UploadAsync(OpenAIFileClient files, string path) =>
        await files.UploadFileAsync(path, FileUploadPurpose.FineTune);
}
