using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Requirements;

namespace GovernanceAnalyzers.Engine.Tests.Golden;

/// <summary>Something that a requirement is asked of, and where in the golden files it is described.</summary>
/// <param name="Path">The file; empty for the repository as a whole.</param>
/// <param name="List">The list of the register that holds it, or empty.</param>
internal sealed record GoldenSubject(Subject Subject, string Path, string List, int Index)
{
    /// <summary>What describes it, in a document of <see cref="Path"/>.</summary>
    public JsonObject Fields(GoldenDocument document) => List.Length == 0 ? document.Fields : (JsonObject)((JsonArray)document.Fields[List]!)[Index]!;
}

/// <summary>The golden files as documents, some of them perhaps changed, with what the policy asks of whom.</summary>
internal sealed class GoldenWorld
{
    private readonly Dictionary<string, GoldenDocument?> _documents;
    private readonly IReadOnlyDictionary<string, byte[]> _files;
    private readonly Lazy<(Requirement Asked, GoldenSubject Of)[]> _asked;
    private readonly HashSet<string> _spoilt = new(StringComparer.Ordinal);

    public GoldenWorld(string name, IReadOnlyDictionary<string, byte[]> files, PolicyCompiler compiler)
    {
        Name = name;
        _files = files;
        Policy = compiler.Policy;
        var subjects = new Subjects(compiler.Register, compiler.Cards, compiler.Datasets);
        Repository = new GoldenSubject(subjects.Repository, "", "", 0);
        Systems = [.. subjects.Systems.Select((s, i) => new GoldenSubject(s, GoldenTree.Register, "systems", i))];
        Models = [.. subjects.RegisteredModels.Select((s, i) => new GoldenSubject(s, GoldenTree.Register, "models", i))];
        Suppliers = [.. subjects.Suppliers.Select((s, i) => new GoldenSubject(s, GoldenTree.Register, "suppliers", i))];
        Datasets = [.. subjects.Datasets.Select((s, i) => new GoldenSubject(s, compiler.Datasets[i].Path, "", i))];
        Cards = [.. subjects.Cards.Select((s, i) => new GoldenSubject(s, compiler.Cards[i].Path, "", i))];
        _documents = files
            .Where(f => f.Key.StartsWith("governance/", StringComparison.Ordinal) && System.IO.Path.GetExtension(f.Key) is ".yml" or ".md")
            .ToDictionary(f => f.Key, f => (GoldenDocument?)GoldenDocument.Read(f.Key, f.Value), StringComparer.Ordinal);
        Evaluations = [.. compiler.Evaluations.Select(e => e.Path).Distinct(StringComparer.Ordinal)];
        _asked = new(() =>
        [
            .. Policy.Requirements
                .SelectMany(r => SubjectsOf(r).Select(s => (Asked: r.For(s.Subject.Tier), Of: s)))
                .Where(a => a.Asked.AppliesTo.Matches(a.Of.Subject.Has) && (a.Asked.FollowsRule || a.Asked.Severity != Core.Severity.None)),
        ]);
    }

    private GoldenWorld(GoldenWorld other)
    {
        Name = other.Name;
        _files = other._files;
        Policy = other.Policy;
        (Repository, Systems, Models, Suppliers, Datasets, Cards) = (other.Repository, other.Systems, other.Models, other.Suppliers, other.Datasets, other.Cards);
        _documents = new(other._documents, StringComparer.Ordinal);
        _spoilt.UnionWith(other._spoilt);
        Changed = [.. other.Changed];
        Evaluations = other.Evaluations;
        _asked = other._asked;
    }

    public string Name { get; }

    public EffectivePolicy Policy { get; }

    public GoldenSubject Repository { get; }

    public IReadOnlyList<GoldenSubject> Systems { get; }

    public IReadOnlyList<GoldenSubject> Models { get; }

    public IReadOnlyList<GoldenSubject> Suppliers { get; }

    public IReadOnlyList<GoldenSubject> Datasets { get; }

    public IReadOnlyList<GoldenSubject> Cards { get; }

    /// <summary>Paths of evaluations.</summary>
    public IReadOnlyList<string> Evaluations { get; }

    public GoldenDocument? Document(string path) => _documents.TryGetValue(path, out var document) ? document : null;

    /// <summary>Something stands in it that is no document any more.</summary>
    public bool IsSpoilt(string path) => _spoilt.Contains(path);

    public bool Exists(string path) => _documents.TryGetValue(path, out var document) ? document is not null || IsSpoilt(path) : _files.ContainsKey(path);

    /// <summary>Paths of documents that match a pattern of a requirement, sorted.</summary>
    public IReadOnlyList<string> Matching(string pattern) =>
        [.. _documents.Keys.Where(p => Exists(p) && Glob.IsPathMatch(pattern, p)).Order(StringComparer.Ordinal)];

    public IEnumerable<GoldenSubject> SubjectsOf(Requirement requirement) => requirement.Kind switch
    {
        RequirementShape.Metric => Models,
        RequirementShape.Record => requirement.In switch
        {
            RequirementShape.InSystem => Systems,
            RequirementShape.InModel => Models,
            RequirementShape.InSupplier => Suppliers,
            RequirementShape.InDataset => Datasets,
            RequirementShape.InCard => Cards,
            _ => throw new NotSupportedException($"No mutation is known for records in '{requirement.In}'."),
        },
        RequirementShape.Document or RequirementShape.Review => requirement.Per switch
        {
            RequirementShape.PerRepository => [Repository],
            RequirementShape.PerSystem => Systems,
            RequirementShape.PerModel => Models,
            RequirementShape.PerDataset => Datasets,
            _ => throw new NotSupportedException($"No mutation is known for documents per '{requirement.Per}'."),
        },
        _ => throw new NotSupportedException($"No mutation is known for requirements of kind '{requirement.Kind}'."),
    };

    /// <summary>What is asked of whom.</summary>
    public IReadOnlyList<(Requirement Asked, GoldenSubject Of)> Asked => _asked.Value;

    /// <summary>Paths of what is not as in the golden files.</summary>
    public List<string> Changed { get; } = [];

    /// <summary>Whether anything that a requirement looks at in somebody's evidence may have changed.</summary>
    public bool MayDiffer(Requirement asked, GoldenSubject of) => Changed.Any(c => asked.Kind switch
    {
        RequirementShape.Metric => c == GoldenTree.Register || Evaluations.Contains(c),
        RequirementShape.Record => c == of.Path,
        _ => asked.Paths.Any(p => Glob.IsPathMatch(p.Replace("{" + asked.Per + "}", of.Subject.Slug), c)),
    }) || asked.Fields.Any(f => f.File);

    /// <summary>The same world with another document in place of one.</summary>
    public GoldenWorld With(GoldenDocument changed)
    {
        var world = new GoldenWorld(this);
        world._documents[changed.Path] = changed;
        world.Changed.Add(changed.Path);
        return world;
    }

    public GoldenWorld Without(string path, bool isSpoilt = false)
    {
        var world = new GoldenWorld(this);
        world._documents[path] = null;
        world.Changed.Add(path);
        if (isSpoilt)
        {
            world._spoilt.Add(path);
        }

        return world;
    }

    /// <summary>What has to be written to get from the golden files to this world.</summary>
    public Edits Edits()
    {
        var edits = new Edits();
        foreach (var path in Changed)
        {
            edits.With(path, IsSpoilt(path) ? "TODO\n" : _documents[path]?.ToString());
        }

        return edits;
    }
}
