using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;

namespace GovernanceAnalyzers.Core.Policy;

/// <summary>What a model card in the repository says it documents.</summary>
/// <param name="Path">Repository-relative path of the card.</param>
/// <param name="Models"><c>provider:reference</c>, as in code.</param>
/// <param name="Deployments">Deployment names that serve this model.</param>
public sealed record CardReference(string Path, IReadOnlyList<string> Models, IReadOnlyList<string> Deployments)
{
    public bool Documents(ModelReferenceFact reference)
    {
        if (reference.Value is not { } value)
        {
            return false;
        }

        if (reference.Kind == "deployment" || reference.Kind.Contains("|"))
        {
            if (Deployments.Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        // Without a known provider the reference alone has to do: a card for the same id under any provider documents it.
        return Models.Any(m => string.Equals(
            reference.Provider.Length == 0 ? m.Substring(m.IndexOf(':') + 1) : m,
            reference.Model,
            StringComparison.OrdinalIgnoreCase));
    }
}
