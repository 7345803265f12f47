using System.Collections.Generic;
using System.Linq;

namespace Benchmarks;

/// <summary>What a few noisy figures say.</summary>
internal static class Statistics
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary><c>1.012 [0.980-1.050]</c>, or <c>0.001 [-0.004 to 0.008]</c>.</summary>
    public static string Spread(IReadOnlyCollection<double> values) =>
        System.FormattableString.Invariant($"{Median(values):0.000} [{values.Min():0.000}{(values.Min() < 0 ? " to " : "-")}{values.Max():0.000}]");

    /// <summary>Whether ratios keep to a budget: only where all rounds agree. <c>1.04: holds</c>.</summary>
    public static string Verdict(IReadOnlyCollection<double> ratios, double budget) => System.FormattableString.Invariant($"{budget:0.00}: ") + ratios switch
    {
        { Count: < 3 } => "too few rounds to say",
        _ when ratios.Max() <= budget => "holds",
        _ when ratios.Min() > budget => "does not hold",
        _ => Median(ratios) <= budget ? "within the noise, median holds" : "within the noise, median does not hold",
    };
}
