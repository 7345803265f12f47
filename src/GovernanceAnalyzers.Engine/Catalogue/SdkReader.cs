using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Catalogue;

/// <summary>Reads SDK entries: files of <c>policies/sdks</c> and the items of a policy's <c>sdks:</c>. Every mistake is a problem at its place.</summary>
public static class SdkReader
{
    private static readonly string[] SinkSections = ["models", "settings", "instructions", "artefacts", "credentials"];

    /// <summary>Reads an SDK file. Null when there is a problem: half an entry would be a silent gap.</summary>
    /// <param name="file">The file's name; its last part must be the SDK's id.</param>
    public static SdkEntry? ReadText(string text, string file, ICollection<FileProblem> problems)
    {
        var found = new List<FileProblem>();
        var root = YamlReader.ReadText(text, file, found);
        SdkEntry? sdk = null;
        if (root is not null)
        {
            SdkShapes.File.Check(root, "SDK file", found);
            if (root is YamlMapping mapping)
            {
                Rules(mapping, found);
                var expected = System.IO.Path.GetFileNameWithoutExtension(file);
                if (mapping["sdk"] is YamlScalar id && id.Text != expected)
                {
                    found.Add(new FileProblem(id.Place, $"'sdk' must be the name of the file, '{expected}', not '{id.Text}'."));
                }

                sdk = found.Count == 0 ? Full(mapping, DefaultAssembly(mapping)) : null;
            }
        }

        Report(found, problems);
        return sdk;
    }

    /// <summary>Reads one item of a policy's <c>sdks:</c>, in full (with <c>sdk:</c>) or as shorthand for one type (with <c>type:</c>).</summary>
    public static SdkEntry? ReadPolicyItem(YamlValue item, ICollection<FileProblem> problems)
    {
        var found = new List<FileProblem>();
        var isFull = SdkShapes.PolicyItem.For(item) == SdkShapes.PolicyFull;
        SdkShapes.PolicyItem.Check(item, "sdks", found);
        if (item is YamlMapping mapping)
        {
            if (isFull)
            {
                Rules(mapping, found);
            }
            else
            {
                NotEmpty(mapping, "inference", found);
                if (mapping.Mapping("model") is { } model)
                {
                    OneOfMemberAndProperty(model, "method", found);
                }
            }
        }

        Report(found, problems);
        return found.Count > 0 || item is not YamlMapping read ? null : (isFull ? Full(read, "") : Short(read)) with { Source = read.Place.ToString() };
    }

    /// <summary>What shapes cannot say.</summary>
    private static void Rules(YamlMapping sdk, ICollection<FileProblem> problems)
    {
        foreach (var sink in SinkSections.SelectMany(section => Mappings(sdk, section)))
        {
            OneOfMemberAndProperty(sink, "member", problems);
            NotEmpty(sink, "member", problems);
            NotEmpty(sink, "property", problems);
        }

        foreach (var tool in Mappings(sdk, "tools"))
        {
            if (tool.Entry("methods") is null == tool.Entry("property") is null)
            {
                problems.Add(new FileProblem(tool.Place, "Write either 'methods' or 'property'."));
            }
        }

        foreach (var client in Mappings(sdk, "clients"))
        {
            if (client.Text("kind") == "client" == client.Entry("methods") is not null)
            {
                problems.Add(new FileProblem(client.Place, "'methods' is for every kind but 'client', which is the type itself."));
            }
        }

        foreach (var key in new[] { "packages", "assemblies", "verified" })
        {
            NotEmpty(sdk, key, problems);
        }

        // A list without items looks like an entry and matches nothing.
        var withLists = Mappings(sdk, "inference").Select(m => (m, "methods"))
            .Concat(Mappings(sdk, "datasets").Select(m => (m, "member")))
            .Concat(Mappings(sdk, "tools").Select(m => (m, "methods")))
            .Concat(Mappings(sdk, "clients").Select(m => (m, "methods")))
            .Concat(LoggingItems(sdk, "steps").Select(m => (m, "methods")))
            .Concat(LoggingItems(sdk, "switches").Select(m => (m, "sources")))
            .Concat(LoggingItems(sdk, "sources").Select(m => (m, "sources")));
        foreach (var (mapping, key) in withLists)
        {
            NotEmpty(mapping, key, problems);
        }
    }

    private static void NotEmpty(YamlMapping mapping, string key, ICollection<FileProblem> problems)
    {
        if (mapping[key] is YamlSequence { Items.Count: 0 } empty)
        {
            problems.Add(new FileProblem(empty.Place, $"'{key}' is empty."));
        }
    }

    private static void OneOfMemberAndProperty(YamlMapping model, string member, ICollection<FileProblem> problems)
    {
        var (method, parameter, property) = (model.Entry(member), model.Entry("parameter"), model.Entry("property"));
        if (property is not null && (method ?? parameter) is { } other)
        {
            problems.Add(new FileProblem(
                property.Key.Place, $"'property' and '{other.Key.Text}' exclude each other: write '{member}' with 'parameter', or 'property'."));
        }
        else if (property is null && (method is null || parameter is null))
        {
            problems.Add(new FileProblem(
                model.Place, $"Where it goes is missing: write '{member}' with 'parameter', or 'property'."));
        }
    }

    private delegate T MakeSink<T>(string type, string member, string parameter, string property, string kind, string versions, string assembly);

    /// <summary>One sink per member, or per property, of an item.</summary>
    private static T[] Sinks<T>(YamlMapping sdk, string section, string kind, string defaultAssembly, Func<YamlMapping, MakeSink<T>> make) =>
        Mappings(sdk, section)
            .SelectMany(item => item.Texts("member").Select(member => (Member: member, Property: ""))
                .Concat(item.Texts("property").Select(property => (Member: "", Property: property)))
                .Select(place => make(item)(
                    item.Text("type") ?? "",
                    place.Member,
                    item.Text("parameter") ?? "",
                    place.Property,
                    item.Text(kind) ?? "",
                    item.Text("versions") ?? "",
                    item.Text("assembly") ?? defaultAssembly)))
            .ToArray();

    private static string DefaultAssembly(YamlMapping sdk) => sdk.Texts("assemblies").FirstOrDefault() ?? "";

    private static SdkEntry Full(YamlMapping sdk, string defaultAssembly)
    {
        string Assembly(YamlMapping item) => item.Text("assembly") ?? defaultAssembly;
        string Versions(YamlMapping item) => item.Text("versions") ?? "";
        string Text(YamlMapping item, string key) => item.Text(key) ?? "";
        IEnumerable<LoggingStep> Steps(string section, LoggingKind kind, Func<YamlMapping, IReadOnlyList<string>> members) =>
            LoggingItems(sdk, section).Select(item =>
                new LoggingStep(kind, Text(item, "type"), members(item), Versions(item), Assembly(item)) { Covers = item.Texts("covers") });

        return new SdkEntry(Text(sdk, "sdk"), Text(sdk, "provider"), sdk.Texts("assemblies"))
        {
            Packages = sdk.Texts("packages"),
            Inference = Mappings(sdk, "inference")
                .Select(i => new InferenceMethods(Text(i, "type"), i.Texts("methods"), Text(i, "kind"), Versions(i), Assembly(i)))
                .ToArray(),
            Models = Sinks<ModelSink>(sdk, "models", "kind", defaultAssembly, item =>
                (type, member, parameter, property, kind, versions, assembly) =>
                    new ModelSink(type, member, parameter, property, kind, versions, assembly, Text(item, "provider"))),
            Constants = Mappings(sdk, "constants")
                .Select(c => new ModelConstants(
                    Text(c, "type"),
                    c.Mapping("values")!.Entries.ToDictionary(e => e.Key.Text, e => ((YamlScalar)e.Value).Text, StringComparer.Ordinal),
                    Assembly(c)))
                .ToArray(),
            Logging = Steps("steps", LoggingKind.Step, i => i.Texts("methods"))
                .Concat(Steps("decorators", LoggingKind.Decorator, _ => []))
                .Concat(Steps("options", LoggingKind.Option, i => [Text(i, "property")]))
                .Concat(Steps("switches", LoggingKind.Switch, i => [Text(i, "name"), .. i.Texts("sources")]))
                .Concat(Steps("sources", LoggingKind.Source, i => i.Texts("sources")))
                .ToArray(),
            Datasets = Mappings(sdk, "datasets")
                .SelectMany(d => d.Texts("member").Select(member => new DatasetLoad(
                    Text(d, "type"), member, Text(d, "parameter"), Text(d, "kind"), Versions(d), Assembly(d))
                {
                    WhenParameter = d.Mapping("onlyWhen")?.Text("parameter") ?? "",
                    WhenMembers = d.Mapping("onlyWhen")?.Texts("is") ?? [],
                }))
                .ToArray(),
            Settings = Sinks<SdkSetting>(sdk, "settings", "kind", defaultAssembly, _ => (t, m, par, prop, k, v, a) => new(t, m, par, prop, k, v, a)),
            Instructions = Sinks<InstructionSink>(
                sdk, "instructions", "role", defaultAssembly, _ => (t, m, par, prop, k, v, a) => new(t, m, par, prop, k, v, a)),
            Artefacts = Sinks<ArtefactLoad>(
                sdk, "artefacts", "format", defaultAssembly, _ => (t, m, par, prop, k, v, a) => new(t, m, par, prop, k, v, a)),
            Credentials = Sinks<CredentialSink>(
                sdk, "credentials", "kind", defaultAssembly, _ => (t, m, par, prop, k, v, a) => new(t, m, par, prop, k, v, a)),
            Tools = Mappings(sdk, "tools")
                .SelectMany(t => t.Entry("methods") is not null
                    ? [new ToolMembers(Text(t, "type"), t.Texts("methods"), "", Text(t, "kind"), Versions(t), Assembly(t))]
                    : t.Texts("property").Select(p => new ToolMembers(Text(t, "type"), [], p, Text(t, "kind"), Versions(t), Assembly(t))))
                .ToArray(),
            Clients = Mappings(sdk, "clients")
                .Select(c => new ClientMembers(Text(c, "type"), c.Texts("methods"), Text(c, "kind"), Versions(c), Assembly(c))
                {
                    Services = c.Texts("service"),
                    Key = Text(c, "key"),
                    Provider = Text(c, "provider"),
                    ModelKind = Text(c, "models"),
                })
                .ToArray(),
        };
    }

    private static SdkEntry Short(YamlMapping item)
    {
        var type = item.Text("type")!;
        var assembly = item.Text("assembly") ?? "";
        var model = item.Mapping("model");
        return new SdkEntry(type, item.Text("provider") ?? "", assembly.Length == 0 ? [] : [assembly])
        {
            Inference = [new InferenceMethods(type, item.Texts("inference"), item.Text("kind") ?? "inference", "", assembly)],
            Models = model is null
                ? []
                :
                [
                    new ModelSink(
                        type,
                        model.Text("method") ?? "",
                        model.Text("parameter") ?? "",
                        model.Text("property") ?? "",
                        model.Text("kind") ?? "model",
                        "",
                        assembly),
                ],
            Logging = item.Text("logged") == "true" ? [new LoggingStep(LoggingKind.Decorator, type, [], "", assembly)] : [],
        };
    }

    private static IEnumerable<YamlMapping> Mappings(YamlMapping parent, string key) => parent.List(key).OfType<YamlMapping>();

    private static IEnumerable<YamlMapping> LoggingItems(YamlMapping sdk, string key) =>
        sdk.Mapping("logging") is { } logging ? Mappings(logging, key) : [];

    private static void Report(List<FileProblem> found, ICollection<FileProblem> problems)
    {
        foreach (var problem in found.OrderBy(p => p.Place))
        {
            problems.Add(problem);
        }
    }
}
