using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Tests.Harness;

namespace GovernanceAnalyzers.Tests.Sdks;

/// <summary>What the analyzer sees in code that uses an SDK.</summary>
internal static class SdkFacts
{
    /// <summary><c>openai model gpt-4o</c> for each reference and <c>chat ChatClient.CompleteChat</c> for each call, in the order of the source.</summary>
    public static async Task<string[]> OfAsync(ReferenceAssemblies references, string source)
    {
        var test = new Verify.Test { TestCode = source, ReferenceAssemblies = references };
        test.TestState.AnalyzerConfigFiles.Add("obj/governance.globalconfig", "is_global = true\ngovernance_gate = true\n");
        return [.. (await test.GetDiagnosticsAsync())
            .Where(d => d.Id is FactIds.ModelReference or FactIds.InferenceCall or FactIds.DatasetLoad)
            .OrderBy(d => d.Location.SourceSpan.Start)
            .ThenBy(d => d.Id)
            .Select(d => CodeFact.FromProperties(d.Id, d.Properties.ToDictionary(p => p.Key, p => p.Value!), new SourcePlace("")))
            .Select(f => f switch
            {
                ModelReferenceFact m => $"{(m.Provider.Length > 0 ? m.Provider : "unknown")} {m.Kind} {m.Value}",
                InferenceCallFact c => $"{c.Kind} {c.Method}",
                DatasetLoadFact l => $"data {l.Value}",
                _ => "",
            })];
    }
}
