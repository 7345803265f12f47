using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Infrastructure;

/// <summary>
/// Reads Bicep, ARM and Terraform: which models are deployed, in which version, under which name. Templates that others use are read
/// with the values they are used with; those with parameter files once per file.
/// </summary>
internal sealed class InfrastructureReader
{
    private const int MaximumModuleDepth = 8;
    private const int MaximumDeployments = 2_000;
    private const int MaximumUses = 2_000;
    private const string DeploymentType = "microsoft.cognitiveservices/accounts/deployments";
    private const string AccountType = "microsoft.cognitiveservices/accounts";

    /// <summary>Kinds of accounts that serve other things than models.</summary>
    private static readonly string[] ModelKinds = ["openai", "aiservices"];

    private readonly IReadOnlyDictionary<string, RepositoryFile> _files;
    private readonly ContentMemory? _contents;
    private readonly List<FileProblem> _problems = [];
    private readonly Dictionary<string, Template> _templates = new(StringComparer.Ordinal);
    private readonly List<(string Template, string Path, Func<Scope, Evaluator, Dictionary<string, InfrastructureValue>> Values)> _parameterFiles = [];
    private readonly List<Deployment> _deployments = [];
    private readonly List<ModelAccount> _accounts = [];
    private readonly Evaluator _evaluator;
    private int _uses;

    private InfrastructureReader(IEnumerable<RepositoryFile> files, ContentMemory? contents)
    {
        _files = files.GroupBy(f => f.Path, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        _contents = contents;
        _evaluator = new Evaluator(path => _files.TryGetValue(path, out var file) && Json(file, []) is { } value ? JsonExpressions.Plain(value) : null);
    }

    /// <summary>Whether a file may be infrastructure, going by its name.</summary>
    public static bool MayBeInfrastructure(string path) =>
        new[] { ".bicep", ".bicepparam", ".tf", ".tfvars", ".json" }.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <param name="files">May hold anything; what is no infrastructure is left alone.</param>
    /// <param name="contents">Remembers which JSON files are templates; null where only few files are given.</param>
    public static InfrastructureModels Read(IEnumerable<RepositoryFile> files, ContentMemory? contents)
    {
        var reader = new InfrastructureReader(files.Where(f => f.Length > 0 && MayBeInfrastructure(f.Path)), contents);
        return reader.Read();
    }

    private InfrastructureModels Read()
    {
        foreach (var file in _files.Values.OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            ReadFile(file);
        }

        if (_templates.Count == 0)
        {
            return InfrastructureModels.None with { Problems = _problems };
        }

        var used = new HashSet<string>(_templates.Values.SelectMany(t => AllModules(t).Select(m => Target(m, t))).OfType<string>(), StringComparer.Ordinal);
        foreach (var template in _templates.Values.OrderBy(t => t.Path, StringComparer.Ordinal))
        {
            _problems.AddRange(template.Problems);
            // A template that only uses itself, in a circle with others, is looked at as well.
            if (!used.Contains(template.Path) || !IsReached(template.Path))
            {
                foreach (var values in Values(template))
                {
                    Visit(new Scope(template, values), 0);
                }
            }
        }

        if (_evaluator.IsExhausted || _deployments.Count >= MaximumDeployments || _uses >= MaximumUses)
        {
            _problems.Add(new FileProblem(
                new SourcePlace(_templates.Keys.OrderBy(k => k, StringComparer.Ordinal).First()),
                "the infrastructure files hold more than is looked at, so not every deployment is known. Split them, or govern their folders one by one"));
        }

        return new InfrastructureModels(
            _deployments.Distinct().OrderBy(d => d.Place).ThenBy(d => d.Name.Text, StringComparer.Ordinal).ThenBy(d => d.Reference, StringComparer.Ordinal).ToArray(),
            _accounts.Distinct().OrderBy(a => a.Place).ThenBy(a => a.Location.Text, StringComparer.Ordinal).ToArray(),
            _problems.Distinct().OrderBy(p => p.Place).ToArray());
    }

    private static IEnumerable<ModuleDeclaration> AllModules(Template template) =>
        template.Modules.Concat(template.Modules.Where(m => m.Inline is not null).SelectMany(m => AllModules(m.Inline!)));

    /// <summary>Whether some template that nobody uses leads there.</summary>
    private bool IsReached(string path)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var users = new Queue<string>([path]);
        while (users.Count > 0)
        {
            var current = users.Dequeue();
            var callers = _templates.Values.Where(t => AllModules(t).Any(m => Target(m, t) == current)).Select(t => t.Path).ToArray();
            if (callers.Length == 0)
            {
                return true;
            }

            foreach (var caller in callers.Where(reached.Add))
            {
                users.Enqueue(caller);
            }
        }

        return false;
    }

    private void ReadFile(RepositoryFile file)
    {
        var path = file.Path;
        if (path.EndsWith(".bicep", StringComparison.OrdinalIgnoreCase))
        {
            if (Text(file) is { } text)
            {
                _templates[path] = BicepReader.Read(text, path);
            }
        }
        else if (path.EndsWith(".tf", StringComparison.OrdinalIgnoreCase))
        {
            if (Text(file) is { } text)
            {
                TerraformReader.Read(text, path, Folder(path));
            }
        }
        else if (path.EndsWith(".tf.json", StringComparison.OrdinalIgnoreCase))
        {
            if (Json(file, _problems) is YamlMapping root)
            {
                TerraformReader.ReadJson(root, Folder(path));
            }
        }
        else if (path.EndsWith(".bicepparam", StringComparison.OrdinalIgnoreCase))
        {
            if (Text(file) is { } text && BicepReader.ReadParameters(text, path) is var (template, values) && template is not null)
            {
                _parameterFiles.Add((template, path, (_, evaluator) => Evaluated(values, new Template(path) { Folder = Paths.Folder(path) }, evaluator)));
            }
        }
        else if (path.EndsWith(".tfvars", StringComparison.OrdinalIgnoreCase))
        {
            if (Text(file) is { } text)
            {
                var values = TerraformReader.ReadValues(text, path);
                _parameterFiles.Add((Paths.Folder(path), path, (_, evaluator) => Evaluated(values, new Template(path) { IsTerraform = true }, evaluator)));
            }
        }
        else if (SchemaOf(file) is var schema && schema.Length > 0 && Json(file, _problems) is YamlMapping root)
        {
            if (schema == "template")
            {
                _templates[path] = ArmReader.Read(root, path);
            }
            else
            {
                var values = ArmReader.ReadParameters(root);
                _parameterFiles.Add((path, path, (_, evaluator) => Evaluated(values, new Template(path), evaluator)));
            }
        }
    }

    private Template Folder(string path)
    {
        var folder = Paths.Folder(path);
        // Named like a folder, so that no file has the same path.
        var key = folder + "/";
        if (!_templates.TryGetValue(key, out var template))
        {
            _templates[key] = template = new Template(key) { Folder = folder, IsTerraform = true };
        }

        return template;
    }

    private static Dictionary<string, InfrastructureValue> Evaluated(Dictionary<string, Expression> values, Template template, Evaluator evaluator)
    {
        foreach (var value in values)
        {
            template.Variables[value.Key] = value.Value;
        }

        var scope = new Scope(template, new Dictionary<string, InfrastructureValue>());
        return values.ToDictionary(v => v.Key, v => evaluator.Evaluate(v.Value, scope), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The values of each parameter file of a template; none at all where it has no file.</summary>
    private IEnumerable<IReadOnlyDictionary<string, InfrastructureValue>> Values(Template template)
    {
        var files = _parameterFiles.Where(f => IsFor(f.Template, f.Path, template)).OrderBy(f => f.Path, StringComparer.Ordinal).ToArray();
        var scope = new Scope(template, new Dictionary<string, InfrastructureValue>());
        // Terraform reads these two kinds whatever else it is told.
        var always = files.Where(f => template.IsTerraform && IsAutomatic(f.Path)).ToArray();
        var common = new Dictionary<string, InfrastructureValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in always.SelectMany(f => f.Values(scope, _evaluator)))
        {
            common[value.Key] = value.Value;
        }

        var sets = files.Except(always).Select(f =>
        {
            var values = new Dictionary<string, InfrastructureValue>(common, StringComparer.OrdinalIgnoreCase);
            foreach (var value in f.Values(scope, _evaluator))
            {
                values[value.Key] = value.Value;
            }

            return values;
        }).ToArray();
        return sets.Length > 0 ? sets : [common];
    }

    private static bool IsAutomatic(string path) =>
        Paths.Name(path) == "terraform.tfvars" || path.EndsWith(".auto.tfvars", StringComparison.OrdinalIgnoreCase);

    private bool IsFor(string target, string path, Template template)
    {
        if (template.IsTerraform)
        {
            // Beside the template, or in a folder below that has no template of its own.
            return path.EndsWith(".tfvars", StringComparison.OrdinalIgnoreCase)
                && (target == template.Folder || (!IsAutomatic(path) && Paths.IsIn(template.Folder, target) && !_templates.ContainsKey(target + "/")));
        }

        if (path.EndsWith(".bicepparam", StringComparison.OrdinalIgnoreCase))
        {
            return target == template.Path;
        }

        // main.parameters.json, main.dev.parameters.json and main.parameters.dev.json are for main.bicep and main.json.
        var name = Paths.Name(path);
        var stem = Path.GetFileNameWithoutExtension(Paths.Name(template.Path));
        return path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            && Paths.Folder(path) == template.Folder
            && name.StartsWith(stem + ".", StringComparison.OrdinalIgnoreCase)
            && name.IndexOf("param", StringComparison.OrdinalIgnoreCase) > 0;
    }

    /// <summary>The template that a module is, by its key; null for one that is not in the repository.</summary>
    private string? Target(ModuleDeclaration module, Template template)
    {
        if (template.IsTerraform)
        {
            return module.Source.StartsWith(".", StringComparison.Ordinal) && Paths.Combine(template.Folder, module.Source) is { } folder && _templates.ContainsKey(folder + "/")
                ? folder + "/"
                : null;
        }

        return module.Source.IndexOf(':') < 0 && module.Source.Length > 0 && Paths.Combine(template.Folder, module.Source) is { } path && _templates.ContainsKey(path) ? path : null;
    }

    private void Visit(Scope scope, int depth)
    {
        if (_deployments.Count >= MaximumDeployments || ++_uses > MaximumUses)
        {
            return;
        }

        foreach (var resource in scope.Template.Resources.Where(r => !r.IsExisting || r.Body is ObjectExpression { Resources.Count: > 0 }))
        {
            Visit(resource, resource.Type, scope, new Dictionary<string, InfrastructureValue>());
        }

        foreach (var module in scope.Template.Modules)
        {
            foreach (var turn in _evaluator.Turns(module.Loop, scope))
            {
                Visit(module, scope, turn, depth);
            }
        }
    }

    private void Visit(ModuleDeclaration module, Scope scope, IReadOnlyDictionary<string, InfrastructureValue> turn, int depth)
    {
        var value = _evaluator.Evaluate(module.Arguments, scope, turn);
        if (module.Source.IndexOf("avm/res/cognitive-services/account", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            AddModule(value, "deployments", module, isTerraform: false);
            return;
        }

        if (module.Source.IndexOf("avm-res-cognitiveservices-account", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            AddModule(value, "cognitive_deployments", module, isTerraform: true);
            return;
        }

        var target = module.Inline ?? (Target(module, scope.Template) is { } key ? _templates[key] : null);
        if (target is null || depth >= MaximumModuleDepth)
        {
            return;
        }

        var arguments = (value as ObjectValue)?.Entries.GroupBy(e => e.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.OrdinalIgnoreCase)
            ?? new Dictionary<string, InfrastructureValue>(StringComparer.OrdinalIgnoreCase);
        Visit(new Scope(target, arguments), depth + 1);
    }

    private void Visit(ResourceDeclaration resource, string type, Scope scope, IReadOnlyDictionary<string, InfrastructureValue> outer)
    {
        var isDeployment = type is DeploymentType or "azapi:" + DeploymentType or "azurerm_cognitive_deployment";
        var isAccount = type is AccountType or "azapi:" + AccountType or "azurerm_cognitive_account" or "azurerm_ai_services";
        var nested = (resource.Body as ObjectExpression)?.Resources ?? [];
        if (!isDeployment && !isAccount && nested.Count == 0)
        {
            return;
        }

        foreach (var turn in _evaluator.Turns(resource.Loop, scope, outer))
        {
            if ((isDeployment || isAccount) && !resource.IsExisting)
            {
                foreach (var body in Evaluator.Options(_evaluator.Evaluate(resource.Body, scope, turn)))
                {
                    if (isDeployment)
                    {
                        Add(body, resource, type);
                    }
                    else
                    {
                        AddAccount(body, resource);
                    }
                }
            }

            foreach (var inner in nested)
            {
                Visit(inner, inner.Type.IndexOf('.') < 0 ? type + "/" + inner.Type : inner.Type, scope, turn);
            }
        }
    }

    private void Add(InfrastructureValue body, ResourceDeclaration resource, string type)
    {
        var isAzureRm = type == "azurerm_cognitive_deployment";
        var properties = isAzureRm ? body
            : type.StartsWith("azapi:", StringComparison.Ordinal) ? Get(Get(body, "body"), "properties")
            : Get(body, "properties");
        Add(
            resource.Place,
            properties is NothingValue ? resource.Place : isAzureRm ? resource.Place : properties.Place,
            resource.Symbol.Length > 0 ? resource.Symbol : "deployments",
            Get(body, "name"),
            Get(properties, "model"),
            Get(properties, isAzureRm ? "version_upgrade_option" : "versionUpgradeOption"),
            resource.Place.Path.IndexOf(".tf", StringComparison.OrdinalIgnoreCase) > 0);
    }

    private void AddModule(InfrastructureValue arguments, string name, ModuleDeclaration module, bool isTerraform)
    {
        if (Get(arguments, "location") is var location && location is not NothingValue && MayServeModels(Get(arguments, "kind")))
        {
            _accounts.AddRange(Evaluator.Options(location).Select(l => new ModelAccount(module.Place, module.Symbol, DeploymentPart.Of(l))));
        }

        foreach (var deployments in Evaluator.Options(Get(arguments, name)))
        {
            var items = deployments switch
            {
                ListValue list => list.Items,
                ObjectValue map => map.Entries.Select(e => e.Value).ToArray(),
                NothingValue => [],
                _ => [deployments],
            };
            foreach (var item in items.SelectMany(Evaluator.Options))
            {
                Add(
                    item.Place,
                    item.Place,
                    module.Symbol,
                    Get(item, "name") is var given && given is NothingValue ? Get(Get(item, "model"), "name") : given,
                    Get(item, "model"),
                    Get(item, isTerraform ? "version_upgrade_option" : "versionUpgradeOption"),
                    isTerraform);
            }
        }
    }

    private void Add(
        SourcePlace place, SourcePlace optionsPlace, string symbol, InfrastructureValue name, InfrastructureValue model, InfrastructureValue option, bool isTerraform)
    {
        const int MaximumVariants = 16;
        var variants =
            from m in Evaluator.Options(model)
            from n in Evaluator.Options(name)
            from modelName in Evaluator.Options(Get(m, "name"))
            from version in Evaluator.Options(Get(m, "version"))
            from o in Evaluator.Options(option)
            select new Deployment(place, m is NothingValue ? place : m.Place, optionsPlace, symbol)
            {
                Name = LastSegment(n),
                Model = DeploymentPart.Of(modelName),
                Version = DeploymentPart.Of(version),
                Upgrade = DeploymentPart.Of(o),
                IsTerraform = isTerraform,
            };
        _deployments.AddRange(variants.Take(MaximumVariants));
    }

    private void AddAccount(InfrastructureValue body, ResourceDeclaration resource)
    {
        if (resource.Type != "azurerm_ai_services" && !MayServeModels(Get(body, "kind") is var kind && kind is NothingValue ? Get(Get(body, "body"), "kind") : kind))
        {
            return;
        }

        _accounts.AddRange(Evaluator.Options(Get(body, "location")).Where(l => l is not NothingValue)
            .Select(l => new ModelAccount(resource.Place, resource.Symbol, DeploymentPart.Of(l))));
    }

    private static bool MayServeModels(InfrastructureValue kind) =>
        kind is not TextValue text || ModelKinds.Contains(text.Text.ToLowerInvariant());

    /// <summary>ARM names a part by its whole path: <c>account/deployment</c>.</summary>
    private static DeploymentPart LastSegment(InfrastructureValue name)
    {
        if (name is UnknownValue { Ending: var ending } && ending.LastIndexOf('/') is var slash and >= 0 && slash < ending.Length - 1)
        {
            return new DeploymentPart(ending.Substring(slash + 1), "", name.Place);
        }

        var part = DeploymentPart.Of(name);
        return part with { Text = part.Text.Substring(part.Text.LastIndexOf('/') + 1) };
    }

    private static InfrastructureValue Get(InfrastructureValue target, string name) => target switch
    {
        ObjectValue value => value[name],
        ListValue { Items.Count: 1 } list => Get(list.Items[0], name),
        UnknownValue or NothingValue => target,
        ChoiceValue choice => new ChoiceValue(choice.Options.Select(o => Get(o, name)).ToArray(), choice.Place),
        _ => new UnknownValue("a value that is no object", target.Place),
    };

    private string? Text(RepositoryFile file)
    {
        var problems = new List<FileProblem>();
        var text = YamlReader.ReadText(file.FullPath, file.Path, YamlReader.MaximumBytes, problems);
        _problems.AddRange(problems);
        return text;
    }

    private static YamlValue? Json(RepositoryFile file, ICollection<FileProblem> problems) =>
        YamlReader.ReadText(file.FullPath, file.Path, YamlReader.MaximumBytes, problems) is { } text ? JsonReader.ReadText(text, file.Path, problems) : null;

    /// <summary><c>template</c>, <c>parameters</c> or nothing.</summary>
    private string SchemaOf(RepositoryFile file)
    {
        try
        {
            var schema = _contents is null ? Compute(file) : _contents.Get("arm-schema", file, Compute);
            // What Bicep has built is not what people edit.
            return schema == "built" ? _files.ContainsKey(Path.ChangeExtension(file.Path, ".bicep")) ? "" : "template" : schema;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }

        static string Compute(RepositoryFile file)
        {
            var bytes = new byte[1024];
            using var stream = new FileStream(file.FullPath, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1);
            var count = 0;
            for (int read; count < bytes.Length && (read = stream.Read(bytes, count, bytes.Length - count)) > 0; count += read)
            {
            }

            var start = Encoding.UTF8.GetString(bytes, 0, count);
            if (start.IndexOf("\"$schema\"", StringComparison.Ordinal) < 0)
            {
                return "";
            }

            return start.IndexOf("eploymentParameters.json", StringComparison.OrdinalIgnoreCase) >= 0 ? "parameters"
                : start.IndexOf("eploymentTemplate.json", StringComparison.OrdinalIgnoreCase) < 0 ? ""
                : start.IndexOf("\"_generator\"", StringComparison.Ordinal) >= 0 ? "built" : "template";
        }
    }
}
