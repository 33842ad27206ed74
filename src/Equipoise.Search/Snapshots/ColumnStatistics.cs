namespace Equipoise.Search.Snapshots;

/// <summary>What the documents have in a field.</summary>
/// <param name="Documents">How many have a value.</param>
/// <param name="Missing">How many have none.</param>
/// <param name="Values">How many values there are in all (for text: words are not counted, and this is 0).</param>
/// <param name="Min">The smallest number or day number, where there is one.</param>
/// <param name="Max">The largest.</param>
public sealed record ColumnStatistics(int Documents, int Missing, long Values, double? Min, double? Max);
