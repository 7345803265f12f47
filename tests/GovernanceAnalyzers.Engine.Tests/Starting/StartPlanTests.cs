using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Starting;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Starting;

public class StartPlanTests
{
    /// <summary>What reports that a placeholder, or something that nobody can know for a team, is still missing.</summary>
    private static readonly string[] Expected =
        ["GOV2002", "GOV2005", "GOV2006", "GOV2007", "GOV2008", "GOV2009", "GOV3002", "GOV3005", "GOV4001", "GOV4005", "GOV5006", "GOV5007"];

    private static readonly CodeFact[] Facts =
    [
        Model("openai", "gpt-4o", "src/Chat.cs", 3),
        Model("openai", "gpt-4o", "src/Other.cs", 9),
        Model("azure-openai", "gpt-4o", "src/Chat.cs", 4),
        Model("azure-openai", "chat-prod", "src/Chat.cs", 5, kind: "deployment"),
        Model("local-artifact", "models/intent v2.onnx", "src/Chat.cs", 6),
        Model("openai", "${MODEL}", "src/Chat.cs", 7),
        Model("", "mystery", "src/Chat.cs", 8),
        Model("openai", null, "src/Chat.cs", 9),
        Model("huggingface", "org/data", "src/Chat.cs", 10, kind: ModelReferenceFact.DatasetKind),
        Data("data/train.csv", "src/Train.cs"),
        Data("../data/train.csv", "src/Train.cs"),
        Data("https://shop.example/data.jsonl", "src/Train.cs"),
        Data("missing.csv", "src/Train.cs"),
        Data(null, "src/Train.cs"),
    ];

    public static TheoryData<string> Presets => [.. ShippedPresets.Names];

    [Theory]
    [MemberData(nameof(Presets))]
    public void After_a_start_only_what_people_have_to_say_is_missing(string preset)
    {
        using var repository = Repository();

        var plan = Start(repository, preset);

        Assert.Empty(plan.Problems);
        var compiled = repository.Compile();
        var findings = RepositoryChecks.Run(compiled, codeUsesAi: true);
        Assert.DoesNotContain(findings, f => !Expected.Contains(f.RuleId) && f.RuleId is not ("GOV2003" or "GOV2005" or "GOV4003"));
        Assert.NotEmpty(findings);
        Assert.All(plan.Files.Where(f => f.Placeholders > 0), f => Assert.True(
            findings.Any(x => x.Place.Path == f.Path), $"Nothing fails for the placeholders of {f.Path}."));
        Assert.All(Facts.OfType<ModelReferenceFact>().Where(f => f.Value is not null and not "${MODEL}" and not "mystery" && f.Kind is "model" && !f.Value.Contains(' ')), f =>
        {
            Assert.True(compiled.Compiled.HasCard(f), f.Model);
            Assert.NotEmpty(compiled.Compiled.Register.Listing(f));
        });
        Assert.All(Facts.OfType<DatasetLoadFact>().Where(f => f.Value is not null), f => Assert.NotNull(compiled.Compiled.DatasetFor(f.Value!)));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_second_start_changes_nothing(string preset)
    {
        using var repository = Repository();
        Start(repository, preset);
        var before = Files(repository);

        var again = Start(repository, preset);

        Assert.All(again.Files, f => Assert.True(f.IsKept, f.Path));
        Assert.Equal(before, Files(repository));
        using var other = Repository();
        Start(other, preset);
        Assert.Equal(before.Keys, Files(other).Keys);
        Assert.All(before.Where(f => f.Key is not ("governance.yml" or "governance/register.yml")), f => Assert.Equal(f.Value, Files(other)[f.Key]));
    }

    [Fact]
    public void Register_cards_and_records_hold_what_is_known_and_nothing_else()
    {
        using var repository = Repository();

        var plan = Start(repository, "baseline", owner: "team@shop.example");

        var register = File.ReadAllText(Path.Combine(repository.Root, "governance/register.yml"));
        Assert.Contains("""
            models:
              - id: gpt-4o
                reference: "azure-openai:gpt-4o"
                card: governance/models/gpt-4o.md
              - id: openai-gpt-4o
                reference: "openai:gpt-4o"
                card: governance/models/openai-gpt-4o.md
            """.Replace("\r\n", "\n").Split('\n')[1], register);
        Assert.Contains("deployments: [\"chat-prod\"]", register);
        Assert.Contains("    owner: team@shop.example\n    # riskTier: TODO, one of minimal, limited, high\n", register);
        Assert.StartsWith("---\nmodels: [\"openai:gpt-4o\"]\nowner: team@shop.example\n", File.ReadAllText(Path.Combine(repository.Root, "governance/models/openai-gpt-4o.md")));
        Assert.Contains(
            "id: train\nfiles:\n  - path: src/data/train.csv\n    sha256: \"4d7a97d9bd5a14a5b7ee4f6e9bc7ac2b0aff4ebf0cbc0d97a11cd9df0aa4e4ba\"\n"[..44],
            File.ReadAllText(Path.Combine(repository.Root, "governance/datasets/train.yml")));
        Assert.Contains("urls: [\"https://shop.example/data.jsonl\"]", File.ReadAllText(Path.Combine(repository.Root, "governance/datasets/data.yml")));
        Assert.Equal(
            [
                "src/Chat.cs(6): the reference \"models/intent v2.onnx\" is left out: it cannot be written as provider:reference. Add it to the register by hand.",
                "src/Chat.cs(7): the reference \"${MODEL}\" is left out: the value is filled in later, from the environment or a template.",
                "src/Chat.cs(8): the reference \"mystery\" is left out: its provider is not known. Add it to the register by hand.",
                "src/Chat.cs(9): which model is called is not known at build time (setting X). Add it to the register once you know.",
                "src/Train.cs loads missing.csv, which is not in this repository; its record has no digest.",
                "src/Train.cs(1): which data File.ReadAllText loads is not known at build time. Make sure that a dataset record declares it.",
            ],
            plan.Notes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_there_is_kept_and_what_it_lacks_is_said()
    {
        const string Register = "schemaVersion: 1\nmodels:\n  - { id: mine, reference: \"openai:gpt-4o\", owner: a@shop.example }\n";
        using var repository = Repository()
            .With("governance.yml", "schemaVersion: 1\nname: mine\nextends: [{ preset: baseline }]\n")
            .With("governance/register.yml", Register)
            .With("governance/models/any name.md", "---\nmodels: [\"openai:gpt-4o\"]\nowner: a@shop.example\n---\n# A\n")
            .With("governance/operations/rollback.md", "# Rollback\n")
            .With("governance/datasets/all.yml", "id: all\nfiles: \"**/data/**\"\nlicence: MIT\n");

        var plan = Start(repository, "iso-42001");

        Assert.Equal(Register, File.ReadAllText(Path.Combine(repository.Root, "governance/register.yml")));
        Assert.DoesNotContain(plan.Files, f => f.Path is "governance/operations/rollback.yml" or "governance/models/openai-gpt-4o.md" or "governance/datasets/train.yml");
        Assert.Contains(plan.Files, f => f is { Path: "governance/operations/rollback.md", IsKept: true });
        Assert.DoesNotContain(plan.Files, f => f.Path == "governance/ai-policy.md");
        Assert.Contains("governance/register.yml is kept as it is and does not list azure-openai:gpt-4o. Add it there: \"reference: azure-openai:gpt-4o\".", plan.Notes);
    }

    [Fact]
    public void Without_facts_the_cards_are_what_is_known_about_models()
    {
        using var repository = new TemporaryRepository().With("governance/models/a.md", "---\nmodels: [\"openai:gpt-4o\"]\n---\n# A\n");

        Start(repository, "baseline", facts: []);

        Assert.Contains("  - id: gpt-4o\n    reference: \"openai:gpt-4o\"\n    card: governance/models/a.md\n", File.ReadAllText(Path.Combine(repository.Root, "governance/register.yml")));
    }

    [Fact]
    public void Any_requirement_of_a_policy_gets_its_document()
    {
        using var repository = Repository().With("governance.yml", """
            schemaVersion: 1
            name: own
            requirements:
              - { id: a, kind: document, path: "docs/own/*.json", fields: ["list[].one", "list[].two", "flat", "deep.er"], severity: warning }
              - { id: b, kind: document, path: docs/own.md, sections: ["First | Second", "First: \"quoted\" --> part"], fields: [{ field: size, atLeast: 3, atMost: 5 }], severity: warning }
              - { id: c, kind: document, path: docs/own.pdf, severity: warning }
              - { id: d, kind: document, path: "docs/{model}/impact.yml", per: model, fields: ["list[kind=a].x", "list[].z", owner], severity: warning }
              - { id: e, kind: document, path: "**/f.yaml", optional: true, severity: warning }
              - { id: f, kind: document, path: docs/none.md, fields: [x], severity: none }
              - { id: g, kind: document, path: docs/minutes.md, severity: warning }
              - { id: h, kind: review, path: docs/review.yml, reviewWithin: 30d, severity: warning }
            """);

        var plan = Start(repository, "baseline");

        Assert.Empty(plan.Problems);
        Assert.Contains("docs/own.pdf (c) is left to you: it is no kind of file that can hold placeholders.", plan.Notes);
        Assert.Equal(
            [
                "docs/chat-prod/impact.yml", "docs/gpt-4o/impact.yml", "docs/minutes.md", "docs/openai-gpt-4o/impact.yml", "docs/own.md", "docs/own/a.json", "docs/review.yml",
            ],
            plan.Files.Select(f => f.Path).Where(p => p.StartsWith("docs/", StringComparison.Ordinal)));
        Assert.Contains("\"list\": [\n    {\n      \"one\": \"TODO\",\n      \"two\": \"TODO\"\n    }\n  ]", Text("docs/own/a.json"));
        Assert.Contains("list:\n  - kind: a\n", Text("docs/gpt-4o/impact.yml"));
        Assert.All(new[] { "    x: TODO\n", "    z: TODO\n", "\nowner: TODO\n" }, part => Assert.Contains(part, Text("docs/gpt-4o/impact.yml")));
        Assert.Contains("size: \"TODO: 3 to 5\"", Text("docs/own.md"));
        Assert.Equal(7, RepositoryChecks.Run(repository.Compile(), codeUsesAi: true).Count(f => f.Place.Path.StartsWith("docs/", StringComparison.Ordinal) && f.Place.Path != "docs/own.pdf" && f.RuleId is "GOV2007"));

        string Text(string path) => File.ReadAllText(Path.Combine(repository.Root, path));
    }

    [Fact]
    public void A_policy_that_cannot_be_relied_on_begins_nothing()
    {
        using var repository = Repository().With("governance.yml", "schemaVersion: 1\nrulez: {}\n");

        var plan = Start(repository, "baseline");

        Assert.Empty(plan.Files);
        Assert.Contains(plan.Problems, p => p.Contains("Did you mean 'rules'?", StringComparison.Ordinal));
    }

    [Fact]
    public void Strange_names_make_files_that_can_be_read()
    {
        using var repository = new TemporaryRepository();
        var long_ = new string('m', 400);

        var plan = Start(repository, "iso-42001", facts:
        [
            Model("openai", "ft:gpt-4o-mini-2024-07-18:acme::abc", "a.cs", 1),
            Model("huggingface", "Ünïcode/模型", "a.cs", 2),
            Model("huggingface", "模型/模型", "a.cs", 2),
            Model("openai", long_, "a.cs", 3),
            Model("openai", "GPT-4o", "a.cs", 4),
            Model("openrouter", "gpt-4o", "a.cs", 5),
            Model("openai", "x\"y\\z", "a.cs", 6),
            Data("data/\"quoted\": #1.csv", "a.cs"),
            Data("/etc/passwd", "a.cs"),
        ]);

        Assert.Empty(plan.Problems);
        Assert.All(plan.Files, f => Assert.All(f.Path.Split('/'), s => Assert.Matches("^[A-Za-z0-9._-]{1,90}$", s)));
        var findings = RepositoryChecks.Run(repository.Compile(), codeUsesAi: true);
        Assert.DoesNotContain(findings, f => f.RuleId is "GOV0001" or "GOV2004");
        Assert.Equal(7, repository.Compile().Register.Models.Count);
        Assert.Equal(7, repository.Compile().Cards.Count);
        Assert.Equal(2, repository.Compile().Datasets.Count);
    }

    private static StartPlan Start(TemporaryRepository repository, string preset, string owner = "", IReadOnlyCollection<CodeFact>? facts = null)
    {
        var plan = StartPlan.Of(repository.Tree(), new StartOptions(preset, owner), facts ?? Facts, TemporaryRepository.Today);
        Assert.Equal(plan.Files.Count, plan.Files.Select(f => f.Path).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        foreach (var file in plan.Files.Where(f => !f.IsKept))
        {
            Assert.False(File.Exists(Path.Combine(repository.Root, file.Path)), file.Path);
            repository.With(file.Path, file.Text);
        }

        return plan;
    }

    private static SortedDictionary<string, string> Files(TemporaryRepository repository) => new(
        Directory.GetFiles(repository.Root, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(repository.Root, f).Replace('\\', '/'))
            .Where(f => !f.StartsWith(".governance/", StringComparison.Ordinal))
            .ToDictionary(f => f, f => File.ReadAllText(Path.Combine(repository.Root, f))),
        StringComparer.Ordinal);

    private static TemporaryRepository Repository() => new TemporaryRepository()
        .With("src/data/train.csv", "a,b\n1,2\n")
        .With("elsewhere/data/train.csv", "other\n");

    private static ModelReferenceFact Model(string provider, string? value, string path, int line, string kind = "model") =>
        new() { Provider = provider, Value = value, Kind = kind, Origin = value is null ? "setting X" : "", Place = new SourcePlace(path, line, 1) };

    private static DatasetLoadFact Data(string? value, string path) => new() { Value = value, Method = "File.ReadAllText", Place = new SourcePlace(path, 1, 1) };
}
