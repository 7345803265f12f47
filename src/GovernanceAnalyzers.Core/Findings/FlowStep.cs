using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Findings;

/// <summary>One place on the way of a text through the code.</summary>
/// <param name="Text">What stands there, in a few words.</param>
public sealed record FlowStep(SourcePlace Place, string Text)
{
    /// <summary>The steps as one text, from where the text comes from to where it goes.</summary>
    public static string Join(IEnumerable<FlowStep> steps) => string.Join("\n", steps.Select(s => Record.Format(s.Place.ToString(), s.Text)));

    /// <summary>Reads what <see cref="Join"/> writes.</summary>
    public static IReadOnlyList<FlowStep> Split(string path) => path.Length == 0
        ? []
        : path.Split('\n').Select(Record.Parse).Where(r => r.Length == 2).Select(r => new FlowStep(SourcePlace.Parse(r[0]), r[1])).ToArray();
}
