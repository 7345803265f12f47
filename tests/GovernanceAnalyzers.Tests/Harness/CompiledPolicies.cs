using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Policy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GovernanceAnalyzers.Tests.Harness;

/// <summary>Compiles policies as a build does, once per content.</summary>
internal static class CompiledPolicies
{
    /// <summary>The folder that test sources and the compiled policy pretend to be in.</summary>
    public const string Root = "/repo";

    private static readonly CalendarDate Today = CalendarDate.Parse("2026-11-20");

    private static readonly ConcurrentDictionary<string, Lazy<AdditionalText>> Known = new(StringComparer.Ordinal);

    /// <param name="policy">The text of governance.yml; null for a repository without one.</param>
    /// <param name="repository">Other files, by path.</param>
    public static AdditionalText Get(string? policy, IReadOnlyDictionary<string, string> repository)
    {
        var key = string.Join("\0", repository.OrderBy(f => f.Key, StringComparer.Ordinal).SelectMany(f => new[] { f.Key, f.Value }).Prepend(policy));
        return Known.GetOrAdd(key, _ => new(() => Compile(policy, repository), LazyThreadSafetyMode.ExecutionAndPublication)).Value;
    }

    private static InMemoryFile Compile(string? policy, IReadOnlyDictionary<string, string> repository)
    {
        var folder = Directory.CreateTempSubdirectory("governance-tests-").FullName;
        try
        {
            // Makes it a repository, so that nothing above it is looked at.
            Directory.CreateDirectory(Path.Combine(folder, ".git"));
            foreach (var (path, text) in repository)
            {
                var full = Path.Combine(folder, path);
                Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                File.WriteAllText(full, text);
            }

            if (policy is not null)
            {
                File.WriteAllText(Path.Combine(folder, GovernedTree.PolicyFileName), policy);
            }

            var tree = GovernedTree.Find(folder);
            var compiler = PolicyCompiler.Run(tree, Today);
            var problems = compiler.PolicyFindings.Where(f => f.RuleId != "GOV0002").Select(f => $"{f.Place}: {f.Message}")
                .Concat(compiler.CardProblems.Concat(compiler.DatasetProblems).Select(p => $"{p.Place}: {p.Message}"))
                .ToArray();
            return problems.Length == 0
                ? new InMemoryFile($"{Root}/obj/{CompiledPolicy.FileName}", compiler.Text(".."))
                : throw new ArgumentException("The test's policy is not valid:\n" + string.Join("\n", problems));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

internal sealed class InMemoryFile(string path, string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text, System.Text.Encoding.UTF8);

    public override string Path { get; } = path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
