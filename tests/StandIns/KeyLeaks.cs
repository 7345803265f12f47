using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GovernanceAnalyzers.StandIns;

/// <summary>Looks for pieces of keys in what is written, byte by byte: any <see cref="Piece"/> characters of the secret part in a row are a leak.</summary>
internal sealed class KeyLeaks
{
    public const int Piece = 12;

    /// <summary>How a key of a known form begins is no secret, and is said in messages.</summary>
    private static readonly string[] Beginnings = ["sk-" + "ant-api03-", "sk-" + "ant-admin01-", "sk-" + "svcacct-", "sk-" + "or-v1-", "sk-" + "admin-", "sk-" + "proj-", "sk-", "hf" + "_", "gs" + "k_", "AI" + "za"];

    private readonly Dictionary<string, string> _pieces = new(StringComparer.Ordinal);

    public KeyLeaks(params string[] forms)
    {
        foreach (var form in forms)
        {
            var key = FakeKeys.Of(form);
            var secret = key[(Beginnings.FirstOrDefault(b => key.StartsWith(b, StringComparison.Ordinal)) ?? "").Length..];
            for (var at = 0; at + Piece <= secret.Length; at++)
            {
                _pieces[secret.Substring(at, Piece)] = form;
            }
        }
    }

    /// <summary>The forms of the keys of which a piece stands in the bytes, in any encoding of one or two bytes for a character.</summary>
    public IReadOnlyCollection<string> In(byte[] content) =>
    [
        .. In(Encoding.Latin1.GetString(content))
            .Concat(In(Encoding.Unicode.GetString(content)))
            .Concat(In(Encoding.Unicode.GetString(content, Math.Min(1, content.Length), Math.Max(0, content.Length - 1))))
            .Distinct(),
    ];

    public IEnumerable<string> In(string text)
    {
        for (var at = 0; at + Piece <= text.Length; at++)
        {
            if (_pieces.TryGetValue(text.Substring(at, Piece), out var form))
            {
                yield return form;
            }
        }
    }
}
