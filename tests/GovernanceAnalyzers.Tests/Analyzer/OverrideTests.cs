using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Analyzer;

/// <summary>What a policy says about some files, and about a day to come, is what the editor shows.</summary>
public class OverrideTests
{
    private const string Code = """var chat = new OpenAI.Chat.ChatClient("gpt-4o", "key");""";

    [Theory]
    [InlineData("{ paths: [\"src/**\"], rules: { GOV1001: none } }", null)]
    [InlineData("{ paths: [\"src/**\"], rules: { GOV1001: suggestion } }", DiagnosticSeverity.Info)]
    [InlineData("{ paths: [\"tools/**\"], rules: { GOV1001: none } }", DiagnosticSeverity.Error)]
    [InlineData("{ riskTier: [high], rules: { GOV1001: warning } }", DiagnosticSeverity.Warning)]
    [InlineData("{ riskTier: [minimal], rules: { GOV1001: none } }", DiagnosticSeverity.Error)]
    public async Task Severity_in_a_file(string item, DiagnosticSeverity? expected)
    {
        var test = new Verify.Test
        {
            TestCode = Code,
            Rules = ["GOV1001"],
            Policy = $"schemaVersion: 1\nrules: {{ GOV1001: error }}\noverrides:\n  - {item}\n",
            Repository =
            {
                ["governance/register.yml"] = "schemaVersion: 1\nsystems:\n  - { id: bot, riskTier: high, paths: [src], owner: a@b.example, purpose: x }\n",
                ["src/Test.cs"] = "",
                ["tools/Run.cs"] = "",
            },
        };

        var found = (await test.GetDiagnosticsAsync()).Where(d => d.Id == "GOV1001").ToArray();

        Assert.Equal(expected, found.SingleOrDefault()?.Severity);
        if (expected is DiagnosticSeverity.Info or DiagnosticSeverity.Warning)
        {
            Assert.EndsWith("[governance.yml(4)]", found[0].GetMessage());
        }
    }

    [Fact]
    public async Task A_warning_names_the_day_on_which_it_becomes_an_error()
    {
        var test = new Verify.Test
        {
            TestCode = Code,
            Rules = ["GOV1001"],
            Policy = "schemaVersion: 1\nrules: { GOV1001: { severity: error, errorFrom: 2027-04-01 } }\n",
        };

        var found = Assert.Single(await test.GetDiagnosticsAsync(), d => d.Id == "GOV1001");

        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.EndsWith("[governance.yml(2), an error from 2027-04-01]", found.GetMessage());
    }
}
