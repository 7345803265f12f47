using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Requirements;

/// <summary>A document as a requirement sees it: fields, headings, and whether anything stands in it.</summary>
/// <param name="Path">As findings name it.</param>
internal sealed record EvidenceFile(string Path)
{
    /// <summary>The mapping of a YAML or JSON file, or the front matter of Markdown; null where there is none.</summary>
    public YamlMapping? Fields { get; private init; }

    public IReadOnlyList<CardSection> Sections { get; private init; } = [];

    /// <summary>Somebody wrote something into it.</summary>
    public bool HasContent { get; private init; }

    public bool IsMarkdown { get; private init; }

    /// <summary>Fields and headings can be found in this kind of file.</summary>
    public bool IsReadable { get; private init; }

    /// <summary>What keeps it from being read.</summary>
    public IReadOnlyList<FileProblem> Problems { get; private init; } = [];

    public static EvidenceFile Read(string fullPath, string displayPath)
    {
        var problems = new List<FileProblem>();
        var kind = System.IO.Path.GetExtension(displayPath).ToLowerInvariant();
        if (kind is not (".yml" or ".yaml" or ".json" or ".md" or ".markdown"))
        {
            return RegularFile.IsLink(fullPath)
                ? new EvidenceFile(displayPath)
                {
                    IsReadable = true,
                    Problems = [new FileProblem(new SourcePlace(displayPath), "The file is a symbolic link, and links are not followed. Put the file itself there.")],
                }
                : new EvidenceFile(displayPath) { HasContent = new FileInfo(fullPath) is { Exists: true, Length: > 0 } };
        }

        var text = YamlReader.ReadText(fullPath, displayPath, YamlReader.MaximumBytes, problems);
        var file = text is null ? new EvidenceFile(displayPath)
            : kind is ".md" or ".markdown" ? Markdown(text, displayPath, problems)
            : Data(kind == ".json" ? JsonReader.ReadText(text, displayPath, problems) : YamlReader.ReadText(text, displayPath, problems), displayPath, problems);
        return file with { IsReadable = true, Problems = problems };
    }

    private static EvidenceFile Data(YamlValue? root, string displayPath, List<FileProblem> problems)
    {
        if (root is not null and not YamlMapping)
        {
            problems.Add(new FileProblem(root.Place, $"The file must be a mapping of keys to values, not {root.Kind}."));
        }

        return new EvidenceFile(displayPath) { Fields = root as YamlMapping, HasContent = Answer.IsGiven(root) };
    }

    private static EvidenceFile Markdown(string text, string displayPath, List<FileProblem> problems)
    {
        var lines = new FileLines(text);
        var body = 1;
        YamlMapping? fields = null;
        if (lines[1].TrimEnd() == "---")
        {
            var end = Enumerable.Range(2, Math.Max(0, lines.Count - 1)).FirstOrDefault(n => lines[n].TrimEnd() == "---");
            if (end > 0)
            {
                var yaml = string.Join("\n", Enumerable.Range(2, end - 2).Select(n => lines[n]));
                fields = YamlReader.ReadText(yaml, displayPath, problems, firstLine: 2) as YamlMapping;
                body = end + 1;
            }
        }

        var sections = new CardSections(lines, displayPath).Read(body);
        return new EvidenceFile(displayPath)
        {
            Fields = fields,
            Sections = sections,
            IsMarkdown = true,
            HasContent = sections.Any(s => s.Content == SectionContent.Text)
                || Enumerable.Range(body, Math.Max(0, lines.Count - body + 1)).Any(n => IsText(lines[n])),
        };
    }

    private static bool IsText(string line) =>
        !line.TrimStart().StartsWith("#", StringComparison.Ordinal)
        && !line.TrimStart().StartsWith("<!--", StringComparison.Ordinal)
        && Placeholder.Remove(line.TrimStart(' ', '-', '*', '>'), out _).Any(char.IsLetterOrDigit);
}
