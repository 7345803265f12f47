using System.Collections.Concurrent;
using Contoso.Ai;
using Contoso.Shared;
using OpenAI.Embeddings;

namespace Contoso.Search.Api;

/// <summary>Vectors in memory, one per part of a document.</summary>
public sealed class DocumentIndex(Clients clients, ILogger<DocumentIndex> logger)
{
    private readonly EmbeddingClient _embeddings = clients.Embeddings();
    private readonly ConcurrentBag<(string Id, ReadOnlyMemory<float> Vector)> _vectors = [];

    public async Task AddAsync(Document document, CancellationToken cancellation)
    {
        var parts = Text.Parts(document.Text, 2000).ToList();
        OpenAIEmbeddingCollection vectors = await _embeddings.GenerateEmbeddingsAsync(parts, cancellationToken: cancellation);
        foreach (var vector in vectors)
        {
            _vectors.Add((document.Id, vector.ToFloats()));
        }

        logger.LogInformation("Indexed {Document} in {Parts} parts with {Model}", document.Id, parts.Count, vectors.Model);
    }

    public async Task<IReadOnlyList<string>> FindAsync(string question, int count, CancellationToken cancellation)
    {
        OpenAIEmbedding asked = await _embeddings.GenerateEmbeddingAsync(question, cancellationToken: cancellation);
        return _vectors
            .OrderByDescending(v => Dot(v.Vector.Span, asked.ToFloats().Span))
            .Select(v => v.Id)
            .Distinct()
            .Take(count)
            .ToList();
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
