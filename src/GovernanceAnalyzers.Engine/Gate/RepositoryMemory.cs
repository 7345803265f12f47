using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Engine.Gate;

/// <summary>
/// Remembers that the repository's files gave nothing to print, and what they looked like, so that a build with nothing to do reads none of
/// them again. What was worth printing is not remembered: it is found and said again in every build.
/// </summary>
/// <param name="question">Everything the answer depends on besides files, in one line.</param>
public sealed class RepositoryMemory(ReportStore store, string question)
{
    private const int MaximumBytes = 1 << 28;

    private string StatePath => Path.Combine(store.Folder, "repository.state.txt");

    /// <summary>Whether the same question was asked before, had nothing to print for an answer, and nothing it rests on has changed.</summary>
    public bool NothingToSay()
    {
        if (!File.Exists(StatePath) || !File.Exists(store.JsonPath) || !File.Exists(store.SarifPath) || !File.Exists(store.FindingsPath))
        {
            return false;
        }

        var lines = (RegularFile.ReadText(StatePath, MaximumBytes) ?? "").TrimEnd('\n').Split('\n');
        return lines[0] == question && InputFiles.AreUnchanged(lines.Skip(1));
    }

    public void Remember(PolicyCompiler policy, string startFolder, IEnumerable<Result> open)
    {
        if (open.Any(r => r.Finding.Severity >= Severity.Warning || r.Finding.Severity >= policy.Policy.FailOn))
        {
            if (File.Exists(StatePath))
            {
                File.Delete(StatePath);
            }

            return;
        }

        policy.AddSearchedPlaces(startFolder, policy.Inputs);
        AtomicFile.WriteIfChanged(StatePath, string.Join("\n", [question, .. policy.Inputs.Format()]) + "\n");
    }
}
