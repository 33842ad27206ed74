using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>The recording in which a value was found: "screening 12-lead ECG demonstrating QTc > 450 ms".</summary>
internal sealed partial class Asides
{
    private static readonly WordSet Tracings = WordSet.Of("ecg", "ekg", "electrocardiogram", "echocardiogram", "spirometry");
    private static readonly WordSet OfTracings = WordSet.Of("a", "an", "the", "any", "screening", "baseline", "single", "standard", "triplicate", "supine", "resting", "abnormal", "digital", "12", "twelve", "lead", "surface", "safety", "initial", "at", "visit", "on", "with", "evidence", "of", "have", "has", "having");

    // tracing := word* ["12-lead"] "ECG" ["at" "screening"] ("showing" | "demonstrating" | …) ["a" | "the"], before a variable
    private int Tracing(int from)
    {
        var i = from;
        while (i < at.Count && i - from < LongestState && (at.SignAt(i) == '-' || (at[i].Kind != TokenKind.Sign && OfTracings.Contains(at.Word(i)))))
            i++;
        if (!IsWord(i, Tracings))
            return -1;
        for (i++; at.Upper(i) is "AT" or "SCREENING" or "BASELINE" or "FINDINGS" or "RESULTS"; i++)
        {
        }

        if (!(IsWord(i, ShowingWords) || at.Upper(i) is "SHOWS" or "SHOWED" or "WITH" or "DEMONSTRATES"))
            return -1;
        i++;
        while (at.Upper(i) is "A" or "AN" or "THE" or "PROLONGED")
            i++;
        return Has(i, WordKind.Variable) && HasLimit(i) ? i : -1;
    }

    private static readonly WordSet ShowingWords = WordSet.Of("showing", "demonstrating", "revealing", "indicating", "exhibiting", "displaying");

    private static readonly WordSet Bones = WordSet.Of("the", "lumbar", "spine", "total", "hip", "femoral", "neck", "either", "or", "and", "distal", "radius", "proximal", "femur");

    // "T-score ≤ -2.5 at the lumbar spine, total hip or femoral neck": where it was measured
    private int BoneOf(int from)
    {
        if (!Enumerable.Range(1, Math.Max(0, from - 1)).Any(i => at.Upper(i) is "SCORE" or "SCORES" && at.SignAt(i - 1) == '-'))
            return -1;
        var i = from;
        while (i < at.Count && (at.SignAt(i) is ',' or '/' || IsWord(i, Bones)))
            i++;
        return i > from && at.Upper(i - 1) is "SPINE" or "HIP" or "NECK" or "RADIUS" or "FEMUR" ? i : -1;
    }
}
