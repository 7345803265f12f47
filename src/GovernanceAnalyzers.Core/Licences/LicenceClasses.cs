using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace GovernanceAnalyzers.Core.Licences;

/// <summary>A kind of licence, with what it means when a policy does not say.</summary>
/// <param name="Id">A policy's lists may name it.</param>
/// <param name="Licences">Patterns of <see cref="Text.Glob.IsNameMatch"/>, letter case ignored.</param>
public sealed record LicenceClass(string Id, string Title, IReadOnlyList<string> Licences, LicenceDecision Verdict)
{
    /// <summary>Replaces <see cref="Verdict"/> in commercial projects.</summary>
    public LicenceDecision? Commercial { get; init; }

    /// <summary>Replaces the verdict for some uses of a dataset, when it is stricter.</summary>
    public IReadOnlyDictionary<string, LicenceDecision> Uses { get; init; } = new Dictionary<string, LicenceDecision>();

    /// <summary>A review that a record tells of is enough; otherwise it takes a waiver.</summary>
    public bool ReviewIsRecorded { get; init; }

    /// <summary>What the class makes of a use besides its plain verdict, and which use that is. Allow where it makes nothing of it.</summary>
    public (LicenceDecision Decision, string Use) Stricter(LicenceUse use)
    {
        var strictest = (Decision: LicenceDecision.Allow, Use: "");
        foreach (var of in use.Uses)
        {
            if (Uses.TryGetValue(of, out var decision) && decision > strictest.Decision)
            {
                strictest = (decision, of);
            }
        }

        return use.IsCommercial && Commercial is { } commercial && commercial > strictest.Decision ? (commercial, "commercial use") : strictest;
    }

    public LicenceDecision VerdictFor(bool commercial, IEnumerable<string> uses) => uses
        .Select(use => Uses.TryGetValue(use, out var verdict) ? verdict : LicenceDecision.Allow)
        .Append(commercial ? Commercial ?? Verdict : Verdict)
        .Max();
}

public sealed class LicenceClasses(IReadOnlyList<LicenceClass> classes)
{
    public static readonly LicenceClasses None = new([]);

    public IReadOnlyList<LicenceClass> All { get; } = classes;

    public bool TryGet(string id, [NotNullWhen(true)] out LicenceClass? found)
    {
        found = All.FirstOrDefault(c => c.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
        return found is not null;
    }

    /// <summary>
    /// The policy of a project that wrote none: each class at its own verdict, what is in no class at <paramref name="unlisted"/>.
    /// </summary>
    public LicencePolicy DefaultPolicy(bool commercial, IReadOnlyCollection<string> uses, LicenceDecision unlisted = LicenceDecision.Review)
    {
        string[] With(LicenceDecision decision) => [.. All.Where(c => c.VerdictFor(commercial, uses) == decision).Select(c => c.Id)];

        return new LicencePolicy(
            With(LicenceDecision.Allow), With(LicenceDecision.Review), With(LicenceDecision.Deny), unlisted, this);
    }
}
