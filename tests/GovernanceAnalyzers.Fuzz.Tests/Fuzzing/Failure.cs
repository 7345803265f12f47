using System;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

/// <param name="Kind">What two failures share that have the same cause, most likely.</param>
/// <param name="Words">What a person needs to know.</param>
internal sealed record Failure(string Kind, string Words)
{
    public static Failure Of(Exception exception)
    {
        var own = exception.ToString().Split('\n').FirstOrDefault(l => l.Contains(" at GovernanceAnalyzers.", StringComparison.Ordinal) && !l.Contains(".Fuzz.", StringComparison.Ordinal)) ?? "";
        return new Failure($"{exception.GetType().Name}{own.Trim()}", exception.ToString());
    }

    /// <summary>The beginning of an input, fit to be printed, and all of it, fit to be copied.</summary>
    public static string Show(byte[] input) => Excerpt.Visible(Encoding.UTF8.GetString(input, 0, Math.Min(input.Length, 400)))
        + (input.Length > 3000 ? "" : $"\nbase64: {Convert.ToBase64String(input)}");
}
