using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>
/// JUnit XML: the share of tests that passed. Skipped tests do not count, tests with an error did not pass. A property <c>model</c> of a
/// suite names the model as <c>provider:reference</c>.
/// </summary>
internal sealed class JUnitFormat : IEvaluationFormat
{
    public string Name => "JUnit";

    public bool Recognises(YamlValue root) => root is YamlMapping mapping && mapping.Text(XmlNodes.Name) is "testsuites" or "testsuite";

    public IEnumerable<ToolResult> Read(YamlValue root, string displayPath, ICollection<FileProblem> problems)
    {
        var suites = Suites((YamlMapping)root).ToArray();
        var cases = suites.SelectMany(s => s.Elements("testcase")).Where(c => !c.Elements("skipped").Any()).ToArray();
        if (cases.Length == 0)
        {
            problems.Add(new FileProblem(root.Place, "The test results hold no test that was run, so nothing was measured. Run the tests, and let the report list each."));
            return [];
        }

        var passed = cases.Count(c => !c.Elements("failure").Any() && !c.Elements("error").Any());
        var (date, place) = ToolText.FirstDay([.. suites.Select(s => s["timestamp"])]);
        var model = suites.SelectMany(s => s.Elements("properties")).SelectMany(p => p.Elements("property")).FirstOrDefault(p => p.Text("name") == "model")?["value"] as YamlScalar;
        var colon = model?.Text.IndexOf(':') ?? -1;
        return
        [
            new ToolResult(displayPath, root.Place, Name)
            {
                Model = model is null ? default : new ToolModel(colon > 0 ? model.Text.Substring(0, colon) : "", model.Text.Substring(colon > 0 ? colon + 1 : 0), model.Place),
                Date = date,
                DatePlace = place,
                Case = displayPath,
                Metrics =
                [
                    new MetricResult("pass_rate", new Quantity(Statistics.Share(passed, cases.Length), false), root.Place)
                    {
                        Samples = cases.Length,
                        Interval = Statistics.Wilson(passed, cases.Length),
                    },
                ],
            },
        ];
    }

    private static IEnumerable<YamlMapping> Suites(YamlMapping root) => root.Elements("testsuite").SelectMany(Suites).Prepend(root);
}
