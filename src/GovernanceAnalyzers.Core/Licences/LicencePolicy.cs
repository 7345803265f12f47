using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Licences;

/// <summary>The order is the order of strictness.</summary>
public enum LicenceDecision
{
    Allow,
    Review,
    Deny,
}

/// <param name="Id">The licence that decided, with its exception: of several, the one a reader has to look at.</param>
/// <param name="Entry">The list entry that decided, as the policy wrote it; empty when no list names the licence.</param>
public sealed record LicenceVerdict(LicenceDecision Decision, string Id, string Entry)
{
    public bool IsUnlisted => Entry.Length == 0;

    /// <summary>The class that made the verdict stricter than the lists do, because of the use; else empty.</summary>
    public string Class { get; init; } = "";

    /// <summary>The use for which that class is stricter: <c>training</c>, <c>commercial use</c>.</summary>
    public string Use { get; init; } = "";

    /// <summary>A review that is recorded with what is under the licence satisfies the verdict.</summary>
    public bool CanBeRecorded { get; init; }
}

/// <summary>What something under a licence is used for, as far as it is declared.</summary>
/// <param name="IsCommercial">Declared to be commercial.</param>
/// <param name="Uses">Words of a dataset record's <c>use</c>.</param>
public sealed record LicenceUse(bool IsCommercial, IReadOnlyCollection<string> Uses);

/// <summary>
/// Which licences are acceptable. Entries are ids, patterns or class names. For one licence deny wins over review, review over
/// allow. An entry with WITH speaks about that licence with that exception only, and then it alone counts: who lists
/// <c>GPL-2.0-only WITH Classpath-exception-2.0</c> beside <c>GPL-*</c> means the difference. Where the use is known, the classes of a
/// licence can make its verdict stricter, unless the entry that decided is the licence's own id: who wrote that has decided.
/// </summary>
public sealed class LicencePolicy
{
    private readonly List<Entry> _entries = [];
    private readonly LicenceDecision _unlisted;
    private readonly LicenceClasses _classes;

    /// <param name="unlisted">For licences that no list names.</param>
    public LicencePolicy(
        IEnumerable<string> allow,
        IEnumerable<string> review,
        IEnumerable<string> deny,
        LicenceDecision unlisted = LicenceDecision.Review,
        LicenceClasses? classes = null)
    {
        _unlisted = unlisted;
        _classes = classes ?? LicenceClasses.None;
        // Strictest first: the first match is the verdict.
        Add(LicenceDecision.Deny, deny, classes);
        Add(LicenceDecision.Review, review, classes);
        Add(LicenceDecision.Allow, allow, classes);
    }

    /// <summary>OR takes the best of its branches, because the user may choose; AND the worst, because all apply.</summary>
    /// <param name="use">What is done under the licence; without it only the lists count.</param>
    public LicenceVerdict Evaluate(SpdxExpression expression, LicenceUse? use = null)
    {
        if (expression is SpdxLicence licence)
        {
            return Decide(licence, use);
        }

        var compound = (SpdxCompound)expression;
        LicenceVerdict? kept = null;
        foreach (var next in compound.Operands.Select(o => Evaluate(o, use)))
        {
            if (kept is null || (compound.IsAnd ? next.Decision > kept.Decision : next.Decision < kept.Decision))
            {
                kept = next;
            }
        }

        return kept!;
    }

    /// <summary>What is wrong with a list entry, or null. A pattern that can match nothing would be a silent hole in a policy.</summary>
    public static string? ProblemOf(string entry, SpdxList list, LicenceClasses classes)
    {
        if (classes.TryGet(entry, out _) || entry.StartsWith("LicenseRef-", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (Glob.HasWildcard(entry))
        {
            var id = entry.Split([" WITH ", " with "], StringSplitOptions.None)[0];
            return list.Licences.Any(l => Glob.IsNameMatch(id, l, ignoreCase: true) || Glob.IsNameMatch(id, l + "+", ignoreCase: true))
                ? null
                : $"'{entry}' matches no licence on the SPDX list";
        }

        var parse = SpdxExpression.Parse(entry, list);
        if (parse.Remarks.FirstOrDefault(r => r.Suggestion is not null) is { } remark)
        {
            return $"{remark.Message}; write '{remark.Suggestion}'";
        }

        return parse switch
        {
            { IsMissing: true } =>
                $"'{entry}' is neither a licence nor a class; classes: {string.Join(", ", classes.All.Select(c => c.Id))}",
            { Error: { } error } => error.Message + (error.Suggestion is null ? "" : $"; did you mean '{error.Suggestion}'?"),
            { Expression: SpdxCompound } => $"'{entry}' joins licences; list each of them on its own",
            _ => null,
        };
    }

    private LicenceVerdict Decide(SpdxLicence licence, LicenceUse? use)
    {
        var (ids, withException) = Forms(licence);
        var entry = _entries.FirstOrDefault(e => e.NamesException && withException.Any(e.Matches))
            ?? _entries.FirstOrDefault(e => !e.NamesException && ids.Any(e.Matches));
        var listed = new LicenceVerdict(entry?.Decision ?? _unlisted, licence.ToString(), entry?.Written ?? "");
        if (use is null || entry is { IsOneLicence: true })
        {
            return listed;
        }

        var classes = _classes.All.Where(c => c.Licences.Any(p => ids.Any(id => Glob.IsNameMatch(p, id, ignoreCase: true)))).ToArray();
        foreach (var stricter in classes)
        {
            var (decision, of) = stricter.Stricter(use);
            if (decision > listed.Decision)
            {
                listed = listed with { Decision = decision, Class = stricter.Id, Use = of };
            }
        }

        // Every class that wants a review has to accept one that is recorded.
        var reviewed = classes.Where(c => c.VerdictFor(use.IsCommercial, use.Uses) > LicenceDecision.Allow).ToArray();
        return listed with { CanBeRecorded = listed.Decision == LicenceDecision.Review && reviewed.Length > 0 && reviewed.All(c => c.ReviewIsRecorded) };
    }

    /// <summary>
    /// The spellings under which a policy may know the licence. A deprecated id counts as what replaced it as well: a policy that
    /// denies <c>GPL-3.0-only</c> denies <c>GPL-3.0</c>.
    /// </summary>
    private static (List<string> Ids, List<string> WithException) Forms(SpdxLicence licence)
    {
        List<string> ids = [licence.Id];
        if (licence.OrLater)
        {
            ids.Add(licence.Id + "+");
        }

        List<string> withException = [];
        if (licence.Replacement.Length > 0)
        {
            var with = licence.Replacement.IndexOf(" WITH ", StringComparison.Ordinal);
            ids.Add(with < 0 ? licence.Replacement : licence.Replacement.Substring(0, with));
            if (with >= 0)
            {
                withException.Add(licence.Replacement);
            }
        }

        if (licence.Exception.Length > 0)
        {
            withException.AddRange(ids.Select(id => $"{id} WITH {licence.Exception}"));
        }

        return (ids, withException);
    }

    private void Add(LicenceDecision decision, IEnumerable<string> entries, LicenceClasses? classes)
    {
        foreach (var written in entries)
        {
            _entries.Add(classes is not null && classes.TryGet(written, out var found)
                ? new Entry(decision, written, found.Licences, isClass: true)
                : new Entry(decision, written, [written.Trim()], isClass: false));
        }
    }

    private sealed class Entry(LicenceDecision decision, string written, IReadOnlyList<string> patterns, bool isClass)
    {
        public LicenceDecision Decision { get; } = decision;

        public string Written { get; } = written;

        /// <summary>Names one licence, neither a class nor a pattern.</summary>
        public bool IsOneLicence { get; } = !isClass && !patterns.Any(Glob.HasWildcard);

        public bool NamesException { get; } = patterns.Any(p => p.IndexOf(" WITH ", StringComparison.OrdinalIgnoreCase) >= 0);

        public bool Matches(string text) => patterns.Any(p => Glob.IsNameMatch(p, text, ignoreCase: true));
    }
}
