using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace GovernanceAnalyzers.Security;

/// <summary>Whether a value of a type can hold text that somebody else wrote. A number, a date, an identifier or an enum cannot.</summary>
internal static class TextTypes
{
    private static readonly HashSet<string> Closed = new(StringComparer.Ordinal)
    {
        "BigInteger", "CancellationToken", "ClaimsPrincipal", "CultureInfo", "DateOnly", "DateTimeOffset", "Guid", "Half", "IPAddress", "Index", "Int128", "Range", "RegionInfo",
        "TimeOnly", "TimeSpan", "TimeZoneInfo", "Type", "UInt128", "Version",
    };

    public static bool Carries(ITypeSymbol? type) => Carries(type, 0);

    private static bool Carries(ITypeSymbol? type, int depth)
    {
        if (type is null || depth > 4)
        {
            return true;
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return false;
        }

        switch (type.SpecialType)
        {
            case SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16
                or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
                or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_DateTime or SpecialType.System_Void
                or SpecialType.System_IntPtr or SpecialType.System_UIntPtr:
                return false;
            case SpecialType.System_String or SpecialType.System_Object:
                return true;
        }

        if (type is IArrayTypeSymbol array)
        {
            return IsRaw(array.ElementType) || Carries(array.ElementType, depth + 1);
        }

        if (type is not INamedTypeSymbol named)
        {
            return true;
        }

        if (Closed.Contains(named.Name) && IsSystem(named))
        {
            return false;
        }

        // A list of numbers, a task of one, a nullable one.
        return named.TypeArguments.Length != 1 || !IsSystem(named) || IsRaw(named.TypeArguments[0]) && named.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T
            || Carries(named.TypeArguments[0], depth + 1);
    }

    /// <summary>Text comes in characters and bytes.</summary>
    private static bool IsRaw(ITypeSymbol type) => type.SpecialType is SpecialType.System_Char or SpecialType.System_Byte;

    private static bool IsSystem(ITypeSymbol type)
    {
        var ns = type.ContainingNamespace;
        while (ns is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            ns = ns.ContainingNamespace;
        }

        return ns?.Name == "System";
    }

    /// <summary>Whether something that a request is bound to, rather than a service that is passed in beside it.</summary>
    public static bool IsData(ITypeSymbol type, int depth = 0)
    {
        if (!Carries(type) || depth > 3)
        {
            return false;
        }

        switch (type)
        {
            case { SpecialType: SpecialType.System_String }:
                return true;
            case IArrayTypeSymbol array:
                return IsRaw(array.ElementType) || IsData(array.ElementType, depth + 1);
            case ITypeParameterSymbol or IPointerTypeSymbol or IDynamicTypeSymbol:
                return false;
        }

        var named = (INamedTypeSymbol)type;
        if (named.Name is "IFormFile" or "IFormFileCollection" or "IFormCollection" or "IBrowserFile" or "Stream" or "PipeReader" or "JsonElement" or "JsonDocument" or "JsonNode" or "JsonObject" or "StringValues" or "BinaryData"
            or "ServiceBusReceivedMessage" or "QueueMessage" or "EventData")
        {
            return true;
        }

        if (named.TypeKind is TypeKind.Interface or TypeKind.Delegate || named.TypeArguments.Length > 0)
        {
            return named.TypeArguments.Length > 0 && named.TypeKind != TypeKind.Delegate && IsCollection(named) && named.TypeArguments.Any(a => IsData(a, depth + 1));
        }

        if (named.AllInterfaces.Any(i => i.Name == "IMessage" && i.ContainingNamespace?.ToDisplayString() == "Google.Protobuf"))
        {
            return true;
        }

        var space = named.ContainingNamespace?.ToDisplayString() ?? "";
        if (named.DeclaringSyntaxReferences.Length == 0 && (space.StartsWith("Microsoft.", StringComparison.Ordinal) || space.StartsWith("System", StringComparison.Ordinal)
            || named.Name.EndsWith("Client", StringComparison.Ordinal) || named.Name.EndsWith("Service", StringComparison.Ordinal)))
        {
            return false;
        }

        return named.IsRecord || Properties(named).Any(p => p.SetMethod is { DeclaredAccessibility: Accessibility.Public } && Carries(p.Type));
    }

    /// <summary>Whether a value of the type is its elements.</summary>
    public static bool IsCollection(ITypeSymbol? type) => type is IArrayTypeSymbol || (type is INamedTypeSymbol { SpecialType: not SpecialType.System_String } named && IsCollection(named));

    private static bool IsCollection(INamedTypeSymbol type) =>
        type.SpecialType == SpecialType.System_Collections_IEnumerable || type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable)
            || type.Name is "IEnumerable" or "IAsyncEnumerable" or "Nullable";

    private static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            foreach (var property in t.GetMembers().OfType<IPropertySymbol>().Where(p => !p.IsStatic && p.DeclaredAccessibility == Accessibility.Public))
            {
                yield return property;
            }
        }
    }
}
