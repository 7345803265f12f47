using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

/// <summary>Logging by hand: which statements, in which place, count for a call.</summary>
public class GOV5001_StatementTests
{
    private static Verify.Test Bot(string members, string more = "")
    {
        var test = new Verify.Test
        {
            TestCode = $$"""
                using System.Diagnostics;
                using System.Diagnostics.Metrics;
                using Microsoft.Extensions.Logging;
                using OpenAI.Chat;

                partial class Bot(ILogger<Bot> logger)
                {
                    private static readonly Meter Meter = new("bot");
                    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("duration");
                    private static readonly Counter<long> Calls = Meter.CreateCounter<long>("calls");
                    private readonly ChatClient _client = new("gpt-4o-2024-11-20", "key");

                {{members}}
                }
                """,
            Rules = ["GOV5001"],
            ReferenceAssemblies = ReferenceAssemblies.OpenAI,
        };
        if (more.Length > 0)
        {
            test.TestState.Sources.Add(more);
        }

        return test;
    }

    private static async Task Logged(Verify.Test test) => Assert.Empty(await test.GetDiagnosticsAsync());

    // Other libraries.

    private const string Serilog = """
        namespace Serilog
        {
            public interface ILogger
            {
                void Information(string template, params object?[] values);
                void Warning(string template, params object?[] values);
                ILogger ForContext(string name, object? value);
            }

            public static class Log
            {
                public static ILogger Logger { get; set; } = null!;
                public static void Information(string template, params object?[] values) { }
                public static ILogger ForContext(string name, object? value) => Logger;
                public static void CloseAndFlush() { }
            }
        }
        """;

    private const string NLog = """
        namespace NLog
        {
            public class Logger
            {
                public void Info(string message) { }
                public void Error(Exception e, string message) { }
                public bool IsInfoEnabled => true;
            }

            public static class LogManager
            {
                public static Logger GetCurrentClassLogger() => new();
            }
        }
        """;

    [Theory]
    [InlineData("Serilog.Log.Information(\"Asking\"); _client.CompleteChat(q);")]
    [InlineData("Serilog.Log.Logger.Information(\"Asking {Q}\", q); _client.CompleteChat(q);")]
    [InlineData("var a = _client.CompleteChat(q); Serilog.Log.ForContext(\"Id\", a.Value.Id).Information(\"Asked\");")]
    public Task Serilog_counts(string statements) => Logged(Bot($"void Ask(string q) {{ {statements} }}", Serilog));

    [Fact]
    public Task Serilog_setup_does_not_count() => Bot(
        "void Ask(string q) { Serilog.Log.ForContext(\"Q\", q); _client.[|CompleteChat|](q); Serilog.Log.CloseAndFlush(); }", Serilog).RunAsync();

    [Fact]
    public Task NLog_counts() => Logged(Bot("""
        private static readonly NLog.Logger Log = NLog.LogManager.GetCurrentClassLogger();

        void Ask(string q)
        {
            var answer = _client.CompleteChat(q);
            Log.Info(answer.Value.Id);
        }
        """, NLog));

    [Fact]
    public Task NLog_in_a_handler_does_not_count() => Bot("""
        private static readonly NLog.Logger Log = NLog.LogManager.GetCurrentClassLogger();

        void Ask(string q)
        {
            try
            {
                _client.[|CompleteChat|](q);
            }
            catch (Exception e)
            {
                Log.Error(e, "Failed");
            }
        }
        """, NLog).RunAsync();

    // Metrics.

    [Theory]
    [InlineData("var watch = Stopwatch.StartNew(); _client.CompleteChat(q); Duration.Record(watch.Elapsed.TotalSeconds);")]
    [InlineData("var watch = Stopwatch.StartNew(); try { _client.CompleteChat(q); } finally { Duration.Record(watch.Elapsed.TotalSeconds); }")]
    [InlineData("Calls.Add(1, new KeyValuePair<string, object?>(\"model\", \"o1\")); _client.CompleteChat(q);")]
    public Task Metrics_count(string statements) => Logged(Bot($"void Ask(string q) {{ {statements} }}"));

    [Theory]
    [InlineData("var watch = Stopwatch.StartNew(); _client.[|CompleteChat|](q); watch.Stop();")]
    [InlineData("Meter.CreateCounter<int>(\"calls\"); _client.[|CompleteChat|](q);")]
    [InlineData("new List<string>().Add(q); _client.[|CompleteChat|](q);")]
    public Task Measuring_without_a_record_does_not_count(string statements) => Bot($"void Ask(string q) {{ {statements} }}").RunAsync();

    // Streams.

    [Fact]
    public Task Statement_after_the_loop_over_a_stream_counts() => Logged(Bot("""
        async IAsyncEnumerable<string> AskAsync(string q)
        {
            var parts = 0;
            await foreach (var update in _client.CompleteChatStreamingAsync(q))
            {
                parts++;
                yield return update.ContentUpdate[0].Text;
            }

            logger.LogInformation("Answered in {Parts} parts", parts);
        }
        """));

    [Fact]
    public Task Statement_after_a_loop_with_a_way_out_does_not_count() => Bot("""
        async IAsyncEnumerable<string> AskAsync(string q)
        {
            await foreach (var update in _client.[|CompleteChatStreamingAsync|](q))
            {
                if (update.FinishReason is not null)
                {
                    yield break;
                }

                yield return update.ContentUpdate[0].Text;
            }

            logger.LogInformation("Answered");
        }
        """).RunAsync();

    [Fact]
    public Task Statement_in_the_handler_and_after_it_counts() => Logged(Bot("""
        void Ask(string q)
        {
            try
            {
                _client.CompleteChat(q);
            }
            catch (Exception e)
            {
                logger.LogError(e, "Failed");
            }

            logger.LogInformation("Asked");
        }
        """));

    [Fact]
    public Task Statement_only_in_the_handler_and_behind_a_condition_does_not_count() => Bot("""
        void Ask(string q, bool verbose)
        {
            try
            {
                _client.[|CompleteChat|](q);
            }
            catch (Exception e)
            {
                logger.LogError(e, "Failed");
            }

            if (verbose)
            {
                logger.LogInformation("Asked");
            }
        }
        """).RunAsync();

    // Callers.

    [Fact]
    public async Task Statement_around_a_local_function_counts()
    {
        var test = Bot("""
            public async Task<string> AskAsync(string q)
            {
                logger.LogInformation("Asking");
                return await CoreAsync();

                async Task<string> CoreAsync() => (await _client.CompleteChatAsync(q)).Value.Id;
            }
            """);
        test.TestState.AnalyzerConfigFiles.Add("obj/governance.globalconfig", "is_global = true\ngovernance_gate = true\n");
        await Logged(test);

        var facts = new Verify.Test { TestCode = test.TestState.Sources[0].Text, Rules = [FactIds.InferenceCall], ReferenceAssemblies = ReferenceAssemblies.OpenAI };
        facts.TestState.AnalyzerConfigFiles.AddRange(test.TestState.AnalyzerConfigFiles);
        var fact = Assert.Single(await facts.GetDiagnosticsAsync());
        Assert.Equal("logged by LoggerExtensions.LogInformation where CoreAsync is called", fact.Properties["evidence"]);
    }

    [Fact]
    public Task Statement_around_all_calls_of_a_private_method_counts() => Logged(Bot("""
        public void A(string q)
        {
            logger.LogInformation("A");
            Core(q);
        }

        public void B(string q)
        {
            var answer = Core(q);
            logger.LogInformation("B got {Answer}", answer);
        }

        private string Core(string q) => Inner(q);

        private string Inner(string q) => _client.CompleteChat(q).Value.Id;
        """));

    [Theory]
    [InlineData("private", "public void B(string q) => Core(q);")]
    [InlineData("private", "public Func<string, string> B => Core;")]
    [InlineData("public", "")]
    [InlineData("internal", "")]
    public Task Statement_around_some_calls_does_not_count(string access, string other) => Bot($$"""
            public void A(string q)
            {
                logger.LogInformation("A");
                Core(q);
            }

            {{other}}

            {{access}} string Core(string q) => _client.[|CompleteChat|](q).Value.Id;
        """).RunAsync();

    [Fact]
    public Task A_private_method_that_nobody_calls_is_not_logged() =>
        Bot("private string Core(string q) => _client.[|CompleteChat|](q).Value.Id;").RunAsync();

    [Fact]
    public Task Methods_that_call_each_other_end_somewhere() => Bot("""
        private string A(string q) => q.Length > 3 ? B(q) : "";

        private string B(string q) => A(_client.[|CompleteChat|](q).Value.Id);
        """).RunAsync();

    // Lambdas that run where they stand.

    private const string Polly = """
        namespace Polly
        {
            public class ResiliencePipeline
            {
                public void Execute(Action action) => action();
                public void Execute(Action<CancellationToken> action) => action(default);
                public System.Threading.Tasks.Task ExecuteAsync(Func<CancellationToken, System.Threading.Tasks.Task> action) => action(default);
            }
        }
        """;

    [Theory]
    [InlineData("new Polly.ResiliencePipeline().Execute(() => _client.CompleteChat(q)); logger.LogInformation(\"Asked\");")]
    [InlineData("new Polly.ResiliencePipeline().Execute(() => { _client.CompleteChat(q); }); logger.LogInformation(\"Asked\");")]
    [InlineData("new Polly.ResiliencePipeline().Execute(_ => { _client.CompleteChat(q); }); logger.LogInformation(\"Asked\");")]
    [InlineData("logger.LogInformation(\"Asking\"); Parallel.ForEach(new[] { q }, x => _client.CompleteChat(x));")]
    [InlineData("logger.LogInformation(\"Asking\"); Parallel.Invoke(() => _client.CompleteChat(q));")]
    [InlineData("logger.LogInformation(\"Asking\"); new List<string>().ForEach(x => _client.CompleteChat(x));")]
    [InlineData("logger.LogInformation(\"Asking\"); Array.ForEach(new[] { q }, x => _client.CompleteChat(x));")]
    [InlineData("logger.LogInformation(\"Asking\"); Own(() => _client.CompleteChat(q)); void Own(Action action) { action(); }")]
    [InlineData("logger.LogInformation(\"Asking\"); Own(() => _client.CompleteChat(q)); void Own(Action action) => action.Invoke();")]
    public Task Lambda_that_runs_there_is_logged_by_what_surrounds_it(string statements) => Logged(Bot($"void Ask(string q) {{ {statements} }}", Polly));

    [Theory]
    [InlineData("logger.LogInformation(\"Asking\"); new Thread(() => _client.[|CompleteChat|](q)).Start();")]
    [InlineData("logger.LogInformation(\"Asking\"); ThreadPool.QueueUserWorkItem(_ => { _client.[|CompleteChat|](q); });")]
    [InlineData("logger.LogInformation(\"Asking\"); Keep(() => _client.[|CompleteChat|](q)); void Keep(Action action) { _later = action; }")]
    [InlineData("logger.LogInformation(\"Asking\"); Keep(() => _client.[|CompleteChat|](q)); void Keep(Action action) { _later = () => action(); }")]
    [InlineData("logger.LogInformation(\"Asking\"); var asked = new[] { q }.Select(x => _client.[|CompleteChat|](x));")]
    public Task Lambda_that_runs_later_is_not(string statements) =>
        Bot($"private Action? _later; void Ask(string q) {{ {statements} _later?.Invoke(); }}").RunAsync();
}
