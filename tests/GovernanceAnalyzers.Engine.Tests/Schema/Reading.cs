using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Tests.Schema;

/// <summary>What the product says about a file of a kind: the findings of form alone, as place and message.</summary>
internal static class Reading
{
    /// <param name="kind">As in <see cref="SchemaFiles"/>.</param>
    public static IReadOnlyList<FileProblem> Problems(string kind, byte[] content)
    {
        using var repository = new TemporaryRepository();
        switch (kind)
        {
            case "governance":
                // For globs and paths that have to match something.
                repository.With("src/Program.cs", "").With("governance/baseline.json", "{}");
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
            return At(path, rules, repository.Compile().PolicyFindings);
        }
    }

    private static FileProblem[] At(string path, string[] rules, IEnumerable<Finding> findings) =>
        [.. findings.Where(f => f.Place.Path == path && rules.Contains(f.RuleId)).Select(f => new FileProblem(f.Place, f.Message))];
}
