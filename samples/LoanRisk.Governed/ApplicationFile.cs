namespace LoanRisk;

/// <summary>Files of applications whose outcome is known.</summary>
public static class ApplicationFile
{
    public static IReadOnlyList<LoanApplication> Load(string path) =>
        [.. File.ReadLines(path).Skip(1).Where(line => line.Length > 0).Select(LoanApplication.Parse)];
}
