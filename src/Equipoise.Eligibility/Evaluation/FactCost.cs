using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>How easily a missing fact is had, so that of two that settle as many criteria the easier one is asked for first.</summary>
internal static class FactCost
{
    private static readonly HashSet<string> AtTheBedside = new(["weight", "height", "bmi", "bsa", "waist", "bp.systolic", "bp.diastolic", "heartRate", "respiratoryRate", "temperature", "spo2", "pain"], StringComparer.Ordinal);

    private static readonly HashSet<string> ByImagingOrTissue = new(
        ["lvef", "shorteningFraction", "lesionSize", "lesionCount", "prostateVolume", "measurable disease", "pdl1", "pdl1.cps", "pdl1.tps", "tmb", "ki67", "gleason", "fev1", "fvc", "fev1Fvc", "dlco", "qtc", "qtcf", "sixMinuteWalk", "ahi"],
        StringComparer.Ordinal);

    /// <summary>0: the record or the patient can say; 1: a look at the patient; 2: a laboratory; 3: imaging, tissue or a test of function.</summary>
    /// <param name="fact">The fact as a finding names it.</param>
    public static int Of(string fact)
    {
        // When something was, and what its laboratory calls normal, stands in papers that are there.
        if (fact.StartsWith("exact date", StringComparison.Ordinal) || fact.StartsWith("normal range", StringComparison.Ordinal))
            return 0;
        var name = fact.StartsWith("exact ", StringComparison.Ordinal) ? fact[6..] : fact;
        if (ByImagingOrTissue.Contains(name))
            return 3;
        if (AtTheBedside.Contains(name) || name.StartsWith("performance status", StringComparison.Ordinal))
            return 1;
        return Variables.Find(name) is not null || name is "pregnancy test" ? 2 : 0;
    }
}
