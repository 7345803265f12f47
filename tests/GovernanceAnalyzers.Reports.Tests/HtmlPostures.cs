using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Reports.Tests;

/// <summary>Postures made by hand, for what real repositories seldom have all at once.</summary>
internal static class HtmlPostures
{
    public static readonly CalendarDate Today = CalendarDate.Parse("2026-11-20");

    /// <summary>Something of everything: two systems, all six states, limits met and missed, groups, waivers that end, models that ended.</summary>
    public static RepositoryPosture Everything(Func<string, string>? spoil = null, int findings = 0)
    {
        var text = spoil ?? (t => t);
        var results = Findings(text).Concat(Enumerable.Range(0, findings).Select(Made)).ToArray();
        var entries = results
            .Zip(Fingerprints.Of(results.Select(r => r.Result)), (r, f) => (r.Result, r.Owner, r.System, r.Control, Fingerprint: f))
            .Select((r, i) => new FindingEntry(i + 1, r.Result, r.Fingerprint)
            {
                Blocks = r.Result.Status == ResultStatus.Open && r.Result.Finding.Severity == Severity.Error,
                Owner = r.Owner,
                Systems = r.System.Length == 0 ? ["chat", "loans"] : [r.System],
                Controls = [r.Control],
                Clauses = ["ISO/IEC 42001:2023 A.6.2.5", "ISO/IEC 42001:2023 A.10.3", "NIST AI RMF 1.0 MANAGE 3.2", "EU AI Act Art. 12"],
            })
            .ToArray();
        var report = new Report("contoso-services", "governance.yml", "sha256:" + Sha256Text.Hex("policy"), Severity.Error, Today)
        {
            PolicySha256 = Sha256Text.Hex("file"),
            Layers =
            [
                new PolicyLayer(text("Contoso.AiPolicy/governance.yml"), "1.0.0", Sha256Text.Hex("layer"), new SourcePlace("governance.yml", 6, 5)),
                new PolicyLayer("preset baseline", "", Sha256Text.Hex("preset"), new SourcePlace("")),
            ],
            Projects =
            [
                new ProjectRun("src/Chat/Chat.csproj", "net10.0") { Completed = new AnalysisCompleted("Chat", "x", 4, 7, 0) },
                new ProjectRun(text("src/Loans/Loans.csproj"), "net8.0") { Incomplete = text("RunAnalyzers is false, so nothing was analysed") },
            ],
            Results = [.. entries.Select(e => e.Result)],
        };
        var controls = Controls(entries, shift: 0);
        return new RepositoryPosture(report)
        {
            Identity = new RepositoryIdentity(text("contoso/services"), Sha256Text.Hex("commit").Substring(0, 40)),
            Findings = entries,
            Blockers = [.. entries.Where(e => e.Blocks).Select(e => e.Number)],
            Controls = controls,
            Standards = Standards(controls),
            Systems =
            [
                System("chat", text("Support chat"), RiskTier.Limited, text("chat@contoso.example"), entries, shift: 1),
                System("loans", text("Loan risk"), RiskTier.High, "", entries, shift: 2),
            ],
            Models = Models(text),
            Datasets =
            [
                new DatasetEntry("tickets", "governance/datasets/tickets.yml")
                {
                    Title = text("Tickets of 2025"), Licences = ["CC-BY-4.0"], Owner = "data@contoso.example", Version = "2026-10", PersonalData = text("pseudonymised"),
                    Use = ["evaluation", "training"], Urls = [text("https://data.example/tickets")], Files = [new EvidenceDigest("data/tickets.csv", Sha256Text.Hex("tickets"))],
                },
            ],
            Evaluations = Evaluations(text),
            Requirements =
            [
                new RequirementEntry("rollback-plan", "loans", Assessment.Fail) { Title = text("Rollback plan"), Place = "preset baseline(129)", Systems = ["loans"], Clauses = ["ISO/IEC 42001:2023 A.6.2.5"], Findings = [2] },
                new RequirementEntry("risk-register", "chat", Assessment.Pass) { Title = "Risk register", Place = "preset baseline(295)", Evidence = [text("governance/risk/register.yml")] },
                new RequirementEntry("prompt-injection", "loans", Assessment.NotApplicable) { Title = "Prompt injection", NotApplicableReason = text("The model takes four numbers and no text.") },
            ],
            Waivers = Waivers(text, entries),
            Evidence = [new EvidenceDigest(text("governance/evaluations/chat.yml"), Sha256Text.Hex("chat")), new EvidenceDigest("governance/models/chat.md", "")],
        };
    }

    /// <summary>Nothing blocks, and everything was looked at.</summary>
    public static RepositoryPosture Clean() => Everything() with { Findings = [], Blockers = [], MayShip = true, Report = Everything().Report with { Results = [] } };

    /// <summary>As it is where nobody ever ran anything.</summary>
    public static RepositoryPosture Empty() => new(new Report("baseline", "", "sha256:0", Severity.Error, Today)) { NotKnown = "no project was analysed" };

    private static IEnumerable<(Result Result, string Owner, string System, string Control)> Findings(Func<string, string> text)
    {
        var path = FlowStep.Join(
        [
            new FlowStep(new SourcePlace("src/Chat/Api.cs", 14, 20), text("the request's text")),
            new FlowStep(new SourcePlace("src/Chat/Prompt.cs", 31, 9), "is put into the instructions"),
        ]);
        yield return (new Result(
            new Finding("GOV1001", Severity.Error, text("Model reference \"gpt-5\" is floating: OpenAI may move a name without a date to a newer snapshot. Pin it, for example to \"gpt-5-2025-08-07\". [governance.yml(8)]"), new SourcePlace(text("src/Chat/Clients.cs"), 21, 13), text("openai:gpt-5"))
            {
                PolicyPlace = "governance.yml(8)", Model = text("openai:gpt-5"), Symbol = text("Chat.Clients.Reasoning()"),
            },
            ResultStatus.Open), text("chat@contoso.example"), "chat", "C02");
        yield return (new Result(
            new Finding("GOV2006", Severity.Warning, "Rollback plan: no file matches governance/operations/rollback.*. Add one with owner, steps, target. (rollback-plan) [preset baseline(129)]", new SourcePlace("governance/operations/rollback.*"), "rollback-plan")
            {
                PolicyPlace = "preset baseline(129)", Requirement = "rollback-plan",
            },
            ResultStatus.Open), "", "loans", "C04");
        yield return (new Result(
            new Finding("GOV6001", Severity.Error, text("Text of the request becomes part of the instructions."), new SourcePlace("src/Chat/Prompt.cs", 31, 9), "prompt") { Path = path, PolicyPlace = "preset baseline(80)" },
            ResultStatus.Open), text("chat@contoso.example"), "chat", "C60");
        yield return (new Result(
            new Finding("GOV1004", Severity.Error, "Model reference \"chatgpt-4o-latest\" was retired by OpenAI on 2026-02-17: requests fail.", new SourcePlace("src/Loans/Program.cs", 15, 53), "openai:chatgpt-4o-latest"),
            ResultStatus.Waived, text("preview-alias"), text("The preview compares every new release with the answers in production.")), "loans@contoso.example", "loans", "C03");
        yield return (new Result(
            new Finding("GOV5002", Severity.Suggestion, "Call to ChatClient.CompleteChatAsync sets no limit on the output.", new SourcePlace("src/Loans/Letters.cs", 29, 44), "letters"),
            ResultStatus.Baselined, "governance/baseline.json", "known since 2026-09-01"), "loans@contoso.example", "loans", "C50");
        yield return (new Result(
            new Finding("GOV5003", Severity.Warning, "Call to ChatClient.CompleteChatAsync has neither timeout nor cancellation.", new SourcePlace("src/Loans/Letters.cs", 29, 44), "letters"),
            ResultStatus.Suppressed, "by #pragma", text("batch job")), "loans@contoso.example", "loans", "C51");
    }

    private static (Result Result, string Owner, string System, string Control) Made(int number)
    {
        var rules = new[] { "GOV1001", "GOV2001", "GOV4001", "GOV5001", "GOV6003" };
        var n = number.ToString("0000", CultureInfo.InvariantCulture);
        var rule = rules[number % rules.Length];
        var finding = new Finding(
            rule,
            (Severity)(1 + (number % 3)),
            $"Model reference \"model-{n}\" in service {number % 40} is not as the policy asks: the reason is one of several, and takes a line to say. Change it to one that is. [governance.yml({number % 90})]",
            new SourcePlace($"src/Service{number % 40}/Part{number % 7}/File{n}.cs", 10 + (number % 300), 9),
            "subject " + n)
        { PolicyPlace = $"governance.yml({number % 90})", Symbol = $"Service{number % 40}.Part.Method{n}(string)", Model = "openai:model-" + n };
        return (new Result(finding, ResultStatus.Open), $"team{number % 12}@contoso.example", number % 2 == 0 ? "chat" : "loans", "C0" + (1 + (number % 9)));
    }

    private static SystemPosture System(string id, string title, RiskTier tier, string owner, IReadOnlyList<FindingEntry> entries, int shift)
    {
        var own = entries.Where(e => e.Systems.Contains(id)).ToArray();
        var controls = Controls(entries, shift);
        return new SystemPosture(id, Assessment.Fail)
        {
            Title = title, Tier = tier, Owner = owner, Place = new SourcePlace("governance/register.yml", 3, 5), Models = ["openai:gpt-5"],
            MayShip = !own.Any(e => e.Blocks), Blockers = [.. own.Where(e => e.Blocks).Select(e => e.Number)], Findings = [.. own.Select(e => e.Number)],
            Controls = controls, Standards = Standards(controls),
        };
    }

    private static ControlPosture[] Controls(IReadOnlyList<FindingEntry> entries, int shift) => [.. ShippedControls.Load().Select((c, i) =>
    {
        var findings = entries.Where(e => e.Controls.Contains(c.Id)).Select(e => e.Number).ToArray();
        var state = findings.Length > 0 ? Assessment.Fail : (((i * 7) + shift) % 11) switch
        {
            0 => Assessment.Waived,
            1 => Assessment.Baselined,
            2 or 3 or 4 => Assessment.NotAssessed,
            5 or 6 => Assessment.NotApplicable,
            _ => Assessment.Pass,
        };
        return new ControlPosture(c, state, [.. c.Checks.Select(k => new CheckPosture(k, state, state == Assessment.NotAssessed ? "the policy does not ask for it" : "", findings))]);
    })];

    private static StandardPosture[] Standards(IReadOnlyList<ControlPosture> controls) => [.. ShippedStandards.Instance.All.Select(s => new StandardPosture(s, [.. s.Controls.Select(c =>
    {
        var relevant = controls.Where(k => k.Control.RelevantFor.Any(r => r == $"{s.Name} {c.Id}")).ToArray();
        return new ClausePosture(
            c,
            relevant.Length == 0 ? Assessment.NotAssessed : relevant.Max(k => k.State),
            [.. relevant.Select(k => k.Control.Id)],
            [.. relevant.SelectMany(k => k.Checks.SelectMany(h => h.Findings)).Distinct().OrderBy(n => n)]);
    })]))];

    private static ModelEntry[] Models(Func<string, string> text) =>
    [
        Model("anthropic:claude-opus-4-8", "pinned", null),
        Model("openai:chatgpt-4o-latest", "floating", "2026-02-17") with { IsRetired = true, Uses = [Use("src/Loans/Program.cs", 15), Use("src/Loans/Letters.cs", 8), Use("src/Loans/More.cs", 3)] },
        Model(text("openai:gpt-4.1-2025-04-14"), "pinned", "2027-01-14") with { Replacement = text("gpt-6-luna"), GuaranteedUntil = CalendarDate.Parse("2026-12-20") },
        Model("openai:gpt-5", "floating", "2026-12-11") with { Replacement = "gpt-5.6-sol" },
        Model("openai:text-embedding-3-large", "unpinnable", "2028-06-01"),
    ];

    private static ModelEntry Model(string name, string verdict, string? retires) => new(name)
    {
        Provider = name.Split(':')[0], Reference = name.Substring(name.IndexOf(':') + 1), RegisterId = "router", RegisterPlace = new SourcePlace("governance/register.yml", 20, 5),
        Owner = "chat@contoso.example", Origin = "hosted", Systems = ["chat"], Card = "governance/models/router.md", Verdict = verdict,
        VerdictReason = verdict == "floating" ? "OpenAI may move a name without a date" : "", Retires = retires is null ? null : CalendarDate.Parse(retires), Uses = [Use("src/Chat/Clients.cs", 21)],
    };

    private static ModelUse Use(string path, int line) => new(new SourcePlace(path, line, 13), "Chat.Clients.Chat()", "OpenAI.Chat.ChatClient(model)", "openai", "src/Chat/Chat.csproj");

    private static EvaluationEntry[] Evaluations(Func<string, string> text) =>
    [
        new EvaluationEntry(text("governance/evaluations/loans.yml"), "local-artifact:models/loans.onnx", CalendarDate.Parse("2026-10-20"))
        {
            IsNewest = true, Tool = text("Loans evaluate"), Environment = "pilot", Dataset = "applications-2025", SignedBy = "quality@contoso.example", ReviewedBy = text("validation@contoso.example"),
            Metrics =
            [
                Metric("accuracy", 0.91m, least: 0.85m, state: Assessment.Pass) with { Low = 0.89m, High = 0.93m, Samples = 4800, IsComputed = true },
                Metric("expected_calibration_error", 0.08m, most: 0.05m, state: Assessment.Fail) with { IsLowerBetter = true },
                Metric("latency_p95", 0.9m, most: 2m, state: Assessment.Pass) with { Text = "900ms", IsDuration = true },
                Metric("cost_per_1k_requests", 12m) with { Text = "12" },
                Metric("accuracy", 0.93m, "sex=female", 0.85m, null, Assessment.Pass) with { Low = 0.90m, High = 0.95m, Samples = 2300 },
                Metric("accuracy", 0.83m, text("sex=male"), 0.85m, null, Assessment.Fail) with { Low = 0.80m, High = 0.86m, Samples = 2500 },
                Metric("accuracy", 0.9m, "age=18-24", 0.85m, null, Assessment.Pass) with { Samples = 40 },
            ],
        },
        new EvaluationEntry("governance/evaluations/loans-2025.yml", "local-artifact:models/loans.onnx", CalendarDate.Parse("2025-10-20")) { Metrics = [Metric("accuracy", 0.9m)] },
    ];

    private static MetricEntry Metric(string name, decimal value, string slice = "", decimal? least = null, decimal? most = null, Assessment state = Assessment.NotAssessed) =>
        new(name, value.ToString(CultureInfo.InvariantCulture), value, new SourcePlace("governance/evaluations/loans.yml", 12, 5))
        {
            Slice = slice, AtLeast = least, AtMost = most, State = state, Requirements = least is null && most is null ? [] : ["threshold-" + name],
        };

    private static WaiverEntry[] Waivers(Func<string, string> text, IReadOnlyList<FindingEntry> entries) =>
    [
        Waiver("router-alias", "2026-10-31"),
        Waiver("prompt-review", "2026-12-05"),
        Waiver("preview-alias", "2027-03-31") with { Findings = [.. entries.Where(e => e.Result.By == "preview-alias").Select(e => e.Number)] },
        new WaiverEntry(
            new Waiver(text("batch"), "GOV5003", text("A job at night; nobody waits for it."), text("loans@contoso.example"), CalendarDate.Parse("2027-06-30"))
            {
                Path = text("src/Loans/**"), ApprovedBy = text("ai-governance@contoso.example"), ApprovedOn = CalendarDate.Parse("2026-09-01"), Ticket = text("GOV-17"),
            },
            true,
            222,
            []),
    ];

    private static WaiverEntry Waiver(string id, string expires)
    {
        var waiver = new Waiver(id, "GOV1001", "Still being compared.", "chat@contoso.example", CalendarDate.Parse(expires)) { Model = "openai:*", Place = new SourcePlace("governance/waivers.yml", 3, 5) };
        return new WaiverEntry(waiver, waiver.IsActive(Today), waiver.Expires.DaysSince(Today), []);
    }
}
