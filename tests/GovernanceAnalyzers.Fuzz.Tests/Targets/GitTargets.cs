using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Tests;
using GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

namespace GovernanceAnalyzers.Fuzz.Tests.Targets;

/// <summary>Git's own files, and what it ignores.</summary>
internal static class GitTargets
{
    private const string Commit = "0123456789012345678901234567890123456789";

    public static IEnumerable<Target> List =>
    [
        Identity("git-head", ".git/HEAD", "ref: refs/heads/main\n", Commit + "\n"),
        Identity("git-packed-refs", ".git/packed-refs", $"# pack-refs with: peeled fully-peeled sorted \n{Commit} refs/heads/main\n^{Commit}\n"),
        Identity("git-config", ".git/config", "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = git@github.com:contoso/loans.git\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n"),
        Identity("git-commondir", ".git/commondir", "../other\n", "/x\n"),
        new("git-pointer", () => ["gitdir: ../.git/worktrees/x\n", "gitdir: /x"], bytes =>
        {
            var root = Kept.Value.Root;
            Directory.CreateDirectory(Path.Combine(root, "linked"));
            File.WriteAllBytes(Path.Combine(root, "linked", ".git"), bytes);
            return new Reading().With(GitFile.Folders(Path.Combine(root, "linked")), GitFile.ExcludeFile(Path.Combine(root, "linked")));
        }),
        new("gitignore", () => [.. Sources.Files("", ".gitignore"), "# c\n*.log\n!a.log\n/x/\n**/bin/\na/**/b\n\\#x\n[a-c]?.txt\n[!x]*\n[[:alpha:]]\nfoo\\ \n"], bytes => Scratch.Use("ignore/.gitignore", bytes, file =>
        {
            var reading = new Reading();
            var problems = new List<Engine.Yaml.FileProblem>();
            if (IgnoreRules.Read(file, ".gitignore", "", null, problems) is { } rules)
            {
                var steps = 50_000_000L;
                foreach (var path in new[] { "a.log", "x/y/z.txt", "a/b/c/d/e/f/b", "bin/x", "ä", "#x", new string('a', 200), "a/a/a/a/a/a/a/a/a/a/a/a/a/b" })
                {
                    reading.With(rules.IsIgnored(path, path[(path.LastIndexOf('/') + 1)..], isFolder: false, ref steps), rules.IsIgnored(path, path, isFolder: true, ref steps));
                }
            }

            // A file as a whole, where it cannot be read.
            reading.Problems.AddRange(problems.Where(p => p.Place.Line > 0));
            reading.Messages.AddRange(problems.Select(p => p.Message));
            return reading;
        })) { Words = ["**/", "/**", "*", "?", "[a-z]", "[!", "]", "\\", "!", "/", "[[:alpha:]]", "[]-a]"] },
    ];

    private static readonly Lazy<TemporaryRepository> Kept = new(() => RepositoryTargets.Keep(new TemporaryRepository().With(".git/HEAD", "ref: refs/heads/main\n")));

    private static Target Identity(string name, string path, params string[] seeds)
    {
        var repository = new Lazy<TemporaryRepository>(() => RepositoryTargets.Keep(new TemporaryRepository().With(".git/HEAD", "ref: refs/heads/main\n")));
        return new Target(name, () => seeds.Select(s => (Seed)s), bytes =>
        {
            RepositoryTargets.Write(repository.Value, path, bytes);
            var identity = GitIdentity.Of(repository.Value.Tree());
            return new Reading().With(identity.Name, identity.Commit).Holds(!identity.Name.Any(char.IsControl) && identity.Commit.All(char.IsAsciiHexDigit), $"The repository is called {Core.Text.Excerpt.Visible(identity.ToString()!)}.");
        })
        { Words = ["ref: ", "refs/heads/main", Commit, "..", "/", "\0", "[remote \"origin\"]", "url = ", "://", "@"] };
    }
}
