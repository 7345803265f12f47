using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Flow;

/// <summary>Model references that configuration files hold: each is found at its line in that file.</summary>
public class ConfiguredModelTests
{
    private const string Prelude = """
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Options;
        using OpenAI;
        using OpenAI.Chat;

        """;

    /// <summary>Comments, a trailing comma, nesting, lists.</summary>
    private const string AppSettings = """
        {
          // Which models we call.
          "AI": {
            "Model": "gpt-4o",
            "Chat": { "Model": "gpt-4o-mini", "model-id": "o1" },
            "Fallbacks": [ "gpt-4o", "gpt-4o-mini", ],
            "Agents": [ { "Name": "a", "Model": "gpt-4o" }, { "Name": "b", "Model": "o1" } ],
            "Teams": { "red": { "Model": "gpt-4" }, "blue": { "Model": "gpt-4-turbo" } },
          },
          "ConnectionStrings": { "model": "gpt-4o" }
        }
        """;

    private static Verify.Test Test(string source, params (string Path, string Text)[] files)
    {
        var test = new Verify.Test { TestCode = Prelude + source, Rules = ["GOV1001", "GOV1003"] };
        test.TestState.AdditionalFiles.AddRange(files.Select(f => ($"{CompiledPolicies.Root}/src/{f.Path}", f.Text)));
        return test;
    }

    /// <summary><c>line:value</c> in a file, or <c>?origin</c> in code, sorted.</summary>
    private static async Task<string> Found(Verify.Test test) => string.Join(", ", (await test.GetDiagnosticsAsync())
        .Select(d => d.Location.Kind == LocationKind.ExternalFile
            ? $"{System.IO.Path.GetFileName(d.Location.GetLineSpan().Path)}({d.Location.GetLineSpan().StartLinePosition.Line + 1}) {d.GetMessage().Split('"')[1]}"
            : d.Id == "GOV1003" ? "?" + d.GetMessage().Split("it comes from ").Last().Split(". Give")[0] : d.GetMessage().Split('"')[1])
        .OrderBy(v => v, System.StringComparer.Ordinal));

    [Theory]
    [InlineData("""configuration["AI:Model"]!""", "appsettings.json(4) gpt-4o")]
    [InlineData("""configuration["ai:MODEL"]!""", "appsettings.json(4) gpt-4o")]
    [InlineData("""configuration["AI:Model"] ?? "gpt-4.1" """, "appsettings.json(4) gpt-4o, gpt-4.1")]
    [InlineData("""configuration["AI:Model"] ?? "gpt-4o" """, "appsettings.json(4) gpt-4o")]
    [InlineData("""configuration.GetSection("AI")["Model"]!""", "appsettings.json(4) gpt-4o")]
    [InlineData("""configuration.GetSection("AI").GetSection("Chat").GetValue<string>("Model")!""", "appsettings.json(5) gpt-4o-mini")]
    [InlineData("""configuration.GetValue("AI:Model", "gpt-4.1")""", "appsettings.json(4) gpt-4o, gpt-4.1")]
    [InlineData("""configuration.GetRequiredSection("AI:Chat:Model").Value!""", "appsettings.json(5) gpt-4o-mini")]
    [InlineData("""configuration.GetConnectionString("model")!""", "appsettings.json(10) gpt-4o")]
    [InlineData("""configuration["AI:Missing"]!""", "?configuration key AI:Missing")]
    [InlineData("""configuration["AI:Fallbacks:1"]!""", "appsettings.json(6) gpt-4o-mini")]
    [InlineData("""configuration.GetSection("AI:Fallbacks").Get<string[]>()![0]""", "appsettings.json(6) gpt-4o, appsettings.json(6) gpt-4o-mini")]
    [InlineData("""$"{configuration["AI:Model"]}" """, "gpt-4o")]
    public async Task Key(string expression, string expected) => Assert.Equal(expected, await Found(Test(
        $"class Bot {{ ChatClient Make(IConfiguration configuration) => new({expression}, \"key\"); }}", ("appsettings.json", AppSettings))));

    [Theory]
    [InlineData("""void N(IServiceCollection s, IConfiguration c) => s.Configure<Options>(c.GetSection("AI"));""", "appsettings.json(4) gpt-4o")]
    [InlineData("""void N(IServiceCollection s, IConfigurationSection c) => s.Configure<Options>(c); void O(IServiceCollection s, IConfiguration c) => N(s, c.GetSection("AI"));""", "appsettings.json(4) gpt-4o")]
    [InlineData("""void N(IServiceCollection s, IConfiguration c) => s.Configure<Options>("name", c.GetSection(Options.Section));""", "appsettings.json(5) gpt-4o-mini")]
    [InlineData("""void N(IServiceCollection s, IConfiguration c) => s.AddOptions<Options>().Bind(c.GetSection("AI")).ValidateOnStart();""", "appsettings.json(4) gpt-4o")]
    [InlineData("""void N(IServiceCollection s) => s.AddOptions<Options>().BindConfiguration("AI:Chat");""", "appsettings.json(5) gpt-4o-mini")]
    [InlineData("""Options N(IConfiguration c) => c.GetSection("AI").Get<Options>()!;""", "appsettings.json(4) gpt-4o")]
    [InlineData("""void N(IConfiguration c) { var o = new Options(); c.GetSection("AI").Bind(o); }""", "appsettings.json(4) gpt-4o")]
    [InlineData("""void N(IConfiguration c) { var o = new Options(); c.Bind("AI", o); }""", "appsettings.json(4) gpt-4o")]
    [InlineData("""class Root { public Options AI { get; set; } = new(); } Root N(IConfiguration c) => c.Get<Root>()!;""", "appsettings.json(4) gpt-4o")]
    [InlineData("""class Root { public List<Options> Agents { get; set; } = []; } Root N(IConfiguration c) => c.GetSection("AI").Get<Root>()!;""", "appsettings.json(7) gpt-4o, appsettings.json(7) o1")]
    [InlineData("""class Root { public Dictionary<string, Options> Teams { get; set; } = []; } Root N(IConfiguration c) => c.GetSection("AI").Get<Root>()!;""", "appsettings.json(8) gpt-4, appsettings.json(8) gpt-4-turbo")]
    [InlineData("""void N(IServiceCollection s, IConfiguration c) => s.AddSettings<Options>(c, "AI");""", "appsettings.json(4) gpt-4o")]
    [InlineData("""void N(IServiceCollection s, IConfiguration c) => s.Configure<Options>(c.GetSection("Nowhere"));""", "?configuration key Nowhere:Model")]
    public async Task Options_class(string binding, string expected)
    {
        const string helper = """
            static class Extensions
            {
                public static void AddSettings<T>(this IServiceCollection s, IConfiguration c, string section) where T : class => s.Configure<T>(c.GetSection(section));
            }
            """;
        Assert.Equal(expected, await Found(Test(
            $$"""
            class Options { public const string Section = "AI:Chat"; public string Model { get; set; } = ""; }
            class Bot(IOptions<Options> options) { ChatClient Make() => new(options.Value.Model, "key"); }
            class Startup { {{binding}} }
            {{helper}}
            """,
            ("appsettings.json", AppSettings))));
    }

    [Fact]
    public async Task Objects_from_several_sections_are_not_mixed() => Assert.Equal("appsettings.json(5) gpt-4o-mini", await Found(Test(
        """
        class Options { public string Model { get; set; } = ""; }
        class All { public Options Chat { get; set; } = new(); }
        class Bot
        {
            ChatClient Make(IConfiguration c)
            {
                var all = c.GetSection("AI").Get<All>()!;
                return new(all.Chat.Model, "key");
            }

            Options Other(IConfiguration c) => c.GetSection("AI").Get<Options>()!;
        }
        """,
        ("appsettings.json", AppSettings))));

    [Fact]
    public async Task Name_of_a_key_can_be_given_by_an_attribute() => Assert.Equal("appsettings.json(5) o1", await Found(Test(
        """
        class Options { [ConfigurationKeyName("model-id")] public string Model { get; set; } = ""; }
        class Bot(IOptions<Options> options) { ChatClient Make() => new(options.Value.Model, "key"); }
        class Startup { void N(IServiceCollection s, IConfiguration c) => s.Configure<Options>(c.GetSection("AI:Chat")); }
        """,
        ("appsettings.json", AppSettings))));

    [Fact]
    public async Task Default_counts_only_where_no_deployment_replaces_it()
    {
        const string source = """
            class Options { public string Model { get; set; } = "gpt-4.1"; }
            class Bot(IOptions<Options> options) { ChatClient Make() => new(options.Value.Model, "key"); }
            class Startup { void N(IServiceCollection s, IConfiguration c) => s.Configure<Options>(c.GetSection("AI")); }
            """;
        Assert.Equal("appsettings.json(4) gpt-4o", await Found(Test(source, ("appsettings.json", AppSettings))));
        Assert.Equal("appsettings.Development.json(4) gpt-4o, gpt-4.1", await Found(Test(source, ("appsettings.Development.json", AppSettings))));
        Assert.Equal("gpt-4.1", await Found(Test(source)));
    }

    [Fact]
    public async Task Environment_variable_of_a_launch_profile() => Assert.Equal("launchSettings.json(4) gpt-4o", await Found(Test(
        """class Bot { ChatClient Make() => new(Environment.GetEnvironmentVariable("MODEL")!, "key"); }""",
        ("Properties/launchSettings.json", """
            {
              "profiles": {
                "dev": { "environmentVariables": {
                  "MODEL": "gpt-4o"
                } }
              }
            }
            """))));

    [Fact]
    public async Task Key_that_several_calls_read_is_reported_once()
    {
        var test = Test(
            """
            class Bot(IConfiguration configuration)
            {
                ChatClient A() => new(configuration["AI:Model"]!, "key");
                ChatClient B() => new(configuration["AI:Model"]!, "key");
            }
            """,
            ("appsettings.json", AppSettings));
        var found = Assert.Single(await test.GetDiagnosticsAsync());
        Assert.Contains("(from configuration key AI:Model)", found.GetMessage());
    }

    [Fact]
    public async Task Pinned_value_in_configuration_DoesNotTrigger() => Assert.Equal("", await Found(Test(
        """class Bot { ChatClient Make(IConfiguration c) => new(c["AI:Model"]!, "key"); }""",
        ("appsettings.json", """{ "AI": { "Model": "gpt-4o-2024-11-20" } }"""))));
}
