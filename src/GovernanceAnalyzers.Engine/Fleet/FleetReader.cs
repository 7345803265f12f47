using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Engine.Fleet;

/// <summary>Reads recorded reports, some at a time. What is kept of each takes a few kilobytes.</summary>
public static class FleetReader
{
    /// <param name="files">Relative to <paramref name="folder"/>, as <see cref="FleetFiles.Find"/> gives them.</param>
    /// <param name="progress">Told how many are read.</param>
    public static FleetPart Read(IReadOnlyList<string> files, string folder, System.Action<int>? progress = null)
    {
        var texts = new TextPool();
        var whole = new FleetPart();
        var count = 0;
        Parallel.ForEach(
            files,
            () => (Reader: new RecordedReportReader(texts), Part: new FleetPart()),
            (file, _, own) =>
            {
                if (Read(own.Reader, file, folder, out var problem) is { } report)
                {
                    own.Part.Add(report);
                }
                else
                {
                    own.Part.Add(problem!);
                }

                progress?.Invoke(Interlocked.Increment(ref count));
                return own;
            },
            own =>
            {
                lock (whole)
                {
                    whole.Add(own.Part);
                }
            });
        return whole;
    }

    private static RecordedReport? Read(RecordedReportReader reader, string file, string folder, out RecordedProblem? problem)
    {
        var report = reader.Read(Path.Combine(folder, file), out problem);
        problem = problem is null ? null : problem with { Place = problem.Place with { Path = file } };
        return report is null ? null : report with { File = file };
    }
}
