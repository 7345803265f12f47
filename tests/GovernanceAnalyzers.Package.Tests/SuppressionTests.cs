using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>Every way to hide a compiler warning, tried on ours: what is not locked is recorded, what is locked counts all the same.</summary>
[Collection(Builds.Name)]
public class SuppressionTests(PackageFixture fixture)
{
    private const string Call = """
        internal static class Chat
        {
            public static object Client() => new OpenAI.Chat.ChatClient("gpt-4o", "key");
        }

        """;

    /// <summary>Folder, program and properties; the line of the model, and the place of what hides it.</summary>
    private static readonly (string Folder, string Code, string Properties, int Line, string Site)[] Ways =
    [
        ("Attribute", Call.Replace("    public", "    [System.Diagnostics.CodeAnalysis.SuppressMessage(\"Models\", \"GOV1001\", Justification = \"Demo\")]\n    public", System.StringComparison.Ordinal), "", 4, "Program.cs(3,6)"),
        ("EditorConfig", Call, "", 3, ".editorconfig(4,1)"),
        ("Global", "[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"GOV1001\", Scope = \"member\", Target = \"~M:Chat.Client\")]\n" + Call, "", 4, "Program.cs(1,12)"),
        ("NoWarn", Call, "<NoWarn>$(NoWarn);GOV1001</NoWarn>", 3, "App.csproj(7,5)"),
        ("Pragma", "#pragma warning disable GOV1001\n" + Call, "", 4, "Program.cs(1,1)"),
        ("PragmaForAll", "#pragma warning disable\n" + Call, "", 4, "Program.cs(1,1)"),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Suppressed_in_code_or_configuration(bool locked)
    {
        var repo = Repository(Ways.Select(w => (w.Folder, w.Code, w.Properties)))
            .Write("EditorConfig/.editorconfig", "root = true\n\n[*.cs]\ndotnet_diagnostic.GOV1001.severity = none\n")
            .Write("governance.yml", Sources.Policy(locked
                ? "rules:\n  GOV1001: { severity: error, locked: true }\n  GOV2001: none\n"
                : "rules:\n  GOV2001: none\n"));

        var build = repo.BuildRestored("All.slnx");

        if (locked)
        {
            build.Exits(1).Finds([.. Ways.Select(w => $"{w.Folder}/Program.cs({w.Line},65): error GOV1001")]);
        }
        else
        {
            build.Exits(0).Finds();
        }

        // Of a locked rule the compiler's log shows even what pragma and configuration hide; only the attribute leaves a trace to report.
        Assert.Equal(Ways.Select(w => $"{w.Folder}/Program.cs({w.Line},65): GOV1001 {(locked ? "open" : "suppressed")}"), repo.Reported().Where(r => r.Contains("GOV1001", System.StringComparison.Ordinal)));
        var said = repo.Reported().Where(r => r.Contains("GOV0008", System.StringComparison.Ordinal));
        Assert.Equal(Ways.Where(w => !locked || w.Folder is "Attribute" or "Global").Select(w => $"{w.Folder}/{w.Site}: GOV0008 open"), said);
        Assert.All(
            repo.Report["findings"]!.AsArray().Where(f => (string)f!["rule"]! == "GOV0008"),
            f => Assert.Contains($"which hides a finding ({((string)f!["path"]!).Split('/')[0]}/Program.cs(", (string)f["message"]!, System.StringComparison.Ordinal));
        if (!locked)
        {
            Assert.Equal("Demo", (string?)repo.Report["findings"]!.AsArray().Single(f => (string)f!["path"]! == "Attribute/Program.cs" && (string)f["rule"]! == "GOV1001")!["reason"]);
        }
    }

    [Fact]
    public void Switched_off_analyzers_fail_the_build()
    {
        var repo = Repository(
        [
            ("All", Call, "<RunAnalyzers>false</RunAnalyzers>"),
            ("Builds", Call, "<RunAnalyzersDuringBuild>false</RunAnalyzersDuringBuild>"),
        ]);

        repo.BuildRestored("All.slnx").Exits(1).IsPlain().Finds("All/App.csproj: error GOV0009", "Builds/App.csproj: error GOV0009");
        // A second build says so again.
        repo.BuildRestored("All.slnx").Exits(1).Finds("All/App.csproj: error GOV0009", "Builds/App.csproj: error GOV0009");
        Assert.All(repo.Report["projects"]!.AsArray(), p => Assert.False((bool)p!["completed"]!));
        Assert.False((bool)repo.Sarif["invocations"]![0]!["executionSuccessful"]!);
    }

    private Sandbox Repository(IEnumerable<(string Folder, string Code, string Properties)> projects)
    {
        var repo = fixture.Empty();
        foreach (var (folder, code, properties) in projects)
        {
            fixture.AddApp(repo, folder, Sources.Console);
            var project = Sources.Project("Library", Sources.OpenAI + "\n    " + Sources.Governance, properties);
            repo.Write(folder + "/App.csproj", project).Write(folder + "/Program.cs", code);
        }

        return repo.WriteSolution();
    }
}
