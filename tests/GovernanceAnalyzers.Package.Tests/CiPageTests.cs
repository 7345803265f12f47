using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>docs/ci.md: what its snippets run is run here, in a shell, and what they publish has to be there. Build servers' own steps are stood in for.</summary>
[Collection(Builds.Name)]
public partial class CiPageTests(PackageFixture fixture)
{
    private const string NoModels = """{"bomFormat": "CycloneDX", "specVersion": "1.6"}""";

    [Fact]
    public void What_the_snippets_run_and_publish_is_there()
    {
        if (OperatingSystem.IsWindows())
        {
            // The snippets are for shells.
            return;
        }

        var repo = Repository();

        var github = Titled(".github/workflows/governance.yml");
        var summary = repo.PathOf("summary.md");
        repo.Variables["GITHUB_STEP_SUMMARY"] = summary;
        repo.Variables["GITHUB_BASE_REF"] = "main";
        Program(repo, "gh", $"""
            case "$1 $2" in
              "run list") echo 17;;
              "run download") test "$3" = 17; mkdir -p "$7"; printf '%s' '{NoModels}' > "$7/governance.cdx.json";;
              *) exit 1;;
            esac
            """);
        var steps = Sequence(github, "jobs", "governance", "steps").ToArray();
        foreach (var step in steps)
        {
            Shell(repo, Text(step, "run"));
        }

        Assert.Contains("### AI use", File.ReadAllText(summary), StringComparison.Ordinal);
        Assert.Contains($"model `openai:{Sources.PinnedModel}` | is new", File.ReadAllText(summary), StringComparison.Ordinal);
        Assert.All(steps.Select(s => Text(s, "with", "sarif_file") ?? Text(s, "with", "path")).OfType<string>(), p => Assert.True(repo.Has(p), p));
        // On the first run there is nothing to compare with.
        Program(repo, "gh", "exit 0");
        Shell(repo, Text(steps[^1], "run"));
        Assert.EndsWith("No run on main has kept a bill of materials yet.\n", File.ReadAllText(summary), StringComparison.Ordinal);

        repo.Delete(".governance/report");
        var azure = Titled("azure-pipelines.yml");
        foreach (var step in Sequence(azure, "steps"))
        {
            if (Text(step, "task") == "DownloadPipelineArtifact@2")
            {
                repo.Write($"{Text(step, "inputs", "path")}/governance.cdx.json", NoModels);
            }

            var printed = Shell(repo, Text(step, "script")?.Replace("$(Build.SourcesDirectory)", repo.Folder, StringComparison.Ordinal));
            if (printed.Contains("##vso[task.uploadsummary]", StringComparison.Ordinal))
            {
                Assert.True(File.Exists(Uploaded().Match(printed).Groups[1].Value), printed);
            }

            Assert.All(new[] { Text(step, "publish"), Text(step, "inputs", "testResultsFiles") }.OfType<string>(), p => Assert.True(repo.Has(p), p));
        }

        repo.Delete(".governance/report");
        var gitlab = Titled(".gitlab-ci.yml");
        Program(repo, "curl", $$"""
            while [ $# -gt 0 ]; do if [ "$1" = --output ]; then printf '%s' '{{NoModels}}' > "$2"; fi; last=$1; shift; done
            test "$last" = "https://gitlab/projects/5/jobs/artifacts/main/raw/.governance/report/governance.cdx.json?job=governance"
            """);
        foreach (var (name, value) in new[] { ("CI_API_V4_URL", "https://gitlab"), ("CI_PROJECT_ID", "5"), ("CI_DEFAULT_BRANCH", "main"), ("CI_JOB_TOKEN", "token") })
        {
            repo.Variables[name] = value;
        }

        foreach (var line in Sequence(gitlab, "governance", "script").Concat(Sequence(gitlab, "governance", "after_script")))
        {
            Shell(repo, line.ToString());
        }

        Assert.All(Sequence(gitlab, "governance", "artifacts", "paths").Select(p => p.ToString()), p => Assert.True(repo.Has(p), p));
        Assert.True(repo.Has(Text(gitlab, "governance", "artifacts", "reports", "junit")!));
        Assert.True(repo.Has(Text(gitlab, "governance", "artifacts", "reports", "cyclonedx")!));
        var last = "";
        foreach (var line in Sequence(gitlab, "new-ai-use", "script"))
        {
            last = Shell(repo, line.ToString());
        }

        Assert.Contains("+ model openai:", last, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hooks_keep_a_broken_policy_out()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var repo = Repository();
        Shell(repo, "git init --quiet . && git config user.name Test && git config user.email test@example.com && git config core.hooksPath .githooks");
        repo.Write(".githooks/pre-commit", Block(".githooks/pre-commit"));
        Shell(repo, "chmod +x .githooks/pre-commit");
        var entry = Text(Sequence(Titled(".pre-commit-config.yaml"), "repos").Single()["hooks"][0], "entry");

        Shell(repo, "git add --all && git commit --quiet --message first");
        Shell(repo, entry);
        repo.Write("governance.yml", "schemaVersion: 1\nruls: {}\n");

        repo.Run("bash", "-c", "git add --all && git commit --quiet --message second").Exits(1).Says("GOV0001");
        repo.Run("bash", "-c", entry!).Exits(1).Says("GOV0001");
        Assert.Equal("1", Shell(repo, "git rev-list --count HEAD").Trim());
    }

    /// <summary>A project, and the tool in its manifest as the page puts it there.</summary>
    private Sandbox Repository()
    {
        // The tool has to be in the feed.
        Assert.True(File.Exists(fixture.Tool));
        var repo = fixture.WithApp(Sources.ConsoleWithoutGovernance)
            .Write("App/Program.cs", Sources.PinnedAndLogged)
            .Write(".gitignore", "bin/\nobj/\n")
            .Write("governance.yml", "schemaVersion: 1\nname: shop\nextends: [{ preset: baseline }]\n")
            .Write("governance/models/gpt.md", Sources.Card("openai:" + Sources.PinnedModel));
        Directory.CreateDirectory(repo.PathOf("../bin"));
        // Where .NET remembers local tools, by name and version: what it remembers of another run is gone.
        repo.Variables["DOTNET_CLI_HOME"] = Path.GetFullPath(repo.PathOf("../home"));
        repo.Variables["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false";
        repo.Variables["PATH"] = Path.GetFullPath(repo.PathOf("../bin")) + ":" + Environment.GetEnvironmentVariable("PATH");
        foreach (var command in Installing().Match(Page()).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Shell(repo, command);
        }

        return repo;
    }

    /// <summary>As a build server runs a step: the first command that fails fails it.</summary>
    private static string Shell(Sandbox repo, string? script) =>
        script is null ? "" : repo.Run("bash", "-e", "-o", "pipefail", "-c", script).Exits(0).IsPlain().Output;

    private static void Program(Sandbox repo, string name, string script)
    {
        var file = "../bin/" + name;
        repo.Write(file, "#!/bin/bash\nset -e\n" + script.ReplaceLineEndings("\n") + "\n");
        Shell(repo, "chmod +x " + file);
    }

    private static string Page() => File.ReadAllText(Path.Combine(PackageFixture.Repository, "docs/ci.md")).ReplaceLineEndings("\n");

    private static string Block(string title)
    {
        var block = Regex.Match(Page(), $"^```\\w+ title={Regex.Escape(title)}\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(block.Success, title);
        return block.Groups["text"].Value;
    }

    private static YamlNode Titled(string title)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Block(title)));
        return stream.Documents.Single().RootNode;
    }

    private static YamlNode? Find(YamlNode from, params string[] path)
    {
        var node = from;
        foreach (var key in path)
        {
            if (node is not YamlMappingNode mapping || !mapping.Children.TryGetValue(new YamlScalarNode(key), out node))
            {
                return null;
            }
        }

        return node;
    }

    private static string? Text(YamlNode from, params string[] path) => (Find(from, path) as YamlScalarNode)?.Value;

    private static IEnumerable<YamlNode> Sequence(YamlNode from, params string[] path) => Assert.IsType<YamlSequenceNode>(Find(from, path));

    [GeneratedRegex("```sh\n(dotnet new tool-manifest\n.*?)```", RegexOptions.Singleline)]
    private static partial Regex Installing();

    [GeneratedRegex(@"##vso\[task\.uploadsummary\](\S+)")]
    private static partial Regex Uploaded();
}
