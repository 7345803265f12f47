// Stand-in for GenerativeAI.Web 3.6.7: names from the sources at that version.
// references: Microsoft.Extensions.DependencyInjection.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GenerativeAI.Web
{
    public class GenerativeAIOptions
    {
        public string Model { get; set; }
    }

    public static class ServiceCollectionExtension
    {
        public static global::Microsoft.Extensions.DependencyInjection.IServiceCollection AddGenerativeAI(this global::Microsoft.Extensions.DependencyInjection.IServiceCollection services, Action<GenerativeAIOptions> setupAction) => throw null;
    }
}
