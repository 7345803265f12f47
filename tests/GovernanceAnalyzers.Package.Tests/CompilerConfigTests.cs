using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>The analyzer configs that the package passes to the compiler.</summary>
[Collection(Builds.Name)]
public class CompilerConfigTests(PackageFixture fixture)
{
    private const string Prefix = "dotnet_diagnostic.";

    [Fact]
    public void Only_rules_that_are_suggestions_by_default_are_taken_back()
    {
        var repo = fixture.WithApp(Sources.Console).Write("App/Program.cs", Sources.PinnedAndLogged);
        repo.BuildRestored("App");
        using var log = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(repo.Folder, "App/obj/Debug/net10.0/governance.compiler.sarif")));
        var levels = log.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules")
            .EnumerateArray()
            .GroupBy(r => r.GetProperty("id").GetString()!)
            .ToDictionary(g => g.Key, g => Level(g.First()), StringComparer.Ordinal);

        var taken = Taken("suggestions-sdk-10.0.globalconfig").ToArray();

        Assert.All(taken.Where(levels.ContainsKey), id => Assert.Equal("note", levels[id]));
        // If the SDK knew few of them, the list would be for another SDK.
        Assert.True(taken.Count(levels.ContainsKey) > 100, $"The SDK knows {taken.Count(levels.ContainsKey)} of {taken.Length} rules.");
    }

    private static IEnumerable<string> Taken(string file) =>
        File.ReadLines(Path.Combine(PackageFixture.Repository, "src", "GovernanceAnalyzers.Package", "build", "config", file))
            .Where(l => l.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(l => l[Prefix.Length..l.IndexOf(".severity", StringComparison.Ordinal)]);

    private static string Level(JsonElement rule) =>
        rule.TryGetProperty("defaultConfiguration", out var configuration) && configuration.TryGetProperty("level", out var level)
            ? level.GetString()!
            : "warning";
}
