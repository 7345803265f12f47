using System.Linq;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Security;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Policy;

/// <summary>The policy's <c>security:</c>, and the ways of texts in reports.</summary>
public class SecurityEntryTests
{
    [Fact]
    public void Entries_of_all_layers_count_and_survive_the_compiled_policy()
    {
        using var repository = new TemporaryRepository()
            .With("org.yml", "schemaVersion: 1\nsecurity:\n  validators: [{ type: Org.Check, members: [Pass], kinds: [sql] }]\n")
            .With("governance.yml", """
                schemaVersion: 1
                extends: [{ file: org.yml }]
                security:
                  sources: [{ type: Shop.Mail, members: ["Body", "Sub*"], kind: message, description: a mail }]
                  sinks: [{ type: Shop.Page, members: [.ctor], parameter: text, kind: html, whenParameter: format, whenValues: [html, "text/html"], assembly: Shop }]
                """);

        var compiler = repository.Compile();
        Assert.Empty(compiler.PolicyFindings);
        var own = compiler.Compiled.Security.Where(s => s.Source.Length > 0).OrderByDescending(s => s.Section).ThenBy(s => s.Type, System.StringComparer.Ordinal).ToArray();
        Assert.Equal(
            [(SecuritySection.Validators, "Org.Check", "org.yml(3,16)"), (SecuritySection.Sinks, "Shop.Page", "governance.yml(5,11)"), (SecuritySection.Sources, "Shop.Mail", "governance.yml(4,13)")],
            own.Select(s => (s.Section, s.Type, s.Source)));
        var sink = own[1];
        Assert.Equal(("text", "html", "format", "Shop"), (sink.Parameter, sink.Kind, sink.WhenParameter, sink.Assembly));
        Assert.Equal(["html", "text/html"], sink.WhenValues);
        Assert.Equal("a mail", own[2].Description);
        Assert.Equal(ShippedLists.Security().Count + 3, compiler.Compiled.Security.Count);
    }

    [Theory]
    [InlineData("GOV6001", "validators: [{ members: [Pass] }]")]
    [InlineData("GOV6001", "validators: [{ type: A.B, members: [Pass], kinds: [instructions] }]")]
    [InlineData("GOV6002", "validators: [{ type: A.B, members: [Pass], kinds: [sql] }]")]
    [InlineData("GOV6007", "approvals: [{ type: A.B, via: attribute }]")]
    public void What_quietens_a_locked_rule_is_refused(string rule, string entry)
    {
        using var repository = new TemporaryRepository()
            .With("org.yml", $"schemaVersion: 1\nrules:\n  {rule}: {{ severity: warning, locked: true }}\n")
            .With("governance.yml", $"schemaVersion: 1\nextends: [{{ file: org.yml }}]\nsecurity:\n  {entry}\n");

        var compiler = repository.Compile();
        var finding = Assert.Single(compiler.PolicyFindings);
        Assert.Equal(("GOV0003", "governance.yml", 4), (finding.RuleId, finding.Place.Path, finding.Place.Line));
        Assert.Contains($"{rule} ", finding.Message);
        Assert.Contains("is locked by org.yml(3), so no more can count as a check or an approval here", finding.Message);
        Assert.DoesNotContain(compiler.Compiled.Security, s => s.Source.Length > 0);
    }

    [Theory]
    [InlineData("GOV6001", "validators: [{ type: A.B, members: [Pass], kinds: [sql] }]")]
    [InlineData("GOV6002", "validators: [{ type: A.B, members: [Pass], kinds: [instructions] }]")]
    [InlineData("GOV6002", "sinks: [{ type: A.B, members: [Text], kind: sql }]")]
    [InlineData("GOV6001", "sources: [{ type: A.B, kind: http }]")]
    [InlineData("GOV6007", "effects: [{ type: A.B, members: [Run], kind: execute }]")]
    public void What_does_not_is_accepted(string rule, string entry)
    {
        using var repository = new TemporaryRepository()
            .With("org.yml", $"schemaVersion: 1\nrules:\n  {rule}: {{ severity: warning, locked: true }}\n")
            .With("governance.yml", $"schemaVersion: 1\nextends: [{{ file: org.yml }}]\nsecurity:\n  {entry}\n");

        Assert.Empty(repository.Compile().PolicyFindings);
    }

    [Theory]
    [InlineData("sinks: [{ type: A.B, members: [.ctor], kind: sql }]", "A constructor needs 'parameter'")]
    [InlineData("sinks: [{ type: A.B, members: [Run], parameter: x, kind: sql, whenParameter: y }]", "'whenParameter' and 'whenValues' belong together")]
    [InlineData("sinks: [{ type: A.B, members: [Run], parameter: x, kind: squirrel }]", "'squirrel' is not one of")]
    [InlineData("sources: [{ type: A.B, kind: http, via: handler }]", "A source by handler needs 'members'")]
    [InlineData("approvals: [{ members: [Ask], via: wrapper }]", "An approval by wrapper needs 'type'")]
    [InlineData("approvals: [{ type: A.B, via: step }]", "An approval by step needs 'members'")]
    [InlineData("validators: [{ type: A.B }]", "members")]
    [InlineData("validatorz: []", "validators")]
    public void Mistakes_have_a_place(string entry, string message)
    {
        using var repository = new TemporaryRepository().With("governance.yml", $"schemaVersion: 1\nsecurity:\n  {entry}\n");

        var finding = Assert.Single(repository.Compile().PolicyFindings);
        Assert.Equal(("GOV0001", 3), (finding.RuleId, finding.Place.Line));
        Assert.Contains(message, finding.Message);
    }

    [Fact]
    public void The_way_of_a_text_is_in_the_reports()
    {
        FlowStep[] steps = [new(new SourcePlace("src/A b.cs", 3, 5), "request.Query[\"q\"]\tand"), new(new SourcePlace("src/C.cs", 9, 1), "new SystemChatMessage")];
        var fact = new UntrustedFlowFact { Kind = UntrustedFlowFact.Instructions, Origin = "x", Sink = "y", SinkKind = "system", Path = FlowStep.Join(steps), Place = new SourcePlace("src/C.cs", 9, 1) };
        Assert.Equal(steps, FlowStep.Split(fact.Path));
        Assert.Equal(fact, CodeFact.FromProperties(fact.DiagnosticId, fact.ToProperties(), fact.Place));

        using var repository = new TemporaryRepository();
        var finding = repository.Compile().Compiled.Judge(fact).Single(j => j.Rule.Info.Id == "GOV6001").Finding;
        var run = new ProjectRun("src/A.csproj", "net8.0") { Results = [new Result(finding, ResultStatus.Open)], Facts = [fact] };
        var file = System.IO.Path.Combine(repository.Root, "run.json");
        System.IO.File.WriteAllText(file, ProjectRunFile.Write(run));
        Assert.Equal(finding.Path, ProjectRunFile.Read(file)!.Results.Single().Finding.Path);

        var report = new Report("p", "governance.yml", "sha256:0", Severity.Error, CalendarDate.Parse("2026-11-20")) { Results = run.Results };
        var locations = JsonNode.Parse(SarifReport.Write(report))!["runs"]![0]!["results"]![0]!["codeFlows"]![0]!["threadFlows"]![0]!["locations"]!.AsArray();
        Assert.Equal(
            [("src/A%20b.cs", 3, "request.Query[\"q\"]\tand"), ("src/C.cs", 9, "new SystemChatMessage")],
            locations.Select(l => (
                (string)l!["location"]!["physicalLocation"]!["artifactLocation"]!["uri"]!,
                (int)l["location"]!["physicalLocation"]!["region"]!["startLine"]!,
                (string)l["location"]!["message"]!["text"]!)));
        Assert.Equal("new SystemChatMessage", (string?)JsonNode.Parse(JsonReport.Write(report))!["findings"]![0]!["flow"]![1]!["text"]);
    }
}
