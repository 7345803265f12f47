// Stand-in for Microsoft.ML.OnnxRuntimeGenAI 0.16.0-dev: names from the sources of August 2026.
// references: Microsoft.Extensions.AI.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.AI;

namespace Microsoft.ML.OnnxRuntimeGenAI
{
    public class Model : IDisposable
    {
        public Model(string modelPath) { }
        public Model(Config config) { }
        public void Dispose() { }
    }

    public class Config
    {
        public Config(string modelPath) { }
    }

    public class Tokenizer
    {
        public Tokenizer(Model model) { }
        public string ApplyChatTemplate(string template_str, string messages, string tools, bool add_generation_prompt) => throw null;
        public Sequences Encode(string str) => throw null;
        public string Decode(ReadOnlySpan<int> sequence) => throw null;
    }

    public class Sequences { }

    public class GeneratorParams
    {
        public GeneratorParams(Model model) { }
        public void SetSearchOption(string searchOption, double value) { }
    }

    public class Generator : IDisposable
    {
        public Generator(Model model, GeneratorParams generatorParams) { }
        public void AppendTokenSequences(Sequences sequences) { }
        public void GenerateNextToken() { }
        public bool IsDone() => throw null;
        public void Dispose() { }
    }

    public class Adapters
    {
        public Adapters(Model model) { }
        public void LoadAdapter(string adapterPath, string adapterName) { }
    }

    public class StreamingProcessor
    {
        public NamedTensors Process(float[] audio) => throw null;
    }

    public class NamedTensors { }

    public class OnnxRuntimeGenAIChatClient : IChatClient
    {
        public OnnxRuntimeGenAIChatClient(string modelPath, OnnxRuntimeGenAIChatClientOptions options = null) { }
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions options = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions options = null, CancellationToken cancellationToken = default) => throw null;
        object IChatClient.GetService(Type serviceType, object serviceKey) => throw null;
        public void Dispose() { }
    }

    public class OnnxRuntimeGenAIChatClientOptions { }
}
