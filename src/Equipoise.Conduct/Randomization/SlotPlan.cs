namespace Equipoise.Conduct.Randomization;

/// <summary>Makes the whole lists of a scheme from its seed: to look at them before a seed is used for a study, and to make them again
/// at the end.</summary>
public static class SlotPlan
{
    /// <summary>The first slots of every stratum.</summary>
    /// <param name="definition">A scheme by blocks.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="study">The study.</param>
    /// <param name="scheme">The scheme's number.</param>
    /// <param name="slotsPerStratum">How many of each stratum.</param>
    /// <exception cref="ArgumentException">The scheme minimizes, and so has no lists.</exception>
    public static IEnumerable<PlannedSlot> Of(SchemeDefinition definition, byte[] seed, string study, long scheme, int slotsPerStratum)
    {
        if (definition.IsMinimization)
            throw new ArgumentException("Minimization has no lists: each allocation depends on those before it.", nameof(definition));
        return definition.Strata().SelectMany(stratum =>
        {
            var list = new SlotList(seed, definition, study, scheme, stratum);
            return Enumerable.Range(1, slotsPerStratum).Select(position => list.At(position));
        });
    }
}
