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
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>
/// Reads a policy and the layers it extends. A layer replaces what its parents say, except that a locked rule may only be tightened;
/// of two parents the stricter counts. Whatever is wrong becomes a finding; what is right stays in force, and the baseline always does.
/// </summary>
public sealed class PolicyLoader
{
    private const string BaselinePreset = "baseline";

    private readonly GovernedTree _tree;
    private readonly List<Finding> _problems = [];
    private readonly InputFiles _inputs = new();
    private readonly List<string> _stack = [];

    private PolicyLoader(GovernedTree tree) => _tree = tree;

    public static EffectivePolicy Load(GovernedTree tree)
    {
        var loader = new PolicyLoader(tree);
        var layer = tree.PolicyFile is null ? loader.Preset(BaselinePreset) : loader.PolicyLayer(tree.PolicyFile);
        return new EffectivePolicy
        {
            Name = layer.Name,
            Owner = layer.Owner,
            PolicyFile = tree.PolicyFile is null ? "" : tree.Relative(tree.PolicyFile),
            FailOn = layer.FailOn ?? Severity.Error,
            Rules = layer.Rules,
            Cards = layer.Cards ?? "",
            AllowedModels = layer.AllowedModels,
            RetirementWarnDays = layer.RetirementWarnDays ?? 0,
            DatasetRecords = layer.DatasetRecords ?? "",
            ConfigurationFiles = layer.ConfigurationFiles ?? [],
            HttpScope = layer.HttpScope ?? HttpScope.BesideSdks,
            HttpEndpoints = layer.HttpEndpoints,
            Licences = layer.Licences ?? LicenceLists.Empty,
            WaiverFiles = layer.WaiverFile is null ? [] : [new WaiverSource(layer.WaiverFile, layer.WaiverFileIsOwn)],
            Sdks = layer.Sdks,
            Problems = loader._problems.OrderBy(p => p).ToArray(),
            Inputs = loader._inputs,
        };
    }

    /// <summary>One layer with everything below it already merged in.</summary>
    private sealed class Layer
    {
        public string Name { get; set; } = "";

        public string Owner { get; set; } = "";

        public Severity? FailOn { get; set; }

        public Dictionary<string, RuleSetting> Rules { get; } = new(StringComparer.Ordinal);

        public string? Cards { get; set; }

        /// <summary>Every layer's list stays in force, so a layer can only narrow what its parents allow.</summary>
        public List<ModelAllowList> AllowedModels { get; } = [];

        public int? RetirementWarnDays { get; set; }

        public string? DatasetRecords { get; set; }

        public IReadOnlyList<string>? ConfigurationFiles { get; set; }

        public HttpScope? HttpScope { get; set; }

        public List<HttpEndpoint> HttpEndpoints { get; } = [];

        public LicenceLists? Licences { get; set; }

        public string? WaiverFile { get; set; }

        public bool WaiverFileIsOwn { get; set; }

        public List<SdkEntry> Sdks { get; } = [];

        /// <summary>Adds a parent beside those already there: the stricter counts.</summary>
        public void AddParent(Layer parent)
        {
            foreach (var rule in parent.Rules)
            {
                Rules[rule.Key] = Rules.TryGetValue(rule.Key, out var mine) ? Stricter(mine, rule.Value) : rule.Value;
            }

            // A lower threshold fails the build sooner.
            FailOn = FailOn is { } own && parent.FailOn is { } theirs ? (own < theirs ? own : theirs) : FailOn ?? parent.FailOn;
            Cards ??= parent.Cards;
            AllowedModels.AddRange(parent.AllowedModels.Where(theirs => AllowedModels.All(mine => mine.Place != theirs.Place)));
            RetirementWarnDays = RetirementWarnDays > parent.RetirementWarnDays ? RetirementWarnDays : parent.RetirementWarnDays ?? RetirementWarnDays;
            DatasetRecords ??= parent.DatasetRecords;
            // Looking into more files is stricter.
            ConfigurationFiles = ConfigurationFiles is null || parent.ConfigurationFiles is null
                ? ConfigurationFiles ?? parent.ConfigurationFiles
                : ConfigurationFiles.Union(parent.ConfigurationFiles, StringComparer.Ordinal).ToArray();
            Licences = Licences is null || parent.Licences is null ? Licences ?? parent.Licences : Both(Licences, parent.Licences);
            WaiverFile ??= parent.WaiverFile;
            WaiverFileIsOwn |= parent.WaiverFileIsOwn;
            Sdks.AddRange(parent.Sdks);
            HttpScope = HttpScope > parent.HttpScope ? HttpScope : parent.HttpScope ?? HttpScope;
            HttpEndpoints.AddRange(parent.HttpEndpoints);
        }

        private static RuleSetting Stricter(RuleSetting a, RuleSetting b)
        {
            var winner = b.Severity > a.Severity || (b.Severity == a.Severity && b.Locked && !a.Locked) ? b : a;
            return winner with { Locked = a.Locked || b.Locked };
        }

        /// <summary>Denied by one is denied, and allowed is only what both allow.</summary>
        private static LicenceLists Both(LicenceLists a, LicenceLists b) => new(
            a.Allow.Intersect(b.Allow, StringComparer.Ordinal).ToArray(),
            a.Review.Union(b.Review, StringComparer.Ordinal).Union(a.Allow.Except(b.Allow)).Union(b.Allow.Except(a.Allow)).ToArray(),
            a.Deny.Union(b.Deny, StringComparer.Ordinal).ToArray(),
            a.Unlisted == "deny" || b.Unlisted == "deny" ? "deny" : a.Unlisted == "review" || b.Unlisted == "review" ? "review" : "allow",
            a.Place + " and " + b.Place);
    }

    private Layer PolicyLayer(string file)
    {
        var display = _tree.Relative(file);
        if (!_tree.IsInRepository(file))
        {
            Invalid(new SourcePlace(display, 1, 1), $"The policy lies outside the repository {_tree.RepositoryRoot}. Move it inside, or extend it from there through a file of the repository");
            return Preset(BaselinePreset);
        }

        _inputs.Add(file);
        var found = new List<FileProblem>();
        var root = YamlReader.ReadFile(file, display, found);
        if (root is YamlMapping { Entries.Count: 0 })
        {
            found.Add(new FileProblem(new SourcePlace(display, 1, 1), "The policy is empty. Start with 'schemaVersion: 1', or delete the file to get the built-in baseline."));
            root = null;
        }

        if (root is not null)
        {
            PolicyShape.Policy.Check(root, "the policy", found);
        }

        Invalid(found);
        return root is YamlMapping mapping ? Merge(mapping, display, Path.GetDirectoryName(file)!) : Preset(BaselinePreset);
    }

    private Layer Preset(string name)
    {
        var file = $"policies/presets/{name}.yml";
        var found = new List<FileProblem>();
        // The shape of shipped files is a test's business.
        var mapping = (YamlMapping)YamlReader.ReadText(ShippedFiles.Text(file), $"preset {name}", found)!;
        return Merge(mapping, $"preset {name}", null);
    }

    private Layer Merge(YamlMapping mapping, string display, string? folder)
    {
        var layer = new Layer();
        _stack.Add(display);
        var parents = mapping.List("extends").OfType<YamlMapping>().ToArray();
        foreach (var parent in parents)
        {
            if (Parent(parent, folder) is { } below)
            {
                layer.AddParent(below);
            }
        }

        if (parents.Length == 0 && display != "preset " + BaselinePreset)
        {
            // A policy that names no parent still stands on the baseline: rules it does not mention are not off.
            layer.AddParent(Preset(BaselinePreset));
        }

        _stack.RemoveAt(_stack.Count - 1);
        layer.Name = mapping.Text("name") ?? layer.Name;
        layer.Owner = mapping.Text("owner") ?? layer.Owner;
        if (SeverityText.TryParse(mapping.Text("failOn"), out var failOn))
        {
            layer.FailOn = failOn;
        }

        if (mapping.Mapping("models") is { } models)
        {
            // Before the rules: whether a setting is locked is what the parents say.
            layer.Cards = models.Text("cards") is { } cards ? Below(folder, cards) : layer.Cards;
            Models(models, display, layer);
        }

        RawHttp(mapping, layer);
        Rules(mapping.Mapping("rules"), display, layer);
        if (mapping.Mapping("datasets") is { } datasets)
        {
            layer.DatasetRecords = datasets.Text("records") is { } records ? Below(folder, records) : layer.DatasetRecords;
            if (datasets.Mapping("licences") is { } licences)
            {
                layer.Licences = Licences(licences, layer.Licences ?? LicenceLists.Empty, display);
            }
        }

        if (mapping.Mapping("configuration") is { } configuration && configuration.Entry("files") is not null)
        {
            layer.ConfigurationFiles = configuration.Texts("files").Select(f => Below(folder, f)).ToArray();
            if (layer.ConfigurationFiles.FirstOrDefault(f => f.StartsWith("../", StringComparison.Ordinal)) is { } outside)
            {
                Invalid(configuration.Entry("files")!.Value.Place, $"'{outside}' lies outside the governed folder {_tree.Root}");
            }
        }

        if (mapping.Mapping("waivers")?.Text("file") is { } waivers)
        {
            layer.WaiverFile = Below(folder, waivers);
            layer.WaiverFileIsOwn = folder is not null;
        }

        var found = new List<FileProblem>();
        layer.Sdks.AddRange(mapping.List("sdks").Select(item => SdkReader.ReadPolicyItem(item, found)).OfType<SdkEntry>());
        Invalid(found);
        return layer;
    }

    private Layer? Parent(YamlMapping entry, string? folder)
    {
        var preset = entry.Text("preset");
        var file = entry.Text("file");
        if ((preset is null) == (file is null))
        {
            Invalid(entry.Place, "An entry of 'extends' names either a preset or a file");
            return null;
        }

        if (preset is not null)
        {
            return ShippedFiles.Exists($"policies/presets/{preset}.yml") ? Preset(preset) : null;
        }

        var path = Path.GetFullPath(Path.Combine(folder ?? _tree.Root, file!));
        var display = _tree.Relative(path);
        var place = entry.Entry("file")!.Value.Place;
        if (_stack.Contains(display))
        {
            Invalid(place, $"The policies extend each other in a circle: {string.Join(" -> ", _stack)} -> {display}");
            return null;
        }

        if (!_tree.IsInRepository(path))
        {
            Invalid(place, $"'{file}' lies outside the repository {_tree.RepositoryRoot}, so what it says could change without a trace. Copy it into the repository");
            return null;
        }

        if (!File.Exists(path))
        {
            _inputs.Add(path);
            Invalid(place, $"'{file}' does not exist");
            return null;
        }

        return PolicyLayer(path);
    }

    private void Rules(YamlMapping? rules, string display, Layer layer)
    {
        var seen = new Dictionary<string, YamlScalar>(StringComparer.Ordinal);
        foreach (var entry in rules?.Entries ?? [])
        {
            if (RuleCatalogue.Find(entry.Key.Text) is not { } rule)
            {
                continue;
            }

            if (seen.TryGetValue(rule.Id, out var first))
            {
                Invalid(entry.Key.Place, $"'{entry.Key.Text}' is the same rule as '{first.Text}' in line {first.Place.Line}. Keep one of the two");
                continue;
            }

            seen.Add(rule.Id, entry.Key);
            Rule(rule, entry, display, layer);
        }
    }

    private void Rule(RuleInfo rule, YamlEntry entry, string display, Layer layer)
    {
        var below = layer.Rules.TryGetValue(rule.Id, out var parent) ? parent : RuleSetting.Off;
        var options = below.Options.ToDictionary(o => o.Key, o => o.Value, StringComparer.Ordinal);
        var severity = below.Severity;
        var locked = below.Locked;
        if (entry.Value is YamlMapping mapping)
        {
            if (SeverityText.TryParse(mapping.Text("severity"), out var own))
            {
                severity = own;
            }

            locked |= mapping.Text("locked") == "true";
            // Keys that no rule has are the shape's business; here it is about options of other rules.
            foreach (var option in mapping.Entries.Where(e => RuleCatalogue.All.Any(r => r.Options.Contains(e.Key.Text))))
            {
                if (!rule.Options.Contains(option.Key.Text))
                {
                    Invalid(option.Key.Place, rule.Options.Count == 0
                        ? $"{rule.Id} {rule.Name} has no option '{option.Key.Text}'"
                        : $"{rule.Id} {rule.Name} has no option '{option.Key.Text}'; it has {string.Join(", ", rule.Options)}");
                    continue;
                }

                options[option.Key.Text] = string.Join("|", mapping.Texts(option.Key.Text));
            }
        }
        else if (SeverityText.TryParse((entry.Value as YamlScalar)?.Text, out var shorthand))
        {
            severity = shorthand;
        }

        var place = $"{display}({entry.Key.Place.Line})";
        if (below.Locked && (severity < below.Severity || IsLooser(below, options)))
        {
            Loosened(
                $"{rule.Id} {rule.Name} is locked at {below.Severity.ToWord()} by {below.Place} and cannot be loosened here", below, entry.Key, rule.Id);
            return;
        }

        layer.Rules[rule.Id] = new RuleSetting(severity, locked, place) { Options = options };
    }

    /// <summary>Accepting more as logged, or counting less as a finding, loosens a rule as surely as its severity does.</summary>
    private static bool IsLooser(RuleSetting below, Dictionary<string, string> options)
    {
        foreach (var option in options)
        {
            below.Options.TryGetValue(option.Key, out var before);
            if (option.Key == "satisfiedBy" && option.Value.Split('|').Except((before ?? "").Split('|')).Any())
            {
                return true;
            }

            if (option.Key == "notVisible"
                && SeverityText.TryParse(option.Value, out var now)
                && now < (SeverityText.TryParse(before, out var then) ? then : Severity.Suggestion))
            {
                return true;
            }
        }

        return false;
    }

    private void Models(YamlMapping models, string display, Layer layer)
    {
        if (models["allow"] is YamlSequence allow && allow.Items.All(i => i is YamlScalar { Text: var text } && PolicyShape.AllowProblem(text) is null))
        {
            layer.AllowedModels.Add(new ModelAllowList(models.Texts("allow"), $"{display}({models.Entry("allow")!.Key.Place.Line})"));
        }

        if (models.Mapping("retirement")?["warnDays"] is not YamlScalar written || !PolicyShape.TryParseDays(written.Text, out var days))
        {
            return;
        }

        if (layer.Rules.TryGetValue("GOV1005", out var below) && below.Locked && days < layer.RetirementWarnDays)
        {
            Loosened(
                $"GOV1005 ModelRetiringSoon is locked by {below.Place}, so warnDays cannot go below {layer.RetirementWarnDays} here", below, written, "GOV1005");
            return;
        }

        layer.RetirementWarnDays = days;
    }

    private void RawHttp(YamlMapping policy, Layer layer)
    {
        var settings = policy.Mapping("rawHttp");
        var written = (settings is null ? policy["rawHttp"] : settings["scope"]) as YamlScalar;
        if (written is not null && HttpScopeText.TryParse(written.Text) is { } scope)
        {
            // What is not looked for is not found, so looking in fewer projects loosens every rule about code.
            var before = layer.HttpScope ?? HttpScope.BesideSdks;
            if (scope < before && RuleCatalogue.CodeRules.FirstOrDefault(r => layer.Rules.TryGetValue(r.Info.Id, out var s) && s.Locked) is { Info: var rule })
            {
                var below = layer.Rules[rule.Id];
                Loosened($"{rule.Id} {rule.Name} is locked by {below.Place}, so rawHttp cannot go from {before.ToWord()} to {scope.ToWord()} here", below, written, rule.Id);
            }
            else
            {
                layer.HttpScope = scope;
            }
        }

        // In front, so that a policy can say more about an address than the shipped list does. What has a wrong shape is reported already.
        var problems = new List<FileProblem>();
        var endpoints = (settings?.List("endpoints") ?? []).OfType<YamlMapping>().Where(e =>
        {
            problems.Clear();
            HttpEndpointReader.Shape.Check(e, "endpoints", problems);
            return problems.Count == 0;
        });
        layer.HttpEndpoints.InsertRange(0, endpoints.Select(HttpEndpointReader.Read));
    }

    private void Loosened(string message, RuleSetting below, YamlValue value, string rule) =>
        _problems.Add(new Finding("GOV0003", Severity.Error, message + ". Remove this setting, or ask for a waiver.", value.Place, rule)
        {
            PolicyPlace = below.Place,
        });

    private static LicenceLists Licences(YamlMapping licences, LicenceLists below, string display) => new(
        licences.Entry("allow") is null ? below.Allow : licences.Texts("allow"),
        licences.Entry("review") is null ? below.Review : licences.Texts("review"),
        licences.Entry("deny") is null ? below.Deny : licences.Texts("deny"),
        licences.Text("unlisted") ?? below.Unlisted,
        $"{display}({licences.Place.Line})");

    /// <summary>Paths in a layer are relative to the layer's folder; from here on they are relative to the governed one.</summary>
    private string Below(string? folder, string path)
    {
        if (folder is null)
        {
            return path;
        }

        // "policy/../governance" has to become "governance": patterns are compared with paths as text.
        var parts = new List<string>();
        foreach (var part in (GovernedTree.RelativePath(_tree.Root, folder) + "/" + path).Split('/', '\\'))
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

    private void Invalid(SourcePlace place, string message) =>
        _problems.Add(new Finding("GOV0001", Severity.Error, Sentence.End(message), place, message));

    private void Invalid(IEnumerable<FileProblem> found)
    {
        foreach (var problem in found)
        {
            Invalid(problem.Place, problem.Message);
        }
    }
}
