using System.IO;
using GovernanceAnalyzers.Engine.Gate;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Gate;

public class CompilerLogTests
{
    private const string Version2 = """
        {"version":"2.1.0","runs":[{"results":[
          {"ruleId":"CA1000","message":{"text":"not ours"}},
          {"ruleId":"GOV9001","level":"note","message":{"text":"m"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"file:///r/My%20App/a.cs"},"region":{"startLine":3,"startColumn":9}}}],
           "properties":{"warningLevel":1,"customProperties":{"provider":"openai","value":"gpt-4o"}},
           "suppressions":[{"kind":"inSource","justification":"why"}]}]}]}
        """;

    private const string Version1 = """
        {"version":"1.0.0","runs":[{"results":[
          {"ruleId":"GOV9001","level":"note","message":"m","locations":[{"resultFile":{"uri":"file:///r/My%20App/a.cs","region":{"startLine":3,"startColumn":9}}}],
           "suppressionStates":["suppressedInSource"],
           "properties":{"warningLevel":1,"customProperties":{"provider":"openai","value":"gpt-4o"}}}]}]}
        """;

    [Theory]
    [InlineData(Version2)]
    [InlineData(Version1)]
    public void Reads_both_formats_of_the_compiler(string text)
    {
        var result = Assert.Single(Read(text, out _)!);

        Assert.Equal(("GOV9001", "m", "/r/My App/a.cs", 3, 9, true), (result.RuleId, result.Message, result.Path, result.Line, result.Column, result.IsSuppressed));
        Assert.Equal("gpt-4o", result.Properties["value"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"runs\":3}")]
    [InlineData("{\"runs\":[{\"results\":[{\"ruleId\":\"GOV1001\",\"message\":7,\"locations\":{},\"properties\":[]}]}]}")]
    [InlineData("{\"runs\":[{\"results\":[{\"ruleId\":\"GOV9001\",\"properties\":{\"customProperties\":{\"a\":\"b\",\"a\":\"c\"}}}]}]}")]
    public void A_damaged_log_is_a_reason_not_an_exception(string text)
    {
        var results = Read(text, out var problem);

        Assert.True(results is null ? problem.Length > 0 : problem.Length == 0);
    }

    [Fact]
    public void A_missing_log_is_a_reason()
    {
        Assert.Null(CompilerLog.Read("/nonexistent/log.sarif", out var problem));
        Assert.Contains("no log", problem);
    }

    private static System.Collections.Generic.IReadOnlyList<CompilerResult>? Read(string text, out string problem)
    {
        using var folder = new TemporaryRepository();
        var file = Path.Combine(folder.Root, "log.sarif");
        File.WriteAllText(file, text);
        return CompilerLog.Read(file, out problem);
    }
}
