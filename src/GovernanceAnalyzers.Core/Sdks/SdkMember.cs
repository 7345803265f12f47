using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Core.Sdks;

/// <summary>One name that an SDK entry expects to exist.</summary>
/// <param name="Member">Method, <c>.ctor</c>, field or property; empty for the type itself.</param>
/// <param name="Parameter">A parameter of the method; empty when none is named.</param>
public sealed record SdkMember(string Type, string Member, string Parameter, string Versions, string Assembly)
{
    public override string ToString() => Type + (Member.Length == 0 ? "" : "." + Member) + (Parameter.Length == 0 ? "" : $"({Parameter})");

    /// <summary>All names of an entry, but for activity sources and switches, which are strings inside of the SDK.</summary>
    public static IEnumerable<SdkMember> Of(SdkEntry sdk)
    {
        var sinks = Enumerable.Empty<SdkSink>()
            .Concat(sdk.Models).Concat(sdk.Settings).Concat(sdk.Instructions).Concat(sdk.Artefacts).Concat(sdk.Credentials);
        return sdk.Inference.SelectMany(i => i.Methods.Select(m => new SdkMember(i.Type, m, "", i.Versions, i.Assembly)))
            .Concat(sinks.Select(s => new SdkMember(s.Type, s.Property.Length > 0 ? s.Property : s.Member, s.Parameter, s.Versions, s.Assembly)))
            .Concat(sdk.Constants.SelectMany(c => c.Values.Keys.Select(v => new SdkMember(c.Type, v, "", "", c.Assembly))))
            .Concat(sdk.Logging.SelectMany(OfLogging))
            .Concat(sdk.Datasets.Select(d => new SdkMember(d.Type, d.Member, d.Parameter, d.Versions, d.Assembly)))
            .Concat(sdk.Datasets.Where(d => d.WhenParameter.Length > 0).Select(d => new SdkMember(d.Type, d.Member, d.WhenParameter, d.Versions, d.Assembly)))
            .Concat(sdk.Tools.SelectMany(t => OrType(t.Property.Length > 0 ? [t.Property] : t.Methods)
                .Select(m => new SdkMember(t.Type, m, "", t.Versions, t.Assembly))))
            .Concat(sdk.Clients.SelectMany(c => OrType(c.Methods).Select(m => new SdkMember(c.Type, m, c.Key, c.Versions, c.Assembly))))
            .Distinct();
    }

    private static IEnumerable<SdkMember> OfLogging(LoggingStep step)
    {
        var members = step.Kind is LoggingKind.Switch or LoggingKind.Source
            ? []
            : OrType(step.Members).Select(m => new SdkMember(step.Type, m, "", step.Versions, step.Assembly));
        return members.Concat(step.Covers.Select(c =>
        {
            var dot = c.LastIndexOf('.');
            return new SdkMember(c.Substring(0, dot), c.Substring(dot + 1), "", step.Versions, step.Assembly);
        }));
    }

    /// <summary>No member means that the type is what counts.</summary>
    private static IEnumerable<string> OrType(IReadOnlyList<string> members) => members.Count == 0 ? [""] : members;
}
