using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>A repository that has AI and no governance.</summary>
[Collection(Builds.Name)]
public class InitTests(PackageFixture fixture)
{
    private static readonly string[] Day = ["--evaluation-date", SampleTests.EvaluationDate];

    /// <summary>Rules about what only people know: an answer that is missing, or evidence that nobody can begin for them.</summary>
    private static readonly string[] MissingAnswers =
        ["GOV2002", "GOV2005", "GOV2006", "GOV2007", "GOV2008", "GOV2009", "GOV3002", "GOV3005", "GOV4001", "GOV4005", "GOV5006", "GOV5007"];

    [Fact]
    public void After_init_the_findings_are_those_of_the_code_and_missing_answers()
    {
        var repo = SupportBot();
        var code = OfCode(repo.Governance(["check", "--json", .. Day]).IsPlain());

        repo.Governance(["init", "--preset", "baseline", .. Day]).Exits(0).IsPlain()
            .Says("Known from the files, and what the compiler saw in 1 project.")
            .Says("wrote  governance/models/gpt-4.1-2025-04-14.md  (model card of openai:gpt-4.1-2025-04-14, ")
            .Says("ChatAnswerer.cs(39): which model is called is not known at build time (environment variable SUPPORT_TRIAGE_MODEL).");
        var written = Texts(repo);
        var check = repo.Governance(["check", "--json", .. Day]).Exits(1).IsPlain();

        var findings = JsonNode.Parse(check.StandardOutput)!["findings"]!.AsArray();
        Assert.DoesNotContain(findings, f => (string)f!["rule"]! is "GOV0001" or "GOV1006" or "GOV2001" or "GOV2004" or "GOV3001" or "GOV3006");
        Assert.All(
            findings.Where(f => ((string)f!["path"]!).StartsWith("governance", StringComparison.Ordinal)),
            f => Assert.Contains((string)f!["rule"]!, MissingAnswers));
        Assert.Equal(code.Where(c => !c.Contains("GOV2001") && !c.Contains("GOV3001") && !c.Contains("GOV1006")), OfCode(check));
        Assert.All(written.Where(f => f.Value.Contains("TODO", StringComparison.Ordinal) && f.Key != "governance/waivers.yml"), f =>
            Assert.Contains(findings, x => (string)x!["path"]! == f.Key));

        repo.Governance(["init", .. Day]).Exits(0).IsPlain().DoesNotSay("wrote").Says("Nothing is missing that could be begun here.");
        Assert.Equal(written, Texts(repo));
    }

    private static string[] OfCode(CommandResult check) => JsonNode.Parse(check.StandardOutput)!["findings"]!.AsArray()
        .Where(f => ((string)f!["path"]!).EndsWith(".cs", StringComparison.Ordinal))
        .Select(f => $"{f!["path"]}({f["line"]},{f["column"]}): {f["severity"]} {f["rule"]}")
        .OrderBy(f => f, StringComparer.Ordinal)
        .ToArray();

    private static SortedDictionary<string, string> Texts(Sandbox repo) => new(
        Directory.GetFiles(repo.Folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(repo.Folder, f).Replace('\\', '/'))
            .Where(f => f.StartsWith("governance", StringComparison.Ordinal))
            .ToDictionary(f => f, f => repo.Read(f)),
        StringComparer.Ordinal);

    private Sandbox SupportBot()
    {
        var samples = Path.Combine(PackageFixture.Repository, "samples");
        var repo = fixture.Empty("SupportBot");
        Sandbox.Copy(Path.Combine(samples, "SupportBot"), repo.Folder);
        foreach (var shared in Directory.GetFiles(samples, "Directory.*"))
        {
            File.Copy(shared, Path.Combine(Path.GetDirectoryName(repo.Folder)!, Path.GetFileName(shared)), overwrite: true);
        }

        foreach (var extra in new[] { "governance", "bin", "obj", ".governance", "expected.txt" }.Where(repo.Has))
        {
            repo.Delete(extra);
        }

        repo.Delete("governance.yml");
        return repo;
    }
}
