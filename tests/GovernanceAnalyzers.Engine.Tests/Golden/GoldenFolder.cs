using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Tests.Golden;

/// <summary>A change of files: path to new content, or null to delete. A path may be new.</summary>
internal sealed class Edits : Dictionary<string, byte[]?>
{
    public Edits()
        : base(StringComparer.Ordinal)
    {
    }

    public Edits With(string path, string? text)
    {
        this[path] = text is null ? null : GoldenTree.Bytes(text);
        return this;
    }
}

/// <summary>
/// The golden repository in a temporary folder. Edits are made for one run of the checks and taken back, and the policy is read once, so
/// that a thousand mutations cost a thousand runs and nothing more. Not for two threads at once.
/// </summary>
internal sealed class GoldenFolder : IDisposable
{
    /// <summary>The evaluation date of all golden tests.</summary>
    public static readonly CalendarDate Today = CalendarDate.Parse("2026-11-20");

    private readonly IReadOnlyDictionary<string, byte[]> _files;
    private EffectivePolicy? _policy;

    /// <param name="order">In which order the files are written; null for that of their names.</param>
    public GoldenFolder(IReadOnlyDictionary<string, byte[]> files, Func<IEnumerable<string>, IEnumerable<string>>? order = null)
    {
        _files = files;
        Root = Directory.CreateTempSubdirectory("governance-golden-").FullName;
        Directory.CreateDirectory(Path.Combine(Root, ".git"));
        foreach (var path in order is null ? files.Keys : order(files.Keys))
        {
            Write(path, files[path]);
        }
    }

    public string Root { get; }

    public EffectivePolicy Policy => _policy ??= PolicyLoader.Load(Tree, Today);

    private GovernedTree Tree => GovernedTree.Find(Root);

    public PolicyCompiler Compile() => PolicyCompiler.Run(Tree, Policy, Today);

    public IReadOnlyList<Finding> Run(Edits? edits = null) => Run(edits ?? [], c => RepositoryChecks.Run(c, codeUsesAi: true));

    /// <param name="judge">Gets what was read while the edits are in place.</param>
    public T Run<T>(Edits edits, Func<PolicyCompiler, T> judge, CalendarDate? today = null)
    {
        try
        {
            foreach (var edit in edits)
            {
                Write(edit.Key, edit.Value);
            }

            var date = today ?? Today;
            var isSamePolicy = date == Today && !edits.ContainsKey(GovernedTree.PolicyFileName);
            return judge(isSamePolicy ? Compile() : PolicyCompiler.Run(Tree, date));
        }
        finally
        {
            foreach (var edit in edits)
            {
                Write(edit.Key, _files.TryGetValue(edit.Key, out var content) ? content : null);
            }
        }
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private void Write(string path, byte[]? content)
    {
        var full = Path.Combine(Root, path);
        if (content is null)
        {
            File.Delete(full);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }
}
