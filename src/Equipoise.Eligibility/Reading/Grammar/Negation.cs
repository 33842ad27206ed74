using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Turns a statement into its contrary, in the one way that the language has for it.</summary>
internal static class Negation
{
    public static CriterionNode Of(CriterionNode node) => node switch
    {
        Condition leaf => leaf with { Exists = !leaf.Exists },
        Therapy { Comparison: null } leaf => leaf with { Exists = !leaf.Exists },
        Circumstance leaf => leaf with { Exists = !leaf.Exists },
        Measurement leaf when Opposite(leaf.Comparison) is { } comparison => leaf with { Comparison = comparison },
        Not not => not.Of,
        _ => new Not(node),
    };

    private static Comparison? Opposite(Comparison comparison) => comparison switch
    {
        Comparison.AtLeast => Comparison.Below,
        Comparison.Above => Comparison.AtMost,
        Comparison.AtMost => Comparison.Above,
        Comparison.Below => Comparison.AtLeast,
        _ => null,
    };
}
