using Microsoft.CodeAnalysis;

namespace GovernanceAnalyzers.Tests.Harness;

/// <summary>An expected diagnostic, beside those that markup expects.</summary>
internal sealed record DiagnosticResult(string Id, DiagnosticSeverity? Severity = null)
{
    /// <summary>The number of a <c>{|#n:…|}</c>, or null for a diagnostic without a location.</summary>
    public int? MarkupKey { get; init; }

    public string? Message { get; init; }

    public DiagnosticResult WithLocation(int markupKey) => this with { MarkupKey = markupKey };

    public DiagnosticResult WithSeverity(DiagnosticSeverity severity) => this with { Severity = severity };

    /// <summary>The whole message.</summary>
    public DiagnosticResult WithMessage(string message) => this with { Message = message };
}
