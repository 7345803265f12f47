using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Artefacts;

// Walks a generated repository and tells every model file by its content: without memory, with the memory of an earlier run, and next to
// ripgrep (or grep) that looks for one text in the same files. All three are whole processes and the files are in the system's cache.
// With --once FOLDER it is the measured process itself.
const int Files = 50_000;
const int Rounds = 7;
if (args is ["--once", var folder])
{
    Once(folder);
    return;
}



var root = Directory.CreateTempSubdirectory("repository-cost-").FullName;
try
{
    Generate(root);
    Directory.CreateDirectory(Path.Combine(root, ".governance"));
    var memory = Path.Combine(root, ".governance", "contents.txt");
    var self = Environment.ProcessPath!;
    string[] peer = OnPath("rg")
        ? ["rg", "--hidden", "--files-with-matches", "--fixed-strings", "--text", "TransformerChain/Model.key", root]
        // As many processes as there are processors, since ripgrep has as many threads.
        : ["sh", "-c", $"find '{root}' -type f -print0 | xargs -0 -n 5000 -P {Environment.ProcessorCount} grep -l -a -F TransformerChain/Model.key; true", root];
    var (cold, warm, same) = (new List<double>(), new List<double>(), new List<double>());
    for (var round = -1; round < Rounds; round++)
    {
        var reading = Run(peer);
        File.Delete(memory);
        var first = Run([self, "--once", root]);
        var second = Run([self, "--once", root]);
        if (round >= 0)
        {
            cold.Add(first / reading);
            warm.Add(second / reading);
            same.Add(second / first);
        }
    }

    Console.WriteLine($"{Files} files; peer: {string.Join(' ', peer[..^1])}");
    Console.WriteLine($"nothing remembered / peer   {Median(cold)}");
    Console.WriteLine($"all remembered / peer       {Median(warm)}");
    Console.WriteLine($"all / nothing remembered    {Median(same)}");
    Console.WriteLine($"memory: {new FileInfo(memory).Length / 1024} KB");
}
finally
{
    Directory.Delete(root, recursive: true);
}

static void Once(string root)
{
    var watch = Stopwatch.StartNew();
    var inputs = new InputFiles();
    var contents = new ContentMemory(Path.Combine(root, ".governance", "contents.txt"));
    var listing = RepositoryListing.Of(new GovernedTree(root, root, null), inputs);
    var listed = watch.ElapsedMilliseconds;
    var found = RepositoryArtefacts.Of(listing, contents, inputs).Found;
    var told = watch.ElapsedMilliseconds;
    contents.Save();
    Console.WriteLine($"{listing.Files.Count} files listed in {listed} ms, {found.Count} models told in {told - listed} ms, saved in {watch.ElapsedMilliseconds - told} ms");
    if (listing.Files.Count < Files || found.Count != Files / 1000)
    {
        throw new InvalidOperationException("The wrong files were found, so the time says nothing.");
    }
}

static void Generate(string root)
{
    var random = new Random(1);
    Directory.CreateDirectory(Path.Combine(root, ".git"));
    File.WriteAllText(Path.Combine(root, ".gitignore"), "[Bb]in/\n[Oo]bj/\n*.user\n*.suo\n[Dd]ebug/\n.vs/\n**/packages/*\n!**/packages/build/\n*.log\n");
    var line = "        var answer = await client.CompleteChatAsync(messages, options, cancellationToken);\n";
    string[] extensions = [".cs", ".cs", ".cs", ".md", ".json", ".csproj", ".xml", ".ts", ".yml", ".png"];
    var old = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    for (var i = 0; i < Files; i++)
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
}

static bool OnPath(string program) =>
    (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, program)));

static double Run(string[] command)
{
    var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true };
    var watch = Stopwatch.StartNew();
    using var process = Process.Start(start)!;
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    var elapsed = watch.Elapsed.TotalSeconds;
    if (Environment.GetEnvironmentVariable("REPOSITORY_COST_VERBOSE") == "1")
    {
        Console.WriteLine($"{Path.GetFileName(command[0])} {elapsed:F3} s {output.Trim()}");
    }

    return process.ExitCode is 0 or 1 ? elapsed : throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}.");
}

static string Median(List<double> ratios)
{
    ratios.Sort();
    return FormattableString.Invariant($"{ratios[ratios.Count / 2]:F2} [{ratios[0]:F2}-{ratios[^1]:F2}]");
}
