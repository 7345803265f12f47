// Stand-in for CommunityToolkit.Aspire.OllamaSharp 0.0.0-main: names from single source files.
// references: OllamaSharp, Microsoft.Extensions.Hosting.Abstractions
namespace Microsoft.Extensions.Hosting
{
    public class AspireOllamaApiClientBuilder { }

    public static class AspireOllamaSharpExtensions
    {
        public static AspireOllamaApiClientBuilder AddOllamaApiClient(this IHostApplicationBuilder builder, string connectionName) => throw null;
        public static AspireOllamaApiClientBuilder AddKeyedOllamaApiClient(this IHostApplicationBuilder builder, string connectionName) => throw null;
        public static void AddOllamaSharpClient(this IHostApplicationBuilder builder, string connectionName) => throw null;
    }
}
