using System.Globalization;

namespace LoanRisk;

/// <summary>One application for a loan, as the branch entered it. Sex and age group are kept for the fairness report; the model never sees them.</summary>
/// <param name="Income">A year, in euros.</param>
/// <param name="Debt">Monthly payments on other loans, as a share of monthly income.</param>
/// <param name="Employment">Years with the present employer.</param>
/// <param name="MissedPayments">In the last two years.</param>
/// <param name="Repaid">What became of the loan: true when it was paid back in full.</param>
public sealed record LoanApplication(
    string Id, double Amount, double Income, double Debt, double Employment, double MissedPayments, string Sex, string AgeGroup, bool Repaid)
{
    public const string Header = "id,amount,income,debt,employment,missed_payments,sex,age_group,repaid";

    /// <summary>What the model looks at, on scales of about one.</summary>
    public double[] Features => [Math.Log(Amount / Income), Debt, Math.Min(Employment, 20) / 10, MissedPayments];

    public static LoanApplication Parse(string line)
    {
        var fields = line.Split(',');
        return new LoanApplication(
            fields[0], Number(fields[1]), Number(fields[2]), Number(fields[3]), Number(fields[4]), Number(fields[5]), fields[6], fields[7], fields[8] == "1");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
