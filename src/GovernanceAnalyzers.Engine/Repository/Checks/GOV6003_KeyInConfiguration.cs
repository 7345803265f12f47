using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Secrets;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Secrets;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A configuration file holds a key: of a known form anywhere, or a random text under a name that says that a key for AI stands there.</summary>
public static class GOV6003_KeyInConfiguration
{
    public const string Id = "GOV6003";

    /// <summary>Raised whenever what is remembered of a file changes.</summary>
    private const string Version = "keys-2";

    private const int MaximumName = 100;

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        foreach (var hit in FileScan.Run(input, Version, ShippedLists.CredentialFiles, Find))
        {
            if (hit.Fields[0] is FileScan.TooLarge or FileScan.Unreadable)
            {
                yield return new RepositoryFinding(
                    Id,
                    $"{Quote.Text(hit.Path)} {(hit.Fields[0] == FileScan.TooLarge ? $"is larger than {FileScan.MaximumBytes / 1024 / 1024} MB" : "cannot be read")}, so whether it holds keys for models cannot be told. "
                    + (hit.Fields[0] == FileScan.TooLarge ? "Keep configuration in smaller files" : "Make it readable"),
                    FileScan.Place(hit),
                    hit.Path) { AtMost = Severity.Suggestion };
                continue;
            }

            var name = hit.Fields.Count > 2 ? hit.Fields[2] : "";
            var format = KeyFormat.Find(hit.Fields[0]);
            var length = int.TryParse(hit.Fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
            var variable = format?.Variable ?? "AI_API_KEY";
            yield return new RepositoryFinding(
                Id,
                $"{(name.Length > 0 ? Quote.Text(name) : "This line")} holds {GOV6003_HardCodedCredential.Describe(format, length)}, and whoever can read the repository can use it. "
                + $"{GOV6003_HardCodedCredential.Remedy}; then keep it in the environment ({variable}), in user secrets or in a key vault, and leave the value here empty"
                + GOV6003_HardCodedCredential.Keyless(format?.Provider ?? (name.IndexOf("azure", StringComparison.OrdinalIgnoreCase) >= 0 ? "azure-openai" : "")),
                FileScan.Place(hit),
                $"{hit.Path}: {(name.Length > 0 ? name : format?.Prefix ?? "key")}");
        }
    }

    private static IEnumerable<(int At, IReadOnlyList<string> Fields)> Find(string path, string text)
    {
        var known = KeyText.Find(text);
        // Most files name no key at all, and need not be taken apart.
        if (known.Count == 0 && !NameParts.Any(w => w.IsIn(text)))
        {
            yield break;
        }

        var entries = ConfigurationEntries.Of(path, text);
        if (known.Count > 0)
        {
            entries = entries.ToArray();
        }

        foreach (var key in known)
        {
            var entry = entries.FirstOrDefault(e => e.At <= key.Start && key.Start < e.At + e.Value.Length);
            yield return (key.Start, [key.Format.Prefix, Number(key.Length), Name(entry.Name)]);
        }

        var isAboutAi = (path.EndsWith(".http", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".rest", StringComparison.OrdinalIgnoreCase)) && AiHosts.Any(h => text.IndexOf(h, StringComparison.OrdinalIgnoreCase) >= 0);
        var hasConnections = new AsciiWord(ConnectionStart).IsIn(text);
        foreach (var entry in entries)
        {
            if (entry.Name.IndexOf("encryptedData", StringComparison.Ordinal) >= 0 || known.Any(k => entry.At <= k.Start && k.Start <= entry.At + entry.Value.Length))
            {
                continue;
            }

            if (KeyNames.IsKeyOfAi(entry.Name) || (isAboutAi && IsHeader(entry.Name)))
            {
                var value = entry.Value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? entry.Value.Substring(7).Trim() : entry.Value;
                if (KeyText.IsKey(value))
                {
                    yield return (entry.At, ["", Number(value.Length), Name(entry.Name)]);
                }
            }
            else if (hasConnections && InConnectionString(entry.Value) is { } length)
            {
                yield return (entry.At, ["", Number(length), Name(entry.Name)]);
            }
        }
    }

    /// <summary>One of these is in every name of a key, and in every header with one.</summary>
    private static readonly AsciiWord[] NameParts = [new("key"), new("token"), new("secret"), new("password"), new("authorization")];

    private const string ConnectionStart = "Endpoint=";

    private static readonly string[] AiHosts = [".openai.azure.com", "api.openai.com", ".cognitiveservices.azure.com", ".services.ai.azure.com", "api.anthropic.com", "api.mistral.ai", "api.cohere."];

    private static bool IsHeader(string name) => name.ToLowerInvariant() is "api-key" or "x-api-key" or "authorization" or "ocp-apim-subscription-key" or "apikey" or "api_key" or "key" or "token";

    /// <summary>The length of the key in <c>Endpoint=https://shop.openai.azure.com/;Key=…</c>; null where there is none.</summary>
    private static int? InConnectionString(string value)
    {
        if (value.IndexOf(ConnectionStart, StringComparison.OrdinalIgnoreCase) < 0 || !AiHosts.Any(h => value.IndexOf(h, StringComparison.OrdinalIgnoreCase) >= 0))
        {
            return null;
        }

        foreach (var part in value.Split(';'))
        {
            var equals = part.IndexOf('=');
            if (equals > 0 && part.Substring(0, equals).Trim().ToLowerInvariant() is "key" or "apikey" or "accesskey" && KeyText.IsKey(part.Substring(equals + 1)))
            {
                return part.Length - equals - 1;
            }
        }

        return null;
    }

    /// <summary>A name may be anything, a key as well.</summary>
    private static string Name(string? name) => name is null || name.Length > MaximumName || name.Split(':').Any(KeyText.IsKey) || HoldsRandomText(name) ? "" : KeyText.Mask(name);

    /// <summary>A key without a known form may be a part of a name. Names have few digits.</summary>
    private static bool HoldsRandomText(string name)
    {
        const int longWord = 20;
        var (length, digits, all) = (0, 0, 0);
        foreach (var c in name)
        {
            var isDigit = c is >= '0' and <= '9';
            (length, digits) = char.IsLetterOrDigit(c) ? (length + 1, digits + (isDigit ? 1 : 0)) : (0, 0);
            all += isDigit ? 1 : 0;
            if (all >= 8 || (length >= longWord && digits >= 3))
            {
                return true;
            }
        }

        return false;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
