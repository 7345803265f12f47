using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace GovernanceAnalyzers.Tests.Analyzer;

public class RobustnessTests
{
    /// <summary>As somebody types: the text up to some place, and the text with a piece missing.</summary>
    [Theory]
    [InlineData(Samples.Chat)]
    [InlineData(Samples.Training)]
    [InlineData(Samples.Anthropic)]
    public async Task Broken_code_is_survived(string source)
    {
        for (var at = 0; at < source.Length; at += 37)
        {
            await AnalyzeAsync(source[..at]);
            await AnalyzeAsync(source[..at] + source[Math.Min(source.Length, at + 23)..]);
        }

        static Task AnalyzeAsync(string text) =>
            new Verify.Test { TestCode = text, ReferenceAssemblies = ReferenceAssemblies.All, MustCompile = false }.GetDiagnosticsAsync();
    }

    [Theory]
    [InlineData("class C { readonly string a = b; readonly string b = a; object M() => new OpenAI.Chat.ChatClient(a, b); }")]
    [InlineData("class C { string A => B; string B => A; object M() => new OpenAI.Chat.ChatClient(A, B); }")]
    [InlineData("class C { const string A = B; const string B = A; object M() => new OpenAI.Chat.ChatClient(A, B); }")]
    [InlineData("class C { object M() { var a = a + a; return new OpenAI.Chat.ChatClient(a, a); } }")]
    [InlineData("class C { object M() { string a = \"\"; while (true) { a = a ?? a ?? a ?? (a + a); new OpenAI.Chat.ChatClient(a, a); } } }")]
    [InlineData("class C { OpenAI.Chat.ChatClient A() => B(); OpenAI.Chat.ChatClient B() => A(); void M() => A().CompleteChat(\"\"); }")]
    [InlineData("class C { OpenAI.Chat.ChatClient A => B; OpenAI.Chat.ChatClient B => A; void M() => A.CompleteChat(\"\"); }")]
    [InlineData("var c = c.GetChatClient(\"gpt-4o\"); c.CompleteChat(c);")]
    [InlineData("new OpenAI.Chat.ChatClient(); new OpenAI.Chat.ChatClient(,); new OpenAI.Chat.ChatClient(model: ); OpenAI.Chat.ChatClient.CompleteChat();")]
    [InlineData("class C() : OpenAI.Chat.ChatClient; class D() : OpenAI.Chat.ChatClient(; class E : OpenAI.Chat.ChatClient { E() : base( { } }")]
    public async Task Circles_and_nonsense_are_survived(string source)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var driver = new Verify.Test { TestCode = source, MustCompile = false }.CreateDriver();
        Assert.DoesNotContain(await driver.GetAnalyzerDiagnosticsAsync(limit.Token), d => d.Id == "AD0001");
    }

    [Fact]
    public async Task Long_chains_and_long_methods_take_no_more_than_their_share()
    {
        var sum = string.Join(" + ", Enumerable.Range(0, 400).Select(i => $"\"{i}\""));
        var locals = string.Concat(Enumerable.Range(1, 400).Select(i => $"var m{i} = m{i - 1}; new OpenAI.Chat.ChatClient(m{i}, \"key\");\n"));
        var started = System.Diagnostics.Stopwatch.StartNew();
        await new Verify.Test { TestCode = $"var m0 = {sum};\n{locals}" }.GetDiagnosticsAsync();
        Assert.InRange(started.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }
}
