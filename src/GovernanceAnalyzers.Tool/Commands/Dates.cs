using System;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Tool.Commands;

/// <summary>The evaluation date of a command.</summary>
internal static class Dates
{
    /// <summary>The day that an option states, or today (UTC). Says what is wrong with the option.</summary>
    public static bool TryGet(string? option, out CalendarDate date)
    {
        date = CalendarDate.FromUtc(DateTime.UtcNow);
        if (option is null || CalendarDate.TryParse(option, out date))
        {
            return true;
        }

        Console.Error.WriteLine($"governance: '{option}' is not a date. Write yyyy-MM-dd.");
        return false;
    }
}
