using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV3001_DatasetUndeclaredTests
{
    private static Verify.Test With(string statements, string? files = null)
    {
        var test = new Verify.Test
        {
            TestCode = $$"""
                using Microsoft.ML;
                using Microsoft.ML.Data;

                class Row { }

                class Trainer
                {
                    private const string Folder = "data";

                    void Train(string folder, IDataLoader<IMultiStreamSource> loader)
                    {
                        var ml = new MLContext();
                        {{statements}}
                    }

                    static string Absolute(string path) => Path.GetFullPath(path);
                }
                """,
            Rules = ["GOV3001"],
            ReferenceAssemblies = ReferenceAssemblies.MachineLearning,
        };
        if (files is not null)
        {
            test.Repository["governance/datasets/train.yml"] = $"""
                id: train
                title: Training data
                files: {files}
                licence: MIT
                origin: Measured.
                owner: data@contoso.example
                """;
        }

        return test;
    }

    [Theory]
    [InlineData("""ml.Data.LoadFromTextFile<Row>([|"data/train.csv"|], hasHeader: true);""")]
    [InlineData("""ml.Data.LoadFromTextFile<Row>(path: [|"data/train.csv"|]);""")]
    [InlineData("""var path = "data/train.csv"; ml.Data.LoadFromTextFile<Row>([|path|]);""")]
    [InlineData("""ml.Data.LoadFromTextFile<Row>([|Folder + "/train.csv"|]);""")]
    [InlineData("""ml.Data.LoadFromTextFile<Row>([|Path.Combine("data", "train.csv")|]);""")]
    [InlineData("""ml.Data.LoadFromTextFile<Row>([|Path.Combine(Folder, "train.csv")|]);""")]
    [InlineData("""ml.Data.LoadFromTextFile<Row>([|Path.Combine(AppContext.BaseDirectory, Folder, "train.csv")|]);""")]
    [InlineData("""ml.Data.LoadFromTextFile<Row>([|Path.Join(Environment.CurrentDirectory, "data", "train.csv")|]);""")]
    [InlineData("""ml.Data.LoadFromTextFile<Row>([|Path.Combine(AppDomain.CurrentDomain.BaseDirectory, "..", "..", "data", "train.csv")|]);""")]
    [InlineData("""ml.Data.LoadFromTextFile<Row>([|Path.GetFullPath("data/train.csv")|]);""")]
    [InlineData("""ml.Data.LoadFromTextFile<Row>([|Path.Combine(Directory.GetCurrentDirectory(), "a", "b", "c", "data", "train.csv")|]);""")]
    [InlineData("""ml.Data.LoadFromBinary([|"data/train.bin"|]);""")]
    [InlineData("""loader.Load([|"data/a.csv"|], [|"data/b.csv"|]);""")]
    [InlineData("""loader.Load(new[] { [|"data/a.csv"|], [|"data/b.csv"|] });""")]
    [InlineData("""loader.Load(["data/c.csv"]);""", "\"**/c.csv\"")]
    [InlineData("""loader.Load([[|"data/a.csv"|], [|"data/b.csv"|]]);""")]
    [InlineData("""loader.Load(new MultiFileSource([|"data/a.csv"|]));""")]
    public async Task Undeclared_data_Triggers(string statements, string? files = null)
    {
        var test = With(statements, files);
        await test.RunAsync();
        Assert.All(await test.GetDiagnosticsAsync(), d => Assert.Equal(DiagnosticSeverity.Warning, d.Severity));
    }

    [Theory]
    [InlineData("data/train.csv")]
    [InlineData("src/Trainer/data/train.csv")]
    [InlineData("\"data/*.csv\"")]
    [InlineData("\"**/*.csv\"")]
    [InlineData("[data/other.csv, data/train.csv]")]
    public Task Declared_data_DoesNotTrigger(string files) => With(
        """
        ml.Data.LoadFromTextFile<Row>("data/train.csv");
        ml.Data.LoadFromTextFile<Row>(@"data\train.csv");
        ml.Data.LoadFromTextFile<Row>("../../data/train.csv");
        ml.Data.LoadFromTextFile<Row>(Path.Combine(AppContext.BaseDirectory, "data", "train.csv"));
        """,
        files).RunAsync();

    [Theory]
    [InlineData("data/other.csv")]
    [InlineData("\"test/*.csv\"")]
    public Task Record_for_other_files_Triggers(string files) =>
        With("""ml.Data.LoadFromTextFile<Row>([|"data/train.csv"|]);""", files).RunAsync();

    [Theory]
    [InlineData("folder", "parameter folder of Train")]
    [InlineData("Absolute(folder)", "parameter folder of Train")]
    [InlineData("Path.Combine(folder, \"train.csv\")", "a path built with parameter folder of Train")]
    [InlineData("Path.Combine(AppContext.BaseDirectory, folder)", "a path built with parameter folder of Train")]
    [InlineData("Directory.GetFiles(\"data\")[0]", "the result of Directory.GetFiles")]
    public async Task Unknown_path_Triggers_as_a_suggestion(string path, string origin)
    {
        var found = Assert.Single(await With($"ml.Data.LoadFromTextFile<Row>({path});", "\"**/*.csv\"").GetDiagnosticsAsync());
        Assert.Equal(DiagnosticSeverity.Info, found.Severity);
        Assert.Contains(origin, found.GetMessage());
    }

    [Fact]
    public async Task Several_paths_in_a_variable_Trigger_as_a_suggestion()
    {
        var found = Assert.Single(await With("""var paths = Directory.GetFiles("data"); loader.Load(paths);""").GetDiagnosticsAsync());
        Assert.Equal(DiagnosticSeverity.Info, found.Severity);
    }

    [Fact]
    public Task Other_files_DoNotTrigger() => With("""
        File.ReadAllText("data/train.csv");
        var name = "data/train.csv";
        Console.WriteLine(name);
        """).RunAsync();

    [Theory]
    [InlineData("""files.UploadFile([|"train.jsonl"|], FileUploadPurpose.FineTune);""")]
    [InlineData("""var purpose = FileUploadPurpose.FineTune; files.UploadFile([|"train.jsonl"|], purpose);""")]
    [InlineData("""files.UploadFile("train.jsonl", [|given|]);""")]
    [InlineData("""files.UploadFile("notes.pdf", FileUploadPurpose.Assistants);""")]
    public Task Uploads_Trigger_where_they_may_be_for_training(string statement) => new Verify.Test
    {
        TestCode = $$"""
            using OpenAI.Files;
            class Uploads { void Send(OpenAIFileClient files, FileUploadPurpose given) { {{statement}} } }
            """,
        Rules = ["GOV3001"],
    }.RunAsync();
}
