using System;
using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;
using GovernanceAnalyzers;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Benchmarks;

/// <summary>One rule on its own, next to an analyzer that registers nothing and to ours with every rule off.</summary>
public class RuleBenchmark
{
    // Compiling policies takes longer than what is measured; BenchmarkDotNet sets up three times per rule.
    private static readonly Dictionary<(string Rule, string? PolicyFor), RuleCompilation> Made = [];

    private readonly EmptyAnalyzer _empty = new();
    private readonly GovernanceAnalyzer _ours = new();
    private RuleCompilation _compilation = null!;

    // Set before the run: BenchmarkDotNet makes the objects.
    internal static int OrdinaryFiles { get; set; }

    internal static int Sites { get; set; }

    [ParamsSource(nameof(Rules))]
    public string Rule { get; set; } = "";

    public static IEnumerable<string> Rules => RuleSamples.Rules;

    [GlobalSetup(Target = nameof(Empty))]
    public void SetupEmpty() => Setup(_empty, Rule, expected: 0);

    [GlobalSetup(Target = nameof(AllRulesOff))]
    public void SetupAllRulesOff() => Setup(_ours, policyFor: null, expected: 0);

    [GlobalSetup(Target = nameof(OneRule))]
    public void SetupOneRule() => Setup(_ours, Rule, Sites);

    [Benchmark(Baseline = true)]
    public int Empty() => _compilation.Analyze(_empty).Count;

    [Benchmark]
    public int AllRulesOff() => _compilation.Analyze(_ours).Count;

    [Benchmark]
    public int OneRule() => _compilation.Analyze(_ours).Count;

    /// <exception cref="InvalidOperationException">The findings are not those that the generator wrote, so a time would say nothing.</exception>
    private void Setup(DiagnosticAnalyzer analyzer, string? policyFor, int expected)
    {
        if (!Made.TryGetValue((Rule, policyFor), out var made))
        {
            Made.Add((Rule, policyFor), made = new RuleCompilation(Rule, policyFor, OrdinaryFiles, Sites));
        }

        _compilation = made;
        var found = _compilation.Analyze(analyzer);
        if (found.Count != expected || found.Any(d => d.Id != Rule))
        {
            throw new InvalidOperationException($"{Rule}: {found.Count} findings instead of {expected}.\n{string.Join("\n", found.Take(5))}");
        }
    }
}
