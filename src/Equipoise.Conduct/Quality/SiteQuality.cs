namespace Equipoise.Conduct.Quality;

/// <summary>The data of one site.</summary>
/// <param name="Site">Its code.</param>
/// <param name="Name">The institution.</param>
/// <param name="Participants">How many have a screening number there.</param>
/// <param name="Forms">The forms of the visits of those randomized.</param>
/// <param name="OpenQueries">Queries that the site has to answer.</param>
/// <param name="AnsweredQueries">Queries that wait to be closed.</param>
/// <param name="OldestQueryDays">The age of the oldest that is not closed, in days; null without one.</param>
/// <param name="Entries">Form entries that count.</param>
/// <param name="Unverified">Of these, not compared with their source.</param>
/// <param name="Unfrozen">Of these, neither frozen nor locked.</param>
/// <param name="UnsignedCasebooks">Casebooks of those randomized that no valid signature covers.</param>
/// <param name="Disagreements">Where the derived response or grade is not the investigator's.</param>
public sealed record SiteQuality(
    string Site, string Name, int Participants, FormCounts Forms, int OpenQueries, int AnsweredQueries, int? OldestQueryDays, int Entries, int Unverified, int Unfrozen, int UnsignedCasebooks, int Disagreements);
