using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Infrastructure;

/// <summary>Reads what matters of a Bicep file: parameters, variables, resources and modules.</summary>
internal static class BicepReader
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "param", "var", "resource", "module", "output", "type", "func", "import", "targetScope", "metadata", "using", "assert", "extension",
        "provider", "extends",
    };

    public static Template Read(string text, string path)
    {
        var template = new Template(path) { Folder = Paths.Folder(path) };
        foreach (var statement in Statements(text, path, template.Problems))
        {
            var parser = new ExpressionParser(statement, isHcl: false);
            try
            {
                Statement(parser, template);
            }
            catch (TemplateException e)
            {
                // Whatever else stands there is read; what depends on this cannot be told.
                if (statement.Any(t => t.Parts.Any(p => Deployment.IsMentionedIn(p.Text))))
                {
                    template.Problems.Add(new FileProblem(e.Place, e.Message));
                }
            }
        }

        return template;
    }

    /// <summary>The template that a parameter file is for, and its values; null where it names none.</summary>
    public static (string Template, Dictionary<string, Expression> Values)? ReadParameters(string text, string path)
    {
        var values = new Template(path);
        string? used = null;
        foreach (var statement in Statements(text, path, []))
        {
            try
            {
                if (statement[0].IsName("using") && statement.Count > 1 && statement[1].Kind == TokenKind.Text)
                {
                    used = Paths.Combine(Paths.Folder(path), PlainText(statement[1]));
                }
                else
                {
                    Statement(new ExpressionParser(statement, isHcl: false), values);
                }
            }
            catch (TemplateException)
            {
                // The value is not known then, and the finding at the deployment says which one is missing.
            }
        }

        return used is null
            ? null
            : (used, values.Parameters.Values.Where(p => p.Default is not null).ToDictionary(p => p.Name, p => p.Default!, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>From <c>resource</c> to the end of its body.</summary>
    public static ResourceDeclaration Resource(ExpressionParser parser)
    {
        parser.Take();
        var symbol = parser.Take();
        var type = PlainText(parser.Take());
        var isExisting = parser.Current.IsName("existing");
        if (isExisting)
        {
            parser.Take();
        }

        parser.Expect("=");
        var (loop, body) = Body(parser);
        return new ResourceDeclaration(symbol.Text, type.Split('@')[0].ToLowerInvariant(), body, symbol.Place) { Loop = loop, IsExisting = isExisting };
    }

    private static (Loop? Loop, Expression Body) Body(ExpressionParser parser)
    {
        parser.SkipCondition();
        if (parser.Current.Is("[") && parser.Peek().IsName("for"))
        {
            parser.Take();
            var (loop, body) = parser.Loop();
            parser.Expect("]");
            return (loop, body);
        }

        return (null, parser.Parse());
    }

    private static void Statement(ExpressionParser parser, Template template)
    {
        while (parser.TryTake("@"))
        {
            parser.Parse();
        }

        var keyword = parser.Current;
        switch (keyword.Text)
        {
            case "param" when parser.Peek().Kind == TokenKind.Name:
                parser.Take();
                var parameter = parser.Take();
                template.Parameters[parameter.Text] = new Parameter(parameter.Text, SkipTo(parser, "=") ? parser.Parse() : Nullable(parser), parameter.Place);
                break;
            case "var" when parser.Peek().Kind == TokenKind.Name:
                parser.Take();
                var name = parser.Take().Text;
                template.Variables[name] = new OpaqueExpression($"variable {name}", keyword.Place);
                if (SkipTo(parser, "="))
                {
                    template.Variables[name] = Body(parser) is var (loop, body) && loop is not null ? new LoopExpression(loop, null, body, body.Place) : body;
                }

                break;
            case "resource" when parser.Peek(2).Kind == TokenKind.Text:
                template.Resources.Add(Resource(parser));
                break;
            case "module" when parser.Peek(2).Kind == TokenKind.Text:
                parser.Take();
                var symbol = parser.Take();
                var source = PlainText(parser.Take());
                parser.Expect("=");
                var (moduleLoop, moduleBody) = Body(parser);
                template.Modules.Add(new ModuleDeclaration(
                    symbol.Text,
                    source,
                    (moduleBody as ObjectExpression)?.Entries.FirstOrDefault(e => e.Key is TextExpression { Text: "params" })?.Value
                        ?? new ObjectExpression([], symbol.Place),
                    symbol.Place)
                {
                    Loop = moduleLoop,
                });
                break;
        }
    }

    /// <summary>A parameter of a type with a question mark may be left out.</summary>
    private static Expression? Nullable(ExpressionParser parser) => parser.Peek(-1) is { } last && last.Is("?") ? new NothingExpression(last.Place) : null;

    /// <summary>Past the type of a parameter.</summary>
    private static bool SkipTo(ExpressionParser parser, string symbol)
    {
        var depth = 0;
        while (!parser.IsAtEnd)
        {
            var token = parser.Take();
            if (depth == 0 && token.Is(symbol))
            {
                return true;
            }

            depth += token.Is("{") || token.Is("[") || token.Is("(") ? 1 : token.Is("}") || token.Is("]") || token.Is(")") ? -1 : 0;
        }

        return false;
    }

    private static string PlainText(Token token) =>
        token.Kind == TokenKind.Text ? string.Concat(token.Parts.Select(p => p.Text)) : throw new TemplateException(token.Place, "a string is expected here");

    /// <summary>Each with an end of its own, so that one that does not hold together spoils no other.</summary>
    private static IEnumerable<IReadOnlyList<Token>> Statements(string text, string path, ICollection<FileProblem> problems)
    {
        IReadOnlyList<Token> tokens;
        try
        {
            tokens = Lexer.Read(text, path, isHcl: false);
        }
        catch (TemplateException e)
        {
            if (Deployment.IsMentionedIn(text))
            {
                problems.Add(new FileProblem(e.Place, e.Message));
            }

            return [];
        }

        var statements = new List<IReadOnlyList<Token>>();
        var current = new List<Token>();
        var depth = 0;
        foreach (var token in tokens)
        {
            if (token.Kind == TokenKind.End || (depth <= 0 && token.StartsLine && (token.Is("@") || (token.Kind == TokenKind.Name && Keywords.Contains(token.Text)))))
            {
                if (current.Count > 0)
                {
                    current.Add(new Token(TokenKind.End, "", token.Place, true));
                    statements.Add(current);
                }

                current = [];
                depth = 0;
            }

            depth += token.Is("{") || token.Is("[") || token.Is("(") ? 1 : token.Is("}") || token.Is("]") || token.Is(")") ? -1 : 0;
            current.Add(token);
        }

        return statements;
    }
}
