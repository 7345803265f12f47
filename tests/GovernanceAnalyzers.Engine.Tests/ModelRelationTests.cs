using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Engine.Catalogue;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests;

/// <summary>Whether two references are versions of one model, by the shipped rules of their provider.</summary>
public class ModelRelationTests
{
    private const string One = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c";
    private const string Two = "5503434ddd753f426f4b38109466949a1217c2bb";
    private const string Digest1 = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
    private const string Digest2 = "1f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

    [Theory]
    [InlineData("openai:gpt-4o-2024-08-06", "openai:gpt-4o-2024-11-20")]
    [InlineData("openai:gpt-4-1106-preview", "openai:gpt-4-0125-preview")]
    [InlineData("openai:gpt-3.5-turbo-0613", "openai:gpt-3.5-turbo-0125")]
    [InlineData("azure-openai:gpt-4o-2024-08-06", "openai:gpt-4o-2024-11-20")]
    [InlineData("azure-openai:gpt-35-turbo-0125", "openai:gpt-3.5-turbo-1106")]
    [InlineData("anthropic:claude-3-5-sonnet-20240620", "anthropic:claude-3-5-sonnet-20241022")]
    [InlineData("aws-bedrock:us.anthropic.claude-3-5-sonnet-20240620-v1:0", "aws-bedrock:eu.anthropic.claude-3-5-sonnet-20241022-v2:0")]
    [InlineData("aws-bedrock:amazon.titan-text-express-v1", "aws-bedrock:amazon.titan-text-express-v2:0")]
    [InlineData("aws-bedrock:mistral.mistral-large-2402-v1:0", "aws-bedrock:mistral.mistral-large-2407-v1:0")]
    [InlineData("google-gemini:gemini-1.5-pro-001", "google-gemini:models/gemini-1.5-pro-002")]
    [InlineData("google-vertex:claude-3-5-sonnet@20240620", "google-vertex:claude-3-5-sonnet@20241022")]
    [InlineData("google-vertex:mistral-large@2407", "google-vertex:mistral-large@2411")]
    [InlineData("mistral:mistral-large-2407", "mistral:mistral-large-2411")]
    [InlineData("mistral:devstral-medium-2507", "mistral:devstral-2512")]
    [InlineData("cohere:command-r-03-2024", "cohere:command-r-08-2024")]
    [InlineData("cohere:embed-english-v2.0", "cohere:embed-english-v3.0")]
    [InlineData("xai:grok-4-0709", "xai:grok-4-0811")]
    [InlineData("gateway:openai/gpt-4o-2024-08-06", "gateway:openai/gpt-4o-2024-11-20")]
    [InlineData("huggingface:contoso/router@" + One, "huggingface:contoso/router@" + Two)]
    [InlineData("ollama:llama3.2@sha256:" + Digest1, "ollama:llama3.2@sha256:" + Digest2)]
    [InlineData("local-artifact:models/a.onnx;sha256=" + Digest1, "local-artifact:models/a.onnx;sha256=" + Digest2)]
    [InlineData("local-artifact:nuget:Contoso.Model/1.0.0", "local-artifact:nuget:Contoso.Model/1.1.0")]
    [InlineData("local-artifact:models:/credit/3", "local-artifact:models:/credit/4")]
    [InlineData("azure-foundry:phi-4-generic-cpu:1", "azure-foundry:phi-4-generic-cpu:2")]
    public void Versions_of_one_model(string one, string other) => Is(ModelRelation.OtherVersion, one, other);

    [Theory]
    [InlineData("openai:gpt-4o-2024-08-06", "openai:gpt-4o-mini-2024-07-18")]
    [InlineData("openai:gpt-4-0613", "openai:gpt-4-1106-preview")]
    [InlineData("openai:gpt-4o-2024-08-06", "gateway:gpt-4o-2024-11-20")]
    [InlineData("openai:gpt-5.6", "openai:gpt-5.7")]
    [InlineData("anthropic:claude-opus-4-6", "anthropic:claude-opus-4-7")]
    [InlineData("anthropic:claude-sonnet-4-20250514", "anthropic:claude-sonnet-4-5-20250929")]
    [InlineData("google-gemini:gemini-2.5-pro", "google-gemini:gemini-2.5-flash")]
    [InlineData("azure-openai:support-chat", "azure-openai:support-chat-2")]
    [InlineData("azure-openai:chat-2024-08-06", "openai:gpt-4o-2024-08-06")]
    [InlineData("ollama:llama3.2:1b", "ollama:llama3.2:3b")]
    [InlineData("huggingface:contoso/router@" + One, "huggingface:contoso/other@" + Two)]
    [InlineData("huggingface:" + One, "huggingface:" + Two)]
    [InlineData("local-artifact:" + Digest1, "local-artifact:" + Digest2)]
    [InlineData("local-artifact:models/a.onnx", "local-artifact:models/b.onnx")]
    [InlineData("nobody:a-2024-08-06", "nobody:a-2024-11-20")]
    [InlineData("openai:${MODEL}", "openai:gpt-4o-2024-11-20")]
    [InlineData("openai:", "openai:gpt-4o")]
    [InlineData("", "openai:gpt-4o")]
    public void What_nobody_can_tell_is_not_the_same(string one, string other) => Is(ModelRelation.Unknown, one, other);

    [Theory]
    [InlineData("openai:gpt-4o", "openai:gpt-4o-2024-11-20")]
    [InlineData("openai:gpt-9", "openai:gpt-9-2027-01-02")]
    [InlineData("anthropic:claude-sonnet-4-5", "anthropic:claude-sonnet-4-5-20250929")]
    [InlineData("mistral:mistral-large-latest", "mistral:mistral-large-2411")]
    [InlineData("huggingface:contoso/router", "huggingface:contoso/router@" + One)]
    [InlineData("azure-openai:gpt-4o", "openai:gpt-4o-2024-11-20")]
    public void Names_without_a_version(string one, string other) => Is(ModelRelation.Alias, one, other);

    [Theory]
    [InlineData("openai:gpt-4o-2024-08-06", "openai:GPT-4o-2024-08-06")]
    [InlineData("azure-openai:gpt-4o-2024-08-06", "openai:gpt-4o-2024-08-06")]
    [InlineData("aws-bedrock:us.amazon.nova-pro-v1:0", "aws-bedrock:amazon.nova-pro-v1:0")]
    [InlineData("nobody:a", "nobody:a")]
    public void The_same(string one, string other) => Is(ModelRelation.Same, one, other);

    private static void Is(ModelRelation relation, string one, string other)
    {
        Assert.Equal(relation, ShippedCatalogue.Instance.ModelCatalogue.Compare(one, other));
        Assert.Equal(relation, ShippedCatalogue.Instance.ModelCatalogue.Compare(other, one));
    }
}
