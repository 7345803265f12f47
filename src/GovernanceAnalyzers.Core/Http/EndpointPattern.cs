using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Http;

/// <summary>
/// What an allow-list says of addresses: <c>*.openai.azure.com</c>, <c>https://gateway.contoso.com/llm/*</c>, <c>localhost</c>. Hosts are
/// compared label by label: <c>*</c> at the beginning takes one label or several, anywhere else a part of one, so no host matches because
/// its name holds another one. Without a scheme, https is meant; http is for this machine only, unless it is written. Without a port, that
/// of the scheme is meant; on this machine any.
/// </summary>
public sealed class EndpointPattern
{
    private readonly string _scheme = "";
    private readonly string[] _labels = [];
    private readonly string _host = "";
    private readonly string _port = "";
    private readonly string _path = "";

    private EndpointPattern(string scheme, string host, string port, string path)
    {
        (_scheme, _host, _port, _path) = (scheme, host, port, path);
        _labels = host.Split('.');
    }

    /// <summary>What is wrong with a pattern, or null.</summary>
    public static string? ProblemOf(string text) => Parse(text) is null
        ? $"'{text}' is not a host or an address, such as *.openai.azure.com, https://gateway.contoso.com/llm/* or localhost:11434"
        : null;

    public static EndpointPattern? Parse(string text)
    {
        text = text.Trim();
        if (text.Any(c => c <= ' ' || c is '\\' or '|' or '@' or '?' or '#'))
        {
            return null;
        }

        if (EndpointAddress.SchemeOf(text) is not var (scheme, start))
        {
            return null;
        }

        var slash = text.IndexOf('/', start);
        var authority = text.Substring(start, (slash < 0 ? text.Length : slash) - start);
        var port = "";
        var colon = authority.LastIndexOf(':');
        if (colon > authority.LastIndexOf(']'))
        {
            port = authority.Substring(colon + 1);
            authority = authority.Substring(0, colon);
            if (port != "*" && (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 65535))
            {
                return null;
            }
        }

        // A wildcard is no part of a host, so each is put back after the host is brought into its form.
        var host = authority == "*" ? "*" : EndpointAddress.Normal(authority.Replace("*", "_wild_"))?.Replace("_wild_", "*");
        return host is null || host.Split('.').Skip(1).Any(l => l == "*") && host.Split('.').Last().IndexOf('*') >= 0
            ? null
            : new EndpointPattern(scheme, host, port, slash < 0 ? "" : text.Substring(slash));
    }

    public bool Matches(EndpointAddress address)
    {
        var isHost = _host == "*" || (_host == "localhost" ? address.IsLoopback : MatchesLabels(address.Host));
        return isHost && MatchesScheme(address) && MatchesPort(address) && MatchesPath(address.Path);
    }

    private bool MatchesLabels(string host)
    {
        if (host[0] == '[' || _host[0] == '[')
        {
            return host == _host;
        }

        var labels = host.Split('.');
        var isOpen = _labels[0] == "*" && _labels.Length > 1;
        if (isOpen ? labels.Length < _labels.Length : labels.Length != _labels.Length)
        {
            return false;
        }

        // From the end, where the owner of a host is named.
        for (var i = 1; i <= _labels.Length - (isOpen ? 1 : 0); i++)
        {
            var pattern = _labels[_labels.Length - i];
            var label = labels[labels.Length - i];
            if (pattern.IndexOf('*') >= 0 ? !Glob.IsNameMatch(pattern, label) : pattern != label)
            {
                return false;
            }
        }

        return true;
    }

    private bool MatchesScheme(EndpointAddress address) =>
        _scheme.Length > 0 ? _scheme == address.Scheme : address.Scheme is "https" or "wss" || address.IsLoopback;

    private bool MatchesPort(EndpointAddress address) => _port switch
    {
        "*" => true,
        "" => address.IsLoopback || address.Port < 0 || address.Port == DefaultPort(address.Scheme),
        _ => (address.Port < 0 ? DefaultPort(address.Scheme) : address.Port).ToString(CultureInfo.InvariantCulture) == _port,
    };

    /// <summary>A path covers what lies below it: as a glob, or up to a slash. One that goes up again matches no path.</summary>
    private bool MatchesPath(string path)
    {
        if (_path.Length <= 1 || _path == "/*")
        {
            return true;
        }

        if (path.Split('/').Any(s => s is ".." or "." || s.IndexOf("%2e", StringComparison.OrdinalIgnoreCase) >= 0))
        {
            return false;
        }

        var below = _path.EndsWith("/*", StringComparison.Ordinal) ? _path.Substring(0, _path.Length - 1) : _path;
        return _path.TrimEnd('*', '/').IndexOf('*') >= 0
            ? Glob.IsPathMatch(_path, path)
            : path == below.TrimEnd('/') || path.StartsWith(below.EndsWith("/", StringComparison.Ordinal) ? below : below + "/", StringComparison.Ordinal);
    }

    private static int DefaultPort(string scheme) => scheme is "http" or "ws" ? 80 : 443;
}

/// <summary>The addresses, or regions, that one policy layer allows.</summary>
/// <param name="place">The layer and line of the list.</param>
public sealed class EndpointAllowList(IReadOnlyList<string> patterns, string place)
{
    private readonly EndpointPattern[] _patterns = patterns.Select(EndpointPattern.Parse).OfType<EndpointPattern>().ToArray();

    public IReadOnlyList<string> Patterns { get; } = patterns;

    public string Place { get; } = place;

    public bool Allows(EndpointAddress address) => _patterns.Any(p => p.Matches(address));
}

/// <summary>The regions that one policy layer allows.</summary>
public sealed class RegionAllowList(IReadOnlyList<string> patterns, string place)
{
    public IReadOnlyList<string> Patterns { get; } = patterns;

    public string Place { get; } = place;

    public bool Allows(string region) => Patterns.Any(p => Glob.IsNameMatch(Normal(p), Normal(region), ignoreCase: true));

    /// <summary>Whether requests may go anywhere in an area, such as <c>eu</c> of an inference profile: that takes a pattern for all of its regions.</summary>
    public bool AllowsArea(string area) => Patterns.Select(Normal).Any(p => p == "*" || p == area || p == area + "*" || p == area + "-*");

    private static string Normal(string region) => string.Concat(region.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
}
