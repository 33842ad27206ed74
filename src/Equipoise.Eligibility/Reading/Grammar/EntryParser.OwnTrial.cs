using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Who took part in this study before: "previous participation in this study", "patients already enrolled in the present trial".</summary>
internal sealed partial class EntryParser
{
    private const int LongestOwnTrial = 16;

    private static readonly WordSet BeforeOwnTrial = WordSet.Of(
        "patient", "patients", "subject", "subjects", "participant", "participants", "volunteers", "individuals", "those", "persons", "any", "a", "who", "have", "has", "had", "been", "was", "were", "being", "or", "and", "/", "with", "that");

    private static readonly WordSet Earlier = WordSet.Of("previous", "previously", "prior", "already", "earlier", "past", "once", "repeat", "repeated");

    // own-trial := people* earlier ("participation" | "enrolled" | …) ["in"] ("this" | "the present" | …) ("study" | "trial" | "protocol"), all of an entry
    private Circumstance? WholeOwnTrial()
    {
        if (polarity != Polarity.Exclusion || at.Count is < 4 or > LongestOwnTrial)
            return null;
        var (i, earlier, enrolled, participated) = (0, false, false, false);
        for (; i < at.Count && at[i].Kind == TokenKind.Word; i++)
        {
            if (Earlier.Contains(at[i].Spelling))
                earlier = true;
            else if (at.Upper(i) is "PARTICIPATION" or "PARTICIPATED" or "PARTICIPATING" or "PARTICIPANTS" or "PARTICIPANT")
                participated = true;
            else if (at.Upper(i) is "ENROLLMENT" or "ENROLMENT" or "ENROLLED" or "ENROLED" or "RANDOMIZED" or "RANDOMISED" or "RANDOMIZATION" or "RANDOMISATION" or "INCLUDED" or "INCLUSION" or "ENTERED" or "ENTRY")
                enrolled = true;
            else if (!BeforeOwnTrial.Contains(at[i].Spelling))
                break;
        }

        if (!earlier || !(enrolled || participated) || at.Upper(i) is not ("IN" or "INTO" or "TO" or "ON" or "ONTO"))
            return null;
        i++;
        if (at.Upper(i) is "THE" && at.Upper(i + 1) is "PRESENT" or "CURRENT" or "SAME")
            i += 2;
        else if (at.Upper(i) is "THIS")
            i++;
        else
            return null;
        while (at.Upper(i) is "CLINICAL" or "RESEARCH" or "CURRENT" or "PRESENT")
            i++;
        if (at.Upper(i) is not ("STUDY" or "TRIAL" or "PROTOCOL" or "INVESTIGATION"))
            return null;
        for (i++; i < at.Count; i++)
        {
            if (at.SignAt(i) is not ('.' or ';' or ','))
                return null;
        }

        at.Position = at.Count;
        return new Circumstance(CircumstanceKind.Other, participated ? "previous participation in this study" : "previous enrollment in this study");
    }
}
