using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV3008_EvaluatedOnTrainingData() : CodeRule(new RuleInfo(
    "GOV3008",
    "EvaluatedOnTrainingData",
    RuleScope.Code,
    "A model knows what it is evaluated on",
    "An ML.NET pipeline is fitted before the data is split, evaluated on the data it was fitted to, or given the label as a feature. Its "
    + "metrics then say how well it remembers, and not what it will do with data it has not seen.",
    "Split first. Put every transform that learns into the pipeline that is fitted to the training set, and evaluate on the "
    + "test set."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy)
    {
        if (fact is not DataLeakageFact leak)
        {
            return null;
        }

        var what = Text.Excerpt.Of(leak.What, 120);
        return new RuleHit(
            leak.Kind switch
            {
                DataLeakageFact.FitBeforeSplit =>
                    $"The data is split after a transform has learnt from all of it ({what}), so the training set knows the test set. Split first, and fit on the training set",
                DataLeakageFact.LabelAsFeature =>
                    $"The features hold the label (column {what}), so the model can read the answer off its input. Take that column out of the features",
                _ =>
                    $"The model is evaluated on the data that it was fitted to ({what}), so the metrics say how well it remembers. Evaluate it on data that was held out, or cross-validate",
            },
            $"{leak.Kind} in {leak.Symbol}");
    }
}
