using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Engine.Tests.Schema;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Docs.Tests;

/// <summary>policies/schema is generated from the shapes that the readers use. UPDATE_DOCS=1 writes it.</summary>
public class SchemaTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "policies", "schema");

    /// <summary>Files of ours: what docs/ci.md shows is read by build servers.</summary>
    private static readonly FencedBlock[] Blocks = [.. Repository.Pages.Where(p => p != "docs/ci.md").SelectMany(FencedBlock.In).Where(b => b.Language == "yaml" && b.Title.Length > 0)];

    public static TheoryData<string> Examples => [.. Blocks.Select(b => b.ToString())];

    public static TheoryData<string> Outputs => [.. OutputSchema.All.Select(f => f.FileName)];

    public static TheoryData<string> Kinds => [.. SchemaFiles.All.Select(f => f.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_schema_is_the_generated_one(string kind)
    {
        var file = SchemaFiles.All.Single(f => f.Kind == kind);
        var path = Path.Combine(Folder, file.FileName);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, file.Text);
            return;
        }

        // Not Assert.Equal: nobody wants to read two schemas in a message.
        Assert.True(
            File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == file.Text,
            $"policies/schema/{file.FileName} is not what {nameof(SchemaFiles)} makes of its shape. Write it with UPDATE_DOCS=1.");
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void A_schema_of_what_we_write_is_the_generated_one(string fileName)
    {
        var schema = OutputSchema.All.Single(f => f.FileName == fileName);
        var path = Path.Combine(Folder, fileName);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, schema.Text);
            return;
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == schema.Text,
            $"policies/schema/{fileName} is not what {nameof(OutputSchema)} says. Write it with UPDATE_DOCS=1.");
    }

    [Fact]
    public void There_is_no_schema_of_anything_else() =>
        Assert.Equal(
            SchemaFiles.All.Select(f => f.FileName).Concat(OutputSchema.All.Select(f => f.FileName)).Order(StringComparer.Ordinal),
            Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_key_is_described(string kind) =>
        Assert.Empty(Undescribed(SchemaFiles.All.Single(f => f.Kind == kind).Shape, kind).Distinct());

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_fits_its_schema(string example)
    {
        var block = Blocks.Single(b => b.ToString() == example);
        var schema = await NJsonSchema.JsonSchema.FromJsonAsync(SchemaFiles.All.Single(f => f.Kind == KindOf(block.Title)).Text);

        Assert.Empty(EditorView.Problems(block.Text, schema));
    }

    /// <summary>The kind of a file by its place in a repository that uses the product.</summary>
    private static string KindOf(string title) => title.Split('/') switch
    {
        // A repository beside others on one page.
        ["ticket-service", .. var below] => KindOf(string.Join('/', below)),
        ["governance.yml"] or ["Contoso.AiPolicy", "policy", _] => "governance",
        ["Contoso.AiPolicy", "tests", _, "case.yml"] => "policy-test",
        ["governance", "evaluations", _] => "evaluation",
        ["governance", "datasets", _] => "dataset",
        ["governance", var file] => Path.GetFileNameWithoutExtension(file),
        ["governance.lock.yml"] => "lock",
        _ => throw new InvalidDataException($"Which schema is for {title}? Add it here, or drop the title."),
    };

    private static IEnumerable<string> Undescribed(Shape shape, string path) => shape switch
    {
        ObjectShape o => o.Properties.SelectMany(p => Undescribed(p.Shape, $"{path}.{p.Name}").Concat(p.Description.Length > 0 ? [] : [$"{path}.{p.Name}"])),
        MapShape map => Undescribed(map.Value, path + ".*").Concat(map.Keys.Where(k => k.Description.Length == 0).Select(k => $"{path}.{k.Name}")),
        ListShape list => Undescribed(list.Item, path),
        EitherShape either => Undescribed(either.Full, path),
        KeyedShape keyed => Undescribed(keyed.With, path).Concat(Undescribed(keyed.Without, path)),
        CheckedElsewhere { Shape: { } elsewhere } => Undescribed(elsewhere, path),
        _ => [],
    };
}
