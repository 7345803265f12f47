using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Licences;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>Collects what a description in another format says, under the keys of our own records and with its places.</summary>
internal sealed class ForeignDataset(FileLines lines, string displayPath, ICollection<FileProblem> problems, Func<string, bool>? exists)
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly Regex Denial = new(@"^\W*(none|no|n/?a|not applicable|nothing)\b", Options);
    private static readonly Regex DenialWithin = new(@"\b(does not|do not|doesn't|don't) (contain|include|hold|have)\b|\bcontains? no\b|\bno personal\b", Options);
    private static readonly Regex Doubt = new(@"\b(but|however|although|except|may|might|direct|directly)\b", Options);

    private readonly List<YamlEntry> _entries = [];
    private readonly List<YamlValue> _files = [];

    /// <summary>Keeps what is there under its own key.</summary>
    public void Keep(IEnumerable<YamlEntry> entries) => _entries.AddRange(entries.Where(e => e.Value is not YamlScalar { IsNull: true }));

    public bool Has(string key) => _entries.Any(e => e.Key.Text == key);

    /// <summary>Says something under one of our keys, unless it is said already.</summary>
    public void Say(string key, YamlValue? value)
    {
        if (value is not null and not YamlScalar { IsNull: true } and not YamlSequence { Items.Count: 0 } && !Has(key))
        {
            _entries.Add(new YamlEntry(new YamlScalar(key, true, value.Place), value));
        }
    }

    public void Say(string key, string text, SourcePlace place)
    {
        if (text.Trim().Length > 0)
        {
            Say(key, new YamlScalar(text.Trim(), false, place));
        }
    }

    /// <summary>
    /// A statement on personal data in somebody's own words: <c>none</c> where it plainly denies, else <c>personal</c>, because who has
    /// something to say about it has some.
    /// </summary>
    public void SayPersonalData(string text, SourcePlace place)
    {
        if (text.Trim().Length > 0)
        {
            var isDenied = text.Length <= 300 && (Denial.IsMatch(text) || DenialWithin.IsMatch(text)) && !Doubt.IsMatch(text);
            Say("personalData", isDenied ? "none" : "personal", place);
        }
    }

    /// <summary>
    /// A file of the dataset. A path counts from the folder of the description, as its format has it; from the root of the repository where
    /// only there is something.
    /// </summary>
    public void File(YamlScalar path, YamlScalar? sha256 = null, string use = "")
    {
        var written = path.Text.StartsWith("./", StringComparison.Ordinal) ? path.Text.Substring(2) : path.Text;
        var digest = sha256 is not null && DatasetRecordReader.IsSha256(sha256, problems) ? sha256 : null;
        if (written.Length == 0 || !DatasetRecordReader.IsPath(path, problems))
        {
            return;
        }

        var folder = displayPath.Substring(0, displayPath.LastIndexOf('/') + 1);
        var beside = folder + written;
        var resolved = exists is null || exists(beside) || !exists(written) ? beside : written;
        var entries = new List<YamlEntry> { Entry("path", new YamlScalar(resolved, false, path.Place)) };
        if (digest is not null)
        {
            entries.Add(Entry("sha256", digest));
        }

        if (use.Length > 0)
        {
            entries.Add(Entry("use", new YamlScalar(use, false, path.Place)));
        }

        _files.Add(new YamlMapping(entries, path.Place));
    }

    /// <summary>The record, with an id where the description gives none.</summary>
    public DatasetRecord Record(string format, string fallbackId, SourcePlace place, IReadOnlyList<DatasetLicence> licences, SourcePlace? licencePlace)
    {
        Say("id", fallbackId, place);
        if (_files.Count > 0)
        {
            Say("files", new YamlSequence(_files, _files[0].Place));
        }

        if (licences.Count > 0 && !Has("licence"))
        {
            Say("licence", string.Join(" AND ", licences.Select(l => l.Expression)), licences[0].Written.Place);
        }

        var mapping = new YamlMapping(_entries, place);
        var record = DatasetRecordReader.From(mapping, lines, displayPath);
        return record with
        {
            Format = format,
            Licences = licences,
            LicencePlace = licences.FirstOrDefault()?.Written.Place ?? licencePlace ?? place,
        };
    }

    public LocatedText Located(YamlScalar scalar) => LocatedText.From(scalar, lines);

    /// <summary>What a split is for. Every part that no model learns from is for evaluation.</summary>
    public static string UseOfSplit(string split)
    {
        var name = split.Trim().ToLowerInvariant();
        var of = name.IndexOfAny(['[', '+', '_', '-', '.']) is var end and > 0 ? name.Substring(0, end) : name;
        return of switch
        {
            "train" or "training" or "trainingsplit" => "training",
            "test" or "testing" or "testsplit" or "validation" or "validationsplit" or "valid" or "val" or "dev" or "eval" or "evaluation" => "evaluation",
            _ => "",
        };
    }

    /// <summary>A licence by its name, as Hugging Face, SPDX or an address write it.</summary>
    public static DatasetLicence Licence(LocatedText written, string? name = null, string? link = null)
    {
        var shipped = ShippedCatalogue.Instance.Licences;
        if (LicenceAddresses.IsAddress(written.Text))
        {
            return shipped.Addresses.Find(written.Text) is { } found
                ? new DatasetLicence(written, found)
                : new DatasetLicence(written, "")
                {
                    Problem = "an address that is not on the list of known ones, so nobody can tell the terms. Write the address that spdx.org/licenses has for the licence, or LicenseRef-name for terms that SPDX does not list",
                };
        }

        var read = shipped.HuggingFace.Resolve(written.Text, name, link, shipped.Spdx);
        return read.Kind switch
        {
            HuggingFaceLicenceKind.Known or HuggingFaceLicenceKind.Named => new DatasetLicence(written, read.Expression),
            HuggingFaceLicenceKind.Missing => new DatasetLicence(written, "") { IsMissing = true },
            HuggingFaceLicenceKind.Incomplete => new DatasetLicence(written, "")
            {
                IsMissing = true,
                Problem = "says only that the licence is another one: add 'license_name' and 'license_link', or write an SPDX id",
            },
            HuggingFaceLicenceKind.Ambiguous => new DatasetLicence(written, "")
            {
                Problem = $"a name of several licences. Write the one that applies, such as {string.Join(", ", read.Choices)}",
            },
            _ => new DatasetLicence(written, written.Text),
        };
    }

    private static YamlEntry Entry(string key, YamlValue value) => new(new YamlScalar(key, true, value.Place), value);
}
