using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>Values computed from others: creatinine clearance by Cockcroft and Gault (Nephron 1976;16:31), eGFR by CKD-EPI
/// 2021 (N Engl J Med 2021;385:1737), body mass index, body surface area by Mosteller (N Engl J Med 1987;317:1098), calcium
/// corrected for albumin (Payne et al., BMJ 1973;4:643).</summary>
internal static class DerivedValue
{
    private const int OldestAge = 125;

    /// <summary>The value with those it came from, the derived one first; null where one is missing, is only a bound, or is not from the
    /// time asked for. Height, which adults keep, may be older.</summary>
    public static IReadOnlyList<ValueFact>? Of(string variable, PatientFacts patient, DateOnly asOf, Window? within) => variable switch
    {
        "creatinineClearance" => CockcroftGault(patient, asOf, within),
        "egfr" => CkdEpi(patient, asOf, within),
        "bmi" => BodyMassIndex(patient, asOf, within),
        "bsa" => BodySurface(patient, asOf, within),
        "calcium.corrected" => CorrectedCalcium(patient, asOf, within),
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
    private static ValueFact[]? CockcroftGault(PatientFacts patient, DateOnly asOf, Window? within)
    {
        if (Ages(patient.Born, asOf) is not { } age || patient.Sex is null || Latest(patient, "creatinine", "mg/dL", asOf, within) is not { } creatinine || Latest(patient, "weight", "kg", asOf, within) is not { } weight || creatinine.Value <= 0)
            return null;
        // Where only the year of birth is known, the greatest age gives the least clearance that it can be.
        Comparison? bound = age.Oldest == age.Youngest ? null : Comparison.AtLeast;
        return [new ValueFact("creatinineClearance", Clearance(age.Oldest, patient.Sex is "female", creatinine.Value, weight.Value), "mL/min", creatinine.Fact.Date, "Cockcroft-Gault", bound), creatinine.Fact, weight.Fact];
    }

    /// <summary>Creatinine clearance in mL/min, to one digit.</summary>
    internal static decimal Clearance(int age, bool isFemale, decimal creatinine, decimal weight) =>
        Math.Round((140 - age) * weight / (72 * creatinine) * (isFemale ? 0.85m : 1m), 1);

    // 142 × min(Scr/κ, 1)^α × max(Scr/κ, 1)^-1.200 × 0.9938^age × 1.012 in women; κ 0.7 and α -0.241 in women, 0.9 and -0.302 in men
    private static ValueFact[]? CkdEpi(PatientFacts patient, DateOnly asOf, Window? within)
    {
        if (Age(patient, asOf) is not { } age || age < 18 || patient.Sex is null || Latest(patient, "creatinine", "mg/dL", asOf, within) is not { } creatinine || creatinine.Value <= 0)
            return null;
        var female = patient.Sex is "female";
        var ratio = (double)creatinine.Value / (female ? 0.7 : 0.9);
        var rate = 142 * Math.Pow(Math.Min(ratio, 1), female ? -0.241 : -0.302) * Math.Pow(Math.Max(ratio, 1), -1.2) * Math.Pow(0.9938, age) * (female ? 1.012 : 1);
        return [new ValueFact("egfr", Math.Round((decimal)rate, 1), "mL/min/{1.73_m2}", creatinine.Fact.Date, "CKD-EPI 2021"), creatinine.Fact];
    }

    private static ValueFact[]? BodyMassIndex(PatientFacts patient, DateOnly asOf, Window? within)
    {
        if (Latest(patient, "height", "m", asOf, null) is not { Value: > 0 } height || Latest(patient, "weight", "kg", asOf, within) is not { } weight)
            return null;
        return [new ValueFact("bmi", Math.Round(weight.Value / (height.Value * height.Value), 1), "kg/m2", weight.Fact.Date, "weight / height²"), weight.Fact, height.Fact];
    }

    // √(height [cm] × weight [kg] / 3600)
    private static ValueFact[]? BodySurface(PatientFacts patient, DateOnly asOf, Window? within)
    {
        if (Latest(patient, "height", "cm", asOf, null) is not { Value: > 0 } height || Latest(patient, "weight", "kg", asOf, within) is not { Value: > 0 } weight)
            return null;
        return [new ValueFact("bsa", Math.Round((decimal)Math.Sqrt((double)(height.Value * weight.Value / 3600)), 2), "m2", weight.Fact.Date, "Mosteller"), weight.Fact, height.Fact];
    }

    // calcium [mg/dL] + 0.8 × (4 - albumin [g/dL])
    private static ValueFact[]? CorrectedCalcium(PatientFacts patient, DateOnly asOf, Window? within)
    {
        if (Latest(patient, "calcium", "mg/dL", asOf, within) is not { } calcium || Latest(patient, "albumin", "g/dL", asOf, within) is not { } albumin)
            return null;
        return [new ValueFact("calcium.corrected", Math.Round(calcium.Value + (0.8m * (4 - albumin.Value)), 2), "mg/dL", calcium.Fact.Date, "calcium, corrected for albumin"), calcium.Fact, albumin.Fact];
    }

    /// <summary>Age in full years; null where the birth date is not known well enough to tell.</summary>
    internal static int? Age(PatientFacts patient, DateOnly asOf) =>
        Ages(patient.Born, asOf) is { } ages && ages.Oldest == ages.Youngest ? ages.Oldest : null;

    /// <summary>The ages in full years that a birth date, perhaps a year alone, allows; null where there is none, or it is later.</summary>
    internal static (int Oldest, int Youngest)? Ages(FactDate? birth, DateOnly asOf) =>
        birth is { } born && born.First <= asOf && !IsTooOld(born, asOf) ? (Years(born.First, asOf), Years(born.Last, asOf)) : null;

    /// <summary>Whether a date of birth is that of nobody who lives: the oldest person on record reached 122 years.</summary>
    internal static bool IsTooOld(FactDate born, DateOnly asOf) => asOf.Year - born.Last.Year > OldestAge;

    private static int Years(DateOnly born, DateOnly asOf)
    {
        var age = asOf.Year - born.Year;
        return born.AddYears(age) > asOf ? age - 1 : age;
    }

    /// <summary>A value that one would be derived from and of which the record holds two at one time, or whose latest cannot be read; null
    /// where there is none, or another is missing.</summary>
    internal static string? Contradicted(string variable, PatientFacts patient, DateOnly asOf)
    {
        var sources = Sources(variable).Select(source => (Name: source, Last: LatestOf(source, patient, asOf))).ToList();
        return sources.Exists(source => source.Last.Count == 0) ? null : sources.Find(source => source.Last.Exists(fact => fact.Unread is not null) || (!LatestValues.Agree(source.Last) && LatestValues.AreOfOneTime(source.Last))).Name;
    }

    /// <summary>A reading in the unit that a formula wants; null where it is only a bound, or what no person has.</summary>
    internal static decimal? Usable(ValueFact fact, string unit) =>
        fact.Bound is null && fact.Unread is null && Variables.Find(fact.Variable) is { } variable && MeasurementEvaluator.IsPlausible(fact, variable) ? UnitConversion.Convert(fact.Value, fact.Unit, unit, variable.MolarMass, out _) : null;

    private static (ValueFact Fact, decimal Value)? Latest(PatientFacts patient, string variable, string unit, DateOnly asOf, Window? within)
    {
        var last = LatestOf(variable, patient, asOf);
        if (last.Count == 0 || !LatestValues.Agree(last) || Usable(last[0], unit) is not { } value)
            return null;
        return within is not { Direction: "before" } || last.TrueForAll(fact => TimeWindow.Before(within, asOf).Touches(fact.Date?.UpTo(asOf), fact.Date?.UpTo(asOf)) == Truth.True) ? (last[0], value) : null;
    }

    private static List<ValueFact> LatestOf(string variable, PatientFacts patient, DateOnly asOf)
    {
        var facts = patient.Values.Where(fact => string.Equals(fact.Variable, variable, StringComparison.Ordinal) && fact.Date is { } date && date.First <= asOf).ToList();
        return facts.Count == 0 ? facts : LatestValues.Take(facts);
    }
}
