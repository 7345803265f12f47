using System.Collections.Generic;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Models;

/// <summary>How references to one provider's models are read. Comes from <c>policies/models/*.yml</c>.</summary>
/// <param name="Provider">Stable id: <c>openai</c>, <c>aws-bedrock</c>.</param>
/// <param name="Name">The name shown in messages.</param>
/// <param name="AsOf">The day the facts were last checked. Providers change their lists monthly.</param>
public sealed record ProviderModels(string Provider, string Name, CalendarDate AsOf)
{
    /// <summary>True where a reference may hold white space: file paths, infrastructure descriptions.</summary>
    public bool AllowsSpaces { get; init; }

    /// <summary>Patterns of text removed from the start of a reference before anything else looks at it, in this order.</summary>
    public IReadOnlyList<string> Strip { get; init; } = [];

    /// <summary>Tried in order; the first that applies decides.</summary>
    public IReadOnlyList<ModelRule> Rules { get; init; } = [];

    /// <summary>For a reference that no rule covers.</summary>
    public required ModelOutcome Otherwise { get; init; }

    /// <summary>Which pinned references exist for which moving ones.</summary>
    public IReadOnlyList<ModelFamily> Families { get; init; } = [];

    /// <summary>How a reference becomes the name that <see cref="Retirements"/> uses; null when it is that name already.</summary>
    public RetirementName? RetiresAs { get; init; }

    public IReadOnlyList<Retirement> Retirements { get; init; } = [];
}

/// <param name="Reason">One clause in plain words, without a full stop.</param>
public sealed record ModelOutcome(PinVerdict Verdict, Assurance Assurance, string Reason);

/// <summary>Exactly one of <see cref="Match"/>, <see cref="Ids"/> and <see cref="HasSnapshots"/> says which references the rule is about.</summary>
public sealed record ModelRule(ModelOutcome Outcome)
{
    /// <summary>A pattern that starts at the first character, letter case ignored; empty when the rule lists ids.</summary>
    public string Match { get; init; } = "";

    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>The rule is about every name that <see cref="ProviderModels.Families"/> knows a pinned form of.</summary>
    public bool HasSnapshots { get; init; }

    /// <summary>Format (<c>yyyy</c>, <c>yy</c>, <c>MM</c>, <c>dd</c>) of the group <c>date</c>. A text that is no such day does not match.</summary>
    public string Date { get; init; } = "";

    /// <summary>Smallest <c>major.minor</c> of the groups with these names that the rule covers; a missing minor counts as 0.</summary>
    public string AtLeast { get; init; } = "";
}

/// <param name="Names">References that move.</param>
/// <param name="Snapshots">The pinned references of the same model, newest first.</param>
public sealed record ModelFamily(IReadOnlyList<string> Names, IReadOnlyList<string> Snapshots);

/// <summary>Rewrites a reference: <c>ft:gpt-4o-2024-08-06:acme::x1</c> retires as <c>gpt-4o-2024-08-06</c>.</summary>
/// <param name="Match">A pattern for the whole reference.</param>
/// <param name="As">The replacement, with groups as <c>${name}</c>.</param>
public sealed record RetirementName(string Match, string As);

/// <param name="Model">The reference that stops working.</param>
/// <param name="Date">First day on which it no longer works.</param>
/// <param name="After">What a request meets then: <c>fails</c>, <c>redirects</c> (another model answers) or <c>fails-or-upgrades</c>
/// (the deployment's own setting decides).</param>
/// <param name="Replacement">What the provider names as successor, or redirects to; empty when it names none.</param>
public sealed record Retirement(string Model, CalendarDate Date, string After, string Replacement)
{
    public const string Fails = "fails";
    public const string Redirects = "redirects";
    public const string FailsOrUpgrades = "fails-or-upgrades";

    /// <summary>True when the provider has only promised not to retire the model before <see cref="Date"/>.</summary>
    public bool NotBefore { get; init; }
}
