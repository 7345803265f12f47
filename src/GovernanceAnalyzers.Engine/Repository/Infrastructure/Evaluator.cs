using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Repository.Infrastructure;

/// <summary>What an expression comes to.</summary>
internal abstract record InfrastructureValue(SourcePlace Place);

internal sealed record TextValue(string Text, SourcePlace Place) : InfrastructureValue(Place);

internal sealed record NothingValue(SourcePlace Place) : InfrastructureValue(Place);

/// <param name="IsResource">Azure sets further properties.</param>
internal sealed record ObjectValue(IReadOnlyList<KeyValuePair<string, InfrastructureValue>> Entries, SourcePlace Place, bool IsResource = false)
    : InfrastructureValue(Place)
{
    public InfrastructureValue this[string name] =>
        Entries.LastOrDefault(e => string.Equals(e.Key, name, StringComparison.OrdinalIgnoreCase)) is { Key: not null } entry
            ? entry.Value
            : IsResource ? new UnknownValue("a property that Azure sets", Place) : new NothingValue(Place);
}

internal sealed record ListValue(IReadOnlyList<InfrastructureValue> Items, SourcePlace Place) : InfrastructureValue(Place);

/// <summary>One of several, and a condition decides which.</summary>
internal sealed record ChoiceValue(IReadOnlyList<InfrastructureValue> Options, SourcePlace Place) : InfrastructureValue(Place);

/// <param name="Why">A noun phrase: <c>parameter modelVersion of infra/ai.bicep(3), which has no value</c>.</param>
internal sealed record UnknownValue(string Why, SourcePlace Place) : InfrastructureValue(Place)
{
    /// <summary>How the text ends, where that much is known.</summary>
    public string Ending { get; init; } = "";
}

/// <summary>A template with the values it is used with.</summary>
internal sealed class Scope(Template template, IReadOnlyDictionary<string, InfrastructureValue> arguments)
{
    public Template Template { get; } = template;

    public IReadOnlyDictionary<string, InfrastructureValue> Arguments { get; } = arguments;

    /// <summary>What has been worked out; null while it is being.</summary>
    public Dictionary<string, InfrastructureValue?> Known { get; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>
/// Works out expressions as far as the files say. What only the deployment knows is unknown, and says what it would take; nothing
/// is guessed. Sizes are bounded, because templates can be written to explode.
/// </summary>
/// <param name="readJson">The value of a JSON file, by path, or null.</param>
internal sealed class Evaluator(Func<string, Expression?> readJson)
{
    /// <summary>A value that gives way to the parameter's default.</summary>
    public const string OrDefault = "$orDefault";

    /// <summary>The local name of the index of an ARM loop.</summary>
    public const string CopyIndex = "$copyIndex";

    /// <summary>The same for Terraform's <c>count</c>.</summary>
    public const string Count = "count";

    private const int MaximumSteps = 300_000;
    private const int MaximumText = 4_096;
    private const int MaximumItems = 500;
    private const int MaximumOptions = 16;
    private const int MaximumDepth = 200;

    private static readonly IReadOnlyDictionary<string, InfrastructureValue> NoLocals = new Dictionary<string, InfrastructureValue>();

    private int _steps;
    private int _depth;

    public bool IsExhausted => _steps > MaximumSteps;

    public InfrastructureValue Evaluate(Expression expression, Scope scope) => Evaluate(expression, scope, NoLocals);

    /// <summary>The local names of each turn of a loop; one turn with unknown names where the loop's list is not known.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, InfrastructureValue>> Turns(
        Loop? loop, Scope scope, IReadOnlyDictionary<string, InfrastructureValue>? outer = null)
    {
        var locals = outer ?? NoLocals;
        if (loop is null)
        {
            return [locals];
        }

        if (loop.Item is CopyIndex or Count && loop.Index.Length == 0 && (loop.Item == CopyIndex || scope.Template.IsTerraform))
        {
            return CopyTurns(loop, scope, locals);
        }

        var turns = new List<IReadOnlyDictionary<string, InfrastructureValue>>();
        foreach (var collection in Options(Evaluate(loop.Collection, scope, locals)))
        {
            switch (collection)
            {
                case ListValue list:
                    turns.AddRange(list.Items.Select((item, index) => Turn(item, Number(index, item.Place))));
                    break;
                case ObjectValue map:
                    turns.AddRange(map.Entries.Select(e => Turn(e.Value, new TextValue(e.Key, e.Value.Place))));
                    break;
                case NothingValue:
                    break;
                default:
                    var unknown = collection as UnknownValue ?? new UnknownValue("the list of a loop", collection.Place);
                    turns.Add(Turn(unknown, unknown));
                    break;
            }
        }

        return turns.Count <= MaximumItems ? turns : turns.Take(MaximumItems).ToArray();

        IReadOnlyDictionary<string, InfrastructureValue> Turn(InfrastructureValue item, InfrastructureValue index)
        {
            var result = locals.ToDictionary(l => l.Key, l => l.Value);
            if (scope.Template.IsTerraform && loop.Item == "each")
            {
                // A set of names has each name as key and value.
                result["each"] = new ObjectValue(
                    [new("key", item is TextValue ? item : index), new("value", item)], item.Place);
                return result;
            }

            result[loop.Item] = item;
            if (loop.Index.Length > 0)
            {
                result[loop.Index] = index;
            }

            return result;
        }
    }

    public InfrastructureValue Evaluate(Expression expression, Scope scope, IReadOnlyDictionary<string, InfrastructureValue> locals)
    {
        if (++_steps > MaximumSteps || _depth > MaximumDepth)
        {
            return new UnknownValue("a value that takes too many steps to work out", expression.Place);
        }

        _depth++;
        var value = Of(expression, scope, locals);
        _depth--;
        return value;
    }

    /// <summary>What a value may be; itself where it is no choice.</summary>
    public static IEnumerable<InfrastructureValue> Options(InfrastructureValue value) =>
        value is ChoiceValue choice ? choice.Options.SelectMany(Options).Take(MaximumOptions) : [value];

    private IReadOnlyList<IReadOnlyDictionary<string, InfrastructureValue>> CopyTurns(
        Loop loop, Scope scope, IReadOnlyDictionary<string, InfrastructureValue> locals)
    {
        var count = Evaluate(loop.Collection, scope, locals);
        // Terraform says "0" for what is not deployed; whether something is deployed is not asked.
        var numbers = Options(count)
            .Select(c => c is TextValue text && int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)
            .Select(n => loop.Item == Count && n == 0 ? 1 : n)
            .ToArray();
        var indexes = numbers.All(n => n >= 0)
            ? Enumerable.Range(0, Math.Min(numbers.Max(), MaximumItems)).Select(i => (InfrastructureValue)Number(i, count.Place))
            : [count as UnknownValue ?? new UnknownValue("the count of a loop", count.Place)];
        return indexes
            .Select(i => loop.Item == Count ? new KeyValuePair<string, InfrastructureValue>(Count, new ObjectValue([new("index", i)], count.Place)) : new(CopyIndex, i))
            .Select(i => (IReadOnlyDictionary<string, InfrastructureValue>)locals.Where(l => l.Key != i.Key).Append(i).ToDictionary(l => l.Key, l => l.Value))
            .ToArray();
    }

    private InfrastructureValue Of(Expression expression, Scope scope, IReadOnlyDictionary<string, InfrastructureValue> locals)
    {
        InfrastructureValue Value(Expression e) => Evaluate(e, scope, locals);

        switch (expression)
        {
            case TextExpression text:
                return new TextValue(text.Text, text.Place);
            case NothingExpression:
                return new NothingValue(expression.Place);
            case InterpolatedExpression interpolated:
                return Concatenate(interpolated.Parts.Select(Value).ToArray(), interpolated.Place);
            case NameExpression name:
                return locals.TryGetValue(name.Name, out var local) ? local : Named(name.Name, scope, name.Place);
            case MemberExpression member:
                return OfMember(member, scope, locals);
            case IndexExpression index:
                return OfIndex(Value(index.Target), Value(index.Index), index.Place);
            case ConditionalExpression conditional:
                return Value(conditional.Condition) is TextValue { Text: "true" or "false" } known
                    ? Value(known.Text == "true" ? conditional.Then : conditional.Else)
                    : Choice([Value(conditional.Then), Value(conditional.Else)], conditional.Place);
            case OperatorExpression operation:
                return OfOperator(operation, Value);
            case ListExpression list:
                var items = new List<InfrastructureValue>();
                foreach (var item in list.Items)
                {
                    if (item is CallExpression { Function: "$spread" } spread && Value(spread.Arguments[0]) is ListValue inner)
                    {
                        items.AddRange(inner.Items);
                    }
                    else
                    {
                        items.Add(Value(item));
                    }
                }

                return List(items, list.Place);
            case ObjectExpression entries:
                return OfObject(entries, Value);
            case LoopExpression loop:
                return OfLoop(loop, scope, locals);
            case CallExpression call:
                return OfCall(call, scope, locals);
            case OpaqueExpression opaque:
                return new UnknownValue(opaque.What, opaque.Place);
            default:
                return new UnknownValue("an expression", expression.Place);
        }
    }

    private InfrastructureValue Named(string name, Scope scope, SourcePlace place)
    {
        if (scope.Template.Variables.ContainsKey(name))
        {
            return Variable(name, scope, place);
        }

        if (scope.Template.Parameters.ContainsKey(name))
        {
            return ParameterValue(name, scope, place);
        }

        if (scope.Template.Resources.FirstOrDefault(r => r.Symbol == name) is { } resource)
        {
            return Resource(resource, scope);
        }

        return new UnknownValue(name is "data" or "module" || scope.Template.Modules.Any(m => m.Symbol == name) ? $"a result of {name}" : $"{name}, which is not known here", place);
    }

    private InfrastructureValue Variable(string name, Scope scope, SourcePlace place) =>
        scope.Template.Variables.TryGetValue(name, out var expression)
            ? Once("variable " + name, scope, place, () => Evaluate(expression, scope))
            : new UnknownValue($"{Excerpt.Of(name)}, which is not known here", place);

    private InfrastructureValue ParameterValue(string name, Scope scope, SourcePlace place)
    {
        if (!scope.Template.Parameters.TryGetValue(name, out var parameter))
        {
            return new UnknownValue($"{Excerpt.Of(name)}, which is not known here", place);
        }

        return Once("parameter " + name, scope, place, () =>
        {
            if (scope.Arguments.TryGetValue(name, out var argument) && !(argument is UnknownValue { Ending: OrDefault } && parameter.Default is not null)
                && !(argument is NothingValue && parameter.Default is not null))
            {
                return argument;
            }

            return parameter.Default is { } value
                ? Evaluate(value, scope)
                : new UnknownValue($"parameter {Excerpt.Of(parameter.Name)} ({parameter.Place.Path}({parameter.Place.Line})), which no file here gives a value", place);
        });
    }

    private InfrastructureValue Resource(ResourceDeclaration resource, Scope scope) => resource.Loop is not null
        ? new UnknownValue("one of several resources", resource.Place)
        : Once("resource " + resource.Symbol, scope, resource.Place, () => Evaluate(resource.Body, scope) is ObjectValue body ? body with { IsResource = true } : new UnknownValue("a resource", resource.Place));

    private static InfrastructureValue Once(string key, Scope scope, SourcePlace place, Func<InfrastructureValue> evaluate)
    {
        if (scope.Known.TryGetValue(key, out var known))
        {
            return known ?? new UnknownValue($"{key}, which refers to itself", place);
        }

        scope.Known[key] = null;
        var value = evaluate();
        scope.Known[key] = value;
        return value;
    }

    private InfrastructureValue OfMember(MemberExpression member, Scope scope, IReadOnlyDictionary<string, InfrastructureValue> locals)
    {
        if (scope.Template.IsTerraform && member.Target is NameExpression { Name: var root } && !locals.ContainsKey(root))
        {
            switch (root)
            {
                case "var":
                    return ParameterValue(member.Name, scope, member.Place);
                case "local":
                    return Variable(member.Name, scope, member.Place);
                case "count":
                    return new UnknownValue("the index of a loop", member.Place);
            }

            return scope.Template.Resources.FirstOrDefault(r => r.Symbol == root + "." + member.Name) is { } resource
                ? Resource(resource, scope)
                : new UnknownValue($"{root}.{member.Name}, which is not known here", member.Place);
        }

        return OfMember(Evaluate(member.Target, scope, locals), member.Name, member.Place);
    }

    private static InfrastructureValue OfMember(InfrastructureValue target, string name, SourcePlace place) => target switch
    {
        ObjectValue value => value[name],
        ListValue list when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Items.Count => list.Items[index],
        ChoiceValue choice => Choice(choice.Options.Select(o => OfMember(o, name, place)).ToArray(), place),
        UnknownValue unknown => unknown with { Ending = "" },
        NothingValue => target,
        _ => new UnknownValue($"a property {Excerpt.Of(name)} of what has none", place),
    };

    private static InfrastructureValue OfIndex(InfrastructureValue target, InfrastructureValue index, SourcePlace place) => index switch
    {
        TextValue text => OfMember(target, text.Text, place),
        // A copy of a looped resource, or an item that a parameter chooses.
        UnknownValue when target is ListValue { Items.Count: > 0 } list => Choice(list.Items, place),
        UnknownValue when target is ObjectValue { Entries.Count: > 0 } map => Choice(map.Entries.Select(e => e.Value).ToArray(), place),
        _ => target as UnknownValue ?? new UnknownValue("an item of a list", place),
    };

    private static InfrastructureValue OfOperator(OperatorExpression operation, Func<Expression, InfrastructureValue> value)
    {
        var left = value(operation.Left);
        if (operation.Right is null)
        {
            return operation.Operator == "!" && left is TextValue { Text: "true" or "false" } flag
                ? new TextValue(flag.Text == "true" ? "false" : "true", operation.Place)
                : operation.Operator == "-" && left is TextValue number
                    ? new TextValue("-" + number.Text, operation.Place)
                    : new UnknownValue("a condition", operation.Place);
        }

        if (operation.Operator == "??")
        {
            return left switch
            {
                NothingValue => value(operation.Right),
                UnknownValue => Choice([left, value(operation.Right)], operation.Place),
                _ => left,
            };
        }

        var right = value(operation.Right);
        return (operation.Operator, left, right) switch
        {
            ("==", TextValue l, TextValue r) => Truth(l.Text == r.Text),
            ("!=", TextValue l, TextValue r) => Truth(l.Text != r.Text),
            ("==", NothingValue, TextValue) or ("==", TextValue, NothingValue) => Truth(false),
            ("!=", NothingValue, TextValue) or ("!=", TextValue, NothingValue) => Truth(true),
            ("==", NothingValue, NothingValue) => Truth(true),
            ("!=", NothingValue, NothingValue) => Truth(false),
            ("&&", TextValue { Text: "false" }, _) or ("&&", _, TextValue { Text: "false" }) => Truth(false),
            ("&&", TextValue { Text: "true" }, TextValue { Text: "true" }) => Truth(true),
            ("||", TextValue { Text: "true" }, _) or ("||", _, TextValue { Text: "true" }) => Truth(true),
            ("||", TextValue { Text: "false" }, TextValue { Text: "false" }) => Truth(false),
            _ => new UnknownValue("a calculation", operation.Place),
        };

        TextValue Truth(bool isTrue) => new(isTrue ? "true" : "false", operation.Place);
    }

    private static InfrastructureValue OfObject(ObjectExpression entries, Func<Expression, InfrastructureValue> value)
    {
        var result = new List<KeyValuePair<string, InfrastructureValue>>();
        foreach (var entry in entries.Entries)
        {
            if (entry.Key is null)
            {
                result.AddRange((value(entry.Value) as ObjectValue)?.Entries ?? []);
            }
            else if (value(entry.Key) is TextValue key)
            {
                result.Add(new(key.Text, value(entry.Value)));
            }
        }

        return result.Count > MaximumItems ? new UnknownValue("an object with too many properties", entries.Place) : new ObjectValue(result, entries.Place);
    }

    private InfrastructureValue OfLoop(LoopExpression loop, Scope scope, IReadOnlyDictionary<string, InfrastructureValue> locals)
    {
        var turns = Turns(loop.Loop, scope, locals);
        if (loop.Key is null)
        {
            return List(turns.Select(t => Evaluate(loop.Body, scope, t)), loop.Place);
        }

        return new ObjectValue(
            turns.Select(t => new KeyValuePair<string, InfrastructureValue>(
                Evaluate(loop.Key, scope, t) is TextValue key ? key.Text : "", Evaluate(loop.Body, scope, t))).ToArray(),
            loop.Place);
    }

    private InfrastructureValue OfCall(CallExpression call, Scope scope, IReadOnlyDictionary<string, InfrastructureValue> locals)
    {
        var function = call.Function.ToLowerInvariant();
        if (function == "copyindex")
        {
            return locals.TryGetValue(CopyIndex, out var index) ? index : new UnknownValue("the index of a loop", call.Place);
        }

        if (function is "map" && call.Arguments.Count == 2 && call.Arguments[1] is LambdaExpression { Names.Count: > 0 } lambda)
        {
            return OfLoop(new LoopExpression(new Loop(lambda.Names[0], lambda.Names.Count > 1 ? lambda.Names[1] : "", call.Arguments[0]), null, lambda.Body, call.Place), scope, locals);
        }

        var arguments = call.Arguments.Select(a => a is LambdaExpression ? new UnknownValue("a function", a.Place) : Evaluate(a, scope, locals)).ToArray();
        var first = arguments.Length > 0 ? arguments[0] : new UnknownValue($"the result of {call.Function}", call.Place);
        switch (function)
        {
            case "parameters" when first is TextValue name:
                return ParameterValue(name.Text, scope, call.Place);
            case "variables" when first is TextValue name:
                return Variable(name.Text, scope, call.Place);
            case OrDefaultName:
                return first is UnknownValue later ? later with { Ending = OrDefault } : first;
            case "tolower" or "lower":
                return first is TextValue upper ? upper with { Text = upper.Text.ToLowerInvariant() } : first;
            case "toupper" or "upper":
                return first is TextValue lower ? lower with { Text = lower.Text.ToUpperInvariant() } : first;
            case "trim" or "trimspace":
                return first is TextValue wide ? wide with { Text = wide.Text.Trim() } : first;
            case "take" when first is TextValue whole && arguments.Length == 2 && arguments[1] is TextValue { Text: var length } && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var taken):
                return whole with { Text = whole.Text.Substring(0, Math.Min(taken, whole.Text.Length)) };
            case "$spread" or "string" or "tostring" or "any" or "toset" or "tolist" or "tomap" or "array" or "jsonencode" or "nonsensitive" or "filter" or "sort" or "distinct" or "json" or "jsondecode":
                return first;
            case "concat" when arguments.All(a => a is ListValue):
                return List(arguments.Cast<ListValue>().SelectMany(a => a.Items), call.Place);
            case "concat":
                return Concatenate(arguments, call.Place);
            case "format":
                return Format(arguments, scope.Template.IsTerraform, call.Place);
            case "union" or "merge" when arguments.All(a => a is ObjectValue):
                return new ObjectValue(arguments.Cast<ObjectValue>().SelectMany(a => a.Entries).Take(MaximumItems).ToArray(), call.Place);
            case "union" or "flatten" when arguments.All(a => a is ListValue):
                return List(
                    arguments.Cast<ListValue>().SelectMany(a => function == "flatten" ? a.Items.SelectMany(i => i is ListValue inner ? inner.Items : [i]) : a.Items), call.Place);
            case "createarray":
                return List(arguments, call.Place);
            case "createobject":
                return new ObjectValue(
                    Enumerable.Range(0, arguments.Length / 2)
                        .Where(i => arguments[2 * i] is TextValue)
                        .Select(i => new KeyValuePair<string, InfrastructureValue>(((TextValue)arguments[2 * i]).Text, arguments[(2 * i) + 1]))
                        .ToArray(),
                    call.Place);
            case "length" when first is ListValue list:
                return Number(list.Items.Count, call.Place);
            case "length" when first is ObjectValue map:
                return Number(map.Entries.Count, call.Place);
            case "empty":
                return first switch
                {
                    TextValue text => new TextValue(text.Text.Length == 0 ? "true" : "false", call.Place),
                    ListValue list => new TextValue(list.Items.Count == 0 ? "true" : "false", call.Place),
                    ObjectValue map => new TextValue(map.Entries.Count == 0 ? "true" : "false", call.Place),
                    NothingValue => new TextValue("true", call.Place),
                    _ => new UnknownValue("a condition", call.Place),
                };
            case "contains" when arguments.Length == 2 && first is ObjectValue map && arguments[1] is TextValue key:
                return new TextValue(map[key.Text] is NothingValue ? "false" : "true", call.Place);
            case "coalesce":
                return arguments.FirstOrDefault(a => a is not NothingValue) ?? new NothingValue(call.Place);
            case "if" when arguments.Length == 3:
                return first is TextValue { Text: "true" or "false" } known ? arguments[known.Text == "true" ? 1 : 2] : Choice([arguments[1], arguments[2]], call.Place);
            case "try":
                return arguments.FirstOrDefault(a => a is not (NothingValue or UnknownValue)) ?? first;
            case "lookup" when arguments.Length > 1:
                return OfIndex(first, arguments[1], call.Place) is var found && found is NothingValue && arguments.Length > 2 ? arguments[2] : found;
            case "readenvironmentvariable":
                return arguments.Length > 1 ? arguments[1] : new UnknownValue("environment variable " + (first as TextValue)?.Text, call.Place);
            case "loadjsoncontent" or "file" when first is TextValue path:
                return Paths.Combine(scope.Template.Folder, path.Text.Replace("${path.module}", ".")) is { } file && readJson(file) is { } content
                    ? Evaluate(content, scope)
                    : new UnknownValue($"file {Excerpt.Of(path.Text)}, which cannot be read here", call.Place);
            default:
                return new UnknownValue($"the result of {Excerpt.Of(call.Function)}()", call.Place);
        }
    }

    private const string OrDefaultName = "$ordefault";

    private static InfrastructureValue Format(InfrastructureValue[] arguments, bool isTerraform, SourcePlace place)
    {
        if (arguments.Length == 0 || arguments[0] is not TextValue format)
        {
            return new UnknownValue("the result of format()", place);
        }

        var parts = new List<InfrastructureValue>();
        var rest = format.Text;
        var next = 1;
        while (parts.Count < 100)
        {
            var at = isTerraform ? rest.IndexOf("%s", StringComparison.Ordinal) : rest.IndexOf('{');
            var close = isTerraform ? at + 1 : at < 0 ? -1 : rest.IndexOf('}', at);
            if (at < 0 || close < 0)
            {
                break;
            }

            parts.Add(new TextValue(rest.Substring(0, at), place));
            var number = isTerraform ? next++ : int.TryParse(rest.Substring(at + 1, close - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given + 1 : -1;
            parts.Add(number > 0 && number < arguments.Length ? arguments[number] : new UnknownValue("the result of format()", place));
            rest = rest.Substring(close + 1);
        }

        parts.Add(new TextValue(rest, place));
        return Concatenate(parts, place);
    }

    private static InfrastructureValue Concatenate(IReadOnlyList<InfrastructureValue> parts, SourcePlace place)
    {
        if (parts.FirstOrDefault(p => p is ChoiceValue) is ChoiceValue choice)
        {
            return Choice(choice.Options.Select(o => Concatenate(parts.Select(p => ReferenceEquals(p, choice) ? o : p).ToArray(), place)).ToArray(), place);
        }

        if (parts.FirstOrDefault(p => p is not (TextValue or NothingValue)) is { } unknown)
        {
            var ending = string.Concat(parts.Reverse().TakeWhile(p => p is TextValue).Reverse().Select(p => ((TextValue)p).Text));
            return new UnknownValue((unknown as UnknownValue)?.Why ?? "a calculation", place) { Ending = ending.Length > MaximumText ? "" : ending };
        }

        return parts.Sum(p => (long)((p as TextValue)?.Text.Length ?? 0)) > MaximumText
            ? new UnknownValue("a text that is too long", place)
            : new TextValue(string.Concat(parts.Select(p => (p as TextValue)?.Text ?? "")), place);
    }

    private static InfrastructureValue Choice(IReadOnlyList<InfrastructureValue> options, SourcePlace place)
    {
        var all = options.SelectMany(Options).Distinct().ToArray();
        return all.Length == 1 ? all[0] : all.Length > MaximumOptions ? new UnknownValue("one of too many values", place) : new ChoiceValue(all, place);
    }

    private static InfrastructureValue List(IEnumerable<InfrastructureValue> items, SourcePlace place)
    {
        var all = items.Take(MaximumItems + 1).ToArray();
        return all.Length > MaximumItems ? new UnknownValue("a list with too many items", place) : new ListValue(all, place);
    }

    private static TextValue Number(int number, SourcePlace place) => new(number.ToString(CultureInfo.InvariantCulture), place);
}
