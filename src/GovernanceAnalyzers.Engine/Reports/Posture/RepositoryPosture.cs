using System.Collections.Generic;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>
/// A repository as its readers ask about it: may it ship, what blocks it, who owns that, which models end next. Everything that the
/// reports for people and the records for other programs say is here; it follows from files, facts, policy and evaluation date.
/// Lists are sorted.
/// </summary>
public sealed record RepositoryPosture(Report Report)
{
    /// <summary>Who this is about.</summary>
    public RepositoryIdentity Identity { get; init; } = new("", "");

    /// <summary>Everything that was found, in the order of <see cref="Report.Results"/>.</summary>
    public IReadOnlyList<FindingEntry> Findings { get; init; } = [];

    /// <summary>The AI systems of the register; where it has none, the repository is the one system there is.</summary>
    public IReadOnlyList<SystemPosture> Systems { get; init; } = [];

    /// <summary>The governance controls of <c>policies/controls.yml</c>, for the repository as a whole.</summary>
    public IReadOnlyList<ControlPosture> Controls { get; init; } = [];

    /// <summary>Every rule of the catalogue, by id.</summary>
    public IReadOnlyList<RulePosture> Rules { get; init; } = [];

    /// <summary>The standards, for the repository as a whole.</summary>
    public IReadOnlyList<StandardPosture> Standards { get; init; } = [];

    public IReadOnlyList<ModelEntry> Models { get; init; } = [];

    public IReadOnlyList<DatasetEntry> Datasets { get; init; } = [];

    public IReadOnlyList<EvaluationEntry> Evaluations { get; init; } = [];

    public IReadOnlyList<RequirementEntry> Requirements { get; init; } = [];

    public IReadOnlyList<WaiverEntry> Waivers { get; init; } = [];

    /// <summary>The file with the findings that count as known; empty where the policy names none.</summary>
    public string BaselineFile { get; init; } = "";

    /// <summary>Files that evidence was read from, with their digests.</summary>
    public IReadOnlyList<EvidenceDigest> Evidence { get; init; } = [];

    /// <summary>Open findings of at least the severity at which a build fails; numbers of <see cref="FindingEntry.Number"/>.</summary>
    public IReadOnlyList<int> Blockers { get; init; } = [];

    /// <summary>
    /// Nothing blocks, and what there is to know is known: projects were analysed, or there are none. What the policy does not ask for does
    /// not count against it.
    /// </summary>
    public bool MayShip { get; init; }

    /// <summary>Why <see cref="MayShip"/> is false although nothing blocks; empty otherwise.</summary>
    public string NotKnown { get; init; } = "";
}

/// <param name="Name">As its remote calls it, <c>owner/name</c>; else the name of its folder.</param>
/// <param name="Commit">40 or 64 hexadecimal digits; empty where git does not say.</param>
public sealed record RepositoryIdentity(string Name, string Commit)
{
    /// <summary>The governed folder as seen from the root of the repository, with forward slashes; empty where it is that root.</summary>
    public string Folder { get; init; } = "";
}

/// <param name="Number">From 1, in the order of the report; how other parts point at it.</param>
/// <param name="Fingerprint">Stable when lines move.</param>
public sealed record FindingEntry(int Number, Result Result, string Fingerprint)
{
    public Finding Finding => Result.Finding;

    /// <summary>Open, and at least as severe as the policy's limit.</summary>
    public bool Blocks { get; init; }

    /// <summary>Ids of the systems it is about; all of them where it is about the repository.</summary>
    public IReadOnlyList<string> Systems { get; init; } = [];

    /// <summary>Who is to act: the owner of the model, the dataset, the system or the file; empty where nobody is named.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Ids of governance controls: <c>C02</c>.</summary>
    public IReadOnlyList<string> Controls { get; init; } = [];

    /// <summary>Controls of standards that it is relevant for: <c>ISO/IEC 42001:2023 A.6.2.5</c>.</summary>
    public IReadOnlyList<string> Clauses { get; init; } = [];
}

/// <param name="Id">Of the register; empty for the repository as a whole.</param>
public sealed record SystemPosture(string Id, Assessment State)
{
    public string Title { get; init; } = "";

    public RiskTier Tier { get; init; }

    public string Owner { get; init; } = "";

    /// <summary>Where the register has it; its path is empty where there is no entry.</summary>
    public SourcePlace Place { get; init; } = new("");

    /// <summary>Globs of its code; empty for everything.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary><c>provider:reference</c> of the models that it uses.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    public bool MayShip { get; init; }

    /// <summary>Numbers of the findings that keep it from shipping.</summary>
    public IReadOnlyList<int> Blockers { get; init; } = [];

    /// <summary>Numbers of all findings about it.</summary>
    public IReadOnlyList<int> Findings { get; init; } = [];

    public IReadOnlyList<ControlPosture> Controls { get; init; } = [];

    public IReadOnlyList<StandardPosture> Standards { get; init; } = [];
}

public sealed record ControlPosture(GovernanceControl Control, Assessment State, IReadOnlyList<CheckPosture> Checks);

/// <summary>A rule by itself. What requirements report under it is theirs, and not here.</summary>
/// <param name="Severity">Where no file has another one.</param>
/// <param name="Note">Why it is so, in a few words: <c>the policy has GOV1008 off</c>.</param>
/// <param name="Findings">Numbers.</param>
public sealed record RulePosture(RuleInfo Rule, Severity Severity, Assessment State, string Note, IReadOnlyList<int> Findings);

/// <param name="Note">Why it is so, in a few words: <c>the policy does not ask for it</c>.</param>
/// <param name="Findings">Numbers.</param>
public sealed record CheckPosture(ControlCheck Check, Assessment State, string Note, IReadOnlyList<int> Findings);

public sealed record StandardPosture(Standard Standard, IReadOnlyList<ClausePosture> Clauses);

/// <summary>A control of a standard. Nothing that is mapped to it is more than relevant for it.</summary>
/// <param name="Controls">Ids of the governance controls that are relevant for it; with none, no build looks at it.</param>
/// <param name="Findings">Numbers.</param>
public sealed record ClausePosture(StandardControl Clause, Assessment State, IReadOnlyList<string> Controls, IReadOnlyList<int> Findings);

/// <summary>A model that code, register or cards name.</summary>
/// <param name="Name"><c>provider:reference</c>, or the reference alone where the provider is not known.</param>
public sealed record ModelEntry(string Name)
{
    public string Provider { get; init; } = "";

    public string Reference { get; init; } = "";

    /// <summary>Id in the register; empty where it is not there.</summary>
    public string RegisterId { get; init; } = "";

    public SourcePlace? RegisterPlace { get; init; }

    public string Owner { get; init; } = "";

    /// <summary><c>hosted</c>, <c>open-weights</c>, <c>fine-tuned</c> or <c>trained</c>; empty where the register does not say.</summary>
    public string Origin { get; init; } = "";

    public IReadOnlyList<string> Systems { get; init; } = [];

    /// <summary>Names under which it is deployed.</summary>
    public IReadOnlyList<string> Deployments { get; init; } = [];

    /// <summary><c>provider:reference</c> of what answers behind deployments; empty where nobody says.</summary>
    public string Serves { get; init; } = "";

    /// <summary>Path of its card; empty where there is none.</summary>
    public string Card { get; init; } = "";

    public string Licence { get; init; } = "";

    /// <summary><c>pinned</c>, <c>floating</c>, <c>unpinnable</c> or <c>indeterminate</c>; empty where there are no rules for the provider.</summary>
    public string Verdict { get; init; } = "";

    /// <summary>Why, in words.</summary>
    public string VerdictReason { get; init; } = "";

    /// <summary>The announced or past retirement of it, or of what it serves; null where none is known.</summary>
    public CalendarDate? Retires { get; init; }

    /// <summary>Retired on or before the evaluation date.</summary>
    public bool IsRetired { get; init; }

    /// <summary>What the provider names in its place, or empty.</summary>
    public string Replacement { get; init; } = "";

    /// <summary>The day before which the provider has promised not to retire it, or null.</summary>
    public CalendarDate? GuaranteedUntil { get; init; }

    /// <summary>Where code or configuration names it.</summary>
    public IReadOnlyList<ModelUse> Uses { get; init; } = [];

    /// <summary>SHA-256 digests that register and manifests state for its files, sorted by path.</summary>
    public IReadOnlyList<EvidenceDigest> Artefacts { get; init; } = [];

    /// <summary>Numbers.</summary>
    public IReadOnlyList<int> Findings { get; init; } = [];
}

/// <param name="Symbol">The containing member, as Roslyn displays it.</param>
/// <param name="Sink">What takes it: <c>OpenAI.Chat.ChatClient(model)</c>.</param>
/// <param name="Project">Path of the project.</param>
public sealed record ModelUse(SourcePlace Place, string Symbol, string Sink, string Sdk, string Project);

public sealed record DatasetEntry(string Id, string Path)
{
    public string Title { get; init; } = "";

    /// <summary>As written, of all licences that apply.</summary>
    public IReadOnlyList<string> Licences { get; init; } = [];

    /// <summary>SPDX expressions, where the record gives any.</summary>
    public IReadOnlyList<string> SpdxLicences { get; init; } = [];

    public string Owner { get; init; } = "";

    public string Version { get; init; } = "";

    public string Origin { get; init; } = "";

    public string PersonalData { get; init; } = "";

    /// <summary><c>training</c>, <c>evaluation</c>, ...</summary>
    public IReadOnlyList<string> Use { get; init; } = [];

    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Its files or patterns, with the digest that the record states, which may be empty.</summary>
    public IReadOnlyList<EvidenceDigest> Files { get; init; } = [];

    /// <summary>Where code loads it.</summary>
    public IReadOnlyList<ModelUse> Uses { get; init; } = [];

    public IReadOnlyList<int> Findings { get; init; } = [];
}

/// <summary>One evaluation of one model.</summary>
public sealed record EvaluationEntry(string Path, string Model, CalendarDate Date)
{
    public string Tool { get; init; } = "";

    public string Environment { get; init; } = "";

    public string Dataset { get; init; } = "";

    public string SignedBy { get; init; } = "";

    public string ReviewedBy { get; init; } = "";

    /// <summary>The newest of its model, so requirements are asked of it.</summary>
    public bool IsNewest { get; init; }

    public IReadOnlyList<MetricEntry> Metrics { get; init; } = [];
}

/// <param name="Name">Canonical.</param>
/// <param name="Text">As a person reads it, with the unit of a span: <c>0.91</c>, <c>900ms</c>.</param>
/// <param name="Value">The number, or the span in seconds.</param>
public sealed record MetricEntry(string Name, string Text, decimal Value, SourcePlace Place)
{
    public bool IsDuration { get; init; }

    /// <summary>The group or part of the data, such as <c>gender=female</c>; empty for all of it.</summary>
    public string Slice { get; init; } = "";

    public long? Samples { get; init; }

    public decimal? Low { get; init; }

    public decimal? High { get; init; }

    /// <summary>Calculated from predictions, not stated by anybody.</summary>
    public bool IsComputed { get; init; }

    /// <summary>Null where neither file nor catalogue says which direction is better.</summary>
    public bool? IsLowerBetter { get; init; }

    /// <summary>The limits of the requirements that judge it, the strictest of each; null where there is none.</summary>
    public decimal? AtLeast { get; init; }

    public decimal? AtMost { get; init; }

    /// <summary>Ids of those requirements.</summary>
    public IReadOnlyList<string> Requirements { get; init; } = [];

    /// <summary>Against those limits; <see cref="Assessment.NotAssessed"/> where nothing limits it.</summary>
    public Assessment State { get; init; } = Assessment.NotAssessed;
}

/// <summary>What became of one requirement of the policy for one thing that it is asked of.</summary>
public sealed record RequirementEntry(string Id, string Subject, Assessment State)
{
    public string Title { get; init; } = "";

    /// <summary>The policy's line.</summary>
    public string Place { get; init; } = "";

    public IReadOnlyList<string> Systems { get; init; } = [];

    public IReadOnlyList<string> Clauses { get; init; } = [];

    /// <summary>Files that were looked at.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    public string NotApplicableReason { get; init; } = "";

    public IReadOnlyList<int> Findings { get; init; } = [];
}

/// <param name="DaysLeft">To its last day, which counts; negative once it has expired.</param>
/// <param name="Findings">Numbers of what it covers now.</param>
public sealed record WaiverEntry(Waiver Waiver, bool IsActive, int DaysLeft, IReadOnlyList<int> Findings);

/// <param name="Sha256">In lower case; empty where nobody states one.</param>
public sealed record EvidenceDigest(string Path, string Sha256);
