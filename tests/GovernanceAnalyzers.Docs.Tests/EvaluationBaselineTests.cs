using System.Diagnostics;
using System.IO;
using Xunit;

namespace GovernanceAnalyzers.Docs.Tests;

/// <summary><c>governance evaluation baseline</c>, as docs/evaluations.md tells it.</summary>
public class EvaluationBaselineTests
{
    [Fact]
    public void The_command_writes_the_baseline_that_the_check_compares_with()
    {
        using var folder = new TemporaryFolder();
        folder.Write("governance.yml", "schemaVersion: 1\n");
        folder.Write("governance/register.yml", "schemaVersion: 1\nsystems: [{ id: shop, owner: shop@shop.example, riskTier: high }]\nmodels: [{ id: answers, reference: \"openai:gpt-4o-2024-08-06\" }]\n");
        var (none, why) = Run(folder, "evaluation", "baseline", "--evaluation-date", "2026-11-20");
        folder.Write("governance/evaluations/a.yml", Evaluation("0.9"));
        var (written, said) = Run(folder, "evaluation", "baseline", "--evaluation-date", "2026-11-20");
        var (again, nothing) = Run(folder, "evaluation", "baseline", "--evaluation-date", "2026-11-20");
        var (_, before) = Run(folder, "check", "--no-build", "--evaluation-date", "2026-11-20");
        folder.Write("governance/evaluations/a.yml", Evaluation("0.7"));
        var (_, after) = Run(folder, "check", "--no-build", "--evaluation-date", "2026-11-20");
        folder.Write("governance/evaluations/b.yml", "model: [\n");
        var (broken, problem) = Run(folder, "evaluation", "baseline", "--evaluation-date", "2026-11-20");

        Assert.Equal(2, none);
        Assert.Contains("there is nothing to write", why);
        Assert.Equal((0, 0, 1), (written, again, broken));
        Assert.Contains("metrics-baseline.yml: 1 model.", said);
        Assert.Contains("1 model, nothing changed.", nothing);
        Assert.Contains("{ name: accuracy, value: 0.9, samples: 300 }", File.ReadAllText(Path.Combine(folder.Path, "governance", "metrics-baseline.yml")));
        Assert.DoesNotContain("GOV4007", before);
        Assert.Contains("GOV4007: The accuracy of 'openai:gpt-4o-2024-08-06' is 0.7", after);
        Assert.Contains("b.yml(", problem);
        Assert.Contains("nothing was written", problem);
    }

    private static string Evaluation(string accuracy) =>
        $"model: openai:gpt-4o-2024-08-06\ndate: 2026-11-01\ntool: shop-eval\nmetrics: [{{ name: accuracy, value: {accuracy}, samples: 300 }}]\n";

    private static (int ExitCode, string Output) Run(TemporaryFolder folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Repository.Tool);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
