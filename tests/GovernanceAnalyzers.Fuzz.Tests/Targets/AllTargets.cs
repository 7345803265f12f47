using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

namespace GovernanceAnalyzers.Fuzz.Tests.Targets;

/// <summary>Every reader of files and of texts in files.</summary>
internal static class AllTargets
{
    public static IReadOnlyList<Target> List { get; } =
    [
        .. DocumentTargets.List, .. TextTargets.List, .. CompiledPolicyTargets.List, .. ResultTargets.List, .. ReportTargets.List, .. BinaryTargets.List,
        .. ConfigurationTargets.List, .. GitTargets.List, .. DataTargets.List, .. RepositoryTargets.List,
    ];

    public static Target Find(string name) => List.SingleOrDefault(t => t.Name == name)
        ?? throw new ArgumentException($"There is no target '{name}'. A folder of the corpus is called like the target that its files are for.", nameof(name));
}
