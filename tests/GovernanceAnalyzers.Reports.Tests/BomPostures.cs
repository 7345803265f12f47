using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Reports.Tests;

/// <summary>Postures written by hand: one as repositories have it, one with everything that somebody could put into a name.</summary>
internal static class BomPostures
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    /// <summary>Line breaks, controls, half a surrogate pair, markup, quotes, other directions.</summary>
    public const string Hostile = "<script>alert('x')</script>\u0000\u0001\u001b[31m\r\n\"|`](javascript:alert(1)) \ud83d\u202e &amp; ${{ x }} %zz";

    private static readonly Report Report = new("contoso", "governance.yml", new string('d', 64), Severity.Error, CalendarDate.Parse("2026-11-20"));

    public static RepositoryPosture Empty => new(Report);

    public static RepositoryPosture Bank => new(Report)
    {
        Identity = new("contoso/bank", Commit),
        Systems =
        [
            new SystemPosture("lending", Assessment.Fail) { Title = "Lending", Tier = RiskTier.High, Owner = "lending@contoso.example", Paths = ["src/Lending/**"], Models = ["openai:gpt-4o-2024-08-06"] },
            new SystemPosture("support", Assessment.Pass) { Title = "Support", Tier = RiskTier.Limited, Owner = "support@contoso.example" },
        ],
        Models =
        [
            new ModelEntry("azure-openai:letters")
            {
                Provider = "azure-openai", Reference = "letters", RegisterId = "letters", RegisterPlace = new SourcePlace("governance/register.yml", 12, 5), Serves = "openai:gpt-4.1-2025-04-14",
                Deployments = ["letters"], Owner = "lending@contoso.example", Origin = "hosted", Verdict = "pinned", Systems = ["lending"], Retires = CalendarDate.Parse("2026-12-01"),
                Uses = [new ModelUse(new SourcePlace("src/Lending/Letters.cs", 20, 9), "Lending.Letters.WriteAsync(string)", "Azure.AI.OpenAI.AzureOpenAIClient.GetChatClient(deploymentName)", "azure-openai", "src/Lending/Lending.csproj")],
            },
            new ModelEntry("huggingface:sentence-transformers/all-MiniLM-L6-v2@8b3219a92973c328a8e22fadcfa821b5dc75636a")
            {
                Provider = "huggingface", Reference = "sentence-transformers/all-MiniLM-L6-v2@8b3219a92973c328a8e22fadcfa821b5dc75636a", Licence = "apache-2.0", Verdict = "pinned", Origin = "open-weights",
                Artefacts = [new EvidenceDigest("models/minilm.onnx", new string('a', 64))], Systems = ["support"],
            },
            new ModelEntry("local-artifact:models/repayment.zip")
            {
                Provider = "local-artifact", Reference = "models/repayment.zip", Licence = "Contoso Terms (v2)", Origin = "trained", Card = "governance/models/repayment.md",
                Artefacts = [new EvidenceDigest("models/a.bin", new string('b', 64)), new EvidenceDigest("models/b.bin", "")],
            },
            new ModelEntry("openai:gpt-4o-2024-08-06")
            {
                Provider = "openai", Reference = "gpt-4o-2024-08-06", RegisterId = "chat", Card = "governance/models/gpt 4o.md", Licence = "LicenseRef-OpenAI-Terms", Verdict = "pinned",
                VerdictReason = "the date at its end names one snapshot", Owner = "ada@contoso.example", Systems = ["lending", "support"],
                Uses =
                [
                    new ModelUse(new SourcePlace("src/Lending/Chat.cs", 7, 31), "Lending.Chat.Client", "OpenAI.Chat.ChatClient(model)", "openai", "src/Lending/Lending.csproj"),
                    new ModelUse(new SourcePlace("src/Lending/Chat.cs", 7, 31), "Lending.Chat.Client", "OpenAI.Chat.ChatClient(model)", "openai", "src/Lending/Lending.csproj"),
                    new ModelUse(new SourcePlace("/home/somebody/generated/Chat.g.cs", 3, 1), "Generated.Chat", "", "openai", ""),
                ],
            },
            new ModelEntry("unheard-of") { Reference = "unheard-of", Verdict = "" },
        ],
        Datasets =
        [
            new DatasetEntry("faq", "governance/datasets/faq.yml")
            {
                Title = "Questions and answers", Licences = ["CC-BY-4.0"], SpdxLicences = ["CC-BY-4.0"], Owner = "data@contoso.example", Version = "3", Origin = "written by support",
                PersonalData = "pseudonymised", Use = ["evaluation"], Files = [new EvidenceDigest("data/faq.csv", new string('c', 64))],
            },
            new DatasetEntry("letters", "governance/datasets/letters.yml")
            {
                Licences = ["MIT OR Apache-2.0", "CC0-1.0"], SpdxLicences = ["MIT OR Apache-2.0", "CC0-1.0"], Owner = "The data team", Use = ["training", "fine-tuning"], Urls = ["https://data.contoso.example/letters?v=1#top"],
                Files = [new EvidenceDigest("data/letters/a b.csv", new string('e', 64)), new EvidenceDigest("data/letters/*.txt", "")],
                Uses = [new ModelUse(new SourcePlace("src/Lending/Train.cs", 4), "Lending.Train.Run()", "Microsoft.ML.TextLoader.Load(path)", "mlnet", "src/Lending/Lending.csproj")],
            },
        ],
        Evaluations =
        [
            new EvaluationEntry("governance/evaluations/chat.yml", "openai:gpt-4o-2024-08-06", CalendarDate.Parse("2026-11-01"))
            {
                Tool = "own", Dataset = "faq", IsNewest = true, SignedBy = "grace",
                Metrics =
                [
                    new MetricEntry("accuracy", "0.91", 0.910m, new SourcePlace("governance/evaluations/chat.yml", 9)) { Low = 0.89m, High = 0.93m, Samples = 400, AtLeast = 0.9m, State = Assessment.Pass },
                    new MetricEntry("accuracy", "0.88", 0.88m, new SourcePlace("governance/evaluations/chat.yml", 10)) { Slice = "gender=female" },
                    new MetricEntry("latency_p95_ms", "900ms", 0.9m, new SourcePlace("governance/evaluations/chat.yml", 11)) { IsDuration = true },
                ],
            },
            new EvaluationEntry("governance/evaluations/old.yml", "openai:gpt-4o-2024-08-06", CalendarDate.Parse("2026-01-01"))
            {
                Metrics = [new MetricEntry("accuracy", "0.5", 0.5m, new SourcePlace("governance/evaluations/old.yml", 9))],
            },
        ],
    };

    /// <summary>The same text wherever there is text.</summary>
    public static RepositoryPosture Poisoned => new(Report with { PolicyName = Hostile, PolicyDigest = Hostile, Profile = Hostile })
    {
        Identity = new(Hostile, Hostile),
        Systems = [new SystemPosture(Hostile, Assessment.Fail) { Title = Hostile, Owner = Hostile, Paths = [Hostile] }, new SystemPosture(Hostile, Assessment.Fail)],
        Models = [.. new[] { "", "huggingface", "local-artifact", "openai", "urn:cdx", Hostile }.SelectMany(p => new[] { Model(p, Hostile), Model(p, Hostile), Model(p, "") })],
        Datasets =
        [
            Dataset(Hostile, Hostile), Dataset(Hostile, ""), Dataset("", "urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1"), Dataset("a", "c:\\temp\\a b.csv"), Dataset("b", "//host/share"),
            Dataset("c", "mailto:x y"), Dataset("d", "http://[::1]:80:80/"), Dataset("e", "#a#b"), Dataset("f", "https://user:secret@host:8080/a?b=c:d"), Dataset("g", "\ud83d\ude00.csv"),
        ],
        Evaluations =
        [
            new EvaluationEntry(Hostile, Hostile + ":" + Hostile, CalendarDate.Parse("2026-11-01"))
            {
                Tool = Hostile, Environment = Hostile, Dataset = Hostile, SignedBy = Hostile, ReviewedBy = Hostile, IsNewest = true,
                Metrics = [new MetricEntry(Hostile, Hostile, decimal.MaxValue, new SourcePlace(Hostile)) { Slice = Hostile, Low = decimal.MinValue, High = 0.0000000000000000000000000001m, IsDuration = true }],
            },
        ],
    };

    private static ModelEntry Model(string provider, string reference) => new(provider.Length == 0 ? reference : provider + ":" + reference)
    {
        Provider = provider, Reference = reference, RegisterId = Hostile, RegisterPlace = new SourcePlace(Hostile, 1, 1), Owner = Hostile, Origin = Hostile, Systems = [Hostile], Deployments = [Hostile, ""],
        Serves = Hostile, Card = Hostile, Licence = Hostile, Verdict = Hostile, VerdictReason = Hostile, Replacement = Hostile,
        Uses = [new ModelUse(new SourcePlace(Hostile, int.MaxValue), Hostile, Hostile, Hostile, Hostile), new ModelUse(new SourcePlace(""), "", "", "", "")],
        Artefacts = [new EvidenceDigest(Hostile, Hostile), new EvidenceDigest(Hostile, Hostile)],
    };

    private static DatasetEntry Dataset(string id, string path) => new(id, path)
    {
        Title = id, Licences = [Hostile, "", "MIT OR", "NOASSERTION"], SpdxLicences = [Hostile], Owner = id, Version = id, Origin = id, PersonalData = id, Use = [Hostile], Urls = [path, ""],
        Files = [new EvidenceDigest(path, Hostile)],
        Uses = [new ModelUse(new SourcePlace(path, 0), "", "", "", "")],
    };
}
