using System.Linq;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Sdks;
using Xunit;

namespace GovernanceAnalyzers.Core.Tests;

public class SdkLinesTests
{
    private static readonly SdkEntry[] Sdks =
    [
        new("one", "openai", ["One", "One.More"]) { Inference = [new InferenceMethods("One.Client", ["Ask"], "chat")] },
        new("two", "", ["Two"]) { Settings = [new SdkSetting("Two.Options", "", "", "MaxTokens", "output-limit")] },
        new("own", "", []) { Inference = [new InferenceMethods("Own.Gateway", ["Ask"], "chat")], Source = "governance.yml(3,5)" },
    ];

    [Theory]
    [InlineData(new[] { "One.More" }, new[] { "one", "own" })]
    [InlineData(new[] { "Two", "One" }, new[] { "one", "two", "own" })]
    [InlineData(new[] { "System.Runtime" }, new[] { "own" })]
    [InlineData(new string[0], new[] { "own" })]
    public void A_compilation_gets_the_sdks_that_it_references(string[] referenced, string[] expected)
    {
        var found = Policy().SdksFor(referenced);

        Assert.Equal(expected, found.Select(s => s.Id));
        Assert.Equal(Sdks.Where(s => expected.Contains(s.Id)).SelectMany(SdkRecords.Write), found.SelectMany(SdkRecords.Write));
    }

    [Fact]
    public void An_entry_is_read_once()
    {
        var policy = Policy();

        Assert.Same(policy.SdksFor(["One"])[0], policy.SdksFor(["One", "Two"])[0]);
    }

    private static CompiledPolicy Policy() => CompiledPolicy.Parse(
        [CompiledPolicy.Magic + "\t" + CompiledPolicy.FormatVersion, .. Sdks.SelectMany(SdkRecords.Write)])!;
}
