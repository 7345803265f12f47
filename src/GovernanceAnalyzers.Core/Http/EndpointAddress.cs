using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace GovernanceAnalyzers.Core.Http;

/// <summary>
/// An address taken apart as a client does it, without what it may hold of secrets: what stands before <c>@</c> and behind <c>?</c> is
/// dropped. Of tricks to look like another host nothing is left: the host is in lower case, in its ASCII form and without a dot at its end.
/// </summary>
/// <param name="Scheme">Lower case; <c>https</c> where none is written.</param>
/// <param name="Port">-1 where none is written.</param>
/// <param name="Path">From the first slash on; at least <c>/</c>.</param>
public sealed record EndpointAddress(string Scheme, string Host, int Port, string Path)
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>This machine: every address of it.</summary>
    public bool IsLoopback => Host == "localhost" || Host.EndsWith(".localhost", StringComparison.Ordinal)
        || (IPAddress.TryParse(Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip) && IsPlain(ip));

    /// <summary>The scheme in lower case, empty where none is written, and where the host begins; null for one that leads to no model.</summary>
    internal static (string Scheme, int Host)? SchemeOf(string text)
    {
        var end = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = end < 0 ? "" : text.Substring(0, end).ToLowerInvariant();
        return end < 0 ? ("", 0) : scheme is "http" or "https" or "ws" or "wss" ? (scheme, end + 3) : null;
    }

    /// <summary>Null for text that names no host: a word, a path, something malformed.</summary>
    public static EndpointAddress? Parse(string text)
    {
        text = text.Trim();
        if (text.Length is 0 or > 2000 || text.Any(c => c <= ' ' || c == '\x7f' || c == '\\'))
        {
            return null;
        }

        if (SchemeOf(text) is not var (written, start))
        {
            return null;
        }

        var scheme = written.Length > 0 ? written : "https";

        var end = text.IndexOfAny(['/', '?', '#'], start);
        end = end < 0 ? text.Length : end;
        var authority = text.Substring(start, end - start);
        authority = authority.Substring(authority.LastIndexOf('@') + 1);
        var port = -1;
        var colon = authority.LastIndexOf(':');
        if (colon > authority.LastIndexOf(']'))
        {
            if (colon + 1 < authority.Length
                && (!int.TryParse(authority.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > 65535))
            {
                return null;
            }

            authority = authority.Substring(0, colon);
        }

        if (Normal(authority) is not { } host || (start == 0 && host.IndexOf('.') < 0 && host != "localhost"))
        {
            return null;
        }

        var tail = text.IndexOfAny(['?', '#'], end);
        var path = text.Substring(end, (tail < 0 ? text.Length : tail) - end);
        return new EndpointAddress(scheme, host, port, path.Length == 0 ? "/" : path);
    }

    /// <summary>A host as it is compared; null for what is none.</summary>
    internal static string? Normal(string host)
    {
        host = host.TrimEnd('.');
        if (host.Length == 0)
        {
            return null;
        }

        if (host[0] == '[')
        {
            return host[host.Length - 1] == ']' && IPAddress.TryParse(host.Trim('[', ']'), out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{ip}]" : null;
        }

        try
        {
            return host.Any(c => c > '\x7f') ? Idn.GetAscii(host.ToLowerInvariant()).ToLowerInvariant() : IsHost(host) ? host.ToLowerInvariant() : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>As messages name it: without the port that the scheme has anyway.</summary>
    public override string ToString() => $"{Scheme}://{Host}{(Port < 0 ? "" : ":" + Port.ToString(CultureInfo.InvariantCulture))}{(Path == "/" ? "" : Path)}";

    private static bool IsHost(string host) =>
        host.Split('.').All(l => l.Length is > 0 and <= 63 && l.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_'));

    /// <summary>Not an address that is written as one number, or in hexadecimal: nobody means well by it.</summary>
    private bool IsPlain(IPAddress ip) => ip.AddressFamily == AddressFamily.InterNetworkV6 || ip.ToString() == Host;
}
