using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Tests.Golden;

/// <param name="Findings">What the checks said about the mutated repository.</param>
internal sealed record MutationResult(RequirementMutation Mutation, IReadOnlyList<Finding> Findings)
{
    public IReadOnlySet<Expectation> Found => Findings.Select(f => new Expectation(f.RuleId, f.Requirement)).ToHashSet();
}

/// <summary>All requirement mutations of a preset and what became of them; made once for all tests that look at them.</summary>
internal sealed class GoldenRuns
{
    private static readonly ConcurrentDictionary<string, Lazy<GoldenRuns>> Made = new(StringComparer.Ordinal);

    private GoldenRuns(IReadOnlyList<MutationResult> results, IReadOnlyList<string> gaps)
    {
        Results = results;
        Gaps = gaps;
    }

    public IReadOnlyList<MutationResult> Results { get; }

    /// <summary>Conditions that no mutation breaks.</summary>
    public IReadOnlyList<string> Gaps { get; }

    public static GoldenRuns Of(string preset) => Made.GetOrAdd(preset, p => new Lazy<GoldenRuns>(() => Make(p))).Value;

    /// <summary>In parallel, each folder for one thread at a time.</summary>
    public static IReadOnlyList<TResult> InFolders<TItem, TResult>(
        IReadOnlyDictionary<string, byte[]> files, IReadOnlyList<TItem> items, Func<GoldenFolder, TItem, TResult> run)
    {
        var free = new ConcurrentBag<GoldenFolder>();
        var made = new ConcurrentBag<GoldenFolder>();
        var results = new TResult[items.Count];
        try
        {
            Parallel.For(0, items.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            {
                if (!free.TryTake(out var folder))
                {
                    folder = new GoldenFolder(files);
                    made.Add(folder);
                }

                results[i] = run(folder, items[i]);
                free.Add(folder);
            });
        }
        finally
        {
            foreach (var folder in made)
            {
                folder.Dispose();
            }
        }

        return results;
    }

    private static GoldenRuns Make(string preset)
    {
        var done = new HashSet<Requirement>();
        var results = new List<MutationResult>();
        var gaps = new List<string>();
        foreach (var (name, files) in new[] { ("high and minimal risk", GoldenTree.Of(preset)), ("minimal risk", GoldenTree.OfMinimalRisk(preset)) })
        {
            using var folder = new GoldenFolder(files);
            var generator = new RequirementMutations(new GoldenWorld(name, files, folder.Compile()));
            var mutations = generator.All(done);
            gaps.AddRange(generator.Gaps);
            results.AddRange(InFolders(files, mutations, (f, m) => new MutationResult(m, f.Run(m.Edits))));
        }

        return new GoldenRuns(results, gaps);
    }
}
