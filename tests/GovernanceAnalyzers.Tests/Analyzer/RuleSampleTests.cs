using System.Linq;
using Benchmarks;
using Xunit;

namespace GovernanceAnalyzers.Tests.Analyzer;

/// <summary>The code that benchmarks/RuleCost measures rules on. Without a sample a new rule would have no figure.</summary>
public class RuleSampleTests
{
    public static TheoryData<string> Rules => [.. RuleSamples.Rules];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_site_of_a_sample_has_one_finding_of_its_rule(string rule)
    {
        var found = new RuleCompilation(rule, policyFor: rule, files: 0, sites: 2).Analyze(new GovernanceAnalyzer());

        Assert.Equal([rule, rule], found.Select(d => d.Id));
    }
}
