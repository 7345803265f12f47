using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Core.Secrets;
using GovernanceAnalyzers.Flow;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Security;

/// <summary>
/// Keys that code gives to an SDK. What has a known form where it is written is left to <see cref="SourceTexts"/>, which sees it wherever it
/// stands, and what a configuration file shows by itself to the check of the repository.
/// </summary>
internal sealed class Credentials(SdkIndex sdks, SourceModels sources)
{
    public static bool IsSecret(CredentialSink sink) => sink.Kind is "api-key" or "token";

    public IEnumerable<(HardCodedCredentialFact Fact, PossibleValue Value)> Find(
        string provider, IOperation argument, string kind, string sink, CancellationToken cancellation)
    {
        // An AzureKeyCredential made here is looked at where it is made.
        if (OperationTree.Unwrap(argument).Type?.SpecialType is not (null or SpecialType.System_String))
        {
            yield break;
        }

        foreach (var value in new ValueResolver(sdks, sources, cancellation).Resolve(argument))
        {
            if (value.Text is not { } text || Bare(text) is not { } key || !KeyText.IsKey(key))
            {
                continue;
            }

            var known = KeyText.Find(key).FirstOrDefault();
            if (value.File is { } file
                ? known.Format is not null || KeyNames.IsKeyOfAi(file.Key)
                : value.Holders.DefaultIfEmpty(value.Syntax).All(HoldsKnownKey))
            {
                continue;
            }

            yield return (
                new HardCodedCredentialFact
                {
                    Kind = kind,
                    Sink = sink,
                    Provider = known.Format is { Provider.Length: > 0 } format ? format.Provider : provider,
                    Format = known.Format?.Prefix ?? "",
                    Length = known.Format is null ? key.Length : known.Length,
                    Origin = value.Origin,
                    Variable = known.Format?.Variable ?? KeyNames.VariableFor(provider),
                },
                value);
        }
    }

    /// <summary>A header names the scheme before the key.</summary>
    private static string? Bare(string text)
    {
        text = text.Trim();
        var space = text.IndexOf(' ');
        return space < 0 ? text : space == text.LastIndexOf(' ') ? text.Substring(space + 1) : null;
    }

    private static bool HoldsKnownKey(SyntaxNode holder) => holder is ExpressionSyntax && KeyText.Find(holder.ToString()).Count > 0;
}
