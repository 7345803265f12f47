using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Configuration;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GovernanceAnalyzers.Configuration;

/// <summary>
/// What the additional files of a compilation say about configuration keys and environment variables. Values are looked up by key and
/// never listed, so that nothing is taken from a file with secrets that code does not use as a model reference.
/// </summary>
internal sealed class ConfigurationFiles
{
    /// <summary>A file with more characters is not read.</summary>
    public const int MaximumLength = 1024 * 1024;

    // Roslyn keeps the entries per content, so a file is read once however often the code around it changes.
    private static readonly SourceTextValueProvider<ImmutableArray<Entry>> Json = new(JsonConfigurationReader.Read);
    private static readonly SourceTextValueProvider<ImmutableArray<Entry>> LaunchSettings = new(LaunchSettingsReader.Read);
    private static readonly SourceTextValueProvider<ImmutableArray<Entry>> Dockerfile = new(DockerfileReader.Read);
    private static readonly SourceTextValueProvider<ImmutableArray<Entry>> Compose = new(ComposeReader.Read);
    private static readonly SourceTextValueProvider<ImmutableArray<Entry>> DotEnv = new(DotEnvReader.Read);

    private readonly ImmutableArray<(string Path, ImmutableArray<Entry> Entries)> _files;
    private readonly Lazy<Index> _index;

    private ConfigurationFiles(ImmutableArray<(string Path, ImmutableArray<Entry> Entries)> files)
    {
        _files = files;
        _index = new Lazy<Index>(() => new Index(_files), LazyThreadSafetyMode.ExecutionAndPublication);
    }

    /// <summary>Whether there is any file to look into.</summary>
    public bool HasAny => !_files.IsEmpty;

    /// <summary>The method <c>TryGetValue</c> of an analysis context.</summary>
    public delegate bool Cache(SourceText text, SourceTextValueProvider<ImmutableArray<Entry>> reader, out ImmutableArray<Entry> entries);

    /// <param name="policyPath">Path of the compiled policy, from which the governed folder is found.</param>
    public static ConfigurationFiles Read(
        AnalyzerOptions options, Cache cache, CompiledPolicy policy, string policyPath, CancellationToken cancellation)
    {
        var root = RepositoryPaths.Root(policyPath, policy.RelativeRoot);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var files = ImmutableArray.CreateBuilder<(string Path, ImmutableArray<Entry> Entries)>();
        foreach (var file in options.AdditionalFiles.OrderBy(f => f.Path, FileOrder.Instance))
        {
            var isListed = policy.ConfigurationFiles.Any(g => Glob.IsPathMatch(g, RepositoryPaths.Relative(root, file.Path)));
            if (Reader(ConfigurationFileKinds.Of(file.Path, isListed)) is { } reader
                && seen.Add(file.Path)
                && file.GetText(cancellation) is { Length: <= MaximumLength } text
                && cache(text, reader, out var entries))
            {
                files.Add((file.Path, entries));
            }
        }

        return new ConfigurationFiles(files.ToImmutable());
    }

    /// <summary>Every value of a key, whichever file states it; environment variables too: <c>AI__Model</c> for <c>AI:Model</c>.</summary>
    public IReadOnlyList<ConfigurationValue> Find(string key) => HasAny ? _index.Value.Keys[key].ToArray() : [];

    /// <summary>Every value of an environment variable.</summary>
    public IReadOnlyList<ConfigurationValue> FindVariable(string name) => HasAny ? _index.Value.Variables[name].ToArray() : [];

    /// <summary>All values below a section, with their keys relative to it; all values there are for an empty section.</summary>
    public IReadOnlyList<ConfigurationValue> FindBelow(string section)
    {
        if (!HasAny)
        {
            return [];
        }

        var prefix = section.Length == 0 ? "" : section + ":";
        return _index.Value.All
            .Where(v => v.Key.Length > prefix.Length && v.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(v => v.Value with { Key = v.Key.Substring(prefix.Length) })
            .ToArray();
    }

    private static SourceTextValueProvider<ImmutableArray<Entry>>? Reader(ConfigurationFileKind kind) => kind switch
    {
        ConfigurationFileKind.Json => Json,
        ConfigurationFileKind.LaunchSettings => LaunchSettings,
        ConfigurationFileKind.Dockerfile => Dockerfile,
        ConfigurationFileKind.Compose => Compose,
        ConfigurationFileKind.DotEnv => DotEnv,
        _ => null,
    };

    /// <summary>Looked up without regard to letter case, as configuration does.</summary>
    private sealed class Index
    {
        public Index(ImmutableArray<(string Path, ImmutableArray<Entry> Entries)> files)
        {
            var all = files
                .SelectMany(f => f.Entries.Select(e => (Entry: e, Value: new ConfigurationValue(e.Key, e.Text, f.Path, e.Span, e.Lines))))
                .ToArray();
            All = all.Select(a => (a.Entry.IsVariable ? a.Entry.Key.Replace("__", ":") : a.Entry.Key, a.Value)).ToImmutableArray();
            Keys = All.ToLookup(a => a.Key, a => a.Value, StringComparer.OrdinalIgnoreCase);
            Variables = all.Where(a => a.Entry.IsVariable).ToLookup(a => a.Entry.Key, a => a.Value, StringComparer.OrdinalIgnoreCase);
        }

        public ImmutableArray<(string Key, ConfigurationValue Value)> All { get; }

        public ILookup<string, ConfigurationValue> Keys { get; }

        public ILookup<string, ConfigurationValue> Variables { get; }
    }

    /// <summary>By path, but <c>appsettings.json</c> before the files that override it.</summary>
    private sealed class FileOrder : IComparer<string>
    {
        public static readonly FileOrder Instance = new();

        public int Compare(string? x, string? y) => string.CompareOrdinal(Rank(x!), Rank(y!));

        private static string Rank(string path)
        {
            path = path.Replace('\\', '/');
            const string main = "/appsettings.json";
            return path.EndsWith(main, StringComparison.OrdinalIgnoreCase)
                ? path.Substring(0, path.Length - main.Length) + "/appsettings.\0"
                : path;
        }
    }
}
