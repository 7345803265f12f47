using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Ci;

/// <summary>The files that tell a build server what to run, where the common ones look for them.</summary>
internal static class CiFiles
{
    /// <summary>Relative to the root of the repository.</summary>
    private static readonly string[] Places =
    [
        ".github/workflows/*.yml", ".github/workflows/*.yaml", ".gitea/workflows/*.yml", ".gitea/workflows/*.yaml", ".forgejo/workflows/*.yml", ".forgejo/workflows/*.yaml",
        "azure-pipelines*.yml", "azure-pipelines*.yaml", ".azure-pipelines/**/*.yml", ".azure-pipelines/**/*.yaml", ".azuredevops/**/*.yml",
        ".gitlab-ci.yml", "Jenkinsfile*", ".circleci/config.yml", "bitbucket-pipelines.yml",
        ".buildkite/*.yml", ".buildkite/*.yaml", "appveyor.yml", ".appveyor.yml", ".travis.yml", ".drone.yml", ".woodpecker.yml", ".woodpecker/*.yml",
    ];

    /// <param name="unreadable">Set where a file is there and cannot be read: then nobody can tell what it runs.</param>
    public static IReadOnlyList<CiFile> Read(GovernedTree tree, InputFiles inputs, out bool unreadable)
    {
        var top = tree with { Root = tree.RepositoryRoot };
        var problems = new List<FileProblem>();
        var files = Places
            .SelectMany(p => RepositoryFiles.Match(top, p, inputs))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(f => top.Relative(f), StringComparer.Ordinal)
            .Where(f => new FileInfo(f).Length > 0)
            .Select(f =>
            {
                inputs.Add(f);
                return (Path: tree.Relative(f), Text: YamlReader.ReadText(f, tree.Relative(f), YamlReader.MaximumBytes, problems));
            })
            .ToArray();
        unreadable = problems.Count > 0;
        return files.Where(f => f.Text is not null).Select(f => new CiFile(f.Path, f.Text!)).ToArray();
    }
}

/// <param name="Path">As findings name it.</param>
internal sealed record CiFile(string Path, string Text)
{
    public bool IsGitLab => Path.EndsWith(".gitlab-ci.yml", StringComparison.Ordinal);

    /// <summary>The lines that may run something, with their numbers: no comments and no names of steps.</summary>
    public IEnumerable<(int Number, string Text)> Lines => Text
        .Split('\n')
        .Select((l, i) => (Number: i + 1, Text: WithoutComment(l.Trim())))
        .Where(l => l.Text.Length > 0 && !IsName(l.Text));

    public SourcePlace Place(int line) => new(Path, line, 1);

    private static bool IsName(string line)
    {
        var text = line.TrimStart('-', ' ');
        return new[] { "name:", "displayName:", "description:", "label:" }.Any(k => text.StartsWith(k, StringComparison.Ordinal));
    }

    /// <summary>YAML and shells want a blank before '#'; Groovy comments with slashes.</summary>
    private string WithoutComment(string line)
    {
        var mark = System.IO.Path.GetFileName(Path).StartsWith("Jenkinsfile", StringComparison.Ordinal) ? " //" : " #";
        if (line.StartsWith("#", StringComparison.Ordinal) || line.StartsWith("//", StringComparison.Ordinal))
        {
            return "";
        }

        var comment = line.IndexOf(mark, StringComparison.Ordinal);
        return comment < 0 ? line : line.Substring(0, comment).TrimEnd();
    }
}
