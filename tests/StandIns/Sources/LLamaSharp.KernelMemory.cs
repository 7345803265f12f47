// Stand-in for LLamaSharp.KernelMemory 0.28.0: names from the sources of August 2026.
namespace LLamaSharp.KernelMemory
{
    public class LLamaSharpConfig
    {
        public LLamaSharpConfig(string modelPath) { }
    }
}
