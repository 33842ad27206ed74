namespace Equipoise.Search.Queries;

/// <summary>Raises the score of documents whose number or date lies near a value:
/// <c>score · (1 + Weight · 2^(−|value − Origin| / HalfLife))</c>. A document without a value keeps its score; of several
/// values the nearest counts.</summary>
/// <param name="Query">What has to match.</param>
/// <param name="Column">A number or date field.</param>
/// <param name="Origin">Where the bias is greatest; a date as <see cref="DateOnly.DayNumber"/>.</param>
/// <param name="HalfLife">The distance at which half of the bias is left, above 0; for a date in days.</param>
/// <param name="Weight">The bias at the origin, 0 or more.</param>
public sealed record BiasQuery(Query Query, string Column, double Origin, double HalfLife, double Weight) : Query;
