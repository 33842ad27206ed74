using Equipoise.Registry.Records;

namespace Equipoise.Registry.Store;

/// <summary>What the store holds, in numbers.</summary>
/// <param name="Studies">How many studies of registries.</param>
/// <param name="Samples">How many samples.</param>
/// <param name="AsOf">The latest date of update among the registry's records, or null where there are none.</param>
/// <param name="LastChange">The number of the last change.</param>
public sealed record StoreSummary(long Studies, long Samples, PartialDate? AsOf, long LastChange);
