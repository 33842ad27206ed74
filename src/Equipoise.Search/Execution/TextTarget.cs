using Equipoise.Search.Segments;

namespace Equipoise.Search.Execution;

/// <summary>What a text query searches in one segment: a group, or single fields.</summary>
/// <param name="Table">The table.</param>
/// <param name="Weights">For each field what an occurrence in it counts; 0 where it is not searched.</param>
/// <param name="Group">The group, or -1 where single fields are searched.</param>
internal sealed record TextTarget(TableReader Table, float[] Weights, int Group);
