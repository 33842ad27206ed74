namespace Equipoise.Analysis.Overview;

/// <summary>What a site, or all sites of a region, contributed.</summary>
/// <param name="Region">The region.</param>
/// <param name="Site">The site's code; null for the region as a whole.</param>
/// <param name="Name">The institution, or the region.</param>
/// <param name="ActiveSites">How many of its sites enroll now.</param>
/// <param name="Screened">Screening numbers given.</param>
/// <param name="Failed">Screenings that failed.</param>
/// <param name="Randomized">Participants randomized.</param>
/// <param name="Cap">The most that may be randomized; null for no cap.</param>
/// <param name="Last">The day of the last randomization; null where there was none.</param>
public sealed record AccrualRow(string Region, string? Site, string Name, int ActiveSites, int Screened, int Failed, int Randomized, long? Cap, DateOnly? Last)
{
    /// <summary>Failed screenings of those that ended, from 0 to 1; null where none has ended.</summary>
    public double? FailureRate => Failed + Randomized == 0 ? null : (double)Failed / (Failed + Randomized);
}
