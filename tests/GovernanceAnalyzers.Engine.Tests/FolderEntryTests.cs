using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests;

/// <summary>The direct way to read a folder says what .NET says.</summary>
public class FolderEntryTests
{
    [Fact]
    public void Both_ways_see_the_same()
    {
        using var repository = new TemporaryRepository(withGit: false)
            .With("a.txt", "abc").With("empty", "").With(".hidden", "x").With("sub/inner.txt", "1").With("é 文字 \uFFFD", "y").With(new string('n', 250), "z").With("back\\slash", "w");
        var root = repository.Root;
        File.SetLastWriteTimeUtc(Path.Combine(root, "a.txt"), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(1_234_567));
        File.SetLastWriteTimeUtc(Path.Combine(root, "empty"), new DateTime(1965, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(7));
        File.CreateSymbolicLink(Path.Combine(root, "to-file"), "a.txt");
        File.CreateSymbolicLink(Path.Combine(root, "to-folder"), "sub");
        File.CreateSymbolicLink(Path.Combine(root, "to-nothing"), "none");
        if (!OperatingSystem.IsWindows())
        {
            Process.Start("mkfifo", [Path.Combine(root, "pipe")]).WaitForExit();
        }

        // More than fit into one answer of the system.
        for (var i = 0; i < 1500; i++)
        {
            repository.With($"many/{i}-{new string('m', 40)}.cs", new string(' ', i % 7));
        }

        foreach (var folder in new[] { root, Path.Combine(root, "many"), Path.Combine(root, "to-folder") })
        {
            var expected = Sorted(FolderEntry.Portable(folder));
            Assert.Equal(expected, Sorted(FolderEntry.In(folder)));
            if (OperatingSystem.IsLinux())
            {
                Assert.Equal(expected, Sorted(LinuxFolder.Read(folder)!));
            }
        }
    }

    [Fact]
    public void What_cannot_be_read_is_said_as_NET_says_it()
    {
        using var repository = new TemporaryRepository(withGit: false).With("a.txt", "abc");

        Assert.Throws<DirectoryNotFoundException>(() => FolderEntry.In(Path.Combine(repository.Root, "none")));
        Assert.ThrowsAny<IOException>(() => FolderEntry.In(Path.Combine(repository.Root, "a.txt")));
        Assert.Null(LinuxFolder.Read(Path.Combine(repository.Root, "none")));
        Assert.Null(LinuxFolder.Read(Path.Combine(repository.Root, "a.txt")));
    }

    private static FolderEntry[] Sorted(IReadOnlyList<FolderEntry> entries) => entries.OrderBy(e => e.Name, StringComparer.Ordinal).ToArray();
}
