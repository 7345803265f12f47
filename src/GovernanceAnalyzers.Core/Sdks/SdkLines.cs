using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Sdks;

/// <summary>The lines of one SDK in the compiled policy. They are read when somebody asks for the entry: a project uses two SDKs of forty.</summary>
internal sealed class SdkLines
{
    private readonly List<string> _lines;
    private readonly string[] _assemblies;
    private readonly Lazy<SdkEntry> _entry;

    public SdkLines(string opener)
    {
        _lines = [opener];
        _assemblies = Record.SplitList(Record.Parse(opener)[3]);
        _entry = new Lazy<SdkEntry>(() => SdkRecords.Read(_lines.Select(Record.Parse))[0], LazyThreadSafetyMode.ExecutionAndPublication);
    }

    public SdkEntry Entry => _entry.Value;

    public void Add(string line) => _lines.Add(line);

    /// <summary>An entry without assemblies applies everywhere.</summary>
    public bool AppliesTo(ICollection<string> referencedAssemblies) =>
        _assemblies.Length == 0 || _assemblies.Any(referencedAssemblies.Contains);
}
