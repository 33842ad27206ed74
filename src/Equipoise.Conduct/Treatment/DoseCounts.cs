namespace Equipoise.Conduct.Treatment;

/// <summary>How often doses were given, and otherwise than planned; or how many participants that befell at least once.</summary>
/// <param name="Given">Given, or handed out.</param>
/// <param name="Delayed">Given after the window of the planned day.</param>
/// <param name="Held">Held, given later or not.</param>
/// <param name="Missed">Left out.</param>
/// <param name="Reduced">Given as less than the full dose, on purpose.</param>
public sealed record DoseCounts(int Given, int Delayed, int Held, int Missed, int Reduced)
{
    /// <summary>Nothing.</summary>
    public static DoseCounts None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>All of several.</summary>
    public static DoseCounts Sum(IEnumerable<DoseCounts> counts) => counts.Aggregate(
        None, (sum, one) => new DoseCounts(sum.Given + one.Given, sum.Delayed + one.Delayed, sum.Held + one.Held, sum.Missed + one.Missed, sum.Reduced + one.Reduced));

    /// <summary>One for each of these that happened, however often.</summary>
    public DoseCounts AtLeastOnce() => new(Math.Min(Given, 1), Math.Min(Delayed, 1), Math.Min(Held, 1), Math.Min(Missed, 1), Math.Min(Reduced, 1));
}
