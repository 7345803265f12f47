using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>The command that the README gives for installing.</summary>
[Collection(Builds.Name)]
public class InstallTests(PackageFixture fixture)
{
    [Fact]
    public void Adding_the_package_installs_it_as_a_development_dependency()
    {
        var repo = fixture.Empty().Write(
            "App/App.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
            </Project>
            """);

        repo.Dotnet("add", "App", "package", "GovernanceAnalyzers").Exits(0);

        var project = repo.Read("App/App.csproj");
        Assert.Contains("GovernanceAnalyzers", project);
        Assert.Contains("<PrivateAssets>all</PrivateAssets>", project);
        repo.BuildRestored("App").Exits(0).Finds();
    }
}
