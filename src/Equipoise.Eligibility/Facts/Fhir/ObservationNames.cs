using System.Text.Json;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>Which variable an observation holds that has a name and no code of LOINC: "Platelet count" is one thing, "Creatinine" may be
/// that of urine.</summary>
internal static class ObservationNames
{
    // Measured in one specimen only, or in the body itself.
    private static readonly HashSet<string> Unmistakable = new(
        [
            "neutrophils", "platelets", "hemoglobin", "hematocrit", "reticulocytes", "alt", "ast", "alp", "ggt", "inr", "pt", "aptt", "fibrinogen", "creatinineClearance", "egfr", "hba1c", "tsh", "crp", "esr", "ferritin",
            "bnp", "ntProBnp", "troponin", "psa", "ca125", "ca199", "cea", "afp", "lvef", "qtcf", "bp.systolic", "bp.diastolic", "heartRate", "temperature", "weight", "height", "waist", "bmi", "bsa", "spo2", "cd4", "upcRatio",
        ],
        StringComparer.Ordinal);

    private static readonly string[] OfBlood = ["serum", "plasma", "blood"];

    // An alias behind an equals sign asks for its capitals.
    private static readonly Dictionary<string, Variable?> Exact = Table(StringComparer.Ordinal, exact: true);
    private static readonly Dictionary<string, Variable?> Folded = Table(StringComparer.OrdinalIgnoreCase, exact: false);

    /// <summary>The variable that the names mean, and whether of blood or body for certain; null where they mean none, or where it holds
    /// no number. A code of LOINC that is not known leaves it uncertain.</summary>
    public static (string Variable, bool IsCertain)? Of(JsonElement observation, IReadOnlyList<(string? System, string? Code)> codes, IReadOnlyList<string> names)
    {
        if (Json.Find(observation, "valueQuantity") is null )
            return null;
        var isCoded = codes.Any(one => one is { System: "http://loinc.org", Code: not null });
        foreach (var name in names.Select(name => name.Trim()))
        {
            if ((Exact.GetValueOrDefault(name) ?? Folded.GetValueOrDefault(name)) is not { } variable)
                continue;
            // A code that is not known says better what it is; but of what is measured in blood only it may be a slip.
            if (isCoded)
                return Unmistakable.Contains(variable.Id) ? (variable.Id, false) : null;
            var specimen = Json.Text(observation, "specimen", "display") ?? "";
            var isBlood = specimen.Length == 0 || Names(specimen, OfBlood);
            return (variable.Id, isBlood && (Unmistakable.Contains(variable.Id) || Names(name, OfBlood) || specimen.Length > 0));
        }

        return null;
    }

    // A name that two variables share means neither.
    private static Dictionary<string, Variable?> Table(StringComparer comparer, bool exact) => Variables.All
        .SelectMany(variable => variable.Aliases.Where(alias => alias.StartsWith('=') == exact).Select(alias => (Name: alias.TrimStart('='), variable)))
        .GroupBy(pair => pair.Name, comparer)
        .ToDictionary(group => group.Key, group => group.DistinctBy(pair => pair.variable.Id, StringComparer.Ordinal).Count() == 1 ? group.First().variable : null, comparer);

    private static bool Names(string text, string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
