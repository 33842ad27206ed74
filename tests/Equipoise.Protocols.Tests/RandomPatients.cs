using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Protocols.Tests;

/// <summary>Patients as records hold them: facts missing, doubled, contradictory, in several units, with dates to the day, month or
/// year. The same number gives the same patient.</summary>
internal static class RandomPatients
{
    private static readonly (string Variable, string[] Units, double Low, double High)[] Values =
    [
        ("neutrophils", ["10*9/L", "/uL", "mg/dL", ""], 0.5, 8), ("platelets", ["10*9/L", "10*3/uL"], 40, 400), ("hemoglobin", ["g/dL", "g/L", "mmol/L"], 6, 16),
        ("creatinine", ["mg/dL", "umol/L"], 0.5, 3), ("weight", ["kg", "[lb_av]"], 45, 120), ("creatinineClearance", ["mL/min"], 20, 120), ("bilirubin.total", ["mg/dL", "umol/L"], 0.2, 4),
        ("ast", ["U/L"], 10, 250), ("alt", ["U/L"], 10, 250), ("albumin", ["g/L", "g/dL", "mmol/L"], 2, 50), ("inr", ["1", ""], 0.8, 3), ("aptt", ["s"], 20, 70),
        ("urineProtein", ["{dipstick}", "g/(24.h)", "mg/dL"], 0, 4), ("pdl1.cps", ["{score}", "1"], 0, 60), ("lesionCount", ["{lesions}"], 0, 3), ("ecog", ["1"], 0, 3),
    ];

    private static readonly string[] Conditions =
    [
        "oral cavity cancer", "oropharyngeal cancer", "laryngeal cancer", "nasopharyngeal cancer", "breast cancer", "metastases", "liver metastases", "lung metastases", "Gilbert syndrome", "HPV infection", "measurable disease",
        "carcinoma in situ of the cervix", "basal cell carcinoma", "skin ulcer", "spinal cord compression", "rheumatoid arthritis", "HIV infection", "pneumonitis", "infection", "lung disease", "thyroid cancer", "cancer",
    ];

    private static readonly string[] Therapies =
    [
        "cisplatin", "nivolumab", "bevacizumab", "warfarin", "prednisone", "radiotherapy", "head and neck radiotherapy", "head and neck re-irradiation", "local therapy", "investigational agent", "participation in another trial", "antibiotics", "systemic therapy",
    ];

    private static readonly string[] Narrowings = ["", "", "Curative ", "Palliative ", "Recurrent ", "Severe ", "Active ", "Treated "];

    public static PatientFacts Make(int number)
    {
        var random = new Random(number);
        return new PatientFacts
        {
            Id = $"p{number}",
            Born = random.Next(8) == 0 ? null : Date(random, 1940, 2012),
            Sex = random.Next(3) switch { 0 => null, 1 => "female", _ => "male" },
            Values = [.. Enumerable.Range(0, random.Next(30)).Select(at => Value(random, at))],
            Conditions = [.. Enumerable.Range(0, random.Next(8)).Select(at => Event(random, Conditions, at))],
            Therapies = [.. Enumerable.Range(0, random.Next(7)).Select(at => Event(random, Therapies, at))],
            Circumstances = [.. Enumerable.Range(0, random.Next(4)).Select(at => Circumstance(random, at))],
            ConditionsAreComplete = random.Next(2) == 0,
            TherapiesAreComplete = random.Next(2) == 0,
            Progressions = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Date(random, 2024, 2027))],
        };
    }

    private static ValueFact Value(Random random, int at)
    {
        var (variable, units, low, high) = Values[random.Next(Values.Length)];
        var value = Math.Round((decimal)(low + (random.NextDouble() * (high - low))), random.Next(2));
        decimal? upper = random.Next(3) == 0 ? null : Math.Round((decimal)(low + ((high - low) * 0.3)), 1);
        Comparison? bound = random.Next(12) == 0 ? (Comparison)random.Next(4) : null;
        var date = random.Next(15) switch { 0 => null, 1 => FactDate.Illegible("12/05/26"), _ => Date(random, 2026, 2027) };
        return random.Next(15) == 0 ? ValueFact.NotRead(variable, "see remark", date, $"o{at}") : new ValueFact(variable, value, units[random.Next(units.Length)], date, $"o{at}", bound, null, upper);
    }

    private static EventFact Event(Random random, string[] names, int at)
    {
        var name = names[random.Next(names.Length)];
        var start = random.Next(4) == 0 ? null : Date(random, 2020, 2027);
        var standing = (Standing)random.Next(5);
        var end = random.Next(2) == 0 ? null : Date(random, 2024, 2027);
        // No reader hands on an end before its beginning.
        return new EventFact([name], standing, start, end?.IsBefore(start) == true ? start : end, $"e{at}", Narrowings[random.Next(Narrowings.Length)] + name);
    }

    private static CircumstanceFact Circumstance(Random random, int at) => random.Next(3) switch
    {
        0 => new(CircumstanceKind.Consent, "informed consent", random.Next(2) == 0, Date(random, 2026, 2027), $"c{at}"),
        1 => new(CircumstanceKind.Pregnancy, "pregnant", random.Next(2) == 0, random.Next(3) == 0 ? null : Date(random, 2026, 2027), $"c{at}"),
        _ => new(CircumstanceKind.Judgment, "the lesion lends itself to repeated measurement", random.Next(2) == 0, null, $"c{at}"),
    };

    private static FactDate Date(Random random, int from, int to)
    {
        var day = new DateOnly(random.Next(from, to), random.Next(1, 13), random.Next(1, 29));
        var text = random.Next(10) switch { 0 => $"{day:yyyy}", 1 => $"{day:yyyy-MM}", 2 => $"{day:yyyy-MM-dd}T{random.Next(10, 20)}:00:00Z", _ => $"{day:yyyy-MM-dd}" };
        return FactDate.TryParse(text, out var date) ? date : throw new InvalidOperationException(text);
    }
}
