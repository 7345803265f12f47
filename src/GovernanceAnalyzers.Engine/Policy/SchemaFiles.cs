using System.Collections.Generic;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy.Testing;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Repository.Artefacts;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>The JSON Schemas of our YAML files, as <c>policies/schema</c> holds them. One line per kind.</summary>
public static class SchemaFiles
{
    public static IReadOnlyList<SchemaFile> All { get; } =
    [
        new("artefacts", "The digests of model files: governance/artefacts.yml", ArtefactManifest.Shape),
        new("dataset", "A dataset record: governance/datasets/*.yml", DatasetRecordReader.Shape),
        new("evaluation", "An evaluation of a model: governance/evaluations/*.yml", EvaluationReader.Shape),
        new("governance", "A policy: governance.yml", PolicyShape.Policy),
        new("lock", "The layers that a policy stands on: governance.lock.yml", PolicyLock.Shape),
        new("metrics-baseline", "The metrics that evaluations are compared with: governance/metrics-baseline.yml", MetricBaseline.Shape),
        new("policy-test", "A test of a policy: tests/<case>/case.yml of a policy pack", PolicyTestCase.Shape),
        new("register", "The AI systems, models and suppliers in use: governance/register.yml", RegisterShape.File),
        new("requirement", "One item of 'requirements' in governance.yml", RequirementShape.Requirement) { IsPart = true },
        new("sdk", "An SDK of the catalogue: policies/sdks/*.yml", SdkShapes.File),
        new("waivers", "Dated exceptions: governance/waivers.yml", WaiverShape.File),
    ];
}

/// <param name="Kind">The first part of the schema's name.</param>
/// <param name="Title">What the file is, and where it is kept.</param>
public sealed record SchemaFile(string Kind, string Title, Shape Shape)
{
    /// <summary>A part of another file, for tools that write one; no file is only that.</summary>
    public bool IsPart { get; init; }

    public string FileName => Kind + ".schema.json";

    /// <summary>The schema, with a line feed at its end.</summary>
    public string Text => JsonSchema.Write(Shape, RuleInfo.SchemaRoot + FileName, Title);
}
