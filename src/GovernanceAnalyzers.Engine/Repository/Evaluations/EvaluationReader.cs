using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>
/// Reads evaluation evidence in any known format. A file in our own format may point to result files of a tool (<c>results</c>), which then
/// count with what it says about them, and to predictions. Result files that nobody points to count for themselves where they name model and
/// date.
/// </summary>
public static class EvaluationReader
{
    /// <summary>Largest result file of a tool, in bytes: those hold every prompt and answer.</summary>
    private const int MaximumToolBytes = 16 * 1024 * 1024;

    /// <summary>Problems of many files that are alike are told so often; a machine wrote the others.</summary>
    private const int MaximumAlike = 20;

    /// <summary>Our own format, for editors.</summary>
    internal static Shape Shape => OwnEvaluationFormat.Shape;

    /// <summary>In the order in which they are asked. What nobody knows is taken for our own.</summary>
    private static readonly IReadOnlyList<IEvaluationFormat> Formats =
        [new ExtensionsAiFormat(), new PromptfooFormat(), new LmHarnessFormat(), new CycloneDxFormat(), new ModelIndexFormat(), new JUnitFormat()];

    private static string KnownFormats => string.Join(", ", Formats.Select(f => f.Name).OrderBy(n => n, StringComparer.Ordinal));

    public static IReadOnlyList<Evaluation> ReadFile(string fullPath, string displayPath, CalendarDate today, ICollection<FileProblem> problems)
    {
        var text = YamlReader.ReadText(fullPath, displayPath, MaximumBytes(displayPath), problems);
        return text is null ? [] : Read(text, displayPath, today, problems);
    }

    /// <summary>One text, without the files that it points to.</summary>
    public static IReadOnlyList<Evaluation> Read(string text, string displayPath, CalendarDate today, ICollection<FileProblem> problems)
    {
        var content = Parse(text, displayPath, today, problems);
        return content.Own is { Results.Count: 0 } own
            ? [own.Stated with { Metrics = own.Stated.Metrics.Select(m => DatasetRoles.Apply(m, own.Stated.DatasetRole)).ToArray() }]
            : Alone(content.Results, KnownModels.None, today, problems);
    }

    /// <summary>All evaluations of a repository.</summary>
    /// <param name="files">Absolute paths.</param>
    internal static IReadOnlyList<Evaluation> ReadAll(
        IEnumerable<string> files, GovernedTree tree, InputFiles inputs, KnownModels models, CalendarDate today, ICollection<FileProblem> problems)
    {
        var contents = new SortedDictionary<string, Content>(StringComparer.Ordinal);
        var fileProblems = new Dictionary<string, List<FileProblem>>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            Load(file);
        }

        var evaluations = new List<Evaluation>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<FileProblem>();
        foreach (var own in contents.Values.Select(c => c.Own).OfType<OwnEvaluation>().ToArray())
        {
            var results = new List<ToolResult>();
            var before = found.Count;
            var read = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var pattern in own.Results)
            {
                var matched = Match(tree, inputs, own.Stated.Path, pattern, found);
                foreach (var file in matched)
                {
                    var content = Load(file);
                    var path = tree.Relative(file);
                    taken.Add(path);
                    read.Add(path);
                    results.AddRange(content.Results);
                    if (content.Own is not null && path != own.Stated.Path)
                    {
                        found.Add(new FileProblem(pattern.Place, $"'{Excerpt.Of(pattern.Text)}' matches {path}, which is no result file of a tool ({KnownFormats}). Name the result files."));
                    }
                }
            }

            if (found.Count == before && own.Results.Count > 0 && results.Count == 0 && !read.Any(p => fileProblems.ContainsKey(p)))
            {
                found.Add(new FileProblem(own.Results[0].Place, $"The files that 'results' names hold no result of {KnownFormats}. Name the files that the tool wrote."));
            }

            if (found.Count > before || read.Any(p => fileProblems.ContainsKey(p)))
            {
                // Evidence of which a part cannot be read is none.
                continue;
            }

            evaluations.AddRange(
                Joined(own, results, read, models, today, found)
                    .Select(e => Predictions.Add(e, own.Predictions, tree, inputs, found))
                    .OfType<Evaluation>()
                    .Select(e => e with { Metrics = e.Metrics.Select(m => DatasetRoles.Apply(m, e.DatasetRole)).ToArray() }));
        }

        evaluations.AddRange(Alone(contents.Where(c => !taken.Contains(c.Key)).SelectMany(c => c.Value.Results).ToArray(), models, today, found));
        // Predictions are read as such, whatever patterns of the policy match them.
        foreach (var path in contents.Values.Select(c => c.Own?.Predictions?.PathFrom(c.Own.Stated.Path)).OfType<string>())
        {
            fileProblems.Remove(path);
        }

        foreach (var problem in contents.Keys.Where(fileProblems.ContainsKey).SelectMany(p => fileProblems[p]).Concat(found))
        {
            problems.Add(problem);
        }

        return evaluations;

        Content Load(string file)
        {
            var path = tree.Relative(file);
            if (!contents.TryGetValue(path, out var content))
            {
                inputs.Add(file);
                var own = new List<FileProblem>();
                var text = YamlReader.ReadText(file, path, MaximumBytes(path), own);
                content = text is null ? Content.None : Parse(text, path, today, own);
                contents.Add(path, content);
                if (own.Count > 0)
                {
                    fileProblems.Add(path, own);
                }
            }

            return content;
        }
    }

    private static int MaximumBytes(string path) => Extension(path) is ".json" or ".xml" ? MaximumToolBytes : YamlReader.MaximumBytes;

    private static string Extension(string path) => Path.GetExtension(path).ToLowerInvariant();

    private static Content Parse(string text, string path, CalendarDate today, ICollection<FileProblem> problems)
    {
        var before = problems.Count;
        var kind = Extension(path);
        var root = kind switch
        {
            ".json" => JsonReader.ReadText(text, path, problems),
            ".xml" => XmlNodes.ReadText(text, path, problems),
            ".md" or ".markdown" => FrontMatter(text, path, problems),
            ".yml" or ".yaml" => YamlReader.ReadText(text, path, problems),
            _ => Unknown(path, problems),
        };
        if (root is null)
        {
            return Content.None;
        }

        if (Formats.FirstOrDefault(f => f.Recognises(root)) is { } format)
        {
            var results = format.Read(root, path, problems).ToArray();
            return problems.Count > before ? Content.None : new Content(null, results);
        }

        if (root is not YamlMapping mapping)
        {
            problems.Add(new FileProblem(root.Place, $"An evaluation must be a mapping of keys to values, not {root.Kind}."));
            return Content.None;
        }

        // A document that lies among the evaluations, like an ablation study, says nothing here.
        if (kind is ".md" or ".markdown")
        {
            return Content.None;
        }

        if (kind == ".xml" || (kind == ".json" && mapping["model"] is null && mapping["metrics"] is null && mapping[OwnEvaluationFormat.Results] is not YamlScalar and not YamlSequence && mapping.Entries.Count > 0))
        {
            problems.Add(new FileProblem(
                mapping.Place, $"The file has none of the known formats: ours ('model', 'date', 'tool', 'metrics'), {KnownFormats}. Write its results in ours, or move it out of the evaluations."));
            return Content.None;
        }

        return new Content(OwnEvaluationFormat.Read(mapping, path, today, problems), []);
    }

    private static YamlValue? Unknown(string path, ICollection<FileProblem> problems)
    {
        problems.Add(new FileProblem(new SourcePlace(path, 1, 1), "Results are read from .json, .yml, .yaml, .xml and .md, and this is another kind of file. Name the file that the tool wrote in one of those."));
        return null;
    }

    /// <summary>The front matter of Markdown, or nothing where there is none.</summary>
    private static YamlValue? FrontMatter(string text, string path, ICollection<FileProblem> problems)
    {
        var lines = new FileLines(text);
        var end = lines[1].TrimEnd() == "---" ? Enumerable.Range(2, Math.Max(0, lines.Count - 1)).FirstOrDefault(n => lines[n].TrimEnd() == "---") : 0;
        return end == 0 ? new YamlMapping([], new SourcePlace(path, 1, 1)) : YamlReader.ReadText(string.Join("\n", Enumerable.Range(2, end - 2).Select(n => lines[n])), path, problems, firstLine: 2);
    }

    /// <summary>The files that a pattern in an evaluation names, relative to its folder.</summary>
    internal static IReadOnlyList<string> Match(GovernedTree tree, InputFiles inputs, string from, YamlScalar pattern, ICollection<FileProblem> problems)
    {
        var text = pattern.Text.Trim().Replace('\\', '/');
        while (text.StartsWith("./", StringComparison.Ordinal))
        {
            text = text.Substring(2);
        }

        if (text.Length == 0 || text[0] == '/' || text.Split('/').Contains("..") || text.IndexOf(':') >= 0)
        {
            problems.Add(new FileProblem(pattern.Place, $"'{Excerpt.Of(pattern.Text)}' does not stay in the folder of the evaluation. Move this file to the results, or above them, and name them from here."));
            return [];
        }

        var folder = from.LastIndexOf('/') is >= 0 and var slash ? from.Substring(0, slash + 1) : "";
        var files = RepositoryFiles.Match(tree, folder + text, inputs).Where(f => tree.Relative(f) != from).ToArray();
        if (files.Length == 0)
        {
            problems.Add(new FileProblem(pattern.Place, $"No file matches '{Excerpt.Of(pattern.Text)}' in {(folder.Length == 0 ? "this folder" : folder)}. Correct the path, or add the results."));
        }

        return files;
    }

    /// <summary>The evaluations of a file in our own format and the results that it points to: one for each dataset among them.</summary>
    private static IEnumerable<Evaluation> Joined(
        OwnEvaluation own, IReadOnlyList<ToolResult> results, IReadOnlyCollection<string> read, KnownModels models, CalendarDate today, List<FileProblem> problems)
    {
        if (own.Results.Count == 0)
        {
            return [own.Stated];
        }

        var before = problems.Count;
        var joined = new List<Evaluation>();
        var stated = own.Stated.Model.Text;
        foreach (var run in Runs(results))
        {
            var first = run[0];
            var named = first.Model.IsNamed ? models.Resolve(first.Model) : null;
            if (stated.Length > 0 && first.Model.IsNamed && !models.AreSame(first.Model, stated))
            {
                problems.Add(new FileProblem(
                    own.Stated.Model.Place,
                    $"The evaluation says that it is about '{Excerpt.Of(stated)}', and its results in {first.Path} say '{Excerpt.Of(first.Model.ToString())}'. Correct the one that is wrong; where the second is the name of a deployment, write it under 'deployments' of the model in the register."));
                break;
            }

            if (stated.Length == 0 && named is null)
            {
                problems.Add(Untied(first, own.Stated.Path));
                break;
            }

            var date = own.HasDate ? own.Stated.Date : Latest(run);
            if (date is null)
            {
                problems.Add(new FileProblem(own.Stated.Model.Place, $"Neither the evaluation nor its results in {first.Path} say when it was made. Add 'date'."));
                break;
            }

            if (own.HasDate && Latest(run) is { } written && written < own.Stated.Date)
            {
                problems.Add(new FileProblem(
                    own.Stated.DatePlace, $"The evaluation is dated {own.Stated.Date}, and its results in {first.Path} are of {written}. Results do not become newer: write that day, or evaluate again."));
                break;
            }

            if (date > today)
            {
                problems.Add(new FileProblem(first.DatePlace ?? first.Place, $"The results are dated {date}, after the evaluation date {today}. Correct the clock or the date."));
                break;
            }

            joined.Add(own.Stated with
            {
                Model = own.Stated.Model with { Text = stated.Length > 0 ? stated : named! },
                Date = date.Value,
                DatePlace = own.HasDate ? own.Stated.DatePlace : first.DatePlace ?? first.Place,
                Tool = own.Stated.Tool.Length > 0 ? own.Stated.Tool : first.Tool,
                DatasetId = own.Stated.DatasetId.Length > 0 ? own.Stated.DatasetId : first.Dataset,
                Files = [.. read.Append(own.Stated.Path).OrderBy(p => p, StringComparer.Ordinal)],
                // What the file states itself is about the whole; it is told once.
                Metrics = [.. joined.Count == 0 ? own.Stated.Metrics : [], .. Aggregated(run)],
            });
            OwnEvaluationFormat.AddRepeated(joined[joined.Count - 1].Metrics, problems);
        }

        return problems.Count > before ? [] : joined;
    }

    /// <summary>Results that nobody says anything about.</summary>
    private static IReadOnlyList<Evaluation> Alone(IReadOnlyList<ToolResult> results, KnownModels models, CalendarDate today, ICollection<FileProblem> problems)
    {
        var evaluations = new List<Evaluation>();
        var alike = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var run in Runs(results))
        {
            var first = run[0];
            var found = new List<FileProblem>();
            var metrics = Aggregated(run);
            if (models.Resolve(first.Model) is not { } model)
            {
                found.Add(Untied(first, null));
            }
            else if (Latest(run) is not { } date)
            {
                found.Add(new FileProblem(
                    first.Place, $"The results do not say when they were made. Add {Beside(first.Path)} with 'results: {FileName(first.Path)}' and 'date'."));
            }
            else if (date > today)
            {
                found.Add(new FileProblem(first.DatePlace ?? first.Place, $"The results are dated {date}, after the evaluation date {today}. Correct the clock or the date."));
            }
            else if (!OwnEvaluationFormat.AddRepeated(metrics, found))
            {
                evaluations.Add(new Evaluation(first.Path, new LocatedText(model, first.Model.Place ?? first.Place), date)
                {
                    DatePlace = first.DatePlace ?? first.Place,
                    Tool = first.Tool,
                    DatasetId = first.Dataset,
                    Files = [.. run.Select(r => r.Path).Distinct().OrderBy(p => p, StringComparer.Ordinal)],
                    Metrics = metrics,
                });
            }

            foreach (var problem in found)
            {
                var kind = first.Tool + (problem.Message.Length > 40 ? problem.Message.Substring(0, 40) : problem.Message);
                alike[kind] = alike.TryGetValue(kind, out var count) ? count + 1 : 1;
                if (alike[kind] <= MaximumAlike)
                {
                    problems.Add(problem);
                }
                else if (alike[kind] == MaximumAlike + 1)
                {
                    problems.Add(new FileProblem(first.Place, $"More results of {first.Tool} have this problem; {MaximumAlike} are listed. One file with 'results: \"**/*{Extension(first.Path)}\"' beside them can say what they do not."));
                }
            }
        }

        return evaluations;
    }

    /// <summary>Results that belong together: one run of a tool with one model on one dataset, each case once.</summary>
    private static IEnumerable<ToolResult[]> Runs(IEnumerable<ToolResult> results) => results
        .GroupBy(r => (r.Tool, r.Run, Model: r.Model.ToString().ToLowerInvariant(), r.Dataset))
        .OrderBy(g => g.First().Path, StringComparer.Ordinal)
        .ThenBy(g => g.First().Place)
        .Select(g => g.GroupBy(r => r.Case, StringComparer.Ordinal).Select(c => c.First()).ToArray());

    /// <summary>The day on which the last of them was made.</summary>
    private static CalendarDate? Latest(IEnumerable<ToolResult> run) => run.Select(r => r.Date).Where(d => d is not null).OrderByDescending(d => d!.Value).FirstOrDefault();

    /// <summary>What the tool summed up, and the means of what it did not.</summary>
    private static IReadOnlyList<MetricResult> Aggregated(IReadOnlyList<ToolResult> run) =>
    [
        .. run.SelectMany(r => r.Metrics),
        .. run.SelectMany(r => r.Observations).GroupBy(o => o.Metric, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(Mean),
    ];

    private static MetricResult Mean(IGrouping<string, Observation> metric)
    {
        var values = metric.Select(o => o.Value).ToArray();
        var place = metric.First().Place;
        if (metric.All(o => o.IsYesNo))
        {
            var yes = values.Count(v => v == 1);
            return new MetricResult(metric.Key, new Quantity(Statistics.Share(yes, values.Length), false), place)
            {
                Samples = values.Length,
                Interval = Statistics.Wilson(yes, values.Length),
            };
        }

        var (mean, interval) = Statistics.Mean(values);
        return new MetricResult(metric.Key, new Quantity(mean, false), place) { Samples = values.Length, Interval = interval };
    }

    private static FileProblem Untied(ToolResult result, string? own)
    {
        var where = own is null ? $"Add {Beside(result.Path)} with 'results: {FileName(result.Path)}' and 'model: provider:reference'" : $"Add 'model: provider:reference' to {own}";
        return new FileProblem(
            result.Model.Place ?? result.Place,
            result.Model.IsNamed
                ? $"The results are about '{Excerpt.Of(result.Model.ToString())}', and which model that is cannot be told: {(result.Model.Provider.Length > 0 ? "" : "they name no provider, and ")}no single model of the register has that reference or deployment. {where}, or add it to the register."
                : $"The results do not say which model they are about. {where}.");
    }

    private static string Beside(string path) => path + ".governance.yml";

    private static string FileName(string path) => path.Substring(path.LastIndexOf('/') + 1);

    /// <param name="Own">What a file in our own format says, or null.</param>
    private sealed record Content(OwnEvaluation? Own, IReadOnlyList<ToolResult> Results)
    {
        public static readonly Content None = new(null, []);
    }
}
