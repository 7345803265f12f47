using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>Which of our assemblies a compiler is given: loading one costs time, and most projects of a solution have no AI in them.</summary>
[Collection(Builds.Name)]
public class LoadedAnalyzersTests(PackageFixture fixture)
{
    private static readonly string[] Editing = ["-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true"];

    [Fact]
    public void A_compiler_loads_what_it_has_work_for_and_an_editor_everything()
    {
        var withAi = fixture.WithApp(Sources.Console).Write("App/Program.cs", Sources.PinnedAndLogged);
        Assert.Equal(["GovernanceAnalyzers", "GovernanceAnalyzers.Core"], Loaded(withAi));
        Assert.Equal(["GovernanceAnalyzers", "GovernanceAnalyzers.Core"], Loaded(withAi, WithoutNativeCode));
        Assert.Equal(["GovernanceAnalyzers", "GovernanceAnalyzers.CodeFixes", "GovernanceAnalyzers.Core"], Loaded(withAi, Editing));
        Assert.Empty(Loaded(withAi, "-p:GovernanceEnabled=false"));

        var withoutAi = fixture.WithApp(Sources.ConsoleWithoutAi).Write("App/Program.cs", "System.Console.WriteLine();");
        Assert.Empty(Loaded(withoutAi));
        Assert.Equal(["GovernanceAnalyzers", "GovernanceAnalyzers.CodeFixes", "GovernanceAnalyzers.Core"], Loaded(withoutAi, Editing));
    }

    /// <summary>Whoever takes the package's analyzers away gets none by another way.</summary>
    [Fact]
    public void Analyzers_that_are_taken_away_stay_away()
    {
        var app = fixture.WithApp(Sources.Console)
            .Write("App/Program.cs", Sources.PinnedAndLogged)
            .Write("App/Directory.Build.targets", """
                <Project>
                  <Target Name="NoAnalyzers" BeforeTargets="_GovernanceLeaveOutAnalyzers"><ItemGroup><Analyzer Remove="@(Analyzer)" /></ItemGroup></Target>
                </Project>
                """);

        // The gate would say that nothing looked at the code.
        Assert.Empty(Loaded(app, "-p:GovernanceGate=false"));
    }

    /// <summary>As on every platform that there is no native code for.</summary>
    internal const string WithoutNativeCode = "-p:_GovernancePlatform=";

    private static string[] Loaded(Sandbox repo, params string[] more)
    {
        var output = repo.Dotnet(["msbuild", "App", "-t:Compile", "-getItem:Analyzer", .. more]).Exits(0).StandardOutput;
        return JsonNode.Parse(output)!["Items"]!["Analyzer"]!.AsArray()
            .Select(a => Path.GetFileNameWithoutExtension((string)a!["Identity"]!))
            .Where(n => n.StartsWith("GovernanceAnalyzers", System.StringComparison.Ordinal))
            .Order()
            .ToArray();
    }
}
