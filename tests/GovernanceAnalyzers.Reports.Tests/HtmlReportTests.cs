using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Reports.Html;
using Xunit;

namespace GovernanceAnalyzers.Reports.Tests;

/// <summary>What the page says and how it is written, without a browser.</summary>
public class HtmlReportTests
{
    [Fact]
    public void The_first_lines_say_whether_it_may_ship_and_who_is_to_act()
    {
        var blocked = Text(Body(HtmlReport.Write(HtmlPostures.Everything())));

        Assert.StartsWith("AI governance report contoso/services Blocked by 2 findings", blocked);
        var first = blocked.Substring(0, blocked.IndexOf("Systems and controls", StringComparison.Ordinal));
        Assert.Contains("chat@contoso.example 2 findings", first);
        Assert.Contains("Model reference \"gpt-5\" is floating", first);
        Assert.Contains("src/Chat/Clients.cs(21,13)", first);
        Assert.Contains("2026-02-17 retired 276 days ago openai:chatgpt-4o-latest", first);
        Assert.Contains("2026-12-11 in 21 days openai:gpt-5", first);
        Assert.Contains("2026-10-31 expired 20 days ago router-alias", first);
        Assert.Contains("2026-12-05 in 15 days prompt-review", first);
        Assert.Contains("They stand in the way of Support chat.", first);
        Assert.DoesNotContain("Loan risk", first);
    }

    [Fact]
    public void What_does_not_block_may_ship_or_is_not_known()
    {
        Assert.Contains("May ship", Body(HtmlReport.Write(HtmlPostures.Clean())));

        var empty = Text(Body(HtmlReport.Write(HtmlPostures.Empty())));
        Assert.Contains("Not known", empty);
        Assert.Contains("not everything could be looked at: no project was analysed.", empty);
        Assert.DoesNotContain("May ship", empty);
        Assert.Contains("No project was analysed, so nothing is said about code.", empty);
    }

    [Fact]
    public void Nothing_is_said_to_comply()
    {
        foreach (var posture in new[] { HtmlPostures.Everything(), HtmlPostures.Clean(), HtmlPostures.Empty() })
        {
            // The catalogue's title of a control says the word of a way of working.
            var words = Text(Body(HtmlReport.Write(posture))).Replace("C52 Compliance integrated into the development lifecycle", "");

            Assert.DoesNotMatch("(?i)complian|conform(s|ant)|certif", words);
        }
    }

    [Fact]
    public void The_same_posture_gives_the_same_bytes_without_carriage_returns()
    {
        var first = HtmlReport.Write(HtmlPostures.Everything());

        Assert.Equal(first, HtmlReport.Write(HtmlPostures.Everything()));
        Assert.DoesNotContain('\r', first);
        Assert.EndsWith("</html>\n", first);
    }

    [Fact]
    public void A_page_asks_for_nothing_from_anywhere_and_allows_only_its_own_style_and_script()
    {
        var page = HtmlReport.Write(HtmlPostures.Everything());
        var policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value.Replace("&#39;", "'");

        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.DoesNotContain("http", policy);
        Assert.Single(Regex.Matches(page, "<style"));
        Assert.Equal(2, Regex.Count(page, "<script"));
        Assert.DoesNotMatch(@"<(img|iframe|link|object|embed|base|video|audio)\b", page);
        Assert.DoesNotMatch(@"\ssrc=|\ssrcset=|@import|url\(", page);
        Assert.DoesNotMatch(@"\sstyle=|\son[a-z]+=", page);
        Assert.All(Regex.Matches(page, " href=\"([^\"]*)\"").Select(m => m.Groups[1].Value), href =>
            Assert.Matches("^(#|https://github\\.com/GovernanceAnalyzers/)", href));
    }

    [Fact]
    public void Every_link_inside_the_page_arrives()
    {
        var page = HtmlReport.Write(HtmlPostures.Everything());
        var ids = Regex.Matches(page, " id=\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToArray();

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Subset(ids.ToHashSet(), Regex.Matches(page, " href=\"#([^\"]*)\"").Select(m => m.Groups[1].Value).ToHashSet());
    }

    /// <summary>Whatever any text is, the page has the same elements and attributes as with harmless texts.</summary>
    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("</style></title><img src=x onerror=alert(1)>")]
    [InlineData("\"><svg onload=alert(1)>")]
    [InlineData("' onmouseover='alert(1)' x='")]
    [InlineData("javascript:alert(1)")]
    [InlineData("<!-- --!><![CDATA[ ]]> &lt;b&gt; &#60;")]
    [InlineData("{0} {{x}} %s ${x} `x`")]
    public void A_hostile_text_stays_a_text(string hostile)
    {
        var harmless = Structure(HtmlReport.Write(HtmlPostures.Everything(t => t.Length > 0 ? "harmless " + t : t)));
        var spoiled = HtmlReport.Write(HtmlPostures.Everything(t => t.Length > 0 ? hostile + " " + t : t));

        Assert.Equal(harmless, Structure(spoiled));
        Assert.Contains(hostile.Trim(), Text(spoiled));
    }

    [Fact]
    public void Characters_that_nobody_sees_are_written_out()
    {
        var page = HtmlReport.Write(HtmlPostures.Everything(t => t + "\u202Egpj\u200B\u0007\uD800|\uDC00|\u2028\uFEFF\uDB40\uDC41"));

        Assert.Contains("\\u202Egpj\\u200B\\u0007\\uD800|\\uDC00|\\u2028\\uFEFF\\uDB40\\uDC41", page);
        Assert.DoesNotContain(page, c => c is '\u202E' or '\u200B' or '\u0007' or '\u2028' or '\uFEFF' || char.IsSurrogate(c));
    }

    [Fact]
    public void Letters_of_all_scripts_and_emoji_stay_as_they_are()
    {
        Assert.Contains("Prüfung 審査 בדיקה 🙂", HtmlReport.Write(HtmlPostures.Everything(t => t + " Prüfung 審査 בדיקה 🙂")));
    }

    /// <summary>WCAG 2.1, 1.4.3 and 1.4.11, in both colour schemes and on paper.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Colours_keep_their_contrast(int scheme)
    {
        var style = Regex.Match(HtmlReport.Write(HtmlPostures.Empty()), "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
        var colours = Regex.Matches(Regex.Matches(style, @":root \{(.*?)\}", RegexOptions.Singleline)[scheme].Groups[1].Value, @"--([a-z-]+): (#[0-9a-f]{3,6})")
            .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        string[] states = ["fail", "pass", "waived", "baselined", "not-assessed"];
        var texts = new[] { "ink", "soft", "link", "not-applicable" }.Concat(states);

        foreach (var text in texts)
        {
            AssertContrast(text, "paper", 4.5);
        }

        foreach (var text in new[] { "ink", "soft", "link" })
        {
            AssertContrast(text, "raise", 4.5);
            AssertContrast(text, "soon-ground", 4.5);
        }

        foreach (var state in states)
        {
            AssertContrast(state, state + "-ground", 4.5);
            AssertContrast(state, "raise", 4.5);
        }

        // What a person has to see to use it, and is not text: edges of inputs, lines of charts.
        AssertContrast("firm", "paper", 3);

        void AssertContrast(string text, string ground, double least)
        {
            var ratio = Contrast(colours[text], colours[ground]);
            Assert.True(ratio >= least, $"{text} on {ground}: {ratio:0.00}");
        }
    }

    [Fact]
    public void Thousands_of_findings_are_all_there_and_cost_little_each()
    {
        var few = HtmlReport.Write(HtmlPostures.Everything());
        var many = HtmlReport.Write(HtmlPostures.Everything(findings: 5000));

        Assert.Equal(5006, Regex.Count(many, "<tr role=\"row\" id=\"f"));
        Assert.True((many.Length - few.Length) / 5000 < 2000, $"{(many.Length - few.Length) / 5000} characters for a finding");
    }

    [Fact]
    public void Charts_say_in_words_what_they_show()
    {
        var page = HtmlReport.Write(HtmlPostures.Everything());

        Assert.Contains("openai:chatgpt-4o-latest retired on 2026-02-17 (276 days ago); openai:gpt-5 retires on 2026-12-11 (in 21 days)", page);
        // Three are active today; the last day counts, so each ends on the day after it.
        Assert.Contains("3 waivers on 2026-11-20; 2 from 2026-12-06; 1 from 2027-04-01; 0 from 2027-07-01; 0 after a year.", page);
    }

    [Fact]
    public void Labels_of_the_timeline_stay_inside_and_apart()
    {
        var page = HtmlReport.Write(HtmlPostures.Everything());
        foreach (Match svg in Regex.Matches(page, "<svg class=\"only-(?:wide|narrow) (?:timeline|burndown)\" viewBox=\"0 0 ([0-9.]+) ([0-9.]+)\".*?</svg>", RegexOptions.Singleline))
        {
            var (width, height) = (Number(svg.Groups[1].Value), Number(svg.Groups[2].Value));
            var labels = Regex.Matches(svg.Value, "<text class=\"([^\"]*)\" x=\"([-0-9.]+)\" y=\"([-0-9.]+)\" text-anchor=\"([a-z]+)\">([^<]*)</text>")
                .Select(m =>
                {
                    var kind = m.Groups[1].Value;
                    var length = m.Groups[5].Value.Length * (kind == "name" ? 12 * 0.62 : kind is "axis" or "step" ? 11 * 0.56 : 12 * 0.56);
                    var x = Number(m.Groups[2].Value) - (m.Groups[4].Value == "end" ? length : m.Groups[4].Value == "middle" ? length / 2 : 0);
                    return (Left: x, Right: x + length, Y: Number(m.Groups[3].Value), Text: m.Groups[5].Value);
                })
                .ToArray();

            Assert.True(labels.Length > 5, $"{labels.Length} labels");
            Assert.All(labels, l => Assert.True(l.Left >= -1 && l.Right <= width + 1 && l.Y > 0 && l.Y <= height, $"{l}"));
            Assert.All(
                labels.SelectMany((a, i) => labels.Skip(i + 1).Select(b => (a, b))),
                p => Assert.False(p.a.Left < p.b.Right && p.b.Left < p.a.Right && Math.Abs(p.a.Y - p.b.Y) < 9, $"{p.a} meets {p.b}"));
        }
    }

    [Theory]
    [InlineData("2026-11-21", "2026-11-22", "2026-11-23")]
    [InlineData("1999-01-01", "2026-11-20", "2061-01-01")]
    [InlineData("0001-01-01", "9999-12-31", "9999-12-31")]
    public void A_timeline_can_hold_any_dates(params string[] dates)
    {
        var posture = HtmlPostures.Everything();
        var models = dates.Select((d, i) => new ModelEntry("p:m" + i) { Retires = CalendarDate.Parse(d), IsRetired = CalendarDate.Parse(d) <= HtmlPostures.Today }).ToArray();

        var page = HtmlReport.Write(posture with { Models = models });

        Assert.DoesNotContain("NaN", page);
        Assert.All(dates, d => Assert.Contains(d, page));
    }

    [Fact]
    public void Metrics_of_any_size_can_be_drawn()
    {
        var posture = HtmlPostures.Everything();
        var metrics = new[] { 0m, -3m, decimal.MaxValue, decimal.MinValue, 0.0000001m }
            .Select(v => new MetricEntry("m", v.ToString(CultureInfo.InvariantCulture), v, new("e.yml")) { AtLeast = v, Low = v, High = v })
            .SelectMany(m => new[] { m, m with { Slice = "a=" + m.Text } })
            .ToArray();

        var page = HtmlReport.Write(posture with { Evaluations = [posture.Evaluations[0] with { Metrics = metrics }] });

        Assert.DoesNotContain("NaN", page);
        Assert.DoesNotContain("Infinity", page);
    }

    [Fact]
    public void All_six_states_are_told_apart_by_shape_and_word()
    {
        var page = HtmlReport.Write(HtmlPostures.Everything());

        foreach (var state in new[] { "pass", "fail", "waived", "baselined", "not-assessed", "not-applicable" })
        {
            Assert.Contains($"<symbol id=\"s-{state}\"", page);
            Assert.Contains($"<use href=\"#s-{state}\"/></svg>{state.Replace('-', ' ')}</span>", page);
        }
    }

    /// <summary>Tags with the names of their attributes, in order; values and texts left out.</summary>
    private static string Structure(string page) => string.Join("\n", Regex.Matches(Body(page), @"<(/?[a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z:-]+(?:=""[^""]*"")?)*)\s*/?>")
        .Select(m => m.Groups[1].Value + string.Concat(Regex.Matches(m.Groups[2].Value, @"([a-zA-Z:-]+)(?:=""[^""]*"")?").Select(a => " " + a.Groups[1].Value)))
        .Where(t => !t.StartsWith("wbr", StringComparison.Ordinal)));

    private static string Body(string page) => page.Substring(page.IndexOf("<main", StringComparison.Ordinal));

    private static string Text(string html) => Regex.Replace(
        System.Net.WebUtility.HtmlDecode(Regex.Replace(html.Replace("<wbr>", ""), "<[^>]*>", " ").Replace("&#39;", "'")), @"\s+", " ").Trim();

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Contrast(string a, string b)
    {
        var (light, dark) = (Math.Max(Luminance(a), Luminance(b)), Math.Min(Luminance(a), Luminance(b)));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double Luminance(string colour)
    {
        var hex = colour.Length == 4 ? string.Concat(colour.Skip(1).Select(c => $"{c}{c}")) : colour.Substring(1);
        var parts = Enumerable.Range(0, 3).Select(i => int.Parse(hex.Substring(i * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.03928 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
