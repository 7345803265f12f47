using System;
using System.Linq;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Infrastructure;

/// <summary>Values of JSON as expressions.</summary>
internal static class JsonExpressions
{
    /// <summary>Strings in brackets are expressions of ARM.</summary>
    public static Expression OfArm(YamlValue value) => Of(value, s => s.Text.StartsWith("[", StringComparison.Ordinal) && s.Text.EndsWith("]", StringComparison.Ordinal)
        ? s.Text.StartsWith("[[", StringComparison.Ordinal)
            ? new TextExpression(s.Text.Substring(1), s.Place)
            : ExpressionParser.Parse(Lexer.Read(s.Text.Substring(1, s.Text.Length - 2), s.Place), isHcl: false)
        : new TextExpression(s.Text, s.Place));

    /// <summary>Strings are templates of Terraform.</summary>
    public static Expression OfTerraform(YamlValue value) => Of(value, s => ExpressionParser.OfText(Lexer.ReadTemplate(s.Text, s.Place), isHcl: true));

    public static Expression Plain(YamlValue value) => Of(value, s => new TextExpression(s.Text, s.Place));

    private static Expression Of(YamlValue value, Func<YamlScalar, Expression> text) => value switch
    {
        YamlMapping mapping => new ObjectExpression(
            mapping.Entries.Select(e => new ObjectEntry(new TextExpression(e.Key.Text, e.Key.Place), Of(e.Value, text))).ToArray(), mapping.Place),
        YamlSequence list => new ListExpression(list.Items.Select(i => Of(i, text)).ToArray(), list.Place),
        YamlScalar { IsNull: true } nothing => new NothingExpression(nothing.Place),
        YamlScalar { IsPlain: true } plain => new TextExpression(plain.Text, plain.Place),
        YamlScalar scalar => Guarded(scalar, text),
        _ => new NothingExpression(value.Place),
    };

    private static Expression Guarded(YamlScalar scalar, Func<YamlScalar, Expression> text)
    {
        try
        {
            return text(scalar);
        }
        catch (TemplateException e)
        {
            return new OpaqueExpression($"an expression that cannot be read ({e.Message})", scalar.Place);
        }
    }
}
