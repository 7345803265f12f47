namespace SupportBot;

/// <summary>What the bot runs with. Keys come from the environment, as on the servers.</summary>
public sealed class SupportOptions
{
    public const string ChatModel = "gpt-4o";

    public static readonly string EmbeddingModel = "text-embedding-3-small";

    public string OpenAIKey { get; init; } = Required("OPENAI_API_KEY");

    public string AnthropicKey { get; init; } = Required("ANTHROPIC_API_KEY");

    public int FaqEntriesPerPrompt { get; init; } = 3;

    private static string Required(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"Set the environment variable {name}.");
}

public enum CustomerTier
{
    Free,
    Standard,
    Premium,
}

public sealed record Ticket(string Id, CustomerTier Tier, string Question);
