using System.Globalization;

namespace LoanRisk;

/// <summary>Writes one line per application of the test file, from which the evaluation's figures can be computed again by anybody.</summary>
public static class FairnessReport
{
    /// <summary>Loans at or above this probability are granted.</summary>
    public const double Threshold = 0.5;

    public static void WritePredictions(RepaymentModel model, IReadOnlyList<LoanApplication> applications, string path)
    {
        File.WriteAllLines(path, applications
            .Select(a => (Application: a, Score: model.Score(a)))
            .Select(p => string.Create(
                CultureInfo.InvariantCulture,
                $"{p.Application.Id},{(p.Application.Repaid ? 1 : 0)},{(p.Score >= Threshold ? 1 : 0)},{p.Score:F4},{p.Application.Sex},{p.Application.AgeGroup}"))
            .Prepend("id,label,prediction,score,sex,age_group"));
    }

    public static double Accuracy(RepaymentModel model, IReadOnlyList<LoanApplication> applications) =>
        applications.Average(a => a.Repaid == model.Score(a) >= Threshold ? 1.0 : 0.0);
}
