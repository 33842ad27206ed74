namespace Equipoise.Conduct.Derived;

/// <summary>Calcium corrected for albumin (Payne et al. 1973, Br Med J 4:643).</summary>
public static class CorrectedCalcium
{
    /// <summary>In mmol/L: calcium + 0.02 × (40 - albumin).</summary>
    /// <param name="calcium">Total calcium in mmol/L.</param>
    /// <param name="albumin">In g/L.</param>
    public static double InMillimoles(double calcium, double albumin) => calcium + (0.02 * (40 - albumin));

    /// <summary>In mg/dL: calcium + 0.8 × (4 - albumin).</summary>
    /// <param name="calcium">Total calcium in mg/dL.</param>
    /// <param name="albumin">In g/dL.</param>
    public static double InMilligrams(double calcium, double albumin) => calcium + (0.8 * (4 - albumin));
}
