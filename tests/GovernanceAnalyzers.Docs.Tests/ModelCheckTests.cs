using System;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GovernanceAnalyzers.Docs.Tests;

/// <summary>The tool as a process, as docs/model-check.md describes it.</summary>
public class ModelCheckTests
{
    [Fact]
    public async Task The_example_of_the_page_prints_what_the_page_shows()
    {
        var blocks = FencedBlock.In("docs/model-check.md").ToArray();
        var command = blocks.Single(b => b.Language == "sh").Text.Trim();

        var (exit, output, error) = await Run("", command.Split(' ')[3..]);

        Assert.Equal((1, ""), (exit, error));
        Assert.Equal(blocks.Single(b => b.Language == "text").Text.Trim(), output.Trim());
    }

    [Theory]
    [InlineData(0, "openai:gpt-4.1-2025-04-14")]
    [InlineData(0, "anthropic:claude-opus-4-6", "aws-bedrock:eu.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData(1, "openai:gpt-4.1-2025-04-14", "openai:gpt-4.1")]
    [InlineData(1, "openai:gpt-4-0613")]
    [InlineData(1, "azure-openai:chat-prod")]
    [InlineData(1, "openai:text-embedding-3-small")]
    [InlineData(2, "openai:gpt-4.1-2025-04-14", "gpt-4.1")]
    [InlineData(2, "antropic:claude-opus-4-6")]
    [InlineData(2, "openai:")]
    [InlineData(2, "openai:gpt-4o", "--date", "tomorrow")]
    [InlineData(2, "openai:gpt-4o", "--jsno")]
    [InlineData(2)]
    public async Task The_exit_code_says_it_all(int expected, params string[] arguments)
    {
        var (exit, _, error) = await Run("", arguments.Contains("--date") ? arguments : [.. arguments, "--date", "2026-11-20"]);

        Assert.Equal(expected, exit);
        Assert.Equal(expected == 2, error.StartsWith("governance: ", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", error);
    }

    [Theory]
    [InlineData("2026-12-10", 0, "Retires on 2026-12-11; from then on requests fail")]
    [InlineData("2026-12-11", 1, "Retired on 2026-12-11; from then on requests fail")]
    public async Task The_date_decides(string date, int expected, string part)
    {
        var (exit, output, _) = await Run("", ["openai:gpt-5-2025-08-07", "--date", date]);

        Assert.Equal(expected, exit);
        Assert.Contains(part, output);
    }

    [Fact]
    public async Task Standard_input_gives_one_entry_per_line_in_order_bad_lines_included()
    {
        var (exit, output, error) = await Run(
            "\uFEFFopenai:gpt-4o-2024-11-20\r\n\nnope\n  google-gemini : models/gemini-2.0-flash-001 \nhuggingface:https://example.org/ä\n",
            ["-", "--json", "--date", "2026-11-20"]);

        var entries = JsonNode.Parse(output)!.AsArray();
        Assert.Equal(2, exit);
        Assert.Equal(
            ["openai:gpt-4o-2024-11-20", "", "nope", "  google-gemini : models/gemini-2.0-flash-001 ", "huggingface:https://example.org/ä"],
            entries.Select(e => (string)e!["input"]!));
        Assert.Equal(["pinned", null, null, "pinned", "floating"], entries.Select(e => (string?)e!["verdict"]));
        Assert.Equal([false, true, true, false, false], entries.Select(e => e!["error"] is not null));
        Assert.Equal(("google-gemini", "models/gemini-2.0-flash-001"), ((string)entries[3]!["provider"]!, (string)entries[3]!["reference"]!));
        Assert.Contains("reference 2, ''", error);
        Assert.Contains("reference 3, 'nope'", error);
    }

    [Fact]
    public async Task Nothing_at_all_on_standard_input_is_no_success()
    {
        var (exit, output, error) = await Run("", ["-", "--json"]);

        Assert.Equal(2, exit);
        Assert.Empty(JsonNode.Parse(output)!.AsArray());
        Assert.Contains("nothing to check", error);
    }

    private static async Task<(int Exit, string Output, string Error)> Run(string input, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments.Prepend("check").Prepend("model").Prepend(Repository.Tool))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
