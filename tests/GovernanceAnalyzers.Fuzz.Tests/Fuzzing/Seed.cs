using System.Text;

namespace GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

/// <summary>A file that is as it should be, from which broken ones are made.</summary>
internal sealed record Seed(byte[] Content)
{
    public static implicit operator Seed(string text) => new(Encoding.UTF8.GetBytes(text));

    public static implicit operator Seed(byte[] content) => new(content);
}
