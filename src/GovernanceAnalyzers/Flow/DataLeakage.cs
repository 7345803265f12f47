using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// Finds ML.NET pipelines in which a model gets to know, while it is trained, what it is evaluated on. It looks at one member at a time and
/// says something only where locals and parameters leave no doubt about which data is meant.
/// </summary>
internal sealed class DataLeakage
{
    private const string Context = "Microsoft.ML.MLContext";
    private const int MaximumHops = 20;

    private static readonly HashSet<string> Candidates = new(StringComparer.Ordinal) { "TrainTestSplit", "Concatenate", "Evaluate", "EvaluateNonCalibrated" };

    /// <summary>
    /// Transforms that learn from the distribution of values: ranges, means, word weights. Those that only number the values they meet
    /// (MapValueToKey, OneHotEncoding) are not among them: a label needs the same numbers in both parts.
    /// </summary>
    private static readonly HashSet<string> Learning = new(StringComparer.Ordinal)
    {
        "NormalizeMinMax", "NormalizeMeanVariance", "NormalizeLogMeanVariance", "NormalizeBinning", "NormalizeSupervisedBinning",
        "NormalizeRobustScaling", "ReplaceMissingValues", "FeaturizeText", "ProjectToPrincipalComponents", "SelectFeaturesBasedOnCount",
        "SelectFeaturesBasedOnMutualInformation", "LatentDirichletAllocation", "VectorWhiten",
    };

    private readonly SdkIndex _sdks;
    private readonly SourceModels _sources;

    private DataLeakage(SdkIndex sdks, SourceModels sources) => (_sdks, _sources) = (sdks, sources);

    /// <summary>Null where the compilation has no ML.NET.</summary>
    public static DataLeakage? Create(SdkIndex sdks, SourceModels sources) =>
        sources.Compilation.GetTypesByMetadataName(Context).Length > 0 ? new DataLeakage(sdks, sources) : null;

    public static bool IsCandidate(string name) => Candidates.Contains(name);

    public DataLeakageFact? Find(IInvocationOperation call, CancellationToken cancellation) => !IsMachineLearning(call.TargetMethod)
        ? null
        : call.TargetMethod.Name switch
        {
            "TrainTestSplit" => FitBeforeSplit(call),
            "Concatenate" => LabelAsFeature(call, cancellation),
            _ => EvaluatedOnTrainingData(call),
        };

    private static bool IsMachineLearning(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Length == 0
        && method.ContainingNamespace is { } space
        && (space.ToDisplayString() is var name && (name == "Microsoft.ML" || name.StartsWith("Microsoft.ML.", StringComparison.Ordinal)));

    /// <summary>A fitted transform has seen all of the data, and is then used on its parts.</summary>
    private DataLeakageFact? FitBeforeSplit(IInvocationOperation split)
    {
        if (Argument(split, "data") is not { } data)
        {
            return null;
        }

        // var all = normalizer.Fit(data).Transform(data); TrainTestSplit(all)
        if (Source(data) is IInvocationOperation transform && IsTransform(transform)
            && FittedBy(transform.Instance) is { } before
            && Argument(transform, "input") is { } transformed && Argument(before, "input") is { } fitted
            && Key(transformed) is { } key && key.Equals(Key(fitted))
            && LearningStep(before.Instance) is { } step)
        {
            return Fact(DataLeakageFact.FitBeforeSplit, split, step);
        }

        // var model = normalizer.Fit(data); var parts = TrainTestSplit(data); model.Transform(parts.TrainSet)
        if (Key(data) is not { } whole)
        {
            return null;
        }

        foreach (var use in Calls(split).Where(IsTransform))
        {
            if (Argument(use, "input") is { } part && Key(part) is { Part.Length: > 0 } partKey && partKey.Whole == split.Syntax
                && FittedBy(use.Instance) is { } fit && Argument(fit, "input") is { } all && whole.Equals(Key(all))
                && LearningStep(fit.Instance) is { } learning)
            {
                return Fact(DataLeakageFact.FitBeforeSplit, split, learning);
            }
        }

        return null;
    }

    private DataLeakageFact? EvaluatedOnTrainingData(IInvocationOperation evaluate)
    {
        if (Tested(evaluate) is not var (fit, tested) || Argument(fit, "input") is not { } trained || Key(trained) is not { } training)
        {
            return null;
        }

        var isSame = training.Equals(tested);
        var isPart = !isSame && tested.Part == "TestSet" && tested.Split is { } split && Argument(split, "data") is { } whole && training.Equals(Key(whole));
        if (!isSame && !isPart)
        {
            return null;
        }

        // Metrics of the training set say something beside those of other data, and cross-validation has held some out already.
        foreach (var call in Calls(evaluate))
        {
            if (call.TargetMethod.Name.StartsWith("CrossValidate", StringComparison.Ordinal)
                || (call.Syntax != evaluate.Syntax && call.TargetMethod.Name.StartsWith("Evaluate", StringComparison.Ordinal)
                    && !(Tested(call) is var (_, other) && other.Equals(tested))))
            {
                return null;
            }
        }

        return Fact(
            DataLeakageFact.EvaluatedOnTrainingData,
            evaluate,
            isPart ? $"{trained.Syntax}, of which {tested.Part} is a part" : trained.Syntax.ToString());
    }

    private DataLeakageFact? LabelAsFeature(IInvocationOperation concatenate, CancellationToken cancellation)
    {
        if (Text(concatenate, "outputColumnName", cancellation) is not { } output || Argument(concatenate, "inputColumnNames") is not { } inputs)
        {
            return null;
        }

        var labels = Calls(concatenate)
            .Where(c => IsMachineLearning(c.TargetMethod)
                && c.TargetMethod.Parameters.Any(p => p.Name == "labelColumnName")
                && c.TargetMethod.Parameters.Any(p => p.Name == "featureColumnName")
                && Text(c, "featureColumnName", cancellation) == output)
            .Select(c => Text(c, "labelColumnName", cancellation))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        // Several trainers may predict several things, each from the others.
        if (labels.Length != 1 || labels[0] is not { } label)
        {
            return null;
        }

        var sources = Calls(concatenate)
            .Where(c => c.TargetMethod.Name is "MapValueToKey" or "CopyColumns" && IsMachineLearning(c.TargetMethod) && Text(c, "outputColumnName", cancellation) == label)
            .Select(c => Text(c, "inputColumnName", cancellation))
            .OfType<string>();
        var columns = new HashSet<string>(sources, StringComparer.Ordinal) { label };
        var elements = OperationTree.Elements(inputs) ?? [];
        return elements.Select(e => Text(e, cancellation)).FirstOrDefault(t => t is not null && columns.Contains(t)) is { } leaked
            ? Fact(DataLeakageFact.LabelAsFeature, concatenate, leaked == label ? leaked : $"{leaked}, from which the label {label} is made")
            : null;
    }

    private static DataLeakageFact Fact(string kind, IInvocationOperation call, string what) =>
        new() { Kind = kind, What = what, Method = $"{(call.TargetMethod.ReducedFrom ?? call.TargetMethod).ContainingType.Name}.{call.TargetMethod.Name}" };

    /// <summary>The training and the data whose predictions are evaluated; null where that is not certain.</summary>
    private (IInvocationOperation Fit, DataKey Tested)? Tested(IInvocationOperation evaluate) =>
        Argument(evaluate, "data") is { } data
        && Source(data) is IInvocationOperation predictions && IsTransform(predictions)
        && FittedBy(predictions.Instance) is { } fit
        && Argument(predictions, "input") is { } input && Key(input) is { } tested
            ? (fit, tested)
            : null;

    private IInvocationOperation? FittedBy(IOperation? model) =>
        model is not null && Source(model) is IInvocationOperation { TargetMethod.Name: "Fit" } fit && IsMachineLearning(fit.TargetMethod) ? fit : null;

    private static bool IsTransform(IInvocationOperation call) => call.TargetMethod.Name == "Transform" && IsMachineLearning(call.TargetMethod);

    /// <summary>
    /// A transform in a chain of estimators that learns from values, by name. Null for a chain that trains a model as well: whether that one
    /// may see all data depends on what it is evaluated on.
    /// </summary>
    private string? LearningStep(IOperation? estimator)
    {
        string? step = null;
        var pending = new Stack<IOperation>();
        if (estimator is not null)
        {
            pending.Push(estimator);
        }

        for (var hops = 0; pending.Count > 0 && hops < 100; hops++)
        {
            if (Source(pending.Pop()) is not IInvocationOperation call)
            {
                continue;
            }

            if (call.TargetMethod.Parameters.Any(p => p.Name == "labelColumnName"))
            {
                return null;
            }

            if (Learning.Contains(call.TargetMethod.Name) && IsMachineLearning(call.TargetMethod))
            {
                step = call.TargetMethod.Name;
            }

            if (call.TargetMethod.Name.StartsWith("Append", StringComparison.Ordinal))
            {
                foreach (var argument in call.Arguments)
                {
                    pending.Push(argument.Value);
                }

                if (call.Instance is not null)
                {
                    pending.Push(call.Instance);
                }
            }
        }

        return step;
    }

    /// <summary>The calls of the member that an operation is in.</summary>
    private static IEnumerable<IInvocationOperation> Calls(IOperation operation) => OperationTree.Root(operation).DescendantsAndSelf().OfType<IInvocationOperation>();

    /// <summary>What an expression is, through locals that have one value.</summary>
    private IOperation? Source(IOperation operation)
    {
        for (var hops = 0; hops < MaximumHops; hops++)
        {
            operation = OperationTree.Unwrap(operation);
            if (operation is ILocalReferenceOperation local)
            {
                if (_sources.Assignments(local, out var isComplete) is not { Count: 1 } values || !isComplete)
                {
                    return null;
                }

                operation = values[0];
            }
            else if (operation is IInvocationOperation { TargetMethod: { Name: "Cache" or "ShuffleRows", ContainingType.Name: "DataOperationsCatalog" } } same
                && Argument(same, "data") is { } cached)
            {
                // The same rows.
                operation = cached;
            }
            else
            {
                return operation;
            }
        }

        return null;
    }

    /// <summary>Which data an expression stands for; null where it may be one thing or another.</summary>
    private DataKey? Key(IOperation operation)
    {
        switch (Source(operation))
        {
            case IParameterReferenceOperation parameter when parameter.Parameter.RefKind == RefKind.None && !_sources.Writes(parameter).Any():
                return new DataKey(parameter.Parameter, null, "", null);
            case IFieldReferenceOperation { Field: { IsReadOnly: true, DeclaringSyntaxReferences.Length: > 0 } field }:
                return new DataKey(field, null, "", null);
            case IMemberReferenceOperation { Member.Name: "TrainSet" or "TestSet", Instance: { } instance } part
                when Source(instance) is IInvocationOperation { TargetMethod.Name: "TrainTestSplit" } split && IsMachineLearning(split.TargetMethod):
                return new DataKey(null, split.Syntax, part.Member.Name, split);
            case IInvocationOperation call:
                return new DataKey(null, call.Syntax, "", null);
            default:
                return null;
        }
    }

    private string? Text(IInvocationOperation call, string parameter, CancellationToken cancellation)
    {
        var argument = call.Arguments.FirstOrDefault(a => a.Parameter?.Name == parameter);
        return argument is null ? null : Text(argument.Value, cancellation);
    }

    /// <summary>The one text that an expression may be; null where there are several or none is known.</summary>
    private string? Text(IOperation value, CancellationToken cancellation) =>
        OperationTree.Unwrap(value).ConstantValue is { HasValue: true } constant
            ? constant.Value as string
            : new ValueResolver(_sdks, _sources, cancellation).Resolve(value) is { Count: 1 } values ? values[0].Text : null;

    private static IOperation? Argument(IInvocationOperation call, string parameter) =>
        call.Arguments.FirstOrDefault(a => a.Parameter?.Name == parameter && a.ArgumentKind is not ArgumentKind.DefaultValue)?.Value;

    /// <param name="Symbol">A parameter or field, or null.</param>
    /// <param name="Whole">The call that makes the data, where no symbol does.</param>
    /// <param name="Part">Of a split.</param>
    private sealed record DataKey(ISymbol? Symbol, SyntaxNode? Whole, string Part, IInvocationOperation? Split)
    {
        public bool Equals(DataKey? other) =>
            other is not null && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol) && Whole == other.Whole && Part == other.Part;

        public override int GetHashCode() => (SymbolEqualityComparer.Default.GetHashCode(Symbol) * 31) + (Whole?.SpanStart ?? 0);
    }
}
