using System.Linq;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Gate;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Gate;

public class RepositoryMemoryTests
{
    private static readonly CalendarDate Today = CalendarDate.Parse("2026-11-20");

    [Fact]
    public void Nothing_is_looked_at_twice_until_something_changes()
    {
        using var repository = new TemporaryRepository().With("governance/models/a.md", "---\nmodels: [openai:a]\n---\n");

        Assert.False(Memory(repository, Today).NothingToSay());
        Check(repository);
        Assert.True(Memory(repository, Today).NothingToSay());
        Assert.False(Memory(repository, Today.AddDays(1)).NothingToSay());

        repository.With("governance/datasets/d.yml", "id: d\nlicence: MIT\n");
        Assert.False(Memory(repository, Today).NothingToSay());
        Check(repository);
        Assert.True(Memory(repository, Today).NothingToSay());

        repository.With("governance.yml", "schemaVersion: 1\n");
        Assert.False(Memory(repository, Today).NothingToSay());
    }

    [Fact]
    public void What_is_worth_printing_is_found_again_in_every_build()
    {
        using var repository = new TemporaryRepository().With("governance/models/a.md", "no front matter\n");

        Check(repository);

        Assert.False(Memory(repository, Today).NothingToSay());
    }

    private static RepositoryMemory Memory(TemporaryRepository repository, CalendarDate today) => new(new ReportStore(repository.Tree()), today.ToString());

    private static void Check(TemporaryRepository repository)
    {
        var policy = repository.Compile();
        new ReportStore(policy.Tree).Update(policy);
        Memory(repository, Today).Remember(policy, repository.Root, ReportStore.RepositoryResults(policy).Where(r => r.Status == ResultStatus.Open));
    }
}
