using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Licences;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Catalogue;

/// <summary>
/// The licence data that travels inside the assembly (<c>policies/licences/*.yml</c>). Read as strictly as a user's files: a
/// mistake in a contribution is found by a test, and a missing resource is a broken build of ours, so it throws.
/// </summary>
public sealed class ShippedLicences
{
    private static readonly ListShape Texts = new(ScalarShape.Text);
    private static readonly MapShape TextByKey = new(_ => null, ScalarShape.Text);
    private static readonly MapShape TextsByKey = new(_ => null, Texts);
    private static readonly ScalarShape Decision = ScalarShape.OneOf("allow", "review", "deny");
    private static readonly Property SchemaVersion = new("schemaVersion", ScalarShape.OneOf("1"), Required: true);

    private static readonly ObjectShape SpdxShape = new(
        SchemaVersion,
        new Property("listVersion", ScalarShape.Text, Required: true),
        new Property("sources", Texts, Required: true),
        new Property(
            "deprecated",
            new ListShape(new ObjectShape(
                new Property("id", ScalarShape.Text, Required: true),
                new Property("use", ScalarShape.Text),
                new Property("useOrLater", ScalarShape.Text))),
            Required: true),
        new Property("deprecatedExceptions", Texts, Required: true),
        new Property("exceptions", Texts, Required: true),
        new Property("licences", Texts, Required: true));

    private static readonly ObjectShape MistakesShape = new(
        SchemaVersion,
        new Property("meant", TextByKey, Required: true),
        new Property("confused", TextByKey, Required: true));

    private static readonly ObjectShape ClassesShape = new(
        SchemaVersion,
        new Property(
            "classes",
            new ListShape(new ObjectShape(
                new Property("id", ScalarShape.Text, Required: true),
                new Property("title", ScalarShape.Text, Required: true),
                new Property("licences", Texts, Required: true),
                new Property("verdict", Decision, Required: true),
                new Property("commercial", Decision),
                new Property("reviewIsRecorded", ScalarShape.Boolean),
                new Property("uses", new MapShape(DatasetUseProblem, Decision)))),
            Required: true));

    private static readonly ObjectShape HuggingFaceShape = new(
        SchemaVersion,
        new Property("spdx", TextByKey, Required: true),
        new Property("families", TextsByKey, Required: true),
        new Property("references", TextByKey, Required: true),
        new Property("named", Texts, Required: true),
        new Property("missing", Texts, Required: true));

    private static readonly ObjectShape AddressesShape = new(SchemaVersion, new Property("addresses", TextByKey, Required: true));

    private ShippedLicences(SpdxList spdx, LicenceClasses classes, HuggingFaceLicences huggingFace, LicenceAddresses addresses)
    {
        Spdx = spdx;
        Classes = classes;
        HuggingFace = huggingFace;
        Addresses = addresses;
    }

    public SpdxList Spdx { get; }

    public LicenceClasses Classes { get; }

    public HuggingFaceLicences HuggingFace { get; }

    public LicenceAddresses Addresses { get; }

    /// <summary>Reads all of it; callers keep the result, because parsing takes some milliseconds.</summary>
    public static ShippedLicences Load(ICollection<FileProblem> problems)
    {
        var huggingFaceFile = Read("hugging-face.yml", HuggingFaceShape, problems);
        var huggingFace = new HuggingFaceLicences(
            Map(huggingFaceFile, "spdx"),
            Entries(huggingFaceFile, "families").ToDictionary(
                e => e.Key.Text,
                e => (IReadOnlyList<string>)huggingFaceFile.Mapping("families")!.Texts(e.Key.Text),
                StringComparer.Ordinal),
            Map(huggingFaceFile, "references"),
            huggingFaceFile.Texts("named"),
            huggingFaceFile.Texts("missing"));

        var mistakes = Read("mistakes.yml", MistakesShape, problems);
        // Hub ids are what people know, so they are what people write where SPDX is asked for. Where both files have a name, ours wins.
        var meant = huggingFace.Spdx.Concat(huggingFace.References).Concat(Map(mistakes, "meant"));

        var spdx = Read("spdx.yml", SpdxShape, problems);
        var list = new SpdxList(
            spdx.Text("listVersion") ?? "",
            spdx.Texts("licences"),
            spdx.List("deprecated").OfType<YamlMapping>().Select(m =>
                new DeprecatedLicence(m.Text("id") ?? "", m.Text("use") ?? "", m.Text("useOrLater") ?? "")),
            spdx.Texts("exceptions"),
            spdx.Texts("deprecatedExceptions"),
            meant,
            Map(mistakes, "confused"));

        var classes = Read("classes.yml", ClassesShape, problems).List("classes").OfType<YamlMapping>().Select(Class);
        var addresses = new LicenceAddresses(Map(Read("addresses.yml", AddressesShape, problems), "addresses"), list);
        return new ShippedLicences(list, new LicenceClasses([.. classes]), huggingFace, addresses);
    }

    private static LicenceClass Class(YamlMapping mapping) =>
        new(mapping.Text("id") ?? "", mapping.Text("title") ?? "", mapping.Texts("licences"), ToDecision(mapping.Text("verdict")))
        {
            Commercial = mapping.Text("commercial") is { } commercial ? ToDecision(commercial) : null,
            ReviewIsRecorded = mapping.Text("reviewIsRecorded") == "true",
            Uses = Map(mapping, "uses").ToDictionary(p => p.Key, p => ToDecision(p.Value), StringComparer.Ordinal),
        };

    /// <summary>The shape has refused every other word; what is refused must not become "allow".</summary>
    private static LicenceDecision ToDecision(string? word) => word switch
    {
        "allow" => LicenceDecision.Allow,
        "review" => LicenceDecision.Review,
        _ => LicenceDecision.Deny,
    };

    private static string? DatasetUseProblem(string use) => Repository.DatasetRecord.Uses.Contains(use)
        ? null
        : $"'{use}' is not a use of a dataset: {string.Join(", ", Repository.DatasetRecord.Uses)}.";

    private static IReadOnlyList<YamlEntry> Entries(YamlMapping file, string key) => file.Mapping(key)?.Entries ?? [];

    private static Dictionary<string, string> Map(YamlMapping file, string key) =>
        Entries(file, key).ToDictionary(e => e.Key.Text, e => (e.Value as YamlScalar)?.Text ?? "", StringComparer.Ordinal);

    private static YamlMapping Read(string name, Shape shape, ICollection<FileProblem> problems)
    {
        var path = "policies/licences/" + name;
        var root = YamlReader.ReadText(ShippedFiles.Text(path), path, problems);
        if (root is not null)
        {
            shape.Check(root, name, problems);
        }

        return root as YamlMapping ?? new YamlMapping([], new Core.Findings.SourcePlace(path, 1, 1));
    }
}
