using System.Linq;
using GovernanceAnalyzers.Core.Http;
using GovernanceAnalyzers.Engine.Policy;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Policy;

public class RawHttpTests
{
    private static EffectivePolicy Load(string own, string parent = "", string second = "")
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\nextends: [ { file: a.yml }, { file: b.yml } ]\n" + own)
            .With("a.yml", "schemaVersion: 1\n" + parent)
            .With("b.yml", "schemaVersion: 1\n" + second);
        return PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today);
    }

    [Theory]
    [InlineData("", "", "", HttpScope.BesideSdks)]
    [InlineData("rawHttp: off\n", "", "", HttpScope.Off)]
    [InlineData("rawHttp: { scope: everywhere }\n", "rawHttp: off\n", "", HttpScope.Everywhere)]
    [InlineData("", "rawHttp: everywhere\n", "rawHttp: off\n", HttpScope.Everywhere)]
    [InlineData("", "rawHttp: off\n", "rawHttp: beside-sdks\n", HttpScope.BesideSdks)]
    [InlineData("rawHttp: off\n", "rawHttp: everywhere\n", "", HttpScope.Off)]
    public void Own_setting_counts_and_of_two_parents_the_wider(string own, string a, string b, HttpScope expected)
    {
        var policy = Load(own, a, b);
        Assert.Empty(policy.Problems);
        Assert.Equal(expected, policy.HttpScope);
    }

    [Theory]
    [InlineData("rawHttp: off\n", "", HttpScope.BesideSdks)]
    [InlineData("rawHttp: { scope: beside-sdks }\n", "rawHttp: everywhere\n", HttpScope.Everywhere)]
    public void Looking_in_fewer_projects_loosens_a_locked_rule(string own, string parent, HttpScope kept)
    {
        var policy = Load(own, parent + "rules: { GOV1001: { severity: error, locked: true } }\n");
        var problem = Assert.Single(policy.Problems);
        Assert.Equal("GOV0003", problem.RuleId);
        Assert.Equal(3, problem.Place.Line);
        Assert.Contains("GOV1001 FloatingModelReference is locked by a.yml", problem.Message);
        Assert.Equal(kept, policy.HttpScope);
    }

    [Fact]
    public void Addresses_of_all_layers_count_the_more_exact_first()
    {
        var policy = Load(
            "rawHttp: { endpoints: [ { host: \"*.example\", path: /ask } ] }\n",
            "rawHttp: { endpoints: [ { host: parent.example, path: \"/{model}\", provider: openai, kind: embedding, model: path } ] }\n");
        Assert.Empty(policy.Problems);
        Assert.Equal(["parent.example", "*.example"], policy.HttpEndpoints.Select(e => e.Host));
        Assert.Equal((HttpEndpoint.InBody, "chat", ""), (policy.HttpEndpoints[1].Model, policy.HttpEndpoints[1].Kind, policy.HttpEndpoints[1].Provider));
    }

    [Theory]
    [InlineData("rawHttp: everywhere\n", true, true)]
    [InlineData("", false, true)]
    [InlineData("rawHttp: off\n", false, false)]
    public void Only_everywhere_concerns_projects_without_an_SDK(string own, bool anyProject, bool hasAddresses)
    {
        using var repository = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\n" + own);
        var compiler = repository.Compile();
        Assert.Equal(anyProject, compiler.HasSdkForAnyAssembly);
        Assert.Equal(anyProject, compiler.Compiled.HasSdkForAnyAssembly);
        Assert.Equal(hasAddresses, compiler.Compiled.HttpEndpoints.Any(e => e.Host == "api.openai.com"));
    }
}
