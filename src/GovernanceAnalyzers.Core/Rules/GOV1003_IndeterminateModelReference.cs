using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV1003_IndeterminateModelReference() : CodeRule(new RuleInfo(
    "GOV1003",
    "IndeterminateModelReference",
    RuleScope.Code,
    "Which model is called cannot be known at build time",
    "The reference is supplied at run time, is a deployment name, or belongs to a provider that is not known here. It may be pinned; "
    + "nothing in the code shows it. The message names where the reference comes from.",
    "Give the call a pinned value that the compiler can see, or say in the register what the deployment or the setting "
    + "stands for."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy)
    {
        if (fact is not ModelReferenceFact reference)
        {
            return null;
        }

        if (reference.Value is null)
        {
            return policy.Register.IsSuppliedAtRunTime(reference)
                ? null
                : new RuleHit(
                    $"The model reference for {reference.Sink} cannot be known at build time: it comes from {reference.Origin}. "
                    + "Give it a pinned value the compiler can see, such as a constant",
                    $"{reference.Sink} <- {reference.Origin}");
        }

        var served = policy.Register.ServedBy(reference);
        var verdict = served is null ? policy.Classify(reference) : policy.Models.Classify(served.Provider, served.Reference);
        return verdict.Verdict != PinVerdict.Indeterminate
            ? null
            : new RuleHit(
                $"{ServedText.Of(reference, served, "name")} does not say which model answers: {verdict.Reason}{WayOut(reference, served, policy)}",
                reference.Model)
            {
                Model = reference.Model,
            };
    }

    /// <summary>A deployment is settled by the register; for anything else the reason says it all.</summary>
    private static string WayOut(ModelReferenceFact reference, ServedModel? served, CompiledPolicy policy)
    {
        var said = policy.Register.Serving(reference);
        if (served is null && said.Count > 1)
        {
            return $". The register says different things: {string.Join(", ", said.Select(m => $"{Quote.Text(m.Serves)} in {m.Place}"))}. "
                + "Give each entry the systems it belongs to (usedBy)";
        }

        if (served is { IsInfrastructure: true })
        {
            return ". Write there which model and version it is";
        }

        if (served is not null)
        {
            return ". Write there which model and version it is (resolvedVersion), such as \"openai:gpt-4.1-2025-04-14\"";
        }

        if (!RegisterModel.MayBeDeployment(reference) || UnfilledReference.Explain(reference.Value) is not null)
        {
            return "";
        }

        if (policy.Register.DeployedAs(reference) is { Count: > 0 } deployed)
        {
            var ways = deployed.Select(d => d.Serves.Length > 0 ? $"{Quote.Text(DeploymentReference.Display(d.Serves))}{Upgrades(d.Serves)} in {d.Place}" : $"something that cannot be told in {d.Place} ({d.Unknown})");
            return $". Infrastructure files deploy under this name {string.Join(" and ", ways)}. Deploy one version, or write down in {policy.Register.Path} which one "
                + "this code calls (deployments, resolvedVersion)";
        }

        return policy.Register.For(reference).FirstOrDefault(m => m.ListsDeployment(reference)) is { } listed
            ? $". {listed.Place} lists it; write there which model it serves (resolvedVersion)"
            : $". Write down in {policy.Register.Path} which model it serves: its deployments and resolvedVersion";
    }

    /// <summary>Two deployments of one version may still differ in this.</summary>
    private static string Upgrades(string serves)
    {
        const string Key = ";versionUpgradeOption=";
        var at = serves.IndexOf(Key, System.StringComparison.Ordinal);
        return at < 0 ? "" : $" ({Excerpt.Of(serves.Substring(at + Key.Length), 60)})";
    }
}
