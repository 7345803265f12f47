using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;
using Record = GovernanceAnalyzers.Core.Text.Record;

namespace GovernanceAnalyzers.Engine.Tests;

public class SdkReaderTests
{
    /// <summary>What every SDK file begins with; a test's own lines start at line 7.</summary>
    private const string Head = "sdk: x\nname: X\npackages: [X]\nassemblies: [X, X.More]\nprovider: ''\nverified: stand-in X 1.0\n";

    public static TheoryData<string> Files => new(ShippedSdks.Files);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_shipped_file_has_no_problem_and_says_something(string file)
    {
        var problems = new List<FileProblem>();
        var sdk = SdkReader.ReadText(ShippedFiles.Text(file), file, problems);

        Assert.Empty(problems);
        Assert.True(SdkRecords.Write(sdk!).Count() > 2);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_shipped_file_says_nothing_twice(string file)
    {
        var sdk = SdkReader.ReadText(ShippedFiles.Text(file), file, [])!;
        var said = sdk.Inference.SelectMany(i => i.Methods.Select(m => $"{i.Type}.{m} {i.Versions}"))
            .Concat(sdk.Models.Select(m => m.ToString()))
            .Concat(sdk.Logging.Select(l => $"{l.Kind} {l.Type} {string.Join("|", l.Members)}"))
            .Concat(sdk.Datasets.Select(d => d.ToString()))
            .Concat(sdk.Settings.Select(d => d.ToString()))
            .Concat(sdk.Instructions.Select(d => d.ToString()))
            .Concat(sdk.Artefacts.Select(d => d.ToString()))
            .Concat(sdk.Credentials.Select(d => d.ToString()))
            .Concat(sdk.Tools.SelectMany(t => t.Methods.Concat(t.Property.Length > 0 ? [t.Property] : []).Select(m => $"{t.Type}.{m} {t.Kind}")))
            .Concat(sdk.Clients.SelectMany(c => c.Methods.Append("").Select(m => $"{c.Type}.{m} {c.Kind}")).Where(c => !c.Contains(". ")));

        Assert.Equal([], said.GroupBy(s => s).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void Entries_survive_the_compiled_policy()
    {
        var written = ShippedSdks.Load().SelectMany(SdkRecords.Write).ToArray();
        var read = SdkRecords.Read(written.Select(Record.Parse));

        Assert.All(written, line => Assert.True(SdkRecords.IsSdkRecord(Record.Parse(line)[0])));
        Assert.Equal(written, read.SelectMany(SdkRecords.Write));
        Assert.Equal(ShippedSdks.Load().Select(Describe), read.Select(Describe));
    }

    [Fact]
    public void Every_section_becomes_a_record()
    {
        var problems = new List<FileProblem>();
        var sdk = SdkReader.ReadText(
            Head + """
            inference:
              - { type: A.Outer+Client`1, methods: Ask, kind: chat, versions: 1.0.. , assembly: X.More }
            models:
              - { type: A.Client, member: .ctor, parameter: model, kind: model|deployment }
              - { type: A.Options, property: Model, kind: model }
            constants:
              - { type: A.Models, values: { Small: small-1 } }
            logging:
              steps: [{ type: A.Steps, methods: [UseLog] }]
              decorators: [{ type: A.Logged }]
              options: [{ type: A.Options, property: Log }]
              switches: [{ name: A.Trace, sources: [A.One, A.Two], covers: [A.Client.Ask] }]
              sources: [{ sources: A.Source }]
            datasets:
              - { type: A.Data, member: Load, parameter: path, kind: file }
              - { type: A.Files, member: [Up, UpAsync], parameter: path, kind: file, onlyWhen: { parameter: purpose, is: [Tune, Test] } }
            settings:
              - { type: A.Options, property: [MaxTokens, MaxOutput], kind: output-limit }
              - { type: A.Client, member: [.ctor, Create], parameter: timeout, kind: timeout, versions: 2.0.. }
            instructions:
              - { type: A.Options, property: Instructions, role: system }
            artefacts:
              - { type: A.Session, member: .ctor, parameter: modelPath, format: onnx, assembly: X.More }
            credentials:
              - { type: A.Client, member: .ctor, parameter: key, kind: api-key }
            tools:
              - { type: A.Options, property: Tools, kind: tool }
              - { type: A.Builder, methods: [UseTools], kind: auto-invoke }
            clients:
              - { type: A.Services, methods: [AddAi], kind: registration, service: [A.IClient, A.IOther`1], key: serviceKey }
              - { type: A.CloudClient, kind: client, provider: aws-bedrock, models: deployment }
            """,
            "x.yml",
            problems)!;

        Assert.Equal([], problems.Select(p => p.Message));
        Assert.Equal(
            """
            sdk x  X|X.More\u0020
            sdk.inference A.Outer+Client`1 Ask chat 1.0.. X.More
            sdk.model A.Client .ctor model  model|deployment  X\u0020
            sdk.model A.Options   Model model  X\u0020
            sdk.constant A.Models X Small small-1
            sdk.logging Step A.Steps UseLog  X\u0020
            sdk.logging Decorator A.Logged   X\u0020
            sdk.logging Option A.Options Log  X\u0020
            sdk.logging Switch  A.Trace|A.One|A.Two  X A.Client.Ask
            sdk.logging Source  A.Source  X\u0020
            sdk.dataset A.Data Load path file  X\u0020\u0020
            sdk.dataset A.Files Up path file  X purpose Tune|Test
            sdk.dataset A.Files UpAsync path file  X purpose Tune|Test
            sdk.setting A.Options   MaxTokens output-limit  X
            sdk.setting A.Options   MaxOutput output-limit  X
            sdk.setting A.Client .ctor timeout  timeout 2.0.. X
            sdk.setting A.Client Create timeout  timeout 2.0.. X
            sdk.instruction A.Options   Instructions system  X
            sdk.artefact A.Session .ctor modelPath  onnx  X.More
            sdk.credential A.Client .ctor key  api-key  X
            sdk.tool A.Options  Tools tool  X
            sdk.tool A.Builder UseTools  auto-invoke  X
            sdk.client A.Services AddAi registration  X A.IClient|A.IOther`1 serviceKey\u0020\u0020
            sdk.client A.CloudClient  client  X   aws-bedrock deployment
            """.Replace("\\u0020", " ").Replace("\r", ""),
            string.Join("\n", SdkRecords.Write(sdk).Select(r => r.Replace('\t', ' '))));
    }

    [Theory]
    [InlineData("inference:\n  - { type: A b, methods: [M], kind: chat }", 8, 13, "'type': 'A b' is not a type name")]
    [InlineData("inference:\n  - { type: 'A.B<T>', methods: [M], kind: chat }", 8, 13, "'type': 'A.B<T>' is not a type name")]
    [InlineData("inference:\n  - { type: A.B`0, methods: [M], kind: chat }", 8, 13, "'A.B`0' is not a type name")]
    [InlineData("inference:\n  - { type: A, methods: [M|N], kind: chat }", 8, 26, "'M|N' is not a method name")]
    [InlineData("inference:\n  - { type: A, methods: [], kind: chat }", 8, 25, "'methods' is empty")]
    [InlineData("inference:\n  - { type: A, methods: [M], kind: chatt }", 8, 36, "did you mean 'chat'?")]
    [InlineData("inference:\n  - { type: A, methods: [M] }", 8, 5, "'kind' is missing")]
    [InlineData("inference:\n  - { type: A, methods: [M], kind: chat, version: 1.0.. }", 8, 42, "Did you mean 'versions'?")]
    [InlineData("inference:\n  - { type: A, methods: [M], kind: chat, versions: 2.0 }", 8, 52, "'2.0' is not a version range")]
    [InlineData("inference:\n  - { type: A, methods: [M], kind: chat, versions: 2.0..1.0 }", 8, 52, "ends before it starts")]
    [InlineData("inference:\n  - { type: A, methods: [M], kind: chat, assembly: A.dll|B }", 8, 52, "is not a simple assembly name")]
    [InlineData("inference: { type: A }", 7, 12, "'inference' must be a list, not a mapping")]
    [InlineData("models:\n  - { type: A, member: M, parameter: p, property: P, kind: model }", 8, 41, "exclude each other")]
    [InlineData("models:\n  - { type: A, member: M, kind: model }", 8, 5, "write 'member' with 'parameter'")]
    [InlineData("models:\n  - { type: A, parameter: p, kind: model }", 8, 5, "write 'member' with 'parameter'")]
    [InlineData("models:\n  - { type: A, kind: model }", 8, 5, "Where it goes is missing")]
    [InlineData("models:\n  - { type: A, property: P, kind: modell }", 8, 35, "did you mean 'model'?")]
    [InlineData("models:\n  - { type: A, member: ..ctor, parameter: p, kind: model }", 8, 24, "is not a method name or .ctor")]
    [InlineData("constants:\n  - { type: A, values: { 'a-b': c } }", 8, 26, "'a-b' is not a member name")]
    [InlineData("constants:\n  - { type: A, values: { a: } }", 8, 29, "'a' must be text")]
    [InlineData("constants:\n  - { type: A, values: }", 8, 24, "'values' must be a mapping")]
    [InlineData("logging:\n  step: []", 8, 3, "Did you mean 'steps'?")]
    [InlineData("logging:\n  switches: [{ name: S, sources: ['a|b'] }]", 8, 35, "'|', which is not accepted in a list")]
    [InlineData("logging:\n  switches: [{ name: S, sources: [] }]", 8, 34, "'sources' is empty")]
    [InlineData("logging:\n  options: [{ type: A }]", 8, 13, "'property' is missing")]
    [InlineData("logging:\n  decorators: [{ type: A, covers: [M] }]", 8, 36, "a type name and a method")]
    [InlineData("datasets:\n  - { type: A, member: M, parameter: p, kind: sql }", 8, 47, "'sql' is not one of file, folder, url")]
    [InlineData("tool: []", 7, 1, "Did you mean 'tools'?")]
    [InlineData("models:\n  - { type: A, property: [], kind: model }", 8, 26, "'property' is empty")]
    [InlineData("models:\n  - { type: A, property: P, kind: model, provider: opnai }", 8, 52, "did you mean 'openai'?")]
    [InlineData("settings:\n  - { type: A, property: P, kind: timeouts }", 8, 35, "did you mean 'timeout'?")]
    [InlineData("tools:\n  - { type: A, kind: tool }", 8, 5, "either 'methods' or 'property'")]
    [InlineData("clients:\n  - { type: A, kind: factory }", 8, 5, "'methods' is for every kind but 'client'")]
    [InlineData("clients:\n  - { type: A, methods: [M], kind: client }", 8, 5, "'methods' is for every kind but 'client'")]
    public void Refuses_with_a_place(string yaml, int line, int column, string part)
    {
        var problems = new List<FileProblem>();
        Assert.Null(SdkReader.ReadText(Head + yaml + "\n", "x.yml", problems));

        var problem = Assert.Single(problems);
        Assert.Contains(part, problem.Message);
        Assert.Equal((line, column), (problem.Place.Line, problem.Place.Column));
    }

    [Theory]
    [InlineData("sdk: x", "sdk: y", 1, 6, "must be the name of the file, 'x'")]
    [InlineData("sdk: x", "sdk: X!", 1, 6, "'X!' is not an id")]
    [InlineData("name: X\n", "", 1, 1, "'name' is missing")]
    [InlineData("[X, X.More]", "[]", 4, 13, "'assemblies' is empty")]
    [InlineData("[X, X.More]", "['X|Y']", 4, 14, "'X|Y' is not a simple assembly name")]
    [InlineData("''", "opnai", 5, 11, "'opnai' is not one of")]
    [InlineData("stand-in X 1.0", "trust me", 6, 11, "'verified'")]
    public void Refuses_a_bad_head(string old, string @new, int line, int column, string part)
    {
        var problems = new List<FileProblem>();
        Assert.Null(SdkReader.ReadText(Head.Replace(old, @new), "x.yml", problems));

        Assert.Contains(problems, p => p.Message.Contains(part) && (p.Place.Line, p.Place.Column) == (line, column));
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a")]
    [InlineData("text")]
    [InlineData("a: [")]
    [InlineData("models: [text]")]
    [InlineData("logging: []")]
    [InlineData("constants: [{ values: [a] }]")]
    public void Anything_else_is_a_problem_and_never_an_exception(string yaml)
    {
        var problems = new List<FileProblem>();

        Assert.Null(SdkReader.ReadText(yaml, "x.yml", problems));
        Assert.NotEmpty(problems);
    }

    [Fact]
    public void A_policy_names_a_gateway_in_one_line()
    {
        var (sdk, problems) = PolicyItem("{ type: Contoso.Ai.Gateway, inference: [AskAsync], model: { method: AskAsync, parameter: model } }");

        Assert.Equal([], problems.Select(p => p.Message));
        Assert.Equal(
            "sdk Contoso.Ai.Gateway   governance.yml(1,1)\nsdk.inference Contoso.Ai.Gateway AskAsync inference  \n"
            + "sdk.model Contoso.Ai.Gateway AskAsync model  model   ",
            Describe(sdk!));
        Assert.Empty(sdk!.Assemblies);
    }

    [Fact]
    public void A_policy_says_that_a_gateway_logs()
    {
        var (sdk, _) = PolicyItem("{ type: A.Gateway, assembly: A, inference: Ask, kind: chat, provider: openai, logged: true }");

        Assert.Equal((LoggingKind.Decorator, "A.Gateway", "A"), sdk!.Logging.Select(l => (l.Kind, l.Type, l.Assembly)).Single());
        Assert.Equal(("openai", "chat", "A"), (sdk.Provider, sdk.Inference[0].Kind, sdk.Assemblies.Single()));
    }

    [Fact]
    public void A_policy_entry_in_full_belongs_to_any_assembly()
    {
        var (sdk, problems) = PolicyItem("{ sdk: contoso, inference: [{ type: A, methods: [M], kind: chat }], models: [{ type: A, property: P, kind: path }] }");

        Assert.Equal([], problems.Select(p => p.Message));
        Assert.Equal(("contoso", "", ""), (sdk!.Id, sdk.Inference.Single().Assembly, sdk.Models.Single().Assembly));
        Assert.Empty(sdk.Assemblies);
    }

    [Theory]
    [InlineData("{ type: A }", 1, 1, "'inference' is missing")]
    [InlineData("{ type: A, inference: [M], model: { method: M } }", 1, 35, "write 'method' with 'parameter'")]
    [InlineData("{ type: A, inference: [M], model: { property: P, parameter: p } }", 1, 37, "exclude each other")]
    [InlineData("{ type: A, inference: [M], models: [] }", 1, 28, "Did you mean 'model'?")]
    [InlineData("{ type: A, inference: [], kind: chat }", 1, 23, "'inference' is empty")]
    [InlineData("{ sdk: a, models: [{ type: A, kind: model }] }", 1, 20, "Where it goes is missing")]
    [InlineData("text", 1, 1, "'sdks' must be a mapping")]
    public void A_policy_entry_is_refused_with_a_place(string yaml, int line, int column, string part)
    {
        var (sdk, problems) = PolicyItem(yaml);

        Assert.Null(sdk);
        var problem = Assert.Single(problems);
        Assert.Contains(part, problem.Message);
        Assert.Equal((line, column), (problem.Place.Line, problem.Place.Column));
    }

    private static (SdkEntry? Sdk, IReadOnlyList<FileProblem> Problems) PolicyItem(string yaml)
    {
        var problems = new List<FileProblem>();
        return (SdkReader.ReadPolicyItem(YamlReader.ReadText(yaml, "governance.yml", problems)!, problems), problems);
    }

    private static string Describe(SdkEntry sdk) => string.Join("\n", SdkRecords.Write(sdk).Select(r => r.Replace('\t', ' ')));
}
