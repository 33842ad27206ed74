namespace Equipoise.Eligibility.Facts;

/// <summary>A record's word that it names every condition, or every treatment: what it does not name is absent.</summary>
/// <param name="On">The day on which that was so; null where the record does not say.</param>
public sealed record Claim(FactDate? On)
{
    /// <summary>Days for which such a word counts, as a pregnancy test that was negative does: the usual time of screening.</summary>
    private const int Counts = 28;

    /// <summary>Whether it counts on a day: it was not said later, nor long before.</summary>
    public bool CountsOn(DateOnly asOf) => On is null || (asOf.DayNumber - On.First.DayNumber) is >= 0 and <= Counts;
}
