using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Criteria.Lint;

/// <summary>A limit that can be compared with others of the same thing.</summary>
/// <param name="What">What is limited.</param>
/// <param name="Comparison">How.</param>
/// <param name="Limit">The limit, in the unit that the thing is kept in; an age in years.</param>
internal sealed record Bound(string What, Comparison Comparison, decimal Limit)
{
    public bool IsLower => Comparison is Comparison.AtLeast or Comparison.Above;

    public bool IsUpper => Comparison is Comparison.AtMost or Comparison.Below;

    /// <summary>The limit that a leaf states; null where it states none that can be compared.</summary>
    /// <param name="leaf">The leaf.</param>
    /// <param name="denied">The leaf must not hold, so the contrary is the limit.</param>
    public static Bound? Of(CriterionNode leaf, bool denied)
    {
        var bound = leaf switch
        {
            AgeLimit age when RegistryLimits.Years($"{age.Value} {UnitName(age.Unit)}") is { } years => new Bound("age", age.Comparison, years),
            Measurement { RelativeTo: { } reference } limit => new Bound($"{limit.Variable} × {(reference == Reference.UpperLimit ? "ULN" : "LLN")}", limit.Comparison, limit.Value),
            Measurement limit when Variables.Find(limit.Variable) is { } variable && UnitConversion.Convert(limit.Value, limit.Unit, variable.Unit, variable.MolarMass, out _) is { } value => new Bound(limit.Variable, limit.Comparison, value),
            _ => null,
        };
        if (!denied || bound is null)
            return bound;
        return bound.Comparison == Comparison.Equal ? null : bound with
        {
            Comparison = bound.Comparison switch
            {
                Comparison.AtLeast => Comparison.Below,
                Comparison.Above => Comparison.AtMost,
                Comparison.AtMost => Comparison.Above,
                _ => Comparison.AtLeast,
            },
        };
    }

    /// <summary>Whether no value fulfills both this lower limit and that upper one.</summary>
    public bool Excludes(Bound upper) =>
        Limit > upper.Limit || (Limit == upper.Limit && (Comparison == Comparison.Above || upper.Comparison == Comparison.Below));

    private static string UnitName(string unit) => unit switch { "a" => "Years", "mo" => "Months", "wk" => "Weeks", "d" => "Days", _ => unit };
}
