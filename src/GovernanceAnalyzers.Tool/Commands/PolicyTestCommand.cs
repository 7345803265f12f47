using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Engine.Policy.Layers;
using GovernanceAnalyzers.Engine.Policy.Testing;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Tool.Commands;

/// <summary><c>governance policy test</c>: runs a policy over the small repositories beside it, and compares with what they expect.</summary>
internal static class PolicyTestCommand
{
    public static int Run(string path, string? testFolder, string? packageId, bool asJson)
    {
        var full = Path.GetFullPath(path);
        if (PolicySource.PolicyFile(full) is not { } policy)
        {
            Console.Error.WriteLine($"governance: there is no policy at '{path}': neither governance.yml nor policy/governance.yml.");
            return ExitCodes.BadInput;
        }

        var project = Directory.Exists(full) ? full : Path.GetDirectoryName(full)!;
        var folder = testFolder is null ? Path.Combine(project, "tests") : Path.GetFullPath(testFolder);
        var problems = new List<FileProblem>();
        var cases = PolicyTestCase.Below(folder, problems);
        foreach (var problem in problems)
        {
            Console.Error.WriteLine($"{Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(folder, problem.Place.Path))}({problem.Place.Line},{problem.Place.Column}): {problem.Message}");
        }

        if (problems.Count > 0)
        {
            return ExitCodes.BadInput;
        }

        if (cases.Count == 0)
        {
            // A test run without tests must not look like one that passed.
            Console.Error.WriteLine($"governance: there is no test below '{Path.GetRelativePath(Environment.CurrentDirectory, folder)}'. A test is a folder with {PolicyTestCase.FileName}.");
            return ExitCodes.BadInput;
        }

        var id = packageId ?? Directory.GetFiles(project, "*.csproj").Select(Path.GetFileNameWithoutExtension).FirstOrDefault() ?? Path.GetFileName(project);
        var others = RestoredPacks.Below(project).Where(p => !string.Equals(p.Id, id, StringComparison.OrdinalIgnoreCase)).ToArray();
        var results = cases.Select(c => PolicyTestRunner.Run(c, policy, id, others)).ToArray();
        if (asJson)
        {
            Console.Write(Json(results));
        }
        else
        {
            Print(results, folder);
        }

        return results.All(r => r.Passes) ? ExitCodes.Clean : ExitCodes.Findings;
    }

    private static void Print(IReadOnlyCollection<PolicyTestResult> results, string folder)
    {
        foreach (var result in results)
        {
            Console.WriteLine($"{(result.Passes ? "pass" : "FAIL")}  {result.Case.Name}{(result.Case.Description.Length == 0 ? "" : ": " + result.Case.Description)}");
            foreach (var missing in result.Missing)
            {
                var place = Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(folder, missing.Place.Path));
                Console.WriteLine($"      missing     {missing}  [{place}({missing.Place.Line})]");
            }

            foreach (var unexpected in result.Unexpected)
            {
                var finding = unexpected.Finding;
                Console.WriteLine($"      unexpected  {finding.Place}: {finding.Severity.ToWord()} {finding.RuleId}{(unexpected.Status == Engine.Gate.ResultStatus.Open ? "" : $" ({unexpected.Status.ToString().ToLowerInvariant()})")}: {finding.Message}");
            }
        }

        Console.WriteLine($"{results.Count(r => r.Passes)} of {results.Count} test{(results.Count == 1 ? "" : "s")} passed.");
    }

    private static string Json(IEnumerable<PolicyTestResult> results) => JsonText.Write(json =>
    {
        json.WriteStartArray();
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteString("test", result.Case.Name);
            json.WriteBoolean("passes", result.Passes);
            json.WriteStartArray("missing");
            foreach (var missing in result.Missing)
            {
                json.WriteStringValue(missing.ToString());
            }

            json.WriteEndArray();
            json.WriteStartArray("unexpected");
            foreach (var unexpected in result.Unexpected)
            {
                json.WriteStringValue($"{unexpected.Finding.Place}: {unexpected.Finding.Severity.ToWord()} {unexpected.Finding.RuleId}: {unexpected.Finding.Message}");
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
