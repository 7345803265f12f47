using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;

namespace GovernanceAnalyzers.Engine.Repository.Infrastructure;

/// <summary>
/// Reads expressions from tokens. What is valid is read as the languages define it; what is not may be read as something, because
/// their own compilers say what is wrong with it.
/// </summary>
internal sealed class ExpressionParser(IReadOnlyList<Token> tokens, bool isHcl, int at = 0)
{
    private const int MaximumDepth = 100;

    private static readonly string[][] Levels = [["??"], ["||"], ["&&"], ["==", "!=", "=~", "!~"], ["<", ">", "<=", ">="], ["+", "-"], ["*", "/", "%"]];

    private int _depth;

    /// <summary>Index of the next token.</summary>
    public int At { get; private set; } = at;

    public Token Current => tokens[Math.Min(At, tokens.Count - 1)];

    public bool IsAtEnd => Current.Kind == TokenKind.End;

    public Token Peek(int ahead = 1) => tokens[Math.Max(0, Math.Min(At + ahead, tokens.Count - 1))];

    public Token Take()
    {
        var token = Current;
        At++;
        return token;
    }

    public bool TryTake(string symbol)
    {
        if (!Current.Is(symbol))
        {
            return false;
        }

        At++;
        return true;
    }

    public void Expect(string symbol)
    {
        if (!TryTake(symbol))
        {
            throw new TemplateException(Current.Place, $"'{symbol}' is expected here");
        }
    }

    /// <summary>The one expression that the tokens are.</summary>
    public static Expression Parse(IReadOnlyList<Token> tokens, bool isHcl) => new ExpressionParser(tokens, isHcl).Parse();

    public Expression Parse()
    {
        if (++_depth > MaximumDepth)
        {
            throw new TemplateException(Current.Place, "expressions are nested too deeply");
        }

        var condition = Binary(0);
        if (Current.Is("?"))
        {
            At++;
            var then = Parse();
            Expect(":");
            condition = new ConditionalExpression(condition, then, Parse(), condition.Place);
        }

        _depth--;
        return condition;
    }

    public static Expression OfText(Token token, bool isHcl)
    {
        var parts = token.Parts
            .Where(p => p.Value is not null || p.Text.Length > 0)
            .Select(p => p.Value is null ? new TextExpression(p.Text, token.Place) : Value(p.Value, isHcl))
            .ToArray();
        return parts.Length switch
        {
            0 => new TextExpression("", token.Place),
            1 => parts[0],
            _ => new InterpolatedExpression(parts, token.Place),
        };

        // Directives (%{ if }) are no expressions.
        static Expression Value(IReadOnlyList<Token> tokens, bool isHcl) =>
            tokens[0].IsName("if") || tokens[0].IsName("for") || tokens[0].IsName("endif") || tokens[0].IsName("endfor") || tokens[0].IsName("else")
                ? new OpaqueExpression("a template", tokens[0].Place)
                : Parse(tokens, isHcl);
    }

    private Expression Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        var left = Binary(level + 1);
        while (Current.Kind == TokenKind.Symbol && Levels[level].Contains(Current.Text) && !(Current.StartsLine && Current.Text is "-" or "*"))
        {
            var op = Take().Text;
            left = new OperatorExpression(op, left, Binary(level + 1), left.Place);
        }

        return left;
    }

    private Expression Unary()
    {
        var token = Current;
        if (token.Is("!") || token.Is("-"))
        {
            At++;
            if (++_depth > MaximumDepth)
            {
                throw new TemplateException(token.Place, "expressions are nested too deeply");
            }

            var operand = Unary();
            _depth--;
            return new OperatorExpression(token.Text, operand, null, token.Place);
        }

        return Postfix(Primary());
    }

    private Expression Postfix(Expression target)
    {
        while (true)
        {
            var token = Current;
            if (token.Is(".") || token.Is(".?") || token.Is("::"))
            {
                At++;
                if (Current.Is("*"))
                {
                    At++;
                    target = new OpaqueExpression("a splat expression", token.Place);
                    continue;
                }

                var name = Take();
                if (name.Kind is not (TokenKind.Name or TokenKind.Number))
                {
                    throw new TemplateException(name.Place, "a name is expected here");
                }

                target = Current.Is("(") && !Current.StartsLine
                    ? Call(name.Text, name.Place)
                    : new MemberExpression(target, name.Text, name.Place);
            }
            else if (token.Is("[") && !token.StartsLine)
            {
                At++;
                TryTake("?");
                if (Current.Is("*"))
                {
                    At++;
                    Expect("]");
                    target = new OpaqueExpression("a splat expression", token.Place);
                    continue;
                }

                TryTake("^");
                var index = Parse();
                Expect("]");
                target = new IndexExpression(target, index, token.Place);
            }
            else if (!isHcl && token.Is("!") && !token.StartsLine)
            {
                At++;
            }
            else
            {
                return target;
            }
        }
    }

    private Expression Call(string function, SourcePlace place)
    {
        Expect("(");
        var arguments = new List<Expression>();
        while (!Current.Is(")"))
        {
            if (IsAtEnd)
            {
                throw new TemplateException(place, "the arguments of a function do not end");
            }

            arguments.Add(Parse());
            TryTake("...");
            TryTake(",");
        }

        At++;
        return new CallExpression(function, arguments, place);
    }

    private Expression Primary()
    {
        var token = Take();
        switch (token.Kind)
        {
            case TokenKind.Text:
                return OfText(token, isHcl);
            case TokenKind.Number:
                return new TextExpression(token.Text, token.Place);
            case TokenKind.Name when token.Text is "true" or "false":
                return new TextExpression(token.Text, token.Place);
            case TokenKind.Name when token.Text == "null":
                return new NothingExpression(token.Place);
            case TokenKind.Name when Current.Is("=>") && !isHcl:
                At++;
                return new LambdaExpression([token.Text], Parse(), token.Place);
            case TokenKind.Name:
                return Current.Is("(") && !Current.StartsLine ? Call(token.Text, token.Place) : new NameExpression(token.Text, token.Place);
            case TokenKind.Symbol when token.Text == "(":
                return Parentheses(token);
            case TokenKind.Symbol when token.Text == "[":
                return List(token);
            case TokenKind.Symbol when token.Text == "{":
                return Object(token);
            default:
                throw new TemplateException(token.Place, token.Kind == TokenKind.End ? "the text ends in the middle of an expression" : $"'{token.Text}' is not expected here");
        }
    }

    private Expression Parentheses(Token open)
    {
        var start = At;
        var names = new List<string>();
        while (Current.Kind == TokenKind.Name)
        {
            names.Add(Take().Text);
            TryTake(",");
        }

        if (names.Count > 0 && Current.Is(")") && Peek().Is("=>"))
        {
            At += 2;
            return new LambdaExpression(names, Parse(), open.Place);
        }

        At = start;
        var inner = Parse();
        Expect(")");
        return inner;
    }

    private Expression List(Token open)
    {
        if (Current.IsName("for"))
        {
            var (loop, body) = Loop();
            Expect("]");
            return new LoopExpression(loop, null, body, open.Place);
        }

        var items = new List<Expression>();
        while (!TryTake("]"))
        {
            if (IsAtEnd)
            {
                throw new TemplateException(open.Place, "a list does not end");
            }

            // A list that is spread into this one is taken as one of its items, which is read as what it holds.
            items.Add(TryTake("...") ? new CallExpression("$spread", [Parse()], open.Place) : Parse());
            TryTake(",");
        }

        return new ListExpression(items, open.Place);
    }

    /// <summary>From <c>for</c> to the end of the body, in either language.</summary>
    public (Loop Loop, Expression Body) Loop()
    {
        At++;
        string item, index;
        if (TryTake("("))
        {
            item = Take().Text;
            Expect(",");
            index = Take().Text;
            Expect(")");
        }
        else
        {
            item = Take().Text;
            index = "";
            if (TryTake(","))
            {
                // Terraform has the key first.
                index = item;
                item = Take().Text;
            }
        }

        if (!Current.IsName("in"))
        {
            throw new TemplateException(Current.Place, "'in' is expected here");
        }

        At++;
        var collection = Parse();
        Expect(":");
        SkipCondition();
        var body = Parse();
        if (isHcl && Current.IsName("if"))
        {
            At++;
            Parse();
        }

        return (new Loop(item, index, collection), body);
    }

    /// <summary><c>if (deploy)</c>: whether something is deployed at all is not asked.</summary>
    public void SkipCondition()
    {
        if (!isHcl && Current.IsName("if") && Peek().Is("("))
        {
            At++;
            Parentheses(Take());
        }
    }

    public ObjectExpression Body()
    {
        var open = Current;
        Expect("{");
        return Object(open) as ObjectExpression ?? throw new TemplateException(open.Place, "an object is expected here");
    }

    private Expression Object(Token open)
    {
        if (isHcl && Current.IsName("for"))
        {
            return MapLoop(open);
        }

        if (++_depth > MaximumDepth)
        {
            throw new TemplateException(open.Place, "expressions are nested too deeply");
        }

        var entries = new List<ObjectEntry>();
        var resources = new List<ResourceDeclaration>();
        while (!TryTake("}"))
        {
            var token = Current;
            if (token.Kind == TokenKind.End)
            {
                throw new TemplateException(open.Place, "an object does not end");
            }

            if (TryTake(",") || TryTake(";"))
            {
                continue;
            }

            if (TryTake("..."))
            {
                entries.Add(new ObjectEntry(null, Parse()));
            }
            else if (!isHcl && token.Is("@"))
            {
                At++;
                Parse();
            }
            else if (!isHcl && token.IsName("resource") && Peek().Kind == TokenKind.Name && Peek(2).Kind == TokenKind.Text)
            {
                resources.Add(BicepReader.Resource(this));
            }
            else
            {
                Expression key;
                if (token.Kind is TokenKind.Name or TokenKind.Number)
                {
                    At++;
                    key = new TextExpression(token.Text, token.Place);
                }
                else
                {
                    key = token.Kind == TokenKind.Text ? OfText(Take(), isHcl) : Primary();
                }

                if (!TryTake(":") && !TryTake("="))
                {
                    throw new TemplateException(Current.Place, "a value is expected here");
                }

                entries.Add(new ObjectEntry(key, Parse()));
            }
        }

        _depth--;
        return new ObjectExpression(entries, open.Place) { Resources = resources };
    }

    private Expression MapLoop(Token open)
    {
        At++;
        var item = Take().Text;
        var index = "";
        if (TryTake(","))
        {
            index = item;
            item = Take().Text;
        }

        At++;
        var collection = Parse();
        Expect(":");
        var key = Parse();
        Expect("=>");
        var body = Parse();
        TryTake("...");
        if (Current.IsName("if"))
        {
            At++;
            Parse();
        }

        Expect("}");
        return new LoopExpression(new Loop(item, index, collection), key, body, open.Place);
    }
}
