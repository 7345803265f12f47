using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

// Configuration keys, environment variables, and options classes that are bound to a configuration section.
internal sealed partial class ValueResolver
{
    private const string ConfigurationNamespace = "Microsoft.Extensions.Configuration";

    /// <summary>A read of a configuration value or environment variable, in whatever form; false when the operation is none.</summary>
    private bool AddConfigurationRead(IOperation operation, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        switch (operation)
        {
            case IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType: var type }, Instance: { } configuration, Arguments: { Length: 1 } key }
                when IsConfiguration(type):
                AddRead(operation, Sections(configuration, frame, depth), key[0].Value, "", via, frame, depth, values);
                return true;
            case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "IConfigurationSection" or "ConfigurationSection" }, Instance: { } section }:
                AddKeys(operation, Sections(section, frame, depth), via, values);
                return true;
            case IPropertyReferenceOperation
                {
                    Property: { IsIndexer: true, ContainingType.Name: "NameValueCollection" }, Instance: IPropertyReferenceOperation { Property: { Name: "AppSettings" } }, Arguments: { Length: 1 } key
                }:
                values.Add(Unknown(operation, $"configuration key {Text(key[0].Value) ?? "of run time"}", via));
                return true;
            case IInvocationOperation { TargetMethod: { Name: "GetEnvironmentVariable", DeclaringSyntaxReferences.Length: 0 } } call when call.Arguments.Length > 0:
                AddVariable(call, via, frame, depth, values);
                return true;
            case IInvocationOperation { TargetMethod: { Name: "GetValue" or "GetConnectionString" or "Get" } method } call
                when IsInConfiguration(method) && OperationTree.Receiver(call) is { } configuration:
                var sections = Sections(configuration, frame, depth);
                if (method.Name == "Get")
                {
                    AddKeys(operation, sections, via, values);
                    return true;
                }

                var name = call.Arguments.FirstOrDefault(a => a.Parameter?.Name is "key" or "name")?.Value;
                if (name is not null)
                {
                    AddRead(operation, sections, name, method.Name == "GetConnectionString" ? "ConnectionStrings:" : "", via, frame, depth, values);
                }

                if (call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "defaultValue") is { ArgumentKind: not ArgumentKind.DefaultValue } otherwise)
                {
                    Add(otherwise.Value, via, frame, depth + 1, values);
                }

                return true;
            default:
                return false;
        }
    }

    private void AddVariable(IInvocationOperation call, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        if (Keys(call.Arguments[0].Value, frame, depth) is not { } names)
        {
            values.Add(Unknown(call, "an environment variable chosen at run time", via));
            return;
        }

        foreach (var name in names)
        {
            AddFound(sources.Configuration.FindVariable(name), $"environment variable {name}", call, via, values);
        }
    }

    private void AddRead(
        IOperation read, IReadOnlyList<string?> sections, IOperation key, string prefix, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        if (Keys(key, frame, depth) is not { } keys)
        {
            values.Add(Unknown(read, "a configuration key chosen at run time", via));
            return;
        }

        foreach (var text in keys)
        {
            AddKeys(read, sections.Select(s => s is null ? null : Join(s, prefix + text)).ToArray(), via, values, text);
        }
    }

    private void AddKeys(IOperation read, IReadOnlyList<string?> paths, Via via, List<PossibleValue> values, string key = "")
    {
        foreach (var path in paths)
        {
            if (path is null)
            {
                values.Add(Unknown(read, key.Length == 0 ? "a configuration section passed in" : $"configuration key {key} of a section passed in", via));
            }
            else
            {
                AddKey(path, read, via, values);
            }
        }
    }

    private void AddKey(string path, IOperation read, Via via, List<PossibleValue> values) =>
        AddFound(sources.Configuration.Find(path), $"configuration key {path}", read, via, values);

    private void AddFound(IReadOnlyList<ConfigurationValue> found, string origin, IOperation read, Via via, List<PossibleValue> values)
    {
        if (found.Count == 0)
        {
            values.Add(Unknown(read, origin, via));
        }

        foreach (var value in found)
        {
            values.Add(new PossibleValue(value.Text, origin, read.Syntax, via.Shown ?? read.Syntax) { File = value });
        }
    }

    /// <summary>
    /// A property of an object whose own section can be seen: <c>configuration.GetSection("A").Get&lt;Options&gt;().Chat.Model</c>. Other
    /// objects of the class, from other sections, do not matter then.
    /// </summary>
    private bool AddFromOwnSection(
        IMemberReferenceOperation reference, ISymbol member, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        if (member is not IPropertySymbol || reference.Instance is not { } instance || ObjectSections(instance, frame, depth) is not { Count: > 0 } sections)
        {
            return false;
        }

        var isAlwaysSet = AddBound(reference, member, sections, via, values);
        if (!isAlwaysSet && sources.Initializer(member, cancellation) is { } initializer && !IsEmpty(initializer))
        {
            Add(initializer, via, null, depth + 1, values);
        }

        return true;
    }

    /// <summary>The sections that an object is read from, null when it does not visibly come from one.</summary>
    private IReadOnlyList<string?>? ObjectSections(IOperation expression, CallFrame? frame, int depth)
    {
        var operation = OperationTree.Unwrap(expression);
        if (depth > MaximumDepth || ++_steps > MaximumSteps)
        {
            return null;
        }

        switch (operation)
        {
            case IInvocationOperation { TargetMethod: { Name: "Get", IsGenericMethod: true } method } call when IsInConfiguration(method) && OperationTree.Receiver(call) is { } section:
                return Sections(section, frame, depth + 1);
            case ICoalesceOperation coalesce:
                return ObjectSections(coalesce.Value, frame, depth + 1);
            case IConditionalAccessInstanceOperation access when OperationTree.Accessed(access) is { } accessed:
                return ObjectSections(accessed, frame, depth + 1);
            case ILocalReferenceOperation local when sources.Assignments(local, out var isComplete) is { Count: 1 } values && isComplete:
                return ObjectSections(values[0], frame, depth + 1);
            case IFieldReferenceOperation { Field: { IsReadOnly: true, DeclaringSyntaxReferences.Length: > 0 } field }:
                return Single(field, depth);
            case IPropertyReferenceOperation { Property: { IsIndexer: false, DeclaringSyntaxReferences.Length: > 0 } property, Instance: { } owner }
                when SourceModels.IsAutomatic(property, cancellation):
                return ObjectSections(owner, frame, depth + 1)?.Select(s => s is null ? null : Join(s, KeyName(property))).ToArray();
            default:
                return null;
        }
    }

    /// <summary>A read-only field that is set in one place.</summary>
    private IReadOnlyList<string?>? Single(IFieldSymbol field, int depth)
    {
        var initializer = sources.Initializer(field, cancellation);
        var set = sources.References.Writes(field, cancellation).Values.Concat(initializer is null ? [] : [initializer]).ToArray();
        return set.Length == 1 ? ObjectSections(set[0], null, depth + 1) : null;
    }

    /// <summary>The values that configuration gives to a property of a bound options class. True when a file for every deployment sets it.</summary>
    private bool AddBound(IOperation reference, ISymbol member, IReadOnlyList<string?> sections, Via via, List<PossibleValue> values)
    {
        var isAlwaysSet = false;
        var hasDefault = sources.Initializer(member, cancellation) is { } initializer && !IsEmpty(initializer);
        foreach (var section in sections)
        {
            if (section is null)
            {
                values.Add(Unknown(reference, $"property {member.ContainingType.Name}.{member.Name}, bound from configuration", via));
                continue;
            }

            var path = Join(section, KeyName(member));
            var found = FindPath(path);
            if (found.Count > 0 || !hasDefault)
            {
                AddFound(found, $"configuration key {path}", reference, via, values);
            }

            isAlwaysSet |= found.Any(v => System.IO.Path.GetFileName(v.Path).Equals("appsettings.json", StringComparison.OrdinalIgnoreCase));
        }

        return isAlwaysSet;
    }

    /// <summary>Values of a path that may hold <c>*</c> for the elements of a collection.</summary>
    private IReadOnlyList<ConfigurationValue> FindPath(string path)
    {
        var star = path.IndexOf(":*", StringComparison.Ordinal);
        if (star < 0)
        {
            return sources.Configuration.Find(path);
        }

        var rest = path.Substring(star + 2);
        return sources.Configuration.FindBelow(path.Substring(0, star))
            .Where(v => v.Key.IndexOf(':') is >= 0 and var end
                ? string.Equals(v.Key.Substring(end), rest, StringComparison.OrdinalIgnoreCase)
                : rest.Length == 0)
            .ToArray();
    }

    /// <summary><c>GetSection("Models").Get&lt;string[]&gt;()</c>.</summary>
    private bool AddSectionRead(IInvocationOperation call, Via via, CallFrame? frame, int depth, List<PossibleValue> values)
    {
        if (call.TargetMethod is not { Name: "Get" or "GetValue" or "GetChildren" } || !IsInConfiguration(call.TargetMethod) || OperationTree.Receiver(call) is not { } section)
        {
            return false;
        }

        foreach (var path in Sections(section, frame, depth))
        {
            AddSectionElements(path, call, via, values);
        }

        return true;
    }

    private void AddSectionElements(string? path, IOperation read, Via via, List<PossibleValue> values)
    {
        if (path is null)
        {
            values.Add(Unknown(read, "a configuration section passed in", via));
            return;
        }

        AddFound(sources.Configuration.FindBelow(path).Where(v => v.Key.IndexOf(':') < 0).ToArray(), $"configuration key {path}", read, via, values);
    }

    /// <summary>The paths that a configuration object may stand for: empty for the root, null when it cannot be known.</summary>
    private IReadOnlyList<string?> Sections(IOperation configuration, CallFrame? frame, int depth)
    {
        var found = new List<string?>();
        AddSections(configuration, frame, depth, found);
        return found.Count == 0 ? [Root(configuration.Type)] : found.Distinct(StringComparer.OrdinalIgnoreCase).Take(MaximumValues).ToArray();
    }

    /// <summary>A section that comes from nowhere we know can be any; other configuration objects are nearly always the root.</summary>
    private static string? Root(ITypeSymbol? type) => type?.Name is "IConfigurationSection" or "ConfigurationSection" ? null : "";

    private void AddSections(IOperation configuration, CallFrame? frame, int depth, List<string?> found)
    {
        cancellation.ThrowIfCancellationRequested();
        var operation = OperationTree.Unwrap(configuration);
        if (depth > MaximumDepth || ++_steps > MaximumSteps || found.Count >= MaximumValues)
        {
            found.Add(null);
            return;
        }

        switch (operation)
        {
            case IInvocationOperation { TargetMethod.Name: "GetSection" or "GetRequiredSection" } call when IsInConfiguration(call.TargetMethod) && OperationTree.Receiver(call) is { } parent:
                var key = call.Arguments.FirstOrDefault(a => a.Parameter?.Name is "key")?.Value;
                var keys = key is null ? null : Keys(key, frame, depth);
                foreach (var above in Sections(parent, frame, depth + 1))
                {
                    found.AddRange(above is null || keys is null ? (IEnumerable<string?>)[null] : keys.Select(k => Join(above, k)));
                }

                break;
            case IInvocationOperation call when Bodies(call.TargetMethod) is { Count: > 0 } bodies && (frame?.Depth ?? 0) < MaximumCalls && _path.Add(call.Syntax):
                foreach (var body in bodies)
                {
                    foreach (var returned in body.DeclaringSyntaxReferences.SelectMany(r => sources.Returned(r.GetSyntax(cancellation), cancellation)))
                    {
                        AddSections(returned, new CallFrame(body, call.Arguments, frame), depth + 1, found);
                    }
                }

                _path.Remove(call.Syntax);
                break;
            case ILocalReferenceOperation local when _path.Add(local.Syntax):
                foreach (var write in sources.Writes(local))
                {
                    if (write.Value is { } value)
                    {
                        AddSections(value, frame, depth + 1, found);
                    }
                }

                _path.Remove(local.Syntax);
                break;
            case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } reference when reference.Member.DeclaringSyntaxReferences.Length > 0:
                AddSectionsOfMember(reference.Member.OriginalDefinition, depth, found);
                break;
            case IParameterReferenceOperation parameter:
                AddSectionsOfParameter(parameter, frame, depth, found);
                break;
            default:
                found.Add(Root(operation.Type));
                break;
        }
    }

    private void AddSectionsOfMember(ISymbol member, int depth, List<string?> found)
    {
        if (!_path.Add(member))
        {
            return;
        }

        var initializer = sources.Initializer(member, cancellation);
        foreach (var value in sources.References.Writes(member, cancellation).Values.Concat(initializer is null ? [] : [initializer]))
        {
            AddSections(value, null, depth + 1, found);
        }

        _path.Remove(member);
    }

    private void AddSectionsOfParameter(IParameterReferenceOperation reference, CallFrame? frame, int depth, List<string?> found)
    {
        var parameter = reference.Parameter.OriginalDefinition;
        for (var f = frame; f is not null; f = f.Caller)
        {
            if (f.Argument(parameter) is { } given)
            {
                AddSections(given.Value, f.Caller, depth + 1, found);
                return;
            }
        }

        var count = found.Count;
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } method && _path.Add(parameter))
        {
            foreach (var site in sources.References.Calls(method, cancellation).Calls)
            {
                if (site.Argument(parameter) is { } argument)
                {
                    AddSections(argument.Value, null, depth + 1, found);
                }
            }

            _path.Remove(parameter);
        }

        if (found.Count == count)
        {
            found.Add(Root(parameter.Type));
        }
    }

    /// <summary>
    /// The configuration sections that objects of a class are bound to: <c>Configure&lt;T&gt;(section)</c>, <c>section.Get&lt;T&gt;()</c>,
    /// <c>AddOptions&lt;T&gt;().Bind(section)</c>, <c>section.Bind(instance)</c>, and the same for a class that has it as a property.
    /// </summary>
    private IReadOnlyList<string?> SectionsOf(INamedTypeSymbol type, int depth)
    {
        type = type.OriginalDefinition;
        if (depth > 3 || type.DeclaringSyntaxReferences.Length == 0)
        {
            return [];
        }

        if (sources.Bindings.TryGetValue(type, out var known))
        {
            return known;
        }

        // What is kept for others must not depend on the question in which it came up: that one may be half way through the same symbols.
        return depth == 0
            ? sources.Bindings.GetOrAdd(type, new ValueResolver(sdks, sources, cancellation).FindSections(type, 0))
            : FindSections(type, depth);
    }

    private IReadOnlyList<string?> FindSections(INamedTypeSymbol type, int depth)
    {
        var found = new List<string?>();
        if (!_path.Add(type))
        {
            return [];
        }

        foreach (var token in sources.References.Occurrences(type.Name, cancellation))
        {
            var name = SourceReferences.QualifiedName(token);
            switch (name?.Parent)
            {
                case TypeArgumentListSyntax { Parent: GenericNameSyntax generic } when Names(name, type):
                    AddBinding(generic, found);
                    AddOwner(generic, type, ":*", depth, found);
                    break;
                case ArrayTypeSyntax array when Names(name, type):
                    AddOwner(array, type, ":*", depth, found);
                    break;
                case PropertyDeclarationSyntax or ParameterSyntax when Names(name, type):
                    AddOwner(name, type, "", depth, found);
                    break;
            }
        }

        foreach (var token in sources.References.Occurrences("Bind", cancellation))
        {
            if (token.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } invocation
                && sources.Operation(invocation, cancellation) is IInvocationOperation { TargetMethod.Name: "Bind" } call
                && IsInConfiguration(call.TargetMethod)
                && call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "instance") is { } instance
                && SymbolEqualityComparer.Default.Equals(OperationTree.Unwrap(instance.Value).Type?.OriginalDefinition, type)
                && OperationTree.Receiver(call) is { } section)
            {
                var key = call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "key") is { } argument ? Text(argument.Value) : null;
                found.AddRange(Sections(section, null, 0).Select(s => s is null || key is null ? s : Join(s, key)));
            }
        }

        _path.Remove(type);
        return found.Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
    }

    private bool Names(SyntaxNode? name, INamedTypeSymbol type) =>
        name is not null && SymbolEqualityComparer.Default.Equals(sources.Symbol(name, cancellation)?.OriginalDefinition, type);

    private void AddBinding(GenericNameSyntax generic, List<string?> found)
    {
        ExpressionSyntax expression = generic.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == generic => access,
            MemberBindingExpressionSyntax binding => binding,
            _ => generic,
        };
        if (expression.Parent is not InvocationExpressionSyntax invocation)
        {
            return;
        }

        switch (generic.Identifier.ValueText)
        {
            case "Configure" or "Get" when sources.Operation(invocation, cancellation) is IInvocationOperation call:
                foreach (var argument in call.Arguments.Where(a => IsConfiguration(a.Value.Type) || IsConfiguration(OperationTree.Unwrap(a.Value).Type)))
                {
                    found.AddRange(Sections(argument.Value, null, 0));
                }

                break;
            case "AddOptions" or "AddOptionsWithValidateOnStart":
                AddChained(invocation, found);
                break;
            default:
                if (sources.Operation(invocation, cancellation) is IInvocationOperation { TargetMethod: { IsGenericMethod: true, DeclaringSyntaxReferences.Length: > 0 } helper } helperCall)
                {
                    AddHelperBinding(helper, helperCall, found);
                }

                break;
        }
    }

    /// <summary><c>AddOptions&lt;T&gt;().Bind(section).ValidateOnStart()</c>.</summary>
    private void AddChained(InvocationExpressionSyntax start, List<string?> found)
    {
        var current = start;
        while (current.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access)
        {
            if (access.Name.Identifier.ValueText is "Bind" or "BindConfiguration" && sources.Operation(next, cancellation) is IInvocationOperation call)
            {
                foreach (var argument in call.Arguments)
                {
                    if (argument.Parameter?.Name == "configSectionPath")
                    {
                        found.AddRange((IEnumerable<string?>?)Keys(argument.Value, null, 0) ?? [null]);
                    }
                    else if (IsConfiguration(OperationTree.Unwrap(argument.Value).Type) || IsConfiguration(argument.Value.Type))
                    {
                        found.AddRange(Sections(argument.Value, null, 0));
                    }
                }
            }

            current = next;
        }
    }

    /// <summary>A generic method of one's own that binds its type parameter: <c>services.AddSettings&lt;T&gt;("AI")</c>.</summary>
    private void AddHelperBinding(IMethodSymbol helper, IInvocationOperation call, List<string?> found)
    {
        var frame = new CallFrame(helper.OriginalDefinition, call.Arguments, null);
        foreach (var declaration in helper.OriginalDefinition.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)))
        {
            foreach (var generic in declaration.DescendantNodes().OfType<GenericNameSyntax>())
            {
                if (generic.Identifier.ValueText is "Configure" or "Get"
                    && generic.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } inner
                    && sources.Operation(inner, cancellation) is IInvocationOperation { TargetMethod.TypeArguments: { Length: 1 } types } bound
                    && types[0] is ITypeParameterSymbol)
                {
                    foreach (var argument in bound.Arguments.Where(a => IsConfiguration(OperationTree.Unwrap(a.Value).Type) || IsConfiguration(a.Value.Type)))
                    {
                        found.AddRange(Sections(argument.Value, frame, 0));
                    }
                }
            }
        }
    }

    /// <summary>The class is (an element of) a property of another class that is bound itself.</summary>
    private void AddOwner(SyntaxNode typeName, INamedTypeSymbol type, string suffix, int depth, List<string?> found)
    {
        var declaration = typeName.Parent is NullableTypeSyntax nullable ? nullable.Parent : typeName.Parent;
        if (declaration is not (PropertyDeclarationSyntax or ParameterSyntax { Parent.Parent: RecordDeclarationSyntax })
            || declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } syntax
            || sources.Declared(syntax, cancellation) is not INamedTypeSymbol owner
            || SymbolEqualityComparer.Default.Equals(owner, type))
        {
            return;
        }

        var name = declaration is PropertyDeclarationSyntax property ? property.Identifier.ValueText : ((ParameterSyntax)declaration).Identifier.ValueText;
        var member = owner.GetMembers(name).FirstOrDefault();
        if (member is IPropertySymbol)
        {
            found.AddRange(SectionsOf(owner, depth + 1).Select(s => s is null ? null : Join(s, KeyName(member)) + suffix));
        }
    }

    private static string KeyName(ISymbol member) =>
        member.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == "ConfigurationKeyNameAttribute") is { ConstructorArguments: { Length: 1 } arguments }
            && arguments[0].Value is string name
            ? name
            : member.Name;

    private static string Join(string section, string key) => section.Length == 0 ? key : section + ":" + key;

    private static bool IsInConfiguration(IMethodSymbol method) =>
        method.ContainingNamespace?.ToDisplayString().StartsWith(ConfigurationNamespace, StringComparison.Ordinal) == true;

    private static bool IsConfiguration(ITypeSymbol? type) =>
        type is { ContainingNamespace: { } ns }
        && (type.Name.StartsWith("IConfiguration", StringComparison.Ordinal) || type.Name.StartsWith("Configuration", StringComparison.Ordinal))
        && ns.ToDisplayString() == ConfigurationNamespace;
}
