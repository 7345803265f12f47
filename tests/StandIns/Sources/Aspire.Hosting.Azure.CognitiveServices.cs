// Stand-in for Aspire.Hosting.Azure.CognitiveServices 0.0.0-main: names from single source files.
namespace Aspire.Hosting
{
    /// <summary>In the package, a builder of a resource.</summary>
    public class AzureOpenAIResourceBuilder { }

    public static class AzureOpenAIExtensions
    {
        public static AzureOpenAIResourceBuilder AddDeployment(this AzureOpenAIResourceBuilder builder, string name, string modelName, string modelVersion) => throw null;
    }
}
