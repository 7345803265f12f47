using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests.Infra;

/// <summary>A folder to write projects into, and to run commands in.</summary>
public sealed class Sandbox(PackageFixture fixture, string folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public string Folder { get; } = folder;

    /// <summary>Environment variables for the commands, which are properties of builds as well.</summary>
    public Dictionary<string, string> Variables { get; private init; } = [];

    /// <summary>The merged report, .governance/governance.json.</summary>
    public JsonNode Report => JsonNode.Parse(Read(".governance/governance.json"))!;

    public JsonNode Sarif => JsonNode.Parse(Read(".governance/governance.sarif"))!["runs"]![0]!;

    /// <summary>Another folder, with the same variables.</summary>
    public Sandbox At(string relative) => new(fixture, Path.GetFullPath(PathOf(relative))) { Variables = Variables, IsCold = IsCold };

    /// <summary>
    /// Whether each command starts from nothing, as on a build server. The others meet an MSBuild and a compiler that are running already, as they
    /// do on a developer's machine; that also takes less than half the time.
    /// </summary>
    public bool IsCold { get; private init; } = Environment.GetEnvironmentVariable("GOVERNANCE_COLD_E2E") is not null;

    /// <summary>The same folder, for commands that meet nothing that is running already.</summary>
    public Sandbox Cold() => new(fixture, Folder) { Variables = Variables, IsCold = true };

    public string PathOf(string relative) => Path.Combine(Folder, relative);

    public bool Has(string relative) => File.Exists(PathOf(relative)) || Directory.Exists(PathOf(relative));

    public string Read(string relative)
    {
        Assert.True(File.Exists(PathOf(relative)), $"There is no {relative} in {Folder}; there are:\n{string.Join("\n", Directory.GetFiles(Folder, "*", SearchOption.AllDirectories))}");
        return File.ReadAllText(PathOf(relative));
    }

    public Sandbox Write(string relative, string text) => Write(relative, new UTF8Encoding(false).GetBytes(text));

    public Sandbox Write(string relative, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllBytes(PathOf(relative), content);
        return this;
    }

    public void Delete(string relative)
    {
        if (Directory.Exists(PathOf(relative)))
        {
            Directory.Delete(PathOf(relative), recursive: true);
        }
        else
        {
            File.Delete(PathOf(relative));
        }
    }

    /// <summary>A solution over every project below this folder, each in a solution folder, since projects of one name may not meet.</summary>
    public Sandbox WriteSolution()
    {
        var projects = Directory.GetFiles(Folder, "*.csproj", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(Folder, p).Replace('\\', '/'))
            .OrderBy(p => p, StringComparer.Ordinal);
        return Write("All.slnx", $"<Solution>\n{string.Concat(projects.Select(p => $"  <Folder Name=\"/{p.Split('/')[0]}/\"><Project Path=\"{p}\" /></Folder>\n"))}</Solution>\n");
    }

    /// <summary>
    /// The results of the report as <c>path(line,column): rule status</c>, sorted; those of one status, if given. Left out is what is the same
    /// in every test: documents that the baseline suggests, and entries of the register that the test's program does not use.
    /// </summary>
    public IReadOnlyList<string> Reported(string? status = null) => Results(Report)
        .Where(f => status is null || (string)f!["status"]! == status)
        .Select(f => $"{f!["path"]}({f["line"]},{f["column"]}): {f["rule"]} {f["status"]}")
        .OrderBy(f => f, StringComparer.Ordinal)
        .ToArray();

    /// <summary>The results of a report, without what is the same in every test.</summary>
    public static IEnumerable<JsonNode?> Results(JsonNode report) =>
        report["findings"]!.AsArray().Where(f => f!["requirement"] is null && (string)f["rule"]! != "GOV1007");

    /// <summary>Takes away what builds of the project App wrote, but not what its restore did.</summary>
    public void DeleteOutputs()
    {
        foreach (var folder in new[] { "App/bin", "App/obj/Debug", ".governance" }.Where(Has))
        {
            Delete(folder);
        }
    }

    public CommandResult Build(params string[] arguments) =>
        Dotnet(["build", .. arguments, "-nologo"]);

    public CommandResult BuildRestored(params string[] arguments) => Build([.. arguments, "--no-restore"]);

    public CommandResult Dotnet(params string[] arguments) => Run("dotnet", arguments);

    public CommandResult Governance(params string[] arguments) => Run(fixture.Tool, arguments);

    public CommandResult Run(string program, params string[] arguments)
    {
        using var command = Start(program, arguments);
        return command.End();
    }

    /// <summary>Starts a command without waiting for it.</summary>
    public RunningCommand Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // What "dotnet test" sets for its own build must not reach ours.
        foreach (var name in start.Environment.Keys.Where(IsOfOuterBuild).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["NUGET_PACKAGES"] = fixture.PackageCache;
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        // Also a property of every build.
        start.Environment["UseSharedCompilation"] = IsCold ? "false" : "true";
        if (IsCold)
        {
            start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        }
        else
        {
            fixture.Servers.AddTo(start.Environment);
        }

        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        return new RunningCommand(start, Folder, Patience);
    }

    public void CopyTo(Sandbox other) => Copy(Folder, other.Folder);

    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }

        foreach (var child in Directory.GetDirectories(from))
        {
            Copy(child, Path.Combine(to, Path.GetFileName(child)));
        }
    }

    private static bool IsOfOuterBuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_CLI_", StringComparison.OrdinalIgnoreCase)
        || name is "CI" or "TF_BUILD" or "GITHUB_ACTIONS";
}

/// <summary>A command under way.</summary>
public sealed class RunningCommand : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _standardOutput = new();
    private readonly string _command;
    private readonly string _folder;
    private readonly TimeSpan _patience;

    public RunningCommand(ProcessStartInfo start, string folder, TimeSpan patience)
    {
        _folder = folder;
        _patience = patience;
        _command = $"{start.FileName} {string.Join(" ", start.ArgumentList.Select(a => a.Contains(' ', StringComparison.Ordinal) ? $"\"{a}\"" : a))}";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, e) => Add(e.Data, isError: false);
        _process.ErrorDataReceived += (_, e) => Add(e.Data, isError: true);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public CommandResult End()
    {
        if (!_process.WaitForExit(_patience))
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail($"Not done after {_patience}: {_command}\n{_output}");
        }

        // Without a limit of time it also waits for the last lines.
        _process.WaitForExit();
        lock (_output)
        {
            return new CommandResult(_command, _folder, _process.ExitCode, _output.ToString(), _standardOutput.ToString());
        }
    }

    public void Dispose() => _process.Dispose();

    private void Add(string? line, bool isError)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.Append(line).Append('\n');
            if (!isError)
            {
                _standardOutput.Append(line).Append('\n');
            }
        }
    }
}
