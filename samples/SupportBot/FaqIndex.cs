using OpenAI.Embeddings;

namespace SupportBot;

public sealed record FaqEntry(string Question, string Answer);

/// <summary>Finds the FAQ entries closest to a question. Small enough to keep in memory.</summary>
public sealed class FaqIndex
{
    private readonly EmbeddingClient _embeddings;
    private readonly List<(FaqEntry Entry, ReadOnlyMemory<float> Vector)> _entries = [];

    public FaqIndex(SupportOptions options)
    {
        _embeddings = new EmbeddingClient(SupportOptions.EmbeddingModel, options.OpenAIKey);
    }

    public async Task LoadAsync(string path, CancellationToken cancellation)
    {
        var entries = new List<FaqEntry>();
        foreach (var line in (await File.ReadAllLinesAsync(path, cancellation)).Skip(1))
        {
            var fields = line.Split(';', 2);
            entries.Add(new FaqEntry(fields[0], fields[1]));
        }

        var vectors = await _embeddings.GenerateEmbeddingsAsync(entries.Select(e => e.Question), cancellationToken: cancellation);
        for (var i = 0; i < entries.Count; i++)
        {
            _entries.Add((entries[i], vectors.Value[i].ToFloats()));
        }
    }

    public async Task<IReadOnlyList<FaqEntry>> FindAsync(string question, int count, CancellationToken cancellation)
    {
        OpenAIEmbedding asked = await _embeddings.GenerateEmbeddingAsync(question, cancellationToken: cancellation);
        var vector = asked.ToFloats();
        return _entries
            .OrderByDescending(e => Similarity(e.Vector.Span, vector.Span))
            .Take(count)
            .Select(e => e.Entry)
            .ToList();
    }

    private static float Similarity(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
