using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>One table of a segment that is merged, and where its documents go.</summary>
/// <param name="Table">The table.</param>
/// <param name="Places">For each of its documents the number it will have, or -1 for those left out.</param>
internal sealed record MergeSource(TableReader Table, int[] Places);
