using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GovernanceAnalyzers.CodeFixes;

/// <summary>Gives calls one more argument: to the method that is called, or to an overload that takes it.</summary>
internal static class CallArguments
{
    /// <summary>
    /// The call whose name, or part of whose name, is at a diagnostic's place. One that somebody is still writing is left alone: where an argument
    /// ends is a guess then.
    /// </summary>
    public static InvocationExpressionSyntax? CallAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FullSpan.Contains(diagnostic.Location.SourceSpan)
        && root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
        && !call.ArgumentList.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error)
            ? call
            : null;

    /// <summary>Ways to pass the value, the plainest first. They are tried: which one compiles, the overloads decide.</summary>
    /// <param name="takes">Whether a parameter of this type takes the value.</param>
    public static IEnumerable<InvocationExpressionSyntax> WithArgument(
        InvocationExpressionSyntax call, ExpressionSyntax value, Func<ITypeSymbol, bool> takes, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method || method.Parameters.Any(p => takes(p.Type) && p.IsParams))
        {
            yield break;
        }

        var arguments = call.ArgumentList;
        if (method.Parameters.FirstOrDefault(p => takes(p.Type)) is { } parameter)
        {
            var inOrder = parameter.Ordinal == arguments.Arguments.Count && arguments.Arguments.All(a => a.NameColon is null);
            yield return call.WithArgumentList(Add(arguments, Argument(inOrder ? null : parameter.Name, value)));
            yield break;
        }

        var names = model.GetMemberGroup(call.Expression, cancellation)
            .OfType<IMethodSymbol>()
            .SelectMany(m => m.Parameters.Where(p => p.IsOptional && takes(p.Type)))
            .Select(p => p.Name)
            .Distinct()
            .OrderBy(n => n, StringComparer.Ordinal);
        foreach (var name in names)
        {
            yield return call.WithArgumentList(Add(arguments, Argument(name, value)));
            if (method.Parameters.Length == 1 && method.Parameters[0].IsParams && arguments.Arguments.Count > 0
                && ((CSharpParseOptions)call.SyntaxTree.Options).LanguageVersion >= (LanguageVersion)1200)
            {
                // Complete("a", "b") to Complete(["a", "b"], token: t): the overload with more parameters takes a collection.
                var text = string.Join(", ", arguments.Arguments.Select(a => a.Expression.ToString()));
                var collection = SyntaxFactory.Argument(SyntaxFactory.ParseExpression($"[{text}]", options: call.SyntaxTree.Options));
                yield return call.WithArgumentList(Add(
                    arguments.WithArguments(SyntaxFactory.SingletonSeparatedList(collection)), Argument(name, value)));
            }
        }
    }

    /// <summary>The argument that a call gives for a parameter of such a type, or null.</summary>
    public static ArgumentSyntax? ArgumentFor(
        InvocationExpressionSyntax call, Func<ITypeSymbol, bool> takes, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
        {
            return null;
        }

        for (var i = 0; i < call.ArgumentList.Arguments.Count; i++)
        {
            var argument = call.ArgumentList.Arguments[i];
            var parameter = argument.NameColon is { } colon
                ? method.Parameters.FirstOrDefault(p => p.Name == colon.Name.Identifier.ValueText)
                : method.Parameters.ElementAtOrDefault(i);
            if (parameter is not null && takes(parameter.Type))
            {
                return argument;
            }
        }

        return null;
    }

    private static ArgumentSyntax Argument(string? name, ExpressionSyntax value) => SyntaxFactory.Argument(
        name is null
            ? null
            : SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(name), SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space)),
        default,
        value.WithoutTrivia());

    /// <summary>As the last one, on a line of its own where the last argument so far has one.</summary>
    private static ArgumentListSyntax Add(ArgumentListSyntax list, ArgumentSyntax argument)
    {
        if (list.Arguments.Count == 0)
        {
            return list.AddArguments(argument);
        }

        var last = list.Arguments.Last();
        var before = last.GetFirstToken().GetPreviousToken();
        var ownLine = before.TrailingTrivia.Any(t => t.IsKind(SyntaxKind.EndOfLineTrivia));
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken)
            .WithTrailingTrivia(ownLine ? before.TrailingTrivia.Where(t => t.IsKind(SyntaxKind.EndOfLineTrivia)) : [SyntaxFactory.Space]);
        var items = list.Arguments.GetWithSeparators()
            .Add(comma)
            .Add(ownLine ? argument.WithLeadingTrivia(last.GetLeadingTrivia().Where(t => t.IsKind(SyntaxKind.WhitespaceTrivia))) : argument);
        return list.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(items));
    }
}
