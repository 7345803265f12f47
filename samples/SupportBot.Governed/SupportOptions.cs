namespace SupportBot;

/// <summary>What the bot runs with. Keys come from the environment, as on the servers.</summary>
public sealed class SupportOptions
{
    public const string PremiumModel = "gpt-4.1-2025-04-14";

    public const string ChatModel = "gpt-4o-2024-11-20";

    public const string SmallModel = "gpt-4o-mini-2024-07-18";

    public const string FallbackModel = "claude-sonnet-4-6";

    /// <summary>Has no snapshots: governance/waivers.yml says what is done instead.</summary>
    public const string EmbeddingModel = "text-embedding-3-small";

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
