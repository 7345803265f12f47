using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Models;

/// <summary>One provider's rules, ready to match.</summary>
internal sealed class ProviderMatcher
{
    private readonly ProviderModels _provider;
    private readonly Regex[] _strip;
    private readonly Matcher[] _rules;
    private readonly Dictionary<string, IReadOnlyList<string>> _snapshots = new(StringComparer.OrdinalIgnoreCase);
    private readonly Regex? _retiresAs;

    public ProviderMatcher(ProviderModels provider)
    {
        _provider = provider;
        _strip = provider.Strip.Select(ModelPattern.Create).ToArray();
        foreach (var family in provider.Families)
        {
            foreach (var name in family.Names)
            {
                _snapshots[name] = family.Snapshots;
            }
        }

        _rules = provider.Rules.Select(r => new Matcher(r)).ToArray();
        _retiresAs = provider.RetiresAs is { } retiresAs ? ModelPattern.Create(retiresAs.Match) : null;
    }

    public CalendarDate AsOf => _provider.AsOf;

    /// <param name="reference">Not empty and not a placeholder.</param>
    public ModelClassification Classify(string reference)
    {
        try
        {
            var id = Normalise(reference);
            if (!_provider.AllowsSpaces && id.Any(char.IsWhiteSpace))
            {
                return ModelCatalogue.Indeterminate("it holds white space, which no model id does");
            }

            var outcome = _rules.FirstOrDefault(r => r.Covers(id, _snapshots))?.Outcome ?? _provider.Otherwise;
            var pinned = outcome.Verdict == PinVerdict.Floating && _snapshots.TryGetValue(id, out var snapshots) ? snapshots : [];
            return new ModelClassification(outcome.Verdict, outcome.Assurance, outcome.Reason, pinned);
        }
        catch (RegexMatchTimeoutException)
        {
            return ModelCatalogue.Indeterminate("matching it took too long");
        }
    }

    /// <summary>Which model a reference names, and which version of it, as far as the rules tell.</summary>
    public ModelIdentity Identify(string reference)
    {
        var (id, stem) = (reference.Trim(), "");
        try
        {
            id = Normalise(reference);
            if (_rules.FirstOrDefault(r => r.Covers(id, _snapshots)) is { Outcome.Verdict: PinVerdict.Pinned } rule)
            {
                stem = rule.Stem(id);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // Then the rules do not tell.
        }

        return new ModelIdentity(
            id,
            stem,
            _provider.Families.Where(f => f.Snapshots.Contains(id, StringComparer.OrdinalIgnoreCase)).ToArray(),
            _provider.Families.Where(f => f.Names.Contains(id, StringComparer.OrdinalIgnoreCase)).ToArray());
    }

    public Retirement? FindRetirement(string reference, bool notBefore)
    {
        try
        {
            var id = Normalise(reference);
            if (_retiresAs is not null)
            {
                id = _retiresAs.Replace(id, _provider.RetiresAs!.As);
            }

            return _provider.Retirements.FirstOrDefault(
                r => r.NotBefore == notBefore && string.Equals(r.Model, id, StringComparison.OrdinalIgnoreCase));
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private string Normalise(string reference)
    {
        var id = reference.Trim();
        foreach (var pattern in _strip)
        {
            id = pattern.Replace(id, "", 1);
        }

        return id;
    }

    private sealed class Matcher
    {
        private readonly ModelRule _rule;
        private readonly Regex? _pattern;
        private readonly HashSet<string>? _ids;
        private readonly (int Major, int Minor) _atLeast;

        public Matcher(ModelRule rule)
        {
            _rule = rule;
            _pattern = rule.Match.Length > 0 ? ModelPattern.Create(rule.Match) : null;
            _ids = rule.Ids.Count > 0 ? new HashSet<string>(rule.Ids, StringComparer.OrdinalIgnoreCase) : null;
            ModelPattern.TryParseVersion(rule.AtLeast, out _atLeast);
        }

        public ModelOutcome Outcome => _rule.Outcome;

        public bool Covers(string id, Dictionary<string, IReadOnlyList<string>> snapshots)
        {
            if (_rule.HasSnapshots)
            {
                return snapshots.ContainsKey(id);
            }

            if (_pattern is null)
            {
                return _ids?.Contains(id) == true;
            }

            var match = _pattern.Match(id);
            return match.Success
                && (_rule.Date.Length == 0 || ModelPattern.IsDay(match.Groups["date"].Value, _rule.Date))
                && (_rule.AtLeast.Length == 0 || Version(match).CompareTo(_atLeast) >= 0);
        }

        /// <summary>An id without its version, or nothing where the rule does not say what the version is.</summary>
        public string Stem(string id)
        {
            if (_pattern?.Match(id) is not { Success: true } match)
            {
                return "";
            }

            var version = match.Groups["version"] is { Success: true } named ? named : match.Groups["date"];
            if (!version.Success)
            {
                return "";
            }

            var stem = id.Remove(version.Index, version.Length).Insert(version.Index, "*").ToLowerInvariant();
            // A bare digest or revision names no model that another one could be a version of.
            return stem.Any(char.IsLetter) ? stem : "";
        }

        private static (int Major, int Minor) Version(Match match) => (Number(match, "major"), Number(match, "minor"));

        private static int Number(Match match, string group) =>
            int.TryParse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
