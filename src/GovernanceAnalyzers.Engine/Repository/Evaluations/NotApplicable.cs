using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>A statement in evidence that something does not apply, with somebody who stands for it.</summary>
/// <param name="About">The id of a requirement or the name of a metric; empty for the whole file.</param>
/// <param name="Problem">What keeps the statement from counting, or null.</param>
public sealed record NotApplicable(string About, string Reason, string ApprovedBy, SourcePlace Place, string? Problem)
{
    /// <summary>What a mapping says under <c>notApplicable</c>: one statement or a list of them.</summary>
    public static IReadOnlyList<NotApplicable> In(YamlMapping mapping, CalendarDate today) =>
        mapping.List("notApplicable").Select(v => Read(v, today)).ToArray();

    private static NotApplicable Read(YamlValue value, CalendarDate today)
    {
        if (value is not YamlMapping statement)
        {
            return new NotApplicable("", "", "", value.Place, "needs reason, approvedBy and date");
        }

        var reason = statement.Text("reason") ?? "";
        var approvedBy = statement.Text("approvedBy") ?? "";
        var missing = new[] { "reason", "approvedBy", "date" }.Where(k => !Answer.IsGiven(statement[k])).ToArray();
        var problem = missing.Length > 0 ? $"needs {string.Join(" and ", missing)}"
            : !CalendarDate.TryParse(statement.Text("date"), out var date) ? $"has the date '{Excerpt.Of(statement.Text("date") ?? "")}', which is not of the form yyyy-MM-dd"
            : date > today ? $"is dated {date}, after the evaluation date {today}"
            : null;
        return new NotApplicable(statement.Text("requirement") ?? statement.Text("metric") ?? "", reason, approvedBy, statement.Place, problem);
    }
}

/// <summary>Tells an answer from an empty field and from a template that nobody filled.</summary>
public static class Answer
{
    public static bool IsGiven(YamlValue? value) => value switch
    {
        YamlScalar { IsNull: true } or null => false,
        YamlScalar scalar => IsText(scalar.Text),
        // [More Information Needed] without quotes is a list in YAML.
        YamlSequence { Items: { Count: 1 } items } when items[0] is YamlScalar { Text: "More Information Needed" } => false,
        YamlSequence sequence => sequence.Items.Any(IsGiven),
        YamlMapping mapping => mapping.Entries.Any(e => IsGiven(e.Value)),
        _ => false,
    };

    /// <summary>Whether something other than nothing stands there, which is then a placeholder.</summary>
    public static bool IsPlaceholder(YamlValue? value) => !IsGiven(value) && value switch
    {
        YamlScalar scalar => !scalar.IsNull && scalar.Text.Trim().Length > 0,
        YamlSequence sequence => sequence.Items.Count > 0,
        _ => false,
    };

    private static bool IsText(string text) =>
        Placeholder.Remove(text, out _).Any(char.IsLetterOrDigit) && !text.TrimStart().StartsWith("lorem ipsum", System.StringComparison.OrdinalIgnoreCase);
}
