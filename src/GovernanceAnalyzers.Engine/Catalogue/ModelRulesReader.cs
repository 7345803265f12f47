using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Catalogue;

/// <summary>Reads one <c>policies/models/*.yml</c>: how references to one provider's models are understood.</summary>
public static class ModelRulesReader
{
    private const string DateGroup = "date";
    private const string MajorGroup = "major";

    private static readonly Dictionary<string, PinVerdict> Verdicts = new(StringComparer.Ordinal)
    {
        ["pinned"] = PinVerdict.Pinned,
        ["floating"] = PinVerdict.Floating,
        ["unpinnable"] = PinVerdict.Unpinnable,
        ["indeterminate"] = PinVerdict.Indeterminate,
    };

    private static readonly Dictionary<string, Assurance> Assurances = new(StringComparer.Ordinal)
    {
        ["A"] = Assurance.Documented,
        ["B"] = Assurance.Convention,
        ["C"] = Assurance.Weak,
        ["D"] = Assurance.None,
    };

    // A list is one field of a record, with | between its items.
    private static readonly ScalarShape ModelId = new("a model id", text =>
        text.Trim() != text || text.Length == 0 ? "a model id must not be empty or begin or end with white space"
        : text.Contains('|') ? "a model id must not hold '|'"
        : null);

    private static readonly ScalarShape Pattern = new("a regular expression", WrongWithPattern);

    private static readonly ScalarShape Reason = new("a clause", text =>
        text.Trim().Length == 0 ? "say why, in one clause"
        : text.EndsWith(".", StringComparison.Ordinal) ? "write a clause without a full stop; it is put into the middle of a message"
        : text.IndexOf('\n') >= 0 ? "write the clause in one line"
        : null);

    private static readonly Property[] Outcome =
    [
        new("verdict", ScalarShape.OneOf([.. Verdicts.Keys]), Required: true, "What a reference of this form is."),
        new("assurance", ScalarShape.OneOf([.. Assurances.Keys]), Required: true,
            "A: the provider documents it. B: an unwritten convention, always followed. C: weak. D: nothing is promised."),
        new("reason", Reason, Required: true, "One clause for messages, without a full stop."),
    ];

    public static readonly Shape Shape = new ObjectShape(
        new Property("provider", ScalarShape.Matching("a provider id", new Regex("^[a-z][a-z0-9-]*$", RegexOptions.CultureInvariant)),
            Required: true, "The id that SDK entries, registers and policies use."),
        new Property("name", ScalarShape.Text, Required: true, "The name in messages."),
        new Property("asOf", ScalarShape.Date, Required: true, "The day the facts were last checked."),
        new Property("allowsSpaces", ScalarShape.Boolean, Description: "A reference may hold white space. Without it, such text is indeterminate."),
        new Property("strip", new ListShape(Pattern, orSingle: true), Description: "Removed from the start of a reference first, in this order."),
        new Property(
            "rules",
            new ListShape(new ObjectShape(
            [
                new("match", Pattern, Description: "A regular expression from the first character; letter case is ignored. A group 'version' or 'date' is what differs between versions of one model."),
                new("ids", new ListShape(ModelId), Description: "Complete references, instead of a pattern."),
                new("hasSnapshots", ScalarShape.OneOf("true"), Description: "Every name in families, instead of a pattern."),
                new("date", new ScalarShape("a date format", text =>
                    ModelPattern.IsDayFormat(text) ? null : $"'{text}' is not a format made of yyyy, yy, MM, dd and separators, with MM in it"),
                    Description: "The group 'date' must be a day in this format; otherwise the rule does not apply."),
                new("atLeast", new ScalarShape("a version", text =>
                    ModelPattern.TryParseVersion(text, out _) ? null : $"'{text}' is not of the form major.minor"),
                    Description: "The groups 'major' and 'minor' must make at least this version; otherwise the rule does not apply."),
                .. Outcome,
            ])),
            Required: true,
            "Tried in order; the first that applies decides."),
        new Property("otherwise", new ObjectShape(Outcome), Required: true, "For a reference that no rule covers."),
        new Property(
            "families",
            new ListShape(new ObjectShape(
                new Property("names", new ListShape(ModelId, orSingle: true), Required: true, "References that move."),
                new Property("snapshots", new ListShape(ModelId, orSingle: true), Required: true, "Their pinned forms, newest first."))),
            Description: "Which pinned references exist."),
        new Property(
            "retiresAs",
            new ObjectShape(
                new Property("match", Pattern, Required: true),
                new Property("as", ScalarShape.Text, Required: true, "The name in retirements; groups as ${name}.")),
            Description: "References that retire under another name, such as fine-tuned models with their base."),
        new Property(
            "retirements",
            new ListShape(new ObjectShape(
                new Property("models", new ListShape(ModelId, orSingle: true), Required: true),
                new Property("on", ScalarShape.Date, Description: "First day on which the models no longer work."),
                new Property("notBefore", ScalarShape.Date, Description: "The provider has only promised that they work until this day."),
                new Property("after", ScalarShape.OneOf(Retirement.Fails, Retirement.Redirects, Retirement.FailsOrUpgrades), Required: true,
                    "What a request meets then."),
                new Property("replacement", ScalarShape.Text, Description: "The successor the provider names, or the model it redirects to."),
                new Property("source", ScalarShape.Text, Required: true, "Where the date was read."))),
            Description: "Past and announced retirements."));

    /// <summary>Null, with at least one problem, when the file is not usable.</summary>
    public static ProviderModels? Read(YamlValue root, ICollection<FileProblem> problems)
    {
        var found = new List<FileProblem>();
        Shape.Check(root, "model rules", found);
        if (found.Count == 0)
        {
            CheckMeaning((YamlMapping)root, found);
        }

        var provider = found.Count == 0 ? Build((YamlMapping)root) : null;
        if (provider is not null)
        {
            CheckSnapshots((YamlMapping)root, provider, found);
        }

        foreach (var problem in found)
        {
            problems.Add(problem);
        }

        return found.Count == 0 ? provider : null;
    }

    /// <summary>What a shape cannot see: keys that only make sense together, names that occur twice.</summary>
    private static void CheckMeaning(YamlMapping root, List<FileProblem> problems)
    {
        foreach (var rule in root.List("rules").Cast<YamlMapping>())
        {
            if (new[] { "match", "ids", "hasSnapshots" }.Count(key => rule[key] is not null) != 1)
            {
                problems.Add(new FileProblem(rule.Place, "A rule needs exactly one of 'match', 'ids' and 'hasSnapshots'."));
            }

            NeedsGroup(rule, "date", DateGroup, problems);
            NeedsGroup(rule, "atLeast", MajorGroup, problems);
        }

        Unique(root.List("families").Cast<YamlMapping>().SelectMany(f => f.Scalars("names")), "has its pinned forms", problems);
        foreach (var entry in root.List("retirements").Cast<YamlMapping>())
        {
            if ((entry["on"] is null) == (entry["notBefore"] is null))
            {
                problems.Add(new FileProblem(entry.Place, "A retirement needs exactly one of 'on' and 'notBefore'."));
            }

            if (entry.Text("after") == Retirement.Redirects && entry["replacement"] is null)
            {
                problems.Add(new FileProblem(
                    entry.Place, "Where requests are redirected, 'replacement' must name the model that answers them."));
            }
        }

        Unique(root.List("retirements").Cast<YamlMapping>().SelectMany(r => r.Scalars("models")), "retires", problems);
    }

    private static void NeedsGroup(YamlMapping rule, string key, string group, List<FileProblem> problems)
    {
        if (rule.Entry(key) is { } entry
            && (rule.Text("match") is not { } pattern || !ModelPattern.Create(pattern).GetGroupNames().Contains(group)))
        {
            problems.Add(new FileProblem(entry.Key.Place, $"'{key}' needs a 'match' with the group '(?<{group}>...)'."));
        }
    }

    private static void Unique(IEnumerable<YamlScalar> names, string does, List<FileProblem> problems)
    {
        var first = new Dictionary<string, YamlScalar>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            if (first.TryGetValue(name.Text, out var earlier))
            {
                problems.Add(new FileProblem(name.Place, $"'{name.Text}' already {does} in line {earlier.Place.Line}."));
            }
            else
            {
                first.Add(name.Text, name);
            }
        }
    }

    /// <summary>A code fix writes a snapshot into somebody's source, so the rules must agree that it is pinned.</summary>
    private static void CheckSnapshots(YamlMapping root, ProviderModels provider, List<FileProblem> problems)
    {
        var catalogue = ModelCatalogue.From([provider]);
        foreach (var family in root.List("families").Cast<YamlMapping>())
        {
            foreach (var snapshot in family.Scalars("snapshots"))
            {
                if (catalogue.Classify(provider.Provider, snapshot.Text).Verdict != PinVerdict.Pinned)
                {
                    problems.Add(new FileProblem(
                        snapshot.Place, $"'{snapshot.Text}' is offered as a pinned form, but the rules above do not make it pinned."));
                }
            }

            foreach (var name in family.Scalars("names"))
            {
                if (catalogue.Classify(provider.Provider, name.Text).Verdict != PinVerdict.Floating)
                {
                    problems.Add(new FileProblem(
                        name.Place, $"'{name.Text}' has pinned forms, but the rules above do not make it floating; they would never be offered."));
                }
            }
        }
    }

    private static ProviderModels Build(YamlMapping root) =>
        new(root.Text("provider")!, root.Text("name")!, CalendarDate.Parse(root.Text("asOf")!))
        {
            AllowsSpaces = root.Text("allowsSpaces") == "true",
            Strip = root.Texts("strip"),
            Rules = root.List("rules").Cast<YamlMapping>().Select(BuildRule).ToArray(),
            Otherwise = BuildOutcome(root.Mapping("otherwise")!),
            Families = root.List("families").Cast<YamlMapping>().Select(f => new ModelFamily(f.Texts("names"), f.Texts("snapshots"))).ToArray(),
            RetiresAs = root.Mapping("retiresAs") is { } name ? new RetirementName(name.Text("match")!, name.Text("as")!) : null,
            Retirements = root.List("retirements").Cast<YamlMapping>().SelectMany(BuildRetirements).ToArray(),
        };

    private static ModelRule BuildRule(YamlMapping rule) => new(BuildOutcome(rule))
    {
        Match = rule.Text("match") ?? "",
        Ids = rule.Texts("ids"),
        HasSnapshots = rule["hasSnapshots"] is not null,
        Date = rule.Text("date") ?? "",
        AtLeast = rule.Text("atLeast") ?? "",
    };

    private static ModelOutcome BuildOutcome(YamlMapping rule) =>
        new(Verdicts[rule.Text("verdict")!], Assurances[rule.Text("assurance")!], rule.Text("reason")!);

    private static IEnumerable<Retirement> BuildRetirements(YamlMapping entry) =>
        entry.Texts("models").Select(model => new Retirement(
            model,
            CalendarDate.Parse(entry.Text("on") ?? entry.Text("notBefore")!),
            entry.Text("after")!,
            entry.Text("replacement") ?? "")
        {
            NotBefore = entry["on"] is null,
        });

    private static string? WrongWithPattern(string pattern)
    {
        if (!pattern.StartsWith("^", StringComparison.Ordinal))
        {
            return "a pattern must start with '^', so that it cannot match by accident inside another name";
        }

        try
        {
            _ = ModelPattern.Create(pattern);
            return null;
        }
        catch (ArgumentException e)
        {
            return "this is not a regular expression: " + e.Message.TrimEnd('.');
        }
    }
}
