namespace Equipoise.Analysis.Stories;

/// <summary>Somebody comes to be screened.</summary>
/// <param name="Person">Who, from 0.</param>
/// <param name="Site">Where.</param>
/// <param name="Day">When.</param>
public sealed record Arrival(int Person, MadeUpSite Site, DateOnly Day);
