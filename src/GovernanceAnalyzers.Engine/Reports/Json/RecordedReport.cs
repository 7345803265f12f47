using System.Collections.Generic;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>
/// What <see cref="RecordedReportReader"/> keeps of a <c>governance.json</c>: a few kilobytes, however much was found, so that thousands
/// fit into memory. Findings are counted here; whoever wants each of them reads the file once more.
/// </summary>
/// <param name="File">As it was given.</param>
/// <param name="Sha256">Of its bytes.</param>
public sealed record RecordedReport(string File, string Sha256)
{
    /// <summary>Empty where a build wrote the report, which does not ask who is affected.</summary>
    public string Repository { get; init; } = "";

    public string Commit { get; init; } = "";

    public string ToolVersion { get; init; } = "";

    public CalendarDate EvaluationDate { get; init; }

    public string PolicyName { get; init; } = "";

    public string PolicyFile { get; init; } = "";

    public string PolicyDigest { get; init; } = "";

    public string PolicySha256 { get; init; } = "";

    public string Profile { get; init; } = "";

    public string FailOn { get; init; } = "";

    public IReadOnlyList<RecordedLayer> Layers { get; init; } = [];

    public bool MayShip { get; init; }

    public string NotKnown { get; init; } = "";

    public int Blockers { get; init; }

    public int Errors { get; init; }

    public int Warnings { get; init; }

    public int Suggestions { get; init; }

    public IReadOnlyList<RecordedSystem> Systems { get; init; } = [];

    public IReadOnlyList<RecordedControl> Controls { get; init; } = [];

    public IReadOnlyList<RecordedModel> Models { get; init; } = [];

    public IReadOnlyList<RecordedWaiver> Waivers { get; init; } = [];

    /// <summary>Sorted by rule.</summary>
    public IReadOnlyList<RecordedRule> Rules { get; init; } = [];

    /// <summary>It names its repository, so <c>governance report</c> wrote it.</summary>
    public bool IsFull => Repository.Length > 0;
}

public sealed record RecordedLayer(string Name, string Version, string Sha256);

public sealed record RecordedSystem(string Id, string Title, string Tier, string Owner, string State, bool MayShip, int Blockers);

public sealed record RecordedControl(string Id, string Title, string State);

public sealed record RecordedModel(string Name)
{
    public string Provider { get; init; } = "";

    public string Reference { get; init; } = "";

    public string RegisterId { get; init; } = "";

    public string Owner { get; init; } = "";

    public string Verdict { get; init; } = "";

    public string Serves { get; init; } = "";

    public string Licence { get; init; } = "";

    public CalendarDate? Retires { get; init; }

    public string Replacement { get; init; } = "";

    public IReadOnlyList<string> Systems { get; init; } = [];

    /// <summary>How often code or configuration names it.</summary>
    public int Uses { get; init; }

    /// <summary>The first place that names it: <c>path(line,column)</c>.</summary>
    public string FirstUse { get; init; } = "";
}

/// <param name="Scope">As it is written: <c>path src/**</c>.</param>
/// <param name="Covers">How many findings.</param>
public sealed record RecordedWaiver(string Id, string Rule, string Scope, string Owner, string ApprovedBy, CalendarDate Expires, string Reason, int Covers);

/// <param name="Blocking">Open, and at least as severe as the policy's limit.</param>
public sealed record RecordedRule(string Rule, int Open, int Waived, int Suppressed, int Baselined, int Blocking);

/// <summary>One finding of a recorded report.</summary>
public sealed record RecordedFinding(string Rule, string Severity, string Status, SourcePlace Place, string Message)
{
    public string Subject { get; init; } = "";

    public string Model { get; init; } = "";

    public string Dataset { get; init; } = "";

    public string Requirement { get; init; } = "";

    public string Owner { get; init; } = "";

    public string By { get; init; } = "";

    public string Fingerprint { get; init; } = "";

    public string Systems { get; init; } = "";

    public bool Blocks { get; init; }
}

/// <param name="Place">The file as it was given, and where in it.</param>
/// <param name="Message">A sentence.</param>
public sealed record RecordedProblem(SourcePlace Place, string Message);
