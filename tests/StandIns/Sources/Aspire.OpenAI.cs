// Stand-in for Aspire.OpenAI 0.0.0-main: names from single source files.
// references: OpenAI, System.ClientModel, Microsoft.Extensions.AI, Microsoft.Extensions.AI.Abstractions, Microsoft.Extensions.Hosting.Abstractions
using System;
using Aspire.OpenAI;
using Microsoft.Extensions.AI;

namespace Aspire.OpenAI
{
    public class AspireOpenAIClientBuilder { }

    public class OpenAISettings { }
}

namespace Microsoft.Extensions.Hosting
{
    public static class AspireOpenAIExtensions
    {
        public static AspireOpenAIClientBuilder AddOpenAIClient(this IHostApplicationBuilder builder, string connectionName, Action<OpenAISettings> configureSettings = null) => throw null;
        public static AspireOpenAIClientBuilder AddKeyedOpenAIClient(this IHostApplicationBuilder builder, string name, Action<OpenAISettings> configureSettings = null) => throw null;
    }

    public static class AspireConfigurableOpenAIExtensions
    {
        public static AspireOpenAIClientBuilder AddOpenAIClientFromConfiguration(this IHostApplicationBuilder builder, string connectionName) => throw null;
        public static AspireOpenAIClientBuilder AddKeyedOpenAIClientFromConfiguration(this IHostApplicationBuilder builder, string name) => throw null;
    }

    public static class AspireOpenAIClientBuilderChatClientExtensions
    {
        public static ChatClientBuilder AddChatClient(this AspireOpenAIClientBuilder builder, string deploymentName = null) => throw null;
        public static ChatClientBuilder AddKeyedChatClient(this AspireOpenAIClientBuilder builder, string serviceKey, string deploymentName = null) => throw null;
    }
}
