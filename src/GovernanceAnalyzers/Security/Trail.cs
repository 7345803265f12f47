using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace GovernanceAnalyzers.Security;

/// <summary>A way through code, as a list that grows at one end and shares the rest.</summary>
/// <param name="Node">The place.</param>
/// <param name="Text">What stands there.</param>
internal sealed record Trail(SyntaxNode Node, string Text, Trail? Rest)
{
    public static Trail Add(Trail? rest, SyntaxNode node, string? text = null)
    {
        text ??= Core.Text.Excerpt.Of(node.ToString(), 40);
        // One step per place: what a variable is and what it is called are the same line twice.
        return rest is not null && rest.Text == text && rest.Node.SyntaxTree == node.SyntaxTree && rest.Node.GetLocation().GetLineSpan().StartLinePosition.Line == node.GetLocation().GetLineSpan().StartLinePosition.Line
            ? rest
            : new Trail(node, text, rest);
    }

    public IEnumerable<Trail> Steps()
    {
        for (var step = this; step is not null; step = step.Rest)
        {
            yield return step;
        }
    }
}
