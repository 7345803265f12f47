using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.Logging;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;

namespace Contoso.Ai;

/// <summary>Every service gets its clients here, with requests and responses logged by the SDK.</summary>
public sealed class Clients(string apiKey, ILoggerFactory loggers)
{
    private const string Embedding = "text-embedding-3-large";

    private readonly ApiKeyCredential _key = new(apiKey);

    public ChatClient Chat() => new("gpt-4.1-2025-04-14", _key, Options());

    public ChatClient Reasoning() =>
#if NET10_0_OR_GREATER
        new("gpt-5", _key, Options());
#else
        new("o3-2025-04-16", _key, Options());
#endif

    public EmbeddingClient Embeddings() => new(Embedding, _key, Options());

    private OpenAIClientOptions Options() => new()
    {
        NetworkTimeout = TimeSpan.FromSeconds(60),
        ClientLoggingOptions = new ClientLoggingOptions { LoggerFactory = loggers, EnableMessageLogging = true },
    };
}
