using Equipoise.Eligibility.Facts;

namespace Equipoise.Bench.Screening;

/// <summary>Head-and-neck patients of a made-up clinic: about twenty dated facts each, some missing, some doubled.</summary>
internal static class SyntheticPatients
{
    private static readonly (string Variable, string Unit, double Low, double High, int Digits, decimal? Upper)[] Values =
    [
        ("neutrophils", "10*9/L", 0.5, 8, 1, null), ("platelets", "10*9/L", 40, 400, 0, null), ("hemoglobin", "g/dL", 7, 16, 1, null), ("creatinine", "mg/dL", 0.5, 2.5, 1, null),
        ("weight", "kg", 45, 120, 0, null), ("bilirubin.total", "mg/dL", 0.2, 3, 1, 1.2m), ("ast", "U/L", 10, 200, 0, 40), ("alt", "U/L", 10, 200, 0, 40), ("albumin", "g/L", 20, 50, 0, null),
        ("inr", "1", 0.8, 2, 1, 1.2m), ("pdl1.cps", "{score}", 0, 60, 0, null), ("urineProtein", "{dipstick}", 0, 3, 0, null), ("ecog", "1", 0, 3, 0, null),
    ];

    private static readonly string[] Sites = ["oral cavity cancer", "oropharyngeal cancer", "laryngeal cancer", "hypopharyngeal cancer", "nasopharyngeal cancer"];
    private static readonly string[] Others = ["lung metastases", "liver metastases", "HIV infection", "Gilbert syndrome", "rheumatoid arthritis", "breast cancer", "infection", "HPV infection"];
    private static readonly string[] Treatments = ["cisplatin", "nivolumab", "bevacizumab", "warfarin", "prednisone", "head and neck radiotherapy", "investigational agent", "antibiotics"];

    /// <summary>The patients, the same for the same number.</summary>
    public static IEnumerable<PatientFacts> Make(int count)
    {
        var random = new Random(7264075);
        for (var number = 0; number < count; number++)
        {
            yield return new PatientFacts
            {
                Id = $"p{number}",
                Born = Date(random, 1940, 2006),
                Sex = random.Next(2) == 0 ? "female" : "male",
                Values = [.. Values.Where(_ => random.Next(100) < 93).SelectMany(kind => Enumerable.Range(0, 1 + (random.Next(100) < 15 ? 1 : 0)).Select(_ => Value(random, kind)))],
                Conditions = [Event(random, Sites[random.Next(Sites.Length)], Standing.Active), .. Others.Where(_ => random.Next(100) < 15).Select(name => Event(random, name, Standing.Active))],
                Therapies = [.. Treatments.Where(_ => random.Next(100) < 12).Select(name => Event(random, name, random.Next(3) == 0 ? Standing.Active : Standing.Over))],
                ConditionsAreComplete = random.Next(10) < 8,
                TherapiesAreComplete = random.Next(10) < 8,
            };
        }
    }

    private static ValueFact Value(Random random, (string Variable, string Unit, double Low, double High, int Digits, decimal? Upper) kind) =>
        new(kind.Variable, Math.Round((decimal)(kind.Low + (random.NextDouble() * (kind.High - kind.Low))), kind.Digits), kind.Unit, Date(random, 2026, 2027), "o", High: kind.Upper);

    private static EventFact Event(Random random, string name, Standing standing) =>
        new([name], standing, Date(random, 2019, 2026), standing == Standing.Over ? Date(random, 2026, 2027) : null, "e", name);

    private static FactDate Date(Random random, int from, int to) => FactDate.On(new DateOnly(random.Next(from, to), random.Next(1, 12), random.Next(1, 29)));
}
