namespace Equipoise.Conduct.Derived;

/// <summary>The units of creatinine.</summary>
public static class CreatinineUnit
{
    private const double MicromolesPerMilligramPerDeciliter = 88.42;

    /// <summary>A creatinine in mg/dL, by 88.42 µmol/L to 1 mg/dL.</summary>
    /// <param name="value">The value.</param>
    /// <param name="unit"><c>mg/dL</c>, <c>umol/L</c>, <c>µmol/L</c> or <c>mmol/L</c>, in any case.</param>
    /// <returns>The value; null for another unit.</returns>
    public static double? ToMilligramsPerDeciliter(double value, string unit) => unit.Replace('µ', 'u').Replace('μ', 'u').ToLowerInvariant() switch
    {
        "mg/dl" => value,
        "umol/l" => value / MicromolesPerMilligramPerDeciliter,
        "mmol/l" => 1000 * value / MicromolesPerMilligramPerDeciliter,
        _ => null,
    };
}
