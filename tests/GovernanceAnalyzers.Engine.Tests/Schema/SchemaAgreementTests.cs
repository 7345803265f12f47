using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository;
using NJsonSchema;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Schema;

/// <summary>
/// An editor that holds a file against the JSON Schema, and the build that reads it, say the same. The files are written as people write
/// them; <c>invalid-parser-only</c> has those that a schema cannot tell apart, each with the reason in its first line.
/// </summary>
public class SchemaAgreementTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "TestData", "agreement");

    private static readonly Dictionary<string, JsonSchema> Schemas =
        SchemaFiles.All.ToDictionary(f => f.Kind, f => JsonSchema.FromJsonAsync(f.Text).GetAwaiter().GetResult(), StringComparer.Ordinal);

    public static TheoryData<string> Valid => Files("valid");

    public static TheoryData<string> Invalid => Files("invalid");

    public static TheoryData<string> ParserOnly => Files("invalid-parser-only");

    public static TheoryData<string> Requirements =>
        [.. new[] { "valid", "invalid", "invalid-parser-only" }.SelectMany(Names).Where(f => Path.GetFileName(f).StartsWith("governance-requirement-", StringComparison.Ordinal))];

    public static TheoryData<string> Samples => [.. Directory.GetFiles(Repository, "*.yml", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Repository, f).Replace('\\', '/'))
        .Where(f => !f.Contains("/obj/") && !f.Contains("/bin/") && KindOf(f) is not null)
        .Order(StringComparer.Ordinal)];

    private static string Repository
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "GovernanceAnalyzers.sln")))
            {
                folder = Path.GetDirectoryName(folder)!;
            }

            return folder;
        }
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void Both_accept(string file)
    {
        Assert.Empty(Parser(file).Select(p => $"{p.Place}: {p.Message}"));
        Assert.Empty(Editor(file));
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Both_refuse(string file)
    {
        Assert.NotEmpty(Parser(file));
        Assert.NotEmpty(Editor(file));
    }

    [Theory]
    [MemberData(nameof(ParserOnly))]
    public void The_parser_alone_refuses(string file)
    {
        Assert.StartsWith("# ", File.ReadAllText(Path.Combine(Folder, file)));
        Assert.NotEmpty(Parser(file));
        Assert.Empty(Editor(file));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Files_of_this_repository_fit_their_schema(string file)
    {
        var text = File.ReadAllText(Path.Combine(Repository, file));
        var problems = EditorView.Problems(text, Schemas[KindOf(file)!]);

        // One sample has a record with a mistake, to show what is said about it.
        var found = new List<Yaml.FileProblem>();
        if (KindOf(file) == "dataset")
        {
            DatasetRecordReader.Read(text, file, found);
        }

        Assert.True(found.Count > 0 == problems.Count > 0, string.Join("\n", problems));
    }

    /// <summary>An item of <c>requirements</c>, which has a schema of its own.</summary>
    [Theory]
    [MemberData(nameof(Requirements))]
    public void A_requirement_by_itself_is_accepted_or_refused_like_the_policy_around_it(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        var item = text[(text.IndexOf("requirements:\n", StringComparison.Ordinal) + "requirements:\n".Length)..];
        Assert.StartsWith("  - ", item);
        var problems = EditorView.Problems(string.Join("\n", item.Split('\n').Select(l => l.Length > 4 ? l[4..] : "")), Schemas["requirement"]);

        Assert.True(file.StartsWith("invalid/", StringComparison.Ordinal) == problems.Count > 0, string.Join("\n", problems));
    }

    [Fact]
    public void Every_kind_has_files_of_either_sort()
    {
        foreach (var kind in Reading.Kinds)
        {
            Assert.Contains(Names("valid"), f => KindOfTestData(f) == kind);
            Assert.Contains(Names("invalid"), f => KindOfTestData(f) == kind);
        }
    }

    private static IReadOnlyList<Yaml.FileProblem> Parser(string file) =>
        Reading.Problems(KindOfTestData(file), File.ReadAllBytes(Path.Combine(Folder, file)));

    private static IReadOnlyList<string> Editor(string file) =>
        EditorView.Problems(File.ReadAllText(Path.Combine(Folder, file), Encoding.UTF8), Schemas[KindOfTestData(file)]);

    private static string KindOfTestData(string file) => Reading.Kinds.Single(k => Path.GetFileName(file).StartsWith(k + "-", StringComparison.Ordinal));

    /// <summary>The kind of a file by the place where this repository keeps it; null for other files.</summary>
    private static string? KindOf(string path) => path.Split('/') switch
    {
        ["policies", "presets", _] or ["samples", .., "governance.yml"] or ["samples", _, "policy", _] => "governance",
        ["policies", "sdks", _] => "sdk",
        ["samples", .., "governance", "waivers.yml"] => "waivers",
        ["samples", .., "governance", "register.yml"] => "register",
        ["samples", .., "governance", "evaluations", _] => "evaluation",
        ["samples", _, "tests", _, "case.yml"] => "policy-test",
        ["samples", .., "governance", "datasets", _] => "dataset",
        ["samples", .., PolicyLock.FileName] => "lock",
        _ => null,
    };

    private static TheoryData<string> Files(string folder) => [.. Names(folder)];

    private static IEnumerable<string> Names(string folder) =>
        Directory.GetFiles(Path.Combine(Folder, folder)).Select(f => folder + "/" + Path.GetFileName(f)).Order(StringComparer.Ordinal);
}
