using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Licences;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>
/// Reads dataset records. Our own format strictly: a key nobody described is a mistake. Dataset cards, Croissant and CycloneDX are known by
/// their shape, whatever the file is called, and become the same record, with their statements under our keys.
/// </summary>
public static class DatasetRecordReader
{
    /// <summary>What is read, for messages about what is not.</summary>
    internal const string Formats =
        "a dataset record of ours (YAML or JSON with 'id'), a Hugging Face dataset card (Markdown with front matter), Croissant (JSON-LD), or a CycloneDX document with components of the type data";

    private static readonly ScalarShape FilePath = new("a path", PathProblem)
    {
        Pattern = @"^(?!/)(?!.:)(?!(.*/)?\.\.(/|$))(?!.*://)[^\\]*$",
    };

    private static readonly ScalarShape Sha256 = new("a sha256", Sha256Problem) { Pattern = "^[0-9a-fA-F]{64}$" };

    private static readonly ListShape Uses = new(ScalarShape.OneOf([.. DatasetRecord.Uses]), orSingle: true);

    private static readonly (string, string)[] Looked = [("method", "How it was looked for."), ("date", "When."), ("result", "What was found.")];

    /// <summary>The format. A new field is a line here and a property of <see cref="DatasetRecord"/>.</summary>
    public static readonly ObjectShape Shape = new(
        new Property("id", ScalarShape.Text, Required: true, "The name under which code and evaluations mention the dataset."),
        new Property("title", ScalarShape.Text, Description: "The name for people."),
        new Property("description", ScalarShape.Text, Description: "What the data is about."),
        new Property(
            "files",
            new ListShape(
                new EitherShape(
                    FilePath,
                    new ObjectShape(
                        new Property("path", FilePath, Required: true, "A path or pattern relative to the root of the repository."),
                        new Property("sha256", Sha256, Description: "The digest of the file."),
                        new Property("use", Uses, Description: "What this file is used for, where the files of a dataset differ in that."))),
                orSingle: true),
            Description: "Paths or patterns relative to the root of the repository, each with an optional sha256."),
        new Property("urls", new ListShape(new ScalarShape("an address", UrlProblem) { Pattern = "^[A-Za-z][A-Za-z0-9+.-]*://." }, orSingle: true), Description: "Where the data can be had."),
        // A missing licence is a finding about the dataset (GOV3002), not about the file's form.
        new Property("licence", new ScalarShape("text") { MayBeEmpty = true }, Description: "An SPDX expression; LicenseRef-name for what is not on the SPDX list."),
        new Property("licenceLink", ScalarShape.Text, Description: "Address or path of the licence's text."),
        new Property(
            "licenceReview",
            new ObjectShape(
                new Property("by", ScalarShape.Text, Required: true, "Who looked at the terms."),
                new Property("date", ScalarShape.Date, Required: true, "When."),
                new Property("result", ScalarShape.OneOf("allowed", "refused"), Required: true, "Whether the use is allowed.")),
            Description: "A review of terms that exclude some uses or users."),
        new Property("use", Uses, Description: "What the data is used for."),
        new Property("commercial", ScalarShape.Boolean, Description: "Whether the use is commercial."),
        new Property("origin", ScalarShape.Text, Description: "Who collected the data, and how."),
        new Property("owner", ScalarShape.Text, Description: "Who answers for the data here."),
        new Property("version", ScalarShape.Text, Description: "Changes whenever the data does."),
        new Property("personalData", ScalarShape.OneOf([.. DatasetRecord.PersonalDataLevels]), Description: "How personal the data is."),
        new Property("privacy", Fields(("basis", "The legal basis."), ("retention", "How long it is kept: 24m, P2Y."), ("assessment", "The file with the assessment of the risks.")), Description: "For personal data: legal basis, how long it is kept, and the file with the assessment."),
        new Property("size", ScalarShape.Text, Description: "How much there is: 12000 questions."),
        new Property("splits", new ListShape(ScalarShape.Text, orSingle: true), Description: "The parts it is divided into, with their sizes."),
        new Property("languages", new ListShape(ScalarShape.Text, orSingle: true), Description: "Natural languages in it."),
        new Property("timeRange", ScalarShape.Text, Description: "The time that the data is about."),
        new Property("gaps", new ListShape(ScalarShape.Text, orSingle: true), Description: "What is known to be missing from it."),
        new Property("rights", Fields(("basis", "What permits the use."), ("optOutHonoured", "Whether opt-outs were honoured."), ("takedownContact", "Whom to ask to remove something.")), Description: "For collected or generated data: what permits the use, opt-outs, and whom to ask to remove something."),
        new Property("quality", Fields(
            ("completeness", "The share of values that are there."),
            ("duplicateRate", "The share of duplicates."),
            ("labelErrorRate", "The share of wrong labels."),
            ("checkedOn", "When it was measured."),
            ("tool", "What measured it.")), Description: "Measured quality, as shares from 0 to 1."),
        new Property("representativeness", Fields(("targetPopulation", "Whom it should stand for."), ("groups", "The groups that were looked at."), ("gaps", "Whom it does not stand for.")), Description: "Whom the data stands for, and whom it does not."),
        new Property("poisoningCheck", Fields(Looked), Description: "How tampering was looked for."),
        new Property("decontamination", Fields(Looked), Description: "How evaluation data was kept out of it."),
        new Property("partners", new ListShape(ScalarShape.Text, orSingle: true), Description: "Who else collected or annotated it, or 'none'."),
        new Property("reviewedOn", ScalarShape.Date, Description: "The day on which somebody last looked at this record."),
        new Property("collectedOn", ScalarShape.Date, Description: "The day on which collection ended."),
        new Property("notApplicable", new ListShape(RegisterShape.NotApplicable, orSingle: true), Description: "What a policy asks for and does not apply here: requirement, reason, approvedBy, date."),
        new Property("notes", ScalarShape.Text, Description: "Anything else."));

    /// <summary>Reads a file. Empty when nothing can be made of it; otherwise problems may still have been added.</summary>
    /// <param name="displayPath">How problems and places name the file.</param>
    /// <param name="moreKeys">Keys that requirements of the policy ask for; they are nobody's mistake.</param>
    /// <param name="exists">Whether a path of the repository leads to a file or folder.</param>
    public static IReadOnlyList<DatasetRecord> ReadFile(
        string fullPath, string displayPath, ICollection<FileProblem> problems, IReadOnlyCollection<string>? moreKeys = null, Func<string, bool>? exists = null)
    {
        var text = YamlReader.ReadText(fullPath, displayPath, YamlReader.MaximumBytes, problems);
        return text is null ? [] : ReadAny(text, displayPath, problems, moreKeys, exists);
    }

    /// <summary>Reads whatever format the text has.</summary>
    public static IReadOnlyList<DatasetRecord> ReadAny(
        string text, string displayPath, ICollection<FileProblem> problems, IReadOnlyCollection<string>? moreKeys = null, Func<string, bool>? exists = null)
    {
        switch (System.IO.Path.GetExtension(displayPath).ToLowerInvariant())
        {
            case ".md" or ".markdown":
                return DatasetCardReader.Read(text, displayPath, problems, exists) is { } card ? [card] : [];
            case ".json" or ".jsonld":
                var root = JsonReader.ReadText(text, displayPath, problems);
                if (root is null)
                {
                    return [];
                }

                var lines = new FileLines(text);
                if (root is YamlMapping mapping)
                {
                    if (CroissantReader.Is(mapping))
                    {
                        return [CroissantReader.Read(mapping, lines, displayPath, problems, exists)];
                    }

                    if (CycloneDxDataReader.Is(mapping))
                    {
                        return CycloneDxDataReader.Read(mapping, lines, displayPath, problems, exists);
                    }

                    if (mapping.Entries.Any(e => Shape.Properties.Any(p => p.Name == e.Key.Text)))
                    {
                        return [Own(mapping, lines, displayPath, problems, moreKeys)];
                    }
                }

                problems.Add(new FileProblem(root.Place, $"This is no description of a dataset that can be read. Write {Formats}, or keep the file elsewhere."));
                return [];
            default:
                return Read(text, displayPath, problems, moreKeys) is { } record ? [record] : [];
        }
    }

    /// <summary>Reads a record of ours.</summary>
    public static DatasetRecord? Read(
        string text, string displayPath, ICollection<FileProblem> problems, IReadOnlyCollection<string>? moreKeys = null)
    {
        var root = YamlReader.ReadText(text, displayPath, problems);
        if (root is null)
        {
            return null;
        }

        if (root is not YamlMapping mapping)
        {
            problems.Add(new FileProblem(root.Place, $"A dataset record must be a mapping of keys to values, not {root.Kind}."));
            return null;
        }

        return Own(mapping, new FileLines(text), displayPath, problems, moreKeys);
    }

    private static DatasetRecord Own(
        YamlMapping mapping, FileLines lines, string displayPath, ICollection<FileProblem> problems, IReadOnlyCollection<string>? moreKeys)
    {
        var american = mapping.Entry("licence") is null ? mapping.Entry("license") : null;
        Check(mapping, american, moreKeys ?? [], problems);

        // A value under the American key is taken as the licence: one mistake, one message.
        var licence = new FieldReader(mapping, lines).Text(american is null ? "licence" : "license");
        return From(mapping, lines, displayPath) with
        {
            Licences = licence is null ? [] : [DatasetLicence.Spdx(licence)],
            LicencePlace = licence?.Place ?? (mapping.Entry("licence") ?? american)?.Key.Place ?? mapping.Entry("id")?.Value.Place ?? mapping.Place,
        };
    }

    /// <summary>The record of a mapping with our keys, without its licence, which each format writes in its own way.</summary>
    internal static DatasetRecord From(YamlMapping mapping, FileLines lines, string displayPath)
    {
        var fields = new FieldReader(mapping, lines);
        var id = fields.Text("id");
        return new DatasetRecord(displayPath, id ?? new LocatedText(FileName(displayPath), mapping.Place))
        {
            Title = fields.Text("title"),
            Description = fields.Text("description"),
            Files = [.. mapping.List("files").Select(f => File(f, lines)).OfType<DatasetFile>()],
            Urls = fields.Texts("urls"),
            LicencePlace = id?.Place ?? mapping.Place,
            LicenceLink = fields.Text("licenceLink"),
            LicenceIsReviewed = mapping.Mapping("licenceReview") is { } review
                && review.Text("result") == "allowed"
                && !MissingLicence.Is(review.Text("by") ?? "")
                && CalendarDate.TryParse(review.Text("date"), out _),
            Use = [.. fields.Texts("use").Where(u => DatasetRecord.Uses.Contains(u.Text))],
            Commercial = mapping.Text("commercial") switch { "true" => true, "false" => false, _ => null },
            Origin = fields.Text("origin"),
            Owner = fields.Text("owner"),
            Version = fields.Text("version"),
            PersonalData = fields.Text("personalData"),
            CollectedOn = CalendarDate.TryParse(mapping.Text("collectedOn"), out var date) ? date : null,
            Notes = fields.Text("notes"),
            Fields = mapping,
        };
    }

    /// <summary>Checks those of our keys that stand in another format's file, where a value is written by hand for us.</summary>
    internal static void CheckOwn(YamlMapping mapping, ICollection<FileProblem> problems, params string[] except)
    {
        foreach (var entry in mapping.Entries.Where(e => e.Value is not YamlScalar { IsNull: true } && !except.Contains(e.Key.Text)))
        {
            Shape.Properties.FirstOrDefault(p => p.Name == entry.Key.Text)?.Shape.Check(entry.Value, entry.Key.Text, problems);
        }
    }

    /// <summary>Whether a path can be one of the repository; says so where it cannot.</summary>
    internal static bool IsPath(YamlScalar path, ICollection<FileProblem> problems)
    {
        var problem = PathProblem(path.Text);
        if (problem is not null)
        {
            problems.Add(new FileProblem(path.Place, problem + "."));
        }

        return problem is null;
    }

    internal static bool IsSha256(YamlScalar digest, ICollection<FileProblem> problems)
    {
        var problem = Sha256Problem(digest.Text);
        if (problem is not null)
        {
            problems.Add(new FileProblem(digest.Place, $"'{Excerpt.Of(digest.Text)}' is no sha256: {problem}."));
        }

        return problem is null;
    }

    private static void Check(YamlMapping mapping, YamlEntry? american, IReadOnlyCollection<string> moreKeys, ICollection<FileProblem> problems)
    {
        if (american is not null)
        {
            problems.Add(new FileProblem(american.Key.Place, "'license' is spelled 'licence' in a dataset record: write 'licence'."));
        }

        var entries = mapping.Entries.Where(e => e != american && !(moreKeys.Contains(e.Key.Text) && Shape.Properties.All(p => p.Name != e.Key.Text)));
        Shape.Check(new YamlMapping([.. entries], mapping.Place), "the dataset record", problems);
    }

    /// <summary>A mapping of answers, each of any kind: which of them have to be there, and what they have to say, is the policy's.</summary>
    private static ObjectShape Fields(params (string Name, string Description)[] keys) =>
        new([.. keys.Select(k => new Property(k.Name, new CheckedElsewhere(), Description: k.Description))]);

    private static DatasetFile? File(YamlValue value, FileLines lines) => value switch
    {
        YamlScalar { IsNull: false } path => new DatasetFile(LocatedText.From(path, lines), null),
        YamlMapping mapping when new FieldReader(mapping, lines) is var fields && fields.Text("path") is { } path =>
            new DatasetFile(path, fields.Text("sha256")) { Use = [.. fields.Texts("use").Select(u => u.Text).Where(DatasetRecord.Uses.Contains)] },
        _ => null,
    };

    private static string FileName(string path) => System.IO.Path.GetFileNameWithoutExtension(path);

    private static string? PathProblem(string path)
    {
        if (path.IndexOf('\\') >= 0)
        {
            return $"'{path}' has a backslash; write '/' between folders, on Windows too";
        }

        if (path.Any(char.IsControl))
        {
            return $"'{path}' has a control character";
        }

        if (path.Contains("://"))
        {
            return $"'{path}' is an address; list it under 'urls'";
        }

        if (path.StartsWith("/", StringComparison.Ordinal) || (path.Length > 1 && path[1] == ':') || path.Split('/').Contains(".."))
        {
            return $"'{path}' leaves the repository; write a path relative to its root";
        }

        return null;
    }

    private static string? Sha256Problem(string text)
    {
        var isHex = text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'));
        return (isHex, text.Length) switch
        {
            (true, 64) => null,
            (true, 32) => "32 hexadecimal digits are an MD5; a sha256 has 64",
            (true, 40) => "40 hexadecimal digits are a SHA-1; a sha256 has 64",
            (true, _) => $"a sha256 has 64 hexadecimal digits, not {text.Length}",
            _ => "a sha256 has hexadecimal digits only",
        };
    }

    private static string? UrlProblem(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        return scheme > 0 && scheme + 3 < text.Length && Uri.TryCreate(text, UriKind.Absolute, out _)
            ? null
            : $"'{text}' is not an address like https://example.org/data; a path belongs under 'files'";
    }
}
