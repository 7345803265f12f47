using System.Collections.Generic;
using System.IO;

namespace GovernanceAnalyzers.Package.Tests.Infra;

/// <summary>
/// The MSBuild nodes and the compiler that stay between builds of one run. Their names are the run's own, so nobody else's are met, nor stopped.
/// MSBuild's own server is not used: once in some hundred builds it ended a build without a word and with exit code 1.
/// </summary>
/// <param name="name">Becomes a part of the names of sockets, which have to be short.</param>
public sealed class BuildServers(string name)
{
    private bool _isUsed;

    public void AddTo(IDictionary<string, string?> environment)
    {
        _isUsed = true;
        environment["MSBUILDNODEHANDSHAKESALT"] = name;
        // Also a property of every build.
        environment["SharedCompilationId"] = name;
    }

    /// <summary>What does not stop now does so when nobody has asked for a while.</summary>
    public void Stop(Sandbox sandbox)
    {
        if (!_isUsed)
        {
            return;
        }

        var tools = sandbox.Cold().Dotnet("msbuild", "Directory.Build.props", "-getProperty:MSBuildToolsPath").StandardOutput.Trim();
        sandbox.Dotnet(Path.Combine(tools, "Roslyn", "bincore", "VBCSCompiler.dll"), "-shutdown", "-pipename:" + name);
        sandbox.Dotnet("build-server", "shutdown", "--msbuild");
    }
}
