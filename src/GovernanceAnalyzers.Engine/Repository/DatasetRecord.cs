using System.Collections.Generic;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>What a repository declares about one dataset: <c>governance/datasets/&lt;id&gt;.yml</c>.</summary>
/// <param name="Path">As findings name it.</param>
/// <param name="Id">The record's id; its file's name when the record has none, which is a problem of its own.</param>
public sealed record DatasetRecord(string Path, LocatedText Id)
{
    /// <summary>The words of <c>use</c>.</summary>
    public static readonly IReadOnlyList<string> Uses = ["training", "evaluation", "retrieval", "few-shot", "fine-tuning"];

    /// <summary>The words of <c>personalData</c>, least sensitive first.</summary>
    public static readonly IReadOnlyList<string> PersonalDataLevels = ["none", "pseudonymised", "personal", "sensitive"];

    public LocatedText? Title { get; init; }

    public LocatedText? Description { get; init; }

    /// <summary>Paths and patterns relative to the root of the repository.</summary>
    public IReadOnlyList<DatasetFile> Files { get; init; } = [];

    public IReadOnlyList<LocatedText> Urls { get; init; } = [];

    /// <summary>As written; null when the key is absent or has no value.</summary>
    public LocatedText? Licence { get; init; }

    /// <summary>Where the licence stands or, when there is none, where a reader would put it.</summary>
    public required SourcePlace LicencePlace { get; init; }

    public LocatedText? LicenceLink { get; init; }

    public IReadOnlyList<LocatedText> Use { get; init; } = [];

    /// <summary>Null when the record does not say.</summary>
    public bool? Commercial { get; init; }

    public LocatedText? Origin { get; init; }

    public LocatedText? Owner { get; init; }

    public LocatedText? Version { get; init; }

    public LocatedText? PersonalData { get; init; }

    public CalendarDate? CollectedOn { get; init; }

    public LocatedText? Notes { get; init; }

    /// <summary>Everything the record says, for requirements that name fields.</summary>
    public required YamlMapping Fields { get; init; }
}

/// <param name="Path">A path or a pattern.</param>
/// <param name="Sha256">64 hexadecimal digits, or null.</param>
public sealed record DatasetFile(LocatedText Path, LocatedText? Sha256);
