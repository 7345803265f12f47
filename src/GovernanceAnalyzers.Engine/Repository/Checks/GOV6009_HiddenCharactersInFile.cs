using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Secrets;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Secrets;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A prompt file, or a file that instructs an assistant, holds characters that nobody sees.</summary>
public static class GOV6009_HiddenCharactersInFile
{
    public const string Id = "GOV6009";

    private const string Version = "hidden-1";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) =>
        FileScan.Run(input, Version, ShippedLists.PromptFiles, (_, text) => HiddenCharacters.Find(text).Select(r => (r.Start, (IReadOnlyList<string>)[KeyText.Mask(r.Describe())])))
            .Select(hit => hit.Fields[0] is FileScan.TooLarge or FileScan.Unreadable
                ? new RepositoryFinding(
                    Id,
                    $"{Quote.Text(hit.Path)} {(hit.Fields[0] == FileScan.TooLarge ? $"is larger than {FileScan.MaximumBytes / 1024 / 1024} MB" : "cannot be read")}, so whether it holds characters that nobody sees cannot be told. "
                    + (hit.Fields[0] == FileScan.TooLarge ? "Keep prompts in smaller files" : "Make it readable"),
                    FileScan.Place(hit),
                    hit.Path) { AtMost = Severity.Suggestion }
                : new RepositoryFinding(
                    Id,
                    $"This text goes to a model or an assistant, and holds {hit.Fields[0]}. Nobody sees that, and a model reads it. Find out who put it there, and remove it",
                    FileScan.Place(hit),
                    $"{hit.Path}: {hit.Fields[0]}"));
}
