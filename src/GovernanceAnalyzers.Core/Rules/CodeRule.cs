using System.Collections.Generic;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

/// <summary>
/// A rule that judges facts about code. It runs in the compiler, for squiggles, and again in the gate, over recorded facts; both call
/// this one method, so they cannot disagree.
/// </summary>
public abstract class CodeRule(RuleInfo info)
{
    public RuleInfo Info { get; } = info;

    /// <summary>Judges one fact. Most rules look at one kind of fact and return null for the others.</summary>
    public abstract RuleHit? Check(CodeFact fact, CompiledPolicy policy);
}

/// <summary>What a rule says about one fact.</summary>
/// <param name="Message">One line: what, why, what to do. Where the policy says so is appended by the host.</param>
/// <param name="Subject">What it is about, without line numbers.</param>
public sealed record RuleHit(string Message, string Subject)
{
    /// <summary>Replaces the rule's severity, for "cannot be seen here" verdicts; never raises it.</summary>
    public Severity? AtMost { get; init; }

    public string Model { get; init; } = "";

    /// <summary>The places that it leads through, see <see cref="Findings.Finding.Path"/>.</summary>
    public string Path { get; init; } = "";

    /// <summary>What else code fixes need, by name.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Values for code fixes: pinned forms, newest first.</summary>
    public IReadOnlyList<string> Replacements { get; init; } = [];
}
