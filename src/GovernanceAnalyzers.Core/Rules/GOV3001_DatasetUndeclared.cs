using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV3001_DatasetUndeclared() : CodeRule(new RuleInfo(
    "GOV3001",
    "DatasetUndeclared",
    RuleScope.Code,
    "Data is loaded that no dataset record declares",
    "Every file that code loads for training, evaluation or retrieval belongs to a dataset record, which states its origin and "
    + "licence.",
    "Add a dataset record in the folder that the message names, or add the file to the record that it belongs to.") { Options = ["notVisible"] })
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy)
    {
        if (fact is not DatasetLoadFact load)
        {
            return null;
        }

        if (load.Value is null)
        {
            return new RuleHit(
                $"Which data {load.Method} loads is not visible here: the path comes from {load.Origin}. "
                + "Make sure that a dataset record declares it",
                $"{load.Method} <- {load.Origin}")
            {
                AtMost = policy.SeverityOption("GOV3001", "notVisible", Severity.Suggestion),
            };
        }

        return policy.DatasetFor(load.Value) is not null
            ? null
            : new RuleHit(
                $"Dataset {Quote.Text(load.Value)}{Quote.From(load.Origin)} is loaded here, and no dataset record declares it. "
                + $"Add a record under {policy.DatasetFolder} whose \"files\" cover it, with its licence and origin",
                load.Value);
    }
}
