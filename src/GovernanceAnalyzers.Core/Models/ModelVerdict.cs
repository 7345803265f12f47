using System.Collections.Generic;

namespace GovernanceAnalyzers.Core.Models;

/// <summary>What is known about a model reference at build time.</summary>
public enum PinVerdict
{
    /// <summary>The provider keeps serving the same weights under this reference for as long as it lives.</summary>
    Pinned,

    /// <summary>The provider may serve other weights under the same reference, and publishes a pinned form.</summary>
    Floating,

    /// <summary>The provider publishes no immutable form of this reference.</summary>
    Unpinnable,

    /// <summary>The reference does not say: a deployment name, a value supplied at run time, an unknown provider.</summary>
    Indeterminate,
}

/// <summary>How far the verdict can be trusted.</summary>
public enum Assurance
{
    /// <summary>D: nothing is promised.</summary>
    None,

    /// <summary>C: the provider says "usually".</summary>
    Weak,

    /// <summary>B: an unwritten convention, followed consistently.</summary>
    Convention,

    /// <summary>A: the provider documents immutability.</summary>
    Documented,
}

/// <param name="Reason">One clause in plain words, without a full stop.</param>
/// <param name="PinnedForms">Documented pinned references of the same model, newest first; empty unless the verdict is Floating.</param>
public sealed record ModelClassification(
    PinVerdict Verdict,
    Assurance Assurance,
    string Reason,
    IReadOnlyList<string> PinnedForms);
