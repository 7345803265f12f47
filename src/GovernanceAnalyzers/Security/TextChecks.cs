using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Security;
using GovernanceAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Security;

/// <summary>
/// Whether text was checked before it is used: a validator of the policy gave it back, it was looked up in a list, compared with constants
/// or parsed, in a condition around the use or in one that leaves the method before it.
/// </summary>
internal sealed class TextChecks(SecurityIndex index, SourceModels sources)
{
    private static readonly HashSet<string> LookUps = new(StringComparer.Ordinal) { "Any", "BinarySearch", "Contains", "ContainsKey", "Exists", "IsDefined", "TryGetValue" };

    private readonly ConcurrentDictionary<IOperation, IOperation[]> _deciding = new();
    private readonly ConcurrentDictionary<(IOperation, string), bool> _checked = new();

    /// <summary>Whether the result of a call is clean, whatever goes in.</summary>
    public bool Cleans(IInvocationOperation call, string kind) => call.TargetMethod.ReturnType.SpecialType != SpecialType.System_Boolean
        && (IsValidator(call, kind) || (kind != SecurityKinds.Instructions && KeepsKnownCharacters(call, kind)) || (kind == "html" && IsWithoutHtml(call)));

    /// <summary>Markdown that is rendered with a pipeline of Markdig that lets no HTML through.</summary>
    private bool IsWithoutHtml(IInvocationOperation call)
    {
        if (call.TargetMethod is not { Name: "ToHtml", ContainingType.Name: "Markdown" } || call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "pipeline") is not { } pipeline)
        {
            return false;
        }

        IEnumerable<IOperation> made = OperationTree.Unwrap(pipeline.Value) switch
        {
            ILocalReferenceOperation local => sources.Assignments(local, out _),
            IMemberReferenceOperation { Member: { DeclaringSyntaxReferences.Length: > 0 } member } => new[] { sources.Initializer(member, default) }.OfType<IOperation>().Concat(sources.Assigned(member, default)),
            var other => [other],
        };
        return made.Any(m => m.DescendantsAndSelf().OfType<IInvocationOperation>().Any(i => i.TargetMethod.Name == "DisableHtml"));
    }

    /// <summary>
    /// Whether all but known characters are taken out: <c>Regex.Replace(text, "[^a-z0-9]", "")</c>, <c>text.Where(char.IsLetter)</c>. Letters can
    /// still give orders to a model, but no path, query or command is made of them.
    /// </summary>
    private static bool KeepsKnownCharacters(IInvocationOperation call, string kind)
    {
        var method = call.TargetMethod;
        switch (method)
        {
            case { Name: "Replace", ContainingType.Name: "Regex", IsStatic: true }:
                return call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "pattern")?.Value.ConstantValue is { HasValue: true, Value: string pattern } && pattern.IndexOf("[^", StringComparison.Ordinal) >= 0;
            case { Name: "Replace", ContainingType.Name: "Regex" }:
                return call.Instance is { } regex && PatternOf(OperationTree.Unwrap(regex)).IndexOf("[^", StringComparison.Ordinal) >= 0;
            case { Name: "Where", ContainingType.Name: "Enumerable" }:
                return call.Arguments.Length > 0 && OperationTree.Unwrap(call.Arguments[0].Value).Type?.SpecialType == SpecialType.System_String;
            case { Name: "Split" or "IndexOfAny", ContainingType.SpecialType: SpecialType.System_String }:
                return kind == "file" && call.Arguments.Any(a => NamesInvalidCharacters(a.Value));
            default:
                return false;
        }
    }

    /// <summary>The pattern of a regular expression that is a constant where it is made, or in an attribute.</summary>
    private static string PatternOf(IOperation regex)
    {
        switch (regex)
        {
            case IObjectCreationOperation { Arguments: { Length: > 0 } arguments }:
                return arguments[0].Value.ConstantValue is { HasValue: true, Value: string text } ? text : "";
            case IMemberReferenceOperation { Member: { } member }:
                return Declared(member);
            case IInvocationOperation { TargetMethod: { } made }:
                return Declared(made);
            default:
                return "";
        }

        static string Declared(ISymbol member)
        {
            var generated = member.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == "GeneratedRegexAttribute");
            if (generated?.ConstructorArguments.FirstOrDefault().Value is string pattern)
            {
                return pattern;
            }

            // private static readonly Regex Unsafe = new("[^a-z]");
            return member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } given } }
                && given[0].Expression is LiteralExpressionSyntax literal ? literal.Token.ValueText : "";
        }
    }

    private static bool NamesInvalidCharacters(IOperation operation) =>
        operation.DescendantsAndSelf().OfType<IInvocationOperation>().Any(i => i.TargetMethod is { Name: "GetInvalidFileNameChars" or "GetInvalidPathChars", ContainingType.Name: "Path" });

    /// <summary>A person who is asked sees what is done: <c>if (Console.ReadLine() == "y")</c>, <c>if (await ConfirmAsync(command))</c>.</summary>
    private bool Asks(IOperation condition) => condition.DescendantsAndSelf().Any(o => o switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } equals =>
            (IsAnswer(equals.LeftOperand, 0) && IsYes(equals.RightOperand)) || (IsAnswer(equals.RightOperand, 0) && IsYes(equals.LeftOperand)),
        IIsPatternOperation test => IsAnswer(test.Value, 0) && test.Pattern.DescendantsAndSelf().OfType<IConstantPatternOperation>().Any(c => IsYes(c.Value)),
        IInvocationOperation { TargetMethod: { Name: "Equals" or "StartsWith", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } self } compared =>
            IsAnswer(self, 0) && compared.Arguments.Length > 0 && IsYes(compared.Arguments[0].Value),
        IInvocationOperation call => index.Find(SecuritySection.Approvals, call.TargetMethod).Any(e => e.Via == SecurityVia.Call),
        _ => false,
    });

    /// <summary>Something a person may say; nothing is no answer.</summary>
    private static bool IsYes(IOperation operation) => OperationTree.Unwrap(operation).ConstantValue is { HasValue: true, Value: not (null or "") };

    private bool IsAnswer(IOperation operation, int depth)
    {
        operation = OperationTree.Unwrap(operation);
        return depth < 4 && operation switch
        {
            IInvocationOperation { TargetMethod: { Name: "ReadLine" or "ReadKey", ContainingType.Name: "Console" } } => true,
            IInvocationOperation { Instance: { } instance } => IsAnswer(instance, depth + 1),
            IPropertyReferenceOperation { Instance: { } instance } => IsAnswer(instance, depth + 1),
            IConditionalAccessOperation access => IsAnswer(access.Operation, depth + 1),
            ILocalReferenceOperation local => sources.Assignments(local, out _) is { Count: 1 } values && IsAnswer(values[0], depth + 1),
            _ => false,
        };
    }

    /// <summary>Whether the local, parameter or property was checked where it is read.</summary>
    public bool IsChecked(IOperation reference, string kind) => _checked.GetOrAdd((reference, kind), q => Decide(q.Item1, q.Item2));

    private bool Decide(IOperation reference, string kind)
    {
        if (Key(reference) is not { } key)
        {
            return false;
        }

        for (IOperation? child = reference, parent = reference.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation asked when asked.Condition != child && kind != SecurityKinds.Instructions && Asks(asked.Condition):
                    return true;
                case IConditionalOperation conditional when conditional.WhenTrue == child && Asserts(conditional.Condition, true, key, kind, 0):
                case IConditionalOperation other when other.WhenFalse == child && Asserts(other.Condition, false, key, kind, 0):
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when both.RightOperand == child && Asserts(both.LeftOperand, true, key, kind, 0):
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when either.RightOperand == child && Asserts(either.LeftOperand, false, key, kind, 0):
                case ISwitchCaseOperation section when section.Parent is ISwitchOperation { Value: var value } && Key(value) == key && section.Clauses.All(c => c is ISingleValueCaseClauseOperation or IPatternCaseClauseOperation { Pattern: IConstantPatternOperation }):
                case ISwitchExpressionArmOperation arm when arm.Parent is ISwitchExpressionOperation { Value: var switched } && Key(switched) == key && IsConstant(arm.Pattern):
                    return true;
                case IBlockOperation block when Before(block, block.Operations, child).Any(s => Leaves(s, key, kind)):
                case ISwitchCaseOperation cases when Before(cases, cases.Body, child).Any(s => Leaves(s, key, kind)):
                    return true;
            }
        }

        return false;
    }

    /// <summary>The statements before another one that may check something. There are few of them, and every use of a text in the block asks.</summary>
    private IEnumerable<IOperation> Before(IOperation block, IEnumerable<IOperation> statements, IOperation child) => _deciding
        .GetOrAdd(block, _ => statements.Where(MayDecide).ToArray())
        .TakeWhile(s => s.Syntax.SpanStart < child.Syntax.SpanStart);

    private bool MayDecide(IOperation statement) => statement switch
    {
        IConditionalOperation or IForEachLoopOperation => true,
        IExpressionStatementOperation { Operation: var expression } => OperationTree.Unwrap(expression) is IInvocationOperation call && index.Find(SecuritySection.Validators, call.TargetMethod).Any(),
        _ => false,
    };

    /// <summary>Whether what follows a statement only runs when the text passed a check.</summary>
    private bool Leaves(IOperation statement, string key, string kind)
    {
        switch (statement)
        {
            case IConditionalOperation asked when kind != SecurityKinds.Instructions && Exits(asked.WhenTrue) && Asks(asked.Condition):
                return true;
            case IForEachLoopOperation loop when kind == "file" && NamesInvalidCharacters(loop.Collection):
                return loop.Body.Descendants().OfType<ISimpleAssignmentOperation>().Any(a => Key(a.Target) == key);
            case IConditionalOperation conditional when Exits(conditional.WhenTrue) || Replaces(conditional.WhenTrue, key):
                return Asserts(conditional.Condition, false, key, kind, 0);
            case IConditionalOperation { WhenFalse: { } otherwise } conditional when Exits(otherwise) || Replaces(otherwise, key):
                return Asserts(conditional.Condition, true, key, kind, 0);
            case IExpressionStatementOperation { Operation: var expression }:
                // Guard.Against(text), await validator.ValidateAndThrowAsync(text)
                return OperationTree.Unwrap(expression) is IInvocationOperation call && call.TargetMethod.ReturnType.SpecialType != SpecialType.System_Boolean && IsValidator(call, kind) && Mentions(call, key);
            default:
                return false;
        }
    }

    private static bool Exits(IOperation? statement) => statement switch
    {
        IBlockOperation block => block.Operations.LastOrDefault() is { } last && Exits(last),
        IReturnOperation or IBranchOperation => true,
        IThrowOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IConditionalOperation { WhenFalse: { } otherwise } both => Exits(both.WhenTrue) && Exits(otherwise),
        _ => false,
    };

    /// <summary><c>if (!allowed.Contains(language)) language = "en";</c></summary>
    private static bool Replaces(IOperation? statement, string key) =>
        statement?.DescendantsAndSelf().OfType<ISimpleAssignmentOperation>().Any(a => Key(a.Target) == key && a.Value.ConstantValue.HasValue) == true;

    /// <summary>Whether a condition, being so, says that the text was checked.</summary>
    private bool Asserts(IOperation condition, bool holds, string key, string kind, int depth)
    {
        if (depth > 6)
        {
            return false;
        }

        condition = OperationTree.Unwrap(condition);
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Asserts(not.Operand, !holds, key, kind, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } and:
                return holds
                    ? Asserts(and.LeftOperand, true, key, kind, depth + 1) || Asserts(and.RightOperand, true, key, kind, depth + 1)
                    : Asserts(and.LeftOperand, false, key, kind, depth + 1) && Asserts(and.RightOperand, false, key, kind, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } or:
                return holds
                    ? Asserts(or.LeftOperand, true, key, kind, depth + 1) && Asserts(or.RightOperand, true, key, kind, depth + 1)
                    : Asserts(or.LeftOperand, false, key, kind, depth + 1) || Asserts(or.RightOperand, false, key, kind, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } equals:
                return holds == (equals.OperatorKind == BinaryOperatorKind.Equals) && IsComparison(equals, key)
                    || BoolConstant(equals) is var (operand, wanted) && Asserts(operand, holds == (wanted == (equals.OperatorKind == BinaryOperatorKind.Equals)), key, kind, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThan } order
                when kind == "file" && OperationTree.Unwrap(order.LeftOperand) is IInvocationOperation { TargetMethod.Name: "IndexOfAny" } invalid && KeepsKnownCharacters(invalid, kind):
                return holds == (order.OperatorKind == BinaryOperatorKind.LessThan) && Mentions(invalid, key);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThan } order
                when OperationTree.Unwrap(order.LeftOperand) is IInvocationOperation { TargetMethod: { Name: "IndexOf", ContainingType.Name: not "String" } } position:
                return holds == (order.OperatorKind != BinaryOperatorKind.LessThan) && Mentions(position, key);
            case IIsPatternOperation test when Derives(test.Value, key):
                return holds ? IsConstant(test.Pattern) : test.Pattern is INegatedPatternOperation negated && IsConstant(negated.Pattern);
            case IInvocationOperation { TargetMethod: { Name: "Contains" or "StartsWith", ContainingType.SpecialType: SpecialType.System_String } } dots
                when kind == "file" && dots.Arguments.Any(a => OperationTree.Unwrap(a.Value).ConstantValue is { HasValue: true, Value: ".." }):
                return !holds && Mentions(dots, key);
            case IInvocationOperation call:
                return holds && IsCheck(call, key, kind);
            case IPropertyReferenceOperation { Property.Name: "IsValid" or "Success" or "Succeeded" or "IsSuccess" or "IsAllowed", Instance: { } result }:
                return holds && Validation(result) is { } validation && IsValidator(validation, kind) && Mentions(validation, key);
            case ILocalReferenceOperation local:
                return sources.Assignments(local, out var complete) is { Count: 1 } values && complete && Asserts(values[0], holds, key, kind, depth + 1);
            default:
                return false;
        }
    }

    private IInvocationOperation? Validation(IOperation result) => OperationTree.Unwrap(result) switch
    {
        IInvocationOperation call => call,
        ILocalReferenceOperation local when sources.Assignments(local, out var complete) is { Count: 1 } values && complete => OperationTree.Unwrap(values[0]) as IInvocationOperation,
        _ => null,
    };

    private static (IOperation Operand, bool Wanted)? BoolConstant(IBinaryOperation equals) =>
        equals.RightOperand.ConstantValue is { HasValue: true, Value: bool right } ? (equals.LeftOperand, right)
        : equals.LeftOperand.ConstantValue is { HasValue: true, Value: bool left } ? (equals.RightOperand, left)
        : null;

    private bool IsCheck(IInvocationOperation call, string key, string kind)
    {
        var method = call.TargetMethod;
        if (!Mentions(call, key))
        {
            return false;
        }

        if (IsValidator(call, kind))
        {
            return true;
        }

        // allowed.Contains(text), not text.Contains("a")
        if (LookUps.Contains(method.Name) && OperationTree.Receiver(call) is { } list && list.Type?.SpecialType != SpecialType.System_String && !Derives(list, key))
        {
            return true;
        }

        return method switch
        {
            { Name: "TryParse" or "TryParseExact", ContainingType.Name: not ("JsonDocument" or "JsonNode" or "XDocument" or "Uri") } => true,
            { Name: "IsDefined", ContainingType.Name: "Enum" } => true,
            { Name: "StartsWith", ContainingType.SpecialType: SpecialType.System_String } => kind == "file" || (kind == "url" && IsHost(call)),
            { Name: "Equals", ContainingType.SpecialType: SpecialType.System_String } => call.Arguments.Any(a => IsName(a.Value)) || (call.Instance is { } self && IsName(self)),
            { Name: "EndsWith", ContainingType.SpecialType: SpecialType.System_String } => kind == "url",
            _ => false,
        };
    }

    /// <summary><c>url.StartsWith("https://api.contoso.com/")</c> says which server it is; <c>"https://"</c> does not.</summary>
    private static bool IsHost(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault()?.Value.ConstantValue is { HasValue: true, Value: string text } && FixesHost(text);

    /// <summary>Whether text that begins like this goes to one server, whatever follows.</summary>
    public static bool FixesHost(string text)
    {
        var authority = text.IndexOf("://", StringComparison.Ordinal);
        return authority >= 0
            ? text.IndexOfAny(['/', '?', '#'], authority + 3) > authority + 3
            : text.Length > 0 && !text.StartsWith("//", StringComparison.Ordinal) && !text.EndsWith(":", StringComparison.Ordinal);
    }

    /// <summary>A constant that names something; the empty text names nothing.</summary>
    private static bool IsName(IOperation operation) => OperationTree.Unwrap(operation).ConstantValue is { HasValue: true, Value: string { Length: > 0 } };

    private bool IsComparison(IBinaryOperation equals, string key) =>
        (Derives(equals.LeftOperand, key) && IsAnswer(equals.RightOperand)) || (Derives(equals.RightOperand, key) && IsAnswer(equals.LeftOperand));

    /// <summary>A constant, or a field of one's own that holds one.</summary>
    private static bool IsAnswer(IOperation operation) => IsName(operation)
        || OperationTree.Unwrap(operation) is IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } };

    private static bool IsConstant(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: string { Length: > 0 } } } => true,
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => IsConstant(either.LeftPattern) && IsConstant(either.RightPattern),
        _ => false,
    };

    private bool IsValidator(IInvocationOperation call, string kind) => index.Find(SecuritySection.Validators, call.TargetMethod).Any(v =>
        (v.Kinds.Count == 0 || v.Kinds.Contains(kind))
        && (v.Type.Length > 0 || call.TargetMethod.DeclaringSyntaxReferences.Length > 0 || call.TargetMethod.ContainingType.TypeKind == TypeKind.Interface));

    /// <summary>Whether a call is given the text, or what is made of it by members and methods alone.</summary>
    private bool Mentions(IInvocationOperation call, string key) =>
        (call.Instance is { } instance && Derives(instance, key))
        || call.Arguments.Any(a => Derives(a.Value, key)
            || (TextFlow.Lambda(a.Value) is { } lambda && lambda.Descendants().OfType<IBinaryOperation>().Any(b => b.OperatorKind == BinaryOperatorKind.Equals && (Derives(b.LeftOperand, key) || Derives(b.RightOperand, key)))
            || (TextFlow.Lambda(a.Value) is { } other && other.Descendants().OfType<IInvocationOperation>().Any(i => i.TargetMethod.Name is "Equals" or "StartsWith" && i.Arguments.Any(x => Derives(x.Value, key))
                || (i.TargetMethod.Name is "Equals" or "StartsWith" && i.Instance is { } self && Derives(self, key))))));

    private bool Derives(IOperation operation, string key, int depth = 0)
    {
        for (var current = OperationTree.Unwrap(operation); ;)
        {
            if (Key(current) == key)
            {
                return true;
            }

            IOperation? next = current switch
            {
                // The host says which server it is; the scheme does not. One property of an object says nothing about the others.
                IPropertyReferenceOperation { Property.Name: not ("Scheme" or "IsAbsoluteUri"), Instance: { } instance } when IsOneText(instance.Type) => instance,
                IInvocationOperation { Instance: { } instance } => instance,
                IInvocationOperation { TargetMethod.IsExtensionMethod: true, Arguments.Length: > 0 } call => call.Arguments[0].Value,
                IInvocationOperation { TargetMethod: { ContainingType.Name: "Path", Name: "GetFullPath" or "GetExtension" or "GetFileName" }, Arguments.Length: > 0 } path => path.Arguments[0].Value,
                ICoalesceOperation coalesce => coalesce.Value,
                IConditionalAccessOperation access => access.Operation,
                _ => null,
            };
            // var host = uri.Host; if (!hosts.Contains(host)) return;
            if (next is null && depth < 2 && current is ILocalReferenceOperation local && sources.Assignments(local, out var complete) is { Count: 1 } values && complete)
            {
                return OperationTree.Unwrap(values[0]) is IInvocationOperation { TargetMethod: { IsStatic: true, IsExtensionMethod: false, ContainingType.Name: "Path" } } made
                    ? made.Arguments.Any(a => Derives(a.Value, key, depth + 1))
                    : Derives(values[0], key, depth + 1);
            }

            if (next is null)
            {
                return false;
            }

            current = OperationTree.Unwrap(next);
        }
    }

    /// <summary>Whether the properties of a value are parts of one text.</summary>
    private static bool IsOneText(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_String } or INamedTypeSymbol
    {
        Name: "Capture" or "DirectoryInfo" or "FileInfo" or "FileSystemInfo" or "Group" or "Lazy" or "Match" or "Memory" or "Nullable" or "ReadOnlyMemory" or "ReadOnlySpan" or "Span" or "StringSegment"
            or "StringValues" or "Task" or "Uri" or "UriBuilder" or "ValueTask",
    };

    /// <summary>What a local, parameter or member of one is called where it is read; null for anything else.</summary>
    private static string? Key(IOperation operation)
    {
        operation = OperationTree.Unwrap(operation);
        return operation is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation ? Text(operation.Syntax) : null;
    }

    private static string? Text(SyntaxNode syntax)
    {
        switch (syntax)
        {
            case IdentifierNameSyntax name:
                return name.Identifier.ValueText;
            case DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax single }:
                return single.Identifier.ValueText;
            case MemberAccessExpressionSyntax access:
                return access.Expression is ThisExpressionSyntax ? access.Name.Identifier.ValueText : Text(access.Expression) is { } left ? left + "." + access.Name.Identifier.ValueText : null;
            case ElementAccessExpressionSyntax element when element.ArgumentList.Arguments.Count == 1 && element.ArgumentList.Arguments[0].Expression is LiteralExpressionSyntax index:
                return Text(element.Expression) is { } of ? $"{of}[{index.Token.ValueText}]" : null;
            case PostfixUnaryExpressionSyntax suppressed when suppressed.IsKind(SyntaxKind.SuppressNullableWarningExpression):
                return Text(suppressed.Operand);
            case ParenthesizedExpressionSyntax parenthesized:
                return Text(parenthesized.Expression);
            default:
                return null;
        }
    }
}
