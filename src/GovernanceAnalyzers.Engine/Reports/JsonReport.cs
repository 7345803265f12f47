using System;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Engine.Gate;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>The report as JSON, for programs.</summary>
public static class JsonReport
{
    public static string Write(Report report) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("schemaVersion", "1");
        json.WriteString("evaluationDate", report.EvaluationDate.ToString());

        json.WriteStartObject("policy");
        json.WriteString("name", report.PolicyName);
        json.Text("file", report.PolicyFile);
        json.WriteString("digest", report.PolicyDigest);
        json.WriteString("failOn", report.FailOn.ToWord());
        json.Text("profile", report.Profile);
        json.Text("sha256", report.PolicySha256);
        json.WriteStartArray("layers");
        foreach (var layer in report.Layers)
        {
            json.WriteStartObject();
            json.WriteString("layer", layer.Name);
            json.Text("version", layer.Version);
            json.WriteString("sha256", layer.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();

        json.WriteStartObject("summary");
        json.WriteBoolean("fails", report.Failing.Any());
        json.WriteNumber("errors", report.Count(Severity.Error));
        json.WriteNumber("warnings", report.Count(Severity.Warning));
        json.WriteNumber("suggestions", report.Count(Severity.Suggestion));
        json.WriteNumber("waived", report.Count(ResultStatus.Waived));
        json.WriteNumber("suppressed", report.Count(ResultStatus.Suppressed));
        json.WriteNumber("baselined", report.Count(ResultStatus.Baselined));
        json.WriteEndObject();

        json.WriteStartArray("projects");
        foreach (var run in report.Projects)
        {
            json.WriteStartObject();
            json.WriteString("path", run.Project);
            json.WriteString("targetFramework", run.TargetFramework);
            json.WriteBoolean("completed", run.Completed is not null);
            json.WriteNumber("modelReferences", run.Facts.OfType<ModelReferenceFact>().Count());
            json.WriteNumber("inferenceCalls", run.Facts.OfType<InferenceCallFact>().Count());
            json.WriteNumber("datasetLoads", run.Facts.OfType<DatasetLoadFact>().Count());
            json.WriteEndObject();
        }

        json.WriteEndArray();

        json.WriteStartArray("findings");
        foreach (var result in report.Results)
        {
            json.WriteStartObject();
            ProjectRunFile.WriteResult(json, result);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
