using System.Collections.Generic;
using System.Globalization;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Secrets;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV6003_HardCodedCredential() : CodeRule(new RuleInfo(
    "GOV6003",
    "HardCodedCredential",
    RuleScope.Code,
    "A key for a model is written in code or in a configuration file",
    "Whoever can read the repository, now or in its history, can use the key: they spend its owner's money and read what it opens. "
    + "Placeholders, keys from the environment or a secret store are not reported, and no key is ever part of a message or a report.",
    "Have the key revoked and a new one issued: deleting the line leaves it in the history. Read the new one from the "
    + "environment, from user secrets or from a key vault."))
{
    /// <summary>What is left to do, whoever finds the key.</summary>
    public const string Remedy = "It is in the history of the repository, so have it revoked and a new one issued";

    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy)
    {
        if (fact is not HardCodedCredentialFact key)
        {
            return null;
        }

        var format = KeyFormat.Find(key.Format);
        var what = $"{Sentence(Describe(format, key.Length))} is written ";
        what += key.Kind == HardCodedCredentialFact.Text ? $"in {key.Sink}"
            : $"in code: {key.Sink} gets it{Quote.From(key.Origin)}";
        return new RuleHit(
            $"{what}. {Remedy}; then read it from the environment ({key.Variable}), from user secrets or from a key vault{Keyless(key.Provider)}",
            $"{(key.Format.Length > 0 ? key.Format : "key")} in {(key.Symbol.Length > 0 ? key.Symbol : key.Place.Path)}")
        {
            Properties = new Dictionary<string, string> { ["variable"] = key.Variable, ["length"] = key.Length.ToString(CultureInfo.InvariantCulture) },
        };
    }

    /// <summary><c>a key of OpenAI (it begins with sk-proj-, 164 characters)</c></summary>
    public static string Describe(KeyFormat? format, int length)
    {
        var size = $"{length.ToString(CultureInfo.InvariantCulture)} characters";
        return format is null ? $"what looks like a key ({size})"
            : format == KeyFormat.Aws ? $"{format.Name} ({size})"
            : $"{format.Name} (it begins with {format.Prefix}, {size})";
    }

    public static string Keyless(string provider) => provider is "azure-openai" or "azure-foundry"
        ? ", or use no key at all: DefaultAzureCredential"
        : provider is "google-vertex" or "aws-bedrock" ? ", or use no key at all: the identity that the code runs under" : "";

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
