using System;
using FsCheck;
using FsCheck.Fluent;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Evaluations;

public class StatisticsTests
{
    /// <summary>
    /// R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998) 857-872, table I, method 3.
    /// </summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void The_interval_of_a_share_is_that_of_Newcombe(int part, int whole, double low, double high)
    {
        var interval = Statistics.Wilson(part, whole);

        Assert.Equal((low, high), (Math.Round((double)interval.Low, 4), Math.Round((double)interval.High, 4)));
    }

    [Fact]
    public void The_interval_of_a_mean_is_symmetric()
    {
        // Standard deviation of 2, 4, 4, 6 is √(8/3), its error √(2/3).
        var (mean, interval) = Statistics.Mean([2, 4, 4, 6]);

        Assert.Equal(4m, mean);
        Assert.Equal(2.3997m, decimal.Round(interval!.Value.Low, 4));
        Assert.Equal(5.6003m, decimal.Round(interval.Value.High, 4));
        Assert.Null(Statistics.Mean([3]).Interval);
    }

    [Fact]
    public void A_share_lies_within_its_interval() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(0, 100_000).Two().Where(n => n.Item1 + n.Item2 > 0).ToArbitrary(), n => Lies(n.Item1, n.Item1 + n.Item2)));

    private static void Lies(long part, long whole)
    {
        var (low, high) = Statistics.Wilson(part, whole);
        var share = Statistics.Share(part, whole);
        Assert.True(0 <= low && low <= share && share <= high && high <= 1, $"{low} {share} {high}");

        // Ten times as many examples say more.
        var surer = Statistics.Wilson(part * 10, whole * 10);
        Assert.True(surer.High - surer.Low <= high - low);
    }
}
