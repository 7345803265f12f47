using System.Collections.Generic;

namespace GovernanceAnalyzers.Core.Facts;

/// <summary>What is known about one side of a call: whether its output is limited, whether it can be cancelled and so on.</summary>
/// <param name="Evidence">One clause: what provides it, or what was looked for and where.</param>
public sealed record CallAspect(AspectState State, string Evidence)
{
    public static readonly CallAspect NotAsked = new(AspectState.NotAsked, "");

    internal void WriteTo(IDictionary<string, string> properties, string name)
    {
        if (State != AspectState.NotAsked)
        {
            properties[name] = State switch { AspectState.Met => "met", AspectState.Missing => "missing", _ => "not-visible" };
            properties[name + "Evidence"] = Evidence;
        }
    }

    internal static CallAspect Read(IReadOnlyDictionary<string, string> properties, string name)
    {
        properties.TryGetValue(name, out var state);
        properties.TryGetValue(name + "Evidence", out var evidence);
        return state switch
        {
            "met" => new CallAspect(AspectState.Met, evidence ?? ""),
            "missing" => new CallAspect(AspectState.Missing, evidence ?? ""),
            "not-visible" => new CallAspect(AspectState.NotVisible, evidence ?? ""),
            _ => NotAsked,
        };
    }
}

public enum AspectState
{
    /// <summary>The question does not arise for this call, or the catalogue knows too little to ask it.</summary>
    NotAsked,

    Met,

    Missing,

    /// <summary>It depends on something outside of what is analysed.</summary>
    NotVisible,
}
