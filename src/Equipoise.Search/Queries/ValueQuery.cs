namespace Equipoise.Search.Queries;

/// <summary>A keyword (or boolean) field has one of the values, exactly as written. Scores 0.</summary>
/// <param name="Column">The field.</param>
/// <param name="Values">The values; none match nothing.</param>
public sealed record ValueQuery(string Column, IReadOnlyList<string> Values) : Query;
