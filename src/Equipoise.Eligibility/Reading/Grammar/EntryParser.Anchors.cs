using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Words behind and around the event that a window lies beside: "enrollment into this study", "within 3 months to the enrollment".</summary>
internal sealed partial class EntryParser
{
    private static readonly WordSet Visits = WordSet.Of("enrollment", "enrolment", "randomization", "randomisation", "screening", "baseline", "inclusion", "registration", "consent");

    // "to" ["the"] visit
    private bool TakeToVisit()
    {
        var visit = at.Upper(at.Position + 1) is "THE" ? at.Position + 2 : at.Position + 1;
        return at.WordIs("to") && visit < at.Count && at[visit].Kind == TokenKind.Word && Visits.Contains(at[visit].Spelling) && Rewind(visit);
    }

    // own-study := ("in" | "into" | "to" | …) ("this" | "the" | "our") ["present" | "current" | "clinical"]* ("study" | "trial" | "protocol")
    private void SkipOwnStudy()
    {
        var i = at.Position;
        if (at.Upper(i) is not ("IN" or "INTO" or "TO" or "ON" or "ONTO" or "FOR" or "OF"))
            return;
        i++;
        if (at.Upper(i) is "THIS" or "THE" or "OUR")
            i++;
        while (at.Upper(i) is "PRESENT" or "CURRENT" or "CLINICAL" or "RESEARCH" or "MAIN")
            i++;
        if (at.Upper(i) is "STUDY" or "TRIAL" or "PROTOCOL" && at.Upper(i + 1) is not ("DRUG" or "TREATMENT" or "MEDICATION" or "PRODUCT" or "INTERVENTION" or "AGENT" or "THERAPY" or "VACCINE"))
            at.Position = i + 1;
    }
}
