using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Gate;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Golden;

/// <summary>The golden repository together with what a compiler saw in its code.</summary>
public class GoldenGateTests
{
    private const string Project = "src/LoanRisk/LoanRisk.csproj";

    private static readonly CodeFact CallWithoutFallback = new InferenceCallFact
    {
        Method = "ChatClient.CompleteChatAsync",
        Kind = "chat",
        Logged = Logged.Yes,
        Fallback = new CallAspect(AspectState.Missing, "nothing handles its failure"),
        Place = new SourcePlace("src/LoanRisk/MemoWriter.cs", 21, 16),
    };

    public static TheoryData<string> Presets => [.. ShippedPresets.Names];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Files_and_code_together_leave_nothing_open(string preset)
    {
        // The one preset that does not ask for a fallback has no use for the waiver either.
        string[] expected = preset == "baseline" ? ["GOV0007 Open"] : ["GOV5004 Waived"];

        Assert.Equal(expected, Results(preset, CallWithoutFallback));
    }

    [Fact]
    public void A_waiver_that_covers_nothing_is_the_only_finding() => Assert.Equal(["GOV0007 Open"], Results("iso-42001"));

    /// <summary>Of code that refers to every model of the register that is not a file here, and does what else is given.</summary>
    private static IEnumerable<string> Results(string preset, params CodeFact[] more)
    {
        using var folder = new GoldenFolder(GoldenTree.Of(preset));
        var compiler = folder.Compile();
        var store = new ReportStore(compiler.Tree);
        CodeFact[] facts =
        [
            .. compiler.Register.Models.Where(m => m.Provider != "local-artifact").Select((m, i) => new ModelReferenceFact
            {
                Provider = m.Provider, Value = m.Reference, Sink = "Models(name)", Place = new SourcePlace(m.UsedBy[0].Text == "loan-risk" ? "src/LoanRisk/Models.cs" : "src/Handbook/Models.cs", i + 1, 5),
            }),
            .. more,
        ];
        var run = new ProjectRun(Project, "net8.0")
        {
            Facts = facts,
            Completed = new AnalysisCompleted(
                "LoanRisk", compiler.Compiled.Digest, facts.OfType<ModelReferenceFact>().Count(), facts.OfType<InferenceCallFact>().Count(), 0),
        };
        store.Record(ProjectGate.Judge(run, compiler.Compiled), "", compiler);
        return [.. store.Update(compiler).Results.Select(r => $"{r.Finding.RuleId} {r.Status}")];
    }
}
