using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>Which variable an observation holds.</summary>
internal static class ObservationCodes
{
    // A score has no other meaning, whereas "creatinine" without a code may be that of urine.
    private static readonly Dictionary<string, string> Named = new(StringComparer.OrdinalIgnoreCase)
    {
        ["combined positive score"] = "pdl1.cps", ["PD-L1 combined positive score"] = "pdl1.cps", ["PD-L1 CPS"] = "pdl1.cps", ["CPS"] = "pdl1.cps",
        ["PD-L1 tumor proportion score"] = "pdl1.tps", ["PD-L1 TPS"] = "pdl1.tps",
        ["ECOG"] = "ecog", ["ECOG performance status"] = "ecog", ["ECOG performance status score"] = "ecog", ["ECOG PS"] = "ecog",
        ["Karnofsky performance status"] = "karnofsky", ["Lansky performance status"] = "lansky", ["Lansky play-performance status"] = "lansky",
    };

    public static string? VariableOf(IReadOnlyList<(string? System, string? Code)> codes, IReadOnlyList<string> names)
    {
        foreach (var (_, code) in codes)
        {
            if (code is null)
                continue;
            // LOINC 89247-1 and 89262-0, SNOMED CT 423740007: ECOG; 89243-0: Karnofsky.
            if (code is "89247-1" or "89262-0" or "423740007")
                return "ecog";
            if (code is "89243-0" or "273546003")
                return "karnofsky";
            // NCI Thesaurus C38144: Lansky.
            if (code is "C38144")
                return "lansky";
            // Codes of LOINC end in a digit to check them by, so they are known under whatever address: "LOINC", an OID.
            if (Variables.FindLoinc(code) is { } variable)
                return variable.Id;
            // NCI Thesaurus C176582: PD-L1 combined positive score; C184941: tumor proportion score.
            if (code is "C176582")
                return "pdl1.cps";
            if (code is "C184941")
                return "pdl1.tps";
        }

        return names.Select(name => Named.GetValueOrDefault(name.Trim())).FirstOrDefault(variable => variable is not null);
    }
}
