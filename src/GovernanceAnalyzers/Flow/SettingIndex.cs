using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>The catalogue's settings by the name of what they set.</summary>
internal sealed class SettingIndex
{
    public const string OutputLimit = "output-limit";
    public const string Timeout = "timeout";
    public const string ContentCapture = "content-capture";

    private readonly SdkIndex _sdks;
    private readonly ILookup<string, SdkSetting> _properties;
    private readonly ILookup<string, SdkSetting> _parameters;

    public SettingIndex(SdkIndex sdks)
    {
        _sdks = sdks;
        var all = sdks.Sdks.SelectMany(s => s.Settings).ToArray();
        _properties = all.Where(s => s.Property.Length > 0).ToLookup(s => s.Property, StringComparer.Ordinal);
        _parameters = all.Where(s => s.Member.Length > 0).ToLookup(s => s.Parameter, StringComparer.Ordinal);
    }

    public IEnumerable<SdkSetting> OfKind(string kind) => _properties.SelectMany(p => p).Where(s => s.Kind == kind);

    public SdkSetting? Property(IPropertySymbol property, string kind)
    {
        if (!_properties.Contains(property.Name))
        {
            return null;
        }

        for (var p = property; p is not null; p = p.OverriddenProperty)
        {
            var type = _sdks.MetadataName(p.ContainingType.OriginalDefinition);
            if (_properties[p.Name].FirstOrDefault(s => s.Kind == kind && s.Type == type && IsFrom(s, p)) is { } setting)
            {
                return setting;
            }
        }

        return null;
    }

    /// <summary>Whether one of the method's parameters is such a setting.</summary>
    public bool HasParameter(IMethodSymbol method, string kind)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        var member = method.MethodKind == MethodKind.Constructor ? ".ctor" : method.Name;
        return method.Parameters.Any(p => _parameters[p.Name].Any(
            s => s.Kind == kind && s.Member == member && s.Type == _sdks.MetadataName(method.ContainingType) && IsFrom(s, method)));
    }

    /// <summary>The property of this kind that an operation assigns, in whatever way, with the value; null for another operation.</summary>
    public (IPropertyReferenceOperation Target, IOperation Value)? Assignment(IOperation operation, string kind) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target, Value: var value } when Property(target.Property, kind) is not null => (target, value),
        ICoalesceAssignmentOperation { Target: IPropertyReferenceOperation target, Value: var value } when Property(target.Property, kind) is not null => (target, value),
        _ => null,
    };

    private static bool IsFrom(SdkSetting setting, ISymbol member) =>
        setting.Assembly.Length == 0 || member.ContainingAssembly?.Name == setting.Assembly;
}
