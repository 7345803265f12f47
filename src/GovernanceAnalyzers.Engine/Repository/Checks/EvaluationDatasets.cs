using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Evaluations;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>
/// The data of an evaluation against its record: a dataset of one's own without a record (GOV4002), and results on another version of the data
/// than the record has (GOV4004). Public benchmarks need no record.
/// </summary>
public static class EvaluationDatasets
{
    public const string Invalid = "GOV4002";
    public const string Stale = "GOV4004";

    public static IEnumerable<RepositoryFinding> WithoutRecord(PolicyCompiler input) => input.Evaluations
        .Where(e => e.DatasetKind == "own" && e.DatasetId.Length > 0 && e.DatasetPlace is not null && Record(input, e) is null)
        .GroupBy(e => e.DatasetPlace!)
        .Select(g => g.First())
        .Select(e => new RepositoryFinding(
            Invalid,
            $"The evaluation was made with the dataset '{Excerpt.Of(e.DatasetId)}', and no dataset record has that id, so nothing is known about it{(Nearest(input, e) is { } nearest ? $"; there is '{Excerpt.Of(nearest)}'" : "")}. Correct the id, add a record, or write 'kind: public' where it is a public benchmark",
            e.DatasetPlace!,
            $"{e.Path} {e.DatasetId}")
        {
            Dataset = e.DatasetId,
            Model = e.Model.Text,
        });

    public static IEnumerable<RepositoryFinding> OnOtherData(PolicyCompiler input)
    {
        foreach (var evaluation in EvaluatedModels.Of(input).SelectMany(m => m.Newest).Distinct())
        {
            if (Record(input, evaluation) is not { } record || evaluation.DatasetPlace is null)
            {
                continue;
            }

            var digests = record.Files.Select(f => f.Sha256?.Text.ToLowerInvariant()).OfType<string>().ToArray();
            var what = record.Version is { } version && evaluation.DatasetVersion.Length > 0 && !string.Equals(version.Text, evaluation.DatasetVersion, StringComparison.OrdinalIgnoreCase)
                    ? $"version {Excerpt.Of(evaluation.DatasetVersion)} of the dataset '{Excerpt.Of(record.Id.Text)}', and its record has version {Excerpt.Of(version.Text)} ({version.Place.Path}({version.Place.Line}))"
                : evaluation.DatasetSha256.Length > 0 && digests.Length > 0 && !digests.Contains(evaluation.DatasetSha256)
                    ? $"files of the dataset '{Excerpt.Of(record.Id.Text)}' with the digest {evaluation.DatasetSha256.Substring(0, Math.Min(12, evaluation.DatasetSha256.Length))}…, and its record {record.Path} has no file with that digest"
                : null;
            if (what is not null)
            {
                yield return new RepositoryFinding(
                    Stale,
                    $"The newest evaluation of '{Excerpt.Of(ModelText.Short(evaluation.Model.Text))}' was made with {what}. Evaluate again on the data as it is",
                    evaluation.DatasetPlace,
                    $"{evaluation.Path} {evaluation.DatasetId} version")
                {
                    Dataset = record.Id.Text,
                    Model = evaluation.Model.Text,
                };
            }
        }
    }

    private static DatasetRecord? Record(PolicyCompiler input, Evaluation evaluation) =>
        input.Datasets.FirstOrDefault(d => string.Equals(d.Id.Text, evaluation.DatasetId, StringComparison.OrdinalIgnoreCase));

    private static string? Nearest(PolicyCompiler input, Evaluation evaluation) => NearestName.Find(evaluation.DatasetId, input.Datasets.Select(d => d.Id.Text));
}
