using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Engine.Fleet;

/// <summary>A fleet as JSON, for programs: <c>policies/schema/governance-fleet.schema.json</c>.</summary>
public static class FleetJson
{
    public const string SchemaFileName = "governance-fleet.schema.json";

    private const string SchemaVersion = "1";

    private static readonly JsonMembers<RecordedLayer> Layer = new JsonMembers<RecordedLayer>("layer")
        .Always("layer", "How the policy names it.", l => l.Name)
        .Text("version", "Of a policy pack.", l => l.Version)
        .Always("sha256", "Of its text.", l => l.Sha256);

    private static readonly JsonMembers<RecordedSystem> System = new JsonMembers<RecordedSystem>("system")
        .Always("id", "In the register; empty where the repository is the one system there is.", s => s.Id)
        .Text("title", "Its name.", s => s.Title)
        .Text("riskTier", "As its owner classified it.", s => s.Tier)
        .Text("owner", "Who answers for it.", s => s.Owner)
        .Text("state", "Of all its controls together.", s => s.State)
        .Flag("mayShip", "Nothing blocks it.", s => s.MayShip)
        .Number("blockers", "How many findings keep it from shipping.", s => s.Blockers);

    private static readonly JsonMembers<FleetRepository> Repository = new JsonMembers<FleetRepository>("repository")
        .Always("name", "owner/name.", r => r.Report.Repository)
        .Text("commit", "That was looked at.", r => r.Report.Commit)
        .Always("file", "The report.", r => r.Report.File)
        .Always("sha256", "Of the report.", r => r.Report.Sha256)
        .Date("evaluationDate", "The day it was decided for.", r => r.Report.EvaluationDate, always: true)
        .Number("ageDays", "From that day to the day of the fleet.", r => r.AgeDays)
        .Flag("isStale", "Older than was asked for.", r => r.IsStale)
        .Text("toolVersion", "Of GovernanceAnalyzers.", r => r.Report.ToolVersion)
        .Flag("mayShip", "Nothing blocks, and what there is to know is known.", r => r.Report.MayShip)
        .Text("notKnown", "Why it may not ship although nothing blocks.", r => r.Report.NotKnown)
        .Number("blockers", "How many findings keep it from shipping.", r => r.Report.Blockers)
        .NumbersByKey("blockingRules", "How many of them each rule found.", r => r.Report.Rules.Where(c => c.Blocking > 0).Select(c => new KeyValuePair<string, int>(c.Rule, c.Blocking)))
        .Number("errors", "Open findings of this severity.", r => r.Report.Errors)
        .Number("warnings", "Open findings of this severity.", r => r.Report.Warnings)
        .Number("suggestions", "Open findings of this severity.", r => r.Report.Suggestions)
        .Always("policy", "The name of the policy.", r => r.Report.PolicyName)
        .Text("policyFile", "Left out where the built-in baseline applies.", r => r.Report.PolicyFile)
        .Text("policyDigest", "Of everything that the policy decides, with what the repository declares.", r => r.Report.PolicyDigest)
        .Text("policySha256", "Of the policy's file.", r => r.Report.PolicySha256)
        .Text("profile", "The profile in force.", r => r.Report.Profile)
        .List("layers", "What the policy stands on.", Layer, r => r.Report.Layers, always: false)
        .Texts("oldLayers", "Layers of which the fleet has a newer version, or another content.", r => r.OldLayers)
        .List("systems", "The AI systems.", System, r => r.Report.Systems, always: false);

    private static readonly JsonMembers<FleetModelUser> User = new JsonMembers<FleetModelUser>("user")
        .Always("repository", "owner/name.", u => u.Repository)
        .Text("registerId", "Its id in the register there.", u => u.Model.RegisterId)
        .Text("owner", "Who answers for it.", u => u.Model.Owner)
        .Texts("systems", "Ids of the systems that use it.", u => u.Model.Systems)
        .Text("serves", "What answers behind deployments.", u => u.Model.Serves)
        .Text("verdict", "Whether the reference can change its meaning.", u => u.Model.Verdict)
        .Text("licence", "As stated.", u => u.Model.Licence)
        .Number("uses", "How often code or configuration names it.", u => u.Model.Uses)
        .Text("firstUse", "The first place that names it.", u => u.Model.FirstUse);

    private static readonly JsonMembers<FleetModel> Model = new JsonMembers<FleetModel>("model")
        .Always("name", "provider:reference.", m => m.Name)
        .Date("retires", "As the newest report knows it.", m => m.Retires)
        .Text("replacement", "What the provider names in its place.", m => m.Replacement)
        .Texts("verdicts", "Of all that use it.", m => m.Verdicts)
        .Number("repositories", "How many use it.", m => m.Repositories)
        .List("users", "Who uses it.", User, m => m.Users);

    private static readonly JsonMembers<FleetControl> Control = new JsonMembers<FleetControl>("control")
        .Always("id", "Of the governance control.", c => c.Id)
        .Text("title", "What it is about.", c => c.Title)
        .NumbersByKey("states", "How many repositories are in each state.", c => JsonReport.States.Select(s => new KeyValuePair<string, int>(s, c.States[s])));

    private static readonly JsonMembers<FleetRule> Rule = new JsonMembers<FleetRule>("rule")
        .Always("rule", "GOVnnnn.", r => r.Rule)
        .Text("name", "Its name, where this version knows it.", r => r.Name)
        .Number("repositories", "In which it found anything.", r => r.Repositories)
        .Number("blocked", "Repositories that it keeps from shipping.", r => r.Blocked)
        .Number("open", "Findings.", r => r.Counts.Open)
        .Number("waived", "Findings.", r => r.Counts.Waived)
        .Number("suppressed", "Findings.", r => r.Counts.Suppressed)
        .Number("baselined", "Findings.", r => r.Counts.Baselined)
        .Number("blocking", "Findings that keep a repository from shipping.", r => r.Counts.Blocking);

    private static readonly JsonMembers<FleetWaiver> Waiver = new JsonMembers<FleetWaiver>("waiver")
        .Always("repository", "owner/name.", w => w.Repository)
        .Always("id", "Of the waiver.", w => w.Waiver.Id)
        .Always("rule", "What it is an exception to.", w => w.Waiver.Rule)
        .Text("scope", "What it covers.", w => w.Waiver.Scope)
        .Text("owner", "Who answers for it.", w => w.Waiver.Owner)
        .Text("approvedBy", "Who agreed.", w => w.Waiver.ApprovedBy)
        .Text("reason", "Why.", w => w.Waiver.Reason)
        .Date("expires", "The last day on which it counts.", w => w.Waiver.Expires, always: true)
        .Number("daysLeft", "From the day of the fleet; negative once it has expired.", w => w.DaysLeft)
        .Number("covers", "How many findings.", w => w.Waiver.Covers);

    private static readonly JsonMembers<FleetLayerVersion> LayerVersion = new JsonMembers<FleetLayerVersion>("layerVersion")
        .Text("version", "Of a policy pack.", v => v.Version)
        .Always("sha256", "Of its text.", v => v.Sha256)
        .Flag("isNewest", "Of those in the fleet.", v => v.IsNewest)
        .Texts("repositories", "Which stand on it.", v => v.Repositories);

    private static readonly JsonMembers<FleetLayer> SharedLayer = new JsonMembers<FleetLayer>("sharedLayer")
        .Always("layer", "How policies name it.", l => l.Name)
        .List("versions", "The newest first.", LayerVersion, l => l.Versions);

    private static readonly JsonMembers<FleetReplaced> Replaced = new JsonMembers<FleetReplaced>("replaced")
        .Always("repository", "owner/name.", r => r.Report.Repository)
        .Always("file", "The report that does not count.", r => r.Report.File)
        .Always("evaluationDate", "The day it was decided for.", r => r.Report.Date)
        .Text("commit", "That was looked at.", r => r.Report.Commit)
        .Always("by", "The report that counts.", r => r.By)
        .Flag("isConflict", "Nothing tells which of the two is newer.", r => r.IsConflict)
        .Always("reason", "Goes on after 'is'.", r => r.Reason);

    private static readonly JsonMembers<RecordedProblem> Problem = new JsonMembers<RecordedProblem>("problem")
        .Place(p => p.Place)
        .Always("message", "What is wrong.", p => p.Message);

    private static readonly JsonMembers<FleetQuestion> Question = new JsonMembers<FleetQuestion>("question")
        .Text("model", "A pattern.", q => q.Model)
        .Date("retiringBy", "The last day of retirements.", q => q.RetiringBy);

    private static readonly JsonMembers<FleetReport> Answer = new JsonMembers<FleetReport>("answer")
        .Object("question", "What was asked.", Question, f => f.Question)
        .Text("hint", "What might have been meant.", f => f.Hint)
        .List("models", "The models that it is about, with who uses them.", Model, f => f.Asked);

    private static readonly JsonMembers<FleetReport> Summary = new JsonMembers<FleetReport>("summary")
        .Number("repositories", "With a report.", f => f.Repositories.Count)
        .Number("mayShip", "Repositories.", f => f.MayShip)
        .Number("mayNotShip", "Repositories.", f => f.Repositories.Count - f.MayShip)
        .Number("missing", "Expected, and without a report.", f => f.Missing.Count)
        .Number("stale", "Whose report is older than asked for.", f => f.Stale)
        .Number("expiringWaivers", "Active ones that end soon.", f => f.Expiring.Count());

    internal static JsonMembers<FleetReport> Root { get; } = new JsonMembers<FleetReport>("fleet")
        .Always("$schema", "This schema.", _ => RuleInfo.SchemaRoot + SchemaFileName)
        .Word("schemaVersion", "Of this format.", [SchemaVersion], _ => SchemaVersion)
        .Date("evaluationDate", "The day from which ages and days left are counted.", f => f.Question.Today, always: true)
        .Number("staleAfterDays", "A report older than that says little.", f => f.Question.StaleAfterDays)
        .Number("expiringWithinDays", "What counts as soon.", f => f.Question.ExpiringWithinDays)
        .Object("summary", "The answers in short.", Summary, f => f)
        .Object("answer", "Left out where no model and no date was asked for.", Answer, f => f.Question.Model.Length > 0 || f.Question.RetiringBy is not null ? f : null, always: false)
        .List("repositories", "By name.", Repository, f => f.Repositories)
        .Texts("missing", "Expected, and without a report.", f => f.Missing)
        .Texts("unexpected", "With a report, and not expected.", f => f.Unexpected)
        .List("models", "By name.", Model, f => f.Models)
        .List("controls", "By id.", Control, f => f.Controls)
        .List("rules", "By id.", Rule, f => f.Rules)
        .List("waivers", "Those that end next come first.", Waiver, f => f.Waivers)
        .List("layers", "Policy packs and presets.", SharedLayer, f => f.Layers)
        .List("replaced", "Reports that do not count.", Replaced, f => f.Replaced, always: false)
        .Texts("builds", "Files of builds, which do not say whom they are about.", f => f.Builds)
        .List("problems", "What cannot be relied on.", Problem, f => f.Problems, always: false);

    public static void Write(FleetReport fleet, Stream stream) => JsonText.Write(stream, json => Root.Write(json, fleet));

    public static string Write(FleetReport fleet) => JsonText.Write(json => Root.Write(json, fleet));
}
