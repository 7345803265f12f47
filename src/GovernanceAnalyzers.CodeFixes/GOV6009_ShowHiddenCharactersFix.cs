using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GovernanceAnalyzers.CodeFixes;

/// <summary>Removes hidden characters from a string, or writes them as escapes where the string can have some.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GOV6009_ShowHiddenCharactersFix))]
public sealed class GOV6009_ShowHiddenCharactersFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("GOV6009");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            var span = diagnostic.Location.SourceSpan;
            if (!root.FullSpan.Contains(span))
            {
                continue;
            }

            Register("Remove the hidden characters", "", "GOV6009.remove");
            if (CanEscape(root.FindToken(span.Start)))
            {
                Register("Write the hidden characters as escapes", Escaped(text.ToString(span)), "GOV6009.escape");
            }

            void Register(string title, string replacement, string key) => context.RegisterCodeFix(
                CodeAction.Create(title, _ => Task.FromResult(context.Document.WithText(text.WithChanges(new TextChange(span, replacement)))), key),
                diagnostic);
        }
    }

    /// <summary>Verbatim and raw strings have no escapes.</summary>
    private static bool CanEscape(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken => token.Text[0] == '"',
        SyntaxKind.InterpolatedStringTextToken => token.Parent?.Parent is InterpolatedStringExpressionSyntax { StringStartToken.Text: "$\"" },
        _ => false,
    };

    private static string Escaped(string hidden)
    {
        var escaped = new StringBuilder();
        for (var i = 0; i < hidden.Length; i++)
        {
            if (char.IsHighSurrogate(hidden[i]) && i + 1 < hidden.Length && char.IsLowSurrogate(hidden[i + 1]))
            {
                escaped.Append("\\U").Append(char.ConvertToUtf32(hidden[i], hidden[++i]).ToString("X8", CultureInfo.InvariantCulture));
            }
            else
            {
                escaped.Append("\\u").Append(((int)hidden[i]).ToString("X4", CultureInfo.InvariantCulture));
            }
        }

        return escaped.ToString();
    }
}
