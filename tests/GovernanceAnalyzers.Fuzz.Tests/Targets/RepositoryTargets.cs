using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Testing;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Tests;
using GovernanceAnalyzers.Engine.Tests.Repository.Artefacts;
using GovernanceAnalyzers.Engine.Tests.Schema;
using GovernanceAnalyzers.Engine.Yaml;
using GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

namespace GovernanceAnalyzers.Fuzz.Tests.Targets;

/// <summary>
/// All checks of a repository with one file broken: what is read out of a file is used by many checks, and each of them has to bear it. The
/// repository is the governed sample, which has one of everything.
/// </summary>
internal static class RepositoryTargets
{
    private const string Small = "schemaVersion: 1\nextends: [{ preset: baseline }]\nwaivers: { file: governance/waivers.yml }\nbaseline: { file: governance/baseline.json }\nconfiguration: { files: [deploy/*] }\npackages: { allow: [\"OpenAI 2.*\"] }\n";

    public static IEnumerable<Target> List =>
    [
        Governed("repository-policy", "governance.yml", () => [.. FullDocuments.ByKind["governance"], .. Sources.Files(".yml", "samples/LoanRisk.Governed/governance.yml", "samples/Contoso.AiPolicy/policy", "tests/GovernanceAnalyzers.Engine.Tests/Golden/policies"), .. Agreement("governance")], "preset", "baseline", "iso-42001", "GOV1001", "FloatingModelReference", "locked", "error", "none", "errorFrom", "requirements", "appliesTo", "riskTier", "overrides", "paths", "180d", "unwaivable", "profiles"),
        Governed("repository-register", "governance/register.yml", () => [.. Sample("governance/register.yml"), .. FullDocuments.ByKind["register"], .. Agreement("register")]),
        Governed("repository-card", "governance/models/repayment.md", () => Sample("governance/models/repayment.md", "governance/models/letters.md")),
        Governed("repository-card-json", "governance/models/more.json", () => Sources.Files(".json", "tests/GovernanceAnalyzers.Engine.Tests/TestData/cards")),
        Governed("repository-dataset", "governance/datasets/applications-2025.yml", () => [.. Sample("governance/datasets/applications-2025.yml"), .. FullDocuments.ByKind["dataset"]]),
        Governed("repository-croissant", "governance/datasets/more.json", () => Sources.Examples("Repository/DatasetFormatsTests.cs", "{")),
        Governed("repository-evaluation", "governance/evaluations/repayment.yml", () => [.. Sample("governance/evaluations/repayment.yml"), .. FullDocuments.ByKind["evaluation"]], "demographic_parity_difference", "accuracy", "interval", "groups", "positive", "score"),
        Governed("repository-predictions", "governance/evaluations/repayment-predictions.csv", () => ["id,label,prediction,score,sex,age_group\nT1,1,1,0.98,m,30-44\nT2,0,1,0.857,f,18-29\nT3,0,0,0.1,m,18-29\n", .. Sample("governance/evaluations/repayment-predictions.csv")], "1e400", "NaN", "\"\"", "-0.5", "1.5", ";", "\t", "label"),
        Predictions("repository-predictions-lines", "predictions.jsonl", "{\"label\": 1, \"prediction\": 1, \"score\": 0.98, \"sex\": \"m\"}\n{\"label\": 0, \"prediction\": 1, \"score\": 0.5, \"sex\": \"f\"}\n{\"label\": 0, \"prediction\": 0, \"score\": 0.1, \"sex\": \"m\"}\n"),
        Governed("repository-metrics-baseline", "governance/metrics-baseline.yml", () => [.. Sample("governance/metrics-baseline.yml"), .. FullDocuments.ByKind["metrics-baseline"]]),
        Governed("repository-waivers", "governance/waivers.yml", () => [.. FullDocuments.ByKind["waivers"], "schemaVersion: 1\nwaivers:\n  - { id: W1, rule: GOV1001, scope: { path: src/ }, reason: r, owner: o@x.example, approvedBy: p@x.example, expires: 2026-12-31 }\n"], "GOV2001", "expires", "scope", "path", "symbol", "dataset", "model", "requirement", "approvedBy"),
        Governed("repository-baseline", "governance/baseline.json", () => Sources.Files("baseline.json", "tests/GovernanceAnalyzers.Engine.Tests/Golden/repository"), "fingerprint", "entries", "created", "added"),
        Governed("repository-lock", "governance.lock.yml", () => [.. FullDocuments.ByKind["lock"]]),
        Governed("repository-artefacts", "governance/artefacts.yml", () => Sample("governance/artefacts.yml")),
        Governed("repository-owners", "governance/owners.yml", () => Sources.Files("owners.yml", "tests/GovernanceAnalyzers.Engine.Tests/Golden/repository")),
        Governed("repository-code-owners", ".github/CODEOWNERS", () => Sources.Files("CODEOWNERS", "tests/GovernanceAnalyzers.Engine.Tests/Golden/repository/.github")),
        Governed("repository-document", "governance/risk/risk-register.yml", () => [.. Sample("governance/risk/risk-register.yml"), "[]", "- a: b\n"]),
        Governed("repository-rollback", "governance/operations/rollback.yml", () => Sample("governance/operations/rollback.yml")),
        Governed("repository-monitoring", "governance/operations/monitoring.yml", () => Sample("governance/operations/monitoring.yml")),
        Governed("repository-markdown", "governance/operations/incident-response.md", () => Sample("governance/operations/incident-response.md")),
        Governed("repository-infrastructure", "infra/main.bicep", () => Sample("infra/main.bicep")),
        Governed("repository-project", "src/App.csproj", () => [.. Sample("LoanRisk.Governed.csproj"), "<Project><ItemGroup Condition=\"'$(A)' == 'b'\"><PackageReference Include=\"OpenAI;Anthropic\"><Version>$(V)</Version></PackageReference><PackageVersion Update=\"OpenAI\" Version=\"[1,2)\" /></ItemGroup></Project>"], "<PackageReference Include=\"OpenAI\" Version=\"1.*\" />", "$(V)", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "<![CDATA[", "xmlns=\"http://x\""),
        Governed("repository-ci", ".github/workflows/build.yml", () => Sample(".github/workflows/build.yml")),
        Governed("repository-gitlab-ci", ".gitlab-ci.yml", () => ["stages: [a]\nx:\n  stage: a\n  script:\n    - governance check\n    - |\n      dotnet build\n      governance check || true\n  allow_failure: true\n"]),
        Governed("repository-jenkinsfile", "Jenkinsfile", () => ["pipeline {\n  stages { stage('a') { steps { sh 'dotnet governance check' // c\n } } }\n}\n"]),
        Governed("repository-settings", "src/appsettings.json", () => ["{ \"OpenAI\": { \"ApiKey\": \"x\", \"Model\": \"gpt-4o\" } }"]),
        Governed("repository-environment", "deploy/.env", () => ["OPENAI_API_KEY=abc\nAI__Model='gpt-4o'\n"]),
        Governed("repository-prompt", "prompts/a.prompt.md", () => ["# You are an assistant.\n\nAnswer\u200B politely.\n"], "\u200B", "\uDB40\uDC41", "\u202E", "\uFEFF"),
        Governed("repository-ignore", ".gitignore", () => ["*.log\n/bin/\n!keep/\n"]),
        Governed("repository-training-data", "data/applications/training.csv", () => ["id,income,text,label\n1,2,Where is my order today please?,0\n2,3,b,1\n"]),
        Governed("repository-memory", ".governance/contents.txt", Memory, "\\t", "\\n", "sha256", "gov6004"),
        Governed("repository-weights", "models/repayment.safetensors", () => Sample("models/repayment.safetensors"), binary: true),
        Governed("repository-archive", "models/more.pt", () => [ArtefactFiles.PyTorch, ArtefactFiles.Zip(("../x", [1]))], binary: true),
        new("policy-test", () => [.. FullDocuments.ByKind["policy-test"], .. Sources.Files("case.yml", "samples/Contoso.AiPolicy/tests")], bytes =>
        {
            Write(TestFolder.Value, "tests/t/case.yml", bytes);
            var reading = new Reading();
            foreach (var test in PolicyTestCase.Below(Path.Combine(TestFolder.Value.Root, "tests"), reading.Problems))
            {
                var result = PolicyTestRunner.Run(test, Path.Combine(TestFolder.Value.Root, "pack", "governance.yml"), "pack");
                reading.With(result.ToString());
            }

            reading.Problems.RemoveAll(p => !p.Place.Path.EndsWith("case.yml", StringComparison.Ordinal));
            return reading;
        }) { Cost = 20 },
        Reports(),
    ];

    private static readonly Lazy<TemporaryRepository> TestFolder = new(() => Keep(new TemporaryRepository().With("pack/governance.yml", "schemaVersion: 1\n")));

    /// <summary>Removed when the tests are over.</summary>
    public static TemporaryRepository Keep(TemporaryRepository repository)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => repository.Dispose();
        return repository;
    }

    /// <summary>A copy of the governed sample.</summary>
    public static TemporaryRepository Sample()
    {
        var repository = new TemporaryRepository();
        var source = Path.Combine(Sources.Root, "samples", "LoanRisk.Governed");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(source, file);
            if (!path.Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj" or ".governance"))
            {
                Write(repository, path, File.ReadAllBytes(file));
            }
        }

        return repository;
    }

    public static void Write(TemporaryRepository repository, string path, byte[] content)
    {
        var full = Path.Combine(repository.Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }

    private static IEnumerable<Seed> Sample(params string[] paths) => paths.SelectMany(p => Sources.Files("", "samples/LoanRisk.Governed/" + p));

    private static IEnumerable<Seed> Agreement(string kind) => Sources.Files(".yml", "tests/GovernanceAnalyzers.Engine.Tests/TestData/agreement/valid")
        .Where(s => Encoding.UTF8.GetString(s.Content).Contains(kind == "register" ? "models:" : "rules:", StringComparison.Ordinal))
        .Take(30);

    private static IEnumerable<Seed> Memory()
    {
        using var repository = Sample();
        var compiled = repository.Compile();
        RepositoryChecks.Run(compiled, codeUsesAi: true);
        new ReportStore(repository.Tree()).Update(compiled);
        var file = Path.Combine(repository.Root, ".governance", "contents.txt");
        return File.Exists(file) ? [File.ReadAllBytes(file), "\n"] : ["\n"];
    }

    private static Target Governed(string name, string path, Func<IEnumerable<Seed>> seeds, params string[] words) => Governed(name, path, seeds, false, words);

    private static Target Governed(string name, string path, Func<IEnumerable<Seed>> seeds, bool binary, params string[] words)
    {
        var repository = new Lazy<TemporaryRepository>(() => Keep(Sample()));
        return new Target(name, seeds, bytes => Check(repository.Value, path, bytes)) { Cost = 20, Words = words, IsBinary = binary };
    }

    private static Target Predictions(string name, string file, string seed)
    {
        var repository = new Lazy<TemporaryRepository>(() => Keep(new TemporaryRepository()
            .With("governance.yml", Small)
            .With("governance/register.yml", FullDocuments.Systems)
            .With("governance/evaluations/e.yml", $"model: openai:gpt-4.1-2025-04-14\ndate: 2026-11-01\ntool: t\npredictions: {{ file: {file}, label: label, prediction: prediction, score: score, positive: 1, groups: [sex] }}\nmetrics: []\n")));
        return new Target(name, () => [seed], bytes => Check(repository.Value, "governance/evaluations/" + file, bytes)) { Cost = 5 };
    }

    private static Reading Check(TemporaryRepository repository, string path, byte[] bytes)
    {
        Write(repository, path, bytes);
        var compiled = repository.Compile();
        var findings = RepositoryChecks.Run(compiled, codeUsesAi: true);
        var text = compiled.Text(".");
        var reading = new Reading().With(text).WithFindings(findings, path);
        reading.Holds(findings.SequenceEqual(findings.Distinct()), "A finding is told twice.");
        CompiledPolicyTargets.RoundTrip(reading, text);
        return reading;
    }

    /// <summary>The reports of a repository, whichever of its files is broken.</summary>
    private static Target Reports()
    {
        string[] paths = ["governance/models/repayment.md", "governance/register.yml", "governance/datasets/applications-2025.yml", "governance/evaluations/repayment.yml", "infra/main.bicep"];
        var repository = new Lazy<TemporaryRepository>(() => Keep(Sample()));
        return new Target("reports", () => paths.SelectMany(p => Sample(p)), bytes =>
        {
            // The first bytes say which file it is, so that one number is one input.
            var path = paths.OrderByDescending(p => Encoding.UTF8.GetString(bytes).Contains(Mark(p), StringComparison.Ordinal)).First();
            Write(repository.Value, path, bytes);
            try
            {
                var compiled = repository.Value.Compile();
                var report = new ReportStore(repository.Value.Tree()).Update(compiled);
                var posture = RepositoryPostures.Of(compiled, report);
                var reading = new Reading();
                foreach (var format in ReportFormats.All)
                {
                    var text = format.Write(posture);
                    reading.With(text);
                    Read(format.FileName, text);
                }

                return reading;
            }
            finally
            {
                Write(repository.Value, path, File.ReadAllBytes(Path.Combine(Sources.Root, "samples", "LoanRisk.Governed", path)));
            }
        })
        { Cost = 60 };

        static string Mark(string path) => path switch
        {
            "governance/register.yml" => "systems:",
            "governance/datasets/applications-2025.yml" => "applications-2025",
            "governance/evaluations/repayment.yml" => "predictions:",
            "infra/main.bicep" => "resource ",
            _ => "---",
        };

        // As the programs read them that they are for; these throw where something is wrong.
        static void Read(string file, string text)
        {
            if (file.EndsWith(".xml", StringComparison.Ordinal))
            {
                System.Xml.Linq.XDocument.Parse(text);
            }
            else if (file.EndsWith(".json", StringComparison.Ordinal) || file.EndsWith(".sarif", StringComparison.Ordinal))
            {
                System.Text.Json.JsonDocument.Parse(text).Dispose();
            }
        }
    }
}
