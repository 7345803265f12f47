using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Http;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV6008_EndpointNotAllowed() : CodeRule(new RuleInfo(
    "GOV6008",
    "EndpointNotAllowed",
    RuleScope.Code,
    "Requests go to an address or region that the policy does not allow",
    "The policy lists the addresses (endpoints.allow) and regions (models.regions) to which prompts may go, and this one is not among "
    + "them. Without a list the rule is silent.",
    "Use an address or region that is listed, or have this one added by whoever owns the list.") { Options = ["notVisible"] })
{
    private const int MaximumPatterns = 5;

    /// <summary>Stands for what is not known of a host; no list names it.</summary>
    private const string Unknown = "unknown-0";

    private static readonly string[] Areas = ["us-gov", "us", "eu", "apac", "jp", "au", "ca", "global"];

    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy) => fact switch
    {
        EndpointFact { Kind: EndpointFact.Region } region => Region(region, policy),
        EndpointFact address => Address(address, policy),
        ModelReferenceFact { Provider: "aws-bedrock", Value: { } value } model => Profile(model, value, policy),
        _ => null,
    };

    /// <summary>The area in which an inference profile of Bedrock routes requests: <c>eu</c> of <c>eu.anthropic.claude-…</c>; null for none.</summary>
    public static string? AreaOf(string reference)
    {
        // arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.anthropic.claude-…
        var id = reference.Substring(reference.LastIndexOf('/') + 1);
        return Areas.FirstOrDefault(a => id.StartsWith(a + ".", StringComparison.OrdinalIgnoreCase));
    }

    private static RuleHit? Address(EndpointFact fact, CompiledPolicy policy)
    {
        if (policy.AllowedEndpoints.Count == 0)
        {
            return null;
        }

        if (fact.Value is null || EndpointAddress.Parse(fact.Value) is not { } address)
        {
            // What is missing is a part of the host, as in https://{resource}.openai.azure.com, and the list does not ask for that part.
            if (fact.Pattern.Length > 0 && EndpointAddress.Parse(fact.Pattern.Replace(EndpointFact.Hole.ToString(), Unknown)) is { } partly && policy.AllowedEndpoints.All(l => l.Allows(partly)))
            {
                return null;
            }

            var list = policy.AllowedEndpoints[0];
            return new RuleHit(
                $"Where {fact.Sink} sends prompts cannot be told here: the address comes from {(fact.Origin.Length > 0 ? fact.Origin : "text that is no address")}. "
                + $"{list.Place} allows {Listed(list.Patterns)}. Give it in a configuration file of the repository, or check what is set where it runs",
                $"address of {fact.Sink}")
            {
                AtMost = policy.SeverityOption("GOV6008", "notVisible", Severity.Suggestion),
            };
        }

        return policy.AllowedEndpoints.FirstOrDefault(l => !l.Allows(address)) is { } never
            ? new RuleHit(
                (fact.Kind == EndpointFact.Default
                    ? $"Prompts go to {address}, because {fact.Sink} is given no address, and that is not allowed"
                    : $"Prompts go to {Quote.Text(address.ToString())}{Quote.From(fact.Origin)} through {fact.Sink}, and that is not allowed")
                + $": {never.Place} allows {Listed(never.Patterns)}. Use an address that is listed, or have this one added to the list",
                address.ToString())
            : null;
    }

    private static RuleHit? Region(EndpointFact fact, CompiledPolicy policy)
    {
        if (policy.AllowedRegions.Count == 0)
        {
            return null;
        }

        if (fact.Value is not { Length: > 0 } region)
        {
            return new RuleHit(
                $"The region that {fact.Sink} uses cannot be told here: it comes from {fact.Origin}. {policy.AllowedRegions[0].Place} allows {Listed(policy.AllowedRegions[0].Patterns)}",
                $"region of {fact.Sink}")
            {
                AtMost = policy.SeverityOption("GOV6008", "notVisible", Severity.Suggestion),
            };
        }

        // "global" of Vertex is no region but any of them.
        return policy.AllowedRegions.FirstOrDefault(l => region == "global" ? !l.AllowsArea(region) : !l.Allows(region)) is { } never
            ? new RuleHit(
                $"The region {Quote.Text(region)}{Quote.From(fact.Origin)}, which {fact.Sink} uses, is not allowed: {never.Place} allows {Listed(never.Patterns)}. "
                + "Use a region that is listed, or have this one added to the list",
                region)
            : null;
    }

    private static RuleHit? Profile(ModelReferenceFact model, string value, CompiledPolicy policy) =>
        policy.AllowedRegions.Count > 0
        && AreaOf(value) is { } area
        && policy.AllowedRegions.FirstOrDefault(l => !l.AllowsArea(area)) is { } never
            ? new RuleHit(
                $"The inference profile {Quote.Text(value)}{Quote.From(model.Origin)} sends prompts to any region of {Quote.Text(area)}, which is not allowed: "
                + $"{never.Place} allows {Listed(never.Patterns)}, and not all of {Quote.Text(area == "global" ? "*" : area + "-*")}. Use a profile or a model of a region that is listed",
                model.Model) { Model = model.Model }
            : null;

    private static string Listed(IReadOnlyList<string> patterns) => patterns.Count == 0
        ? "nothing (the list is empty)"
        : string.Join(", ", patterns.Take(MaximumPatterns)) + (patterns.Count > MaximumPatterns ? $" and {patterns.Count - MaximumPatterns} more" : "");
}
