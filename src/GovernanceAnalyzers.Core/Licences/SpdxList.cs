using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Licences;

/// <summary>A deprecated licence id and what SPDX writes now; empty where there is no single replacement.</summary>
/// <param name="UseOrLater">Instead of the id with <c>+</c>.</param>
public sealed record DeprecatedLicence(string Id, string Use = "", string UseOrLater = "");

/// <summary>The SPDX licence list, and what people write when they mean something on it. Ids compare without letter case.</summary>
public sealed class SpdxList
{
    private static readonly Regex CreativeCommonsAddress = new(
        @"^https?://(www\.)?creativecommons\.org/(?<kind>licenses|publicdomain)/(?<id>[a-z-]{2,10})/(?<version>\d\.\d)(/|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex ListAddress = new(
        @"^https?://(www\.)?(spdx\.org/licenses|opensource\.org/licenses?)/(?<id>[A-Za-z0-9.+-]{1,60}?)(\.html|\.json)?/?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly Dictionary<string, string> _licences = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DeprecatedLicence> _deprecated = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _exceptions = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _deprecatedExceptions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _meant = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _confused = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="version">Of the SPDX licence list.</param>
    /// <param name="licences">Current ids.</param>
    /// <param name="exceptions">Current exception ids.</param>
    /// <param name="meant">What people write, and the id they mean: for suggestions.</param>
    /// <param name="confused">Ids that are often written for something else, and a clause that says so.</param>
    public SpdxList(
        string version,
        IEnumerable<string> licences,
        IEnumerable<DeprecatedLicence> deprecated,
        IEnumerable<string> exceptions,
        IEnumerable<string> deprecatedExceptions,
        IEnumerable<KeyValuePair<string, string>> meant,
        IEnumerable<KeyValuePair<string, string>> confused)
    {
        Version = version;
        foreach (var id in licences)
        {
            _licences[id] = id;
        }

        foreach (var licence in deprecated)
        {
            _licences[licence.Id] = licence.Id;
            _deprecated[licence.Id] = licence;
        }

        foreach (var id in exceptions)
        {
            _exceptions[id] = id;
        }

        foreach (var id in deprecatedExceptions)
        {
            _exceptions[id] = id;
            _deprecatedExceptions.Add(id);
        }

        // Ids in another punctuation: "CC BY 4.0", "MIT License". A current id wins over a deprecated one, an explicit entry over both.
        foreach (var id in _licences.Values.OrderBy(id => _deprecated.ContainsKey(id) ? 0 : 1))
        {
            _meant[Bare(id)] = _deprecated.TryGetValue(id, out var old) && old.Use.Length > 0 ? old.Use : id;
        }

        foreach (var pair in meant)
        {
            _meant[Bare(pair.Key)] = pair.Value;
        }

        foreach (var pair in confused)
        {
            _confused[pair.Key] = pair.Value;
        }
    }

    public string Version { get; }

    /// <summary>Every licence id, deprecated ones included.</summary>
    public IReadOnlyCollection<string> Licences => _licences.Values;

    public IReadOnlyCollection<string> Exceptions => _exceptions.Values;

    /// <summary>The id in the spelling of the list.</summary>
    public bool TryGetLicence(string id, [NotNullWhen(true)] out string? canonical) => _licences.TryGetValue(id, out canonical);

    public bool TryGetException(string id, [NotNullWhen(true)] out string? canonical) => _exceptions.TryGetValue(id, out canonical);

    public bool TryGetDeprecated(string id, [NotNullWhen(true)] out DeprecatedLicence? licence) => _deprecated.TryGetValue(id, out licence);

    public bool IsDeprecatedException(string id) => _deprecatedExceptions.Contains(id);

    /// <summary>A clause that says what the id does not mean, or null.</summary>
    public string? Confusion(string id) => _confused.TryGetValue(id, out var clause) ? clause : null;

    /// <summary>The expression that a wrong text most likely means, or null.</summary>
    public string? Suggest(string text)
    {
        // Longer than any id or title: not worth comparing with 700 names.
        const int longest = 120;
        if (text.Length > longest)
        {
            return null;
        }

        var withoutVersion = text.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', 'v', 'V').TrimEnd('-');
        return Meant(text) ?? FromAddress(text) ?? LatestVersion(text) ?? LatestVersion(withoutVersion)
            ?? Nearest(text, Current(_licences.Values));
    }

    /// <summary>The expression that a text is a known other way of writing, or null.</summary>
    public string? Meant(string text) => _meant.TryGetValue(Bare(text), out var id) ? id : null;

    /// <summary>The exception that a wrong exception id most likely means, or null.</summary>
    public string? SuggestException(string id) => Nearest(id, _exceptions.Values.Where(e => !_deprecatedExceptions.Contains(e)));

    private IEnumerable<string> Current(IEnumerable<string> ids) => ids.Where(id => !_deprecated.ContainsKey(id));

    private string? FromAddress(string text)
    {
        var match = CreativeCommonsAddress.Match(text);
        if (match.Success)
        {
            var id = match.Groups["kind"].Value.Equals("licenses", StringComparison.OrdinalIgnoreCase)
                ? $"CC-{match.Groups["id"].Value}-{match.Groups["version"].Value}"
                : match.Groups["id"].Value.Equals("zero", StringComparison.OrdinalIgnoreCase) ? "CC0-1.0" : "CC-PDM-1.0";
            return _licences.TryGetValue(id, out var canonical) ? canonical : null;
        }

        match = ListAddress.Match(text);
        return match.Success && _licences.TryGetValue(match.Groups["id"].Value, out var listed) ? listed : null;
    }

    /// <summary>For "EUPL" or "GPL-3": the id that goes on with a version. The shortest, and of those the highest version.</summary>
    private string? LatestVersion(string text) => text.Length < 2
        ? null
        : Current(_licences.Values)
            .Where(id => id.Length > text.Length + 1
                && id.StartsWith(text, StringComparison.OrdinalIgnoreCase)
                && (id[text.Length] == '.' || (id[text.Length] == '-' && char.IsDigit(id[text.Length + 1]))))
            .OrderBy(id => id.Length)
            .ThenByDescending(id => id, StringComparer.Ordinal)
            .FirstOrDefault();

    /// <summary>
    /// Short names are all near to each other, so of those only transposed letters count: "MTI" is MIT, "The" is not TCL.
    /// </summary>
    private static string? Nearest(string text, IEnumerable<string> ids)
    {
        var nearest = text.Length is < 3 or > 60 ? null : NearestName.Find(text, ids);
        return nearest is not null && text.Length < 6 && !Letters(text).SequenceEqual(Letters(nearest)) ? null : nearest;
    }

    private static IEnumerable<char> Letters(string text) => text.ToUpperInvariant().OrderBy(c => c);

    /// <summary>What is left for comparing: see policies/licences/mistakes.yml.</summary>
    private static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c) || c is '.' or '+')
            {
                bare.Append(c);
            }
        }

        return bare.ToString().Replace("license", "").Replace("licence", "").Replace("version", "").Replace("the", "");
    }
}
