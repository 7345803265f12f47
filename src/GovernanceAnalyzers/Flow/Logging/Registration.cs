using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>A call that registers a service with a container.</summary>
/// <param name="Key">The key it is registered under; null for a registration without one.</param>
/// <param name="Value">The instance, the factory or the implementation's <c>typeof</c>; null when the call gives none.</param>
internal sealed record Registration(IInvocationOperation Call, ServiceKey? Key, IOperation? Value)
{
    /// <summary>The service, where the call says it as a type.</summary>
    public ITypeSymbol? Service { get; init; }

    /// <summary>Metadata names of the services, where the catalogue says them.</summary>
    public IReadOnlyList<string> ServiceNames { get; init; } = [];

    public INamedTypeSymbol? Implementation { get; init; }

    /// <summary>It wraps what is registered elsewhere: <c>services.Decorate&lt;IChatClient, …&gt;()</c>.</summary>
    public bool IsDecorator { get; init; }

    /// <summary>Why what is registered cannot be seen; empty when it can.</summary>
    public string Unseen { get; init; } = "";
}

/// <summary>A key of a service.</summary>
/// <param name="Text">The constant or type that it is; null when it is not known at build time.</param>
internal sealed record ServiceKey(string? Text)
{
    /// <summary>Whether a request with one key may be answered by a registration with another.</summary>
    public static bool May(ServiceKey? requested, ServiceKey? registered) =>
        requested is null ? registered is null
        : registered is not null && (requested.Text is null || registered.Text is null || requested.Text == registered.Text);

    public static ServiceKey Of(IOperation key)
    {
        key = OperationTree.Unwrap(key);
        return new ServiceKey(key switch
        {
            ITypeOfOperation type => "typeof " + type.TypeOperand.ToDisplayString(),
            { ConstantValue: { HasValue: true, Value: { } value } } =>
                value.GetType().Name + " " + System.Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
            _ => null,
        });
    }

    public static ServiceKey Of(TypedConstant key) => new(key switch
    {
        { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } => "typeof " + type.ToDisplayString(),
        { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum, Value: { } value } =>
            value.GetType().Name + " " + System.Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    });
}
