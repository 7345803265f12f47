using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Configuration;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Repository.Secrets;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Tests;
using GovernanceAnalyzers.Fuzz.Tests.Fuzzing;
using Microsoft.CodeAnalysis.Text;

namespace GovernanceAnalyzers.Fuzz.Tests.Targets;

/// <summary>Configuration files: those that the analyzers read models from, those that keys are looked for in, and those that switch rules off.</summary>
internal static class ConfigurationTargets
{
    private const string Settings = "{\n  // c\n  \"AI\": { \"Chat\": { \"Model\": \"gpt-4o\", \"Names\": [\"a\", \"b\"] }, \"Key\": null },\n  \"OpenAI__ApiKey\": \"sk-x\", \"N\": -1.5e3, \"T\": true,\n}\n";
    private const string Launch = "{ \"profiles\": { \"App\": { \"commandName\": \"Project\", \"environmentVariables\": { \"OPENAI_MODEL\": \"gpt-4o\" } } } }";
    private const string Env = "# c\nexport OPENAI_MODEL=\"gpt-4o\"\nAI__Model='o1' # why\nA=${B:-c}\nD=$E\n";
    private const string Docker = "# escape=`\nARG MODEL=gpt-4o\nFROM base\nENV A=a B=\"b b\" C='c' D=d\\ d\nENV AI__Model=$MODEL X=${MODEL:-y} \\\n  # c\n  LATER=1\n";
    private const string Compose = "services:\n  web:\n    environment:\n      # c\n      OPENAI_MODEL: gpt-4o   # now\n      'Q': \"o1\"\n      S: ${MODEL:-x}\n    x: |\n      A: b\n  job:\n    environment:\n      - A=b\n      - \"C=d\"\n";

    private static readonly string[] Words = ["environment:", "ENV ", "ARG ", "${A:-b}", "${", "\\", "`", "\"", "'", "#", "$$", "profiles", "environmentVariables", "export ", "//", "/*", "*/"];

    public static IEnumerable<Target> List =>
    [
        Entries("appsettings", JsonConfigurationReader.Read, Settings),
        Entries("launch-settings", LaunchSettingsReader.Read, Launch),
        Entries("env-file", DotEnvReader.Read, Env),
        Entries("dockerfile", DockerfileReader.Read, Docker),
        Entries("compose", ComposeReader.Read, Compose),
        .. new[] { ("appsettings.json", Settings), (".env", Env), ("Dockerfile", Docker), ("compose.yml", Compose), ("app.config", "<configuration><appSettings><add key=\"OpenAIKey\" value=\"x\" /></appSettings></configuration>"), ("a.http", "POST https://a.example\napi-key: abc\n\n{ \"key\": \"x\" }\n"), ("a.toml", "[openai]\nkey = \"abc\" # c\n"), ("a.tfvars", "openai_key = \"abc\"\n"), ("pipeline.ini", "[a]\nkey: b ; c\n") }
            .Select(f => new Target("keys-in-" + f.Item1.TrimStart('.').ToLowerInvariant().Replace('.', '-'), () => [f.Item2], bytes =>
            {
                var text = Encoding.UTF8.GetString(bytes);
                var reading = new Reading();
                foreach (var entry in ConfigurationEntries.Of(f.Item1, text))
                {
                    reading.With(entry);
                }

                return reading;
            }) { Words = Words }),
        Site("editorconfig", ".editorconfig", "root = true\n[*.{cs,vb}]\ndotnet_diagnostic.GOV1001.severity = none # c\n[src/**/[a-z]?.cs]\ndotnet_analyzer_diagnostic.severity = none\n", "[*]", "[{a,b}]", "{1..9}", "[!a]", "dotnet_diagnostic.GOV1001.severity = none", "is_global = true"),
        Site("global-config", ".globalconfig", "is_global = true\nglobal_level = 1\ndotnet_diagnostic.GOV1001.severity = none\n", "dotnet_diagnostic.GOV1001.severity = suggestion"),
        Site("no-warn", "src/App.csproj", "<Project><PropertyGroup><NoWarn>$(NoWarn);GOV1001;1701</NoWarn><CodeAnalysisRuleSet>a.ruleset</CodeAnalysisRuleSet></PropertyGroup></Project>", "<NoWarn>GOV1001</NoWarn>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "$(A)", "a.ruleset"),
        Site("rule-set", "src/a.ruleset", "<RuleSet Name=\"a\" ToolsVersion=\"15.0\"><Include Path=\"b.ruleset\" Action=\"Default\" /><Rules AnalyzerId=\"a\" RuleNamespace=\"a\"><Rule Id=\"GOV1001\" Action=\"None\" /></Rules></RuleSet>", "<Include Path=\"a.ruleset\" Action=\"None\" />"),
    ];

    private static Target Entries(string name, Func<SourceText, ImmutableArray<Entry>> read, params string[] seeds) => new(name, () => seeds.Select(s => (Seed)s), bytes =>
    {
        var text = SourceText.From(Encoding.UTF8.GetString(bytes));
        var reading = new Reading();
        foreach (var entry in read(text))
        {
            reading.With(entry.Key, entry.Text, entry.Span, entry.IsVariable);
            reading.Holds(entry.Span.Start >= 0 && entry.Span.End <= text.Length, "A value lies outside of the text.");
            reading.Holds(entry.Span.End > text.Length || text.Lines.GetLinePositionSpan(entry.Span) == entry.Lines, "A value lies at one place and at another line.");
        }

        return reading;
    })
    { Words = Words };

    private static Target Site(string name, string path, string seed, params string[] words)
    {
        var repository = new Lazy<TemporaryRepository>(() => RepositoryTargets.Keep(new TemporaryRepository()
            .With("src/App.csproj", "<Project><PropertyGroup><CodeAnalysisRuleSet>a.ruleset</CodeAnalysisRuleSet></PropertyGroup></Project>").With("src/a.cs", "")));
        return new Target(name, () => [seed], bytes =>
        {
            RepositoryTargets.Write(repository.Value, path, bytes);
            var found = new ConfigurationSites(repository.Value.Tree(), "src/App.csproj").Find("GOV1001", new SourcePlace("src/a.cs", 1, 1));
            var reading = new Reading().With(found.How, found.Site);
            if (found.Site.Path == path)
            {
                reading.Problems.Add(new Engine.Yaml.FileProblem(found.Site, found.How));
            }

            return reading;
        })
        { Words = words };
    }
}
