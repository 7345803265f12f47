using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>A reference to a NuGet package in a project or in what projects import.</summary>
/// <param name="Version">As it is written, with properties filled in; empty where it cannot be told.</param>
/// <param name="Unknown">Why it cannot be told.</param>
/// <param name="VersionPlace">Where the version is written.</param>
public sealed record PackageUse(string Id, string Version, string Unknown, SourcePlace Place, SourcePlace VersionPlace);

/// <summary>
/// Reads package references from project files as far as the files say: conditions are ignored, so every reference counts, and imports
/// other than those that NuGet and MSBuild find by name are not followed.
/// </summary>
public static class ProjectPackages
{
    private const string Central = "Directory.Packages.props";

    private static readonly string[] Shared = ["Directory.Build.props", "Directory.Build.targets", Central];
    private static readonly Regex Property = new(@"\$\((?<name>[A-Za-z_][A-Za-z0-9_.-]*)\)", RegexOptions.CultureInvariant);

    public static IReadOnlyList<PackageUse> Read(RepositoryListing listing, ICollection<FileProblem> problems)
    {
        var files = listing.Files
            .Where(f => IsProject(f.Path) && f.Length > 0)
            .Select(f => ProjectFile.Read(f, problems))
            .OfType<ProjectFile>()
            .ToDictionary(f => f.Path, StringComparer.Ordinal);
        return files.Values.OrderBy(f => f.Path, StringComparer.Ordinal).SelectMany(f => Uses(f, files)).ToArray();
    }

    private static bool IsProject(string path) =>
        new[] { ".csproj", ".fsproj", ".vbproj" }.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase))
        || Shared.Append("packages.config").Contains(path.Substring(path.LastIndexOf('/') + 1), StringComparer.Ordinal);

    private static IEnumerable<PackageUse> Uses(ProjectFile file, IReadOnlyDictionary<string, ProjectFile> files)
    {
        foreach (var item in file.Items.Where(i => i.Kind != "PackageVersion"))
        {
            var (written, place) = (item.Version, item.Place);
            if (written.Length == 0)
            {
                var central = Above(file.Path, Central, files)
                    .SelectMany(f => f.Items.Where(i => i.Kind == "PackageVersion" && string.Equals(i.Id, item.Id, StringComparison.OrdinalIgnoreCase)).Select(i => (File: f, Item: i)))
                    .ToArray();
                if (central.Length == 0)
                {
                    // One that only adds to a reference made elsewhere is none of its own.
                    if (!item.IsUpdate)
                    {
                        yield return new PackageUse(item.Id, "", $"no version is written there or in a {Central} above", item.Place, item.Place);
                    }

                    continue;
                }

                // Conditions may choose one of several.
                foreach (var (centralFile, version) in central.Where(c => c.File == central[0].File))
                {
                    yield return Use(version.Version, version.Place, centralFile);
                }

                continue;
            }

            yield return Use(written, place, file);

            PackageUse Use(string version, SourcePlace at, ProjectFile from)
            {
                var (value, unknown) = Expand(version, from, files, 0);
                return new PackageUse(item.Id, value, unknown, item.Place, at);
            }
        }
    }

    /// <summary>Files of a name in the folder of another file and above it, the nearest first.</summary>
    private static IEnumerable<ProjectFile> Above(string path, string name, IReadOnlyDictionary<string, ProjectFile> files)
    {
        var folder = path;
        do
        {
            var slash = folder.LastIndexOf('/');
            folder = slash < 0 ? "" : folder.Substring(0, slash);
            if (files.TryGetValue(folder.Length == 0 ? name : folder + "/" + name, out var file))
            {
                yield return file;
            }
        }
        while (folder.Length > 0);
    }

    private static (string Value, string Unknown) Expand(string text, ProjectFile file, IReadOnlyDictionary<string, ProjectFile> files, int depth)
    {
        if (text.IndexOf("$(", StringComparison.Ordinal) < 0)
        {
            return (text.Trim(), "");
        }

        foreach (Match match in Property.Matches(text))
        {
            var name = match.Groups["name"].Value;
            var values = new[] { file }
                .Concat(Shared.SelectMany(s => Above(file.Path, s, files)))
                .Select(f => f.Properties.TryGetValue(name, out var found) ? found : [])
                .FirstOrDefault(v => v.Count > 0) ?? [];
            if (values.Count != 1 || depth > 5)
            {
                return ("", values.Count == 0 ? $"property {name} has no value in the files that are read" : $"property {name} has several values, and conditions choose one");
            }

            var (value, unknown) = Expand(values[0], file, files, depth + 1);
            if (unknown.Length > 0 || value.Length > 200)
            {
                return ("", unknown.Length > 0 ? unknown : $"property {name} is too long for a version");
            }

            text = text.Replace(match.Value, value);
        }

        return text.IndexOf("$(", StringComparison.Ordinal) < 0 ? (text.Trim(), "") : ("", $"\"{Core.Text.Excerpt.Of(text, 60)}\" is worked out by MSBuild");
    }

    private sealed record Item(string Kind, string Id, string Version, bool IsUpdate, SourcePlace Place);

    private sealed class ProjectFile(string path)
    {
        public string Path { get; } = path;

        public List<Item> Items { get; } = [];

        public Dictionary<string, List<string>> Properties { get; } = new(StringComparer.OrdinalIgnoreCase);

        public static ProjectFile? Read(RepositoryFile file, ICollection<FileProblem> problems)
        {
            if (YamlReader.ReadText(file.FullPath, file.Path, YamlReader.MaximumBytes, problems) is not { } text)
            {
                return null;
            }

            var project = new ProjectFile(file.Path);
            try
            {
                var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
                using var reader = XmlReader.Create(new StringReader(text), settings);
                string? property = null;
                Item? open = null;
                var depth = 0;
                while (reader.Read())
                {
                    var place = new SourcePlace(file.Path, ((IXmlLineInfo)reader).LineNumber, Math.Max(1, ((IXmlLineInfo)reader).LinePosition - 1));
                    switch (reader.NodeType)
                    {
                        case XmlNodeType.Element:
                            property = reader.IsEmptyElement ? null : reader.LocalName;
                            if (reader.LocalName is "PackageReference" or "PackageVersion" or "GlobalPackageReference" or "package")
                            {
                                open = project.Add(reader, place);
                                depth = reader.Depth;
                                open = reader.IsEmptyElement ? null : open;
                            }

                            break;
                        case XmlNodeType.Text or XmlNodeType.CDATA when property is not null:
                            if (open is not null)
                            {
                                if (property is "Version" or "VersionOverride")
                                {
                                    project.SetVersion(open, reader.Value);
                                }
                            }
                            else
                            {
                                project.SetProperty(property, reader.Value);
                            }

                            break;
                        case XmlNodeType.EndElement:
                            property = null;
                            open = open is not null && reader.Depth == depth ? null : open;
                            break;
                    }
                }
            }
            catch (XmlException e)
            {
                problems.Add(new FileProblem(new SourcePlace(file.Path, Math.Max(1, e.LineNumber), Math.Max(1, e.LinePosition)), "This is not valid XML, so its packages cannot be told. Correct it."));
            }

            return project;
        }

        private Item? Add(XmlReader reader, SourcePlace place)
        {
            var kind = reader.LocalName == "package" ? "PackageReference" : reader.LocalName;
            var include = reader.GetAttribute("Include") ?? (reader.LocalName == "package" ? reader.GetAttribute("id") : null);
            var ids = include ?? reader.GetAttribute("Update");
            var version = reader.GetAttribute("VersionOverride") ?? reader.GetAttribute("Version") ?? reader.GetAttribute("version") ?? "";
            Item? last = null;
            foreach (var id in (ids ?? "").Split(';').Select(i => i.Trim()).Where(i => i.Length > 0))
            {
                Items.Add(last = new Item(kind, id, version.Trim(), include is null, place));
            }

            return last;
        }

        private void SetVersion(Item item, string version)
        {
            for (var i = 0; i < Items.Count; i++)
            {
                if (Items[i].Place == item.Place)
                {
                    Items[i] = Items[i] with { Version = version.Trim() };
                }
            }
        }

        private void SetProperty(string name, string value)
        {
            if (!Properties.TryGetValue(name, out var values))
            {
                Properties[name] = values = [];
            }

            if (!values.Contains(value.Trim(), StringComparer.Ordinal))
            {
                values.Add(value.Trim());
            }
        }
    }
}
