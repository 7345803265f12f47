using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GovernanceAnalyzers;

/// <param name="IsLocked">The rule's descriptor is not configurable, so no pragma hides it.</param>
internal sealed record ReportedFinding(string RuleId, bool IsLocked, SourcePlace Place, Location Location, ISymbol? Symbol);

/// <summary>
/// Finds the <c>#pragma warning disable</c> or <c>[SuppressMessage]</c> that hides a finding, by the compiler's rules, for the gate to name
/// it. Looks only at the directives of files with findings, and at the attributes of their members and of the assembly.
/// </summary>
internal static class SuppressionSites
{
    public static IEnumerable<(CodeFact Fact, Location Location)> Find(
        IReadOnlyCollection<ReportedFinding> findings, Compilation compilation, string root, CancellationToken cancellation)
    {
        if (findings.Count == 0)
        {
            yield break;
        }

        var pragmas = new Dictionary<SyntaxTree, PragmaWarningDirectiveTriviaSyntax[]>();
        var assembly = new Lazy<AttributeData[]>(() => compilation.Assembly.GetAttributes()
            .Concat(compilation.Assembly.Modules.SelectMany(m => m.GetAttributes()))
            .Where(IsSuppression)
            .ToArray());
        var seen = new HashSet<(string RuleId, SourcePlace Place)>();
        foreach (var finding in findings.Where(f => seen.Add((f.RuleId, f.Place))))
        {
            cancellation.ThrowIfCancellationRequested();
            var site = Pragma(finding, pragmas, cancellation) ?? Attribute(finding, assembly, compilation);
            if (site is var (kind, location))
            {
                yield return (
                    new SuppressionFact { Rule = finding.RuleId, Kind = kind, Site = PlaceOf(location, root), Place = finding.Place },
                    finding.Location);
            }
        }
    }

    /// <summary>The last directive before the finding that switches the rule off and is not taken back.</summary>
    private static (string Kind, Location Location)? Pragma(
        ReportedFinding finding, Dictionary<SyntaxTree, PragmaWarningDirectiveTriviaSyntax[]> known, CancellationToken cancellation)
    {
        if (finding.IsLocked || finding.Location.SourceTree is not { } tree)
        {
            return null;
        }

        if (!known.TryGetValue(tree, out var directives))
        {
            directives = Directives(tree.GetRoot(cancellation)).ToArray();
            known.Add(tree, directives);
        }

        (string Kind, Location Location)? site = null;
        foreach (var directive in directives)
        {
            if (directive.SpanStart > finding.Location.SourceSpan.Start)
            {
                break;
            }

            var isForAll = directive.ErrorCodes.Count == 0;
            if (isForAll || directive.ErrorCodes.Any(c => c is IdentifierNameSyntax name && name.Identifier.ValueText == finding.RuleId))
            {
                site = directive.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword)
                    ? (isForAll ? SuppressionFact.PragmaForAll : SuppressionFact.Pragma, directive.GetLocation())
                    : null;
            }
        }

        return site;
    }

    private static IEnumerable<PragmaWarningDirectiveTriviaSyntax> Directives(SyntaxNode root)
    {
        if (!root.ContainsDirectives)
        {
            yield break;
        }

        for (var directive = ((CSharpSyntaxNode)root).GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            if (directive is PragmaWarningDirectiveTriviaSyntax { IsActive: true } pragma)
            {
                yield return pragma;
            }
        }
    }

    /// <summary>An attribute on a symbol around the finding, or one of the assembly that names such a symbol or none.</summary>
    private static (string Kind, Location Location)? Attribute(
        ReportedFinding finding, Lazy<AttributeData[]> assembly, Compilation compilation)
    {
        var isInSource = finding.Location.IsInSource;
        var around = isInSource ? Around(finding.Symbol).ToArray() : [];
        var found = around.SelectMany(s => s.GetAttributes()).FirstOrDefault(a => IsSuppression(a) && IsAbout(a, finding.RuleId));
        if (found is null)
        {
            found = assembly.Value.FirstOrDefault(a => IsAbout(a, finding.RuleId) && IsTarget(a, around, compilation));
        }

        return found?.ApplicationSyntaxReference is { } syntax
            ? (SuppressionFact.Attribute, Location.Create(syntax.SyntaxTree, syntax.Span))
            : null;
    }

    private static IEnumerable<ISymbol> Around(ISymbol? symbol)
    {
        for (; symbol is not null and not INamespaceSymbol { IsGlobalNamespace: true }; symbol = symbol.ContainingSymbol)
        {
            if (symbol is IModuleSymbol or IAssemblySymbol)
            {
                yield break;
            }

            yield return symbol;
            // An accessor is inside of its property, which is not what it is contained in.
            if (symbol is IMethodSymbol { AssociatedSymbol: { } property })
            {
                yield return property;
            }
        }
    }

    private static bool IsSuppression(AttributeData attribute) =>
        attribute.AttributeClass is { Name: "SuppressMessageAttribute" or "UnconditionalSuppressMessageAttribute" } type
        && type.ContainingNamespace?.ToDisplayString() == "System.Diagnostics.CodeAnalysis";

    /// <summary>The second argument is an id, which may be followed by a colon and a name.</summary>
    private static bool IsAbout(AttributeData attribute, string ruleId) =>
        attribute.ConstructorArguments.Length == 2
        && attribute.ConstructorArguments[1].Value is string check
        && check.Split(':')[0].Trim() == ruleId;

    private static bool IsTarget(AttributeData attribute, IReadOnlyCollection<ISymbol> around, Compilation compilation)
    {
        var target = Named(attribute, "Target");
        var scope = Named(attribute, "Scope");
        if (string.IsNullOrEmpty(target) || string.Equals(scope, "module", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (target![0] == '~')
        {
            return DocumentationCommentId.GetSymbolsForDeclarationId(target.Substring(1), compilation)
                .Any(t => around.Contains(t, SymbolEqualityComparer.Default));
        }

        // The older notation, "Shop.Bot.#Ask(System.String)" or "Shop.Bot", less what the other one has not.
        var name = target.Replace("#", "").Replace("..ctor", ".#ctor");
        return around
            .Select(s => s.GetDocumentationCommentId())
            .OfType<string>()
            .Any(id => id.Substring(2) == name || id.Substring(2).StartsWith(name + "(", StringComparison.Ordinal));
    }

    private static string? Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value as string;

    private static SourcePlace PlaceOf(Location location, string root)
    {
        var span = location.GetMappedLineSpan();
        return new SourcePlace(
            RepositoryPaths.Relative(root, span.Path), span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1);
    }
}
