using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Core.Secrets;

/// <summary>A form of keys that tells by its first characters whose they are. From the providers' documentation, checked 2026-11.</summary>
/// <param name="Prefix">How every such key begins. It is public, and all that is ever shown of one.</param>
/// <param name="Provider">As the catalogue calls it; empty where several providers give out such keys.</param>
/// <param name="Name">Whose key it is, for messages: <c>a key of OpenAI</c>.</param>
/// <param name="Variable">The environment variable in which the provider's own documentation keeps it.</param>
/// <param name="Least">How many characters follow at least. Shorter ones are examples.</param>
/// <param name="HasDashes">Whether <c>-</c> and <c>_</c> occur among them, besides letters and digits.</param>
public sealed record KeyFormat(string Prefix, string Provider, string Name, string Variable, int Least, bool HasDashes = false)
{
    /// <summary>The more exact before those that begin like them.</summary>
    public static readonly IReadOnlyList<KeyFormat> All =
    [
        new("sk-ant-", "anthropic", "a key of Anthropic", "ANTHROPIC_API_KEY", 24, HasDashes: true),
        new("sk-proj-", "openai", "a key of OpenAI", "OPENAI_API_KEY", 24, HasDashes: true),
        new("sk-svcacct-", "openai", "a key of OpenAI", "OPENAI_API_KEY", 24, HasDashes: true),
        new("sk-admin-", "openai", "a key of OpenAI", "OPENAI_ADMIN_KEY", 24, HasDashes: true),
        new("sk-or-v1-", "gateway", "a key of OpenRouter", "OPENROUTER_API_KEY", 32),
        new("sk-lf-", "", "a key of Langfuse", "LANGFUSE_SECRET_KEY", 32, HasDashes: true),
        new("sk-", "", "a key of OpenAI, DeepSeek or a provider with keys like theirs", "OPENAI_API_KEY", 32),
        new("AIza", "google-gemini", "a key of Google", "GEMINI_API_KEY", 35, HasDashes: true),
        new("hf_", "huggingface", "a token of Hugging Face", "HF_TOKEN", 30),
        new("gsk_", "groq", "a key of Groq", "GROQ_API_KEY", 40),
        new("xai-", "xai", "a key of xAI", "XAI_API_KEY", 40),
        new("r8_", "", "a token of Replicate", "REPLICATE_API_TOKEN", 30),
        new("pplx-", "", "a key of Perplexity", "PERPLEXITY_API_KEY", 40),
        new("nvapi-", "", "a key of NVIDIA", "NVIDIA_API_KEY", 40, HasDashes: true),
    ];

    /// <summary>An access key of AWS is a name and a secret. The name alone opens nothing.</summary>
    public static readonly KeyFormat Aws = new("AKIA", "aws-bedrock", "a secret access key of AWS", "AWS_SECRET_ACCESS_KEY", 16);

    public static KeyFormat? Find(string prefix) => prefix == Aws.Prefix ? Aws : All.FirstOrDefault(f => f.Prefix == prefix);
}
