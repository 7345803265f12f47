// Stand-in. The names that a rule matches are those of the entry ml-net in the SDK facts, read from the sources of dotnet/machinelearning
// (main, 2026-08-13), and of policies/sdks/ml-net.yml.
using System;
using System.IO;
using Microsoft.ML;

namespace Microsoft.Data.Analysis;

public class DataFrame : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => throw new NotSupportedException();

    public static DataFrame LoadCsv(string filename, char separator = ',', bool header = true) => throw new NotSupportedException();

    public static DataFrame LoadCsv(Stream csvStream, char separator = ',', bool header = true) => throw new NotSupportedException();
}
