namespace Equipoise.Analysis.Stories;

/// <summary>A country of a story.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Code">How the codes of its sites begin.</param>
/// <param name="Region">Its region, as the protocol names it.</param>
/// <param name="TimeZone">The IANA name of its time zone.</param>
/// <param name="Sites">How many sites it has.</param>
public sealed record StoryCountry(string Name, string Code, string Region, string TimeZone, int Sites);
