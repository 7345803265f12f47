using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>What a register may hold: <see cref="File"/> as a file of its own, <see cref="Inline"/> in a policy.</summary>
public static class RegisterShape
{
    public static readonly string[] DataClasses = ["none", "pseudonymised", "personal", "sensitive", "confidential"];

    public static readonly string[] Origins = ["hosted", "open-weights", "fine-tuned", "trained"];

    private const int MaximumReference = 1000;

    private static readonly ScalarShape Id = ScalarShape.Matching(
        "an id: letters, digits, '-', '_' and '.', beginning with a letter or digit",
        new Regex(@"^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}\z", RegexOptions.CultureInvariant));

    private static readonly ScalarShape Reference = new("provider:reference in one piece (openai:gpt-4o-2024-08-06)", ReferenceProblem)
    {
        Pattern = @"^(?=[^\p{Cc}]{3,1000}$)[a-z0-9.-]+:[^|\s]+$",
    };

    private static readonly ScalarShape RelativePath = PathShape("a path");

    /// <summary>Text that somebody has to have written: what follows from it must not follow from a template.</summary>
    private static readonly ScalarShape Answer = new("text", text =>
        text.Trim().Length == 0 ? "the text is empty"
        : Placeholder.IsOnly(text) ? $"'{text.Trim()}' is a placeholder; write the answer"
        : null)
    {
        Pattern = @"\S",
    };

    private static readonly ListShape Texts = new(ScalarShape.Text, orSingle: true);
    private static readonly ListShape Ids = new(Id, orSingle: true);
    private static readonly ListShape Answers = new(Answer, orSingle: true);

    private static readonly ObjectShape Regulatory = new(
        new Property("role", Texts, Description: "What you are under the law: provider, deployer, importer, distributor."),
        new Property("tier", ScalarShape.Text, Description: "The class under the law: prohibited, high, limited, minimal."),
        new Property("annexIII", Texts, Description: "The areas of Annex III of the EU AI Act that the use falls under, or none."),
        new Property("prohibitedPractice", ScalarShape.Boolean, Description: "Whether the use is a prohibited practice."),
        new Property("reason", ScalarShape.Text, Description: "Why this role and class."),
        new Property("decidedBy", ScalarShape.Text, Description: "Who decided."),
        new Property("date", ScalarShape.Date, Description: "When."));

    private static readonly ObjectShape Oversight = new(
        new Property("mode", ScalarShape.Text, Description: "How people oversee the system: before, during or after each decision."),
        new Property("role", ScalarShape.Text, Description: "Who does it."),
        new Property("override", ScalarShape.Text, Description: "How an output is stopped, corrected or ignored."));

    private static readonly ObjectShape Deployment = new(
        new Property("target", ScalarShape.Text, Description: "Where the system runs: cloud, on-premises, edge."),
        new Property("region", Texts, Description: "Regions in which data is processed."),
        new Property("reason", ScalarShape.Text, Description: "Why there."),
        new Property("offlineBehaviour", ScalarShape.Text, Description: "What happens without a connection."),
        new Property("fallback", ScalarShape.Text, Description: "What happens when the model does not answer."),
        new Property(
            "limits",
            new EitherShape(ScalarShape.Text, new MapShape(_ => null, ScalarShape.Text)),
            Description: "Limits on memory, tokens, batches, cost."));

    internal static readonly ObjectShape NotApplicable = new(
        new Property("requirement", ScalarShape.Text, Description: "The id of the requirement, where it is not clear."),
        new Property("reason", Answer, Required: true, "Why it does not apply."),
        new Property("approvedBy", Answer, Required: true, "Who agreed."),
        new Property("date", ScalarShape.Date, Required: true, "When."));

    private static readonly ObjectShape Threshold = new(
        new Property("atLeast", RequirementShape.Quantity, Description: "The smallest value that is accepted."),
        new Property("atMost", RequirementShape.Quantity, Description: "The largest value that is accepted."));

    public static readonly ObjectShape System = new(
        new Property("id", Id, Required: true, "The name under which models and policies mention the system."),
        new Property("name", ScalarShape.Text, Description: "The name for people."),
        new Property("purpose", ScalarShape.Text, Description: "What the system is for."),
        new Property("owner", ScalarShape.Text, Description: "Who answers for it."),
        new Property("riskTier", ScalarShape.OneOf(RiskTierText.Words), Description: "How much harm it can do."),
        new Property("dataClasses", new ListShape(ScalarShape.OneOf(DataClasses), orSingle: true), Description: "What kinds of data it handles."),
        new Property(
            "paths",
            new ListShape(PathShape("a path or pattern"), orSingle: true),
            Description: "The code that belongs to it, relative to the governed folder. Left out: all code."),
        new Property("regulatory", Regulatory, Description: "Its classification under the law."),
        new Property("oversight", Oversight, Description: "How people oversee it."),
        new Property("deployments", new ListShape(Deployment), Description: "Where it runs, and why there."),
        new Property("notApplicable", new ListShape(NotApplicable, orSingle: true), Description: "What a policy asks for and does not apply here."));

    private static readonly ObjectShape Compensation = new(
        new Property("reason", Answer, Required: true, "Why this model in spite of that."),
        new Property("controls", Answers, Required: true, "What is done so that a silent change is noticed."),
        new Property("owner", Answer, Required: true, "Who answers for that."),
        new Property("reviewedOn", ScalarShape.Date, Description: "When it was last looked at."));

    private static readonly ObjectShape SuppliedAtRunTime = new(
        new Property("by", Answer, Required: true, "Who or what decides at run time: the settings of each tenant."),
        new Property("reason", Answer, Required: true, "Why the reference is no part of the code."),
        new Property("owner", Answer, Required: true, "Who answers for which models can be chosen."));

    private static readonly ObjectShape Digest = new(
        new Property("alg", ScalarShape.OneOf("sha256", "sha384", "sha512"), Description: "The hash function. Default: sha256."),
        new Property("value", new ScalarShape("a hash in hexadecimal digits", DigestProblem) { Pattern = "^([0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128})$" }, Required: true, "The hash of the artefact."));

    private static readonly ObjectShape Scan = new(
        new Property("tool", ScalarShape.Text, Description: "What scanned the artefact for unsafe content."),
        new Property("date", ScalarShape.Date, Description: "When."),
        new Property("result", ScalarShape.Text, Description: "What it said."));

    private static readonly ObjectShape Optimisation = new(
        new Property("method", ScalarShape.Text, Description: "quantisation, pruning, distillation."),
        new Property("bits", ScalarShape.Text, Description: "Bits per weight."),
        new Property("tool", ScalarShape.Text, Description: "What did it."));

    public static readonly ObjectShape Model = new(
        new Property("id", Id, Required: true, "The name under which other files mention the model."),
        new Property("reference", Reference, Description: "provider:reference, as in code and model cards. Required unless deployments or suppliedAtRunTime are given."),
        new Property("deployments", new ListShape(NameShape("a deployment name"), orSingle: true), Description: "Names under which it is deployed, as on Azure."),
        new Property("usedBy", Ids, Description: "Ids of the systems that use it. Left out: all."),
        new Property("purpose", ScalarShape.Text, Description: "What it is used for."),
        new Property("owner", ScalarShape.Text, Description: "Who answers for its use."),
        new Property("supplier", Id, Description: "The id of a supplier."),
        new Property("license", ScalarShape.Text, Description: "The licence of the model, as in model cards."),
        new Property("acceptableUseReviewed", ScalarShape.Date, Description: "When the terms of use were last compared with what it is used for."),
        new Property("attributionFile", RelativePath, Description: "The file with the attribution that the licence asks for."),
        new Property("rationale", ScalarShape.Text, Description: "Why this model: a text, or the path of a decision record."),
        new Property("card", RelativePath, Description: "The path of its model card."),
        new Property("origin", ScalarShape.OneOf(Origins), Description: "Where the weights come from. Default: hosted."),
        new Property("resolvedVersion", NameShape("a model reference"), Description: "What a deployment, or a name without versions, serves at present."),
        new Property("compensation", Compensation, Description: "GOV1002: what makes up for a reference that cannot be pinned."),
        new Property("suppliedAtRunTime", SuppliedAtRunTime, Description: "GOV1003: the systems in usedBy get this reference at run time, by design."),
        new Property("source", ScalarShape.Text, Description: "Where the artefact was had from."),
        new Property("publisher", ScalarShape.Text, Description: "Who published it."),
        new Property("digest", Digest, Description: "The hash of the artefact."),
        new Property("scan", Scan, Description: "The last scan of the artefact."),
        new Property("retiresOn", ScalarShape.Date, Description: "When it stops being served, as far as you were told."),
        new Property("replacement", ScalarShape.Text, Description: "What is to replace it."),
        new Property("variantOf", NameShape("the id of a model, or provider:reference"), Description: "The model that this one was made from."),
        new Property("optimisation", Optimisation, Description: "How it differs from that model."),
        new Property("thresholds", new MapShape(_ => null, Threshold), Description: "The limits that evaluations of the model are held against, by metric."),
        new Property("notApplicable", new ListShape(NotApplicable, orSingle: true), Description: "What a policy asks for and does not apply here."));

    public static readonly ObjectShape Supplier = new(
        new Property("id", Id, Required: true, "The name under which models mention the supplier."),
        new Property("name", ScalarShape.Text, Description: "The name for people."),
        new Property("terms", ScalarShape.Text, Description: "The terms that apply: an address, or the name of a contract."),
        new Property("dataUse", ScalarShape.Text, Description: "What the supplier may do with the data it is sent."),
        new Property("subprocessors", Texts, Description: "Who else gets the data, or where the list is."),
        new Property("reviewedOn", ScalarShape.Date, Description: "When terms and data use were last looked at."),
        new Property("notApplicable", new ListShape(NotApplicable, orSingle: true), Description: "What a policy asks for and does not apply here."));

    private static readonly Property SchemaVersion = new("schemaVersion", ScalarShape.OneOf("1"), Required: true, "Version of this format: 1.");

    public static readonly ObjectShape File = new([SchemaVersion, .. Lists([])]);

    public static readonly ObjectShape Inline = new(Lists([]));

    /// <summary>The shape under a policy whose requirements ask for more than the fields above: those are accepted as well.</summary>
    public static ObjectShape Under(IReadOnlyList<Requirement> requirements, bool isInline) =>
        new(isInline ? Lists(requirements) : [SchemaVersion, .. Lists(requirements)]);

    private static Property[] Lists(IReadOnlyList<Requirement> requirements)
    {
        return
        [
            new("systems", new ListShape(With(System, RequirementShape.InSystem)), Description: "The AI systems that this repository is about."),
            new("models", new ListShape(With(Model, RequirementShape.InModel)), Description: "The models in use."),
            new("suppliers", new ListShape(With(Supplier, RequirementShape.InSupplier)), Description: "Whoever provides models or serves them."),
        ];

        ObjectShape With(ObjectShape shape, string source) => new(
        [
            .. shape.Properties,
            .. Requirement.KeysAskedOf(source, requirements)
                .Where(k => shape.Properties.All(p => p.Name != k))
                .OrderBy(k => k, StringComparer.Ordinal)
                .Select(k => new Property(k, new CheckedElsewhere(), Description: "A requirement of the policy asks for it.")),
        ]);
    }

    /// <summary>What is wrong with a reference, or null.</summary>
    internal static string? ReferenceProblem(string text)
    {
        var colon = text.IndexOf(':');
        if (colon <= 0 || colon == text.Length - 1)
        {
            return $"'{Excerpt.Of(text, 120)}' is not of the form provider:reference, like openai:gpt-4o-2024-08-06";
        }

        return text.Take(colon).All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.')
            ? NameProblem(text)
            : $"'{Excerpt.Of(text.Substring(0, colon), 120)}' is not a provider: lower-case letters, digits, '-' and '.', like azure-openai";
    }

    /// <summary>What is wrong with a path below the governed folder, or null.</summary>
    internal static string? PathProblem(string path)
    {
        if (path.IndexOf('\\') >= 0)
        {
            return $"'{path}' has a backslash; write '/' between folders, on Windows too";
        }

        if (path.Trim().Length == 0 || path.Any(c => c == '|' || char.IsControl(c)))
        {
            return $"'{Excerpt.Of(path, 120)}' is not a path";
        }

        return path[0] == '/' || (path.Length > 1 && path[1] == ':') || path.Split('/').Contains("..")
            ? $"'{path}' leaves the governed folder; write a path relative to it"
            : null;
    }

    private static ScalarShape PathShape(string expected) =>
        new(expected, PathProblem) { Pattern = @"^(?!/)(?!.:)(?!(.*/)?\.\.(/|$))(?=.*\S)[^\\|\p{Cc}]+$" };

    private static ScalarShape NameShape(string expected) => new(expected, NameProblem) { Pattern = @"^[^|\s\p{Cc}]{1,1000}$" };

    private static string? NameProblem(string text) =>
        text.Length > MaximumReference ? $"a text of {text.Length} characters is not the name of a model"
        : text.Length == 0 || text.Any(c => c == '|' || char.IsWhiteSpace(c) || char.IsControl(c))
            ? $"'{Excerpt.Of(text, 120)}' is empty or holds white space or '|', which no name of a model or deployment does"
            : null;

    private static string? DigestProblem(string text)
    {
        var isHex = text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'));
        return (isHex, text.Length) switch
        {
            (true, 64 or 96 or 128) => null,
            (true, 32) => "32 hexadecimal digits are an MD5, which proves nothing; use a sha256",
            (true, 40) => "40 hexadecimal digits are a SHA-1, which proves nothing; use a sha256",
            (true, _) => $"a sha256 has 64 hexadecimal digits (sha384 96, sha512 128), not {text.Length}",
            _ => "a hash has hexadecimal digits only",
        };
    }
}
