namespace Equipoise.Eligibility.Criteria;

/// <summary>The signs of <see cref="Comparison"/> and what they decide.</summary>
public static class ComparisonSigns
{
    /// <summary><c>&gt;=</c>, <c>&gt;</c>, <c>&lt;=</c>, <c>&lt;</c> or <c>=</c>.</summary>
    public static string Sign(this Comparison comparison) => comparison switch
    {
        Comparison.AtLeast => ">=",
        Comparison.Above => ">",
        Comparison.AtMost => "<=",
        Comparison.Below => "<",
        _ => "=",
    };

    /// <summary>The comparison of a sign; null for any other text.</summary>
    public static Comparison? FromSign(string sign) => sign switch
    {
        ">=" => Comparison.AtLeast,
        ">" => Comparison.Above,
        "<=" => Comparison.AtMost,
        "<" => Comparison.Below,
        "=" => Comparison.Equal,
        _ => null,
    };

    /// <summary>Whether a value stands in this relation to a limit of the same unit.</summary>
    public static bool Holds(this Comparison comparison, decimal value, decimal limit) => comparison switch
    {
        Comparison.AtLeast => value >= limit,
        Comparison.Above => value > limit,
        Comparison.AtMost => value <= limit,
        Comparison.Below => value < limit,
        _ => value == limit,
    };
}
