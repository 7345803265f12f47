using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Owners;

/// <summary>
/// The people and teams of a CODEOWNERS file. Sources: GitHub "About code owners", GitLab "Code Owners syntax" (sections with default
/// owners), and the places where GitHub, GitLab, Bitbucket and Forgejo look for the file.
/// </summary>
internal static class CodeOwners
{
    /// <summary>In bytes. GitHub reads no larger one.</summary>
    private const int MaximumBytes = 3 * 1024 * 1024;

    private static readonly string[] Places =
        ["CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS", ".bitbucket/CODEOWNERS", ".forgejo/CODEOWNERS", ".gitea/CODEOWNERS"];

    /// <summary>What every such file at the root of the repository names, and the files.</summary>
    public static (IReadOnlyList<string> Owners, IReadOnlyList<string> Files) Read(GovernedTree tree, InputFiles inputs, ICollection<FileProblem> problems)
    {
        var owners = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        var files = new List<string>();
        foreach (var place in Places)
        {
            var full = Path.Combine(tree.RepositoryRoot, place);
            inputs.Add(full);
            var file = new FileInfo(full);
            if (!file.Exists || file.Length == 0)
            {
                continue;
            }

            var display = tree.Relative(full);
            if ((file.Attributes & FileAttributes.ReparsePoint) != 0)
            {
                problems.Add(new FileProblem(new SourcePlace(display), "CODEOWNERS is a link, which code hosts do not follow either, so nobody can be looked up in it. Replace it by the file."));
            }
            else if (YamlReader.ReadText(full, display, MaximumBytes, problems) is { } text)
            {
                owners.UnionWith(Parse(text));
                files.Add(display);
            }
        }

        return (owners.ToArray(), files);
    }

    /// <summary>Users (<c>@name</c>), teams (<c>@org/team</c>), roles (<c>@@developer</c>) and e-mail addresses.</summary>
    public static IEnumerable<string> Parse(string text) => text
        .Split('\n')
        .Select(l => l.Trim())
        .SelectMany(line => Words(line).Skip(IsSection(line) ? 0 : 1))
        .Where(w => w.Length > 1 && w.IndexOf('@') >= 0);

    /// <summary>GitLab: <c>[Name][2] @default-owner</c>, with <c>^</c> before it where the section is optional.</summary>
    private static bool IsSection(string line) => line.StartsWith("[", StringComparison.Ordinal) || line.StartsWith("^[", StringComparison.Ordinal);

    /// <summary>Ends at a comment. A backslash makes the next character part of the word.</summary>
    private static IEnumerable<string> Words(string line)
    {
        var word = new System.Text.StringBuilder();
        for (var i = 0; i <= line.Length; i++)
        {
            if (i == line.Length || char.IsWhiteSpace(line[i]) || (line[i] == '#' && word.Length == 0))
            {
                if (word.Length > 0)
                {
                    yield return word.ToString();
                    word.Clear();
                }

                if (i < line.Length && line[i] == '#')
                {
                    yield break;
                }
            }
            else
            {
                i += line[i] == '\\' && i + 1 < line.Length ? 1 : 0;
                word.Append(line[i]);
            }
        }
    }
}
