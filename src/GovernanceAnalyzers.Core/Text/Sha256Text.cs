using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace GovernanceAnalyzers.Core.Text;

/// <summary>SHA-256 of text as UTF-8.</summary>
public static class Sha256Text
{
    /// <summary>The first bytes of the digest as lower-case hexadecimal digits, two each.</summary>
    /// <param name="bytes">32 are all of them.</param>
    public static string Hex(string text, int bytes = 32)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(bytes).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
