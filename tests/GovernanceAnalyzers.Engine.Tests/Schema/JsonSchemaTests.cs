using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Schema;

public class JsonSchemaTests
{
    private static readonly ScalarShape Path = new("a path", text => text.Length == 0 ? "it is empty" : null) { Pattern = "^." };

    [Theory]
    [InlineData("text", """{"type":["string","number","boolean"]}""")]
    [InlineData("boolean", """{"type":["string","boolean"],"pattern":"^(true|false)$"}""")]
    [InlineData("count", """{"type":["string","integer"],"pattern":"^[0-9]+$","minimum":0,"maximum":2147483647}""")]
    [InlineData("version", """{"enum":[1,"1"]}""")]
    [InlineData("words", """{"enum":["off","on"]}""")]
    [InlineData("empty", """{"type":["string","number","boolean","null"]}""")]
    [InlineData("anchors", """{"type":"string","pattern":"^(?:[A-Z]+)$"}""")]
    [InlineData("words and more", """{"anyOf":[{"enum":["a"]},{"type":["string","boolean"],"pattern":"[b*]"}]}""")]
    public void A_scalar_says_what_an_editor_may_see(string name, string expected)
    {
        ScalarShape shape = name switch
        {
            "text" => ScalarShape.Text,
            "boolean" => ScalarShape.Boolean,
            "count" => ScalarShape.Count,
            "version" => ScalarShape.OneOf("1"),
            "words" => ScalarShape.OneOf("off", "on"),
            "empty" => new ScalarShape("text") { MayBeEmpty = true },
            "anchors" => ScalarShape.Matching("a word", new Regex(@"\A(?:[A-Z]+)\z")),
            _ => new ScalarShape("a word", text => text is "a" or "true" || text.Contains('b') ? null : "no") { Words = ["a"], Pattern = "[b*]" },
        };

        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), Value(shape).ToJsonString());
    }

    [Fact]
    public void A_key_that_may_be_left_empty_may_be_null()
    {
        var schema = Write(new ObjectShape(
            new Property("list", new ListShape(Path)),
            new Property("needed", new ListShape(Path), Required: true),
            new Property("both", new ListShape(Path, orSingle: true)),
            new Property("text", ScalarShape.Text)));

        Assert.Equal("""["array","null"]""", schema["properties"]!["list"]!["type"]!.ToJsonString());
        Assert.Equal("array", schema["properties"]!["needed"]!["type"]!.GetValue<string>());
        Assert.Equal("""{"type":"null"}""", schema["properties"]!["both"]!["anyOf"]!.AsArray().Last()!.ToJsonString());
        Assert.DoesNotContain("null", schema["properties"]!["text"]!.ToJsonString());
        Assert.Equal("""["needed"]""", schema["required"]!.ToJsonString());
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
    }

    [Fact]
    public void What_is_used_twice_is_defined_once_under_the_key_that_leads_to_it()
    {
        ObjectShape Large(string first) => new([new Property(first, ScalarShape.Date), .. Enumerable.Range(0, 6).Select(i => new Property("key" + i, Path, Description: "A key."))]);
        var (one, other) = (Large("from"), Large("until"));
        var schema = Write(new ObjectShape(
            new Property("a", new ObjectShape(new Property("span", one), new Property("spans", new ListShape(one)))),
            new Property("b", new ObjectShape(new Property("span", other, Description: "The other."), new Property("spans", new ListShape(other))))));

        Assert.Equal(["bSpan", "from", "span"], schema["definitions"]!.AsObject().Select(d => d.Key));
        Assert.Equal("""{"anyOf":[{"$ref":"#/definitions/span"},{"type":"null"}]}""", schema["properties"]!["a"]!["properties"]!["span"]!.ToJsonString());
        Assert.Equal("The other.", schema["properties"]!["b"]!["properties"]!["span"]!["description"]!.GetValue<string>());
        Assert.Contains("until", schema["definitions"]!["bSpan"]!.ToJsonString());
    }

    [Fact]
    public void The_same_shape_gives_the_same_bytes()
    {
        var shape = GovernanceAnalyzers.Engine.Policy.PolicyShape.Policy;

        Assert.Equal(JsonSchema.Write(shape, "https://x.example/s.json", "t"), JsonSchema.Write(shape, "https://x.example/s.json", "t"));
        Assert.DoesNotContain('\r', JsonSchema.Write(shape, "https://x.example/s.json", "t"));
    }

    /// <summary>They lie beside the policies, and are for editors.</summary>
    [Fact]
    public void Schemas_do_not_travel_in_the_assembly() =>
        Assert.All(ShippedFiles.Below("policies/"), f => Assert.EndsWith(".yml", f));

    [Fact]
    public void Of_very_many_problems_the_first_are_told_and_that_there_are_more()
    {
        var place = new SourcePlace("f.yml", 1, 1);
        var problems = new List<FileProblem>();
        new ListShape(ScalarShape.OneOf("on")).Check(
            new YamlSequence([.. Enumerable.Range(1, 5000).Select(i => new YamlScalar("x", true, new SourcePlace("f.yml", i, 1)))], place), "switches", problems);

        Assert.Equal(101, problems.Count);
        Assert.Equal(101, problems.Last().Place.Line);
        Assert.Contains("more than 100 problems", problems.Last().Message);
    }

    private static JsonNode Value(Shape shape) => Write(new ObjectShape(new Property("key", shape, Required: true)))["properties"]!["key"]!;

    private static JsonNode Write(Shape shape) => JsonNode.Parse(JsonSchema.Write(shape, "https://x.example/s.json", "A file"))!;
}
