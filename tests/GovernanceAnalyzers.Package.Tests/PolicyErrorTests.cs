using System.Linq;
using System.Text;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>A policy that cannot be relied on fails the build, at its line and column, without a trace of our insides.</summary>
[Collection(Builds.Name)]
public class PolicyErrorTests(PackageFixture fixture)
{
    private const string Start = "schemaVersion: 1\nname: test\n";

    /// <summary>Folder, its governance.yml, where the error is, and a part of what it says.</summary>
    private static readonly (string Folder, string Policy, string Place, string Part)[] Mistakes =
    [
        ("BadSeverity", Start + "rules:\n  GOV1001: fatal\n", "(4,12)", "'fatal'"),
        ("Cycle", Start + "extends:\n  - file: other.yml\n", "/other.yml(4,11)", "circle"),
        ("DuplicateKey", Start + "name: again\n", "(3,1)", "already set in line 2"),
        ("DuplicateRule", Start + "rules:\n  GOV1001: error\n  FloatingModelReference: error\n", "(5,3)", "same rule"),
        ("Empty", "", "(1,1)", "empty"),
        ("MissingLayer", Start + "extends:\n  - file: ../org.yml\n", "(4,11)", "does not exist"),
        ("NotUtf8", "", "(2,8)", "UTF-8"),
        ("OutsideLayer", Start + "extends:\n  - file: ../../../org.yml\n", "(4,11)", "outside the repository"),
        ("Tabs", Start + "rules:\n\tGOV1001: error\n", "(4,1)", "A tab indents this line"),
        ("TwoDocuments", Start + "---\nname: x\n", "(3,1)", "second YAML document"),
        ("UnknownKey", Start + "rulez:\n  GOV1001: error\n", "(3,1)", "Did you mean 'rules'? ("),
        ("UnknownRule", Start + "rules:\n  FloatingModelReferences: error\n", "(4,3)", "'FloatingModelReference'"),
    ];

    [Fact]
    public void Every_mistake_is_an_error_at_its_place()
    {
        // Each folder has a policy and so is a governed tree of its own; one build shows them all.
        var repo = fixture.Empty();
        foreach (var (folder, policy, _, _) in Mistakes)
        {
            fixture.AddApp(repo, folder, Sources.ConsoleWithoutAi);
            repo.Write($"{folder}/Program.cs", Sources.NoAi).Write($"{folder}/governance.yml", policy);
        }

        repo.Write("NotUtf8/governance.yml", [.. Encoding.ASCII.GetBytes("schemaVersion: 1\nname: M"), 0xFC, .. Encoding.ASCII.GetBytes("ller\n")])
            .Write("Cycle/other.yml", Start + "extends:\n  - file: governance.yml\n")
            .WriteSolution();

        var build = repo.BuildRestored("All.slnx").Exits(1).IsPlain();

        build.Finds([.. Mistakes.Select(m => m.Place[0] == '/' ? $"{m.Folder}{m.Place}: error GOV0001" : $"{m.Folder}/governance.yml{m.Place}: error GOV0001")]);
        foreach (var (folder, _, _, part) in Mistakes)
        {
            Assert.Contains(build.Output.Split('\n'), l => l.Contains("/" + folder + "/", System.StringComparison.Ordinal) && l.Contains(part, System.StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_policy_outside_the_repository_is_refused_once_for_a_whole_solution()
    {
        var repo = fixture.Empty();
        foreach (var folder in new[] { "A", "B", "C" })
        {
            fixture.AddApp(repo, folder, folder == "C" ? Sources.ConsoleWithoutAi : Sources.Console);
            repo.Write(folder + "/Program.cs", folder == "C" ? Sources.NoAi : Sources.FloatingAndLogged);
        }

        repo.Write("../outside.yml", Start).WriteSolution();
        var build = repo.BuildRestored("All.slnx", $"-p:GovernancePolicyFile={repo.PathOf("../outside.yml")}").Exits(1).IsPlain().Says("outside the repository");

        Assert.Single(build.Findings, f => f.EndsWith("GOV0001", System.StringComparison.Ordinal));
        Assert.Equal(2, build.Findings.Count(f => f.EndsWith("GOV1001", System.StringComparison.Ordinal)));
    }

    [Fact]
    public void A_policy_that_is_named_and_missing_is_an_error()
    {
        var repo = fixture.WithApp(Sources.Console).Write("App/Program.cs", Sources.FloatingAndLogged);

        var build = repo.BuildRestored("App", "-p:GovernancePolicyFile=../nowhere.yml").Exits(1).IsPlain();

        Assert.Contains("nowhere.yml: error GOV0001", build.Findings);
        // The baseline stays in force.
        Assert.Contains("App/Program.cs(7,29): error GOV1001", build.Findings);
    }
}
