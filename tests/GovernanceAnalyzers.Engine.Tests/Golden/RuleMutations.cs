using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using static GovernanceAnalyzers.Engine.Tests.Golden.GoldenTree;

namespace GovernanceAnalyzers.Engine.Tests.Golden;

/// <summary>What one rule is about, made to happen in the golden repository: changed files, code that the compiler saw, another date.</summary>
internal sealed class RuleMutation(IReadOnlyDictionary<string, byte[]> files)
{
    public Edits Edits { get; } = [];

    public List<CodeFact> Facts { get; } = [];

    public CalendarDate? Today { get; private set; }

    public RuleMutation Write(string path, string text) => Write(path, Bytes(text));

    public RuleMutation Write(string path, byte[] content)
    {
        Edits[path] = content;
        return this;
    }

    public RuleMutation Delete(string path)
    {
        Edits[path] = null;
        return this;
    }

    /// <summary>Every occurrence; there has to be one, so that no mutation is about nothing.</summary>
    public RuleMutation Replace(string path, string old, string replacement)
    {
        var text = Text(Content(path));
        return text.Contains(old, StringComparison.Ordinal)
            ? Write(path, text.Replace(old, replacement, StringComparison.Ordinal))
            : throw new InvalidOperationException($"{path} does not hold: {old}");
    }

    public RuleMutation Append(string path, string text) => Write(path, Text(Content(path)) + text);

    /// <summary>In every file that holds it.</summary>
    public RuleMutation ReplaceEverywhere(string old, string replacement)
    {
        foreach (var path in files.Keys.Where(p => !Edits.TryGetValue(p, out var edit) || edit is not null).Where(p => Text(Content(p)).Contains(old, StringComparison.Ordinal)).ToArray())
        {
            Replace(path, old, replacement);
        }

        return this;
    }

    /// <summary>Another content, with the digest of it wherever the old one is on record.</summary>
    public RuleMutation Rewrite(string path, string text)
    {
        var old = Sha256(Content(path));
        return Write(path, text).ReplaceEverywhere(old, Sha256(Bytes(text)));
    }

    public RuleMutation See(CodeFact fact)
    {
        Facts.Add(fact with { Place = fact.Place.Path.Length == 0 ? new SourcePlace("src/LoanRisk/Program.cs", 12, 9) : fact.Place, Symbol = "Northbank.LoanRisk.Program.Main()" });
        return this;
    }

    /// <summary>A file as it is in the golden repository.</summary>
    public byte[] Golden(string path) => files[path];

    public RuleMutation On(string date)
    {
        Today = CalendarDate.Parse(date);
        return this;
    }

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private byte[] Content(string path) => Edits.TryGetValue(path, out var edited) ? edited! : files[path];
}

/// <summary>One mutation for each rule that decides about files or code.</summary>
internal static class RuleMutations
{
    /// <summary>From a source to a sink, in two steps.</summary>
    private static string Way => FlowStep.Join(
    [
        new FlowStep(new SourcePlace("src/LoanRisk/Program.cs", 10, 9), "note"), new FlowStep(new SourcePlace("src/LoanRisk/Program.cs", 12, 9), "the text that is built of it"),
    ]);

    private const string Policy = GovernedTree.PolicyFileName;
    private const string Memo = "openai:gpt-5.4-2026-03-05";
    /// <summary>Another version of the same model, which is not in use.</summary>
    private const string OtherMemo = "openai:gpt-5.4-2026-02-11";
    private const string MemoCard = "governance/models/memo-writer.md";
    private const string Waivers = "governance/waivers.yml";
    private const string Handbook = "governance/datasets/handbook.yml";

    private static readonly CallAspect Missing = new(AspectState.Missing, "neither the options nor the client say anything about it");

    /// <summary>By the id of a rule; a rule that has several sides has several entries, with a word after the id.</summary>
    public static readonly IReadOnlyDictionary<string, Action<RuleMutation>> All = new SortedDictionary<string, Action<RuleMutation>>(StringComparer.Ordinal)
    {
        ["GOV0001"] = m => m.Replace(Policy, "packages:", "pakages:"),
        // No policy, no licence of its own.
        ["GOV0002"] = m => m.Delete(Policy).ReplaceEverywhere("LicenseRef-Northbank-Internal", "CC0-1.0"),
        ["GOV0003"] = m => m
            .Write("policy/bank.yml", "schemaVersion: 1\nname: bank\nrules:\n  ClientPerCall: { severity: error, locked: true }\n")
            .Replace(Policy, "models:\n", "  - file: policy/bank.yml\nrules:\n  ClientPerCall: suggestion\nmodels:\n"),
        ["GOV0004"] = m => m
            .Write("policy/bank.yml", "schemaVersion: 1\nname: bank\n")
            .Replace(Policy, "models:\n", $"  - file: policy/bank.yml\n    sha256: {new string('0', 64)}\nmodels:\n"),
        ["GOV0005"] = m => m.Replace(Waivers, "    owner: credit-platform@northbank.example\n", ""),
        ["GOV0006"] = m => m.Replace(Waivers, "expires: 2026-12-31", "expires: 2026-11-19"),
        ["GOV0011"] = m => m.Append(Policy, "catalogue: { maxAgeDays: 1 }\n").On("2026-11-22"),
        ["GOV0012"] = m => m.Append(Policy, "waivers: { warnDays: 45 }\n"),
        ["GOV0014"] = m => m.Replace("governance/baseline.json", "[]", "[{ \"rule\": \"GOV1001\" }]"),
        ["GOV0015"] = m => m.Replace(".github/workflows/ci.yml", "dotnet governance check", "dotnet build"),
        // The alias is everywhere, so that nothing but the alias is wrong.
        ["GOV1001"] = m => Instead(m, "openai:gpt-5.4"),
        ["GOV1002"] = m => Instead(m, "openai:text-embedding-3-small"),
        ["GOV1003"] = m => m.See(new ModelReferenceFact { Provider = "openai", Value = null, Origin = "environment variable MEMO_MODEL", Sink = "OpenAI.Chat.ChatClient(model)" }),
        ["GOV1004"] = m => Instead(m, "openai:gpt-4-0613"),
        ["GOV1005"] = m => Instead(m, "openai:gpt-5-2025-08-07"),
        ["GOV1006"] = m => m.See(Reference(Memo) with { Place = new SourcePlace("src/Handbook/Answers.cs", 30, 9) }),
        ["GOV1008"] = m => Instead(m, "anthropic:claude-opus-4-5-20251101"),
        ["GOV1009"] = m => m.Replace("infra/main.bicep", "NoAutoUpgrade", "OnceNewDefaultVersionAvailable"),
        ["GOV1010"] = m => m
            .Replace("src/LoanRisk/LoanRisk.csproj", "  </ItemGroup>", "    <PackageReference Include=\"Anthropic.SDK\" />\n  </ItemGroup>")
            .Replace("Directory.Packages.props", "  </ItemGroup>", "    <PackageVersion Include=\"Anthropic.SDK\" Version=\"5.8.0\" />\n  </ItemGroup>"),
        ["GOV2001"] = m => m.Replace(MemoCard, $"models: [\"{Memo}\"]\n", "").See(Reference(Memo)),
        ["GOV2003"] = m => m.Replace(MemoCard, Memo, OtherMemo),
        // The card is told where it is, and the code where it refers to the model.
        ["GOV2003 code"] = m => m.Replace(MemoCard, Memo, OtherMemo).See(Reference(Memo)),
        ["GOV2004"] = m => m.Replace(MemoCard, "owner:", "licence: mit\nowner:"),
        ["GOV2005"] = m => m
            .Replace("governance/models/handbook-search.md", "license: mit", "license: cc-by-nc-4.0")
            .Replace(Register, "license: mit", "license: cc-by-nc-4.0"),
        ["GOV2010"] = m => m.Replace("governance/owners.yml", "branch-tools@", "head-office@"),
        ["GOV3001"] = m => m.See(new DatasetLoadFact { Method = "MLContext.Data.LoadFromTextFile", Value = "data/training/complaints.csv" }),
        ["GOV3001 file"] = m => m.Write("data/training/complaints.csv", "complaint,answer\nThe counter was closed at noon,apology\n"),
        ["GOV3002"] = m => m.Replace(Handbook, "licence: LicenseRef-Northbank-Internal\n", ""),
        ["GOV3003"] = m => m.Replace(Handbook, "LicenseRef-Northbank-Internal", "Northbank internal"),
        ["GOV3004"] = m => m.Replace(Handbook, "LicenseRef-Northbank-Internal", "CC-BY-NC-4.0"),
        ["GOV3005"] = m => m.Replace(Handbook, "size:", "sise: 1400\nsize:"),
        ["GOV3006"] = m => m.Append("data/retrieval/handbook.jsonl", "{\"id\":\"holidays-1\",\"text\":\"Branches close at noon on the last day of the year.\"}\n"),
        ["GOV3007"] = m => m.Rewrite(
            "data/training/applications.csv",
            "application,income,amount,term,age_group,repaid\nT-10021,41200,9000,36,under 30,yes\nH-90001,36050,11250,48,30 to 60,no\nH-90002,64300,18750,30,over 60,yes\n"),
        ["GOV3008"] = m => m.See(new DataLeakageFact { Kind = DataLeakageFact.FitBeforeSplit, Method = "DataOperationsCatalog.TrainTestSplit", What = "NormalizeMinMax" }),
        ["GOV4002"] = m => m.Write("governance/evaluations/notes.yml", "model: openai:gpt-5.4-2026-03-05\ndate: 2026-10-12\ntool: by hand\n"),
        ["GOV4003"] = m => m.Replace("governance/evaluations/memo-writer.yml", Memo, OtherMemo),
        // The code is held against the evaluations where it refers to the model, the register where it names it.
        ["GOV4003 code"] = m => m.Replace("governance/evaluations/memo-writer.yml", Memo, OtherMemo).See(Reference(Memo)),
        ["GOV4007"] = m => m.Replace("governance/metrics-baseline.yml", "name: latency_p95_ms, value: 12", "name: latency_p95_ms, value: 8"),
        ["GOV4008"] = m => m.Replace("governance/evaluations/credit-score.yml", "  - { name: accuracy, value: 0.90, samples: 900, interval: [0.88, 0.92], slice: over 60 }\n", ""),
        ["GOV4009"] = m => m.Replace("governance/models/credit-score.md", "type: contamination_overlap_rate, value: 0.004", "type: contamination_overlap_rate, value: 0.001"),
        ["GOV5001"] = m => m.See(Call() with { Logged = Logged.No, Evidence = "no step of its pipeline and no statement in this method logs it" }),
        ["GOV5002"] = m => m.See(Call() with { Output = Missing }),
        ["GOV5003"] = m => m.See(Call() with { Cancellation = Missing }),
        ["GOV5004"] = m => m.See(Call() with { Fallback = Missing }),
        ["GOV5005"] = m => m.See(new ContentExposureFact { Kind = ContentExposureFact.Prompt, What = "LogInformation writes 'prompt'" }),
        ["GOV5006"] = m => m.Replace("governance/operations/rollback.yml", "openai:gpt-5.2-2025-12-11", "openai:gpt-5.2"),
        ["GOV5008"] = m => m.See(Call() with { Lifetime = new CallAspect(AspectState.Missing, "is made in a loop") }),
        ["GOV6001"] = m => m.See(new UntrustedFlowFact
        {
            Kind = UntrustedFlowFact.Instructions, SourceKind = "http", Origin = "the body of a request", SinkKind = "system", Sink = "new SystemChatMessage", Path = Way,
        }),
        ["GOV6002"] = m => m.See(new UntrustedFlowFact
        {
            Kind = UntrustedFlowFact.Output, SourceKind = "model", Origin = "the answer of CompleteChatAsync", SinkKind = "process", Sink = "Process.Start", Path = Way,
        }),
        ["GOV6007"] = m => m.See(new ToolSideEffectFact { Tool = "DeleteFile", Effect = "File.Delete", EffectKind = "delete", RunBy = "UseFunctionInvocation", Path = Way }),
        ["GOV6003"] = m => m.See(new HardCodedCredentialFact { Kind = HardCodedCredentialFact.Argument, Sink = "new ApiKeyCredential", Length = 32, Variable = "OPENAI_API_KEY" }),
        ["GOV6003 file"] = m => m.Write("src/LoanRisk/appsettings.json", $"{{ \"OpenAI\": {{ \"ApiKey\": \"{StandIns.FakeKeys.Of("openai")}\" }} }}\n"),
        ["GOV6008"] = m => m
            .Append("governance.yml", "endpoints:\n  allow: [\"*.openai.azure.com\"]\n")
            .See(new EndpointFact { Sink = "new OpenAIClient", Kind = EndpointFact.Default, Value = "https://api.openai.com", Provider = "openai" }),
        ["GOV6009"] = m => m.See(new HiddenCharactersFact { What = "U+202E RIGHT-TO-LEFT OVERRIDE" }),
        ["GOV6009 file"] = m => m.Write("AGENTS.md", "Be kind.\u200B\n"),
        ["GOV6004"] = m => m
            .Write("models/features.bin", Pickle)
            .Append("governance/artefacts.yml", $"  - path: models/features.bin\n    sha256: {RuleMutation.Sha256(Pickle)}\n"),
        ["GOV6005"] = m => m.Write("models/encoder.onnx", [.. m.Golden("models/credit-score.onnx"), 0x1a, 0x01, (byte)'5']),
        ["GOV6006"] = m => m.Write("models/statement-reader.safetensors", [.. m.Golden("models/statement-reader.safetensors"), 0]),
    };

    /// <summary>What else a mutation gives, by its key, each with the reason why one cause is told twice.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Besides = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        // A developer sees it at the reference, who keeps card or register sees it there; each may be the one that is wrong.
        ["GOV2003 code"] = ["GOV2003"],
        ["GOV4003 code"] = ["GOV4003"],
    };

    /// <summary>A Python pickle of protocol 4 that imports a function: enough to be recognised, and nothing that does anything.</summary>
    private static byte[] Pickle => [0x80, 0x04, 0x95, 0x11, 0, 0, 0, 0, 0, 0, 0, 0x8c, 0x02, .. "os"u8, 0x8c, 0x06, .. "getcwd"u8, 0x93, 0x29, 0x52, 0x2e];

    /// <summary>Another model in place of the one that writes memos, in register, card, evidence and code alike.</summary>
    private static void Instead(RuleMutation mutation, string model) => mutation.ReplaceEverywhere(Memo, model).See(Reference(model));

    private static ModelReferenceFact Reference(string model) => new()
    {
        Provider = model[..model.IndexOf(':')], Value = model[(model.IndexOf(':') + 1)..], Sink = "OpenAI.Chat.ChatClient(model)",
    };

    private static InferenceCallFact Call() => new() { Method = "ChatClient.CompleteChatAsync", Kind = "chat", Logged = Logged.Yes };
}
