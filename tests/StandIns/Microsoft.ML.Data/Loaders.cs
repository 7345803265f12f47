// Stand-in. The names that a rule matches are those of the entry ml-net in the SDK facts, read from the sources of dotnet/machinelearning
// (main, 2026-08-13), and of policies/sdks/ml-net.yml.
// Names marked "plumbing" are in neither: they are there so that ordinary code compiles, and no rule may rest on them.
using System;
using System.IO;
using Microsoft.ML.Data;

namespace Microsoft.ML
{
    public static class TextLoaderSaverCatalog
    {
        public static TextLoader CreateTextLoader(
            this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource dataSample = null) => throw new NotSupportedException();

        public static TextLoader CreateTextLoader<TInput>(
            this DataOperationsCatalog catalog,
            char separatorChar = '\t',
            bool hasHeader = false,
            IMultiStreamSource dataSample = null,
            bool allowQuoting = false,
            bool trimWhitespace = false,
            bool allowSparse = false) => throw new NotSupportedException();

        public static IDataView LoadFromTextFile(
            this DataOperationsCatalog catalog,
            string path,
            TextLoader.Column[] columns,
            char separatorChar = '\t',
            bool hasHeader = false,
            bool allowQuoting = false,
            bool trimWhitespace = false,
            bool allowSparse = false) => throw new NotSupportedException();

        public static IDataView LoadFromTextFile<TInput>(
            this DataOperationsCatalog catalog,
            string path,
            char separatorChar = '\t',
            bool hasHeader = false,
            bool allowQuoting = false,
            bool trimWhitespace = false,
            bool allowSparse = false) => throw new NotSupportedException();

        public static IDataView LoadFromTextFile(
            this DataOperationsCatalog catalog, string path, TextLoader.Options options = null) => throw new NotSupportedException();
    }

    public static class BinaryLoaderSaverCatalog
    {
        public static IDataView LoadFromBinary(this DataOperationsCatalog catalog, IMultiStreamSource fileSource) => throw new NotSupportedException();

        public static IDataView LoadFromBinary(this DataOperationsCatalog catalog, string path) => throw new NotSupportedException();
    }

    public static class DataLoaderExtensions
    {
        public static IDataView Load(this IDataLoader<IMultiStreamSource> loader, params string[] path) => throw new NotSupportedException();
    }
}

namespace Microsoft.ML.Data
{
    public sealed class TextLoader : IDataLoader<IMultiStreamSource>
    {
        internal TextLoader()
        {
        }

        public IDataView Load(IMultiStreamSource source) => throw new NotSupportedException();

        // Plumbing.
        public sealed class Options
        {
            public Column[] Columns;

            public bool HasHeader;

            public char[] Separators;
        }

        public sealed class Column
        {
            public Column(string name, DataKind dataKind, int index)
            {
            }
        }
    }

    public sealed class MultiFileSource : IMultiStreamSource
    {
        public MultiFileSource(params string[] paths)
        {
        }

        public int Count => 0;

        public Stream Open(int index) => throw new NotSupportedException();
    }
}
