using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Testing;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Tests.Schema;

/// <summary>What the product says about a file of a kind: the findings of form alone, as place and message.</summary>
internal static class Reading
{
    /// <summary>The kinds of whole files.</summary>
    public static IEnumerable<string> Kinds => SchemaFiles.All.Where(f => !f.IsPart).Select(f => f.Kind);

    /// <param name="kind">As in <see cref="SchemaFiles"/>.</param>
    public static IReadOnlyList<FileProblem> Problems(string kind, byte[] content)
    {
        using var repository = new TemporaryRepository();
        switch (kind)
        {
            case "governance":
                // For globs and paths that have to match something, and for requirements something to be asked of.
                repository.With("src/Program.cs", "").With("governance/baseline.json", "{}")
                    .With("governance/ai.yml", FullDocuments.Systems).With("governance/register.yml", FullDocuments.Systems);
                return Loaded("governance.yml", "GOV0001");
            case "lock":
                repository.With("governance.yml", "schemaVersion: 1\n");
                return Loaded(PolicyLock.FileName, "GOV0001");
            case "waivers":
                repository.With("governance.yml", "schemaVersion: 1\nwaivers: { file: governance/waivers.yml }\n");
                Write("governance/waivers.yml");
                return At("governance/waivers.yml", ["GOV0001", "GOV0005"], repository.Compile().PolicyFindings);
            case "dataset":
                Write("governance/datasets/d.yml");
                return repository.With("governance.yml", "schemaVersion: 1\n").Compile().DatasetProblems.ToArray();
            case "artefacts":
                repository.With("governance.yml", "schemaVersion: 1\n");
                return Loaded("governance/artefacts.yml", "GOV0001");
            case "register":
                repository.With("governance.yml", "schemaVersion: 1\nregister: governance/register.yml\n");
                return Loaded("governance/register.yml", "GOV0001");
            case "evaluation":
                Write("governance/evaluations/e.yml");
                repository.With("governance.yml", "schemaVersion: 1\n").With("governance/register.yml", FullDocuments.Systems);
                Findings();
                var notes = new List<FileProblem>();
                EvaluationReader.ReadFile(Path.Combine(repository.Root, "governance/evaluations/e.yml"), "governance/evaluations/e.yml", TemporaryRepository.Today, notes);
                return notes;
            case "metrics-baseline":
                Write("governance/metrics-baseline.yml");
                repository.With("governance.yml", "schemaVersion: 1\n").With("governance/register.yml", FullDocuments.Systems);
                Findings();
                var told = new List<FileProblem>();
                MetricBaseline.ReadFile(Path.Combine(repository.Root, "governance/metrics-baseline.yml"), "governance/metrics-baseline.yml", told);
                return told;
            case "policy-test":
                Write("tests/t/case.yml");
                repository.With("pack/governance.yml", "schemaVersion: 1\n");
                var unread = new List<FileProblem>();
                foreach (var test in PolicyTestCase.Below(Path.Combine(repository.Root, "tests"), unread))
                {
                    PolicyTestRunner.Run(test, Path.Combine(repository.Root, "pack", "governance.yml"), "pack");
                }

                return unread;
            case "sdk":
                Write("sdk.yml");
                var problems = new List<FileProblem>();
                if (YamlReader.ReadText(Path.Combine(repository.Root, "sdk.yml"), "sdk.yml", YamlReader.MaximumBytes, problems) is { } text)
                {
                    // The file has to be called like the SDK in it.
                    var id = (YamlReader.ReadText(text, "sdk.yml", []) as YamlMapping)?.Text("sdk") ?? "sdk";
                    SdkReader.ReadText(text, id + ".yml", problems);
                }

                return problems;
            default:
                throw new ArgumentException($"No reader is known for '{kind}'. Add one here.", nameof(kind));
        }

        void Write(string path)
        {
            repository.With(path, "");
            File.WriteAllBytes(Path.Combine(repository.Root, path), content);
        }

        FileProblem[] Loaded(string path, params string[] rules)
        {
            Write(path);
            return At(path, rules, Findings());
        }

        // With all that follows from the file: what it says is used, too.
        IReadOnlyList<Finding> Findings()
        {
            var findings = RepositoryChecks.Run(repository.Compile(), codeUsesAi: true);
            return findings.FirstOrDefault(f => f.Message.Any(char.IsControl)) is { } unfit
                ? throw new InvalidOperationException("A message that is not fit to be shown: " + unfit.Message)
                : findings;
        }
    }

    private static FileProblem[] At(string path, string[] rules, IEnumerable<Finding> findings) =>
        [.. findings.Where(f => f.Place.Path == path && rules.Contains(f.RuleId)).Select(f => new FileProblem(f.Place, f.Message))];
}
