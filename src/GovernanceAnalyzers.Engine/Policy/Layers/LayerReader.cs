using System;
using System.Collections.Generic;
using System.Globalization;
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

namespace GovernanceAnalyzers.Engine.Policy.Layers;

/// <summary>A setting as a layer writes it.</summary>
/// <param name="Place">Where findings about it go.</param>
/// <param name="Value">What it becomes, given what the parents say (null where they say nothing): a layer restates only what it changes.</param>
internal sealed record Written(string Name, SourcePlace Place, Func<object?, object?> Value);

/// <summary>
/// Reads the settings of one layer. What has a wrong shape was reported before and is left out here, so that the rest stays in force.
/// </summary>
/// <param name="below">Makes a path of this layer relative to the governed folder.</param>
internal sealed class LayerReader(LayerSource source, Func<string, string> below, ICollection<FileProblem> problems)
{
    public IReadOnlyList<Written> Read(YamlMapping policy)
    {
        var written = new List<Written>();
        Texts(policy, "name", PolicySettings.Name);
        Texts(policy, "owner", PolicySettings.Owner);
        Scalar<Severity>(policy, "failOn", PolicySettings.FailOn, t => SeverityText.TryParse(t, out var s) && s != Severity.None ? s : null);
        if (policy.Mapping("models") is { } models)
        {
            Paths(models, "cards", PolicySettings.Cards);
            AllowedModels(models);
            AllowLists(models, "regions", PolicySettings.Regions);
            if (models.Mapping("licences") is { } modelLicences)
            {
                Licences(modelLicences, PolicySettings.ModelLicences);
            }

            if (models.Mapping("retirement") is { } retirement)
            {
                Days(retirement, "warnDays", PolicySettings.WarnDays);
            }
        }

        if (policy.Mapping("datasets") is { } datasets)
        {
            Paths(datasets, "records", PolicySettings.DatasetRecords);
            Paths(datasets, "files", PolicySettings.DataFiles);
            if (datasets.Mapping("licences") is { } licences)
            {
                Licences(licences, PolicySettings.Licences);
            }
        }

        if (policy.Mapping("contamination") is { } contamination)
        {
            Fraction(contamination, "maxOverlap", PolicySettings.MaxOverlap);
            Fraction(contamination, "nearDuplicate", PolicySettings.NearDuplicate);
        }

        if (policy.Mapping("evaluations") is { } evaluations)
        {
            Paths(evaluations, "files", PolicySettings.EvaluationFiles);
            Paths(evaluations, "baseline", PolicySettings.MetricBaseline);
            Fraction(evaluations, "maxRelativeDrop", PolicySettings.MaxRelativeDrop);
            Scalar<int>(evaluations, "minGroupSamples", PolicySettings.MinGroupSamples, t =>
                int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null);
        }

        if (policy.Mapping("artefacts") is { } artefacts)
        {
            Paths(artefacts, "manifest", PolicySettings.ArtefactManifest);
        }

        if (policy.Mapping("packages") is { } packages)
        {
            AllowLists(packages, "allow", PolicySettings.AllowedPackages, text => Repository.Checks.GOV1010_AiPackageNotAllowed.ProblemOf(text) is null);
        }

        if (policy.Mapping("endpoints") is { } endpoints)
        {
            AllowLists(endpoints, "allow", PolicySettings.AllowedEndpoints, t => EndpointPattern.Parse(t) is not null);
        }

        if (policy.Mapping("configuration") is { } configuration)
        {
            Paths(configuration, "files", PolicySettings.ConfigurationFiles);
        }

        if (policy.Mapping("waivers") is { } waivers)
        {
            Paths(waivers, "file", PolicySettings.WaiverFile);
            Days(waivers, "maxDays", PolicySettings.WaiverMaxDays);
            Days(waivers, "maxActive", PolicySettings.WaiverMaxActive);
            Days(waivers, "warnDays", PolicySettings.WaiverWarnDays);
            Scalar<bool>(waivers, "secondPerson", PolicySettings.WaiverSecondPerson, t => t == "true" ? true : t == "false" ? false : null);
            Texts(waivers, "baseBranch", PolicySettings.WaiverBaseBranch);
            if (waivers.Entry("unwaivable") is { } unwaivable)
            {
                var ids = SettingKinds.Sorted(waivers.Texts("unwaivable").Select(t => RuleCatalogue.Find(t)?.Id ?? t));
                Add(PolicySettings.WaiverUnwaivable, unwaivable.Key, ids);
            }
        }

        if (policy.Mapping("baseline") is { } baseline)
        {
            Paths(baseline, "file", PolicySettings.BaselineFile);
            Days(baseline, "maxDays", PolicySettings.BaselineMaxDays);
            Texts(baseline, "baseBranch", PolicySettings.BaselineBaseBranch);
        }

        if (policy.Mapping("catalogue") is { } catalogue)
        {
            Days(catalogue, "maxAgeDays", PolicySettings.CatalogueMaxAge);
        }

        Register(policy);
        RawHttp(policy);
        Sdks(policy);
        Security(policy);
        written.AddRange(ReadRules(policy));
        ReadRequirements(policy);
        return written;

        void ReadRequirements(YamlMapping policy)
        {
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var item in policy.List("requirements").OfType<YamlMapping>())
            {
                if (item["id"] is not YamlScalar id)
                {
                    continue;
                }

                if (seen.TryGetValue(id.Text, out var line))
                {
                    problems.Add(new FileProblem(id.Place, $"There is a requirement '{id.Text}' in line {line} already. Keep one of the two."));
                    continue;
                }

                seen.Add(id.Text, id.Place.Line);
                written.Add(new Written(
                    PolicySettings.Requirements + id.Text, id.Place, inherited => Requirement.Override((Requirement?)inherited, item, source.Display, problems)));
            }
        }

        void Add(string name, YamlScalar key, object value) => written.Add(new Written(name, key.Place, _ => value));

        void Scalar<T>(YamlMapping mapping, string key, string name, Func<string, T?> parse)
            where T : struct
        {
            if (mapping[key] is YamlScalar value && parse(value.Text) is { } parsed)
            {
                Add(name, mapping.Entry(key)!.Key, parsed);
            }
        }

        void Days(YamlMapping mapping, string key, string name) =>
            Scalar<int>(mapping, key, name, t => PolicyShape.TryParseDays(t, out var days) ? days : null);

        void Fraction(YamlMapping mapping, string key, string name) =>
            Scalar<decimal>(mapping, key, name, t => PolicyShape.TryParseFraction(t, out var fraction) ? fraction : null);

        void AllowLists(YamlMapping mapping, string key, string name, Func<string, bool>? isEntry = null)
        {
            if (mapping[key] is YamlSequence list && list.Items.All(i => i is YamlScalar { Text: var text } && text.Trim().Length > 0 && isEntry?.Invoke(text) != false))
            {
                var entry = mapping.Entry(key)!.Key;
                Add(name, entry, new[] { new AllowList(mapping.Texts(key), Cite(entry)) });
            }
        }

        void Texts(YamlMapping mapping, string key, string name)
        {
            if (mapping[key] is YamlScalar value)
            {
                Add(name, mapping.Entry(key)!.Key, new[] { value.Text });
            }
        }

        // "files: []" says that there are none, "files:" says nothing.
        void Paths(YamlMapping mapping, string key, string name)
        {
            if (mapping[key] is null)
            {
                return;
            }

            var paths = SettingKinds.Sorted(mapping.Texts(key).Where(t => PolicyShape.PathProblem(t) is null).Select(below));
            foreach (var outside in mapping.Scalars(key).Where(t => PolicyShape.PathProblem(t.Text) is null && below(t.Text).StartsWith("../", StringComparison.Ordinal)))
            {
                problems.Add(new FileProblem(outside.Place, $"'{outside.Text}' lies outside the governed folder."));
            }

            Add(name, mapping.Entry(key)!.Key, paths);
        }

        void AllowedModels(YamlMapping models)
        {
            if (models["allow"] is YamlSequence allow && allow.Items.All(i => i is YamlScalar { Text: var text } && PolicyShape.AllowProblem(text) is null))
            {
                var key = models.Entry("allow")!.Key;
                Add(PolicySettings.AllowedModels, key, new[] { new ModelAllowList(models.Texts("allow"), Cite(key)) });
            }
        }

        void Licences(YamlMapping licences, string name)
        {
            LicenceLists Over(LicenceLists inherited) => new(
                licences.Entry("allow") is null ? inherited.Allow : licences.Texts("allow"),
                licences.Entry("review") is null ? inherited.Review : licences.Texts("review"),
                licences.Entry("deny") is null ? inherited.Deny : licences.Texts("deny"),
                licences.Text("unlisted") ?? inherited.Unlisted,
                $"{source.Display}({licences.Place.Line})");

            written.Add(new Written(
                name,
                licences.Place,
                inherited => ((IReadOnlyList<LicenceLists>?)inherited ?? [LicenceLists.Empty]).Select(Over).ToArray()));
        }

        void Register(YamlMapping policy)
        {
            switch (policy["register"])
            {
                case YamlScalar { Text: var path } when PolicyShape.PathProblem(path) is null:
                    Add(PolicySettings.Register, policy.Entry("register")!.Key, new[] { new RegisterSource(below(path), null, source.IsOwn) });
                    break;
                case YamlMapping inline:
                    Add(PolicySettings.Register, policy.Entry("register")!.Key, new[] { new RegisterSource("", inline, true) });
                    break;
                case YamlSequence list:
                    problems.Add(new FileProblem(list.Place, "'register' must be a path relative to this file, or a mapping, not a list."));
                    break;
            }
        }

        void RawHttp(YamlMapping policy)
        {
            var settings = policy.Mapping("rawHttp");
            if ((settings is null ? policy["rawHttp"] : settings["scope"]) is YamlScalar word && HttpScopeText.TryParse(word.Text) is { } scope)
            {
                written.Add(new Written(PolicySettings.HttpScopeName, word.Place, _ => scope));
            }

            foreach (var entry in (settings?.List("endpoints") ?? []).OfType<YamlMapping>())
            {
                var wrong = new List<FileProblem>();
                HttpEndpointReader.Shape.Check(entry, "endpoints", wrong);
                if (wrong.Count == 0)
                {
                    var endpoint = HttpEndpointReader.Read(entry);
                    written.Add(new Written(PolicySettings.HttpEndpoints + endpoint.Host + endpoint.Path, entry.Place, _ => endpoint));
                }
            }
        }

        void Security(YamlMapping policy)
        {
            if (policy.Mapping("security") is not { } security)
            {
                return;
            }

            foreach (var problem in SecurityReader.Problems(security))
            {
                problems.Add(problem);
            }

            foreach (var (entry, item) in SecurityReader.Read(security))
            {
                written.Add(new Written(PolicySettings.Security, item.Place, _ => new[] { entry with { Source = item.Place.ToString() } }));
            }
        }

        void Sdks(YamlMapping policy)
        {
            foreach (var item in policy.List("sdks"))
            {
                if (SdkReader.ReadPolicyItem(item, problems) is { } sdk)
                {
                    written.Add(new Written(PolicySettings.Sdks, item.Place, _ => new[] { sdk }));
                }
            }
        }
    }

    /// <summary>The overrides of a layer. Those that loosen what a parent locked are the loader's business.</summary>
    public IReadOnlyList<(RuleOverride Override, YamlScalar Key)> Overrides(YamlMapping policy)
    {
        var overrides = new List<(RuleOverride, YamlScalar)>();
        foreach (var item in policy.List("overrides").OfType<YamlMapping>())
        {
            var paths = item.Texts("paths").Where(t => PolicyShape.PathProblem(t) is null).Select(below).ToArray();
            var tiers = item.Texts("riskTier").Where(t => RiskTierText.TryParse(t, out _)).Select(t => RiskTierText.TryParse(t, out var tier) ? tier : default).ToArray();
            if (new[] { "paths", "riskTier" }.Where(k => item[k] is YamlSequence { Items.Count: 0 }).ToArray() is { Length: > 0 } empty)
            {
                problems.Add(new FileProblem(item.Entry(empty[0])!.Key.Place, $"'{empty[0]}' is empty, so the override is for nothing. Fill it, or remove the override."));
                continue;
            }

            if (item["paths"] is null && item["riskTier"] is null)
            {
                problems.Add(new FileProblem(item.Place, "An override needs 'paths', 'riskTier' or both. What holds everywhere belongs under 'rules'."));
                continue;
            }

            // What is wrong was reported before; it must not turn into "everywhere".
            if ((paths.Length == 0 && item["paths"] is not null) || (tiers.Length == 0 && item["riskTier"] is not null))
            {
                continue;
            }

            foreach (var entry in item.Mapping("rules")?.Entries ?? [])
            {
                if (RuleCatalogue.Find(entry.Key.Text) is { } rule && SeverityText.TryParse((entry.Value as YamlScalar)?.Text, out var severity))
                {
                    overrides.Add((new RuleOverride(paths, tiers, rule.Id, severity, Cite(entry.Key)), entry.Key));
                }
            }
        }

        return overrides;
    }

    /// <summary>What a layer locks for the layers above it.</summary>
    public static IEnumerable<(string Name, YamlScalar Place)> Locks(YamlMapping policy)
    {
        foreach (var name in policy.Scalars("locked").Where(n => PolicySettings.LockableNames.Contains(n.Text)))
        {
            yield return (name.Text, name);
        }

        foreach (var entry in policy.Mapping("rules")?.Entries ?? [])
        {
            if (entry.Value is YamlMapping setting && setting.Text("locked") == "true" && RuleCatalogue.Find(entry.Key.Text) is { } rule)
            {
                yield return (PolicySettings.Rules + rule.Id, entry.Key);
            }
        }

        foreach (var requirement in policy.List("requirements").OfType<YamlMapping>())
        {
            if (requirement.Text("locked") == "true" && requirement["id"] is YamlScalar id)
            {
                yield return (PolicySettings.Requirements + id.Text, id);
            }
        }
    }

    public string Cite(YamlValue value) => $"{source.Display}({value.Place.Line.ToString(CultureInfo.InvariantCulture)})";

    private IEnumerable<Written> ReadRules(YamlMapping policy)
    {
        var seen = new Dictionary<string, YamlScalar>(StringComparer.Ordinal);
        foreach (var entry in policy.Mapping("rules")?.Entries ?? [])
        {
            if (RuleCatalogue.Find(entry.Key.Text) is not { } rule)
            {
                continue;
            }

            if (seen.TryGetValue(rule.Id, out var first))
            {
                problems.Add(new FileProblem(
                    entry.Key.Place, $"'{entry.Key.Text}' is the same rule as '{first.Text}' in line {first.Place.Line}. Keep one of the two."));
                continue;
            }

            seen.Add(rule.Id, entry.Key);
            foreach (var written in ReadRule(rule, entry))
            {
                yield return written;
            }
        }
    }

    private IEnumerable<Written> ReadRule(RuleInfo rule, YamlEntry entry)
    {
        if (entry.Value is not YamlMapping mapping)
        {
            if (SeverityText.TryParse((entry.Value as YamlScalar)?.Text, out var shorthand))
            {
                yield return new Written(PolicySettings.OfRule(rule.Id, PolicySettings.Severity), entry.Key.Place, _ => new RuleSeverity(shorthand));
            }

            yield break;
        }

        var hasSeverity = SeverityText.TryParse(mapping.Text("severity"), out var own);
        var from = CalendarDate.TryParse(mapping.Text("errorFrom") ?? "", out var day) ? day : (CalendarDate?)null;
        if (hasSeverity || from is not null)
        {
            yield return new Written(PolicySettings.OfRule(rule.Id, PolicySettings.Severity), entry.Key.Place, inherited =>
            {
                var until = hasSeverity ? own : ((RuleSeverity?)inherited)?.Until ?? Severity.Warning;
                // What becomes an error on a day is none before; a warning announces it.
                return new RuleSeverity(from is not null && until == Severity.Error ? Severity.Warning : until, from);
            });
        }

        // Keys that no rule has are the shape's business; here it is about options of other rules.
        foreach (var option in mapping.Entries.Where(e => RuleCatalogue.All.Any(r => r.Options.Contains(e.Key.Text))))
        {
            var name = option.Key.Text;
            if (!rule.Options.Contains(name))
            {
                problems.Add(new FileProblem(option.Key.Place, rule.Options.Count == 0
                    ? $"{rule.Id} {rule.Name} has no option '{name}'."
                    : $"{rule.Id} {rule.Name} has no option '{name}'; it has {string.Join(", ", rule.Options)}."));
            }
            else if (name == "satisfiedBy")
            {
                yield return new Written(
                    PolicySettings.OfRule(rule.Id, PolicySettings.SatisfiedBy), entry.Key.Place, _ => SettingKinds.Sorted(mapping.Texts(name)));
            }
            else if (SeverityText.TryParse(mapping.Text(name), out var severity))
            {
                yield return new Written(PolicySettings.OfRule(rule.Id, "." + name), entry.Key.Place, _ => severity);
            }
        }
    }
}
