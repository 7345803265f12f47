// Stand-in for Mscc.GenerativeAI.Web 3.1.0: names from the sources at that version.
// references: Microsoft.Extensions.DependencyInjection.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Mscc.GenerativeAI.Web
{
    public class GenerativeAIOptions
    {
        public string Model { get; set; }
    }

    public class GenerativeAICredentials
    {
        public string ApiKey { get; set; }
    }

    public static class GenerativeAIServiceCollectionExtensions
    {
        public static global::Microsoft.Extensions.DependencyInjection.IServiceCollection AddGenerativeAI(this global::Microsoft.Extensions.DependencyInjection.IServiceCollection services, Action<GenerativeAIOptions> setupAction) => throw null;
    }
}
