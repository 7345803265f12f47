using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

/// <summary>Code, register, card and evaluation are to name the same model; where two differ, a message says what the others have.</summary>
internal static class AgreementText
{
    /// <summary>"; the register has … (governance/register.yml(4))", or nothing where it has no version of the model.</summary>
    public static string OfRegister(ModelReferenceFact reference, CompiledPolicy policy) => policy.Register.Models
        .Select(m => (Entry: m, Model: m.Serves.Length > 0 ? m.Serves : m.Model))
        .Where(m => IsVersion(m.Model, reference, policy))
        .Select(m => $"; the register has {Quote.Text(m.Model)} ({m.Entry.Place})")
        .FirstOrDefault() ?? "";

    /// <summary>"; evaluated was … (governance/evaluations/support.yml(2))", or nothing.</summary>
    public static string OfEvaluations(ModelReferenceFact reference, CompiledPolicy policy) => policy.Evaluated
        .Where(e => IsVersion(e.Model, reference, policy))
        .Select(e => $"; evaluated was {Quote.Text(e.Model)} ({e.Place})")
        .FirstOrDefault() ?? "";

    private static bool IsVersion(string model, ModelReferenceFact reference, CompiledPolicy policy) =>
        model.Length > 0 && policy.Models.Compare(model, reference.Model) is ModelRelation.Same or ModelRelation.OtherVersion;
}
