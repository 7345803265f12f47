using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Infrastructure;

/// <summary>Reads what matters of Terraform's files: variables, locals, resources and modules. All files of a folder are one template.</summary>
internal static class TerraformReader
{
    private const string AzApiPrefix = "microsoft.cognitiveservices/";

    public static void Read(string text, string path, Template template) => Attempt(text, template.Problems, () =>
    {
        var parser = new ExpressionParser(Lexer.Read(text, path, isHcl: true), isHcl: true);
        while (!parser.IsAtEnd)
        {
            var place = parser.Current.Place;
            if (parser.Current.Kind != TokenKind.Name)
            {
                throw new TemplateException(place, "a block is expected here");
            }

            var (labels, body) = Block(parser);
            Add(template, labels, body, place);
        }
    });

    /// <summary>Values for variables: <c>name = value</c>.</summary>
    public static Dictionary<string, Expression> ReadValues(string text, string path)
    {
        var values = new Dictionary<string, Expression>(StringComparer.OrdinalIgnoreCase);
        Attempt(text, [], () =>
        {
            var parser = new ExpressionParser(Lexer.Read(text, path, isHcl: true), isHcl: true);
            while (!parser.IsAtEnd)
            {
                var name = parser.Take().Text;
                parser.Expect("=");
                values[name] = parser.Parse();
            }
        });
        return values;
    }

    /// <summary>The same in JSON: blocks are objects, and strings are templates.</summary>
    public static void ReadJson(YamlMapping root, Template template)
    {
        foreach (var entry in root.Entries)
        {
            switch (entry.Key.Text)
            {
                case "variable" or "locals" or "module":
                    foreach (var (name, body) in Members(entry.Value).Select(m => (m.Key.Text, m.Value)))
                    {
                        Attempt("", template.Problems, () =>
                        {
                            if (entry.Key.Text == "locals")
                            {
                                template.Variables[name] = JsonExpressions.OfTerraform(body);
                            }
                            else if (JsonExpressions.OfTerraform(body) is ObjectExpression read)
                            {
                                Add(template, [entry.Key.Text, name], read, body.Place);
                            }
                        });
                    }

                    break;
                case "resource":
                    foreach (var type in Members(entry.Value))
                    {
                        foreach (var resource in Members(type.Value))
                        {
                            Attempt(Deployment.IsMentionedIn(type.Key.Text) ? type.Key.Text : "", template.Problems, () =>
                            {
                                if (JsonExpressions.OfTerraform(resource.Value is YamlSequence { Items.Count: 1 } one ? one.Items[0] : resource.Value) is ObjectExpression read)
                                {
                                    Add(template, ["resource", type.Key.Text, resource.Key.Text], read, resource.Key.Place);
                                }
                            });
                        }
                    }

                    break;
            }
        }
    }

    private static IEnumerable<YamlEntry> Members(YamlValue value) => value switch
    {
        YamlMapping mapping => mapping.Entries,
        YamlSequence list => list.Items.OfType<YamlMapping>().SelectMany(i => i.Entries),
        _ => [],
    };

    private static void Attempt(string text, ICollection<FileProblem> problems, Action read)
    {
        try
        {
            read();
        }
        catch (TemplateException e)
        {
            if (Deployment.IsMentionedIn(text))
            {
                problems.Add(new FileProblem(e.Place, e.Message));
            }
        }
    }

    private static void Add(Template template, IReadOnlyList<string> labels, ObjectExpression body, SourcePlace place)
    {
        switch (labels[0])
        {
            case "variable" when labels.Count > 1:
                template.Parameters[labels[1]] = new Parameter(labels[1], Value(body, "default"), place);
                break;
            case "locals":
                foreach (var entry in body.Entries)
                {
                    if (entry.Key is TextExpression name)
                    {
                        template.Variables[name.Text] = entry.Value;
                    }
                }

                break;
            case "resource" when labels.Count > 2:
                var type = labels[1].ToLowerInvariant();
                if (type == "azapi_resource" && Value(body, "type") is TextExpression { Text: var armType })
                {
                    type = armType.Split('@')[0].ToLowerInvariant();
                    type = type.StartsWith(AzApiPrefix, StringComparison.Ordinal) ? "azapi:" + type : type;
                }

                template.Resources.Add(new ResourceDeclaration(labels[1] + "." + labels[2], type, body, place) { Loop = LoopOf(body) });
                break;
            case "module" when labels.Count > 1 && Value(body, "source") is TextExpression source:
                template.Modules.Add(new ModuleDeclaration(labels[1], source.Text, body, place) { Loop = LoopOf(body) });
                break;
        }
    }

    private static Loop? LoopOf(ObjectExpression body) => Value(body, "for_each") is { } items ? new Loop("each", "", items)
        : Value(body, "count") is { } count ? new Loop(Evaluator.Count, "", count)
        : null;

    private static Expression? Value(ObjectExpression body, string name) =>
        body.Entries.FirstOrDefault(e => e.Key is TextExpression key && key.Text == name)?.Value;

    /// <summary><c>type "label" "label" { ... }</c></summary>
    private static (IReadOnlyList<string> Labels, ObjectExpression Body) Block(ExpressionParser parser)
    {
        var labels = new List<string>();
        var open = parser.Current;
        while (!parser.Current.Is("{"))
        {
            var token = parser.Take();
            if (token.Kind is not (TokenKind.Name or TokenKind.Text))
            {
                throw new TemplateException(token.Place, "a block is expected here");
            }

            labels.Add(token.Kind == TokenKind.Name ? token.Text : string.Concat(token.Parts.Select(p => p.Text)));
        }

        parser.Take();
        var entries = new List<ObjectEntry>();
        while (!parser.TryTake("}"))
        {
            var token = parser.Current;
            if (token.Kind != TokenKind.Name)
            {
                throw new TemplateException(token.Place, token.Kind == TokenKind.End ? $"the block of line {open.Place.Line} does not end" : "an argument or a block is expected here");
            }

            if (parser.Peek().Is("="))
            {
                parser.Take();
                parser.Take();
                entries.Add(new ObjectEntry(new TextExpression(token.Text, token.Place), parser.Parse()));
            }
            else
            {
                var (inner, body) = Block(parser);
                entries.Add(inner[0] == "dynamic" && inner.Count > 1
                    ? new ObjectEntry(new TextExpression(inner[1], token.Place), new OpaqueExpression($"a dynamic block \"{inner[1]}\"", token.Place))
                    : new ObjectEntry(new TextExpression(inner[0], token.Place), body));
            }
        }

        return (labels, new ObjectExpression(entries, open.Place));
    }
}
