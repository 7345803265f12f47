using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Benchmarks;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Artefacts;

// Walks a generated repository: tells every model file by its content, or runs all checks, with nothing remembered or with the memory of an
// earlier run; next to programs that read the same files. All are whole processes. With --models or --checks FOLDER it is the measured one: a
// copy of this program with native code, where the tasks of the package have it (docs/decisions/0021).
if (args is ["--models" or "--checks", var folder, var expected])
{
    Once(folder, args[0] == "--checks", int.Parse(expected, CultureInfo.InvariantCulture));
    return;
}

var arguments = new Arguments(args, new("files", 50_000, 2_000), new("rounds", 7, 1), new("cold", 3, 0));
var section = new Section("repository-cost", arguments);
var work = Directory.CreateTempSubdirectory("repository-cost-").FullName;
var root = Path.Combine(work, "repository");
try
{
    Generate(root, arguments["files"]);
    var output = Path.Combine(root, ".governance");
    Directory.CreateDirectory(output);
    var self = Measured();
    var count = arguments["files"].ToString(CultureInfo.InvariantCulture);
    // As many processes as there are processors, since ripgrep has as many threads. An exit of 1 is ripgrep's for "nothing found".
    var reading = new Contender("`git ls-files`, and reading", () => Processes.Start("sh", ["-c", $"git ls-files -z | xargs -0 -n 2000 -P {Environment.ProcessorCount} cat > /dev/null"], root));
    var ripgrep = OnPath("rg")
        ? new Contender("ripgrep", () => Processes.Start("rg", ["--hidden", "--glob=!.git", "--files-with-matches", "--fixed-strings", "--text", "TransformerChain/Model.key", root], root))
        : null;
    Contender[] ours =
    [
        new("model files, nothing remembered", () => Processes.Start(self, ["--models", root, count], root)) { Before = Forget, Budget = 1.5 },
        new("model files, all remembered", () => Processes.Start(self, ["--models", root, count], root)),
        new("all checks, nothing remembered", () => Processes.Start(self, ["--checks", root, count], root)) { Before = Forget },
        new("all checks, all remembered", () => Processes.Start(self, ["--checks", root, count], root)),
    ];
    Contender[] all = ripgrep is null ? [reading, .. ours] : [reading, ripgrep, .. ours];

    section.Line($"{arguments["files"]} files. Wall-clock time / that of ripgrep looking for one text in the same files, and / that of `git ls-files` and reading what it lists; median [range].");
    foreach (var (name, rounds, before) in new[] { ("files in the system's cache", arguments["rounds"], (Action)(() => { })), ("nothing in the system's cache", arguments["cold"], DropCaches) })
    {
        section.Table(name, "/ ripgrep", "budget", "/ `git ls-files` and reading", "peak memory, MB");
        if (rounds == 0 || before == DropCaches && !CanDropCaches())
        {
            section.Row("", "not measured", "", "not measured", "");
            continue;
        }

        var walls = all.ToDictionary(c => c, _ => new List<double>());
        var peaks = all.ToDictionary(c => c, _ => "");
        for (var round = before == DropCaches ? 0 : -1; round < rounds; round++)
        {
            foreach (var contender in all)
            {
                contender.Before();
                before();
                var run = Must(contender.Start());
                // The first round only warms up; there is nothing to warm up without a cache.
                if (round >= 0)
                {
                    walls[contender].Add(run.Wall);
                    peaks[contender] = ours.Contains(contender) ? run.Output.Trim() : "";
                }
            }
        }

        foreach (var contender in all)
        {
            var toRipgrep = ripgrep is null ? [] : walls[contender].Zip(walls[ripgrep], (a, b) => a / b).ToArray();
            section.Row(
                contender.Name,
                toRipgrep.Length == 0 ? "not measured" : Statistics.Spread(toRipgrep),
                contender.Budget > 0 && toRipgrep.Length > 0 && before != DropCaches ? Statistics.Verdict(toRipgrep, contender.Budget) : "",
                Statistics.Spread(walls[contender].Zip(walls[reading], (a, b) => a / b).ToArray()),
                peaks[contender]);
        }
    }

    section.Line();
    section.Line($"The memory takes {new FileInfo(Path.Combine(output, "contents.txt")).Length / 1024} KB.");

    void Forget() => Directory.GetFiles(output, "contents*").ToList().ForEach(File.Delete);
}
finally
{
    Directory.Delete(work, recursive: true);
}

section.Save();

string Measured()
{
    if (RuntimeInformation.RuntimeIdentifier != "linux-x64")
    {
        return Environment.ProcessPath!;
    }

    var output = Path.Combine(work, "program");
    var project = Path.Combine("benchmarks", "RepositoryCost");
    var publish = Processes.Start("dotnet", ["publish", project, "-c", "Release", "-r", "linux-x64", "--self-contained", "false", "-p:PublishReadyToRun=true", "-o", output, "-nologo", "-v:q"], ".");
    return publish.Exit == 0 ? Path.Combine(output, "RepositoryCost") : throw new InvalidOperationException(publish.Output);
}

static void Once(string root, bool checks, int files)
{
    var inputs = new InputFiles();
    var tree = new GovernedTree(root, root, null);
    var (listed, models) = (files, files / 1000);
    if (checks)
    {
        var policy = PolicyCompiler.Run(GovernedTree.Find(root, root: root), CalendarDate.Parse("2026-11-20"));
        models = RepositoryChecks.Run(policy).Count(f => f.RuleId == "GOV6005");
        policy.Contents.Save();
    }
    else
    {
        var contents = new ContentMemory(Path.Combine(root, ".governance", "contents.txt"));
        var listing = RepositoryListing.Of(tree, inputs);
        (listed, models) = (listing.Files.Count, RepositoryArtefacts.Of(listing, contents, inputs).Found.Count);
        contents.Save();
    }

    if (listed < files || models != files / 1000)
    {
        throw new InvalidOperationException($"{listed} files and {models} models were found, so the time says nothing.");
    }

    Console.WriteLine(PeakMemory.OfThisProcess().ToString("0", CultureInfo.InvariantCulture));
}

void Generate(string root, int files)
{
    var random = new Random(1);
    Directory.CreateDirectory(root);
    Must(Processes.Start("git", ["init", "--quiet"], root));
    File.WriteAllText(Path.Combine(root, ".gitignore"), "[Bb]in/\n[Oo]bj/\n*.user\n*.suo\n[Dd]ebug/\n.vs/\n**/packages/*\n!**/packages/build/\n*.log\n");
    var line = "        var answer = await client.CompleteChatAsync(messages, options, cancellationToken);\n";
    string[] extensions = [".cs", ".cs", ".cs", ".md", ".json", ".csproj", ".xml", ".ts", ".yml", ".png"];
    var old = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    for (var i = 0; i < files; i++)
    {
        var folder = Path.Combine(root, $"src{i % 20}", $"Module{i / 20 % 25}", $"Part{i / 500 % 5}");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"File{i}{extensions[i % extensions.Length]}");
        if (i % 1000 == 999)
        {
            File.WriteAllBytes(path, [.. "GGUF"u8, 3, 0, 0, 0, .. new byte[100]]);
        }
        else if (path.EndsWith(".png", StringComparison.Ordinal))
        {
            var bytes = new byte[random.Next(500, 20_000)];
            random.NextBytes(bytes);
            bytes[0] = 0x89;
            File.WriteAllBytes(path, bytes);
        }
        else
        {
            var text = new StringBuilder();
            for (var lines = random.Next(5, 150); lines > 0; lines--)
            {
                text.Append(line);
            }

            File.WriteAllText(path, text.ToString());
        }

        File.SetLastWriteTimeUtc(path, old);
    }

    // A policy like a team's, so that "all checks" are those that a build runs.
    File.WriteAllText(Path.Combine(root, "governance.yml"), "schemaVersion: 1\nname: cost\nowner: cost@example.com\nextends: [{ preset: iso-42001 }]\n");
    // An index as after "git add", without 50,000 objects that nobody reads.
    var blob = Must(Processes.Start("git", ["hash-object", "-w", "governance.yml"], root)).Output.Trim();
    File.WriteAllLines(Path.Combine(root, ".git", "entries"), Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'))
        .Where(f => !f.StartsWith(".git/", StringComparison.Ordinal))
        .Select(f => $"100644 {blob}\t{f}"));
    Must(Processes.Start("sh", ["-c", "git update-index --add --index-info < .git/entries"], root));
    File.Delete(Path.Combine(root, ".git", "entries"));
}

static Run Must(Run run) => run.Exit is 0 or 1 ? run : throw new InvalidOperationException($"A measured process ended with {run.Exit}.\n{run.Output}");

static bool OnPath(string program) =>
    (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, program)));

static bool CanDropCaches()
{
    try
    {
        DropCaches();
        return true;
    }
    catch (Exception e) when (e is IOException or UnauthorizedAccessException)
    {
        return false;
    }
}

// proc(5): 3 frees the contents and the names of files. Only the administrator of a Linux system may.
static void DropCaches()
{
    Processes.Start("sync", [], "/");
    using var switches = new FileStream("/proc/sys/vm/drop_caches", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    switches.Write("3"u8);
}

internal sealed record Contender(string Name, Func<Run> Start)
{
    public Action Before { get; init; } = () => { };

    /// <summary>Of the time relative to ripgrep; 0: none.</summary>
    public double Budget { get; init; }
}
