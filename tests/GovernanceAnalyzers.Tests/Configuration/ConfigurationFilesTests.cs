using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Configuration;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;

namespace GovernanceAnalyzers.Tests.Configuration;

public class ConfigurationFilesTests
{
    private static string[] Shown(IEnumerable<ConfigurationValue> values) =>
        values.Select(v => $"{Path.GetRelativePath(CompiledPolicies.Root, v.Path)}({v.Lines.Start.Line + 1}): {v.Key}={v.Text}").ToArray();

    [Fact]
    public async Task Every_file_answers_in_a_fixed_order()
    {
        var files = await Reading.FilesAsync(
            ("src/.env", "AI__MODEL=e"),
            ("src/appsettings.Production.json", """{ "AI": { "Model": "b" } }"""),
            ("src/compose.yml", "services:\n  a:\n    environment:\n      AI__Model: d"),
            ("src/appsettings.json", "{ \"ai\": {\n \"model\": \"a\", \"Model\": \"a2\" } }"),
            ("src/Properties/launchSettings.json", """{ "profiles": { "x": { "environmentVariables": { "AI__Model": "c" } } } }"""),
            ("src/Dockerfile", "ENV AI:Model=f"),
            ("src/other.json", """{ "AI": { "Model": "not read" } }"""));

        Assert.True(files.HasAny);
        Assert.Equal(
            [
                "src/.env(1): AI__MODEL=e",
                "src/Dockerfile(1): AI:Model=f",
                "src/Properties/launchSettings.json(1): AI__Model=c",
                "src/appsettings.json(2): ai:model=a",
                "src/appsettings.json(2): ai:Model=a2",
                "src/appsettings.Production.json(1): AI:Model=b",
                "src/compose.yml(4): AI__Model=d",
            ],
            Shown(files.Find("AI:Model")));
        Assert.Equal(3, files.FindVariable("AI__Model").Count(v => v.Text is "c" or "d" or "e"));
        Assert.Empty(files.Find("AI"));
        Assert.Empty(files.Find("AI:Model:Name"));
        Assert.Empty(files.FindVariable("ai:model:x"));
    }

    [Fact]
    public async Task A_section_gives_relative_keys()
    {
        var files = await Reading.FilesAsync(
            ("appsettings.json", """{ "AI": { "Chat": { "Model": "a", "Names": ["b"] }, "Other": "c" }, "AIR": "d" }"""),
            (".env", "AI__Chat__Model=e\n"));

        Assert.Equal(
            [".env(1): Model=e", "appsettings.json(1): Model=a", "appsettings.json(1): Names:0=b"],
            Shown(files.FindBelow("ai:chat")));
        Assert.Equal(5, files.FindBelow("").Count);
        Assert.Empty(files.FindBelow("AI:Chat:Model"));
    }

    [Fact]
    public async Task JSON_of_another_name_counts_where_the_policy_lists_it()
    {
        const string settings = """{ "Model": "a" }""";
        var files = await Reading.FilesAsync(
            "schemaVersion: 1\nconfiguration: { files: \"config/*.json\" }\n",
            ("config/models.json", settings), ("models.json", settings), ("config/notes.txt", settings));

        Assert.Equal(["config/models.json(1): Model=a"], Shown(files.Find("Model")));
    }

    [Fact]
    public async Task Size_has_a_limit()
    {
        var padding = new string(' ', ConfigurationFiles.MaximumLength - 20);
        var files = await Reading.FilesAsync(
            ("appsettings.json", """{ "A": "1" }""" + padding), ("appsettings.X.json", """{ "A": "2" }""" + padding + new string(' ', 20)));

        Assert.Equal(["1"], files.Find("A").Select(v => v.Text));
    }

    [Fact]
    public async Task Nothing_is_found_in_nothing()
    {
        var files = await Reading.FilesAsync(("governance.txt", "A=1"));

        Assert.False(files.HasAny);
        Assert.Empty(files.Find("A"));
        Assert.Empty(files.FindVariable("A"));
        Assert.Empty(files.FindBelow(""));
    }

    [Fact]
    public async Task A_location_names_the_file()
    {
        var files = await Reading.FilesAsync(("appsettings.json", "{\n  \"A\": \"1\"\n}"));
        var span = Assert.Single(files.Find("A")).ToLocation().GetLineSpan();

        Assert.Equal((CompiledPolicies.Root + "/appsettings.json", "(1,7)-(1,10)"), (span.Path, span.Span.ToString()));
    }
}
