using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV3008_EvaluatedOnTrainingDataTests
{
    private const string Pipeline = """var pipeline = ml.Transforms.NormalizeMinMax("Features").Append(ml.Regression.Trainers.Sdca()); """;

    private static Verify.Test With(string statements) => new()
    {
        TestCode = $$"""
            using Microsoft.ML;
            using Microsoft.ML.Data;

            class Row { }

            class Trainer
            {
                private const string Target = "Price";
                private readonly IDataView _all;

                void Train(MLContext ml, IDataView data, IDataView other, ITransformer given, bool flag)
                {
                    {{statements}}
                }

                static IDataView Load(string path) => throw new NotImplementedException();
            }
            """,
        Rules = ["GOV3008"],
        ReferenceAssemblies = ReferenceAssemblies.MachineLearning,
    };

    [Theory]
    [InlineData("""var model = pipeline.Fit(data); var metrics = ml.Regression.[|Evaluate|](model.Transform(data));""")]
    [InlineData("""var parts = ml.Data.TrainTestSplit(data); var model = pipeline.Fit(parts.TrainSet); var p = model.Transform(parts.TrainSet); ml.Regression.[|Evaluate|](p, labelColumnName: "Price");""")]
    [InlineData("""var parts = ml.Data.TrainTestSplit(data, testFraction: 0.2); var train = parts.TrainSet; var model = pipeline.Fit(train); ml.Regression.[|Evaluate|](model.Transform(train));""")]
    [InlineData("""var model = pipeline.Fit(_all); var predictions = model.Transform(_all); ml.BinaryClassification.[|Evaluate|](predictions);""")]
    [InlineData("""var rows = ml.Data.LoadFromTextFile<Row>("a.csv"); var cached = ml.Data.Cache(rows); var model = pipeline.Fit(cached); ml.Regression.[|Evaluate|](model.Transform(rows));""")]
    // The test set belongs to what the model was fitted to.
    [InlineData("""var parts = ml.Data.TrainTestSplit(data); var model = pipeline.Fit(data); ml.Regression.[|Evaluate|](model.Transform(parts.TestSet));""")]
    public Task Evaluation_on_the_training_data_Triggers(string statements) => With(Pipeline + statements).RunAsync();

    [Theory]
    [InlineData("""var parts = ml.Data.TrainTestSplit(data); var model = pipeline.Fit(parts.TrainSet); ml.Regression.Evaluate(model.Transform(parts.TestSet));""")]
    // Training metrics beside those of the test set show overfitting.
    [InlineData("""var parts = ml.Data.TrainTestSplit(data); var model = pipeline.Fit(parts.TrainSet); ml.Regression.Evaluate(model.Transform(parts.TrainSet)); ml.Regression.Evaluate(model.Transform(parts.TestSet));""")]
    [InlineData("""ml.Regression.CrossValidate(data, pipeline); var model = pipeline.Fit(data); ml.Regression.Evaluate(model.Transform(data));""")]
    [InlineData("""var model = pipeline.Fit(data); ml.Regression.Evaluate(model.Transform(other));""")]
    [InlineData("""var model = ml.Model.Load("model.zip", out _); ml.Regression.Evaluate(model.Transform(data));""")]
    [InlineData("""ml.Regression.Evaluate(given.Transform(data));""")]
    [InlineData("""var train = Load("a"); var test = Load("b"); var model = pipeline.Fit(train); ml.Regression.Evaluate(model.Transform(test));""")]
    [InlineData("""var model = pipeline.Fit(flag ? data : other); ml.Regression.Evaluate(model.Transform(data));""")]
    // The same name, and other data by the time of the evaluation.
    [InlineData("""var rows = Load("a"); var model = pipeline.Fit(rows); rows = Load("b"); ml.Regression.Evaluate(model.Transform(rows));""")]
    [InlineData("""var model = pipeline.Fit(data); data = Load("b"); ml.Regression.Evaluate(model.Transform(data));""")]
    // A final model is trained on everything once the metrics are known.
    [InlineData("""var parts = ml.Data.TrainTestSplit(data); var model = pipeline.Fit(parts.TrainSet); ml.Regression.Evaluate(model.Transform(parts.TestSet)); var final = pipeline.Fit(data); ml.Model.Save(final, data.Schema, "m.zip");""")]
    public Task Evaluation_on_other_data_DoesNotTrigger(string statements) => With(Pipeline + statements).RunAsync();

    [Theory]
    [InlineData("""var all = ml.Transforms.NormalizeMinMax("Features").Fit(data).Transform(data); var parts = ml.Data.[|TrainTestSplit|](all);""")]
    [InlineData("""var prepare = ml.Transforms.Concatenate("Features", "A", "B").Append(ml.Transforms.NormalizeMinMax("Features")); var fitted = prepare.Fit(data); var all = fitted.Transform(data); var parts = ml.Data.[|TrainTestSplit|](all, testFraction: 0.3);""")]
    [InlineData("""var fitted = ml.Transforms.Text.FeaturizeText("Features", "Text").Fit(data); var parts = ml.Data.[|TrainTestSplit|](data); var train = fitted.Transform(parts.TrainSet); var test = fitted.Transform(parts.TestSet);""")]
    public Task Fit_before_split_Triggers(string statements) => With(statements).RunAsync();

    [Theory]
    [InlineData("""var parts = ml.Data.TrainTestSplit(data); var fitted = ml.Transforms.NormalizeMinMax("Features").Fit(parts.TrainSet); var train = fitted.Transform(parts.TrainSet); var test = fitted.Transform(parts.TestSet);""")]
    // It numbers the labels, and learns nothing else.
    [InlineData("""var all = ml.Transforms.Conversion.MapValueToKey("Label", "Category").Fit(data).Transform(data); var parts = ml.Data.TrainTestSplit(all);""")]
    [InlineData("""var all = ml.Transforms.CopyColumns("Label", "Price").Fit(data).Transform(data); var parts = ml.Data.TrainTestSplit(all);""")]
    // Fitted to something else, or not used on the parts.
    [InlineData("""var all = ml.Transforms.NormalizeMinMax("Features").Fit(other).Transform(data); var parts = ml.Data.TrainTestSplit(all);""")]
    [InlineData("""var preview = ml.Transforms.NormalizeMinMax("Features").Fit(data).Transform(data); var parts = ml.Data.TrainTestSplit(data);""")]
    [InlineData("""var parts = ml.Data.TrainTestSplit(given.Transform(data));""")]
    public Task Split_before_fit_DoesNotTrigger(string statements) => With(statements).RunAsync();

    [Theory]
    [InlineData("""var p = ml.Transforms.[|Concatenate|]("Features", "Rooms", "Label").Append(ml.Regression.Trainers.Sdca());""")]
    [InlineData("""var p = ml.Transforms.[|Concatenate|]("Features", "Rooms", Target).Append(ml.Regression.Trainers.Sdca(labelColumnName: Target));""")]
    [InlineData("""var p = ml.Transforms.[|Concatenate|]("X", new[] { "Rooms", "Price" }).Append(ml.Regression.Trainers.Sdca("Price", "X"));""")]
    [InlineData("""var p = ml.Transforms.Conversion.MapValueToKey("Label", "Category").Append(ml.Transforms.[|Concatenate|]("Features", "Rooms", "Category")).Append(ml.MulticlassClassification.Trainers.SdcaMaximumEntropy());""")]
    public Task Label_among_the_features_Triggers(string statements) => With(statements).RunAsync();

    [Theory]
    [InlineData("""var p = ml.Transforms.Concatenate("Features", "Rooms", "Area").Append(ml.Regression.Trainers.Sdca());""")]
    [InlineData("""var p = ml.Transforms.CopyColumns("Label", "Price").Append(ml.Transforms.Concatenate("Features", "Rooms", "Area")).Append(ml.Regression.Trainers.Sdca());""")]
    // No trainer is in sight, or it uses other features.
    [InlineData("""var p = ml.Transforms.Concatenate("Features", "Rooms", "Label");""")]
    [InlineData("""var p = ml.Transforms.Concatenate("All", "Rooms", "Label"); var q = ml.Transforms.Concatenate("Features", "Rooms").Append(ml.Regression.Trainers.Sdca());""")]
    // Two models predict each other's input.
    [InlineData("""var a = ml.Transforms.Concatenate("Features", "Rooms", "Price").Append(ml.Regression.Trainers.Sdca("Rent")); var b = ml.Transforms.Concatenate("Features", "Rooms", "Rent").Append(ml.Regression.Trainers.Sdca("Price"));""")]
    public Task Other_features_DoNotTrigger(string statements) => With(statements).RunAsync();

    [Fact]
    public Task Types_of_the_project_itself_DoNotTrigger() => new Verify.Test
    {
        TestCode = """
            class Model { public Model Fit(object data) => this; public object Transform(object data) => data; }
            class Scorer
            {
                public void Evaluate(object data) { }

                void Run(object data, Model model) => Evaluate(model.Fit(data).Transform(data));
            }
            """,
        Rules = ["GOV3008"],
        ReferenceAssemblies = ReferenceAssemblies.MachineLearning,
    }.RunAsync();
}
