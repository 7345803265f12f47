using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace GovernanceAnalyzers.Engine;

/// <summary>
/// Reads folders with very many files. .NET makes an object for each entry and asks the system for more than is wanted here, among it who is
/// asking; on Linux the system is asked directly, which takes half the time.
/// </summary>
internal static class LinuxFolder
{
    // fcntl.h, linux/stat.h, sys/stat.h: the same on all processors that are asked for here.
    private const int ReadOnly = 0;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int NoFollow = 0x100;
    private const uint TypeSizeAndModified = 0x1 | 0x200 | 0x40;
    private const int TypeBits = 0xF000;

    private const int BufferBytes = 32 * 1024;

    /// <summary>Of struct statx.</summary>
    private const int StateBytes = 256;

    /// <summary>Of getdents64.</summary>
    private static readonly long ReadEntries = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 217 : 61;

    private static volatile bool _isDirect = RuntimeInformation.IsOSPlatform(OSPlatform.Linux)
        && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    /// <summary>Null where it does not work: somebody else has to read the folder, and say why it cannot be read.</summary>
    public static IReadOnlyList<FolderEntry>? Read(string fullPath)
    {
        if (!_isDirect)
        {
            return null;
        }

        try
        {
            var path = new byte[Encoding.UTF8.GetMaxByteCount(fullPath.Length) + 1];
            Encoding.UTF8.GetBytes(fullPath, 0, fullPath.Length, path, 0);
            var folder = Open(path, ReadOnly | NonBlocking | CloseOnExec);
            if (folder < 0)
            {
                return null;
            }

            try
            {
                return Entries(folder);
            }
            finally
            {
                Close(folder);
            }
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            _isDirect = false;
            return null;
        }
    }

    private static List<FolderEntry>? Entries(int folder)
    {
        var entries = new List<FolderEntry>();
        var buffer = new byte[BufferBytes];
        var state = new byte[StateBytes];
        while (true)
        {
            var count = (int)SystemCall((IntPtr)ReadEntries, (IntPtr)folder, buffer, (IntPtr)buffer.Length);
            if (count <= 0)
            {
                return count == 0 ? entries : null;
            }

            // struct linux_dirent64: inode (8), offset (8), length of the record (2), type (1), name with a zero at its end.
            for (var at = 0; at < count; at += BitConverter.ToUInt16(buffer, at + 16))
            {
                var start = at + 19;
                var length = Array.IndexOf(buffer, (byte)0, start) - start;
                if ((length == 1 && buffer[start] == '.') || (length == 2 && buffer[start] == '.' && buffer[start + 1] == '.'))
                {
                    continue;
                }

                var name = Encoding.UTF8.GetString(buffer, start, length);
                if (name.IndexOf('\uFFFD') >= 0 && !IsText(name, buffer, start, length))
                {
                    entries.Add(new(name, EntryKind.Unnamed, 0, 0));
                    continue;
                }

                // DT_DIR and DT_LNK; not every file system tells.
                var kind = buffer[at + 18] switch { 4 => EntryKind.Folder, 10 => EntryKind.Link, _ => EntryKind.File };
                if (kind != EntryKind.File)
                {
                    entries.Add(new(name, kind, 0, 0));
                    continue;
                }

                if (State(folder, ref buffer[start], NoFollow, TypeSizeAndModified, state) != 0)
                {
                    // Where this is not allowed at all, nothing has been read yet.
                    if (entries.Count == 0)
                    {
                        return null;
                    }

                    entries.Add(new(name, EntryKind.Unnamed, 0, 0));
                    continue;
                }

                // struct statx: mode at 28, size at 40, seconds and nanoseconds of the last change at 112 and 120.
                entries.Add((BitConverter.ToUInt16(state, 28) & TypeBits) switch
                {
                    0x4000 => new(name, EntryKind.Folder, 0, 0),
                    0xA000 => new(name, EntryKind.Link, 0, 0),
                    _ => new(
                        name,
                        EntryKind.File,
                        BitConverter.ToInt64(state, 40),
                        UnixEpoch + BitConverter.ToInt64(state, 112) * TimeSpan.TicksPerSecond + BitConverter.ToUInt32(state, 120) / 100),
                });
            }
        }
    }

    private static readonly long UnixEpoch = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private static bool IsText(string name, byte[] buffer, int start, int length)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        if (bytes.Length != length)
        {
            return false;
        }

        for (var i = 0; i < length; i++)
        {
            if (bytes[i] != buffer[start + i])
            {
                return false;
            }
        }

        return true;
    }

    [DllImport("libc", EntryPoint = "open")]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int file);

    [DllImport("libc", EntryPoint = "syscall")]
    private static extern IntPtr SystemCall(IntPtr number, IntPtr file, byte[] buffer, IntPtr count);

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int State(int folder, ref byte name, int flags, uint mask, byte[] state);
}
