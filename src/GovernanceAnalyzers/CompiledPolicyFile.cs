using System.Linq;
using GovernanceAnalyzers.Core.Policy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GovernanceAnalyzers;

/// <summary>The compiled policy among the additional files.</summary>
internal static class CompiledPolicyFile
{
    /// <summary>
    /// Roslyn caches the parsed form per content, so it is parsed once however many analyzers and compilations ask. Null for a file that is
    /// cut off or was changed by hand: then there is no sentinel, and the gate says that the analysis did not run.
    /// </summary>
    public static readonly SourceTextValueProvider<CompiledPolicy?> Parsed = new(text => CompiledPolicy.ParseIntact(text.Lines.Select(l => l.ToString()).ToArray()));

    public static AdditionalText? Find(AnalyzerOptions options) => options.AdditionalFiles.FirstOrDefault(f => HasName(f.Path));

    private static bool HasName(string path)
    {
        var start = path.Length - CompiledPolicy.FileName.Length;
        return start >= 0
            && string.CompareOrdinal(path, start, CompiledPolicy.FileName, 0, CompiledPolicy.FileName.Length) == 0
            && (start == 0 || path[start - 1] is '/' or '\\');
    }
}
