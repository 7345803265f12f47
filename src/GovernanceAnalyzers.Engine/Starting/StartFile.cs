namespace GovernanceAnalyzers.Engine.Starting;

/// <summary>A file that a repository needs.</summary>
/// <param name="Path">Relative to the governed folder, with forward slashes.</param>
/// <param name="Text">What to write; empty where the file is there already.</param>
/// <param name="What">For whoever reads the list: "model card of openai:gpt-4o".</param>
public sealed record StartFile(string Path, string Text, string What)
{
    public bool IsKept => Text.Length == 0;

    public int Placeholders => StubText.Placeholders(Text);
}
