using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Configuration;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Http;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Repository.Artefacts;
using GovernanceAnalyzers.Engine.Repository.Checks;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Repository.Infrastructure;
using GovernanceAnalyzers.Engine.Repository.Requirements;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>
/// Reads the policy and what the repository documents, and writes both as the flat file that analyzers and gate read. The findings of
/// that reading (invalid policy, cards, records, waivers) come along; <see cref="RepositoryChecks"/> reports them, once per build.
/// </summary>
public sealed class PolicyCompiler
{
    private static readonly CalendarDate EndOfTime = CalendarDate.Parse("9999-12-31");

    private readonly Lazy<(IReadOnlyList<Evaluation> Read, IReadOnlyList<FileProblem> Problems)> _evaluations;
    private readonly Lazy<RepositoryListing> _listing;
    private readonly Lazy<RepositoryArtefacts> _artefacts;
    private readonly Lazy<InfrastructureModels> _infrastructure;
    private readonly ConcurrentDictionary<string, EvidenceFile> _evidence = new(StringComparer.Ordinal);
    private CompiledPolicy? _compiled;

    private PolicyCompiler(GovernedTree tree, EffectivePolicy policy, CalendarDate today)
    {
        Tree = tree;
        Policy = policy;
        Today = today;
        _evaluations = new(ReadEvaluations);
        _listing = new(() => RepositoryListing.Of(tree, Inputs));
        _artefacts = new(() => RepositoryArtefacts.Of(Listing, Contents!, Inputs));
        _infrastructure = new(() => InfrastructureReader.Read(Listing.Files, Contents));
        Contents = new ContentMemory(System.IO.Path.Combine(tree.OutputFolder, "contents.txt"), tree);
    }

    public GovernedTree Tree { get; }

    public EffectivePolicy Policy { get; }

    public CalendarDate Today { get; }

    /// <summary>A document as requirements see it, read once however many checks look at it.</summary>
    internal EvidenceFile Evidence(string fullPath)
    {
        Inputs.Add(fullPath);
        return _evidence.GetOrAdd(fullPath, f => EvidenceFile.Read(f, Tree.Relative(f)));
    }

    /// <summary>Every waiver that is complete, expired ones included.</summary>
    public IReadOnlyList<Waiver> Waivers { get; private set; } = [];

    /// <summary>The findings that the repository has recorded as known.</summary>
    public Baseline Baseline { get; private set; } = Baseline.Empty;

    public IReadOnlyList<ModelCard> Cards { get; private set; } = [];

    public IReadOnlyList<FileProblem> CardProblems { get; private set; } = [];

    public IReadOnlyList<DatasetRecord> Datasets { get; private set; } = [];

    public IReadOnlyList<FileProblem> DatasetProblems { get; private set; } = [];

    /// <summary>Evaluations of models, read when somebody asks: compilers do not.</summary>
    public IReadOnlyList<Evaluation> Evaluations => _evaluations.Value.Read;

    public IReadOnlyList<FileProblem> EvaluationProblems => _evaluations.Value.Problems;

    /// <summary>Every file of the repository, walked when somebody asks: compilers do not.</summary>
    public RepositoryListing Listing => _listing.Value;

    /// <summary>What <see cref="RepositoryChecks"/> found in files, once it has looked.</summary>
    internal IReadOnlyList<Finding>? FileFindings { get; set; }

    /// <summary>What Bicep, ARM and Terraform deploy, anywhere in the repository; read when somebody asks.</summary>
    public InfrastructureModels Infrastructure => _infrastructure.Value;

    /// <summary>What the contents of those files gave.</summary>
    public ContentMemory Contents { get; }

    /// <summary>The model files among them, told by their contents when somebody asks.</summary>
    public RepositoryArtefacts Artefacts => _artefacts.Value;

    /// <summary>What manifests and register say about model files.</summary>
    public IReadOnlyList<ArtefactRecord> ArtefactRecords { get; private set; } = [];

    /// <summary>The AI systems, models and suppliers that the repository declares.</summary>
    public Register Register { get; private set; } = Register.Empty;

    /// <summary>Absolute paths of the files that the policy lists under <c>configuration</c>.</summary>
    public IReadOnlyList<string> ConfigurationFiles { get; private set; } = [];

    /// <summary>Findings about policy and waivers.</summary>
    public IReadOnlyList<Finding> PolicyFindings { get; private set; } = [];

    /// <summary>The policy cannot be relied on: the build must fail.</summary>
    public bool IsInvalid => PolicyFindings.Any(f => f.RuleId is "GOV0001" or "GOV0003" or "GOV0004" && f.Severity == Core.Severity.Error);

    /// <summary>Simple names of the assemblies of every SDK that the policy knows.</summary>
    public IReadOnlyCollection<string> Assemblies { get; private set; } = [];

    public bool HasSdkForAnyAssembly { get; private set; }

    public InputFiles Inputs => Policy.Inputs;

    /// <summary>The part of <see cref="Inputs"/> that <see cref="IsInvalid"/>, <see cref="Assemblies"/> and <see cref="HasSdkForAnyAssembly"/> depend on.</summary>
    public InputFiles InputsOfValidity { get; private set; } = new();

    private IReadOnlyList<string> Records { get; set; } = [];

    /// <summary>The policy as analyzers and gate read it.</summary>
    public CompiledPolicy Compiled => _compiled ??= CompiledPolicy.Parse(Text(".").Split('\n'))!;

    /// <param name="today">The evaluation date, UTC.</param>
    public static PolicyCompiler Run(GovernedTree tree, CalendarDate today) => Run(tree, PolicyLoader.Load(tree, today), today);

    /// <param name="policy">The policy of the tree, as it was loaded.</param>
    public static PolicyCompiler Run(GovernedTree tree, EffectivePolicy policy, CalendarDate today)
    {
        var compiler = new PolicyCompiler(tree, policy, today);
        compiler.Read();
        return compiler;
    }

    /// <summary>The compiled policy for a file in a folder that sees the governed one at <paramref name="relativeRoot"/>.</summary>
    public string Text(string relativeRoot) => PolicyRecords.Document(relativeRoot, Records);

    /// <summary>
    /// Adds the places where the search for a policy looked: one that appears nearer than the policy in force must be noticed.
    /// </summary>
    public void AddSearchedPlaces(string startFolder, InputFiles inputs)
    {
        for (var folder = Path.GetFullPath(startFolder); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            inputs.Add(Path.Combine(folder, GovernedTree.PolicyFileName));
            if (string.Equals(folder, Tree.RepositoryRoot, StringComparison.Ordinal))
            {
                break;
            }
        }
    }

    private void Read()
    {
        var findings = new List<Finding>(Policy.Problems);
        Waivers = WaiverReader.Read(Tree, Policy, Today, findings);
        Baseline = BaselineReader.Read(Tree, Policy, Today, findings);
        var registerProblems = new List<FileProblem>();
        Register = RegisterReader.Read(Tree, Policy, registerProblems);
        ArtefactRecords = ArtefactManifest.Read(Tree, Policy, Register, registerProblems);
        findings.AddRange(registerProblems.Select(p => Policy.Finding("GOV0001", p.Message, p.Place, p.Message)).OfType<Finding>());
        PolicyFindings = findings.OrderBy(f => f).ToArray();
        InputsOfValidity = new InputFiles(Inputs);

        var cardProblems = new List<FileProblem>();
        Cards = ModelCardTies.Apply(Files(Policy.Cards).SelectMany(f => ModelCardReader.ReadCards(f, Tree.Relative(f), cardProblems)).ToArray(), Register, cardProblems);
        CardProblems = cardProblems;

        var datasetProblems = new List<FileProblem>();
        var askedOfDatasets = Requirement.KeysAskedOf(RequirementShape.InDataset, Policy.Requirements);
        Datasets = Files(Policy.DatasetRecords)
            .SelectMany(f => DatasetRecordReader.ReadFile(f, Tree.Relative(f), datasetProblems, askedOfDatasets, Exists))
            .ToArray();
        DatasetProblems = datasetProblems;

        // What they hold is the compiler's input; here it only matters which there are.
        ConfigurationFiles = Policy.ConfigurationFiles
            .SelectMany(glob => RepositoryFiles.Match(Tree, glob, Inputs))
            .Where(f => ConfigurationFileKinds.Of(f, isListed: true) != ConfigurationFileKind.None)
            .Distinct(StringComparer.Ordinal)
            .ToArray();

        var catalogue = ShippedCatalogue.Instance;
        var sdks = catalogue.Sdks.Concat(Policy.Sdks).ToArray();
        Assemblies = new HashSet<string>(sdks.SelectMany(s => s.Assemblies), StringComparer.Ordinal);
        HasSdkForAnyAssembly = Policy.HttpScope == HttpScope.Everywhere || sdks.Any(s => s.Assemblies.Count == 0);
        Records =
        [
            PolicyRecords.FormatHeader(Policy.Name, Policy.PolicyFile, Policy.FailOn),
            // A new card is suggested as Markdown.
            PolicyRecords.FormatFolders(FixedFolder([.. Policy.Cards.OrderByDescending(g => g.EndsWith(".md", StringComparison.Ordinal))]), FixedFolder(Policy.DatasetRecords)),
            PolicyRecords.FormatAssemblies(sdks, HasSdkForAnyAssembly),
            PolicyRecords.FormatHttpScope(Policy.HttpScope),
            .. (Policy.HttpScope == HttpScope.Off ? [] : Policy.HttpEndpoints.Concat(catalogue.HttpEndpoints)).Select(PolicyRecords.FormatHttpEndpoint),
            .. Policy.Rules.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => PolicyRecords.FormatRule(r.Key, r.Value)),
            .. Policy.Overrides.SelectMany((chain, number) => chain.Select(o => PolicyRecords.FormatOverride(number, o)).Prepend(PolicyRecords.FormatChain(number))),
            PolicyRecords.FormatSatisfiedBy(Record.SplitList(
                Policy.Rule("GOV5001").Options.TryGetValue("satisfiedBy", out var accepted) ? accepted : "")),
            PolicyRecords.FormatConfigurationFiles(Policy.ConfigurationFiles),
            .. Cards.Select(c => PolicyRecords.FormatCard(new CardReference(
                c.Path,
                c.Models.Select(m => $"{m.Provider}:{m.Reference}").ToArray(),
                c.Deployments.Select(d => d.Text).ToArray()))),
            .. Datasets.Select(d => PolicyRecords.FormatDataset(new DatasetReference(
                d.Id.Text,
                d.Path,
                d.Files.Select(f => f.Path.Text).ToArray(),
                d.Urls.Select(u => u.Text).ToArray()))),
            .. Register.Records(),
            .. DeploymentReferences.Of(InfrastructureReader.Read(InfrastructureFiles.Find(Tree, Inputs), contents: null)).Select(PolicyRecords.FormatDeployment),
            .. Waivers.Where(w => w.IsActive(Today)).OrderBy(w => w.Id, StringComparer.Ordinal).Select(PolicyRecords.FormatWaiver),
            .. Policy.AllowedModels.Select(PolicyRecords.FormatAllowList),
            .. Policy.AllowedEndpoints.Select(l => PolicyRecords.FormatAllowedEndpoints(l.Place, l.Patterns)),
            .. Policy.AllowedRegions.Select(l => PolicyRecords.FormatAllowedRegions(l.Place, l.Patterns)),
            PolicyRecords.FormatRetired(Retiring(r => r.Date <= Today)),
            PolicyRecords.FormatRetiringSoon(Retiring(r => r.Date > Today && r.Date.DaysSince(Today) <= Policy.RetirementWarnDays)),
            .. catalogue.ListRecords,
            .. Policy.Security.Select(s => s.Write()),
            .. catalogue.SdkRecordLines,
            .. Policy.Sdks.SelectMany(SdkRecords.Write),
            .. catalogue.ModelRecordLines,
            .. Evaluated().Select(PolicyRecords.FormatEvaluated),
        ];
        // Asked only where a policy has overrides by tier; parsing the document for every project would be for nothing.
        Policy.TierAt = path => Compiled.TierAt(path);
    }

    /// <summary>
    /// Which models there are evaluations of, for code rules: the newest of each. Without dates, so that code is compiled again only when
    /// another model was evaluated, or its results moved to another file. Nothing is read where no rule asks.
    /// </summary>
    private IEnumerable<EvaluatedModel> Evaluated() => !Policy.MayReport(GOV4003_EvaluationForAnotherModel.Id)
        ? []
        : Files(Policy.EvaluationFiles)
            .SelectMany(EvaluatedIn)
            .Where(e => e.Date <= Today)
            .GroupBy(e => e.Model.Model, StringComparer.OrdinalIgnoreCase)
            .Select(g => g.OrderByDescending(e => e.Date).ThenBy(e => e.Model.Place, StringComparer.Ordinal).First().Model)
            .OrderBy(e => e.Model, StringComparer.Ordinal);

    /// <summary>What a file has evaluations of; remembered, because every project of a build asks. What is wrong with it the checks say.</summary>
    private IEnumerable<(EvaluatedModel Model, CalendarDate Date)> EvaluatedIn(string fullPath)
    {
        string lines;
        try
        {
            var info = new FileInfo(fullPath);
            lines = info.Length == 0
                ? ""
                : Contents.Get("evaluated " + ToolVersion.Text, new RepositoryFile(Tree.Relative(fullPath), fullPath, info.Length, info.LastWriteTimeUtc.Ticks), file => string.Join(
                    "\n",
                    // Which of them lie in the future is another question every day.
                    EvaluationReader.ReadFile(file.FullPath, file.Path, EndOfTime, []).Select(e => Record.Format(
                        e.Model.Text, $"{e.Model.Place.Path}({e.Model.Place.Line.ToString(CultureInfo.InvariantCulture)})", e.Date.ToString()))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }

        return lines.Split('\n').Select(Record.Parse)
            .Where(r => r.Length == 3)
            .Select(r => (new EvaluatedModel(r[0], r[1]), CalendarDate.TryParse(r[2], out var date) ? date : EndOfTime));
    }

    /// <summary>What retires in a span of days, without saying when: so the file changes only on days on which something enters or leaves it.</summary>
    private static IEnumerable<string> Retiring(Func<Retirement, bool> when) => ShippedCatalogue.Instance.Models
        .SelectMany(p => p.Retirements.Where(r => !r.NotBefore && when(r)).Select(r => $"{p.Provider}:{r.Model}"))
        .Where(m => m.IndexOf('|') < 0)
        .Distinct(StringComparer.Ordinal)
        .OrderBy(m => m, StringComparer.Ordinal);

    private (IReadOnlyList<Evaluation> Read, IReadOnlyList<FileProblem> Problems) ReadEvaluations()
    {
        var problems = new List<FileProblem>();
        var evaluations = EvaluationReader.ReadAll(
            Files(Policy.EvaluationFiles), Tree, Inputs, new KnownModels(Register, Cards), Today, problems);
        return (evaluations, problems);
    }

    private IEnumerable<string> Files(IReadOnlyList<string> globs)
    {
        var files = globs.SelectMany(g => RepositoryFiles.Match(Tree, g, Inputs)).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var file in files)
        {
            Inputs.Add(file);
        }

        return files;
    }

    /// <summary>Whether something is at a path, or where a pattern begins.</summary>
    private bool Exists(string path)
    {
        var beginning = string.Join("/", path.Split('/').TakeWhile(s => !Glob.HasWildcard(s)));
        var full = Path.Combine(Tree.Root, beginning);
        Inputs.Add(full);
        return beginning.Length > 0 && (File.Exists(full) || Directory.Exists(full));
    }

    /// <summary>The folder before the first wildcard of the first glob, with a slash at its end.</summary>
    private static string FixedFolder(IReadOnlyList<string> globs)
    {
        var folders = (globs.FirstOrDefault() ?? "").Split('/');
        return string.Concat(folders.Take(folders.Length - 1).TakeWhile(f => !Glob.HasWildcard(f)).Select(f => f + "/"));
    }
}
