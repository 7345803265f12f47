using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Requirements;

namespace GovernanceAnalyzers.Engine.Starting;

/// <summary>The documents that requirements ask for, from what the requirements say: no document is known here.</summary>
internal sealed class DocumentStubs(PolicyCompiler input, Subjects subjects, string owner)
{
    private static readonly Regex Variable = new(@"\{[a-z]+\}", RegexOptions.CultureInvariant);

    private readonly List<string> _notes = [];

    /// <summary>What could not be begun, and why.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public IEnumerable<StartFile> Write()
    {
        // Optional evidence is not asked for; where another requirement asks for the file, what it would have to hold belongs into it.
        var cases = input.Policy.Requirements
            .Where(r => r.Kind is RequirementShape.Document or RequirementShape.Review)
            .OrderBy(r => r.Id, StringComparer.Ordinal)
            .SelectMany(Cases)
            .ToArray();
        foreach (var document in cases.Where(c => !c.Asked.Optional).GroupBy(c => c.Glob, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var existing = RepositoryFiles.Match(input.Tree, document.Key, input.Inputs);
            var asked = cases.Where(c => c.Glob == document.Key).Select(c => c.Asked).ToArray();
            var title = StubText.Line(asked.First(a => !a.Optional).Title is { Length: > 0 } named ? named : asked.First(a => !a.Optional).Id);
            if (existing.Count > 0)
            {
                yield return new StartFile(input.Tree.Relative(existing[0]), "", title);
            }
            else if (PathFor(document.Key, asked) is { } path && Text(path, title, asked) is { } text)
            {
                yield return new StartFile(path, text, title);
            }
            else
            {
                _notes.Add($"{document.Key} ({string.Join(", ", asked.Select(a => a.Id))}) is left to you: it is no kind of file that can hold placeholders.");
            }
        }
    }

    private IEnumerable<(string Glob, Requirement Asked)> Cases(Requirement requirement)
    {
        IReadOnlyList<Subject> about = requirement.Per switch
        {
            RequirementShape.PerSystem => subjects.Systems.Count > 0 ? subjects.Systems : [subjects.Repository],
            RequirementShape.PerModel => subjects.Models,
            RequirementShape.PerDataset => subjects.Datasets,
            _ => [subjects.Repository],
        };
        return about
            .Select(s => (Subject: s, Asked: requirement.For(s.Tier)))
            .Where(c => c.Asked.AppliesTo.Matches(c.Subject.Has) && CardStub.IsOn(c.Asked, input.Policy, "GOV2006"))
            .SelectMany(c => c.Asked.Paths.Select(p => (p.Replace("{" + c.Asked.Per + "}", c.Subject.Slug), c.Asked)));
    }

    /// <summary>A path that the glob matches, or null where none can be made up.</summary>
    private static string? PathFor(string glob, IReadOnlyList<Requirement> asked)
    {
        var id = StubText.Slug(asked.First(a => !a.Optional).Id);
        var name = glob.Split('/').Last();
        var kind = name.EndsWith(".*", StringComparison.Ordinal) ? (asked.Any(a => a.Sections.Count > 0) ? ".md" : ".yml") : "";
        var path = string.Join("/", glob.Split('/').Where(s => s != "**").Select(s => s == "*" ? id : s));
        path = kind.Length > 0 ? path.Substring(0, path.Length - 2) + kind : path;
        path = path.Replace("*", id).Replace("?", "x");
        return !Variable.IsMatch(path) && Glob.IsPathMatch(glob, path) ? path : null;
    }

    private string? Text(string path, string title, IReadOnlyList<Requirement> asked)
    {
        var fields = new StubField();
        foreach (var requirement in asked)
        {
            fields.Add(requirement, owner);
        }

        var ids = string.Join(", ", asked.Select(a => a.Id));
        switch (System.IO.Path.GetExtension(path).ToLowerInvariant())
        {
            case ".yml" or ".yaml":
                return $"# {title}. Asked for by {ids}. Placeholders are for people to replace.\n" + (fields.IsEmpty ? "content: TODO\n" : fields.ToYaml(0, shape: null));
            case ".json":
                return fields.IsEmpty ? "{\n  \"content\": \"TODO\"\n}\n" : fields.ToJson();
            case ".md" or ".markdown":
                var text = new StringBuilder(fields.IsEmpty ? "" : $"---\n{fields.ToYaml(0, shape: null)}---\n\n").Append("# ").Append(title).Append('\n');
                var sections = CardStub.Sections(asked);
                foreach (var (heading, by) in sections)
                {
                    text.Append("\n## ").Append(heading).Append("\n\nTODO: write this section (").Append(string.Join(", ", by)).Append(").\n");
                }

                return text.Append(sections.Count == 0 ? $"\nTODO: write the document ({ids}).\n" : "").ToString();
            default:
                return null;
        }
    }
}
