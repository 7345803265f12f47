using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using System;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Microsoft.CodeAnalysis;

namespace GovernanceAnalyzers.CodeFixes;

/// <summary>
/// Sends text as a message of the user that a system message ends with: <c>"Answer this: {question}"</c> keeps <c>"Answer this:"</c>, and the
/// question follows as the next message. What a sentence needs in its middle stays where it is: no rule of grammar puts it back together.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GOV6001_MoveToUserMessageFix))]
public sealed class GOV6001_MoveToUserMessageFix() : FindingFix("GOV6001")
{
    private const string Quotes = "\"'`“„«‘([";

    private protected override async Task<IEnumerable<(string Title, string Key, Document? Changed)>> OffersAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        return Edit(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), model, cancellation) is var (message, changes)
            ? [("Send the text as a message of the user", "GOV6001", await TrialEdit.ChangeAsync(document, message, changes, cancellation).ConfigureAwait(false))]
            : [];
    }

    private static (SyntaxNode Message, IReadOnlyList<TextChange> Changes)? Edit(SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var node in place.AncestorsAndSelf().OfType<ExpressionSyntax>().TakeWhile(n => n is not AnonymousFunctionExpressionSyntax))
        {
            if (Message(node, model, cancellation) is var (text, user)
                && text.Span.Contains(place.Span)
                && Split(text, place, model, cancellation) is var (kept, content)
                && Following(node, user(content), model, cancellation) is { } following)
            {
                return (node, [.. kept, .. following]);
            }
        }

        return null;
    }

    /// <summary>The text of a system message, and how the message of the user is written beside it.</summary>
    private static (ExpressionSyntax Text, Func<string, string> User)? Message(ExpressionSyntax node, SemanticModel model, CancellationToken cancellation)
    {
        switch (node)
        {
            case ObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments, Initializer: null } creation
                when Type(node) is "OpenAI.Chat.SystemChatMessage" or "OpenAI.Chat.DeveloperChatMessage":
                var type = creation.Type.ToString();
                var name = type.Substring(0, type.Length - Type(node)!.Length + "OpenAI.Chat.".Length) + "UserChatMessage";
                return (arguments[0].Expression, content => $"new {name}({content})");
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } arguments, Initializer: null } creation
                when Type(node) == "Microsoft.Extensions.AI.ChatMessage" && arguments[0].Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "System" } role:
                var start = creation is ObjectCreationExpressionSyntax { Type: var made } ? $"new {made}" : "new";
                return (arguments[1].Expression, content => $"{start}({role.Expression}.User, {content})");
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CreateSystemMessage" or "CreateDeveloperMessage" } access, ArgumentList.Arguments: { Count: 1 } arguments }
                when Type(node) == "OpenAI.Chat.ChatMessage":
                return (arguments[0].Expression, content => $"{access.Expression}.CreateUserMessage({content})");
            default:
                return null;
        }

        string? Type(SyntaxNode made) => model.GetSymbolInfo(made, cancellation).Symbol?.ContainingType?.ToDisplayString();
    }

    /// <summary>What is taken out of the text, and the expression for what is taken out; null where the rest would be half a sentence.</summary>
    private static (IEnumerable<TextChange> Kept, string Content)? Split(ExpressionSyntax text, SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        switch (text)
        {
            case BinaryExpressionSyntax { Left: LiteralExpressionSyntax literal, Right: { } right } sum
                when sum.IsKind(SyntaxKind.AddExpression) && right.Span.Contains(place.Span) && literal.Token.Text is { Length: > 2 } quoted && quoted[0] == '"' && quoted[1] != '"':
                return Announcing(quoted.Substring(1, quoted.Length - 2), escapes: true) is { } announcing
                    ? ([new TextChange(text.Span, $"\"{announcing}\"")], Plain(right) ? right.ToString() : $"$\"{{{right}}}\"")
                    : null;
            case InterpolatedStringExpressionSyntax interpolated:
                var parts = interpolated.Contents;
                var first = parts.IndexOf(c => c is InterpolationSyntax hole && hole.Span.Contains(place.Span));
                if (first < 1 || parts[first - 1] is not InterpolatedStringTextSyntax before || parts.Skip(first).Any(c => c is InterpolatedStringTextSyntax between && HasWords(between)))
                {
                    return null;
                }

                var opening = interpolated.StringStartToken.Text;
                var isRegular = opening == "$\"";
                var holes = parts.Skip(first).OfType<InterpolationSyntax>().ToArray();
                if (Announcing(before.TextToken.Text, isRegular) is not { } kept || (holes.Length > 1 && !isRegular))
                {
                    return null;
                }

                var changes = new List<TextChange> { new(TextSpan.FromBounds(before.SpanStart + kept.Length, parts[parts.Count - 1].Span.End), "") };
                if (parts.Take(first).All(c => c is InterpolatedStringTextSyntax constant && constant.TextToken.Text.IndexOfAny(['{', '}']) < 0))
                {
                    changes.Insert(0, new TextChange(interpolated.StringStartToken.Span, opening.Replace("$", "")));
                }

                return (changes, holes.Length > 1
                    ? $"$\"{interpolated.SyntaxTree.GetText(cancellation).ToString(TextSpan.FromBounds(holes[0].SpanStart, holes[holes.Length - 1].Span.End))}\""
                    : holes[0] is { AlignmentClause: null, FormatClause: null } && Plain(holes[0].Expression)
                        ? holes[0].Expression.ToString()
                        : $"$\"{{{holes[0].Expression}{holes[0].AlignmentClause}{holes[0].FormatClause}}}\"");
            default:
                return null;
        }

        bool Plain(ExpressionSyntax expression) =>
            model.GetTypeInfo(expression, cancellation) is { Type.SpecialType: SpecialType.System_String, Nullability.FlowState: not NullableFlowState.MaybeNull };
    }

    private static bool HasWords(InterpolatedStringTextSyntax between)
    {
        var text = between.TextToken.Text.Replace("\\n", "").Replace("\\r", "").Replace("\\t", "").Replace("\\\"", "");
        return text.Any(c => char.IsLetterOrDigit(c) || c is '<' or '{' or '\\');
    }

    /// <summary>Text up to the colon that announces what follows; null where it does not end with one.</summary>
    private static string? Announcing(string text, bool escapes)
    {
        while (text.Length > 0)
        {
            if (escapes && text.Length > 1 && text[text.Length - 2] == '\\' && text[text.Length - 1] is 'n' or 'r' or 't' or '"')
            {
                text = text.Substring(0, text.Length - 2);
            }
            else if (char.IsWhiteSpace(text[text.Length - 1]) || Quotes.IndexOf(text[text.Length - 1]) >= 0)
            {
                text = text.Substring(0, text.Length - 1);
            }
            else
            {
                break;
            }
        }

        return text.Length > 1 && text[text.Length - 1] is ':' or '：' ? text : null;
    }

    /// <summary>Puts a message after another, as the next of a list or in a statement of its own; null where the messages are no list.</summary>
    private static IEnumerable<TextChange>? Following(ExpressionSyntax message, string user, SemanticModel model, CancellationToken cancellation)
    {
        var source = message.SyntaxTree.GetText(cancellation);
        switch (message.Parent)
        {
            case InitializerExpressionSyntax:
                return After(message, ",", user);
            // The compiler that this is built against does not know collection expressions yet.
            case { } element when element.GetType().Name == "ExpressionElementSyntax":
                return After(element, ",", user);
            case ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } argument:
                if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
                {
                    return null;
                }

                if (method.Parameters.LastOrDefault() is { IsParams: true })
                {
                    return After(argument, ",", user);
                }

                // messages.Add(new SystemChatMessage(…));
                return method.Name == "Add" && call is { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax } access, ArgumentList.Arguments.Count: 1 }
                    && call.Parent is ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement
                        ? After(statement.Parent is GlobalStatementSyntax global ? global : statement, "", $"{access}({user});")
                        : null;
            default:
                return null;
        }

        IEnumerable<TextChange> After(SyntaxNode node, string separator, string added)
        {
            var beside = node.Parent!.ChildNodes().SkipWhile(n => n != node).Skip(1).FirstOrDefault();
            if (beside?.ToString() == added)
            {
                return [];
            }

            var line = source.Lines.GetLineFromPosition(node.SpanStart);
            var indent = source.ToString(TextSpan.FromBounds(line.Start, node.SpanStart));
            var end = source.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
            return [new TextChange(new TextSpan(node.Span.End, 0), string.IsNullOrWhiteSpace(indent) && end.Length > 0 ? separator + end + indent + added : $"{separator} {added}")];
        }
    }
}
