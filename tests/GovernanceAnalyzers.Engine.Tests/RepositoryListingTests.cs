using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Engine.Policy;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests;

public class RepositoryListingTests
{
    /// <summary>Corner cases, one file each; what git says about them is the expectation.</summary>
    private static readonly string[] Cases =
    [
        "*.log", "*.log\n!keep.log", "/a.txt", "a.txt", "sub/", "sub", "/sub", "sub/a.txt", "sub/*", "sub/**", "**/deep", "**/deep/a.txt", "sub/**/a.txt",
        "a**", "a**/x", "**.txt", "sub/**.txt", "s*/a.txt", "*/a.txt", "?.txt", "??.txt", "[ab].txt", "[!a].txt", "[^a].txt", "[a-c].txt", "[]a].txt", "[a", "a[",
        "[[:alpha:]].txt", "[[:nope:]].txt", "[[:digit:]]", "[a-].txt", "\\a.txt", "\\!x", "\\#x", "#x", "!x", "a.txt   ", "a\\ ", "trail ", "trail\\ ", "x\\", "/", "//", "/*", "*",
        "*\n!sub/", "*\n!sub/\n!sub/a.txt", "/*\n!/sub", "é.txt", "?é.txt", "??.txt\n?.txt", "*é*", "[é].txt", "sub//", "./a.txt", "sub/../a.txt", "\r\na.txt\r\n", "\uFEFFa.txt",
        "**", "**/", "/**", "/**/", "sub/deep/**/", "***/a.txt", "sub/***", "sub\\/a.txt", "a.txt/", "!a.txt", "a.txt\n!a.txt\na.txt", "[\\]].txt", "[a\\-c].txt", "[[a].txt",
        "[--0].txt", "*.t[x]t", "*a*b*", "su?/", "**/sub/**/deep/*", "s**b/a.txt", "sub/d**/a.txt", "[!x]*", "[a-c-e].txt", "**\\/a.txt", "A.TXT", "[:alpha:].txt", "[[:alpha:]-z].txt",
    ];

    private static readonly string[] Files =
    [
        "a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "-.txt", "[.txt", "].txt", "ab.txt", "é.txt", "aé.txt", "keep.log", "x.log", "!x", "#x", "x", "a ", "trail", "trail ", "abc", "a[", "A.TXT",
        "sub/a.txt", "sub/b.log", "sub/deep/a.txt", "sub/deep/er/a.txt", "sub/deep/er/x", "deep/a.txt", "deep/er/deep/x", "abc1/x", "abc2/y/x", "sub1/sub/deep/q", "node/.x", "7", "x\\y",
    ];

    /// <summary>A file must not get out of a check by a backslash in its name.</summary>
    [Fact]
    public void Globs_take_a_backslash_in_a_name_for_a_slash()
    {
        using var repository = WithFiles();
        File.WriteAllText(Path.Combine(repository.Root, "config\\appsettings.json"), "{}");

        var matching = RepositoryListing.Of(new GovernedTree(repository.Root, repository.Root, null), new InputFiles()).Matching(["**/appsettings*.json"]);

        Assert.Equal("{}", File.ReadAllText(Assert.Single(matching).FullPath));
    }

    [Fact]
    public void WhatGitIgnoresIsNoPartOfTheRepository_AsGitSays()
    {
        var wrong = new List<string>();
        foreach (var ignored in Cases)
        {
            using var repository = WithFiles();
            File.WriteAllText(Path.Combine(repository.Root, ".gitignore"), ignored);
            Compare(repository, ignored, wrong);
        }

        Assert.Equal([], wrong);
    }

    [Fact]
    public void NestedFilesAndTheRepositorysOwnList_AsGitSays()
    {
        var wrong = new List<string>();
        var random = new Random(20261121);
        for (var round = 0; round < 60; round++)
        {
            using var repository = WithFiles();
            foreach (var file in new[] { ".gitignore", "sub/.gitignore", "sub/deep/.gitignore", ".git/info/exclude" })
            {
                Directory.CreateDirectory(Path.Combine(repository.Root, Path.GetDirectoryName(file)!));
                File.WriteAllText(
                    Path.Combine(repository.Root, file),
                    string.Join("\n", Enumerable.Range(0, random.Next(0, 4)).Select(_ => (random.Next(3) == 0 ? "!" : "") + Generated(random))));
            }

            Compare(repository, string.Join(" / ", new[] { ".gitignore", "sub/.gitignore", "sub/deep/.gitignore", ".git/info/exclude" }.Select(f => File.ReadAllText(Path.Combine(repository.Root, f)).Replace("\n", "|"))), wrong);
        }

        Assert.Equal([], wrong);
    }

    [Fact]
    public void WhatIsIgnoredFromAboveTheGovernedFolder()
    {
        using var repository = new TemporaryRepository()
            .With(".gitignore", "*.bin\napp/secret/\n")
            .With("app/.gitignore", "!kept.bin\n")
            .With("app/governance.yml", "schemaVersion: 1\n")
            .With("app/x.bin", "x").With("app/kept.bin", "x").With("app/secret/y.txt", "x").With("app/z.txt", "x");

        var paths = RepositoryListing.Of(repository.Tree("app"), new InputFiles()).Files.Select(f => f.Path);

        Assert.Equal([".gitignore", "governance.yml", "kept.bin", "z.txt"], paths);
    }

    [Fact]
    public void HostilePatternsEndInTime()
    {
        using var repository = new TemporaryRepository();
        repository.With(".gitignore", string.Join("\n", Enumerable.Range(0, 1900).Select(i => (i % 2 == 0 ? "" : "/**/") + string.Concat(Enumerable.Repeat("*a", 40)) + "*b*")));
        for (var i = 0; i < 200; i++)
        {
            repository.With(new string('a', 150) + i, "");
        }

        var watch = Stopwatch.StartNew();
        Assert.Equal(201, RepositoryListing.Of(repository.Tree(), new InputFiles()).Files.Count);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString());
    }

    [Fact]
    public void TooManyPatternsAreSaid()
    {
        using var repository = new TemporaryRepository().With(".gitignore", string.Join("\n", Enumerable.Range(0, 2001).Select(i => "x" + i))).With("x1", "1");

        var listing = RepositoryListing.Of(repository.Tree(), new InputFiles());

        Assert.Contains(listing.Files, f => f.Path == "x1");
        Assert.Contains("more than 2000 patterns", Assert.Single(listing.Problems).Message);
        Assert.Equal(".gitignore", listing.Problems[0].Place.Path);
    }

    [Fact]
    public void TooDeepAFolderIsSaid()
    {
        using var repository = new TemporaryRepository();
        var deep = string.Join("/", Enumerable.Repeat("d", 70));
        repository.With(deep + "/x.txt", "x").With("y.txt", "y");

        var listing = RepositoryListing.Of(repository.Tree(), new InputFiles());

        Assert.Equal(["y.txt"], listing.Files.Select(f => f.Path));
        Assert.Contains("more than 64 levels deep", Assert.Single(listing.Problems).Message);
    }

    [Fact]
    public void LinksAreListedAndNotFollowed()
    {
        using var outside = new TemporaryRepository(withGit: false).With("canary.txt", "canary");
        using var repository = new TemporaryRepository().With("a/b.txt", "b");
        Directory.CreateSymbolicLink(Path.Combine(repository.Root, "a", "loop"), repository.Root);
        Directory.CreateSymbolicLink(Path.Combine(repository.Root, "out"), outside.Root);
        File.CreateSymbolicLink(Path.Combine(repository.Root, "file"), Path.Combine(outside.Root, "canary.txt"));

        var listing = RepositoryListing.Of(repository.Tree(), new InputFiles());

        Assert.Equal(["a/b.txt"], listing.Files.Select(f => f.Path));
        Assert.Equal(["a/loop", "file", "out"], listing.Links);
        Assert.Equal("a/b.txt", listing.Find("a/b.txt")?.Path);
        Assert.Null(listing.Find("a/B.txt"));
    }

    private static string Generated(Random random)
    {
        string[] parts = ["a", "b", "sub", "deep", "*", "**", "?", "[a-c]", "/", "/", ".txt", "x", "er", "*.txt", "é", "\\"];
        return string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => parts[random.Next(parts.Length)]));
    }

    private static TemporaryRepository WithFiles()
    {
        var repository = new TemporaryRepository(withGit: false);
        Git(repository.Root, "", "init", "-q");
        foreach (var file in Files)
        {
            repository.With(file, "x");
        }

        return repository;
    }

    private static void Compare(TemporaryRepository repository, string what, List<string> wrong)
    {
        var kept = RepositoryListing.Of(GovernedTree.Find(repository.Root), new InputFiles()).Files.Select(f => f.Path).ToHashSet();
        var all = Directory.EnumerateFiles(repository.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(f => Path.GetRelativePath(repository.Root, f))
            .Where(f => !f.StartsWith(".git/", StringComparison.Ordinal))
            .ToArray();
        var ignored = Git(repository.Root, string.Join("\0", all) + "\0", "check-ignore", "--stdin", "-z", "--no-index").Split('\0').ToHashSet();
        wrong.AddRange(all.Where(f => kept.Contains(f) == ignored.Contains(f)).Select(f => $"{what}: {f} is {(ignored.Contains(f) ? "" : "not ")}ignored by git"));
    }

    private static string Git(string folder, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "core.excludesFile=", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardInputEncoding = new UTF8Encoding(false),
        };
        using var git = Process.Start(start)!;
        git.StandardInput.Write(input);
        git.StandardInput.Close();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode is 0 or 1, $"git ended with {git.ExitCode}");
        return output;
    }
}
