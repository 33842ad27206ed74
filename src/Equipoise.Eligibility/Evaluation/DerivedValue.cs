using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>Values computed from others: creatinine clearance by Cockcroft and Gault (Nephron 1976;16:31), eGFR by CKD-EPI
/// 2021 (N Engl J Med 2021;385:1737), body mass index, body surface area by Mosteller (N Engl J Med 1987;317:1098), calcium
/// corrected for albumin (Payne et al., BMJ 1973;4:643).</summary>
internal static class DerivedValue
{
    /// <summary>The value with those it came from, the derived one first; null where one is missing.</summary>
    public static IReadOnlyList<ValueFact>? Of(string variable, PatientFacts patient, DateOnly asOf) => variable switch
    {
        "creatinineClearance" => CockcroftGault(patient, asOf),
        "egfr" => CkdEpi(patient, asOf),
        "bmi" => BodyMassIndex(patient, asOf),
        "bsa" => BodySurface(patient, asOf),
        "calcium.corrected" => CorrectedCalcium(patient, asOf),
        _ => null,
    };

    /// <summary>The values that a derived one is computed from; none for a variable that is only measured.</summary>
    internal static IReadOnlyList<string> Sources(string variable) => variable switch
    {
        "creatinineClearance" => ["creatinine", "weight"],
        "egfr" => ["creatinine"],
        "bmi" or "bsa" => ["height", "weight"],
        "calcium.corrected" => ["calcium", "albumin"],
        _ => [],
    };

    // (140 - age) × weight [kg] / (72 × creatinine [mg/dL]), × 0.85 in women
    private static ValueFact[]? CockcroftGault(PatientFacts patient, DateOnly asOf)
    {
        if (Ages(patient.Born, asOf) is not { } age || patient.Sex is null || Latest(patient, "creatinine", "mg/dL", 113.12m, asOf) is not { } creatinine || Latest(patient, "weight", "kg", null, asOf) is not { } weight || creatinine.Value <= 0)
            return null;
        // Where only the year of birth is known, the greatest age gives the least clearance that it can be.
        Comparison? bound = age.Oldest == age.Youngest ? null : Comparison.AtLeast;
        return [new ValueFact("creatinineClearance", Clearance(age.Oldest, patient.Sex is "female", creatinine.Value, weight.Value), "mL/min", creatinine.Fact.Date, "Cockcroft-Gault", bound), creatinine.Fact, weight.Fact];
    }

    /// <summary>Creatinine clearance in mL/min, to one digit.</summary>
    internal static decimal Clearance(int age, bool isFemale, decimal creatinine, decimal weight) =>
        Math.Round((140 - age) * weight / (72 * creatinine) * (isFemale ? 0.85m : 1m), 1);

    // 142 × min(Scr/κ, 1)^α × max(Scr/κ, 1)^-1.200 × 0.9938^age × 1.012 in women; κ 0.7 and α -0.241 in women, 0.9 and -0.302 in men
    private static ValueFact[]? CkdEpi(PatientFacts patient, DateOnly asOf)
    {
        if (Age(patient, asOf) is not { } age || age < 18 || patient.Sex is null || Latest(patient, "creatinine", "mg/dL", 113.12m, asOf) is not { } creatinine || creatinine.Value <= 0)
            return null;
        var female = patient.Sex is "female";
        var ratio = (double)creatinine.Value / (female ? 0.7 : 0.9);
        var rate = 142 * Math.Pow(Math.Min(ratio, 1), female ? -0.241 : -0.302) * Math.Pow(Math.Max(ratio, 1), -1.2) * Math.Pow(0.9938, age) * (female ? 1.012 : 1);
        return [new ValueFact("egfr", Math.Round((decimal)rate, 1), "mL/min/{1.73_m2}", creatinine.Fact.Date, "CKD-EPI 2021"), creatinine.Fact];
    }

    private static ValueFact[]? BodyMassIndex(PatientFacts patient, DateOnly asOf)
    {
        if (Latest(patient, "height", "m", null, asOf) is not { Value: > 0 } height || Latest(patient, "weight", "kg", null, asOf) is not { } weight)
            return null;
        return [new ValueFact("bmi", Math.Round(weight.Value / (height.Value * height.Value), 1), "kg/m2", weight.Fact.Date, "weight / height²"), weight.Fact, height.Fact];
    }

    // √(height [cm] × weight [kg] / 3600)
    private static ValueFact[]? BodySurface(PatientFacts patient, DateOnly asOf)
    {
        if (Latest(patient, "height", "cm", null, asOf) is not { Value: > 0 } height || Latest(patient, "weight", "kg", null, asOf) is not { Value: > 0 } weight)
            return null;
        return [new ValueFact("bsa", Math.Round((decimal)Math.Sqrt((double)(height.Value * weight.Value / 3600)), 2), "m2", weight.Fact.Date, "Mosteller"), weight.Fact, height.Fact];
    }

    // calcium [mg/dL] + 0.8 × (4 - albumin [g/dL])
    private static ValueFact[]? CorrectedCalcium(PatientFacts patient, DateOnly asOf)
    {
        if (Latest(patient, "calcium", "mg/dL", 40.078m, asOf) is not { } calcium || Latest(patient, "albumin", "g/dL", 66500m, asOf) is not { } albumin)
            return null;
        return [new ValueFact("calcium.corrected", Math.Round(calcium.Value + (0.8m * (4 - albumin.Value)), 2), "mg/dL", calcium.Fact.Date, "calcium, corrected for albumin"), calcium.Fact, albumin.Fact];
    }

    /// <summary>Age in full years; null where the birth date is not known well enough to tell.</summary>
    internal static int? Age(PatientFacts patient, DateOnly asOf) =>
        Ages(patient.Born, asOf) is { } ages && ages.Oldest == ages.Youngest ? ages.Oldest : null;

    /// <summary>The ages in full years that a birth date, perhaps a year alone, allows; null where there is none, or it is later.</summary>
    internal static (int Oldest, int Youngest)? Ages(FactDate? birth, DateOnly asOf) =>
        birth is { } born && born.First <= asOf ? (Years(born.First, asOf), Years(born.Last, asOf)) : null;

    private static int Years(DateOnly born, DateOnly asOf)
    {
        var age = asOf.Year - born.Year;
        return born.AddYears(age) > asOf ? age - 1 : age;
    }

    private static (ValueFact Fact, decimal Value)? Latest(PatientFacts patient, string variable, string unit, decimal? molarMass, DateOnly asOf)
    {
        var facts = patient.Values.Where(fact => string.Equals(fact.Variable, variable, StringComparison.Ordinal) && fact.Bound is null && fact.Date is { } date && date.First <= asOf).ToList();
        if (facts.Count == 0)
            return null;
        var last = LatestValues.Take(facts);
        return LatestValues.Agree(last) && UnitConversion.Convert(last[0].Value, last[0].Unit, unit, molarMass, out _) is { } value ? (last[0], value) : null;
    }
}
