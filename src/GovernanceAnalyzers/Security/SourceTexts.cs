using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Secrets;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GovernanceAnalyzers.Security;

/// <summary>
/// What stands in the text of a file whatever the code around it does: keys of known form, and characters that nobody sees. Two passes over
/// the text decide whether there is anything to look at; only then is the tree asked.
/// </summary>
internal static class SourceTexts
{
    private static readonly string[] PromptWords = ["prompt", "instruction", "systemmessage", "persona"];

    public static IEnumerable<(CodeFact Fact, TextSpan Span)> Find(CompilationUnitSyntax unit, SdkIndex sdks, CancellationToken cancellation)
    {
        var text = unit.SyntaxTree.GetText(cancellation).ToString();
        foreach (var key in KeyText.Find(text))
        {
            var (where, span) = Place(unit, new TextSpan(key.Start, key.Length));
            yield return (
                new HardCodedCredentialFact
                {
                    Kind = HardCodedCredentialFact.Text,
                    Sink = where,
                    Provider = key.Format.Provider,
                    Format = key.Format.Prefix,
                    Length = key.Length,
                    Variable = key.Format.Variable,
                },
                span);
        }

        var runs = HiddenCharacters.Find(text);
        if (runs.Count == 0)
        {
            yield break;
        }

        bool? isPrompt = IsPromptFile(unit.SyntaxTree.FilePath) ? true : null;
        foreach (var run in runs)
        {
            var token = unit.FindToken(run.Start);
            if (IsText(token) && token.Span.Contains(run.Start)
                && (IsPromptName(token) || (isPrompt ??= UsesAi(unit, sdks, cancellation))))
            {
                yield return (new HiddenCharactersFact { What = run.Describe() }, new TextSpan(run.Start, run.Length));
            }
        }
    }

    /// <summary>What kind of text it stands in, and how much of that is shown: all of a string, since that is what a fix replaces.</summary>
    private static (string Where, TextSpan Span) Place(CompilationUnitSyntax unit, TextSpan key)
    {
        var token = unit.FindToken(key.Start, findInsideTrivia: true);
        if (IsText(token) && token.Span.Contains(key))
        {
            return ("a string in code", token.Parent is LiteralExpressionSyntax literal ? literal.Span : key);
        }

        var trivia = unit.FindTrivia(key.Start);
        return (trivia.IsKind(SyntaxKind.DisabledTextTrivia) ? "code that is compiled out" : trivia.RawKind != 0 || token.IsKind(SyntaxKind.XmlTextLiteralToken) ? "a comment" : "code", key);
    }

    private static bool IsText(SyntaxToken token) => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken
        or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8SingleLineRawStringLiteralToken
        or SyntaxKind.Utf8MultiLineRawStringLiteralToken or SyntaxKind.InterpolatedStringTextToken;

    private static bool IsPromptFile(string path)
    {
        var name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        return PromptWords.Any(w => name.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    /// <summary>A string that is kept under a name of a prompt, wherever that is.</summary>
    private static bool IsPromptName(SyntaxToken token)
    {
        foreach (var node in token.Parent!.AncestorsAndSelf())
        {
            var name = node switch
            {
                VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
                PropertyDeclarationSyntax property => property.Identifier.ValueText,
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                TypeDeclarationSyntax type => type.Identifier.ValueText,
                AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } => left.Identifier.ValueText,
                AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax member } => member.Name.Identifier.ValueText,
                ArgumentSyntax { NameColon: { } argument } => argument.Name.Identifier.ValueText,
                _ => null,
            };
            if (name is not null && PromptWords.Any(w => name.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a file names anything that the catalogue knows.</summary>
    private static bool UsesAi(CompilationUnitSyntax unit, SdkIndex sdks, CancellationToken cancellation)
    {
        foreach (var token in unit.DescendantTokens())
        {
            cancellation.ThrowIfCancellationRequested();
            if (token.IsKind(SyntaxKind.IdentifierToken) && (sdks.IsInterestingMethod(token.ValueText) || sdks.IsInterestingType(token.ValueText)))
            {
                return true;
            }
        }

        return false;
    }
}
