using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Catalogue;

/// <summary>The SDK files that travel inside this assembly.</summary>
public static class ShippedSdks
{
    /// <summary>Names of the files, <c>policies/sdks/openai.yml</c>, in ordinal order.</summary>
    public static IReadOnlyList<string> Files { get; } = ShippedFiles.Below("policies/sdks/");

    public static IReadOnlyList<SdkEntry> Load() => Files.Select(Load).ToArray();

    /// <summary>A shipped file that does not read is a mistake of ours that a test finds, never a user's: it is not a finding.</summary>
    private static SdkEntry Load(string file)
    {
        var problems = new List<FileProblem>();
        var sdk = SdkReader.ReadText(ShippedFiles.Text(file), file, problems);
        return sdk is not null && problems.Count == 0
            ? sdk
            : throw new InvalidOperationException(string.Join(Environment.NewLine, problems.Select(p => $"{p.Place}: {p.Message}")));
    }
}
