using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Licences;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>
/// What a repository declares about one dataset, whatever it is written in: our own record, a Hugging Face dataset card, Croissant, or a
/// data component of CycloneDX.
/// </summary>
/// <param name="Path">As findings name it.</param>
/// <param name="Id">The record's id; its file's name when the record has none, which is a problem of its own.</param>
public sealed record DatasetRecord(string Path, LocatedText Id)
{
    /// <summary>The words of <c>use</c>.</summary>
    public static readonly IReadOnlyList<string> Uses = ["training", "evaluation", "retrieval", "few-shot", "fine-tuning"];

    /// <summary>The words of <c>personalData</c>, least sensitive first.</summary>
    public static readonly IReadOnlyList<string> PersonalDataLevels = ["none", "pseudonymised", "personal", "sensitive"];

    /// <summary>What it is written in, as a message names it.</summary>
    public string Format { get; init; } = "dataset record";

    public LocatedText? Title { get; init; }

    public LocatedText? Description { get; init; }

    /// <summary>Paths and patterns relative to the root of the repository.</summary>
    public IReadOnlyList<DatasetFile> Files { get; init; } = [];

    public IReadOnlyList<LocatedText> Urls { get; init; } = [];

    /// <summary>All of them apply. Our own records have at most one.</summary>
    public IReadOnlyList<DatasetLicence> Licences { get; init; } = [];

    /// <summary>As written; null when the key is absent or has no value.</summary>
    public LocatedText? Licence => Licences.FirstOrDefault()?.Written;

    /// <summary>Where the licence stands or, when there is none, where a reader would put it.</summary>
    public required SourcePlace LicencePlace { get; init; }

    public LocatedText? LicenceLink { get; init; }

    /// <summary>Somebody with a name has looked at the licence on a day, and the record says that the use is allowed.</summary>
    public bool LicenceIsReviewed { get; init; }

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
public sealed record DatasetFile(LocatedText Path, LocatedText? Sha256)
{
    /// <summary>What this file is used for, where that differs between the files of a dataset; empty where the record speaks for all.</summary>
    public IReadOnlyList<string> Use { get; init; } = [];

    public override string ToString() => $"{Path} {Sha256} {string.Join(",", Use)}";
}

/// <param name="Written">As the file says it.</param>
/// <param name="Expression">As SPDX writes it, which our own records do themselves; empty where nothing names a licence.</param>
public sealed record DatasetLicence(LocatedText Written, string Expression)
{
    /// <summary>Why the text is no licence, and what to write; empty where the expression tells.</summary>
    public string Problem { get; init; } = "";

    /// <summary>The text says that there is no licence, or that nobody knows.</summary>
    public bool IsMissing { get; init; }

    public static DatasetLicence Spdx(LocatedText written) => new(written, written.Text) { IsMissing = MissingLicence.Is(written.Text) };
}
