using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Http;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Core.Security;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy.Layers;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>
/// Reads a policy and the layers it extends. A layer replaces what its parents say, except that what a parent locked may only be
/// tightened; of two parents the stricter counts. Whatever is wrong becomes a finding; what is right stays in force, and the baseline
/// always does.
/// </summary>
public sealed class PolicyLoader
{
    private const string BaselinePreset = "baseline";

    private readonly GovernedTree _tree;
    private readonly List<Finding> _problems = [];
    private readonly InputFiles _inputs = new();
    private readonly List<string> _stack = [];
    private readonly Dictionary<string, (LayerSource Source, YamlMapping? Root, string Digest)> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Layer> _merged = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, PolicyLayer> _layers = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _profiles = new(StringComparer.Ordinal);

    private PolicyLoader(GovernedTree tree) => _tree = tree;

    /// <param name="today">The evaluation date: announced severities count from their day on.</param>
    public static EffectivePolicy Load(GovernedTree tree, CalendarDate today)
    {
        var loader = new PolicyLoader(tree);
        var layer = loader.Root();
        loader.CheckProfile();
        loader._problems.AddRange(PolicyLock.Check(tree, loader._layers.Values.ToArray(), loader._inputs));
        return loader.Effective(layer, today);
    }

    private Layer Root()
    {
        foreach (var pack in _tree.Packs.Where(p => p.OtherVersions.Count > 0))
        {
            Changed(
                PlaceOfRoot(),
                $"The projects here reference the policy pack {pack.Id} in different versions: {pack.Version}, and {string.Join(", ", pack.OtherVersions)}. Each would be built under another policy. "
                + "Reference one version in all of them; Directory.Build.props does that");
        }

        if (_tree.PolicyFile is not null)
        {
            var layer = RootFile(_tree.PolicyFile);
            foreach (var pack in _tree.Packs.Where(p => !_layers.Values.Any(l => l.Name.StartsWith(p.Id + "/", StringComparison.OrdinalIgnoreCase))))
            {
                Changed(
                    PlaceOfRoot(),
                    $"The policy pack {pack.Id} {pack.Version} is installed, and this policy does not extend it. Add '- package: {pack.Id}' under 'extends', or remove the package");
            }

            return layer;
        }

        foreach (var name in Misnamed())
        {
            _inputs.Add(Path.Combine(_tree.Root, name));
            Invalid(new SourcePlace(name, 1, 1), $"'{name}' is not read: a policy is called '{GovernedTree.PolicyFileName}', letter for letter, or one computer would apply it and the next would not. Rename it");
        }

        // Who installs a policy pack and writes no policy wants the pack's, as if it were extended.
        var packs = _tree.Packs.Select(p => Pack(p, new SourcePlace(""))).OfType<Layer>().ToArray();
        return packs.Length > 0 ? packs.Aggregate(Layer.Combine) : Preset(BaselinePreset, new SourcePlace(""));
    }

    /// <summary>Files that somebody took for the policy. Without them the baseline would apply, and nobody would be told.</summary>
    private IEnumerable<string> Misnamed()
    {
        try
        {
            return Directory.GetFiles(_tree.Root)
                .Select(f => Path.GetFileName(f))
                .Where(n => string.Equals(n, GovernedTree.PolicyFileName, StringComparison.OrdinalIgnoreCase) || string.Equals(n, "governance.yaml", StringComparison.OrdinalIgnoreCase))
                .OrderBy(n => n, StringComparer.Ordinal)
                .ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>What is about the policy as a whole stands in its first line, or where it would be.</summary>
    private SourcePlace PlaceOfRoot() => new(_tree.PolicyFile is null ? GovernedTree.PolicyFileName : _tree.Relative(_tree.PolicyFile), 1, 1);

    private Layer RootFile(string file)
    {
        if (_tree.IsInRepository(file))
        {
            return Read(LayerSource.RepositoryFile(_tree, file)) ?? Preset(BaselinePreset, new SourcePlace(""));
        }

        Invalid(new SourcePlace(_tree.Relative(file), 1, 1), $"The policy lies outside the repository {_tree.RepositoryRoot}. Move it inside, or extend it from there through a file of the repository");
        return Preset(BaselinePreset, new SourcePlace(""));
    }

    /// <summary>A layer with everything below it, or null when it cannot be read.</summary>
    private Layer? Read(LayerSource source)
    {
        if (!_read.TryGetValue(source.Name, out var known))
        {
            known = (source, Parse(source, out var digest), digest);
            _read.Add(source.Name, known);
        }

        if (known.Root is null)
        {
            return null;
        }

        // Once, however many layers stand on it: each that extends two others would double the work.
        if (!_merged.TryGetValue(source.Name, out var layer))
        {
            layer = Merge(known.Root, source);
            _merged.Add(source.Name, layer);
        }

        return layer;
    }

    private YamlMapping? Parse(LayerSource source, out string digest)
    {
        if (source.File is not null)
        {
            _inputs.Add(source.File);
        }

        var found = new List<FileProblem>();
        var text = source.Read(found);
        digest = text is null ? "" : LayerSource.Digest(text);
        var root = text is null ? null : YamlReader.ReadText(text, source.Display, found);
        if (root is YamlMapping { Entries.Count: 0 })
        {
            found.Add(new FileProblem(new SourcePlace(source.Display, 1, 1), "The policy is empty. Start with 'schemaVersion: 1', or delete the file to get the built-in baseline."));
            root = null;
        }

        if (root is not null)
        {
            PolicyShape.Policy.Check(root, "the policy", found);
        }

        Invalid(found);
        return root as YamlMapping;
    }

    private Layer Merge(YamlMapping mapping, LayerSource source)
    {
        _stack.Add(source.Name);
        var parents = mapping.List("extends").OfType<YamlMapping>().Select(p => Parent(p, source)).OfType<Layer>().ToArray();
        if (parents.Length == 0 && source.Name != "preset " + BaselinePreset)
        {
            // A policy that names no parent, or none that can be had, still stands on the baseline: rules it does not mention are not off.
            parents = [Preset(BaselinePreset, new SourcePlace(""))];
        }

        var layer = parents.Aggregate(new Layer(), Layer.Combine);
        _stack.RemoveAt(_stack.Count - 1);
        if (layer.Settings.Count == 0)
        {
            // Said at the bottom, so that a line of inheritance without overrides is one as well.
            var kind = PolicySettings.KindOf(PolicySettings.Overrides);
            layer.Settings[PolicySettings.Overrides] = new Setting(kind, [new Contribution(OverrideChains.None, kind.Text(OverrideChains.None), source.Display)]);
        }

        Apply(mapping, source, layer);
        foreach (var profile in mapping.Mapping("profiles")?.Entries ?? [])
        {
            _profiles.Add(profile.Key.Text);
            if (profile.Key.Text == _tree.Profile && profile.Value is YamlMapping settings)
            {
                Apply(settings, source, layer);
            }
        }

        return layer;
    }

    private Layer Preset(string name, SourcePlace place)
    {
        var source = LayerSource.Preset(name);
        var layer = Read(source)!;
        Used(source, place);
        return layer;
    }

    private Layer? Pack(PolicyPack pack, SourcePlace place)
    {
        var source = LayerSource.PackFile(pack, pack.File);
        _inputs.Add(pack.File);
        if (!File.Exists(pack.File))
        {
            Changed(place.Path.Length == 0 ? PlaceOfRoot() : place, $"The policy pack {pack.Id} {pack.Version} has no file {pack.File}. Restore the packages, or ask who made the pack");
            return null;
        }

        var layer = Read(source);
        Used(source, place);
        return layer;
    }

    private void Used(LayerSource source, SourcePlace place)
    {
        if (_read.TryGetValue(source.Name, out var read) && read.Digest.Length > 0)
        {
            // Of several entries that name a layer the first in the order of places, so that the order of reading does not matter.
            var layer = new PolicyLayer(source.Name, source.Version, read.Digest, place);
            _layers[source.Name] = _layers.TryGetValue(source.Name, out var other) && other.Place.CompareTo(place) <= 0 ? other : layer;
        }
    }

    private Layer? Parent(YamlMapping entry, LayerSource source)
    {
        var named = new[] { "preset", "package", "file" }.Where(k => entry[k] is YamlScalar).ToArray();
        if (named.Length != 1)
        {
            Invalid(entry.Place, "An entry of 'extends' names either a preset, a package or a file");
            return null;
        }

        var value = (YamlScalar)entry[named[0]]!;
        switch (named[0])
        {
            case "preset":
                return Catalogue.ShippedFiles.Exists($"policies/presets/{value.Text}.yml")
                    ? Circle("preset " + value.Text, value.Place) ? null : Pinned(Preset(value.Text, value.Place), "preset " + value.Text)
                    : null;
            case "package" when !PolicyShape.PackageId.IsMatch(value.Text):
                return null;
            case "package":
                if (_tree.Packs.FirstOrDefault(p => string.Equals(p.Id, value.Text, StringComparison.OrdinalIgnoreCase)) is not { } pack)
                {
                    Changed(value.Place, $"The policy pack {value.Text} is not restored here. Reference the package {value.Text} in the projects (Directory.Build.props does it for all of them), and run 'dotnet restore'");
                    return null;
                }

                var name = LayerSource.PackFile(pack, pack.File).Name;
                return Circle(name, value.Place) ? null : Pinned(Pack(pack, value.Place), name);
            default:
                return FileLayer(value, source) is { } file ? Pinned(file.Layer, file.Name) : null;
        }

        Layer? Pinned(Layer? layer, string name)
        {
            if (entry["sha256"] is YamlScalar { Text.Length: 64 } pin && _read.TryGetValue(name, out var read) && read.Digest.Length > 0
                && !string.Equals(pin.Text, read.Digest, StringComparison.OrdinalIgnoreCase))
            {
                Changed(
                    pin.Place,
                    $"{(read.Source.Version.Length > 0 ? $"{name} of version {read.Source.Version}" : name)} has the digest {read.Digest}, and {pin.Text} is pinned here: the layer is not the one that was agreed on. "
                    + "Look at what changed ('governance policy diff'), then write the new digest");
            }

            return layer;
        }
    }

    private (Layer? Layer, string Name)? FileLayer(YamlScalar value, LayerSource source)
    {
        if (source.Boundary is null || PolicyShape.PathProblem(value.Text) is not null)
        {
            return null;
        }

        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source.File)!, value.Text));
        if (!GovernedTree.IsBelow(path, source.Boundary))
        {
            Invalid(value.Place, source.IsOwn
                ? $"'{value.Text}' lies outside the repository {_tree.RepositoryRoot}, so what it says could change without a trace. Copy it into the repository"
                : $"'{value.Text}' lies outside the policy pack. Put the file into the pack");
            return null;
        }

        var file = source.IsOwn
            ? LayerSource.RepositoryFile(_tree, path)
            : LayerSource.PackFile(_tree.Packs.First(p => source.Name.StartsWith(p.Id + "/", StringComparison.OrdinalIgnoreCase)), path);
        if (Circle(file.Name, value.Place))
        {
            return null;
        }

        if (!File.Exists(path))
        {
            _inputs.Add(path);
            Invalid(value.Place, $"'{value.Text}' does not exist");
            return null;
        }

        var layer = Read(file);
        Used(file, value.Place);
        // A file that cannot be read leaves its findings; the rules stay those of the baseline.
        return (layer ?? Preset(BaselinePreset, new SourcePlace("")), file.Name);
    }

    private bool Circle(string name, SourcePlace place)
    {
        if (!_stack.Contains(name, StringComparer.Ordinal))
        {
            return false;
        }

        Invalid(place, $"The policies extend each other in a circle: {string.Join(" -> ", _stack)} -> {name}");
        return true;
    }

    /// <summary>Puts what a layer writes over what its parents say, except where that loosens what they locked.</summary>
    private void Apply(YamlMapping mapping, LayerSource source, Layer layer)
    {
        var found = new List<FileProblem>();
        var reader = new LayerReader(source, path => Below(source.PathBase, path), found);
        foreach (var written in reader.Read(mapping))
        {
            var kind = PolicySettings.KindOf(written.Name);
            var inherited = layer.Settings.TryGetValue(written.Name, out var setting) ? setting : null;
            if (written.Value(inherited?.Value) is not { } value)
            {
                continue;
            }

            if (layer.LockOf(written.Name) is { } locked && kind.IsLooser(value, inherited?.Value))
            {
                Loosened(Describe(written.Name, kind.Text(value), value as Requirement, inherited, locked), written.Place, locked.Place, written.Name);
            }
            else if (written.Name == PolicySettings.Sdks && layer.LockOf(PolicySettings.Rules + "GOV5001") is { } lockedLogging
                && ((IReadOnlyList<SdkEntry>)value).Any(s => s.Logging.Count > 0))
            {
                Loosened(
                    $"GOV5001 InferenceCallNotLogged is locked by {lockedLogging.Place}, so no more can count as logging here", written.Place, lockedLogging.Place, written.Name);
            }
            else if (written.Name == PolicySettings.Security
                && ((IReadOnlyList<SecurityEntry>)value).SelectMany(Quietens).Select(r => (Rule: r, Lock: layer.LockOf(PolicySettings.Rules + r))).FirstOrDefault(r => r.Lock is not null)
                    is { Lock: { } lockedFlow } quietened)
            {
                Loosened(
                    $"{quietened.Rule} {RuleCatalogue.Find(quietened.Rule)!.Name} is locked by {lockedFlow.Place}, so no more can count as a check or an approval here",
                    written.Place,
                    lockedFlow.Place,
                    written.Name);
            }
            else
            {
                var own = new Contribution(value, kind.Text(value), $"{source.Display}({written.Place.Line})");
                layer.Settings[written.Name] = new Setting(kind, kind.Accumulates && inherited is not null ? inherited.Contributions.Append(own) : [own]);
            }
        }

        Override(reader.Overrides(mapping), layer);
        if (source.IsOwn)
        {
            CheckGlobs(mapping, source);
        }

        // After the settings: what a layer locks binds those above it, not itself.
        foreach (var (name, place) in LayerReader.Locks(mapping))
        {
            layer.Lock(name, reader.Cite(place));
        }

        Invalid(found);
    }

    private void Override(IReadOnlyList<(RuleOverride Override, YamlScalar Key)> overrides, Layer layer)
    {
        var accepted = new List<RuleOverride>();
        foreach (var (item, key) in overrides)
        {
            var name = PolicySettings.OfRule(item.RuleId, PolicySettings.Severity);
            var inForce = layer.Get(name, new RuleSeverity(Severity.None));
            var lockedBy = layer.LockOf(name) ?? layer.LockOf(PolicySettings.Overrides);
            if (lockedBy is not null && PolicySettings.KindOf(name).IsLooser(new RuleSeverity(item.Severity), inForce))
            {
                Loosened(
                    $"{item.RuleId} {RuleCatalogue.Find(item.RuleId)!.Name} is locked at {inForce} by {lockedBy.Place} and cannot be {item.Severity.ToWord()} in some files", key.Place, lockedBy.Place, item.RuleId);
                continue;
            }

            accepted.Add(item);
        }

        if (accepted.Count > 0)
        {
            var kind = PolicySettings.KindOf(PolicySettings.Overrides);
            var chains = layer.Get(PolicySettings.Overrides, OverrideChains.None).Append(accepted);
            var place = string.Join(" and ", accepted.Select(o => o.Place).Distinct(StringComparer.Ordinal).OrderBy(p => p, StringComparer.Ordinal));
            layer.Settings[PolicySettings.Overrides] = new Setting(kind, [new Contribution(chains, kind.Text(chains), place)]);
        }
    }

    /// <summary>A glob that matches nothing is a typing error more often than a plan.</summary>
    private void CheckGlobs(YamlMapping mapping, LayerSource source)
    {
        foreach (var path in mapping.List("overrides").OfType<YamlMapping>().SelectMany(o => o.Scalars("paths")).Where(p => PolicyShape.PathProblem(p.Text) is null))
        {
            if (!RepositoryFiles.MatchesAny(_tree, Below(source.PathBase, path.Text), _inputs))
            {
                Invalid(path.Place, $"'{path.Text}' matches no file below {(source.PathBase == _tree.Root ? "the folder of the policy" : source.PathBase)}. Correct the path, or remove it");
            }
        }
    }

    private static string Describe(string name, string value, Requirement? now, Setting? inherited, SettingLock locked)
    {
        if (name.StartsWith(PolicySettings.Rules, StringComparison.Ordinal))
        {
            var parts = name.Split('.');
            var rule = RuleCatalogue.Find(parts[1])!;
            return parts[2] == "severity"
                ? $"{rule.Id} {rule.Name} is locked at {inherited?.Text ?? "none"} by {locked.Place} and cannot be {value} here"
                : $"{rule.Id} {rule.Name} is locked by {locked.Place}, so {parts[2]} cannot be '{value}' here"
                    + (inherited is null ? "" : $"; it is '{inherited.Text}' there");
        }

        if (name.StartsWith(PolicySettings.Requirements, StringComparison.Ordinal))
        {
            return $"The requirement '{name.Substring(PolicySettings.Requirements.Length)}' is locked by {locked.Place} and cannot be loosened here"
                + (inherited is null ? "" : $": {RequirementText.Change((Requirement)inherited.Value, now!)}; it is written in {inherited.Place}");
        }

        var because = locked.Name.StartsWith(PolicySettings.Rules, StringComparison.Ordinal) && RuleCatalogue.Find(locked.Name.Substring(PolicySettings.Rules.Length)) is { } governed
            ? $"{governed.Id} {governed.Name} is locked by {locked.Place}, so '{name}' cannot be '{value}' here"
            : $"'{name}' is locked by {locked.Place} and cannot be '{value}' here";
        return because + (inherited is null ? "" : $"; it is '{inherited.Text}' in {inherited.Place}");
    }

    private void CheckProfile()
    {
        if (_tree.Profile.Length > 0 && !_profiles.Contains(_tree.Profile))
        {
            Invalid(
                PlaceOfRoot(),
                $"There is no profile '{_tree.Profile}', which the property GovernanceProfile or the option --profile asks for. "
                + (_profiles.Count == 0 ? "No layer defines profiles" : $"There {(_profiles.Count == 1 ? "is" : "are")} {string.Join(", ", _profiles)}"));
        }
    }

    private EffectivePolicy Effective(Layer layer, CalendarDate today) => new()
    {
        Name = string.Join(" and ", layer.Get<IReadOnlyList<string>>(PolicySettings.Name, [])),
        Owner = string.Join(" and ", layer.Get<IReadOnlyList<string>>(PolicySettings.Owner, [])),
        PolicyFile = _tree.PolicyFile is null ? "" : _tree.Relative(_tree.PolicyFile),
        FailOn = layer.Get(PolicySettings.FailOn, Severity.Error),
        Rules = RuleCatalogue.All
            .Where(r => layer.Settings.ContainsKey(PolicySettings.OfRule(r.Id, PolicySettings.Severity)))
            .ToDictionary(r => r.Id, r => Rule(layer, r, today), StringComparer.Ordinal),
        Overrides = layer.Get(PolicySettings.Overrides, OverrideChains.None) is { IsEmpty: false } chains ? chains.Chains : [],
        Cards = layer.Get<IReadOnlyList<string>>(PolicySettings.Cards, []),
        AllowedModels = layer.Get<IReadOnlyList<ModelAllowList>>(PolicySettings.AllowedModels, []),
        ModelLicences = layer.Get<IReadOnlyList<LicenceLists>>(PolicySettings.ModelLicences, []),
        AllowedRegions = layer.Get<IReadOnlyList<AllowList>>(PolicySettings.Regions, []),
        AllowedEndpoints = layer.Get<IReadOnlyList<AllowList>>(PolicySettings.AllowedEndpoints, []),
        AllowedPackages = layer.Get<IReadOnlyList<AllowList>>(PolicySettings.AllowedPackages, []),
        DataFiles = layer.Get<IReadOnlyList<string>>(PolicySettings.DataFiles, []),
        MaxOverlap = layer.Get(PolicySettings.MaxOverlap, 0m),
        NearDuplicate = layer.Get(PolicySettings.NearDuplicate, 1m),
        EvaluationFiles = layer.Get<IReadOnlyList<string>>(PolicySettings.EvaluationFiles, []),
        MetricBaselines = layer.Get<IReadOnlyList<string>>(PolicySettings.MetricBaseline, []),
        MaxRelativeDrop = layer.Get(PolicySettings.MaxRelativeDrop, 1m),
        MinGroupSamples = layer.Get(PolicySettings.MinGroupSamples, 0),
        ArtefactManifests = layer.Get<IReadOnlyList<string>>(PolicySettings.ArtefactManifest, []),
        RetirementWarnDays = layer.Get(PolicySettings.WarnDays, 0),
        DatasetRecords = layer.Get<IReadOnlyList<string>>(PolicySettings.DatasetRecords, []),
        ConfigurationFiles = layer.Get<IReadOnlyList<string>>(PolicySettings.ConfigurationFiles, []),
        HttpScope = layer.Get(PolicySettings.HttpScopeName, HttpScope.BesideSdks),
        HttpEndpoints = layer.Settings
            .Where(s => s.Key.StartsWith(PolicySettings.HttpEndpoints, StringComparison.Ordinal))
            .Select(s => (HttpEndpoint)s.Value.Value)
            // The first that matches counts, so the more exact come first.
            .OrderBy(e => e.Host.Count(c => c == '*'))
            .ThenByDescending(e => e.Host.Length)
            .ThenByDescending(e => e.Path.Length)
            .ThenBy(e => e.Host + e.Path, StringComparer.Ordinal)
            .ToArray(),
        Licences = layer.Get<IReadOnlyList<LicenceLists>>(PolicySettings.Licences, []),
        // The repository's own one last: messages name it.
        Registers = layer.Get<IReadOnlyList<RegisterSource>>(PolicySettings.Register, []).OrderBy(r => r.IsRequired).ToArray(),
        WaiverFiles = layer.Get<IReadOnlyList<string>>(PolicySettings.WaiverFile, [])
            .Select(f => new WaiverSource(f, IsNamedByRepository(layer, PolicySettings.WaiverFile)))
            .ToArray(),
        WaiverRules = new WaiverRules
        {
            MaxDays = Limit(layer, PolicySettings.WaiverMaxDays),
            MaxActive = Limit(layer, PolicySettings.WaiverMaxActive),
            Unwaivable = layer.Get<IReadOnlyList<string>>(PolicySettings.WaiverUnwaivable, []),
            SecondPerson = layer.Get(PolicySettings.WaiverSecondPerson, false),
            WarnDays = layer.Get(PolicySettings.WaiverWarnDays, 0),
            BaseBranch = layer.Get<IReadOnlyList<string>>(PolicySettings.WaiverBaseBranch, []).FirstOrDefault() ?? "",
        },
        Baseline = new BaselineRules
        {
            File = layer.Get<IReadOnlyList<string>>(PolicySettings.BaselineFile, []).FirstOrDefault() ?? "",
            MaxDays = Limit(layer, PolicySettings.BaselineMaxDays),
            BaseBranch = layer.Get<IReadOnlyList<string>>(PolicySettings.BaselineBaseBranch, []).FirstOrDefault() ?? "",
        },
        Requirements = layer.Settings
            .Where(s => s.Key.StartsWith(PolicySettings.Requirements, StringComparison.Ordinal))
            .Select(s => (Requirement)s.Value.Value)
            .ToArray(),
        CatalogueMaxAgeDays = layer.Get(PolicySettings.CatalogueMaxAge, 0),
        Sdks = layer.Get<IReadOnlyList<SdkEntry>>(PolicySettings.Sdks, []),
        Security = layer.Get<IReadOnlyList<SecurityEntry>>(PolicySettings.Security, []),
        Settings = layer.Settings.Where(s => s.Value.Value is not OverrideChains { IsEmpty: true }).Select(s => new EffectiveSetting(s.Key, s.Value.Text, s.Value.Place, layer.LockOf(s.Key)?.Place ?? "") { Raw = s.Value.Value }).ToArray(),
        Layers = _layers.Values.ToArray(),
        Sha256 = _tree.PolicyFile is { } own && _read.TryGetValue(_tree.Relative(own), out var read) ? read.Digest : "",
        Profile = _tree.Profile,
        Problems = _problems.Distinct().OrderBy(p => p).ToArray(),
        Inputs = _inputs,
    };

    /// <summary>The rules that find less because of an entry.</summary>
    private static IEnumerable<string> Quietens(SecurityEntry entry) => entry.Section switch
    {
        SecuritySection.Approvals => ["GOV6007"],
        SecuritySection.Validators => entry.Kinds.Count == 0 ? ["GOV6001", "GOV6002"]
            : entry.Kinds.Select(k => k == SecurityKinds.Instructions ? "GOV6001" : "GOV6002").Distinct(),
        _ => [],
    };

    private static int? Limit(Layer layer, string name) => layer.Settings.TryGetValue(name, out var setting) ? (int)setting.Value : null;

    /// <summary>Presets and packs name a place where a file may be; a repository names one that is there.</summary>
    private bool IsNamedByRepository(Layer layer, string name) =>
        layer.Settings[name].Contributions.Any(c => _read.Values.Any(r => r.Source.IsOwn && c.Place.StartsWith(r.Source.Display + "(", StringComparison.Ordinal)));

    private static RuleSetting Rule(Layer layer, RuleInfo rule, CalendarDate today)
    {
        var name = PolicySettings.OfRule(rule.Id, PolicySettings.Severity);
        var setting = layer.Settings[name];
        var severity = (RuleSeverity)setting.Value;
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in rule.Options)
        {
            if (layer.Settings.TryGetValue(PolicySettings.OfRule(rule.Id, "." + option), out var value))
            {
                options[option] = value.Value is IReadOnlyList<string> list ? Record.JoinList(list) : value.Text;
            }
        }

        return new RuleSetting(severity.On(today), layer.LockOf(name) is not null, setting.Place)
        {
            ErrorFrom = severity.ErrorFrom is { } from && from > today ? from : null,
            Options = options,
        };
    }

    /// <summary>Paths in a layer are relative to the layer's folder; from here on they are relative to the governed one.</summary>
    private string Below(string? folder, string path)
    {
        // "policy/../governance" has to become "governance": patterns are compared with paths as text.
        var parts = new List<string>();
        foreach (var part in ((folder is null ? "" : GovernedTree.RelativePath(_tree.Root, folder) + "/") + path).Split('/', '\\'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part.Length > 0 && part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join("/", parts);
    }

    private void Loosened(string message, SourcePlace place, string lockedBy, string subject) =>
        _problems.Add(new Finding("GOV0003", Severity.Error, message + ". Remove this setting, or ask for a waiver.", place, subject) { PolicyPlace = lockedBy });

    private void Changed(SourcePlace place, string message) =>
        _problems.Add(new Finding("GOV0004", Severity.Error, Excerpt.Visible(Sentence.End(message)), place, Excerpt.Visible(message)));

    private void Invalid(SourcePlace place, string message) =>
        _problems.Add(new Finding("GOV0001", Severity.Error, Excerpt.Visible(Sentence.End(message)), place, Excerpt.Visible(message)));

    private void Invalid(IEnumerable<FileProblem> found)
    {
        foreach (var problem in found)
        {
            Invalid(problem.Place, problem.Message);
        }
    }
}
