using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Catalogue;

/// <summary>The model rules that travel inside this assembly, from <c>policies/models/</c>.</summary>
public static class ShippedModels
{
    /// <summary>All providers, by id.</summary>
    /// <exception cref="InvalidOperationException">A shipped file is wrong. The tests read every file, so this does not reach users.</exception>
    public static IReadOnlyList<ProviderModels> Load()
    {
        var problems = new List<FileProblem>();
        var providers = Files().Select(file => Read(file, problems)).ToArray();
        return problems.Count == 0
            ? providers.Select(p => p!).OrderBy(p => p.Provider, StringComparer.Ordinal).ToArray()
            : throw new InvalidOperationException($"{problems[0].Place}: {problems[0].Message}");
    }

    /// <summary>Resource names, which are also the paths in the repository.</summary>
    internal static IReadOnlyList<string> Files() => ShippedFiles.Below("policies/models/");

    internal static ProviderModels? Read(string file, ICollection<FileProblem> problems) =>
        YamlReader.ReadText(ShippedFiles.Text(file), file, problems) is { } root ? ModelRulesReader.Read(root, problems) : null;
}
