using System;
using System.Text;

namespace GovernanceAnalyzers.StandIns;

/// <summary>
/// Keys that open nothing, in the forms of those that do. They are put together here, so that no scanner takes this repository for one that
/// leaks keys.
/// </summary>
internal static class FakeKeys
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";

    /// <param name="form">A provider: <c>openai</c>, <c>anthropic</c> and so on; <c>hex32</c>, <c>base84</c>, <c>guid</c> for keys without a form of their own.</param>
    public static string Of(string form) => form switch
    {
        "openai" => "sk-" + "proj-" + Random(156, Letters + Digits, 1),
        "openai-service" => "sk-" + "svcacct-" + Random(120, Letters + Digits + "_-", 2),
        "openai-admin" => "sk-" + "admin-" + Random(120, Letters + Digits, 3),
        "openai-old" => "sk-" + Random(20, Letters + Digits, 4) + "T3Blbk" + "FJ" + Random(20, Letters + Digits, 5),
        "deepseek" => "sk-" + Random(32, "0123456789abcdef", 6),
        "anthropic" => "sk-" + "ant-api03-" + Random(93, Letters + Digits + "-_", 7) + "AA",
        "anthropic-admin" => "sk-" + "ant-admin01-" + Random(93, Letters + Digits, 8) + "AA",
        "openrouter" => "sk-" + "or-v1-" + Random(64, "0123456789abcdef", 9),
        "google" => "AI" + "za" + Random(35, Letters + Digits + "-_", 10),
        "huggingface" => "hf" + "_" + Random(34, Letters, 11),
        "groq" => "gs" + "k_" + Random(52, Letters + Digits, 12),
        "xai" => "xa" + "i-" + Random(80, Letters + Digits, 13),
        "replicate" => "r8" + "_" + Random(37, Letters + Digits, 14),
        "perplexity" => "pp" + "lx-" + Random(48, Letters + Digits, 15),
        "nvidia" => "nv" + "api-" + Random(64, Letters + Digits + "_-", 16),
        "aws-name" => "AK" + "IA" + Random(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 17),
        "aws-secret" => Random(40, Letters + Digits + "/+", 18),
        "hex32" => Random(32, "0123456789abcdef", 19),
        "base84" => Random(84, Letters + Digits, 20),
        "mistral" => Random(32, Letters + Digits, 21),
        "guid" => Guid.Parse(Random(32, "0123456789abcdef", 22)).ToString("D"),
        "base64" => Convert.ToBase64String(Encoding.UTF8.GetBytes(Of("openai"))),
        _ => throw new ArgumentException(form),
    };

    /// <summary>Replaces <c>{openai}</c> and the like.</summary>
    public static string Fill(string text)
    {
        foreach (var form in Forms)
        {
            text = text.Replace("{" + form + "}", Of(form), StringComparison.Ordinal);
        }

        return text;
    }

    public static readonly string[] Forms =
    [
        "openai", "openai-service", "openai-admin", "openai-old", "deepseek", "anthropic", "anthropic-admin", "openrouter", "google", "huggingface", "groq", "xai", "replicate",
        "perplexity", "nvidia", "aws-name", "aws-secret", "hex32", "base84", "mistral", "guid", "base64",
    ];

    /// <summary>Numbers of a linear congruential generator: the same on every machine.</summary>
    private static string Random(int length, string alphabet, ulong seed)
    {
        var text = new StringBuilder();
        var state = seed * 7919 + 12345;
        for (var i = 0; i < length; i++)
        {
            state = (state * 6364136223846793005UL) + 1442695040888963407UL;
            text.Append(alphabet[(int)((state >> 33) % (ulong)alphabet.Length)]);
        }

        return text.ToString();
    }
}
