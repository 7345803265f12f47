using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy.Layers;

namespace GovernanceAnalyzers.Engine.Policy.Testing;

/// <summary>What a test of a policy showed.</summary>
/// <param name="Missing">Expected and not found.</param>
/// <param name="Unexpected">Found and not expected.</param>
public sealed record PolicyTestResult(PolicyTestCase Case, IReadOnlyList<ExpectedFinding> Missing, IReadOnlyList<Result> Unexpected)
{
    public bool Passes => Missing.Count == 0 && Unexpected.Count == 0;
}

/// <summary>
/// Runs a policy over the small repositories and facts of its tests, by the same checks as builds. Within a test the policy is installed as a
/// policy pack: a repository with a <c>governance.yml</c> of its own extends it by its name, any other is under the policy as it is.
/// </summary>
public static class PolicyTestRunner
{
    private const string ProjectName = "code.csproj";

    /// <param name="policyFile">The policy under test.</param>
    /// <param name="packId">How a repository in a test names it in <c>extends: [ { package: … } ]</c>.</param>
    /// <param name="others">Packs that the policy may extend.</param>
    public static PolicyTestResult Run(PolicyTestCase test, string policyFile, string packId, IReadOnlyList<PolicyPack>? others = null)
    {
        var root = Path.Combine(test.Folder, "repository");
        var own = Path.Combine(root, GovernedTree.PolicyFileName);
        var tree = new GovernedTree(root, root, File.Exists(own) ? own : null)
        {
            Packs = [new PolicyPack(packId, "test", policyFile), .. others ?? []],
            Profile = test.Profile,
        };
        var policy = PolicyCompiler.Run(tree, test.Date);
        var runs = test.Recorded.ToList();
        if (test.Code.Count > 0 || runs.Count == 0)
        {
            runs.Add(new ProjectRun(ProjectName, "")
            {
                Facts = test.Code,
                Completed = new AnalysisCompleted(
                    ProjectName,
                    policy.Compiled.Digest,
                    test.Code.OfType<ModelReferenceFact>().Count(),
                    test.Code.OfType<InferenceCallFact>().Count(),
                    test.Code.OfType<DatasetLoadFact>().Count()),
            });
        }

        var results = ReportStore.Results(policy, runs)
            .Where(r => test.Only.Count == 0 || test.Only.Contains(r.Finding.RuleId))
            .ToList();
        var missing = new List<ExpectedFinding>();
        foreach (var expected in test.Expected.OrderByDescending(e => e.Exactness))
        {
            var index = results.FindIndex(expected.Matches);
            if (index < 0)
            {
                missing.Add(expected);
            }
            else
            {
                results.RemoveAt(index);
            }
        }

        return new PolicyTestResult(test, missing, results);
    }
}
