using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository;

public class RegisterReaderTests
{
    private const string Path = "governance/register.yml";

    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private const string Whole = $$"""
        schemaVersion: 1
        systems:
          - id: support-bot
            name: Support bot
            purpose: Answers questions about orders.
            owner: support@shop.example
            riskTier: limited
            dataClasses: [personal, confidential]
            paths: [src/SupportBot, "src/Shared/**"]
            regulatory:
              role: [provider, deployer]
              tier: limited
              annexIII: none
              prohibitedPractice: false
              reason: It talks to consumers and decides nothing.
              decidedBy: legal@shop.example
              date: 2026-09-01
            oversight: { mode: after each answer, role: support agent, override: The agent takes over the chat. }
            deployments:
              - { target: cloud, region: swedencentral, reason: near the data, offlineBehaviour: closed, fallback: canned answers, limits: { memory: 2 GB, perDay: 50 EUR } }
              - { target: edge, limits: none }
          - id: search
            riskTier: high
            paths: src/Search/
          - id: back-office
        models:
          - id: answers
            reference: "openai:gpt-4.1-2025-04-14"
            deployments: [answers-prod, answers-test]
            usedBy: [support-bot, search]
            purpose: Answers.
            owner: support@shop.example
            supplier: openai
            license: proprietary
            acceptableUseReviewed: 2026-08-01
            rationale: docs/decisions/answers.md
            card: governance/models/answers.md
            resolvedVersion: gpt-4.1-2025-04-14
            retiresOn: 2027-04-14
            replacement: openai:gpt-5-2025-08-07
          - id: embeddings
            reference: openai:text-embedding-3-small
            compensation:
              reason: No snapshots exist.
              controls: [The model of each response is logged., Retrieval is evaluated every week.]
              owner: search@shop.example
              reviewedOn: 2026-10-01
          - id: of-tenants
            usedBy: support-bot
            suppliedAtRunTime: { by: the settings of each tenant, reason: Tenants bring contracts of their own., owner: tenants@shop.example }
          - id: rank-int8
            reference: local-artifact:models/rank-int8.onnx
            origin: trained
            attributionFile: NOTICE.md
            source: https://example.org/rank
            publisher: Example
            digest: { alg: sha256, value: {{Hash}} }
            scan: { tool: scanner, date: 2026-10-01, result: clean }
            variantOf: answers
            optimisation: { method: quantisation, bits: 8, tool: onnxruntime }
          - id: fine-tuned
            reference: openai:ft:gpt-4o-2024-08-06:acme::x1
            origin: fine-tuned
            resolvedVersion: ft:gpt-4o-2024-08-06:acme::x1
            variantOf: openai:gpt-4o-2024-08-06
          - id: azure
            deployments: chat-prod
            resolvedVersion: azure-openai:model.name=gpt-4o;model.version=2024-08-06;versionUpgradeOption=NoAutoUpgrade
        suppliers:
          - { id: openai, name: OpenAI, terms: https://example.org/terms, dataUse: not for training, subprocessors: [Example], reviewedOn: 2026-08-01 }
        """;

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Reads_what_is_written_with_places(string lineEnd)
    {
        var (register, problems) = Read(Whole.ReplaceLineEndings(lineEnd));

        Assert.Empty(problems);
        Assert.True(register.Exists && register.IsReadable);
        Assert.Equal(Path, register.Path);
        Assert.Equal(["support-bot", "search", "back-office"], register.Systems.Select(s => s.Id.Text));
        var bot = register.Systems[0];
        Assert.Equal((RiskTier.Limited, "support@shop.example", 3, 9), (bot.Tier, bot.Owner?.Text, bot.Place.Line, bot.Place.Column));
        Assert.Equal(["personal", "confidential"], bot.DataClasses);
        Assert.Equal(["src/SupportBot", "src/SupportBot/", "src/Shared/**"], bot.Paths);
        Assert.Equal("limited", bot.Fields.Mapping("regulatory")?.Text("tier"));
        Assert.Equal((RiskTier.Unknown, 0), (register.Systems[2].Tier, register.Systems[2].Paths.Count));

        var answers = register.Models[0];
        Assert.Equal(("openai", "gpt-4.1-2025-04-14", "openai:gpt-4.1-2025-04-14"), (answers.Provider, answers.Reference, answers.Model));
        Assert.Equal(["answers-prod", "answers-test"], answers.Deployments.Select(d => d.Text));
        Assert.Equal(["support-bot", "search"], answers.UsedBy.Select(u => u.Text));
        Assert.Equal(("hosted", "support@shop.example", 27), (answers.Origin, answers.Owner?.Text, answers.Place.Line));
        Assert.Equal(
            [
                "answers openai:gpt-4.1-2025-04-14 False False",
                "embeddings openai:text-embedding-3-small True False",
                "of-tenants  False True",
                "rank-int8 local-artifact:models/rank-int8.onnx False False",
                "fine-tuned openai:ft:gpt-4o-2024-08-06:acme::x1 False False",
                "azure azure-openai:model.name=gpt-4o;model.version=2024-08-06;versionUpgradeOption=NoAutoUpgrade False False",
            ],
            register.Models.Select(m => $"{m.Id} {m.Serves} {m.IsCompensated} {m.IsSuppliedAtRunTime}"));
        Assert.Equal("openai", Assert.Single(register.Suppliers).Id.Text);
    }

    [Theory]
    // The file as a whole.
    [InlineData("", 1, 1, "'schemaVersion' is missing in the register")]
    [InlineData("schemaVersion: 2\n", 1, 16, "is not one of 1")]
    [InlineData("- a\n", 1, 1, "must be a mapping with systems, models and suppliers, not a list")]
    [InlineData("just text\n", 1, 1, "must be a mapping")]
    [InlineData("schemaVersion: 1\nmodels: [\n", 3, 1, "not valid YAML")]
    [InlineData("schemaVersion: 1\nmodel: []\n", 2, 1, "Did you mean 'models'?")]
    [InlineData("schemaVersion: 1\nmodels: []\nmodels: []\n", 3, 1, "already set in line 2")]
    [InlineData("schemaVersion: 1\nmodels: &all []\n", 2, 9, "anchors")]
    [InlineData("schemaVersion: 1\n<<<<<<< ours\nmodels: []\n", 2, 1, "merge conflict")]
    [InlineData("schemaVersion: 1\nmodels: openai:gpt-4o\n", 2, 9, "'models' must be a list, not a single value")]
    [InlineData("schemaVersion: 1\nmodels:\n\t- id: a\n", 3, 1, "A tab indents this line")]
    // Systems.
    [InlineData("schemaVersion: 1\nsystems: [bot]\n", 2, 11, "'systems' must be a mapping, not a single value")]
    [InlineData("schemaVersion: 1\nsystems:\n  - name: Bot\n", 3, 5, "'id' is missing")]
    [InlineData("schemaVersion: 1\nsystems:\n  - id: the bot\n", 3, 9, "'the bot' is not an id")]
    [InlineData("schemaVersion: 1\nsystems:\n  - id: a|b\n", 3, 9, "'a|b' is not an id")]
    [InlineData("schemaVersion: 1\nsystems:\n  - id:\n", 3, 8, "'id' must be an id")]
    [InlineData("schemaVersion: 1\nsystems:\n  - { id: a, riskTier: hihg }\n", 3, 24, "did you mean 'high'?")]
    [InlineData("schemaVersion: 1\nsystems:\n  - { id: a, risktier: high }\n", 3, 14, "Did you mean 'riskTier'?")]
    [InlineData("schemaVersion: 1\nsystems:\n  - { id: a, dataClasses: [private] }\n", 3, 28, "is not one of none, pseudonymised")]
    [InlineData("schemaVersion: 1\nsystems:\n  - { id: a, paths: [../other/**] }\n", 3, 22, "leaves the governed folder")]
    [InlineData("schemaVersion: 1\nsystems:\n  - { id: a, paths: /src }\n", 3, 21, "leaves the governed folder")]
    [InlineData("schemaVersion: 1\nsystems:\n  - { id: a, paths: 'src\\Bot' }\n", 3, 21, "backslash")]
    [InlineData("schemaVersion: 1\nsystems:\n  - { id: a, paths: 'src/a|b' }\n", 3, 21, "is not a path")]
    [InlineData("schemaVersion: 1\nsystems:\n  - { id: a, regulatory: { prohibitedPractice: maybe } }\n", 3, 48, "neither true nor false")]
    [InlineData("schemaVersion: 1\nsystems:\n  - { id: a, regulatory: { date: 1.9.2026 } }\n", 3, 34, "write yyyy-MM-dd")]
    [InlineData("schemaVersion: 1\nsystems:\n  - { id: a, deployments: [cloud] }\n", 3, 28, "'deployments' must be a mapping")]
    [InlineData("schemaVersion: 1\nsystems:\n  - id: a\n  - id: a\n", 4, 9, "The system 'a' is already in governance/register.yml(3)")]
    // Models.
    [InlineData("schemaVersion: 1\nmodels:\n  - id: a\n", 3, 5, "'reference' is missing in 'a'")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, reference: gpt-4o }\n", 3, 25, "not of the form provider:reference")]
    [InlineData("schemaVersion: 1\nmodels:\n  - id: a\n    reference:\n      openai: gpt-4o\n", 5, 7, "in one piece (openai:gpt-4o-2024-08-06), not a mapping")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, reference: \"OpenAI:gpt-4o\" }\n", 3, 25, "'OpenAI' is not a provider")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:gpt 4o\" }\n", 3, 25, "white space")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:a|openai:b\" }\n", 3, 25, "white space or '|'")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, deployments: [\"\"] }\n", 3, 28, "is empty or holds white space")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, deployments: x, resolvedVersion: gpt-4o-2024-08-06 }\n", 3, 47, "does not say whose model it is")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:x\", origin: stolen }\n", 3, 45, "is not one of hosted, open-weights")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:x\", licence: MIT }\n", 3, 37, "Did you mean 'license'?")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:x\", retiresOn: soon }\n", 3, 48, "write yyyy-MM-dd")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:x\", card: C:/card.md }\n", 3, 43, "leaves the governed folder")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:x\", usedBy: bot }\n", 3, 45, "the register has no system 'bot'; it has no system at all")]
    [InlineData("schemaVersion: 1\nsystems: [{ id: bot }]\nmodels:\n  - { id: a, reference: \"openai:x\", usedBy: [bt] }\n", 4, 46, "did you mean 'bot'?")]
    [InlineData("schemaVersion: 1\nsystems: [{ id: bot }, { id: ads }]\nmodels:\n  - { id: a, reference: \"openai:x\", usedBy: [finance] }\n", 4, 46, "no system 'finance'; it has ads, bot")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:x\", supplier: openai }\nsuppliers: [{ id: open-ai }]\n", 3, 47, "did you mean 'open-ai'?")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:x\", variantOf: b }\n", 3, 48, "the register has no model 'b'")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:x\" }\n  - { id: a, reference: \"openai:y\" }\n", 4, 11, "The model 'a' is already in governance/register.yml(3)")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:x\", compensation: { reason: r, controls: c } }\n", 3, 51, "'owner' is missing in 'compensation'")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:x\", compensation: { reason: TODO, controls: c, owner: o } }\n", 3, 61, "is a placeholder")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:x\", compensation: yes }\n", 3, 51, "'compensation' must be a mapping")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:x\", suppliedAtRunTime: { by: b, reason: r, owner: o } }\n", 3, 37, "'usedBy' is missing in 'a'")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:x\", digest: { value: d41d8cd98f00b204e9800998ecf8427e } }\n", 3, 54, "are an MD5")]
    [InlineData("schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:x\", digest: { alg: sha512, value: " + Hash + " } }\n", 3, 67, "a sha512 has 128 hexadecimal digits, not 64")]
    // Suppliers.
    [InlineData("schemaVersion: 1\nsuppliers: [{ name: OpenAI }]\n", 2, 13, "'id' is missing")]
    [InlineData("schemaVersion: 1\nsuppliers:\n  - { id: a, reviewedOn: 2026-02-30 }\n", 3, 26, "is not a date")]
    [InlineData("schemaVersion: 1\nsuppliers:\n  - id: a\n  - id: a\n", 4, 9, "The supplier 'a' is already in")]
    public void Malformed(string text, int line, int column, string part)
    {
        var problem = Assert.Single(Read(text).Problems);

        Assert.Equal((Path, line, column), (problem.Place.Path, problem.Place.Line, problem.Place.Column));
        Assert.Contains(part, problem.Message);
    }

    [Fact]
    public void A_bad_entry_leaves_the_others_and_what_is_right_about_itself()
    {
        var (register, problems) = Read("""
            schemaVersion: 1
            systems:
              - text
              - { id: bot, riskTier: extreme, paths: [src/Bot/**, /etc] }
            models:
              - { id: nameless }
              - { id: no good, reference: "openai:a" }
              - { id: b, reference: "openai:b", origin: nowhere, usedBy: [nobody], compensation: { reason: r } }
              - { id: b, reference: "openai:b2" }
              - { id: c, reference: "openai:c" }
            """);

        Assert.Equal(10, problems.Count);
        Assert.Equal(("bot", RiskTier.Unknown), (Assert.Single(register.Systems).Id.Text, register.Systems[0].Tier));
        Assert.Equal(["src/Bot/**"], register.Systems[0].Paths);
        Assert.Equal(["openai:b", "openai:c"], register.Models.Select(m => m.Model));
        Assert.Equal(("hosted", 0, false), (register.Models[0].Origin, register.Models[0].UsedBy.Count, register.Models[0].IsCompensated));
    }

    [Theory]
    [InlineData("\uFEFF", "utf-8", "")]
    [InlineData("", "utf-16", "is not UTF-8")]
    [InlineData("", "iso-8859-1", "is not UTF-8")]
    [InlineData("\0", "utf-8", "A NUL character")]
    public void Odd_encodings(string start, string encoding, string problem)
    {
        using var repository = new TemporaryRepository();
        Directory.CreateDirectory(System.IO.Path.Combine(repository.Root, "governance"));
        File.WriteAllBytes(
            System.IO.Path.Combine(repository.Root, Path),
            [.. (encoding == "utf-16" ? Encoding.Unicode.GetPreamble() : []), .. Encoding.GetEncoding(encoding).GetBytes(start + "schemaVersion: 1\nsystems: [{ id: küche }]\n")]);

        var compiler = repository.Compile();

        if (problem.Length == 0)
        {
            Assert.Empty(compiler.PolicyFindings);
            Assert.Equal("küche", Assert.Single(compiler.Register.Systems).Id.Text);
            return;
        }

        var finding = Assert.Single(compiler.PolicyFindings);
        Assert.Equal(("GOV0001", Path), (finding.RuleId, finding.Place.Path));
        Assert.Contains(problem, finding.Message);
        Assert.True(compiler.IsInvalid);
        Assert.Equal((true, false, RegisterState.Unreadable), (compiler.Register.Exists, compiler.Register.IsReadable, compiler.Compiled.Register.State));
    }

    [Fact]
    public void A_register_that_is_too_large_is_refused()
    {
        using var repository = new TemporaryRepository().With(Path, "schemaVersion: 1\n" + new string('#', YamlReader.MaximumBytes));

        Assert.Contains("at most", Assert.Single(repository.Compile().PolicyFindings).Message);
    }

    [Theory]
    [InlineData("governance/register.yml", false, RegisterState.Missing, "")]
    [InlineData("governance/register.yml", true, RegisterState.Unreadable, "There is no register here, and the policy names it")]
    [InlineData("governance", true, RegisterState.Unreadable, "There is no register here")]
    [InlineData("../register.yml", true, RegisterState.Unreadable, "lies outside the repository")]
    [InlineData("../register.yml", false, RegisterState.Unreadable, "lies outside the repository")]
    [InlineData("/etc/passwd", true, RegisterState.Unreadable, "lies outside the repository")]
    [InlineData("a\0b", true, RegisterState.Unreadable, "is not a path")]
    [InlineData("", true, RegisterState.Unreadable, "is not a path")]
    public void A_file_that_is_not_there(string file, bool isRequired, RegisterState state, string problem)
    {
        using var repository = new TemporaryRepository().With("governance/other.yml", "");

        var compiler = repository.CompileWith(new RegisterSource(file, null, isRequired));

        Assert.Equal(state, compiler.Compiled.Register.State);
        Assert.Equal(problem.Length > 0, compiler.IsInvalid);
        Assert.All(compiler.PolicyFindings, f => Assert.Contains(problem, f.Message));
        Assert.Equal(problem.Length > 0 ? 1 : 0, compiler.PolicyFindings.Count);
    }

    [Fact]
    public void Registers_of_several_layers_are_one()
    {
        using var repository = new TemporaryRepository()
            .With("org/register.yml", "schemaVersion: 1\nsystems: [{ id: bot }]\nmodels:\n  - { id: a, reference: \"openai:a\" }\nsuppliers: [{ id: openai }]\n")
            .With(Path, "schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:b\" }\n  - { id: c, reference: \"openai:c\", usedBy: bot, supplier: openai }\n");

        var compiler = repository.CompileWith(new RegisterSource("org/register.yml", null, true), new RegisterSource(Path, null, false), new RegisterSource(Path, null, true));

        var duplicate = Assert.Single(compiler.PolicyFindings);
        Assert.Equal((Path, 3, 11), (duplicate.Place.Path, duplicate.Place.Line, duplicate.Place.Column));
        Assert.Contains("The model 'a' is already in org/register.yml(4)", duplicate.Message);
        Assert.Equal(["openai:a", "openai:c"], compiler.Register.Models.Select(m => m.Model));
        Assert.Equal(Path, compiler.Register.Path);
    }

    [Fact]
    public void A_register_may_stand_in_the_policy()
    {
        using var repository = new TemporaryRepository();
        var problems = new List<FileProblem>();
        var policy = (YamlMapping)YamlReader.ReadText(
            "register:\n  systems: [{ id: bot }]\n  models: [{ id: a, reference: \"openai:a\", usedBy: bit }]\n", "governance.yml", problems)!;

        var compiler = repository.CompileWith(new RegisterSource(Path, null, false), new RegisterSource("", policy.Mapping("register"), true));

        Assert.Contains("did you mean 'bot'?", Assert.Single(compiler.PolicyFindings).Message);
        Assert.Equal(("governance.yml", 3), (compiler.Register.Path, compiler.Register.Models[0].Place.Line));
        Assert.Equal(RegisterState.Read, compiler.Compiled.Register.State);
    }

    [Fact]
    public void The_compiled_policy_knows_the_register()
    {
        using var repository = new TemporaryRepository().With(Path, Whole);

        var compiler = repository.Compile();
        var policy = compiler.Compiled;

        Assert.Empty(compiler.PolicyFindings);
        Assert.Equal((RegisterState.Read, Path), (policy.Register.State, policy.Register.Path));
        Assert.Equal(["back-office", "search", "support-bot"], policy.Systems.Select(s => s.Id));
        Assert.Equal(["answers", "azure", "embeddings", "fine-tuned", "of-tenants", "rank-int8"], policy.Register.Models.Select(m => m.Id));
        var answers = policy.Register.Models[0];
        Assert.Equal(
            ("openai:gpt-4.1-2025-04-14", "governance/register.yml(27)", "answers-prod answers-test", "support-bot search", "openai:gpt-4.1-2025-04-14", false, false),
            (answers.Model, answers.Place, string.Join(" ", answers.Deployments), string.Join(" ", answers.UsedBy), answers.Serves, answers.IsCompensated, answers.IsSuppliedAtRunTime));
        Assert.Equal(["embeddings"], policy.Register.Models.Where(m => m.IsCompensated).Select(m => m.Id));
        Assert.Equal(["of-tenants"], policy.Register.Models.Where(m => m.IsSuppliedAtRunTime).Select(m => m.Id));
    }

    [Theory]
    [InlineData("src/SupportBot/Chat/Bot.cs", RiskTier.Limited)]
    [InlineData("src/Search/Program.cs", RiskTier.High)]
    [InlineData("src/Shared/Clients.cs", RiskTier.Limited)]
    [InlineData("src/SupportBotTests/Bot.cs", RiskTier.Unknown)] // Only back-office, which has no tier.
    [InlineData("src/Both/A.cs", RiskTier.High)]
    public void The_tier_of_a_file_is_the_highest_of_its_systems(string path, RiskTier expected)
    {
        using var repository = new TemporaryRepository().With(
            Path, Whole.Replace("paths: src/Search/", "paths: [src/Search/, src/Both]").Replace("\"src/Shared/**\"", "\"src/Shared/**\", src/Both/**"));

        Assert.Equal(expected, repository.Compile().Compiled.TierAt(path));
    }

    [Fact]
    public void The_digest_holds_the_register_and_its_file_is_an_input()
    {
        using var repository = new TemporaryRepository();
        var without = repository.Compile();
        repository.With(Path, "schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:a\" }\n");
        var with = repository.Compile();
        repository.With(Path, "schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:a\", purpose: other }\n");
        var reworded = repository.Compile();
        repository.With(Path, "schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:b\" }\n");
        var changed = repository.Compile();

        Assert.NotEqual(without.Compiled.Digest, with.Compiled.Digest);
        Assert.Equal(with.Compiled.Digest, reworded.Compiled.Digest);
        Assert.NotEqual(with.Compiled.Digest, changed.Compiled.Digest);
        Assert.False(InputFiles.AreUnchanged(without.Inputs.Format()));
        Assert.True(InputFiles.AreUnchanged(changed.Inputs.Format()));
    }

    [Fact]
    public void Every_property_of_the_format_is_described()
    {
        var properties = typeof(RegisterShape).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(f => f.GetValue(null)).OfType<ObjectShape>().SelectMany(s => s.Properties).ToArray();

        Assert.All(properties, p => Assert.EndsWith(".", p.Description));
        Assert.True(properties.Length > 60);
    }

    private static (Register Register, List<FileProblem> Problems) Read(string text)
    {
        var problems = new List<FileProblem>();
        return (RegisterReader.Read(text, Path, problems), problems);
    }
}
