using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Catalogue;

/// <summary>The SDK files that travel inside this assembly.</summary>
public static class ShippedSdks
{
    private const string Folder = "policies/sdks/";

    /// <summary>Names of the files, <c>policies/sdks/openai.yml</c>, in ordinal order.</summary>
    public static IReadOnlyList<string> Files { get; } =
        typeof(ShippedSdks).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
            .OrderBy(n => n, StringComparer.Ordinal)
            .ToArray();

    public static IReadOnlyList<SdkEntry> Load() => Files.Select(Load).ToArray();

    /// <summary>The text of one of <see cref="Files"/>.</summary>
    public static string Text(string file)
    {
        var stream = typeof(ShippedSdks).Assembly.GetManifestResourceStream(file)
            ?? throw new ArgumentException($"There is no shipped file '{file}'.", nameof(file));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A shipped file that does not read is a mistake of ours that a test finds, never a user's: it is not a finding.</summary>
    private static SdkEntry Load(string file)
    {
        var problems = new List<FileProblem>();
        var sdk = SdkReader.ReadText(Text(file), file, problems);
        return sdk is not null && problems.Count == 0
            ? sdk
            : throw new InvalidOperationException(string.Join(Environment.NewLine, problems.Select(p => $"{p.Place}: {p.Message}")));
    }
}
