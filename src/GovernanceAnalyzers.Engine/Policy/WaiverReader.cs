using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>
/// Reads the waiver files. A waiver that is not complete, or not what the policy allows, waives nothing and is a finding (GOV0005); the
/// others in the file count.
/// </summary>
public sealed class WaiverReader
{
    /// <summary>Rules about the policy and its exceptions themselves. No policy can make them waivable.</summary>
    public static readonly IReadOnlyList<string> NeverWaivable = ["GOV0001", "GOV0003", "GOV0004", "GOV0005", "GOV0006", "GOV0009", "GOV0014"];

    private readonly GovernedTree _tree;
    private readonly EffectivePolicy _policy;
    private readonly WaiverRules _rules;
    private readonly CalendarDate _today;
    private readonly ICollection<Finding> _findings;
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly string[] _unwaivable;
    private readonly (string File, string Text)? _draft;

    private WaiverReader(
        GovernedTree tree, EffectivePolicy policy, CalendarDate today, ICollection<Finding> findings, (string File, string Text)? draft = null)
    {
        _draft = draft;
        _tree = tree;
        _policy = policy;
        // What is not written yet cannot be in another branch.
        _rules = draft is null ? policy.WaiverRules : policy.WaiverRules with { BaseBranch = "" };
        _today = today;
        _findings = findings;
        _unwaivable = policy.WaiverRules.Unwaivable.Select(u => RuleCatalogue.Find(u)?.Id ?? u).ToArray();
    }

    /// <summary>The waivers that the policy allows, expired ones included, by file and line.</summary>
    /// <param name="today">The evaluation date.</param>
    public static IReadOnlyList<Waiver> Read(GovernedTree tree, EffectivePolicy policy, CalendarDate today, ICollection<Finding> findings)
    {
        return Read(new WaiverReader(tree, policy, today, findings));
    }

    /// <summary>The waivers as they would be if one of the files had another text, wherever the policy wants to see them merged first.</summary>
    /// <param name="file">As the policy names it.</param>
    public static IReadOnlyList<Waiver> ReadDraft(
        GovernedTree tree, EffectivePolicy policy, CalendarDate today, string file, string text, ICollection<Finding> findings) =>
        Read(new WaiverReader(tree, policy, today, findings, (file, text)));

    private static IReadOnlyList<Waiver> Read(WaiverReader reader)
    {
        var waivers = reader._policy.WaiverFiles.SelectMany(reader.ReadFile).OrderBy(w => w.Place).ToArray();
        return reader.AtMost(waivers);
    }

    private IReadOnlyList<Waiver> ReadFile(WaiverSource source)
    {
        var path = Path.GetFullPath(Path.Combine(_tree.Root, source.File));
        _policy.Inputs.Add(path);
        var draft = _draft?.File == source.File ? _draft?.Text : null;
        if (draft is null && !File.Exists(path) && !source.IsRequired)
        {
            return [];
        }

        var display = _tree.Relative(path);
        var problems = new List<FileProblem>();
        if (!_tree.IsInRepository(path))
        {
            problems.Add(new FileProblem(new SourcePlace(display), "The waiver file lies outside the repository. Keep it where its history is."));
        }

        var file = problems.Count > 0 ? null
            : draft is not null ? YamlReader.ReadText(draft, display, problems)
            : YamlReader.ReadFile(path, display, problems);
        if (file is not null)
        {
            WaiverShape.File.Check(file, "the waiver file", problems);
        }

        var root = file as YamlMapping;
        foreach (var problem in problems)
        {
            Report("GOV0001", problem.Place, problem.Message, "");
        }

        var found = (root?.List("waivers") ?? [])
            .Select(item => (Item: item, Waiver: One(item)))
            .Where(w => w.Waiver is not null)
            .Select(w => ((YamlMapping)w.Item, w.Waiver!))
            .ToArray();
        return found.Length == 0 || _rules.BaseBranch.Length == 0
            ? found.Select(w => w.Item2).ToArray()
            : InBaseBranch(path, display, found);
    }

    private Waiver? One(YamlValue item)
    {
        var wrong = new List<FileProblem>();
        WaiverShape.Waiver.Check(item, "the waiver", wrong);
        if (wrong.Count > 0 || item is not YamlMapping waiver)
        {
            foreach (var problem in wrong)
            {
                Invalid(problem.Place, problem.Message);
            }

            return null;
        }

        var id = waiver.Text("id")!;
        var rule = RuleCatalogue.Find(waiver.Text("rule")!)!;
        var scope = waiver.Mapping("scope")!;
        var except = _unwaivable.Where(u => RuleCatalogue.Find(u) is null).ToArray();
        var requirement = scope.Text("requirement") ?? "";
        var isGood = true;
        if (WaiverShape.Scopes.All(s => scope.Text(s) is null))
        {
            Wrong(scope.Place, "A waiver needs a scope: a path, a model, a symbol, a dataset, a requirement, or several of them.");
        }

        if (NeverWaivable.Contains(rule.Id))
        {
            Wrong(At("rule"), $"{rule.Id} {rule.Name} cannot be waived. Fix what it reports.");
        }
        else if (_unwaivable.Contains(rule.Id))
        {
            Wrong(At("rule"), $"The policy does not let anybody waive {rule.Id} {rule.Name}. Fix what it reports.", "waivers.unwaivable");
        }

        if (requirement.Length > 0 && except.Contains(requirement, StringComparer.Ordinal))
        {
            Wrong(scope.Entry("requirement")!.Value.Place, $"The policy does not let anybody waive the requirement '{requirement}'. Meet it.", "waivers.unwaivable");
        }

        if (_rules.SecondPerson)
        {
            if (waiver.Text("approvedBy") is not { } approver)
            {
                Wrong(waiver.Place, $"Nobody has approved the waiver '{id}', and the policy wants a second person. Add 'approvedBy', with the name of somebody other than its owner.", "waivers.secondPerson");
            }
            else if (string.Equals(approver.Trim(), waiver.Text("owner")!.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                Wrong(At("approvedBy"), $"The waiver '{id}' is approved by its own owner, and the policy wants a second person. Have somebody else approve it.", "waivers.secondPerson");
            }
        }

        var expires = CalendarDate.Parse(waiver.Text("expires")!);
        CalendarDate? approvedOn = CalendarDate.TryParse(waiver.Text("approvedOn"), out var date) ? date : null;
        if (approvedOn > _today)
        {
            Wrong(At("approvedOn"), $"The waiver '{id}' was approved on {approvedOn}, which is after the evaluation date, {_today}. Correct the date.");
        }

        if (_rules.MaxDays is { } maximum && expires.DaysSince(approvedOn ?? _today) is var days && days > maximum)
        {
            Wrong(
                At("expires"),
                $"The waiver '{id}' is to last {days} days, from {(approvedOn is null ? "today" : "its approval on " + approvedOn)} to {expires}, and the policy allows {maximum}. "
                + $"Choose {(approvedOn ?? _today).AddDays(maximum)} or an earlier day.",
                "waivers.maxDays");
        }

        if (isGood && _ids.TryGetValue(id, out var first))
        {
            Wrong(waiver.Place, $"The waiver '{id}' is already in {first}. Give each waiver an id of its own.");
        }

        if (!isGood)
        {
            return null;
        }

        _ids.Add(id, $"{waiver.Place.Path}({waiver.Place.Line})");
        return new Waiver(id, rule.Id, waiver.Text("reason")!, waiver.Text("owner")!, expires)
        {
            Path = scope.Text("path") ?? "",
            Model = scope.Text("model") ?? "",
            Symbol = scope.Text("symbol") ?? "",
            Dataset = scope.Text("dataset") ?? "",
            Requirement = requirement,
            Except = except,
            ApprovedBy = waiver.Text("approvedBy") ?? "",
            ApprovedOn = approvedOn,
            Ticket = waiver.Text("ticket") ?? "",
            Place = waiver.Place,
        };

        SourcePlace At(string key) => waiver.Entry(key)!.Value.Place;

        void Wrong(SourcePlace place, string message, string setting = "")
        {
            isGood = false;
            Invalid(place, message, setting);
        }
    }

    /// <summary>Those whose entries are the same in the base branch.</summary>
    private IReadOnlyList<Waiver> InBaseBranch(string path, string display, IReadOnlyList<(YamlMapping Entry, Waiver Waiver)> found)
    {
        const string Setting = "waivers.baseBranch";
        var branch = _rules.BaseBranch;
        var git = GitFile.Read(_tree, branch, path, YamlReader.MaximumBytes, _policy.Inputs);
        var problems = new List<FileProblem>();
        var root = git.Text is null ? null : YamlReader.ReadText(git.Text, display, problems) as YamlMapping;
        if (root is null)
        {
            var why = git.Problem.Length > 0 ? git.Problem : $"the version in {branch} cannot be read. Correct it there";
            Invalid(
                new SourcePlace(display, 1, 1),
                $"{(found.Count == 1 ? "The waiver in this file does" : $"The {found.Count} waivers in this file do")} not count. The policy accepts only those that are in {branch} as well, and that cannot be looked up: {Sentence.End(why)}",
                Setting,
                closing: "");
            return [];
        }

        var theirs = root.List("waivers").OfType<YamlMapping>().ToArray();
        var same = new HashSet<string>(theirs.Select(Canonical), StringComparer.Ordinal);
        var ids = new HashSet<string>(theirs.Select(t => t.Text("id")).OfType<string>(), StringComparer.Ordinal);
        var kept = new List<Waiver>();
        foreach (var (entry, waiver) in found)
        {
            if (same.Contains(Canonical(entry)))
            {
                kept.Add(waiver);
                continue;
            }

            Invalid(
                entry.Place,
                ids.Contains(waiver.Id)
                    ? $"The waiver '{waiver.Id}' says something else in {branch}, and the policy accepts only what is in that branch. Merge the change there first."
                    : $"The waiver '{waiver.Id}' is not in {branch}, and the policy accepts only waivers that are in that branch. Merge it there first.",
                Setting);
        }

        return kept;
    }

    /// <summary>All fields and values, whatever their order and notation.</summary>
    private static string Canonical(YamlValue value) => value switch
    {
        YamlMapping mapping => Record.Format(["{", .. mapping.Entries
            .OrderBy(e => e.Key.Text, StringComparer.Ordinal)
            .SelectMany(e => new[] { e.Key.Text, Canonical(e.Value) })]),
        YamlSequence sequence => Record.Format(["[", .. sequence.Items.Select(Canonical)]),
        _ => "=" + ((YamlScalar)value).Text.Trim(),
    };

    /// <summary>As many active waivers as the policy allows; those that come later in their file waive nothing.</summary>
    private IReadOnlyList<Waiver> AtMost(IReadOnlyList<Waiver> waivers)
    {
        var active = waivers.Where(w => w.IsActive(_today)).ToArray();
        if (_rules.MaxActive is not { } maximum || active.Length <= maximum)
        {
            return waivers;
        }

        foreach (var waiver in active.Skip(maximum))
        {
            Invalid(
                waiver.Place,
                $"The waiver '{waiver.Id}' is one too many: {active.Length} are active, and the policy allows {maximum}. Fix what one of them covers, and delete that one.",
                "waivers.maxActive");
        }

        return waivers.Except(active.Skip(maximum)).ToArray();
    }

    private void Invalid(SourcePlace place, string message, string setting = "", string closing = " Until then it waives nothing.") =>
        Report("GOV0005", place, message + closing, setting);

    private void Report(string rule, SourcePlace place, string message, string setting)
    {
        var origin = setting.Length == 0 ? "" : $" [{_policy.PlaceOf(setting)}]";
        if (_policy.Finding(rule, message + origin, place, message) is { } finding)
        {
            _findings.Add(finding);
        }
    }
}
