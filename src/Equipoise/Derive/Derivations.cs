using Equipoise.Conduct.Derived;

namespace Equipoise.Derive;

/// <summary>What <c>equipoise derive</c> can derive.</summary>
internal static class Derivations
{
    public static IReadOnlyList<Derivation> All { get; } =
    [
        // The same number under both names that files of creatinine clearance carry.
        new("crcl", "Creatinine clearance by Cockcroft and Gault, with actual weight", ["sex", "age", "weight_kg", "creatinine", "unit"], [("crcl", "mL/min"), ("crclMlMin", "mL/min")], row =>
        {
            var clearance = RenalFunction.CockcroftGault(row.IsFemale, row.Age(), row.Weight, row.Creatinine);
            return [clearance, clearance];
        }),
        new("egfr", "Glomerular filtration rate by CKD-EPI 2021", ["sex", "age", "creatinine", "unit"], [("egfr", "mL/min/1.73 m2")], row => [RenalFunction.CkdEpi2021(row.IsFemale, row.Age(18), row.Creatinine)]),
        new("bmi", "Body mass index", ["weight_kg", "height_cm"], [("bmi", "kg/m2")], row => [BodySize.MassIndex(row.Weight, row.Height)]),
        new("bsa", "Body surface by Mosteller, and by Du Bois", ["weight_kg", "height_cm"], [("bsa", "m2"), ("bsa_dubois", "m2")], row => [BodySize.Mosteller(row.Weight, row.Height), BodySize.DuBois(row.Weight, row.Height)]),
        new("calcium", "Calcium corrected for albumin, by Payne", ["calcium", "unit", "albumin"], [("calcium_corrected", "as given")], row => row.IsMolar
            ? [CorrectedCalcium.InMillimoles(row.Between("calcium", 0.5, 6, "mmol/L"), row.Between("albumin", 5, 80, "g/L"))]
            : [CorrectedCalcium.InMilligrams(row.Between("calcium", 2, 25, "mg/dL"), row.Between("albumin", 0.5, 8, "g/dL"))]),
    ];
}
