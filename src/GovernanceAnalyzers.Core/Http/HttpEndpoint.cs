using System;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Http;

/// <summary>An address at which a model, or data for one, is reached without an SDK. From <c>policies/raw-http.yml</c> and from policies.</summary>
public sealed class HttpEndpoint(string host, string path, string provider, string kind, string model)
{
    public const string AnyHost = "*";
    public const string InPath = "path";
    public const string InBody = "body.model";
    public const string Artefact = "artefact";
    public const string Dataset = "dataset";

    private const int MaximumAnything = 3;
    private const int MaximumInSegment = 6;

    private readonly Lazy<Regex> _path = new(() => Compile(path));

    /// <summary>Lower-case glob over <c>host</c> or <c>host:port</c>; <see cref="AnyHost"/> for protocols that are known by their path alone.</summary>
    public string Host { get; } = host;

    /// <summary>
    /// Path without query: <c>{name}</c> takes a part of one segment, <c>*</c> anything within one, <c>**</c> anything, <c>(a|b)</c> either.
    /// The names <c>model</c>, <c>deployment</c>, <c>repository</c> and <c>revision</c> have a meaning.
    /// </summary>
    public string Path { get; } = path;

    /// <summary>Who interprets the model reference; empty when the address alone does not say.</summary>
    public string Provider { get; } = provider;

    /// <summary>What happens there: <c>chat</c>, <c>embedding</c> and so on, <see cref="Artefact"/> or <see cref="Dataset"/>.</summary>
    public string Kind { get; } = kind;

    /// <summary>Where the reference stands: <see cref="InPath"/>, <see cref="InBody"/>, or empty when the request names none.</summary>
    public string Model { get; } = model;

    /// <summary>A download, by GET; everything else is a request to a model, by POST.</summary>
    public bool IsDownload => Kind is Artefact or Dataset;

    public bool MatchesHost(string authority)
    {
        if (Host == AnyHost)
        {
            return true;
        }

        var port = authority.LastIndexOf(':');
        return Glob.IsNameMatch(Host, authority) || (port > 0 && Glob.IsNameMatch(Host, authority.Substring(0, port)));
    }

    public Match MatchPath(string path)
    {
        try
        {
            return _path.Value.Match(path);
        }
        catch (RegexMatchTimeoutException)
        {
            // Takes a path of thousands of characters that looks like the pattern over and over: no address of a model.
            return Match.Empty;
        }
    }

    /// <summary>Whether a path of which only the beginning is known can still become one that matches.</summary>
    public bool MayBeginWith(string start)
    {
        var literal = Path.Substring(0, Path.IndexOfAny(['{', '*', '(']) is >= 0 and var special ? special : Path.Length);
        return literal.StartsWith(start, StringComparison.OrdinalIgnoreCase) || start.StartsWith(literal, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What is wrong with a path pattern, or null.</summary>
    public static string? ProblemOf(string path)
    {
        if (path.Length == 0 || (path[0] != '/' && !path.StartsWith("**/", StringComparison.Ordinal)))
        {
            return $"'{path}' does not begin with / or **/";
        }

        var problem = $"'{path}' is not a path with {{name}}, *, ** and (a|b)";
        if (path.LastIndexOf('{') > path.LastIndexOf('}'))
        {
            return problem;
        }

        // Every one more multiplies how long it can take to see that a path does not match.
        if (Count(path, "**") > MaximumAnything || path.Split('/').Any(segment => Count(segment, "*") + Count(segment, "{") > MaximumInSegment))
        {
            return $"'{path}' has more than {MaximumAnything} ** or more than {MaximumInSegment} wildcards in one segment";
        }

        try
        {
            Compile(path);
            return null;
        }
        catch (ArgumentException)
        {
            return problem;
        }
    }

    private static int Count(string text, string part) => (text.Length - text.Replace(part, "").Length) / part.Length;

    private static Regex Compile(string path)
    {
        var pattern = new StringBuilder("^");
        for (var i = 0; i < path.Length; i++)
        {
            switch (path[i])
            {
                case '*' when i + 1 < path.Length && path[i + 1] == '*':
                    pattern.Append(".*");
                    i++;
                    break;
                case '*':
                    pattern.Append("[^/]*");
                    break;
                case '{' when path.IndexOf('}', i) is > 0 and var end:
                    // A repository has an owner and a name.
                    var name = path.Substring(i + 1, end - i - 1);
                    pattern.Append("(?<").Append(name).Append('>').Append(name == "repository" ? "[^/]+(/[^/]+)?" : "[^/:]+").Append(')');
                    i = end;
                    break;
                case '(' or '|' or ')':
                    pattern.Append(path[i]);
                    break;
                default:
                    pattern.Append(Regex.Escape(path[i].ToString()));
                    break;
            }
        }

        return ModelPattern.Create(pattern.Append("/?$").ToString());
    }
}

/// <summary>In which projects requests without an SDK are looked for.</summary>
public enum HttpScope
{
    Off,

    /// <summary>Where an AI SDK is referenced as well. Other projects cost nothing.</summary>
    BesideSdks,

    Everywhere,
}

public static class HttpScopeText
{
    public static readonly string[] Words = ["off", "beside-sdks", "everywhere"];

    public static string ToWord(this HttpScope scope) => Words[(int)scope];

    public static HttpScope? TryParse(string? word) => Array.IndexOf(Words, word) is >= 0 and var index ? (HttpScope)index : null;
}
