using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Reports.Tests;

/// <summary>What a repository may look like, made by hand: with everything that a report can tell.</summary>
internal static class Postures
{
    /// <summary>What no report may let out of its place.</summary>
    public const string Hostile = "</script><img src=x onerror=alert(1)>|`*[a](b)\u001b[31m\u202e\"'&\\ é 模型";

    public static CalendarDate Day(string text = "2026-11-20") => CalendarDate.Parse(text);

    /// <param name="text">Goes wherever a person or a file can put text.</param>
    public static RepositoryPosture Full(string repository = "contoso/loans", string date = "2026-11-20", string text = "a text", string commit = "0123456789012345678901234567890123456789")
    {
        var place = new SourcePlace("src/" + text + ".cs", 12, 5);
        Result[] results =
        [
            new(new Finding("GOV1001", Severity.Error, text + " is floating.", place, text) { Model = "openai:gpt-4o", Symbol = "A.B()", PolicyPlace = "governance.yml(3)" }, ResultStatus.Open),
            new(new Finding("GOV3002", Severity.Warning, text + " has no licence.", new SourcePlace("governance/datasets/a.yml"), text) { Dataset = "a", Requirement = "licence" }, ResultStatus.Waived, "w1", text),
            new(
                new Finding("GOV6001", Severity.Suggestion, text, place, text) { Path = FlowStep.Join([new FlowStep(place, "from " + text), new FlowStep(new SourcePlace("b.cs", 2), "to")]) },
                ResultStatus.Suppressed,
                "by #pragma",
                text),
            new(new Finding("GOV5001", Severity.Warning, text, place, text), ResultStatus.Baselined, "baseline", text),
        ];
        var prints = Fingerprints.Of(results);
        var control = ShippedControls.Load().First(c => c.Checks.Any(k => k.Rule.Length > 0));
        var standard = ShippedStandards.Instance.All.First();
        ControlPosture[] controls = [new(control, Assessment.Fail, [.. control.Checks.Select((c, i) => new CheckPosture(c, i == 0 ? Assessment.Fail : Assessment.NotAssessed, text, i == 0 ? [1] : []))])];
        StandardPosture[] standards = [new(standard, [.. standard.Controls.Take(2).Select((c, i) => new ClausePosture(c, i == 0 ? Assessment.Fail : Assessment.NotApplicable, i == 0 ? [control.Id] : [], i == 0 ? [1] : []))])];
        var use = new ModelUse(place, "A.B()", "OpenAI.Chat.ChatClient(model)", "openai", "src/App.csproj");
        var waiver = new Waiver("w1", "GOV3002", text, "ada@contoso.example", Day("2026-12-20"))
        {
            Path = "governance/**",
            Model = text,
            Dataset = "a",
            Requirement = "licence",
            Symbol = "A.*",
            ApprovedBy = "grace@contoso.example",
            ApprovedOn = Day("2026-10-01"),
            Ticket = text,
            Place = new SourcePlace("governance/waivers.yml", 3, 5),
        };
        return new RepositoryPosture(new Report("contoso-ai", "governance.yml", "d1", Severity.Error, Day(date))
        {
            PolicySha256 = new string('a', 64),
            Profile = "release",
            Layers = [new("Contoso.AiPolicy", "2.1.0", new string('b', 64), new SourcePlace("governance.yml", 4)), new("preset iso-42001", "", new string('c', 64), new SourcePlace(""))],
            Projects = [new("src/App.csproj", "net10.0"), new("src/Broken.csproj", "net10.0") { Incomplete = text }],
            Results = results,
        })
        {
            Identity = new(repository, commit),
            Findings = [.. results.Select((r, i) => new FindingEntry(i + 1, r, prints[i])
            {
                Blocks = i == 0,
                Systems = ["loans"],
                Owner = text,
                Controls = [control.Id],
                Clauses = [standard.Name + " " + standard.Controls[0].Id],
            })],
            Systems = [new("loans", Assessment.Fail)
            {
                Title = text,
                Tier = RiskTier.High,
                Owner = "ada@contoso.example",
                Place = new SourcePlace("governance/register.yml", 2, 5),
                Paths = ["src/**"],
                Models = ["openai:gpt-4o"],
                Blockers = [1],
                Findings = [1, 2, 3, 4],
                Controls = controls,
                Standards = standards,
            }],
            Controls = controls,
            Standards = standards,
            Models =
            [
                new("openai:gpt-4o")
                {
                    Provider = "openai",
                    Reference = "gpt-4o",
                    RegisterId = "chat",
                    RegisterPlace = new SourcePlace("governance/register.yml", 9, 3),
                    Owner = text,
                    Origin = "hosted",
                    Systems = ["loans"],
                    Deployments = [text],
                    Serves = "openai:gpt-4o-2024-08-06",
                    Card = "governance/models/chat.md",
                    Licence = text,
                    Verdict = "floating",
                    VerdictReason = text,
                    Retires = Day("2027-03-01"),
                    Replacement = "gpt-5",
                    GuaranteedUntil = Day("2027-01-01"),
                    Uses = [use],
                    Artefacts = [new("models/a.onnx", new string('d', 64))],
                    Findings = [1],
                },
                new("mistral-7b") { Reference = "mistral-7b" },
            ],
            Datasets = [new("a", "governance/datasets/a.yml")
            {
                Title = text,
                Licences = [text],
                SpdxLicences = ["MIT"],
                Owner = text,
                Version = "1",
                Origin = text,
                PersonalData = "none",
                Use = ["training"],
                Urls = ["https://data.example/a"],
                Files = [new("data/*.csv", "")],
                Uses = [use],
                Findings = [2],
            }],
            Evaluations = [new("governance/evaluations/a.yml", "openai:gpt-4o", Day("2026-10-01"))
            {
                Tool = text,
                Environment = "test",
                Dataset = "a",
                SignedBy = text,
                ReviewedBy = text,
                IsNewest = true,
                Metrics =
                [
                    new("accuracy", "0.91", 0.91m, place) { Slice = "gender=female", Samples = 120, Low = 0.9m, High = 0.92m, IsLowerBetter = false, AtLeast = 0.9m, Requirements = ["acc"], State = Assessment.Pass },
                    new("latency_p95", "900ms", 0.9m, place) { IsDuration = true, IsComputed = true, AtMost = 1m },
                ],
            }],
            Requirements =
            [
                new("licence", "a", Assessment.Waived) { Title = text, Place = "governance.yml(30)", Systems = ["loans"], Clauses = ["EU AI Act Art. 10"], Evidence = [text], Findings = [2] },
                new("none", "b", Assessment.NotApplicable) { NotApplicableReason = text },
            ],
            Waivers = [new(waiver, true, 30, [2])],
            Evidence = [new("governance/models/chat.md", new string('e', 64))],
            Blockers = [1],
            NotKnown = "",
        };
    }

    /// <summary>Of the size that a busy repository has.</summary>
    public static RepositoryPosture Big(string repository, int findings, int models) => Full(repository) is var full
        ? full with
        {
            Findings = [.. Enumerable.Range(1, findings).Select(i => full.Findings[i % 4] with { Number = i, Fingerprint = i.ToString("x32", CultureInfo.InvariantCulture) })],
            Models = [.. Enumerable.Range(0, models).Select(i => full.Models[0] with { Name = "openai:model-" + i.ToString("00", CultureInfo.InvariantCulture) })],
        }
        : throw new System.InvalidOperationException();
}
