using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.StandIns;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GovernanceAnalyzers.Tests.Harness;

/// <summary>
/// What a test source is compiled against: the framework that runs the tests and the SDKs a test names, all from disk. Azure's 1.0 beta and
/// OpenAI both have an OpenAIClient, so a test takes the SDKs it is about and no others.
/// </summary>
internal sealed class ReferenceAssemblies
{
    private static readonly ImmutableArray<MetadataReference> Framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(p => !string.Equals(Path.GetDirectoryName(p), AppContext.BaseDirectory.TrimEnd('/', '\\'), StringComparison.OrdinalIgnoreCase))
        .Select(MetadataReference (p) => MetadataReference.CreateFromFile(p))
        .ToImmutableArray();

    private static readonly ConcurrentDictionary<string, MetadataReference> Local = new();

    private static readonly string[] ExtensionsNames =
    [
        "Microsoft.Extensions.Configuration.Abstractions", "Microsoft.Extensions.Configuration.Binder",
        "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Hosting.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options", "Microsoft.Extensions.Options.ConfigurationExtensions",
        "Microsoft.Extensions.Primitives",
    ];

    private static readonly string[] OpenAINames = ["OpenAI", "System.ClientModel", "System.Memory.Data"];

    private static readonly string[] ExtensionsAINames = ["Microsoft.Extensions.AI.Abstractions", "Microsoft.Extensions.AI"];

    private readonly Lazy<ImmutableArray<MetadataReference>> _references;
    private readonly ConcurrentDictionary<CSharpCompilationOptions, CSharpCompilation> _bases = new();

    private ReferenceAssemblies(params string[] names) => _references = new(() =>
    [
        .. Framework,
        .. names.Distinct().Select(FromDisk),
    ]);

    private ReferenceAssemblies(string[] standIns, string[] names, Func<IEnumerable<MetadataReference>> more)
    {
        var inner = new ReferenceAssemblies(standIns, names);
        _references = new(() => [.. inner.References, .. more()]);
    }

    /// <summary>Stand-ins compiled from source, with everything they are compiled against, and assemblies from disk.</summary>
    private ReferenceAssemblies(string[] standIns, string[] names) => _references = new(() =>
    [
        .. Framework,
        .. names.Concat(standIns.SelectMany(StandInSource.WithReferences))
            .Distinct()
            .Select(n => StandInSource.Has(n) ? StandInSource.Reference(n) : FromDisk(n)),
    ]);

    /// <summary>The framework and Microsoft.Extensions: no AI.</summary>
    public static ReferenceAssemblies Default { get; } = new(ExtensionsNames);

    public static ReferenceAssemblies OpenAI { get; } = new([.. ExtensionsNames, .. OpenAINames]);

    public static ReferenceAssemblies Anthropic { get; } = new([.. ExtensionsNames, "Anthropic", "Microsoft.Extensions.AI.Abstractions"]);

    /// <summary>Azure.AI.OpenAI 1.0 beta.</summary>
    public static ReferenceAssemblies AzureOpenAI { get; } = new([.. ExtensionsNames, "Azure.AI.OpenAI", "Azure.Core", "System.ClientModel", "System.Memory.Data"]);

    /// <summary>Microsoft.Extensions.AI, and its adapter to OpenAI.</summary>
    public static ReferenceAssemblies ExtensionsAI { get; } =
        new([.. ExtensionsNames, .. ExtensionsAINames, .. OpenAINames, "Microsoft.Extensions.AI.OpenAI"]);

    public static ReferenceAssemblies MachineLearning { get; } = new(
        [.. ExtensionsNames, "Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.DataView", "Microsoft.ML.ImageAnalytics", "Microsoft.ML.AutoML",
        "Microsoft.ML.StandardTrainers", "Microsoft.Data.Analysis"]);

    /// <summary>Azure.AI.OpenAI 2.x, which builds on OpenAI.</summary>
    public static ReferenceAssemblies AzureOpenAI2 { get; } = WithStandIns(["Azure.AI.OpenAI"], [.. OpenAINames, "System.ClientModel", "Azure.Core"]);

    /// <summary>Claude on the other clouds.</summary>
    public static ReferenceAssemblies AnthropicClouds { get; } = new(
        [.. ExtensionsNames, "Anthropic", "Anthropic.Bedrock", "Anthropic.Vertex", "Anthropic.Foundry", "Microsoft.Extensions.AI.Abstractions",
        "AWSSDK.Core", "Google.Apis.Auth", "Azure.Core"]);

    public static ReferenceAssemblies SemanticKernel { get; } = WithStandIns(
        ["Microsoft.SemanticKernel.Core", "Microsoft.SemanticKernel.Connectors.OpenAI", "Microsoft.SemanticKernel.Connectors.AzureOpenAI",
        "Microsoft.SemanticKernel.Connectors.Google", "Microsoft.SemanticKernel.Connectors.Ollama", "Microsoft.SemanticKernel.Agents.Core"],
        OpenAINames);

    public static ReferenceAssemblies AgentFramework { get; } = WithStandIns(
        ["Microsoft.Agents.AI", "Microsoft.Agents.AI.OpenAI", "Microsoft.Agents.AI.Hosting"],
        [.. OpenAINames, .. ExtensionsAINames, "Microsoft.Extensions.AI.OpenAI"]);

    public static ReferenceAssemblies Ollama { get; } = WithStandIns(["OllamaSharp"], ExtensionsAINames);

    public static ReferenceAssemblies AzureInference { get; } = WithStandIns(["Microsoft.Extensions.AI.AzureAIInference"], ["Azure.Core"]);

    public static ReferenceAssemblies Bedrock { get; } = WithStandIns(["AWSSDK.Extensions.Bedrock.MEAI"], ExtensionsAINames);

    public static ReferenceAssemblies Aspire { get; } = WithStandIns(
        ["Aspire.Azure.AI.OpenAI", "CommunityToolkit.Aspire.OllamaSharp", "Aspire.Hosting.Azure.CognitiveServices", "CommunityToolkit.Aspire.Hosting.Ollama"],
        [.. OpenAINames, .. ExtensionsAINames]);

    /// <summary>Web applications with the larger SDKs, and what the corpus of flows uses besides: see Corpus/Frameworks.txt.</summary>
    public static ReferenceAssemblies Applications { get; } = new(
        ["Microsoft.SemanticKernel.Core", "Microsoft.SemanticKernel.Agents.Core", "Microsoft.SemanticKernel.Connectors.OpenAI", "Microsoft.Agents.AI", "Microsoft.Agents.AI.OpenAI"],
        [.. ExtensionsNames, .. ExtensionsAINames, .. OpenAINames, "Microsoft.Extensions.AI.OpenAI", "Anthropic"],
        () => [.. AspNetCore(), CorpusFrameworks()]);

    /// <summary>Everything that can be referenced together.</summary>
    public static ReferenceAssemblies All { get; } = new(
        [.. ExtensionsNames, .. ExtensionsAINames, .. OpenAINames, "Microsoft.Extensions.AI.OpenAI", "Anthropic",
        "Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.DataView"]);

    /// <summary>Microsoft.Extensions, stand-ins compiled from tests/StandIns/Sources with what they build on, and further assemblies next to the tests.</summary>
    public static ReferenceAssemblies WithStandIns(string[] standIns, string[]? names = null) => new(standIns, [.. ExtensionsNames, .. names ?? []]);

    public ImmutableArray<MetadataReference> References => _references.Value;

    /// <summary>ASP.NET Core of the SDK that runs the tests, but for what the packages above bring along.</summary>
    private static IEnumerable<MetadataReference> AspNetCore()
    {
        var framework = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        var shared = Path.Combine(framework.Parent!.Parent!.FullName, "Microsoft.AspNetCore.App");
        var folder = Path.Combine(shared, framework.Name);
        folder = Directory.Exists(folder) ? folder : Directory.GetDirectories(shared).Order(StringComparer.Ordinal).Last();
        return Directory.GetFiles(folder, "*.dll")
            .Where(f => !ExtensionsNames.Contains(Path.GetFileNameWithoutExtension(f)) && IsManaged(f))
            .Order(StringComparer.Ordinal)
            .Select(f => MetadataReference.CreateFromFile(f));

        static bool IsManaged(string file) => Path.GetFileName(file).StartsWith("Microsoft.", StringComparison.Ordinal);
    }

    private static MetadataReference CorpusFrameworks()
    {
        var source = CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(CorpusFolder, "Frameworks.txt")), path: "Frameworks.txt");
        using var image = new MemoryStream();
        var result = CSharpCompilation.Create("Corpus.Frameworks", [source], [.. Framework, FromDisk("System.Memory.Data"), FromDisk("Microsoft.Extensions.AI.Abstractions"), FromDisk("Microsoft.Extensions.DependencyInjection.Abstractions")], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)).Emit(image);
        return result.Success
            ? MetadataReference.CreateFromImage(image.ToArray())
            : throw new InvalidOperationException(string.Join("\n", result.Diagnostics));
    }

    /// <summary>The programs of the corpus, as files of the repository.</summary>
    public static string CorpusFolder { get; } = FindCorpus();

    private static string FindCorpus()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, "tests", "GovernanceAnalyzers.Tests", "Corpus");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("tests/GovernanceAnalyzers.Tests/Corpus");
    }

    private static MetadataReference FromDisk(string name) =>
        Local.GetOrAdd(name, static n => MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, n + ".dll")));

    /// <summary>A compilation without sources. Others are derived from it, so that references are bound once and not per test.</summary>
    public CSharpCompilation Base(CSharpCompilationOptions options) =>
        _bases.GetOrAdd(options, o => CSharpCompilation.Create("TestProject", references: References, options: o));
}
