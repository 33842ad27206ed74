using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>What can be said of how often something was given without counting: never is none, and ever is one or more.</summary>
internal static class CountedTherapy
{
    /// <summary>Whether a limit on the number holds.</summary>
    /// <param name="leaf">The limit: a therapy with a comparison and a count.</param>
    /// <param name="given">Whether the therapy was given at all.</param>
    public static Truth Holds(Therapy leaf, Truth given)
    {
        if (leaf is not { Comparison: { } comparison, Count: { } limit } || given == Truth.Unknown)
            return Truth.Unknown;
        if (given == Truth.False)
            return comparison.Holds(0, limit) ? Truth.True : Truth.False;
        return comparison switch
        {
            Comparison.AtLeast when limit <= 1 => Truth.True,
            Comparison.Above when limit < 1 => Truth.True,
            Comparison.AtMost or Comparison.Equal when limit < 1 => Truth.False,
            Comparison.Below when limit <= 1 => Truth.False,
            _ => Truth.Unknown,
        };
    }
}
