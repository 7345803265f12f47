using System.Collections.Generic;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>The result files of a tool, recognised by their shape.</summary>
internal interface IEvaluationFormat
{
    /// <summary>As messages name it.</summary>
    string Name { get; }

    bool Recognises(YamlValue root);

    /// <summary>What the file says. Whatever is wrong becomes a problem, and what it spoils is left out.</summary>
    IEnumerable<ToolResult> Read(YamlValue root, string displayPath, ICollection<FileProblem> problems);
}

/// <summary>
/// What one file of a tool says about one model. It is no evaluation yet: tools do not know the model as code names it, and some write one
/// file for every case.
/// </summary>
/// <param name="Tool">What measured it.</param>
internal sealed record ToolResult(string Path, SourcePlace Place, string Tool)
{
    public ToolModel Model { get; init; }

    /// <summary>Null when it does not say.</summary>
    public CalendarDate? Date { get; init; }

    public SourcePlace? DatePlace { get; init; }

    /// <summary>One execution of the tool; the cases of one run belong together.</summary>
    public string Run { get; init; } = "";

    /// <summary>Distinguishes the cases of a run, so that none counts twice; empty for a file that holds a whole run.</summary>
    public string Case { get; init; } = "";

    /// <summary>As the tool names the data; empty when it does not.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>What one case showed.</summary>
    public IReadOnlyList<Observation> Observations { get; init; } = [];

    /// <summary>What the tool summed up itself.</summary>
    public IReadOnlyList<MetricResult> Metrics { get; init; } = [];
}

/// <summary>A model as a tool names it.</summary>
/// <param name="Provider">As in code; empty where the tool does not tell.</param>
/// <param name="Reference">Empty where the tool names no model.</param>
internal readonly record struct ToolModel(string Provider, string Reference, SourcePlace? Place)
{
    /// <summary>The reference is a name for people, which need not be the model's: it may tell the model, and contradicts nothing.</summary>
    public bool IsLabel { get; init; }

    public bool IsNamed => !string.IsNullOrEmpty(Reference);

    public override string ToString() => string.IsNullOrEmpty(Provider) ? Reference ?? "" : Provider + ":" + Reference;
}

/// <summary>One value of one case.</summary>
/// <param name="Metric">Canonical.</param>
/// <param name="IsYesNo">1 for yes and 0 for no, so that the mean is a share.</param>
internal readonly record struct Observation(string Metric, decimal Value, bool IsYesNo, SourcePlace Place);
