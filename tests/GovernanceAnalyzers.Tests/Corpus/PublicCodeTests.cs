using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.StandIns;
using GovernanceAnalyzers.Tests.Harness;
using GovernanceAnalyzers.Tests.Rules;
using Xunit;

namespace GovernanceAnalyzers.Tests.Corpus;

/// <summary>
/// What public code does, in programs that were written and marked before any analyzer saw them. They are kept apart from the other corpus,
/// whose author knew how the analyses work. README.md beside the programs has what was found at first.
/// </summary>
public class PublicCodeTests
{
    public static IEnumerable<object[]> Programs => new[] { "GOV6001", "GOV6002", "GOV6003" }
        .SelectMany(r => CorpusProgram.Of("PublicCode/" + r).Select(p => new object[] { r, p.File, p.Name }));

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Program_HasTheFindingsThatAreMarked(string rule, string file, string name) => new GOV6001_UntrustedInputInInstructionsTests.GovernanceTest
    {
        TestCode = FakeKeys.Fill(CorpusProgram.Source("PublicCode/" + rule, file, name)),
        Rules = [rule],
        ReferenceAssemblies = file switch
        {
            "azure" => ReferenceAssemblies.AzureOpenAI2,
            "kernel" => ReferenceAssemblies.SemanticKernel,
            "openai" => ReferenceAssemblies.OpenAI,
            _ => ReferenceAssemblies.Applications,
        },
    }.RunAsync();

    /// <summary>Code is broken while it is typed. What is found does not matter here; that nothing fails does.</summary>
    [Fact]
    public async Task Half_written_programs_do_not_fail_the_analyzer()
    {
        foreach (var (program, number) in Programs.Select((p, i) => (p, i)).Where(p => p.i % 8 == 0))
        {
            var text = Markup.Parse(FakeKeys.Fill(CorpusProgram.Source("PublicCode/" + program[0], (string)program[1], (string)program[2]))).Text;
            var test = new GOV6001_UntrustedInputInInstructionsTests.GovernanceTest
            {
                TestCode = text[..(text.Length * (number % 7 + 2) / 9)],
                ReferenceAssemblies = ReferenceAssemblies.Applications,
                Rules = ["AD0001"],
                MustCompile = false,
            };
            Assert.Empty(await test.GetDiagnosticsAsync());
        }
    }
}
