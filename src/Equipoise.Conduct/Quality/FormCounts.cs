namespace Equipoise.Conduct.Quality;

/// <summary>Forms of visits whose windows are over. Whatever a participant's calendar does not plan, such as visits after death, is not expected.</summary>
/// <param name="Expected">How many the calendar asks for.</param>
/// <param name="InWindow">Of these, filled in, all of it for days in the visit's window.</param>
/// <param name="OutOfWindow">Of these, filled in for a day before or after it.</param>
public sealed record FormCounts(int Expected, int InWindow, int OutOfWindow)
{
    /// <summary>Those that nobody has filled in.</summary>
    public int Missing => Expected - InWindow - OutOfWindow;

    /// <summary>Missing of expected, from 0 to 1; null where nothing is expected.</summary>
    public double? MissingShare => Expected == 0 ? null : (double)Missing / Expected;

    /// <summary>All of several.</summary>
    public static FormCounts Sum(IEnumerable<FormCounts> counts) =>
        counts.Aggregate(new FormCounts(0, 0, 0), (sum, one) => new FormCounts(sum.Expected + one.Expected, sum.InWindow + one.InWindow, sum.OutOfWindow + one.OutOfWindow));
}
