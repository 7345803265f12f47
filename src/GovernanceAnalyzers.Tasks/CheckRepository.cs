using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using Microsoft.Build.Framework;

namespace GovernanceAnalyzers.Tasks;

/// <summary>
/// Runs once per governed tree and build: checks the repository's files, prints what they show, and opens the session in which the
/// projects of this build report.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class CheckRepository : GovernanceTask
{
    /// <summary>The session of a build whose reports cannot be written, which is said once.</summary>
    internal const string NoReports = "no-reports";

    public string? OutputFolder { get; set; }

    [Output]
    public string Session { get; set; } = "";

    /// <summary>The files alone fail the build.</summary>
    [Output]
    public bool Fails { get; set; }

    protected override bool Run()
    {
        if (!TryGetDate(out var date))
        {
            return false;
        }

        var tree = FindTree();
        var store = new ReportStore(tree, OutputFolder);
        var memory = new RepositoryMemory(store, Request(date));
        if (memory.NothingToSay())
        {
            Session = NoReports;
            TryWriteReports(store, () => Session = store.NewSession());
            return true;
        }

        var policy = PolicyCompiler.Run(tree, date);
        var open = ReportStore.RepositoryResults(policy).Where(r => r.Status == ResultStatus.Open).ToArray();
        foreach (var result in open)
        {
            Print(policy.Tree, result.Finding, PrintedAs(result.Finding, policy.Policy.FailOn));
        }

        Session = NoReports;
        TryWriteReports(store, () =>
        {
            var session = store.NewSession();
            store.Update(policy);
            memory.Remember(policy, StartFolder, open);
            Session = session;
        });
        Fails = Log.HasLoggedErrors;

        // Errors were logged, so the build fails; returning true lets the projects go on and show their own findings as well.
        return true;
    }
}
