using System;
using System.Text.RegularExpressions;

namespace GovernanceAnalyzers.Core.Models;

/// <summary>Recognises text that stands for a reference that somebody or something else fills in.</summary>
public static class UnfilledReference
{
    /// <summary>Characters. No provider has ids near this length; longer text is not worth matching.</summary>
    private const int MaximumLength = 1000;

    // ${X} shell, compose, GitHub; $(X) MSBuild, Azure Pipelines; {{X}} and {0} templates; #{X}# token replacement.
    private static readonly Regex Variable = Pattern(@"\$\{|\$\(|\{[^{}]*\}|#\{|\{%");

    // %X% is Windows. Three characters at least, so that the %C3% inside an escaped URL is not taken for a variable.
    private static readonly Regex WindowsVariable = Pattern(@"%[a-z_][a-z0-9_.]{2,}%");

    private static readonly Regex ShellVariable = Pattern(@"^\$[a-z_][a-z0-9_]*$");

    private static readonly Regex ToBeFilledIn =
        Pattern(@"^(<[^<>]*>|__[a-z0-9_]+__|your[-_ ].*|todo|tbd|changeme|change[-_]me|replace[-_]me|x{3,}|\.{3})$");

    /// <summary>Why the text is not a reference yet, or null when it may be one.</summary>
    public static string? Explain(string? reference)
    {
        var text = reference?.Trim() ?? "";
        if (text.Length == 0)
        {
            return "the reference is empty";
        }

        if (text.Length > MaximumLength)
        {
            return $"a text of {text.Length} characters is not a model reference";
        }

        if (Variable.IsMatch(text) || WindowsVariable.IsMatch(text) || ShellVariable.IsMatch(text))
        {
            return "the value is filled in later, from the environment or a template";
        }

        return ToBeFilledIn.IsMatch(text) ? "the value is a placeholder that nobody has filled in" : null;
    }

    private static Regex Pattern(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, ModelPattern.Timeout);
}
