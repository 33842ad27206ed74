namespace Equipoise.Search.Searching;

/// <summary>A document found.</summary>
/// <param name="Key">The document's key.</param>
/// <param name="Score">How well it fits.</param>
/// <param name="Payload">The bytes stored with it.</param>
/// <param name="Sort">What it was sorted by, level by level.</param>
/// <param name="Distances">The distances asked for, in kilometers; null where it has no point that counts.</param>
public sealed record Hit(string Key, double Score, ReadOnlyMemory<byte> Payload, IReadOnlyList<SortValue> Sort, IReadOnlyList<double?> Distances);
