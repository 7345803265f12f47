using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests.Infra;

/// <summary>
/// A section of a page, followed as a reader does: blocks with a title become files, the lines of <c>sh</c> blocks are run. The blocks
/// are taken in their order, and each has to be.
/// </summary>
public sealed partial class Walkthrough
{
    private readonly PackageFixture _fixture;
    private readonly Queue<(string Language, string Title, string Text)> _blocks = new();
    private readonly Sandbox _start;
    private Sandbox _current;

    /// <param name="heading">Of the section, which ends at the next heading of the same level.</param>
    /// <param name="folder">Where the reader starts, and what titles are relative to.</param>
    public Walkthrough(PackageFixture fixture, string page, string heading, Sandbox folder)
    {
        _fixture = fixture;
        _start = _current = folder;
        var text = File.ReadAllText(Path.Combine(PackageFixture.Repository, page)).ReplaceLineEndings("\n");
        var start = text.IndexOf("\n" + heading + "\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{page} has no section '{heading}'.");
        var level = heading.Split(' ')[0];
        var end = text.IndexOf($"\n{level} ", start + heading.Length, StringComparison.Ordinal);
        foreach (Match block in Block().Matches(end < 0 ? text[start..] : text[start..end]))
        {
            _blocks.Enqueue((block.Groups["language"].Value, block.Groups["title"].Value, block.Groups["text"].Value));
        }
    }

    public int BlocksLeft => _blocks.Count;

    /// <summary>Writes the file that is next, after a change of its text.</summary>
    public void Write(Func<string, string>? change = null)
    {
        var (_, title, text) = Take(b => b.Title.Length > 0, "a file");
        _start.Write(title, change is null ? text : change(text));
    }

    /// <summary>Runs the commands that are next.</summary>
    public IReadOnlyList<CommandResult> Run()
    {
        var results = new List<CommandResult>();
        foreach (var line in Take(b => b.Language == "sh", "commands").Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (line.Split(' '))
            {
                case ["cd", var folder]:
                    _current = _current.At(folder);
                    Assert.True(Directory.Exists(_current.Folder), $"{line}: there is no folder {_current.Folder}.");
                    break;
                case ["governance", .. var arguments]:
                    results.Add(_current.Governance(arguments).IsPlain());
                    break;
                case ["dotnet", "build", .. var arguments]:
                    results.Add(_current.Build(arguments).IsPlain());
                    break;
                case ["dotnet", "new", .. var arguments]:
                    // Not among the templates of whoever runs the tests.
                    results.Add(_current.Dotnet(["new", .. arguments, "--debug:custom-hive", Path.Combine(_fixture.Root, "templates")]));
                    break;
                case ["dotnet", .. var arguments]:
                    results.Add(_current.Dotnet(arguments));
                    break;
                default:
                    Assert.Fail($"The walkthrough knows no command '{line}'.");
                    break;
            }
        }

        return results;
    }

    /// <summary>A piece of a file that is next.</summary>
    public string Fragment() => Take(b => b.Language == "yaml" && b.Title.Length == 0, "a piece of YAML").Text;

    /// <summary>What the page says is printed.</summary>
    public string Printed() => Take(b => b.Language == "text", "an output").Text;

    private (string Language, string Title, string Text) Take(Func<(string Language, string Title, string Text), bool> fits, string what)
    {
        Assert.True(_blocks.Count > 0, $"The page has no more blocks, and {what} was expected.");
        var block = _blocks.Dequeue();
        Assert.True(fits(block), $"Expected {what}, and the page goes on with {block.Language} {block.Title}:\n{block.Text}");
        return block;
    }

    [GeneratedRegex(@"^```(?<language>\w+)(\s+title=(?<title>\S+))?[^\n]*\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
