// Stand-in. The names that a rule matches are those of the entry ml-net in the SDK facts, read from the sources of dotnet/machinelearning
// (main, 2026-08-13), and of policies/sdks/ml-net.yml.
// Names marked "plumbing" are in neither: they are there so that ordinary code compiles, and no rule may rest on them.
// This file is all plumbing: one trainer per task, so that training code compiles.
using System;

namespace Microsoft.ML;

public static class StandardTrainersCatalog
{
    public static IEstimator<ITransformer> SdcaLogisticRegression(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features") => throw new NotSupportedException();

    public static IEstimator<ITransformer> SdcaMaximumEntropy(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features") => throw new NotSupportedException();

    public static IEstimator<ITransformer> Sdca(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features") => throw new NotSupportedException();
}
