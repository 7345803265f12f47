// Stand-in for Microsoft.KernelMemory.Abstractions 0.98.0: names from the sources at that version.
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.KernelMemory
{
    public class SearchClientConfig
    {
        public int AnswerTokens { get; set; }
        public double Temperature { get; set; }
        public string FactTemplate { get; set; }
    }

    public static class KernelMemoryExtensions
    {
        public static Task<MemoryAnswer> AskAsync(this IKernelMemory memory, string question, string index = null, CancellationToken cancellationToken = default) => throw null;
    }

    public interface IKernelMemory
    {
        IAsyncEnumerable<MemoryAnswer> AskStreamingAsync(string question, string index = null, CancellationToken cancellationToken = default);
        Task<object> SearchAsync(string query, string index = null, CancellationToken cancellationToken = default);
    }

    public interface IKernelMemoryBuilder
    {
        IKernelMemory Build();
    }

    public class MemoryAnswer { }
}

namespace Microsoft.KernelMemory.AI
{
    public class TextGenerationOptions
    {
        public int? MaxTokens { get; set; }
        public double? Temperature { get; set; }
    }

    public interface ITextGenerator
    {
        Task<object> GenerateTextAsync(object request);
    }

    public interface ITextEmbeddingGenerator
    {
        Task<object> GenerateEmbeddingAsync(object request);
    }

    public interface IContentModeration
    {
        Task<object> IsSafeAsync(object request);
    }
}
