using System;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Tool.Commands;

/// <summary><c>governance policy lock</c>: writes down the digest of every layer, as agreed.</summary>
internal static class PolicyLockCommand
{
    public static int Run(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Console.Error.WriteLine($"governance: '{path}' does not exist.");
            return ExitCodes.BadInput;
        }

        var tree = PolicySource.At(path);
        if (tree.PolicyFile is null)
        {
            Console.Error.WriteLine("governance: there is no governance.yml here, so there are no layers to lock.");
            return ExitCodes.BadInput;
        }

        var file = PolicyLock.PathFor(tree);
        var policy = PolicyLoader.Load(tree, Engine.Policy.PolicyLock.AnyDay);
        // What the present lock says is what is about to change; anything else has to be right first.
        var problems = policy.Problems.Where(p => !p.Message.Contains("governance policy lock", StringComparison.Ordinal)).ToArray();
        foreach (var problem in problems)
        {
            Console.Error.WriteLine($"{PolicyValidateCommand.Place(tree, problem.Place)}: {problem.RuleId}: {problem.Message}");
        }

        if (problems.Length > 0)
        {
            return ExitCodes.Findings;
        }

        var changed = AtomicFile.WriteIfChanged(file, PolicyLock.Write(policy.Layers));
        Console.WriteLine($"{Path.GetRelativePath(Environment.CurrentDirectory, file)}: {policy.Layers.Count} layer{(policy.Layers.Count == 1 ? "" : "s")}{(changed ? "" : ", nothing changed")}.");
        return ExitCodes.Clean;
    }
}
