using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV2010_OwnerUnknownTests
{
    private const string Policy = "schemaVersion: 1\nname: test\nrules: { OwnerUnknown: warning }\n";

    private const string CodeOwners = """
        # Everything: @nobody
        *                    @contoso/platform ada@shop.example   # not @commented
        /docs/with\ blank/   @grace
        /src/\#odd           @alan
        [Section][2] @contoso/section-default
        /infra/
        ^[Optional] @@maintainer
        """;

    [Fact]
    public void An_owner_who_is_nowhere_is_told_once_with_both_lists()
    {
        using var repository = Repository()
            .With("CODEOWNERS", CodeOwners)
            .With("governance/owners.yml", "schemaVersion: 1\nowners: [\"*@contoso.example\"]\n")
            .With("governance/register.yml", "schemaVersion: 1\nsystems:\n  - { id: a, owner: linus@shop.example }\n  - { id: b, owner: Linus@shop.example }\n  - { id: c, owner: x@contoso.example }\n")
            .With("governance/models/a.md", "---\nmodels: [openai:gpt-4o]\nowner: linus@shop.example\n---\n# A\n");

        var finding = Assert.Single(Run(repository));

        Assert.Equal("governance/models/a.md(3,8)", finding.Place.ToString());
        Assert.Equal(
            "The owner \"linus@shop.example\", named here and at 2 other places, is neither in CODEOWNERS nor governance/owners.yml, so nobody can tell whether there is such "
            + "a person or team. Name an owner who is there, or add this one to the owners in governance/owners.yml. [governance.yml(3)]",
            finding.Message);
    }

    [Theory]
    [InlineData("@contoso/platform")]
    [InlineData("contoso/platform")]
    [InlineData("platform")]
    [InlineData("@Grace")]
    [InlineData("alan")]
    [InlineData("ADA@shop.example")]
    [InlineData("Ada Lovelace <ada@shop.example>")]
    [InlineData("Ada Lovelace <mailto:ada@shop.example>")]
    [InlineData("ada@shop.example, @grace")]
    [InlineData("@contoso/section-default")]
    [InlineData("@@maintainer")]
    [InlineData("TODO")]
    public void An_owner_in_code_owners_is_known_however_it_is_written(string owner)
    {
        using var repository = Repository().With(".github/CODEOWNERS", CodeOwners).With("governance/register.yml", System($"\"{owner}\""));

        Assert.Empty(Run(repository));
    }

    [Theory]
    [InlineData("@nobody", "@nobody")]
    [InlineData("commented", "commented")]
    [InlineData("ada@elsewhere.example", "ada@elsewhere.example")]
    [InlineData("ada", "ada")]
    [InlineData("Ada Lovelace <ada@shop.example>, Bob", "Bob")]
    [InlineData("/infra/", "/infra/")]
    public void Others_are_not(string owner, string named)
    {
        using var repository = Repository().With("docs/CODEOWNERS", CodeOwners).With("governance/register.yml", System($"\"{owner}\""));

        Assert.StartsWith($"The owner \"{named}\", named here, is not in docs/CODEOWNERS, ", Assert.Single(Run(repository)).Message);
    }

    [Fact]
    public void Without_any_list_nothing_is_said()
    {
        using var repository = Repository().With("governance/register.yml", System("anybody")).With("CODEOWNERS", "# nobody yet\n");

        Assert.Empty(Run(repository));
    }

    [Theory]
    [InlineData("governance.yml", Policy + "owner: gone@shop.example\n", 4)]
    [InlineData("governance/datasets/a.yml", "id: a\nowner: gone@shop.example\n", 2)]
    [InlineData("governance/waivers.yml", "schemaVersion: 1\nwaivers:\n  - { id: a, rule: GOV1001, scope: { path: \"**\" }, reason: r, owner: gone@shop.example, expires: 2026-12-01 }\n", 3)]
    [InlineData("governance/operations/rollback.yml", "target: a\nowner: gone@shop.example\n", 2)]
    [InlineData("governance/register.yml", "schemaVersion: 1\nmodels:\n  - id: a\n    reference: \"openai:gpt-4o\"\n    compensation: { reason: r, controls: c, owner: gone@shop.example }\n", 5)]
    public void Owners_are_found_wherever_somebody_is_named(string path, string text, int line)
    {
        using var repository = Repository().With("CODEOWNERS", CodeOwners).With(path, text);

        Assert.Equal((path, line), (Assert.Single(Run(repository)).Place.Path, Run(repository)[0].Place.Line));
    }

    [Theory]
    [InlineData("schemaVersion: 1\nowners: [\"*\"]\n", "matches everybody")]
    [InlineData("schemaVersion: 1\nowners: { a: b }\n", "must be a list")]
    [InlineData("schemaVersion: 1\nowner: [a]\n", "Did you mean 'owners'?")]
    [InlineData("owners: [", "not valid YAML")]
    public void A_list_that_cannot_be_read_is_the_finding(string list, string part)
    {
        using var repository = Repository().With("governance/owners.yml", list).With("governance/register.yml", System("anybody"));

        var findings = Run(repository);
        Assert.Contains(findings, f => f.Message.Contains(part));
        Assert.All(findings, f => Assert.Equal("governance/owners.yml", f.Place.Path));
    }

    [Fact]
    public void A_policy_with_a_placeholder_for_its_owner_has_none()
    {
        using var repository = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\nname: test\nowner: \"TODO: who?\"\nextends: [{ preset: baseline }]\n");

        var finding = Assert.Single(RepositoryChecks.Run(repository.Compile()), f => f.RuleId == "GOV2009");

        Assert.Equal("governance.yml(3,8)", finding.Place.ToString());
        Assert.DoesNotContain(RepositoryChecks.Run(repository.With("governance.yml", "schemaVersion: 1\nname: test\nowner: a@shop.example\n").Compile()), f => f.RuleId == "GOV2009");
    }

    private static string System(string owner) => $"schemaVersion: 1\nsystems:\n  - id: bot\n    owner: {owner}\n";

    private static TemporaryRepository Repository() => new TemporaryRepository().With("governance.yml", Policy);

    private static Finding[] Run(TemporaryRepository repository) => [.. RepositoryChecks.Run(repository.Compile()).Where(f => f.RuleId == "GOV2010")];
}
