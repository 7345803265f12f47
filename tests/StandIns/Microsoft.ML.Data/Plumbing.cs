// Stand-in. The names that a rule matches are those of the entry ml-net in the SDK facts, read from the sources of dotnet/machinelearning
// (main, 2026-08-13), and of policies/sdks/ml-net.yml.
// Names marked "plumbing" are in neither: they are there so that ordinary code compiles, and no rule but GOV3008 may rest on them. That rule
// goes by method and parameter names (TrainTestSplit, Fit, Transform, Evaluate, Concatenate, MapValueToKey, labelColumnName) as they are in the
// sources of dotnet/machinelearning; the catalogue has none of them, because they neither load data nor call a model.
// This file is all plumbing: public ML.NET API around the matched names, for code that trains and evaluates.
using System;
using System.Collections.Generic;
using Microsoft.ML.Data;

namespace Microsoft.ML
{
    public sealed class TransformsCatalog
    {
        internal TransformsCatalog()
        {
        }

        public ConversionTransforms Conversion => new();

        public TextTransforms Text => new();

        public sealed class ConversionTransforms;

        public sealed class TextTransforms;
    }

    public abstract class TrainCatalogBase
    {
        public class CrossValidationResult<T>
            where T : class
        {
            public T Metrics { get; }
        }
    }

    public sealed class BinaryClassificationCatalog : TrainCatalogBase
    {
        public BinaryClassificationTrainers Trainers => new();

        public CalibratedBinaryClassificationMetrics Evaluate(IDataView data, string labelColumnName = "Label") => new();

        public sealed class BinaryClassificationTrainers;
    }

    public sealed class MulticlassClassificationCatalog : TrainCatalogBase
    {
        public MulticlassClassificationTrainers Trainers => new();

        public MulticlassClassificationMetrics Evaluate(IDataView data, string labelColumnName = "Label") => new();

        public sealed class MulticlassClassificationTrainers;
    }

    public sealed class RegressionCatalog : TrainCatalogBase
    {
        public RegressionTrainers Trainers => new();

        public IReadOnlyList<CrossValidationResult<RegressionMetrics>> CrossValidate(
            IDataView data, IEstimator<ITransformer> estimator, int numberOfFolds = 5, string labelColumnName = "Label") => throw new NotSupportedException();

        public RegressionMetrics Evaluate(IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score") => new();

        public sealed class RegressionTrainers;
    }

    public static class TransformExtensionsCatalog
    {
        public static IEstimator<ITransformer> Concatenate(
            this TransformsCatalog catalog, string outputColumnName, params string[] inputColumnNames) => throw new NotSupportedException();

        public static IEstimator<ITransformer> CopyColumns(
            this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null) => throw new NotSupportedException();
    }

    public static class NormalizationCatalog
    {
        public static IEstimator<ITransformer> NormalizeMinMax(
            this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null) => throw new NotSupportedException();
    }

    public static class ConversionsExtensionsCatalog
    {
        public static IEstimator<ITransformer> MapValueToKey(
            this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, string inputColumnName = null) => throw new NotSupportedException();
    }

    public static class TextCatalog
    {
        public static IEstimator<ITransformer> FeaturizeText(
            this TransformsCatalog.TextTransforms catalog, string outputColumnName, string inputColumnName = null) => throw new NotSupportedException();
    }

    public static class LearningPipelineExtensions
    {
        public static EstimatorChain<TTransformer> Append<TTransformer>(this IEstimator<ITransformer> start, IEstimator<TTransformer> estimator)
            where TTransformer : class, ITransformer => throw new NotSupportedException();

        public static EstimatorChain<ITransformer> AppendCacheCheckpoint(this IEstimator<ITransformer> start, MLContext env) =>
            throw new NotSupportedException();
    }
}

namespace Microsoft.ML.Data
{
    public enum DataKind : byte
    {
        String = 11,
        Boolean = 12,
        Single = 9,
    }

    public sealed class SchemaDefinition;

    public sealed class EstimatorChain<TLastTransformer> : IEstimator<TransformerChain<TLastTransformer>>
        where TLastTransformer : class, ITransformer
    {
        public TransformerChain<TLastTransformer> Fit(IDataView input) => throw new NotSupportedException();

        public EstimatorChain<TNewTrans> Append<TNewTrans>(IEstimator<TNewTrans> estimator)
            where TNewTrans : class, ITransformer => throw new NotSupportedException();
    }

    public sealed class TransformerChain<TLastTransformer> : ITransformer
        where TLastTransformer : class, ITransformer
    {
        public bool IsRowToRowMapper => true;

        public IDataView Transform(IDataView input) => throw new NotSupportedException();
    }

    public class BinaryClassificationMetrics
    {
        public double Accuracy { get; }

        public double F1Score { get; }
    }

    public sealed class CalibratedBinaryClassificationMetrics : BinaryClassificationMetrics;

    public sealed class MulticlassClassificationMetrics
    {
        public double MicroAccuracy { get; }
    }

    public sealed class RegressionMetrics
    {
        public double RSquared { get; }

        public double RootMeanSquaredError { get; }
    }

    [AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
    public sealed class LoadColumnAttribute : Attribute
    {
        public LoadColumnAttribute(int fieldIndex)
        {
        }
    }

    [AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
    public sealed class ColumnNameAttribute : Attribute
    {
        public ColumnNameAttribute(string name)
        {
        }
    }
}
