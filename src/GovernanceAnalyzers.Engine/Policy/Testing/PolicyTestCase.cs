using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Policy.Testing;

/// <summary>
/// One test of a policy: a folder with <c>case.yml</c>, and beside it, each optional, a small repository in <c>repository/</c> and recorded
/// runs in <c>facts/*.json</c>, as builds leave them in <c>.governance/projects</c>.
/// </summary>
public sealed record PolicyTestCase(string Name, string Folder)
{
    public const string FileName = "case.yml";

    /// <summary>What code may have in it.</summary>
    private static readonly string[] Kinds = ["model", "deployment", "call", "dataset"];

    private static readonly ScalarShape Severities = ScalarShape.OneOf(SeverityText.Words.Skip(1).ToArray());

    private static readonly ScalarShape Reference = new("provider:reference", text =>
        text.IndexOf(':') > 0 ? null : $"'{text}' is not of the form provider:reference, such as openai:gpt-4.1-2025-04-14")
    {
        Pattern = "^[^:]+:",
    };

    public static readonly ObjectShape Shape = new(
        new Property("schemaVersion", ScalarShape.OneOf("1"), Required: true, "Version of this format: 1."),
        new Property("description", ScalarShape.Text, Description: "What the test shows."),
        new Property("evaluationDate", ScalarShape.Date, Required: true, "The day to decide for. Without one the result would change by itself."),
        new Property("profile", ScalarShape.Text, Description: "A profile of the policy."),
        new Property("only", new ListShape(PolicyShape.RuleName, orSingle: true), Description: "Findings of other rules are left aside. Left out: all rules count."),
        new Property(
            "code",
            new ListShape(new ObjectShape(
                new Property("model", Reference, Description: "A model that code names: provider:reference."),
                new Property("deployment", Reference, Description: "A deployment that code names: provider:name."),
                new Property("call", ScalarShape.Text, Description: "A method that sends something to a model."),
                new Property("logged", ScalarShape.OneOf("yes", "no", "not-visible"), Description: "Whether the call is logged."),
                new Property("dataset", ScalarShape.Text, Description: "A file or URL that code loads as data."),
                new Property("path", ScalarShape.Text, Required: true, "The file in which it stands."),
                new Property("line", ScalarShape.Count, Description: "Its line; 1 when left out."))
            {
                ExactlyOneOf = Kinds,
            }),
            Description: "What the compiler would have seen, without compiling anything."),
        new Property(
            "expect",
            new ListShape(new ObjectShape(
                new Property("rule", PolicyShape.RuleName, Required: true, "The rule's id or name."),
                new Property("path", ScalarShape.Text, Description: "The file of the finding."),
                new Property("line", ScalarShape.Count, Description: "Its line."),
                new Property("severity", Severities, Description: "Its severity."),
                new Property("status", ScalarShape.OneOf("open", "waived", "suppressed", "baselined"), Description: "What became of it; open when left out."),
                new Property("requirement", ScalarShape.Text, Description: "The requirement it is about."),
                new Property("message", ScalarShape.Text, Description: "A part of its message."))),
            Required: true,
            "The findings that there must be, and no others. An empty list: none."));

    public string Description { get; init; } = "";

    public CalendarDate Date { get; init; }

    public string Profile { get; init; } = "";

    /// <summary>Rule ids; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    public IReadOnlyList<CodeFact> Code { get; init; } = [];

    /// <summary>Runs that builds recorded.</summary>
    public IReadOnlyList<ProjectRun> Recorded { get; init; } = [];

    public IReadOnlyList<ExpectedFinding> Expected { get; init; } = [];

    /// <summary>The cases below a folder, sorted by name. A case that cannot be read is a problem.</summary>
    public static IReadOnlyList<PolicyTestCase> Below(string folder, ICollection<FileProblem> problems) => !Directory.Exists(folder)
        ? []
        : Directory.GetDirectories(folder)
            .OrderBy(f => f, StringComparer.Ordinal)
            .Where(f => IsCase(f, problems))
            .Select(f => Read(f, problems))
            .OfType<PolicyTestCase>()
            .ToArray();

    /// <summary>A folder with the parts of a test and no test is a slip in a name, not a test that passes.</summary>
    private static bool IsCase(string folder, ICollection<FileProblem> problems)
    {
        if (File.Exists(Path.Combine(folder, FileName)))
        {
            return true;
        }

        if (Directory.Exists(Path.Combine(folder, "repository")) || Directory.Exists(Path.Combine(folder, "facts")))
        {
            problems.Add(new FileProblem(
                new SourcePlace(Path.GetFileName(folder) + "/" + FileName), $"There is a repository or facts, and no {FileName} that says what to expect. Add it."));
        }

        return false;
    }

    private static IReadOnlyList<ProjectRun> Runs(string folder, string name, ICollection<FileProblem> problems)
    {
        var facts = Path.Combine(folder, "facts");
        var runs = new List<ProjectRun>();
        foreach (var file in (Directory.Exists(facts) ? Directory.GetFiles(facts, "*.json") : []).OrderBy(f => f, StringComparer.Ordinal))
        {
            if (ProjectRunFile.Read(file) is { } run)
            {
                runs.Add(run);
            }
            else
            {
                problems.Add(new FileProblem(
                    new SourcePlace($"{name}/facts/{Path.GetFileName(file)}"),
                    "This is no run that this version recorded. Build the project again, and copy its file from .governance/projects."));
            }
        }

        return runs;
    }

    private static PolicyTestCase? Read(string folder, ICollection<FileProblem> problems)
    {
        var name = Path.GetFileName(folder);
        var found = new List<FileProblem>();
        var display = $"{name}/{FileName}";
        var root = YamlReader.ReadFile(Path.Combine(folder, FileName), display, found);
        if (root is not null)
        {
            Shape.Check(root, "the test case", found);
        }

        var code = found.Count == 0 ? ((YamlMapping)root!).List("code").OfType<YamlMapping>().Select(m => Fact(m, found)).OfType<CodeFact>().ToArray() : [];
        var recorded = Runs(folder, name, found);
        foreach (var problem in found)
        {
            problems.Add(problem);
        }

        return found.Count > 0 || root is not YamlMapping mapping ? null : new PolicyTestCase(name, folder)
        {
            Description = mapping.Text("description") ?? "",
            Date = CalendarDate.Parse(mapping.Text("evaluationDate")!),
            Profile = mapping.Text("profile") ?? "",
            Only = mapping.Texts("only").Select(r => RuleCatalogue.Find(r)!.Id).ToArray(),
            Code = code,
            Recorded = recorded,
            Expected = mapping.List("expect").OfType<YamlMapping>().Select(Expectation).ToArray(),
        };
    }

    private static CodeFact? Fact(YamlMapping item, ICollection<FileProblem> problems)
    {
        var place = new SourcePlace(item.Text("path")!, int.Parse(item.Text("line") ?? "1", System.Globalization.CultureInfo.InvariantCulture), 1);
        var kinds = Kinds.Where(k => item[k] is not null).ToArray();
        if (kinds.Length != 1)
        {
            problems.Add(new FileProblem(item.Place, "An item of 'code' is one of 'model', 'deployment', 'call' and 'dataset'."));
            return null;
        }

        if (kinds[0] != "call" && item.Entry("logged") is { } logged)
        {
            problems.Add(new FileProblem(logged.Key.Place, $"'logged' is about a 'call', not about a '{kinds[0]}'. Remove it."));
            return null;
        }

        var text = item.Text(kinds[0])!;
        switch (kinds[0])
        {
            case "call":
                return new InferenceCallFact
                {
                    Place = place,
                    Method = text,
                    Kind = "chat",
                    Logged = LoggedText.Parse(item.Text("logged") ?? "no"),
                    Evidence = "the test says so",
                };
            case "dataset":
                return new DatasetLoadFact { Place = place, Value = text, Method = "the test" };
            default:
                if (text.IndexOf(':') <= 0)
                {
                    problems.Add(new FileProblem(item[kinds[0]]!.Place, $"'{text}' is not of the form provider:reference, such as openai:gpt-4.1-2025-04-14."));
                    return null;
                }

                return new ModelReferenceFact
                {
                    Place = place,
                    Provider = text.Substring(0, text.IndexOf(':')),
                    Value = text.Substring(text.IndexOf(':') + 1),
                    Kind = kinds[0],
                    Origin = "a literal",
                    Sink = "the test",
                };
        }
    }

    private static ExpectedFinding Expectation(YamlMapping item) => new(RuleCatalogue.Find(item.Text("rule")!)!.Id, item.Place)
    {
        Path = item.Text("path"),
        Line = item.Text("line") is { } line ? int.Parse(line, System.Globalization.CultureInfo.InvariantCulture) : null,
        Severity = SeverityText.TryParse(item.Text("severity"), out var severity) ? severity : null,
        Status = Enum.TryParse<ResultStatus>(item.Text("status") ?? "open", ignoreCase: true, out var status) ? status : ResultStatus.Open,
        Requirement = item.Text("requirement"),
        Message = item.Text("message"),
    };
}

/// <summary>A finding that a test wants. What is null is not compared.</summary>
public sealed record ExpectedFinding(string RuleId, SourcePlace Place)
{
    public string? Path { get; init; }

    public int? Line { get; init; }

    public Severity? Severity { get; init; }

    public ResultStatus Status { get; init; }

    public string? Requirement { get; init; }

    public string? Message { get; init; }

    /// <summary>How much it says. What says more is looked for first, or a vague line would take its finding.</summary>
    internal int Exactness => new object?[] { Path, Line, Severity, Requirement, Message }.Count(p => p is not null);

    public bool Matches(Result result) =>
        result.Finding.RuleId == RuleId
        && result.Status == Status
        && (Path is null || result.Finding.Place.Path == Path)
        && (Line is null || result.Finding.Place.Line == Line)
        && (Severity is null || result.Finding.Severity == Severity)
        && (Requirement is null || result.Finding.Requirement == Requirement)
        && (Message is null || result.Finding.Message.Contains(Message));

    public override string ToString() =>
        $"{(Path is null ? "" : Line is null ? Path + ": " : $"{Path}({Line}): ")}{(Severity is { } s ? s.ToWord() + " " : "")}{RuleId}"
        + (Status == ResultStatus.Open ? "" : $" ({Status.ToString().ToLowerInvariant()})")
        + (Requirement is null ? "" : $" of {Requirement}")
        + (Message is null ? "" : $", saying '{Message}'");
}
