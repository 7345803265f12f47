using System.Collections.Generic;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Engine.Tests;
using GovernanceAnalyzers.Engine.Tests.Schema;
using GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

namespace GovernanceAnalyzers.Fuzz.Tests.Targets;

/// <summary>The policy as the engine writes it for the compiler.</summary>
internal static class CompiledPolicyTargets
{
    public static IEnumerable<Target> List =>
    [
        // Anybody can change the file; then it is not taken for a policy.
        new("compiled-policy", Seeds, bytes =>
        {
            var policy = CompiledPolicy.ParseIntact(Encoding.UTF8.GetString(bytes).Split('\n'));
            return new Reading().With(policy?.Digest, policy?.Sdks.Count, policy?.Models.Providers.Count, policy?.Security.Count);
        })
        { MaximumLength = 1 << 20 },
        new("symbol-names", () => ["A.B\tC.D|E\nF(G)", "T:A.B.C"], bytes =>
        {
            var names = Encoding.UTF8.GetString(bytes).Split('\n');
            return new Reading().With([.. names.SelectMany(n => names.Select(o => (object)SymbolPattern.Matches(n, o)))]);
        })
        { MaximumLength = 400 },
    ];

    /// <summary>What is read of a compiled policy, written again, is the same.</summary>
    public static void RoundTrip(Reading reading, string text)
    {
        var lines = text.Split('\n');
        reading.Holds(PolicyRecords.IsIntact(lines), "The compiled policy is not intact as it was written.");
        var policy = CompiledPolicy.Parse(lines);
        if (policy is null)
        {
            reading.Holds(false, "The compiled policy is not read.");
            return;
        }

        reading.Holds(policy.Sdks.SelectMany(SdkRecords.Write).SequenceEqual(lines.Where(l => SdkRecords.IsSdkRecord(l.Split('\t')[0]))), "SDKs are read back as others.");
        reading.Holds(policy.Security.Select(e => e.Write()).SequenceEqual(lines.Where(l => Core.Security.SecurityEntry.IsRecord(l.Split('\t')[0]))), "Entries about security are read back as others.");
        var models = lines.Where(l => ModelRecords.IsModelRecord(l.Split('\t')[0])).ToArray();
        reading.Holds(ModelRecords.Read(models.Select(Core.Text.Record.Parse)).SelectMany(ModelRecords.Write).SequenceEqual(models), "Models are read back as others.");
        reading.With(policy.Digest, policy.Models.Providers.Count, policy.Waivers.Count, policy.MayReport("GOV1001"), policy.TierAt("src/x.cs"), policy.ProviderAt("https://a.example/"), policy.Rule("GOV1001", "src/x.cs"));
    }

    private static IEnumerable<Seed> Seeds()
    {
        using var repository = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\nsdks: [{ type: A.B, inference: [C] }]\n").With("governance/register.yml", FullDocuments.Systems);
        return [repository.Compile().Text(".")];
    }
}
