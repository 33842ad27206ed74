using System.Runtime.InteropServices;

namespace Equipoise.Protocols.Scheduling;

/// <summary>A length of time as protocols write it: 3 wk, 24 mo, 28 d.</summary>
/// <param name="Amount">How many, at least 0.</param>
/// <param name="Unit">Of what.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CalendarSpan(int Amount, CalendarUnit Unit)
{
    /// <summary>The length in days.</summary>
    /// <exception cref="InvalidOperationException">Months and years have no fixed number of days.</exception>
    public int Days => Unit switch
    {
        CalendarUnit.Day => Amount,
        CalendarUnit.Week => 7 * Amount,
        _ => throw new InvalidOperationException($"{this} is no fixed number of days."),
    };

    /// <summary>The day so long after another; a day that a month lacks becomes its last.</summary>
    public DateOnly After(DateOnly day) => Unit switch
    {
        CalendarUnit.Day => day.AddDays(Amount),
        CalendarUnit.Week => day.AddDays(7 * Amount),
        CalendarUnit.Month => day.AddMonths(Amount),
        _ => day.AddYears(Amount),
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Amount} {Unit switch { CalendarUnit.Day => "d", CalendarUnit.Week => "wk", CalendarUnit.Month => "mo", _ => "a" }}";
}
