using System.IO;
using Xunit;

namespace GovernanceAnalyzers.Tests.Analyzer;

public class GateOptionTests
{
    /// <summary>Package and analyzer share the option's name and nothing else.</summary>
    [Fact]
    public void The_package_sets_the_option_that_the_analyzer_reads()
    {
        var config = File.ReadAllLines(Path.Combine(RepositoryFolder.Path, "src/GovernanceAnalyzers.Package/build/config/gate.globalconfig"));

        Assert.Contains(GovernanceAnalyzer.GateOption + " = true", config);
    }
}
