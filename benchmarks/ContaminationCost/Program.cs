using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Benchmarks;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Policy;

// Each size is checked by a process of its own, next to sha256sum over the same files. With --once FOLDER it is the measured process itself.
const int Leaked = 40;
const int Evaluation = 5_000;
if (args is ["--once", var folder])
{
    Once(folder);
    return;
}

var arguments = new Arguments(args, new("megabytes", 2048, 16), new("rounds", 3, 1));
var (megabytes, rounds) = (arguments["megabytes"], arguments["rounds"]);
var section = new Section("contamination-cost", arguments);
section.Line($"{Evaluation} evaluation examples, {Leaked} of them in the training data, which the check has to find; median [range].");
section.Table("training data", "wall clock / `sha256sum` of the same files", "CPU / `sha256sum`", "peak memory, MB");
foreach (var size in new[] { megabytes / 8, megabytes / 2, megabytes })
{
    var root = Directory.CreateTempSubdirectory("contamination-cost-").FullName;
    try
    {
        Generate(root, size);
        var files = Directory.GetFiles(Path.Combine(root, "data", "train"));
        // Once before, so that both find the files in the system's cache.
        Processes.Start("sha256sum", files, root);
        var (wall, cpu, peak) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var reading = Processes.Start("sha256sum", files, root);
            var checking = Processes.Start(Environment.ProcessPath!, ["--once", root], root);
            if (reading.Exit != 0 || checking.Exit != 0 || !double.TryParse(checking.Output, NumberStyles.Float, CultureInfo.InvariantCulture, out var memory))
            {
                throw new InvalidOperationException(reading.Output + checking.Output);
            }

            wall.Add(checking.Wall / reading.Wall);
            cpu.Add(checking.Cpu / Math.Max(0.01, reading.Cpu));
            peak.Add(memory);
        }

        section.Row($"{size} MB", Statistics.Spread(wall), Statistics.Spread(cpu), Statistics.Median(peak).ToString("0", CultureInfo.InvariantCulture));
    }
    finally
    {
        Directory.Delete(root, recursive: true);
    }
}

section.Save();

static void Once(string root)
{
    var policy = PolicyCompiler.Run(GovernedTree.Find(root, root: root), CalendarDate.Parse("2026-11-20"));
    var found = RepositoryChecks.Run(policy).Where(f => f.RuleId == "GOV3007").ToArray();
    if (!found.Any(f => f.Message.Contains(Leaked.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)))
    {
        throw new InvalidOperationException("The overlap was not found, so the time says nothing:\n" + string.Join("\n", found.Select(f => f.Message)));
    }

    Console.WriteLine(PeakMemory.OfThisProcess().ToString(CultureInfo.InvariantCulture));
}

static void Generate(string root, int megabytes)
{
    var random = new Random(1);
    var words = Enumerable.Range(0, 20_000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 9)).Select(_ => (char)('a' + random.Next(26))))).ToArray();
    string Sentence(int length) => string.Join(' ', Enumerable.Range(0, length).Select(_ => words[random.Next(words.Length)]));
    Directory.CreateDirectory(Path.Combine(root, ".git"));
    Directory.CreateDirectory(Path.Combine(root, "governance", "datasets"));
    Directory.CreateDirectory(Path.Combine(root, "data", "train"));
    File.WriteAllText(Path.Combine(root, "governance.yml"), "schemaVersion: 1\nname: cost\nowner: cost@example.com\nextends: [{ preset: iso-42001 }]\n");
    foreach (var (id, path, use) in new[] { ("questions", "data/test.jsonl", "evaluation"), ("corpus", "data/train/*.jsonl", "training") })
    {
        File.WriteAllText(Path.Combine(root, "governance", "datasets", id + ".yml"), $"schemaVersion: 1\nid: {id}\nfiles: [\"{path}\"]\nlicense: CC-BY-4.0\nuse: [{use}]\n");
    }

    var questions = Enumerable.Range(0, Evaluation).Select(_ => Sentence(24)).ToArray();
    File.WriteAllLines(Path.Combine(root, "data", "test.jsonl"), questions.Select(q => $"{{\"text\": \"{q}\"}}"));
    var leaked = new Queue<string>(questions.Take(Leaked));
    const int PerFile = 64;
    for (var file = 0; file * PerFile < megabytes; file++)
    {
        using var writer = new StreamWriter(Path.Combine(root, "data", "train", $"part{file:000}.jsonl"), append: false, new UTF8Encoding(false), 1 << 16);
        // New sentences for every line would take longer to write than to check; pieces put together anew are as good.
        var pieces = Enumerable.Range(0, 5_000).Select(_ => Sentence(40)).ToArray();
        var end = (long)Math.Min(PerFile, megabytes - (file * PerFile)) << 20;
        for (long written = 0; written < end;)
        {
            var line = leaked.Count > 0 && random.Next(200) == 0
                ? leaked.Dequeue()
                : pieces[random.Next(pieces.Length)] + " " + pieces[random.Next(pieces.Length)] + " " + words[random.Next(words.Length)];
            writer.Write("{\"text\": \"");
            writer.Write(line);
            writer.Write("\"}\n");
            written += line.Length + 13;
        }
    }
}
