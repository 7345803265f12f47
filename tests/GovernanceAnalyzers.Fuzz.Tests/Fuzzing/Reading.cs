using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

/// <summary>What a reader gave for one input: what it complained of, and all else that must be the same the next time.</summary>
internal sealed class Reading
{
    private readonly StringBuilder _text = new();

    /// <summary>Complaints about the input itself.</summary>
    public List<FileProblem> Problems { get; } = [];

    /// <summary>Messages about anything else, which people see as well.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>A law that does not hold, in words; null when all do.</summary>
    public string? Broken { get; private set; }

    /// <summary>Adds to what has to be the same.</summary>
    public Reading With(params object?[] values)
    {
        foreach (var value in values)
        {
            _text.Append(value is System.IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value?.ToString() ?? "-").Append('\n');
        }

        return this;
    }

    /// <param name="path">Of the input, where findings may be about it.</param>
    public Reading WithFindings(IEnumerable<Finding> findings, string? path)
    {
        foreach (var finding in findings)
        {
            With(finding.RuleId, finding.Severity, finding.Message, finding.Place, finding.Subject);
            Messages.Add(finding.Message);
            // A finding may be about a file as a whole; a place in it has to be there.
            if (finding.Place.Path == path && finding.Place.Line > 0)
            {
                Problems.Add(new FileProblem(finding.Place, finding.Message));
            }
        }

        return this;
    }

    public Reading Holds(bool law, string words)
    {
        if (!law)
        {
            Broken ??= words;
        }

        return this;
    }

    public string Text => string.Join("\n", Problems.Select(p => $"{p.Place}: {p.Message}").Concat(Messages)) + "\n" + _text;
}
