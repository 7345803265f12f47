using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Engine.Gate;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Gate;

/// <summary>Where GOV0008 stands, and what it says.</summary>
public class SuppressionPlaceTests
{
    private const string Unlocked = "schemaVersion: 1\nrules: { GOV2001: none, GOV0008: warning }\n";
    private const string Locked = "schemaVersion: 1\nrules: { GOV2001: none, GOV0008: warning, GOV1001: { severity: error, locked: true } }\n";
    private const string Project = "App/App.csproj";

    [Fact]
    public void One_finding_per_directive_names_what_it_hides()
    {
        using var repository = Repository(Unlocked);
        var run = Gate(repository, [3, 5, 7, 9], suppressed: true, SuppressionFact.Pragma, 1);

        var finding = Assert.Single(run.Results, r => r.Finding.RuleId == "GOV0008").Finding;
        Assert.Equal(("App/Program.cs", 1, 1, "GOV1001", "openai:gpt-4o"), (finding.Place.Path, finding.Place.Line, finding.Place.Column, finding.Subject, finding.Model));
        Assert.Equal(
            "GOV1001 is suppressed here by #pragma warning disable, which hides 4 findings (App/Program.cs(3), App/Program.cs(5), App/Program.cs(7) and 1 more) that no waiver covers. Use a waiver, which has an owner, a reason and an end. [governance.yml(2)]",
            finding.Message);
        Assert.All(
            run.Results.Where(r => r.Finding.RuleId == "GOV1001"),
            r => Assert.Equal((ResultStatus.Suppressed, "by #pragma warning disable, App/Program.cs(1,1)", "because"), (r.Status, r.By, r.Reason)));
    }

    [Theory]
    [InlineData(SuppressionFact.PragmaForAll, "by a #pragma warning disable that names no rule, which hides a finding (App/Program.cs(3)) that no waiver covers.")]
    [InlineData(SuppressionFact.Attribute, "by [SuppressMessage], which hides a finding (App/Program.cs(3)) that no waiver covers.")]
    public void Each_way_has_its_words(string kind, string part)
    {
        using var repository = Repository(Unlocked);
        Assert.Contains(part, Assert.Single(Gate(repository, [3], suppressed: true, kind, 1).Results, r => r.Finding.RuleId == "GOV0008").Finding.Message);
    }

    [Fact]
    public void A_locked_rule_counts_and_the_suppression_is_said_to_be_useless()
    {
        using var repository = Repository(Locked);
        var run = Gate(repository, [3], suppressed: true, SuppressionFact.Attribute, 2);

        Assert.Equal(ResultStatus.Open, Assert.Single(run.Results, r => r.Finding.RuleId == "GOV1001").Status);
        var finding = Assert.Single(run.Results, r => r.Finding.RuleId == "GOV0008").Finding;
        Assert.Equal(2, finding.Place.Line);
        Assert.Contains("; the rule is locked, so it counts all the same.", finding.Message);
    }

    [Fact]
    public void Waived_findings_need_no_word_about_their_suppression()
    {
        using var repository = Repository(Unlocked)
            .With("governance/waivers.yml", "schemaVersion: 1\nwaivers:\n  - { id: W1, rule: GOV1001, scope: { path: App/ }, reason: r, owner: o, expires: 2026-12-31 }\n");

        Assert.DoesNotContain(Gate(repository, [3], suppressed: true, SuppressionFact.Pragma, 1).Results, r => r.Finding.RuleId == "GOV0008");
    }

    [Fact]
    public void A_directive_that_hides_nothing_is_no_finding()
    {
        using var repository = Repository(Unlocked);
        Assert.DoesNotContain(Gate(repository, [3], suppressed: false, SuppressionFact.Pragma, 1).Results, r => r.Finding.RuleId == "GOV0008");
    }

    [Fact]
    public void Places_survive_the_file()
    {
        using var repository = Repository(Unlocked).With("run.json", "");
        var run = Gate(repository, [3], suppressed: true, SuppressionFact.Pragma, 1);
        Assert.DoesNotContain(run.Facts, f => f is SuppressionFact);
        var file = System.IO.Path.Combine(repository.Root, "run.json");
        System.IO.File.WriteAllText(file, ProjectRunFile.Write(run));

        var read = ProjectRunFile.Read(file)!;

        Assert.Equal(run.Suppressions, read.Suppressions);
        Assert.Equal(run.Results, ProjectGate.Judge(read, repository.Compile().Compiled).Results);
    }

    [Fact]
    public void A_suppression_for_several_projects_is_one_finding_of_the_report()
    {
        using var repository = Repository(Unlocked)
            .With("Directory.Build.props", "<Project>\n  <PropertyGroup>\n    <NoWarn>$(NoWarn);GOV1001</NoWarn>\n  </PropertyGroup>\n</Project>\n")
            .With("Other/Other.csproj", "<Project />");
        var policy = repository.Compile();
        var store = new ReportStore(repository.Tree());
        store.Record(Gate(repository, [3], null, "", 0), "", policy);
        store.Record(Gate(repository, [4], null, "", 0, "Other/Other.csproj"), "", policy);

        var finding = Assert.Single(store.Update(policy).Results, r => r.Finding.RuleId == "GOV0008").Finding;

        Assert.Equal("Directory.Build.props(3,5)", finding.Place.ToString());
        Assert.Contains("GOV1001 is suppressed here by NoWarn, which hides 2 findings (App/Program.cs(3), Other/Program.cs(4)) that no waiver covers.", finding.Message);
    }

    public static TheoryData<string, string, string> Configurations() => new()
    {
        { ".editorconfig", "root = true\n[*.cs]\n# GOV1001\n  dotnet_diagnostic.GOV1001.severity = none # why\n", ".editorconfig(4,3) by .editorconfig" },
        { "App/.editorconfig", "[*.{vb,cs}]\ndotnet_diagnostic.gov1001.severity=silent\n", "App/.editorconfig(2,1) by .editorconfig" },
        { "App/.editorconfig", "[*]\ndotnet_analyzer_diagnostic.severity = none\n", "App/.editorconfig(2,1) by .editorconfig" },
        { "App/.editorconfig", "[Program.cs]\ndotnet_analyzer_diagnostic.category-Models.severity = none\n", "App/.editorconfig(2,1) by .editorconfig" },
        { "App/.editorconfig", "[*.vb]\ndotnet_diagnostic.GOV1001.severity = none\n", "" },
        { "App/.editorconfig", "[*.cs]\ndotnet_diagnostic.GOV1002.severity = none\n", "" },
        { "App/.editorconfig", "[*.cs]\ndotnet_diagnostic.GOV1001.severity = none\ndotnet_diagnostic.GOV1001.severity = warning\n", "" },
        { "Other/.editorconfig", "[*.cs]\ndotnet_diagnostic.GOV1001.severity = none\n", "" },
        { ".globalconfig", "is_global = true\ndotnet_diagnostic.GOV1001.severity = none\n", ".globalconfig(2,1) by a global analyzer config" },
        { "App/App.csproj", "<Project>\n  <PropertyGroup>\n    <NoWarn>\n      CS1591;GOV1001\n    </NoWarn>\n  </PropertyGroup>\n</Project>", "App/App.csproj(3,5) by NoWarn" },
        { "App/App.csproj", "<Project>\n  <!-- <NoWarn>GOV1001</NoWarn> -->\n</Project>", "" },
        { "App/App.csproj", "<Project>\n  <PropertyGroup><NoWarn>GOV10012</NoWarn></PropertyGroup>\n</Project>", "" },
        { "App/App.csproj", "<Project>\n  <NoWarn>GOV1001", "" },
        { "Directory.Build.targets", "<Project><PropertyGroup><NoWarn>gov1001,CS1</NoWarn></PropertyGroup></Project>", "Directory.Build.targets(1,25) by NoWarn" },
        { "Directory.Build.props", "<Project><PropertyGroup><CodeAnalysisRuleSet>$(MSBuildThisFileDirectory)App/App.csproj</CodeAnalysisRuleSet></PropertyGroup></Project>", "" },
    };

    [Theory]
    [MemberData(nameof(Configurations))]
    public void What_is_set_in_configuration_is_found_where_it_stands(string path, string text, string expected)
    {
        using var repository = Repository(Unlocked).With(path, text);

        var finding = Assert.Single(Gate(repository, [3], null, "", 0).Results, r => r.Finding.RuleId == "GOV0008").Finding;

        if (expected.Length == 0)
        {
            Assert.Equal("App/Program.cs(3,9)", finding.Place.ToString());
            Assert.StartsWith("GOV1001 is suppressed here in configuration, by NoWarn, .editorconfig or a global analyzer config, and no waiver covers it.", finding.Message);
        }
        else
        {
            Assert.Equal(expected.Split(' ')[0], finding.Place.ToString());
            Assert.Contains($"is suppressed here {expected.Substring(expected.IndexOf(' ') + 1)}, which hides a finding (App/Program.cs(3))", finding.Message);
        }
    }

    [Fact]
    public void A_rule_set_is_found_and_the_nearest_editorconfig_decides()
    {
        using var repository = Repository(Unlocked)
            .With("Directory.Build.props", "<Project><PropertyGroup><CodeAnalysisRuleSet>$(MSBuildThisFileDirectory)eng\\our.ruleset</CodeAnalysisRuleSet></PropertyGroup></Project>")
            .With("eng/our.ruleset", "<RuleSet>\n  <Rules>\n    <Rule Id=\"GOV1001\" Action=\"None\" />\n  </Rules>\n</RuleSet>\n")
            .With(".editorconfig", "[*.cs]\ndotnet_diagnostic.GOV1001.severity = none\n")
            .With("App/.editorconfig", "[*.cs]\ndotnet_diagnostic.GOV1001.severity = warning\n");

        Assert.Equal("eng/our.ruleset(3,5)", Place());

        // What lies above a root does not apply.
        repository.With("App/.editorconfig", "root=true\n");
        Assert.Equal("eng/our.ruleset(3,5)", Place());

        repository.With("App/.editorconfig", "");
        Assert.Equal(".editorconfig(2,1)", Place());

        string Place() => Assert.Single(Gate(repository, [3], null, "", 0).Results, r => r.Finding.RuleId == "GOV0008").Finding.Place.ToString();
    }

    private static TemporaryRepository Repository(string policy) =>
        new TemporaryRepository().With("governance.yml", policy).With(Project, "<Project />");

    /// <param name="suppressed">As the compiler's log marks it; null when the log has no result.</param>
    /// <param name="site">Line of the directive or attribute.</param>
    private static ProjectRun Gate(TemporaryRepository repository, int[] lines, bool? suppressed, string kind, int site, string project = Project)
    {
        var compiled = repository.Compile().Compiled;
        var file = $"{repository.Root}/{project.Split('/')[0]}/Program.cs";
        var log = new List<CompilerResult>();
        foreach (var line in lines)
        {
            log.Add(Result(FactIds.ModelReference, line, false, new ModelReferenceFact { Provider = "openai", Value = "gpt-4o", Sink = "new ChatClient" }));
            if (kind.Length > 0)
            {
                log.Add(Result(FactIds.Suppression, line, true, new SuppressionFact { Rule = "GOV1001", Kind = kind, Site = new SourcePlace("App/Program.cs", site, 1) }));
            }

            if (suppressed is { } isSuppressed)
            {
                log.Add(Result("GOV1001", line, isSuppressed, null));
            }
        }

        log.Add(new CompilerResult(FactIds.AnalysisCompleted, "", "", 0, 0, false, "", new AnalysisCompleted("App", compiled.Digest, lines.Length, 0, 0).ToProperties()));
        return ProjectGate.Run(project, "net10.0", repository.Tree(), compiled, log, "");

        CompilerResult Result(string id, int line, bool isSuppressed, CodeFact? fact) =>
            new(id, "m", file, line, 9, isSuppressed, isSuppressed ? "because" : "", fact?.ToProperties() ?? new Dictionary<string, string>());
    }
}
