using LoanRisk;

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
        var model = RepaymentModel.Load(ModelPath);
        var letters = new LetterWriter(
            Environment.GetEnvironmentVariable("OPENAI_API_KEY") ?? throw new InvalidOperationException("Set OPENAI_API_KEY."));
        foreach (var application in ApplicationFile.Load(file))
        {
            var probability = model.Score(application);
            Console.WriteLine($"{application.Id}: {probability:F2} {(probability >= FairnessReport.Threshold ? "grant" : "refuse")}");
            if (probability < FairnessReport.Threshold)
            {
                Console.WriteLine(await letters.WriteAsync(application));
            }
        }

        return 0;

    default:
        Console.Error.WriteLine("Usage: LoanRisk train | evaluate | score <file>");
        return 2;
}
