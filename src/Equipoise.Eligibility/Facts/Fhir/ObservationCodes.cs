using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>Which variable an observation holds.</summary>
internal static class ObservationCodes
{
    public static string? VariableOf(IReadOnlyList<(string? System, string? Code)> codes)
    {
        foreach (var (system, code) in codes)
        {
            if (code is null)
                continue;
            // LOINC 89247-1 and 89262-0, SNOMED CT 423740007: ECOG; 89243-0: Karnofsky.
            if (code is "89247-1" or "89262-0" or "423740007")
                return "ecog";
            if (code is "89243-0" or "273546003")
                return "karnofsky";
            if (system is null or "http://loinc.org" && Variables.FindLoinc(code) is { } variable)
                return variable.Id;
            // NCI Thesaurus C176582: PD-L1 combined positive score; C184941: tumor proportion score.
            if (code is "C176582")
                return "pdl1.cps";
            if (code is "C184941")
                return "pdl1.tps";
        }

        return null;
    }
}
