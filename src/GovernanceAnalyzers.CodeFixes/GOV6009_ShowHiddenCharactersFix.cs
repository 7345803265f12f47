using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Threading.Tasks;
using System.Threading;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Microsoft.CodeAnalysis;

namespace GovernanceAnalyzers.CodeFixes;

/// <summary>Removes hidden characters from a string, or writes them as escapes where the string can have some.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GOV6009_ShowHiddenCharactersFix))]
public sealed class GOV6009_ShowHiddenCharactersFix() : FindingFix("GOV6009")
{
    private protected override async Task<IEnumerable<(string Title, string Key, Document? Changed)>> OffersAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var span = diagnostic.Location.SourceSpan;
        return
        [
            ("Remove the hidden characters", "GOV6009.remove", Replaced("")),
            ("Write the hidden characters as escapes", "GOV6009.escape", CanEscape(root.FindToken(span.Start)) ? Replaced(Escaped(text.ToString(span))) : null),
        ];

        Document Replaced(string replacement) => document.WithText(text.WithChanges(new TextChange(span, replacement)));
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
