using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Collections.Immutable;
using System.Globalization;
using System.Threading;
using Benchmarks;
using GovernanceAnalyzers;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Policy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

// How the analyzer's time grows with the number of AI call sites and with the size of the compilation. Every site is reached through a
// constructor parameter, an options class, a helper method or a configuration key with names of its own, so that each asks new questions.

var arguments = new Arguments(args, new("files", 2000, 20), new("rounds", 3, 1));
var rounds = arguments["rounds"];
var section = new Section("flow-cost", arguments);
var policy = CompilePolicy();
var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
    .Split(Path.PathSeparator)
    .Where(p => !Path.GetFileName(p).StartsWith("GovernanceAnalyzers", StringComparison.Ordinal))
    .Select(MetadataReference (p) => MetadataReference.CreateFromFile(p))
    .ToImmutableArray();

section.Line($"Analyzer time / the compiler's time for binding; median of the rounds.");
section.Table("files", "AI call sites", "analyzer time / binding", "per site, relative to the most sites");
var ordinary = arguments["files"];
await Measure(Math.Max(1, ordinary / 10), 10); // Warms up the runtime.
var results = new List<(int Files, int Sites, double Share, double Milliseconds)>();
foreach (var (files, sites) in new[] { (ordinary, 0), (ordinary, ordinary / 200), (ordinary, ordinary / 20), (ordinary, ordinary / 2), (ordinary / 2, ordinary / 20), (ordinary * 2, ordinary / 20) })
{
    results.Add(await Measure(files, sites));
}

var most = results.MaxBy(r => r.Sites);
var idle = results.First(r => r.Sites == 0);
foreach (var r in results)
{
    var perSite = r.Sites == 0 ? "" : ((r.Milliseconds - idle.Milliseconds) / r.Sites / ((most.Milliseconds - idle.Milliseconds) / most.Sites)).ToString("0.00", CultureInfo.InvariantCulture);
    section.Row($"{r.Files}", $"{r.Sites}", r.Share.ToString("0.000", CultureInfo.InvariantCulture), perSite);
}

await Security();
section.Save();

// What the security rules add: 5,000 files, 20 of which ask a model with text of a request and act on the answer, with the rules on and off.
async Task Security()
{
    const int Sites = 20;
    var files = arguments["files"] * 5 / 2;
    var trees = Sources(files, 0)
        .Concat(Enumerable.Range(0, Sites).Select(SecuritySource))
        .Select((s, i) => CSharpSyntaxTree.ParseText(SourceText.From(s, System.Text.Encoding.UTF8), path: $"/repo/src/File{i}.cs"))
        .ToArray();
    var off = CompilePolicy("schemaVersion: 1\nrules: { GOV6001: none, GOV6002: none, GOV6007: none }\n");
    var bindings = new List<double>();
    var with = new List<double>();
    var without = new List<double>();
    for (var round = 0; round <= rounds; round++)
    {
        // Another compilation each time, so that no round finds what an earlier one has bound.
        var (binding, on, found) = await Run(policy);
        var (_, plain, none) = await Run(off);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: binding {binding:0} ms, with {on:0} ms, without {plain:0} ms"));
        if (found < Sites || none != 0)
        {
            throw new InvalidOperationException($"{found} findings with the rules, {none} without.");
        }

        if (round > 0)
        {
            with.Add(on);
            without.Add(plain);
            bindings.Add(binding);
        }
    }

    var shares = with.Zip(without, (w, o) => w - o).Zip(bindings, (d, b) => d / b).ToArray();
    section.Table("security rules", "time that they add / binding", "budget");
    section.Row($"{files} files, {Sites} AI call sites", Statistics.Spread(shares), Statistics.Verdict(shares, 0.03));

    async Task<(double Binding, double Analyzer, int Found)> Run(AdditionalText with)
    {
        GC.Collect();
        var compilation = CSharpCompilation.Create("Bench", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        if (compilation.GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw new InvalidOperationException(error.ToString());
        }

        var binding = clock.Elapsed.TotalMilliseconds;
        var driver = new CompilationWithAnalyzers(
            compilation,
            [new GovernanceAnalyzer()],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([with]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        var found = await driver.GetAnalyzerDiagnosticsAsync();
        var telemetry = await driver.GetAnalyzerTelemetryInfoAsync(driver.Analyzers[0], default);
        return (binding, telemetry.ExecutionTime.TotalMilliseconds, found.Count(d => d.Id is "GOV6001" or "GOV6002" or "GOV6007"));
    }
}

static string SecuritySource(int s) => (s % 4) switch
{
    0 => $$"""
        namespace Ai; using System; using System.Threading.Tasks; using OpenAI.Chat;
        public class Bot{{s}}(ChatClient chat) { public async Task Ask{{s}}(string persona, string q) => await chat.CompleteChatAsync(new SystemChatMessage($"You are {persona}"), new UserChatMessage(q)); }
        public class Cli{{s}}(Bot{{s}} bot) { public Task Run() => bot.Ask{{s}}(Console.ReadLine()!, "hi"); }
        """,
    1 => $$"""
        namespace Ai; using System.Threading.Tasks; using OpenAI.Chat;
        public class Bot{{s}}(ChatClient chat) { public async Task<string> Ask{{s}}(string q) { ChatCompletion r = await chat.CompleteChatAsync(q); return r.Content[0].Text; } }
        public class Shell{{s}}(Bot{{s}} bot) { public async Task Run(string q) { var text = await bot.Ask{{s}}(q); System.Diagnostics.Process.Start("sh", text); } }
        """,
    2 => $$"""
        namespace Ai; using System.IO; using System.Threading.Tasks; using OpenAI.Chat;
        public class Bot{{s}}(ChatClient chat) { private string _last{{s}} = ""; public async Task Ask(string q) { ChatCompletion r = await chat.CompleteChatAsync(q); _last{{s}} = r.Content[0].Text; } public void Save() => File.WriteAllText(_last{{s}}, "x"); }
        """,
    _ => $$"""
        namespace Ai; using System.Net.Http; using System.Text; using System.Threading.Tasks; using OpenAI.Chat;
        public class Bot{{s}}(ChatClient chat, HttpClient http) { public async Task Ask(string q) { var b = new StringBuilder("News: "); b.Append(await http.GetStringAsync("https://news.contoso.com")); await chat.CompleteChatAsync(new SystemChatMessage(b.ToString()), new UserChatMessage(q)); } }
        """,
};

async Task<(int Files, int Sites, double Share, double Milliseconds)> Measure(int files, int sites)
{
    var trees = Sources(files, sites)
        .Select((s, i) => CSharpSyntaxTree.ParseText(SourceText.From(s, System.Text.Encoding.UTF8), path: $"/repo/src/File{i}.cs"))
        .ToArray();
    var shares = new List<double>();
    var times = new List<double>();
    for (var round = 0; round < rounds; round++)
    {
        var compilation = CSharpCompilation.Create("Bench", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var errors = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
        var binding = clock.Elapsed.TotalMilliseconds;
        if (errors.Length > 0)
        {
            throw new InvalidOperationException(errors[0].ToString());
        }

        var driver = new CompilationWithAnalyzers(
            compilation,
            [new GovernanceAnalyzer()],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([policy]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        var found = await driver.GetAnalyzerDiagnosticsAsync();
        var expected = sites;
        if (found.Count(d => d.Id == "GOV1001") != expected)
        {
            throw new InvalidOperationException($"{found.Count(d => d.Id == "GOV1001")} findings for {expected} sites.\n" + string.Join("\n", found.Take(5)));
        }

        var telemetry = await driver.GetAnalyzerTelemetryInfoAsync(driver.Analyzers[0], default);
        times.Add(telemetry.ExecutionTime.TotalMilliseconds);
        shares.Add(telemetry.ExecutionTime.TotalMilliseconds / binding);
    }

    return (files, sites, Statistics.Median(shares), Statistics.Median(times));
}

static IEnumerable<string> Sources(int files, int sites)
{
    for (var f = 0; f < files; f++)
    {
        // About 50 lines of ordinary code.
        var methods = string.Concat(Enumerable.Range(0, 4).Select(m => $$"""

                public int Work{{m}}(List<int> values)
                {
                    var total = 0;
                    foreach (var value in values.Where(v => v > {{m}}))
                    {
                        total += Math.Max(value, Helper{{f}}.Scale(value));
                        Name = string.Join(", ", values.Select(v => v.ToString()));
                    }
                    return total;
                }
            """));
        yield return $$"""
            using System; using System.Collections.Generic; using System.Linq;
            namespace Ordinary.Part{{f % 50}};
            public static class Helper{{f}} { public static int Scale(int value) => value * {{f}}; }
            public class Service{{f}}
            {
                public string Name { get; set; } = "";
            {{methods}}
            }
            """;
    }

    for (var s = 0; s < sites; s++)
    {
        yield return (s % 4) switch
        {
            0 => $$"""
                namespace Ai; using OpenAI.Chat;
                public class Bot{{s}}(string model) { public ChatClient Client { get; } = new(model, "key"); }
                public class Maker{{s}} { public object Make() => new Bot{{s}}("gpt-4o"); }
                """,
            1 => $$"""
                namespace Ai; using OpenAI.Chat;
                public class Options{{s}} { public string Model{{s}} { get; set; } = "gpt-4o"; }
                public class Bot{{s}}(Options{{s}} options) { public ChatClient Client { get; } = new(options.Model{{s}}, "key"); }
                public class Maker{{s}} { public object Make() => new Bot{{s}}(new Options{{s}}()); }
                """,
            2 => $$"""
                namespace Ai; using OpenAI.Chat;
                public class Bot{{s}} { static string Pick{{s}}(string? given) => given ?? "gpt-4o"; public ChatClient Client => new(Pick{{s}}(null), "key"); }
                """,
            _ => $$"""
                namespace Ai; using OpenAI.Chat; using Microsoft.Extensions.Configuration;
                public class Bot{{s}}(IConfiguration configuration) { public ChatClient Client => new(configuration["AI:Model{{s}}"] ?? "gpt-4o", "key"); }
                """,
        };
    }
}

static AdditionalText CompilePolicy(string? text = null)
{
    var folder = Directory.CreateTempSubdirectory("flow-cost-").FullName;
    try
    {
        Directory.CreateDirectory(Path.Combine(folder, ".git"));
        if (text is not null)
        {
            File.WriteAllText(Path.Combine(folder, GovernedTree.PolicyFileName), text);
        }

        var compiler = PolicyCompiler.Run(GovernedTree.Find(folder), CalendarDate.Parse("2026-11-20"));
        return new InMemoryFile("/repo/obj/" + CompiledPolicy.FileName, compiler.Text(".."));
    }
    finally
    {
        Directory.Delete(folder, recursive: true);
    }
}

internal sealed class InMemoryFile(string path, string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text, System.Text.Encoding.UTF8);

    public override string Path { get; } = path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
