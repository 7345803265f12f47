using System.Collections.Generic;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>Where a register is: a file, or written in the policy itself.</summary>
/// <param name="File">Relative to the governed folder; empty for an inline one.</param>
/// <param name="Inline">The mapping in the policy; null for a file.</param>
/// <param name="IsRequired">The repository's own policy names the file, so it has to exist.</param>
public sealed record RegisterSource(string File, YamlMapping? Inline, bool IsRequired);

/// <param name="File">Relative to the governed folder.</param>
/// <param name="IsRequired">The repository's own policy names the file, so it has to exist.</param>
public sealed record WaiverSource(string File, bool IsRequired);

/// <summary>What a policy allows in waivers. The place of each setting: <see cref="EffectivePolicy.PlaceOf"/>.</summary>
public sealed record WaiverRules
{
    /// <summary>Longest life in days; null for no limit. Setting <c>waivers.maxDays</c>.</summary>
    public int? MaxDays { get; init; }

    /// <summary>How many may be active at once; null for no limit. Setting <c>waivers.maxActive</c>.</summary>
    public int? MaxActive { get; init; }

    /// <summary>Ids of rules and requirements that cannot be waived. Setting <c>waivers.unwaivable</c>.</summary>
    public IReadOnlyList<string> Unwaivable { get; init; } = [];

    /// <summary>Somebody other than the owner has to approve. Setting <c>waivers.secondPerson</c>.</summary>
    public bool SecondPerson { get; init; }

    /// <summary>Days before its end from which on a waiver is announced to expire. Setting <c>waivers.warnDays</c>.</summary>
    public int WarnDays { get; init; }

    /// <summary>A branch such as <c>origin/main</c>: only waivers that are in it count. Empty: all do. Setting <c>waivers.baseBranch</c>.</summary>
    public string BaseBranch { get; init; } = "";
}

/// <summary>The file with known findings. The place of each setting: <see cref="EffectivePolicy.PlaceOf"/>.</summary>
public sealed record BaselineRules
{
    /// <summary>Relative to the governed folder; empty when the policy names none. Setting <c>baseline.file</c>.</summary>
    public string File { get; init; } = "";

    /// <summary>How long an entry counts, in days from its date; null for no limit. Setting <c>baseline.maxDays</c>.</summary>
    public int? MaxDays { get; init; }

    /// <summary>A branch such as <c>origin/main</c>: only entries that are in it count. Empty: all do. Setting <c>baseline.baseBranch</c>.</summary>
    public string BaseBranch { get; init; } = "";
}
