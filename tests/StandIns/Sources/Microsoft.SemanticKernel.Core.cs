// Stand-in for Microsoft.SemanticKernel.Core 1.80.0: names from the sources at that version.
// references: Microsoft.SemanticKernel.Abstractions, Microsoft.Extensions.DependencyInjection.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.SemanticKernel
{
    public static class KernelExtensions
    {
        public static Kernel Build(this IKernelBuilder builder) => throw null;
        public static Task<FunctionResult> InvokePromptAsync(this Kernel kernel, string promptTemplate, KernelArguments arguments = null, string templateFormat = null, CancellationToken cancellationToken = default) => throw null;
        public static Task<T> InvokePromptAsync<T>(this Kernel kernel, string promptTemplate, KernelArguments arguments = null, string templateFormat = null, CancellationToken cancellationToken = default) => throw null;
        public static IAsyncEnumerable<StreamingKernelContent> InvokePromptStreamingAsync(this Kernel kernel, string promptTemplate, KernelArguments arguments = null, string templateFormat = null, CancellationToken cancellationToken = default) => throw null;
        public static KernelFunction CreateFunctionFromPrompt(this Kernel kernel, string promptTemplate, PromptExecutionSettings executionSettings = null, string functionName = null) => throw null;
        public static KernelFunction CreateFunctionFromPrompt(this Kernel kernel, PromptTemplateConfig promptConfig) => throw null;
        public static KernelFunction CreateFunctionFromMethod(this Kernel kernel, Delegate method, string functionName = null, string description = null) => throw null;
        public static KernelPlugin ImportPluginFromType<T>(this Kernel kernel, string pluginName = null) => throw null;
        public static KernelPlugin ImportPluginFromObject(this Kernel kernel, object target, string pluginName = null) => throw null;
        public static KernelPlugin ImportPluginFromFunctions(this Kernel kernel, string pluginName, IEnumerable<KernelFunction> functions = null) => throw null;
        public static KernelPlugin ImportPluginFromPromptDirectory(this Kernel kernel, string pluginDirectory, string pluginName = null) => throw null;
        public static IKernelBuilderPlugins AddFromType<T>(this IKernelBuilderPlugins plugins, string pluginName = null) => throw null;
        public static IKernelBuilderPlugins AddFromObject(this IKernelBuilderPlugins plugins, object target, string pluginName = null) => throw null;
        public static IKernelBuilderPlugins AddFromFunctions(this IKernelBuilderPlugins plugins, string pluginName, IEnumerable<KernelFunction> functions = null) => throw null;
        public static IKernelBuilderPlugins AddFromPromptDirectory(this IKernelBuilderPlugins plugins, string pluginDirectory, string pluginName = null) => throw null;
    }

    public static class KernelFunctionFactory
    {
        public static KernelFunction CreateFromPrompt(string promptTemplate, PromptExecutionSettings executionSettings = null, string functionName = null) => throw null;
        public static KernelFunction CreateFromMethod(Delegate method, string functionName = null, string description = null) => throw null;
    }

    public static class KernelPluginFactory
    {
        public static KernelPlugin CreateFromType<T>(string pluginName = null) => throw null;
        public static KernelPlugin CreateFromObject(object target, string pluginName = null) => throw null;
        public static KernelPlugin CreateFromFunctions(string pluginName, IEnumerable<KernelFunction> functions = null) => throw null;
    }
}
