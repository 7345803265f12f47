// Stand-in for Aspire.Azure.AI.OpenAI 0.0.0-main: names from single source files.
// references: Aspire.OpenAI, Azure.AI.OpenAI, Microsoft.Extensions.Hosting.Abstractions
using Aspire.OpenAI;

namespace Microsoft.Extensions.Hosting
{
    public static class AspireAzureOpenAIExtensions
    {
        public static AspireOpenAIClientBuilder AddAzureOpenAIClient(this IHostApplicationBuilder builder, string connectionName) => throw null;
        public static AspireOpenAIClientBuilder AddKeyedAzureOpenAIClient(this IHostApplicationBuilder builder, string name) => throw null;
    }
}
