using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Layers;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Policy;

public sealed class RestoredPacksTests : IDisposable
{
    private const string Pack = """
        schemaVersion: 1
        name: contoso
        rules:
          FloatingModelReference: { severity: error, locked: true }
          ModelCardMissing: none
        """;

    private readonly TemporaryRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void A_pack_is_found_where_NuGet_restored_it()
    {
        Install("1.0.0");
        Restored("src/App", "1.0.0");

        var pack = Assert.Single(RestoredPacks.Below(_repository.Root));

        Assert.Equal(("Contoso.AiPolicy", "1.0.0", Cached("1.0.0")), (pack.Id, pack.Version, pack.File));
        Assert.Empty(pack.OtherVersions);
    }

    [Theory]
    [InlineData("1.9.0", "1.10.0", "1.10.0")]
    [InlineData("1.1.0", "1.1.0-beta.1", "1.1.0")]
    [InlineData("1.0.0", "2.0.0-beta.1", "2.0.0-beta.1")]
    [InlineData("1.0.0", "not-a-version", "1.0.0")]
    public void Of_two_versions_the_higher_counts_and_the_other_is_named(string one, string other, string highest)
    {
        Restored("src/One", one);
        Restored("src/Other", other);

        var pack = Assert.Single(RestoredPacks.Below(_repository.Root));

        Assert.Equal(highest, pack.Version);
        Assert.Equal([highest == one ? $"{other} (Other.csproj)" : $"{one} (One.csproj)"], pack.OtherVersions);
    }

    [Fact]
    public void Two_versions_under_one_policy_are_an_error()
    {
        Install("1.0.0");
        Install("1.1.0");
        Restored("src/One", "1.0.0");
        Restored("src/Two", "1.1.0");
        Restored("src/Three", "1.0.0");
        _repository.With("governance.yml", "schemaVersion: 1\nextends:\n  - package: Contoso.AiPolicy\n");

        var finding = Assert.Single(Load().Problems);

        Assert.Equal("GOV0004", finding.RuleId);
        Assert.Contains("1.1.0, and 1.0.0 (One.csproj, Three.csproj).", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_below_another_policy_is_left_to_that()
    {
        Restored("samples/App", "1.0.0");
        _repository.With("samples/governance.yml", "schemaVersion: 1\n");

        Assert.Empty(RestoredPacks.Below(_repository.Root));
        Assert.Single(RestoredPacks.Below(Path.Combine(_repository.Root, "samples")));
        Assert.Single(RestoredPacks.Below(_repository.Root, isNamed: true));
    }

    [Fact]
    public void A_project_that_is_gone_counts_no_more()
    {
        Restored("src/App", "1.0.0");
        File.Delete(Path.Combine(_repository.Root, "src", "App", "App.csproj"));

        Assert.Empty(RestoredPacks.Below(_repository.Root));
    }

    /// <summary>Builds do not see it either: NuGet leaves the folder build out.</summary>
    [Fact]
    public void A_pack_that_only_a_dependency_references_does_not_count()
    {
        Restored("src/App", "1.0.0", build: "build/_._");

        Assert.Empty(RestoredPacks.Below(_repository.Root));
    }

    [Fact]
    public void A_package_without_a_policy_is_no_pack()
    {
        Restored("src/App", "1.0.0", file: "policy/readme.md");

        Assert.Empty(RestoredPacks.Below(_repository.Root));
    }

    [Fact]
    public void A_pack_whose_file_is_gone_is_an_error_and_the_baseline_stays()
    {
        Restored("src/App", "1.0.0");

        var policy = Load();

        var finding = Assert.Single(policy.Problems);
        Assert.Equal(("GOV0004", "governance.yml"), (finding.RuleId, finding.Place.Path));
        Assert.Contains("has no file " + Cached("1.0.0"), finding.Message, StringComparison.Ordinal);
        Assert.Equal(Severity.Error, policy.Rule("GOV5001").Severity);
    }

    [Fact]
    public void Without_a_policy_the_pack_applies_as_if_it_were_extended()
    {
        Install("1.0.0");
        Restored("src/App", "1.0.0");
        var alone = Load();
        _repository.With("governance.yml", "schemaVersion: 1\nextends:\n  - package: Contoso.AiPolicy\n");
        var extended = Load();

        Assert.Empty(alone.Problems);
        Assert.Empty(extended.Problems);
        Assert.Equal(Severity.None, alone.Rule("GOV2001").Severity);
        Assert.Equal(
            extended.Settings.Select(s => (s.Name, s.Value, s.Place, s.LockedBy)),
            alone.Settings.Select(s => (s.Name, s.Value, s.Place, s.LockedBy)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "project": 1 }""")]
    [InlineData("""{ "project": { "restore": { "projectPath": ["App.csproj"] } }, "targets": [], "libraries": 1, "packageFolders": "x" }""")]
    [InlineData("""{ "project": { "restore": { "projectPath": "App.csproj" } }, "targets": { "net10.0": 1 }, "libraries": {}, "packageFolders": {} }""")]
    [InlineData("""{ "project": { "restore": { "projectPath": "App.csproj" } }, "targets": { "net10.0": { "P/1.0.0": { "build": { "build/P.props": {} } } } }, "libraries": { "P/1.0.0": { "path": 7, "files": [{}] } }, "packageFolders": { "/x": {} } }""")]
    [InlineData("""{ "project": { "restore": { "projectPath": "App.csproj" } }, "targets": { "net10.0": { "P/1.0.0": { "build": { "build/P.props": {} } } } }, "libraries": { "P/1.0.0": { "path": "p\u0000q", "files": ["policy/governance.yml"] } }, "packageFolders": { "/x": {} } }""")]
    [InlineData("""{ "project": { "restore": { "projectPath": "App.csproj" } }, "targets": { "net10.0": { "P/1.0.0": { "build": { "build/P.props": {} } } } }, "libraries": { "P/1.0.0": { "path": "\ud800", "files": ["policy/governance.yml"] } }, "packageFolders": { "/x": {} } }""")]
    [InlineData("""{ "project": { "restore": { "projectPath": "App.csproj" } }, "targets": { "net10.0": { "P": { "build": { "build/P.props": {} } } } }, "libraries": { "P": { "path": "p", "files": ["policy/governance.yml"] } }, "packageFolders": { "/x": {} } }""")]
    public void An_assets_file_of_another_shape_is_no_accident(string assets)
    {
        _repository.With("src/App/App.csproj", "<Project />").With("src/App/obj/project.assets.json", assets);

        Assert.Empty(RestoredPacks.Below(_repository.Root));
    }

    [Theory]
    [InlineData("../../secrets")]
    [InlineData("/etc")]
    [InlineData("contoso.aipolicy/../../elsewhere")]
    public void A_path_that_leaves_the_package_folder_is_not_followed(string path)
    {
        Restored("src/App", "1.0.0", path: path);

        Assert.Empty(RestoredPacks.Below(_repository.Root));
    }

    [Fact]
    public void Folders_that_link_in_a_circle_end()
    {
        Restored("src/App", "1.0.0");
        Directory.CreateSymbolicLink(Path.Combine(_repository.Root, "src", "again"), _repository.Root);

        Assert.Single(RestoredPacks.Below(_repository.Root));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("A|1.0.0", "")]
    [InlineData("|1.0.0|/a.yml", "")]
    [InlineData("A|1.0.0|", "")]
    [InlineData("A|1.0.0|/a.yml", "A 1.0.0")]
    [InlineData("B|2.0.0|/b.yml|| A | 1.0.0 | /a.yml ||a|3.0.0|/c.yml", "A 1.0.0, B 2.0.0")]
    public void A_build_hands_packs_over_as_text(string? text, string expected) =>
        Assert.Equal(expected, string.Join(", ", RestoredPacks.Parse(text).Select(p => $"{p.Id} {p.Version}")));

    [Theory]
    [InlineData("../../secret.yml", "'../../secret.yml' lies outside the policy pack. Put the file into the pack.")]
    [InlineData("../governance.yml", "'../governance.yml' lies outside the policy pack. Put the file into the pack.")]
    [InlineData("none.yml", "'none.yml' does not exist.")]
    public void A_pack_extends_no_file_outside_of_it(string file, string expected)
    {
        Install("1.0.0", $"schemaVersion: 1\nextends:\n  - file: {file}\n");
        Restored("src/App", "1.0.0");
        var packages = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(Cached("1.0.0"))))!;
        File.WriteAllText(Path.Combine(packages, "1.0.0", "governance.yml"), "schemaVersion: 1\nrules: { ModelCardMissing: none }\n");
        File.WriteAllText(Path.Combine(packages, "secret.yml"), "schemaVersion: 1\nrules: { ModelCardMissing: none }\n");
        _repository.With("governance.yml", "schemaVersion: 1\nextends:\n  - package: Contoso.AiPolicy\n");

        var policy = Load();

        var finding = Assert.Single(policy.Problems);
        Assert.Equal(("GOV0001", "Contoso.AiPolicy 1.0.0/governance.yml", 3, expected), (finding.RuleId, finding.Place.Path, finding.Place.Line, finding.Message));
        Assert.NotEqual(Severity.None, policy.Rule("GOV2001").Severity);
    }

    [Fact]
    public void A_pack_extends_files_of_its_own()
    {
        Install("1.0.0", "schemaVersion: 1\nextends:\n  - file: parts/models.yml\n");
        Restored("src/App", "1.0.0");
        var parts = Path.Combine(Path.GetDirectoryName(Cached("1.0.0"))!, "parts");
        Directory.CreateDirectory(parts);
        File.WriteAllText(Path.Combine(parts, "models.yml"), "schemaVersion: 1\nextends:\n  - preset: baseline\nrules: { ModelCardMissing: error }\n");

        var policy = Load();

        Assert.Empty(policy.Problems);
        Assert.Equal("Contoso.AiPolicy 1.0.0/parts/models.yml(4)", policy.Rule("GOV2001").Place);
    }

    private EffectivePolicy Load() => PolicyLoader.Load(
        _repository.Tree() with { Packs = RestoredPacks.Below(_repository.Root) },
        TemporaryRepository.Today);

    private string Cached(string version) => Path.Combine(_repository.Root, ".packages", "contoso.aipolicy", version, "policy", "governance.yml");

    /// <summary>What NuGet unpacks.</summary>
    private void Install(string version, string policy = Pack)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Cached(version))!);
        File.WriteAllText(Cached(version), policy);
    }

    /// <summary>What a restore of a project leaves behind, as far as it matters.</summary>
    private void Restored(string folder, string version, string build = "build/Contoso.AiPolicy.props", string file = RestoredPacks.PolicyPath, string? path = null)
    {
        var project = Path.Combine(_repository.Root, folder, Path.GetFileName(folder) + ".csproj");
        var library = "Contoso.AiPolicy/" + version;
        _repository
            .With($"{folder}/{Path.GetFileName(folder)}.csproj", "<Project />")
            .With($"{folder}/obj/project.assets.json", JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["version"] = 3,
                ["targets"] = new Dictionary<string, object>
                {
                    ["net10.0"] = new Dictionary<string, object>
                    {
                        [library] = new { type = "package", build = new Dictionary<string, object> { [build] = new { } } },
                        ["Lib/1.0.0"] = new { type = "project" },
                    },
                },
                ["libraries"] = new Dictionary<string, object>
                {
                    [library] = new { sha512 = "x", type = "package", path = path ?? "contoso.aipolicy/" + version, files = new[] { ".nupkg.metadata", "build/Contoso.AiPolicy.props", file } },
                    ["Lib/1.0.0"] = new { type = "project", path = "../Lib/Lib.csproj" },
                },
                ["packageFolders"] = new Dictionary<string, object> { [Path.Combine(_repository.Root, ".packages") + Path.DirectorySeparatorChar] = new { } },
                ["project"] = new { restore = new { projectPath = project } },
            }));
    }
}
