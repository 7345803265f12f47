using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository;

namespace GovernanceAnalyzers.Engine.Gate;

/// <summary>Models of the register that no code refers to. Only asked when the code of every recorded project is known.</summary>
internal static class GOV1007_RegisterEntryUnused
{
    private const string Id = "GOV1007";

    /// <summary>The provider of models that are files. How code comes by them is not recorded as a reference.</summary>
    private const string Files = "local-artifact";

    public static IEnumerable<Finding> Check(PolicyCompiler policy, IEnumerable<CodeFact> facts)
    {
        var register = policy.Compiled.Register;
        var references = facts.OfType<ModelReferenceFact>().Where(r => r.Kind != ModelReferenceFact.DatasetKind).ToArray();
        // Any of these may stand for an entry: a value of run time, and a deployment of which the register says nothing.
        var unclear = references
            .Where(r => r.Value is null || (RegisterModel.MayBeDeployment(r) && register.Listing(r).Count == 0))
            .ToArray();
        foreach (var model in policy.Register.Models.Where(m => m.Provider != Files && m.Origin is "hosted" or "fine-tuned"))
        {
            var entry = register.Models.First(m => m.Id == model.Id.Text);
            if (references.Any(entry.Lists)
                || unclear.Any(r => register.IsAbout(entry, r) && (RegisterModel.MayBeDeployment(r) || entry.MayBe(r))))
            {
                continue;
            }

            var what = entry.Model.Length > 0 ? $"{entry.Model} ({entry.Id})" : entry.Id;
            if (policy.Policy.Finding(
                Id,
                $"The register says that {what} is in use, and no code that was analysed refers to it. Remove the entry, or correct it. [{policy.Policy.Rule(Id).Cited}]",
                model.Place,
                entry.Id) is { } finding)
            {
                yield return finding with { Model = entry.Model };
            }
        }
    }
}
