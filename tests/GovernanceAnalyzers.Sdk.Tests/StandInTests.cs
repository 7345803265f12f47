using System.Linq;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.StandIns;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace GovernanceAnalyzers.Sdk.Tests;

/// <summary>Ordinary code has to compile against the stand-ins, or tests that use them would prove nothing.</summary>
public class StandInTests
{
    public static TheoryData<string> Sources => new(StandInSource.Names);

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_stand_in_compiles(string assembly) => Assert.NotNull(StandInSource.Reference(assembly));

    /// <summary>One that no SDK file mentions is checked against nothing.</summary>
    [Fact]
    public void Every_stand_in_belongs_to_an_sdk() => Assert.Equal(
        [], StandInSource.Names.Except(ShippedSdks.Load().SelectMany(s => TestedAssemblies.Of(s.Id).Verified.Where(v => !v.Value.IsReal).Select(v => v.Key))));

    [Fact]
    public void A_chat_pipeline_compiles() => Compiles("""
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Logging;

        public record Answer(string Text);

        public class Chat(IServiceCollection services, ILoggerFactory loggers)
        {
            public async System.Threading.Tasks.Task Ask()
            {
                var openAI = new OpenAI.OpenAIClient("key");
                IChatClient client = openAI.GetChatClient("gpt-4o-2024-08-06").AsIChatClient()
                    .AsBuilder().UseLogging(loggers).UseOpenTelemetry(configure: c => c.EnableSensitiveData = true).UseFunctionInvocation().Build();
                var text = await client.GetResponseAsync("Hello", new ChatOptions { ModelId = "gpt-4o" });
                ChatResponse<Answer> typed = await client.GetResponseAsync<Answer>("Hello");
                await foreach (var update in client.GetStreamingResponseAsync("Hello")) { }
                var logging = new LoggingChatClient(client, loggers.CreateLogger("ai"));
                services.AddChatClient(client).Use(inner => new OpenTelemetryChatClient(inner)).UseLogging();
                services.AddKeyedChatClient("fast", sp => sp.GetRequiredService<IChatClient>());
                var embeddings = openAI.GetEmbeddingClient("text-embedding-3-small").AsIEmbeddingGenerator().AsBuilder().UseLogging().Build();
                await embeddings.GenerateAsync(["a"]);
            }
        }
        """);

    [Fact]
    public void Training_and_prediction_compile() => Compiles("""
        using Microsoft.Extensions.ML;
        using Microsoft.ML;
        using Microsoft.ML.AutoML;
        using Microsoft.ML.Data;

        public class House { [LoadColumn(0)] public float Size { get; set; } [LoadColumn(1), ColumnName("Label")] public float Price { get; set; } }
        public class Price { [ColumnName("Score")] public float Value { get; set; } }

        public class Prices(PredictionEnginePool<House, Price> pool, PredictionEnginePoolBuilder<House, Price> builder)
        {
            public float Run()
            {
                var ml = new MLContext(seed: 1);
                IDataView data = ml.Data.LoadFromTextFile<House>("data/houses.csv", hasHeader: true, separatorChar: ',');
                IDataView more = ml.Data.CreateTextLoader<House>().Load("data/a.csv", "data/b.csv");
                IDataView binary = ml.Data.LoadFromBinary(new MultiFileSource("data/c.bin"));
                var split = ml.Data.TrainTestSplit(data, testFraction: 0.2);
                var pipeline = ml.Transforms.Concatenate("Features", "Size")
                    .Append(ml.Transforms.NormalizeMinMax("Features"))
                    .Append(ml.Regression.Trainers.Sdca());
                ITransformer model = pipeline.Fit(split.TrainSet);
                RegressionMetrics metrics = ml.Regression.Evaluate(model.Transform(split.TestSet));
                ml.Model.Save(model, data.Schema, "model.zip");
                ITransformer loaded = ml.Model.Load("model.zip", out DataViewSchema schema);
                var onnx = ml.Transforms.ApplyOnnxModel("model.onnx");
                var inferred = ml.Auto().InferColumns("data/houses.csv");
                builder.FromFile("model.zip").FromUri("https://models.example/model.zip");
                var engine = ml.Model.CreatePredictionEngine<House, Price>(loaded);
                return engine.Predict(new House()).Value + pool.Predict(new House()).Value + (float)metrics.RSquared;
            }
        }
        """);

    private static void Compiles(string source) => Assert.Empty(
        TestedAssemblies.NextToTests.Compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source))
            .GetDiagnostics()
            .Where(d => d.Severity == DiagnosticSeverity.Error));
}
