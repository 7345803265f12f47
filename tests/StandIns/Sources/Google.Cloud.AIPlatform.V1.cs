// Stand-in for Google.Cloud.AIPlatform.V1 0.0.0-main: names from generated snippets on the main branch.
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Google.Cloud.AIPlatform.V1
{
    public abstract class PredictionServiceClient
    {
        public static PredictionServiceClient Create() => throw null;
        public virtual object Explain(string endpoint, IEnumerable<object> instances, object parameters, string deployedModelId, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<object> ExplainAsync(string endpoint, IEnumerable<object> instances, object parameters, string deployedModelId, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<object> PredictAsync(PredictRequest request, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<GenerateContentResponse> GenerateContentAsync(GenerateContentRequest request, CancellationToken cancellationToken = default) => throw null;
    }

    public class ExplainRequest
    {
        public string Endpoint { get; set; }
        public string DeployedModelId { get; set; }
    }

    public class PredictRequest
    {
        public string Endpoint { get; set; }
    }

    public class GenerateContentRequest
    {
        public Content SystemInstruction { get; set; }
        public List<object> Tools { get; }
        public GenerationConfig GenerationConfig { get; set; }
        public List<Content> Contents { get; }
        public string Model { get; set; }
    }

    public class GenerationConfig
    {
        public int? MaxOutputTokens { get; set; }
        public double? Temperature { get; set; }
    }

    public class PredictionServiceClientBuilder
    {
        public string Endpoint { get; set; }
    }

    public sealed class Content { }

    public sealed class GenerateContentResponse { }
}
