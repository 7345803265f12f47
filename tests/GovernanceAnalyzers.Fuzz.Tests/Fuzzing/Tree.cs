using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

/// <summary>
/// YAML or JSON as nodes that can be changed and written again. What is put in place of a node is written as it is, right or not.
/// Front matter keeps the text that follows it.
/// </summary>
internal sealed partial class Tree
{
    private readonly bool _isJson;
    private readonly string _rest;

    private Tree(Node root, bool isJson, string rest)
    {
        Root = root;
        _isJson = isJson;
        _rest = rest;
    }

    public Node Root { get; }

    public IReadOnlyList<Node> Nodes => [.. Below(Root)];

    /// <summary>Null for what is neither.</summary>
    public static Tree? Of(string text)
    {
        var rest = "";
        if (text.StartsWith("---\n", StringComparison.Ordinal) && text.IndexOf("\n---\n", StringComparison.Ordinal) is > 0 and var end)
        {
            (text, rest) = (text.Substring(4, end - 3), text.Substring(end));
        }

        var isJson = text.TrimStart().FirstOrDefault() is '{' or '[';
        var problems = new List<FileProblem>();
        var root = isJson ? JsonReader.ReadText(text, "", problems) : YamlReader.ReadText(text, "", problems);
        return root is YamlMapping or YamlSequence && problems.Count == 0 ? new Tree(Node.Of(root), isJson, rest) : null;
    }

    /// <param name="asBlock">As people write YAML; else as JSON, which YAML takes too.</param>
    public string Write(bool asBlock)
    {
        var text = new StringBuilder();
        if (asBlock && !_isJson)
        {
            Block(text, Root, 0);
        }
        else
        {
            Flow(text, Root);
            text.Append('\n');
        }

        return _rest.Length == 0 ? text.ToString() : "---\n" + text.ToString().TrimEnd('\n') + _rest;
    }

    private static IEnumerable<Node> Below(Node node) => node.Items.SelectMany(i => Below(i.Value)).Prepend(node);

    private static void Flow(StringBuilder text, Node node)
    {
        if (node.Raw is { } raw)
        {
            text.Append(raw);
            return;
        }

        text.Append(node.IsMapping ? '{' : '[');
        var first = true;
        foreach (var (key, value) in node.Items)
        {
            text.Append(first ? "" : ", ");
            first = false;
            if (node.IsMapping)
            {
                text.Append(key).Append(": ");
            }

            Flow(text, value);
        }

        text.Append(node.IsMapping ? '}' : ']');
    }

    private static void Block(StringBuilder text, Node node, int indent)
    {
        foreach (var (key, value) in node.Items)
        {
            text.Append(' ', indent).Append(node.IsMapping ? key + ":" : "-");
            if (value.Raw is not null || value.Items.Count == 0)
            {
                text.Append(' ');
                Flow(text, value);
                text.Append('\n');
            }
            else
            {
                text.Append('\n');
                Block(text, value, indent + 2);
            }
        }
    }

    [GeneratedRegex(@"^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    /// <summary>A mapping, a list, or text that stands for itself.</summary>
    internal sealed class Node
    {
        public string? Raw { get; set; }

        public bool IsMapping { get; set; }

        public List<(string Key, Node Value)> Items { get; private set; } = [];

        public static Node Of(YamlValue value) => value switch
        {
            YamlMapping mapping => new Node { IsMapping = true, Items = [.. mapping.Entries.Select(e => (Quoted(e.Key), Of(e.Value)))] },
            YamlSequence list => new Node { Items = [.. list.Items.Select(i => ("", Of(i)))] },
            _ => new Node { Raw = Quoted((YamlScalar)value) },
        };

        /// <summary>Numbers and constants as they are; all else in quotes, which JSON and YAML both take.</summary>
        private static string Quoted(YamlScalar scalar) =>
            scalar.IsPlain && (scalar.Text is "true" or "false" or "null" || Number().IsMatch(scalar.Text)) ? scalar.Text : JsonSerializer.Serialize(scalar.Text);
    }
}
