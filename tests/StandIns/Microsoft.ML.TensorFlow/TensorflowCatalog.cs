// Stand-in. The names that a rule matches are those of the entry ml-net in the SDK facts, read from the sources of dotnet/machinelearning
// (main, 2026-08-13), and of policies/sdks/ml-net.yml.
using System;

namespace Microsoft.ML
{
    public static class TensorflowCatalog
    {
        public static Transforms.TensorFlowModel LoadTensorFlowModel(this ModelOperationsCatalog catalog, string modelLocation) =>
            throw new NotSupportedException();

        public static Transforms.TensorFlowModel LoadTensorFlowModel(
            this ModelOperationsCatalog catalog, string modelLocation, bool treatOutputAsBatched) => throw new NotSupportedException();
    }
}

namespace Microsoft.ML.Transforms
{
    public sealed class TensorFlowModel
    {
        internal TensorFlowModel()
        {
        }

        public IEstimator<ITransformer> ScoreTensorFlowModel(string outputColumnName, string inputColumnName, bool addBatchDimensionInput = false) =>
            throw new NotSupportedException();
    }
}
