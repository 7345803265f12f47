using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Corpus;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV6002_UnvalidatedModelOutputTests
{
    private const string Rule = "GOV6002";

    public static IEnumerable<object[]> Programs => CorpusProgram.Names(Rule);

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Program_HasTheFindingsThatAreMarked(string file, string name) => Test(CorpusProgram.Source(Rule, file, name)).RunAsync();

    [Fact]
    public void Corpus_IsLargeEnoughAndHalfOfItIsNegative()
    {
        var programs = CorpusProgram.Of(Rule).ToArray();
        var negatives = programs.Count(p => !p.Source.Contains("[|"));
        Assert.True(programs.Length >= 150, $"{programs.Length} programs");
        Assert.InRange(negatives, programs.Length * 2 / 5, programs.Length * 3 / 5);
        Assert.Equal(programs.Length, programs.Select(p => (p.File, p.Name)).Distinct().Count());
    }

    private static GOV6001_UntrustedInputInInstructionsTests.GovernanceTest Test(string source, string? policy = null) => new()
    {
        TestCode = source,
        Rules = [Rule],
        ReferenceAssemblies = ReferenceAssemblies.Applications,
        Policy = policy,
    };
}
