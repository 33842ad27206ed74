namespace Equipoise.Search.Queries;

/// <summary>A number or date field has a value in a range. Scores 0.</summary>
/// <param name="Column">The field.</param>
/// <param name="Min">The lower end, or null; a date as <see cref="DateOnly.DayNumber"/>.</param>
/// <param name="Max">The upper end, or null.</param>
/// <param name="MinIncluded">Whether the lower end itself counts.</param>
/// <param name="MaxIncluded">Whether the upper end itself counts.</param>
public sealed record RangeQuery(string Column, double? Min, double? Max, bool MinIncluded = true, bool MaxIncluded = true) : Query;
