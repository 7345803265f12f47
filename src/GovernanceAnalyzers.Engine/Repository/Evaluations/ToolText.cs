using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>Numbers, days and models as tools write them.</summary>
internal static class ToolText
{
    /// <summary>No measurement is larger; sums of such values stay within a decimal.</summary>
    private const decimal Largest = 1_000_000_000_000_000m;

    /// <summary>A number, also one in quotes or in percent (<c>"0.93"</c>, <c>93 %</c>); null for anything else.</summary>
    public static decimal? Number(YamlValue? value)
    {
        if (value is not YamlScalar { IsNull: false } scalar)
        {
            return null;
        }

        var text = scalar.Text.Trim();
        var isPercent = text.EndsWith("%", StringComparison.Ordinal);
        return decimal.TryParse(isPercent ? text.TrimEnd('%', ' ') : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= Largest
            ? isPercent ? number / 100 : number
            : null;
    }

    public static long? Count(YamlValue? value) =>
        Number(value) is { } number && number >= 0 && number == decimal.Truncate(number) ? (long)number : null;

    /// <summary>The day in UTC of <c>2026-08-10</c>, <c>2026-08-10T10:00:00Z</c> or seconds since 1970; null for anything else.</summary>
    public static CalendarDate? Day(YamlValue? value)
    {
        if (value is not YamlScalar { IsNull: false } scalar)
        {
            return null;
        }

        var text = scalar.Text.Trim();
        if (CalendarDate.TryParse(text, out var date))
        {
            return date;
        }

        if (text.IndexOf('T') == 10
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return CalendarDate.FromUtc(moment.UtcDateTime);
        }

        // Up to the year 9999.
        return Number(value) is { } seconds && seconds is >= 0 and < 253402300800m
            ? CalendarDate.FromUtc(new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds((double)seconds))
            : null;
    }

    /// <summary>The first of the values that is a day.</summary>
    public static (CalendarDate? Date, SourcePlace? Place) FirstDay(params YamlValue?[] values) =>
        values.FirstOrDefault(v => Day(v) is not null) is { } found ? (Day(found), found.Place) : (null, null);

    public static MetricResult? Metric(string name, YamlValue? value, ICollection<FileProblem> problems)
    {
        if (Number(value) is { } number)
        {
            return new MetricResult(ShippedMetrics.Instance.Canonical(name), new Quantity(number, false), value!.Place);
        }

        if (value is not null)
        {
            problems.Add(new FileProblem(
                value.Place, $"The value of '{Excerpt.Of(name)}' is {(value is YamlScalar s ? $"'{Excerpt.Of(s.Text)}'" : value.Kind)}, which is not a number that is understood. Correct it, or write the result in our own format."));
        }

        return null;
    }

    /// <summary>
    /// The provider as code names it, for the names that tools use (<c>azureopenai</c>, <c>azure.ai.openai</c>, <c>hf</c>); empty where it is
    /// not known.
    /// </summary>
    public static string Provider(string name) => name.Trim().ToLowerInvariant() switch
    {
        "openai" => "openai",
        "azure" or "azureopenai" or "azure_openai" or "azure-openai" or "azure.ai.openai" or "az.ai.openai" => "azure-openai",
        "azure.ai.inference" or "az.ai.inference" or "azure-foundry" or "azureai" => "azure-foundry",
        "anthropic" => "anthropic",
        "bedrock" or "aws-bedrock" or "aws.bedrock" or "aws_bedrock" => "aws-bedrock",
        "google" or "gemini" or "google-gemini" or "gcp.gemini" => "google-gemini",
        "vertex" or "vertexai" or "google-vertex" or "gcp.vertex_ai" => "google-vertex",
        "mistral" or "mistral_ai" or "mistralai" => "mistral",
        "cohere" => "cohere",
        "deepseek" => "deepseek",
        "groq" => "groq",
        "xai" or "x_ai" => "xai",
        "ollama" => "ollama",
        "huggingface" or "hf" => "huggingface",
        _ => "",
    };
}
