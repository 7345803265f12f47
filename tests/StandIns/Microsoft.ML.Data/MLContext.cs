// Stand-in. The names that a rule matches are those of the entry ml-net in the SDK facts, read from the sources of dotnet/machinelearning
// (main, 2026-08-13), and of policies/sdks/ml-net.yml.
// Names marked "plumbing" are in neither: they are there so that ordinary code compiles, and no rule may rest on them.
using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML
{
    public sealed class MLContext : IHostEnvironment
    {
        public MLContext(int? seed = null)
        {
        }

        public event EventHandler<LoggingEventArgs> Log
        {
            add { }
            remove { }
        }

        public int? GpuDeviceId { get; set; }

        public bool FallbackToCpu { get; set; }

        public DataOperationsCatalog Data => new();

        public ModelOperationsCatalog Model => new();

        public TransformsCatalog Transforms => new();

        public BinaryClassificationCatalog BinaryClassification => new();

        public MulticlassClassificationCatalog MulticlassClassification => new();

        public RegressionCatalog Regression => new();
    }

    public sealed class DataOperationsCatalog
    {
        internal DataOperationsCatalog()
        {
        }

        public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null)
            where TRow : class => throw new NotSupportedException();

        // Plumbing.
        public IDataView Cache(IDataView data, params string[] columnsToPrefetch) => throw new NotSupportedException();

        public IEnumerable<TRow> CreateEnumerable<TRow>(IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false)
            where TRow : class, new() => throw new NotSupportedException();

        public TrainTestData TrainTestSplit(
            IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null) => throw new NotSupportedException();

        public struct TrainTestData
        {
            public IDataView TrainSet;

            public IDataView TestSet;
        }
    }

    public sealed class ModelOperationsCatalog
    {
        internal ModelOperationsCatalog()
        {
        }

        public ITransformer Load(string filePath, out DataViewSchema inputSchema) => throw new NotSupportedException();

        public ITransformer Load(Stream stream, out DataViewSchema inputSchema) => throw new NotSupportedException();

        public ITransformer LoadWithDataLoader(string filePath, out IDataLoader<IMultiStreamSource> loader) => throw new NotSupportedException();

        public ITransformer LoadWithDataLoader(Stream stream, out IDataLoader<IMultiStreamSource> loader) => throw new NotSupportedException();

        public void Save(ITransformer model, DataViewSchema inputSchema, string filePath)
        {
        }

        public void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
        {
        }

        public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(
            ITransformer transformer,
            bool ignoreMissingColumns = true,
            SchemaDefinition inputSchemaDefinition = null,
            SchemaDefinition outputSchemaDefinition = null)
            where TSrc : class
            where TDst : class, new() => throw new NotSupportedException();
    }

    public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable
        where TSrc : class
        where TDst : class, new()
    {
        public TDst Predict(TSrc example)
        {
            var prediction = new TDst();
            Predict(example, ref prediction);
            return prediction;
        }

        public abstract void Predict(TSrc example, ref TDst prediction);

        public void Dispose() => GC.SuppressFinalize(this);
    }

    public sealed class PredictionEngine<TSrc, TDst> : PredictionEngineBase<TSrc, TDst>
        where TSrc : class
        where TDst : class, new()
    {
        internal PredictionEngine()
        {
        }

        public override void Predict(TSrc example, ref TDst prediction)
        {
        }
    }
}
