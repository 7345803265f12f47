using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>
/// The report as JSON, for programs: <c>policies/schema/governance-report.schema.json</c>. A build writes the same without what only
/// <c>governance report</c> works out: who is affected, and whether it may ship.
/// </summary>
public static class JsonReport
{
    /// <summary>Raised when a member is taken away or means something else; a new member raises nothing.</summary>
    public const string SchemaVersion = "2";

    public const string SchemaFileName = "governance-report.schema.json";

    /// <summary>Written out: the words are part of a published format, and somebody who renames one in code is to see that.</summary>
    internal static readonly string[] States = ["not-applicable", "pass", "not-assessed", "baselined", "waived", "fail"];

    internal static readonly string[] Severities = ["none", "suggestion", "warning", "error"];

    internal static readonly string[] Statuses = ["open", "waived", "suppressed", "baselined"];

    internal static readonly string[] Tiers = ["minimal", "limited", "high"];

    private const string FindingNumbers = "Numbers of findings.";

    private static readonly JsonMembers<RepositoryIdentity> Repository = new JsonMembers<RepositoryIdentity>("repository")
        .Always("name", "owner/name as its remote calls it; else the name of its folder.", r => r.Name)
        .Text("commit", "40 or 64 hexadecimal digits.", r => r.Commit);

    private static readonly JsonMembers<PolicyLayer> Layer = new JsonMembers<PolicyLayer>("layer")
        .Always("layer", "How the policy names it.", l => l.Name)
        .Text("version", "Of a policy pack.", l => l.Version)
        .Always("sha256", "Of its text.", l => l.Sha256);

    private static readonly JsonMembers<Report> Policy = new JsonMembers<Report>("policy")
        .Always("name", "The name that the policy gives itself.", r => r.PolicyName)
        .Text("file", "Left out where the built-in baseline applies.", r => r.PolicyFile)
        .Always("digest", "Of everything that the policy decides, with what the repository declares.", r => r.PolicyDigest)
        .Word("failOn", "The severity from which on a build fails.", Severities, r => r.FailOn.ToWord())
        .Text("profile", "The profile in force.", r => r.Profile)
        .Text("sha256", "Of the policy's file.", r => r.PolicySha256)
        .List("layers", "What the policy stands on.", Layer, r => r.Layers);

    private static readonly JsonMembers<RepositoryPosture> Summary = new JsonMembers<RepositoryPosture>("summary")
        .Flag("fails", "An open finding is at least as severe as the policy's limit.", p => p.Report.Failing.Any())
        .Number("errors", "Open findings of this severity.", p => p.Report.Count(Severity.Error))
        .Number("warnings", "Open findings of this severity.", p => p.Report.Count(Severity.Warning))
        .Number("suggestions", "Open findings of this severity.", p => p.Report.Count(Severity.Suggestion))
        .Number("waived", "Findings that a waiver covers.", p => p.Report.Count(ResultStatus.Waived))
        .Number("suppressed", "Findings that code or configuration hides.", p => p.Report.Count(ResultStatus.Suppressed))
        .Number("baselined", "Findings that the baseline records as known.", p => p.Report.Count(ResultStatus.Baselined))
        .OptionalFlag("mayShip", "Nothing blocks, and what there is to know is known.", p => IsFull(p) ? p.MayShip : null)
        .Text("notKnown", "Why it may not ship although nothing blocks.", p => p.NotKnown)
        .Numbers("blockers", "Numbers of the findings that keep it from shipping.", p => p.Blockers);

    private static readonly JsonMembers<ProjectRun> Project = new JsonMembers<ProjectRun>("project")
        .Always("path", "Of the project.", r => r.Project)
        .Always("targetFramework", "As MSBuild names it.", r => r.TargetFramework)
        .Flag("completed", "The analysis came to its end.", r => r.Completed is not null)
        .Text("incomplete", "Why nothing can be said about it.", r => r.Incomplete)
        .Number("modelReferences", "How many the compiler saw.", r => r.Facts.OfType<ModelReferenceFact>().Count())
        .Number("inferenceCalls", "How many the compiler saw.", r => r.Facts.OfType<InferenceCallFact>().Count())
        .Number("datasetLoads", "How many the compiler saw.", r => r.Facts.OfType<DatasetLoadFact>().Count());

    private static readonly JsonMembers<SystemPosture> System = new JsonMembers<SystemPosture>("system")
        .Always("id", "In the register; empty where the repository is the one system there is.", s => s.Id)
        .Text("title", "Its name.", s => s.Title)
        .OptionalWord("riskTier", "As its owner classified it.", Tiers, s => Core.Policy.RiskTierText.ToWord(s.Tier))
        .Text("owner", "Who answers for it.", s => s.Owner)
        .Text("place", "Where the register has it: path(line,column).", s => s.Place.ToString())
        .Texts("paths", "Patterns of its code; none for everything.", s => s.Paths)
        .Texts("models", "provider:reference of the models it uses.", s => s.Models)
        .Word("state", "Of all its controls together.", States, s => s.State.ToWord())
        .Flag("mayShip", "Nothing blocks it, and what there is to know is known.", s => s.MayShip)
        .Numbers("blockers", "Numbers of the findings that keep it from shipping.", s => s.Blockers)
        .Numbers("findings", FindingNumbers, s => s.Findings)
        .WordsByKey("controls", "The state of each governance control.", States, s => s.Controls.Select(c => Pair(c.Control.Id, c.State)))
        .WordsByKey(
            "clauses", "The state of each control of a standard.", States, s => s.Standards.SelectMany(t => t.Clauses.Select(c => Pair(t.Standard.Name + " " + c.Clause.Id, c.State))));

    private static readonly JsonMembers<CheckPosture> Check = new JsonMembers<CheckPosture>("check")
        .Always("check", "What is looked for.", c => c.Check.Name)
        .Text("rule", "The rule that looks.", c => c.Check.Rule)
        .Texts("requirements", "The requirements that look.", c => c.Check.Requirements)
        .Word("state", "What was found.", States, c => c.State.ToWord())
        .Text("note", "Why it is so.", c => c.Note)
        .Numbers("findings", FindingNumbers, c => c.Findings);

    private static readonly JsonMembers<ControlPosture> Control = new JsonMembers<ControlPosture>("control")
        .Always("id", "Of the governance control.", c => c.Control.Id)
        .Always("title", "What it is about.", c => c.Control.Title)
        .Text("group", "The group it belongs to.", c => c.Control.Group)
        .Word("state", "For the repository as a whole.", States, c => c.State.ToWord())
        .List("checks", "What it rests on.", Check, c => c.Checks);

    private static readonly JsonMembers<ClausePosture> Clause = new JsonMembers<ClausePosture>("clause")
        .Always("id", "Within the standard.", c => c.Clause.Id)
        .Text("title", "What it is about.", c => c.Clause.Title)
        .Word("state", "Of what is relevant for it. Nothing here says that it is met.", States, c => c.State.ToWord())
        .Texts("controls", "Governance controls that are relevant for it; with none, no build looks at it.", c => c.Controls)
        .Numbers("findings", FindingNumbers, c => c.Findings);

    private static readonly JsonMembers<StandardPosture> StandardOf = new JsonMembers<StandardPosture>("standard")
        .Always("id", "Short name.", s => s.Standard.Id)
        .Always("name", "As clauses are cited: ISO/IEC 42001:2023.", s => s.Standard.Name)
        .Text("title", "Its title.", s => s.Standard.Title)
        .Text("edition", "The edition that the mapping was made for.", s => s.Standard.Edition)
        .List("clauses", "Its controls.", Clause, s => s.Clauses);

    private static readonly JsonMembers<ModelUse> Use = new JsonMembers<ModelUse>("use")
        .Place(u => u.Place)
        .Text("symbol", "The member that it stands in.", u => u.Symbol)
        .Text("sink", "What takes it.", u => u.Sink)
        .Text("sdk", "The SDK of the catalogue.", u => u.Sdk)
        .Text("project", "Path of the project.", u => u.Project);

    private static readonly JsonMembers<EvidenceDigest> Digest = new JsonMembers<EvidenceDigest>("digest")
        .Always("path", "The file.", d => d.Path)
        .Text("sha256", "In lower case; left out where nobody states one.", d => d.Sha256);

    private static readonly JsonMembers<ModelEntry> Model = new JsonMembers<ModelEntry>("model")
        .Always("name", "provider:reference, or the reference alone where the provider is not known.", m => m.Name)
        .Text("provider", "Who offers it.", m => m.Provider)
        .Text("reference", "As code or register name it.", m => m.Reference)
        .Text("registerId", "Its id in the register.", m => m.RegisterId)
        .Text("registerPlace", "Where the register has it: path(line,column).", m => m.RegisterPlace?.ToString() ?? "")
        .Text("owner", "Who answers for it.", m => m.Owner)
        .Text("origin", "hosted, open-weights, fine-tuned or trained.", m => m.Origin)
        .Texts("systems", "Ids of the systems that use it.", m => m.Systems)
        .Texts("deployments", "Names under which it is deployed.", m => m.Deployments)
        .Text("serves", "provider:reference of what answers behind deployments.", m => m.Serves)
        .Text("card", "Path of its model card.", m => m.Card)
        .Text("licence", "As stated.", m => m.Licence)
        .OptionalWord("verdict", "Whether the reference can change its meaning.", ["pinned", "floating", "unpinnable", "indeterminate"], m => m.Verdict)
        .Text("verdictReason", "Why, in words.", m => m.VerdictReason)
        .Date("retires", "The announced or past retirement of it, or of what it serves.", m => m.Retires)
        .Flag("isRetired", "Retired on or before the evaluation date.", m => m.IsRetired)
        .Text("replacement", "What the provider names in its place.", m => m.Replacement)
        .Date("guaranteedUntil", "The provider has promised not to retire it before.", m => m.GuaranteedUntil)
        .List("uses", "Where code or configuration names it.", Use, m => m.Uses, always: false)
        .List("artefacts", "Digests that register and manifests state for its files.", Digest, m => m.Artefacts, always: false)
        .Numbers("findings", FindingNumbers, m => m.Findings);

    private static readonly JsonMembers<DatasetEntry> Dataset = new JsonMembers<DatasetEntry>("dataset")
        .Always("id", "Of the record.", d => d.Id)
        .Always("path", "Of the record.", d => d.Path)
        .Text("title", "Its name.", d => d.Title)
        .Texts("licences", "As written.", d => d.Licences)
        .Texts("spdxLicences", "SPDX expressions.", d => d.SpdxLicences)
        .Text("owner", "Who answers for it.", d => d.Owner)
        .Text("version", "Of the data.", d => d.Version)
        .Text("origin", "Where it comes from.", d => d.Origin)
        .Text("personalData", "What the record says about personal data.", d => d.PersonalData)
        .Texts("use", "What it is for.", d => d.Use)
        .Texts("urls", "Addresses.", d => d.Urls)
        .List("files", "Files or patterns, with the digests that the record states.", Digest, d => d.Files, always: false)
        .List("uses", "Where code loads it.", Use, d => d.Uses, always: false)
        .Numbers("findings", FindingNumbers, d => d.Findings);

    private static readonly JsonMembers<MetricEntry> Metric = new JsonMembers<MetricEntry>("metric")
        .Always("name", "Canonical.", m => m.Name)
        .Text("slice", "The group or part of the data; left out for all of it.", m => m.Slice)
        .Always("text", "As a person reads it.", m => m.Text)
        .OptionalNumber("value", "The number, or the span in seconds.", m => m.Value)
        .Flag("isDuration", "It is a span of time.", m => m.IsDuration)
        .Flag("isComputed", "Calculated from predictions, not stated by anybody.", m => m.IsComputed)
        .OptionalNumber("samples", "On how many it was measured.", m => m.Samples, isWhole: true)
        .OptionalNumber("low", "Lower end of its interval.", m => m.Low)
        .OptionalNumber("high", "Upper end of its interval.", m => m.High)
        .OptionalFlag("isLowerBetter", "Which direction is better, where that is known.", m => m.IsLowerBetter)
        .OptionalNumber("atLeast", "The strictest lower limit of requirements.", m => m.AtLeast)
        .OptionalNumber("atMost", "The strictest upper limit of requirements.", m => m.AtMost)
        .Texts("requirements", "Ids of the requirements that judge it.", m => m.Requirements)
        .Word("state", "Against those limits.", States, m => m.State.ToWord())
        .Text("place", "Where it stands: path(line,column).", m => m.Place.ToString());

    private static readonly JsonMembers<EvaluationEntry> Evaluation = new JsonMembers<EvaluationEntry>("evaluation")
        .Always("path", "The file.", e => e.Path)
        .Always("model", "provider:reference.", e => e.Model)
        .Date("date", "When it was evaluated.", e => e.Date, always: true)
        .Text("tool", "What evaluated it.", e => e.Tool)
        .Text("environment", "Where.", e => e.Environment)
        .Text("dataset", "On what.", e => e.Dataset)
        .Text("signedBy", "Who vouches for it.", e => e.SignedBy)
        .Text("reviewedBy", "Who looked at it.", e => e.ReviewedBy)
        .Flag("isNewest", "The newest of its model.", e => e.IsNewest)
        .List("metrics", "What was measured.", Metric, e => e.Metrics);

    private static readonly JsonMembers<RequirementEntry> Requirement = new JsonMembers<RequirementEntry>("requirement")
        .Always("id", "In the policy.", r => r.Id)
        .Always("subject", "What it is asked of.", r => r.Subject)
        .Word("state", "What was found.", States, r => r.State.ToWord())
        .Text("title", "What it is about.", r => r.Title)
        .Text("place", "The policy's line.", r => r.Place)
        .Texts("systems", "Ids of systems.", r => r.Systems)
        .Texts("clauses", "Controls of standards that it is relevant for.", r => r.Clauses)
        .Texts("evidence", "Files that were looked at.", r => r.Evidence)
        .Text("notApplicableReason", "Why it is not asked.", r => r.NotApplicableReason)
        .Numbers("findings", FindingNumbers, r => r.Findings);

    private static readonly JsonMembers<WaiverEntry> Waiver = new JsonMembers<WaiverEntry>("waiver")
        .Always("id", "Of the waiver.", w => w.Waiver.Id)
        .Always("rule", "What it is an exception to.", w => w.Waiver.RuleId)
        .Text("path", "Its scope.", w => w.Waiver.Path)
        .Text("model", "Its scope.", w => w.Waiver.Model)
        .Text("symbol", "Its scope.", w => w.Waiver.Symbol)
        .Text("dataset", "Its scope.", w => w.Waiver.Dataset)
        .Text("requirement", "Its scope.", w => w.Waiver.Requirement)
        .Text("reason", "Why.", w => w.Waiver.Reason)
        .Text("owner", "Who answers for it.", w => w.Waiver.Owner)
        .Text("approvedBy", "Who agreed.", w => w.Waiver.ApprovedBy)
        .Date("approvedOn", "When.", w => w.Waiver.ApprovedOn)
        .Text("ticket", "Where it was discussed.", w => w.Waiver.Ticket)
        .Date("expires", "The last day on which it counts.", w => w.Waiver.Expires, always: true)
        .Text("place", "Where it stands: path(line,column).", w => w.Waiver.Place.ToString())
        .Flag("isActive", "On the evaluation date.", w => w.IsActive)
        .Number("daysLeft", "From the evaluation date to the last day; negative once it has expired.", w => w.DaysLeft)
        .Numbers("findings", "Numbers of the findings that it covers.", w => w.Findings);

    private static readonly JsonMembers<FlowStep> Step = new JsonMembers<FlowStep>("step")
        .Place(s => s.Place)
        .Always("text", "What happens there.", s => s.Text);

    private static readonly JsonMembers<FindingEntry> FindingOf = new JsonMembers<FindingEntry>("finding")
        .Number("number", "From 1; how other parts point at it.", f => f.Number)
        .Always("rule", "GOVnnnn.", f => f.Finding.RuleId)
        .Word("severity", "What the policy says for this rule at this place.", Severities, f => f.Finding.Severity.ToWord())
        .Word("status", "What became of it.", Statuses, f => StatusWord(f.Result.Status))
        .OptionalFlag("blocks", "Open, and at least as severe as the policy's limit; left out by a build.", f => f.Fingerprint.Length == 0 ? null : f.Blocks)
        .Text("by", "The waiver's id, or how it is hidden.", f => f.Result.By)
        .Text("reason", "Why it does not count.", f => f.Result.Reason)
        .Place(f => f.Finding.Place)
        .Always("message", "What, why, and what to do.", f => f.Finding.Message)
        .Always("subject", "What it is about, without line numbers.", f => f.Finding.Subject)
        .Text("model", "provider:reference.", f => f.Finding.Model)
        .Text("symbol", "The containing member.", f => f.Finding.Symbol)
        .Text("dataset", "Id of the dataset record.", f => f.Finding.Dataset)
        .Text("requirement", "Id of the requirement.", f => f.Finding.Requirement)
        .Text("policy", "Where the policy set the severity.", f => f.Finding.PolicyPlace)
        .Text("owner", "Who is to act.", f => f.Owner)
        .Texts("systems", "Ids of the systems it is about.", f => f.Systems)
        .Texts("controls", "Ids of governance controls.", f => f.Controls)
        .Texts("clauses", "Controls of standards that it is relevant for.", f => f.Clauses)
        .Text("fingerprint", "Stays when lines move.", f => f.Fingerprint)
        .List("flow", "The way that text takes to where it does harm.", Step, f => FlowStep.Split(f.Finding.Path), always: false);

    internal static JsonMembers<RepositoryPosture> Root { get; } = new JsonMembers<RepositoryPosture>("report")
        .Always("$schema", "This schema.", _ => RuleInfo.SchemaRoot + SchemaFileName)
        .Word("schemaVersion", "Of this format.", [SchemaVersion], _ => SchemaVersion)
        .Always("toolVersion", "Of GovernanceAnalyzers.", _ => ToolVersion.Text)
        .Object("repository", "Who this is about; left out by a build.", Repository, p => IsFull(p) ? p.Identity : null, always: false)
        .Date("evaluationDate", "The day it was decided for.", p => p.Report.EvaluationDate, always: true)
        .Object("policy", "What it was decided by.", Policy, p => p.Report)
        .Object("summary", "The answers in short.", Summary, p => p)
        .List("projects", "What was compiled.", Project, p => p.Report.Projects)
        .List("systems", "The AI systems.", System, p => p.Systems, always: false)
        .List("controls", "The governance controls, for the repository as a whole.", Control, p => p.Controls, always: false)
        .List("standards", "The standards, for the repository as a whole.", StandardOf, p => p.Standards, always: false)
        .List("models", "The models that code, register or cards name.", Model, p => p.Models, always: false)
        .List("datasets", "The dataset records.", Dataset, p => p.Datasets, always: false)
        .List("evaluations", "The evaluations of models.", Evaluation, p => p.Evaluations, always: false)
        .List("requirements", "What became of the policy's requirements.", Requirement, p => p.Requirements, always: false)
        .List("waivers", "Dated exceptions.", Waiver, p => p.Waivers, always: false)
        .List("evidence", "Files that evidence was read from.", Digest, p => p.Evidence, always: false)
        .List("findings", "Everything that was found.", FindingOf, Findings);

    /// <summary>What a build knows.</summary>
    public static string Write(Report report) => Write(new RepositoryPosture(report));

    public static string Write(RepositoryPosture posture) => JsonText.Write(json => Root.Write(json, posture));

    private static bool IsFull(RepositoryPosture posture) => posture.Identity.Name.Length > 0;

    private static IEnumerable<FindingEntry> Findings(RepositoryPosture posture) => posture.Findings.Count > 0
        ? posture.Findings
        : posture.Report.Results.Select((r, i) => new FindingEntry(i + 1, r, ""));

    private static KeyValuePair<string, string> Pair(string id, Assessment state) => new(id, state.ToWord());

    internal static string StatusWord(ResultStatus status) => status switch
    {
        ResultStatus.Waived => "waived",
        ResultStatus.Suppressed => "suppressed",
        ResultStatus.Baselined => "baselined",
        _ => "open",
    };
}
