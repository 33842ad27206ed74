namespace Equipoise.Conduct.Derived;

/// <summary>Renal function estimated from creatinine.</summary>
public static class RenalFunction
{
    /// <summary>Creatinine clearance in mL/min by Cockcroft and Gault (1976, Nephron 16:31): (140 - age) × weight / (72 × creatinine),
    /// × 0.85 in women.</summary>
    /// <param name="isFemale">The sex.</param>
    /// <param name="age">In years, below 140.</param>
    /// <param name="weight">Actual body weight in kilograms.</param>
    /// <param name="creatinine">Serum creatinine in mg/dL, above 0.</param>
    public static double CockcroftGault(bool isFemale, double age, double weight, double creatinine) =>
        (140 - age) * weight / (72 * creatinine) * (isFemale ? 0.85 : 1);

    /// <summary>Glomerular filtration rate in mL/min/1.73 m² by CKD-EPI 2021 (Inker et al., N Engl J Med 385:1737, table S13), without
    /// race: 142 × min(Scr/κ, 1)^α × max(Scr/κ, 1)^-1.200 × 0.9938^age, × 1.012 in women.</summary>
    /// <param name="isFemale">The sex: κ is 0.7 and α -0.241 in women, 0.9 and -0.302 in men.</param>
    /// <param name="age">In years, 18 or more.</param>
    /// <param name="creatinine">Serum creatinine in mg/dL, above 0.</param>
    public static double CkdEpi2021(bool isFemale, double age, double creatinine)
    {
        var ratio = creatinine / (isFemale ? 0.7 : 0.9);
        return 142 * Math.Pow(Math.Min(ratio, 1), isFemale ? -0.241 : -0.302) * Math.Pow(Math.Max(ratio, 1), -1.2) * Math.Pow(0.9938, age) * (isFemale ? 1.012 : 1);
    }
}
