using System.Threading.Tasks;
using GovernanceAnalyzers.CodeFixes;
using GovernanceAnalyzers.StandIns;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;

namespace GovernanceAnalyzers.Tests.CodeFixes;

public class SecurityFixTests
{
    private const string Read = "Environment.GetEnvironmentVariable(\"OPENAI_API_KEY\") ?? throw new InvalidOperationException(\"Set OPENAI_API_KEY.\")";

    private static Task Key(string source, string fixedSource) =>
        new CSharpCodeFixVerifier<GovernanceAnalyzer, GOV6003_ReadKeyFromEnvironmentFix>.Test
        {
            TestCode = FakeKeys.Fill(source),
            FixedCode = FakeKeys.Fill(fixedSource),
            Rules = ["GOV6003"],
        }.RunAsync();

    [Fact]
    public Task Key_in_an_argument_is_read_from_the_environment() => Key(
        "var c = new OpenAI.OpenAIClient([|\"{openai}\"|]);",
        $"var c = new OpenAI.OpenAIClient({Read});");

    [Fact]
    public Task Constant_field_becomes_read_only() => Key(
        "class Settings\n{\n    private const string Key = [|\"{openai}\"|];\n}",
        $"class Settings\n{{\n    private static readonly string Key = {Read};\n}}");

    [Fact]
    public Task Constant_local_becomes_a_variable() => Key(
        "const string key = [|\"{openai}\"|];\nvar c = new OpenAI.OpenAIClient(key);",
        $"string key = {Read};\nvar c = new OpenAI.OpenAIClient(key);");

    private static Task Hidden(string source, string fixedSource, int choice) =>
        new CSharpCodeFixVerifier<GovernanceAnalyzer, GOV6009_ShowHiddenCharactersFix>.Test
        {
            TestCode = source,
            FixedCode = fixedSource,
            Rules = ["GOV6009"],
            CodeActionIndex = choice,
        }.RunAsync();

    [Fact]
    public Task Hidden_characters_are_removed() => Hidden(
        "class T { const string Prompt = @\"a[|\u202E|]b\"; }", "class T { const string Prompt = @\"ab\"; }", 0);

    [Fact]
    public Task Hidden_characters_are_written_as_escapes() => Hidden(
        "class T { const string Prompt = \"a[|\u202E|]b\"; }", "class T { const string Prompt = \"a\\u202Eb\"; }", 1);
}
