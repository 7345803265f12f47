using System;
using System.Linq;

namespace GovernanceAnalyzers.Core.Text;

/// <summary>Model references as sentences show them.</summary>
public static class ModelText
{
    private const string Digest = ";sha256=";

    /// <summary>The digest of a model file cut to as much as tells two of them apart; everything else as it is.</summary>
    public static string Short(string reference)
    {
        var at = reference.IndexOf(Digest, StringComparison.Ordinal);
        var hex = at < 0 ? 0 : reference.Skip(at + Digest.Length).TakeWhile(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F')).Count();
        return hex <= 12 ? reference : reference.Substring(0, at + Digest.Length + 12) + "…" + reference.Substring(at + Digest.Length + hex);
    }
}
