namespace Equipoise.Protocols.Scheduling;

/// <summary>The units of the calendar; UCUM's d, wk, mo and a.</summary>
public enum CalendarUnit
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>Seven days.</summary>
    Week,

    /// <summary>A month of the calendar.</summary>
    Month,

    /// <summary>A year of the calendar.</summary>
    Year,
}
