using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>The version of a file in another branch, read by git: nothing is fetched, checked out, locked or written.</summary>
/// <param name="Text">Null when it could not be read.</param>
/// <param name="Problem">Why not, and what to do, without a full stop at its end; empty when there is a text.</param>
public sealed record GitFile(string? Text, string Problem)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Answers of this process, by everything that they rest on: a build asks for the same file once per project.</summary>
    private static readonly ConcurrentDictionary<string, GitFile> Answers = new(StringComparer.Ordinal);

    /// <summary>
    /// Variables by which a caller, such as a git hook, points git at another repository are taken away. The others keep it from writing, from
    /// asking somebody and from loading what is missing from a server.
    /// </summary>
    private static readonly (string Name, string? Value)[] Environment =
    [
        ("GIT_DIR", null), ("GIT_WORK_TREE", null), ("GIT_INDEX_FILE", null), ("GIT_COMMON_DIR", null), ("GIT_NAMESPACE", null),
        ("GIT_OBJECT_DIRECTORY", null), ("GIT_ALTERNATE_OBJECT_DIRECTORIES", null), ("GIT_PREFIX", null), ("GIT_TRACE", null),
        ("GIT_OPTIONAL_LOCKS", "0"), ("GIT_NO_LAZY_FETCH", "1"), ("GIT_NO_REPLACE_OBJECTS", "1"), ("GIT_TERMINAL_PROMPT", "0"), ("LC_ALL", "C"),
    ];

    /// <param name="branch">Such as <c>origin/main</c>.</param>
    /// <param name="fullPath">The file in the work tree.</param>
    /// <param name="maximumBytes">Of a larger version nothing is read.</param>
    /// <param name="inputs">Receives the files that say where the branch is.</param>
    public static GitFile Read(GovernedTree tree, string branch, string fullPath, int maximumBytes, InputFiles inputs)
    {
        if (!IsBranchName(branch))
        {
            return Not($"'{branch}' is not the name of a branch. Write it as git does, for example origin/main");
        }

        var places = PlacesOf(tree.RepositoryRoot, branch).ToArray();
        foreach (var place in places)
        {
            inputs.Add(place);
        }

        var path = GovernedTree.RelativePath(tree.RepositoryRoot, fullPath);
        if (path.IndexOfAny(['"', '\\']) >= 0)
        {
            return Not($"the name of the file, {path}, holds a character that cannot be passed to git. Rename the file");
        }

        var key = Record.Format([tree.RepositoryRoot, branch, path, .. places.Select(InputFiles.State)]);
        if (Answers.TryGetValue(key, out var known))
        {
            return known;
        }

        var answer = Ask(tree.RepositoryRoot, branch, path, maximumBytes);
        // What failed may have a cause that goes away by itself.
        return answer.Text is null ? answer : Answers.GetOrAdd(key, answer);
    }

    /// <summary>What git allows, less the operators of its revision syntax.</summary>
    private static bool IsBranchName(string name) =>
        name.Length is > 0 and < 256
        && name[0] != '-'
        && name.IndexOf("..", StringComparison.Ordinal) < 0
        && name.All(c => char.IsLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '+' or '#');

    private static GitFile Ask(string root, string branch, string path, int maximumBytes)
    {
        var commit = Run(root, ["rev-parse", "--verify", "--quiet", branch + "^{commit}"], 1024);
        if (commit.Problem.Length > 0)
        {
            return Not(commit.Problem);
        }

        if (commit.ExitCode != 0)
        {
            return Not(commit.Error.Length > 0
                ? $"git says \"{commit.Error}\""
                : $"the branch {branch} is not known here. Fetch it; with actions/checkout, set fetch-depth: 0");
        }

        var id = Encoding.ASCII.GetString(commit.Output).Trim();
        var file = Run(root, ["cat-file", "blob", $"{id}:./{path}"], maximumBytes);
        if (file.Problem.Length > 0)
        {
            return Not(file.Problem);
        }

        if (file.ExitCode != 0)
        {
            return Not($"the file is not in {branch}. Merge it there first");
        }

        var problems = new List<FileProblem>();
        var text = YamlReader.Decode(file.Output, path, problems);
        return text is null ? Not($"the version in {branch} cannot be read. {problems[0].Message}") : new GitFile(text, "");
    }

    private static GitFile Not(string problem) => new(null, problem);

    private static (int ExitCode, byte[] Output, string Error, string Problem) Run(string root, string[] arguments, int limit)
    {
        // No argument holds a quote or a backslash; both were refused.
        var start = new ProcessStartInfo("git", string.Join(" ", new[] { "-c", "protocol.allow=never", "-c", "core.fsmonitor=false" }.Concat(arguments).Select(a => $"\"{a}\"")))
        {
            WorkingDirectory = root,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = Task.Run(() => ReadAtMost(process.StandardOutput.BaseStream, limit + 1));
            var error = Task.Run(() => ReadAtMost(process.StandardError.BaseStream, 4096));
            var ended = Task.WaitAll([output, error], Patience) && process.WaitForExit((int)Patience.TotalMilliseconds);
            if (!ended)
            {
                Kill(process);
                return (-1, [], "", $"git gave no answer within {Patience.TotalSeconds} seconds. Try again");
            }

            return output.Result.Length > limit
                ? (-1, [], "", $"the file there has more than {limit} bytes. Remove what does not belong in it")
                : (process.ExitCode, output.Result, FirstLine(Encoding.UTF8.GetString(error.Result)), "");
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException)
        {
            return (-1, [], "", "git cannot be started. Install it where this runs");
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or AggregateException)
        {
            return (-1, [], "", $"git failed ({(e is AggregateException { InnerException: { } inner } ? inner : e).GetType().Name}). Try again");
        }
    }

    /// <summary>Reads to the end, so that the process can end, and keeps no more than asked for.</summary>
    private static byte[] ReadAtMost(Stream stream, int limit)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[8192];
        int read;
        while ((read = stream.Read(buffer, 0, buffer.Length)) > 0)
        {
            kept.Write(buffer, 0, (int)Math.Min(read, limit - kept.Length));
        }

        return kept.ToArray();
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // It has ended meanwhile.
        }
    }

    /// <summary>
    /// The files in which git keeps where a branch is: loose references in the order in which it looks, the packed ones, and the list of a
    /// repository with reftables. Of a linked work tree they are in the folder that all its work trees share.
    /// </summary>
    private static IEnumerable<string> PlacesOf(string root, string branch)
    {
        var git = Path.Combine(root, ".git");
        if (!Directory.Exists(git))
        {
            yield return git;
            git = Pointer(git, "gitdir:", root) ?? git;
        }

        var common = Path.Combine(git, "commondir");
        if (File.Exists(common))
        {
            yield return common;
            git = Pointer(common, "", git) ?? git;
        }

        yield return Path.Combine(git, "packed-refs");
        yield return Path.Combine(git, "reftable", "tables.list");
        foreach (var folder in new[] { "refs", "refs/tags", "refs/heads", "refs/remotes", "." })
        {
            var reference = Path.GetFullPath(Path.Combine(git, folder, branch));
            yield return reference;
            // "origin" alone, and names such as origin/HEAD, point at another reference.
            if (Pointer(reference, "ref:", git) is { } target)
            {
                yield return target;
            }
        }

        var remote = Path.GetFullPath(Path.Combine(git, "refs", "remotes", branch, "HEAD"));
        yield return remote;
        if (Pointer(remote, "ref:", git) is { } head)
        {
            yield return head;
        }
    }

    /// <summary>Where a repository keeps its own list of what is ignored, whether or not there is one.</summary>
    public static string ExcludeFile(string root) => Path.Combine(Folders(root).Common, "info", "exclude");

    /// <summary>The folder of a work tree's own git files, and the one that all work trees of the repository share; neither need exist.</summary>
    internal static (string Own, string Common) Folders(string root)
    {
        var git = Path.Combine(root, ".git");
        git = Directory.Exists(git) ? git : Pointer(git, "gitdir:", root) ?? git;
        return (git, Pointer(Path.Combine(git, "commondir"), "", git) ?? git);
    }

    /// <summary>The path in a file of one line, or null.</summary>
    private static string? Pointer(string file, string prefix, string folder)
    {
        try
        {
            if (RegularFile.ReadText(file, 4096)?.Trim() is not { } text)
            {
                return null;
            }

            return text.StartsWith(prefix, StringComparison.Ordinal) && text.IndexOfAny(['\n', '\0']) < 0
                ? Path.GetFullPath(Path.Combine(folder, text.Substring(prefix.Length).Trim()))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string FirstLine(string text)
    {
        var line = text.Trim().Split('\n')[0].Trim();
        return line.Length > 200 ? line.Substring(0, 200) + "…" : line;
    }
}
