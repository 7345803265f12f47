using System.Linq;
using GovernanceAnalyzers.Configuration;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace GovernanceAnalyzers.Tests.Configuration;

public class JsonConfigurationReaderTests
{
    private static string[] Read(string json) => Reading.Entries(JsonConfigurationReader.Read, json);

    [Fact]
    public void Names_are_joined_by_colons() => Assert.Equal(
        ["AI:Model=a", "AI:Fallbacks:0=b", "AI:Fallbacks:1:Name=c", "Literal:Key=d", "AI__Model=e"],
        Read("""{ "AI": { "Model": "a", "Fallbacks": ["b", { "Name": "c" }] }, "Literal:Key": "d", "AI__Model": "e" }"""));

    [Fact]
    public void Comments_and_trailing_commas_are_fine() => Assert.Equal(
        ["A=1", "B:0=x", "C=https://example"],
        Read("// first\n{ \"A\": 1, /* \"X\": 2, */ \"B\": [ \"x\", ], // \"Y\": 3\n \"C\": \"https://example\", }\n// last"));

    [Fact]
    public void A_byte_order_mark_is_fine() => Assert.Equal(["A=1"], Read("\uFEFF{ \"A\": \"1\" }"));

    [Fact]
    public void Escapes_are_resolved() => Assert.Equal(
        ["A\tB=\"gpt\"\\/\n\u00e4"],
        Read(""" { "A\tB": "\"gpt\"\\\/\n\u00e4" } """));

    [Fact]
    public void Numbers_and_booleans_are_what_configuration_makes_of_them() => Assert.Equal(
        ["A=-1.5e3", "B=True", "C=False"], Read("""{ "A": -1.5e3, "B": true, "C": false, "D": null, "E": "", "F": {}, "G": [] }"""));

    [Fact]
    public void Of_a_duplicate_both_values_count() => Assert.Equal(["A=1", "a=2"], Read("""{ "A": "1", "a": "2" }"""));

    [Fact]
    public void What_is_filled_in_later_is_no_value() => Assert.Empty(Read(
        """{ "A": "${MODEL}", "B": "gpt-$SUFFIX", "C": "#{Model}#", "D": "%MODEL%", "E": "$(Model)", "F": "{{ model }}", "G": "${{ vars.MODEL }}" }"""));

    [Fact]
    public void A_default_is_a_value() => Assert.Equal(["A=gpt-4o", "B=50% off %", "C=$5"], Read("""{ "A": "${MODEL:-gpt-4o}", "B": "50% off %", "C": "$5" }"""));

    [Theory]
    [InlineData("""{ "A": "1", "B": """)]
    [InlineData("""{ "A": "1", "B": "2""")]
    [InlineData("{ \"A\": \"1\", \"B\": \"2\n\" }")]
    [InlineData("""{ "A": "1", "B": "\x" }""")]
    [InlineData("""{ "A": "1", "B": "\u12" }""")]
    [InlineData("""{ "A": "1", "B": "\""")]
    [InlineData("""{ "A": "1" "B": "2" }""")]
    [InlineData("""{ "A": "1", B: "2" }""")]
    [InlineData("""{ "A": "1", "B" "2" }""")]
    [InlineData("""{ "A": "1", "B": [ }""")]
    [InlineData("""{ "A": "1", "B": 'x' }""")]
    [InlineData("""{ "A": "1" /* """)]
    [InlineData("""{ "A": "1" } }""")]
    public void What_stands_before_an_error_counts(string json) => Assert.Equal(["A=1"], Read(json));

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("[\"a\"]")]
    [InlineData("\"a\"")]
    [InlineData("a: b")]
    [InlineData("{")]
    [InlineData("/")]
    [InlineData("/*")]
    public void Anything_else_is_nothing(string json) => Assert.Empty(Read(json));

    [Fact]
    public void Depth_has_a_limit()
    {
        const int limit = JsonConfigurationReader.MaximumDepth;
        Assert.Equal(["A=1", string.Join(":", Enumerable.Repeat("a", limit)) + "=2"], Read(Nested(limit - 1)));
        Assert.Equal(["A=1"], Read(Nested(limit)));
        Assert.Equal(["A=1"], Read(Nested(200_000)));

        static string Nested(int depth) => "{\"A\":1,\"a\":" + string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "2" + new string('}', depth + 1);
    }

    [Fact]
    public void The_span_is_the_literal()
    {
        const string json = "{\n  \"A\": \"x\\ty\",\n  \"B\": 12 }";
        Assert.Equal(["\"x\\ty\"", "12"], Reading.Written(JsonConfigurationReader.Read, json));
        Assert.Equal(new LinePosition(1, 7), JsonConfigurationReader.Read(SourceText.From(json))[0].Lines.Start);
    }

    [Fact]
    public void Launch_settings_give_the_variables_of_every_profile() => Assert.Equal(
        ["OPENAI_MODEL=a", "AI__Model=b"],
        Reading.Entries(LaunchSettingsReader.Read, """
            {
              "$schema": "https://json.schemastore.org/launchsettings.json",
              "iisSettings": { "environmentVariables": { "NOT": "this" } },
              "profiles": {
                "http": { "commandName": "Project", "environmentVariables": { "OPENAI_MODEL": "a" } },
                "a:b": { "EnvironmentVariables": { "AI__Model": "b", "EMPTY": "" } }
              }
            }
            """));
}
