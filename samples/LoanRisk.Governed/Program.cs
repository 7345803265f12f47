using LoanRisk;
using Microsoft.Extensions.Logging;

// LoanRisk train | evaluate | score <file>
const string ModelPath = "models/repayment.safetensors";
const string TrainingData = "data/applications/training.csv";
const string TestData = "data/applications/test.csv";

switch (args)
{
    case ["train"]:
        RepaymentModel.Train(ApplicationFile.Load(TrainingData)).Save(ModelPath);
        return 0;

    case ["evaluate"]:
        var evaluated = RepaymentModel.Load(ModelPath);
        var held = ApplicationFile.Load(TestData);
        FairnessReport.WritePredictions(evaluated, held, "governance/evaluations/repayment-predictions.csv");
        Console.WriteLine($"accuracy {FairnessReport.Accuracy(evaluated, held):F4} on {held.Count} applications");
        return 0;

    case ["score", var file]:
        using (var loggers = LoggerFactory.Create(logging => logging.AddConsole()))
        using (var stop = new CancellationTokenSource(TimeSpan.FromMinutes(5)))
        {
            var model = RepaymentModel.Load(ModelPath);
            var letters = new LetterWriter(
                Environment.GetEnvironmentVariable("OPENAI_API_KEY") ?? throw new InvalidOperationException("Set OPENAI_API_KEY."),
                loggers.CreateLogger<LetterWriter>());
            foreach (var application in ApplicationFile.Load(file))
            {
                var probability = model.Score(application);
                Console.WriteLine($"{application.Id}: {probability:F2} {(probability >= FairnessReport.Threshold ? "grant" : "to a clerk")}");
                if (probability < FairnessReport.Threshold)
                {
                    Console.WriteLine(await letters.DraftAsync(application, probability, stop.Token));
                }
            }
        }

        return 0;

    default:
        Console.Error.WriteLine("Usage: LoanRisk train | evaluate | score <file>");
        return 2;
}
