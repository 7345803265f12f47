using GovernanceAnalyzers.Core.Models;
using Xunit;

namespace GovernanceAnalyzers.Core.Tests;

public class ModelPatternTests
{
    [Theory]
    [InlineData("2024-08-06", "yyyy-MM-dd", true)]
    [InlineData("2024-13-45", "yyyy-MM-dd", false)]
    [InlineData("2024-02-29", "yyyy-MM-dd", true)]
    [InlineData("2025-02-29", "yyyy-MM-dd", false)]
    [InlineData("2024-8-06", "yyyy-MM-dd", false)]
    [InlineData("2024/08/06", "yyyy-MM-dd", false)]
    [InlineData("20250929", "yyyyMMdd", true)]
    [InlineData("20250931", "yyyyMMdd", false)]
    [InlineData("00000101", "yyyyMMdd", false)]
    [InlineData("2512", "yyMM", true)]
    [InlineData("2513", "yyMM", false)]
    [InlineData("0229", "MMdd", true)]
    [InlineData("0230", "MMdd", false)]
    [InlineData("03-2024", "MM-yyyy", true)]
    [InlineData("00-2024", "MM-yyyy", false)]
    [InlineData("", "MMdd", false)]
    public void A_day_must_be_in_the_calendar(string text, string format, bool expected) =>
        Assert.Equal(expected, ModelPattern.IsDay(text, format));

    [Theory]
    [InlineData("yyyy-MM-dd", true)]
    [InlineData("MMdd", true)]
    [InlineData("yyyy", false)]
    [InlineData("YYYY-MM", false)]
    [InlineData("", false)]
    public void A_format_has_known_parts(string format, bool expected) => Assert.Equal(expected, ModelPattern.IsDayFormat(format));

    [Theory]
    [InlineData("https://example.com/caf%C3%A9/model.onnx")]
    [InlineData("models/100%.onnx")]
    [InlineData("gpt-4o")]
    public void Text_with_percent_signs_is_not_a_variable(string text) => Assert.Null(UnfilledReference.Explain(text));
}
