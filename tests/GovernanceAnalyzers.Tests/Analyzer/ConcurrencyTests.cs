using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using GovernanceAnalyzers.Tests.Mutation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace GovernanceAnalyzers.Tests.Analyzer;

/// <summary>Many runs at once, runs that are cancelled, and what stays of them: nothing. Every rule about code is on.</summary>
public class ConcurrencyTests
{
    private const int Files = 200;

    /// <summary>Programs of the corpus, each in a namespace of its own, and ways for text that lead through three files.</summary>
    private static readonly Lazy<IReadOnlyList<(string Path, string Text)>> Sources = new(() =>
    [
        .. Enumerable.Range(0, 20).SelectMany(ThreeFiles),
        .. SeedPrograms.All
            .Where(p => p.Name.StartsWith("GOV", StringComparison.Ordinal) || p.Name.StartsWith("PublicCode", StringComparison.Ordinal))
            .Where((_, i) => i % 4 == 0)
            .Select(p => CSharpSyntaxTree.ParseText(p.Text, MutatedProgram.ParseOptions).GetCompilationUnitRoot())
            .Where(u => u.Members.All(m => m is TypeDeclarationSyntax) && u.AttributeLists.Count == 0)
            .Select((u, i) => ($"src/Program{i}.cs", u.ToFullString().Insert(u.Usings.FullSpan.End, $"\nnamespace Program{i};\n"))),
    ]);

    private static readonly AnalyzerOptions Options = new(
        [CompiledPolicies.Get(ProgramAnalysis.Policy, ImmutableDictionary<string, string>.Empty)],
        new Harness.AnalyzerConfig([("/repo/obj/g.globalconfig", "is_global = true\ngovernance_gate = true\n")]).Options);

    /// <summary>As a compiler server and an editor keep it.</summary>
    private static readonly GovernanceAnalyzer Analyzer = new();

    [Fact]
    public async Task Twenty_runs_at_once_agree_to_the_letter()
    {
        var first = await RunAsync(Compile(Files), Analyzer);
        string[] expected = ["GOV1001", "GOV1003", "GOV5001", "GOV5002", "GOV6001", "GOV6002", "GOV6007", "GOV9001"];
        Assert.Equal("", string.Join(" ", expected.Except(first.Select(l => l[..7]))));

        // A compilation of its own for every second run, so that nothing is bound yet; and an analyzer of its own for every third.
        var shared = Compile(Files);
        var runs = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(i => Task.Run(() => RunAsync(i % 2 == 0 ? shared : Compile(Files), i % 3 == 0 ? new GovernanceAnalyzer() : Analyzer))));
        foreach (var run in runs)
        {
            Assert.Equal(first, run);
        }
    }

    /// <summary>The moment is a number of calls that were looked at, so that it is the same on every machine.</summary>
    [Fact]
    public async Task Cancelled_runs_end_as_cancelled_and_change_nothing_for_the_next()
    {
        var expected = await RunAsync(Compile(40), Analyzer);
        var compilation = Compile(40);
        foreach (var after in new[] { 0, 1, 10, 60 })
        {
            await CancelAsync(compilation, after);
        }

        Assert.Equal(expected, await RunAsync(compilation, Analyzer));
        Assert.Equal(expected, await RunAsync(Compile(40), Analyzer));
    }

    [Theory]
    [InlineData("a whole run")]
    [InlineData("a cancelled run")]
    [InlineData("a crashed neighbour")]
    [InlineData("an editor's look at one file")]
    public async Task No_compilation_is_kept_alive_by(string what)
    {
        var compilation = await AnalyzeAsync(what);
        await AssertCollectedAsync(compilation);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static async Task<WeakReference> AnalyzeAsync(string what)
        {
            var compilation = Compile(30);
            switch (what)
            {
                case "a whole run":
                    Assert.NotEmpty(await RunAsync(compilation, Analyzer));
                    break;
                case "a cancelled run":
                    await CancelAsync(compilation, after: 20);
                    break;
                case "a crashed neighbour":
                    Assert.NotEmpty(await new CompilationWithAnalyzers(
                        compilation, [Analyzer, new Neighbour(_ => throw new InvalidOperationException())], Options).GetAnalyzerDiagnosticsAsync());
                    break;
                default:
                    var tree = compilation.SyntaxTrees.First(t => t.FilePath.EndsWith("Bot0.cs", StringComparison.Ordinal));
                    Assert.NotEmpty(await new CompilationWithAnalyzers(compilation, [Analyzer], Options)
                        .GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, default));
                    break;
            }

            return new WeakReference(compilation);
        }
    }

    [Fact]
    public async Task No_compilation_is_kept_alive_by_fixes()
    {
        foreach (var compilation in await FixAsync())
        {
            await AssertCollectedAsync(compilation);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static async Task<WeakReference[]> FixAsync()
        {
            var seen = new List<WeakReference>();
            Assert.Null(await ProgramAnalysis.FixProblem(Samples.Chat, ReferenceAssemblies.All, c => seen.Add(new WeakReference(c))));
            Assert.True(seen.Count > 2, "No fix was applied.");
            return [.. seen];
        }
    }

    private static CSharpCompilation Compile(int files)
    {
        Assert.True(Sources.Value.Count >= files, $"There are {Sources.Value.Count} files.");
        var trees = Sources.Value.Take(files)
            .Select(s => CSharpSyntaxTree.ParseText(SourceText.From(s.Text, Encoding.UTF8), MutatedProgram.ParseOptions, $"{CompiledPolicies.Root}/{s.Path}"))
            .Append(ProgramAnalysis.Usings);
        return ReferenceAssemblies.Applications.Base(ProgramAnalysis.Library).AddSyntaxTrees(trees);
    }

    /// <summary>Facts in the order reported; findings sorted, since analyzers of files run side by side. With everything a report may hold.</summary>
    private static async Task<string[]> RunAsync(Compilation compilation, GovernanceAnalyzer analyzer)
    {
        var diagnostics = await new CompilationWithAnalyzers(compilation, [analyzer], Options).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(diagnostics, d => d.Id.StartsWith("AD", StringComparison.Ordinal));
        var facts = diagnostics.Where(d => d.Id.StartsWith("GOV9", StringComparison.Ordinal)).ToArray();
        return [.. facts.Select(ProgramAnalysis.Describe), .. diagnostics.Except(facts).Select(ProgramAnalysis.Describe).Order(StringComparer.Ordinal)];
    }

    private static async Task CancelAsync(Compilation compilation, int after)
    {
        using var source = new CancellationTokenSource();
        var seen = 0;
        var failures = new List<Exception>();
        var driver = new CompilationWithAnalyzers(
            compilation,
            [Analyzer, new Neighbour(_ =>
            {
                if (Interlocked.Increment(ref seen) > after)
                {
                    source.Cancel();
                }
            })],
            new CompilationWithAnalyzersOptions(
                Options,
                (e, a, _) =>
                {
                    lock (failures)
                    {
                        failures.Add(e);
                    }
                },
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => driver.GetAnalyzerDiagnosticsAsync(source.Token));
        Assert.DoesNotContain(failures, e => e is not OperationCanceledException);
    }

    private static async Task AssertCollectedAsync(WeakReference compilation)
    {
        for (var i = 0; i < 20 && compilation.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(20);
        }

        Assert.False(compilation.IsAlive);
    }

    private static IEnumerable<(string Path, string Text)> ThreeFiles(int i) =>
    [
        ($"src/Prompts{i}.cs", $$"""
            namespace Three{{i}};
            public static class Prompts
            {
                public const string Model = "gpt-4o" + Clients.Suffix;
                public static string System(Microsoft.AspNetCore.Http.HttpRequest request) => "You are " + Topic(request.Query["topic"]!);
                private static string Topic(string text) => text.Trim() + Clients.Suffix;
            }
            """),
        ($"src/Clients{i}.cs", $$"""
            namespace Three{{i}};
            public static class Clients
            {
                public const string Suffix = "-mini";
                public static OpenAI.Chat.ChatClient Create(string model) => new(model, "key");
                public static async Task<string> Ask(OpenAI.Chat.ChatClient client, string system)
                {
                    OpenAI.Chat.ChatCompletion answer = await client.CompleteChatAsync(new OpenAI.Chat.SystemChatMessage(system));
                    return answer.Content[0].Text;
                }
            }
            """),
        ($"src/Bot{i}.cs", $$"""
            using Microsoft.Extensions.AI;
            namespace Three{{i}};
            public class Bot(IChatClient inner)
            {
                public object Unknown => new OpenAI.Chat.ChatClient(Environment.MachineName, "key");
                public IChatClient Client => inner.AsBuilder().UseFunctionInvocation().Build();
                public ChatOptions Options => new() { Tools = [AIFunctionFactory.Create(Run)] };
                private static void Run(string path) => System.Diagnostics.Process.Start(path);
                public async Task Ask(Microsoft.AspNetCore.Http.HttpRequest request) =>
                    Run(await Clients.Ask(Clients.Create(Prompts.Model), Prompts.System(request)));
            }
            """),
    ];

    /// <summary>Another analyzer, which does something at each call.</summary>
#pragma warning disable RS1001, RS1036, RS2008 // not one that is shipped
    private sealed class Neighbour(Action<SyntaxNode> act) : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Descriptor = new("N1", "n", "n", "n", DiagnosticSeverity.Info, true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
            context.EnableConcurrentExecution();
            context.RegisterSyntaxNodeAction(c => act(c.Node), SyntaxKind.InvocationExpression);
        }
    }
#pragma warning restore RS1001, RS1036, RS2008
}
