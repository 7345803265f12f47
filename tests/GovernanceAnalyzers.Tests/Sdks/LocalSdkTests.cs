using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;

namespace GovernanceAnalyzers.Tests.Sdks;

/// <summary>Models in the process. Their files are no references that a provider interprets, so only calls and data are facts so far.</summary>
public class LocalSdkTests
{
    [Fact]
    public async Task LLamaSharp() => Assert.Equal(
        ["completion StatelessExecutor.InferAsync", "chat ChatSession.ChatAsync"],
        await SdkFacts.OfAsync(ReferenceAssemblies.WithStandIns(["LLamaSharp"]), """
            using LLama;
            using LLama.Common;
            class Bot
            {
                async Task Ask()
                {
                    var parameters = new ModelParams("models/llama.gguf") { ContextSize = 1024 };
                    using var weights = LLamaWeights.LoadFromFile(parameters);
                    await foreach (var text in new StatelessExecutor(weights, parameters).InferAsync("hello")) { }
                    var session = new ChatSession(new InteractiveExecutor(weights.CreateContext(parameters)));
                    await foreach (var text in session.ChatAsync(new ChatHistory.Message(AuthorRole.User, "hello"))) { }
                }
            }
            """));

    [Fact]
    public async Task Onnx_Runtime() => Assert.Equal(
        ["predict InferenceSession.Run"],
        await SdkFacts.OfAsync(ReferenceAssemblies.WithStandIns(["Microsoft.ML.OnnxRuntime"]), """
            using Microsoft.ML.OnnxRuntime;
            class Model
            {
                void Score()
                {
                    using var session = new InferenceSession("model.onnx");
                    session.Run([new NamedOnnxValue()]);
                }
            }
            """));

    [Fact]
    public async Task Onnx_Runtime_GenAI() => Assert.Equal(
        ["completion Generator.GenerateNextToken", "chat OnnxRuntimeGenAIChatClient.GetResponseAsync"],
        await SdkFacts.OfAsync(ReferenceAssemblies.WithStandIns(["Microsoft.ML.OnnxRuntimeGenAI"]), """
            using Microsoft.ML.OnnxRuntimeGenAI;
            class Bot
            {
                async Task Ask()
                {
                    using var model = new Model("models/phi-4");
                    using var generator = new Generator(model, new GeneratorParams(model));
                    while (!generator.IsDone())
                    {
                        generator.GenerateNextToken();
                    }

                    await new OnnxRuntimeGenAIChatClient("models/phi-4").GetResponseAsync([]);
                }
            }
            """));

    [Fact]
    public async Task TorchSharp() => Assert.Equal(
        ["predict ScriptModule.forward", "data data/mnist"],
        await SdkFacts.OfAsync(ReferenceAssemblies.WithStandIns(["TorchVision"]), """
            using TorchSharp;
            class Model
            {
                void Score(torch.Tensor input)
                {
                    torch.jit.load("model.pt").forward(input);
                    torchvision.datasets.MNIST("data/mnist", train: true);
                }
            }
            """));

    [Fact]
    public async Task TensorFlow() => Assert.Equal(
        ["predict IModel.predict", "predict BaseSession.run"],
        await SdkFacts.OfAsync(ReferenceAssemblies.WithStandIns(["Tensorflow.Keras"]), """
            using Tensorflow;
            using Tensorflow.Keras.Models;
            class Model
            {
                void Score(ModelsApi models, Session session)
                {
                    models.load_model("model.keras").predict(new float[1]);
                    session.run("output");
                }
            }
            """));
}
