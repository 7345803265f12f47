using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace GovernanceAnalyzers.Core.Text;

/// <summary>SHA-256 in lower-case hexadecimal digits.</summary>
public static class Sha256Text
{
    /// <summary>The first bytes of the digest of text as UTF-8.</summary>
    /// <param name="bytes">32 are all of them.</param>
    public static string Hex(string text, int bytes = 32)
    {
        using var sha = SHA256.Create();
        return Hex(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(bytes).ToArray());
    }

    /// <summary>A digest as text.</summary>
    public static string Hex(byte[] digest) => string.Concat(digest.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
}
