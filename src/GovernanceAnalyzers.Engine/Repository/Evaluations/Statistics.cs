using System;
using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>Intervals of measured values.</summary>
public static class Statistics
{
    /// <summary>The 0.975 quantile of the standard normal distribution: intervals of 95 %.</summary>
    public const double Z95 = 1.959963984540054;

    /// <summary>Decimal places to which computed values are rounded, so that they are the same on every machine.</summary>
    public const int Decimals = 10;

    /// <summary>
    /// The Wilson score interval of a share, (p + z²/2n ± z·√(p(1-p)/n + z²/4n²)) / (1 + z²/n). Source: E. B. Wilson, "Probable inference, the
    /// law of succession, and statistical inference", JASA 22 (1927) 209-212; recommended for any n by Brown, Cai and DasGupta, "Interval
    /// estimation for a binomial proportion", Statistical Science 16 (2001) 101-133.
    /// </summary>
    public static (decimal Low, decimal High) Wilson(long successes, long samples)
    {
        if (samples <= 0 || successes < 0 || successes > samples)
        {
            throw new ArgumentOutOfRangeException(nameof(samples));
        }

        double n = samples;
        var p = successes / n;
        var z2 = Z95 * Z95;
        var centre = p + (z2 / (2 * n));
        var half = Z95 * Math.Sqrt((p * (1 - p) / n) + (z2 / (4 * n * n)));
        var scale = 1 + (z2 / n);
        // At 0 and 1 the ends are exact; rounding must not put the value outside.
        return (
            successes == 0 ? 0 : Math.Min(Round((centre - half) / scale), Share(successes, samples)),
            successes == samples ? 1 : Math.Max(Round((centre + half) / scale), Share(successes, samples)));
    }

    /// <summary>
    /// The mean and its interval by the normal approximation, m ± z·s/√n with s the sample standard deviation (n - 1). Source: the central
    /// limit theorem; for evaluations of language models: E. Miller, "Adding error bars to evals", arXiv:2411.00640, section 2. No interval
    /// for fewer than two values.
    /// </summary>
    public static (decimal Mean, (decimal Low, decimal High)? Interval) Mean(IReadOnlyCollection<decimal> values)
    {
        var mean = values.Average();
        if (values.Count < 2)
        {
            return (Round(mean), null);
        }

        var variance = values.Sum(v => Math.Pow((double)(v - mean), 2)) / (values.Count - 1);
        return (Round(mean), Around(Round(mean), Math.Sqrt(variance / values.Count)));
    }

    /// <summary>value ± z·standard error, for tools that write the standard error; null where that is no number.</summary>
    public static (decimal Low, decimal High)? Around(decimal value, double standardError)
    {
        var half = Z95 * standardError;
        return double.IsNaN(half) || half < 0 || half > 1e18 ? null : (value - Round(half), value + Round(half));
    }

    public static decimal Share(long part, long whole) => Math.Round((decimal)part / whole, Decimals);

    /// <summary>Throws where the value is not finite or beyond what a decimal holds; callers have checked their input.</summary>
    public static decimal Round(double value) => Math.Round((decimal)value, Decimals);

    public static decimal Round(decimal value) => Math.Round(value, Decimals);
}
