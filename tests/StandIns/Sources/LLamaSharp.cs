// Stand-in for LLamaSharp 0.28.0: names from the sources of August 2026.
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using LLama.Abstractions;
using LLama.Common;

namespace LLama.Abstractions
{
    public interface ILLamaExecutor
    {
        IAsyncEnumerable<string> InferAsync(string text, IInferenceParams inferenceParams = null, CancellationToken token = default);
    }

    public interface IModelParams { }

    public interface IContextParams { }

    public interface IInferenceParams { }
}

namespace LLama
{
    public sealed class LLamaWeights : IDisposable
    {
        public static LLamaWeights LoadFromFile(IModelParams @params) => throw null;
        public static Task<LLamaWeights> LoadFromFileAsync(IModelParams @params, CancellationToken token = default) => throw null;
        public LLamaContext CreateContext(IContextParams @params) => throw null;
        public void Dispose() { }
    }

    public sealed class MtmdWeights
    {
        public static MtmdWeights LoadFromFile(string mmProject, LLamaWeights textModel) => throw null;
        public static Task<MtmdWeights> LoadFromFileAsync(string mmProject, LLamaWeights textModel, CancellationToken token = default) => throw null;
    }

    public sealed class LLamaContext : IDisposable
    {
        public void Dispose() { }
    }

    public class StatelessExecutor : ILLamaExecutor
    {
        public StatelessExecutor(LLamaWeights weights, IContextParams @params) { }
        public string SystemMessage { get; set; }
        public IAsyncEnumerable<string> InferAsync(string prompt, IInferenceParams inferenceParams = null, CancellationToken cancellationToken = default) => throw null;
    }

    public abstract class StatefulExecutorBase : ILLamaExecutor
    {
        public virtual IAsyncEnumerable<string> InferAsync(string text, IInferenceParams inferenceParams = null, CancellationToken cancellationToken = default) => throw null;
    }

    public class InteractiveExecutor : StatefulExecutorBase
    {
        public InteractiveExecutor(LLamaContext context) { }
    }

    public class InstructExecutor : StatefulExecutorBase
    {
        public InstructExecutor(LLamaContext context, string instructionPrefix = "", string instructionSuffix = "") { }
    }

    public class ChatSession
    {
        public ChatSession(ILLamaExecutor executor) { }
        public ChatSession(ILLamaExecutor executor, ChatHistory history) { }
        public IAsyncEnumerable<string> ChatAsync(ChatHistory.Message message, IInferenceParams inferenceParams = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<string> RegenerateAssistantMessageAsync(InferenceParams inferenceParams = null, CancellationToken cancellationToken = default) => throw null;
    }

    public sealed class LLamaEmbedder
    {
        public LLamaEmbedder(LLamaWeights weights, IContextParams @params) { }
        public Task<IReadOnlyList<float[]>> GetEmbeddings(string input, CancellationToken cancellationToken = default) => throw null;
    }

    public sealed class LLamaReranker
    {
        public LLamaReranker(LLamaWeights weights, IContextParams @params) { }
        public Task<IReadOnlyList<float>> GetRelevanceScores(string input, IReadOnlyList<string> documents, bool normalize = false, CancellationToken cancellationToken = default) => throw null;
        public Task<(float, int)> GetRelevanceScoreWithTokenCount(string input, string document, bool normalize = false, CancellationToken cancellationToken = default) => throw null;
    }
}

namespace LLama.Common
{
    public record ModelParams : IModelParams, IContextParams
    {
        public ModelParams(string modelPath) { }
        public string ModelPath { get; set; }
        public uint? ContextSize { get; set; }
        public int GpuLayerCount { get; set; }
    }

    public record InferenceParams : IInferenceParams
    {
        public int MaxTokens { get; set; } = -1;
        public IReadOnlyList<string> AntiPrompts { get; set; }
    }

    public class ChatHistory
    {
        public void AddMessage(AuthorRole authorRole, string content) { }

        public class Message
        {
            public Message(AuthorRole authorRole, string content) { }
        }
    }

    public enum AuthorRole { Unknown = -1, System, User, Assistant }
}

namespace LLama.Sampling
{
    public sealed class DefaultSamplingPipeline
    {
        public float Temperature { get; set; }
        public uint Seed { get; set; }
    }
}
