using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Repository.Requirements;

namespace GovernanceAnalyzers.Engine.Starting;

/// <summary>A record for each file or address that code loads and no record declares.</summary>
internal sealed class DatasetStubs(PolicyCompiler input, string owner, ICollection<string> notes)
{
    private readonly List<DatasetReference> _declared = [];

    public IEnumerable<StartFile> Write(IEnumerable<DatasetLoadFact> loads)
    {
        var folder = Folder();
        var ids = new HashSet<string>(input.Datasets.Select(d => d.Id.Text), StringComparer.OrdinalIgnoreCase);
        foreach (var load in loads.OrderBy(l => l.Value, StringComparer.Ordinal).ThenBy(l => l.Place))
        {
            if (load.Value is not { Length: > 0 } value)
            {
                notes.Add($"{load.Place.Path}({load.Place.Line}): which data {StubText.Line(load.Method)} loads is not known at build time. Make sure that a dataset record declares it.");
                continue;
            }

            if (input.Compiled.DatasetFor(value) is not null || _declared.Any(d => d.Covers(value)))
            {
                continue;
            }

            var isUrl = value.Contains("://");
            var files = isUrl ? [] : Find(value, load.Place.Path);
            var name = value.TrimEnd('/', '*').Split('/', '\\').Last();
            name = name.IndexOf('.') > 0 ? name.Substring(0, name.IndexOf('.')) : name;
            var id = new[] { name, value }.Select(StubText.Slug)
                .Concat(Enumerable.Range(2, 1000).Select(n => StubText.Slug(name) + "-" + n.ToString(System.Globalization.CultureInfo.InvariantCulture)))
                .First(i => !ids.Contains(i) && !File.Exists(Path.Combine(input.Tree.Root, folder + i + ".yml")));
            ids.Add(id);
            var declared = isUrl ? [value] : files.Select(f => f.Path).ToArray();
            _declared.Add(new DatasetReference(id, folder + id + ".yml", isUrl ? [] : declared, isUrl ? declared : []));
            yield return new StartFile(folder + id + ".yml", Text(id, load, isUrl ? value : "", files), $"dataset record of {StubText.Line(value)}");
        }
    }

    private string Text(string id, DatasetLoadFact load, string url, IReadOnlyList<(string Path, string Sha256)> files)
    {
        var text = new StringBuilder($"# yaml-language-server: $schema={RuleInfo.SchemaRoot}dataset.schema.json\n")
            .Append($"# Loaded by {StubText.Line(load.Place.Path)}. Placeholders are for people to replace.\n")
            .Append("id: ").Append(StubText.Yaml(id)).Append('\n');
        text.Append(url.Length > 0 ? $"urls: [{StubText.Quoted(url)}]\n" : "files:\n");
        foreach (var (path, sha) in files)
        {
            text.Append("  - path: ").Append(StubText.Yaml(path)).Append('\n');
            text.Append(sha.Length > 0 ? $"    sha256: {StubText.Yaml(sha)}\n" : "");
        }

        text.Append("licence: # TODO: an SPDX expression; LicenseRef-name for what is not on the SPDX list\n");
        // A word that is not on the list is a finding of its own, so what depends on the use is not passed over.
        text.Append("use: TODO # ").Append(string.Join(", ", DatasetRecord.Uses)).Append('\n');

        var minimal = DatasetRecordReader.Read(text.ToString(), "stub", []);
        var subject = minimal is null ? null : new Subjects(input.Register, input.Cards, [.. input.Datasets, minimal]).Datasets.Last();
        var fields = new StubField();
        fields.Add("owner", StubText.Todo, owner);
        foreach (var asked in input.Policy.Requirements
            .Where(r => r.Kind == RequirementShape.Record && r.In == RequirementShape.InDataset && subject is not null)
            .Select(r => r.For(subject!.Tier))
            .Where(r => r.AppliesTo.Matches(subject!.Has) && CardStub.IsOn(r, input.Policy, "GOV3005"))
            .OrderBy(r => r.Id, StringComparer.Ordinal))
        {
            fields.Add(asked, owner);
        }

        foreach (var key in new[] { "id", "files", "urls", "licence", "use" })
        {
            fields.Remove(key);
        }

        return text.Append(fields.ToYaml(0, DatasetRecordReader.Shape)).ToString();
    }

    /// <summary>The files that a path in code may mean, nearest to the code first, with their digests; the path itself where there is none.</summary>
    private IReadOnlyList<(string Path, string Sha256)> Find(string value, string code)
    {
        var path = string.Join("/", value.Replace('\\', '/').Split('/').Where(s => s.Length > 0 && s is not ("." or "..") && !s.EndsWith(":", StringComparison.Ordinal)));
        var matches = Glob.HasWildcard(path)
            ? []
            : input.Listing.Files.Where(f => f.Path == path || f.Path.EndsWith("/" + path, StringComparison.Ordinal)).ToArray();
        for (var folder = code; matches.Length > 1 && folder.LastIndexOf('/') is > 0 and var slash;)
        {
            folder = folder.Substring(0, slash);
            var near = matches.Where(m => m.Path.StartsWith(folder + "/", StringComparison.Ordinal)).ToArray();
            matches = near.Length > 0 ? near : matches;
            if (near.Length > 0)
            {
                break;
            }
        }

        if (matches.Length > 0)
        {
            return matches.Select(m => (m.Path, Digest(m))).ToArray();
        }

        var isFolder = path.Length > 0 && input.Listing.Files.Any(f => f.Path.StartsWith(path + "/", StringComparison.Ordinal));
        notes.Add(isFolder
            ? $"{code} loads the folder {StubText.Line(path)}; its record has no digests."
            : $"{code} loads {StubText.Line(value)}, which is not in this repository; its record has no digest.");
        return [(isFolder ? path + "/**" : path, "")];
    }

    private string Digest(RepositoryFile file)
    {
        if (file.Length == 0)
        {
            return "";
        }

        try
        {
            return input.Contents.Sha256(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            notes.Add($"{file.Path} cannot be read ({e.GetType().Name}), so its record has no digest.");
            return "";
        }
    }

    /// <summary>The folder before the first wildcard of where the policy looks for records.</summary>
    private string Folder() => string.Concat(
        (input.Policy.DatasetRecords.FirstOrDefault() ?? "governance/datasets/*.yml").Split('/').TakeWhile(s => !Glob.HasWildcard(s) && !s.EndsWith(".yml", StringComparison.Ordinal)).Select(s => s + "/"));
}
