using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using Xunit;

namespace GovernanceAnalyzers.Core.Tests;

/// <summary>Facts travel through the compiler's log as text; what arrives must be what left.</summary>
public class CodeFactTests
{
    private static readonly SourcePlace Place = new("src/a.cs", 3, 9);

    [Fact]
    public void A_call_arrives_with_all_its_aspects()
    {
        var fact = new InferenceCallFact
        {
            Place = Place,
            Symbol = "Bot.Ask()",
            Sdk = "openai",
            Method = "ChatClient.CompleteChatAsync",
            Kind = "chat",
            Logged = Logged.Yes,
            Evidence = "logged by it",
            Output = new CallAspect(AspectState.Missing, "it is given no options"),
            LimitType = "OpenAI.Chat.ChatCompletionOptions",
            LimitProperty = "MaxOutputTokenCount",
            Cancellation = new CallAspect(AspectState.Met, "a token is passed"),
            Fallback = new CallAspect(AspectState.NotVisible, "who calls it"),
            Lifetime = CallAspect.NotAsked,
        };

        Assert.Equal(fact, CodeFact.FromProperties(fact.DiagnosticId, fact.ToProperties(), Place));
    }

    [Fact]
    public void What_an_older_analyzer_did_not_ask_is_not_asked()
    {
        var fact = (InferenceCallFact)CodeFact.FromProperties(FactIds.InferenceCall, new System.Collections.Generic.Dictionary<string, string> { ["method"] = "m", ["logged"] = "no" }, Place)!;

        Assert.Equal(
            (AspectState.NotAsked, AspectState.NotAsked, AspectState.NotAsked, AspectState.NotAsked),
            (fact.Output.State, fact.Cancellation.State, fact.Fallback.State, fact.Lifetime.State));
    }

    [Theory]
    [InlineData(ContentExposureFact.Capture, true)]
    [InlineData(ContentExposureFact.Capture, false)]
    [InlineData(ContentExposureFact.Prompt, true)]
    public void An_exposure_arrives(string kind, bool certain)
    {
        var fact = new ContentExposureFact { Place = Place, Symbol = "s", Sdk = "openai", Kind = kind, What = "EnableSensitiveData", IsCertain = certain };

        Assert.Equal(fact, CodeFact.FromProperties(fact.DiagnosticId, fact.ToProperties(), Place));
    }
}
