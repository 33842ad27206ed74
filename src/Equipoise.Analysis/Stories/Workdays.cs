namespace Equipoise.Analysis.Stories;

/// <summary>Sites see nobody at weekends.</summary>
internal static class Workdays
{
    /// <summary>The day itself, or the Friday or Monday next to it.</summary>
    public static DateOnly Nearest(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(-1),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    /// <summary>The day itself, or the Monday after.</summary>
    public static DateOnly OnOrAfter(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };
}
