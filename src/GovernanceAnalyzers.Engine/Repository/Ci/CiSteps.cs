using System;
using System.Text.RegularExpressions;

namespace GovernanceAnalyzers.Engine.Repository.Ci;

/// <summary>What one line of a CI file runs, as far as the line tells.</summary>
internal enum CiStep
{
    Nothing,

    /// <summary>Compiles C#, which runs the check where the package is referenced.</summary>
    Build,

    /// <summary>Runs a program, action or file that may do anything with a package that is there.</summary>
    ThirdParty,

    /// <summary>Runs something of the organisation's own, which may be the check.</summary>
    Opaque,

    Check,
}

/// <summary>
/// Tells the lines of CI files apart. Whatever is not understood counts as opaque where it could be the check, so that a repository which
/// checks in a way that nobody thought of here hears nothing.
/// </summary>
internal static class CiSteps
{
    private static readonly Regex Check = Pattern(@"\bgovernance(\.exe|\.dll)?[""']?\s+(--\s+)?check\b|GovernanceAnalyzers\.Tool\b.*\bcheck\b");

    private static readonly Regex Build = Pattern(
        @"\bdotnet(\.exe)?[""']?\s+(build|publish|test|pack|msbuild|run)\b|(^|[\s;&|""'/\\(])(msbuild|xbuild)(\.exe)?(\s|$|""|')|\b(DotNetCoreCLI|VSBuild|MSBuild|VSTest)@[0-9]|codeql-action/autobuild|\bdotnetBuild\b|\bdotnetTest\b");

    // SDK verbs, and tools that do something else with the output.
    private static readonly Regex PlainDotnet = Pattern(
        @"\bdotnet(\.exe)?[""']?\s+(-|restore\b|clean\b|nuget\b|new\b|sln\b|add\b|list\b|package\b|format\b|workload\b|dev-certs\b|user-secrets\b|sdk\b|store\b|vstest\b|build-server\b|ef\b|tool\s+(install|restore|update|list)\b|coverage\b|reportgenerator\b|stryker\b|outdated\b|csharpier\b|gitversion\b|minver\b|nbgv\b|sonarscanner\b)");

    private static readonly Regex AnyDotnet = Pattern(@"\bdotnet(\.exe)?[""']?\s+[\w./\\$\{-]");

    private static readonly Regex Script = Pattern(@"[\w)}/\\-]\.(sh|bash|ps1|psm1|cmd|bat|py|fsx|csx|cake|groovy|rb|mjs|proj)\b");

    private static readonly Regex Runner = Pattern(
        @"(^|[\s;&|(""'])(make|gmake|nmake|rake|gradle|gradlew|mvn|ant|bazel|bazelisk|nuke|cake|just|task|mage|earthly|dagger|pants|tox|invoke|psake|Invoke-Build|Invoke-psake|npm|npx|yarn|pnpm|docker|docker-compose|podman|buildah|act|fake|python3?|node|ruby|perl|ssh|wsl|eval|source|dnx)(\.exe)?(\s|$)");

    private static readonly Regex FromElsewhere = Pattern(
        @"\buses:\s*[""']?(\./|docker://|[^\s""']+\.ya?ml(@|\s|$))|^-?\s*(import|pipe|orbs|plugins)\s*:|^trigger:\s*[\w.-]+/|\btemplate:|@Library|\blibrary\s*[('""]|\bload\s*[('""]|\bpipeline upload\b|\bdocker/build-push-action\b");

    // Elsewhere the key means other things: the matrix of a workflow has one.
    private static readonly Regex Include = Pattern(@"^-?\s*include\s*:");

    // A command that is only known when it runs.
    private static readonly Regex Variable = Pattern(@"^-?\s*(run|script|bash|pwsh|powershell|sh|bat|command|- )\s*:?\s*[('""]*(\$\{|\$\(|\$[A-Za-z_]|%[A-Za-z_]|<<)|^[&""']*(\$\{?[A-Za-z_]\w*\}?|\$\([^)]*\)|\$\{\{[^}]*\}\})([\s""']|$)(?!\s*\+?=)");

    private static readonly Regex Action = Pattern(@"\buses:\s*[""']?(?<owner>[\w.-]+)/|^-?\s*task:\s*[""']?(?<task>\w+)@");

    private static readonly Regex HarmlessOwner = Pattern("^(actions|github|nuget|microsoft|codecov|azure|step-security)$");

    private static readonly Regex HarmlessTask = Pattern("^(UseDotNet|NuGet\\w*|Publish\\w*|Download\\w*|CopyFiles|DeleteFiles|ArchiveFiles|Cache|Checkout)$");

    public static CiStep Of(string line, bool isGitLab)
    {
        if (Check.IsMatch(line))
        {
            return CiStep.Check;
        }

        if (Script.IsMatch(line) || Runner.IsMatch(line) || FromElsewhere.IsMatch(line) || Variable.IsMatch(line) || (isGitLab && Include.IsMatch(line))
            || (AnyDotnet.IsMatch(line) && !PlainDotnet.IsMatch(line) && !Build.IsMatch(line))
            // A build program that is built first, as NUKE and Bullseye are.
            || line.IndexOf("dotnet run", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return CiStep.Opaque;
        }

        if (Build.IsMatch(line))
        {
            return CiStep.Build;
        }

        var action = Action.Match(line);
        return !action.Success
            || HarmlessOwner.IsMatch(action.Groups["owner"].Value)
            || HarmlessTask.IsMatch(action.Groups["task"].Value)
            ? CiStep.Nothing
            : CiStep.ThirdParty;
    }

    private static Regex Pattern(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
}
