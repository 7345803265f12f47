using System;
using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Core.Secrets;

/// <summary>Names of settings that hold a key for a model: <c>OpenAI:ApiKey</c>, <c>AZURE_OPENAI_API_KEY</c>, <c>HF_TOKEN</c>.</summary>
public static class KeyNames
{
    /// <summary>What the last words of a name are, joined.</summary>
    private static readonly string[] Endings =
    [
        "key", "apikey", "key1", "key2", "token", "apitoken", "accesstoken", "authtoken", "bearertoken", "secret", "apisecret", "clientsecret", "subscriptionkey", "password",
    ];

    /// <summary>Words that stand for themselves in a name.</summary>
    private static readonly HashSet<string> Short = new(StringComparer.Ordinal) { "ai", "hf", "llm", "xai", "gpt", "oai", "aoai", "bedrock", "vertex", "embedding", "embeddings", "inference", "foundry" };

    /// <summary>Names of providers and frameworks, wherever they stand in a name, with its words joined, and the variable for a key of each.</summary>
    private static readonly (string Word, string Variable)[] Providers =
    [
        ("azureopenai", "AZURE_OPENAI_API_KEY"), ("openai", "OPENAI_API_KEY"), ("anthropic", "ANTHROPIC_API_KEY"), ("claude", "ANTHROPIC_API_KEY"), ("gemini", "GEMINI_API_KEY"),
        ("googleai", "GEMINI_API_KEY"), ("generativeai", "GEMINI_API_KEY"), ("vertexai", "GOOGLE_API_KEY"), ("mistral", "MISTRAL_API_KEY"), ("cohere", "COHERE_API_KEY"),
        ("groq", "GROQ_API_KEY"), ("grok", "XAI_API_KEY"), ("deepseek", "DEEPSEEK_API_KEY"), ("huggingface", "HF_TOKEN"), ("openrouter", "OPENROUTER_API_KEY"),
        ("replicate", "REPLICATE_API_TOKEN"), ("perplexity", "PERPLEXITY_API_KEY"), ("togetherai", "TOGETHER_API_KEY"), ("fireworks", "FIREWORKS_API_KEY"),
        ("nvidia", "NVIDIA_API_KEY"), ("cognitiveservices", "AZURE_AI_API_KEY"), ("azureai", "AZURE_AI_API_KEY"), ("aifoundry", "AZURE_AI_API_KEY"), ("contentsafety", "AZURE_AI_API_KEY"),
        ("semantickernel", "AI_API_KEY"), ("langchain", "LANGCHAIN_API_KEY"), ("voyage", "VOYAGE_API_KEY"), ("elevenlabs", "ELEVENLABS_API_KEY"), ("ollama", "OLLAMA_API_KEY"),
        ("chatgpt", "OPENAI_API_KEY"), ("copilot", "AI_API_KEY"), ("languagemodel", "AI_API_KEY"),
    ];

    /// <param name="name">With the sections it is in, joined by <c>:</c>.</param>
    public static bool IsKeyOfAi(string name)
    {
        if (name.Length is 0 or > 400 || !MayEnd(name))
        {
            return false;
        }

        var words = Split(name);
        if (words.Count == 0 || !Endings.Any(e => EndsWith(words, e)))
        {
            return false;
        }

        var joined = string.Concat(words);
        return words.Any(Short.Contains) || Providers.Any(p => joined.IndexOf(p.Word, StringComparison.Ordinal) >= 0);
    }

    /// <summary>The environment variable in which such a key is kept by convention.</summary>
    public static string VariableFor(string provider) => provider switch
    {
        "azure-openai" => "AZURE_OPENAI_API_KEY",
        "azure-foundry" => "AZURE_AI_API_KEY",
        "google-gemini" => "GEMINI_API_KEY",
        "google-vertex" => "GOOGLE_API_KEY",
        "huggingface" => "HF_TOKEN",
        "aws-bedrock" => "AWS_SECRET_ACCESS_KEY",
        "openai" or "anthropic" or "mistral" or "cohere" or "groq" or "xai" or "deepseek" => provider.ToUpperInvariant() + "_API_KEY",
        _ => "AI_API_KEY",
    };

    /// <summary>Whether the last three letters or digits are those of an ending: nearly every other name is told by them.</summary>
    private static bool MayEnd(string name)
    {
        var (third, second, first) = ('\0', '\0', '\0');
        for (var i = name.Length - 1; i >= 0 && third == '\0'; i--)
        {
            if (char.IsLetterOrDigit(name[i]))
            {
                var c = char.ToLowerInvariant(name[i]);
                (third, second, first) = first == '\0' ? ('\0', '\0', c) : second == '\0' ? ('\0', c, first) : (c, second, first);
            }
        }

        return (third, second, first) is ('k', 'e', 'y') or ('e', 'y', '1') or ('e', 'y', '2') or ('k', 'e', 'n') or ('r', 'e', 't') or ('o', 'r', 'd');
    }

    private static bool EndsWith(IReadOnlyList<string> words, string ending)
    {
        var tail = "";
        for (var i = words.Count - 1; i >= 0 && tail.Length < ending.Length; i--)
        {
            tail = words[i] + tail;
            if (tail == ending)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Lower-case words: divided by what is no letter or digit, and before an upper-case letter that follows a lower-case one.</summary>
    private static IReadOnlyList<string> Split(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isEnd = i == name.Length || !char.IsLetterOrDigit(name[i]);
            var isNew = !isEnd && i > start && char.IsUpper(name[i])
                && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]) && char.IsUpper(name[i - 1])));
            if (isEnd || isNew)
            {
                if (i > start)
                {
                    words.Add(name.Substring(start, i - start).ToLowerInvariant());
                }

                start = isEnd ? i + 1 : i;
            }
        }

        return words;
    }
}
