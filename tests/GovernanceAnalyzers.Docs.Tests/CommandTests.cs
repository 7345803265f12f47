using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace GovernanceAnalyzers.Docs.Tests;

/// <summary>Every command of the README is run by some test. The cheap ones are run here.</summary>
public class CommandTests
{
    private static readonly Dictionary<string, string> RunElsewhere = new(StringComparer.Ordinal)
    {
        ["dotnet run --project src/GovernanceAnalyzers.Tool -- check samples/SupportBot"] = "Package.Tests, as a copy of the sample",
        ["dotnet test GovernanceAnalyzers.sln"] = "continuous integration",
        ["dotnet add package GovernanceAnalyzers"] = "Package.Tests, from a folder",
        ["dotnet build"] = "Package.Tests",
        ["dotnet tool install --global GovernanceAnalyzers.Tool"] = "Package.Tests, from a folder and to one",
        ["governance init"] = "Package.Tests, in a copy of a sample",
        ["governance check"] = "Package.Tests, with a path",
        ["governance check --json"] = "Package.Tests, with a path",
    };

    private static readonly Dictionary<string, string> RunHere = new(StringComparer.Ordinal)
    {
        ["governance explain GOV1001"] = "GOV1001 FloatingModelReference: Model reference can change its meaning; a pinned form exists",
        ["governance model check openai:gpt-4.1-2025-04-14 --date 2026-11-20"] = "pinned (assurance B)",
        ["governance check --no-build --evaluation-date 2026-12-31"] = "evaluated on 2026-12-31",
    };

    public static TheoryData<string> Cheap => [.. RunHere.Keys];

    [Fact]
    public void Every_command_of_the_readme_is_on_a_list()
    {
        var commands = FencedBlock.In("README.md")
            .Where(b => b.Language == "sh")
            .SelectMany(b => b.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(RunElsewhere.Keys.Concat(RunHere.Keys).Order(StringComparer.Ordinal), commands.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cheap))]
    public async Task A_cheap_command_does_what_the_readme_says(string command)
    {
        using var folder = new TemporaryFolder();
        foreach (var block in FencedBlock.In("README.md").Where(b => b.Title.Length > 0))
        {
            folder.Write(block.Title, block.Text);
        }

        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in command.Split(' ').Skip(1).Prepend(Repository.Tool))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal("", await error);
        Assert.Contains(RunHere[command], output);
        Assert.Equal(0, process.ExitCode);
    }
}
