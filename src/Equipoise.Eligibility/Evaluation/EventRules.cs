using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>The rules prepared lately. The same statements are asked of many patients, and many studies ask the same.</summary>
/// <remarks>Each has one place, and what comes later takes it, so that no study makes it grow. Any number of threads share it: a rule never
/// changes, and two that are equal do no harm.</remarks>
internal static class EventRules
{
    // A power of two, more than the different statements that most criteria make
    private const int Places = 8192;
    private static readonly EventRule?[] Kept = new EventRule?[Places];

    /// <summary>Prepares a statement about conditions for a day.</summary>
    /// <param name="leaf">The statement.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="pastCounts">Whether the text speaks of the past, so that what is over counts.</param>
    public static EventRule Of(Condition leaf, DateOnly asOf, bool pastCounts)
    {
        ref var place = ref Place(leaf.Concept, leaf.Within, leaf.Exists, pastCounts ? 1 : 0);
        return place is { } kept && kept.Asks(leaf.Concept, leaf.Within, leaf.Exists, Concepts.Conditions, asOf, pastCounts) ? kept : place = EventRule.Of(leaf, [], asOf, pastCounts);
    }

    /// <summary>Prepares a statement about treatments for a day.</summary>
    public static EventRule Of(Therapy leaf, DateOnly asOf)
    {
        ref var place = ref Place(leaf.Concept, leaf.Within, leaf.Exists, 2);
        return place is { } kept && kept.Asks(leaf.Concept, leaf.Within, leaf.Exists, Concepts.Therapies, asOf, past: true) ? kept : place = EventRule.Of(leaf, [], asOf);
    }

    private static ref EventRule? Place(string name, Window? within, bool exists, int kind) =>
        ref Kept[HashCode.Combine(StringComparer.Ordinal.GetHashCode(name), within?.Value, within?.Unit.Length, exists, kind) & (Places - 1)];
}
