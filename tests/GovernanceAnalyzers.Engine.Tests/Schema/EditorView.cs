using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NJsonSchema;
using Newtonsoft.Json.Linq;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace GovernanceAnalyzers.Engine.Tests.Schema;

/// <summary>A YAML file as an editor sees it: read with YAML 1.2's core schema (chapter 10.3 of the specification), then held against a JSON Schema.</summary>
internal static partial class EditorView
{
    /// <returns>What is wrong; empty when nothing is.</returns>
    public static IReadOnlyList<string> Problems(string yaml, JsonSchema schema)
    {
        JToken value;
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count > 1)
            {
                return ["More than one document."];
            }

            value = stream.Documents.Count == 0 ? JValue.CreateNull() : Token(stream.Documents[0].RootNode);
        }
        catch (YamlException e)
        {
            return [e.Message];
        }

        return [.. schema.Validate(value).Select(e => e.ToString())];
    }

    private static JToken Token(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JObject(mapping.Children.Select(c => new JProperty(((YamlScalarNode)c.Key).Value ?? "", Token(c.Value)))),
        YamlSequenceNode sequence => new JArray(sequence.Children.Select(Token)),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value ?? ""),
        YamlScalarNode quoted => new JValue(quoted.Value),
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    private static JToken Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => JValue.CreateNull(),
        "true" or "True" or "TRUE" => new JValue(true),
        "false" or "False" or "FALSE" => new JValue(false),
        _ when Whole().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => new JValue(number),
        _ when Hexadecimal().IsMatch(text) => new JValue(Convert.ToInt64(text, 16)),
        _ when Octal().IsMatch(text) => new JValue(Convert.ToInt64(text[2..], 8)),
        // To JSON Schema 90.0 and 90 are one number, which this library does not know.
        _ when Number().IsMatch(text) => double.Parse(text, CultureInfo.InvariantCulture) is var number && number == Math.Floor(number) && Math.Abs(number) < 1e15
            ? new JValue((long)number)
            : new JValue(number),
        _ => new JValue(text),
    };

    [GeneratedRegex(@"^[-+]?[0-9]+$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^0x[0-9a-fA-F]{1,15}$")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^0o[0-7]{1,20}$")]
    private static partial Regex Octal();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Number();
}
