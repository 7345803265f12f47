using System;
using System.Diagnostics;
using System.IO;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests;

/// <summary>Runs git in a temporary repository, as a person would.</summary>
internal static class GitRepository
{
    private static readonly Lazy<bool> Exists = new(() =>
    {
        try
        {
            return Run(".", "--version") == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    public static bool IsInstalled => Exists.Value;

    /// <summary>Makes a repository of the folder and commits what is there to the branch <c>main</c>.</summary>
    public static TemporaryRepository Committed(this TemporaryRepository repository)
    {
        repository.Git("init", "--quiet", "--initial-branch=main");
        return repository.Commit();
    }

    public static TemporaryRepository Commit(this TemporaryRepository repository) => repository
        .Git("add", "--all")
        .Git("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "change");

    public static TemporaryRepository Git(this TemporaryRepository repository, params string[] arguments)
    {
        Assert.Equal(0, Run(repository.Root, arguments));
        return repository;
    }

    private static int Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}

/// <summary>Skipped, visibly, where git is not installed.</summary>
internal sealed class GitFactAttribute : FactAttribute
{
    public GitFactAttribute()
    {
        if (!GitRepository.IsInstalled)
        {
            Skip = "git is not installed";
        }
    }
}
