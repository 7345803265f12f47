using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>
/// Reads the registers that a policy names, strictly: our own format, so a key nobody described is a mistake. An entry that cannot be told
/// from others or says nothing about models is left out; one with another mistake still counts for what is right about it, so that one slip
/// does not make every use of the model a finding as well.
/// </summary>
public static class RegisterReader
{
    /// <summary>Where a register belongs when no layer says.</summary>
    public const string DefaultPath = "governance/register.yml";

    private const string Setting = "register";

    /// <summary>The registers of all layers as one. Problems are those of the files the policy names.</summary>
    public static Register Read(GovernedTree tree, EffectivePolicy policy, ICollection<FileProblem> problems)
    {
        var roots = new List<YamlMapping>();
        var (path, exists, isReadable) = (DefaultPath, false, true);
        foreach (var source in policy.Registers.Where((s, i) => s.Inline is not null || !policy.Registers.Skip(i + 1).Any(o => IsSameFile(s, o))))
        {
            var isRequired = source.IsRequired || policy.Registers.Any(o => o.IsRequired && IsSameFile(source, o));
            var (display, isThere, root) = source.Inline is { } inline
                ? (inline.Place.Path, true, Checked(inline, RegisterShape.Under(policy.Requirements, isInline: true), problems))
                : ReadFile(source.File, isRequired, tree, policy, problems);
            if (isThere || !exists)
            {
                // The last one is the nearest to the repository.
                path = display;
            }

            exists |= isThere;
            if (root is not null)
            {
                roots.Add(root);
            }
            else
            {
                isReadable &= !isThere && !isRequired;
            }
        }

        return Combine(roots, problems) with { Path = path, Exists = exists, IsReadable = isReadable };
    }

    /// <summary>Reads the text of one register.</summary>
    public static Register Read(string text, string displayPath, ICollection<FileProblem> problems)
    {
        var root = CheckedFile(YamlReader.ReadText(text, displayPath, problems), RegisterShape.File, problems);
        return Combine(root is null ? [] : [root], problems) with { Path = displayPath, Exists = true, IsReadable = root is not null };
    }

    private static bool IsSameFile(RegisterSource one, RegisterSource other) =>
        one.Inline is null && other.Inline is null && string.Equals(one.File, other.File, StringComparison.Ordinal);

    private static (string Display, bool IsThere, YamlMapping? Root) ReadFile(
        string file, bool isRequired, GovernedTree tree, EffectivePolicy policy, ICollection<FileProblem> problems)
    {
        if (file.Length == 0 || file.IndexOfAny(Path.GetInvalidPathChars()) >= 0)
        {
            problems.Add(new FileProblem(SourcePlace.Parse(policy.PlaceOf(Setting)), "'register' is not a path."));
            return (DefaultPath, true, null);
        }

        var path = Path.GetFullPath(Path.Combine(tree.Root, file));
        var display = tree.Relative(path);
        if (!tree.IsInRepository(path))
        {
            problems.Add(new FileProblem(new SourcePlace(display), "The register lies outside the repository. Keep it where its history is."));
            return (display, true, null);
        }

        policy.Inputs.Add(path);
        if (!File.Exists(path))
        {
            if (isRequired)
            {
                problems.Add(new FileProblem(
                    new SourcePlace(display), $"There is no register here, and the policy names it. Add the file, or correct the path. [{policy.PlaceOf(Setting)}]"));
            }

            return (display, false, null);
        }

        return (display, true, CheckedFile(YamlReader.ReadFile(path, display, problems), RegisterShape.Under(policy.Requirements, isInline: false), problems));
    }

    private static YamlMapping? CheckedFile(YamlValue? root, ObjectShape shape, ICollection<FileProblem> problems)
    {
        if (root is YamlMapping mapping)
        {
            return Checked(mapping, shape, problems);
        }

        if (root is not null)
        {
            problems.Add(new FileProblem(root.Place, $"A register must be a mapping with systems, models and suppliers, not {root.Kind}."));
        }

        return null;
    }

    private static YamlMapping Checked(YamlMapping root, ObjectShape shape, ICollection<FileProblem> problems)
    {
        shape.Check(root, "the register", problems);
        return root;
    }

    private static Register Combine(IReadOnlyList<YamlMapping> roots, ICollection<FileProblem> problems)
    {
        var suppliers = Entries("suppliers", "supplier").Select(e => new RegisteredSupplier(e.Id, e.Fields)).ToArray();
        var systems = Entries("systems", "system").Select(e => System(e.Id, e.Fields)).ToArray();
        var entries = Entries("models", "model").ToArray();
        var models = entries
            .Select(e => Model(
                e.Id,
                e.Fields,
                [.. systems.Select(s => s.Id.Text)],
                [.. suppliers.Select(s => s.Id.Text)],
                [.. entries.Select(m => m.Id.Text)],
                problems))
            .OfType<RegisteredModel>()
            .ToArray();
        return new Register(systems, models, suppliers);

        IEnumerable<(LocatedText Id, YamlMapping Fields)> Entries(string list, string what)
        {
            var known = new Dictionary<string, SourcePlace>(StringComparer.Ordinal);
            foreach (var fields in roots.SelectMany(r => r.List(list)).OfType<YamlMapping>())
            {
                if (Valid(fields, "id", RegisterShape.Supplier) is not { } id)
                {
                    continue;
                }

                if (known.TryGetValue(id.Text, out var first))
                {
                    problems.Add(new FileProblem(
                        id.Place, $"The {what} '{id.Text}' is already in {first.Path}({first.Line}). Give each {what} an id of its own."));
                    continue;
                }

                known.Add(id.Text, id.Place);
                yield return (id, fields);
            }
        }
    }

    private static RegisteredSystem System(LocatedText id, YamlMapping fields) => new(id, fields)
    {
        Tier = RiskTierText.TryParse(fields.Text("riskTier"), out var tier) ? tier : RiskTier.Unknown,
        Paths = [.. fields.Texts("paths").Where(p => RegisterShape.PathProblem(p) is null).SelectMany(WithContents)],
        DataClasses = [.. fields.Texts("dataClasses").Where(RegisterShape.DataClasses.Contains)],
        Owner = Text(fields, "owner"),
    };

    /// <summary>A path without wildcards may be a file or a folder, and a folder means what is in it.</summary>
    private static IEnumerable<string> WithContents(string path) =>
        Glob.HasWildcard(path) || path.EndsWith("/", StringComparison.Ordinal) ? [path] : [path, path + "/"];

    private static RegisteredModel? Model(
        LocatedText id,
        YamlMapping fields,
        IReadOnlyCollection<string> systems,
        IReadOnlyCollection<string> suppliers,
        IReadOnlyCollection<string> models,
        ICollection<FileProblem> problems)
    {
        var shape = RegisterShape.Model;
        var reference = Valid(fields, "reference", shape);
        var deployments = AllValid(fields, "deployments", shape);
        var atRunTime = fields.Entry("suppliedAtRunTime");
        if (fields["reference"] is null && fields["deployments"] is null && atRunTime is null)
        {
            problems.Add(new FileProblem(
                fields.Place, $"'reference' is missing in '{id.Text}': write provider:reference as in the code, or the deployments that serve the model."));
        }

        if (atRunTime is not null && fields["usedBy"] is null)
        {
            problems.Add(new FileProblem(
                atRunTime.Key.Place, $"'usedBy' is missing in '{id.Text}': name the systems that get the reference at run time, so that it says so about no other code."));
        }

        var usedBy = Known(AllValid(fields, "usedBy", shape), systems, "usedBy", "system", problems);
        Known(AllValid(fields, "supplier", shape), suppliers, "supplier", "supplier", problems);
        Known([.. AllValid(fields, "variantOf", shape).Where(v => v.Text.IndexOf(':') < 0)], models, "variantOf", "model", problems);
        CheckDigest(fields.Mapping("digest"), problems);
        var colon = reference?.Text.IndexOf(':') ?? 0;
        var provider = reference?.Text.Substring(0, colon) ?? "";
        var serves = Serves(Valid(fields, "resolvedVersion", shape), provider, problems) ?? reference?.Text ?? "";
        if (reference is null && deployments.Count == 0 && atRunTime is null)
        {
            return null;
        }

        return new RegisteredModel(id, fields)
        {
            Provider = provider,
            Reference = reference?.Text.Substring(colon + 1) ?? "",
            Deployments = deployments,
            UsedBy = usedBy,
            Owner = Text(fields, "owner"),
            Origin = Valid(fields, "origin", shape)?.Text ?? "hosted",
            Serves = serves,
            IsCompensated = IsValid(fields, "compensation", shape),
            // A declaration whose systems are not known is about no code at all.
            IsSuppliedAtRunTime = usedBy.Count > 0 && IsValid(fields, "suppliedAtRunTime", shape),
        };
    }

    /// <summary><c>provider:reference</c> of what answers; a bare reference belongs to the entry's own provider.</summary>
    private static string? Serves(LocatedText? version, string provider, ICollection<FileProblem> problems)
    {
        if (version is null)
        {
            return null;
        }

        var colon = version.Text.IndexOf(':');
        var prefix = colon > 0 ? version.Text.Substring(0, colon) : "";
        // A fine-tuned model has colons of its own: ft:gpt-4o-2024-08-06:acme::x1.
        if (prefix.Length > 0 && (prefix == provider || ShippedCatalogue.Instance.Models.Any(p => p.Provider == prefix))
            && RegisterShape.ReferenceProblem(version.Text) is null)
        {
            return version.Text;
        }

        if (provider.Length > 0)
        {
            return provider + ":" + version.Text;
        }

        problems.Add(new FileProblem(
            version.Place, $"'resolvedVersion': '{version.Text}' does not say whose model it is; write provider:reference, like openai:gpt-4.1-2025-04-14."));
        return null;
    }

    private static void CheckDigest(YamlMapping? digest, ICollection<FileProblem> problems)
    {
        var algorithm = digest?.Text("alg") ?? "sha256";
        var digits = algorithm switch { "sha256" => 64, "sha384" => 96, "sha512" => 128, _ => 0 };
        if (digest?["value"] is YamlScalar { Text.Length: 64 or 96 or 128 } value && digits > 0 && value.Text.Length != digits)
        {
            problems.Add(new FileProblem(value.Place, $"'value': a {algorithm} has {digits} hexadecimal digits, not {value.Text.Length}."));
        }
    }

    private static IReadOnlyList<LocatedText> Known(
        IReadOnlyList<LocatedText> named, IReadOnlyCollection<string> known, string key, string what, ICollection<FileProblem> problems)
    {
        foreach (var unknown in named.Where(n => !known.Contains(n.Text)))
        {
            problems.Add(new FileProblem(
                unknown.Place,
                $"'{key}': the register has no {what} '{unknown.Text}'"
                + (NearestName.Find(unknown.Text, known) is { } nearest ? $"; did you mean '{nearest}'?"
                    : known.Count == 0 ? $"; it has no {what} at all."
                    : $"; it has {string.Join(", ", known.OrderBy(k => k, StringComparer.Ordinal))}.")));
        }

        return [.. named.Where(n => known.Contains(n.Text))];
    }

    private static LocatedText? Text(YamlMapping fields, string key) =>
        fields[key] is YamlScalar scalar ? new LocatedText(scalar.Text, scalar.Place) : null;

    /// <summary>A single value, unless there is something wrong with it, which has been said.</summary>
    private static LocatedText? Valid(YamlMapping fields, string key, ObjectShape shape) => IsValid(fields, key, shape) ? Text(fields, key) : null;

    private static IReadOnlyList<LocatedText> AllValid(YamlMapping fields, string key, ObjectShape shape) =>
        [.. fields.Scalars(key).Where(s => !s.IsNull && IsValid(s, key, shape)).Select(s => new LocatedText(s.Text, s.Place))];

    private static bool IsValid(YamlMapping fields, string key, ObjectShape shape) => fields[key] is { } value && IsValid(value, key, shape);

    private static bool IsValid(YamlValue value, string key, ObjectShape shape)
    {
        var wrong = new List<FileProblem>();
        shape.Properties.First(p => p.Name == key).Shape.Check(value, key, wrong);
        return wrong.Count == 0;
    }
}
