using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Configuration;
using GovernanceAnalyzers.Core.Http;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy.Layers;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>What <c>governance.yml</c> may hold.</summary>
public static class PolicyShape
{
    /// <summary>Ten years, further than any provider announces.</summary>
    private const int MaximumDays = 3650;

    private static readonly ScalarShape SeverityWord = ScalarShape.OneOf(SeverityText.Words);

    private static readonly ListShape Texts = new(ScalarShape.Text, orSingle: true);

    /// <summary>What <see cref="PathProblem"/> accepts.</summary>
    private const string RelativePattern = @"^(?!.:)[^/\\]";

    private static readonly ScalarShape RelativePath = new("a path relative to this file", PathProblem) { Pattern = RelativePattern };

    private static readonly Shape RuleSetting = new EitherShape(
        SeverityWord,
        new ObjectShape(
            new Property("severity", SeverityWord, Description: "none, suggestion, warning or error."),
            new Property("errorFrom", ScalarShape.Date, Description: "The day on which the rule becomes an error. Until then it is the severity given, at most a warning."),
            new Property("locked", ScalarShape.Boolean, Description: "Layers above this one may tighten the rule, never loosen it."),
            new Property("notVisible", SeverityWord, Description: "What \"cannot be seen here\" counts as, at most. GOV1008, GOV3001, GOV5001, GOV5002, GOV5005 and GOV6008."),
            new Property("satisfiedBy", Texts, Description: "GOV5001: types, methods or builder steps that count as logging.")));

    /// <summary>What an editor offers under the licence lists.</summary>
    private static readonly string[] LicenceWords =
        [.. ShippedCatalogue.Instance.Licences.Classes.All.Select(c => c.Id), .. ShippedCatalogue.Instance.Licences.Spdx.Licences];

    internal static readonly Regex PackageId = new("^[A-Za-z0-9_][A-Za-z0-9_.-]*$", RegexOptions.CultureInvariant);

    private static readonly ObjectShape LicenceListsShape = new(
        new Property("allow", new ListShape(LicenceEntry()), Description: "Licences that may be used."),
        new Property("review", new ListShape(LicenceEntry()), Description: "Licences that somebody has to look at."),
        new Property("deny", new ListShape(LicenceEntry()), Description: "Licences that must not be used."),
        new Property("unlisted", ScalarShape.OneOf("allow", "review", "deny"), Description: "What holds for all others."));

    private static readonly ScalarShape PackageEntry = new(
        "a package id with wildcards, and a version range where it matters: OpenAI 2.*", Repository.Checks.GOV1010_AiPackageNotAllowed.ProblemOf)
    {
        Pattern = @"^\s*[\p{L}\p{N}._*?-]+\s*([ \t].*)?$",
    };

    private static readonly ScalarShape Fraction = new(
        "a number from 0 to 1", text => TryParseFraction(text, out _) ? null : $"'{text}' is not a number from 0 to 1, like 0.05")
    {
        Pattern = @"^(0(\.[0-9]{1,9})?|1(\.0{1,9})?)$",
        Highest = 1,
    };

    private static readonly ScalarShape Days = new("a number of days", DaysProblem) { Pattern = "^0*[0-9]{1,4}$", Highest = MaximumDays };

    internal static readonly MapKey[] RuleKeys =
        [.. RuleCatalogue.All.Select(r => new MapKey(r.Id, $"{r.Name}: {r.Title}.")), .. RuleCatalogue.All.Select(r => new MapKey(r.Name, $"{r.Id}: {r.Title}."))];

    /// <summary>A rule, by id or name, as waivers and tests of policies mention it.</summary>
    internal static readonly ScalarShape RuleName = new("a rule's id or name", RuleKeyProblem) { Words = [.. RuleKeys.Select(k => k.Name)] };

    private static readonly Property FailOn = new(
        "failOn", ScalarShape.OneOf("suggestion", "warning", "error"), Description: "Findings of this severity or above fail the build.");

    private static readonly Property Rules = new(
        "rules", new MapShape(RuleKeyProblem, RuleSetting) { Keys = RuleKeys }, Description: "Severity and options per rule, by id or name.");

    private static readonly Property Overrides = new(
        "overrides",
        new ListShape(new ObjectShape(
            new Property("paths", new ListShape(RelativeGlob(), orSingle: true), Description: "Globs of the files."),
            new Property("riskTier", new ListShape(ScalarShape.OneOf(RiskTierText.Words), orSingle: true), Description: "Risk tiers of the systems, as the register says."),
            new Property("rules", new MapShape(RuleKeyProblem, SeverityWord) { Keys = RuleKeys }, Required: true, "Severity per rule, by id or name."))),
        Description: "Other severities for some files. The last that applies to a file counts.");

    public static readonly ObjectShape Policy = new(
        new Property("schemaVersion", ScalarShape.OneOf("1"), Required: true, "Version of this format: 1."),
        new Property("name", ScalarShape.Text, Description: "The policy's name in reports."),
        new Property("owner", ScalarShape.Text, Description: "Whom to ask."),
        new Property(
            "extends",
            new ListShape(
                new ObjectShape(
                    new Property("preset", ScalarShape.OneOf([.. Presets]), Description: "A preset that ships with the package."),
                    new Property("package", ScalarShape.Matching("the id of a NuGet package", PackageId), Description: "A policy pack: a NuGet package that the projects reference."),
                    new Property("file", RelativePath, Description: "Another policy in this repository, or in the same policy pack."),
                    new Property("sha256", ScalarShape.Sha256, Description: "The digest of the layer's text, with line ends as LF. Another one fails the build."))
                {
                    ExactlyOneOf = ["preset", "package", "file"],
                },
                orSingle: true),
            Description: "Layers below this one. The stricter of two parents counts."),
        FailOn,
        Rules,
        Overrides,
        new Property(
            "profiles",
            new MapShape(_ => null, new ObjectShape(FailOn, Rules, Overrides)),
            Description: "Settings by the name of a profile, used where the property GovernanceProfile or the option --profile names it."),
        new Property(
            "locked",
            new ListShape(ScalarShape.OneOf([.. PolicySettings.LockableNames]), orSingle: true),
            Description: "Settings other than single rules that layers above this one may tighten, never loosen."),
        new Property(
            "register",
            new EitherShape(RelativePath, new CheckedElsewhere(() => RegisterShape.Inline)),
            Description: "The AI systems, models and suppliers in use: a file, or written here."),
        new Property(
            "models",
            new ObjectShape(
                new Property("cards", new ListShape(RelativeGlob(), orSingle: true), Description: "Where model cards are: one pattern or several."),
                new Property(
                    "allow",
                    new ListShape(new ScalarShape("a pattern provider:reference", AllowProblem) { Pattern = @"^[^:|\s]+:[^|\s]+$" }),
                    Description: "GOV1008: models that may be used, as provider:reference with wildcards. What a layer below allows can only be narrowed."),
                new Property("licences", LicenceListsShape, Description: "GOV2005: licences of models, as SPDX ids, patterns or class names. Deny wins over review, review over allow."),
                new Property("regions", new ListShape(NamePattern("a region, such as swedencentral or eu-*")), Description: "GOV1008, GOV6008: regions in which models may be deployed and asked, with wildcards. What a layer below allows can only be narrowed."),
                new Property(
                    "retirement",
                    new ObjectShape(new Property("warnDays", Days, Description: "GOV1005: days before a retirement from which on it is a finding.")),
                    Description: "Announced retirements.")),
            Description: "Model cards, allowed models and retirements."),
        new Property(
            "datasets",
            new ObjectShape(
                new Property("records", new ListShape(RelativeGlob(), orSingle: true), Description: "Where dataset records are: records of ours, Hugging Face dataset cards, Croissant, CycloneDX."),
                new Property("files", new ListShape(RelativeGlob(), orSingle: true), Description: "GOV3001: where data files are. Each of them has to belong to a record."),
                new Property("licences", LicenceListsShape, Description: "SPDX ids, patterns or class names. Deny wins over review, review over allow.")),
            Description: "Dataset records and their licences."),
        new Property(
            "contamination",
            new ObjectShape(
                new Property("maxOverlap", Fraction, Description: "GOV3007: the share of evaluation examples, from 0 to 1, that may be among the data that models were made from or look into."),
                new Property("nearDuplicate", Fraction, Description: "GOV3007: the share of an example's word sequences, from 0 to 1, that makes it a near duplicate when other data has them too.")),
            Description: "Evaluation data that a model has seen."),
        new Property(
            "evaluations",
            new ObjectShape(
                new Property("files", new ListShape(RelativeGlob(), orSingle: true), Description: "Where results of evaluations are."),
                new Property("baseline", RelativePath, Description: "GOV4007: the file with the metrics that later evaluations are compared with."),
                new Property("maxRelativeDrop", Fraction, Description: "GOV4007: how much worse than in the baseline a metric may be, as a share of the value there, from 0 to 1."),
                new Property("minGroupSamples", ScalarShape.Count, Description: "GOV4008: how many examples of each group an evaluation needs.")),
            Description: "Evaluation evidence."),
        new Property(
            "artefacts",
            new ObjectShape(
                new Property("manifest", RelativePath, Description: "GOV6005, GOV6006: the file with the digests of model files.")),
            Description: "Files of models."),
        new Property(
            "packages",
            new ObjectShape(
                new Property("allow", new ListShape(PackageEntry), Description: "GOV1010: packages for AI that may be referenced. What a layer below allows can only be narrowed.")),
            Description: "NuGet packages for AI."),
        new Property(
            "configuration",
            new ObjectShape(new Property(
                "files",
                new ListShape(new ScalarShape("a glob relative to the folder of the policy", ConfigurationFileProblem) { Pattern = @"^(?!.:)[^/\\|][^|]*$" }, orSingle: true),
                Description: $"Files that state configuration values: {ConfigurationFileKinds.Known}.")),
            Description: "Where model references are looked up, besides appsettings*.json and launchSettings.json of each project."),
        new Property(
            "waivers",
            new ObjectShape(
                new Property("file", RelativePath, Description: "The file with waivers."),
                new Property("maxDays", Days, Description: "The longest life of a waiver, in days."),
                new Property("maxActive", Days, Description: "How many waivers may be active at once."),
                new Property("unwaivable", new ListShape(ScalarShape.Text, orSingle: true), Description: "Rules and requirements that cannot be waived."),
                new Property("secondPerson", ScalarShape.Boolean, Description: "Somebody other than the owner has to approve."),
                new Property("warnDays", Days, Description: "Days before its end from which on a waiver is announced to expire."),
                new Property("baseBranch", ScalarShape.Text, Description: "A branch such as origin/main: only waivers that are in it count.")),
            Description: "Dated exceptions."),
        new Property(
            "baseline",
            new ObjectShape(
                new Property("file", RelativePath, Description: "The file with known findings."),
                new Property("maxDays", Days, Description: "How long an entry counts, in days from the day it was added."),
                new Property("baseBranch", ScalarShape.Text, Description: "A branch such as origin/main: only entries that are in it count.")),
            Description: "Findings that were there before the policy. They may only become fewer."),
        new Property(
            "catalogue",
            new ObjectShape(new Property("maxAgeDays", Days, Description: "GOV0011: days after which the shipped catalogue of models counts as outdated.")),
            Description: "The shipped catalogue."),
        new Property(
            "rawHttp",
            new EitherShape(
                ScalarShape.OneOf(HttpScopeText.Words),
                new ObjectShape(
                    new Property("scope", ScalarShape.OneOf(HttpScopeText.Words), Description: "off, beside-sdks (where an AI SDK is referenced) or everywhere."),
                    new Property("endpoints", new ListShape(HttpEndpointReader.Shape), Description: "Addresses of your own, in addition to the shipped ones."))),
            Description: "Requests to models by HttpClient, without an SDK."),
        new Property(
            "endpoints",
            new ObjectShape(
                new Property(
                    "allow",
                    new ListShape(new ScalarShape("a host or an address with wildcards", EndpointPattern.ProblemOf) { Pattern = @"^[^\s|\\@?#]+$" }),
                    Description: "GOV6008: addresses to which prompts may be sent: *.openai.azure.com, https://gateway.contoso.com/llm/*, localhost. What a layer below allows can only be narrowed.")),
            Description: "Where prompts may be sent."),
        new Property("requirements", RequirementShape.Requirements, Description: "Evidence that the policy asks for: documents, records, metrics and reviews."),
        new Property("security", SecurityReader.Shape, Description: "Sources, sinks, validators and approvals of your own, in addition to the shipped ones."),
        new Property("sdks", new ListShape(new CheckedElsewhere(() => SdkShapes.PolicyItem)), Description: "SDKs of your own, in addition to the shipped catalogue."));

    public static string[] Presets =>
        ShippedFiles.Below("policies/presets/").Select(f => System.IO.Path.GetFileNameWithoutExtension(f)).ToArray();

    internal static string? AllowProblem(string text) =>
        ModelAllowList.ProblemOf(text, ShippedCatalogue.Instance.Models.Select(p => p.Provider));

    internal static bool TryParseDays(string text, out int days) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out days) && days <= MaximumDays;

    internal static bool TryParseFraction(string text, out decimal fraction) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out fraction) && fraction is >= 0 and <= 1 && text.Length <= 11 && text[0] is '0' or '1';

    private static ScalarShape NamePattern(string expected) =>
        new(expected, text => text.Trim().Length == 0 || text.Any(c => c == '|' || char.IsControl(c)) ? $"'{text}' is not {expected}" : null) { Pattern = @"^(?=.*\S)[^|\p{Cc}]+$" };

    private static string? DaysProblem(string text) =>
        TryParseDays(text, out _) ? null : $"'{text}' is not a whole number of days from 0 to {MaximumDays}";

    private static ScalarShape RelativeGlob() => new("a glob relative to the folder of the policy", PathProblem) { Pattern = RelativePattern };

    private static ScalarShape LicenceEntry() => new("a licence id, pattern or class", text =>
        Core.Licences.LicencePolicy.ProblemOf(text, ShippedCatalogue.Instance.Licences.Spdx, ShippedCatalogue.Instance.Licences.Classes))
    {
        Words = LicenceWords,
        // Names of one's own, patterns, and ids with an exception or a plus.
        Pattern = @"^[Ll][Ii][Cc][Ee][Nn][Ss][Ee][Rr][Ee][Ff]-|[*?]| [Ww][Ii][Tt][Hh] |\+$",
    };

    internal static string? PathProblem(string text) =>
        text.Length == 0 || text[0] is '/' or '\\' || (text.Length > 1 && text[1] == ':') || text.Any(char.IsControl) ? $"'{text}' is not a relative path" : null;

    private static string? ConfigurationFileProblem(string text) =>
        PathProblem(text)
        ?? (text.Contains("|") ? $"'{text}' must not contain |"
            : text.EndsWith("*", System.StringComparison.Ordinal) || ConfigurationFileKinds.Of(text, isListed: true) != ConfigurationFileKind.None
                ? null
                : $"'{text}' is no kind of file that can be read: {ConfigurationFileKinds.Known}");

    internal static string? RuleKeyProblem(string key)
    {
        if (RuleCatalogue.Find(key) is not null)
        {
            return null;
        }

        var nearest = NearestName.Find(key, RuleCatalogue.All.SelectMany(r => new[] { r.Name, r.Id }));
        return $"There is no rule '{key}'." + (nearest is null ? "" : $" Did you mean '{nearest}'?");
    }
}
