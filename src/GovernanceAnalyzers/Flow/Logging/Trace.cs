using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using Microsoft.CodeAnalysis;

namespace GovernanceAnalyzers.Flow;

/// <summary>What following a client showed: the verdict, and by what or why.</summary>
internal sealed record Trace(Logged Verdict, string Evidence)
{
    /// <summary>The last library call on the way that gives an IChatClient or the like: the place for a logging step.</summary>
    public SyntaxNode? Made { get; init; }

    public static Trace Yes(string evidence) => new(Logged.Yes, evidence);

    public static Trace No(string evidence) => new(Logged.No, evidence);

    public static Trace NotVisible(string evidence) => new(Logged.NotVisible, evidence);

    public Trace By(IOperation made) => PipelineTypes.IsClient(made.Type) ? this with { Made = made.Syntax } : this;

    /// <summary>Of several possible clients the one that is logged least decides; a client nobody can see is worse than none known to be bad.</summary>
    public static Trace Weakest(IEnumerable<Trace> traces)
    {
        var all = traces.ToArray();
        return all.FirstOrDefault(t => t.Verdict == Logged.No)
            ?? all.FirstOrDefault(t => t.Verdict == Logged.NotVisible)
            ?? all[0];
    }

    /// <summary>A place as a message names it: <c>Program.cs(12)</c>.</summary>
    public static string Place(SyntaxNode syntax)
    {
        var line = syntax.GetLocation().GetLineSpan();
        return $"{Path.GetFileName(line.Path)}({line.StartLinePosition.Line + 1})";
    }
}
