// Stand-in for CommunityToolkit.Aspire.Hosting.Ollama 0.0.0-main: names from single source files.
namespace Aspire.Hosting
{
    /// <summary>In the package, a builder of a resource.</summary>
    public class OllamaBuilder { }

    public static class OllamaResourceBuilderExtensions
    {
        public static OllamaBuilder AddModel(this OllamaBuilder builder, string modelName) => throw null;
        public static OllamaBuilder AddModel(this OllamaBuilder builder, string name, string modelName) => throw null;
    }
}
