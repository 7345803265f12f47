using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Tool.Commands;

/// <summary><c>governance evaluation baseline</c>: writes the metrics of the newest evaluations down, for later ones to be compared with.</summary>
internal static class EvaluationBaselineCommand
{
    public static int Run(string path, string? profile, string? date)
    {
        if (!Dates.TryGet(date, out var today))
        {
            return ExitCodes.BadInput;
        }

        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Console.Error.WriteLine($"governance: '{path}' does not exist.");
            return ExitCodes.BadInput;
        }

        var tree = PolicySource.At(path, profile: profile);
        var input = PolicyCompiler.Run(tree, today);
        foreach (var problem in input.EvaluationProblems)
        {
            Console.Error.WriteLine($"{PolicyValidateCommand.Place(tree, problem.Place)}: {problem.Message}");
        }

        if (input.EvaluationProblems.Count > 0)
        {
            Console.Error.WriteLine("governance: nothing was written, because evaluations that cannot be read would be missing in the baseline.");
            return ExitCodes.Findings;
        }

        if (input.Policy.MetricBaselines is not [var name] || Glob.HasWildcard(name))
        {
            Console.Error.WriteLine("governance: the policy names no single file under 'evaluations.baseline', so it cannot be told where to write.");
            return ExitCodes.BadInput;
        }

        var file = Path.GetFullPath(Path.Combine(tree.Root, name));
        if (!tree.IsInRepository(file))
        {
            Console.Error.WriteLine($"governance: '{name}' lies outside of the repository.");
            return ExitCodes.BadInput;
        }

        var problems = new List<FileProblem>();
        var earlier = File.Exists(file) ? MetricBaseline.ReadFile(file, tree.Relative(file), problems) : null;
        if (MetricBaselineWriter.Text(input, earlier) is not { } text)
        {
            Console.Error.WriteLine("governance: no model of the register or of a card has an evaluation, so there is nothing to write.");
            return ExitCodes.BadInput;
        }

        var changed = AtomicFile.WriteIfChanged(file, text);
        var models = text.Split('\n').Count(l => l.StartsWith("  - id:", StringComparison.Ordinal));
        Console.WriteLine($"{Path.GetRelativePath(Environment.CurrentDirectory, file)}: {models} model{(models == 1 ? "" : "s")}{(changed ? "" : ", nothing changed")}.");
        return ExitCodes.Clean;
    }
}
