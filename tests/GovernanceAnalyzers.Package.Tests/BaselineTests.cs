using System.Linq;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

[Collection(Builds.Name)]
public class BaselineTests(PackageFixture fixture)
{
    [Fact]
    public void What_is_known_does_not_fail_and_what_is_new_does()
    {
        var repo = fixture.WithApp(Sources.Console)
            .Write("App/Program.cs", Sources.FloatingAndSilent)
            .Write("governance.yml", Sources.Policy("rules:\n  GOV1005: none\n  GOV1006: none\n  GOV1007: none\n  GOV2001: none\n" + Sources.NothingInWriting));
        repo.BuildRestored("App").Exits(1).Finds("App/Program.cs(3,29): error GOV1001", "App/Program.cs(4,21): error GOV5001");

        repo.Governance("check", "--write-baseline").Exits(0).Says("Wrote governance/baseline.json: 2 findings known from now on.");

        // The same code is not compiled again for it; the gate alone decides again.
        var log = repo.Read("App/obj/Debug/net10.0/governance.compiler.sarif");
        repo.BuildRestored("App").Exits(0).Finds();
        Assert.Equal(log, repo.Read("App/obj/Debug/net10.0/governance.compiler.sarif"));
        Assert.Equal(["App/Program.cs(3,29): GOV1001 baselined", "App/Program.cs(4,21): GOV5001 baselined"], repo.Reported("baselined"));

        // Moved and renamed it is still known; once more of the same kind is new.
        repo.Delete("App/Program.cs");
        repo.Write("App/Start.cs", "\n" + Sources.FloatingAndSilent);
        repo.BuildRestored("App").Exits(0).Finds();
        repo.Write("App/Other.cs", "class Other { object Client = new OpenAI.Chat.ChatClient(\"gpt-4o\", \"key\"); }\n");
        repo.BuildRestored("App").Exits(1).Finds("App/Start.cs(4,29): error GOV1001");
        Assert.Contains("1 new finding not added", repo.Governance("check", "--write-baseline").Exits(1).Output, System.StringComparison.Ordinal);
        Assert.Equal(["App/Other.cs(1,58): GOV1001 baselined", "App/Start.cs(5,21): GOV5001 baselined"], repo.Reported("baselined"));

        // What is fixed is said to be, and taken out.
        repo.Delete("App/Other.cs");
        repo.Write("App/Start.cs", Sources.FloatingAndSilent.Replace("gpt-4o", "gpt-4o-2024-11-20", System.StringComparison.Ordinal));
        repo.BuildRestored("App").Exits(0).Finds();
        Assert.Contains("governance/baseline.json(5,5): GOV0013 open", repo.Reported());
        Assert.Contains("1 finding taken out, 1 left.", repo.Governance("check", "--write-baseline").Exits(0).Output, System.StringComparison.Ordinal);
        Assert.DoesNotContain(repo.Reported(), r => r.Contains("GOV0013", System.StringComparison.Ordinal));

        // A broken file is never taken for an empty one, nor for a full one.
        repo.Write("governance/baseline.json", "{");
        repo.BuildRestored("App").Exits(1).Finds("App/Start.cs(4,21): error GOV5001", "governance/baseline.json(1,2): error GOV0014");
        Assert.Contains("cannot be used as it is", repo.Governance("check", "--write-baseline").Exits(2).Output, System.StringComparison.Ordinal);
    }
}
