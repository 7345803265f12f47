using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>What a governance lead does in a day, by the documentation alone.</summary>
[Collection(Builds.Name)]
public partial class PolicyDayTests(PackageFixture fixture)
{
    private const string Compare = """
        using OpenAI.Chat;

        internal static class Compare
        {
            public static ChatClient Newest() => new("gpt-4o", "key");
        }

        """;

    private static readonly string Tickets = Sources.Project("Exe", Sources.OpenAI);

    [Fact]
    public void The_day_of_the_documentation_goes_as_written()
    {
        fixture.Pack("GovernanceAnalyzers.Templates");
        fixture.Forget("Contoso.AiPolicy");
        var day = fixture.Empty("day");
        day.Variables["GovernanceEvaluationDate"] = "2026-11-20";
        var page = new Walkthrough(fixture, "docs/policy.md", "## A day's work", day);

        // 1. The template.
        Assert.All(page.Run(), c => c.Exits(0).DoesNotSay("warning"));
        Assert.Equal(
            [
                "Contoso.AiPolicy.csproj", "README.md", "build/Contoso.AiPolicy.props", "policy/governance.yml",
                "tests/a-locked-rule-stays/case.yml", "tests/a-locked-rule-stays/repository/governance.yml", "tests/an-alias-is-an-error/case.yml",
            ],
            Files(day.At("Contoso.AiPolicy")));
        day.Governance("policy", "validate", "Contoso.AiPolicy").Exits(0);
        day.Governance("policy", "test", "Contoso.AiPolicy").Exits(0).Says("2 of 2 tests passed.");

        // 2. The policy.
        page.Write();
        var asked = page.Run();
        asked[0].Exits(0).Says("The policy is valid");
        Assert.Equal(page.Printed(), asked[1].Exits(0).StandardOutput);

        // 3. and 4. Its tests, and the package.
        page.Write();
        Assert.All(page.Run(), c => c.Exits(0).Says("2 of 2 tests passed."));
        Assert.All(page.Run(), c => c.Exits(0).DoesNotSay("warning"));
        Assert.Equal(
            [
                "Contoso.AiPolicy.nuspec", "build/Contoso.AiPolicy.props", "policy/governance.yml",
                "tests/a-locked-rule-stays/case.yml", "tests/a-locked-rule-stays/repository/governance.yml", "tests/an-alias-is-an-error/case.yml",
            ],
            Entries(day.PathOf("packages/Contoso.AiPolicy.1.0.0.nupkg")));

        // 5. A repository that uses it, and one that tries to loosen it.
        var service = Service(day);
        page.Write();
        page.Write();
        NotRestored(service);
        page.Run().Single().Exits(1).Says("src/Tickets/Preview/Compare.cs(5,46): error GOV1001: ").Says("[Contoso.AiPolicy 1.0.0/governance.yml(7)]").DoesNotSay("error GOV0");
        Stray(service);
        var other = day.At("invoice-service");
        Sandbox.Copy(service.Folder, other.Folder);
        other.Write("governance.yml", other.Read("governance.yml") + page.Fragment());
        other.Build().IsPlain().Exits(1).Says("/" + page.Printed().TrimEnd());

        // 6. The exception, and its end.
        page.Write();
        var checks = page.Run();
        checks[0].DoesNotSay("GOV1001").DoesNotSay("error GOV0");
        checks[1].Exits(1).Says("src/Tickets/Preview/Compare.cs(5,46): error GOV1001").Says("governance/waivers.yml(3,5): error GOV0006");

        // 7. A new version.
        var policy = day.Read("Contoso.AiPolicy/policy/governance.yml");
        day.Write("Contoso.AiPolicy/policy/governance.yml", EndOfRules().Replace(policy, m => m.Value + page.Fragment()));
        var published = page.Run();
        published[0].Exits(0).DoesNotSay("warning");
        Assert.Equal(page.Printed(), published[1].Exits(0).StandardOutput);
        day.Governance("policy", "diff", "packages/Contoso.AiPolicy.1.1.0.nupkg", "packages/Contoso.AiPolicy.1.0.0.nupkg", "--fail-on-looser").Exits(1).Says("1 looser");
        day.Governance("policy", "diff", "packages/Contoso.AiPolicy.1.0.0.nupkg", "Contoso.AiPolicy", "--fail-on-looser").Exits(0).Says("1 change: 1 stricter.");
        page.Run().Single().Exits(0).Says("governance.lock.yml");
        Upgrade(service);

        Assert.Equal(0, page.BlocksLeft);
    }

    [Fact]
    public void The_template_package_holds_the_template_and_nothing_that_changes()
    {
        var package = Path.Combine(fixture.Feed, $"GovernanceAnalyzers.Templates.{PackageFixture.Version}.nupkg");
        fixture.Pack("GovernanceAnalyzers.Templates");
        var first = Contents(package);
        fixture.Pack("GovernanceAnalyzers.Templates");
        Assert.Equal(first, Contents(package));

        var templates = Path.Combine(PackageFixture.Repository, "src", "GovernanceAnalyzers.Templates", "templates");
        Assert.Equal(
            Directory.GetFiles(templates, "*", SearchOption.AllDirectories)
                .Select(f => "content/" + Path.GetRelativePath(templates, f).Replace('\\', '/'))
                .Concat(["GovernanceAnalyzers.Templates.nuspec", "LICENSE", "README.md"])
                .OrderBy(f => f, StringComparer.Ordinal),
            Entries(package));
    }

    [Fact]
    public void The_tests_of_the_sample_pass()
    {
        var run = fixture.Empty().Governance("policy", "test", Path.Combine(PackageFixture.Repository, "samples", "Contoso.AiPolicy"), "--json").IsPlain();

        var results = JsonNode.Parse(run.StandardOutput)!.AsArray();
        Assert.Equal(4, results.Count);
        Assert.Empty(results.Where(r => !(bool)r!["passes"]!).Select(r => (string)r!["test"]!));
    }

    /// <summary>Whoever copies the sample gets what the template makes.</summary>
    [Fact]
    public void The_sample_and_the_template_have_the_same_project()
    {
        var sample = Path.Combine(PackageFixture.Repository, "samples", "Contoso.AiPolicy");
        var template = Path.Combine(PackageFixture.Repository, "src", "GovernanceAnalyzers.Templates", "templates", "governance-policy");

        Assert.Equal(Lines(Path.Combine(sample, "build", "Contoso.AiPolicy.props")), Lines(Path.Combine(template, "build", "PolicyPack1.props")));
        Assert.Equal(Lines(Path.Combine(sample, "Contoso.AiPolicy.csproj")), Lines(Path.Combine(template, "PolicyPack1.csproj")));

        static string[] Lines(string file) => File.ReadAllLines(file)
            .Where(l => !l.Contains("<Authors>", StringComparison.Ordinal) && !l.Contains("<Description>", StringComparison.Ordinal))
            .Select(l => l.Replace("PolicyPack1", "Contoso.AiPolicy", StringComparison.Ordinal))
            .ToArray();
    }

    private static Sandbox Service(Sandbox day)
    {
        var service = day.At("ticket-service")
            .Write(".git/HEAD", "ref: refs/heads/main\n")
            .Write("src/Tickets/Tickets.csproj", Tickets)
            .Write("src/Tickets/Program.cs", Sources.PinnedAndLogged)
            .Write("src/Tickets/Preview/Compare.cs", Compare)
            .Write("NuGet.config", $"""
                <configuration>
                  <packageSources>
                    <add key="contoso" value="{day.PathOf("packages")}" />
                  </packageSources>
                </configuration>
                """);
        return service.WriteSolution();
    }

    /// <summary>A fresh clone: the message says what to do.</summary>
    private static void NotRestored(Sandbox service) => service.Governance("policy", "validate").IsPlain().Exits(1)
        .Says("governance.yml(5,14): error GOV0004: The policy pack Contoso.AiPolicy is not restored here.")
        .Says("run 'dotnet restore'");

    /// <summary>What people do to a pack's place in their policy. Nothing is built for that.</summary>
    private void Stray(Sandbox service)
    {
        var policy = service.Read("governance.yml");

        service.Write("governance.yml", "schemaVersion: 1\n");
        service.Governance("policy", "validate").IsPlain().Exits(1)
            .Says("governance.yml(1,1): error GOV0004: The policy pack Contoso.AiPolicy 1.0.0 is installed, and this policy does not extend it. Add '- package: Contoso.AiPolicy' under 'extends', or remove the package");

        service.Delete("governance.yml");
        service.Governance("policy", "show", "GOV5001").IsPlain().Exits(0).Says("error  [Contoso.AiPolicy 1.0.0/governance.yml(8)]");
        service.Governance("explain", "GOV5001").IsPlain().Exits(0).Says("Severity here: error, locked, set by Contoso.AiPolicy 1.0.0/governance.yml(8)");

        service.Write("governance.yml", policy + $"    sha256: {new string('0', 64)}\n");
        service.Governance("policy", "validate").IsPlain().Exits(1).Says("governance.yml(6,13): error GOV0004: ");
        service.Governance("check", "--no-build").IsPlain().Exits(1).Says("error GOV0004: ");
        var digest = (string)JsonNode.Parse(service.Governance("policy", "show", "--json").StandardOutput)!["layers"]!.AsArray().Single(l => (string)l!["layer"]! == "Contoso.AiPolicy/governance.yml")!["sha256"]!;
        service.Write("governance.yml", policy + $"    sha256: {digest}\n");
        service.Governance("policy", "validate").IsPlain().Exits(0);

        service.Governance("check", "--no-build", "--profile", "nightly").IsPlain().Exits(1).Says("error GOV0001: There is no profile 'nightly'");

        var cached = Path.Combine(fixture.PackageCache, "contoso.aipolicy");
        Directory.Move(cached, cached + ".away");
        service.Governance("policy", "validate").IsPlain().Exits(1).Says("error GOV0004: The policy pack Contoso.AiPolicy 1.0.0 has no file ").Says("Restore the packages");
        Directory.Move(cached + ".away", cached);

        service.Write("governance.yml", policy);
    }

    /// <summary>The new version reaches editors and builds, and the lock file has its say.</summary>
    private static void Upgrade(Sandbox service)
    {
        var properties = service.Read("Directory.Build.props");
        service.Write("Directory.Build.props", properties.Replace("\"Contoso.AiPolicy\" Version=\"1.0.0\"", "\"Contoso.AiPolicy\" Version=\"1.1.0\"", StringComparison.Ordinal));
        Assert.NotEqual(properties, service.Read("Directory.Build.props"));
        const string Compiled = "src/Tickets/obj/Debug/net10.0/governance.policy.txt";
        Assert.DoesNotContain("Contoso.AiPolicy 1.1.0/governance.yml(9)", service.Read(Compiled), StringComparison.Ordinal);

        service.Dotnet("msbuild", "src/Tickets", "-restore", "-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true", "-nologo", "-v:quiet").Exits(0);
        Assert.Contains("Contoso.AiPolicy 1.1.0/governance.yml(9)", service.Read(Compiled), StringComparison.Ordinal);

        service.Build().IsPlain().Exits(1).Says("error GOV0004: Contoso.AiPolicy/governance.yml is not what it was when it was locked (version 1.0.0 then, 1.1.0 now)").DoesNotSay("GOV0009");
        service.Governance("policy", "lock").Exits(0);
        service.Write("governance.yml", service.Read("governance.yml") + "profiles:\n  nightly: { rules: { ModelCardMissing: error } }\n");
        service.Governance("check", "--profile", "nightly", "--evaluation-date", "2026-11-20").IsPlain().Exits(1)
            .DoesNotSay("error GOV0").DoesNotSay("GOV1001")
            .Says("src/Tickets/Program.cs(7,29): error GOV2001");
        service.Governance("explain", "GOV2001", "--profile", "nightly").IsPlain().Exits(0).Says("Severity here: error, set by governance.yml(7)");
    }

    private static string[] Files(Sandbox folder) =>
        [.. Directory.GetFiles(folder.Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder.Folder, f).Replace('\\', '/')).OrderBy(f => f, StringComparer.Ordinal)];

    /// <summary>What is in a package beside what every package has.</summary>
    private static string[] Entries(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        return [.. archive.Entries.Select(e => e.FullName).Where(e => !e.StartsWith("_rels/", StringComparison.Ordinal) && !e.StartsWith("package/", StringComparison.Ordinal) && !e.StartsWith('[')).OrderBy(e => e, StringComparer.Ordinal)];
    }

    private static string[] Contents(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        return [.. archive.Entries.Select(e => $"{e.FullName} {e.Crc32:x8}").OrderBy(e => e, StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"^rules:\n( .*\n)+", RegexOptions.Multiline)]
    private static partial Regex EndOfRules();
}
