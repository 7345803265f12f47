using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV0015_GovernanceCheckNotInCiTests
{
    private const string Policy = "schemaVersion: 1\nname: test\nrules: { GovernanceCheckNotInCi: warning }\n";

    private const string Project = """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="OpenAI" /></ItemGroup></Project>""";

    private const string Referencing = """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="GovernanceAnalyzers" PrivateAssets="all" /></ItemGroup></Project>""";

    private const string Workflow = """
        name: CI
        on:
          push: { branches: [main] }
          pull_request:
        jobs:
          build:
            runs-on: ubuntu-latest
            strategy:
              matrix:
                include: [{ os: linux }]
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-dotnet@v4
                with: { dotnet-version: 10.0.x }
              - name: Build, and later maybe governance check
                run: dotnet build --configuration Release
              # - run: governance check
              - run: |
                  dotnet test --no-build
                  dotnet nuget push "*.nupkg" --api-key ${{ secrets.KEY }}
              - uses: codecov/codecov-action@v5
        """;

    [Fact]
    public void A_build_without_the_package_and_without_the_command_is_reported_at_its_line()
    {
        using var repository = Repository().With(".github/workflows/ci.yml", Workflow);

        var finding = Assert.Single(Run(repository));

        Assert.Equal(".github/workflows/ci.yml(16,1)", finding.Place.ToString());
        Assert.Equal(
            "Continuous integration does not run the governance check (.github/workflows/ci.yml): it builds, but no project references the package "
            + "GovernanceAnalyzers, and no step runs 'governance check'. So nothing keeps out a change that breaks the policy. Add the step 'governance check', "
            + "or reference the package from the projects that are built. [governance.yml(3)]",
            finding.Message);
    }

    [Theory]
    [InlineData("azure-pipelines.yml", "trigger: [main]\npool: { vmImage: ubuntu-latest }\nsteps:\n- task: UseDotNet@2\n- task: DotNetCoreCLI@2\n  inputs: { command: build }\n")]
    [InlineData(".gitlab-ci.yml", "build:\n  extends: .dotnet\n  script:\n    - dotnet build\n")]
    [InlineData("Jenkinsfile", "pipeline { stages { stage('Build') { steps { sh 'dotnet build' } } } } // governance check one day\n")]
    [InlineData(".circleci/config.yml", "jobs:\n  build:\n    steps:\n      - checkout\n      - run: dotnet test\n")]
    [InlineData("bitbucket-pipelines.yml", "pipelines:\n  default:\n    - step:\n        script:\n          - dotnet publish -c Release\n")]
    [InlineData(".buildkite/pipeline.yml", "steps:\n  - command: dotnet build\n")]
    [InlineData(".github/workflows/docs.yml", "jobs:\n  docs:\n    steps:\n      - uses: actions/checkout@v4\n      - uses: actions/deploy-pages@v4\n")]
    public void Every_kind_of_file_is_looked_at(string path, string text)
    {
        using var repository = Repository().With(path, text);

        Assert.Equal(path, Assert.Single(Run(repository)).Place.Path);
    }

    [Theory]
    [InlineData("- run: governance check")]
    [InlineData("- run: dotnet tool run governance check --no-build")]
    [InlineData("- run: dotnet governance check src")]
    [InlineData("- run: dotnet tool restore && dotnet tool run governance -- check")]
    [InlineData("- run: dnx GovernanceAnalyzers.Tool check")]
    [InlineData("- run: |\n    cd src\n    governance check --json > report.json")]
    public void The_command_counts_however_it_is_run(string step)
    {
        using var repository = Repository().With(".github/workflows/ci.yml", $"jobs:\n  a:\n    steps:\n{Indent(step)}\n      - run: dotnet build\n");

        Assert.Empty(Run(repository));
    }

    [Theory]
    [InlineData("App/App.csproj", Referencing)]
    [InlineData("Directory.Build.props", "<Project><ItemGroup><PackageReference Include='GovernanceAnalyzers' Version='1.0.0' /></ItemGroup></Project>")]
    [InlineData("Directory.Packages.props", """<Project><ItemGroup><GlobalPackageReference Include="GovernanceAnalyzers" Version="1.0.0" /></ItemGroup></Project>""")]
    public void A_build_of_projects_with_the_package_counts(string path, string project)
    {
        using var repository = Repository().With(path, project).With(".github/workflows/ci.yml", Workflow);

        Assert.Empty(Run(repository));
    }

    [Fact]
    public void The_package_is_no_use_where_nothing_is_built()
    {
        using var repository = Repository().With("App/App.csproj", Referencing)
            .With(".github/workflows/docs.yml", "jobs:\n  docs:\n    steps:\n      - uses: actions/checkout@v4\n");

        Assert.Contains("no step builds C# projects", Assert.Single(Run(repository)).Message);
    }

    /// <summary>What a step runs may be the check.</summary>
    [Theory]
    [InlineData("- run: ./build.sh")]
    [InlineData("- run: .\\eng\\build.ps1 -ci")]
    [InlineData("- run: make ci")]
    [InlineData("- run: dotnet run --project build -- ci")]
    [InlineData("- run: dotnet cake")]
    [InlineData("- run: dotnet nuke Compile")]
    [InlineData("- run: nuke Compile")]
    [InlineData("- run: npm run ci")]
    [InlineData("- run: docker build .")]
    [InlineData("- run: ${{ matrix.command }}")]
    [InlineData("- run: $BUILD_COMMAND")]
    [InlineData("- run: |\n    $(Build)\n    echo done")]
    [InlineData("- uses: ./.github/actions/build")]
    [InlineData("- uses: docker/build-push-action@v6")]
    public void A_step_that_cannot_be_seen_through_silences_the_rule(string step)
    {
        using var repository = Repository().With(".github/workflows/ci.yml", $"jobs:\n  a:\n    steps:\n      - run: dotnet build\n{Indent(step)}\n");

        Assert.Empty(Run(repository));
    }

    [Theory]
    [InlineData(".github/workflows/ci.yml", "jobs:\n  a:\n    uses: contoso/workflows/.github/workflows/dotnet.yml@v3\n")]
    [InlineData(".gitlab-ci.yml", "include:\n  - project: contoso/ci\n    file: dotnet.yml\nbuild:\n  script:\n    - dotnet build\n")]
    [InlineData("azure-pipelines.yml", "extends:\n  template: dotnet.yml@templates\n")]
    [InlineData("Jenkinsfile", "@Library('contoso') _\ncontosoBuild()\n")]
    [InlineData(".github/workflows/ci.yml", "\u0000\uFFFF")]
    public void Workflows_of_other_repositories_silence_the_rule_too(string path, string text)
    {
        using var repository = Repository().With("App/App.csproj", Referencing).With(path, text);

        Assert.Equal(text[0] == '\0' ? 1 : 0, Run(repository).Length);
    }

    [Fact]
    public void An_sdk_of_the_organisation_may_bring_the_package()
    {
        using var repository = Repository().With("App/App.csproj", """<Project Sdk="Contoso.Sdk/2.0.0" />""").With(".github/workflows/ci.yml", Workflow);

        Assert.Empty(Run(repository));
    }

    [Fact]
    public void A_repository_without_ci_files_and_one_without_a_policy_hear_nothing()
    {
        using var none = Repository();
        using var free = new TemporaryRepository().With("App/App.csproj", Project).With(".github/workflows/ci.yml", Workflow);

        Assert.Empty(Run(none));
        Assert.Empty(Run(free));
    }

    [Fact]
    public void A_governed_part_of_a_repository_hears_about_the_workflows_at_the_top()
    {
        using var repository = new TemporaryRepository().With("services/chat/governance.yml", Policy).With("services/chat/App.csproj", Project).With(".github/workflows/ci.yml", Workflow);

        var compiled = Engine.Policy.PolicyCompiler.Run(repository.Tree("services/chat"), TemporaryRepository.Today);
        var finding = Assert.Single(RepositoryChecks.Run(compiled), f => f.RuleId == "GOV0015");
        Assert.Equal("governance.yml", finding.Place.Path);
        Assert.Contains("(../../.github/workflows/ci.yml)", finding.Message);

        repository.With("Directory.Build.props", """<Project><ItemGroup><PackageReference Include="GovernanceAnalyzers" /></ItemGroup></Project>""");
        compiled = Engine.Policy.PolicyCompiler.Run(repository.Tree("services/chat"), TemporaryRepository.Today);
        Assert.DoesNotContain(RepositoryChecks.Run(compiled), f => f.RuleId == "GOV0015");
    }

    [Fact]
    public void A_file_that_is_not_text_says_nothing()
    {
        using var repository = Repository();
        System.IO.Directory.CreateDirectory(System.IO.Path.Combine(repository.Root, ".github/workflows"));
        System.IO.File.WriteAllBytes(System.IO.Path.Combine(repository.Root, ".github/workflows/ci.yml"), [0xFF, 0xFE, 0xC0, 0x80]);

        Assert.Empty(Run(repository));
    }

    private static string Indent(string step) => string.Join("\n", step.Split('\n').Select(l => "      " + l));

    private static TemporaryRepository Repository() => new TemporaryRepository().With("governance.yml", Policy).With("App/App.csproj", Project);

    private static Finding[] Run(TemporaryRepository repository) => [.. RepositoryChecks.Run(repository.Compile()).Where(f => f.RuleId == "GOV0015")];
}
