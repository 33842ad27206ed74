using System.Text.Json;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>Codes by which a record says that there is nothing to say, or that it does not know: those of the International Patient
/// Summary (<c>absent-unknown-uv-ips</c>) and of SNOMED CT, and the words "No known …".</summary>
internal static class NothingKnown
{
    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["no-known-problems"] = "problems", ["160245001"] = "problems", ["no-problem-info"] = "",
        ["no-known-medications"] = "medications", ["no-medication-info"] = "",
        ["no-known-procedures"] = "procedures", ["no-procedure-info"] = "", ["no-known-immunizations"] = "", ["no-immunization-info"] = "",
        ["no-known-allergies"] = "allergies", ["716186003"] = "allergies", ["no-allergy-info"] = "",
        // No known allergy to drugs, food, substances of the surroundings: there may be another.
        ["no-known-medication-allergies"] = "", ["no-known-food-allergies"] = "", ["no-known-environmental-allergies"] = "", ["409137002"] = "", ["429625007"] = "", ["428607008"] = "",
    };

    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["No known problems"] = "problems", ["No known conditions"] = "problems", ["No known medications"] = "medications", ["No known procedures"] = "procedures",
        ["No known allergies"] = "allergies", ["No known allergy"] = "allergies", ["NKA"] = "allergies",
    };

    /// <summary>What there is nothing of: <c>problems</c>, <c>medications</c>, <c>procedures</c> or <c>allergies</c>; empty where the code says
    /// that nobody knows, or speaks of a part only; null where it speaks of something.</summary>
    public static string? Of(JsonElement? concept)
    {
        foreach (var (_, code) in Json.Codes(concept))
        {
            if (code is not null && Codes.TryGetValue(code, out var kind))
                return kind;
        }

        foreach (var name in Json.Names(concept))
        {
            if (Words.TryGetValue(name.Trim(), out var kind))
                return kind;
            if (name.StartsWith("No known ", StringComparison.OrdinalIgnoreCase) || name.StartsWith("No information ", StringComparison.OrdinalIgnoreCase))
                return "";
        }

        return null;
    }
}
