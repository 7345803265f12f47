using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Policy;

/// <summary>
/// Compares what people write to name a symbol with the display string of a finding. They write display strings
/// (<c>Shop.Bot.Ask(string)</c>, or without parameters for all overloads) or documentation-comment ids
/// (<c>M:Shop.Bot.Ask(System.String)</c>, <c>T:Shop.Bot</c> and <c>N:Shop</c> with all that is inside); <c>*</c> takes any characters.
/// </summary>
public static class SymbolPattern
{
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["bool"] = "System.Boolean",
        ["byte"] = "System.Byte",
        ["sbyte"] = "System.SByte",
        ["char"] = "System.Char",
        ["decimal"] = "System.Decimal",
        ["double"] = "System.Double",
        ["float"] = "System.Single",
        ["int"] = "System.Int32",
        ["uint"] = "System.UInt32",
        ["nint"] = "System.IntPtr",
        ["nuint"] = "System.UIntPtr",
        ["long"] = "System.Int64",
        ["ulong"] = "System.UInt64",
        ["short"] = "System.Int16",
        ["ushort"] = "System.UInt16",
        ["object"] = "System.Object",
        ["dynamic"] = "System.Object",
        ["string"] = "System.String",
    };

    private static readonly string[] Modifiers = ["ref readonly ", "scoped ", "params ", "ref ", "out ", "in ", "this "];

    private static readonly string[] Accessors = [".get", ".set", ".init", ".add", ".remove"];

    /// <param name="pattern">As written in a waiver.</param>
    /// <param name="symbol">As in <see cref="Findings.Finding.Symbol"/>; nothing matches an empty one.</param>
    public static bool Matches(string pattern, string symbol)
    {
        if (symbol.Length == 0)
        {
            return false;
        }

        pattern = pattern.StartsWith("~", StringComparison.Ordinal) ? pattern.Substring(1) : pattern;
        if (pattern.Length < 3 || pattern[1] != ':')
        {
            return Glob.IsNameMatch(pattern, symbol)
                || (pattern.IndexOf('(') < 0 && Glob.IsNameMatch(pattern, WithoutParameters(symbol)));
        }

        var id = WithoutArity(pattern.Substring(2));
        switch (pattern[0])
        {
            case 'N' or 'T':
                var name = WithoutTypeParameters(WithoutParameters(symbol));
                return Glob.IsNameMatch(id, name) || Glob.IsNameMatch(id + ".*", name);
            case 'M':
                // A documentation-comment id without parentheses is one without parameters.
                return Glob.IsNameMatch(Method(id.IndexOf('(') < 0 && !id.EndsWith("*", StringComparison.Ordinal) ? id + "()" : id), Method(symbol));
            default:
                return Glob.IsNameMatch(id, WithoutTypeParameters(WithoutAccessor(WithoutParameters(symbol))));
        }
    }

    /// <summary>One form for both notations: <c>Shop.Bot.#ctor(System.String)</c>, no generic arguments of the names before the parameters.</summary>
    private static string Method(string text)
    {
        var open = text.IndexOf('(');
        var name = WithoutTypeParameters(open < 0 ? text : text.Substring(0, open));
        var dot = name.LastIndexOf('.');
        var before = dot < 0 ? "" : name.Substring(0, dot);
        // A constructor is displayed by the name of its type.
        if (dot >= 0 && before.Substring(before.LastIndexOf('.') + 1) == name.Substring(dot + 1))
        {
            name = before + ".#ctor";
        }

        if (open < 0)
        {
            return name;
        }

        var parameters = text.Substring(open + 1).TrimEnd(')');
        return name + "(" + string.Join(",", Split(parameters).Select(Parameter)) + ")";
    }

    private static string Parameter(string text)
    {
        text = text.Trim().TrimEnd('@');
        while (Modifiers.FirstOrDefault(m => text.StartsWith(m, StringComparison.Ordinal)) is { } modifier)
        {
            text = text.Substring(modifier.Length).TrimStart();
        }

        text = text.Replace('{', '<').Replace('}', '>');
        var plain = new StringBuilder();
        var word = new StringBuilder();
        foreach (var c in text + "\0")
        {
            if (char.IsLetterOrDigit(c) || c is '_' or '.')
            {
                word.Append(c);
                continue;
            }

            plain.Append(Keywords.TryGetValue(word.ToString(), out var full) ? full : word.ToString());
            word.Clear();
            // Nullability is no part of an id for references, and another type for values: Nullable<int> and int? are both shown as int.
            if (c is not ('?' or ' ' or '\0'))
            {
                plain.Append(c);
            }
        }

        var type = plain.ToString();
        const string Nullable = "System.Nullable<";
        return type.StartsWith(Nullable, StringComparison.Ordinal) && type.EndsWith(">", StringComparison.Ordinal)
            ? type.Substring(Nullable.Length, type.Length - Nullable.Length - 1)
            : type;
    }

    /// <summary>At the commas that stand in no brackets.</summary>
    private static IEnumerable<string> Split(string parameters)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < parameters.Length; i++)
        {
            switch (parameters[i])
            {
                case '<' or '{' or '[' or '(':
                    depth++;
                    break;
                case '>' or '}' or ']' or ')':
                    depth--;
                    break;
                case ',' when depth == 0:
                    yield return parameters.Substring(start, i - start);
                    start = i + 1;
                    break;
            }
        }

        if (parameters.Length > start)
        {
            yield return parameters.Substring(start);
        }
    }

    private static string WithoutParameters(string symbol)
    {
        var open = symbol.IndexOfAny(['(', '[']);
        return open < 0 ? symbol : symbol.Substring(0, open);
    }

    private static string WithoutAccessor(string symbol) =>
        Accessors.FirstOrDefault(a => symbol.EndsWith(a, StringComparison.Ordinal)) is { } accessor
            ? symbol.Substring(0, symbol.Length - accessor.Length)
            : symbol;

    private static string WithoutTypeParameters(string name)
    {
        var text = new StringBuilder(name.Length);
        var depth = 0;
        foreach (var c in name)
        {
            depth += c == '<' ? 1 : 0;
            if (depth == 0)
            {
                text.Append(c);
            }

            depth -= c == '>' ? 1 : 0;
        }

        return text.ToString();
    }

    /// <summary>Drops <c>`1</c> and <c>``1</c>, which say how many type parameters there are.</summary>
    private static string WithoutArity(string id)
    {
        var open = id.IndexOf('(');
        var name = open < 0 ? id : id.Substring(0, open);
        var text = new StringBuilder(id.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] != '`')
            {
                text.Append(name[i]);
                continue;
            }

            while (i + 1 < name.Length && (name[i + 1] == '`' || char.IsDigit(name[i + 1])))
            {
                i++;
            }
        }

        return text.Append(open < 0 ? "" : id.Substring(open)).ToString();
    }
}
