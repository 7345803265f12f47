using System;
using System.IO;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Tests;

/// <summary>A folder that looks like a repository, for the time of a test.</summary>
internal sealed class TemporaryRepository : IDisposable
{
    public static readonly CalendarDate Today = CalendarDate.Parse("2026-11-20");

    public TemporaryRepository(bool withGit = true)
    {
        Root = Directory.CreateTempSubdirectory("governance-test-").FullName;
        if (withGit)
        {
            Directory.CreateDirectory(Path.Combine(Root, ".git"));
        }
    }

    public string Root { get; }

    public TemporaryRepository With(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    public GovernedTree Tree(string start = ".", string? policy = null) => GovernedTree.Find(Path.Combine(Root, start), policy);

    public PolicyCompiler Compile(string date = "2026-11-20") => PolicyCompiler.Run(Tree(), CalendarDate.Parse(date));

    /// <summary>With registers that no policy file names.</summary>
    public PolicyCompiler CompileWith(params RegisterSource[] registers)
    {
        var policy = PolicyLoader.Load(Tree(), Today);
        typeof(EffectivePolicy).GetProperty(nameof(EffectivePolicy.Registers))!.SetValue(policy, registers);
        return PolicyCompiler.Run(Tree(), policy, Today);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
