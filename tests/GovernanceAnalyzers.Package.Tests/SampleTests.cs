using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>Every sample shows what its expected.txt says: lines <c>path(line,column): severity GOVnnnn</c>, sorted.</summary>
[Collection(Builds.Name)]
public class SampleTests(PackageFixture fixture)
{
    public const string EvaluationDate = "2026-11-20";

    private static readonly string Folder = Path.Combine(PackageFixture.Repository, "samples");

    public static IEnumerable<object[]> Samples() =>
        (Directory.Exists(Folder) ? Directory.GetDirectories(Folder) : [])
            .Where(f => File.Exists(Path.Combine(f, "expected.txt")))
            .Select(f => new object[] { Path.GetFileName(f) });

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_shows_what_it_expects(string sample)
    {
        var repo = fixture.Empty(sample);
        repo.Delete("governance/register.yml");
        Sandbox.Copy(Path.Combine(Folder, sample), repo.Folder);
        foreach (var shared in Directory.GetFiles(Folder, "Directory.*"))
        {
            File.Copy(shared, Path.Combine(Path.GetDirectoryName(repo.Folder)!, Path.GetFileName(shared)));
        }

        Clean(repo);
        if (File.Exists(repo.PathOf("Directory.Build.props")))
        {
            PackPolicy(repo);
        }

        var check = repo.Governance("check", "--evaluation-date", EvaluationDate, "--json").IsPlain();
        Assert.True(check.ExitCode is 0 or 1, check.ToString());

        var found = JsonNode.Parse(check.StandardOutput)!["findings"]!.AsArray()
            .Where(f => (string)f!["status"]! == "open")
            .Select(f => $"{Place(f!)}: {f!["severity"]} {f["rule"]}")
            .OrderBy(f => f, StringComparer.Ordinal)
            .ToArray();
        var expected = File.ReadAllLines(Path.Combine(Folder, sample, "expected.txt"))
            .Where(l => l.Trim().Length > 0)
            .OrderBy(l => l, StringComparer.Ordinal)
            .ToArray();
        Assert.True(
            expected.SequenceEqual(found),
            $"Expected and not found:\n  {string.Join("\n  ", expected.Except(found))}\nFound and not expected:\n  {string.Join("\n  ", found.Except(expected))}\n{check}");

        if (sample == "SupportBot")
        {
            ShowsTheSame(JsonNode.Parse(check.StandardOutput)!);
        }
    }

    [Fact]
    public void Every_sample_with_a_project_says_what_it_expects()
    {
        var silent = (Directory.Exists(Folder) ? Directory.GetDirectories(Folder) : [])
            // A policy pack has no code, and tests of its own.
            .Where(f => Directory.EnumerateFiles(f, "*.csproj", SearchOption.AllDirectories).Any() && !Directory.Exists(Path.Combine(f, "policy")) && !File.Exists(Path.Combine(f, "expected.txt")))
            .Select(Path.GetFileName);

        Assert.Empty(silent);
    }

    /// <summary>The README shows some of the findings in SupportBot, with their messages.</summary>
    private static void ShowsTheSame(JsonNode report)
    {
        const string Prefix = "samples/SupportBot/";
        var printed = report["findings"]!.AsArray().Select(f => $"{Prefix}{Place(f!)}: {f!["severity"]} {f["rule"]}: {f["message"]}").ToArray();
        var shown = File.ReadAllLines(Path.Combine(PackageFixture.Repository, "README.md")).Where(l => l.StartsWith(Prefix, StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(shown);
        Assert.Empty(shown.Except(printed));
    }

    /// <summary>Packs Contoso.AiPolicy to where the sample looks for it.</summary>
    private void PackPolicy(Sandbox repo)
    {
        var pack = fixture.Empty("Contoso.AiPolicy");
        Sandbox.Copy(Path.Combine(Folder, "Contoso.AiPolicy"), pack.Folder);
        Clean(pack);
        fixture.Forget("Contoso.AiPolicy");
        pack.Dotnet("pack", "-o", Path.Combine(Path.GetDirectoryName(repo.Folder)!, "feed")).Exits(0).DoesNotSay("warning");
    }

    private static void Clean(Sandbox repo)
    {
        foreach (var built in Directory.GetDirectories(repo.Folder, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) is "bin" or "obj" or ".governance").ToArray())
        {
            if (Directory.Exists(built))
            {
                Directory.Delete(built, recursive: true);
            }
        }
    }

    /// <summary>As <c>SourcePlace</c> prints itself: what is about a file as a whole has no line.</summary>
    private static string Place(JsonNode finding)
    {
        var (path, line, column) = ((string)finding["path"]!, (int)finding["line"]!, (int)finding["column"]!);
        return line == 0 ? path : column == 0 ? $"{path}({line})" : $"{path}({line},{column})";
    }
}
