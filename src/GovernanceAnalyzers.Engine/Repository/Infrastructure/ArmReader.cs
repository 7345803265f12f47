using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Infrastructure;

/// <summary>Reads what matters of an ARM template: parameters, variables, resources and templates in it.</summary>
internal static class ArmReader
{
    public static Template Read(YamlMapping root, string path)
    {
        var template = new Template(path) { Folder = Paths.Folder(path) };
        foreach (var parameter in root.Mapping("parameters")?.Entries ?? [])
        {
            template.Parameters[parameter.Key.Text] = new Parameter(
                parameter.Key.Text, (parameter.Value as YamlMapping)?["defaultValue"] is { } value ? JsonExpressions.OfArm(value)
                    : (parameter.Value as YamlMapping)?.Text("nullable") == "true" ? new NothingExpression(parameter.Key.Place)
                    : null,
                parameter.Key.Place);
        }

        foreach (var variable in root.Mapping("variables")?.Entries ?? [])
        {
            template.Variables[variable.Key.Text] = JsonExpressions.OfArm(variable.Value);
        }

        Resources(root["resources"], "", null, template);
        return template;
    }

    /// <summary>Values for parameters.</summary>
    /// <remarks>
    /// In files for the Azure Developer CLI a value may be <c>${NAME}</c> or <c>${NAME=default}</c>. Without a default the environment
    /// decides, and where it says nothing the template's own default counts.
    /// </remarks>
    public static Dictionary<string, Expression> ReadParameters(YamlMapping root)
    {
        var values = new Dictionary<string, Expression>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in root.Mapping("parameters")?.Entries ?? [])
        {
            if ((parameter.Value as YamlMapping)?["value"] is not { } value)
            {
                if ((parameter.Value as YamlMapping)?["reference"] is { } secret)
                {
                    values[parameter.Key.Text] = new OpaqueExpression("a key vault", secret.Place);
                }

                continue;
            }

            if (value is not YamlScalar scalar || !scalar.Text.StartsWith("${", StringComparison.Ordinal) || !scalar.Text.EndsWith("}", StringComparison.Ordinal))
            {
                values[parameter.Key.Text] = JsonExpressions.Plain(value);
            }
            else if (scalar.Text.IndexOf('=') is var equals and > 0)
            {
                values[parameter.Key.Text] = new TextExpression(scalar.Text.Substring(equals + 1, scalar.Text.Length - equals - 2), scalar.Place);
            }
            else
            {
                values[parameter.Key.Text] = new CallExpression(
                    Evaluator.OrDefault, [new OpaqueExpression($"environment variable {scalar.Text.Substring(2, scalar.Text.Length - 3)}", scalar.Place)], scalar.Place);
            }
        }

        return values;
    }

    private static void Resources(YamlValue? resources, string outerType, ResourceDeclaration? outer, Template template)
    {
        var items = resources switch
        {
            YamlSequence list => list.Items.OfType<YamlMapping>().Select(r => ("", r)),
            YamlMapping named => named.Entries.Where(e => e.Value is YamlMapping).Select(e => (e.Key.Text, (YamlMapping)e.Value)),
            _ => [],
        };
        foreach (var (symbol, resource) in items)
        {
            var type = (resource.Text("type") ?? "").ToLowerInvariant();
            type = outerType.Length > 0 && type.IndexOf('.') < 0 ? outerType + "/" + type : type;
            if (JsonExpressions.OfArm(resource) is not ObjectExpression body)
            {
                continue;
            }

            var loop = resource.Mapping("copy")?["count"] is { } count ? new Loop(Evaluator.CopyIndex, "", JsonExpressions.OfArm(count)) : null;
            var declaration = new ResourceDeclaration(symbol, type, body, resource.Place) { Loop = loop, Outer = outer, IsExisting = resource.Text("existing") == "true" };
            if (type == "microsoft.resources/deployments" && resource.Mapping("properties") is { } properties && properties.Mapping("template") is { } inline)
            {
                var arguments = properties.Mapping("parameters")?.Entries
                    .Select(p => new ObjectEntry(
                        new TextExpression(p.Key.Text, p.Key.Place),
                        (p.Value as YamlMapping)?["value"] is { } value ? JsonExpressions.OfArm(value) : new OpaqueExpression("a parameter", p.Key.Place)))
                    .ToArray();
                var isInner = string.Equals(properties.Mapping("expressionEvaluationOptions")?.Text("scope"), "inner", StringComparison.OrdinalIgnoreCase);
                var nested = Read(inline, template.Path);
                if (!isInner)
                {
                    // Expressions of such a template mean the outer one's parameters and variables.
                    template.Resources.AddRange(nested.Resources);
                    template.Modules.AddRange(nested.Modules);
                    continue;
                }

                template.Modules.Add(new ModuleDeclaration("", "", new ObjectExpression(arguments ?? [], properties.Place), resource.Place) { Inline = nested, Loop = loop });
                continue;
            }

            template.Resources.Add(declaration);
            Resources(resource["resources"], type, declaration, template);
        }
    }
}
