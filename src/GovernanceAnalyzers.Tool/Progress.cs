using System;
using System.IO;
using System.Threading;

namespace GovernanceAnalyzers.Tool;

/// <summary>
/// One line that says what takes so long, for people at a terminal; rewritten in place a few times a second and gone when the work is done.
/// Scripts, logs and build servers see nothing of it.
/// </summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private readonly TextWriter? _terminal;
    private readonly Timer? _timer;
    private readonly object _lock = new();
    private DateTime _began;
    private string _phase = "";
    private Func<int>? _count;
    private int _written;

    private Progress(TextWriter? terminal)
    {
        _terminal = terminal;
        _timer = terminal is null ? null : new Timer(_ => Draw(), null, Patience, Pace);
    }

    /// <param name="asJson">The answer is for a program.</param>
    public static Progress Start(bool asJson) => new(!asJson && IsTerminal(Environment.GetEnvironmentVariable) && !Console.IsErrorRedirected ? Console.Error : null);

    /// <summary>A line of its own; for tests.</summary>
    internal static Progress On(TextWriter terminal) => new(terminal);

    /// <summary>Build servers give their steps a terminal, too; a dumb one cannot rewrite a line.</summary>
    internal static bool IsTerminal(Func<string, string?> variable) =>
        variable("TERM") != "dumb" && variable("CI") is null or "" or "false" && variable("TF_BUILD") is null or "" && variable("NO_PROGRESS") is null or "";

    /// <param name="phase">"Building App.csproj".</param>
    /// <param name="count">How many files were looked at so far.</param>
    public void Phase(string phase, Func<int>? count = null)
    {
        lock (_lock)
        {
            (_phase, _count, _began) = (phase, count, DateTime.UtcNow);
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_lock)
        {
            _phase = "";
            if (_written > 0)
            {
                _terminal!.Write("\r" + new string(' ', _written) + "\r");
                _written = 0;
            }
        }
    }

    private void Draw()
    {
        lock (_lock)
        {
            if (_phase.Length == 0)
            {
                return;
            }

            var seconds = (int)(DateTime.UtcNow - _began).TotalSeconds;
            var text = Line(_phase, _count?.Invoke() ?? 0, seconds);
            _terminal!.Write("\r" + text.PadRight(_written));
            _written = Math.Max(_written, text.Length);
        }
    }

    internal static string Line(string phase, int count, int seconds)
    {
        const int Width = 78;
        var text = FormattableString.Invariant($"{phase}{(count > 0 ? $", {count:N0} files" : "")} … {(seconds > 1 ? $"{seconds} s" : "")}").TrimEnd();
        return text.Length > Width ? text[..(Width - 1)] + "…" : text;
    }
}
