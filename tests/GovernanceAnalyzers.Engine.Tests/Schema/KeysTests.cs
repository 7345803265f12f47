using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Layers;
using GovernanceAnalyzers.Engine.Policy.Testing;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Schema;

/// <summary>No key of a file is ignored: one that nobody knows is an error, and one that is known makes a difference.</summary>
public class KeysTests
{
    /// <summary>Keys for people: they are kept with the file, and nothing depends on them.</summary>
    private static readonly string[] ForPeople = 
    [
        "evaluation: commit",
        "evaluation: notes",
        "evaluation: promptHash",
        "evaluation: run",
        "evaluation: toolVersion",
        "governance: sdks[].name",
        "metrics-baseline: models[].metrics[].samples",
        "policy-test: description",
    ];

    /// <summary>Every preset, so that whatever one of them asks for is asked.</summary>
    private const string AllPresets = "schemaVersion: 1\nextends: [{ preset: nist-ai-rmf }, { preset: eu-ai-act-high-risk }]\n";

    private const string Evaluation = """
        model: openai:gpt-4.1-2025-04-14
        date: 2026-11-01
        tool: shop-eval
        reviewedBy: support@shop.example
        metrics: [{ name: accuracy, value: 0.91, samples: 400 }, { name: latency_p95_ms, value: 950, samples: 400 }]
        """;

    /// <summary>Keys that no preset asks about: they are answers for policies that do.</summary>
    private static readonly string[] ForPolicies =
    [
        "dataset: decontamination.result",
        "dataset: quality.labelErrorRate",
        "dataset: quality.tool",
        "dataset: reviewedOn",
        "dataset: splits",
        "register: models[].attributionFile",
        "register: models[].compensation.reviewedOn",
        "register: models[].digest",
        "register: models[].optimisation.bits",
        "register: models[].rationale",
        "register: models[].replacement",
        "register: models[].retiresOn",
        "register: suppliers[].name",
        "register: systems[].dataClasses",
        "register: systems[].deployments[].fallback",
        "register: systems[].deployments[].limits",
        "register: systems[].deployments[].offlineBehaviour",
        "register: systems[].name",
        "register: systems[].purpose",
        "register: systems[].regulatory.annexIII",
    ];

    public static TheoryData<string> Shapes => [.. SchemaFiles.All.Select(f => f.Kind)];

    public static TheoryData<string> Kinds => [.. Reading.Kinds];

    /// <summary>Every mapping with known keys, at any depth: one of its keys misspelled, in a mapping with nothing else.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_misspelled_key_names_the_nearest(string kind)
    {
        var mappings = Objects(ShapeOf(kind), kind).DistinctBy(o => o.Shape).ToArray();
        Assert.NotEmpty(mappings);
        foreach (var (shape, path) in mappings)
        {
            foreach (var property in shape.Properties)
            {
                foreach (var misspelled in Misspellings(property.Name).Where(m => shape.Properties.All(p => p.Name != m)))
                {
                    var problems = new List<FileProblem>();
                    var place = new SourcePlace("f.yml", 1, 1);
                    shape.Check(new YamlMapping([new YamlEntry(new YamlScalar(misspelled, true, place), new YamlScalar("x", true, place))], place), path, problems);

                    var problem = problems.Single(p => p.Message.StartsWith("Unknown key", StringComparison.Ordinal));
                    var meant = NearestName.Find(misspelled, shape.Properties.Select(p => p.Name));
                    Assert.True(meant is not null && problem.Message.Contains($"Did you mean '{meant}'?"), $"{path}.{misspelled}: {problem.Message}");
                    // Another key may be as near, but never nearer than the one that was meant.
                    Assert.True(meant == property.Name || misspelled.Length < 6, $"{path}.{misspelled}: {problem.Message}");
                }
            }
        }
    }

    /// <summary>The same, read from a file, so that a reader which passes over a mapping is noticed.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_misspelled_key_is_reported_wherever_it_stands(string kind)
    {
        foreach (var document in Documents(kind))
        {
            foreach (var part in document.Parts.Where(p => p.Property is not null))
            {
                var key = part.Property!.Name;
                var misspelled = document.Text[..part.Start] + $"\"{key[..^1]}{key[^1]}{key[^1]}\"" + document.Text[(part.Start + key.Length + 2)..];
                var problems = Reading.Problems(kind, System.Text.Encoding.UTF8.GetBytes(misspelled));

                Assert.True(
                    problems.Any(p => p.Message.StartsWith("Unknown key", StringComparison.Ordinal) && p.Place.Line == 1 && p.Place.Column == part.Start + 1),
                    $"{part.Path}: {string.Join("; ", problems.Select(p => p.Place + " " + p.Message))}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_full_documents_are_valid(string kind)
    {
        foreach (var document in Documents(kind))
        {
            // The digests of the lock file are not those of the layers.
            Assert.DoesNotContain(
                kind == "sdk" ? Reading.Problems(kind, System.Text.Encoding.UTF8.GetBytes(document.Text)).Select(p => "problem " + p.Message) : Outcome(kind, document.Text),
                o => o.StartsWith("problem", StringComparison.Ordinal) && !o.Contains("GOV0004"));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_full_documents_have_every_key(string kind)
    {
        // An SDK of the catalogue has the sections that one in a policy has.
        var present = Documents(kind).Concat(kind == "sdk" ? Documents("governance") : [])
            .SelectMany(d => d.Parts).Select(p => p.Property).Where(p => p is not null).ToHashSet(ReferenceEqualityComparer.Instance);

        Assert.Empty(Objects(ShapeOf(kind), kind).SelectMany(o => o.Shape.Properties.Where(p => !present.Contains(p)).Select(p => $"{o.Path}.{p.Name}")).Distinct());
    }

    [Theory]
    [InlineData("governance")]
    [InlineData("waivers")]
    [InlineData("dataset")]
    [InlineData("lock")]
    [InlineData("register")]
    [InlineData("evaluation")]
    [InlineData("metrics-baseline")]
    [InlineData("policy-test")]
    public void Every_key_makes_a_difference(string kind)
    {
        var known = ForPeople.Concat(ForPolicies).Where(p => Documents(kind).Any(d => d.Parts.Any(x => PathOf(kind, x) == p))).Order(StringComparer.Ordinal);
        var ignored = new SortedSet<string>(StringComparer.Ordinal);
        var made = new HashSet<string>(StringComparer.Ordinal);
        foreach (var document in Documents(kind))
        {
            var before = Outcome(kind, document.Text);
            foreach (var part in document.Parts.Where(p => p.Property is not null))
            {
                var other = Other(part);
                if (!Outcome(kind, document.Without(part)).SequenceEqual(before)
                    || (other is not null && !Outcome(kind, document.With(part, other)).SequenceEqual(before)))
                {
                    made.Add(PathOf(kind, part));
                }
                else
                {
                    ignored.Add(PathOf(kind, part));
                }
            }
        }

        ignored.ExceptWith(made);
        Assert.True(
            known.SequenceEqual(ignored, StringComparer.Ordinal),
            $"Ignored, and not known to be: {string.Join(", ", ignored.Except(known))}. Known to be ignored, and not: {string.Join(", ", known.Except(ignored))}.");
    }

    /// <summary>A policy that asks for what no preset asks for gets the answer that is there.</summary>
    [Fact]
    public void Keys_for_policies_answer_a_requirement()
    {
        foreach (var key in ForPolicies)
        {
            var kind = key[..key.IndexOf(':')];
            var path = key[(kind.Length + 2)..];
            var list = path.IndexOf("[].", StringComparison.Ordinal);
            var source = kind == "dataset" ? "dataset" : path[..list].TrimEnd('s');
            var policy = $"schemaVersion: 1\nrequirements: [{{ id: asked, kind: record, in: {source}, fields: [\"{(kind == "dataset" ? path : path[(list + 3)..])}\"] }}]\n";
            var document = Documents(kind).Single();
            var part = document.Parts.First(p => p.Path == path);

            Assert.True(Asked(document.Text) + 1 == Asked(document.Without(part)), key);

            // One finding for each entry without an answer.
            int Asked(string text)
            {
                using var repository = new TemporaryRepository()
                    .With("governance.yml", policy)
                    .With(kind == "dataset" ? "governance/datasets/intents.yml" : "governance/register.yml", text);
                return RepositoryChecks.Run(repository.Compile(), codeUsesAi: true).Count(f => f.Requirement == "asked");
            }
        }
    }

    /// <summary>Another value, for keys that say the same when they are left out.</summary>
    private static string? Other(Part part) => part.Property!.Name switch
    {
        "sha256" => '"' + new string('0', 64) + '"',
        // What a test does not say about a finding is not compared.
        "line" => "77",
        "role" when part.Path == "dataset.role" => "ood",
        "version" when part.Path == "dataset.version" => "other",
        "approvedOn" => "2026-01-01",
        "alg" => "sha512",
        "prohibitedPractice" => "true",
        "requirement" when part.Path.Contains("notApplicable", StringComparison.Ordinal) => "something-else",
        "path" or "message" or "requirement" when part.Path.StartsWith("expect[]", StringComparison.Ordinal) => "\"something else\"",
        "severity" or "status" when part.Path.StartsWith("expect[]", StringComparison.Ordinal) => part.Property.Name == "status" ? "waived" : "suggestion",
        _ => null,
    };

    /// <summary>A register within a policy is the same as one in a file.</summary>
    private static string PathOf(string kind, Part part) =>
        part.Path.StartsWith("register.", StringComparison.Ordinal) ? "register: " + part.Path["register.".Length..] : $"{kind}: {part.Path}";

    private static IEnumerable<string> Misspellings(string name)
    {
        yield return name + name[^1];
        if (name.Length > 3)
        {
            yield return name[..^1];
            yield return name[..1] + name[2] + name[1] + name[3..];
            yield return name.ToUpperInvariant();
        }
    }

    private static Shape ShapeOf(string kind) => SchemaFiles.All.Single(f => f.Kind == kind).Shape;

    private static IEnumerable<FlowDocument> Documents(string kind) =>
        FullDocuments.ByKind[kind].Select(d => FlowDocument.Of(d.Replace("BASELINE", Digest), ShapeOf(kind)));

    private static string Digest => LayerSource.Digest(ShippedFiles.Text("policies/presets/baseline.yml"));

    private static IEnumerable<(ObjectShape Shape, string Path)> Objects(Shape shape, string path) => shape switch
    {
        ObjectShape o => o.Properties.SelectMany(p => Objects(p.Shape, $"{path}.{p.Name}")).Prepend((o, path)),
        MapShape map => Objects(map.Value, path + ".*"),
        ListShape list => Objects(list.Item, path + "[]"),
        EitherShape either => Objects(either.Full, path),
        KeyedShape keyed => Objects(keyed.With, path).Concat(Objects(keyed.Without, path)),
        CheckedElsewhere { Shape: { } elsewhere } => Objects(elsewhere, path),
        ScalarShape or CheckedElsewhere => [],
        _ => throw new InvalidOperationException($"What is inside of {shape.GetType().Name}?"),
    };

    /// <summary>All that follows from a file, in lines.</summary>
    private static string[] Outcome(string kind, string text)
    {
        if (kind == "policy-test")
        {
            return OutcomeOfTest(text);
        }

        using var repository = new TemporaryRepository()
            .With("src/Program.cs", "")
            .With("policy/company.yml", "schemaVersion: 1\nname: company\n")
            .With("pack/governance.yml", "schemaVersion: 1\nname: pack\n")
            .With("deploy/shop.env", "MODEL=x\n")
            .With("governance/exceptions.yml", "schemaVersion: 1\nwaivers: []\n")
            .With("governance/ai.yml", FullDocuments.Systems)
            .With("governance/risk/intents.md", "# Privacy\n\nLow.\n")
            .With("governance/evaluations/answers.yml", Evaluation)
            .With("governance.yml", AllPresets);
        if (kind is "evaluation" or "dataset" or "metrics-baseline")
        {
            repository.With("governance/register.yml", FullDocuments.Systems);
        }

        if (kind is "evaluation")
        {
            // What an evaluation points to.
            repository
                .With("governance/datasets/intents.yml", $"id: intents\nversion: 2026-Q4\nfiles: [{{ path: data/extra.jsonl, sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 }}]\n")
                .With("governance/evaluations/results.json", """{ "model-index": [{ "name": "x", "results": [{ "metrics": [{ "type": "latency_p95_ms", "value": 900 }] }] }] }""")
                .With("governance/evaluations/predictions.csv", "actual,predicted,probability,age\napprove,approve,0.95,old\ndeny,approve,0.45,old\napprove,deny,0.6,young\ndeny,deny,0.1,young\n");
        }

        if (kind is "artefacts")
        {
            // Another file than the recorded one.
            repository.With("models/intent.onnx", "x");
        }

        if (kind is "metrics-baseline")
        {
            repository.With("governance/evaluations/answers.yml", Evaluation.Replace("value: 0.91,", "value: 0.91, interval: [0.88, 0.94],").Replace("metrics: [", "metrics: [{ name: politeness, value: 1.5 }, { name: accuracy, value: 0.5, slice: German, samples: 400 }, "));
        }

        var path = kind switch
        {
            "waivers" => "governance/waivers.yml",
            "dataset" => "governance/datasets/intents.yml",
            "register" => "governance/register.yml",
            "evaluation" => "governance/evaluations/answers.yml",
            "lock" => PolicyLock.FileName,
            "metrics-baseline" => "governance/metrics-baseline.yml",
            "artefacts" => "governance/artefacts.yml",
            _ => "governance.yml",
        };
        repository.With(path, text);
        var tree = repository.Tree() with
        {
            Packs = kind is "governance" or "lock" ? [new PolicyPack(FullDocuments.Pack, "2.0.0", Path.Combine(repository.Root, "pack", "governance.yml"))] : [],
        };
        if (kind == "lock")
        {
            repository.With("governance.yml", $"schemaVersion: 1\nextends: [{{ preset: baseline }}, {{ package: {FullDocuments.Pack} }}]\n");
        }

        if (kind == "waivers")
        {
            repository.With("governance.yml", "schemaVersion: 1\nwaivers: { secondPerson: true, maxDays: 90 }\n");
        }

        // What a profile says hides what the policy says, so that both have to be looked at.
        return kind == "governance" && text.Contains(FullDocuments.Profile, StringComparison.Ordinal) ? [.. Lines(tree), .. Lines(tree with { Profile = FullDocuments.Profile })] : Lines(tree);
    }

    private static string[] Lines(GovernedTree tree)
    {
        var compiler = PolicyCompiler.Run(tree, TemporaryRepository.Today);
        return
        [
            .. compiler.Policy.Settings.Select(s => $"setting {s.Name} {s.Value} {s.LockedBy}"),
            .. compiler.Policy.Rules.Select(r => $"rule {r.Key} {r.Value.Severity} {r.Value.ErrorFrom} {r.Value.Locked} {string.Join(",", r.Value.Options)}"),
            .. compiler.PolicyFindings.Select(f => $"problem {f.RuleId} {f.Message}"),
            .. compiler.DatasetProblems.Select(p => $"problem {p.Message}"),
            .. compiler.Text(".").Split('\n'),
            .. compiler.Waivers.Select(w => w.ToString()),
            .. compiler.Datasets.SelectMany(Lines),
            .. compiler.Policy.Requirements.Select(r => r.ToString()),
            // Without columns, which move when a value becomes longer.
            .. RepositoryChecks.Run(compiler, codeUsesAi: true).Select(f => $"finding {f.RuleId} {f.Severity} {f.Place.Path} {f.Message}"),
        ];
    }

    /// <summary>What a test of a policy says when it is run.</summary>
    private static string[] OutcomeOfTest(string text)
    {
        using var repository = new TemporaryRepository()
            .With("pack/governance.yml", """
                schemaVersion: 1
                rules: { GOV2001: none }
                profiles: { release: { rules: { GOV3001: error } } }
                requirements:
                  - { id: rollback, kind: document, path: governance/rollback.yml }
                """)
            .With("tests/t/case.yml", text)
            .With("tests/t/repository/README.md", "");
        var problems = new List<FileProblem>();
        var lines = PolicyTestCase.Below(Path.Combine(repository.Root, "tests"), problems)
            .Select(t => PolicyTestRunner.Run(t, Path.Combine(repository.Root, "pack", "governance.yml"), "pack"))
            .SelectMany(r => r.Missing.Select(m => "missing " + m)
                .Concat(r.Unexpected.Select(u => $"unexpected {u.Finding.RuleId} {u.Finding.Severity} {u.Status} {u.Finding.Place.Path} {u.Finding.Message}")))
            .ToArray();
        return [.. problems.Select(p => "problem " + p.Message), .. lines];
    }

    /// <summary>A record without its raw fields, which would differ for any key.</summary>
    private static IEnumerable<string> Lines(DatasetRecord record) => typeof(DatasetRecord).GetProperties()
        .Where(p => p.Name != nameof(DatasetRecord.Fields))
        .Select(p => p.GetValue(record) is System.Collections.IEnumerable list and not string ? $"{p.Name}: {string.Join(", ", list.Cast<object>())}" : $"{p.Name}: {p.GetValue(record)}");
}
