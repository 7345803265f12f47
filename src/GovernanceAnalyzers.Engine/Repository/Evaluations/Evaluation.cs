using System.Collections.Generic;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>What one evaluation of one model showed, whatever format it was written in.</summary>
/// <param name="Path">As findings name it.</param>
/// <param name="Model"><c>provider:reference</c>, as in code, register and cards.</param>
/// <param name="Date">The day it was made.</param>
public sealed record Evaluation(string Path, LocatedText Model, CalendarDate Date)
{
    public required SourcePlace DatePlace { get; init; }

    public string Tool { get; init; } = "";

    /// <summary>Every file that it rests on, sorted: its own, the result files of a tool, the predictions.</summary>
    public IReadOnlyList<string> Files { get; init; } = [Path];

    /// <summary><c>test</c>, <c>ci</c>, <c>staging</c>, <c>pilot</c> or <c>production</c>; empty when it does not say.</summary>
    public string Environment { get; init; } = "";

    public string DatasetId { get; init; } = "";

    /// <summary>Where the dataset is named.</summary>
    public SourcePlace? DatasetPlace { get; init; }

    /// <summary>The version of the data that it was measured with; empty when it does not say.</summary>
    public string DatasetVersion { get; init; } = "";

    /// <summary>The digest of that data, in lower case; empty when it does not say.</summary>
    public string DatasetSha256 { get; init; } = "";

    /// <summary><c>own</c> or <c>public</c>; empty when it does not say.</summary>
    public string DatasetKind { get; init; } = "";

    /// <summary><c>test</c>, <c>ood</c> or <c>attack</c>, which changes the names of what was measured (<see cref="DatasetRoles"/>).</summary>
    public string DatasetRole { get; init; } = "";

    public string SignedBy { get; init; } = "";

    public string ReviewedBy { get; init; } = "";

    public IReadOnlyList<MetricResult> Metrics { get; init; } = [];

    public IReadOnlyList<NotApplicable> NotApplicable { get; init; } = [];

    /// <summary>What the predictions do not tell about a group, each with the reason.</summary>
    public IReadOnlyList<MetricGap> Gaps { get; init; } = [];
}

/// <param name="Name">Canonical.</param>
public sealed record MetricResult(string Name, Quantity Value, SourcePlace Place)
{
    /// <summary>The group or part of the data; empty for all of it.</summary>
    public string Slice { get; init; } = "";

    /// <summary>Null when it does not say.</summary>
    public long? Samples { get; init; }

    /// <summary>Lower and upper end; null when there is none.</summary>
    public (decimal Low, decimal High)? Interval { get; init; }

    /// <summary>We calculated it from the predictions, nobody stated it.</summary>
    public bool IsComputed { get; init; }

    /// <summary>The direction, where the file says it; null leaves it to <c>policies/metrics.yml</c>.</summary>
    public bool? IsLowerBetter { get; init; }
}

/// <summary>A metric that could not be calculated.</summary>
/// <param name="Group">As in a slice: <c>gender=female</c>.</param>
/// <param name="Reason">Follows "cannot be calculated: ".</param>
public sealed record MetricGap(string Metric, string Group, string Reason, SourcePlace Place);
