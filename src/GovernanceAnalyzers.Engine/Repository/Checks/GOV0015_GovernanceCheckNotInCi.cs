using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Ci;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <remarks>
/// Silent without CI files, since many build servers keep theirs elsewhere; without a policy, which is another rule's business; and
/// wherever a step may run the check in a way that cannot be seen.
/// </remarks>
internal static class GOV0015_GovernanceCheckNotInCi
{
    public const string Id = "GOV0015";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        if (input.Tree is { PolicyFile: null, Packs.Count: 0 })
        {
            return [];
        }

        var files = CiFiles.Read(input.Tree, input.Inputs, out var unreadable);
        if (unreadable || files.Count == 0)
        {
            return [];
        }

        var steps = new List<(CiFile File, int Line, CiStep Step)>();
        try
        {
            steps.AddRange(files.SelectMany(f => f.Lines.Select(l => (f, l.Number, CiSteps.Of(l.Text, f.IsGitLab)))));
        }
        catch (RegexMatchTimeoutException)
        {
            return [];
        }

        if (steps.Any(s => s.Step is CiStep.Check or CiStep.Opaque))
        {
            return [];
        }

        var builds = steps.Where(s => s.Step == CiStep.Build).ToArray();
        var referenced = PackageReferences.AnyIn(input);
        if (referenced is null || (referenced == true && (builds.Length > 0 || steps.Any(s => s.Step == CiStep.ThirdParty))))
        {
            return [];
        }

        var place = builds.Length > 0 ? builds[0].File.Place(builds[0].Line) : files[0].Place(1);
        if (System.IO.Path.IsPathRooted(place.Path))
        {
            // The workflow belongs to a repository of which only a part is governed.
            place = new SourcePlace(input.Policy.PolicyFile.Length > 0 ? input.Policy.PolicyFile : GovernedTree.PolicyFileName);
        }

        var looked = files.Count == 1 ? Name(files[0]) : $"{Name(files[0])} and {files.Count - 1} other file{(files.Count == 2 ? "" : "s")}";
        return
        [
            new RepositoryFinding(
                Id,
                $"Continuous integration does not run the governance check ({looked}): "
                + (builds.Length > 0
                    ? "it builds, but no project references the package GovernanceAnalyzers, and no step runs 'governance check'"
                    : "no step builds C# projects or runs 'governance check'")
                + ". So nothing keeps out a change that breaks the policy. Add the step 'governance check'"
                + (builds.Length > 0 ? ", or reference the package from the projects that are built." : ", or build the projects that reference the package."),
                place,
                "ci"),
        ];

        string Name(CiFile file) => System.IO.Path.IsPathRooted(file.Path) ? GovernedTree.RelativePath(input.Tree.Root, file.Path) : file.Path;
    }
}
