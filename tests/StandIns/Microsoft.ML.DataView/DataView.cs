// Stand-in. The names that a rule matches are those of the entry ml-net in the SDK facts, read from the sources of dotnet/machinelearning
// (main, 2026-08-13), and of policies/sdks/ml-net.yml.
// Names marked "plumbing" are in neither: they are there so that ordinary code compiles, and no rule may rest on them.
namespace Microsoft.ML;

// Plumbing: what every loader returns.
public interface IDataView
{
    bool CanShuffle { get; }

    DataViewSchema Schema { get; }
}

public sealed class DataViewSchema
{
    internal DataViewSchema()
    {
    }
}
