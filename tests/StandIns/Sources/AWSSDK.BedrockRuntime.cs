// Stand-in for AWSSDK.BedrockRuntime 4.0.100.7: names from single source files and from code that is compiled against the package.
using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Amazon.BedrockRuntime.Model;

namespace Amazon
{
    // Of AWSSDK.Core.
    public class RegionEndpoint
    {
        public static readonly RegionEndpoint USEast1, EUWest1, EUCentral1, APNortheast1, USGovCloudWest1;
        public static RegionEndpoint GetBySystemName(string systemName) => throw null;
    }
}

namespace Amazon.BedrockRuntime
{
    public interface IAmazonBedrockRuntime : IDisposable
    {
        Task<ConverseResponse> ConverseAsync(ConverseRequest request, CancellationToken cancellationToken = default);
        Task<ConverseStreamResponse> ConverseStreamAsync(ConverseStreamRequest request, CancellationToken cancellationToken = default);
        Task<InvokeModelResponse> InvokeModelAsync(InvokeModelRequest request, CancellationToken cancellationToken = default);
        Task<InvokeModelWithResponseStreamResponse> InvokeModelWithResponseStreamAsync(InvokeModelWithResponseStreamRequest request, CancellationToken cancellationToken = default);
        Task<ApplyGuardrailResponse> ApplyGuardrailAsync(ApplyGuardrailRequest request, CancellationToken cancellationToken = default);
    }

    public class AmazonBedrockRuntimeClient : IAmazonBedrockRuntime
    {
        public AmazonBedrockRuntimeClient() { }
        public AmazonBedrockRuntimeClient(RegionEndpoint region) { }
        public virtual Task<ConverseResponse> ConverseAsync(ConverseRequest request, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<ConverseStreamResponse> ConverseStreamAsync(ConverseStreamRequest request, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<InvokeModelResponse> InvokeModelAsync(InvokeModelRequest request, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<InvokeModelWithResponseStreamResponse> InvokeModelWithResponseStreamAsync(InvokeModelWithResponseStreamRequest request, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<ApplyGuardrailResponse> ApplyGuardrailAsync(ApplyGuardrailRequest request, CancellationToken cancellationToken = default) => throw null;
        public void Dispose() { }
    }
}

namespace Amazon.BedrockRuntime.Model
{
    public class ConverseRequest
    {
        public string ModelId { get; set; }
        public List<Message> Messages { get; set; }
        public List<SystemContentBlock> System { get; set; }
        public InferenceConfiguration InferenceConfig { get; set; }
        public ToolConfiguration ToolConfig { get; set; }
    }

    public class ConverseStreamRequest
    {
        public string ModelId { get; set; }
        public List<Message> Messages { get; set; }
        public List<SystemContentBlock> System { get; set; }
        public InferenceConfiguration InferenceConfig { get; set; }
        public ToolConfiguration ToolConfig { get; set; }
    }

    public class InvokeModelRequest
    {
        public string ModelId { get; set; }
        public MemoryStream Body { get; set; }
    }

    public class InvokeModelWithResponseStreamRequest
    {
        public string ModelId { get; set; }
        public MemoryStream Body { get; set; }
    }

    public class InferenceConfiguration
    {
        public int? MaxTokens { get; set; }
        public float? Temperature { get; set; }
    }

    public class SystemContentBlock { public string Text { get; set; } }

    public class Message { public List<ContentBlock> Content { get; set; } }

    public class ContentBlock { public string Text { get; set; } }

    public class ToolConfiguration { public List<object> Tools { get; set; } }

    public class ConverseResponse { }

    public class ConverseStreamResponse { }

    public class InvokeModelResponse { }

    public class InvokeModelWithResponseStreamResponse { }

    public class ApplyGuardrailRequest { }

    public class ApplyGuardrailResponse { }
}
