using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Taking part in other studies, in its many words.</summary>
internal sealed partial class EntryParser
{
    private const string OtherTrial = "participation in another trial";

    // other-trial := ("participation" | "enrolled" | …) ("in" | "on") ("another" | "any other" | "a") kind* ("study" | "trial")
    private string? TakeOtherTrial()
    {
        var start = at.Position;
        if (at.Upper(start) is not ("PARTICIPATION" or "PARTICIPATING" or "PARTICIPATED" or "PARTICIPATE" or "ENROLLMENT" or "ENROLLED" or "ENROLMENT") || at.Upper(start + 1) is not ("IN" or "ON" or "ONTO"))
            return null;
        at.Position += 2;
        while (at.Upper(at.Position) is "ANOTHER" or "OTHER" or "ANY" or "A" or "AN")
            at.Position++;
        while (at.Upper(at.Position) is "CLINICAL" or "INTERVENTIONAL" or "INVESTIGATIONAL" or "THERAPEUTIC" or "RESEARCH" or "TREATMENT" or "DRUG" or "EXPERIMENTAL" or "CONCURRENT" or "PHARMACEUTICAL" or "DEVICE" or "MEDICAL")
            at.Position++;
        if (at.Upper(at.Position) is "STUDY" or "STUDIES" or "TRIAL" or "TRIALS" && at.Position > start + 2)
        {
            at.Position++;
            if (at.Upper(at.Position) is "PROTOCOL" or "PROTOCOLS")
                at.Position++;
            if (EndsPhrase() || at.Is(WordKind.Within))
                return OtherTrial;
        }

        at.Position = start;
        return null;
    }
}
