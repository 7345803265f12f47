using System;
using System.Linq;
using GovernanceAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GovernanceAnalyzers.Http;

/// <summary>
/// Keys in headers, in types that send requests to models. Which request a header ends up in is not followed: its name says enough.
/// </summary>
internal static class HttpHeaders
{
    private static readonly string[] Names =
        ["authorization", "x-api-key", "api-key", "apikey", "x-goog-api-key", "ocp-apim-subscription-key", "x-subscription-key"];

    /// <summary>The name and the value that a node gives a header, as they are written; null for other nodes.</summary>
    public static (ExpressionSyntax Name, ExpressionSyntax Value)? Written(SyntaxNode node) =>
        Parts(node) is var (name, value) && MayBeHeader(name, node) ? (name, value) : null;

    private static (ExpressionSyntax, ExpressionSyntax)? Parts(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "TryAddWithoutValidation" }, ArgumentList.Arguments: { Count: 2 } added } =>
            (added[0].Expression, added[1].Expression),
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } made }
            when node is not ObjectCreationExpressionSyntax { Type: var type } || type.ToString().EndsWith("AuthenticationHeaderValue", StringComparison.Ordinal) =>
            (made[0].Expression, made[1].Expression),
        _ => null,
    };

    /// <summary>By its text alone, so that no other collection's Add is bound.</summary>
    private static bool MayBeHeader(ExpressionSyntax name, SyntaxNode node) => name is LiteralExpressionSyntax literal
        ? Of(literal.Token.ValueText, node) is not null
        : name.ToString() is { Length: < 80 } text
            && (text.IndexOf("auth", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("key", StringComparison.OrdinalIgnoreCase) >= 0
                || text.IndexOf("header", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("bearer", StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>What is searched for a request: the outermost type around a node, or the file.</summary>
    public static SyntaxNode Scope(SyntaxNode node) =>
        node.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault() as SyntaxNode ?? node.SyntaxTree.GetRoot();

    /// <summary>The header, as messages name it, and whose it is, when a name is that of one which takes a key.</summary>
    public static (string Header, string Provider)? Of(string name, SyntaxNode node) => node is BaseObjectCreationExpressionSyntax
        ? name is "Bearer" or "Token" or "ApiKey" or "Key" ? ("the header Authorization", "") : null
        : Names.Contains(name.ToLowerInvariant()) ? ($"the header {name}", ProviderOf(name)) : null;

    /// <summary>By the header and not by the address, of which a type may ask several.</summary>
    private static string ProviderOf(string header) => header.ToLowerInvariant() switch
    {
        "x-api-key" => "anthropic",
        "api-key" or "ocp-apim-subscription-key" => ProviderResolver.AzureOpenAI,
        "x-goog-api-key" => "google-gemini",
        _ => "",
    };
}
