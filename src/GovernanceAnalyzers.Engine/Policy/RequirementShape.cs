using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>What an item of <c>requirements</c> may hold.</summary>
public static class RequirementShape
{
    public const string Document = "document";
    public const string Record = "record";
    public const string Metric = "metric";
    public const string Review = "review";

    public const string PerRepository = "repository";
    public const string PerSystem = "system";
    public const string PerModel = "model";
    public const string PerDataset = "dataset";

    public const string InSystem = "system";
    public const string InModel = "model";
    public const string InSupplier = "supplier";
    public const string InDataset = "dataset";
    public const string InCard = "card";

    /// <summary>Ten years.</summary>
    private const int MaximumDays = 3650;

    public static readonly string[] Kinds = [Document, Record, Metric, Review];

    public static readonly string[] Scopes = [PerRepository, PerSystem, PerModel, PerDataset];

    public static readonly string[] Sources = [InSystem, InModel, InSupplier, InDataset, InCard];

    public static readonly string[] Origins = ["hosted", "open-weights", "fine-tuned", "trained"];

    /// <summary>Rules under which incomplete content may be reported.</summary>
    public static readonly string[] Rules = ["GOV2002", "GOV2006", "GOV2007", "GOV2008", "GOV2009", "GOV3005", "GOV5007"];

    private static readonly ScalarShape SeverityWord = ScalarShape.OneOf(SeverityText.Words);

    private static readonly ScalarShape Period = new("a span of days, like 180d, 26w or P6M", PeriodProblem) { Pattern = Policy.Quantity.SpanPattern };

    internal static readonly ScalarShape Quantity = new(
        "a number or a span of time",
        text => Policy.Quantity.TryParse(text) is null ? $"'{text}' is neither a number nor a span of time like 60m, 180d or P6M" : null)
    {
        Pattern = Policy.Quantity.NumberPattern + "|" + Policy.Quantity.SpanPattern,
    };

    private static readonly ScalarShape Field = new("a field", text => FieldPath.Parse(text).Problem) { Pattern = FieldPath.Pattern };

    private static readonly ScalarShape Control = new("a control of a standard", text => ShippedStandards.Instance.Problem(text))
    {
        Words = [.. ShippedStandards.Instance.All.SelectMany(s => s.Controls.Select(c => s.Name + " " + c.Id)).Distinct()],
        // Paragraphs of a control: Art. 12(2).
        Pattern = $@"^({string.Join("|", ShippedStandards.Instance.All.Select(s => Regex.Escape(s.Name).Replace(@"\ ", " ")))}) .*\([a-z0-9]{{1,4}}\)$",
    };

    private static readonly string[] RuleWords = [.. Rules, .. Rules.Select(id => RuleCatalogue.Find(id)!.Name)];

    private static readonly ListShape Answers = new(ScalarShape.Text, orSingle: true);

    private static readonly ObjectShape AppliesToClause = new(
        new Property("riskTier", Words(RiskTierText.Words), Description: "Systems of these tiers, and what belongs to them."),
        new Property("origin", Words(Origins), Description: "Models of these origins, as the register says."),
        new Property("dataClasses", Answers, Description: "Systems that handle data of these classes, as the register says."),
        new Property("use", Words([.. DatasetRecord.Uses]), Description: "Datasets with these uses."),
        new Property("personalData", Words([.. DatasetRecord.PersonalDataLevels]), Description: "Datasets with personal data of these levels."),
        new Property("has", Answers, Description: "Entries of the register, records and cards that have these keys."));

    private static readonly Property[] Common =
    [
        new("title", ScalarShape.Text, Description: "What is asked for, as a noun: Rollback plan."),
        new("message", ScalarShape.Text, Description: "Said in place of the title when the evidence is missing."),
        new(
            "path",
            new ListShape(new ScalarShape("a path or glob relative to the governed folder", PathProblem)
                {
                    Pattern = @"^(?!.:)(?![/\\])(?!(.*[/\\])?\.\.([/\\]|$))([^{\p{Cc}]|\{(system|model|dataset)\})+$",
                }, orSingle: true),
            Description: "Where the evidence is: a path or glob relative to the governed folder, or a list of which each must be there. {system}, {model} and {dataset} stand for an id when 'per' asks for one each."),
        new("in", ScalarShape.OneOf(Sources), Description: "For kind record: what has to hold the fields."),
        new(
            "fields",
            new ListShape(
                new EitherShape(
                    Field,
                    new ObjectShape(
                        new Property("field", Field, Required: true, "Names joined by dots; name[] is every item of a list, name[key=value] the items of which key is value."),
                        new Property("atLeast", Quantity, Description: "The smallest value that is accepted."),
                        new Property("atMost", Quantity, Description: "The largest value that is accepted."),
                        new Property("oneOf", Answers, Description: "The answers that are accepted."),
                        new Property("equals", ScalarShape.Text, Description: "The only answer that is accepted."),
                        new Property("not", Answers, Description: "Answers that are not accepted."),
                        new Property("present", ScalarShape.Boolean, Description: "false: the field must not be there."),
                        new Property("file", ScalarShape.Boolean, Description: "true: the answer names a file of this repository which exists and is not empty."),
                        new Property("optional", ScalarShape.Boolean, Description: "true: the field need not be there, but where it is, it must be right.")))),
            Description: "Fields that must hold an answer. A placeholder such as TODO is none."),
        new(
            "sections",
            new ListShape(new ScalarShape("headings joined by |", text => text.Split('|').Any(t => !t.Any(char.IsLetterOrDigit)) ? $"'{text}' is not a heading, or headings joined by |" : null)
            {
                Pattern = @"^[^|]*[\p{L}\p{Nd}][^|]*(\|[^|]*[\p{L}\p{Nd}][^|]*)*$",
            }),
            Description: "Markdown headings that must hold text. Alternatives are joined by |."),
        new("reviewWithin", Period, Description: "How old the date in reviewField may be: 180d, 26w, P6M."),
        new("reviewField", Field, Description: "The field with the date; reviewedOn for documents and records, reviews[].date for reviews."),
        new(
            "metric",
            new ObjectShape(
                new Property("name", Answers, Description: "The metric, or several of which one must be there. Left out: limits are for every metric."),
                new Property("atLeast", Quantity, Description: "The smallest value that is accepted."),
                new Property("atMost", Quantity, Description: "The largest value that is accepted."),
                new Property("minSamples", ScalarShape.Count, Description: "How many samples a value must rest on."),
                new Property("interval", ScalarShape.Boolean, Description: "true: a value needs an interval."),
                new Property("maxAge", Period, Description: "How old the newest evaluation may be: 180d, 26w, P6M."),
                new Property("declared", ScalarShape.Boolean, Description: "true: the register states a threshold for the metric."),
                new Property("environment", Answers, Description: "Only evaluations from here count: production, pilot."),
                new Property("datasetKind", Words("own", "public"), Description: "Only evaluations with such data count."),
                new Property("signed", ScalarShape.Boolean, Description: "true: the evaluation says who signed it."),
                new Property("reviewed", ScalarShape.Boolean, Description: "true: somebody other than the model's owner reviewed it.")),
            Description: "For kind metric. Left out: an evaluation of the model is enough."),
        new("per", ScalarShape.OneOf(Scopes), Description: "What it is asked for once each; default repository. Kind metric: model. Kind record: what 'in' names."),
        new("appliesTo", new ListShape(AppliesToClause, orSingle: true), Description: "What it is asked of: all conditions of one item must hold, and of several items one. Left out: everything."),
        new("notApplicable", ScalarShape.Boolean, Description: "false: evidence cannot state that this does not apply."),
        new("optional", ScalarShape.Boolean, Description: "true: the evidence need not exist, but where it does, it must be right."),
        new("severity", SeverityWord, Description: "none, suggestion, warning or error; default: that of the rule. none removes the requirement."),
        new("rule", new ScalarShape("a rule for incomplete content", RuleProblem) { Words = RuleWords }, Description: $"The rule under which incomplete content is reported: {string.Join(", ", Rules)}."),
        new("controls", new ListShape(Control, orSingle: true), Description: "Controls of standards for which this is relevant: ISO/IEC 42001:2023 A.6.2.5."),
    ];

    /// <summary>One requirement, or what a layer changes in one.</summary>
    public static readonly ObjectShape Requirement = new(
    [
        new Property("id", ScalarShape.Matching("a name of small letters, digits and hyphens", new Regex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)), Required: true, "Its name, by which layers, waivers and findings mention it."),
        new Property("kind", ScalarShape.OneOf(Kinds), Description: "document, record, metric or review."),
        .. Common,
        new Property("locked", ScalarShape.Boolean, Description: "true: layers above may tighten it, never loosen it."),
        new Property(
            "forTier",
            new ObjectShape([.. RiskTierText.Words.Select(t => new Property(t, new ObjectShape(Common), Description: $"For systems of tier {t}, and what belongs to them."))]),
            Description: "What is different for one risk tier."),
    ]);

    /// <summary>The list, for a policy's shape.</summary>
    public static readonly ListShape Requirements = new(Requirement);

    internal static int? Days(string? text) => text is not null && PeriodProblem(text) is null ? Policy.Quantity.TryParse(text)!.Days : null;

    private static ListShape Words(params string[] words) => new(ScalarShape.OneOf(words), orSingle: true);

    private static string? PeriodProblem(string text)
    {
        var span = Policy.Quantity.TryParse(text);
        return span is { IsDuration: false } ? $"'{text}' has no unit: write {text}d for days"
            : span?.Days is not { } days ? $"'{text}' is not a span of whole days, like 180d, 26w or P6M"
            : days is < 1 or > MaximumDays ? $"'{text}' is not between 1 and {MaximumDays} days"
            : null;
    }

    private static string? PathProblem(string text)
    {
        if (text.Length == 0 || text[0] is '/' or '\\' || (text.Length > 1 && text[1] == ':') || text.Split('/', '\\').Contains(".."))
        {
            return $"'{text}' is not a path below the governed folder";
        }

        var unknown = Regex.Matches(text, @"\{[^}]*\}?").Cast<Match>().Select(m => m.Value).FirstOrDefault(m => m is not ("{system}" or "{model}" or "{dataset}"));
        return unknown is null ? null : $"'{text}' has {unknown}; only {{system}}, {{model}} and {{dataset}} are known";
    }

    private static string? RuleProblem(string text) => RuleCatalogue.Find(text) is { } rule && Rules.Contains(rule.Id)
        ? null
        : $"'{text}' is not a rule for incomplete content; these are: {string.Join(", ", Rules)}";
}
