using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Repository.Requirements;

namespace GovernanceAnalyzers.Engine.Starting;

/// <summary>What <c>governance init</c> is told.</summary>
/// <param name="Owner">Who answers for everything that is begun, or empty.</param>
public sealed record StartOptions(string Preset, string Owner);

/// <summary>The files that a repository needs to be governed, as far as its code, its files and its policy tell. Nothing is written here.</summary>
public sealed record StartPlan(IReadOnlyList<StartFile> Files, IReadOnlyList<string> Notes)
{
    /// <summary>Why nothing can be planned; empty where something can.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <param name="tree">The governed folder, with or without a policy.</param>
    /// <param name="facts">What the compiler saw, with places relative to that folder.</param>
    public static StartPlan Of(GovernedTree tree, StartOptions options, IReadOnlyCollection<CodeFact> facts, CalendarDate today)
    {
        if (tree.PolicyFile is not null)
        {
            return Of(tree, new StartFile(tree.Relative(tree.PolicyFile), "", "policy"), options, facts, today);
        }

        var text = PolicyText(tree, options);
        // Read from where it does not count yet, because what it asks for decides what else is needed. A policy has to lie inside the repository.
        var isNew = !Directory.Exists(tree.OutputFolder);
        var folder = Path.Combine(tree.OutputFolder, "start-" + Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(folder);
            var temporary = Path.Combine(folder, GovernedTree.PolicyFileName);
            File.WriteAllText(temporary, text);
            return Of(tree with { PolicyFile = temporary }, new StartFile(GovernedTree.PolicyFileName, text, "policy"), options, facts, today);
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(isNew ? tree.OutputFolder : folder, recursive: true);
            }
        }
    }

    private static StartPlan Of(GovernedTree tree, StartFile policy, StartOptions options, IReadOnlyCollection<CodeFact> facts, CalendarDate today)
    {
        var input = PolicyCompiler.Run(tree, today);
        if (input.IsInvalid)
        {
            return new StartPlan([], []) { Problems = input.PolicyFindings.Where(f => f.Severity == Core.Severity.Error).Select(f => $"{f.Place}: {f.Message}").ToArray() };
        }

        var files = new List<StartFile> { policy };
        var notes = new List<string>();
        var register = Models(input, options, facts, files, notes);
        var datasets = new DatasetStubs(input, options.Owner, notes).Write(facts.OfType<DatasetLoadFact>()).ToArray();
        files.AddRange(input.Datasets.Select(d => new StartFile(d.Path, "", $"dataset record {d.Id.Text}")));
        files.AddRange(datasets);
        files.AddRange(input.Policy.WaiverFiles.Select(w => Waivers(input.Tree, w.File)));

        var cards = files.Where(f => f.What.StartsWith("model card", StringComparison.Ordinal) && !f.IsKept).Select(f => ModelCardReader.Read(f.Text, f.Path, [])).OfType<ModelCard>();
        var records = datasets.Select(d => DatasetRecordReader.Read(d.Text, d.Path, [])).OfType<DatasetRecord>();
        var documents = new DocumentStubs(input, new Subjects(register, [.. input.Cards, .. cards], [.. input.Datasets, .. records]), options.Owner);
        files.AddRange(documents.Write());
        notes.AddRange(documents.Notes);
        return new StartPlan(
            files.GroupBy(f => f.Path, StringComparer.Ordinal).Select(g => g.First()).OrderBy(f => f.Path, StringComparer.Ordinal).ToArray(),
            notes.Distinct(StringComparer.Ordinal).ToArray());
    }

    /// <summary>Register and model cards. Returns the register as it will be.</summary>
    private static Register Models(PolicyCompiler input, StartOptions options, IReadOnlyCollection<CodeFact> facts, List<StartFile> files, List<string> notes)
    {
        var references = facts.OfType<ModelReferenceFact>().ToArray();
        var exists = input.Register.Exists;
        var path = input.Register.Path.Length > 0 ? input.Register.Path : RegisterReader.DefaultPath;
        var found = FoundModel.In(references, input.Register.Models.Select(m => m.Id.Text), notes);
        var registered = input.Compiled.Register;
        var cardOf = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var missing = new List<FoundModel>();
        var folder = CardFolder(input);
        foreach (var model in found)
        {
            var fact = Fact(model);
            if (input.Cards.FirstOrDefault(c => new Core.Policy.CardReference(c.Path, c.Models.Select(m => $"{m.Provider}:{m.Reference}").ToArray(), c.Deployments.Select(d => d.Text).ToArray()).Documents(fact)) is { } card)
            {
                cardOf[model.Id] = card.Path;
            }
            else
            {
                missing.Add(model);
                cardOf[model.Id] = FreePath(input.Tree, folder, model.Id, ".md", cardOf.Values);
            }

            if (exists && registered.Listing(fact).Count == 0)
            {
                notes.Add($"{path} is kept as it is and does not list {model.Name}. Add it there: \"{(model.Model.Length > 0 ? $"reference: {model.Model}" : $"deployments: [{model.Deployment}]")}\".");
            }
        }

        var register = input.Register;
        if (exists)
        {
            files.Add(new StartFile(path, "", "register"));
        }
        else
        {
            // Cards may speak of models that no code refers to by name.
            var ofCards = input.Cards
                .SelectMany(c => c.Models.Select(m => (Model: $"{m.Provider}:{m.Reference}", c.Path)))
                .Where(m => found.All(f => !string.Equals(f.Model, m.Model, StringComparison.OrdinalIgnoreCase)) && RegisterShape.ReferenceProblem(m.Model) is null)
                .GroupBy(m => m.Model, StringComparer.OrdinalIgnoreCase)
                .Select(g => g.First())
                .OrderBy(m => m.Model, StringComparer.Ordinal)
                .ToArray();
            var more = FoundModel.Named(ofCards.Select(m => (m.Model, "")), found.Select(f => f.Id));
            foreach (var (model, index) in more.Select((m, i) => (m, i)))
            {
                cardOf[model.Id] = ofCards[index].Path;
            }

            var text = RegisterStub.Write(StubText.Slug(Path.GetFileName(input.Tree.Root)), [.. found, .. more], cardOf, input, options.Owner);
            files.Add(new StartFile(path, text, "register"));
            register = RegisterReader.Read(text, path, []);
        }

        files.AddRange(input.Cards.Select(c => new StartFile(c.Path, "", "model card")));
        files.AddRange(missing.Select(m => new StartFile(
            cardOf[m.Id], CardStub.Write(m.Model, m.Deployment, options.Owner, cardOf[m.Id], input, register), $"model card of {m.Name}")));
        return register;
    }

    /// <summary>Where a new card goes, in a folder in which the policy looks for cards.</summary>
    public static string CardPath(PolicyCompiler input, string id) => FreePath(input.Tree, CardFolder(input), StubText.Slug(id), ".md", []);

    private static string CardFolder(PolicyCompiler input) => string.Concat(
        (input.Policy.Cards.FirstOrDefault() ?? "governance/models/*.md").Split('/').TakeWhile(s => !Glob.HasWildcard(s) && !s.EndsWith(".md", StringComparison.Ordinal)).Select(s => s + "/"));

    private static string FreePath(GovernedTree tree, string folder, string name, string extension, IReadOnlyCollection<string> taken)
    {
        var path = folder + name + extension;
        for (var n = 2; File.Exists(Path.Combine(tree.Root, path)) || taken.Contains(path, StringComparer.OrdinalIgnoreCase); n++)
        {
            path = folder + name + "-" + n.ToString(System.Globalization.CultureInfo.InvariantCulture) + extension;
        }

        return path;
    }

    private static ModelReferenceFact Fact(FoundModel model) => model.Model.Length > 0
        ? new ModelReferenceFact { Provider = model.Provider, Value = model.Model.Substring(model.Provider.Length + 1) }
        : new ModelReferenceFact { Kind = "deployment", Value = model.Deployment };

    private static StartFile Waivers(GovernedTree tree, string file) => File.Exists(Path.Combine(tree.Root, file))
        ? new StartFile(file, "", "waivers")
        : new StartFile(file, $"# yaml-language-server: $schema={RuleInfo.SchemaRoot}waivers.schema.json\n# Dated exceptions; governance waive adds one.\nschemaVersion: 1\nwaivers: []\n", "waivers");

    private static string PolicyText(GovernedTree tree, StartOptions options) =>
        $"# yaml-language-server: $schema={RuleInfo.SchemaRoot}governance.schema.json\n"
        + "schemaVersion: 1\n"
        + $"name: {StubText.Yaml(StubText.Slug(Path.GetFileName(tree.Root)))}\n"
        + $"owner: {(options.Owner.Length > 0 ? StubText.Yaml(options.Owner) : "\"TODO: who answers for this policy\"")}\n"
        + $"extends:\n  - preset: {options.Preset}\n";
}
