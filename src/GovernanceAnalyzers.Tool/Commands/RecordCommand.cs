using System;
using System.IO;
using GovernanceAnalyzers.Engine.Fleet;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Tool.Commands;

/// <summary><c>governance record</c>: writes what another policy can be asked about elsewhere. Builds nothing.</summary>
internal static class RecordCommand
{
    public static int Run(string path, string? into, string? profile, string? evaluationDate)
    {
        var target = Path.GetFullPath(path);
        if (!Directory.Exists(target))
        {
            Console.Error.WriteLine($"governance: there is no folder '{path}'.");
            return ExitCodes.BadInput;
        }

        if (!Dates.TryGet(evaluationDate, out var date))
        {
            return ExitCodes.BadInput;
        }

        var tree = PolicySource.At(target, profile: profile);
        var policy = PolicyCompiler.Run(tree, PolicyLoader.Load(tree, date), date);
        var report = new ReportStore(tree).Update(policy);
        var posture = RepositoryPostures.Of(policy, report);
        // What the posture asked for is to be remembered as well.
        policy.Contents.Save();
        var recording = Recorder.Record(policy, posture);
        var file = Path.Combine(into is null ? Path.Combine(tree.OutputFolder, "report") : Path.GetFullPath(into), RecordingFile.Name);
        AtomicFile.Write(file, stream => RecordingFile.Write(recording, stream));
        Console.WriteLine(Path.GetRelativePath(Environment.CurrentDirectory, file));
        foreach (var withheld in recording.Withheld)
        {
            Console.Error.WriteLine($"governance: {withheld} looks as if it holds a key or a password, so its text is not recorded.");
        }

        return ExitCodes.Clean;
    }
}
