using System.Runtime.InteropServices;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>What several recorded events said about one statement, as far as it decides.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct EventTally
{
    private const uint Open = (1u << (int)EventTruth.NeedsJudgment) | (1u << (int)EventTruth.LacksReason) | (1u << (int)EventTruth.NotYet) | (1u << (int)EventTruth.Imprecise);
    private const uint Named = (1u << (int)EventTruth.Holds) | (1u << (int)EventTruth.HoldsNot) | Open;

    private uint seen;
    private int firstNamed;
    private int lastDenied;
    private int lastDoubted;

    /// <summary>Whether an event is what is asked, and whether it fulfills it cannot be said.</summary>
    public readonly bool IsOpen => (seen & Open) != 0;

    /// <summary>Whether an event is what is asked.</summary>
    public readonly bool IsNamed => (seen & Named) != 0;

    /// <summary>Whether what an event is was denied, and not surely before it began.</summary>
    public readonly bool IsDeniedAfterwards => IsNamed && Has(EventTruth.Denies) && lastDenied >= firstNamed;

    /// <summary>Whether what was denied came into question later.</summary>
    public readonly bool IsDoubtedAfterwards => Has(EventTruth.Doubtful) && Has(EventTruth.Denies) && lastDoubted > lastDenied;

    /// <summary>Whether an event said so.</summary>
    public readonly bool Has(EventTruth truth) => (seen & (1u << (int)truth)) != 0;

    /// <summary>Takes in what an event said.</summary>
    public void Add(EventTruth says, FactDate? start, FactDate? end)
    {
        var bit = 1u << (int)says;
        if (says == EventTruth.Denies)
            lastDenied = Math.Max(Has(EventTruth.Denies) ? lastDenied : int.MinValue, (end ?? start)?.Last.DayNumber ?? int.MaxValue);
        else if (says == EventTruth.Doubtful)
            lastDoubted = Math.Max(Has(EventTruth.Doubtful) ? lastDoubted : int.MinValue, (end ?? start)?.Last.DayNumber ?? int.MaxValue);
        else if ((bit & Named) != 0)
            firstNamed = Math.Min(IsNamed ? firstNamed : int.MaxValue, start?.First.DayNumber ?? int.MinValue);
        seen |= bit;
    }
}
