using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository;

/// <summary>What the register says, and what the code rules make of it.</summary>
public class RegisterRulesTests
{
    private const string Systems = """
        schemaVersion: 1
        systems:
          - { id: support-bot, paths: [src/SupportBot/] }
          - { id: search, paths: [src/Search/] }

        """;

    private const string Compensation = "compensation: { reason: No snapshots exist., controls: the model of each response is logged, owner: a }";

    private const string AtRunTime = "suppliedAtRunTime: { by: settings of each tenant, reason: contracts, owner: a }";

    // Line 6 is the first entry.
    [Theory]
    // Listed.
    [InlineData("reference: 'openai:gpt-4o-2024-11-20'", "openai", "gpt-4o-2024-11-20", "model", null)]
    [InlineData("reference: 'openai:gpt-4o-2024-11-20'", "openai", "GPT-4o-2024-11-20", "model", null)]
    [InlineData("reference: 'huggingface:contoso-7b'", "", "contoso-7b", "model", null)]
    [InlineData("deployments: [chat-prod]", "azure-openai", "chat-prod", "deployment", null)]
    [InlineData("deployments: [chat-prod]", "azure-openai", "Chat-Prod", "model|deployment", null)]
    [InlineData("reference: 'azure-openai:chat-prod'", "azure-openai", "chat-prod", "deployment", null)]
    [InlineData("reference: 'openai:gpt-4o', usedBy: support-bot", "openai", "gpt-4o", "model", null)]
    // Not listed.
    [InlineData("reference: 'openai:gpt-4o-2024-11-20'", "openai", "gpt-4o-2024-08-06", "model",
        "Model reference \"gpt-4o-2024-08-06\" is not in the register governance/register.yml, which lists \"openai:gpt-4o-2024-11-20\" (governance/register.yml(6)). Use a model that is listed, or add this one to the models there (\"reference: openai:gpt-4o-2024-08-06\")")]
    [InlineData("reference: 'openai:gpt-4.1-2025-04-14'", "openai", "gpt-4.1", "model", "which lists \"openai:gpt-4.1-2025-04-14\"")]
    [InlineData("reference: 'openai:gpt-4.1'", "openai", "gpt-4.1-2025-04-14", "model", "which lists \"openai:gpt-4.1\"")]
    [InlineData("reference: 'azure-openai:gpt-4o'", "openai", "gpt-4o", "model", "which lists \"azure-openai:gpt-4o\"")]
    [InlineData("reference: 'anthropic:claude-sonnet-4-5-20250929'", "openai", "o3-2025-04-16", "model",
        "is not in the register governance/register.yml. Add it to the models there (\"reference: openai:o3-2025-04-16\"), or use a model that is listed")]
    [InlineData("reference: 'huggingface:contoso-7b'", "", "mistral-large", "model", "(\"reference: <provider>:mistral-large\")")]
    [InlineData("deployments: [chat-prod]", "openai", "chat-prod", "model", "is not in the register")]
    [InlineData("deployments: [chat-prod]", "azure-openai", "chat-pord", "deployment",
        "Deployment \"chat-pord\" is not in the register governance/register.yml, which lists the deployment \"chat-prod\"")]
    [InlineData("reference: 'openai:gpt-4o'", "azure-openai", "gpt-4o", "deployment", "Add it there to the deployments of the model that it serves")]
    // Listed for others.
    [InlineData("reference: 'openai:gpt-4o', usedBy: search", "openai", "gpt-4o", "model",
        "is used by search according to governance/register.yml(6), and this file belongs to support-bot. Add support-bot to its usedBy, or use a model that the register lists for support-bot")]
    // Not references.
    [InlineData("reference: 'openai:gpt-4o'", "openai", null, "model", null)]
    [InlineData("reference: 'openai:gpt-4o'", "openai", "${MODEL}", "model", null)]
    [InlineData("reference: 'openai:gpt-4o'", "openai", "", "model", null)]
    [InlineData("reference: 'openai:gpt-4o'", "huggingface", "main", ModelReferenceFact.DatasetKind, null)]
    public void GOV1006(string entry, string provider, string? value, string kind, string? part)
    {
        var found = Judge($"models:\n  - {{ id: m, {entry} }}\n", Fact(provider, value, kind), "GOV1006");

        Assert.Equal(part is not null, found is not null);
        Assert.Contains(part ?? "", found?.Message ?? "");
        Assert.Matches(found is null ? "^$" : @"\. \[preset baseline\([0-9]+\)\]$", found?.Message ?? "");
    }

    [Theory]
    [InlineData("src/Search/A.cs", true)]
    [InlineData("src/SupportBot/A.cs", false)]
    [InlineData("src/Other/A.cs", false)] // Belongs to no system.
    public void GOV1006_asks_who_owns_the_file(string path, bool isFinding)
    {
        var fact = Fact("openai", "gpt-4o") with { Place = new SourcePlace(path, 1, 1) };

        Assert.Equal(isFinding, Judge("models:\n  - { id: m, reference: 'openai:gpt-4o', usedBy: support-bot }\n", fact, "GOV1006") is not null);
        Assert.Null(Judge("models:\n  - { id: m, reference: 'openai:gpt-4o', usedBy: support-bot }\n  - { id: n, reference: 'openai:gpt-4o', usedBy: search }\n", fact, "GOV1006"));
    }

    [Theory]
    [InlineData(null)] // No register: the gate says it once.
    [InlineData("models: [")] // Cannot be read: GOV0001 says so.
    public void GOV1006_is_silent_about_single_references_without_a_register_to_look_into(string? register) =>
        Assert.Null(Judge(register, Fact("openai", "gpt-4o"), "GOV1006"));

    [Fact]
    public void GOV1006_speaks_for_an_empty_register() => Assert.NotNull(Judge("models: []\n", Fact("openai", "gpt-4o"), "GOV1006"));

    [Theory]
    [InlineData("reference: 'openai:text-embedding-3-small', " + Compensation, false)]
    [InlineData("reference: 'openai:text-embedding-3-small', usedBy: support-bot, " + Compensation, false)]
    [InlineData("reference: 'openai:text-embedding-3-small', usedBy: search, " + Compensation, true)]
    [InlineData("reference: 'openai:text-embedding-3-large', " + Compensation, true)]
    [InlineData("reference: 'openai:text-embedding-3-small'", true)]
    [InlineData("reference: 'openai:text-embedding-3-small', resolvedVersion: text-embedding-3-small", true)]
    [InlineData("reference: 'openai:text-embedding-3-small', compensation: { reason: TODO, controls: TODO, owner: TODO }", true)]
    public void GOV1002_needs_a_complete_compensation(string entry, bool isFinding) =>
        Assert.Equal(isFinding, Judge($"models:\n  - {{ id: m, {entry} }}\n", Fact("openai", "text-embedding-3-small"), "GOV1002") is not null);

    [Fact]
    public void A_compensation_does_not_make_an_alias_acceptable() =>
        Assert.NotNull(Judge($"models:\n  - {{ id: m, reference: 'openai:gpt-4o', resolvedVersion: gpt-4o-2024-11-20, {Compensation} }}\n", Fact("openai", "gpt-4o"), "GOV1001"));

    [Theory]
    [InlineData("usedBy: support-bot, " + AtRunTime, "openai", "model", false)]
    [InlineData("reference: 'openai:gpt-4o-2024-11-20', usedBy: [search, support-bot], " + AtRunTime, "openai", "model", false)]
    [InlineData("reference: 'openai:gpt-4o-2024-11-20', usedBy: support-bot, " + AtRunTime, "", "model", false)]
    [InlineData("deployments: [a, b], usedBy: support-bot, " + AtRunTime, "azure-openai", "deployment", false)]
    // What it must not settle.
    [InlineData("deployments: [a, b], usedBy: support-bot, " + AtRunTime, "anthropic", "model", true)]
    [InlineData("reference: 'openai:gpt-4o-2024-11-20', usedBy: support-bot, " + AtRunTime, "anthropic", "model", true)]
    [InlineData("reference: 'openai:gpt-4o-2024-11-20', usedBy: search, " + AtRunTime, "openai", "model", true)]
    [InlineData("reference: 'openai:gpt-4o-2024-11-20', " + AtRunTime, "openai", "model", true)] // Without usedBy it is not valid.
    [InlineData("reference: 'openai:gpt-4o-2024-11-20', usedBy: nobody, " + AtRunTime, "openai", "model", true)]
    [InlineData("reference: 'openai:gpt-4o-2024-11-20', usedBy: support-bot", "openai", "model", true)]
    [InlineData("reference: 'openai:gpt-4o-2024-11-20', usedBy: support-bot, suppliedAtRunTime: { by: TBD, reason: r, owner: o }", "openai", "model", true)]
    public void GOV1003_accepts_what_is_declared_for_the_system(string entry, string provider, string kind, bool isFinding) =>
        Assert.Equal(isFinding, Judge($"models:\n  - {{ id: m, {entry} }}\n", Fact(provider, null, kind), "GOV1003") is not null);

    [Fact]
    public void GOV1003_of_a_file_that_belongs_to_no_system_stays() => Assert.NotNull(Judge(
        $"models:\n  - {{ id: m, usedBy: support-bot, {AtRunTime} }}\n", Fact("openai", null) with { Place = new SourcePlace("src/Other/A.cs") }, "GOV1003"));

    [Fact]
    public void A_value_that_is_known_is_judged_whatever_is_declared_about_run_time() =>
        Assert.NotNull(Judge($"models:\n  - {{ id: m, reference: 'openai:gpt-4o', usedBy: support-bot, {AtRunTime} }}\n", Fact("openai", "gpt-4o"), "GOV1001"));

    [Theory]
    // Pinned: nothing to say.
    [InlineData("reference: 'openai:gpt-4.1-2025-04-14'", "", "")]
    [InlineData("resolvedVersion: 'openai:gpt-4.1-2025-04-14'", "", "")]
    [InlineData("reference: 'openai:gpt-4.1', resolvedVersion: gpt-4.1-2025-04-14", "", "")]
    [InlineData("resolvedVersion: 'azure-openai:model.name=gpt-4.1;model.version=2025-04-14;versionUpgradeOption=NoAutoUpgrade'", "", "")]
    // Floating.
    [InlineData("reference: 'openai:gpt-4.1'", "GOV1001",
        "Deployment \"chat-prod\" serves \"openai:gpt-4.1\" according to governance/register.yml(6); that model is floating: ")]
    [InlineData("reference: 'openai:gpt-4.1'", "GOV1001", "Deploy a fixed version, such as \"gpt-4.1-2025-04-14\", and write there which one it is (resolvedVersion)")]
    [InlineData("resolvedVersion: 'azure-openai:model.name=gpt-4.1;model.version=2025-04-14;versionUpgradeOption=OnceNewDefaultVersionAvailable'", "GOV1001", "versionUpgradeOption")]
    // Unpinnable.
    [InlineData("reference: 'openai:text-embedding-3-small'", "GOV1002", "; that model cannot be pinned")]
    [InlineData("reference: 'openai:text-embedding-3-small', " + Compensation, "", "")]
    // Still not known.
    [InlineData("purpose: chat", "GOV1003", "governance/register.yml(6) lists it; write there which model it serves (resolvedVersion)")]
    [InlineData("reference: 'azure-openai:chat-prod'", "GOV1003", "governance/register.yml(6) lists it; write there")]
    [InlineData("reference: 'azure-openai:gpt-4o'", "GOV1003", "serves \"azure-openai:gpt-4o\" according to governance/register.yml(6); that name does not say which model answers")]
    [InlineData("resolvedVersion: 'openai:TODO'", "GOV1003", "nobody has filled in")]
    [InlineData("reference: 'openai:gpt-4.1-2025-04-14', usedBy: search", "GOV1003", "Write down in governance/register.yml which model it serves")]
    public void A_deployment_is_judged_by_what_the_register_says_it_serves(string entry, string rule, string part)
    {
        var register = $"models:\n  - {{ id: m, deployments: [chat-prod], {entry} }}\n";
        var fact = Fact("azure-openai", "chat-prod", "deployment");

        Assert.Equal(rule, string.Join(" ", new[] { "GOV1001", "GOV1002", "GOV1003" }.Where(r => Judge(register, fact, r) is not null)));
        Assert.Contains(part, rule.Length == 0 ? "" : Judge(register, fact, rule)!.Message);
    }

    [Theory]
    [InlineData("model", "GOV1003")] // The same text as the name of a model is no deployment.
    [InlineData("model|deployment", "")]
    public void Only_a_deployment_is_looked_up_by_its_name(string kind, string rule) => Assert.Equal(
        rule.Length > 0,
        Judge("models:\n  - { id: m, deployments: [chat-prod], reference: 'openai:gpt-4.1-2025-04-14' }\n", Fact("openai", "chat-prod", kind), "GOV1003") is not null);

    [Fact]
    public void Entries_that_disagree_about_a_deployment_settle_nothing_until_each_has_its_system()
    {
        const string Two = "models:\n  - { id: a, deployments: [chat], reference: 'openai:gpt-4.1-2025-04-14'SUPPORT }\n  - { id: b, deployments: [chat], reference: 'openai:gpt-4o'SEARCH }\n";
        var fact = Fact("azure-openai", "chat", "deployment");

        Assert.Contains(
            "The register says different things: \"openai:gpt-4.1-2025-04-14\" in governance/register.yml(6), \"openai:gpt-4o\" in governance/register.yml(7)",
            Judge(Two.Replace("SUPPORT", "").Replace("SEARCH", ""), fact, "GOV1003")!.Message);
        Assert.Null(Judge(Two.Replace("SUPPORT", ", usedBy: support-bot").Replace("SEARCH", ", usedBy: search"), fact, "GOV1003"));
    }

    [Theory]
    [InlineData("azure-openai", "openai:gpt-4-0613", "GOV1004", "was retired by Azure OpenAI on")]
    [InlineData("azure-openai", "openai:gpt-3.5-turbo-0613", "GOV1004", "was retired by Azure OpenAI on")]
    [InlineData("azure-openai", "azure-openai:model.name=gpt-4;model.version=0613;versionUpgradeOption=NoAutoUpgrade", "GOV1004", "was retired by Azure OpenAI on")]
    // Retired by its maker; that says nothing about other hosts.
    [InlineData("azure-foundry", "anthropic:claude-3-opus-20240229", null, "")]
    [InlineData("azure-openai", "openai:gpt-4.1-2025-04-14", null, "")]
    public void A_deployment_retires_on_the_day_of_its_host(string host, string serves, string? rule, string part)
    {
        var register = $"models:\n  - {{ id: m, deployments: [chat], resolvedVersion: '{serves}' }}\n";

        var found = Judge(register, Fact(host, "chat", "deployment"), "GOV1004");

        Assert.Equal(rule, found?.RuleId);
        Assert.Contains(part, found?.Message ?? "");
    }

    [Fact]
    public void Without_a_register_a_deployment_is_indeterminate_and_never_retired()
    {
        var fact = Fact("azure-openai", "gpt-4-0613", "deployment");

        Assert.Contains("Write down in governance/register.yml which model it serves", Judge(null, fact, "GOV1003")!.Message);
        Assert.Null(Judge(null, fact, "GOV1004"));
    }

    private static ModelReferenceFact Fact(string provider, string? value, string kind = "model") =>
        new() { Provider = provider, Value = value, Kind = kind, Sink = "new ChatClient", Place = new SourcePlace("src/SupportBot/Program.cs", 3, 9) };

    private static Finding? Judge(string? register, ModelReferenceFact fact, string rule)
    {
        using var repository = new TemporaryRepository();
        if (register is not null)
        {
            repository.With("governance/register.yml", Systems.ReplaceLineEndings("\n").TrimEnd('\n') + "\n" + register);
        }

        return repository.Compile().Compiled.Judge(fact).Select(j => j.Finding).SingleOrDefault(f => f.RuleId == rule);
    }
}
