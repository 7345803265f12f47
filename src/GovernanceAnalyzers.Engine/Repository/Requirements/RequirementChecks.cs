using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Requirements;

/// <summary>
/// Looks for the evidence that the policy's requirements ask for. Nothing is asked of a repository without AI: one that has no card, no dataset
/// record, no register of models or systems, and no code that calls a model.
/// </summary>
public sealed class RequirementChecks
{
    private const string DocumentMissing = "GOV2006";
    private const string DocumentIncomplete = "GOV2007";
    private const string DocumentStale = "GOV2008";
    private const string OwnerMissing = "GOV2009";
    private const string CardIncomplete = "GOV2002";
    private const string DatasetIncomplete = "GOV3005";

    private readonly PolicyCompiler _input;
    private readonly Subjects _subjects;
    private readonly FieldCheck _fields;

    private RequirementChecks(PolicyCompiler input, Register register)
    {
        _input = input;
        _subjects = new Subjects(register, input.Cards, input.Datasets);
        _fields = new FieldCheck(input.Tree, input.Inputs);
    }

    /// <summary>Whether the repository's files show that AI is in use.</summary>
    public static bool FilesShowAiUse(PolicyCompiler input) => ShowAiUse(input, input.Register);

    /// <param name="codeUsesAi">The compiler saw calls of models.</param>
    public static IReadOnlyList<RequirementResult> Run(PolicyCompiler input, bool codeUsesAi = false) =>
        Run(input, input.Policy.Requirements, input.Register, codeUsesAi);

    internal static IReadOnlyList<RequirementResult> Run(
        PolicyCompiler input, IReadOnlyList<Requirement> requirements, Register register, bool codeUsesAi)
    {
        if (requirements.Count == 0 || !(codeUsesAi || ShowAiUse(input, register)))
        {
            return [];
        }

        var checks = new RequirementChecks(input, register);
        var metrics = new Lazy<MetricChecks>(() => new MetricChecks(input, checks._subjects));
        return requirements
            .OrderBy(r => r.Id, StringComparer.Ordinal)
            .SelectMany(r => r.Kind == RequirementShape.Metric ? metrics.Value.Run(r, requirements) : checks.Of(r))
            .ToArray();
    }

    /// <summary>Evaluation files that cannot be used (GOV4002).</summary>
    public static IReadOnlyList<Finding> InvalidEvaluations(PolicyCompiler input, bool codeUsesAi = false) =>
        input.Policy.Rule(MetricChecks.EvaluationInvalid).Severity == Severity.None || !(codeUsesAi || FilesShowAiUse(input))
            ? []
            : MetricChecks.Invalid(input);

    private static bool ShowAiUse(PolicyCompiler input, Register register) =>
        register.Models.Count > 0 || register.Systems.Count > 0 || input.Cards.Count > 0 || input.Datasets.Count > 0;

    private IEnumerable<RequirementResult> Of(Requirement requirement)
    {
        if (requirement.Kind == RequirementShape.Record)
        {
            foreach (var missing in MissingRecords(requirement))
            {
                yield return missing;
            }
        }

        IReadOnlyList<Subject> subjects = requirement.Kind == RequirementShape.Record
            ? requirement.In switch
            {
                RequirementShape.InSystem => _subjects.Systems,
                RequirementShape.InModel => _subjects.RegisteredModels,
                RequirementShape.InSupplier => _subjects.Suppliers,
                RequirementShape.InDataset => _subjects.Datasets,
                _ => _subjects.Cards,
            }
            : requirement.Per switch
            {
                // Where AI is used without a register, the repository is the one system there is.
                RequirementShape.PerSystem => _subjects.Systems.Count > 0 ? _subjects.Systems : [_subjects.Repository],
                RequirementShape.PerModel => _subjects.Models,
                RequirementShape.PerDataset => _subjects.Datasets,
                _ => [_subjects.Repository],
            };
        foreach (var subject in subjects)
        {
            var asked = requirement.For(subject.Tier);
            if (asked.AppliesTo.Matches(subject.Has) && new Case(this, asked, subject).Run() is { } result)
            {
                yield return result;
            }
        }
    }

    /// <summary>A register without the entries that a requirement is about: a system at least, and a supplier for every provider.</summary>
    private IEnumerable<RequirementResult> MissingRecords(Requirement requirement)
    {
        if (requirement.In == RequirementShape.InSystem && _subjects.Systems.Count == 0
            && new Case(this, requirement.For(RiskTier.Unknown), _subjects.Repository)
                .NoRecord("there is no system in the register. Add one under 'systems'", "system") is { } noSystem)
        {
            yield return noSystem;
        }

        if (requirement.In != RequirementShape.InSupplier)
        {
            yield break;
        }

        foreach (var provider in _subjects.ProvidersWithoutRecord)
        {
            var subject = _subjects.Repository with { Kind = "supplier", Name = provider };
            if (new Case(this, requirement.For(subject.Tier), subject)
                .NoRecord($"there is no supplier '{provider}' in the register, whose models are in use. Add it under 'suppliers'", provider) is { } noSupplier)
            {
                yield return noSupplier;
            }
        }
    }

    /// <summary>One requirement, asked of one thing.</summary>
    private sealed class Case(RequirementChecks checks, Requirement asked, Subject subject)
    {
        private readonly RequirementReport _report = new(checks._input.Policy, asked, subject);

        private string Incomplete => asked.Rule.Length > 0 ? asked.Rule
            : asked.Kind != RequirementShape.Record ? DocumentIncomplete
            : asked.In == RequirementShape.InCard ? CardIncomplete
            : asked.In == RequirementShape.InDataset ? DatasetIncomplete
            : DocumentIncomplete;

        public RequirementResult? Run()
        {
            if (_report.IsOff)
            {
                return null;
            }

            if (asked.Kind == RequirementShape.Record)
            {
                Record();
            }
            else
            {
                Documents();
            }

            return _report.Result();
        }

        public RequirementResult? NoRecord(string what, string name)
        {
            if (_report.IsOff || asked.Optional || !asked.AppliesTo.Matches(subject.Has))
            {
                return null;
            }

            _report.Add(DocumentMissing, what + Contents(), new SourcePlace(checks._subjects.RegisterPath), name);
            return _report.Result();
        }

        private void Record()
        {
            var fields = subject.Fields!;
            _report.Saw(subject.Place.Path);
            if (NotApplicable(fields))
            {
                return;
            }

            var where = $"{subject.Kind} '{Excerpt.Of(subject.Name)}'";
            Fields(fields, where, subject.Place, subject.Name);
            if (subject.Sections is { } sections)
            {
                Sections(sections, where, subject.Place, subject.Name);
            }

            if (asked.ReviewWithin is not null)
            {
                Review([(fields, subject.Place)], where, subject.Name);
            }
        }

        private void Documents()
        {
            var dated = new List<(YamlMapping Fields, SourcePlace Place)>();
            foreach (var pattern in asked.Paths)
            {
                var path = pattern.Replace("{" + asked.Per + "}", subject.Slug);
                var files = RepositoryFiles.Match(checks._input.Tree, path, checks._input.Inputs);
                if (files.Count == 0 && !asked.Optional)
                {
                    var what = Glob.HasWildcard(path) ? $"no file matches {path}" : $"{path} does not exist";
                    _report.Add(DocumentMissing, $"{what}. Add {(Glob.HasWildcard(path) ? "one" : "it")}{Contents()}", new SourcePlace(path), path);
                }

                foreach (var file in files.Select(checks._input.Evidence))
                {
                    _report.Saw(file.Path);
                    if (Document(file))
                    {
                        dated.Add((file.Fields ?? new YamlMapping([], new SourcePlace(file.Path, 1, 1)), new SourcePlace(file.Path, 1, 1)));
                    }
                }
            }

            if (asked.ReviewWithin is not null && asked.Kind == RequirementShape.Review && dated.Count > 0)
            {
                Review(dated, dated.Count == 1 ? dated[0].Place.Path : string.Join(", ", asked.Paths), asked.Paths[0]);
            }
            else if (asked.ReviewWithin is not null && asked.Kind == RequirementShape.Document)
            {
                foreach (var one in dated)
                {
                    Review([one], one.Place.Path, one.Place.Path);
                }
            }
        }

        /// <summary>Whether the file could be looked into and is not set aside.</summary>
        private bool Document(EvidenceFile file)
        {
            var top = new SourcePlace(file.Path, 1, 1);
            foreach (var problem in file.Problems)
            {
                _report.Add(Incomplete, $"the evidence cannot be read. {problem.Message}", problem.Place, file.Path);
            }

            if (file.Problems.Count > 0 || (file.Fields is not null && NotApplicable(file.Fields)))
            {
                return false;
            }

            if (!file.HasContent)
            {
                _report.Add(Incomplete, $"{file.Path} holds nothing, or only placeholders. Fill it{Contents()}", top, file.Path);
                return false;
            }

            if (!file.IsReadable)
            {
                if (asked.Fields.Count + asked.Sections.Count > 0 || asked.ReviewWithin is not null)
                {
                    _report.Add(Incomplete, $"{file.Path} is a kind of file in which nothing can be looked up. Write it as .md, .yml or .json", top, file.Path);
                }

                return false;
            }

            if (asked.Fields.Count > 0)
            {
                Fields(file.Fields ?? new YamlMapping([], top), file.Path, top, file.Path);
            }

            if (asked.Sections.Count > 0)
            {
                Sections(file.Sections, file.Path, top, file.Path);
            }

            return true;
        }

        private string ReviewField => asked.ReviewField.Length > 0 ? asked.ReviewField
            : asked.Kind == RequirementShape.Review ? "reviews[].date" : "reviewedOn";

        /// <summary>What has to stand in the evidence, for the way out.</summary>
        private string Contents()
        {
            var fields = asked.Fields.Where(f => !f.Absent && !f.Optional).Select(f => f.Path).ToList();
            if (asked.ReviewWithin is not null && !fields.Contains(ReviewField))
            {
                fields.Add(ReviewField);
            }

            var parts = new[]
            {
                fields.Count == 0 ? "" : string.Join(", ", fields),
                asked.Sections.Count == 0 ? "" : (asked.Sections.Count == 1 ? "the section " : "the sections ") + string.Join(", ", asked.Sections.Select(FirstHeading)),
            };
            var contents = string.Join(" and ", parts.Where(p => p.Length > 0));
            return contents.Length == 0 ? "" : " with " + contents;
        }

        private void Fields(YamlMapping root, string where, SourcePlace top, string about)
        {
            // The date of a review is judged as one.
            var conditions = asked.ReviewWithin is null ? asked.Fields : asked.Fields.Where(f => f.Path != ReviewField);
            var problems = checks._fields.Run(root, conditions).ToArray();
            foreach (var group in problems.Where(p => p.Sentence.Length == 0).GroupBy(p => p.IsOwner))
            {
                var missing = group.Where(p => !p.IsPlaceholder).Select(p => p.Named).Distinct().ToArray();
                var placeholders = group.Where(p => p.IsPlaceholder).Select(p => $"'{p.Path}'").Distinct().ToArray();
                var parts = new[]
                {
                    missing.Length == 0 ? "" : $"has no {string.Join(", ", missing)}",
                    placeholders.Length == 0 ? "" : $"has only a placeholder in {string.Join(", ", placeholders)}",
                };
                var place = group.Select(p => p.Place).OrderBy(p => p).First();
                _report.Add(
                    group.Key ? OwnerMissing : Incomplete,
                    $"{where} {string.Join(" and ", parts.Where(p => p.Length > 0))}. Fill {(group.Count() == 1 ? "it" : "them")} in",
                    place.Line == 0 ? top : place,
                    about);
            }

            foreach (var problem in problems.Where(p => p.Sentence.Length > 0))
            {
                _report.Add(Incomplete, $"in {where}, {problem.Sentence}", problem.Place, $"{about} {problem.Path}");
            }
        }

        private void Sections(IReadOnlyList<CardSection> sections, string where, SourcePlace top, string about)
        {
            var missing = new List<string>();
            foreach (var wanted in asked.Sections)
            {
                var alternatives = wanted.Split('|').Select(a => a.Trim()).ToArray();
                var found = sections.Where(s => alternatives.Any(a => Headings.Match(s.Title, a))).ToArray();
                if (found.Length == 0)
                {
                    missing.Add($"'{alternatives[0]}'");
                }
                else if (found.All(s => s.Content != SectionContent.Text))
                {
                    var best = found.OrderByDescending(s => s.Content).First();
                    _report.Add(
                        Incomplete,
                        $"section '{Excerpt.Of(best.Title)}' of {where} {(best.Content == SectionContent.Placeholder ? "has only a placeholder" : "is empty")}. Write it",
                        best.Place,
                        $"{about} {alternatives[0]}");
                }
            }

            if (missing.Count > 0)
            {
                _report.Add(Incomplete, $"{where} has {(missing.Count == 1 ? "no section" : "none of the sections")} {Listed(missing)}. Write {(missing.Count == 1 ? "it" : "them")}", top, about);
            }
        }

        private static string Listed(List<string> names) =>
            names.Count == 1 ? names[0] : string.Join(", ", names.Take(names.Count - 1)) + " and " + names[names.Count - 1];

        private void Review(IReadOnlyList<(YamlMapping Fields, SourcePlace Place)> roots, string where, string about)
        {
            var path = FieldPath.Parse(ReviewField).Path!;
            var today = checks._input.Today;
            (CalendarDate Date, SourcePlace Place)? newest = null;
            var isWrong = false;
            foreach (var match in roots.SelectMany(r => path.In(r.Fields)).Where(m => Answer.IsGiven(m.Value)))
            {
                var text = (match.Value as YamlScalar)?.Text.Trim() ?? "";
                if (!CalendarDate.TryParse(text, out var date))
                {
                    isWrong = true;
                    _report.Add(Incomplete, $"in {where}, '{match.Path}' is \"{Excerpt.Of(text)}\", which is not a date of the form yyyy-MM-dd. Write the day on which it happened", match.Place, $"{about} {match.Path}");
                }
                else if (date > today)
                {
                    isWrong = true;
                    _report.Add(DocumentStale, $"in {where}, '{match.Path}' is {date}, after the evaluation date {today}. Write the day on which it happened", match.Place, $"{about} {match.Path}");
                }
                else if (newest is null || date > newest.Value.Date)
                {
                    newest = (date, match.Place);
                }
            }

            if (newest is null)
            {
                if (!isWrong)
                {
                    _report.Add(DocumentStale, $"{where} has no date under '{ReviewField}', and one within the last {asked.ReviewWithin} days is asked for. Write there the day on which it was last done", roots[0].Place, about);
                }
            }
            else if (today.DaysSince(newest.Value.Date) > asked.ReviewWithin)
            {
                _report.Add(
                    DocumentStale,
                    $"in {where}, the newest date in '{ReviewField}' is {newest.Value.Date}, {today.DaysSince(newest.Value.Date)} days before the evaluation date {today}; {asked.ReviewWithin} are accepted. Do it again and record it",
                    newest.Value.Place,
                    about);
            }
        }

        /// <summary>Whether the evidence sets this requirement aside. Where it tries to and may not, that is the finding.</summary>
        private bool NotApplicable(YamlMapping fields)
        {
            var statement = Evaluations.NotApplicable.In(fields, checks._input.Today).FirstOrDefault(n => n.About.Length == 0 || n.About == asked.Id);
            return statement is not null && _report.SetAside(statement, Incomplete);
        }

        private static string FirstHeading(string section) => $"'{section.Split('|')[0].Trim()}'";
    }
}
