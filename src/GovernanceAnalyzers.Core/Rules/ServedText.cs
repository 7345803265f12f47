using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

/// <summary>How messages speak of a deployment whose model is not in its name.</summary>
internal static class ServedText
{
    /// <summary>What is judged, as the beginning of a sentence: the reference itself, or what register or infrastructure say is behind it.</summary>
    /// <param name="noun">What the sentence goes on about, where the register says it.</param>
    public static string Of(ModelReferenceFact reference, ServedModel? served, string noun = "model") => served is null
        ? $"Model reference {Quote.Text(reference.Value ?? "")}{Quote.From(reference.Origin)}"
        : $"Deployment {Quote.Text(reference.Value ?? "")}{Quote.From(reference.Origin)} serves {Quote.Text(served.IsInfrastructure ? DeploymentReference.Display(served.Model) : served.Model)} according to {served.Place}; that {noun}";
}
